/* batch-window.h - packets for many loops: which, what goes in, which files, how they are called; then the progress, and what failed. */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void plumb_batch_window_present (GtkWindow *parent, PlumbSession *session);

G_END_DECLS
