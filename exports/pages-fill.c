/* pages-fill.c - lines filled from shaped words, greedily: as many words a line as go in, but no short word alone in the last.
 *
 * Only for text whose words stand in a row from left to right and break at spaces, hyphens and slashes; for any other it says so.
 */
#include "exports/pages-word.h"

#define SLICE 8       /* characters of an overlong word that stay together */
#define SMALL_SLICE 3 /* the same in a narrow column */
#define NARROW 120.0
/* In a column of at least this width a last line shorter than this, or than this part of it, is not left with one word when so many stay
 * above. */
#define WIDE 130.0
#define SHORT_WORD 32.0
#define SHORT_LINE 0.12
#define MIN_LEFT 2
#define LONG_WORD 200 /* bytes: never shaped whole */

/* Scripts that run left to right, break only at spaces and a few marks, and need no context beyond the word. */
static gboolean
is_plain (gunichar c)
{
  if (c < 0x250)
    return c >= 0x20 && c != 0xad && !(c >= 0x7f && c < 0xa0);
  return c < 0x530 || (c >= 0x1e00 && c < 0x2000) || (c >= 0x2010 && c < 0x2028) || (c >= 0x2030 && c < 0x205f)
         || (c >= 0x20a0 && c < 0x20d0) || (c >= 0x2100 && c < 0x2300) || (c >= 0x2500 && c < 0x2600);
}

static gboolean
breaks_after (gunichar c, gunichar next)
{
  switch (c)
    {
    case '-':
    case '/':
    case 0x2010:
    case 0x2013:
    case 0x2014:
      return g_unichar_isalpha (next);
    default:
      return FALSE;
    }
}

/* How far the unit that starts at `text` goes; FALSE in `plain` at a character that is Pango's. */
static const char *
find_unit_end (const char *text, gboolean *plain)
{
  const char *at = text;

  while (*at != '\0' && *at != ' ' && *at != '\n')
    {
      gunichar c = g_utf8_get_char (at);

      if (!is_plain (c))
        {
          *plain = FALSE;
          return at;
        }
      at = g_utf8_next_char (at);
      if (at - text > 1 && breaks_after (c, g_utf8_get_char (at)))
        break;
    }
  return at;
}

/* Takes the white space at `at` into what stands before the coming unit. */
static const char *
take_space (PlumbSet *set, PlumbStyle style, const char *at, PlumbUnit *unit)
{
  for (; *at == ' ' || *at == '\n'; at++)
    {
      unit->may_break = TRUE;
      if (*at == ' ')
        {
          unit->spaces++;
          continue;
        }
      if (unit->must_break) /* an empty line needs a unit to stand on */
        {
          PlumbUnit empty = { .word = plumb_type_get_word (set->type, style, "", 0), .may_break = TRUE, .must_break = TRUE };
          g_array_append_val (set->units, empty);
        }
      unit->must_break = TRUE;
      unit->spaces = 0;
    }
  return at;
}

/* A slice of an overlong word: up to `n` characters, never parted from their marks. */
static const char *
find_slice_end (const char *at, const char *end, guint n)
{
  for (; at < end && (n > 0 || g_unichar_ismark (g_utf8_get_char (at))); at = g_utf8_next_char (at))
    n -= n > 0;
  return at;
}

/* A word wider than the measure breaks anywhere. FALSE when not even a character fits. */
static gboolean
add_slices (PlumbSet *set, PlumbStyle style, const char *at, const char *end, double width, PlumbUnit unit)
{
  guint n = width < NARROW ? SMALL_SLICE : SLICE;

  while (at < end)
    {
      const char *stop = find_slice_end (at, end, n);

      unit.word = plumb_type_get_word (set->type, style, at, (gsize)(stop - at));
      if (unit.word->width > width)
        {
          n = 1;
          stop = find_slice_end (at, end, n);
          unit.word = plumb_type_get_word (set->type, style, at, (gsize)(stop - at));
        }
      if (!unit.word->complete || unit.word->width > width)
        return FALSE;
      g_array_append_val (set->units, unit);
      unit = (PlumbUnit){ .may_break = TRUE };
      at = stop;
    }
  return TRUE;
}

/* Adds the word from `at` to `end`; FALSE when it is not for us. */
static gboolean
add_word (PlumbSet *set, PlumbStyle style, const char *at, const char *end, double width, PlumbUnit unit)
{
  if (end - at > LONG_WORD)
    return add_slices (set, style, at, end, width, unit);
  unit.word = plumb_type_get_word (set->type, style, at, (gsize)(end - at));
  if (!unit.word->complete)
    return FALSE;
  if (unit.word->width > width)
    return add_slices (set, style, at, end, width, unit);
  g_array_append_val (set->units, unit);
  return TRUE;
}

