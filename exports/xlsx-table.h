/* xlsx-table.h - the Excel table over the rows of a sheet (private to exports). */
#pragma once

#include "exports/xlsx-book.h"

G_BEGIN_DECLS

/* The part xl/tables/tableN.xml of a finished sheet, with `id` of the workbook. Heads are told apart without regard to case, as Excel
 * does (plumb_table_make_heads_unique). */
char *plumb_table_dup_part (const PlumbSheet *sheet, guint id);

/* Heads that come from names of competencies: one line, and a number behind one that stands already. Each title of `columns` from `first`
 * on is replaced by a string of `titles` (of char *, owned). */
void plumb_table_make_heads_unique (PlumbColumn *columns, guint n_columns, GPtrArray *titles);

G_END_DECLS
