/* canvas.c - whole paths on any canvas, and the canvas that is a cairo context. */
#include "exports/canvas.h"

#include "exports/pages-word.h"

/* How far the handles of a quarter of a circle stand from its ends. */
#define QUARTER 0.5522847498

typedef struct
{
  PlumbCanvas parent;
  cairo_t *cr; /* borrowed */
} CairoCanvas;

/* What is gathered until font or colour change. */
typedef struct
{
  cairo_t *cr;
  cairo_scaled_font_t *font;
  PlumbColour colour;
} Pen;

/* --- any canvas ----------------------------------------------------------------------------------------------------------------- */

void
plumb_canvas_curve_to (PlumbCanvas *canvas, double x1, double y1, double x2, double y2, double x, double y)
{
  const double points[] = { canvas->x + x1, canvas->y + y1, canvas->x + x2, canvas->y + y2, canvas->x + x, canvas->y + y };

  canvas->class->curve_to (canvas, points);
}

void
plumb_canvas_set_element (PlumbCanvas *canvas, guint element)
{
  g_return_if_fail (canvas != NULL);
  if (canvas->class->set_element != NULL)
    canvas->class->set_element (canvas, element);
}

void
plumb_canvas_rectangle (PlumbCanvas *canvas, double x, double y, double width, double height)
{
  plumb_canvas_move_to (canvas, x, y);
  plumb_canvas_line_to (canvas, x + width, y);
  plumb_canvas_line_to (canvas, x + width, y + height);
  plumb_canvas_line_to (canvas, x, y + height);
  plumb_canvas_close_path (canvas);
}

void
plumb_canvas_rounded (PlumbCanvas *canvas, double x, double y, double width, double height, double radius)
{
  double r = MIN (radius, MIN (width, height) / 2), k = r * (1 - QUARTER), right = x + width, bottom = y + height;

  if (r <= 0)
    {
      plumb_canvas_rectangle (canvas, x, y, width, height);
      return;
    }
  plumb_canvas_move_to (canvas, x + r, y);
  plumb_canvas_line_to (canvas, right - r, y);
  plumb_canvas_curve_to (canvas, right - k, y, right, y + k, right, y + r);
  plumb_canvas_line_to (canvas, right, bottom - r);
  plumb_canvas_curve_to (canvas, right, bottom - k, right - k, bottom, right - r, bottom);
  plumb_canvas_line_to (canvas, x + r, bottom);
  plumb_canvas_curve_to (canvas, x + k, bottom, x, bottom - k, x, bottom - r);
  plumb_canvas_line_to (canvas, x, y + r);
  plumb_canvas_curve_to (canvas, x, y + k, x + k, y, x + r, y);
  plumb_canvas_close_path (canvas);
}

void
plumb_canvas_circle (PlumbCanvas *canvas, double x, double y, double radius)
{
  plumb_canvas_rounded (canvas, x - radius, y - radius, 2 * radius, 2 * radius, radius);
}

/* --- cairo ---------------------------------------------------------------------------------------------------------------------- */

static cairo_t *
get_cr (PlumbCanvas *canvas)
{
  return ((CairoCanvas *)canvas)->cr;
}

