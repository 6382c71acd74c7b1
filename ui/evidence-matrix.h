/* evidence-matrix.h - competencies by cards, with the number in every coloured cell.
 *
 * A row a competency with its weight, a column a submitted card (shadows apart, behind a line), the panel's score at the end. A cell that
 * takes part in a split is outlined and says so; a cell opens the answers, notes and flags behind it in place. "No score" states are
 * told apart inside.
 */
#pragma once

#include "app/evaluation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_EVIDENCE_MATRIX (plumb_evidence_matrix_get_type ())
G_DECLARE_FINAL_TYPE (PlumbEvidenceMatrix, plumb_evidence_matrix, PLUMB, EVIDENCE_MATRIX, GtkWidget)

typedef enum
{
  PLUMB_MATRIX_BY_WEIGHT,
  PLUMB_MATRIX_BY_SPREAD
} PlumbMatrixOrder;

GtkWidget *plumb_evidence_matrix_new (void);

/* Shows `evaluation` (a reference is kept); NULL empties. */
void plumb_evidence_matrix_set_evaluation (PlumbEvidenceMatrix *matrix, PlumbEvaluation *evaluation);
void plumb_evidence_matrix_set_order (PlumbEvidenceMatrix *matrix, PlumbMatrixOrder order);

G_END_DECLS
