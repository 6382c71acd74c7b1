/* test-pdf-parts.c - lists, tables, facts and last lines: nothing stands alone that belongs together. */
#include "tests/flow-sheet.h"

#include "exports/pages-parts.h"
#include "exports/pages-strips.h"
#include "exports/pages-word.h"

#include <string.h>

#define SALMA "\xd7\xa1\xd7\x9c\xd7\x9e\xd7\x94"

/* The first and the last two of a list are on one page, wherever it begins; a list of three is whole. */
static void
test_keep_ends (void)
{
  for (double above = 0; above < FLOW_SHEET_HEIGHT; above += 7)
    for (guint n = 2; n < 7; n++)
      {
        g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
        FlowSheet sheet;

        flow_sheet_set_up (&sheet, NULL);
        plumb_flow_close (sheet.flow, 0, above, PLUMB_STRIP_NORMAL);
        for (guint i = 0; i < n; i++)
          {
            guint start = plumb_flow_get_n_strips (sheet.flow);

            g_array_append_val (starts, start);
            plumb_flow_close (sheet.flow, 0, 12, PLUMB_STRIP_NORMAL);
          }
        plumb_part_keep_ends (sheet.flow, starts);
        plumb_flow_paginate (sheet.flow);
        g_assert_cmpuint (flow_sheet_get_page (sheet.flow, 1), ==, flow_sheet_get_page (sheet.flow, 2));
        g_assert_cmpuint (flow_sheet_get_page (sheet.flow, n - 1), ==, flow_sheet_get_page (sheet.flow, n));
        if (n == 3)
          g_assert_cmpuint (flow_sheet_get_page (sheet.flow, 1), ==, flow_sheet_get_page (sheet.flow, 3));
        flow_sheet_tear_down (&sheet, NULL);
      }
}

/* Rows of more lines than are glued may be parted; a list of them is still laid out. */
static void
test_keep_ends_of_tall_rows (FlowSheet *sheet, gconstpointer data)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < 2; i++)
    {
      guint start = plumb_flow_get_n_strips (sheet->flow);

      g_array_append_val (starts, start);
      for (guint line = 0; line < 12; line++)
        plumb_flow_close (sheet->flow, 0, 12, PLUMB_STRIP_NORMAL);
    }
  plumb_part_keep_ends (sheet->flow, starts);
  for (guint i = 0; i < 24; i++)
    g_assert_false (plumb_flow_get_strip (sheet->flow, i)->flags & PLUMB_STRIP_KEEP);
}

/* The lines of the text that was set last. */
static GStrv
dup_lines (const PlumbFlow *flow)
{
  const PlumbSet *set = g_ptr_array_index (flow->sets, flow->sets->len - 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < set->lines->len; i++)
    {
      const PlumbLine *line = &g_array_index (set->lines, PlumbLine, i);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = line->first; j < line->first + line->n; j++)
        {
          const PlumbUnit *unit = &g_array_index (set->units, PlumbUnit, j);
          g_string_append_printf (text, "%s%s", j > line->first && unit->spaces > 0 ? " " : "", unit->word->text);
        }
      g_strv_builder_add (builder, text->str);
    }
  return g_strv_builder_end (builder);
}

static void
check_facts (const char *const *facts, const char *lines)
{
  g_autoptr (GPtrArray) given = g_ptr_array_new ();
  g_auto (GStrv) got = NULL;
  g_autofree char *joined = NULL;
  FlowSheet sheet;

  for (guint i = 0; facts[i] != NULL; i++)
    g_ptr_array_add (given, (char *)facts[i]);
  flow_sheet_set_up (&sheet, NULL);
  plumb_part_facts (sheet.flow, PLUMB_STYLE_BODY, given, 0);
  got = dup_lines (sheet.flow);
  joined = g_strjoinv ("|", got);
  g_assert_cmpstr (joined, ==, lines);
  flow_sheet_tear_down (&sheet, NULL);
}

static void
test_facts (void)
{
  check_facts ((const char *const[]){ "one", "", "two", NULL }, "one · two");
  check_facts ((const char *const[]){ "Backend developer", "Five-stage backend loop, version 1", "7 scorecards",
                                      "8 to 24 October 2026", NULL },
               "Backend developer · Five-stage backend loop, version 1|7 scorecards · 8 to 24 October 2026");
  /* Two lines of like length rather than a full one and "2026". */
  check_facts ((const char *const[]){ "Backend developer", "seven scorecards", "two more of the shadows", "2026", NULL },
               "Backend developer · seven scorecards|two more of the shadows · 2026");
  /* A fact wider than the line breaks at its words. */
  check_facts (
      (const char *const[]){ "a fact that is so very long that no line of this measure could ever take it", "short", NULL },
      "a fact that is so very long that no line of this measure could ever|take it · short");
}

/* No short word stands alone in the last line, half a compound neither; words are all there. */
static void
test_lone_words (FlowSheet *sheet, gconstpointer data)
{
  static const char sentence[]
      = "Design leads and production stands level with the data since a senior is on call for both, and mid-level";
  guint n_spared = 0;

  for (double width = 200; width < 460; width += 3)
    {
      g_auto (GStrv) lines = NULL;
      g_autofree char *text = NULL;
      guint n = 0;

      plumb_flow_set (sheet->flow, PLUMB_STYLE_BODY, sentence, width);
      lines = dup_lines (sheet->flow);
      text = g_strjoinv (" ", lines);
      n = g_strv_length (lines);
      if (strstr (text, "mid- level") == NULL)
        g_assert_cmpstr (text, ==, sentence);
      g_assert_cmpstr (lines[n - 1], !=, "level");
      n_spared += g_str_equal (lines[n - 1], "and mid-level");
    }
  g_assert_cmpuint (n_spared, >, 0);
}

/* Heads stand at the left, notes on the side of their script, and a name does not turn the English after it. */
static void
test_names_in_any_script (FlowSheet *sheet, gconstpointer data)
{
  const PlumbSet *name = plumb_flow_set (sheet->flow, PLUMB_STYLE_TITLE, SALMA, FLOW_SHEET_MEASURE);
  const PlumbSet *note = plumb_flow_set (sheet->flow, PLUMB_STYLE_BODY, SALMA, FLOW_SHEET_MEASURE);
  const PlumbSet *label = plumb_flow_set (sheet->flow, PLUMB_STYLE_LABEL, SALMA ", 12 November", FLOW_SHEET_MEASURE);

  g_assert_cmpfloat (g_array_index (name->lines, PlumbLine, 0).x, <, 1);
  g_assert_cmpfloat (g_array_index (note->lines, PlumbLine, 0).x, >, FLOW_SHEET_MEASURE / 2);
  g_assert_cmpint (g_array_index (label->lines, PlumbLine, 0).pango->resolved_dir, ==, PANGO_DIRECTION_LTR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/parts/keep-ends", test_keep_ends);
  g_test_add ("/pdf/parts/tall-rows", FlowSheet, NULL, flow_sheet_set_up, test_keep_ends_of_tall_rows, flow_sheet_tear_down);
  g_test_add_func ("/pdf/parts/facts", test_facts);
  g_test_add ("/pdf/parts/lone-words", FlowSheet, NULL, flow_sheet_set_up, test_lone_words, flow_sheet_tear_down);
  g_test_add ("/pdf/parts/scripts", FlowSheet, NULL, flow_sheet_set_up, test_names_in_any_script, flow_sheet_tear_down);
  return g_test_run ();
}
