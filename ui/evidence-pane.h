/* evidence-pane.h - the evidence that was opened, with its title and the way to close it.
 *
 * Signal "closed" (void): its button was pressed.
 */
#pragma once

#include "app/evaluation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_EVIDENCE_PANE (plumb_evidence_pane_get_type ())
G_DECLARE_FINAL_TYPE (PlumbEvidencePane, plumb_evidence_pane, PLUMB, EVIDENCE_PANE, GtkBox)

GtkWidget *plumb_evidence_pane_new (void);

/* As plumb_evidence_detail_new. */
void plumb_evidence_pane_show (PlumbEvidencePane *pane, PlumbEvaluation *evaluation, const char *assignment,
                               const char *competency);

G_END_DECLS
