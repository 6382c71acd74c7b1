/* xlsx-pack.c - reads one zip and writes another: most parts as they are packed, sheets with their rows between head and tail. A
 * deflated stream may be cut together from pieces that each end on a byte; their checksums combine. */
#include "exports/xlsx-pack.h"

#include "app/error.h"

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

#define SHEET_PREFIX "xl/worksheets/sheet"
#define SHEET_END "</worksheet>"
#define STRINGS_NAME "xl/sharedStrings.xml"
#define STRINGS_TYPE                                                                                                             \
  "<Override PartName=\"/" STRINGS_NAME "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml."          \
  "sharedStrings+xml\"/></Types>"
#define STRINGS_RELATION                                                                                                         \
  "<Relationship Id=\"rIdStrings\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" "  \
  "Target=\"sharedStrings.xml\"/></Relationships>"

typedef struct
{
  const guint8 *bytes;
  gsize length;
} Zip;

typedef struct
{
  char *name;
  guint32 checksum;
  guint64 packed;
  guint64 size;
  guint64 offset;
  guint16 method;
} Entry;

typedef struct
{
  FILE *file;
  guint64 offset;
  GArray *entries; /* of Entry: the directory */
  int saved_errno; /* of the first failure */
} Writer;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *)data)->name);
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

static gboolean
read_entry (const Zip *zip, gsize *at, Entry *entry)
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

static const guint8 *
find_packed (const Zip *zip, const Entry *entry)
{
  const guint8 *local = zip->bytes + entry->offset;
  gsize start;

  if (entry->offset + LOCAL_BYTES > zip->length || get_number (local, 4) != LOCAL_SIGNATURE)
    return NULL;
  start = entry->offset + LOCAL_BYTES + get_number (local + 26, 2) + get_number (local + 28, 2);
  return start + entry->packed <= zip->length ? zip->bytes + start : NULL;
}

/* The plain bytes of a part with a NUL behind them; NULL when it is damaged. */
static char *
dup_part (const Zip *zip, const Entry *entry)
{
  const guint8 *packed = find_packed (zip, entry);
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

static void
write_bytes (Writer *writer, const void *bytes, gsize length)
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
put_common (guint8 **at, const Entry *entry)
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

static void
begin_entry (Writer *writer, const char *name, guint32 checksum, guint64 size, guint64 packed)
{
  Entry entry = { g_strdup (name), checksum, packed, size, writer->offset, Z_DEFLATED };
  guint8 head[LOCAL_BYTES];
  guint8 *at = head;

  put_number (&at, LOCAL_SIGNATURE, 4);
  put_common (&at, &entry);
  g_assert (at == head + LOCAL_BYTES);
  write_bytes (writer, head, sizeof head);
  write_bytes (writer, name, strlen (name));
  g_array_append_val (writer->entries, entry);
}

static void
write_directory (Writer *writer)
{
  guint64 start = writer->offset;
  guint8 end[END_BYTES];
  guint8 *at = end;
  guint64 length;

  for (guint i = 0; i < writer->entries->len; i++)
    {
      const Entry *entry = &g_array_index (writer->entries, Entry, i);
      guint8 head[ENTRY_BYTES] = { 0 };
      guint8 *place = head;

      put_number (&place, ENTRY_SIGNATURE, 4);
      put_number (&place, VERSION, 2);
      put_common (&place, entry);
      place = head + ENTRY_BYTES - 4;
      put_number (&place, entry->offset, 4);
      write_bytes (writer, head, sizeof head);
      write_bytes (writer, entry->name, strlen (entry->name));
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
  write_bytes (writer, end, sizeof end);
}

/* Deflates on its own; a piece that is not the last ends on a byte. */
static GByteArray *
deflate_piece (const char *text, gsize length, gboolean last)
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

static guint32
checksum_of (const char *text, gsize length)
{
  return (guint32)crc32 (crc32 (0, NULL, 0), (const Bytef *)text, (uInt)length);
}

static void
write_part (Writer *writer, const char *name, const char *text, gsize length)
{
  g_autoptr (GByteArray) packed = deflate_piece (text, length, TRUE);

  begin_entry (writer, name, checksum_of (text, length), length, packed->len);
  write_bytes (writer, packed->data, packed->len);
}

static void
copy_file (Writer *writer, FILE *file, guint64 length)
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
      write_bytes (writer, piece, got);
      length -= got;
    }
}

