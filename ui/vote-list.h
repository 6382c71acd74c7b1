/* vote-list.h - the three votes of each panelist, on the card, after reading and final, in speaking order; who moved and why; and the
 * user's own next vote. */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_VOTE_LIST (plumb_vote_list_get_type ())
G_DECLARE_FINAL_TYPE (PlumbVoteList, plumb_vote_list, PLUMB, VOTE_LIST, GtkBox)

GtkWidget *plumb_vote_list_new (PlumbSession *session);

/* Shows the votes as the user may see them; a vote that is being cast stays in hand. */
void plumb_vote_list_update (PlumbVoteList *list, PlumbSnapshot *snapshot);

G_END_DECLS
