/* debrief-runner.h - runs the debrief: reading time, agenda from the evidence, the point in hand, who speaks next.
 *
 * Before it is started it shows the agenda and the way to start; while it runs Ctrl+Down and Ctrl+Up go from point to point, Ctrl+Enter
 * records the point and goes on, Ctrl+Right is the next speaker; once the loop is decided it shows the minutes.
 */
#pragma once

#include "ui/loop-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_DEBRIEF_RUNNER (plumb_debrief_runner_get_type ())
G_DECLARE_FINAL_TYPE (PlumbDebriefRunner, plumb_debrief_runner, PLUMB, DEBRIEF_RUNNER, GtkBox)

GtkWidget *plumb_debrief_runner_new (PlumbSession *session);

void plumb_debrief_runner_update (PlumbDebriefRunner *runner, PlumbEvaluation *evaluation);

/* A key of the page; TRUE when it was one of the debrief's. */
gboolean plumb_debrief_runner_press (PlumbDebriefRunner *runner, guint key, GdkModifierType modifiers);

void plumb_debrief_runner_save (PlumbDebriefRunner *runner); /* what is typed and not recorded yet */
void plumb_debrief_runner_set_narrow (PlumbDebriefRunner *runner, gboolean narrow);

G_END_DECLS
