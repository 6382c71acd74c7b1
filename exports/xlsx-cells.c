/* xlsx-cells.c - rows and cells of a workbook: every return code is kept, every text made fit, what does not fit a cell goes on in the
 * cells to the right of the last column, with a mark at both ends, so that nothing is lost. */
#include "exports/xlsx-book.h"

#include "app/error.h"
#include "exports/xlsx-style.h"
#include "exports/xlsx-text.h"

#include <math.h>

#define DASH "\342\200\223"
#define CONTINUES " [\342\200\246 continues to the right]"
#define MARK_UNITS 128 /* both marks with the longest title of a column */
#define MICROSECONDS_A_DAY 86400000000.0
#define DAYS_BEFORE_1970 25569
#define LAST_DAY 2958466 /* of the year 9999 */
#define ROWS_MAX 1048576
#define COLUMNS_MAX 16384
#define LINE_POINTS 15.0
#define LINE_FILL 1.12 /* letters are narrower than the digits that widths are counted in */
#define LINES_MAX 40
#define HEIGHT_MAX 405.0 /* Excel's is 409 */

static int
get_style (const PlumbBook *book, const PlumbSheet *sheet, PlumbStyle style)
{
  return sheet->sortable ? book->unlocked[style] : book->styles[style];
}

/* Characters beyond the Latin and its neighbours take about two widths, and marks none of their own. */
static double
get_width (guchar c)
{
  return c >= 0xE3 ? 2 : (c & 0xC0) != 0x80 ? 1 : 0;
}

/* Lines break between words, and within one that is longer than a line. */
static void
note_lines (PlumbSheet *sheet, const char *text, double width)
{
  double room = width * LINE_FILL;
  double used = 0; /* of the line, up to the word at hand */
  double word = 0;
  guint lines = 1;

  for (const char *at = text; *at != '\0' && lines < LINES_MAX; at++)
    {
      if (*at == '\n' || *at == ' ')
        {
          lines += *at == '\n';
          used = *at == '\n' ? 0 : used + word + 1;
          word = 0;
          continue;
        }
      word += get_width ((guchar)*at);
      if (used + word <= room)
        continue;
      lines++;
      word = used > 0 && word <= room ? word : get_width ((guchar)*at);
      used = 0;
    }
  sheet->lines = MAX (sheet->lines, lines);
}

