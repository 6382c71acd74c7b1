/* pages-set.c - text broken into lines.
 *
 * Two ways, one answer: a paragraph of plain words is filled from shaped words (pages-fill.c); one with any other script, a tab or a
 * character no font has is laid out by Pango, which knows all about those, in chunks, as its time grows with the square of a paragraph's
 * length. Either is done once; drawing walks the lines.
 */
#include "exports/pages-type.h"

#include "exports/pages-word.h"

#include <string.h>

#define CHUNK 2000 /* bytes that Pango lays out at a time */

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

/* Heads stand at the left, where the eye looks for them, in any script. */
static gboolean
is_head (PlumbStyle style)
{
  return style == PLUMB_STYLE_TITLE || style == PLUMB_STYLE_SUBTITLE || style == PLUMB_STYLE_CHAPTER
         || style == PLUMB_STYLE_HEADING || style == PLUMB_STYLE_QUESTION;
}

/* Takes over the lines of `layout`, all but the last when more text follows; answers the byte where that starts. */
static int
collect_lines (PlumbSet *set, PangoLayout *layout, PlumbStyle style, gboolean more)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int n_lines = pango_layout_get_line_count (layout), next = 0;

  for (int i = 0; i < n_lines && (!more || i + 1 < n_lines || i == 0); i++)
    {
      PangoRectangle logical;
      PlumbLine line = { 0 };
      double natural = 0;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      natural = pango_units_to_double (logical.height);
      line.pango = pango_layout_iter_get_line_readonly (iter);
      line.x = is_head (style) ? 0 : MAX (0, pango_units_to_double (logical.x));
      line.width = pango_units_to_double (logical.width);
      line.height = MAX (natural, plumb_style_get_line_height (style));
      line.ascent = pango_units_to_double (pango_layout_iter_get_baseline (iter) - logical.y) + (line.height - natural) / 2;
      g_array_append_val (set->lines, line);
      next = line.pango->start_index + line.pango->length;
      pango_layout_iter_next_line (iter);
    }
  pango_layout_iter_free (iter);
  return next;
}

/* Where a chunk that starts at `at` may end: after a whole character, at the next line break at the latest. */
static const char *
find_chunk_end (const char *at, const char *end)
{
  const char *line_end = memchr (at, '\n', (gsize)(end - at));

  if (end - at <= CHUNK)
    return end;
  end = g_utf8_find_prev_char (at, at + CHUNK + 1);
  return line_end != NULL && line_end < end ? line_end + 1 : end;
}

/* Does the line read from left to right whatever name it begins with? What the program says does, and labels do; what people wrote goes
 * the way of its script. */
static gboolean
is_english (const PlumbSpan *first)
{
  switch (first->style)
    {
    case PLUMB_STYLE_KICKER:
    case PLUMB_STYLE_LEAD:
    case PLUMB_STYLE_BODY_STRONG:
    case PLUMB_STYLE_SMALL_STRONG:
    case PLUMB_STYLE_LABEL:
    case PLUMB_STYLE_TINY:
      return TRUE;
    default:
      return first->is_sentence;
    }
}

static PangoLayout *
new_layout (PlumbSet *set, const PlumbSpan *first, double width)
{
  PangoLayout *layout = pango_layout_new (set->type->context);

  pango_layout_set_font_description (layout, set->type->fonts[first->style]);
  pango_layout_set_auto_dir (layout, !is_english (first));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  g_ptr_array_add (set->layouts, layout);
  return layout;
}

/* What tells Pango the direction of a paragraph that was begun in an earlier chunk. */
static const char *
get_direction_mark (const PlumbSet *set)
{
  const PlumbLine *last = &g_array_index (set->lines, PlumbLine, set->lines->len - 1);

  return last->pango->resolved_dir == PANGO_DIRECTION_RTL ? "\xe2\x80\x8f" : "\xe2\x80\x8e";
}

/* A long text in one style: chunk after chunk, the last line of each laid out again with what follows. */
static void
lay_out_long (PlumbSet *set, const PlumbSpan *span, double width)
{
  const char *text = span->text;
  const char *end = text + strlen (text);
  const char *mark = "";

  for (const char *at = text; at < end;)
    {
      const char *stop = find_chunk_end (at, end);
      gboolean more = stop < end && stop[-1] != '\n';
      g_autofree char *chunk = g_strdup_printf ("%s%.*s", mark, (int)(stop - at - (stop[-1] == '\n' && stop < end)), at);
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
      PangoLayout *layout = new_layout (set, span, width);
      int next = 0;

      add_style_attributes (set->type, attributes, span->style, 0, G_MAXUINT, FALSE);
      pango_layout_set_attributes (layout, attributes);
      pango_layout_set_text (layout, chunk, -1);
      plumb_type_note_missing (set->type, layout);
      next = collect_lines (set, layout, span->style, more) - (int)strlen (mark);
      at = more && next > 0 ? at + next : stop;
      mark = more ? get_direction_mark (set) : "";
    }
}

static void
lay_out (PlumbSet *set, const PlumbSpan *spans, guint n_spans, double width)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoLayout *layout = NULL;

  if (n_spans == 1 && strlen (spans[0].text) > CHUNK)
    {
      lay_out_long (set, spans, width);
      return;
    }
  layout = new_layout (set, spans, width);
  for (guint i = 0; i < n_spans; i++)
    {
      guint start = (guint)text->len;
      g_string_append (text, spans[i].text);
      add_style_attributes (set->type, attributes, spans[i].style, start, (guint)text->len, n_spans > 1);
    }
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text->str, (int)text->len);
  plumb_type_note_missing (set->type, layout);
  collect_lines (set, layout, spans[0].style, FALSE);
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
  set->units = g_array_new (FALSE, FALSE, sizeof (PlumbUnit));
  set->lines = g_array_new (FALSE, FALSE, sizeof (PlumbLine));
  if (!plumb_set_fill (set, spans, n_spans, width))
    {
      g_clear_pointer (&set->units, g_array_unref);
      g_array_set_size (set->lines, 0);
      set->layouts = g_ptr_array_new_with_free_func (g_object_unref);
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
  g_clear_pointer (&set->layouts, g_ptr_array_unref);
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
  return g_array_index (set->lines, PlumbLine, line).height;
}

double
plumb_set_get_height (const PlumbSet *set)
{
  double height = 0;

  g_return_val_if_fail (set != NULL, 0);
  for (guint i = 0; i < set->lines->len; i++)
    height += g_array_index (set->lines, PlumbLine, i).height;
  return height;
}

double
plumb_set_get_width (const PlumbSet *set)
{
  double width = 0;

  g_return_val_if_fail (set != NULL, 0);
  for (guint i = 0; i < set->lines->len; i++)
    width = MAX (width, g_array_index (set->lines, PlumbLine, i).width);
  return width;
}

void
plumb_set_draw_line (PlumbSet *set, guint index, PlumbCanvas *canvas, double x, double y, double width, PlumbAlign align,
                     PlumbColour colour)
{
  const PlumbLine *line = NULL;

  g_return_if_fail (set != NULL && index < set->lines->len && canvas != NULL);
  line = &g_array_index (set->lines, PlumbLine, index);
  if (align == PLUMB_ALIGN_CENTRE)
    x += (width - line->width) / 2;
  else if (align == PLUMB_ALIGN_END)
    x += width - line->width;
  else if (align == PLUMB_ALIGN_START)
    x += line->x;
  canvas->class->show_line (canvas, set, line, canvas->x + x, canvas->y + y + line->ascent, colour);
}
