/* fit-scroller.h - a scrolled column; when it fits, as high as its child wants to be at the width there is, up to a limit.
 *
 * GtkScrolledWindow asks a child for its height without telling it the width, which cuts wrapped text off.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_FIT_SCROLLER (plumb_fit_scroller_get_type ())
G_DECLARE_FINAL_TYPE (PlumbFitScroller, plumb_fit_scroller, PLUMB, FIT_SCROLLER, GtkWidget)

/* Properties "child", "fit" (FALSE: it may become small and scrolls) and "limit" (pixels, when it fits). */
void plumb_fit_scroller_set_child (PlumbFitScroller *scroller, GtkWidget *child); /* nullable */
void plumb_fit_scroller_set_fit (PlumbFitScroller *scroller, gboolean fit);

G_END_DECLS
