/* xlsx-book.c - the life of a workbook: its frame is begun with the library, its sheets are added and finished, and in the end frame and
 * rows are put together. */
#include "exports/xlsx-book.h"

#include "app/error.h"
#include "exports/xlsx-pack.h"
#include "exports/xlsx-style.h"
#include "exports/xlsx-table.h"
#include "exports/xlsx-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define HEAD_POINTS 46
#define WIDE 220      /* characters: what is wider goes on a larger sheet of paper */
#define UPRIGHT 140   /* a page that is wider lies on its side */
#define VERY_WIDE 320 /* and on two of them, side by side */

static const struct
{
  const char *name;
  const char *quoted;
  const char *table;
  guint32 tab; /* its colour: sheets to read, sheets with inputs, records; 0: raw data */
} sheet_names[PLUMB_N_SHEETS] = {
  [PLUMB_SHEET_SUMMARY] = { "Summary", "Summary", "Loops", PLUMB_COLOUR_TAB_READ },
  [PLUMB_SHEET_DISTRIBUTION] = { "Distribution", "Distribution", "Distribution", PLUMB_COLOUR_TAB_READ },
  [PLUMB_SHEET_RATERS] = { "Raters", "Raters", "Raters", PLUMB_COLOUR_TAB_READ },
  [PLUMB_SHEET_COMPETENCIES] = { "Competencies", "Competencies", "Competencies", PLUMB_COLOUR_TAB_INPUT },
  [PLUMB_SHEET_SCORECARDS] = { "Scorecards", "Scorecards", "Scorecards" },
  [PLUMB_SHEET_ANSWERS] = { "Answers", "Answers", "Answers" },
  [PLUMB_SHEET_CHECKS] = { "Checks", "Checks", "Checks" },
  [PLUMB_SHEET_NOTES] = { "Notes", "Notes", "Notes" },
  [PLUMB_SHEET_FLAGS] = { "Red flags", "'Red flags'", "RedFlags" },
  [PLUMB_SHEET_PANEL] = { "Panel and stages", "'Panel and stages'", "Panel" },
  [PLUMB_SHEET_VOTES] = { "Votes and decision", "'Votes and decision'", "Votes" },
  [PLUMB_SHEET_MINUTES] = { "Minutes", "Minutes", "Minutes" },
  [PLUMB_SHEET_METHOD] = { "Method", "Method", NULL, PLUMB_COLOUR_TAB_INPUT },
  [PLUMB_SHEET_RECORD] = { "Record", "Record", "Record", PLUMB_COLOUR_TAB_RECORD },
  [PLUMB_SHEET_STAMP] = { "Audit stamp", "'Audit stamp'", "Stamp", PLUMB_COLOUR_TAB_RECORD },
};

static void
page_free (gpointer data)
{
  PlumbSheet *page = data;

  g_free ((char *)page->name);
  g_free ((char *)page->quoted);
  g_free (page);
}

static void
book_free (PlumbBook *book)
{
  for (guint i = 0; i < PLUMB_N_SHEETS; i++)
    {
      plumb_rows_free (book->sheets[i].rows);
      plumb_rows_free (book->sheets[i].lead);
    }
  g_ptr_array_unref (book->order);
  g_ptr_array_unref (book->pages);
  plumb_deflater_free (book->deflater);
  plumb_strings_free (book->strings);
  if (book->frame != NULL)
    g_unlink (book->frame);
  g_clear_error (&book->problem);
  g_string_free (book->text, TRUE);
  g_clear_pointer (&book->dates.zone, g_time_zone_unref);
  g_free (book->zone);
  g_free (book->frame);
  g_free (book->folder);
  g_free (book);
}

/* The numbers are given out in the order of the styles, so that the same workbook comes out the same. */
static void
make_styles (PlumbBook *book)
{
  lxw_format *unlocked[PLUMB_N_STYLES];

  plumb_style_make_formats (book->workbook, book->formats, book->dates.style, FALSE);
  plumb_style_make_formats (book->workbook, unlocked, book->dates.style, TRUE);
  for (guint i = 0; i < PLUMB_N_STYLES; i++)
    book->styles[i] = lxw_format_get_xf_index (book->formats[i]);
  for (guint i = 0; i < PLUMB_N_STYLES; i++)
    book->unlocked[i] = lxw_format_get_xf_index (unlocked[i]);
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
  guint n = book->order->len;
  g_autofree PlumbPackSheet *sheets = g_new0 (PlumbPackSheet, n);
  gboolean written = TRUE;

  for (guint i = 0; written && i < n; i++)
    {
      const PlumbSheet *sheet = g_ptr_array_index (book->order, i);

      sheets[i] = (PlumbPackSheet){ .lead = sheet->lead, .rows = sheet->rows };
      if (sheet->rows != NULL)
        sheets[i].table = plumb_table_dup_part (sheet, i + 1);
      written = (sheet->rows == NULL || plumb_rows_finish (sheet->rows, error))
                && (sheet->lead == NULL || plumb_rows_finish (sheet->lead, error));
    }
  written = written && plumb_xlsx_pack (book->frame, path, name, sheets, n, book->strings, error);
  for (guint i = 0; i < n; i++)
    g_free (sheets[i].table);
  return written;
}

