/* store-sqlite-change.h - one change of a workspace file in the making: its event, the rows it writes, the facts it was judged by.
 *
 * A change is opened inside a write transaction, writes rows through the functions below and is closed by writing its event. Every row
 * that is written or removed is recorded with its digest: there is no way to write a covered table beside the trail.
 */
#pragma once

#include "app/rules.h"
#include "app/store-sqlite-private.h"

G_BEGIN_DECLS

typedef struct
{
  PlumbSqlite *sqlite;   /* borrowed */
  PlumbCommand *command; /* borrowed; NULL for what the program does by itself */
  const char *loop;      /* borrowed; NULL: not about one loop */
  PlumbInstant at;       /* never before the event before it */
  PlumbHead previous;    /* the event before it */
  gint64 sequence;       /* of its own event */
  gboolean apart;        /* its event names no loop: it is about a panelist, and no part of a candidate's record */
  guint8 salt[PLUMB_SALT_BYTES];
  GByteArray *rows; /* owned: the records of the rows it touched */

  /* What the rules were asked with; owned by the fields below or by the store. */
  PlumbRuleFacts facts;
  PlumbAssignment *assignment; /* owned, nullable */
  PlumbFlag *flag;             /* owned, nullable */
  PlumbFeedback *feedback;     /* owned, nullable */
  PlumbSnapshot *whole;        /* owned, nullable: the loop as it was before */
  PlumbEvaluation *evaluation; /* owned, nullable */
} PlumbChange;

/* Both inside a write transaction. close writes the event; clear frees what the change owns, closed or not. */
gboolean plumb_change_open (PlumbChange *change, PlumbSqlite *sqlite, PlumbCommand *command, GError **error);
gboolean plumb_change_close (PlumbChange *change, const char *kind, const char *payload, GError **error);
void plumb_change_clear (PlumbChange *change);

/* A text argument of the change's command: NULL when it is absent, or "". */
const char *plumb_change_get_argument (const PlumbChange *change, const char *name);
const char *plumb_change_get_text (const PlumbChange *change, const char *name);
#define SQL_ARGUMENT(change, name) SQL_TEXT (plumb_change_get_argument (change, name))
#define SQL_ARGUMENT_OR_EMPTY(change, name) SQL_TEXT (plumb_change_get_text (change, name))

/* Runs a statement that ends in RETURNING * and records the rows it wrote: one at least, or NOT_FOUND. */
gboolean plumb_change_write (PlumbChange *change, PlumbTable table, PlumbSql which, const PlumbSqlValue *values, gsize n_values,
                             GError **error);
/* The same; *found tells whether there was a row to write. */
gboolean plumb_change_try_write (PlumbChange *change, PlumbTable table, PlumbSql which, const PlumbSqlValue *values,
                                 gsize n_values, gboolean *found, GError **error);
/* The same for DELETE; any number of rows. */
gboolean plumb_change_remove (PlumbChange *change, PlumbTable table, PlumbSql which, const PlumbSqlValue *values, gsize n_values,
                              GError **error);

/* Fills change->facts for the command. */
gboolean plumb_change_find_facts (PlumbChange *change, GError **error);

/* A record of `rows`, for verify. */
typedef struct
{
  PlumbTable table;
  gboolean removed;
  const char *key; /* not terminated: the parts of the primary key after the loop, '/' between */
  gsize key_length;
  const guint8 *digest; /* NULL when removed */
} PlumbRowRecord;

/* Reads the record at *offset and moves on; FALSE when the bytes are not whole. */
gboolean plumb_row_record_read (const guint8 *rows, gsize length, gsize *offset, PlumbRowRecord *record);
/* The key of a row of `table`, as in a record. */
void plumb_row_append_key (GString *key, PlumbTable table, sqlite3_stmt *row);

