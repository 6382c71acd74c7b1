/* xlsx-names.h - names of sheets made of names of people (private to exports).
 *
 * Excel takes at most 31 UTF-16 units, none of []:*?/\, no apostrophe at an end, not "History", and no two names that differ in case
 * alone. What it does not take is replaced, and so is "!", where the library takes a formula's sheet to end; apostrophes and quotes
 * become typographic, so that a name can stand in a formula as it is; controls of direction and other invisible characters are dropped.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLUMB_SHEET_NAME_UNITS 31

typedef struct _PlumbSheetNames PlumbSheetNames;

PlumbSheetNames *plumb_sheet_names_new (void);
void plumb_sheet_names_free (PlumbSheetNames *names);
/* No later name will be this one. */
void plumb_sheet_names_reserve (PlumbSheetNames *names, const char *name);
/* A new name like `text`, reserved. */
char *plumb_sheet_names_dup_new (PlumbSheetNames *names, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbSheetNames, plumb_sheet_names_free)

G_END_DECLS
