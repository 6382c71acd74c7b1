/* trail-row.h - one entry of the audit trail: when, what, about whom, which events; a day's heading above its first entry. */
#pragma once

#include "ui/trail-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_TRAIL_ROW (plumb_trail_row_get_type ())
G_DECLARE_FINAL_TYPE (PlumbTrailRow, plumb_trail_row, PLUMB, TRAIL_ROW, GtkWidget)

GtkWidget *plumb_trail_row_new (void);
/* `one_loop`: the candidate is the same in all rows and is not told in each. */
void plumb_trail_row_show (PlumbTrailRow *row, PlumbTrailItem *item, gboolean one_loop);

G_END_DECLS
