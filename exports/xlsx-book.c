/* xlsx-book.c - rows and cells over libxlsxwriter: every return code is kept, every text made fit, what does not fit a cell goes on in
 * the cells to the right of the last column, with a mark at both ends, so that nothing is lost. */
#include "exports/xlsx-book.h"

#include "app/error.h"
#include "exports/xlsx-pack.h"
#include "exports/xlsx-style.h"
#include "exports/xlsx-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define DASH "\342\200\223"
#define CONTINUES " [\342\200\246 continues to the right]"
#define MARK_UNITS 128 /* both marks with the longest title of a column */
#define MICROSECONDS_A_DAY 86400000000.0
#define DAYS_BEFORE_1970 25569
#define LAST_DAY 2958466 /* of the year 9999 */
#define ROWS_MAX 1048576
#define LINE_POINTS 15.0
#define HEIGHT_MAX 405.0 /* Excel's is 409 */
#define HEAD_POINTS 46
#define WIDE 220 /* characters: what is wider goes on a larger sheet of paper */
#define PAPER_A3 8
#define PAPER_A4 9

static const struct
{
  const char *name;
  const char *quoted;
} sheet_names[PLUMB_N_SHEETS] = {
  [PLUMB_SHEET_SUMMARY] = { "Summary", "Summary" },
  [PLUMB_SHEET_COMPETENCIES] = { "Competencies", "Competencies" },
  [PLUMB_SHEET_SCORECARDS] = { "Scorecards", "Scorecards" },
  [PLUMB_SHEET_ANSWERS] = { "Answers", "Answers" },
  [PLUMB_SHEET_FLAGS] = { "Red flags", "'Red flags'" },
  [PLUMB_SHEET_PANEL] = { "Panel and stages", "'Panel and stages'" },
  [PLUMB_SHEET_VOTES] = { "Votes and decision", "'Votes and decision'" },
  [PLUMB_SHEET_METHOD] = { "Method", "Method" },
  [PLUMB_SHEET_RECORD] = { "Record", "Record" },
  [PLUMB_SHEET_STAMP] = { "Audit stamp", "'Audit stamp'" },
};

static void
book_free (PlumbBook *book)
{
  for (guint i = 0; i < PLUMB_N_SHEETS; i++)
    plumb_rows_free (book->sheets[i].rows);
  plumb_strings_free (book->strings);
  if (book->frame != NULL)
    g_unlink (book->frame);
  g_clear_error (&book->problem);
  g_string_free (book->text, TRUE);
  g_free (book->frame);
  g_free (book->folder);
  g_free (book);
}

static lxw_row_t
get_row (const PlumbSheet *sheet)
{
  g_assert (sheet->next > 0);
  return sheet->next - 1;
}

/* Characters beyond the Latin and its neighbours take about two widths. */
static void
note_lines (PlumbSheet *sheet, const char *text, double width)
{
  double used = 0;
  guint lines = 1;

  for (const char *at = text; *at != '\0' && lines < 40; at++)
    {
      guchar c = (guchar)*at;

      if (c == '\n' || used >= width)
        {
          lines++;
          used = 0;
        }
      if (c >= 0xE3)
        used += 2;
      else if (c != '\n' && (c & 0xC0) != 0x80)
        used += 1;
    }
  sheet->lines = MAX (sheet->lines, lines);
}

static gboolean
can_write (const PlumbBook *book, const PlumbSheet *sheet)
{
  return book->failure == LXW_NO_ERROR && sheet->worksheet != NULL;
}

/* Before the next row begins this one gets its height, and in a table every cell the rule below it. */
static void
end_row (PlumbBook *book, PlumbSheet *sheet)
{
  if (!can_write (book, sheet) || sheet->next == 0)
    return;
  if (!sheet->sized && sheet->lines > 1)
    plumb_book_set_height (book, sheet, MIN (sheet->lines * LINE_POINTS + 1, HEIGHT_MAX));
  if (sheet->rows != NULL && sheet->headed && get_row (sheet) > sheet->head)
    plumb_rows_fill (sheet->rows, sheet->n_columns, book->styles[PLUMB_STYLE_LINE]);
}

