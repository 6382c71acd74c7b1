/* store-sqlite-private.h - what the files of the SQLite engine share.
 *
 *   store-sqlite.c             the engine's table
 *   store-sqlite-statements.c  named statements, values, rows, the map of error codes
 *   store-sqlite-open.c        opening: settings, what is refused
 *   store-sqlite-migrate.c     numbered migrations
 *   store-sqlite-seed.c        the shipped library
 *   store-sqlite-log.c         room in the write-ahead log
 *   store-sqlite-apply.c       one command: facts, rules, rows, event, roll-up
 *   store-sqlite-apply-*.c     what each command writes: cards, loops, the debrief
 *   store-sqlite-feedback.c    feedback on feedback: what its commands write, and who may read it
 *   store-sqlite-import.c      a whole loop at once
 *   store-sqlite-load.c        one loop, whole
 *   store-sqlite-roll-up.c     the row that the list of loops reads
 *   store-sqlite-owed.c        the cards that are owed
 *   store-sqlite-people.c      people and their roles
 *   store-sqlite-list.c        templates, questions, ids, events
 *   store-sqlite-verify*.c     the chain and every row
 *   store-sqlite-backup.c      a checked copy
 * These alone include sqlite3.h. SQL stands in schemas/sqlite/ and is read from the program's resources.
 */
#pragma once

#include "app/audit.h"
#include "app/store-private.h"
#include "app/store-sqlite-statements.h"
#include "app/text.h"

#include <sqlite3.h>

G_BEGIN_DECLS

#define PLUMB_SQLITE_APPLICATION_ID 1347177794 /* "PLMB" */
#define PLUMB_SALT_BYTES 16
#define PLUMB_DOCUMENT_MAX (64 * 1024 * 1024) /* a JSON document that the program made itself */

/* The covered tables: each row's digest stands in the event that wrote it. The numbers are part of the file format. */
typedef enum
{
  PLUMB_TABLE_NONE,
  PLUMB_TABLE_PERSON,
  PLUMB_TABLE_CANDIDATE,
  PLUMB_TABLE_TEMPLATE,
  PLUMB_TABLE_QUESTION,
  PLUMB_TABLE_LOOP,
  PLUMB_TABLE_ASSIGNMENT,
  PLUMB_TABLE_CARD,
  PLUMB_TABLE_ANSWER,
  PLUMB_TABLE_NOTE,
  PLUMB_TABLE_EVIDENCE,
  PLUMB_TABLE_FLAG,
  PLUMB_TABLE_VOTE,
  PLUMB_TABLE_VERDICT,
  PLUMB_TABLE_DECISION,
  PLUMB_TABLE_AMENDMENT,
  PLUMB_TABLE_SEAL,
  PLUMB_TABLE_MENTION,
  PLUMB_TABLE_DEBRIEF,
  PLUMB_TABLE_POINT,
  PLUMB_TABLE_FLAG_EVENT,
  PLUMB_TABLE_FEEDBACK,
  PLUMB_TABLE_STAGE_SKIP,
  PLUMB_N_TABLES
} PlumbTable;

typedef struct
{
  const char *name;
  PlumbSql scan;    /* all its rows, all its columns */
  int n_key;        /* the first columns: the primary key */
  gboolean in_loop; /* the first column is the loop */
} PlumbTableInfo;

extern const PlumbTableInfo plumb_tables[PLUMB_N_TABLES];

typedef struct
{
  PlumbStore base;
  sqlite3 *db;
  sqlite3_stmt *statements[PLUMB_N_SQL]; /* prepared when first used, kept until the end */
  GHashTable *templates;                 /* "key/version" to PlumbTemplate: immutable, so never stale */
  int log_frames;                        /* in the write-ahead log after the last commit of this connection */
  int log_fd;                            /* of the write-ahead log; -1: not open */
  char *origin;                          /* hash of the first event; NULL until read */
} PlumbSqlite;

/* A value to bind; a NULL text is SQL's NULL. Texts are checked (text.h) as they are bound. */
typedef struct
{
  int type; /* SQLITE_INTEGER ... SQLITE_NULL */
  gint64 integer;
  double real;
  const void *bytes;
  gsize size; /* of a blob; the most bytes of a text */
} PlumbSqlValue;

