/* flag-acts.h - the ways to act on one red flag of a submitted card, and the form that asks for the reason.
 *
 * Shows a button for each act that makes sense now; who may do what is the store's to say, and its refusal is shown in the form.
 */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_FLAG_ACTS (plumb_flag_acts_get_type ())
G_DECLARE_FINAL_TYPE (PlumbFlagActs, plumb_flag_acts, PLUMB, FLAG_ACTS, GtkBox)

GtkWidget *plumb_flag_acts_new (PlumbSession *session, const char *flag);
void plumb_flag_acts_update (PlumbFlagActs *acts, const PlumbLoop *loop);

G_END_DECLS
