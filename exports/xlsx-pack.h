/* xlsx-pack.h - puts the rows into the frame (private to exports).
 *
 * The frame is a workbook as the library wrote it: styles, charts, set-up of pages, and sheets without rows. Its parts are read back and
 * checked on the way (length, checksum, end of every sheet), as the library reports success when its disk ran full.
 */
#pragma once

#include "exports/xlsx-rows.h"

G_BEGIN_DECLS

/* Writes to `path` the workbook of `frame`, with `rows[i]` (NULL: none) in sheet i + 1 and the shared strings. Every write
 * is checked. `name` is what messages call the file. */
gboolean plumb_xlsx_pack (const char *frame, const char *path, const char *name, PlumbRows *const *rows, guint n_sheets,
                          const PlumbStrings *strings, GError **error);

G_END_DECLS
