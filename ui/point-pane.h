/* point-pane.h - the point of the debrief in hand: why it is on the agenda, the evidence it is about, a note and an outcome.
 *
 * What is typed is kept for each point while others are looked at, and stays when the loop changes meanwhile. It becomes part of the
 * record when it is recorded, or when the page is left (plumb_point_pane_save).
 * Signals: "recorded" (void), the minutes of the point were asked to be recorded; "drafts-changed" (void).
 */
#pragma once

#include "app/agenda.h"
#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_POINT_PANE (plumb_point_pane_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPointPane, plumb_point_pane, PLUMB, POINT_PANE, GtkBox)

GtkWidget *plumb_point_pane_new (PlumbSession *session);

/* Shows `item` (copied) of the evaluation's loop; `number` of `n` points. */
void plumb_point_pane_show (PlumbPointPane *pane, PlumbEvaluation *evaluation, const PlumbAgendaItem *item, guint number,
                            guint n);
void plumb_point_pane_record (PlumbPointPane *pane);
gboolean plumb_point_pane_keep (PlumbPointPane *pane); /* records the point shown if it is a draft; FALSE when it is none */
void plumb_point_pane_save (PlumbPointPane *pane);     /* every draft */
void plumb_point_pane_focus_note (PlumbPointPane *pane);

/* Keys of points with minutes that are not recorded yet. */
GHashTable *plumb_point_pane_get_drafts (PlumbPointPane *pane);

G_END_DECLS
