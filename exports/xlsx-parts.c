/* xlsx-parts.c - see the header. */
#include "exports/xlsx-parts.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

#define END_SIGNATURE 0x06054b50u
#define ENTRY_SIGNATURE 0x02014b50u
#define LOCAL_SIGNATURE 0x04034b50u
#define END_BYTES 22
#define ENTRY_BYTES 46
#define LOCAL_BYTES 30
#define VERSION 20
#define DAY_1980 0x21 /* 1 January 1980, as the library dates its parts */
#define PART_MAX (256 * 1024 * 1024)
#define COPY_BYTES (256 * 1024)

static void
entry_clear (gpointer data)
{
  g_free (((PlumbPartsEntry *)data)->name);
}

/* Reading. */

static guint32
get_number (const guint8 *bytes, guint n)
{
  guint32 value = 0;

  for (guint i = 0; i < n; i++)
    value |= (guint32)bytes[i] << (8 * i);
  return value;
}

gboolean
plumb_parts_read_entry (const PlumbParts *zip, gsize *at, PlumbPartsEntry *entry)
{
  const guint8 *bytes = zip->bytes + *at;
  guint name_length;

  if (*at + ENTRY_BYTES > zip->length || get_number (bytes, 4) != ENTRY_SIGNATURE)
    return FALSE;
  name_length = get_number (bytes + 28, 2);
  if (*at + ENTRY_BYTES + name_length > zip->length)
    return FALSE;
  entry->method = (guint16)get_number (bytes + 10, 2);
  entry->checksum = get_number (bytes + 16, 4);
  entry->packed = get_number (bytes + 20, 4);
  entry->size = get_number (bytes + 24, 4);
  entry->offset = get_number (bytes + 42, 4);
  entry->name = g_strndup ((const char *)bytes + ENTRY_BYTES, name_length);
  *at += ENTRY_BYTES + name_length + get_number (bytes + 30, 2) + get_number (bytes + 32, 2);
  return TRUE;
}

const guint8 *
plumb_parts_find_packed (const PlumbParts *zip, const PlumbPartsEntry *entry)
{
  const guint8 *local = zip->bytes + entry->offset;
  gsize start;

  if (entry->offset + LOCAL_BYTES > zip->length || get_number (local, 4) != LOCAL_SIGNATURE)
    return NULL;
  start = entry->offset + LOCAL_BYTES + get_number (local + 26, 2) + get_number (local + 28, 2);
  return start + entry->packed <= zip->length ? zip->bytes + start : NULL;
}

