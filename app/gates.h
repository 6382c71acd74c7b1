/* gates.h - the gates as they are shown: state, figure, threshold and a reason in words. Internal to the evaluation. */
#pragma once

#include "app/evaluation.h"
#include "app/policy.h"

G_BEGIN_DECLS

/* `hidden` (nullable) is the reason why the viewer may see no figure: every gate but `cards` is open then. */
GPtrArray *plumb_gates_list (const PlumbScoring *scoring, const PlumbRecord *record, const PlumbStand *stand, const char *hidden);

G_END_DECLS
