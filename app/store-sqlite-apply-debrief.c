/* store-sqlite-apply-debrief.c - what the acts of the debrief write: the register of flags, minutes, votes, verdict and decision.
 *
 * The rules have been asked.
 */
#include "app/store-sqlite-change.h"

/* The owner of the workspace is nobody's row. */
static const char *
or_null (const char *person)
{
  return *person != '\0' ? person : NULL;
}

static const char *
get_author (PlumbChange *change)
{
  const char *actor = plumb_command_get_actor (change->command);

  return actor != NULL ? actor : "";
}

gboolean
plumb_change_write_flag_event (PlumbChange *change, const char *flag, const PlumbFlagEvent *event, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_FLAG_EVENT, PLUMB_SQL_INSERT_FLAG_EVENT,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (flag), SQL_TEXT (plumb_flag_act_to_nick (event->act)),
                                         SQL_TEXT (event->text), SQL_TEXT (event->into), SQL_TEXT (or_null (event->author)),
                                         SQL_INTEGER (event->at), SQL_INTEGER (change->sequence)),
                             error);
}

/* What the command does to its flag; its words stand in the argument `name`. */
static gboolean
write_act (PlumbChange *change, PlumbFlagAct act, const char *name, GError **error)
{
  PlumbFlagEvent *event = plumb_flag_event_new (act, plumb_change_get_text (change, name));
  gboolean done;

  plumb_set_string (&event->into, plumb_change_get_argument (change, "into"));
  plumb_set_string (&event->author, get_author (change));
  event->at = change->at;
  done = plumb_change_write_flag_event (change, plumb_change_get_argument (change, "flag"), event, error);
  plumb_flag_event_free (event);
  return done;
}

/* The resolution that this one replaces goes to the register. */
gboolean
plumb_apply_resolve_flag (PlumbChange *change, GError **error)
{
  const PlumbFlag *flag = change->facts.flag;
  PlumbFlagEvent *before = plumb_flag_event_new (
      flag->state == PLUMB_FLAG_UPHELD ? PLUMB_FLAG_ACT_UPHELD : PLUMB_FLAG_ACT_CLEARED, flag->resolution);
  gboolean kept;

  plumb_set_string (&before->author, flag->resolved_by != NULL ? flag->resolved_by : "");
  before->at = flag->resolved_at;
  kept = flag->state == PLUMB_FLAG_OPEN || plumb_change_write_flag_event (change, flag->id, before, error);
  plumb_flag_event_free (before);
  return kept
         && plumb_change_write (change, PLUMB_TABLE_FLAG, PLUMB_SQL_RESOLVE_FLAG,
                                SQL_VALUES (SQL_ARGUMENT (change, "state"), SQL_ARGUMENT (change, "reason"),
                                            SQL_TEXT (plumb_command_get_actor (change->command)), SQL_INTEGER (change->at),
                                            SQL_INTEGER (change->sequence), SQL_TEXT (change->loop),
                                            SQL_ARGUMENT (change, "flag")),
                                error);
}

gboolean
plumb_apply_corroborate_flag (PlumbChange *change, GError **error)
{
  return write_act (change, PLUMB_FLAG_ACT_CORROBORATED, "note", error);
}

gboolean
plumb_apply_withdraw_corroboration (PlumbChange *change, GError **error)
{
  return write_act (change, PLUMB_FLAG_ACT_WITHDRAWN, "reason", error);
}

gboolean
plumb_apply_merge_flag (PlumbChange *change, GError **error)
{
  return write_act (change, PLUMB_FLAG_ACT_MERGED, "reason", error);
}

gboolean
plumb_apply_unmerge_flag (PlumbChange *change, GError **error)
{
  return write_act (change, PLUMB_FLAG_ACT_UNMERGED, "reason", error);
}

gboolean
plumb_change_write_debrief (PlumbChange *change, const PlumbDebrief *debrief, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_DEBRIEF, PLUMB_SQL_INSERT_DEBRIEF,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (or_null (debrief->person)),
                                         SQL_INTEGER (debrief->minutes), SQL_INTEGER (debrief->at),
                                         SQL_INTEGER (change->sequence)),
                             error);
}

gboolean
plumb_apply_start_debrief (PlumbChange *change, GError **error)
{
  PlumbDebrief *debrief = plumb_debrief_new ();
  gboolean done;

  plumb_set_string (&debrief->person, get_author (change));
  debrief->minutes = (int)plumb_command_get_integer (change->command, "minutes");
  debrief->at = change->at;
  done = plumb_change_write_debrief (change, debrief, error);
  plumb_debrief_free (debrief);
  return done;
}

