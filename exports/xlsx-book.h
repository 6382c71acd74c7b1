/* xlsx-book.h - a workbook being written, row by row (private to exports).
 *
 * Every sheet is written forwards, a row at a time, columns of one row in any order. libxlsxwriter makes the frame: styles, charts,
 * set-up of pages, formats that depend on values, and the few sheets that are pages to read. The rows of tables, which may be many, go
 * around it (xlsx-rows.h) and are put in at the end (xlsx-pack.h): memory does not grow with them, and every byte is checked. The
 * first failure of the library is kept and ends all later writing; plumb_book_check reports it. Cells of text are written as
 * strings, whatever they look like: nothing from a packet becomes a formula or a link.
 */
#pragma once

#include "exports/packet.h"
#include "exports/xlsx-rows.h"

#include <xlsxwriter.h>

G_BEGIN_DECLS

typedef enum
{
  PLUMB_SHEET_SUMMARY,
  PLUMB_SHEET_DISTRIBUTION,
  PLUMB_SHEET_RATERS,
  PLUMB_SHEET_COMPETENCIES,
  PLUMB_SHEET_SCORECARDS,
  PLUMB_SHEET_ANSWERS,
  PLUMB_SHEET_CHECKS,
  PLUMB_SHEET_NOTES,
  PLUMB_SHEET_FLAGS,
  PLUMB_SHEET_PANEL,
  PLUMB_SHEET_VOTES,
  PLUMB_SHEET_MINUTES,
  PLUMB_SHEET_METHOD,
  PLUMB_SHEET_RECORD,
  PLUMB_SHEET_STAMP,
  PLUMB_N_SHEETS
} PlumbSheetKind;

typedef enum
{
  PLUMB_STYLE_TEXT, /* wrapped */
  PLUMB_STYLE_LINE, /* one line */
  PLUMB_STYLE_STRONG,
  PLUMB_STYLE_QUIET,
  PLUMB_STYLE_WORD, /* a state or a nick, centred */
  PLUMB_STYLE_INTEGER,
  PLUMB_STYLE_WEIGHT, /* whole unless somebody tried out another */
  PLUMB_STYLE_SCORE,
  PLUMB_STYLE_CHANGE,     /* with its sign; nothing for none */
  PLUMB_STYLE_DIFFERENCE, /* with its sign */
  PLUMB_STYLE_PERCENT,
  PLUMB_STYLE_INSTANT, /* by the clock and in the order of the reader */
  PLUMB_STYLE_UTC,
  PLUMB_STYLE_LINK,
  PLUMB_STYLE_INPUT_WEIGHT,
  PLUMB_STYLE_INPUT_SCORE,
  PLUMB_STYLE_INPUT_PERCENT,
  PLUMB_STYLE_HEAD,
  PLUMB_STYLE_HEAD_CENTRED,
  PLUMB_STYLE_EYEBROW,
  PLUMB_STYLE_TITLE,
  PLUMB_STYLE_SUBTITLE,
  PLUMB_STYLE_HEADING,
  PLUMB_STYLE_LABEL,
  PLUMB_STYLE_NOTICE, /* a sentence that may run over the cells to its right */
  PLUMB_STYLE_BIG_SCORE,
  PLUMB_STYLE_BIG_PERCENT,
  PLUMB_STYLE_BIG_WORD,
  PLUMB_STYLE_PLAIN, /* wrapped, without a rule below */
  PLUMB_STYLE_BAND_1,
  PLUMB_STYLE_BAND_2,
  PLUMB_STYLE_BAND_3,
  PLUMB_STYLE_BAND_4,
  PLUMB_STYLE_PASSES,
  PLUMB_STYLE_FAILS,
  PLUMB_STYLE_OPEN,
  PLUMB_N_STYLES
} PlumbStyle;

typedef struct
{
  const char *title;
  double width;     /* in characters */
  gboolean centred; /* the head, as the cells below */
  gboolean zoned;   /* the head names the zone of the instants below */
} PlumbColumn;

typedef struct
{
  lxw_worksheet *worksheet; /* NULL: the workbook has no such sheet */
  PlumbRows *rows;          /* of a table; NULL: the library writes the cells */
  PlumbRows *lead;          /* the rows above the table, which are known last; nullable */
  const char *name;
  const char *quoted; /* as formulas name it */
  const char *table;  /* name of its Excel table */
  const char *zone;   /* of its instants */
  const PlumbColumn *columns;
  guint n_columns;
  guint head;        /* row of the column heads */
  guint next;        /* the next row, from 0 */
  guint overflow;    /* the next column for what does not fit a cell of the current row */
  guint last;        /* row of the table's last row, once it is finished */
  gboolean headed;   /* the heads are there */
  gboolean sortable; /* its cells are unlocked, as Excel sorts no others, and refuse typing */
  gboolean sized;    /* the row has its height */
  guint lines;       /* that the tallest text of the current row takes */
} PlumbSheet;

typedef struct
{
  lxw_workbook *workbook;
  lxw_format *formats[PLUMB_N_STYLES];
  int styles[PLUMB_N_STYLES];   /* their numbers in the file */
  int unlocked[PLUMB_N_STYLES]; /* and those of their like in sortable tables */
  PlumbSheet sheets[PLUMB_N_SHEETS];
  GPtrArray *pages; /* of PlumbSheet: those beyond `sheets` */
  GPtrArray *order; /* of PlumbSheet, borrowed: as they stand in the workbook */
  PlumbStrings *strings;
  PlumbDeflater *deflater;
  PlumbDates dates;
  PlumbPaper paper;
  char *zone;   /* its name */
  char *folder; /* of the temporary files */
  char *frame;  /* path of what the library writes */
  GError *problem;
  lxw_error failure;
  const char *failed_sheet;
  guint failed_row;
  GString *text; /* scratch */
} PlumbBook;

