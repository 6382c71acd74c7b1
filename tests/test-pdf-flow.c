/* test-pdf-flow.c - pages break where they may: paragraphs, headings, tables, frames. */
#include "tests/flow-sheet.h"

#include "exports/pages-parts.h"
#include "exports/pages-strips.h"

/* Every strip is on exactly one page, in order, and no page is overfull unless one strip alone is too tall. */
static void
check_flow (const PlumbFlow *flow)
{
  g_assert_cmpuint (flow->homes->len, ==, flow->strips->len);
  for (guint i = 1; i < flow->homes->len; i++)
    g_assert_cmpuint (g_array_index (flow->homes, guint, i - 1), <, g_array_index (flow->homes, guint, i));
  for (guint i = 0; i < flow->sheets->len; i++)
    {
      const PlumbSheet *sheet = &g_array_index (flow->sheets, PlumbSheet, i);
      double y = -1;

      g_assert_cmpuint (sheet->n, >, 0);
      if (sheet->n > 1)
        g_assert_cmpfloat (sheet->depth, <=, flow->height + 0.1);
      for (guint j = sheet->first; j < sheet->first + sheet->n; j++)
        {
          g_assert_cmpfloat (g_array_index (flow->placed, PlumbPlaced, j).y, >, y);
          y = g_array_index (flow->placed, PlumbPlaced, j).y;
        }
    }
}

static void
add_paragraph_of (PlumbFlow *flow, guint lines)
{
  g_autoptr (GString) text = g_string_new ("line");

  for (guint i = 1; i < lines; i++)
    g_string_append (text, "\nline");
  plumb_part_paragraph (flow, PLUMB_STYLE_BODY, text->str, 0, 6);
}

static void
test_paragraph_breaks (FlowSheet *sheet, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guint firsts[200], lengths[200];

  for (guint i = 0; i < 200; i++)
    {
      firsts[i] = sheet->flow->strips->len;
      lengths[i] = (guint)g_rand_int_range (random, 1, 30);
      add_paragraph_of (sheet->flow, lengths[i]);
      g_assert_cmpuint (sheet->flow->strips->len - firsts[i], ==, lengths[i]);
    }
  plumb_flow_paginate (sheet->flow);
  check_flow (sheet->flow);
  for (guint i = 0; i < 200; i++)
    {
      guint last = firsts[i] + lengths[i] - 1;

      if (lengths[i] == 1)
        continue;
      g_assert_cmpuint (flow_sheet_get_page (sheet->flow, firsts[i]), ==, flow_sheet_get_page (sheet->flow, firsts[i] + 1));
      g_assert_cmpuint (flow_sheet_get_page (sheet->flow, last), ==, flow_sheet_get_page (sheet->flow, last - 1));
    }
}

static void
test_headings_stay (FlowSheet *sheet, gconstpointer data)
{
  guint heads[60];

  for (guint i = 0; i < 60; i++)
    {
      heads[i] = sheet->flow->strips->len;
      plumb_part_heading (sheet->flow, "A heading", 1);
      add_paragraph_of (sheet->flow, 1 + i % 7);
    }
  plumb_flow_paginate (sheet->flow);
  check_flow (sheet->flow);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpuint (flow_sheet_get_page (sheet->flow, heads[i]), ==, flow_sheet_get_page (sheet->flow, heads[i] + 1));
  g_assert_cmpuint (plumb_flow_get_outline (sheet->flow)->len, ==, 60);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpuint (g_array_index (plumb_flow_get_outline (sheet->flow), PlumbOutlineEntry, i).page, ==,
                      flow_sheet_get_page (sheet->flow, heads[i]));
}

