/* firmness.h - the outcome again with each card left out and with each weight moved. Internal to the evaluation.
 *
 * A weight move makes w_c 0.75 or 1.25 w_c (all the weight there is, at most) and rescales the others so that the sum stays. The whole
 * outcome is judged again: coverage and the shares that the floor goes by move along.
 */
#pragma once

#include "app/evaluation.h"
#include "app/policy.h"

G_BEGIN_DECLS

GPtrArray *plumb_firmness_list_without_card (const PlumbScoring *scoring, const PlumbRecord *record, const PlumbStand *stand);
GPtrArray *plumb_firmness_list_weight_moves (const PlumbScoring *scoring, const PlumbRecord *record, const PlumbStand *stand);

/* Range of the composite over the moves, the unmoved one included. */
void plumb_firmness_get_range (const PlumbFigure *composite, GPtrArray *moves, PlumbFigure *low, PlumbFigure *high);

G_END_DECLS
