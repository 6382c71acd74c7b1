/* store-private.h - what an engine of the store fills in: one table of operations of the domain.
 *
 * store.c checks arguments and the thread, then calls the engine's function; what needs no storage (matching of names, freeing) stays
 * there. An engine never hands out its own types, codes or SQL. Every function is called in the thread that opened the store. Each
 * write is one transaction and asks plumb_rules_check first; reads of one operation see one state of the storage.
 */
#pragma once

#include "app/store.h"

G_BEGIN_DECLS

typedef struct _PlumbStoreEngine PlumbStoreEngine;

/* The first member of every engine's own struct. */
struct _PlumbStore
{
  const PlumbStoreEngine *engine;
  GThread *owner;
  char *location;
  char *notice; /* nullable: a sentence about how the workspace was opened */
  gboolean read_only;
  PlumbBell *bell;
  guint64 n_commits;
};

struct _PlumbStoreEngine
{
  const char *name;

  /* `engine`, `owner` and `bell` are filled in by the caller. */
  PlumbStore *(*open) (const char *location, PlumbStoreFlags flags, GError **error);
  void (*close) (PlumbStore *store); /* frees the engine's struct; store.c frees the members above */

  /* All or none; on failure *failed is the index of the command that failed. */
  gboolean (*apply) (PlumbStore *store, PlumbCommand *const *commands, guint n_commands, guint *failed, GError **error);

  PlumbSnapshot *(*load_snapshot) (PlumbStore *store, const char *loop, const char *viewer, GError **error);
  GPtrArray *(*list_loops) (PlumbStore *store, const char *viewer, const PlumbLoopFilter *filter, GError **error);

  GPtrArray *(*list_owed) (PlumbStore *store, const char *viewer, GError **error); /* any order */
  GPtrArray *(*list_people) (PlumbStore *store, GError **error);                   /* any order */
  PlumbPerson *(*load_person) (PlumbStore *store, const char *id, GError **error);
  GPtrArray *(*list_templates) (PlumbStore *store, GError **error);
  PlumbTemplate *(*load_template) (PlumbStore *store, const char *key, int version, GError **error);
  GPtrArray *(*list_questions) (PlumbStore *store, GError **error); /* all */

  /* Ids that start with `prefix` (lower case), at most twenty: arrays of char *. */
  GPtrArray *(*find_loops) (PlumbStore *store, const char *prefix, GError **error);
  GPtrArray *(*find_people) (PlumbStore *store, const char *prefix, GError **error);

  GPtrArray *(*list_feedback) (PlumbStore *store, const char *viewer, const char *loop, GError **error);
  GPtrArray *(*list_events) (PlumbStore *store, const char *loop, GError **error);
  gboolean (*read_news) (PlumbStore *store, gint64 since, PlumbNewsFunc func, gpointer data, GError **error);
  gboolean (*get_head) (PlumbStore *store, gint64 *sequence, char **hash, GError **error);
  GPtrArray *(*list_events_before) (PlumbStore *store, const char *loop, gint64 before, guint limit, GError **error);
  PlumbVerifyReport *(*verify) (PlumbStore *store, PlumbVerifyProgress progress, gpointer data, GError **error);
  gboolean (*backup) (PlumbStore *store, const char *path, GError **error);
};

extern const PlumbStoreEngine plumb_sqlite_engine;

G_END_DECLS
