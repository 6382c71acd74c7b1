/* panel-row.h - one stage of a loop that is being opened: who holds it, from which seat, when. Signal "changed" (void). */
#pragma once

#include "ui/person-choice.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_PANEL_ROW (plumb_panel_row_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPanelRow, plumb_panel_row, PLUMB, PANEL_ROW, GtkWidget)

/* `stage` belongs to a template that outlives the row. */
GtkWidget *plumb_panel_row_new (const PlumbStage *stage, GListStore *people);

const PlumbStage *plumb_panel_row_get_stage (PlumbPanelRow *row);
PlumbPersonItem *plumb_panel_row_get_item (PlumbPanelRow *row); /* NULL: nobody yet */
PlumbSeat plumb_panel_row_get_seat (PlumbPanelRow *row);
/* FALSE when the time can't be read: the field is marked. 0: not scheduled. */
gboolean plumb_panel_row_read_when (PlumbPanelRow *row, PlumbInstant *when);

G_END_DECLS
