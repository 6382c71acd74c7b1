/* pages-parts.c - paragraphs, heads and chips. Tables are in pages-table.c. */
#include "exports/pages-parts.h"

#include "app/phrase.h"

#include <string.h>

#define SIGN_SIZE 7.0
#define CHIP_PAD 7.0
#define BETWEEN_FACTS " · "
/* Up to so many strips are glued at the ends of a list. */
#define FEW_STRIPS 14

static void
add_line (PlumbFlow *flow, PlumbSet *set, guint line, double indent, double space, PlumbStripFlags flags)
{
  plumb_flow_add_text (flow, set, line, 1, plumb_flow_get_left (flow) + indent, 0, plumb_flow_get_measure (flow) - indent,
                       PLUMB_ALIGN_START, PLUMB_COLOUR_NONE);
  plumb_flow_close (flow, space, plumb_set_get_line_height (set, line), flags);
}

/* What a text in this style is, where nothing else is said. */
static PlumbElementKind
get_kind (PlumbStyle style)
{
  switch (style)
    {
    case PLUMB_STYLE_TITLE:
    case PLUMB_STYLE_CHAPTER:
      return PLUMB_ELEMENT_TITLE;
    case PLUMB_STYLE_HEADING:
    case PLUMB_STYLE_QUESTION:
      return PLUMB_ELEMENT_HEADING;
    case PLUMB_STYLE_QUOTE:
      return PLUMB_ELEMENT_QUOTE;
    default:
      return PLUMB_ELEMENT_PARAGRAPH;
    }
}

void
plumb_part_lines (PlumbFlow *flow, PlumbSet *set, double indent, double space)
{
  guint n = plumb_set_get_n_lines (set);

  for (guint i = 0; i < n; i++)
    {
      gboolean glued = (i == 0 && n > 1) || i + 2 == n;
      add_line (flow, set, i, indent, i == 0 ? space : 0, glued ? PLUMB_STRIP_KEEP : PLUMB_STRIP_NORMAL);
    }
}

void
plumb_part_paragraph (PlumbFlow *flow, PlumbStyle style, const char *text, double indent, double space)
{
  PlumbSet *set = plumb_flow_set (flow, style, text, plumb_flow_get_measure (flow) - indent);
  gboolean leaf = plumb_flow_is_in (flow, PLUMB_ELEMENT_BODY);

  if (!leaf)
    plumb_flow_open_element (flow, get_kind (style), NULL);
  plumb_part_lines (flow, set, indent, space);
  if (!leaf)
    plumb_flow_close_element (flow);
}