#define SQL_TEXT(value) ((PlumbSqlValue){ .type = SQLITE_TEXT, .bytes = (value), .size = PLUMB_NOTE_MAX })
#define SQL_DOCUMENT(value) ((PlumbSqlValue){ .type = SQLITE_TEXT, .bytes = (value), .size = PLUMB_DOCUMENT_MAX })
#define SQL_INTEGER(value) ((PlumbSqlValue){ .type = SQLITE_INTEGER, .integer = (value) })
#define SQL_REAL(value) ((PlumbSqlValue){ .type = SQLITE_FLOAT, .real = (value) })
#define SQL_BLOB(value, length) ((PlumbSqlValue){ .type = SQLITE_BLOB, .bytes = (value), .size = (length) })

/* The two arguments "values, n_values", in the order of the statement's parameters. */
#define SQL_VALUES(...)                                                                                                          \
  (const PlumbSqlValue[]){ __VA_ARGS__ }, sizeof ((const PlumbSqlValue[]){ __VA_ARGS__ }) / sizeof (PlumbSqlValue)
#define SQL_NO_VALUES NULL, 0

typedef enum
{
  PLUMB_STEP_ROW,
  PLUMB_STEP_DONE,
  PLUMB_STEP_FAILED
} PlumbStep;

/* Answers the statement with its values bound, or NULL. Step it to its end, or reset it: an open reader holds the transaction. */
sqlite3_stmt *plumb_sqlite_start (PlumbSqlite *sqlite, PlumbSql which, const PlumbSqlValue *values, gsize n_values,
                                  GError **error);
PlumbStep plumb_sqlite_step (PlumbSqlite *sqlite, sqlite3_stmt *statement, GError **error); /* resets unless it answers ROW */
void plumb_sqlite_reset (sqlite3_stmt *statement);

/* Runs a statement that answers no rows. */
gboolean plumb_sqlite_run (PlumbSqlite *sqlite, PlumbSql which, const PlumbSqlValue *values, gsize n_values, GError **error);

/* Calls `func` for each row; it answers FALSE with an error to stop. */
typedef gboolean (*PlumbRowFunc) (sqlite3_stmt *row, gpointer data, GError **error);
gboolean plumb_sqlite_each (PlumbSqlite *sqlite, PlumbSql which, const PlumbSqlValue *values, gsize n_values, PlumbRowFunc func,
                            gpointer data, GError **error);

/* Runs a file of schemas/sqlite/ (name with extension). */
gboolean plumb_sqlite_run_file (PlumbSqlite *sqlite, const char *name, GError **error);

/* Steps once. On ROW *row stands on it: reset it when read. */
PlumbStep plumb_sqlite_find (PlumbSqlite *sqlite, PlumbSql which, const PlumbSqlValue *values, gsize n_values, sqlite3_stmt **row,
                             GError **error);

void plumb_sqlite_finalize_all (PlumbSqlite *sqlite);

/* Sets the error of the last failed call, mapped to the domain. Answers FALSE. */
gboolean plumb_sqlite_fail (PlumbSqlite *sqlite, GError **error);
/* A row holds what no version of the program writes. Answers FALSE. */
gboolean plumb_sqlite_fail_row (PlumbSqlite *sqlite, const char *what, GError **error);

/* Reads a word (words.h) from a column; FALSE when it is none: the caller says plumb_sqlite_fail_row. */
#define plumb_row_read_word(row, column, word, value) plumb_##word##_from_nick (plumb_row_get_text (row, column), value)

/* Columns. A NULL is "" for `dup_text` and NULL for `dup_nullable`. */
const char *plumb_row_get_text (sqlite3_stmt *row, int column);
char *plumb_row_dup_text (sqlite3_stmt *row, int column);
char *plumb_row_dup_nullable (sqlite3_stmt *row, int column);

/* The digest of a row as a covered table has it: salt, table and each column that is not NULL. */
void plumb_sqlite_digest_row (PlumbTable table, const guint8 salt[PLUMB_SALT_BYTES], sqlite3_stmt *row,
                              guint8 out[PLUMB_DIGEST_BYTES]);

/* store-sqlite.c: transactions. A write begins IMMEDIATE: a reader that turns into a writer would fail with BUSY. */
gboolean plumb_sqlite_begin (PlumbSqlite *sqlite, PlumbSql which, GError **error);
void plumb_sqlite_end_read (PlumbSqlite *sqlite);
void plumb_sqlite_roll_back (PlumbSqlite *sqlite);
gboolean plumb_sqlite_commit (PlumbSqlite *sqlite, GError **error);

/* store-sqlite-log.c. Widening needs a write transaction around it. */
void plumb_sqlite_watch_log (PlumbSqlite *sqlite);
void plumb_sqlite_widen_log (PlumbSqlite *sqlite);
void plumb_sqlite_forget_log (PlumbSqlite *sqlite);

