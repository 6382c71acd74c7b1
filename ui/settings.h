/* settings.h - what the program remembers about its user: window size, who they are per workspace, where they were.
 *
 * A key file, $XDG_CONFIG_HOME/plumbline/settings.ini, read once and written whole (temporary file, rename) a moment after a change.
 * Nothing of a candidate is ever kept here. A damaged file is read as an empty one and replaced at the next change.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_SETTINGS (plumb_settings_get_type ())
G_DECLARE_FINAL_TYPE (PlumbSettings, plumb_settings, PLUMB, SETTINGS, GObject)

PlumbSettings *plumb_settings_new (const char *path); /* NULL: the user's own */

void plumb_settings_get_window_size (PlumbSettings *settings, int *width, int *height, gboolean *maximized);
void plumb_settings_set_window_size (PlumbSettings *settings, int width, int height, gboolean maximized);

/* The id of the person who uses the workspace at `location`; free with g_free, NULL when not known. */
char *plumb_settings_dup_person (PlumbSettings *settings, const char *location);
void plumb_settings_set_person (PlumbSettings *settings, const char *location, const char *person);

/* "loops" or "library"; and the id of the loop that was shown, per workspace. Free with g_free; NULL when not known. */
char *plumb_settings_dup_page (PlumbSettings *settings);
void plumb_settings_set_page (PlumbSettings *settings, const char *page);
char *plumb_settings_dup_loop (PlumbSettings *settings, const char *location);
void plumb_settings_set_loop (PlumbSettings *settings, const char *location, const char *loop);

/* Where the user was on a card that is being written: keys and numbers (card-spot.h); NULL forgets. Free with g_free; NULL: not known. */
char *plumb_settings_dup_spot (PlumbSettings *settings, const char *location, const char *assignment);
void plumb_settings_set_spot (PlumbSettings *settings, const char *location, const char *assignment, const char *spot);

/* The interview that is on the screen, "LOOP/ASSIGNMENT"; still there at a start, the program did not end as it should. NULL: none. */
char *plumb_settings_dup_interview (PlumbSettings *settings, const char *location);
void plumb_settings_set_interview (PlumbSettings *settings, const char *location, const char *interview);

/* "light", "dark" or "system". */
char *plumb_settings_dup_scheme (PlumbSettings *settings);
void plumb_settings_set_scheme (PlumbSettings *settings, const char *scheme);

/* Are desktop notifications wanted (TRUE unless switched off)? And after how many hours is a card overdue? */
gboolean plumb_settings_get_notifies (PlumbSettings *settings);
void plumb_settings_set_notifies (PlumbSettings *settings, gboolean notifies);
int plumb_settings_get_grace (PlumbSettings *settings);
void plumb_settings_set_grace (PlumbSettings *settings, int hours);

/* Writes what has changed now; FALSE with an error when the file can't be written. For the end of the program and for tests. */
gboolean plumb_settings_flush (PlumbSettings *settings, GError **error);

G_END_DECLS
