/* decision-card.h - one decision as it was recorded: what, by whom, the outcome at that moment, rationale, conditions, dissents by name;
 * and why it was reopened. */
#pragma once

#include "app/loop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A floating widget; everything is copied into it. */
GtkWidget *plumb_decision_card_new (const PlumbLoop *loop, const PlumbDecision *decision);

G_END_DECLS
