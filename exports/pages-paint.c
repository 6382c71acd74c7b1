/* pages-paint.c - drawing a page of a flow. Nothing is measured or decided here. */
#include "exports/pages-strips.h"

#include <math.h>

#define LINE_WIDTH 0.75
#define BAR_WIDTH 3.0

static void
trace_box (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  radius = MIN (radius, MIN (width, height) / 2);
  if (radius <= 0)
    {
      cairo_rectangle (cr, x, y, width, height);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
paint_box (cairo_t *cr, double x, double y, double width, double height, const PlumbBoxLook *look)
{
  static const double dashes[] = { 2.2, 1.8 };

  if (look->fill != PLUMB_COLOUR_NONE)
    {
      trace_box (cr, x, y, width, height, look->radius);
      plumb_colour_set_source (look->fill, cr);
      cairo_fill (cr);
    }
  if (look->stroke != PLUMB_COLOUR_NONE)
    {
      trace_box (cr, x + LINE_WIDTH / 2, y + LINE_WIDTH / 2, width - LINE_WIDTH, height - LINE_WIDTH, look->radius);
      plumb_colour_set_source (look->stroke, cr);
      cairo_set_line_width (cr, LINE_WIDTH);
      cairo_set_dash (cr, dashes, look->dashed ? G_N_ELEMENTS (dashes) : 0, 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
}

static void
paint_sign (cairo_t *cr, PlumbSign sign, double x, double y, double size, PlumbColour colour)
{
  plumb_colour_set_source (colour, cr);
  cairo_set_line_width (cr, size * 0.19);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  switch (sign)
    {
    case PLUMB_SIGN_TICK:
      cairo_move_to (cr, x + size * 0.08, y + size * 0.55);
      cairo_line_to (cr, x + size * 0.38, y + size * 0.86);
      cairo_line_to (cr, x + size * 0.92, y + size * 0.16);
      cairo_stroke (cr);
      break;
    case PLUMB_SIGN_CROSS:
      cairo_move_to (cr, x + size * 0.16, y + size * 0.16);
      cairo_line_to (cr, x + size * 0.84, y + size * 0.84);
      cairo_move_to (cr, x + size * 0.84, y + size * 0.16);
      cairo_line_to (cr, x + size * 0.16, y + size * 0.84);
      cairo_stroke (cr);
      break;
    case PLUMB_SIGN_RING:
      cairo_arc (cr, x + size / 2, y + size / 2, size * 0.38, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    case PLUMB_SIGN_BULLET:
      cairo_arc (cr, x + size / 2, y + size / 2, size / 2, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case PLUMB_SIGN_SPLIT:
    default:
      cairo_move_to (cr, x + size, y);
      cairo_line_to (cr, x + size, y + size);
      cairo_line_to (cr, x + size * 0.1, y + size / 2);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
}

static void
paint_text (cairo_t *cr, const PlumbMark *mark, double x, double y)
{
  for (guint i = 0; i < mark->as.text.n; i++)
    {
      guint line = mark->as.text.first + i;

      plumb_set_draw_line (mark->as.text.set, line, cr, x, y, mark->width, mark->as.text.align, mark->as.text.colour);
      y += plumb_set_get_line_height (mark->as.text.set, line);
    }
}

static void
paint_picture (cairo_t *cr, const PlumbMark *mark, double x, double y)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  mark->as.picture.draw (cr, mark->width, mark->height, mark->as.picture.data);
  cairo_restore (cr);
}

/* A link that leads nowhere is none. */
static void
paint_link (const PlumbFlow *flow, cairo_t *cr, const PlumbMark *mark, double x, double y, const PlumbLinker *linker)
{
  if (linker != NULL && plumb_flow_find_anchor (flow, mark->as.anchor, NULL, NULL))
    linker->add_link (cr, (const double[]){ x, y, mark->width, mark->height }, mark->as.anchor, linker->data);
}

static void
paint_targets (const PlumbFlow *flow, guint page, cairo_t *cr, double x, double y, const PlumbLinker *linker)
{
  for (guint i = 0; i < flow->named->len; i++)
    {
      const PlumbNamed *named = &g_array_index (flow->named, PlumbNamed, i);
      guint home = 0;
      double top = 0;

      if (named->level == 0 && plumb_flow_find_anchor (flow, named->name, &home, &top) && home == page)
        linker->add_target (cr, x, y + top, named->name, linker->data);
    }
}

static void
paint_strip (const PlumbFlow *flow, const PlumbStrip *strip, cairo_t *cr, double left, double top, const PlumbLinker *linker)
{
  for (guint i = strip->first_mark; i < strip->first_mark + strip->n_marks; i++)
    {
      const PlumbMark *mark = &g_array_index (flow->marks, PlumbMark, i);
      double x = left + mark->x, y = top + mark->y;

      switch (mark->kind)
        {
        case PLUMB_MARK_TEXT:
          paint_text (cr, mark, x, y);
          break;
        case PLUMB_MARK_BOX:
          paint_box (cr, x, y, mark->width, mark->height, &mark->as.box);
          break;
        case PLUMB_MARK_SIGN:
          paint_sign (cr, mark->as.sign.sign, x, y, mark->width, mark->as.sign.colour);
          break;
        case PLUMB_MARK_PICTURE:
          paint_picture (cr, mark, x, y);
          break;
        case PLUMB_MARK_LINK:
        default:
          paint_link (flow, cr, mark, x, y, linker);
          break;
        }
    }
}

static void
paint_frame (const PlumbFlow *flow, cairo_t *cr, guint index, double x, double top, double bottom)
{
  const PlumbFrame *frame = &g_array_index (flow->frames, PlumbFrame, index);

  if (frame->kind == PLUMB_FRAME_BOX)
    paint_box (cr, x, top, flow->width, bottom - top, &(PlumbBoxLook){ PLUMB_COLOUR_NONE, frame->colour, 6, FALSE });
  else
    paint_box (cr, x, top, BAR_WIDTH, bottom - top, &(PlumbBoxLook){ frame->colour, PLUMB_COLOUR_NONE, 0, FALSE });
}

/* One outline around each row of strips of the same frame. */
static void
paint_frames (const PlumbFlow *flow, const PlumbSheet *sheet, cairo_t *cr, double x, double y)
{
  for (guint i = sheet->first; i < sheet->first + sheet->n;)
    {
      const PlumbPlaced *first = &g_array_index (flow->placed, PlumbPlaced, i);
      const PlumbPlaced *last = first;
      guint frame = plumb_flow_get_strip (flow, first->strip)->frame;
      double pad = plumb_flow_get_pad (flow, frame);

      for (i++; i < sheet->first + sheet->n; i++)
        {
          const PlumbPlaced *next = &g_array_index (flow->placed, PlumbPlaced, i);
          if (plumb_flow_get_strip (flow, next->strip)->frame != frame)
            break;
          last = next;
        }
      if (frame != PLUMB_NO_INDEX)
        paint_frame (flow, cr, frame, x, y + first->y - pad,
                     y + last->y + plumb_flow_get_strip (flow, last->strip)->height + pad);
    }
}

void
plumb_flow_draw (PlumbFlow *flow, guint page, cairo_t *cr, double x, double y, const PlumbLinker *linker)
{
  const PlumbSheet *sheet = NULL;

  g_return_if_fail (flow != NULL && flow->sheets != NULL && page < flow->sheets->len && cr != NULL);
  sheet = &g_array_index (flow->sheets, PlumbSheet, page);
  if (linker != NULL)
    paint_targets (flow, page, cr, x, y, linker);
  paint_frames (flow, sheet, cr, x, y);
  for (guint i = sheet->first; i < sheet->first + sheet->n; i++)
    {
      const PlumbPlaced *placed = &g_array_index (flow->placed, PlumbPlaced, i);
      paint_strip (flow, plumb_flow_get_strip (flow, placed->strip), cr, x, y + placed->y, linker);
    }
}