/* store-sqlite-open.c, store-sqlite-migrate.c, store-sqlite-seed.c */
void plumb_sqlite_add_notice (PlumbSqlite *sqlite, const char *sentence); /* behind those there are */
gboolean plumb_sqlite_read_version (PlumbSqlite *sqlite, gint64 *version, GError **error);
int plumb_sqlite_get_newest_version (void);
gboolean plumb_sqlite_migrate (PlumbSqlite *sqlite, GError **error);
gboolean plumb_sqlite_seed (PlumbSqlite *sqlite, GError **error);
/* Calls `func` for each schema object (columns as in list-schema) of a file made by this program. */
gboolean plumb_sqlite_list_expected_schema (PlumbRowFunc func, gpointer data, GError **error);
/* For tests: one more migration, as though released after the last (NULL: none). Before any store is open. */
void plumb_sqlite_set_test_migration (const char *sql);

/* The engine's operations; what they promise stands in store-private.h. */
PlumbStore *plumb_sqlite_open (const char *location, PlumbStoreFlags flags, GError **error);
void plumb_sqlite_close (PlumbStore *store);
gboolean plumb_sqlite_apply (PlumbStore *store, PlumbCommand *const *commands, guint n_commands, guint *failed, GError **error);
PlumbSnapshot *plumb_sqlite_load_snapshot (PlumbStore *store, const char *loop, const char *viewer, GError **error);
GPtrArray *plumb_sqlite_list_loops (PlumbStore *store, const char *viewer, const PlumbLoopFilter *filter, GError **error);
GPtrArray *plumb_sqlite_list_owed (PlumbStore *store, const char *viewer, GError **error);
GPtrArray *plumb_sqlite_list_people (PlumbStore *store, GError **error);
PlumbPerson *plumb_sqlite_load_person (PlumbStore *store, const char *id, GError **error);
GPtrArray *plumb_sqlite_list_templates (PlumbStore *store, GError **error);
PlumbTemplate *plumb_sqlite_load_template (PlumbStore *store, const char *key, int version, GError **error);
GPtrArray *plumb_sqlite_list_questions (PlumbStore *store, GError **error);
GPtrArray *plumb_sqlite_find_loops (PlumbStore *store, const char *prefix, GError **error);
GPtrArray *plumb_sqlite_find_people (PlumbStore *store, const char *prefix, GError **error);
GPtrArray *plumb_sqlite_list_feedback (PlumbStore *store, const char *viewer, const char *loop, GError **error);
GPtrArray *plumb_sqlite_list_events (PlumbStore *store, const char *loop, GError **error);
GPtrArray *plumb_sqlite_list_events_before (PlumbStore *store, const char *loop, gint64 before, guint limit, GError **error);
gboolean plumb_sqlite_read_news (PlumbStore *store, gint64 since, PlumbNewsFunc func, gpointer data, GError **error);
gboolean plumb_sqlite_get_head (PlumbStore *store, gint64 *sequence, char **hash, GError **error);
PlumbVerifyReport *plumb_sqlite_verify (PlumbStore *store, PlumbVerifyProgress progress, gpointer data, GError **error);
gboolean plumb_sqlite_backup (PlumbStore *store, const char *path, GError **error);

/* store-sqlite-load.c. Needs a transaction around it. The loop is whole and unredacted; NULL with NOT_FOUND when there is none. */
PlumbLoop *plumb_sqlite_load_loop (PlumbSqlite *sqlite, const char *loop, GError **error);
PlumbTemplate *plumb_sqlite_get_template (PlumbSqlite *sqlite, const char *key, int version, GError **error); /* borrowed */
PlumbFeedback *plumb_sqlite_read_feedback (sqlite3_stmt *row); /* columns as in list-feedback */
PlumbFlag *plumb_sqlite_read_flag (sqlite3_stmt *row);         /* columns as in list-flags; NULL when damaged */

/* store-sqlite-people.c. A person as in list-people; NULL when damaged. */
PlumbPerson *plumb_sqlite_read_person (sqlite3_stmt *row);
/* The role of a person; NULL is the owner, who stands as a coordinator. NOT_FOUND when there is no such person. */
gboolean plumb_sqlite_read_role (PlumbSqlite *sqlite, const char *person, PlumbRole *role, GError **error);

typedef struct
{
  gint64 sequence; /* 0: no event yet */
  PlumbInstant at;
  guint8 hash[PLUMB_DIGEST_BYTES];
} PlumbHead;

gboolean plumb_sqlite_read_head (PlumbSqlite *sqlite, PlumbHead *head, GError **error);

G_END_DECLS
