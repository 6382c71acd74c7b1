/* aliases.h - names in place of people (private to exports).
 *
 * Panelists are "Panelist A", "B" ... in the order of the assignments, with the ids "panelist-a" ...; all other people of the loop
 * "Colleague A" ...; or all are their initials. The candidate is "Candidate 7F3A", after the loop's id. In texts a hidden name gives way
 * to its alias in whatever case it is written, with its accents or without ("Joao", "Mueller"), and so does every word of one from two
 * letters on: too much is taken out rather than too little. A word of two letters, or one that English uses for other things (Will,
 * Grace, May), is taken out only where it begins with a capital.
 */
#pragma once

#include "exports/profile.h"

G_BEGIN_DECLS

typedef struct _PlumbAliases PlumbAliases;

typedef struct
{
  PlumbNames people;     /* PLUMB_NAMES_FULL: they keep their names */
  const char *everybody; /* one name for all people, or NULL */
  gboolean candidate;    /* the candidate's name is hidden too */
} PlumbHidden;

PlumbAliases *plumb_aliases_new (const PlumbLoop *loop, const PlumbHidden *hidden);
void plumb_aliases_free (PlumbAliases *aliases);

/* NULL for somebody who is not in the loop, and for everybody whose name is kept. */
const char *plumb_aliases_get_id (const PlumbAliases *aliases, const char *person);
const char *plumb_aliases_get_name (const PlumbAliases *aliases, const char *person);
const char *plumb_aliases_get_candidate (const PlumbAliases *aliases); /* NULL: keeps the name */
/* A text that can't be searched is left out altogether. */
char *plumb_aliases_dup_concealed (PlumbAliases *aliases, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbAliases, plumb_aliases_free)

G_END_DECLS
