/* style.h - the score colours, once.
 *
 * A score is never told by its colour alone: the number stands in it. The classes are defined in style.css, with text contrast AA in
 * light and dark; "score-0" is the lowest point of any scale and "score-6" the highest, so that scales of 4, 5 and 7 points share them.
 */
#pragma once

#include "app/evaluation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The CSS class of point `point` of a scale of `points`; static. "score-none" outside of 1..points. */
const char *plumb_score_style (int point, int points);

/* That of a mean: the nearest point's, halves up; an undefined figure has "score-none". */
const char *plumb_figure_style (const PlumbFigure *figure, int points);

/* Gives `widget` the class of `style` and takes any other score class away; NULL only takes away. */
void plumb_widget_set_score_style (GtkWidget *widget, const char *style);

/* How much larger than usual the user reads text: 1 at 96 dpi, 2 at 200 %. Widths at which a layout changes grow with it. */
double plumb_text_scale (GtkWidget *widget);

G_END_DECLS
