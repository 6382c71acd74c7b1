/* pages-paint.c - drawing a page of a flow. Nothing is measured or decided here. */
#include "exports/pages-strips.h"

#define LINE_WIDTH 0.75
#define BAR_WIDTH 3.0

static void
paint_box (PlumbCanvas *canvas, double x, double y, double width, double height, const PlumbBoxLook *look)
{
  if (look->fill != PLUMB_COLOUR_NONE)
    {
      plumb_canvas_rounded (canvas, x, y, width, height, look->radius);
      plumb_canvas_fill (canvas, look->fill);
    }
  if (look->stroke != PLUMB_COLOUR_NONE)
    {
      plumb_canvas_rounded (canvas, x + LINE_WIDTH / 2, y + LINE_WIDTH / 2, width - LINE_WIDTH, height - LINE_WIDTH,
                            look->radius);
      plumb_canvas_stroke (canvas, look->stroke, LINE_WIDTH, look->dashed ? PLUMB_STROKE_DASHED : PLUMB_STROKE_PLAIN);
    }
}

static void
paint_sign (PlumbCanvas *canvas, PlumbSign sign, double x, double y, double size, PlumbColour colour)
{
  switch (sign)
    {
    case PLUMB_SIGN_TICK:
      plumb_canvas_move_to (canvas, x + size * 0.08, y + size * 0.55);
      plumb_canvas_line_to (canvas, x + size * 0.38, y + size * 0.86);
      plumb_canvas_line_to (canvas, x + size * 0.92, y + size * 0.16);
      plumb_canvas_stroke (canvas, colour, size * 0.19, PLUMB_STROKE_ROUND);
      break;
    case PLUMB_SIGN_CROSS:
      plumb_canvas_move_to (canvas, x + size * 0.16, y + size * 0.16);
      plumb_canvas_line_to (canvas, x + size * 0.84, y + size * 0.84);
      plumb_canvas_move_to (canvas, x + size * 0.84, y + size * 0.16);
      plumb_canvas_line_to (canvas, x + size * 0.16, y + size * 0.84);
      plumb_canvas_stroke (canvas, colour, size * 0.19, PLUMB_STROKE_ROUND);
      break;
    case PLUMB_SIGN_RING:
      plumb_canvas_circle (canvas, x + size / 2, y + size / 2, size * 0.38);
      plumb_canvas_stroke (canvas, colour, size * 0.19, PLUMB_STROKE_PLAIN);
      break;
    case PLUMB_SIGN_BULLET:
      plumb_canvas_circle (canvas, x + size / 2, y + size / 2, size / 2);
      plumb_canvas_fill (canvas, colour);
      break;
    case PLUMB_SIGN_SPLIT:
    default:
      plumb_canvas_move_to (canvas, x + size, y);
      plumb_canvas_line_to (canvas, x + size, y + size);
      plumb_canvas_line_to (canvas, x + size * 0.1, y + size / 2);
      plumb_canvas_close_path (canvas);
      plumb_canvas_fill (canvas, colour);
      break;
    }
}

static void
paint_text (PlumbCanvas *canvas, const PlumbMark *mark, double x, double y)
{
  for (guint i = 0; i < mark->as.text.n; i++)
    {
      guint line = mark->as.text.first + i;

      plumb_set_draw_line (mark->as.text.set, line, canvas, x, y, mark->width, mark->as.text.align, mark->as.text.colour);
      y += plumb_set_get_line_height (mark->as.text.set, line);
    }
}

static void
paint_picture (PlumbCanvas *canvas, const PlumbMark *mark, double x, double y)
{
  if (canvas->class->add_box != NULL && mark->element != PLUMB_NO_ELEMENT)
    canvas->class->add_box (canvas, x, y, mark->width, mark->height);
  canvas->x += x;
  canvas->y += y;
  mark->as.picture.draw (canvas, mark->width, mark->height, mark->as.picture.data);
  canvas->x -= x;
  canvas->y -= y;
}

