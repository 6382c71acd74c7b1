/* command.c - typed constructors over a flat JSON object of arguments; those of the debrief stand in command-debrief.c.
 *
 * The table `kinds` is the documentation of the arguments: a constructor that sets a name which is not in its row is a programming
 * error and asserts. What is not flat (a template, a whole loop) travels beside the arguments and is named in them by its identity.
 */
#include "app/command-private.h"

#include <string.h>

/* Nick and arguments of each kind. Those in brackets may be absent. Texts unless noted here: seniority, version, score, seconds, minutes,
 * taken, cards and scheduled_at are integers; running and observed are booleans; dissents is an array of person ids, confirmed one of
 * statements. */
static const struct
{
  const char *nick;
  const char *arguments;
} kinds[PLUMB_N_COMMANDS] = {
  [PLUMB_COMMAND_ADD_PERSON] = { "add-person", "person name email seniority role" },
  [PLUMB_COMMAND_ADD_TEMPLATE] = { "add-template", "template version sha256 title" },
  [PLUMB_COMMAND_OPEN_LOOP] = { "open-loop", "candidate name email headline template version sha256 role" },
  [PLUMB_COMMAND_CLOSE_LOOP] = { "close-loop", "reason" },
  [PLUMB_COMMAND_ASSIGN] = { "assign", "assignment stage person seat scheduled_at" },
  [PLUMB_COMMAND_REASSIGN] = { "reassign", "assignment person seat" },
  [PLUMB_COMMAND_SCHEDULE] = { "schedule", "assignment scheduled_at" },
  [PLUMB_COMMAND_SKIP] = { "skip", "assignment reason" },
  [PLUMB_COMMAND_SKIP_STAGE] = { "skip-stage", "stage reason" },
  [PLUMB_COMMAND_START_CARD] = { "start-card", "assignment" },
  [PLUMB_COMMAND_SET_CLOCK] = { "set-clock", "assignment running [taken]" },
  [PLUMB_COMMAND_SET_ANSWER] = { "set-answer", "assignment question state score" },
  [PLUMB_COMMAND_SET_NOTES] = { "set-notes", "assignment question notes" },
  [PLUMB_COMMAND_SET_RATIONALE] = { "set-rationale", "assignment question rationale" },
  [PLUMB_COMMAND_SET_SIGNAL] = { "set-signal", "assignment question signal observed" },
  [PLUMB_COMMAND_SET_EVIDENCE] = { "set-evidence", "assignment question target [quote]" },
  [PLUMB_COMMAND_ADD_SECONDS] = { "add-seconds", "assignment question seconds" },
  [PLUMB_COMMAND_RAISE_FLAG] = { "raise-flag", "flag assignment [question] [choice] label severity quote" },
  [PLUMB_COMMAND_EDIT_FLAG] = { "edit-flag", "flag assignment [question] [choice] label severity quote" },
  [PLUMB_COMMAND_WITHDRAW_FLAG] = { "withdraw-flag", "flag" },
  [PLUMB_COMMAND_RESOLVE_FLAG] = { "resolve-flag", "flag state reason" },
  [PLUMB_COMMAND_CORROBORATE_FLAG] = { "corroborate-flag", "flag note" },
  [PLUMB_COMMAND_WITHDRAW_CORROBORATION] = { "withdraw-corroboration", "flag [reason]" },
  [PLUMB_COMMAND_MERGE_FLAG] = { "merge-flag", "flag into reason" },
  [PLUMB_COMMAND_UNMERGE_FLAG] = { "unmerge-flag", "flag reason" },
  [PLUMB_COMMAND_SET_SUMMARY] = { "set-summary", "assignment recommendation [no_decision_reason] [summary] [handover]" },
  [PLUMB_COMMAND_SUBMIT_CARD] = { "submit-card", "assignment" },
  [PLUMB_COMMAND_AMEND_CARD] = { "amend-card", "amendment assignment [question] field after reason" },
  [PLUMB_COMMAND_START_DEBRIEF] = { "start-debrief", "minutes" },
  [PLUMB_COMMAND_RECORD_POINT] = { "record-point", "point [title] outcome note" },
  [PLUMB_COMMAND_VOTE] = { "vote", "assignment round value [reason]" },
  [PLUMB_COMMAND_GIVE_VERDICT] = { "give-verdict", "assignment value [rationale] confirmed [note]" },
  [PLUMB_COMMAND_DECIDE] = { "decide", "decision value rationale [override_reason] [conditions] dissents" },
  [PLUMB_COMMAND_REOPEN_LOOP] = { "reopen-loop", "reason" },
  [PLUMB_COMMAND_BREAK_SEAL] = { "break-seal", "reason" },
  [PLUMB_COMMAND_GIVE_FEEDBACK] = { "give-feedback", "feedback assignment [good] [improve]" },
  [PLUMB_COMMAND_ACKNOWLEDGE_FEEDBACK] = { "acknowledge-feedback", "feedback" },
  [PLUMB_COMMAND_ERASE_FEEDBACK] = { "erase-feedback", "feedback" },
  [PLUMB_COMMAND_IMPORT_LOOP] = { "import-loop", "name template version sha256 cards" },
  [PLUMB_COMMAND_SEED_LIBRARY] = { "seed-library", "questions templates" },
};

