/* pace-bar.h - how much of the stage's time is gone, and how that fits the script. */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  PLUMB_PACE_CALM,
  PLUMB_PACE_LATE, /* four fifths of the time are gone */
  PLUMB_PACE_OVER  /* all of it is */
} PlumbPace;

/* Of so many seconds in a plan of so many minutes. */
PlumbPace plumb_pace_of (gint64 seconds, int minutes);

#define PLUMB_TYPE_PACE_BAR (plumb_pace_bar_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPaceBar, plumb_pace_bar, PLUMB, PACE_BAR, GtkBox)

GtkWidget *plumb_pace_bar_new (gboolean compact); /* compact: one line of words */
/* Looks at the clock. `index` is the question in hand. */
PlumbPace plumb_pace_bar_update (PlumbPaceBar *bar, PlumbCardEditor *editor, guint index);

G_END_DECLS
