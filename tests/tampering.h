/* tampering.h - one random change of a workspace file behind the program's back, and what verify has to say about it. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef enum
{
  TAMPERING_BYTE,     /* one byte (or bit of a number) of one value */
  TAMPERING_VALUE,    /* one value made NULL, emptied, or that of another row */
  TAMPERING_REMOVE,   /* one row */
  TAMPERING_INSERT,   /* a copy of one row under another key */
  TAMPERING_EXCHANGE, /* two rows exchange all but their keys; two events their places */
  N_TAMPERINGS
} Tampering;

/* FALSE when the table can't be tampered with like that (a key that is taken, a single row, a value that is the same). `what` describes
 * it (transfer full); `names` receives what the report has to contain: all of them, each with '|' between choices. */
gboolean tampering_do (GRand *random, sqlite3 *db, const char *table, Tampering tampering, char **what, GPtrArray *names);

G_END_DECLS
