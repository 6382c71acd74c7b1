/* store-sqlite-apply-card.c - what a panelist's commands write: clock, answers, notes, evidence, flags, summary, submission, amendments.
 *
 * The rules have been asked. The work of an interview writes one small row; nothing here reads the whole loop but an amendment.
 */
#include "app/blind.h"
#include "app/store-sqlite-change.h"

#include <string.h>

static gboolean
write_times (PlumbChange *change, const PlumbScorecard *card, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_CARD, PLUMB_SQL_SET_CARD_TIMES,
                             SQL_VALUES (SQL_TEXT (plumb_card_state_to_nick (card->state)), SQL_INTEGER (card->started_at),
                                         SQL_INTEGER (card->submitted_at), SQL_INTEGER (card->elapsed),
                                         SQL_INTEGER (card->running_since), SQL_INTEGER (change->sequence),
                                         SQL_TEXT (change->loop), SQL_TEXT (change->assignment->id)),
                             error);
}

static void
set_running (PlumbChange *change, gboolean running)
{
  PlumbScorecard *card = change->assignment->card;

  card->elapsed = plumb_scorecard_get_elapsed (card, change->at);
  card->running_since = running ? change->at : 0;
}

/* An interview starts with its clock running. */
gboolean
plumb_apply_start_card (PlumbChange *change, GError **error)
{
  PlumbScorecard *card = change->assignment->card;

  card->state = PLUMB_CARD_DRAFT;
  card->started_at = change->at;
  set_running (change, TRUE);
  return write_times (change, card, error);
}

gboolean
plumb_apply_set_clock (PlumbChange *change, GError **error)
{
  PlumbScorecard *card = change->assignment->card;

  set_running (change, plumb_command_get_integer (change->command, "running") != 0);
  card->elapsed = MAX (0, card->elapsed - plumb_command_get_integer (change->command, "taken") * G_USEC_PER_SEC);
  return write_times (change, change->assignment->card, error);
}

gboolean
plumb_apply_submit_card (PlumbChange *change, GError **error)
{
  PlumbScorecard *card = change->assignment->card;

  set_running (change, FALSE);
  card->state = PLUMB_CARD_SUBMITTED;
  card->submitted_at = change->at;
  return write_times (change, card, error);
}

/* The most frequent save: an update of the row that is nearly always there costs less than an insert that falls back to one. */
gboolean
plumb_apply_set_answer (PlumbChange *change, GError **error)
{
  const char *assignment = plumb_change_get_argument (change, "assignment");
  const char *question = plumb_change_get_argument (change, "question");
  const char *state = plumb_change_get_argument (change, "state");
  gint64 score = plumb_command_get_integer (change->command, "score");
  gboolean found;

  if (!plumb_change_try_write (change, PLUMB_TABLE_ANSWER, PLUMB_SQL_UPDATE_ANSWER,
                               SQL_VALUES (SQL_TEXT (state), SQL_INTEGER (score), SQL_INTEGER (change->at),
                                           SQL_INTEGER (change->sequence), SQL_TEXT (change->loop), SQL_TEXT (assignment),
                                           SQL_TEXT (question)),
                               &found, error))
    return FALSE;
  return found
         || plumb_change_write (change, PLUMB_TABLE_ANSWER, PLUMB_SQL_INSERT_ANSWER,
                                SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (assignment), SQL_TEXT (question), SQL_TEXT (state),
                                            SQL_INTEGER (score), SQL_TEXT (""), SQL_INTEGER (0), SQL_INTEGER (change->at),
                                            SQL_INTEGER (change->sequence)),
                                error);
}

/* One text of a question's note. */
static gboolean
write_note (PlumbChange *change, PlumbSql which, const char *text, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_NOTE, which,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_ARGUMENT (change, "assignment"),
                                         SQL_ARGUMENT (change, "question"), SQL_TEXT (text), SQL_INTEGER (change->at),
                                         SQL_INTEGER (change->sequence)),
                             error);
}

gboolean
plumb_apply_set_notes (PlumbChange *change, GError **error)
{
  return write_note (change, PLUMB_SQL_SET_NOTES, plumb_change_get_text (change, "notes"), error);
}

gboolean
plumb_apply_set_rationale (PlumbChange *change, GError **error)
{
  return write_note (change, PLUMB_SQL_SET_RATIONALE, plumb_change_get_text (change, "rationale"), error);
}

/* state, score and signals of the named answer; open and none when it has no row yet. */
static gboolean
read_answer (PlumbChange *change, PlumbAnswer *answer, GError **error)
{
  sqlite3_stmt *row;
  gboolean whole;

  switch (plumb_sqlite_find (
      change->sqlite, PLUMB_SQL_READ_ANSWER,
      SQL_VALUES (SQL_TEXT (change->loop), SQL_ARGUMENT (change, "assignment"), SQL_ARGUMENT (change, "question")), &row, error))
    {
    case PLUMB_STEP_DONE:
      return TRUE;
    case PLUMB_STEP_ROW:
      answer->score = sqlite3_column_int (row, 1);
      g_strfreev (answer->signals);
      answer->signals = g_strsplit (plumb_row_get_text (row, 2), " ", -1);
      whole = plumb_row_read_word (row, 0, answer_state, &answer->state)
              || plumb_sqlite_fail_row (change->sqlite, "a row of answer can't be read", error);
      plumb_sqlite_reset (row);
      return whole;
    default:
      return FALSE;
    }
}

