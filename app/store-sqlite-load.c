/* store-sqlite-load.c - one loop, whole: a range of each table, put together as a tree.
 *
 * All ranges are read inside one transaction, so the tree is one state of the workspace. A row that no version of the program would
 * have written is CORRUPT and names its table; nothing is guessed.
 */
#include "app/store-sqlite-private.h"

#include <string.h>

typedef struct
{
  PlumbSqlite *sqlite;
  PlumbLoop *loop;
} Loading;

static gboolean
fail_damaged (Loading *loading, const char *table, GError **error)
{
  g_autofree char *what = g_strdup_printf ("a row of %s in loop %s can't be read", table, loading->loop->id);

  return plumb_sqlite_fail_row (loading->sqlite, what, error);
}

static gboolean
add_person_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbPerson *person = plumb_sqlite_read_person (row);

  if (person == NULL)
    return fail_damaged (loading, "person", error);
  g_ptr_array_add (loading->loop->people, person);
  return TRUE;
}

static gboolean
read_card (sqlite3_stmt *row, PlumbScorecard *card)
{
  card->started_at = sqlite3_column_int64 (row, 9);
  card->submitted_at = sqlite3_column_int64 (row, 10);
  card->elapsed = sqlite3_column_int64 (row, 11);
  card->running_since = sqlite3_column_int64 (row, 12);
  card->not_blind = sqlite3_column_int (row, 13) != 0;
  plumb_set_string (&card->no_decision_reason, plumb_row_get_text (row, 14));
  plumb_set_string (&card->summary, plumb_row_get_text (row, 15));
  plumb_set_string (&card->handover, plumb_row_get_text (row, 16));
  return plumb_row_read_word (row, 7, card_state, &card->state)
         && plumb_row_read_word (row, 8, recommendation, &card->recommendation);
}

static gboolean
add_assignment_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  const PlumbStage *stage = plumb_template_get_stage (loading->loop->template, plumb_row_get_text (row, 1), NULL);
  PlumbAssignment *assignment;
  PlumbSeat seat;

  if (stage == NULL || !plumb_row_read_word (row, 3, seat, &seat))
    return fail_damaged (loading, "assignment", error);
  assignment = plumb_assignment_new (plumb_row_get_text (row, 0), stage->key, plumb_row_get_text (row, 2), seat);
  g_ptr_array_add (loading->loop->assignments, assignment);
  assignment->scheduled_at = sqlite3_column_int64 (row, 4);
  assignment->skip_reason = plumb_row_dup_nullable (row, 5);
  assignment->late = sqlite3_column_int (row, 17) != 0;
  assignment->card = plumb_scorecard_new (plumb_row_get_text (row, 6), stage);
  return read_card (row, assignment->card) || fail_damaged (loading, "card", error);
}

/* The answer that columns 0 (assignment) and 1 (question) name, or NULL. */
static PlumbAnswer *
get_answer (Loading *loading, sqlite3_stmt *row)
{
  PlumbAssignment *assignment = plumb_loop_get_assignment (loading->loop, plumb_row_get_text (row, 0));

  return assignment != NULL ? plumb_scorecard_get_answer (assignment->card, plumb_row_get_text (row, 1)) : NULL;
}

static gboolean
fill_answer_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbAnswer *answer = get_answer (loading, row);

  if (answer == NULL || !plumb_row_read_word (row, 2, answer_state, &answer->state))
    return fail_damaged (loading, "answer", error);
  answer->score = sqlite3_column_int (row, 3);
  if (sqlite3_column_bytes (row, 4) > 0)
    {
      g_strfreev (answer->signals);
      answer->signals = g_strsplit (plumb_row_get_text (row, 4), " ", -1);
    }
  answer->seconds = sqlite3_column_int64 (row, 5);
  answer->updated_at = sqlite3_column_int64 (row, 6);
  return TRUE;
}

