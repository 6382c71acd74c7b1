/* question-pane.h - the question that is being asked: where it stands, its prompt, what it really asks, and the probes.
 *
 * Signal "probe" (const char *key): the user asks that follow-up.
 */
#pragma once

#include "ui/pace-bar.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_QUESTION_PANE (plumb_question_pane_get_type ())
G_DECLARE_FINAL_TYPE (PlumbQuestionPane, plumb_question_pane, PLUMB, QUESTION_PANE, GtkBox)

GtkWidget *plumb_question_pane_new (PlumbCardEditor *editor);
void plumb_question_pane_set_question (PlumbQuestionPane *pane, guint index);
/* Time spent on it so far; answers how that fits its plan. */
PlumbPace plumb_question_pane_set_seconds (PlumbQuestionPane *pane, gint64 seconds);
/* Stands at the end of the first line while narrow, in place of the question's own time. */
void plumb_question_pane_set_narrow_end (PlumbQuestionPane *pane, GtkWidget *widget);
void plumb_question_pane_set_narrow (PlumbQuestionPane *pane, gboolean narrow);

G_END_DECLS
