/* xlsx-rows.c - cells are put together as XML in a buffer, ordered by column at the end of their row, and handed to the deflater in
 * blocks. Most of the time of a large workbook goes by here, so pieces are copied into room that was made beforehand. */
#include "exports/xlsx-rows.h"

#include "exports/xlsx-book.h"

#include <math.h>
#include <string.h>

#define BLOCK (128 * 1024)
#define WHOLE_MAX 1e15
#define HEAD_MAX 64 /* "<c r="XFD1048576" s="1234" t="inlineStr"><is>" */

/* Where the cell of a column stands in the buffer; nothing when length is 0. */
typedef struct
{
  guint start;
  guint length;
} Slot;

typedef struct
{
  char *bytes;
  gsize length;
  gsize room;
} Text;

struct _PlumbRows
{
  PlumbStrings *strings; /* borrowed */
  PlumbDeflateStream *stream;
  Text cells;    /* of the current row, in the order they came */
  Text out;      /* rows not handed over yet */
  GArray *slots; /* of Slot, by column */
  double height;
  guint row;       /* from 0 */
  char digits[12]; /* of row + 1 */
  guint n_digits;
  guint last_row;
  guint last_column;
  guint64 pushed; /* bytes handed over */
  gboolean begun;
};

static char *
reserve (Text *text, gsize n)
{
  if (text->length + n > text->room)
    {
      text->room = MAX (2 * text->room, text->length + n + 512);
      text->bytes = g_realloc (text->bytes, text->room);
    }
  return text->bytes + text->length;
}

static void
append (Text *text, const char *bytes, gsize length)
{
  memcpy (reserve (text, length), bytes, length);
  text->length += length;
}

#define APPEND(text, literal) append (text, literal, sizeof literal - 1)

/* Writes the digits at `at` and answers where they end. */
static char *
put_unsigned (char *at, guint64 value)
{
  char digits[24];
  guint n = sizeof digits;

  do
    {
      digits[--n] = (char)('0' + value % 10);
      value /= 10;
    }
  while (value > 0);
  memcpy (at, digits + n, sizeof digits - n);
  return at + (sizeof digits - n);
}

/* Whole numbers are most of them; the others get as many digits as a double has. */
static void
append_number (Text *text, double number)
{
  char *at = reserve (text, G_ASCII_DTOSTR_BUF_SIZE);

  if (number >= 0 && number < WHOLE_MAX && floor (number) == number)
    text->length += (gsize)(put_unsigned (at, (guint64)number) - at);
  else
    text->length += strlen (g_ascii_formatd (at, G_ASCII_DTOSTR_BUF_SIZE, "%.17g", number));
}

static void
append_escaped (Text *text, const char *bytes, gsize length)
{
  const char *end = bytes + length;

  while (bytes < end)
    {
      const char *at = bytes;

      while (at < end && *at != '&' && *at != '<' && *at != '>')
        at++;
      append (text, bytes, (gsize)(at - bytes));
      if (at == end)
        break;
      if (*at == '&')
        APPEND (text, "&amp;");
      else if (*at == '<')
        APPEND (text, "&lt;");
      else
        APPEND (text, "&gt;");
      bytes = at + 1;
    }
}

static void
end_row (PlumbRows *rows)
{
  if (!rows->begun || (rows->slots->len == 0 && rows->height <= 0))
    return;
  APPEND (&rows->out, "<row r=\"");
  append (&rows->out, rows->digits, rows->n_digits);
  if (rows->height > 0)
    {
      APPEND (&rows->out, "\" ht=\"");
      append_number (&rows->out, rows->height);
      APPEND (&rows->out, "\" customHeight=\"1");
    }
  APPEND (&rows->out, "\">");
  for (guint i = 0; i < rows->slots->len; i++)
    {
      const Slot *slot = &g_array_index (rows->slots, Slot, i);

      if (slot->length == 0)
        continue;
      append (&rows->out, rows->cells.bytes + slot->start, slot->length);
      rows->last_column = MAX (rows->last_column, i);
    }
  APPEND (&rows->out, "</row>");
  rows->last_row = rows->row;
  if (rows->out.length < BLOCK)
    return;
  rows->pushed += rows->out.length;
  plumb_deflate_stream_push (rows->stream, rows->out.bytes, rows->out.length);
  rows->out = (Text){ g_malloc (BLOCK + BLOCK / 2), 0, BLOCK + BLOCK / 2 };
}