static void
write_string (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *text)
{
  if (sheet->rows != NULL)
    plumb_rows_text (sheet->rows, column, book->styles[style], text);
  else
    plumb_book_note (book, sheet,
                     worksheet_write_string (sheet->worksheet, get_row (sheet), (lxw_col_t)column, text, book->formats[style]));
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

/* The numbers are given out in the order of the styles, so that the same workbook comes out the same. */
static void
make_styles (PlumbBook *book)
{
  plumb_style_make_formats (book->workbook, book->formats);
  for (guint i = 0; i < PLUMB_N_STYLES; i++)
    book->styles[i] = lxw_format_get_xf_index (book->formats[i]);
}

/* An empty file of ours in the folder, for the library to write into. */
static gboolean
make_frame (PlumbBook *book, GError **error)
{
  int saved_errno;
  int fd;

  book->frame = g_build_filename (book->folder, ".plumbline-XXXXXX.frame", NULL);
  fd = g_mkstemp_full (book->frame, O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  saved_errno = errno;
  g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (saved_errno),
               "Writing into the folder \"%s\" failed: %s; choose a folder you may write to", book->folder,
               g_strerror (saved_errno));
  g_clear_pointer (&book->frame, g_free);
  return FALSE;
}

PlumbBook *
plumb_book_new (const char *folder, GError **error)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  PlumbBook *book;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  book = g_new0 (PlumbBook, 1);
  book->text = g_string_new (NULL);
  book->strings = plumb_strings_new ();
  book->folder = g_strdup (folder);
  if (!make_frame (book, error))
    {
      book_free (book);
      return NULL;
    }
  options.tmpdir = book->folder;
  book->workbook = workbook_new_opt (book->frame, &options);
  if (book->workbook == NULL)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "There is no memory for a workbook; close other programs");
      book_free (book);
      return NULL;
    }
  make_styles (book);
  return book;
}