static gboolean
fill_note_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbAnswer *answer = get_answer (loading, row);

  if (answer == NULL)
    return fail_damaged (loading, "note", error);
  plumb_set_string (&answer->notes, plumb_row_get_text (row, 2));
  plumb_set_string (&answer->rationale, plumb_row_get_text (row, 3));
  answer->updated_at = MAX (answer->updated_at, sqlite3_column_int64 (row, 4));
  return TRUE;
}

static gboolean
add_evidence_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbAnswer *answer = get_answer (loading, row);

  if (answer == NULL)
    return fail_damaged (loading, "evidence", error);
  g_ptr_array_add (answer->evidence, plumb_evidence_new (plumb_row_get_text (row, 2), plumb_row_get_text (row, 3)));
  return TRUE;
}

PlumbFlag *
plumb_sqlite_read_flag (sqlite3_stmt *row)
{
  g_autoptr (PlumbFlag) flag = plumb_flag_new (plumb_row_get_text (row, 0), plumb_row_get_text (row, 1));

  plumb_set_string (&flag->question, (const char *)sqlite3_column_text (row, 2));
  plumb_set_string (&flag->choice, (const char *)sqlite3_column_text (row, 3));
  plumb_set_string (&flag->label, plumb_row_get_text (row, 4));
  plumb_set_string (&flag->quote, plumb_row_get_text (row, 6));
  plumb_set_string (&flag->resolution, plumb_row_get_text (row, 8));
  plumb_set_string (&flag->resolved_by, (const char *)sqlite3_column_text (row, 9));
  flag->resolved_at = sqlite3_column_int64 (row, 10);
  flag->raised_at = sqlite3_column_int64 (row, 11);
  if (!plumb_row_read_word (row, 5, severity, &flag->severity) || !plumb_row_read_word (row, 7, flag_state, &flag->state))
    return NULL;
  return g_steal_pointer (&flag);
}

static gboolean
add_flag_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbFlag *flag = plumb_sqlite_read_flag (row);

  if (flag == NULL)
    return fail_damaged (loading, "flag", error);
  g_ptr_array_add (loading->loop->flags, flag);
  return TRUE;
}

static gboolean
add_flag_event_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbFlag *flag = plumb_loop_get_flag (loading->loop, plumb_row_get_text (row, 0));
  PlumbFlagEvent *event;
  PlumbFlagAct act;

  if (flag == NULL || !plumb_row_read_word (row, 1, flag_act, &act))
    return fail_damaged (loading, "flag_event", error);
  event = plumb_flag_event_new (act, plumb_row_get_text (row, 2));
  g_ptr_array_add (flag->events, event);
  plumb_set_string (&event->into, (const char *)sqlite3_column_text (row, 3));
  plumb_set_string (&event->author, plumb_row_get_text (row, 4));
  event->at = sqlite3_column_int64 (row, 5);
  return TRUE;
}

static gboolean
add_debrief_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbDebrief *debrief = plumb_debrief_new ();

  g_ptr_array_add (loading->loop->debriefs, debrief);
  plumb_set_string (&debrief->person, plumb_row_get_text (row, 0));
  debrief->minutes = sqlite3_column_int (row, 1);
  debrief->at = sqlite3_column_int64 (row, 2);
  return TRUE;
}

static gboolean
add_point_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbPoint *point = plumb_point_new (plumb_row_get_text (row, 0));

  g_ptr_array_add (loading->loop->points, point);
  plumb_set_string (&point->title, plumb_row_get_text (row, 1));
  plumb_set_string (&point->note, plumb_row_get_text (row, 3));
  plumb_set_string (&point->author, plumb_row_get_text (row, 4));
  point->at = sqlite3_column_int64 (row, 5);
  return plumb_row_read_word (row, 2, point_outcome, &point->outcome) || fail_damaged (loading, "point", error);
}

static gboolean
add_vote_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbVote *vote = plumb_vote_new ();

  g_ptr_array_add (loading->loop->votes, vote);
  plumb_set_string (&vote->assignment, plumb_row_get_text (row, 0));
  plumb_set_string (&vote->reason, plumb_row_get_text (row, 3));
  vote->at = sqlite3_column_int64 (row, 4);
  return (plumb_row_read_word (row, 1, round, &vote->round) && plumb_row_read_word (row, 2, recommendation, &vote->value))
         || fail_damaged (loading, "vote", error);
}