static const PlumbColumn two_columns[] = {
  { "First", 1, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
  { "Second", 2, PLUMB_ALIGN_END, PLUMB_STYLE_SMALL },
};

static guint
count_placed (const PlumbFlow *flow, guint strip)
{
  guint n = 0;

  for (guint i = 0; i < flow->placed->len; i++)
    n += g_array_index (flow->placed, PlumbPlaced, i).strip == strip;
  return n;
}

static void
test_table_heads (FlowSheet *sheet, gconstpointer data)
{
  PlumbTable *table = NULL;
  guint head = 0;

  add_paragraph_of (sheet->flow, 4);
  head = sheet->flow->strips->len;
  table = plumb_table_begin (sheet->flow, two_columns, 2, 4);
  for (guint i = 0; i < 40; i++)
    plumb_table_add_row (table, (const char *const[]){ "one", "two\nthree" });
  plumb_table_end (table);
  add_paragraph_of (sheet->flow, 3);
  plumb_flow_paginate (sheet->flow);
  check_flow (sheet->flow);
  g_assert_cmpuint (plumb_flow_get_n_pages (sheet->flow), >, 3);
  g_assert_cmpuint (count_placed (sheet->flow, head), ==, plumb_flow_get_n_pages (sheet->flow));
  /* A short row is never cut. */
  for (guint i = head + 1; i + 1 < head + 80; i += 2)
    g_assert_cmpuint (flow_sheet_get_page (sheet->flow, i), ==, flow_sheet_get_page (sheet->flow, i + 1));
}

static void
test_long_rows (FlowSheet *sheet, gconstpointer data)
{
  g_autofree char *cell = g_strnfill (4000, 'w');
  PlumbTable *table = plumb_table_begin (sheet->flow, two_columns, 2, 0);

  plumb_table_add_row (table, (const char *const[]){ "short", cell });
  plumb_table_add_row (table, (const char *const[]){ NULL, "" });
  plumb_table_end (table);
  plumb_flow_paginate (sheet->flow);
  check_flow (sheet->flow);
  g_assert_cmpuint (plumb_flow_get_n_pages (sheet->flow), >, 4);
}

static void
test_frames (FlowSheet *sheet, gconstpointer data)
{
  guint first = 0;

  add_paragraph_of (sheet->flow, 11);
  first = sheet->flow->strips->len;
  plumb_flow_begin_frame (sheet->flow, PLUMB_FRAME_BOX, PLUMB_COLOUR_RULE, 5);
  g_assert_cmpfloat (plumb_flow_get_measure (sheet->flow), <, 300);
  add_paragraph_of (sheet->flow, 3);
  plumb_flow_end_frame (sheet->flow);
  plumb_flow_begin_frame (sheet->flow, PLUMB_FRAME_BAR, PLUMB_COLOUR_ALARM, 5);
  add_paragraph_of (sheet->flow, 60);
  plumb_flow_end_frame (sheet->flow);
  plumb_flow_paginate (sheet->flow);
  check_flow (sheet->flow);
  g_assert_cmpuint (flow_sheet_get_page (sheet->flow, first), ==, 1);
  g_assert_cmpuint (flow_sheet_get_page (sheet->flow, first + 2), ==, 1);
  g_assert_cmpuint (plumb_flow_get_n_pages (sheet->flow), >, 4);
}

/* What can't be kept together is cut, not lost, and not laid out for ever. */
static void
test_tall_chain (FlowSheet *sheet, gconstpointer data)
{
  add_paragraph_of (sheet->flow, 1);
  for (guint i = 0; i < 100; i++)
    plumb_flow_close (sheet->flow, 1, 12, PLUMB_STRIP_KEEP);
  plumb_flow_close (sheet->flow, 0, 500, PLUMB_STRIP_NORMAL);
  plumb_flow_close (sheet->flow, 0, 10, PLUMB_STRIP_NEW_PAGE);
  plumb_flow_close (sheet->flow, 0, 10, PLUMB_STRIP_NEW_PAGE); /* hardly anything stands above it */
  plumb_flow_close (sheet->flow, 0, 0.6 * plumb_flow_get_page_height (sheet->flow), PLUMB_STRIP_NORMAL);
  plumb_flow_close (sheet->flow, 0, 10, PLUMB_STRIP_NEW_PAGE); /* more than half of the page is used */
  plumb_flow_paginate (sheet->flow);
  check_flow (sheet->flow);
  g_assert_cmpuint (flow_sheet_get_page (sheet->flow, 102), ==, plumb_flow_get_n_pages (sheet->flow) - 2);
  g_assert_cmpuint (flow_sheet_get_page (sheet->flow, 103), ==, flow_sheet_get_page (sheet->flow, 102));
  g_assert_cmpuint (flow_sheet_get_page (sheet->flow, 105), ==, plumb_flow_get_n_pages (sheet->flow) - 1);
}

static void
test_empty_flow (FlowSheet *sheet, gconstpointer data)
{
  plumb_flow_paginate (sheet->flow);
  g_assert_cmpuint (plumb_flow_get_n_pages (sheet->flow), ==, 1);
  g_assert_null (plumb_flow_get_section (sheet->flow, 0));
}

#define ADD_SHEET(name, function)                                                                                                \
  g_test_add ("/pdf/flow/" name, FlowSheet, NULL, flow_sheet_set_up, function, flow_sheet_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_SHEET ("paragraphs", test_paragraph_breaks);
  ADD_SHEET ("headings", test_headings_stay);
  ADD_SHEET ("table-heads", test_table_heads);
  ADD_SHEET ("long-rows", test_long_rows);
  ADD_SHEET ("frames", test_frames);
  ADD_SHEET ("tall-chain", test_tall_chain);
  ADD_SHEET ("empty", test_empty_flow);
  return g_test_run ();
}
