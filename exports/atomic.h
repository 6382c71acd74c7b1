/* atomic.h - files that are written whole or not at all: temporary name in the same folder, fsync, rename, fsync of the folder.
 *
 * A symbolic link at the target is refused (INVALID), so that nothing outside the chosen folder is overwritten; so is anything
 * that is not a plain file. A new file is readable by its owner only, as packets are confidential; a replaced one keeps its mode.
 * The caller's process should ignore SIGXFSZ, or a file size limit kills it instead of being reported as FULL.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A temporary path beside `path`, an empty file of ours, for a writer that wants a file name. EXISTS unless `replace` when the
 * target is there. Free with g_free after commit or abandon. */
char *plumb_atomic_begin (const char *path, gboolean replace, GError **error);
/* Writes bytes into `temporary`, which is removed on failure; messages name `path`. */
gboolean plumb_atomic_fill (const char *temporary, const char *path, const void *bytes, gsize length, GError **error);
/* Flushes `temporary` to the disk and puts it in the place of `path`; removes it on failure. Without `replace` a file that came to
 * be at `path` in the meantime is left alone (EXISTS). */
gboolean plumb_atomic_commit (const char *temporary, const char *path, gboolean replace, GError **error);
/* Removes `temporary`. NULL is fine, and so is a file that is gone. */
void plumb_atomic_abandon (const char *temporary);

/* Drafts are written as whole as other files, but nothing waits for the disk: what this thread writes until told otherwise lies in a folder
 * of ours, to be copied or committed elsewhere before anybody is told of it. */
void plumb_atomic_set_drafting (gboolean drafting);

/* All in one for bytes at hand. */
gboolean plumb_atomic_write (const char *path, const void *bytes, gsize length, gboolean replace, GError **error);

/* The folder `path` lies in ("." for a bare name), and FULL unless its disk has `bytes` free; for writers that can't tell from
 * their library's answers that the disk ran full. */
gboolean plumb_atomic_check_space (const char *path, guint64 bytes, GError **error);

G_END_DECLS
