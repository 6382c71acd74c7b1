/* plan-view.h - the plan of a loop: competencies against stages, what is worth knowing, and who gives how many minutes.
 *
 * A table where it fits, else a list. The name of a competency is a toggle that shows the questions behind its row, in place.
 */
#pragma once

#include "app/plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_PLAN_VIEW (plumb_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPlanView, plumb_plan_view, PLUMB, PLAN_VIEW, GtkWidget)

GtkWidget *plumb_plan_view_new (void);

/* Shows it; what is open and where the focus is stays. The plan may go afterwards. */
void plumb_plan_view_set_plan (PlumbPlanView *view, const PlumbPlan *plan);

G_END_DECLS
