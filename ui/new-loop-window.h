/* new-loop-window.h - opens a loop: candidate, template, panel; what will be missing is named before it is opened. */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void plumb_new_loop_window_present (GtkWindow *parent, PlumbSession *session);

G_END_DECLS