static void
begin_cell (PlumbRows *rows, guint column, int style)
{
  Text *cells = &rows->cells;
  char name[4];
  char *at;

  g_assert (rows->begun);

  if (rows->slots->len <= column)
    g_array_set_size (rows->slots, column + 1);
  g_array_index (rows->slots, Slot, column).start = (guint)cells->length;
  at = reserve (cells, HEAD_MAX);
  at = memcpy (at, "<c r=\"", 6);
  at = stpcpy (at + 6, plumb_column_name (column, name));
  memcpy (at, rows->digits, rows->n_digits);
  at = stpcpy (at + rows->n_digits, "\" s=\"");
  cells->length = (gsize)(put_unsigned (at, (guint64)style) - cells->bytes);
}

static void
end_cell (PlumbRows *rows, guint column)
{
  g_array_index (rows->slots, Slot, column).length = (guint)rows->cells.length - g_array_index (rows->slots, Slot, column).start;
}

static void
append_formula (PlumbRows *rows, const char *formula)
{
  if (*formula == '=')
    formula++;
  APPEND (&rows->cells, "<f>");
  append_escaped (&rows->cells, formula, strlen (formula));
  APPEND (&rows->cells, "</f><v>");
}

PlumbRows *
plumb_rows_new (PlumbDeflater *deflater, const char *folder, PlumbStrings *strings, GError **error)
{
  PlumbDeflateStream *stream;
  PlumbRows *rows;

  g_return_val_if_fail (strings != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  stream = plumb_deflate_stream_new (deflater, folder, error);
  if (stream == NULL)
    return NULL;
  rows = g_new0 (PlumbRows, 1);
  rows->stream = stream;
  rows->strings = strings;
  rows->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  return rows;
}

void
plumb_rows_free (PlumbRows *rows)
{
  if (rows == NULL)
    return;
  plumb_deflate_stream_free (rows->stream);
  g_array_unref (rows->slots);
  g_free (rows->cells.bytes);
  g_free (rows->out.bytes);
  g_free (rows);
}

void
plumb_rows_begin (PlumbRows *rows, guint row)
{
  g_return_if_fail (rows != NULL);
  g_return_if_fail (!rows->begun || row > rows->row);

  end_row (rows);
  rows->cells.length = 0;
  g_array_set_size (rows->slots, 0);
  rows->height = 0;
  rows->row = row;
  rows->n_digits = (guint)(put_unsigned (rows->digits, row + 1) - rows->digits);
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
  APPEND (&rows->cells, "\"/>");
  end_cell (rows, column);
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
      APPEND (&rows->cells, "\" t=\"s\"><v>");
      append_number (&rows->cells, number);
      APPEND (&rows->cells, "</v></c>");
    }
  else
    {
      APPEND (&rows->cells, "\" t=\"inlineStr\"><is>");
      if (plumb_strings_is_spaced (text, length))
        APPEND (&rows->cells, "<t xml:space=\"preserve\">");
      else
        APPEND (&rows->cells, "<t>");
      append_escaped (&rows->cells, text, length);
      APPEND (&rows->cells, "</t></is></c>");
    }
  end_cell (rows, column);
}

void
plumb_rows_number (PlumbRows *rows, guint column, int style, double number)
{
  begin_cell (rows, column, style);
  APPEND (&rows->cells, "\"><v>");
  append_number (&rows->cells, number);
  APPEND (&rows->cells, "</v></c>");
  end_cell (rows, column);
}

void
plumb_rows_formula_number (PlumbRows *rows, guint column, int style, const char *formula, double result)
{
  begin_cell (rows, column, style);
  APPEND (&rows->cells, "\">");
  append_formula (rows, formula);
  append_number (&rows->cells, result);
  APPEND (&rows->cells, "</v></c>");
  end_cell (rows, column);
}

void
plumb_rows_formula_text (PlumbRows *rows, guint column, int style, const char *formula, const char *result)
{
  begin_cell (rows, column, style);
  APPEND (&rows->cells, "\" t=\"str\">");
  append_formula (rows, formula);
  append_escaped (&rows->cells, result, strlen (result));
  APPEND (&rows->cells, "</v></c>");
  end_cell (rows, column);
}

gboolean
plumb_rows_finish (PlumbRows *rows, GError **error)
{
  g_return_val_if_fail (rows != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  end_row (rows);
  rows->begun = FALSE;
  return plumb_deflate_stream_finish (rows->stream, rows->out.bytes, rows->out.length, error);
}

guint64
plumb_rows_get_size (const PlumbRows *rows)
{
  return rows->pushed + rows->out.length;
}

PlumbDeflateStream *
plumb_rows_get_stream (const PlumbRows *rows)
{
  return rows->stream;
}

char *
plumb_rows_dup_extent (const PlumbRows *rows)
{
  char name[4];

  return g_strdup_printf ("A1:%s%u", plumb_column_name (rows->last_column, name), rows->last_row + 1);
}
