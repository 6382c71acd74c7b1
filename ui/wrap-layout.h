/* wrap-layout.h - lays children out like words: each as wide as it likes, a new line where there is no room; or in columns of one width.
 *
 * Unlike a flow box it makes no widgets of its own between, so focus goes straight from child to child.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_WRAP_LAYOUT (plumb_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (PlumbWrapLayout, plumb_wrap_layout, PLUMB, WRAP_LAYOUT, GtkLayoutManager)

/* A plain container with this layout; children come in with plumb_wrap_box_append. `columns` 0: as words. */
GtkWidget *plumb_wrap_box_new (int columns, int spacing);
void plumb_wrap_box_append (GtkWidget *box, GtkWidget *child);
void plumb_wrap_box_prepend (GtkWidget *box, GtkWidget *child);
void plumb_wrap_box_set_at_end (GtkWidget *box, gboolean at_end); /* lines of words end at the end edge */
void plumb_wrap_box_set_columns (GtkWidget *box, int columns);

G_END_DECLS
