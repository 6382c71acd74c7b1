/* evidence-matrix.h - competencies by cards, with the number in every coloured cell.
 *
 * A row a competency with its weight, a column a submitted card, the panel's score, then the shadows apart. A cell that takes part in a
 * split is outlined and says so; one without a score says in words why; an amended one says that. A cell opens what stands behind it
 * below the grid, a competency's name that of all cards. Arrows move between cells, Enter opens and closes, Escape closes; while it is
 * open the evidence follows the arrows.
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

/* Shows `evaluation` (a reference is kept); NULL empties. The cell in hand and what is open stay where they still are. */
void plumb_evidence_matrix_set_evaluation (PlumbEvidenceMatrix *matrix, PlumbEvaluation *evaluation);
void plumb_evidence_matrix_set_order (PlumbEvidenceMatrix *matrix, PlumbMatrixOrder order);
void plumb_evidence_matrix_set_narrow (PlumbEvidenceMatrix *matrix, gboolean narrow); /* short names */

G_END_DECLS
