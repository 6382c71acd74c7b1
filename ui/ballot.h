/* ballot.h - the user's own next vote: after reading, then final. What is chosen and typed stays when the loop changes meanwhile. */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_BALLOT (plumb_ballot_get_type ())
G_DECLARE_FINAL_TYPE (PlumbBallot, plumb_ballot, PLUMB, BALLOT, GtkBox)

/* `assignment` is the user's own, counted one. */
GtkWidget *plumb_ballot_new (PlumbSession *session, const PlumbLoop *loop, const PlumbAssignment *assignment);

/* The round that is next in this loop. */
void plumb_ballot_update (PlumbBallot *ballot, const PlumbLoop *loop);
const char *plumb_ballot_get_assignment (PlumbBallot *ballot);

G_END_DECLS