static void
set_colour (cairo_t *cr, PlumbColour colour)
{
  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static void
cairo_canvas_move_to (PlumbCanvas *canvas, double x, double y)
{
  cairo_move_to (get_cr (canvas), x, y);
}

static void
cairo_canvas_line_to (PlumbCanvas *canvas, double x, double y)
{
  cairo_line_to (get_cr (canvas), x, y);
}

static void
cairo_canvas_curve_to (PlumbCanvas *canvas, const double p[6])
{
  cairo_curve_to (get_cr (canvas), p[0], p[1], p[2], p[3], p[4], p[5]);
}

static void
cairo_canvas_close_path (PlumbCanvas *canvas)
{
  cairo_close_path (get_cr (canvas));
}

static void
cairo_canvas_fill (PlumbCanvas *canvas, PlumbColour colour)
{
  set_colour (get_cr (canvas), colour);
  cairo_fill (get_cr (canvas));
}

static void
cairo_canvas_stroke (PlumbCanvas *canvas, PlumbColour colour, double width, PlumbStroke how)
{
  static const double dashes[] = { 2.2, 1.8 };
  cairo_t *cr = get_cr (canvas);

  set_colour (cr, colour);
  cairo_set_line_width (cr, width);
  cairo_set_line_cap (cr, how & PLUMB_STROKE_ROUND ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (cr, how & PLUMB_STROKE_ROUND ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
  cairo_set_dash (cr, dashes, how & PLUMB_STROKE_DASHED ? G_N_ELEMENTS (dashes) : 0, 0);
  cairo_stroke (cr);
}

static void
flush_pen (PlumbType *type, Pen *pen)
{
  if (type->glyphs->len > 0)
    {
      set_colour (pen->cr, pen->colour);
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
  for (guint i = 0; i < word->n_pieces; i++)
    {
      const PlumbPiece *piece = &word->pieces[i];

      if (pen->font != piece->font || pen->colour != colour)
        flush_pen (type, pen);
      pen->font = piece->font;
      pen->colour = colour;
      for (guint g = 0; g < piece->n_glyphs; g++)
        {
          const PlumbGlyph *shaped = &word->glyphs[piece->first_glyph + g];
          cairo_glyph_t glyph = { .index = shaped->index, .x = x + (double)shaped->x, .y = y + (double)shaped->y };

          g_array_append_val (type->glyphs, glyph);
        }
      for (guint c = 0; c < piece->n_clusters; c++)
        {
          const PlumbCluster *shaped = &word->clusters[piece->first_cluster + c];
          cairo_text_cluster_t cluster = { .num_bytes = shaped->n_bytes, .num_glyphs = shaped->n_glyphs };

          g_array_append_val (type->clusters, cluster);
        }
      g_string_append_len (type->text, word->text + piece->first_byte, (gssize)piece->n_bytes);
    }
}

static void
show_units (cairo_t *cr, PlumbSet *set, const PlumbLine *line, double x, double y, PlumbColour colour)
{
  Pen pen = { .cr = cr };

  for (guint i = line->first; i < line->first + line->n; i++)
    {
      const PlumbUnit *unit = &g_array_index (set->units, PlumbUnit, i);
      PlumbStyle style = unit->word->style;
      PlumbColour ink = colour == PLUMB_COLOUR_NONE ? plumb_style_get_colour (style) : colour;

      if (unit->spaces > 0 && i > line->first)
        {
          const PlumbWord *space = set->type->spaces[style];
          const PlumbPiece *piece = &space->pieces[0];

          if (piece->font == pen.font && ink == pen.colour)
            for (guint s = unit->spaces; s > 0; s--)
              append_word (set->type, &pen, space, ink, x + unit->x - s * space->width, y);
        }
      append_word (set->type, &pen, unit->word, ink, x + unit->x, y);
    }
  flush_pen (set->type, &pen);
}

static void
cairo_canvas_show_line (PlumbCanvas *canvas, PlumbSet *set, const PlumbLine *line, double x, double y, PlumbColour colour)
{
  cairo_t *cr = get_cr (canvas);

  if (line->pango == NULL)
    {
      show_units (cr, set, line, x, y, colour);
      return;
    }
  set_colour (cr, colour == PLUMB_COLOUR_NONE ? set->colour : colour);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout_line (cr, line->pango);
}

static const PlumbCanvasClass cairo_class = {
  .move_to = cairo_canvas_move_to,
  .line_to = cairo_canvas_line_to,
  .curve_to = cairo_canvas_curve_to,
  .close_path = cairo_canvas_close_path,
  .fill = cairo_canvas_fill,
  .stroke = cairo_canvas_stroke,
  .show_line = cairo_canvas_show_line,
};

PlumbCanvas *
plumb_canvas_new_cairo (cairo_t *cr)
{
  CairoCanvas *canvas = NULL;

  g_return_val_if_fail (cr != NULL, NULL);
  canvas = g_new0 (CairoCanvas, 1);
  canvas->parent.class = &cairo_class;
  canvas->cr = cr;
  return &canvas->parent;
}