/* Cuts the stretches into units; FALSE when the paragraph is not for us. */
static gboolean
cut_units (PlumbSet *set, const PlumbSpan *spans, guint n_spans, double width)
{
  PlumbUnit unit = { .word = NULL };

  for (guint i = 0; i < n_spans; i++)
    {
      const char *at = take_space (set, spans[i].style, spans[i].text, &unit);

      while (*at != '\0')
        {
          gboolean plain = TRUE;
          const char *end = find_unit_end (at, &plain);

          if (!plain || !add_word (set, spans[i].style, at, end, width, unit))
            return FALSE;
          /* Within a stretch a unit ends where a line may; between stretches only at a space. */
          unit = (PlumbUnit){ .may_break = *end != '\0' };
          at = take_space (set, spans[i].style, end, &unit);
          /* A percent sign stays with its number. */
          unit.may_break = unit.may_break && (*at != '%' || unit.must_break);
        }
    }
  if (set->units->len == 0)
    {
      PlumbUnit empty = { .word = plumb_type_get_word (set->type, spans[0].style, "", 0) };
      g_array_append_val (set->units, empty);
    }
  return TRUE;
}

static double
unit_gap (PlumbSet *set, const PlumbUnit *unit)
{
  return unit->spaces * set->type->spaces[unit->word->style]->width;
}

static PlumbLine
measure_line (PlumbSet *set, guint first, guint end)
{
  PlumbLine line = { .first = first, .n = end - first };
  double leading = 0;

  for (guint i = first; i < end; i++)
    {
      const PlumbUnit *unit = &g_array_index (set->units, PlumbUnit, i);
      PlumbStyle style = unit->word->style;
      double height = plumb_style_get_line_height (style);

      line.width = unit->x + unit->word->width;
      if (height > line.height)
        {
          leading = (height - set->type->ascent[style] - set->type->descent[style]) / 2;
          line.height = height;
          line.ascent = leading + set->type->ascent[style];
        }
    }
  return line;
}

static void
close_line (PlumbSet *set, guint first, guint end)
{
  PlumbLine line = measure_line (set, first, end);

  g_array_append_val (set->lines, line);
}

/* Greedy: as many units a line as go in; back to the last place where a break is allowed. FALSE when a joined chain is too wide. */
static gboolean
fill_lines (PlumbSet *set, double width)
{
  guint first = 0, allowed = 0;
  double pen = 0;

  for (guint i = 0; i < set->units->len; i++)
    {
      PlumbUnit *unit = &g_array_index (set->units, PlumbUnit, i);
      double gap = unit_gap (set, unit);

      if (unit->must_break && i > first)
        {
          close_line (set, first, i);
          first = i;
          pen = 0;
        }
      if (unit->may_break && i > first)
        allowed = i;
      if (i > first && pen + gap + unit->word->width > width + 0.01)
        {
          if (allowed <= first)
            return FALSE;
          close_line (set, first, allowed);
          first = allowed;
          i = allowed;
          unit = &g_array_index (set->units, PlumbUnit, i);
          pen = 0;
          gap = 0;
        }
      /* Spaces at the start of a written line are an indent; those where a line was broken vanish. */
      if (i == first && !(unit->must_break || i == 0))
        gap = 0;
      if (pen + gap + unit->word->width > width + 0.01)
        gap = 0;
      unit->x = pen + gap;
      pen = unit->x + unit->word->width;
    }
  close_line (set, first, set->units->len);
  return TRUE;
}

static PlumbUnit *
get_unit (PlumbSet *set, guint index)
{
  return &g_array_index (set->units, PlumbUnit, index);
}

/* A short word alone in the last line of a paragraph gets the company of the one before it, where that line can spare one. */
static void
accompany_last_word (PlumbSet *set, guint index)
{
  PlumbLine *line = &g_array_index (set->lines, PlumbLine, index), *above = line - 1;
  guint end = line->first + line->n, first = line->first - 1;
  double pen = 0;

  while (first > above->first && get_unit (set, first)->spaces == 0) /* not half a compound */
    first--;
  if (first < above->first + MIN_LEFT)
    return;
  for (guint i = first; i < end; i++)
    {
      PlumbUnit *unit = get_unit (set, i);

      unit->x = pen + (i == first ? 0 : unit_gap (set, unit));
      pen = unit->x + unit->word->width;
    }
  *above = measure_line (set, above->first, first);
  *line = measure_line (set, first, end);
}

static void
spare_lone_words (PlumbSet *set, double width)
{
  for (guint i = 1; width >= WIDE && i < set->lines->len; i++)
    {
      const PlumbLine *line = &g_array_index (set->lines, PlumbLine, i);
      guint next = line->first + line->n;
      gboolean last = next >= set->units->len || get_unit (set, next)->must_break;

      if (last && line->n == 1 && line->width < MAX (SHORT_WORD, SHORT_LINE * width) && !get_unit (set, line->first)->must_break)
        accompany_last_word (set, i);
    }
}

gboolean
plumb_set_fill (PlumbSet *set, const PlumbSpan *spans, guint n_spans, double width)
{
  g_assert (set->units != NULL && set->units->len == 0);
  if (!cut_units (set, spans, n_spans, width) || !fill_lines (set, width))
    return FALSE;
  spare_lone_words (set, width);
  return TRUE;
}