static gboolean
add_verdict_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbVerdict *verdict = plumb_verdict_new ();
  g_auto (GStrv) confirmed = NULL;

  g_ptr_array_add (loading->loop->verdicts, verdict);
  plumb_set_string (&verdict->assignment, plumb_row_get_text (row, 0));
  plumb_set_string (&verdict->rationale, plumb_row_get_text (row, 2));
  verdict->at = sqlite3_column_int64 (row, 3);
  verdict->declared = sqlite3_column_type (row, 4) != SQLITE_NULL;
  confirmed = g_strsplit (plumb_row_get_text (row, 4), " ", -1);
  plumb_set_string (&verdict->independence_note, plumb_row_get_text (row, 5));
  return (plumb_row_read_word (row, 1, verdict, &verdict->value) && plumb_statements_from_nicks (confirmed, &verdict->confirmed))
         || fail_damaged (loading, "verdict", error);
}

/* A JSON array of texts; NULL when it is none. */
static GStrv
parse_dissents (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  json_t *array = json_loads (text, 0, NULL);
  gboolean whole = json_is_array (array);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      const char *person = json_string_value (json_array_get (array, i));

      whole = whole && person != NULL;
      if (person != NULL)
        g_strv_builder_add (builder, person);
    }
  json_decref (array);
  return whole ? g_strv_builder_end (builder) : NULL;
}

static gboolean
add_decision_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbDecision *decision = plumb_decision_new ();
  GStrv dissents = parse_dissents (plumb_row_get_text (row, 7));

  g_ptr_array_add (loading->loop->decisions, decision);
  if (dissents == NULL)
    return fail_damaged (loading, "decision", error);
  g_strfreev (decision->dissents);
  decision->dissents = dissents;
  plumb_set_string (&decision->id, plumb_row_get_text (row, 0));
  plumb_set_string (&decision->figures, plumb_row_get_text (row, 3));
  plumb_set_string (&decision->rationale, plumb_row_get_text (row, 4));
  plumb_set_string (&decision->override_reason, plumb_row_get_text (row, 5));
  plumb_set_string (&decision->conditions, plumb_row_get_text (row, 6));
  plumb_set_string (&decision->decider, plumb_row_get_text (row, 8));
  decision->at = sqlite3_column_int64 (row, 9);
  decision->superseded = sqlite3_column_int (row, 10) != 0;
  plumb_set_string (&decision->reopen_reason, plumb_row_get_text (row, 11));
  return (plumb_row_read_word (row, 1, decision, &decision->value) && plumb_row_read_word (row, 2, outcome, &decision->outcome))
         || fail_damaged (loading, "decision", error);
}

static gboolean
add_amendment_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbAssignment *assignment = plumb_loop_get_assignment (loading->loop, plumb_row_get_text (row, 1));
  PlumbAmendment *amendment;

  if (assignment == NULL)
    return fail_damaged (loading, "amendment", error);
  amendment = plumb_amendment_new ();
  g_ptr_array_add (assignment->card->amendments, amendment);
  plumb_set_string (&amendment->id, plumb_row_get_text (row, 0));
  plumb_set_string (&amendment->question, (const char *)sqlite3_column_text (row, 2));
  plumb_set_string (&amendment->field, plumb_row_get_text (row, 3));
  plumb_set_string (&amendment->before, plumb_row_get_text (row, 4));
  plumb_set_string (&amendment->after, plumb_row_get_text (row, 5));
  plumb_set_string (&amendment->reason, plumb_row_get_text (row, 6));
  plumb_set_string (&amendment->author, plumb_row_get_text (row, 7));
  amendment->not_blind = sqlite3_column_int (row, 8) != 0;
  amendment->at = sqlite3_column_int64 (row, 9);
  return TRUE;
}

