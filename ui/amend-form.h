/* amend-form.h - changes a submitted card after the fact, openly: new content and the reason; what was stays in the record.
 *
 * Of an answer: score or state, and notes. Of the card as a whole: recommendation and summary. What is typed stays when the loop changes
 * meanwhile. Signal "closed" (void): saved or given up.
 */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_AMEND_FORM (plumb_amend_form_get_type ())
G_DECLARE_FINAL_TYPE (PlumbAmendForm, plumb_amend_form, PLUMB, AMEND_FORM, GtkBox)

/* `question` NULL: the card as a whole. The card is submitted and the user's own. */
GtkWidget *plumb_amend_form_new (PlumbSession *session, const PlumbLoop *loop, const PlumbAssignment *assignment,
                                 const char *question);

const char *plumb_amend_form_get_question (PlumbAmendForm *form); /* nullable */

G_END_DECLS
