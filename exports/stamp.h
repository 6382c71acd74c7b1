/* stamp.h - what a packet tells of itself for a later check: which workspace, which event it was made at, and what it said then.
 *
 * One line of ASCII, the same in every format:
 *   plumbline-anchor 412 9f86d081884c7d65... origin=... loop=... candidate=Priya%20Raman profile=committee made=2026-11-19T16:42:07.000000Z
 *   composite=3.02 coverage=80 outcome=meets-bar
 * PDF: the keywords of the document information, ", " between packets. XLSX: the column "Stamp" of the sheet "Audit stamp". CSV: the
 * column "stamp" of summary.csv. JSON: the member "stamps". It is not signed: whoever can change a file can change its stamp, so what
 * was handed out is compared, not what somebody found.
 */
#pragma once

#include "exports/packet.h"

G_BEGIN_DECLS

#define PLUMB_STAMP_MARK "plumbline-anchor"
#define PLUMB_STAMP_FILE_MAX (256 * 1024 * 1024) /* of a file that is looked into */

typedef struct
{
  gint64 sequence;      /* of the last event when it was made */
  char *hash;           /* of that event, 64 hex digits */
  char *origin;         /* hash of the workspace's first event; "" when unknown */
  char *loop;           /* id; "" when unknown */
  char *candidate;      /* as the packet names them; "" */
  char *profile;        /* nick; "" */
  PlumbInstant made_at; /* 0 when unknown */
  char *composite;      /* as printed; "" where the packet shows none, as are the next two */
  char *coverage;
  char *outcome; /* nick */
} PlumbStamp;

/* NULL when the packet is not from a store. */
PlumbStamp *plumb_stamp_new (const PlumbPacket *packet);
void plumb_stamp_free (PlumbStamp *stamp);
char *plumb_stamp_dup_text (const PlumbStamp *stamp);

/* Reads one line of text; NULL when it is no stamp. Members it does not know are passed over. */
PlumbStamp *plumb_stamp_parse (const char *text);

/* Stamps of a packet's file (by its content, not its name), or of a folder of CSV files: array of PlumbStamp, never empty. Nothing in the
 * file is trusted: INVALID when it is no packet or broken, NOT_FOUND when it carries no stamp. */
GPtrArray *plumb_stamp_read_file (const char *path, GError **error);
/* The same of bytes. */
GPtrArray *plumb_stamp_read_bytes (const guint8 *bytes, gsize length, GError **error);

/* stamp-xlsx.c */
gboolean plumb_stamp_read_xlsx (const guint8 *bytes, gsize length, GPtrArray *stamps, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbStamp, plumb_stamp_free)

G_END_DECLS
