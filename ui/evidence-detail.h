/* evidence-detail.h - what stands behind one score: the answers of one card that gather evidence for one competency. */
#pragma once

#include "app/snapshot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A scrollable column: a block a question with its score or state in words, signals, evidence, notes and flags; the card's
 * recommendation at the end. `competency` NULL shows the whole card. */
GtkWidget *plumb_evidence_detail_new (PlumbSnapshot *snapshot, const char *assignment, const char *competency);

G_END_DECLS
