/* chart.c - colours of scores, bars. Figures come in ready; only lengths are computed here. */
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
