/* verdict-panel.h - the bar raiser's word: concurrence or veto with rationale and the declaration of independence.
 *
 * Everybody reads the verdict and what was declared with it; the bar raiser gives it here. What is typed stays when the loop changes.
 */
#pragma once

#include "ui/loop-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_VERDICT_PANEL (plumb_verdict_panel_get_type ())
G_DECLARE_FINAL_TYPE (PlumbVerdictPanel, plumb_verdict_panel, PLUMB, VERDICT_PANEL, GtkBox)

/* Invisible in a loop without a bar raiser. */
GtkWidget *plumb_verdict_panel_new (PlumbSession *session, PlumbLoopModel *model);

G_END_DECLS
