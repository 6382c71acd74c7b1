/* pdf-file.c - objects, bundles of objects, the cross-reference stream. */
#include "exports/pdf-file.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <zlib.h>

/* A bundle goes out when it holds so much or so many. */
#define BUNDLE_BYTES 32768
#define BUNDLE_OBJECTS 400
#define BLOCK 4096    /* bytes of the table that are packed together */
#define ENTRY_BYTES 8 /* of the table: kind, five bytes of place, two of index */
#define LEVEL 2       /* an eighth larger than at 6, in two thirds of the time of a whole file */

typedef enum
{
  FREE,
  IN_FILE,
  IN_BUNDLE
} Kind;

/* Where objects in a row stand: one in the file, or several after one another in a bundle. A packet has more than a thousand objects, but
 * they come in less than a hundred such runs. */
typedef struct
{
  guint32 object; /* the first */
  guint16 n;
  guint16 index;       /* in the bundle */
  guint64 bundled : 1; /* in the bundle that is object `place`; else at byte `place` */
  guint64 place : 63;
} Run;

G_STATIC_ASSERT (sizeof (Run) == 16);

struct _PlumbPdfFile
{
  FILE *file; /* borrowed */
  int saved_errno;
  guint64 offset;
  GArray *runs; /* of Run, as they were written */
  guint n_entries;
  z_stream deflater;
  GByteArray *packed; /* scratch */
  GString *line;      /* scratch */
  /* the bundle being filled */
  GString *index, *bodies;
  guint n_bundled;
  guint bundle; /* its number, 0: none begun */
};

static void
put (PlumbPdfFile *file, const void *data, gsize length)
{
  if (file->saved_errno != 0 || length == 0)
    return;
  errno = 0;
  if (fwrite (data, 1, length, file->file) != length)
    file->saved_errno = errno != 0 ? errno : EIO;
  file->offset += length;
}

static void
put_line (PlumbPdfFile *file)
{
  put (file, file->line->str, file->line->len);
  g_string_truncate (file->line, 0);
}

static void
note_place (PlumbPdfFile *file, const Run *place)
{
  Run *last = file->runs->len > 0 ? &g_array_index (file->runs, Run, file->runs->len - 1) : NULL;

  g_assert (place->object < file->n_entries);
  if (last != NULL && last->bundled && place->bundled && last->place == place->place && last->object + last->n == place->object
      && last->index + last->n == place->index)
    last->n++;
  else
    g_array_append_val (file->runs, *place);
}

static void
begin_object (PlumbPdfFile *file, guint object)
{
  note_place (file, &(Run){ .object = object, .n = 1, .place = file->offset });
  plumb_pdf_append_integer (file->line, object);
  g_string_append (file->line, " 0 obj\n");
}

/* Packs more of a stream behind what is packed of it. */
static void
pack_more (PlumbPdfFile *file, const void *data, gsize length, int flush)
{
  z_stream *z = &file->deflater;
  int status = Z_OK;

  z->next_in = (Bytef *)(guintptr)data;
  z->avail_in = (uInt)length;
  do
    {
      guint start = file->packed->len;

      g_byte_array_set_size (file->packed, start + (guint)deflateBound (z, z->avail_in) + 64);
      z->next_out = file->packed->data + start;
      z->avail_out = file->packed->len - start;
      status = deflate (z, flush);
      g_byte_array_set_size (file->packed, (guint)z->total_out);
    }
  while (status == Z_OK && (z->avail_in > 0 || flush == Z_FINISH));
  if (status != Z_OK && status != Z_STREAM_END && file->saved_errno == 0)
    file->saved_errno = EINVAL;
}

static void
begin_packing (PlumbPdfFile *file)
{
  deflateReset (&file->deflater);
  g_byte_array_set_size (file->packed, 0);
}

static void
pack (PlumbPdfFile *file, const void *data, gsize length)
{
  begin_packing (file);
  pack_more (file, data, length, Z_FINISH);
}

PlumbPdfFile *
plumb_pdf_file_new (FILE *stream)
{
  /* Four bytes above 127 tell transfer programs that this is no text. */
  static const char head[] = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
  PlumbPdfFile *file = NULL;

  g_return_val_if_fail (stream != NULL, NULL);
  file = g_new0 (PlumbPdfFile, 1);
  file->file = stream;
  file->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  plumb_pdf_file_reserve (file, 1);
  file->packed = g_byte_array_new ();
  file->line = g_string_new (NULL);
  file->index = g_string_new (NULL);
  file->bodies = g_string_new (NULL);
  if (deflateInit (&file->deflater, LEVEL) != Z_OK)
    file->saved_errno = ENOMEM;
  put (file, head, sizeof head - 1);
  return file;
}

void
plumb_pdf_file_free (PlumbPdfFile *file)
{
  if (file == NULL)
    return;
  deflateEnd (&file->deflater);
  g_array_unref (file->runs);
  g_byte_array_unref (file->packed);
  g_string_free (file->line, TRUE);
  g_string_free (file->index, TRUE);
  g_string_free (file->bodies, TRUE);
  g_free (file);
}

