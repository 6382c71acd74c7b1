/* aliases.h - names in place of people (private to exports).
 *
 * Panelists are "Panelist A", "B" ... in the order of the assignments, with the ids "panelist-a" ...; all other people of the loop
 * "Colleague A" ... In texts a hidden name gives way to its alias, and so does every word of one from three letters on: too much
 * is taken out rather than too little.
 */
#pragma once

#include "app/loop.h"

G_BEGIN_DECLS

typedef struct _PlumbAliases PlumbAliases;

/* `everybody`: one name for all of them, or NULL. */
PlumbAliases *plumb_aliases_new (const PlumbLoop *loop, const char *everybody);
void plumb_aliases_free (PlumbAliases *aliases);

/* NULL for somebody who is not in the loop. */
const char *plumb_aliases_get_id (const PlumbAliases *aliases, const char *person);
const char *plumb_aliases_get_name (const PlumbAliases *aliases, const char *person);
/* A text that can't be searched is left out altogether. */
char *plumb_aliases_dup_concealed (PlumbAliases *aliases, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbAliases, plumb_aliases_free)

G_END_DECLS
