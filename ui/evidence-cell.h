/* evidence-cell.h - one cell of the evidence matrix: the score of a card on a competency, or in words why there is none. */
#pragma once

#include "app/evaluation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A toggle button named for assistive technology; or, where the interview does not ask about the competency, a label. */
GtkWidget *plumb_evidence_cell_new (const PlumbLoop *loop, const PlumbCompetencyResult *result,
                                    const PlumbAssignment *assignment);

/* Who scored in which interview; and what the panel's scores come to. */
GtkWidget *plumb_evidence_head_new (const PlumbLoop *loop, const PlumbAssignment *assignment);
GtkWidget *plumb_evidence_panel_cell_new (const PlumbLoop *loop, const PlumbCompetencyResult *result);

/* What the marks in the cells mean, the points of the scale first. */
GtkWidget *plumb_evidence_legend_new (const PlumbLoop *loop);

G_END_DECLS
