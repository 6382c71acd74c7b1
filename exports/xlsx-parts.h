/* xlsx-parts.h - one zip read, another written (private to exports).
 *
 * Entries are dated 1 January 1980, so that the same parts give the same bytes. A deflated entry may be cut together from pieces that each
 * end on a byte; their checksums combine. Every write is checked; the first failure is kept. Sizes are 32 bits wide.
 */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/* Reading. */

typedef struct
{
  const guint8 *bytes;
  gsize length;
} PlumbParts;

typedef struct
{
  char *name;
  guint32 checksum;
  guint64 packed;
  guint64 size;
  guint64 offset;
  guint16 method;
} PlumbPartsEntry;

/* Where the directory begins, and how many entries it has; FALSE when the zip is not whole. */
gboolean plumb_parts_find_directory (const PlumbParts *zip, gsize *at, guint *n_entries);
/* The entry at `*at`, which moves on. Free its name. */
gboolean plumb_parts_read_entry (const PlumbParts *zip, gsize *at, PlumbPartsEntry *entry);
/* Its packed bytes; NULL when they are not all there. */
const guint8 *plumb_parts_find_packed (const PlumbParts *zip, const PlumbPartsEntry *entry);
/* Its plain bytes with a NUL behind them; NULL when they are damaged. */
char *plumb_parts_dup_part (const PlumbParts *zip, const PlumbPartsEntry *entry);

/* Writing. */

typedef struct
{
  FILE *file;
  guint64 offset;
  GArray *entries; /* of PlumbPartsEntry: the directory */
  int saved_errno; /* of the first failure */
} PlumbPartsWriter;

gboolean plumb_parts_open (PlumbPartsWriter *writer, const char *path);
/* Closes the file; writes the directory when `whole`. */
void plumb_parts_close (PlumbPartsWriter *writer, gboolean whole);
void plumb_parts_clear (PlumbPartsWriter *writer);

/* What follows, `packed` bytes of it, is the entry's deflated content. */
void plumb_parts_begin_entry (PlumbPartsWriter *writer, const char *name, guint32 checksum, guint64 size, guint64 packed);
void plumb_parts_write (PlumbPartsWriter *writer, const void *bytes, gsize length);
/* `length` bytes from the start of the file. */
void plumb_parts_copy (PlumbPartsWriter *writer, FILE *file, guint64 length);
/* A whole entry. */
void plumb_parts_write_part (PlumbPartsWriter *writer, const char *name, const char *text, gsize length);

/* Deflates on its own; a piece that is not the last ends on a byte. */
GByteArray *plumb_parts_deflate (const char *text, gsize length, gboolean last);
guint32 plumb_parts_get_checksum (const char *text, gsize length);
gboolean plumb_parts_is_too_large (const PlumbPartsWriter *writer);

G_END_DECLS
