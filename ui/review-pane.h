/* review-pane.h - the whole card on one page: before it is submitted, with what is missing; afterwards, to be read.
 *
 * Signals: "go-to" (guint index): the user wants that question; "back" (void): to the questions.
 */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_REVIEW_PANE (plumb_review_pane_get_type ())
G_DECLARE_FINAL_TYPE (PlumbReviewPane, plumb_review_pane, PLUMB, REVIEW_PANE, GtkWidget)

GtkWidget *plumb_review_pane_new (PlumbCardEditor *editor);
/* Shows the card as it stands now; afterwards it follows the editor while it is on the screen. */
void plumb_review_pane_refresh (PlumbReviewPane *pane);
/* To the recommendation, or to the button that submits when nothing is missing. */
void plumb_review_pane_focus (PlumbReviewPane *pane);
/* `value`: a recommendation by its key. */
void plumb_review_pane_recommend (PlumbReviewPane *pane, PlumbRecommendation value);

G_END_DECLS
