/* xlsx-pack.h - puts rows and tables into the frame (private to exports).
 *
 * The frame is a workbook as the library wrote it: styles, charts, set-up of pages, and sheets without rows. Its parts are read back and
 * checked on the way (length, checksum, end of every sheet), as the library reports success when its disk ran full.
 */
#pragma once

#include "exports/xlsx-rows.h"

G_BEGIN_DECLS

/* What one sheet gets; all may be NULL. */
typedef struct
{
  PlumbRows *lead; /* rows that stand before `rows` */
  PlumbRows *rows;
  char *table; /* the part of its Excel table (xlsx-table.h) */
} PlumbPackSheet;

/* Writes to `path` the workbook of `frame`, with `sheets[i]` in sheet i + 1 and the shared strings. Every write is checked. `name` is
 * what messages call the file. */
gboolean plumb_xlsx_pack (const char *frame, const char *path, const char *name, const PlumbPackSheet *sheets, guint n_sheets,
                          const PlumbStrings *strings, GError **error);

G_END_DECLS
