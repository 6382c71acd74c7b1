/* review-rows.h - what the review shows of a card, piece by piece: its answers with the evidence of each, its flags, its amendments.
 *
 * Functions answer a floating widget made from the editor's draft as it stands; nothing is kept up to date. */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The row of the question at `index`; while the card is being written it leads there and shortens its notes. */
GtkWidget *plumb_review_answer_new (PlumbCardEditor *editor, guint index);
GtkWidget *plumb_review_flag_new (PlumbCardEditor *editor, const PlumbFlag *flag);
GtkWidget *plumb_review_amendment_new (PlumbCardEditor *editor, const PlumbAmendment *amendment);

G_END_DECLS