char *
plumb_parts_dup_part (const PlumbParts *zip, const PlumbPartsEntry *entry)
{
  const guint8 *packed = plumb_parts_find_packed (zip, entry);
  z_stream stream = { .next_in = (Bytef *)packed, .avail_in = (uInt)entry->packed };
  g_autofree char *part = NULL;
  int status;

  if (packed == NULL || entry->method != Z_DEFLATED || entry->size > PART_MAX || inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return NULL;
  part = g_malloc (entry->size + 1);
  stream.next_out = (Bytef *)part;
  stream.avail_out = (uInt)entry->size;
  status = inflate (&stream, Z_FINISH);
  inflateEnd (&stream);
  part[entry->size] = '\0';
  if (status != Z_STREAM_END || stream.total_out != entry->size
      || crc32 (crc32 (0, NULL, 0), (Bytef *)part, (uInt)entry->size) != entry->checksum)
    return NULL;
  return g_steal_pointer (&part);
}

/* Writing. */

void
plumb_parts_write (PlumbPartsWriter *writer, const void *bytes, gsize length)
{
  errno = 0;
  if (writer->saved_errno == 0 && length > 0 && fwrite (bytes, 1, length, writer->file) != length)
    writer->saved_errno = errno != 0 ? errno : EIO;
  writer->offset += length;
}

static void
put_number (guint8 **at, guint64 value, guint n)
{
  for (guint i = 0; i < n; i++)
    *(*at)++ = (guint8)(value >> (8 * i));
}

/* From version to the length of the name, which both kinds of heads have in common. */
static void
put_common (guint8 **at, const PlumbPartsEntry *entry)
{
  put_number (at, VERSION, 2);
  put_number (at, 0, 2);
  put_number (at, entry->method, 2);
  put_number (at, 0, 2);
  put_number (at, DAY_1980, 2);
  put_number (at, entry->checksum, 4);
  put_number (at, entry->packed, 4);
  put_number (at, entry->size, 4);
  put_number (at, strlen (entry->name), 2);
  put_number (at, 0, 2);
}

void
plumb_parts_begin_entry (PlumbPartsWriter *writer, const char *name, guint32 checksum, guint64 size, guint64 packed)
{
  PlumbPartsEntry entry = { g_strdup (name), checksum, packed, size, writer->offset, Z_DEFLATED };
  guint8 head[LOCAL_BYTES];
  guint8 *at = head;

  put_number (&at, LOCAL_SIGNATURE, 4);
  put_common (&at, &entry);
  g_assert (at == head + LOCAL_BYTES);
  plumb_parts_write (writer, head, sizeof head);
  plumb_parts_write (writer, name, strlen (name));
  g_array_append_val (writer->entries, entry);
}

static void
write_directory (PlumbPartsWriter *writer)
{
  guint64 start = writer->offset;
  guint8 end[END_BYTES];
  guint8 *at = end;
  guint64 length;

  for (guint i = 0; i < writer->entries->len; i++)
    {
      const PlumbPartsEntry *entry = &g_array_index (writer->entries, PlumbPartsEntry, i);
      guint8 head[ENTRY_BYTES] = { 0 };
      guint8 *place = head;

      put_number (&place, ENTRY_SIGNATURE, 4);
      put_number (&place, VERSION, 2);
      put_common (&place, entry);
      place = head + ENTRY_BYTES - 4;
      put_number (&place, entry->offset, 4);
      plumb_parts_write (writer, head, sizeof head);
      plumb_parts_write (writer, entry->name, strlen (entry->name));
    }
  length = writer->offset - start;
  put_number (&at, END_SIGNATURE, 4);
  put_number (&at, 0, 4);
  put_number (&at, writer->entries->len, 2);
  put_number (&at, writer->entries->len, 2);
  put_number (&at, length, 4);
  put_number (&at, start, 4);
  put_number (&at, 0, 2);
  g_assert (at == end + END_BYTES);
  plumb_parts_write (writer, end, sizeof end);
}

GByteArray *
plumb_parts_deflate (const char *text, gsize length, gboolean last)
{
  GByteArray *out = g_byte_array_new ();
  z_stream stream = { .next_in = (Bytef *)text, .avail_in = (uInt)length };

  if (deflateInit2 (&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("deflateInit2 failed");
  g_byte_array_set_size (out, (guint)deflateBound (&stream, (uLong)length) + 64);
  stream.next_out = out->data;
  stream.avail_out = out->len;
  deflate (&stream, last ? Z_FINISH : Z_FULL_FLUSH);
  g_assert (stream.avail_in == 0 && stream.avail_out > 0);
  g_byte_array_set_size (out, (guint)stream.total_out);
  deflateEnd (&stream);
  return out;
}

guint32
plumb_parts_get_checksum (const char *text, gsize length)
{
  return (guint32)crc32 (crc32 (0, NULL, 0), (const Bytef *)text, (uInt)length);
}

void
plumb_parts_write_part (PlumbPartsWriter *writer, const char *name, const char *text, gsize length)
{
  g_autoptr (GByteArray) packed = plumb_parts_deflate (text, length, TRUE);

  plumb_parts_begin_entry (writer, name, plumb_parts_get_checksum (text, length), length, packed->len);
  plumb_parts_write (writer, packed->data, packed->len);
}

void
plumb_parts_copy (PlumbPartsWriter *writer, FILE *file, guint64 length)
{
  g_autofree char *piece = g_malloc (COPY_BYTES);

  errno = 0;
  if (fseek (file, 0, SEEK_SET) != 0)
    writer->saved_errno = errno;
  while (writer->saved_errno == 0 && length > 0)
    {
      gsize got = fread (piece, 1, MIN (length, COPY_BYTES), file);

      if (got == 0)
        writer->saved_errno = EIO;
      plumb_parts_write (writer, piece, got);
      length -= got;
    }
}

gboolean
plumb_parts_find_directory (const PlumbParts *zip, gsize *at, guint *n_entries)
{
  const guint8 *end = zip->length >= END_BYTES ? zip->bytes + zip->length - END_BYTES : NULL;

  if (end == NULL || get_number (end, 4) != END_SIGNATURE)
    return FALSE;
  *n_entries = get_number (end + 10, 2);
  *at = get_number (end + 16, 4);
  return TRUE;
}

gboolean
plumb_parts_open (PlumbPartsWriter *writer, const char *path)
{
  writer->entries = g_array_new (FALSE, FALSE, sizeof (PlumbPartsEntry));
  g_array_set_clear_func (writer->entries, entry_clear);
  errno = 0;
  writer->file = g_fopen (path, "wb");
  if (writer->file == NULL)
    writer->saved_errno = errno;
  return writer->file != NULL;
}

void
plumb_parts_close (PlumbPartsWriter *writer, gboolean whole)
{
  if (writer->file == NULL)
    return;
  if (whole)
    write_directory (writer);
  errno = 0;
  if (fclose (writer->file) != 0 && writer->saved_errno == 0)
    writer->saved_errno = errno;
  writer->file = NULL;
}

void
plumb_parts_clear (PlumbPartsWriter *writer)
{
  g_array_unref (writer->entries);
}

/* Sizes and offsets of a zip are 32 bits wide. */
gboolean
plumb_parts_is_too_large (const PlumbPartsWriter *writer)
{
  for (guint i = 0; i < writer->entries->len; i++)
    if (g_array_index (writer->entries, PlumbPartsEntry, i).size > G_MAXUINT32)
      return TRUE;
  return writer->offset > G_MAXUINT32;
}
