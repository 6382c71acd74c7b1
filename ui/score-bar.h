/* score-bar.h - the score of the question in hand: the scale with its anchors, the checklist's suggestion with its reason, the four states
 * without a score, and one line of why when score and checklist are far apart. Always in sight, and tells when nothing supports the
 * score. */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_SCORE_BAR (plumb_score_bar_get_type ())
G_DECLARE_FINAL_TYPE (PlumbScoreBar, plumb_score_bar, PLUMB, SCORE_BAR, GtkBox)

GtkWidget *plumb_score_bar_new (PlumbCardEditor *editor);
void plumb_score_bar_set_question (PlumbScoreBar *bar, const char *question);
/* Puts the focus on the point that is chosen, or on the first. */
void plumb_score_bar_focus (PlumbScoreBar *bar);
/* Narrow, the anchors take room only while there is one to show. */
void plumb_score_bar_set_narrow (PlumbScoreBar *bar, gboolean narrow);
void plumb_score_bar_focus_rationale (PlumbScoreBar *bar);

G_END_DECLS
