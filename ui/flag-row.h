/* flag-row.h - one red flag of the register: severity, label, who raised it where, the quote, its state, and how it is resolved.
 *
 * "Uphold…" and "Clear…" ask for the reason in place (no modal) and give it to the store as a command.
 */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `snapshot` is the loop as the user may see it; buttons are there only for an open flag in an open loop. */
GtkWidget *plumb_flag_row_new (PlumbSession *session, PlumbSnapshot *snapshot, const PlumbFlag *flag);

G_END_DECLS