PlumbCommand *
plumb_command_new_of_kind (PlumbCommandKind kind, const char *actor, const char *loop)
{
  PlumbCommand *command = g_new0 (PlumbCommand, 1);

  g_atomic_ref_count_init (&command->refs);
  command->kind = kind;
  command->actor = g_strdup (actor);
  command->loop = g_strdup (loop);
  command->arguments = json_object ();
  return command;
}

static gboolean
is_listed (PlumbCommandKind kind, const char *name)
{
  g_auto (GStrv) names = g_strsplit_set (kinds[kind].arguments, " []", -1);

  return g_strv_contains ((const char *const *)names, name);
}

void
plumb_command_set_value (PlumbCommand *command, const char *name, json_t *value)
{
  g_assert (is_listed (command->kind, name));
  json_object_set_new (command->arguments, name, value);
}

void
plumb_command_set_text (PlumbCommand *command, const char *name, const char *text)
{
  json_t *value = text != NULL ? json_string (text) : NULL;

  if (value != NULL)
    plumb_command_set_value (command, name, value);
  else if (text != NULL && command->broken == NULL)
    command->broken = name;
}

void
plumb_command_set_integer (PlumbCommand *command, const char *name, gint64 number)
{
  plumb_command_set_value (command, name, json_integer (number));
}

PlumbCommand *
plumb_command_new_of_card (PlumbCommandKind kind, const char *actor, const char *loop, const char *assignment)
{
  PlumbCommand *command = plumb_command_new_of_kind (kind, actor, loop);

  plumb_command_set_text (command, "assignment", assignment);
  return command;
}

static PlumbCommand *
answer_command_new (PlumbCommandKind kind, const char *actor, const char *loop, const char *assignment, const char *question)
{
  PlumbCommand *command = plumb_command_new_of_card (kind, actor, loop, assignment);

  plumb_command_set_text (command, "question", question);
  return command;
}

static PlumbCommand *
flag_command_new (PlumbCommandKind kind, const char *actor, const char *loop, const PlumbFlag *flag)
{
  PlumbCommand *command = plumb_command_new_of_card (kind, actor, loop, flag->assignment);

  plumb_command_set_text (command, "flag", flag->id);
  plumb_command_set_text (command, "question", flag->question);
  plumb_command_set_text (command, "choice", flag->choice);
  plumb_command_set_text (command, "label", flag->label);
  plumb_command_set_text (command, "severity", plumb_severity_to_nick (flag->severity));
  plumb_command_set_text (command, "quote", flag->quote);
  return command;
}

static void
set_template (PlumbCommand *command, PlumbTemplate *template)
{
  plumb_command_set_text (command, "template", template->key);
  plumb_command_set_integer (command, "version", template->version);
  plumb_command_set_text (command, "sha256", template->sha256);
}

const char *
plumb_command_kind_to_nick (PlumbCommandKind kind)
{
  g_return_val_if_fail ((guint)kind < PLUMB_N_COMMANDS, "");
  return kinds[kind].nick;
}

