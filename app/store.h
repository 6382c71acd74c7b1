/* store.h - a workspace's storage, in operations of the domain. Synchronous; belongs to the thread that opened it (asserted).
 *
 * The interface is one table of functions (store-private.h) that an engine fills: SQLite now (store-sqlite*.c). Commands in,
 * snapshots out; a command and its audit event are one transaction; when apply answers TRUE they are on the disk.
 * The desktop uses it through PlumbWorkspace, which owns a thread for it; the terminal program and the tests use it directly.
 */
#pragma once

#include "app/bell.h"
#include "app/command.h"
#include "app/error.h"
#include "app/feedback.h"
#include "app/reminders.h"
#include "app/snapshot.h"

G_BEGIN_DECLS

typedef struct _PlumbStore PlumbStore;

typedef enum
{
  PLUMB_STORE_DEFAULT = 0,
  PLUMB_STORE_CREATE = 1 << 0, /* make a new workspace; an existing file is an error (EXISTS) */
  PLUMB_STORE_READ_ONLY = 1 << 1,
  PLUMB_STORE_OPEN_OR_CREATE = 1 << 2
} PlumbStoreFlags;

/* `location` is the path of a workspace file. Migrates an older file after an automatic backup beside it; refuses a newer one
 * untouched. */
PlumbStore *plumb_store_open (const char *location, PlumbStoreFlags flags, GError **error);
void plumb_store_close (PlumbStore *store); /* frees */
const char *plumb_store_get_location (PlumbStore *store);
gboolean plumb_store_is_read_only (PlumbStore *store);
/* A sentence about how the workspace had to be opened (read-only, on a network file system), to be shown once; NULL: as usual. */
const char *plumb_store_get_notice (PlumbStore *store);

/* The default workspace under XDG_DATA_HOME. */
char *plumb_store_dup_default_location (void);

gboolean plumb_store_apply (PlumbStore *store, PlumbCommand *command, GError **error);
/* All or nothing, one transaction. On failure `failed` (nullable) is the index. */
gboolean plumb_store_apply_all (PlumbStore *store, GPtrArray *commands, guint *failed, GError **error);

/* `viewer` NULL: the owner. */
PlumbSnapshot *plumb_store_load_snapshot (PlumbStore *store, const char *loop, const char *viewer, GError **error);

/* One row of the list of loops; made from the roll-up that each command keeps current. */
typedef struct
{
  char *id;
  char *candidate;
  char *role;
  char *template_title;
  PlumbLoopState state;
  PlumbInstant opened_at;
  PlumbInstant changed_at; /* without full sight: of what even the blind are told, so that no debrief shows in it */
  char *progress;          /* a letter an assignment in stage order: w(aiting) d(raft) s(ubmitted) k (skipped) */
  gboolean mine;           /* the viewer sits on the panel */
  gboolean owes;           /* the viewer owes a card */
  PlumbSight sight;
  /* only with full sight: */
  gboolean has_figures;
  PlumbOutcome outcome;
  double composite; /* NaN when undefined */
  double coverage;
  gboolean has_decision;
  PlumbDecisionValue decision;
  char *panel; /* names of the panelists, for search */
} PlumbLoopSummary;

void plumb_loop_summary_free (PlumbLoopSummary *summary);

typedef struct
{
  const char *text; /* candidate, role, panelist; NULL: all */
  const char *role;
  int state;   /* a PlumbLoopState, or -1 */
  guint limit; /* 0: none */
  guint offset;
} PlumbLoopFilter;

/* Newest change first. `filter` NULL: all. */
GPtrArray *plumb_store_list_loops (PlumbStore *store, const char *viewer, const PlumbLoopFilter *filter, GError **error);
/* Of PlumbOwedCard, in open loops: all of them for a coordinator and the owner; else the viewer's own, and those of the loops where they
 * are the hiring manager. */
GPtrArray *plumb_store_list_owed (PlumbStore *store, const char *viewer, GError **error);
GPtrArray *plumb_store_list_people (PlumbStore *store, GError **error); /* of PlumbPerson, by name */
GPtrArray *plumb_store_list_templates (PlumbStore *store,
                                       GError **error); /* of PlumbTemplate, newest version of each, default first */
