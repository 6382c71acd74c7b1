/* amendment-row.h - one later change of a submitted card: when, by whom, what it was and what it is now, and why. */
#pragma once

#include "app/loop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A floating widget; everything is copied into it. */
GtkWidget *plumb_amendment_row_new (const PlumbLoop *loop, const PlumbAmendment *amendment);

/* Appends to the box `rows` those of one question of the card, or (question NULL) those of the card as a whole. */
void plumb_amendment_rows_append (GtkWidget *rows, const PlumbLoop *loop, const PlumbScorecard *card, const char *question);

/* How many amendments the card has on the question; NULL: on the card as a whole. */
guint plumb_amendments_count (const PlumbScorecard *card, const char *question);

G_END_DECLS
