/* moment-entry.h - a date and time, typed ("2026-11-19 10:00", "tomorrow 9:30") or picked from a calendar. Signal "changed" (void). */
#pragma once

#include "app/instant.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_MOMENT_ENTRY (plumb_moment_entry_get_type ())
G_DECLARE_FINAL_TYPE (PlumbMomentEntry, plumb_moment_entry, PLUMB, MOMENT_ENTRY, GtkWidget)

void plumb_moment_entry_set_instant (PlumbMomentEntry *entry, PlumbInstant instant);
/* FALSE when the text can't be read: the field is marked then. An empty field is 0. */
gboolean plumb_moment_entry_read (PlumbMomentEntry *entry, PlumbInstant *instant);
void plumb_moment_entry_set_label (PlumbMomentEntry *entry, const char *label);

G_END_DECLS
