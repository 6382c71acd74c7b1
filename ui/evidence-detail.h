/* evidence-detail.h - what stands behind a score: the answers that gather evidence for one competency, from one card or from all. */
#pragma once

#include "app/evaluation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A column: per card its panelist with the score, an answer block a question, the card's summary and recommendation. `assignment` NULL
 * shows every submitted card that asked about the competency, shadows last; everything is copied into it. */
GtkWidget *plumb_evidence_detail_new (PlumbEvaluation *evaluation, const char *assignment, const char *competency);

/* "Production · Sam Cole": what it is about. */
char *plumb_evidence_detail_dup_title (PlumbEvaluation *evaluation, const char *assignment, const char *competency);

/* TRUE when the card is submitted, open to the viewer, and its stage asks about the competency. */
gboolean plumb_evidence_detail_has_card (const PlumbLoop *loop, const PlumbAssignment *assignment, const char *competency);

G_END_DECLS