gboolean
plumb_book_check (const PlumbBook *book, const char *name, GError **error)
{
  g_return_val_if_fail (book != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (book->problem != NULL)
    {
      g_propagate_error (error, g_error_copy (book->problem));
      return FALSE;
    }
  if (book->failure == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "Row %u of sheet \"%s\" of \"%s\" can't be written: %s", book->failed_row,
               book->failed_sheet, name, lxw_strerror (book->failure));
  return FALSE;
}

/* Frees the library's workbook. */
static gboolean
close_frame (PlumbBook *book, const char *name, GError **error)
{
  lxw_error code;
  int saved_errno;

  errno = 0;
  code = workbook_close (book->workbook);
  saved_errno = errno;
  if (code == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, PLUMB_ERROR, saved_errno != 0 ? plumb_error_from_errno (saved_errno) : PLUMB_ERROR_IO,
               "Writing \"%s\" failed: %s (%s); make room or choose another folder", name, lxw_strerror (code),
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
pack (PlumbBook *book, const char *path, const char *name, GError **error)
{
  PlumbRows *rows[PLUMB_N_SHEETS] = { NULL };

  for (guint i = 0; i < PLUMB_N_SHEETS; i++)
    {
      PlumbSheet *sheet = &book->sheets[i];

      if (sheet->rows != NULL && !plumb_rows_finish (sheet->rows, error))
        return FALSE;
      if (sheet->worksheet != NULL)
        rows[sheet->index] = sheet->rows;
    }
  return plumb_xlsx_pack (book->frame, path, name, rows, book->n_sheets, book->strings, error);
}

gboolean
plumb_book_close (PlumbBook *book, const char *path, const char *name, GError **error)
{
  gboolean written;

  g_return_val_if_fail (book != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!plumb_book_check (book, name, error))
    {
      plumb_book_abandon (book);
      return FALSE;
    }
  written = close_frame (book, name, error) && pack (book, path, name, error);
  book_free (book);
  return written;
}

void
plumb_book_abandon (PlumbBook *book)
{
  g_return_if_fail (book != NULL);

  lxw_workbook_free (book->workbook);
  book_free (book);
}

PlumbSheet *
plumb_book_add_table (PlumbBook *book, PlumbSheetKind kind, const PlumbColumn *columns, guint n_columns)
{
  PlumbSheet *sheet = plumb_book_add_page (book, kind, columns, n_columns);

  if (book->problem == NULL)
    sheet->rows = plumb_rows_new (book->folder, book->strings, &book->problem);
  if (sheet->rows == NULL)
    plumb_book_note (book, sheet, LXW_ERROR_CREATING_TMPFILE);
  return sheet;
}

PlumbSheet *
plumb_book_add_page (PlumbBook *book, PlumbSheetKind kind, const PlumbColumn *columns, guint n_columns)
{
  PlumbSheet *sheet;

  g_return_val_if_fail (book != NULL, NULL);
  g_return_val_if_fail (kind < PLUMB_N_SHEETS, NULL);

  sheet = &book->sheets[kind];
  sheet->name = sheet_names[kind].name;
  sheet->quoted = sheet_names[kind].quoted;
  sheet->columns = columns;
  sheet->n_columns = n_columns;
  sheet->index = book->n_sheets++;
  sheet->worksheet = workbook_add_worksheet (book->workbook, sheet->name);
  if (sheet->worksheet == NULL)
    {
      plumb_book_note (book, sheet, LXW_ERROR_CREATING_TMPFILE);
      return sheet;
    }
  for (guint i = 0; i < n_columns; i++)
    plumb_book_note (book, sheet, worksheet_set_column (sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL));
  return sheet;
}

void
plumb_book_add_heads (PlumbBook *book, PlumbSheet *sheet, guint frozen_columns)
{
  sheet->head = plumb_book_begin_row (book, sheet);
  if (!can_write (book, sheet))
    return;
  plumb_book_set_height (book, sheet, HEAD_POINTS);
  for (guint i = 0; i < sheet->n_columns; i++)
    write_string (book, sheet, i, sheet->columns[i].centred ? PLUMB_STYLE_HEAD_CENTRED : PLUMB_STYLE_HEAD,
                  sheet->columns[i].title);
  worksheet_freeze_panes (sheet->worksheet, sheet->head + 1, (lxw_col_t)frozen_columns);
  sheet->headed = TRUE;
}

void
plumb_book_finish_sheet (PlumbBook *book, PlumbSheet *sheet, const char *title, const char *stamp, gboolean filter)
{
  lxw_protection allowed = { .autofilter = LXW_TRUE, .format_columns = LXW_TRUE, .format_rows = LXW_TRUE };
  g_autofree char *head = NULL;
  g_autofree char *foot = NULL;
  g_autofree char *shown_title = NULL;
  g_autofree char *shown_stamp = NULL;
  double width = 0;

  if (!can_write (book, sheet))
    return;
  end_row (book, sheet);
  for (guint i = 0; i < sheet->n_columns; i++)
    width += sheet->columns[i].width;
  shown_title = plumb_xlsx_text_dup_head (title, 80);
  shown_stamp = plumb_xlsx_text_dup_head (stamp, 80);
  head = g_strdup_printf ("&L&8%s &R&8Confidential", shown_title);
  foot = g_strdup_printf ("&L&8%s &C&8&A&R&8Page &P of &N", shown_stamp);
  if (filter)
    worksheet_set_landscape (sheet->worksheet);
  worksheet_set_paper (sheet->worksheet, width > WIDE ? PAPER_A3 : PAPER_A4);
  worksheet_fit_to_pages (sheet->worksheet, 1, 0);
  worksheet_set_margins (sheet->worksheet, 0.5, 0.5, 0.7, 0.7);
  plumb_book_note (book, sheet, worksheet_set_header (sheet->worksheet, head));
  plumb_book_note (book, sheet, worksheet_set_footer (sheet->worksheet, foot));
  worksheet_protect (sheet->worksheet, NULL, &allowed);
  if (filter)
    {
      plumb_book_note (book, sheet, worksheet_repeat_rows (sheet->worksheet, sheet->head, sheet->head));
      plumb_book_note (book, sheet,
                       worksheet_autofilter (sheet->worksheet, sheet->head, 0, MAX (sheet->next, sheet->head + 2) - 1,
                                             (lxw_col_t)(sheet->n_columns - 1)));
    }
}

guint
plumb_book_begin_row (PlumbBook *book, PlumbSheet *sheet)
{
  end_row (book, sheet);
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

void
plumb_book_set_height (PlumbBook *book, PlumbSheet *sheet, double points)
{
  if (!can_write (book, sheet))
    return;
  if (sheet->rows != NULL)
    plumb_rows_set_height (sheet->rows, points);
  else
    plumb_book_note (book, sheet, worksheet_set_row (sheet->worksheet, get_row (sheet), points, NULL));
  sheet->sized = TRUE;
}

void
plumb_book_text (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *text)
{
  if (!can_write (book, sheet))
    return;
  if (text != NULL && plumb_style_wraps (style) && column < sheet->n_columns)
    note_lines (sheet, text, sheet->columns[column].width);
  write_text (book, sheet, column, style, text);
}

void
plumb_book_number (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, double number)
{
  if (!can_write (book, sheet))
    return;
  if (!isfinite (number))
    {
      write_string (book, sheet, column, style, DASH);
      return;
    }
  if (sheet->rows != NULL)
    plumb_rows_number (sheet->rows, column, book->styles[style], number);
  else
    plumb_book_note (book, sheet,
                     worksheet_write_number (sheet->worksheet, get_row (sheet), (lxw_col_t)column, number, book->formats[style]));
}

/* What lies outside of Excel's calendar is told in words. */
void
plumb_book_instant (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbInstant instant)
{
  double day = (double)instant / MICROSECONDS_A_DAY + DAYS_BEFORE_1970;

  if (instant == 0)
    {
      plumb_book_blank (book, sheet, column, PLUMB_STYLE_INSTANT);
    }
  else if (day < 61 || day >= LAST_DAY)
    {
      g_autofree char *iso = plumb_instant_dup_iso (instant);

      plumb_book_text (book, sheet, column, PLUMB_STYLE_LINE, iso);
    }
  else
    {
      plumb_book_number (book, sheet, column, PLUMB_STYLE_INSTANT, day);
    }
}

void
plumb_book_blank (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style)
{
  if (!can_write (book, sheet))
    return;
  if (sheet->rows != NULL)
    plumb_rows_blank (sheet->rows, column, book->styles[style]);
  else
    plumb_book_note (book, sheet,
                     worksheet_write_blank (sheet->worksheet, get_row (sheet), (lxw_col_t)column, book->formats[style]));
}

void
plumb_book_merged (PlumbBook *book, PlumbSheet *sheet, guint column, guint last, PlumbStyle style, const char *text)
{
  double width = 0;

  if (!can_write (book, sheet))
    return;
  plumb_book_note (book, sheet,
                   worksheet_merge_range (sheet->worksheet, get_row (sheet), (lxw_col_t)column, get_row (sheet), (lxw_col_t)last,
                                          "", book->formats[style]));
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
  if (!can_write (book, sheet))
    return;
  if (sheet->rows != NULL)
    plumb_rows_formula_number (sheet->rows, column, book->styles[style], formula, result);
  else
    plumb_book_note (book, sheet,
                     worksheet_write_formula_num (sheet->worksheet, get_row (sheet), (lxw_col_t)column, formula,
                                                  book->formats[style], result));
}

void
plumb_book_formula_text (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *formula,
                         const char *result)
{
  if (!can_write (book, sheet))
    return;
  if (sheet->rows != NULL)
    plumb_rows_formula_text (sheet->rows, column, book->styles[style], formula, result);
  else
    plumb_book_note (book, sheet,
                     worksheet_write_formula_str (sheet->worksheet, get_row (sheet), (lxw_col_t)column, formula,
                                                  book->formats[style], result));
}

void
plumb_book_validate (PlumbBook *book, PlumbSheet *sheet, guint column, double low, double high, gboolean whole,
                     const char *message)
{
  lxw_data_validation validation = {
    .validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL,
    .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
    .minimum_number = low,
    .maximum_number = high,
    .error_title = (char *)"Not a value for this cell",
    .error_message = (char *)message,
    .input_title = (char *)"Input",
    .input_message = (char *)message,
  };

  if (!can_write (book, sheet))
    return;
  plumb_book_note (book, sheet,
                   worksheet_data_validation_cell (sheet->worksheet, get_row (sheet), (lxw_col_t)column, &validation));
}

/* Where the bands end: a point's share of the way from 1 to K. On a scale of 4 the bands end at 1.75, 2.75 and 3.375. */
void
plumb_book_colour_scores (PlumbBook *book, PlumbSheet *sheet, guint first, guint column, guint n_columns, guint scale)
{
  static const char *const ends[] = { "0.25", "0.583333", "0.791666", "1.01" };
  char score_name[4];
  char scale_name[4];

  if (!can_write (book, sheet) || sheet->next <= first || n_columns == 0)
    return;
  plumb_column_name (column, score_name);
  plumb_column_name (scale, scale_name);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *formula = g_strdup_printf ("=AND(ISNUMBER(%s%u),(%s%u-1)/($%s%u-1)<%s)", score_name, first + 1, score_name,
                                                  first + 1, scale_name, first + 1, ends[i]);
      lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = formula,
        .format = book->formats[PLUMB_STYLE_BAND_1 + i],
        .stop_if_true = LXW_TRUE,
      };

      plumb_book_note (book, sheet,
                       worksheet_conditional_format_range (sheet->worksheet, first, (lxw_col_t)column, get_row (sheet),
                                                           (lxw_col_t)(column + n_columns - 1), &rule));
    }
}

void
plumb_book_colour_states (PlumbBook *book, PlumbSheet *sheet, guint first, guint column, guint n_columns)
{
  static const struct
  {
    const char *words[2];
    PlumbStyle style;
  } rules[] = {
    { { "Passes", "Meets the bar" }, PLUMB_STYLE_PASSES },
    { { "Fails", "Below the bar" }, PLUMB_STYLE_FAILS },
    { { "Open", "Undecided" }, PLUMB_STYLE_OPEN },
  };
  char name[4];

  if (!can_write (book, sheet) || sheet->next <= first)
    return;
  plumb_column_name (column, name);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *formula = g_strdup_printf ("=OR(%s%u=\"%s\",%s%u=\"%s\")", name, first + 1, rules[i].words[0], name,
                                                  first + 1, rules[i].words[1]);
      lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = formula,
        .format = book->formats[rules[i].style],
      };

      plumb_book_note (book, sheet,
                       worksheet_conditional_format_range (sheet->worksheet, first, (lxw_col_t)column, get_row (sheet),
                                                           (lxw_col_t)(column + n_columns - 1), &rule));
    }
}

void
plumb_book_note (PlumbBook *book, const PlumbSheet *sheet, lxw_error code)
{
  if (code == LXW_NO_ERROR || book->failure != LXW_NO_ERROR)
    return;
  book->failure = code;
  book->failed_sheet = sheet->name;
  book->failed_row = sheet->next;
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
