/* store-sqlite-import.c - a whole loop at once, as one event.
 *
 * Who and what the loop refers to is added when it is not there; people are the same by id and keep what the workspace knows of them.
 * A template version or a candidate that is there with other content is refused. The cards come last: once a card is submitted, nothing
 * can be written under it.
 */
#include "app/exchange.h"
#include "app/store-sqlite-change.h"

static const char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* The loop as a document, people by their ids only: what is said of them belongs to the workspace. */
static char *
dup_content (const PlumbLoop *loop)
{
  json_t *document = plumb_exchange_loop_to_json (loop);
  json_t *people = json_object_get (document, "people");
  char *content;

  for (gsize i = 0; i < json_array_size (people); i++)
    json_array_set (people, i, json_object_get (json_array_get (people, i), "id"));
  content = plumb_json_dup_canonical (document);
  json_decref (document);
  return content;
}

gboolean
plumb_change_is_imported (PlumbChange *change, gboolean *same, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (PlumbLoop) loop = plumb_sqlite_load_loop (change->sqlite, change->loop, &problem);
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  *same = FALSE;
  if (g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND))
    return TRUE;
  if (loop == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  here = dup_content (loop);
  there = dup_content (plumb_command_get_import (change->command));
  *same = g_str_equal (here, there);
  if (!*same)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS,
                 "“%s” has the loop of %s (%s) already, with other content. Nothing was changed; a loop is never overwritten.",
                 change->sqlite->base.location, loop->candidate->name, loop->id);
  return *same;
}