PlumbTemplate *plumb_store_load_template (PlumbStore *store, const char *key, int version,
                                          GError **error); /* version 0: newest */
GPtrArray *plumb_store_list_questions (PlumbStore *store, const PlumbQuestionFilter *filter,
                                       GError **error); /* of PlumbQuestion */

/* `text` is an id, an unambiguous prefix (from 4 characters) of one, or a name (exact, else caseless, else containing). What
 * begins an id and is the name of another is ambiguous. */
char *plumb_store_find_loop (PlumbStore *store, const char *text, GError **error);
char *plumb_store_find_person (PlumbStore *store, const char *text, GError **error);
PlumbPerson *plumb_store_load_person (PlumbStore *store, const char *id, GError **error);

/* Feedback on feedback that the viewer gave or received (NULL, the owner: all), in one loop or (NULL) in any; newest first. Of
 * PlumbFeedback. */
GPtrArray *plumb_store_list_feedback (PlumbStore *store, const char *viewer, const char *loop, GError **error);

/* The audit trail. */
typedef struct
{
  gint64 sequence;
  PlumbInstant at;
  char *actor; /* person id or NULL */
  char *actor_name;
  char *loop; /* id or NULL */
  PlumbCommandKind kind;
  char *payload; /* JSON of the command's arguments; NULL when erased */
  char *hash;    /* 64 hex digits */
} PlumbEvent;

void plumb_event_free (PlumbEvent *event);
GPtrArray *plumb_store_list_events (PlumbStore *store, const char *loop /* NULL: all */, GError **error);
/* The newest `limit` of them with a sequence number below `before` (0: from the end), newest first: a long trail in pages. */
GPtrArray *plumb_store_list_events_before (PlumbStore *store, const char *loop, gint64 before, guint limit, GError **error);

/* What the event tells in a word, for whoever follows what others commit. Borrowed for the call. */
typedef struct
{
  gint64 sequence;
  PlumbCommandKind kind;  /* PLUMB_N_COMMANDS: this program does not know it */
  const char *loop;       /* nullable */
  const char *assignment; /* of SUBMIT_CARD; else NULL */
} PlumbNews;

/* Tells each event after `since`, oldest first. */
typedef void (*PlumbNewsFunc) (const PlumbNews *news, gpointer data);
gboolean plumb_store_read_news (PlumbStore *store, gint64 since, PlumbNewsFunc func, gpointer data, GError **error);
/* Successful calls of plumb_store_apply and _all so far. */
guint64 plumb_store_count_commits (PlumbStore *store);
/* Rings at the others after each commit; whoever wants to hear them listens at it. Borrowed. */
PlumbBell *plumb_store_get_bell (PlumbStore *store);

gboolean plumb_store_get_head (PlumbStore *store, gint64 *sequence, char **hash, GError **error);

typedef struct
{
  gint64 n_events;
  gint64 n_rows;       /* rows checked against their digest */
  GPtrArray *problems; /* of char*: each names the event or the row */
  gint64 head_sequence;
  char *head;
} PlumbVerifyReport;

/* Walks chain and rows. Answers a report even when problems were found; NULL only when it could not look. What a report without
 * problems proves and what it can't: plumb_audit_list_limits (audit-words.h). */
PlumbVerifyReport *plumb_store_verify (PlumbStore *store, GError **error);
/* The same for a large workspace: `progress` is told now and then which part is done (0 to 1) and answers FALSE to stop (CANCELLED). */
typedef gboolean (*PlumbVerifyProgress) (double done, gpointer data);
PlumbVerifyReport *plumb_store_verify_with_progress (PlumbStore *store, PlumbVerifyProgress progress, gpointer data,
                                                     GError **error);
void plumb_verify_report_free (PlumbVerifyReport *report);

/* A checked copy under another name; an existing file is refused. Other writers go on. */
gboolean plumb_store_backup (PlumbStore *store, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbStore, plumb_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbLoopSummary, plumb_loop_summary_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbVerifyReport, plumb_verify_report_free)

G_END_DECLS
