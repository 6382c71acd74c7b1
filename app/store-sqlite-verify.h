/* store-sqlite-verify.h - what the two halves of verify share: the walk along the chain, and the comparison of the rows with it. */
#pragma once

#include "app/store-sqlite-change.h"

G_BEGIN_DECLS

/* The latest word of the trail about one row. */
typedef struct
{
  gint64 sequence;
  gboolean removed;
  guint8 salt[PLUMB_SALT_BYTES];
  guint8 digest[PLUMB_DIGEST_BYTES];
} PlumbLatest;

typedef struct
{
  PlumbSqlite *sqlite;
  PlumbVerifyReport *report;
  GHashTable *candidates; /* loop to the name of its candidate, so that a person can tell which loop is meant */
  GHashTable *latest;     /* row key to PlumbLatest */
  GHashTable *changed;    /* loop to the instant of its last command that rolls up */
  GHashTable *seen;       /* and of the last one that even the blind see */
  GArray *missing;        /* of gint64: sequence numbers that were skipped */
  char *library_stamp;    /* that the trail recorded last; nullable */
  PlumbHead head;         /* the last event walked */
  PlumbTable table;       /* that is being compared */
  /* how far it has come */
  PlumbVerifyProgress progress;
  gpointer progress_data;
  double begun; /* the part of the whole that was done when this phase began, and what the phase is of the whole */
  double share;
  gint64 n_steps; /* of this phase: done, and expected */
  gint64 n_expected;
} PlumbWalk;

void plumb_walk_complain (PlumbWalk *walk, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* "of loop 34cd… (Priya Raman)"; "" without a loop. */
char *plumb_walk_dup_loop_name (const PlumbWalk *walk, const char *loop);

/* What `latest` is keyed by. */
char *plumb_walk_dup_row_key (PlumbTable table, const char *loop, const char *key, gsize length);

void plumb_walk_begin (PlumbWalk *walk, double share, gint64 n_expected);

/* One more event, row or loop is done: tells how far it has come; FALSE with CANCELLED when the caller has had enough. */
gboolean plumb_walk_step (PlumbWalk *walk, GError **error);

/* store-sqlite-verify-chain.c: walks every event, fills latest, changed, head. */
gboolean plumb_walk_chain (PlumbWalk *walk, GError **error);

G_END_DECLS
