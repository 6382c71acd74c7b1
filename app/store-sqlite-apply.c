/* store-sqlite-apply.c - commands, applied: facts, rules, rows, roll-up and event of each in one transaction.
 *
 * A command that is refused, and anything that fails on the way, leaves the workspace as it was. When plumb_sqlite_apply answers TRUE,
 * the commit is on the disk. The head of the trail is read inside the transaction: a second process may have written since.
 */
#include "app/store-sqlite-change.h"

#include <string.h>
#include <sys/random.h>

static const struct
{
  PlumbApplyFunc apply;
  gboolean rolls_up; /* moves the loop in the list and may change its figures: work inside a draft does neither */
  gboolean is_seen;  /* even by the blind: panel, schedule, states; nothing of what is in the cards or said about them */
} appliers[PLUMB_N_COMMANDS] = {
  [PLUMB_COMMAND_ADD_PERSON] = { plumb_apply_add_person, FALSE },
  [PLUMB_COMMAND_ADD_TEMPLATE] = { plumb_apply_add_template, FALSE },
  [PLUMB_COMMAND_OPEN_LOOP] = { plumb_apply_open_loop, TRUE, TRUE },
  [PLUMB_COMMAND_CLOSE_LOOP] = { plumb_apply_close_loop, TRUE, TRUE },
  [PLUMB_COMMAND_ASSIGN] = { plumb_apply_assign, TRUE, TRUE },
  [PLUMB_COMMAND_REASSIGN] = { plumb_apply_reassign, TRUE, TRUE },
  [PLUMB_COMMAND_SCHEDULE] = { plumb_apply_schedule, TRUE, TRUE },
  [PLUMB_COMMAND_SKIP] = { plumb_apply_skip, TRUE, TRUE },
  [PLUMB_COMMAND_SKIP_STAGE] = { plumb_apply_skip_stage, TRUE, TRUE },
  [PLUMB_COMMAND_START_CARD] = { plumb_apply_start_card, TRUE, TRUE },
  [PLUMB_COMMAND_SET_CLOCK] = { plumb_apply_set_clock, FALSE },
  [PLUMB_COMMAND_SET_ANSWER] = { plumb_apply_set_answer, FALSE },
  [PLUMB_COMMAND_SET_NOTES] = { plumb_apply_set_notes, FALSE },
  [PLUMB_COMMAND_SET_RATIONALE] = { plumb_apply_set_rationale, FALSE },
  [PLUMB_COMMAND_SET_SIGNAL] = { plumb_apply_set_signal, FALSE },
  [PLUMB_COMMAND_SET_EVIDENCE] = { plumb_apply_set_evidence, FALSE },
  [PLUMB_COMMAND_ADD_SECONDS] = { plumb_apply_add_seconds, FALSE },
  [PLUMB_COMMAND_RAISE_FLAG] = { plumb_apply_raise_flag, FALSE },
  [PLUMB_COMMAND_EDIT_FLAG] = { plumb_apply_edit_flag, FALSE },
  [PLUMB_COMMAND_WITHDRAW_FLAG] = { plumb_apply_withdraw_flag, FALSE },
  [PLUMB_COMMAND_RESOLVE_FLAG] = { plumb_apply_resolve_flag, TRUE },
  [PLUMB_COMMAND_CORROBORATE_FLAG] = { plumb_apply_corroborate_flag, TRUE },
  [PLUMB_COMMAND_WITHDRAW_CORROBORATION] = { plumb_apply_withdraw_corroboration, TRUE },
  [PLUMB_COMMAND_MERGE_FLAG] = { plumb_apply_merge_flag, TRUE },
  [PLUMB_COMMAND_UNMERGE_FLAG] = { plumb_apply_unmerge_flag, TRUE },
  [PLUMB_COMMAND_SET_SUMMARY] = { plumb_apply_set_summary, FALSE },
  [PLUMB_COMMAND_SUBMIT_CARD] = { plumb_apply_submit_card, TRUE, TRUE },
  [PLUMB_COMMAND_AMEND_CARD] = { plumb_apply_amend_card, TRUE },
  [PLUMB_COMMAND_START_DEBRIEF] = { plumb_apply_start_debrief, TRUE },
  [PLUMB_COMMAND_RECORD_POINT] = { plumb_apply_record_point, TRUE },
  [PLUMB_COMMAND_VOTE] = { plumb_apply_vote, TRUE },
  [PLUMB_COMMAND_GIVE_VERDICT] = { plumb_apply_give_verdict, TRUE },
  [PLUMB_COMMAND_DECIDE] = { plumb_apply_decide, TRUE, TRUE },
  [PLUMB_COMMAND_REOPEN_LOOP] = { plumb_apply_reopen_loop, TRUE, TRUE },
  [PLUMB_COMMAND_BREAK_SEAL] = { plumb_apply_break_seal, TRUE },
  [PLUMB_COMMAND_GIVE_FEEDBACK] = { plumb_apply_give_feedback, FALSE },
  [PLUMB_COMMAND_ACKNOWLEDGE_FEEDBACK] = { plumb_apply_acknowledge_feedback, FALSE },
  [PLUMB_COMMAND_ERASE_FEEDBACK] = { plumb_apply_erase_feedback, FALSE },
  [PLUMB_COMMAND_IMPORT_LOOP] = { plumb_apply_import_loop, TRUE, TRUE },
};

