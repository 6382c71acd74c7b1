/* vote-list.h - the three votes of the panel side by side: on the card, after reading, final; and the user's own next vote.
 *
 * Speaking order: from the least to the most senior, the bar raiser last. Who moved is marked.
 */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *plumb_vote_list_new (PlumbSession *session, PlumbSnapshot *snapshot);

G_END_DECLS
