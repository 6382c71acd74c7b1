/* file-chooser.h - asks where to save or what to open. The one place that knows GtkFileChooserNative, which later GTK replaces. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `path` is NULL when the user thought better of it. */
typedef void (*PlumbFileChosen) (const char *path, gpointer user_data);

/* Suggests `name` ("Priya Raman - committee packet.xlsx"). Replacing an existing file has been confirmed by the user when `chosen` is
 * called with its path. */
void plumb_file_chooser_save (GtkWindow *parent, const char *title, const char *name, PlumbFileChosen chosen, gpointer user_data);
void plumb_file_chooser_open (GtkWindow *parent, const char *title, PlumbFileChosen chosen, gpointer user_data);

G_END_DECLS