static PlumbSheet *
add_worksheet (PlumbBook *book, PlumbSheet *sheet, const PlumbColumn *columns, guint n_columns, guint32 tab)
{
  sheet->zone = book->zone;
  sheet->columns = columns;
  sheet->n_columns = n_columns;
  sheet->worksheet = workbook_add_worksheet (book->workbook, sheet->name);
  g_ptr_array_add (book->order, sheet);
  if (sheet->worksheet == NULL)
    {
      plumb_book_note (book, sheet, LXW_ERROR_CREATING_TMPFILE);
      return sheet;
    }
  worksheet_gridlines (sheet->worksheet, LXW_HIDE_ALL_GRIDLINES); /* rows have rules of their own */
  if (tab != 0)
    worksheet_set_tab_color (sheet->worksheet, tab);
  for (guint i = 0; i < n_columns; i++)
    plumb_book_note (book, sheet, worksheet_set_column (sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL));
  return sheet;
}

lxw_row_t
plumb_sheet_get_row (const PlumbSheet *sheet)
{
  g_assert (sheet->next > 0);
  return sheet->next - 1;
}

gboolean
plumb_book_can_write (const PlumbBook *book, const PlumbSheet *sheet)
{
  return book->failure == LXW_NO_ERROR && sheet->worksheet != NULL;
}

