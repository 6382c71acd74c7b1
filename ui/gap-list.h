/* gap-list.h - the gaps of a loop as lines with a warning sign. */
#pragma once

#include "app/gaps.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills `box` with a line per gap under a heading; hides it when there is none. */
void plumb_gap_list_show (GtkWidget *box, const PlumbLoop *loop);

G_END_DECLS