static gboolean
add_seal_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  PlumbSeal *seal = plumb_seal_new ();

  g_ptr_array_add (loading->loop->seals, seal);
  plumb_set_string (&seal->person, plumb_row_get_text (row, 0));
  plumb_set_string (&seal->reason, plumb_row_get_text (row, 1));
  seal->at = sqlite3_column_int64 (row, 2);
  return TRUE;
}

static gboolean
add_stage_skip_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Loading *loading = data;
  const PlumbStage *stage = plumb_template_get_stage (loading->loop->template, plumb_row_get_text (row, 0), NULL);
  PlumbStageSkip *skip;

  if (stage == NULL)
    return fail_damaged (loading, "stage_skip", error);
  skip = plumb_stage_skip_new (stage->key, plumb_row_get_text (row, 1));
  g_ptr_array_add (loading->loop->stage_skips, skip);
  plumb_set_string (&skip->author, plumb_row_get_text (row, 2));
  skip->at = sqlite3_column_int64 (row, 3);
  return TRUE;
}

/* In this order: answers need their assignment, the register its flags, everything else only the loop. */
static const struct
{
  PlumbSql statement;
  PlumbRowFunc func;
} parts[] = {
  { PLUMB_SQL_LIST_LOOP_PEOPLE, add_person_cb },
  { PLUMB_SQL_LIST_ASSIGNMENTS, add_assignment_cb },
  { PLUMB_SQL_LIST_ANSWERS, fill_answer_cb },
  { PLUMB_SQL_LIST_NOTES, fill_note_cb },
  { PLUMB_SQL_LIST_EVIDENCE, add_evidence_cb },
  { PLUMB_SQL_LIST_AMENDMENTS, add_amendment_cb },
  { PLUMB_SQL_LIST_FLAGS, add_flag_cb },
  { PLUMB_SQL_LIST_VOTES, add_vote_cb },
  { PLUMB_SQL_LIST_VERDICTS, add_verdict_cb },
  { PLUMB_SQL_LIST_DECISIONS, add_decision_cb },
  { PLUMB_SQL_LIST_SEALS, add_seal_cb },
  { PLUMB_SQL_LIST_FLAG_EVENTS, add_flag_event_cb },
  { PLUMB_SQL_LIST_STAGE_SKIPS, add_stage_skip_cb },
  { PLUMB_SQL_LIST_DEBRIEFS, add_debrief_cb },
  { PLUMB_SQL_LIST_POINTS, add_point_cb },
};

/* Reads template and head of the loop; the row is reset when it answers. */
static PlumbLoop *
read_loop (PlumbSqlite *sqlite, const char *id, sqlite3_stmt *row, GError **error)
{
  g_autofree char *key = plumb_row_dup_text (row, 3);
  g_autoptr (PlumbLoop) loop = NULL;
  PlumbTemplate *template = plumb_sqlite_get_template (sqlite, key, sqlite3_column_int (row, 4), error);
  gboolean whole = FALSE;

  if (template != NULL)
    {
      loop = plumb_loop_new (id, template);
      plumb_set_string (&loop->role, plumb_row_get_text (row, 0));
      loop->opened_at = sqlite3_column_int64 (row, 2);
      loop->candidate = plumb_candidate_new (plumb_row_get_text (row, 5), plumb_row_get_text (row, 6));
      plumb_set_string (&loop->candidate->email, plumb_row_get_text (row, 7));
      plumb_set_string (&loop->candidate->headline, plumb_row_get_text (row, 8));
      whole = plumb_row_read_word (row, 1, loop_state, &loop->state)
              || plumb_sqlite_fail_row (sqlite, "a row of loop can't be read", error);
    }
  plumb_sqlite_reset (row);
  return whole ? g_steal_pointer (&loop) : NULL;
}

