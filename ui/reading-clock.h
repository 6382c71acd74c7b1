/* reading-clock.h - how much of the reading time before the debrief is left.
 *
 * It goes by the instant at which the debrief was started, so it is right in every window and after a restart. The end is told once,
 * quietly.
 */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_READING_CLOCK (plumb_reading_clock_get_type ())
G_DECLARE_FINAL_TYPE (PlumbReadingClock, plumb_reading_clock, PLUMB, READING_CLOCK, GtkBox)

GtkWidget *plumb_reading_clock_new (PlumbSession *session);

/* The debrief that runs; NULL: none, and nothing is shown. */
void plumb_reading_clock_set_debrief (PlumbReadingClock *clock, const PlumbDebrief *debrief);

G_END_DECLS