PlumbBook *
plumb_book_new (const char *folder, const PlumbPacket *packet, GError **error)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  PlumbBook *book;

  g_return_val_if_fail (folder != NULL && packet != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  book = g_new0 (PlumbBook, 1);
  book->text = g_string_new (NULL);
  book->strings = plumb_strings_new ();
  book->deflater = plumb_deflater_new ();
  book->pages = g_ptr_array_new_with_free_func (page_free);
  book->order = g_ptr_array_new ();
  book->folder = g_strdup (folder);
  book->paper = packet->paper;
  book->dates.style = packet->dates.style;
  book->dates.zone = packet->dates.zone != NULL ? g_time_zone_ref (packet->dates.zone) : g_time_zone_new_local ();
  book->zone = plumb_dates_dup_zone_name (&book->dates);
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

guint8
plumb_book_get_paper (const PlumbBook *book, gboolean twofold)
{
  static const guint8 papers[][2] = { [PLUMB_PAPER_A4] = { 9, 8 }, [PLUMB_PAPER_LETTER] = { 1, 3 } };

  g_return_val_if_fail (book != NULL, 0);
  return papers[book->paper][twofold ? 1 : 0];
}

const char *
plumb_book_get_sheet_name (PlumbSheetKind kind)
{
  g_return_val_if_fail (kind < PLUMB_N_SHEETS, NULL);
  return sheet_names[kind].name;
}

char *
plumb_sheet_dup_head (const PlumbSheet *sheet, guint column)
{
  const PlumbColumn *shown;

  g_return_val_if_fail (sheet != NULL && column < sheet->n_columns, NULL);

  shown = &sheet->columns[column];
  return shown->zoned ? g_strdup_printf ("%s (%s)", shown->title, sheet->zone) : g_strdup (shown->title);
}

PlumbSheet *
plumb_book_add_table (PlumbBook *book, PlumbSheetKind kind, const PlumbColumn *columns, guint n_columns)
{
  PlumbSheet *sheet = plumb_book_add_page (book, kind, columns, n_columns);

  if (book->problem == NULL)
    sheet->rows = plumb_rows_new (book->deflater, book->folder, book->strings, &book->problem);
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
  sheet->table = sheet_names[kind].table;
  return add_worksheet (book, sheet, columns, n_columns, sheet_names[kind].tab);
}

PlumbSheet *
plumb_book_add_named_page (PlumbBook *book, const char *name, const PlumbColumn *columns, guint n_columns)
{
  PlumbSheet *sheet;

  g_return_val_if_fail (book != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  sheet = g_new0 (PlumbSheet, 1);
  sheet->name = g_strdup (name);
  sheet->quoted = g_strdup_printf ("'%s'", name);
  g_ptr_array_add (book->pages, sheet);
  return add_worksheet (book, sheet, columns, n_columns, PLUMB_COLOUR_TAB_READ);
}

void
plumb_book_reserve_lead (PlumbBook *book, PlumbSheet *sheet, guint n)
{
  if (!plumb_book_can_write (book, sheet))
    return;
  sheet->lead = plumb_rows_new (book->deflater, book->folder, book->strings, &book->problem);
  if (sheet->lead == NULL)
    plumb_book_note (book, sheet, LXW_ERROR_CREATING_TMPFILE);
  sheet->next = n;
}

/* The lead takes the place of the rows for so long. */
static void
swap_lead (PlumbSheet *sheet)
{
  PlumbRows *rows = sheet->rows;

  sheet->rows = sheet->lead;
  sheet->lead = rows;
}

void
plumb_book_begin_lead (PlumbBook *book, PlumbSheet *sheet)
{
  if (!plumb_book_can_write (book, sheet))
    return;
  plumb_book_end_row (book, sheet);
  sheet->last = sheet->next;
  sheet->next = 0;
  swap_lead (sheet);
}

void
plumb_book_end_lead (PlumbBook *book, PlumbSheet *sheet)
{
  if (!plumb_book_can_write (book, sheet))
    return;
  plumb_book_end_row (book, sheet);
  sheet->next = sheet->last;
  sheet->sized = TRUE; /* the last row of the table had its turn */
  swap_lead (sheet);
}

void
plumb_book_add_heads (PlumbBook *book, PlumbSheet *sheet, guint frozen_columns)
{
  sheet->head = plumb_book_begin_row (book, sheet);
  if (!plumb_book_can_write (book, sheet))
    return;
  plumb_book_set_height (book, sheet, HEAD_POINTS);
  for (guint i = 0; i < sheet->n_columns; i++)
    {
      g_autofree char *head = plumb_sheet_dup_head (sheet, i);

      plumb_book_text (book, sheet, i, sheet->columns[i].centred ? PLUMB_STYLE_HEAD_CENTRED : PLUMB_STYLE_HEAD, head);
    }
  worksheet_freeze_panes (sheet->worksheet, sheet->head + 1, (lxw_col_t)frozen_columns);
  sheet->headed = TRUE;
}

void
plumb_book_finish_sheet (PlumbBook *book, PlumbSheet *sheet, const char *title, const char *stamp)
{
  lxw_protection allowed = { .autofilter = LXW_TRUE, .sort = LXW_TRUE, .format_columns = LXW_TRUE, .format_rows = LXW_TRUE };
  g_autofree char *head = NULL;
  g_autofree char *foot = NULL;
  g_autofree char *shown_title = NULL;
  g_autofree char *shown_stamp = NULL;
  double width = 0;

  if (!plumb_book_can_write (book, sheet))
    return;
  plumb_book_end_row (book, sheet);
  for (guint i = 0; i < sheet->n_columns; i++)
    width += sheet->columns[i].width;
  shown_title = plumb_xlsx_text_dup_head (title, 80);
  shown_stamp = plumb_xlsx_text_dup_head (stamp, 80);
  head = g_strdup_printf ("&L&8 %s &R&8Confidential", shown_title); /* a title's first digits would be the size's last */
  foot = g_strdup_printf ("&L&8 %s &C&8&A&R&8Page &P of &N", shown_stamp);
  if (sheet->rows != NULL || width > UPRIGHT)
    worksheet_set_landscape (sheet->worksheet);
  worksheet_set_paper (sheet->worksheet, plumb_book_get_paper (book, width > WIDE));
  worksheet_fit_to_pages (sheet->worksheet, width > VERY_WIDE ? 2 : 1, 0);
  if (width > VERY_WIDE)
    plumb_book_note (book, sheet, worksheet_repeat_columns (sheet->worksheet, 0, 1));
  worksheet_set_margins (sheet->worksheet, 0.5, 0.5, 0.7, 0.7);
  plumb_book_note (book, sheet, worksheet_set_header (sheet->worksheet, head));
  plumb_book_note (book, sheet, worksheet_set_footer (sheet->worksheet, foot));
  worksheet_protect (sheet->worksheet, NULL, &allowed);
  if (sheet->rows == NULL)
    return;
  plumb_book_note (book, sheet, worksheet_repeat_rows (sheet->worksheet, sheet->head, sheet->head));
  sheet->last = MAX (sheet->next, sheet->head + 2) - 1;
  if (sheet->sortable)
    plumb_book_refuse_typing (book, sheet);
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
