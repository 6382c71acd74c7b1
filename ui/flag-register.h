/* flag-register.h - the red flags of a loop: open ones first, the gravest first among them, merged ones last. */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_FLAG_REGISTER (plumb_flag_register_get_type ())
G_DECLARE_FINAL_TYPE (PlumbFlagRegister, plumb_flag_register, PLUMB, FLAG_REGISTER, GtkBox)

GtkWidget *plumb_flag_register_new (PlumbSession *session);

/* Shows the flags as the user may see them; rows stay where somebody is typing. */
void plumb_flag_register_update (PlumbFlagRegister *flags, PlumbSnapshot *snapshot);

G_END_DECLS