gboolean
plumb_command_kind_from_nick (const char *nick, PlumbCommandKind *kind)
{
  for (guint i = 0; nick != NULL && i < PLUMB_N_COMMANDS; i++)
    if (g_str_equal (kinds[i].nick, nick))
      {
        *kind = (PlumbCommandKind)i;
        return TRUE;
      }
  return FALSE;
}

PlumbCommand *
plumb_command_ref (PlumbCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  g_atomic_ref_count_inc (&command->refs);
  return command;
}

void
plumb_command_unref (PlumbCommand *command)
{
  g_return_if_fail (command != NULL);
  if (!g_atomic_ref_count_dec (&command->refs))
    return;
  json_decref (command->arguments);
  g_clear_pointer (&command->template, plumb_template_unref);
  g_clear_pointer (&command->import, plumb_loop_free);
  g_free (command->actor);
  g_free (command->loop);
  g_free (command);
}

PlumbCommandKind
plumb_command_get_kind (const PlumbCommand *command)
{
  g_return_val_if_fail (command != NULL, PLUMB_N_COMMANDS);
  return command->kind;
}

const char *
plumb_command_get_actor (const PlumbCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  return command->actor;
}

const char *
plumb_command_get_loop (const PlumbCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  return command->loop;
}

json_t *
plumb_command_get_arguments (const PlumbCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  return command->arguments;
}

const char *
plumb_command_get_string (const PlumbCommand *command, const char *name)
{
  g_return_val_if_fail (command != NULL && name != NULL, NULL);
  return json_string_value (json_object_get (command->arguments, name));
}

gint64
plumb_command_get_integer (const PlumbCommand *command, const char *name)
{
  json_t *value;

  g_return_val_if_fail (command != NULL && name != NULL, 0);
  value = json_object_get (command->arguments, name);
  return json_is_true (value) ? 1 : json_integer_value (value);
}

GStrv
plumb_command_dup_strings (const PlumbCommand *command, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  json_t *array;

  g_return_val_if_fail (command != NULL && name != NULL, NULL);
  array = json_object_get (command->arguments, name);
  for (gsize i = 0; i < json_array_size (array); i++)
    g_strv_builder_add (builder, json_string_value (json_array_get (array, i)));
  return g_strv_builder_end (builder);
}

const PlumbLoop *
plumb_command_get_import (const PlumbCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  return command->import;
}

PlumbTemplate *
plumb_command_get_template (const PlumbCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  return command->template;
}

char *
plumb_command_dup_payload (const PlumbCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  return plumb_json_dup_canonical (command->arguments);
}

const char *
plumb_command_get_broken (const PlumbCommand *command)
{
  g_return_val_if_fail (command != NULL, NULL);
  return command->broken;
}

PlumbCommand *
plumb_command_new_add_person (const char *actor, const PlumbPerson *person)
{
  PlumbCommand *command;

  g_return_val_if_fail (person != NULL, NULL);
  command = plumb_command_new_of_kind (PLUMB_COMMAND_ADD_PERSON, actor, NULL);
  plumb_command_set_text (command, "person", person->id);
  plumb_command_set_text (command, "name", person->name);
  plumb_command_set_text (command, "email", person->email);
  plumb_command_set_integer (command, "seniority", person->seniority);
  plumb_command_set_text (command, "role", plumb_role_to_nick (person->role));
  return command;
}

PlumbCommand *
plumb_command_new_add_template (const char *actor, PlumbTemplate *template)
{
  PlumbCommand *command;

  g_return_val_if_fail (template != NULL, NULL);
  command = plumb_command_new_of_kind (PLUMB_COMMAND_ADD_TEMPLATE, actor, NULL);
  command->template = plumb_template_ref (template);
  set_template (command, template);
  plumb_command_set_text (command, "title", template->title);
  return command;
}

PlumbCommand *
plumb_command_new_open_loop (const char *actor, const char *loop, const PlumbCandidate *candidate, PlumbTemplate *template,
                             const char *role)
{
  PlumbCommand *command;

  g_return_val_if_fail (loop != NULL && candidate != NULL && template != NULL, NULL);
  command = plumb_command_new_of_kind (PLUMB_COMMAND_OPEN_LOOP, actor, loop);
  command->template = plumb_template_ref (template);
  set_template (command, template);
  plumb_command_set_text (command, "candidate", candidate->id);
  plumb_command_set_text (command, "name", candidate->name);
  plumb_command_set_text (command, "email", candidate->email);
  plumb_command_set_text (command, "headline", candidate->headline);
  plumb_command_set_text (command, "role", role);
  return command;
}

