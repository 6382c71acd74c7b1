/* plan-private.h - what the files of the plan share. */
#pragma once

#include "app/plan.h"

G_BEGIN_DECLS

/* plan-remarks.c: an array of PlumbRemark (owned) from the figures of the plan. */
GPtrArray *plumb_plan_list_remarks (const PlumbPlan *plan);

G_END_DECLS
