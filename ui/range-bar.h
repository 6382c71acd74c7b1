/* range-bar.h - a composite on the scale, with the range that it may lie in and the bar to be met. The figures stand beside it as text. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_RANGE_BAR (plumb_range_bar_get_type ())
G_DECLARE_FINAL_TYPE (PlumbRangeBar, plumb_range_bar, PLUMB, RANGE_BAR, GtkWidget)

/* All from 0 to 1 along the scale; `name` tells the same to assistive technology. */
GtkWidget *plumb_range_bar_new (double value, double low, double high, double bar, const char *name);

G_END_DECLS
