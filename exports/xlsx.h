/* xlsx.h - packets as one Excel workbook: live formulas over raw sheets. */
#pragma once

#include "exports/packet.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes `packets` (array of PlumbPacket, at least one, all of one profile) to `path`: complete or not at all (temporary file beside
 * it, read back, fsync, rename). An existing file is refused (EXISTS) unless `replace`. One packet gets a cover as its summary, several
 * are compared in a row each. The same packets give the same bytes. Safe in any thread and under any locale. */
gboolean plumb_xlsx_write (GPtrArray *packets, const char *path, gboolean replace, GCancellable *cancellable, GError **error);

/* When a workbook is full and another is begun, a volume. */
typedef struct
{
  guint rows;    /* of a sheet */
  guint loops;   /* of a workbook */
  guint pages;   /* when more loops are left, candidates get no page each and checks no rows */
  guint64 bytes; /* of a sheet, unpacked */
} PlumbXlsxLimits;

/* As plumb_xlsx_write_from with `limits` (NULL: those of Excel). What does not fit one workbook goes on in others, whole or not there as
 * one: for "packets.xlsx" they are "packets (1 of 3).xlsx" and so on. `paths` (nullable, out, full) are those that were written. */
gboolean plumb_xlsx_write_volumes (const PlumbPacketSource *source, const PlumbXlsxLimits *limits, const char *path,
                                   gboolean replace, GPtrArray **paths, GCancellable *cancellable, GError **error);

/* As plumb_xlsx_write; the first packet of a volume is kept to its end, the others are freed as they are written. */
gboolean plumb_xlsx_write_from (const PlumbPacketSource *source, const char *path, gboolean replace, GCancellable *cancellable,
                                GError **error);

G_END_DECLS
