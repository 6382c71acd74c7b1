/* command-debrief.c - the constructors of what happens once cards are in: the register of flags, the debrief, votes, verdict, decision
 * and feedback. */
#include "app/command-private.h"

PlumbCommand *
plumb_command_new_resolve_flag (const char *actor, const char *loop, const char *flag, PlumbFlagState state, const char *reason)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_RESOLVE_FLAG, actor, loop);

  plumb_command_set_text (command, "flag", flag);
  plumb_command_set_text (command, "state", plumb_flag_state_to_nick (state));
  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_corroborate_flag (const char *actor, const char *loop, const char *flag, const char *note)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_CORROBORATE_FLAG, actor, loop);

  plumb_command_set_text (command, "flag", flag);
  plumb_command_set_text (command, "note", note);
  return command;
}

PlumbCommand *
plumb_command_new_withdraw_corroboration (const char *actor, const char *loop, const char *flag, const char *reason)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_WITHDRAW_CORROBORATION, actor, loop);

  plumb_command_set_text (command, "flag", flag);
  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_merge_flag (const char *actor, const char *loop, const char *flag, const char *into, const char *reason)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_MERGE_FLAG, actor, loop);

  plumb_command_set_text (command, "flag", flag);
  plumb_command_set_text (command, "into", into);
  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_unmerge_flag (const char *actor, const char *loop, const char *flag, const char *reason)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_UNMERGE_FLAG, actor, loop);

  plumb_command_set_text (command, "flag", flag);
  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_start_debrief (const char *actor, const char *loop, int minutes)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_START_DEBRIEF, actor, loop);

  plumb_command_set_integer (command, "minutes", minutes);
  return command;
}

PlumbCommand *
plumb_command_new_record_point (const char *actor, const char *loop, const char *point, const char *title,
                                PlumbPointOutcome outcome, const char *note)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_RECORD_POINT, actor, loop);

  plumb_command_set_text (command, "point", point);
  plumb_command_set_text (command, "title", title);
  plumb_command_set_text (command, "outcome", plumb_point_outcome_to_nick (outcome));
  plumb_command_set_text (command, "note", note);
  return command;
}

PlumbCommand *
plumb_command_new_vote (const char *actor, const char *loop, const char *assignment, PlumbRound round, PlumbRecommendation value,
                        const char *reason)
{
  PlumbCommand *command = plumb_command_new_of_card (PLUMB_COMMAND_VOTE, actor, loop, assignment);

  plumb_command_set_text (command, "round", plumb_round_to_nick (round));
  plumb_command_set_text (command, "value", plumb_recommendation_to_nick (value));
  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_give_verdict (const char *actor, const char *loop, const char *assignment, PlumbVerdictValue value,
                                const char *rationale, guint confirmed, const char *note)
{
  PlumbCommand *command = plumb_command_new_of_card (PLUMB_COMMAND_GIVE_VERDICT, actor, loop, assignment);
  json_t *statements = json_array ();

  plumb_command_set_text (command, "value", plumb_verdict_to_nick (value));
  plumb_command_set_text (command, "rationale", rationale);
  for (guint i = 0; i < PLUMB_N_STATEMENTS; i++)
    if (confirmed & 1u << i)
      json_array_append_new (statements, json_string (plumb_statement_to_nick ((PlumbStatement)i)));
  plumb_command_set_value (command, "confirmed", statements);
  plumb_command_set_text (command, "note", note);
  return command;
}

PlumbCommand *
plumb_command_new_decide (const char *actor, const char *loop, const char *decision, PlumbDecisionValue value,
                          const char *rationale, const char *override_reason, const char *conditions, const char *const *dissents)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_DECIDE, actor, loop);
  json_t *persons = json_array ();

  plumb_command_set_text (command, "decision", decision);
  plumb_command_set_text (command, "value", plumb_decision_to_nick (value));
  plumb_command_set_text (command, "rationale", rationale);
  plumb_command_set_text (command, "override_reason", override_reason);
  plumb_command_set_text (command, "conditions", conditions);
  for (gsize i = 0; dissents != NULL && dissents[i] != NULL; i++)
    if (json_array_append_new (persons, json_string (dissents[i])) != 0)
      command->broken = "dissents";
  plumb_command_set_value (command, "dissents", persons);
  return command;
}

PlumbCommand *
plumb_command_new_reopen_loop (const char *actor, const char *loop, const char *reason)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_REOPEN_LOOP, actor, loop);

  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_break_seal (const char *actor, const char *loop, const char *reason)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_BREAK_SEAL, actor, loop);

  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_give_feedback (const char *actor, const char *loop, const char *feedback, const char *assignment,
                                 const char *good, const char *improve)
{
  PlumbCommand *command = plumb_command_new_of_card (PLUMB_COMMAND_GIVE_FEEDBACK, actor, loop, assignment);

  plumb_command_set_text (command, "feedback", feedback);
  plumb_command_set_text (command, "good", good);
  plumb_command_set_text (command, "improve", improve);
  return command;
}

PlumbCommand *
plumb_command_new_acknowledge_feedback (const char *actor, const char *loop, const char *feedback)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_ACKNOWLEDGE_FEEDBACK, actor, loop);

  plumb_command_set_text (command, "feedback", feedback);
  return command;
}

PlumbCommand *
plumb_command_new_erase_feedback (const char *actor, const char *loop, const char *feedback)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_ERASE_FEEDBACK, actor, loop);

  plumb_command_set_text (command, "feedback", feedback);
  return command;
}
