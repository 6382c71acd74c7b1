/* loop-row.h - a loop in the list: who, which role, how far, and what came out once the viewer may know. */
#pragma once

#include "ui/loop-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_LOOP_ROW (plumb_loop_row_get_type ())
G_DECLARE_FINAL_TYPE (PlumbLoopRow, plumb_loop_row, PLUMB, LOOP_ROW, GtkWidget)

GtkWidget *plumb_loop_row_new (void);
void plumb_loop_row_set_item (PlumbLoopRow *row, PlumbLoopItem *item); /* nullable */

G_END_DECLS