gboolean
plumb_change_write_point (PlumbChange *change, const PlumbPoint *point, GError **error)
{
  const char *outcome = plumb_point_outcome_to_nick (point->outcome);
  gboolean found;

  if (!plumb_change_try_write (change, PLUMB_TABLE_POINT, PLUMB_SQL_UPDATE_POINT,
                               SQL_VALUES (SQL_TEXT (point->title), SQL_TEXT (outcome), SQL_TEXT (point->note),
                                           SQL_TEXT (or_null (point->author)), SQL_INTEGER (point->at),
                                           SQL_INTEGER (change->sequence), SQL_TEXT (change->loop), SQL_TEXT (point->key)),
                               &found, error))
    return FALSE;
  return found
         || plumb_change_write (change, PLUMB_TABLE_POINT, PLUMB_SQL_INSERT_POINT,
                                SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (point->key), SQL_TEXT (point->title),
                                            SQL_TEXT (outcome), SQL_TEXT (point->note), SQL_TEXT (or_null (point->author)),
                                            SQL_INTEGER (point->at), SQL_INTEGER (change->sequence)),
                                error);
}

gboolean
plumb_apply_record_point (PlumbChange *change, GError **error)
{
  PlumbPoint *point = plumb_point_new (plumb_change_get_argument (change, "point"));
  gboolean done;

  plumb_set_string (&point->title, plumb_change_get_text (change, "title"));
  plumb_set_string (&point->note, plumb_change_get_text (change, "note"));
  plumb_set_string (&point->author, get_author (change));
  plumb_point_outcome_from_nick (plumb_change_get_argument (change, "outcome"), &point->outcome);
  point->at = change->at;
  done = plumb_change_write_point (change, point, error);
  plumb_point_free (point);
  return done;
}

gboolean
plumb_apply_vote (PlumbChange *change, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_VOTE, PLUMB_SQL_INSERT_VOTE,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_ARGUMENT (change, "assignment"),
                                         SQL_ARGUMENT (change, "round"), SQL_ARGUMENT (change, "value"),
                                         SQL_ARGUMENT_OR_EMPTY (change, "reason"), SQL_INTEGER (change->at),
                                         SQL_INTEGER (change->sequence)),
                             error);
}

gboolean
plumb_change_write_verdict (PlumbChange *change, const PlumbVerdict *verdict, GError **error)
{
  g_autofree char *confirmed = verdict->declared ? plumb_statements_dup_nicks (verdict->confirmed) : NULL;

  return plumb_change_write (change, PLUMB_TABLE_VERDICT, PLUMB_SQL_INSERT_VERDICT,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (verdict->assignment),
                                         SQL_TEXT (plumb_verdict_to_nick (verdict->value)), SQL_TEXT (verdict->rationale),
                                         SQL_INTEGER (verdict->at), SQL_INTEGER (change->sequence), SQL_TEXT (confirmed),
                                         SQL_TEXT (verdict->declared ? verdict->independence_note : NULL)),
                             error);
}

gboolean
plumb_apply_give_verdict (PlumbChange *change, GError **error)
{
  g_auto (GStrv) confirmed = plumb_command_dup_strings (change->command, "confirmed");
  PlumbVerdict *verdict = plumb_verdict_new ();
  gboolean done;

  plumb_set_string (&verdict->assignment, plumb_change_get_argument (change, "assignment"));
  plumb_verdict_from_nick (plumb_change_get_argument (change, "value"), &verdict->value);
  plumb_set_string (&verdict->rationale, plumb_change_get_text (change, "rationale"));
  verdict->at = change->at;
  verdict->declared = TRUE;
  plumb_statements_from_nicks (confirmed, &verdict->confirmed);
  plumb_set_string (&verdict->independence_note, plumb_change_get_text (change, "note"));
  done = plumb_change_write_verdict (change, verdict, error);
  plumb_verdict_free (verdict);
  return done;
}

/* A decision records the figures of its moment: the evaluation the rules were asked with. */
gboolean
plumb_apply_decide (PlumbChange *change, GError **error)
{
  const PlumbEvaluation *evaluation = change->evaluation;
  json_t *persons = json_object_get (plumb_command_get_arguments (change->command), "dissents");
  g_autofree char *dissents = persons != NULL ? plumb_json_dup_canonical (persons) : g_strdup ("[]");
  g_autofree char *figures
      = g_strdup_printf ("composite %s, coverage %s %%", evaluation->composite.text, evaluation->coverage.text);

  return plumb_change_write (change, PLUMB_TABLE_DECISION, PLUMB_SQL_INSERT_DECISION,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_ARGUMENT (change, "decision"),
                                         SQL_ARGUMENT (change, "value"), SQL_TEXT (plumb_outcome_to_nick (evaluation->outcome)),
                                         SQL_TEXT (figures), SQL_ARGUMENT (change, "rationale"),
                                         SQL_ARGUMENT_OR_EMPTY (change, "override_reason"),
                                         SQL_ARGUMENT_OR_EMPTY (change, "conditions"), SQL_TEXT (dissents),
                                         SQL_TEXT (plumb_command_get_actor (change->command)), SQL_INTEGER (change->at),
                                         SQL_INTEGER (0), SQL_TEXT (""), SQL_INTEGER (change->sequence)),
                             error)
         && plumb_change_write_state (change, PLUMB_LOOP_DECIDED, error);
}
