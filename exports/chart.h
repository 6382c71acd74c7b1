/* chart.h - the pictures of figures, drawn on any canvas.
 *
 * Colour never carries a meaning alone: a score's colour is always under its number, a bar's end under its figure.
 */
#pragma once

#include "app/evaluation.h"
#include "exports/canvas.h"

G_BEGIN_DECLS

/* Colours (0xRRGGBB) of a score on a scale of `points`, and of the number on it; the contrast is at least 4.5 to 1. */
void plumb_chart_get_score_colours (double score, int points, guint32 *fill, guint32 *ink);

/* A figure on its scale, with the threshold and the range it may still move in. */
typedef struct
{
  PlumbFigure figure;
  PlumbFigure low; /* bounds; undefined: none drawn */
  PlumbFigure high;
  double threshold; /* outside the scale: none drawn */
  double from, to;  /* ends of the scale */
} PlumbChartBar;

/* The bar lies in the middle of the rectangle 0, 0, width, height; the threshold's tick uses all of its height. */
void plumb_chart_draw_bar (PlumbCanvas *canvas, double width, double height, const PlumbChartBar *bar);

/* A figure on its scale with what lies around it: the scores it comes from, and from where to where they or it may go. */
typedef struct
{
  PlumbFigure figure;  /* a filled dot; undefined: none */
  double low, high;    /* a band; equal or less: none */
  gboolean open;       /* the band is what is not known: outlined, not filled */
  const double *marks; /* open dots */
  guint n_marks;
  double threshold; /* outside the scale: no line */
  double from, to;  /* ends of the scale, whole numbers */
} PlumbChartSpan;

/* The line of the threshold uses all of the height, so that rows below each other share one. */
void plumb_chart_draw_span (PlumbCanvas *canvas, double width, double height, const PlumbChartSpan *span);

G_END_DECLS