void
plumb_part_spans (PlumbFlow *flow, const PlumbSpan *spans, guint n_spans, double indent, double space)
{
  plumb_part_lines (flow, plumb_flow_set_spans (flow, spans, n_spans, plumb_flow_get_measure (flow) - indent), indent, space);
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

gboolean
plumb_part_is_blank (const char *text)
{
  return text == NULL || is_blank (text, strlen (text));
}

void
plumb_part_note (PlumbFlow *flow, PlumbStyle style, const char *text, double indent, double space)
{
  double gap = space;
  guint first = plumb_flow_get_n_strips (flow), n = 0;

  for (const char *line = text; line != NULL && *line != '\0';)
    {
      const char *end = strchr (line, '\n');
      gsize length = end != NULL ? (gsize)(end - line) : strlen (line);

      if (is_blank (line, length))
        gap += line == text ? 0 : plumb_style_get_line_height (style) * 0.7;
      else
        {
          g_autofree char *paragraph = g_strndup (line, length);
          plumb_part_paragraph (flow, style, paragraph, indent, gap);
          gap = 0;
        }
      line = end != NULL ? end + 1 : NULL;
    }
  /* Short lines are paragraphs of their own; together they are still one text with no line of it left alone. */
  n = plumb_flow_get_n_strips (flow) - first;
  if (n > 1)
    {
      plumb_flow_keep (flow, first, first + 1);
      plumb_flow_keep (flow, first + n - 2, first + n - 1);
    }
}

/* --- facts ---------------------------------------------------------------------------------------------------------------------- */

static double
measure_text (PlumbFlow *flow, PlumbStyle style, const char *text)
{
  PlumbSpan span = { style, text, TRUE };
  g_autoptr (PlumbSet) set = plumb_set_new_spans (plumb_flow_get_type_case (flow), &span, 1, 10000);

  return plumb_set_get_width (set);
}

/* Puts as many facts in a line as go in. Answers the number of lines, G_MAXUINT when a fact is wider than that. */
static guint
break_facts (const GPtrArray *facts, const double *widths, double gap, double limit, GString *out)
{
  guint n_lines = 1;
  double pen = 0;

  g_string_truncate (out, 0);
  for (guint i = 0; i < facts->len; i++)
    {
      gboolean breaks = i > 0 && pen + gap + widths[i] > limit + 0.01;

      if (widths[i] > limit + 0.01)
        return G_MAXUINT;
      n_lines += breaks;
      g_string_append (out, i == 0 ? "" : breaks ? "\n" : BETWEEN_FACTS);
      g_string_append (out, g_ptr_array_index (facts, i));
      pen = i == 0 || breaks ? widths[i] : pen + gap + widths[i];
    }
  return n_lines;
}

/* In no more lines than they need, none of them longer than it has to be. */
static char *
dup_balanced (PlumbFlow *flow, PlumbStyle style, const GPtrArray *facts)
{
  g_autofree double *widths = g_new0 (double, facts->len + 1);
  g_autoptr (GString) trial = g_string_new (NULL);
  GString *best = g_string_new (NULL);
  double gap = measure_text (flow, style, "x" BETWEEN_FACTS "x") - measure_text (flow, style, "xx");
  double narrowest = plumb_flow_get_measure (flow);
  guint n_lines = 0;

  for (guint i = 0; i < facts->len; i++)
    widths[i] = measure_text (flow, style, g_ptr_array_index (facts, i));
  n_lines = break_facts (facts, widths, gap, narrowest, best);
  if (n_lines == G_MAXUINT) /* broken within a fact, then */
    break_facts (facts, widths, gap, G_MAXDOUBLE, best);
  for (guint i = 0; i < facts->len && n_lines != G_MAXUINT; i++)
    {
      double width = -gap;

      for (guint j = i; j < facts->len; j++)
        {
          width += gap + widths[j];
          if (width >= narrowest || break_facts (facts, widths, gap, width, trial) != n_lines)
            continue;
          narrowest = width;
          g_string_assign (best, trial->str);
        }
    }
  return g_string_free (best, FALSE);
}

void
plumb_part_facts (PlumbFlow *flow, PlumbStyle style, const GPtrArray *facts, double space)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  for (guint i = 0; i < facts->len; i++)
    if (!plumb_part_is_blank (g_ptr_array_index (facts, i)))
      g_ptr_array_add (known, plumb_phrase_dup_name (g_ptr_array_index (facts, i)));
  text = dup_balanced (flow, style, known);
  plumb_part_spans (flow, &(PlumbSpan){ style, text, TRUE }, 1, 0, space);
}

/* --- heads ---------------------------------------------------------------------------------------------------------------------- */

static void
add_kept_lines (PlumbFlow *flow, PlumbStyle style, const char *text, double space, PlumbStripFlags first)
{
  PlumbSet *set = plumb_flow_set (flow, style, text, plumb_flow_get_measure (flow));

  plumb_flow_open_element (flow, get_kind (style), NULL);
  for (guint i = 0; i < plumb_set_get_n_lines (set); i++)
    add_line (flow, set, i, 0, i == 0 ? space : 0, PLUMB_STRIP_KEEP | (i == 0 ? first : 0));
  plumb_flow_close_element (flow);
}

void
plumb_part_chapter (PlumbFlow *flow, const char *kicker, const char *title, const char *section, guint level,
                    PlumbStripFlags opening)
{
  plumb_flow_set_section (flow, section);
  if (level > 0)
    plumb_flow_add_outline (flow, level, title);
  if (kicker != NULL)
    add_kept_lines (flow, PLUMB_STYLE_KICKER, kicker, PLUMB_GAP_CHAPTER, opening);
  add_kept_lines (flow, PLUMB_STYLE_CHAPTER, title, kicker != NULL ? 2 : PLUMB_GAP_CHAPTER,
                  kicker != NULL ? PLUMB_STRIP_NORMAL : opening);
}

