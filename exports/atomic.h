/* atomic.h - files that are written whole or not at all: temporary name in the same folder, fsync, rename, fsync of the folder.
 *
 * A symbolic link at the target is refused, so that nothing outside the chosen folder is overwritten.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A temporary path beside `path` for a writer that wants a file name. EXISTS unless `replace` when the target is there. */
char *plumb_atomic_begin (const char *path, gboolean replace, GError **error);
/* Flushes `temporary` to the disk and puts it in the place of `path`; removes it on failure. */
gboolean plumb_atomic_commit (const char *temporary, const char *path, gboolean replace, GError **error);
void plumb_atomic_abandon (const char *temporary);

/* All in one for bytes at hand. */
gboolean plumb_atomic_write (const char *path, const void *bytes, gsize length, gboolean replace, GError **error);

G_END_DECLS