static gboolean
is_feedback (PlumbCommandKind kind)
{
  return kind == PLUMB_COMMAND_GIVE_FEEDBACK || kind == PLUMB_COMMAND_ACKNOWLEDGE_FEEDBACK
         || kind == PLUMB_COMMAND_ERASE_FEEDBACK;
}

gboolean
plumb_change_open (PlumbChange *change, PlumbSqlite *sqlite, PlumbCommand *command, GError **error)
{
  memset (change, 0, sizeof *change);
  change->sqlite = sqlite;
  change->command = command;
  change->loop = command != NULL ? plumb_command_get_loop (command) : NULL;
  change->apart = command != NULL && is_feedback (plumb_command_get_kind (command));
  if (!plumb_sqlite_read_head (sqlite, &change->previous, error))
    return FALSE;
  change->sequence = change->previous.sequence + 1;
  change->at = MAX (plumb_instant_now (), change->previous.at);
  if (getrandom (change->salt, sizeof change->salt, 0) != (ssize_t)sizeof change->salt)
    {
      g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "The system gives no random numbers; nothing was changed.");
      return FALSE;
    }
  change->rows = g_byte_array_new ();
  return TRUE;
}

void
plumb_change_clear (PlumbChange *change)
{
  g_clear_pointer (&change->rows, g_byte_array_unref);
  g_clear_pointer (&change->assignment, plumb_assignment_free);
  g_clear_pointer (&change->flag, plumb_flag_free);
  g_clear_pointer (&change->feedback, plumb_feedback_free);
  g_clear_pointer (&change->evaluation, plumb_evaluation_unref);
  g_clear_pointer (&change->whole, plumb_snapshot_unref);
}

gboolean
plumb_change_close (PlumbChange *change, const char *kind, const char *payload, GError **error)
{
  const char *actor = change->command != NULL ? plumb_command_get_actor (change->command) : NULL;
  const char *loop = change->apart ? NULL : change->loop;
  PlumbDigest *digest = plumb_digest_new ();
  guint8 payload_digest[PLUMB_DIGEST_BYTES];
  guint8 hash[PLUMB_DIGEST_BYTES];

  plumb_digest_add_bytes (digest, change->salt, sizeof change->salt);
  plumb_digest_add_text (digest, payload);
  plumb_digest_finish (digest, payload_digest);
  plumb_audit_link (change->previous.hash, change->sequence, change->at, actor, loop, kind, payload_digest, change->rows->data,
                    change->rows->len, hash);
  return plumb_sqlite_run (change->sqlite, PLUMB_SQL_INSERT_EVENT,
                           SQL_VALUES (SQL_INTEGER (change->sequence), SQL_INTEGER (change->at), SQL_TEXT (actor),
                                       SQL_TEXT (loop), SQL_TEXT (kind), SQL_DOCUMENT (payload),
                                       SQL_BLOB (change->salt, sizeof change->salt),
                                       SQL_BLOB (payload_digest, sizeof payload_digest),
                                       SQL_BLOB (change->rows->data, change->rows->len), SQL_BLOB (hash, sizeof hash)),
                           error);
}

gboolean
plumb_sqlite_kind_rolls_up (PlumbCommandKind kind)
{
  return appliers[kind].rolls_up;
}