PlumbCommand *
plumb_command_new_close_loop (const char *actor, const char *loop, const char *reason)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_CLOSE_LOOP, actor, loop);

  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_assign (const char *actor, const char *loop, const char *assignment, const char *stage, const char *person,
                          PlumbSeat seat, PlumbInstant scheduled_at)
{
  PlumbCommand *command = plumb_command_new_of_card (PLUMB_COMMAND_ASSIGN, actor, loop, assignment);

  plumb_command_set_text (command, "stage", stage);
  plumb_command_set_text (command, "person", person);
  plumb_command_set_text (command, "seat", plumb_seat_to_nick (seat));
  plumb_command_set_integer (command, "scheduled_at", scheduled_at);
  return command;
}

PlumbCommand *
plumb_command_new_reassign (const char *actor, const char *loop, const char *assignment, const char *person, PlumbSeat seat)
{
  PlumbCommand *command = plumb_command_new_of_card (PLUMB_COMMAND_REASSIGN, actor, loop, assignment);

  plumb_command_set_text (command, "person", person);
  plumb_command_set_text (command, "seat", plumb_seat_to_nick (seat));
  return command;
}

PlumbCommand *
plumb_command_new_schedule (const char *actor, const char *loop, const char *assignment, PlumbInstant scheduled_at)
{
  PlumbCommand *command = plumb_command_new_of_card (PLUMB_COMMAND_SCHEDULE, actor, loop, assignment);

  plumb_command_set_integer (command, "scheduled_at", scheduled_at);
  return command;
}

PlumbCommand *
plumb_command_new_skip (const char *actor, const char *loop, const char *assignment, const char *reason)
{
  PlumbCommand *command = plumb_command_new_of_card (PLUMB_COMMAND_SKIP, actor, loop, assignment);

  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_skip_stage (const char *actor, const char *loop, const char *stage, const char *reason)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_SKIP_STAGE, actor, loop);

  plumb_command_set_text (command, "stage", stage);
  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_start_card (const char *actor, const char *loop, const char *assignment)
{
  return plumb_command_new_of_card (PLUMB_COMMAND_START_CARD, actor, loop, assignment);
}

PlumbCommand *
plumb_command_new_set_clock (const char *actor, const char *loop, const char *assignment, gboolean running)
{
  PlumbCommand *command = plumb_command_new_of_card (PLUMB_COMMAND_SET_CLOCK, actor, loop, assignment);

  plumb_command_set_value (command, "running", json_boolean (running));
  return command;
}

PlumbCommand *
plumb_command_new_take_time (const char *actor, const char *loop, const char *assignment, gboolean running, gint64 seconds)
{
  PlumbCommand *command = plumb_command_new_set_clock (actor, loop, assignment, running);

  plumb_command_set_integer (command, "taken", seconds);
  return command;
}

PlumbCommand *
plumb_command_new_set_answer (const char *actor, const char *loop, const char *assignment, const char *question,
                              PlumbAnswerState state, int score)
{
  PlumbCommand *command = answer_command_new (PLUMB_COMMAND_SET_ANSWER, actor, loop, assignment, question);

  plumb_command_set_text (command, "state", plumb_answer_state_to_nick (state));
  plumb_command_set_integer (command, "score", score);
  return command;
}

PlumbCommand *
plumb_command_new_set_notes (const char *actor, const char *loop, const char *assignment, const char *question, const char *notes)
{
  PlumbCommand *command = answer_command_new (PLUMB_COMMAND_SET_NOTES, actor, loop, assignment, question);

  plumb_command_set_text (command, "notes", notes);
  return command;
}

PlumbCommand *
plumb_command_new_set_rationale (const char *actor, const char *loop, const char *assignment, const char *question,
                                 const char *rationale)
{
  PlumbCommand *command = answer_command_new (PLUMB_COMMAND_SET_RATIONALE, actor, loop, assignment, question);

  plumb_command_set_text (command, "rationale", rationale);
  return command;
}