/* What each command writes: store-sqlite-apply-card.c, -loop.c, -debrief.c, store-sqlite-feedback.c, store-sqlite-import.c. */
typedef gboolean (*PlumbApplyFunc) (PlumbChange *change, GError **error);
gboolean plumb_apply_start_card (PlumbChange *change, GError **error);
gboolean plumb_apply_set_clock (PlumbChange *change, GError **error);
gboolean plumb_apply_set_answer (PlumbChange *change, GError **error);
gboolean plumb_apply_set_notes (PlumbChange *change, GError **error);
gboolean plumb_apply_set_rationale (PlumbChange *change, GError **error);
gboolean plumb_apply_set_signal (PlumbChange *change, GError **error);
gboolean plumb_apply_set_evidence (PlumbChange *change, GError **error);
gboolean plumb_apply_add_seconds (PlumbChange *change, GError **error);
gboolean plumb_apply_raise_flag (PlumbChange *change, GError **error);
gboolean plumb_apply_edit_flag (PlumbChange *change, GError **error);
gboolean plumb_apply_withdraw_flag (PlumbChange *change, GError **error);
gboolean plumb_apply_set_summary (PlumbChange *change, GError **error);
gboolean plumb_apply_submit_card (PlumbChange *change, GError **error);
gboolean plumb_apply_amend_card (PlumbChange *change, GError **error);
gboolean plumb_apply_add_person (PlumbChange *change, GError **error);
gboolean plumb_apply_add_template (PlumbChange *change, GError **error);
gboolean plumb_apply_open_loop (PlumbChange *change, GError **error);
gboolean plumb_apply_close_loop (PlumbChange *change, GError **error);
gboolean plumb_apply_assign (PlumbChange *change, GError **error);
gboolean plumb_apply_reassign (PlumbChange *change, GError **error);
gboolean plumb_apply_schedule (PlumbChange *change, GError **error);
gboolean plumb_apply_corroborate_flag (PlumbChange *change, GError **error);
gboolean plumb_apply_withdraw_corroboration (PlumbChange *change, GError **error);
gboolean plumb_apply_merge_flag (PlumbChange *change, GError **error);
gboolean plumb_apply_unmerge_flag (PlumbChange *change, GError **error);
gboolean plumb_apply_start_debrief (PlumbChange *change, GError **error);
gboolean plumb_apply_record_point (PlumbChange *change, GError **error);
gboolean plumb_apply_give_feedback (PlumbChange *change, GError **error);
gboolean plumb_apply_acknowledge_feedback (PlumbChange *change, GError **error);
gboolean plumb_apply_erase_feedback (PlumbChange *change, GError **error);
gboolean plumb_apply_skip (PlumbChange *change, GError **error);
gboolean plumb_apply_skip_stage (PlumbChange *change, GError **error);
gboolean plumb_apply_resolve_flag (PlumbChange *change, GError **error);
gboolean plumb_apply_vote (PlumbChange *change, GError **error);
gboolean plumb_apply_give_verdict (PlumbChange *change, GError **error);
gboolean plumb_apply_decide (PlumbChange *change, GError **error);
gboolean plumb_apply_reopen_loop (PlumbChange *change, GError **error);
gboolean plumb_apply_break_seal (PlumbChange *change, GError **error);
gboolean plumb_apply_import_loop (PlumbChange *change, GError **error);

/* Rows that several of them write. */
gboolean plumb_change_write_person (PlumbChange *change, const PlumbPerson *person, GError **error);
gboolean plumb_change_write_template (PlumbChange *change, const PlumbTemplate *template, GError **error);
/* Is this very version there? EXISTS when another one stands under its key and version. */
gboolean plumb_change_has_template (PlumbChange *change, const PlumbTemplate *template, gboolean *found, GError **error);
gboolean plumb_change_write_candidate (PlumbChange *change, const PlumbCandidate *candidate, GError **error);
gboolean plumb_change_write_assignment (PlumbChange *change, const PlumbAssignment *assignment, GError **error);
gboolean plumb_change_write_stage_skip (PlumbChange *change, const PlumbStageSkip *skip, GError **error);
gboolean plumb_change_write_state (PlumbChange *change, PlumbLoopState state, GError **error);
gboolean plumb_change_write_flag_event (PlumbChange *change, const char *flag, const PlumbFlagEvent *event, GError **error);
gboolean plumb_change_write_verdict (PlumbChange *change, const PlumbVerdict *verdict, GError **error);
gboolean plumb_change_write_debrief (PlumbChange *change, const PlumbDebrief *debrief, GError **error);
/* In the place of what was recorded of the point before. */
gboolean plumb_change_write_point (PlumbChange *change, const PlumbPoint *point, GError **error);
gboolean plumb_change_write_card (PlumbChange *change, const PlumbAssignment *assignment, GError **error);

/* store-sqlite-roll-up.c: writes the row of the list for the change's loop as it is now. */
gboolean plumb_change_roll_up (PlumbChange *change, GError **error);

/* Does a command of this kind move the loop in the list, and may it change its figures? Work inside a draft does neither. */
gboolean plumb_sqlite_kind_rolls_up (PlumbCommandKind kind);

/* May even the blind see what a command of this kind changed? */
gboolean plumb_sqlite_kind_is_seen (PlumbCommandKind kind);

/* Is the loop of an import command here already, with the same content? EXISTS when the content differs. */
gboolean plumb_change_is_imported (PlumbChange *change, gboolean *same, GError **error);

G_END_DECLS