gboolean
plumb_sqlite_kind_is_seen (PlumbCommandKind kind)
{
  return appliers[kind].is_seen;
}

/* The arguments as the trail keeps them. What is typed is saved every second and may be deleted again before the card is submitted, and
 * feedback can be erased: of such texts only the length in bytes is kept; the row's digest vouches for the text itself. */
static char *
dup_payload (PlumbCommand *command)
{
  static const char *const typed[] = { "notes", "rationale", "summary", "handover", "no_decision_reason", "good", "improve" };
  PlumbCommandKind kind = plumb_command_get_kind (command);
  json_t *arguments;
  char *payload;

  if (kind != PLUMB_COMMAND_SET_NOTES && kind != PLUMB_COMMAND_SET_RATIONALE && kind != PLUMB_COMMAND_SET_SUMMARY
      && kind != PLUMB_COMMAND_GIVE_FEEDBACK)
    return plumb_command_dup_payload (command);
  arguments = json_copy (plumb_command_get_arguments (command));
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      json_t *text = json_object_get (arguments, typed[i]);

      if (json_is_string (text))
        json_object_set_new (arguments, typed[i], json_integer ((json_int_t)json_string_length (text)));
    }
  if (kind == PLUMB_COMMAND_GIVE_FEEDBACK) /* whose card it is about is for the two of them to know */
    json_object_del (arguments, "assignment");
  payload = plumb_json_dup_canonical (arguments);
  json_decref (arguments);
  return payload;
}

/* What touches no row (evidence removed that was not there) is no event: each event is vouched for by a row that names it. */
static gboolean
apply_rows (PlumbChange *change, GError **error)
{
  PlumbCommandKind kind = plumb_command_get_kind (change->command);
  g_autofree char *payload = NULL;

  if (!appliers[kind].apply (change, error))
    return FALSE;
  if (change->rows->len == 0)
    return TRUE;
  payload = dup_payload (change->command);
  return (!appliers[kind].rolls_up || plumb_change_roll_up (change, error))
         && plumb_change_close (change, plumb_command_kind_to_nick (kind), payload, error);
}

static gboolean
apply_one (PlumbSqlite *sqlite, PlumbCommand *command, GError **error)
{
  PlumbChange change;
  gboolean same = FALSE;
  gboolean done;

  done = plumb_change_open (&change, sqlite, command, error) && plumb_change_find_facts (&change, error)
         && plumb_rules_check (command, &change.facts, error);
  if (done && plumb_command_get_kind (command) == PLUMB_COMMAND_IMPORT_LOOP)
    done = plumb_change_is_imported (&change, &same, error);
  if (done && !same)
    done = apply_rows (&change, error);
  plumb_change_clear (&change);
  return done;
}

/* What was erased stands in the write-ahead log until it is taken into the file. When somebody else reads just now the next checkpoint
 * does it. */
static void
empty_log (PlumbSqlite *sqlite)
{
  g_autoptr (GError) problem = NULL;

  if (!plumb_sqlite_run (sqlite, PLUMB_SQL_CHECKPOINT, SQL_NO_VALUES, &problem))
    g_debug ("%s", problem->message);
  sqlite->log_frames = 0;
}

gboolean
plumb_sqlite_apply (PlumbStore *store, PlumbCommand *const *commands, guint n_commands, guint *failed, GError **error)
{
  PlumbSqlite *sqlite = (PlumbSqlite *)store;
  gboolean erases = FALSE;

  *failed = 0;
  if (store->read_only)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_READ_ONLY, "“%s” is open for reading only. Nothing was changed.",
                   store->location);
      return FALSE;
    }
  if (!plumb_sqlite_begin (sqlite, PLUMB_SQL_BEGIN_WRITE, error))
    return FALSE;
  for (guint i = 0; i < n_commands; i++)
    {
      erases = erases || plumb_command_get_kind (commands[i]) == PLUMB_COMMAND_ERASE_FEEDBACK;
      if (!apply_one (sqlite, commands[i], error))
        {
          *failed = i;
          plumb_sqlite_roll_back (sqlite);
          return FALSE;
        }
    }
  plumb_sqlite_widen_log (sqlite);
  if (!plumb_sqlite_commit (sqlite, error))
    return FALSE;
  if (erases)
    empty_log (sqlite);
  return TRUE;
}
