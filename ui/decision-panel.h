/* decision-panel.h - the right-hand side of the debrief below the gates: the bar raiser's word, the decision, and reopening it.
 *
 * No decision is suggested: hire, no hire and hold look alike until one is chosen. What a choice needs (conditions for a hold, a reason for
 * a hire against the outcome) appears with it. What is typed stays when the loop changes meanwhile.
 */
#pragma once

#include "ui/loop-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_DECISION_PANEL (plumb_decision_panel_get_type ())
G_DECLARE_FINAL_TYPE (PlumbDecisionPanel, plumb_decision_panel, PLUMB, DECISION_PANEL, GtkBox)

GtkWidget *plumb_decision_panel_new (PlumbSession *session, PlumbLoopModel *model);

G_END_DECLS
