/* xlsx-rows.c - cells are put together as XML in a buffer, ordered by column at the end of their row, and deflated. */
#include "exports/xlsx-rows.h"

#include "app/error.h"
#include "exports/xlsx-book.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define BUFFER (64 * 1024)
#define LEVEL 3 /* half the time of 6 for a fifth more bytes */
#define WHOLE_MAX 1e15

/* Where the cell of a column stands in the buffer; nothing when length is 0. */
typedef struct
{
  guint start;
  guint length;
} Slot;

struct _PlumbRows
{
  PlumbStrings *strings; /* borrowed */
  FILE *file;
  z_stream stream;
  PlumbPacked packed;
  GString *cells; /* of the current row, in the order they came */
  GString *out;   /* rows not deflated yet */
  guint8 *block;
  GArray *slots; /* of Slot, by column */
  double height;
  guint row; /* from 0 */
  guint last_row;
  guint last_column;
  gboolean begun;
  int saved_errno; /* of the first failure */
};

static void
fail (PlumbRows *rows, int saved_errno)
{
  if (rows->saved_errno == 0)
    rows->saved_errno = saved_errno != 0 ? saved_errno : EIO;
}

static void
deflate_out (PlumbRows *rows, int flush)
{
  if (rows->saved_errno != 0)
    {
      g_string_truncate (rows->out, 0);
      return;
    }
  rows->packed.checksum = (guint32)crc32 (rows->packed.checksum, (const Bytef *)rows->out->str, (uInt)rows->out->len);
  rows->packed.size += rows->out->len;
  rows->stream.next_in = (Bytef *)rows->out->str;
  rows->stream.avail_in = (uInt)rows->out->len;
  do
    {
      gsize got;

      rows->stream.next_out = rows->block;
      rows->stream.avail_out = BUFFER;
      deflate (&rows->stream, flush);
      got = BUFFER - rows->stream.avail_out;
      rows->packed.packed += got;
      errno = 0;
      if (got > 0 && fwrite (rows->block, 1, got, rows->file) != got)
        fail (rows, errno);
    }
  while (rows->stream.avail_out == 0);
  g_string_truncate (rows->out, 0);
}

static void
append_unsigned (GString *out, guint64 value)
{
  char digits[24];
  guint n = sizeof digits;

  do
    {
      digits[--n] = (char)('0' + value % 10);
      value /= 10;
    }
  while (value > 0);
  g_string_append_len (out, digits + n, (gssize)(sizeof digits - n));
}

/* Whole numbers are most of them; the others get as many digits as a double has. */
static void
append_number (GString *out, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (number >= 0 && number < WHOLE_MAX && floor (number) == number)
    append_unsigned (out, (guint64)number);
  else
    g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.17g", number));
}

static void
append_reference (GString *out, guint column, guint row)
{
  char name[4];

  g_string_append (out, plumb_column_name (column, name));
  append_unsigned (out, row + 1);
}

static void
end_row (PlumbRows *rows)
{
  if (!rows->begun || (rows->slots->len == 0 && rows->height <= 0))
    return;
  g_string_append (rows->out, "<row r=\"");
  append_unsigned (rows->out, rows->row + 1);
  if (rows->height > 0)
    {
      g_string_append (rows->out, "\" ht=\"");
      append_number (rows->out, rows->height);
      g_string_append (rows->out, "\" customHeight=\"1");
    }
  g_string_append (rows->out, "\">");
  for (guint i = 0; i < rows->slots->len; i++)
    {
      const Slot *slot = &g_array_index (rows->slots, Slot, i);

      if (slot->length == 0)
        continue;
      g_string_append_len (rows->out, rows->cells->str + slot->start, slot->length);
      rows->last_column = MAX (rows->last_column, i);
    }
  g_string_append (rows->out, "</row>");
  rows->last_row = rows->row;
  if (rows->out->len >= BUFFER)
    deflate_out (rows, Z_NO_FLUSH);
}

static void
begin_cell (PlumbRows *rows, guint column, int style)
{
  g_assert (rows->begun);

  if (rows->slots->len <= column)
    g_array_set_size (rows->slots, column + 1);
  g_array_index (rows->slots, Slot, column).start = (guint)rows->cells->len;
  g_string_append (rows->cells, "<c r=\"");
  append_reference (rows->cells, column, rows->row);
  g_string_append (rows->cells, "\" s=\"");
  append_unsigned (rows->cells, (guint64)style);
}

static void
end_cell (PlumbRows *rows, guint column, const char *end)
{
  g_string_append (rows->cells, end);
  g_array_index (rows->slots, Slot, column).length = (guint)rows->cells->len - g_array_index (rows->slots, Slot, column).start;
}

static void
append_formula (PlumbRows *rows, const char *formula)
{
  g_string_append (rows->cells, "<f>");
  for (const char *at = *formula == '=' ? formula + 1 : formula; *at != '\0'; at++)
    switch (*at)
      {
      case '&':
        g_string_append (rows->cells, "&amp;");
        break;
      case '<':
        g_string_append (rows->cells, "&lt;");
        break;
      case '>':
        g_string_append (rows->cells, "&gt;");
        break;
      default:
        g_string_append_c (rows->cells, *at);
      }
  g_string_append (rows->cells, "</f><v>");
}

