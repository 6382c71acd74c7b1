/* xlsx.h - packets as one Excel workbook: live formulas over raw sheets. */
#pragma once

#include "exports/packet.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes `packets` (array of PlumbPacket, at least one, all of one profile) to `path`: complete or not at all (temporary file beside
 * it, read back, fsync, rename). An existing file is refused (EXISTS) unless `replace`. One packet gets a cover as its summary, several
 * are compared in a row each. The same packets give the same bytes. Safe in any thread and under any locale. */
gboolean plumb_xlsx_write (GPtrArray *packets, const char *path, gboolean replace, GCancellable *cancellable, GError **error);

/* As plumb_xlsx_write; the packet of index 0 is kept to the end, the others are freed as they are written. */
gboolean plumb_xlsx_write_from (const PlumbPacketSource *source, const char *path, gboolean replace, GCancellable *cancellable,
                                GError **error);

G_END_DECLS
