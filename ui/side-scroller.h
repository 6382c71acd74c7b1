/* side-scroller.h - scrolls sideways where there is too little width, and is as high as its child wants to be at the width it gets.
 *
 * GtkScrolledWindow asks for the height without telling the width, which leaves a gap below wrapped text. The counterpart of
 * fit-scroller.h.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_SIDE_SCROLLER (plumb_side_scroller_get_type ())
G_DECLARE_FINAL_TYPE (PlumbSideScroller, plumb_side_scroller, PLUMB, SIDE_SCROLLER, GtkWidget)

GtkWidget *plumb_side_scroller_new (void);
void plumb_side_scroller_set_child (PlumbSideScroller *scroller, GtkWidget *child); /* nullable */

G_END_DECLS
