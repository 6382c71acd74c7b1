/* zip.h - files put into one zip, entry by entry (private to exports; over libarchive).
 *
 * Legal order: new, add ..., close; free at any time. Entries are readable by their owner only, carry the instant they are given and
 * nothing of this machine, so the same entries give the same bytes. Names are UTF-8. Large zips become ZIP64 by themselves.
 */
#pragma once

#include "app/instant.h"

G_BEGIN_DECLS

typedef struct _PlumbZip PlumbZip;

PlumbZip *plumb_zip_new (const char *path, GError **error); /* over an empty file that is there */
gboolean plumb_zip_add_file (PlumbZip *zip, const char *name, const char *path, PlumbInstant at, GError **error);
gboolean plumb_zip_close (PlumbZip *zip, GError **error); /* the end is written; after it only free */
void plumb_zip_free (PlumbZip *zip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbZip, plumb_zip_free)

G_END_DECLS
