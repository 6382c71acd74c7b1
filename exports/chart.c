/* chart.c - colours of scores, bars and spans. Figures come in ready; only lengths are computed here. */
#include "exports/chart.h"

/* From the part of the scale on: a quarter, so that 1.75 of 4 leaves red, and so on up. Dark to light to dark also in grey, with the
 * number always on top. */
static const struct
{
  double from;
  guint32 fill, ink;
} steps[] = {
  { 0.80, 0x24606b, 0xffffff },
  { 0.58, 0x3f7f71, 0xffffff },
  { 0.25, 0xe2a75c, 0x1d1f21 },
  { -1.0, 0xb0392b, 0xffffff },
};

void
plumb_chart_get_score_colours (double score, int points, guint32 *fill, guint32 *ink)
{
  double part = 0;
  guint step = 0;

  g_return_if_fail (points > 1 && fill != NULL && ink != NULL);
  part = (score - 1) / (points - 1);
  while (step + 1 < G_N_ELEMENTS (steps) && part < steps[step].from)
    step++;
  *fill = steps[step].fill;
  *ink = steps[step].ink;
}

static double
find_x (const PlumbChartBar *bar, double value, double width)
{
  return CLAMP ((value - bar->from) / (bar->to - bar->from), 0, 1) * width;
}

static void
fill_part (PlumbCanvas *canvas, double x, double y, double width, double height, PlumbColour colour)
{
  plumb_canvas_rectangle (canvas, x, y, width, height);
  plumb_canvas_fill (canvas, colour);
}

void
plumb_chart_draw_bar (PlumbCanvas *canvas, double width, double height, const PlumbChartBar *bar)
{
  double thick = height * 0.5, top = height * 0.25;

  g_return_if_fail (canvas != NULL && bar != NULL && bar->to > bar->from);
  fill_part (canvas, 0, top, width, thick, 0xe9ebec);
  if (bar->low.defined && bar->high.defined && bar->high.value > bar->low.value)
    {
      double x = find_x (bar, bar->low.value, width);
      fill_part (canvas, x, top, find_x (bar, bar->high.value, width) - x, thick, 0xb9cfcb);
    }
  if (bar->figure.defined && bar->figure.value > bar->from)
    fill_part (canvas, 0, top, find_x (bar, bar->figure.value, width), thick, 0x3f7f71);
  if (bar->threshold >= bar->from && bar->threshold <= bar->to)
    fill_part (canvas, CLAMP (find_x (bar, bar->threshold, width) - 0.6, 0, width - 1.2), 0, 1.2, height, PLUMB_COLOUR_INK);
}

/* --- spans ---------------------------------------------------------------------------------------------------------------------- */

#define BAND 7.0
#define DOT 3.6
#define MARK 2.1

/* Dots at the ends stay inside. */
static double
find_span_x (const PlumbChartSpan *span, double value, double width)
{
  return DOT + CLAMP ((value - span->from) / (span->to - span->from), 0, 1) * (width - 2 * DOT);
}

static void
draw_track (PlumbCanvas *canvas, double width, double middle, const PlumbChartSpan *span)
{
  fill_part (canvas, DOT, middle - 0.4, width - 2 * DOT, 0.8, 0xc9cdd0);
  for (double point = span->from; point <= span->to + 0.001; point += 1)
    fill_part (canvas, find_span_x (span, point, width) - 0.4, middle - 2.2, 0.8, 4.4, 0xc9cdd0);
}

static void
draw_band (PlumbCanvas *canvas, double width, double middle, const PlumbChartSpan *span)
{
  double left = find_span_x (span, span->low, width), right = find_span_x (span, span->high, width);

  if (span->high <= span->low)
    return;
  plumb_canvas_rounded (canvas, left, middle - BAND / 2, right - left, BAND, BAND / 2);
  if (span->open)
    plumb_canvas_stroke (canvas, PLUMB_COLOUR_GREY, 0.75, PLUMB_STROKE_DASHED);
  else
    plumb_canvas_fill (canvas, 0xcfdedb);
}

void
plumb_chart_draw_span (PlumbCanvas *canvas, double width, double height, const PlumbChartSpan *span)
{
  double middle = height / 2;

  g_return_if_fail (canvas != NULL && span != NULL && span->to > span->from);
  draw_track (canvas, width, middle, span);
  draw_band (canvas, width, middle, span);
  if (span->threshold >= span->from && span->threshold <= span->to)
    fill_part (canvas, find_span_x (span, span->threshold, width) - 0.5, 0, 1, height, PLUMB_COLOUR_INK);
  for (guint i = 0; i < span->n_marks; i++)
    {
      double x = find_span_x (span, span->marks[i], width);

      plumb_canvas_circle (canvas, x, middle, MARK);
      plumb_canvas_fill (canvas, PLUMB_COLOUR_PAPER);
      plumb_canvas_circle (canvas, x, middle, MARK);
      plumb_canvas_stroke (canvas, PLUMB_COLOUR_GREY, 0.9, PLUMB_STROKE_PLAIN);
    }
  if (span->figure.defined)
    {
      plumb_canvas_circle (canvas, find_span_x (span, span->figure.value, width), middle, DOT);
      plumb_canvas_fill (canvas, PLUMB_COLOUR_ACCENT);
    }
}
