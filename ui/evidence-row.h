/* evidence-row.h - one competency on the board: which stages gather it, how much of it is in, its weight, and its score once the viewer
 * may see figures. What is in is told by the states of the cards alone, so it may be shown to the blind. */
#pragma once

#include "app/evaluation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_EVIDENCE_ROW (plumb_evidence_row_get_type ())
G_DECLARE_FINAL_TYPE (PlumbEvidenceRow, plumb_evidence_row, PLUMB, EVIDENCE_ROW, GtkWidget)

GtkWidget *plumb_evidence_row_new (void);
void plumb_evidence_row_update (PlumbEvidenceRow *row, const PlumbEvaluation *evaluation, guint position);

void plumb_evidence_row_set_narrow (PlumbEvidenceRow *row, gboolean narrow);

G_END_DECLS