PlumbLoop *
plumb_sqlite_load_loop (PlumbSqlite *sqlite, const char *id, GError **error)
{
  g_autoptr (PlumbLoop) loop = NULL;
  Loading loading = { sqlite, NULL };
  sqlite3_stmt *row;

  switch (plumb_sqlite_find (sqlite, PLUMB_SQL_READ_LOOP, SQL_VALUES (SQL_TEXT (id)), &row, error))
    {
    case PLUMB_STEP_ROW:
      break;
    case PLUMB_STEP_DONE:
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "There is no loop “%s” in “%s”.", id, sqlite->base.location);
      return NULL;
    default:
      return NULL;
    }
  loop = read_loop (sqlite, id, row, error);
  if (loop == NULL)
    return NULL;
  loading.loop = loop;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!plumb_sqlite_each (sqlite, parts[i].statement, SQL_VALUES (SQL_TEXT (id)), parts[i].func, &loading, error))
      return NULL;
  plumb_loop_sort (loop);
  return g_steal_pointer (&loop);
}

gboolean
plumb_sqlite_read_head (PlumbSqlite *sqlite, PlumbHead *head, GError **error)
{
  sqlite3_stmt *row;
  gboolean whole;

  memset (head, 0, sizeof *head);
  switch (plumb_sqlite_find (sqlite, PLUMB_SQL_READ_HEAD, SQL_NO_VALUES, &row, error))
    {
    case PLUMB_STEP_DONE:
      return TRUE;
    case PLUMB_STEP_ROW:
      head->sequence = sqlite3_column_int64 (row, 0);
      head->at = sqlite3_column_int64 (row, 1);
      whole = sqlite3_column_bytes (row, 2) == PLUMB_DIGEST_BYTES;
      if (whole)
        memcpy (head->hash, sqlite3_column_blob (row, 2), PLUMB_DIGEST_BYTES);
      else
        plumb_sqlite_fail_row (sqlite, "the last event has no hash", error);
      plumb_sqlite_reset (row);
      return whole;
    default:
      return FALSE;
    }
}

/* The first event never changes, so its hash is read once. */
static gboolean
set_origin (PlumbSqlite *sqlite, PlumbSnapshot *snapshot, GError **error)
{
  sqlite3_stmt *row;

  if (sqlite->origin == NULL)
    switch (plumb_sqlite_find (sqlite, PLUMB_SQL_READ_ORIGIN, SQL_NO_VALUES, &row, error))
      {
      case PLUMB_STEP_ROW:
        if (sqlite3_column_bytes (row, 0) == PLUMB_DIGEST_BYTES)
          sqlite->origin = plumb_digest_dup_hex (sqlite3_column_blob (row, 0));
        plumb_sqlite_reset (row);
        break;
      case PLUMB_STEP_DONE:
        break;
      default:
        return FALSE;
      }
  plumb_snapshot_set_origin (snapshot, sqlite->origin != NULL ? sqlite->origin : "");
  return TRUE;
}

static PlumbSnapshot *
load_snapshot (PlumbSqlite *sqlite, const char *id, const char *viewer, GError **error)
{
  PlumbLoop *loop;
  PlumbRole role;
  PlumbHead head;
  PlumbSnapshot *snapshot;
  g_autofree char *hash = NULL;

  if (!plumb_sqlite_read_role (sqlite, viewer, &role, error) || !plumb_sqlite_read_head (sqlite, &head, error))
    return NULL;
  loop = plumb_sqlite_load_loop (sqlite, id, error);
  if (loop == NULL)
    return NULL;
  snapshot = plumb_snapshot_new (loop, viewer, role);
  hash = plumb_digest_dup_hex (head.hash);
  plumb_snapshot_set_anchor (snapshot, head.sequence, hash);
  if (!set_origin (sqlite, snapshot, error))
    g_clear_pointer (&snapshot, plumb_snapshot_unref);
  return snapshot;
}

PlumbSnapshot *
plumb_sqlite_load_snapshot (PlumbStore *store, const char *loop, const char *viewer, GError **error)
{
  PlumbSqlite *sqlite = (PlumbSqlite *)store;
  PlumbSnapshot *snapshot;

  if (!plumb_sqlite_begin (sqlite, PLUMB_SQL_BEGIN_READ, error))
    return NULL;
  snapshot = load_snapshot (sqlite, loop, viewer, error);
  plumb_sqlite_end_read (sqlite);
  return snapshot;
}