static void
paint_number (const PlumbFlow *flow, PlumbCanvas *canvas, const PlumbMark *mark, double x, double y)
{
  guint page = 0;
  g_autofree char *text = NULL;
  g_autoptr (PlumbSet) set = NULL;

  if (!plumb_flow_find_anchor (flow, mark->as.number.anchor, &page, NULL))
    return;
  text = g_strdup_printf ("%u", page + 1);
  set = plumb_set_new (flow->type, mark->as.number.style, text, 200);
  plumb_set_draw_line (set, 0, canvas, x, y, mark->width, PLUMB_ALIGN_END, PLUMB_COLOUR_NONE);
}

/* A link that leads nowhere is none. */
static void
paint_link (const PlumbFlow *flow, PlumbCanvas *canvas, const PlumbMark *mark, double x, double y)
{
  PlumbLink link = { x, y, mark->width, mark->height, 0, 0, mark->element, mark->as.link.title };

  if (canvas->class->add_link != NULL && plumb_flow_find_anchor (flow, mark->as.link.anchor, &link.page, &link.top))
    canvas->class->add_link (canvas, &link);
}

/* `again`: the head of a table on a later page, which is no part of the text any more. */
static void
paint_strip (const PlumbFlow *flow, const PlumbStrip *strip, PlumbCanvas *canvas, double left, double top, gboolean again)
{
  for (guint i = strip->first_mark; i < strip->first_mark + strip->n_marks; i++)
    {
      const PlumbMark *mark = &g_array_index (flow->marks, PlumbMark, i);
      double x = left + mark->x, y = top + mark->y;

      plumb_canvas_set_element (canvas, again ? PLUMB_NO_ELEMENT : mark->element);
      switch (mark->kind)
        {
        case PLUMB_MARK_TEXT:
          paint_text (canvas, mark, x, y);
          break;
        case PLUMB_MARK_BOX:
          paint_box (canvas, x, y, mark->width, mark->height, &mark->as.box);
          break;
        case PLUMB_MARK_SIGN:
          paint_sign (canvas, mark->as.sign.sign, x, y, mark->width, mark->as.sign.colour);
          break;
        case PLUMB_MARK_PICTURE:
          paint_picture (canvas, mark, x, y);
          break;
        case PLUMB_MARK_NUMBER:
          paint_number (flow, canvas, mark, x, y);
          break;
        case PLUMB_MARK_LINK:
        default:
          if (!again)
            paint_link (flow, canvas, mark, x, y);
          break;
        }
    }
}

static void
paint_frame (const PlumbFlow *flow, PlumbCanvas *canvas, guint index, double x, double top, double bottom)
{
  const PlumbFrame *frame = &g_array_index (flow->frames, PlumbFrame, index);

  if (frame->kind == PLUMB_FRAME_BOX)
    paint_box (canvas, x, top, flow->width, bottom - top, &(PlumbBoxLook){ PLUMB_COLOUR_NONE, frame->colour, 6, FALSE });
  else
    paint_box (canvas, x, top, BAR_WIDTH, bottom - top, &(PlumbBoxLook){ frame->colour, PLUMB_COLOUR_NONE, 0, FALSE });
}

/* One outline around each row of strips of the same frame. */
static void
paint_frames (const PlumbFlow *flow, const PlumbSheet *sheet, PlumbCanvas *canvas, double x, double y)
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
        paint_frame (flow, canvas, frame, x, y + first->y - pad,
                     y + last->y + plumb_flow_get_strip (flow, last->strip)->height + pad);
    }
}

void
plumb_flow_draw (PlumbFlow *flow, guint page, PlumbCanvas *canvas, double x, double y)
{
  const PlumbSheet *sheet = NULL;

  g_return_if_fail (flow != NULL && flow->sheets != NULL && page < flow->sheets->len && canvas != NULL);
  sheet = &g_array_index (flow->sheets, PlumbSheet, page);
  plumb_canvas_set_element (canvas, PLUMB_NO_ELEMENT);
  paint_frames (flow, sheet, canvas, x, y);
  for (guint i = sheet->first; i < sheet->first + sheet->n; i++)
    {
      const PlumbPlaced *placed = &g_array_index (flow->placed, PlumbPlaced, i);
      gboolean again = g_array_index (flow->homes, guint, placed->strip) != i;

      paint_strip (flow, plumb_flow_get_strip (flow, placed->strip), canvas, x, y + placed->y, again);
    }
}
