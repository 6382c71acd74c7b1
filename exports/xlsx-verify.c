/* xlsx-verify.c - reads the closed workbook back: the library reports success when the disk of its temporary files ran full, and the
 * sheets are then cut off without a word. */
#include "exports/xlsx-sheets.h"

#include "app/error.h"

#include <string.h>
#include <zlib.h>

#define END_SIGNATURE 0x06054b50u
#define ENTRY_SIGNATURE 0x02014b50u
#define LOCAL_SIGNATURE 0x04034b50u
#define END_BYTES 22
#define ENTRY_BYTES 46
#define LOCAL_BYTES 30
#define CHUNK (256 * 1024)

#define ROW "<row "
#define SHEET_END "</worksheet>"

typedef struct
{
  const guint8 *bytes;
  gsize length;
} Zip;

typedef struct
{
  guint32 checksum;
  guint32 packed;
  guint32 size;
  guint32 offset;
  guint16 method;
  char *name;
} Entry;

/* What is looked for in a sheet as it streams by. */
typedef struct
{
  guint rows;
  gboolean ended;
  char tail[16]; /* the end of the piece before, as what is looked for may straddle two */
  gsize tail_length;
} Sight;

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

  if ((gsize)entry->offset + LOCAL_BYTES > zip->length || get_number (local, 4) != LOCAL_SIGNATURE)
    return NULL;
  start = entry->offset + LOCAL_BYTES + get_number (local + 26, 2) + get_number (local + 28, 2);
  return start + entry->packed <= zip->length ? zip->bytes + start : NULL;
}

static guint
count_rows (const char *text, gsize length)
{
  const char *at = text;
  const char *end = text + length;
  guint n = 0;

  while ((at = memmem (at, (gsize)(end - at), ROW, strlen (ROW))) != NULL)
    {
      n++;
      at += strlen (ROW);
    }
  return n;
}

/* The tail is one character shorter than what is looked for, so that nothing is counted twice. */
static void
look (Sight *sight, const char *text, gsize length)
{
  char seam[32];
  gsize head = MIN (length, strlen (SHEET_END) - 1);
  gsize row_tail = MIN (sight->tail_length, strlen (ROW) - 1);
  gsize row_head = MIN (length, strlen (ROW) - 1);

  memcpy (seam, sight->tail + sight->tail_length - row_tail, row_tail);
  memcpy (seam + row_tail, text, row_head);
  sight->rows += count_rows (seam, row_tail + row_head) + count_rows (text, length);

  if (length >= strlen (SHEET_END))
    {
      head = strlen (SHEET_END);
      memcpy (sight->tail, text + length - head, head);
      sight->tail_length = head;
    }
  else
    {
      gsize kept = MIN (sight->tail_length, strlen (SHEET_END) - length);

      memmove (sight->tail, sight->tail + sight->tail_length - kept, kept);
      memcpy (sight->tail + kept, text, length);
      sight->tail_length = kept + length;
    }
  sight->ended = sight->tail_length >= strlen (SHEET_END)
                 && memcmp (sight->tail + sight->tail_length - strlen (SHEET_END), SHEET_END, strlen (SHEET_END)) == 0;
}

/* Unpacks the entry, checks length and checksum. */
static gboolean
stream_entry (const Zip *zip, const Entry *entry, Sight *sight)
{
  const guint8 *packed = find_packed (zip, entry);
  g_autofree char *piece = g_malloc (CHUNK);
  z_stream stream = { .next_in = (guint8 *)packed, .avail_in = entry->packed };
  uLong checksum = crc32 (0, NULL, 0);
  int status = Z_OK;

  if (packed == NULL || entry->method != Z_DEFLATED || inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return FALSE;
  while (status == Z_OK)
    {
      gsize got;

      stream.next_out = (guint8 *)piece;
      stream.avail_out = CHUNK;
      status = inflate (&stream, Z_NO_FLUSH);
      got = CHUNK - stream.avail_out;
      checksum = crc32 (checksum, (guint8 *)piece, (uInt)got);
      look (sight, piece, got);
    }
  inflateEnd (&stream);
  return status == Z_STREAM_END && stream.total_out == entry->size && checksum == entry->checksum;
}

/* "xl/worksheets/sheet3.xml" -> 2; -1 for anything else. */
static int
get_sheet_index (const char *name)
{
  const char *prefix = "xl/worksheets/sheet";
  guint64 number;
  char *end;

  if (!g_str_has_prefix (name, prefix))
    return -1;
  number = g_ascii_strtoull (name + strlen (prefix), &end, 10);
  return g_str_equal (end, ".xml") && number > 0 && number < 1000 ? (int)number - 1 : -1;
}

static gboolean
check_entry (const Zip *zip, const Entry *entry, const guint *rows, guint n_sheets, guint *seen)
{
  int index = get_sheet_index (entry->name);
  Sight sight = { 0 };

  if (!stream_entry (zip, entry, &sight))
    return FALSE;
  if (index < 0)
    return TRUE;
  (*seen)++;
  return (guint)index < n_sheets && sight.ended && sight.rows == rows[index];
}

static gboolean
check_zip (const Zip *zip, const guint *rows, guint n_sheets)
{
  const guint8 *end = zip->length >= END_BYTES ? zip->bytes + zip->length - END_BYTES : NULL;
  gboolean whole = end != NULL && get_number (end, 4) == END_SIGNATURE;
  guint n_entries = whole ? get_number (end + 10, 2) : 0;
  gsize at = whole ? get_number (end + 16, 4) : 0;
  guint seen = 0;

  for (guint i = 0; whole && i < n_entries; i++)
    {
      Entry entry = { 0 };

      whole = read_entry (zip, &at, &entry) && check_entry (zip, &entry, rows, n_sheets, &seen);
      g_free (entry.name);
    }
  return whole && seen == n_sheets;
}

gboolean
plumb_xlsx_verify (const char *path, const guint *rows, guint n_sheets, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *shown = NULL;
  Zip zip;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  shown = g_filename_display_name (path);
  file = g_mapped_file_new (path, FALSE, &problem);
  if (file == NULL)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_IO, "The workbook \"%s\" can't be read back: %s", shown, problem->message);
      return FALSE;
    }
  zip.bytes = (const guint8 *)g_mapped_file_get_contents (file);
  zip.length = g_mapped_file_get_length (file);
  if (zip.bytes != NULL && check_zip (&zip, rows, n_sheets))
    return TRUE;
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FULL,
               "The workbook \"%s\" was cut off while it was written and was thrown away; make room on the disk and try again",
               shown);
  return FALSE;
}
