/* scroll-to.h - brings widgets into the visible part of the page that scrolls them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From the head of `first` to the foot of `last` where there is room, else from the head of `first`. Once they have their places. */
void plumb_scroll_to (GtkWidget *first, GtkWidget *last);

G_END_DECLS