/* Rows of a sheet, counted from 1 as formulas do. Empty when last < first. */
typedef struct
{
  guint first;
  guint last;
} PlumbSpan;

/* `folder` takes the temporary files. Instants, and the paper, are as the packet has them. */
PlumbBook *plumb_book_new (const char *folder, const PlumbPacket *packet, GError **error);
/* Writes the file; messages call it `name`. Frees the book either way. */
gboolean plumb_book_close (PlumbBook *book, const char *path, const char *name, GError **error);
void plumb_book_abandon (PlumbBook *book);
gboolean plumb_book_check (const PlumbBook *book, const char *name, GError **error);

/* Excel's number of the reader's paper, or of one twice as large. */
guint8 plumb_book_get_paper (const PlumbBook *book, gboolean twofold);

const char *plumb_book_get_sheet_name (PlumbSheetKind kind);
/* What stands over a column, and is its table's name for it. */
char *plumb_sheet_dup_head (const PlumbSheet *sheet, guint column);

/* Adds a sheet with these columns: a table, or a page that the library writes, which alone can merge cells. The heads are written by
 * plumb_book_add_heads, at the row the sheet has come to. */
PlumbSheet *plumb_book_add_table (PlumbBook *book, PlumbSheetKind kind, const PlumbColumn *columns, guint n_columns);
PlumbSheet *plumb_book_add_page (PlumbBook *book, PlumbSheetKind kind, const PlumbColumn *columns, guint n_columns);
/* One more page, of that name: valid and not used yet (xlsx-names.h). */
PlumbSheet *plumb_book_add_named_page (PlumbBook *book, const char *name, const PlumbColumn *columns, guint n_columns);
/* For a table whose first rows are written last: `n` rows stay free, until begin_lead goes back to them and end_lead ends them. */
void plumb_book_reserve_lead (PlumbBook *book, PlumbSheet *sheet, guint n);
void plumb_book_begin_lead (PlumbBook *book, PlumbSheet *sheet);
void plumb_book_end_lead (PlumbBook *book, PlumbSheet *sheet);
void plumb_book_add_heads (PlumbBook *book, PlumbSheet *sheet, guint frozen_columns);
/* Print set-up and protection, once the last row is there. `title` is the head of every page, `stamp` its foot. A table becomes an Excel
 * table, its heads are repeated on every page; a page is one to read. */
void plumb_book_finish_sheet (PlumbBook *book, PlumbSheet *sheet, const char *title, const char *stamp);

/* The row that the next cells go to, from 0; moves on from the one before, which becomes as high as its wrapped texts need: not every
 * spreadsheet looks again at the heights of a file. */
guint plumb_book_begin_row (PlumbBook *book, PlumbSheet *sheet);
guint plumb_book_skip_row (PlumbBook *book, PlumbSheet *sheet); /* an empty one */
void plumb_book_set_height (PlumbBook *book, PlumbSheet *sheet, double points);

/* Cells of the current row. Empty texts, unset instants and undefined figures leave the cell blank, with its style. */
void plumb_book_text (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *text);
void plumb_book_number (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, double number);
void plumb_book_instant (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbInstant instant);
void plumb_book_instant_utc (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbInstant instant);
void plumb_book_blank (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style);
/* One cell across columns of a page, `column` .. `last`. */
void plumb_book_merged (PlumbBook *book, PlumbSheet *sheet, guint column, guint last, PlumbStyle style, const char *text);
/* A formula and what it comes to; an undefined figure comes to an en dash. */
void plumb_book_formula (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *formula,
                         const PlumbFigure *result);
void plumb_book_formula_number (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *formula,
                                double result);
void plumb_book_formula_text (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, const char *formula,
                              const char *result);
/* A word that leads to the first cell of that row (from 1) of another sheet, `quoted` as formulas name it. */
void plumb_book_link (PlumbBook *book, PlumbSheet *sheet, guint column, const char *quoted, guint row, const char *word);
/* Validation of an input cell of the current row. */
void plumb_book_validate (PlumbBook *book, PlumbSheet *sheet, guint column, double low, double high, gboolean whole,
                          const char *message);

/* The whole of a sortable table, whose cells are unlocked. */
void plumb_book_refuse_typing (PlumbBook *book, PlumbSheet *sheet);

/* Colours of scores in `columns` wide cells from `column`, rows from `first` (from 0) to the current one; `scale` is the column that
 * holds the K of the row. */
void plumb_book_colour_scores (PlumbBook *book, PlumbSheet *sheet, guint first, guint column, guint n_columns, guint scale);
/* A bar behind the numbers of a column, from `low` to `high`. */
void plumb_book_add_bars (PlumbBook *book, PlumbSheet *sheet, guint first, guint column, double low, double high,
                          gboolean bar_only);
/* Colours of gate states and outcomes. */
void plumb_book_colour_states (PlumbBook *book, PlumbSheet *sheet, guint first, guint column, guint n_columns);

/* For the functions of this header: nothing is written after a failure, nor to a sheet that is not there; the current row from 0; what a
 * row still needs when the next begins or the sheet ends. */
gboolean plumb_book_can_write (const PlumbBook *book, const PlumbSheet *sheet);
lxw_row_t plumb_sheet_get_row (const PlumbSheet *sheet);
void plumb_book_end_row (PlumbBook *book, PlumbSheet *sheet);

/* Records a return code of the library. */
void plumb_book_note (PlumbBook *book, const PlumbSheet *sheet, lxw_error code);

/* "AB" for 27. `buffer` holds 4 bytes at least. */
const char *plumb_column_name (guint column, char buffer[4]);

G_END_DECLS
