/* point-evidence.h - the evidence that one point of the debrief is about, to be read while it is talked about. */
#pragma once

#include "app/agenda.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A floating widget; NULL where there is nothing to show (a topic of the panel's own; a flag, which is a row of its own). */
GtkWidget *plumb_point_evidence_new (PlumbEvaluation *evaluation, const PlumbAgendaItem *item);

G_END_DECLS
