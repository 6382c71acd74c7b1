/* card-view.h - a submitted scorecard, laid out to be read whole. */
#pragma once

#include "app/loop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Answers a widget to stand at the end of what was said to `question`, or (NULL) of the summary; NULL for nothing. */
typedef GtkWidget *(*PlumbCardSlot) (const char *question, gpointer data);

/* A floating widget; everything is copied into it. The card must not be withheld. `slot` (nullable) is called at once. */
GtkWidget *plumb_card_view_new (const PlumbLoop *loop, const PlumbAssignment *assignment, PlumbCardSlot slot, gpointer data);

G_END_DECLS
