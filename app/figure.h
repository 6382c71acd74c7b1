/* figure.h - a PlumbFigure made from the exact value it stands for. Internal to the evaluation. */
#pragma once

#include "app/evaluation.h"
#include "app/rational.h"

G_BEGIN_DECLS

void plumb_figure_clear (PlumbFigure *figure); /* undefined: value 0, an en dash */

void plumb_figure_set_score (PlumbFigure *figure, mpq_srcptr score);     /* "3.00" */
void plumb_figure_set_hundredths (PlumbFigure *figure, int hundredths);  /* a score of the policy: "3.00" */
void plumb_figure_set_percent (PlumbFigure *figure, mpq_srcptr percent); /* "66.67", "80", "87.5" */
void plumb_figure_set_count (PlumbFigure *figure, guint count);          /* "6" */

G_END_DECLS