/* The observed signals in the order of the question's checklist, with `key` added or taken out. */
static char *
dup_signals (const PlumbQuestion *question, const PlumbAnswer *answer, const char *key, gboolean observed)
{
  GString *signals = g_string_new (NULL);

  for (guint i = 0; i < question->signals->len; i++)
    {
      const PlumbSignal *signal = g_ptr_array_index (question->signals, i);
      gboolean had = g_strv_contains ((const char *const *)answer->signals, signal->key);

      if (g_str_equal (signal->key, key) ? observed : had)
        g_string_append_printf (signals, "%s%s", signals->len > 0 ? " " : "", signal->key);
    }
  return g_string_free (signals, FALSE);
}

gboolean
plumb_apply_set_signal (PlumbChange *change, GError **error)
{
  const PlumbStage *stage = plumb_template_get_stage (change->facts.template, change->assignment->stage, NULL);
  const PlumbScriptItem *item = plumb_stage_get_item (stage, plumb_change_get_argument (change, "question"), NULL);
  PlumbAnswer *answer = plumb_answer_new (plumb_change_get_argument (change, "question"));
  g_autofree char *signals = NULL;
  gboolean done = read_answer (change, answer, error);

  if (done)
    signals = dup_signals (item->question, answer, plumb_change_get_argument (change, "signal"),
                           plumb_command_get_integer (change->command, "observed") != 0);
  plumb_answer_free (answer);
  return done
         && plumb_change_write (change, PLUMB_TABLE_ANSWER, PLUMB_SQL_SET_SIGNALS,
                                SQL_VALUES (SQL_TEXT (change->loop), SQL_ARGUMENT (change, "assignment"),
                                            SQL_ARGUMENT (change, "question"), SQL_TEXT (signals), SQL_INTEGER (change->at),
                                            SQL_INTEGER (change->sequence)),
                                error);
}

gboolean
plumb_apply_add_seconds (PlumbChange *change, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_ANSWER, PLUMB_SQL_ADD_SECONDS,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_ARGUMENT (change, "assignment"),
                                         SQL_ARGUMENT (change, "question"),
                                         SQL_INTEGER (plumb_command_get_integer (change->command, "seconds")),
                                         SQL_INTEGER (change->at), SQL_INTEGER (change->sequence)),
                             error);
}

gboolean
plumb_apply_set_evidence (PlumbChange *change, GError **error)
{
  const char *assignment = plumb_change_get_argument (change, "assignment");
  const char *question = plumb_change_get_argument (change, "question");
  const char *target = plumb_change_get_argument (change, "target");
  const char *quote = plumb_change_get_argument (change, "quote");

  if (quote == NULL)
    return plumb_change_remove (
        change, PLUMB_TABLE_EVIDENCE, PLUMB_SQL_REMOVE_EVIDENCE,
        SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (assignment), SQL_TEXT (question), SQL_TEXT (target)), error);
  return plumb_change_write (change, PLUMB_TABLE_EVIDENCE, PLUMB_SQL_SET_EVIDENCE,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (assignment), SQL_TEXT (question), SQL_TEXT (target),
                                         SQL_TEXT (quote), SQL_INTEGER (change->sequence)),
                             error);
}

gboolean
plumb_apply_raise_flag (PlumbChange *change, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_FLAG, PLUMB_SQL_INSERT_FLAG,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_ARGUMENT (change, "flag"),
                                         SQL_ARGUMENT (change, "assignment"), SQL_ARGUMENT (change, "question"),
                                         SQL_ARGUMENT (change, "choice"), SQL_ARGUMENT (change, "label"),
                                         SQL_ARGUMENT (change, "severity"), SQL_ARGUMENT_OR_EMPTY (change, "quote"),
                                         SQL_TEXT (plumb_flag_state_to_nick (PLUMB_FLAG_OPEN)), SQL_TEXT (""), SQL_TEXT (NULL),
                                         SQL_INTEGER (0), SQL_INTEGER (change->at), SQL_INTEGER (change->sequence)),
                             error);
}

gboolean
plumb_apply_edit_flag (PlumbChange *change, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_FLAG, PLUMB_SQL_EDIT_FLAG,
                             SQL_VALUES (SQL_ARGUMENT (change, "question"), SQL_ARGUMENT (change, "choice"),
                                         SQL_ARGUMENT (change, "label"), SQL_ARGUMENT (change, "severity"),
                                         SQL_ARGUMENT_OR_EMPTY (change, "quote"), SQL_INTEGER (change->sequence),
                                         SQL_TEXT (change->loop), SQL_ARGUMENT (change, "flag")),
                             error);
}