/* Parts. */

static char *
dup_replaced (const char *text, const char *old, const char *new)
{
  const char *at = strstr (text, old);

  return at != NULL ? g_strdup_printf ("%.*s%s%s", (int)(at - text), text, new, at + strlen (old)) : NULL;
}

/* The head of the sheet up to where its rows begin, with its extent; and what follows them. The library has two ways to write no
 * rows. */
static gboolean
split_sheet (const char *part, const char *extent, char **head, const char **tail)
{
  static const char *const empty[] = { "<sheetData></sheetData>", "<sheetData/>" };
  static const char mark[] = "<dimension ref=\"";
  const char *dimension = strstr (part, mark);
  const char *rest = dimension != NULL ? strstr (dimension, "\"/>") : NULL;

  for (guint i = 0; rest != NULL && i < G_N_ELEMENTS (empty); i++)
    {
      const char *data = strstr (rest, empty[i]);

      if (data == NULL)
        continue;
      dimension += strlen (mark);
      *head = g_strdup_printf ("%.*s%s%.*s<sheetData>", (int)(dimension - part), part, extent, (int)(data - rest), rest);
      *tail = data + strlen (empty[i]);
      return TRUE;
    }
  return FALSE;
}

static gboolean
write_sheet (Writer *writer, const char *name, const char *part, PlumbRows *rows)
{
  const PlumbPacked *middle = plumb_rows_get_packed (rows);
  g_autofree char *extent = plumb_rows_dup_extent (rows);
  g_autofree char *head = NULL;
  g_autofree char *end = NULL;
  g_autoptr (GByteArray) first = NULL;
  g_autoptr (GByteArray) last = NULL;
  const char *tail;
  uLong checksum;

  if (!split_sheet (part, extent, &head, &tail))
    return FALSE;
  end = g_strconcat ("</sheetData>", tail, NULL);
  first = deflate_piece (head, strlen (head), FALSE);
  last = deflate_piece (end, strlen (end), TRUE);
  checksum = crc32_combine (checksum_of (head, strlen (head)), middle->checksum, (z_off_t)middle->size);
  checksum = crc32_combine (checksum, checksum_of (end, strlen (end)), (z_off_t)strlen (end));
  begin_entry (writer, name, (guint32)checksum, strlen (head) + middle->size + strlen (end),
               first->len + middle->packed + last->len);
  write_bytes (writer, first->data, first->len);
  copy_file (writer, plumb_rows_get_file (rows), middle->packed);
  write_bytes (writer, last->data, last->len);
  return TRUE;
}

/* "xl/worksheets/sheet3.xml" -> 2; -1 for anything else. */
static int
get_sheet_index (const char *name)
{
  guint64 number;
  char *end;

  if (!g_str_has_prefix (name, SHEET_PREFIX))
    return -1;
  number = g_ascii_strtoull (name + strlen (SHEET_PREFIX), &end, 10);
  return g_str_equal (end, ".xml") && number > 0 && number < 1000 ? (int)number - 1 : -1;
}

static gboolean
write_replaced (Writer *writer, const char *name, const char *part, const char *old, const char *new)
{
  g_autofree char *text = dup_replaced (part, old, new);

  if (text == NULL)
    return FALSE;
  write_part (writer, name, text, strlen (text));
  return TRUE;
}

