/* xlsx-text.h - text as a workbook can carry it (private to exports).
 *
 * A cell holds 32,767 UTF-16 units. Characters that XML can't carry are replaced by ones that can be seen: control characters by
 * their pictures (U+2400 ...), noncharacters, surrogates and invalid bytes by U+FFFD. A literal "_x0041_" would be read as "A", so
 * its first underscore is escaped the way Excel does it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLUMB_XLSX_CELL_UNITS 32767

/* TRUE when `text` can go into one cell of `max_units` just as it stands (and is plain ASCII: the quick test for most cells). */
gboolean plumb_xlsx_text_is_plain (const char *text, gsize max_units);

/* Appends as much of `text` as fits `max_units` to `out` and answers where the rest begins; NULL when nothing is left. */
const char *plumb_xlsx_text_take (GString *out, const char *text, gsize max_units);

/* All of it in at most `max_units`, cut with an ellipsis: for properties, heads and the like. */
char *plumb_xlsx_text_dup_short (const char *text, gsize max_units);

/* As dup_short, for a header or footer, where "&" begins a code. */
char *plumb_xlsx_text_dup_head (const char *text, gsize max_units);

G_END_DECLS
