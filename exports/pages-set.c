/* pages-set.c - text broken into lines.
 *
 * Two ways, one answer: a paragraph of plain words is filled greedily from shaped words; one with any other script, a tab, a word wider
 * than its measure or a character no font has is laid out by Pango, which knows all about those. Either is done once; drawing walks the
 * lines.
 */
#include "exports/pages-type.h"

#include "exports/pages-word.h"

#include <string.h>

/* A word with what stands before it. */
typedef struct
{
  const PlumbWord *word;
  guint spaces; /* in front, of its own style */
  gboolean may_break;
  gboolean must_break; /* a line break was written in front */
  double x;            /* from the start of its line, once filled */
} Unit;

typedef struct
{
  guint first, n; /* units; of Pango's lines: unused */
  double x;       /* of the text within the measure, as Pango aligned it */
  double width;
  double height;
  double ascent; /* from its top to the baseline */
  PangoLayoutLine *pango;
} Line;

struct _PlumbSet
{
  PlumbType *type; /* borrowed */
  GArray *units;   /* of Unit; NULL when set by Pango */
  GArray *lines;   /* of Line */
  PangoLayout *layout;
  PlumbColour colour; /* of its first stretch, for Pango's lines */
};

/* --- words ---------------------------------------------------------------------------------------------------------------------- */

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
take_space (PlumbSet *set, PlumbStyle style, const char *at, Unit *unit)
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
          Unit empty = { .word = plumb_type_get_word (set->type, style, "", 0), .may_break = TRUE, .must_break = TRUE };
          g_array_append_val (set->units, empty);
        }
      unit->must_break = TRUE;
      unit->spaces = 0;
    }
  return at;
}

/* Cuts the stretches into units; FALSE when the paragraph is not for us. */
static gboolean
cut_units (PlumbSet *set, const PlumbSpan *spans, guint n_spans, double width)
{
  Unit unit = { .word = NULL };

  for (guint i = 0; i < n_spans; i++)
    {
      const char *at = take_space (set, spans[i].style, spans[i].text, &unit);

      while (*at != '\0')
        {
          gboolean plain = TRUE;
          const char *end = find_unit_end (at, &plain);

          if (!plain)
            return FALSE;
          unit.word = plumb_type_get_word (set->type, spans[i].style, at, (gsize)(end - at));
          if (!unit.word->complete || unit.word->width > width)
            return FALSE;
          g_array_append_val (set->units, unit);
          /* Within a stretch a unit ends where a line may; between stretches only at a space. */
          unit = (Unit){ .may_break = *end != '\0' };
          at = take_space (set, spans[i].style, end, &unit);
        }
    }
  if (set->units->len == 0)
    {
      Unit empty = { .word = plumb_type_get_word (set->type, spans[0].style, "", 0) };
      g_array_append_val (set->units, empty);
    }
  return TRUE;
}

static double
unit_gap (PlumbSet *set, const Unit *unit)
{
  return unit->spaces * set->type->spaces[unit->word->style]->width;
}