PlumbCommand *
plumb_command_new_set_signal (const char *actor, const char *loop, const char *assignment, const char *question,
                              const char *signal, gboolean observed)
{
  PlumbCommand *command = answer_command_new (PLUMB_COMMAND_SET_SIGNAL, actor, loop, assignment, question);

  plumb_command_set_text (command, "signal", signal);
  plumb_command_set_value (command, "observed", json_boolean (observed));
  return command;
}

PlumbCommand *
plumb_command_new_set_evidence (const char *actor, const char *loop, const char *assignment, const char *question,
                                const char *target, const char *quote)
{
  PlumbCommand *command = answer_command_new (PLUMB_COMMAND_SET_EVIDENCE, actor, loop, assignment, question);

  plumb_command_set_text (command, "target", target);
  plumb_command_set_text (command, "quote", quote);
  return command;
}

PlumbCommand *
plumb_command_new_add_seconds (const char *actor, const char *loop, const char *assignment, const char *question, gint64 seconds)
{
  PlumbCommand *command = answer_command_new (PLUMB_COMMAND_ADD_SECONDS, actor, loop, assignment, question);

  plumb_command_set_integer (command, "seconds", seconds);
  return command;
}

PlumbCommand *
plumb_command_new_raise_flag (const char *actor, const char *loop, const PlumbFlag *flag)
{
  g_return_val_if_fail (flag != NULL, NULL);
  return flag_command_new (PLUMB_COMMAND_RAISE_FLAG, actor, loop, flag);
}

PlumbCommand *
plumb_command_new_edit_flag (const char *actor, const char *loop, const PlumbFlag *flag)
{
  g_return_val_if_fail (flag != NULL, NULL);
  return flag_command_new (PLUMB_COMMAND_EDIT_FLAG, actor, loop, flag);
}

PlumbCommand *
plumb_command_new_withdraw_flag (const char *actor, const char *loop, const char *flag)
{
  PlumbCommand *command = plumb_command_new_of_kind (PLUMB_COMMAND_WITHDRAW_FLAG, actor, loop);

  plumb_command_set_text (command, "flag", flag);
  return command;
}

PlumbCommand *
plumb_command_new_set_summary (const char *actor, const char *loop, const char *assignment, PlumbRecommendation recommendation,
                               const char *no_decision_reason, const char *summary, const char *handover)
{
  PlumbCommand *command = plumb_command_new_of_card (PLUMB_COMMAND_SET_SUMMARY, actor, loop, assignment);

  plumb_command_set_text (command, "recommendation", plumb_recommendation_to_nick (recommendation));
  plumb_command_set_text (command, "no_decision_reason", no_decision_reason);
  plumb_command_set_text (command, "summary", summary);
  plumb_command_set_text (command, "handover", handover);
  return command;
}

PlumbCommand *
plumb_command_new_submit_card (const char *actor, const char *loop, const char *assignment)
{
  return plumb_command_new_of_card (PLUMB_COMMAND_SUBMIT_CARD, actor, loop, assignment);
}

PlumbCommand *
plumb_command_new_amend_card (const char *actor, const char *loop, const char *amendment, const char *assignment,
                              const char *question, const char *field, const char *after, const char *reason)
{
  PlumbCommand *command = answer_command_new (PLUMB_COMMAND_AMEND_CARD, actor, loop, assignment, question);

  plumb_command_set_text (command, "amendment", amendment);
  plumb_command_set_text (command, "field", field);
  plumb_command_set_text (command, "after", after);
  plumb_command_set_text (command, "reason", reason);
  return command;
}

PlumbCommand *
plumb_command_new_import_loop (const char *actor, PlumbLoop *loop)
{
  PlumbCommand *command;

  g_return_val_if_fail (loop != NULL && loop->candidate != NULL && loop->template != NULL, NULL);
  command = plumb_command_new_of_kind (PLUMB_COMMAND_IMPORT_LOOP, actor, loop->id);
  command->import = loop;
  plumb_command_set_text (command, "name", loop->candidate->name);
  set_template (command, loop->template);
  plumb_command_set_integer (command, "cards", loop->assignments->len);
  return command;
}