static void
write_string (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *text)
{
  if (column >= COLUMNS_MAX)
    plumb_book_note (book, sheet, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
  else if (sheet->rows != NULL)
    plumb_rows_text (sheet->rows, column, get_style (book, sheet, style), text);
  else
    plumb_book_note (
        book, sheet,
        worksheet_write_string (sheet->worksheet, plumb_sheet_get_row (sheet), (lxw_col_t)column, text, book->formats[style]));
}

static const char *
get_title (const PlumbSheet *sheet, guint column)
{
  return column < sheet->n_columns && sheet->columns[column].title != NULL ? sheet->columns[column].title : "Text";
}

/* The first piece stands in the cell, the others go on behind the last column; each but the last says so. */
static void
write_long_string (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *text)
{
  const char *rest = text;
  const char *title = get_title (sheet, column);

  for (gboolean first = TRUE; rest != NULL; first = FALSE)
    {
      g_string_truncate (book->text, 0);
      if (!first)
        g_string_append_printf (book->text, "[%s, continued] ", title);
      rest = plumb_xlsx_text_take (book->text, rest, PLUMB_XLSX_CELL_UNITS - MARK_UNITS);
      if (rest != NULL)
        g_string_append (book->text, CONTINUES);
      write_string (book, sheet, first ? column : sheet->overflow++, first ? style : PLUMB_STYLE_LINE, book->text->str);
    }
}

static void
write_text (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *text)
{
  if (text == NULL || *text == '\0')
    plumb_book_blank (book, sheet, column, style);
  else if (plumb_xlsx_text_is_plain (text, PLUMB_XLSX_CELL_UNITS))
    write_string (book, sheet, column, style, text);
  else
    {
      g_string_truncate (book->text, 0);
      if (plumb_xlsx_text_take (book->text, text, PLUMB_XLSX_CELL_UNITS) == NULL)
        write_string (book, sheet, column, style, book->text->str);
      else
        write_long_string (book, sheet, column, style, text);
    }
}

guint
plumb_book_begin_row (PlumbBook *book, PlumbSheet *sheet)
{
  plumb_book_end_row (book, sheet);
  if (sheet->next >= ROWS_MAX && book->problem == NULL)
    {
      g_set_error (&book->problem, PLUMB_ERROR, PLUMB_ERROR_INVALID,
                   "The rows of sheet \"%s\" do not fit one workbook (Excel holds %d); export fewer loops at a time", sheet->name,
                   ROWS_MAX);
      plumb_book_note (book, sheet, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
    }
  sheet->sized = FALSE;
  sheet->lines = 1;
  sheet->overflow = sheet->n_columns;
  if (sheet->rows != NULL)
    plumb_rows_begin (sheet->rows, sheet->next);
  return sheet->next++;
}

guint
plumb_book_skip_row (PlumbBook *book, PlumbSheet *sheet)
{
  return plumb_book_begin_row (book, sheet);
}

/* Before the next row begins this one gets its height, and in a table every cell the rule below it. */
void
plumb_book_end_row (PlumbBook *book, PlumbSheet *sheet)
{
  if (!plumb_book_can_write (book, sheet) || sheet->next == 0)
    return;
  if (!sheet->sized && sheet->lines > 1)
    plumb_book_set_height (book, sheet, MIN (sheet->lines * LINE_POINTS + 1, HEIGHT_MAX));
  if (sheet->rows != NULL && sheet->headed && plumb_sheet_get_row (sheet) > sheet->head)
    plumb_rows_fill (sheet->rows, sheet->n_columns, get_style (book, sheet, PLUMB_STYLE_LINE));
}

void
plumb_book_set_height (PlumbBook *book, PlumbSheet *sheet, double points)
{
  if (!plumb_book_can_write (book, sheet))
    return;
  if (sheet->rows != NULL)
    plumb_rows_set_height (sheet->rows, points);
  else
    plumb_book_note (book, sheet, worksheet_set_row (sheet->worksheet, plumb_sheet_get_row (sheet), points, NULL));
  sheet->sized = TRUE;
}

void
plumb_book_text (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *text)
{
  if (!plumb_book_can_write (book, sheet))
    return;
  if (text != NULL && plumb_style_wraps (style) && column < sheet->n_columns)
    note_lines (sheet, text, sheet->columns[column].width);
  write_text (book, sheet, column, style, text);
}

void
plumb_book_number (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, double number)
{
  if (!plumb_book_can_write (book, sheet))
    return;
  if (!isfinite (number))
    {
      write_string (book, sheet, column, style, DASH);
      return;
    }
  if (sheet->rows != NULL)
    plumb_rows_number (sheet->rows, column, get_style (book, sheet, style), number);
  else
    plumb_book_note (
        book, sheet,
        worksheet_write_number (sheet->worksheet, plumb_sheet_get_row (sheet), (lxw_col_t)column, number, book->formats[style]));
}

/* What lies outside of Excel's calendar is told in words. `shown` is what the clock says there. */
static void
write_instant (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, PlumbInstant instant, PlumbInstant shown)
{
  double day = (double)shown / MICROSECONDS_A_DAY + DAYS_BEFORE_1970;

  if (instant == 0)
    {
      plumb_book_blank (book, sheet, column, style);
    }
  else if (day < 61 || day >= LAST_DAY)
    {
      g_autofree char *iso = plumb_instant_dup_iso (instant);

      plumb_book_text (book, sheet, column, PLUMB_STYLE_LINE, iso);
    }
  else
    {
      plumb_book_number (book, sheet, column, style, day);
    }
}

void
plumb_book_instant (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbInstant instant)
{
  write_instant (book, sheet, column, PLUMB_STYLE_INSTANT, instant, plumb_dates_get_wall (&book->dates, instant));
}

void
plumb_book_instant_utc (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbInstant instant)
{
  write_instant (book, sheet, column, PLUMB_STYLE_UTC, instant, instant);
}

void
plumb_book_blank (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style)
{
  if (!plumb_book_can_write (book, sheet))
    return;
  if (sheet->rows != NULL)
    plumb_rows_blank (sheet->rows, column, get_style (book, sheet, style));
  else
    plumb_book_note (
        book, sheet,
        worksheet_write_blank (sheet->worksheet, plumb_sheet_get_row (sheet), (lxw_col_t)column, book->formats[style]));
}

void
plumb_book_merged (PlumbBook *book, PlumbSheet *sheet, guint column, guint last, PlumbStyle style, const char *text)
{
  double width = 0;

  if (!plumb_book_can_write (book, sheet))
    return;
  plumb_book_note (book, sheet,
                   worksheet_merge_range (sheet->worksheet, plumb_sheet_get_row (sheet), (lxw_col_t)column,
                                          plumb_sheet_get_row (sheet), (lxw_col_t)last, "", book->formats[style]));
  for (guint i = column; i <= last; i++)
    width += sheet->columns[i].width;
  if (plumb_style_wraps (style))
    note_lines (sheet, text, width);
  write_text (book, sheet, column, style, text);
}

void
plumb_book_formula (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *formula,
                    const PlumbFigure *result)
{
  if (result->defined)
    plumb_book_formula_number (book, sheet, column, style, formula, result->value);
  else
    plumb_book_formula_text (book, sheet, column, style, formula, DASH);
}

void
plumb_book_formula_number (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *formula, double result)
{
  if (!plumb_book_can_write (book, sheet))
    return;
  if (sheet->rows != NULL)
    plumb_rows_formula_number (sheet->rows, column, get_style (book, sheet, style), formula, result);
  else
    plumb_book_note (book, sheet,
                     worksheet_write_formula_num (sheet->worksheet, plumb_sheet_get_row (sheet), (lxw_col_t)column, formula,
                                                  book->formats[style], result));
}

void
plumb_book_formula_text (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *formula,
                         const char *result)
{
  if (!plumb_book_can_write (book, sheet))
    return;
  if (sheet->rows != NULL)
    plumb_rows_formula_text (sheet->rows, column, get_style (book, sheet, style), formula, result);
  else
    plumb_book_note (book, sheet,
                     worksheet_write_formula_str (sheet->worksheet, plumb_sheet_get_row (sheet), (lxw_col_t)column, formula,
                                                  book->formats[style], result));
}

/* A formula, as Excel sorts links that are one with their rows. Quotes in a name of a page are typographic (xlsx-names.h). */
void
plumb_book_link (PlumbBook *book, PlumbSheet *sheet, guint column, const char *quoted, guint row, const char *word)
{
  g_autofree char *formula = g_strdup_printf ("=HYPERLINK(\"#%s!A%u\",\"%s\")", quoted, row, word);

  plumb_book_formula_text (book, sheet, column, PLUMB_STYLE_LINK, formula, word);
}

const char *
plumb_column_name (guint column, char buffer[4])
{
  char reversed[4];
  guint n = 0;

  for (guint rest = column + 1; rest > 0 && n < 3; rest = (rest - 1) / 26)
    reversed[n++] = (char)('A' + (rest - 1) % 26);
  for (guint i = 0; i < n; i++)
    buffer[i] = reversed[n - 1 - i];
  buffer[n] = '\0';
  return buffer;
}