static void
close_line (PlumbSet *set, guint first, guint end)
{
  Line line = { .first = first, .n = end - first };
  double leading = 0;

  for (guint i = first; i < end; i++)
    {
      const Unit *unit = &g_array_index (set->units, Unit, i);
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
      Unit *unit = &g_array_index (set->units, Unit, i);
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
          unit = &g_array_index (set->units, Unit, i);
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

/* --- Pango ---------------------------------------------------------------------------------------------------------------------- */

static void
add_style_attributes (PlumbType *type, PangoAttrList *attributes, PlumbStyle style, guint start, guint end, gboolean colours)
{
  PangoAttribute *font = pango_attr_font_desc_new (type->fonts[style]);

  font->start_index = start;
  font->end_index = end;
  pango_attr_list_insert (attributes, font);
  plumb_style_add_attributes (style, attributes, start, end);
  if (colours)
    {
      PlumbColour colour = plumb_style_get_colour (style);
      PangoAttribute *ink
          = pango_attr_foreground_new ((colour >> 16 & 0xff) * 0x101, (colour >> 8 & 0xff) * 0x101, (colour & 0xff) * 0x101);
      ink->start_index = start;
      ink->end_index = end;
      pango_attr_list_insert (attributes, ink);
    }
}

static void
collect_lines (PlumbSet *set, PlumbStyle style)
{
  PangoLayoutIter *iter = pango_layout_get_iter (set->layout);

  do
    {
      PangoRectangle logical;
      Line line = { 0 };
      double natural = 0;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      natural = pango_units_to_double (logical.height);
      line.pango = pango_layout_iter_get_line_readonly (iter);
      line.x = MAX (0, pango_units_to_double (logical.x));
      line.width = pango_units_to_double (logical.width);
      line.height = MAX (natural, plumb_style_get_line_height (style));
      line.ascent = pango_units_to_double (pango_layout_iter_get_baseline (iter) - logical.y) + (line.height - natural) / 2;
      g_array_append_val (set->lines, line);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
lay_out (PlumbSet *set, const PlumbSpan *spans, guint n_spans, double width)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  set->layout = pango_layout_new (set->type->context);
  for (guint i = 0; i < n_spans; i++)
    {
      guint start = (guint)text->len;
      g_string_append (text, spans[i].text);
      add_style_attributes (set->type, attributes, spans[i].style, start, (guint)text->len, n_spans > 1);
    }
  pango_layout_set_font_description (set->layout, set->type->fonts[spans[0].style]);
  pango_layout_set_attributes (set->layout, attributes);
  pango_layout_set_wrap (set->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (set->layout, (int)(width * PANGO_SCALE));
  pango_layout_set_text (set->layout, text->str, (int)text->len);
  plumb_type_note_missing (set->type, set->layout);
  collect_lines (set, spans[0].style);
}

/* --- drawing -------------------------------------------------------------------------------------------------------------------- */

/* What is gathered until font or colour change. */
typedef struct
{
  cairo_t *cr;
  cairo_scaled_font_t *font;
  PlumbColour colour;
} Pen;

static void
flush_pen (PlumbType *type, Pen *pen)
{
  if (type->glyphs->len > 0)
    {
      plumb_colour_set_source (pen->colour, pen->cr);
      cairo_set_scaled_font (pen->cr, pen->font);
      cairo_show_text_glyphs (pen->cr, type->text->str, (int)type->text->len, (cairo_glyph_t *)(void *)type->glyphs->data,
                              (int)type->glyphs->len, (cairo_text_cluster_t *)(void *)type->clusters->data,
                              (int)type->clusters->len, 0);
    }
  g_array_set_size (type->glyphs, 0);
  g_array_set_size (type->clusters, 0);
  g_string_truncate (type->text, 0);
}

static void
append_word (PlumbType *type, Pen *pen, const PlumbWord *word, PlumbColour colour, double x, double y)
{
  for (guint i = 0; i < word->pieces->len; i++)
    {
      const PlumbPiece *piece = &g_array_index (word->pieces, PlumbPiece, i);

      if (pen->font != piece->font || pen->colour != colour)
        flush_pen (type, pen);
      pen->font = piece->font;
      pen->colour = colour;
      for (guint g = 0; g < piece->n_glyphs; g++)
        {
          cairo_glyph_t glyph = g_array_index (word->glyphs, cairo_glyph_t, piece->first_glyph + g);
          glyph.x += x;
          glyph.y += y;
          g_array_append_val (type->glyphs, glyph);
        }
      g_array_append_vals (type->clusters, &g_array_index (word->clusters, cairo_text_cluster_t, piece->first_cluster),
                           piece->n_clusters);
      g_string_append_len (type->text, word->text + piece->first_byte, (gssize)piece->n_bytes);
    }
}

static void
draw_units (PlumbSet *set, const Line *line, cairo_t *cr, double x, double y, PlumbColour colour)
{
  Pen pen = { .cr = cr };

  for (guint i = line->first; i < line->first + line->n; i++)
    {
      const Unit *unit = &g_array_index (set->units, Unit, i);
      PlumbStyle style = unit->word->style;
      PlumbColour ink = colour == PLUMB_COLOUR_NONE ? plumb_style_get_colour (style) : colour;

      if (unit->spaces > 0 && i > line->first)
        {
          const PlumbWord *space = set->type->spaces[style];
          const PlumbPiece *piece = &g_array_index (space->pieces, PlumbPiece, 0);

          if (piece->font == pen.font && ink == pen.colour)
            for (guint s = unit->spaces; s > 0; s--)
              append_word (set->type, &pen, space, ink, x + unit->x - s * space->width, y);
        }
      append_word (set->type, &pen, unit->word, ink, x + unit->x, y);
    }
  flush_pen (set->type, &pen);
}

/* --- public --------------------------------------------------------------------------------------------------------------------- */

PlumbSet *
plumb_set_new_spans (PlumbType *type, const PlumbSpan *spans, guint n_spans, double width)
{
  PlumbSet *set = NULL;

  g_return_val_if_fail (type != NULL && spans != NULL && n_spans > 0 && width > 0, NULL);
  set = g_new0 (PlumbSet, 1);
  set->type = type;
  set->colour = plumb_style_get_colour (spans[0].style);
  set->units = g_array_new (FALSE, FALSE, sizeof (Unit));
  set->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  if (!cut_units (set, spans, n_spans, width) || !fill_lines (set, width))
    {
      g_clear_pointer (&set->units, g_array_unref);
      g_array_set_size (set->lines, 0);
      lay_out (set, spans, n_spans, width);
    }
  return set;
}

PlumbSet *
plumb_set_new (PlumbType *type, PlumbStyle style, const char *text, double width)
{
  PlumbSpan span = { style, text, FALSE };

  g_return_val_if_fail (text != NULL, NULL);
  return plumb_set_new_spans (type, &span, 1, width);
}

void
plumb_set_free (PlumbSet *set)
{
  if (set == NULL)
    return;
  g_clear_pointer (&set->units, g_array_unref);
  g_array_unref (set->lines);
  g_clear_object (&set->layout);
  g_free (set);
}

guint
plumb_set_get_n_lines (const PlumbSet *set)
{
  g_return_val_if_fail (set != NULL, 0);
  return set->lines->len;
}

double
plumb_set_get_line_height (const PlumbSet *set, guint line)
{
  g_return_val_if_fail (set != NULL && line < set->lines->len, 0);
  return g_array_index (set->lines, Line, line).height;
}

double
plumb_set_get_height (const PlumbSet *set)
{
  double height = 0;

  g_return_val_if_fail (set != NULL, 0);
  for (guint i = 0; i < set->lines->len; i++)
    height += g_array_index (set->lines, Line, i).height;
  return height;
}

double
plumb_set_get_width (const PlumbSet *set)
{
  double width = 0;

  g_return_val_if_fail (set != NULL, 0);
  for (guint i = 0; i < set->lines->len; i++)
    width = MAX (width, g_array_index (set->lines, Line, i).width);
  return width;
}

void
plumb_set_draw_line (PlumbSet *set, guint index, cairo_t *cr, double x, double y, double width, PlumbAlign align,
                     PlumbColour colour)
{
  const Line *line = NULL;

  g_return_if_fail (set != NULL && index < set->lines->len && cr != NULL);
  line = &g_array_index (set->lines, Line, index);
  if (align == PLUMB_ALIGN_CENTRE)
    x += (width - line->width) / 2;
  else if (align == PLUMB_ALIGN_END)
    x += width - line->width;
  else
    x += line->x;
  if (line->pango == NULL)
    {
      draw_units (set, line, cr, x, y + line->ascent, colour);
      return;
    }
  plumb_colour_set_source (colour == PLUMB_COLOUR_NONE ? set->colour : colour, cr);
  cairo_move_to (cr, x, y + line->ascent);
  pango_cairo_show_layout_line (cr, line->pango);
}