static gboolean
write_people (PlumbChange *change, const PlumbLoop *loop, GError **error)
{
  for (guint i = 0; i < loop->people->len; i++)
    {
      const PlumbPerson *person = g_ptr_array_index (loop->people, i);
      g_autoptr (GError) problem = NULL;
      PlumbRole role;

      if (plumb_sqlite_read_role (change->sqlite, person->id, &role, &problem))
        continue;
      if (!g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (!plumb_change_write_person (change, person, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_loop (PlumbChange *change, const PlumbLoop *loop, GError **error)
{
  gboolean found;

  return write_people (change, loop, error) && plumb_change_has_template (change, loop->template, &found, error)
         && (found || plumb_change_write_template (change, loop->template, error))
         && plumb_change_write_candidate (change, loop->candidate, error)
         && plumb_change_write (change, PLUMB_TABLE_LOOP, PLUMB_SQL_INSERT_LOOP,
                                SQL_VALUES (SQL_TEXT (loop->id), SQL_TEXT (loop->candidate->id), SQL_TEXT (loop->template->key),
                                            SQL_INTEGER (loop->template->version), SQL_TEXT (loop->role),
                                            SQL_TEXT (plumb_loop_state_to_nick (loop->state)), SQL_INTEGER (loop->opened_at),
                                            SQL_INTEGER (change->sequence)),
                                error);
}

static gboolean
write_evidence (PlumbChange *change, const PlumbAssignment *assignment, const PlumbAnswer *answer, GError **error)
{
  for (guint i = 0; i < answer->evidence->len; i++)
    {
      const PlumbEvidence *evidence = g_ptr_array_index (answer->evidence, i);

      if (!plumb_change_write (change, PLUMB_TABLE_EVIDENCE, PLUMB_SQL_INSERT_EVIDENCE,
                               SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (assignment->id), SQL_TEXT (answer->question),
                                           SQL_TEXT (evidence->target), SQL_TEXT (evidence->quote),
                                           SQL_INTEGER (change->sequence)),
                               error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_answer (PlumbChange *change, const PlumbAssignment *assignment, const PlumbAnswer *answer, GError **error)
{
  g_autofree char *signals = g_strjoinv (" ", answer->signals);

  return plumb_change_write (change, PLUMB_TABLE_ANSWER, PLUMB_SQL_INSERT_ANSWER,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (assignment->id), SQL_TEXT (answer->question),
                                         SQL_TEXT (plumb_answer_state_to_nick (answer->state)), SQL_INTEGER (answer->score),
                                         SQL_TEXT (signals), SQL_INTEGER (answer->seconds), SQL_INTEGER (answer->updated_at),
                                         SQL_INTEGER (change->sequence)),
                             error)
         && ((*answer->notes == '\0' && *answer->rationale == '\0')
             || plumb_change_write (change, PLUMB_TABLE_NOTE, PLUMB_SQL_INSERT_NOTE,
                                    SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (assignment->id), SQL_TEXT (answer->question),
                                                SQL_TEXT (answer->notes), SQL_TEXT (answer->rationale),
                                                SQL_INTEGER (answer->updated_at), SQL_INTEGER (change->sequence)),
                                    error))
         && write_evidence (change, assignment, answer, error);
}

/* An answer that nothing was done to has no row. */
static gboolean
is_untouched (const PlumbAnswer *answer)
{
  return answer->state == PLUMB_ANSWER_OPEN && answer->signals[0] == NULL && *answer->notes == '\0' && *answer->rationale == '\0'
         && answer->evidence->len == 0 && answer->seconds == 0 && answer->updated_at == 0;
}

static gboolean
write_assignments (PlumbChange *change, const PlumbLoop *loop, GError **error)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (!plumb_change_write_assignment (change, assignment, error))
        return FALSE;
      for (guint j = 0; j < assignment->card->answers->len; j++)
        {
          const PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, j);

          if (!is_untouched (answer) && !write_answer (change, assignment, answer, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
write_amendment (PlumbChange *change, const PlumbAssignment *assignment, const PlumbAmendment *amendment, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_AMENDMENT, PLUMB_SQL_INSERT_AMENDMENT,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (amendment->id), SQL_TEXT (assignment->id),
                                         SQL_TEXT (amendment->question), SQL_TEXT (amendment->field),
                                         SQL_TEXT (amendment->before), SQL_TEXT (amendment->after), SQL_TEXT (amendment->reason),
                                         SQL_TEXT (or_null (amendment->author)), SQL_INTEGER (amendment->not_blind),
                                         SQL_INTEGER (amendment->at), SQL_INTEGER (change->sequence)),
                             error);
}

static gboolean
write_cards (PlumbChange *change, const PlumbLoop *loop, GError **error)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      for (guint j = 0; j < assignment->card->amendments->len; j++)
        if (!write_amendment (change, assignment, g_ptr_array_index (assignment->card->amendments, j), error))
          return FALSE;
      if (!plumb_change_write_card (change, assignment, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_flag (PlumbChange *change, gpointer item, GError **error)
{
  const PlumbFlag *flag = item;

  return plumb_change_write (change, PLUMB_TABLE_FLAG, PLUMB_SQL_INSERT_FLAG,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (flag->id), SQL_TEXT (flag->assignment),
                                         SQL_TEXT (flag->question), SQL_TEXT (flag->choice), SQL_TEXT (flag->label),
                                         SQL_TEXT (plumb_severity_to_nick (flag->severity)), SQL_TEXT (flag->quote),
                                         SQL_TEXT (plumb_flag_state_to_nick (flag->state)), SQL_TEXT (flag->resolution),
                                         SQL_TEXT (or_null (flag->resolved_by)), SQL_INTEGER (flag->resolved_at),
                                         SQL_INTEGER (flag->raised_at), SQL_INTEGER (change->sequence)),
                             error);
}

static gboolean
write_vote (PlumbChange *change, gpointer item, GError **error)
{
  const PlumbVote *vote = item;

  return plumb_change_write (change, PLUMB_TABLE_VOTE, PLUMB_SQL_INSERT_VOTE,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (vote->assignment),
                                         SQL_TEXT (plumb_round_to_nick (vote->round)),
                                         SQL_TEXT (plumb_recommendation_to_nick (vote->value)), SQL_TEXT (vote->reason),
                                         SQL_INTEGER (vote->at), SQL_INTEGER (change->sequence)),
                             error);
}

static gboolean
write_flag_events (PlumbChange *change, gpointer item, GError **error)
{
  const PlumbFlag *flag = item;

  for (guint i = 0; i < flag->events->len; i++)
    if (!plumb_change_write_flag_event (change, flag->id, g_ptr_array_index (flag->events, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_verdict (PlumbChange *change, gpointer item, GError **error)
{
  return plumb_change_write_verdict (change, item, error);
}

static gboolean
write_debrief (PlumbChange *change, gpointer item, GError **error)
{
  return plumb_change_write_debrief (change, item, error);
}

static gboolean
write_point (PlumbChange *change, gpointer item, GError **error)
{
  return plumb_change_write_point (change, item, error);
}

static char *
dup_array (GStrv texts)
{
  json_t *array = json_array ();
  char *text;

  for (gsize i = 0; texts[i] != NULL; i++)
    json_array_append_new (array, json_string (texts[i]));
  text = plumb_json_dup_canonical (array);
  json_decref (array);
  return text;
}

static gboolean
write_decision (PlumbChange *change, gpointer item, GError **error)
{
  const PlumbDecision *decision = item;
  g_autofree char *dissents = dup_array (decision->dissents);

  return plumb_change_write (
      change, PLUMB_TABLE_DECISION, PLUMB_SQL_INSERT_DECISION,
      SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (decision->id), SQL_TEXT (plumb_decision_to_nick (decision->value)),
                  SQL_TEXT (plumb_outcome_to_nick (decision->outcome)), SQL_TEXT (decision->figures),
                  SQL_TEXT (decision->rationale), SQL_TEXT (decision->override_reason), SQL_TEXT (decision->conditions),
                  SQL_TEXT (dissents), SQL_TEXT (or_null (decision->decider)), SQL_INTEGER (decision->at),
                  SQL_INTEGER (decision->superseded), SQL_TEXT (decision->reopen_reason), SQL_INTEGER (change->sequence)),
      error);
}

static gboolean
write_seal (PlumbChange *change, gpointer item, GError **error)
{
  const PlumbSeal *seal = item;

  return plumb_change_write (change, PLUMB_TABLE_SEAL, PLUMB_SQL_INSERT_SEAL,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (seal->person), SQL_TEXT (seal->reason),
                                         SQL_INTEGER (seal->at), SQL_INTEGER (change->sequence)),
                             error);
}

static gboolean
write_stage_skip (PlumbChange *change, gpointer item, GError **error)
{
  return plumb_change_write_stage_skip (change, item, error);
}

static gboolean
write_items (PlumbChange *change, GPtrArray *items, gboolean (*write) (PlumbChange *, gpointer, GError **), GError **error)
{
  for (guint i = 0; i < items->len; i++)
    if (!write (change, g_ptr_array_index (items, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
is_same (const char *person, const char *other)
{
  return g_strcmp0 (person, other) == 0;
}

static gboolean
is_in_flag (const PlumbFlag *flag, const char *person)
{
  gboolean found = is_same (person, flag->resolved_by);

  for (guint i = 0; i < flag->events->len; i++)
    found = found || is_same (person, ((PlumbFlagEvent *)g_ptr_array_index (flag->events, i))->author);
  return found;
}

/* Would the loop list this person without being told? The same places as in list-loop-people. */
static gboolean
is_referred_to (const PlumbLoop *loop, const char *person)
{
  gboolean found = FALSE;

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      found = found || is_same (person, assignment->person);
      for (guint j = 0; j < assignment->card->amendments->len; j++)
        found = found || is_same (person, ((PlumbAmendment *)g_ptr_array_index (assignment->card->amendments, j))->author);
    }
  for (guint i = 0; i < loop->flags->len; i++)
    found = found || is_in_flag (g_ptr_array_index (loop->flags, i), person);
  for (guint i = 0; i < loop->debriefs->len; i++)
    found = found || is_same (person, ((PlumbDebrief *)g_ptr_array_index (loop->debriefs, i))->person);
  for (guint i = 0; i < loop->points->len; i++)
    found = found || is_same (person, ((PlumbPoint *)g_ptr_array_index (loop->points, i))->author);
  for (guint i = 0; i < loop->seals->len; i++)
    found = found || is_same (person, ((PlumbSeal *)g_ptr_array_index (loop->seals, i))->person);
  for (guint i = 0; i < loop->stage_skips->len; i++)
    found = found || is_same (person, ((PlumbStageSkip *)g_ptr_array_index (loop->stage_skips, i))->author);
  for (guint i = 0; i < loop->decisions->len; i++)
    {
      const PlumbDecision *decision = g_ptr_array_index (loop->decisions, i);

      found = found || is_same (person, decision->decider) || g_strv_contains ((const char *const *)decision->dissents, person);
    }
  return found;
}

static gboolean
write_mentions (PlumbChange *change, const PlumbLoop *loop, GError **error)
{
  for (guint i = 0; i < loop->people->len; i++)
    {
      const char *person = ((PlumbPerson *)g_ptr_array_index (loop->people, i))->id;

      if (!is_referred_to (loop, person)
          && !plumb_change_write (change, PLUMB_TABLE_MENTION, PLUMB_SQL_INSERT_MENTION,
                                  SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (person), SQL_INTEGER (change->sequence)), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
plumb_apply_import_loop (PlumbChange *change, GError **error)
{
  const PlumbLoop *loop = plumb_command_get_import (change->command);

  return write_loop (change, loop, error) && write_mentions (change, loop, error) && write_assignments (change, loop, error)
         && write_items (change, loop->flags, write_flag, error) && write_items (change, loop->flags, write_flag_events, error)
         && write_items (change, loop->debriefs, write_debrief, error) && write_items (change, loop->points, write_point, error)
         && write_items (change, loop->votes, write_vote, error) && write_items (change, loop->verdicts, write_verdict, error)
         && write_items (change, loop->decisions, write_decision, error) && write_items (change, loop->seals, write_seal, error)
         && write_items (change, loop->stage_skips, write_stage_skip, error) && write_cards (change, loop, error);
}
