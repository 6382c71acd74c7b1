/* wording-list.h - the remarks of the wording check on a card that is being written: its notes and reasons, its red flags and what
 * supports them, the reason for no decision, the summary and the hand-over note. It marks, explains and proposes; it never blocks. The
 * check runs in a thread, never on a key press.
 *
 * Hidden while there is nothing checked yet, and when the card is not the user's to write. A row leads to its words: the list puts the
 * caret into the fields of the review itself. Signal: "go-to" (guint index): the user wants that question.
 */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_WORDING_LIST (plumb_wording_list_get_type ())
G_DECLARE_FINAL_TYPE (PlumbWordingList, plumb_wording_list, PLUMB, WORDING_LIST, GtkBox)

/* The marked words are underlined in both views. `reason`: for no decision. */
GtkWidget *plumb_wording_list_new (PlumbCardEditor *editor, GtkEditable *reason, GtkTextView *summary, GtkTextView *handover);
/* Something may say something else: checks again, a moment after the last call. */
void plumb_wording_list_check (PlumbWordingList *list);

G_END_DECLS
