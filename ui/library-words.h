/* library-words.h - keys of the library as people read them. */
#pragma once

#include "app/template.h"

G_BEGIN_DECLS

/* "sql-and-nosql" -> "SQL and NoSQL"; "behavioural" -> "Behavioural". Free with g_free. */
char *plumb_library_dup_word (const char *key);

/* "1 question", "12 questions". Free with g_free. */
char *plumb_library_dup_count (guint n);

/* The short name of a competency by the first template that has it; the key itself when none has. Borrowed from `templates` (of
 * PlumbTemplate) or the key. */
const char *plumb_library_get_competency_name (GPtrArray *templates, const char *key);

G_END_DECLS
