/* weak.h - for answers that may come after the window that asked is closed.
 *
 * A closed GtkWindow lives on as long as somebody holds it, with a bare pointer to a parent that may be gone: an answer under way
 * must not be the one who holds it.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A box for the user data of a call. */
gpointer plumb_weak_new (gpointer object);

/* Opens and frees the box: the object with a reference of its own, or NULL when it is gone. */
gpointer plumb_weak_take (gpointer box);

G_END_DECLS
