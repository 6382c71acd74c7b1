/* xlsx-rows.h - the rows of one sheet, packed as they come (private to exports).
 *
 * Rows go forwards, their cells in any order. What is written is deflated into an unlinked file beside the workbook (xlsx-deflate.h), so
 * that memory does not grow with the rows and the disk never holds their XML. Texts that come again are put into a table of the
 * workbook, as Excel does; a table that has grown large takes no more of them and they stand in their cells.
 */
#pragma once

#include "exports/xlsx-deflate.h"

G_BEGIN_DECLS

/* xlsx-strings.c: the shared texts of a workbook. */
typedef struct _PlumbStrings PlumbStrings;

PlumbStrings *plumb_strings_new (void);
void plumb_strings_free (PlumbStrings *strings);
/* The number of the text in the table, put there when new; -1 when it is no text for it. */
int plumb_strings_find (PlumbStrings *strings, const char *text, gsize length);
/* The part xl/sharedStrings.xml; NULL when no text is shared. */
GString *plumb_strings_dup_part (const PlumbStrings *strings);
/* White space at an end, which XML readers drop unless told not to. */
gboolean plumb_strings_is_spaced (const char *text, gsize length);

typedef struct _PlumbRows PlumbRows;

/* Both are borrowed. */
PlumbRows *plumb_rows_new (PlumbDeflater *deflater, const char *folder, PlumbStrings *strings, GError **error);
void plumb_rows_free (PlumbRows *rows);

/* Begins row `row` (from 0), which must lie behind the one before; that one is written. `style` is an index of the workbook's. */
void plumb_rows_begin (PlumbRows *rows, guint row);
void plumb_rows_set_height (PlumbRows *rows, double points);
/* Blank cells in those of the first `n` columns of the row that have none. */
void plumb_rows_fill (PlumbRows *rows, guint n, int style);
void plumb_rows_blank (PlumbRows *rows, guint column, int style);
void plumb_rows_text (PlumbRows *rows, guint column, int style, const char *text);
void plumb_rows_number (PlumbRows *rows, guint column, int style, double number);
void plumb_rows_formula_number (PlumbRows *rows, guint column, int style, const char *formula, double result);
void plumb_rows_formula_text (PlumbRows *rows, guint column, int style, const char *formula, const char *result);

/* Writes what is left. FALSE when anything failed since the beginning. */
gboolean plumb_rows_finish (PlumbRows *rows, GError **error);
guint64 plumb_rows_get_size (const PlumbRows *rows); /* bytes of XML so far */
PlumbDeflateStream *plumb_rows_get_stream (const PlumbRows *rows);
/* "A1:T168001" */
char *plumb_rows_dup_extent (const PlumbRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbRows, plumb_rows_free)

G_END_DECLS