void
plumb_part_heading (PlumbFlow *flow, const char *title, guint level)
{
  if (level > 0)
    plumb_flow_add_outline (flow, level, title);
  add_kept_lines (flow, PLUMB_STYLE_HEADING, title, PLUMB_GAP_SECTION, PLUMB_STRIP_NORMAL);
}

void
plumb_part_label (PlumbFlow *flow, const char *text, double space)
{
  add_kept_lines (flow, PLUMB_STYLE_LABEL, text, space, PLUMB_STRIP_NORMAL);
}

void
plumb_part_labelled (PlumbFlow *flow, const char *label, PlumbStyle style, const char *text)
{
  if (plumb_part_is_blank (text))
    return;
  plumb_part_label (flow, label, PLUMB_GAP_BLOCK);
  plumb_part_note (flow, style, text, 0, 1);
}

void
plumb_part_signed (PlumbFlow *flow, PlumbSign sign, PlumbColour colour, const PlumbSpan *spans, guint n_spans, double space)
{
  double size = sign == PLUMB_SIGN_BULLET ? 2.6 : SIGN_SIZE;
  double first = plumb_style_get_line_height (spans[0].style);

  gboolean listed = plumb_flow_is_in (flow, PLUMB_ELEMENT_LIST);

  plumb_flow_add_sign (flow, sign, plumb_flow_get_left (flow) + (SIGN_SIZE - size) / 2, (first - size) / 2 + 0.4, size, colour);
  if (listed)
    {
      plumb_flow_open_element (flow, PLUMB_ELEMENT_ITEM, NULL);
      plumb_flow_open_element (flow, PLUMB_ELEMENT_BODY, NULL);
    }
  plumb_part_spans (flow, spans, n_spans, PLUMB_SIGN_INDENT, space);
  if (listed)
    {
      plumb_flow_close_element (flow);
      plumb_flow_close_element (flow);
    }
}

void
plumb_part_keep_ends (PlumbFlow *flow, const GArray *starts)
{
  guint n = starts->len, end = plumb_flow_get_n_strips (flow);
  guint second = 0, last = 0;

  if (n < 2)
    return;
  second = n > 2 ? g_array_index (starts, guint, 2) : end;
  last = g_array_index (starts, guint, n - 2);
  if (second - g_array_index (starts, guint, 0) <= FEW_STRIPS)
    plumb_flow_keep (flow, g_array_index (starts, guint, 0), second - 1);
  if (end - last <= FEW_STRIPS)
    plumb_flow_keep (flow, last, end - 1);
}

void
plumb_part_rule (PlumbFlow *flow, double space)
{
  plumb_flow_add_box (flow, plumb_flow_get_left (flow), 0, plumb_flow_get_measure (flow), 0.6,
                      &(PlumbBoxLook){ PLUMB_COLOUR_RULE, PLUMB_COLOUR_NONE, 0, FALSE });
  plumb_flow_close (flow, space, 0.6, PLUMB_STRIP_KEEP);
}

double
plumb_part_measure_chip (PlumbFlow *flow, const char *text)
{
  g_autoptr (PlumbSet) set = plumb_set_new (plumb_flow_get_type_case (flow), PLUMB_STYLE_CELL, text, 1000);

  return plumb_set_get_width (set) + 2 * CHIP_PAD;
}

double
plumb_part_add_chip (PlumbFlow *flow, const char *text, double x, double y, PlumbColour fill, PlumbColour ink)
{
  PlumbSet *set = plumb_flow_set (flow, PLUMB_STYLE_CELL, text, 1000);
  double width = plumb_set_get_width (set) + 2 * CHIP_PAD;
  PlumbBoxLook look = { fill, fill == PLUMB_COLOUR_NONE ? ink : PLUMB_COLOUR_NONE, 3.5, FALSE };

  plumb_flow_add_box (flow, x, y, width, PLUMB_CHIP_HEIGHT, &look);
  plumb_flow_add_text (flow, set, 0, 1, x, y + (PLUMB_CHIP_HEIGHT - plumb_set_get_line_height (set, 0)) / 2, width,
                       PLUMB_ALIGN_CENTRE, ink);
  return width;
}