guint
plumb_pdf_file_reserve (PlumbPdfFile *file, guint n)
{
  guint first = 0;

  g_return_val_if_fail (file != NULL, 0);
  first = file->n_entries;
  file->n_entries += n;
  return first;
}

static void
flush_bundle (PlumbPdfFile *file)
{
  g_autofree char *entries = NULL;
  guint bundle = file->bundle;

  if (file->n_bundled == 0)
    return;
  entries = g_strdup_printf ("/Type /ObjStm /N %u /First %u", file->n_bundled, (guint)file->index->len);
  g_string_append_len (file->index, file->bodies->str, (gssize)file->bodies->len);
  file->bundle = 0;
  file->n_bundled = 0;
  plumb_pdf_file_add_stream (file, bundle, entries, file->index->str, file->index->len);
  g_string_truncate (file->index, 0);
  g_string_truncate (file->bodies, 0);
}

void
plumb_pdf_file_add (PlumbPdfFile *file, guint object, const char *text, gsize length)
{
  g_return_if_fail (file != NULL && text != NULL);
  if (file->bundle == 0)
    file->bundle = plumb_pdf_file_reserve (file, 1);
  note_place (file,
              &(Run){ .object = object, .n = 1, .bundled = TRUE, .place = file->bundle, .index = (guint16)file->n_bundled++ });
  plumb_pdf_append_integer (file->index, object);
  g_string_append_c (file->index, ' ');
  plumb_pdf_append_integer (file->index, (gint64)file->bodies->len);
  g_string_append_c (file->index, '\n');
  g_string_append_len (file->bodies, text, (gssize)length);
  g_string_append_c (file->bodies, '\n');
  if (file->bodies->len >= BUNDLE_BYTES || file->n_bundled >= BUNDLE_OBJECTS)
    flush_bundle (file);
}

void
plumb_pdf_file_add_plain (PlumbPdfFile *file, guint object, const char *text)
{
  g_return_if_fail (file != NULL && text != NULL);
  begin_object (file, object);
  g_string_append_printf (file->line, "%s\nendobj\n", text);
  put_line (file);
}

/* Of an object that was begun. */
static void
put_stream (PlumbPdfFile *file, const char *entries, const char *filter, const void *data, gsize length)
{
  g_string_append_printf (file->line, "<< %s%s /Length %" G_GSIZE_FORMAT " >>\nstream\n", entries, filter, length);
  put_line (file);
  put (file, data, length);
  g_string_append (file->line, "\nendstream\nendobj\n");
  put_line (file);
}

void
plumb_pdf_file_add_stream (PlumbPdfFile *file, guint object, const char *entries, const void *data, gsize length)
{
  g_return_if_fail (file != NULL && entries != NULL);
  pack (file, data, length);
  begin_object (file, object);
  put_stream (file, entries, " /Filter /FlateDecode", file->packed->data, file->packed->len);
}

void
plumb_pdf_file_add_plain_stream (PlumbPdfFile *file, guint object, const char *entries, const void *data, gsize length)
{
  g_return_if_fail (file != NULL && entries != NULL);
  begin_object (file, object);
  put_stream (file, entries, "", data, length);
}

static int
compare_runs (gconstpointer one, gconstpointer other)
{
  const Run *a = one, *b = other;

  return (a->object > b->object) - (a->object < b->object);
}

/* A row of the table as its difference from the one above, which takes least room. */
static void
append_row (GByteArray *rows, Kind kind, guint64 place, guint index, guint8 above[ENTRY_BYTES])
{
  guint8 row[ENTRY_BYTES] = { (guint8)kind }, packed[ENTRY_BYTES + 1] = { 2 };

  for (guint b = 0; b < 5; b++)
    row[1 + b] = (guint8)(place >> (8 * (4 - b)));
  row[6] = (guint8)(index >> 8);
  row[7] = (guint8)index;
  for (guint b = 0; b < ENTRY_BYTES; b++)
    packed[1 + b] = (guint8)(row[b] - above[b]);
  memcpy (above, row, sizeof row);
  g_byte_array_append (rows, packed, sizeof packed);
}