/* The file has no name, so nothing stays behind whatever happens to the program. */
static FILE *
open_unnamed (const char *folder, GError **error)
{
  g_autofree char *name = g_build_filename (folder, ".plumbline-XXXXXX.rows", NULL);
  int fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  FILE *file = fd >= 0 ? fdopen (fd, "w+b") : NULL;

  if (file == NULL)
    {
      int saved_errno = errno;
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (saved_errno),
                   "Writing into the folder \"%s\" failed: %s; choose a folder you may write to", shown,
                   g_strerror (saved_errno));
      if (fd >= 0)
        close (fd);
    }
  if (fd >= 0)
    g_unlink (name);
  return file;
}

PlumbRows *
plumb_rows_new (const char *folder, PlumbStrings *strings, GError **error)
{
  PlumbRows *rows;
  FILE *file;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (strings != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = open_unnamed (folder, error);
  if (file == NULL)
    return NULL;
  rows = g_new0 (PlumbRows, 1);
  rows->file = file;
  rows->strings = strings;
  rows->cells = g_string_new (NULL);
  rows->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  rows->out = g_string_sized_new (BUFFER * 2);
  rows->block = g_malloc (BUFFER);
  rows->packed.checksum = (guint32)crc32 (0, NULL, 0);
  if (deflateInit2 (&rows->stream, LEVEL, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("deflateInit2 failed");
  return rows;
}

void
plumb_rows_free (PlumbRows *rows)
{
  if (rows == NULL)
    return;
  deflateEnd (&rows->stream);
  fclose (rows->file);
  g_string_free (rows->cells, TRUE);
  g_array_unref (rows->slots);
  g_string_free (rows->out, TRUE);
  g_free (rows->block);
  g_free (rows);
}

void
plumb_rows_begin (PlumbRows *rows, guint row)
{
  g_return_if_fail (rows != NULL);
  g_return_if_fail (!rows->begun || row > rows->row);

  end_row (rows);
  g_string_truncate (rows->cells, 0);
  g_array_set_size (rows->slots, 0);
  rows->height = 0;
  rows->row = row;
  rows->begun = TRUE;
}

void
plumb_rows_set_height (PlumbRows *rows, double points)
{
  rows->height = points;
}

void
plumb_rows_blank (PlumbRows *rows, guint column, int style)
{
  begin_cell (rows, column, style);
  end_cell (rows, column, "\"/>");
}

void
plumb_rows_fill (PlumbRows *rows, guint n, int style)
{
  for (guint i = 0; i < n; i++)
    if (i >= rows->slots->len || g_array_index (rows->slots, Slot, i).length == 0)
      plumb_rows_blank (rows, i, style);
}

void
plumb_rows_text (PlumbRows *rows, guint column, int style, const char *text)
{
  gsize length = strlen (text);
  int number = plumb_strings_find (rows->strings, text, length);

  begin_cell (rows, column, style);
  if (number >= 0)
    {
      g_string_append (rows->cells, "\" t=\"s\"><v>");
      append_unsigned (rows->cells, (guint64)number);
      end_cell (rows, column, "</v></c>");
      return;
    }
  g_string_append (rows->cells, "\" t=\"inlineStr\"><is>");
  plumb_strings_append_tag (rows->cells, text, length);
  end_cell (rows, column, "</is></c>");
}

void
plumb_rows_number (PlumbRows *rows, guint column, int style, double number)
{
  begin_cell (rows, column, style);
  g_string_append (rows->cells, "\"><v>");
  append_number (rows->cells, number);
  end_cell (rows, column, "</v></c>");
}

void
plumb_rows_formula_number (PlumbRows *rows, guint column, int style, const char *formula, double result)
{
  begin_cell (rows, column, style);
  g_string_append (rows->cells, "\">");
  append_formula (rows, formula);
  append_number (rows->cells, result);
  end_cell (rows, column, "</v></c>");
}

void
plumb_rows_formula_text (PlumbRows *rows, guint column, int style, const char *formula, const char *result)
{
  begin_cell (rows, column, style);
  g_string_append (rows->cells, "\" t=\"str\">");
  append_formula (rows, formula);
  g_string_append (rows->cells, result);
  end_cell (rows, column, "</v></c>");
}

gboolean
plumb_rows_finish (PlumbRows *rows, GError **error)
{
  g_return_val_if_fail (rows != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  end_row (rows);
  rows->begun = FALSE;
  deflate_out (rows, Z_FULL_FLUSH);
  errno = 0;
  if (fflush (rows->file) != 0 || ferror (rows->file))
    fail (rows, errno);
  if (rows->saved_errno == 0)
    return TRUE;
  g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (rows->saved_errno),
               "Writing the workbook failed: %s; make room or choose another folder", g_strerror (rows->saved_errno));
  return FALSE;
}

const PlumbPacked *
plumb_rows_get_packed (const PlumbRows *rows)
{
  return &rows->packed;
}

FILE *
plumb_rows_get_file (PlumbRows *rows)
{
  return rows->file;
}

char *
plumb_rows_dup_extent (const PlumbRows *rows)
{
  char name[4];

  return g_strdup_printf ("A1:%s%u", plumb_column_name (rows->last_column, name), rows->last_row + 1);
}
