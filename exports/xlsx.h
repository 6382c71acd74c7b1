/* xlsx.h - packets as one Excel workbook: live formulas over raw sheets. */
#pragma once

#include "exports/packet.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes `packets` (array of PlumbPacket) to `path`: complete or not at all (temporary file beside it, fsync, rename). An existing file
 * is refused (EXISTS) unless `replace`. */
gboolean plumb_xlsx_write (GPtrArray *packets, const char *path, gboolean replace, GCancellable *cancellable, GError **error);

G_END_DECLS