/* Packs the table, a block at a time. Answers a checksum of it. */
static char *
pack_table (PlumbPdfFile *file)
{
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  guint8 above[ENTRY_BYTES] = { 0 };
  guint at = 0;
  char *id = NULL;

  g_array_sort (file->runs, compare_runs);
  begin_packing (file);
  for (guint i = 0; i < file->n_entries; i++)
    {
      const Run *run = at < file->runs->len ? &g_array_index (file->runs, Run, at) : NULL;

      /* A number that was given twice would be passed by. */
      g_assert (run == NULL || i < run->object + run->n);
      if (run != NULL && i >= run->object)
        append_row (rows, run->bundled ? IN_BUNDLE : IN_FILE, run->place, run->index + i - run->object, above);
      else
        append_row (rows, FREE, 0, 0, above);
      if (run != NULL && i + 1 == run->object + run->n)
        at++;
      if (rows->len < BLOCK && i + 1 < file->n_entries)
        continue;
      g_checksum_update (checksum, rows->data, rows->len);
      pack_more (file, rows->data, rows->len, i + 1 < file->n_entries ? Z_NO_FLUSH : Z_FINISH);
      g_byte_array_set_size (rows, 0);
    }
  id = g_strdup (g_checksum_get_string (checksum));
  g_checksum_free (checksum);
  return id;
}

int
plumb_pdf_file_finish (PlumbPdfFile *file, guint catalog, guint info)
{
  g_autoptr (GString) entries = g_string_new (NULL);
  g_autofree char *id = NULL;
  guint object = 0;
  guint64 start = 0;

  g_return_val_if_fail (file != NULL, EINVAL);
  flush_bundle (file);
  object = plumb_pdf_file_reserve (file, 1);
  start = file->offset;
  /* Begun first, as the table tells of itself as well. */
  begin_object (file, object);
  id = pack_table (file);
  g_string_printf (entries,
                   "/Type /XRef /Size %u /W [1 5 2] /Root %u 0 R /Info %u 0 R /ID [<%s> <%s>] "
                   "/DecodeParms << /Predictor 12 /Columns %d >>",
                   file->n_entries, catalog, info, id, id, ENTRY_BYTES);
  put_stream (file, entries->str, " /Filter /FlateDecode", file->packed->data, file->packed->len);
  g_string_append_printf (file->line, "startxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n", start);
  put_line (file);
  return file->saved_errno;
}

int
plumb_pdf_file_get_errno (const PlumbPdfFile *file)
{
  g_return_val_if_fail (file != NULL, EINVAL);
  return file->saved_errno;
}

void
plumb_pdf_append_integer (GString *out, gint64 value)
{
  char digits[24];
  gsize at = sizeof digits;
  guint64 rest = value < 0 ? (guint64)-value : (guint64)value;

  do
    {
      digits[--at] = (char)('0' + rest % 10);
      rest /= 10;
    }
  while (rest > 0);
  if (value < 0)
    digits[--at] = '-';
  g_string_append_len (out, digits + at, (gssize)(sizeof digits - at));
}

void
plumb_pdf_append_number (GString *out, double value)
{
  gint64 hundredths = (gint64)floor (value * 100 + 0.5);

  if (hundredths < 0)
    {
      g_string_append_c (out, '-');
      hundredths = -hundredths;
    }
  plumb_pdf_append_integer (out, hundredths / 100);
  hundredths %= 100;
  if (hundredths == 0)
    return;
  g_string_append_c (out, '.');
  g_string_append_c (out, (char)('0' + hundredths / 10));
  if (hundredths % 10 != 0)
    g_string_append_c (out, (char)('0' + hundredths % 10));
}

void
plumb_pdf_append_reference (GString *out, guint object)
{
  plumb_pdf_append_integer (out, object);
  g_string_append (out, " 0 R");
}

static gboolean
is_plain (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] < 0x20 || text[i] > 0x7e)
      return FALSE;
  return TRUE;
}

void
plumb_pdf_append_text (GString *out, const char *utf8, gssize length)
{
  gsize n = length < 0 ? strlen (utf8) : (gsize)length;

  if (!is_plain (utf8, n))
    {
      glong units = 0;
      g_autofree gunichar2 *wide = g_utf8_to_utf16 (utf8, (glong)n, NULL, &units, NULL);

      g_string_append (out, "<feff");
      for (glong i = 0; wide != NULL && i < units; i++)
        g_string_append_printf (out, "%04x", wide[i]);
      g_string_append_c (out, '>');
      return;
    }
  g_string_append_c (out, '(');
  for (gsize i = 0; i < n; i++)
    {
      if (strchr ("()\\", utf8[i]) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, utf8[i]);
    }
  g_string_append_c (out, ')');
}

void
plumb_pdf_append_path (GString *out, const cairo_path_t *path, double height)
{
  static const char *const operators[] = {
    [CAIRO_PATH_MOVE_TO] = "m\n", [CAIRO_PATH_LINE_TO] = "l\n", [CAIRO_PATH_CURVE_TO] = "c\n", [CAIRO_PATH_CLOSE_PATH] = "h\n"
  };

  g_return_if_fail (out != NULL && path != NULL);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      const cairo_path_data_t *data = &path->data[i];

      for (int j = 1; j < data->header.length; j++)
        {
          plumb_pdf_append_number (out, data[j].point.x);
          g_string_append_c (out, ' ');
          plumb_pdf_append_number (out, height - data[j].point.y);
          g_string_append_c (out, ' ');
        }
      g_string_append (out, operators[data->header.type]);
    }
}
