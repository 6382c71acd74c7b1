/* card-view.h - a submitted scorecard, laid out to be read whole. */
#pragma once

#include "app/loop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A floating widget; everything is copied into it. The card must not be withheld. */
GtkWidget *plumb_card_view_new (const PlumbLoop *loop, const PlumbAssignment *assignment);

G_END_DECLS
