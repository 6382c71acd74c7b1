/* feedback-panel.h - feedback on feedback: what a bar raiser or a coordinator tells a panelist about one of their cards.
 *
 * It is about the panelist, not the candidate: kept apart from the candidate's record and in no packet, and the panel says so. Only who
 * gave it and who received it see it here; the recipient notes it, the author may take it back. What is typed stays when the loop changes.
 */
#pragma once

#include "ui/loop-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_FEEDBACK_PANEL (plumb_feedback_panel_get_type ())
G_DECLARE_FINAL_TYPE (PlumbFeedbackPanel, plumb_feedback_panel, PLUMB, FEEDBACK_PANEL, GtkBox)

/* Invisible where the user neither gives nor received any on this card. */
GtkWidget *plumb_feedback_panel_new (PlumbLoopModel *model, const char *assignment);

G_END_DECLS
