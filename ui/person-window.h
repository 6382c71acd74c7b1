/* person-window.h - writes down a person who is not in the workspace yet. Stores nothing: the answer goes to whoever asked. */
#pragma once

#include "app/loop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called once: with the person (borrowed, a new id), or NULL when the user thought better of it. */
typedef void (*PlumbPersonFunc) (const PlumbPerson *person, gpointer data);

void plumb_person_window_present (GtkWindow *parent, PlumbPersonFunc func, gpointer data);

G_END_DECLS