/* What stood as evidence for the flag goes with it. */
gboolean
plumb_apply_withdraw_flag (PlumbChange *change, GError **error)
{
  const char *flag = plumb_change_get_argument (change, "flag");

  return plumb_change_remove (change, PLUMB_TABLE_EVIDENCE, PLUMB_SQL_REMOVE_FLAG_EVIDENCE,
                              SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (change->assignment->id), SQL_TEXT (flag)), error)
         && plumb_change_remove (change, PLUMB_TABLE_FLAG, PLUMB_SQL_REMOVE_FLAG,
                                 SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (flag)), error);
}

gboolean
plumb_apply_set_summary (PlumbChange *change, GError **error)
{
  return plumb_change_write (
      change, PLUMB_TABLE_CARD, PLUMB_SQL_SET_CARD_SUMMARY,
      SQL_VALUES (SQL_ARGUMENT (change, "recommendation"), SQL_ARGUMENT_OR_EMPTY (change, "no_decision_reason"),
                  SQL_ARGUMENT_OR_EMPTY (change, "summary"), SQL_ARGUMENT_OR_EMPTY (change, "handover"),
                  SQL_INTEGER (change->sequence), SQL_TEXT (change->loop), SQL_ARGUMENT (change, "assignment")),
      error);
}

/* What an amended field held, as text: digits of a scored answer, else the nick of its state. */
static char *
dup_before (PlumbChange *change, const char *field)
{
  const PlumbAssignment *assignment
      = plumb_loop_get_assignment (change->facts.loop, plumb_change_get_argument (change, "assignment"));
  const char *question = plumb_change_get_argument (change, "question");
  const PlumbAnswer *answer = question != NULL ? plumb_scorecard_get_answer (assignment->card, question) : NULL;

  if (answer == NULL)
    return g_strdup (g_str_equal (field, "summary") ? assignment->card->summary
                                                    : plumb_recommendation_to_nick (assignment->card->recommendation));
  if (g_str_equal (field, "notes"))
    return g_strdup (answer->notes);
  if (answer->state == PLUMB_ANSWER_SCORED)
    return g_strdup_printf ("%d", answer->score);
  return g_strdup (plumb_answer_state_to_nick (answer->state));
}

static gboolean
write_amended_answer (PlumbChange *change, const char *field, const char *after, GError **error)
{
  gboolean scored = g_str_equal (field, "score");
  const char *state = scored ? plumb_answer_state_to_nick (PLUMB_ANSWER_SCORED) : after;
  gint64 score = scored ? g_ascii_strtoll (after, NULL, 10) : 0;

  if (g_str_equal (field, "notes"))
    return write_note (change, PLUMB_SQL_SET_NOTES, after, error);
  return plumb_change_write (change, PLUMB_TABLE_ANSWER, PLUMB_SQL_UPDATE_ANSWER,
                             SQL_VALUES (SQL_TEXT (state), SQL_INTEGER (score), SQL_INTEGER (change->at),
                                         SQL_INTEGER (change->sequence), SQL_TEXT (change->loop),
                                         SQL_ARGUMENT (change, "assignment"), SQL_ARGUMENT (change, "question")),
                             error);
}

static gboolean
write_amended_card (PlumbChange *change, const char *field, const char *after, GError **error)
{
  return plumb_change_write (
      change, PLUMB_TABLE_CARD,
      g_str_equal (field, "summary") ? PLUMB_SQL_AMEND_CARD_SUMMARY : PLUMB_SQL_AMEND_CARD_RECOMMENDATION,
      SQL_VALUES (SQL_TEXT (after), SQL_INTEGER (change->sequence), SQL_TEXT (change->loop), SQL_ARGUMENT (change, "assignment")),
      error);
}

/* The amendment first: only in its event does the frozen card let itself be changed. */
gboolean
plumb_apply_amend_card (PlumbChange *change, GError **error)
{
  const char *actor = plumb_command_get_actor (change->command);
  const char *question = plumb_change_get_argument (change, "question");
  const char *field = plumb_change_get_argument (change, "field");
  const char *after = plumb_change_get_argument (change, "after");
  g_autofree char *before = dup_before (change, field);
  gboolean not_blind = plumb_blind_has_seen_others (change->facts.loop, actor, change->facts.actor_role);

  if (!plumb_change_write (change, PLUMB_TABLE_AMENDMENT, PLUMB_SQL_INSERT_AMENDMENT,
                           SQL_VALUES (SQL_TEXT (change->loop), SQL_ARGUMENT (change, "amendment"),
                                       SQL_ARGUMENT (change, "assignment"), SQL_TEXT (question), SQL_TEXT (field),
                                       SQL_TEXT (before), SQL_TEXT (after), SQL_ARGUMENT (change, "reason"), SQL_TEXT (actor),
                                       SQL_INTEGER (not_blind), SQL_INTEGER (change->at), SQL_INTEGER (change->sequence)),
                           error))
    return FALSE;
  return question != NULL ? write_amended_answer (change, field, after, error) : write_amended_card (change, field, after, error);
}
