/* card-grid.h - children in columns of one width, as many as fit; each row as high as its highest child. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_CARD_GRID (plumb_card_grid_get_type ())
G_DECLARE_FINAL_TYPE (PlumbCardGrid, plumb_card_grid, PLUMB, CARD_GRID, GtkWidget)

GtkWidget *plumb_card_grid_new (void);

/* Properties "column-width" (a column is never narrower while there is more than one; 280), "max-columns" (4) and "spacing" (12). */
void plumb_card_grid_append (PlumbCardGrid *grid, GtkWidget *child);

G_END_DECLS