static gboolean
write_entry (Writer *writer, const Zip *zip, const Entry *entry, PlumbRows *const *rows, guint n_sheets, gboolean has_strings)
{
  g_autofree char *part = dup_part (zip, entry);
  int index = get_sheet_index (entry->name);

  if (part == NULL || (index >= 0 && ((guint)index >= n_sheets || !g_str_has_suffix (part, SHEET_END))))
    return FALSE;
  if (index >= 0 && rows[index] != NULL)
    return write_sheet (writer, entry->name, part, rows[index]);
  if (has_strings && g_str_equal (entry->name, "[Content_Types].xml"))
    return write_replaced (writer, entry->name, part, "</Types>", STRINGS_TYPE);
  if (has_strings && g_str_equal (entry->name, "xl/_rels/workbook.xml.rels"))
    return write_replaced (writer, entry->name, part, "</Relationships>", STRINGS_RELATION);
  begin_entry (writer, entry->name, entry->checksum, entry->size, entry->packed);
  write_bytes (writer, find_packed (zip, entry), entry->packed);
  return TRUE;
}

/* FALSE when the frame is not whole. */
static gboolean
write_zip (Writer *writer, const Zip *zip, PlumbRows *const *rows, guint n_sheets, const GString *strings)
{
  const guint8 *end = zip->length >= END_BYTES ? zip->bytes + zip->length - END_BYTES : NULL;
  gboolean whole = end != NULL && get_number (end, 4) == END_SIGNATURE;
  guint n_entries = whole ? get_number (end + 10, 2) : 0;
  gsize at = whole ? get_number (end + 16, 4) : 0;
  guint n_seen = 0;

  for (guint i = 0; whole && i < n_entries; i++)
    {
      Entry entry = { 0 };

      whole = read_entry (zip, &at, &entry) && write_entry (writer, zip, &entry, rows, n_sheets, strings != NULL);
      n_seen += whole && get_sheet_index (entry.name) >= 0;
      g_free (entry.name);
    }
  if (!whole || n_seen != n_sheets)
    return FALSE;
  if (strings != NULL)
    write_part (writer, STRINGS_NAME, strings->str, strings->len);
  write_directory (writer);
  return TRUE;
}

/* Sizes and offsets of a zip are 32 bits wide. */
static gboolean
is_too_large (const Writer *writer)
{
  for (guint i = 0; i < writer->entries->len; i++)
    if (g_array_index (writer->entries, Entry, i).size > G_MAXUINT32)
      return TRUE;
  return writer->offset > G_MAXUINT32;
}

static gboolean
check (const Writer *writer, gboolean whole, const char *shown, GError **error)
{
  if (writer->saved_errno != 0)
    g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (writer->saved_errno),
                 "Writing \"%s\" failed: %s; make room or choose another folder", shown, g_strerror (writer->saved_errno));
  else if (!whole)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FULL,
                 "The workbook \"%s\" was cut off while it was written and was thrown away; make room on the disk and try again",
                 shown);
  else if (is_too_large (writer))
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "The workbook \"%s\" would be over 4 GB; export fewer loops at a time",
                 shown);
  else
    return TRUE;
  return FALSE;
}

gboolean
plumb_xlsx_pack (const char *frame, const char *path, const char *name, PlumbRows *const *rows, guint n_sheets,
                 const PlumbStrings *strings, GError **error)
{
  Writer writer = { 0 };
  g_autofree char *bytes = NULL;
  GString *shared;
  gboolean whole;
  Zip zip;

  g_return_val_if_fail (frame != NULL && path != NULL, FALSE);
  g_return_val_if_fail (rows != NULL && strings != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  writer.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (writer.entries, entry_clear);
  shared = plumb_strings_dup_part (strings);
  whole = g_file_get_contents (frame, &bytes, &zip.length, NULL);
  zip.bytes = (const guint8 *)bytes;
  errno = 0;
  writer.file = g_fopen (path, "wb");
  if (writer.file == NULL)
    {
      writer.saved_errno = errno;
    }
  else
    {
      whole = whole && write_zip (&writer, &zip, rows, n_sheets, shared);
      errno = 0;
      if (fclose (writer.file) != 0 && writer.saved_errno == 0)
        writer.saved_errno = errno;
    }
  if (shared != NULL)
    g_string_free (shared, TRUE);
  whole = check (&writer, whole, name, error);
  g_array_unref (writer.entries);
  return whole;
}
