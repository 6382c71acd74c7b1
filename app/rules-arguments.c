/* rules-arguments.c - what a command's arguments must be, kind by kind; and what a card lacks before it can be submitted. The debrief's
 * stand in rules-debrief.c.
 *
 * Every text is checked for length and bytes here, whichever way it came in. Questions, signals and flag choices must be those of the
 * stage; scores those of the template's scale.
 */
#include "app/blind.h"
#include "app/rules-private.h"
#include "app/text.h"

#include <string.h>

#define SECONDS_MAX (24 * 60 * 60)
#define SCHEDULE_MAX (G_GINT64_CONSTANT (253402300799) * G_USEC_PER_SEC) /* the end of year 9999, the last with four digits */
#define SENIORITY_MAX 9

gboolean
plumb_rules_check_optional (const PlumbCommand *command, const char *name, gsize max, const char *what, GError **error)
{
  const char *text = plumb_command_get_string (command, name);

  return text == NULL || plumb_text_check (text, -1, max, what, error);
}

gboolean
plumb_rules_check_filled (const PlumbCommand *command, const char *name, gsize max, const char *what, GError **error)
{
  const char *text = plumb_command_get_string (command, name);

  return plumb_text_check_filled (text != NULL ? text : "", max, what, error);
}

static gboolean
check_id (const char *id, const char *what, GError **error)
{
  return (id != NULL && plumb_id_is_valid (id))
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "“%s” can't be the id of %s: ids are random UUIDs.",
                                id != NULL ? id : "", what);
}

gboolean
plumb_rules_check_id (const PlumbCommand *command, const char *name, const char *what, GError **error)
{
  return check_id (plumb_command_get_string (command, name), what, error);
}

static gboolean
check_instant (const PlumbCommand *command, const char *name, GError **error)
{
  gint64 instant = plumb_command_get_integer (command, name);

  return (instant >= 0 && instant <= SCHEDULE_MAX)
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "The time of an interview lies between 1970 and 9999.");
}

/* The assignment's stage in the template; sets NOT_FOUND. */
static const PlumbStage *
find_stage (const PlumbRuleFacts *facts, GError **error)
{
  const PlumbStage *stage = plumb_template_get_stage (facts->template, facts->assignment->stage, NULL);

  if (stage == NULL)
    plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "The loop's template has no stage “%s”.", facts->assignment->stage);
  return stage;
}

/* The question of the stage's script that the command names; sets NOT_FOUND. */
static const PlumbQuestion *
find_question (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const char *id = plumb_command_get_string (command, "question");
  const PlumbStage *stage = find_stage (facts, error);
  const PlumbScriptItem *item = stage != NULL && id != NULL ? plumb_stage_get_item (stage, id, NULL) : NULL;

  if (item != NULL)
    return item->question;
  if (stage != NULL)
    plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "The script of “%s” has no question “%s”.", stage->title,
                        id != NULL ? id : "");
  return NULL;
}

static const PlumbFlagChoice *
find_choice (GPtrArray *choices, const char *key)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const PlumbFlagChoice *choice = g_ptr_array_index (choices, i);

      if (g_str_equal (choice->key, key))
        return choice;
    }
  return NULL;
}

static gboolean
check_score (const PlumbTemplate *template, gint64 score, GError **error)
{
  return (score >= 1 && score <= template->points)
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "A score of this loop is 1 to %d, not %" G_GINT64_FORMAT ".",
                                template->points, score);
}

static gboolean
check_nothing (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  return TRUE;
}

gboolean
plumb_rules_check_reason (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  return plumb_rules_check_filled (command, "reason", PLUMB_LINE_MAX, "the reason", error);
}

static gboolean
check_add_person (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  gint64 seniority = plumb_command_get_integer (command, "seniority");
  PlumbRole role;

  if (seniority < 0 || seniority > SENIORITY_MAX)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "Seniority is 1 to %d, or 0 when it is not known.", SENIORITY_MAX);
  if (!plumb_role_from_nick (plumb_command_get_string (command, "role"), &role))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "A person is a panelist or a coordinator.");
  return plumb_rules_check_id (command, "person", "a person", error)
         && plumb_rules_check_filled (command, "name", PLUMB_NAME_MAX, "the person's name", error)
         && plumb_rules_check_optional (command, "email", PLUMB_NAME_MAX, "the person's e-mail address", error);
}

static gboolean
check_open_loop (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  return check_id (plumb_command_get_loop (command), "a loop", error)
         && plumb_rules_check_id (command, "candidate", "a candidate", error)
         && plumb_rules_check_filled (command, "name", PLUMB_NAME_MAX, "the candidate's name", error)
         && plumb_rules_check_optional (command, "email", PLUMB_NAME_MAX, "the candidate's e-mail address", error)
         && plumb_rules_check_optional (command, "headline", PLUMB_LINE_MAX, "the candidate's headline", error)
         && plumb_rules_check_filled (command, "role", PLUMB_NAME_MAX, "the role", error);
}

/* Who sits where: one seat a person and stage, and the bar raiser is somebody else than the hiring manager. `self`, the assignment
 * that is being given away, and skipped ones do not stand in the way. */
static gboolean
check_seat (const PlumbLoop *loop, const char *self, const char *stage, const char *person, PlumbSeat seat, GError **error)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *other = g_ptr_array_index (loop->assignments, i);
      const char *name = plumb_loop_get_person_name (loop, person);

      if (g_strcmp0 (other->id, self) == 0 || !g_str_equal (other->person, person))
        continue;
      if (g_str_equal (other->stage, stage) && other->skip_reason == NULL)
        return plumb_rules_refuse (error, PLUMB_ERROR_INVALID,
                                   "%s holds a seat in this interview already. Nobody counts twice in one interview.", name);
      if ((seat == PLUMB_SEAT_BAR_RAISER && other->seat == PLUMB_SEAT_HIRING_MANAGER)
          || (seat == PLUMB_SEAT_HIRING_MANAGER && other->seat == PLUMB_SEAT_BAR_RAISER))
        return plumb_rules_refuse (error, PLUMB_ERROR_INVALID,
                                   "%s is the loop's %s. The bar raiser has to be somebody else than the hiring manager.", name,
                                   other->seat == PLUMB_SEAT_BAR_RAISER ? "bar raiser" : "hiring manager");
    }
  return TRUE;
}

static gboolean
check_assign (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const char *stage = plumb_command_get_string (command, "stage");
  const char *person = plumb_command_get_string (command, "person");
  PlumbSeat seat;

  if (stage == NULL || plumb_template_get_stage (facts->template, stage, NULL) == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "The loop's template has no stage “%s”.",
                               stage != NULL ? stage : "");
  if (!plumb_seat_from_nick (plumb_command_get_string (command, "seat"), &seat))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "An assignment needs a seat.");
  return plumb_rules_check_id (command, "assignment", "an assignment", error) && check_id (person, "a person", error)
         && check_instant (command, "scheduled_at", error) && check_seat (facts->loop, NULL, stage, person, seat, error);
}

/* Of an interview that somebody holds it is asked who it is skipped for: their own command does that. */
static gboolean
check_skip_stage (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const char *key = plumb_command_get_string (command, "stage");
  const PlumbStage *stage = key != NULL ? plumb_template_get_stage (facts->template, key, NULL) : NULL;
  gboolean skipped;

  if (stage == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "The loop's template has no stage “%s”.", key != NULL ? key : "");
  skipped = plumb_loop_get_stage_skip (facts->loop, key) != NULL;
  for (guint i = 0; i < facts->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (facts->loop->assignments, i);

      if (!g_str_equal (assignment->stage, key))
        continue;
      if (assignment->skip_reason == NULL && assignment->card->state == PLUMB_CARD_SUBMITTED)
        return plumb_rules_refuse (error, PLUMB_ERROR_FROZEN, "“%s” was held: the card of %s is in.", stage->title,
                                   plumb_loop_get_person_name (facts->loop, assignment->person));
      if (assignment->skip_reason == NULL)
        return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN, "%s is to hold “%s”. Skip that interview instead.",
                                   plumb_loop_get_person_name (facts->loop, assignment->person), stage->title);
      skipped = TRUE;
    }
  if (skipped)
    return plumb_rules_refuse (error, PLUMB_ERROR_FROZEN, "“%s” is skipped already. Assign it to hold it.", stage->title);
  return plumb_rules_check_reason (command, facts, error);
}

static gboolean
check_reassign (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const char *person = plumb_command_get_string (command, "person");
  PlumbSeat seat;

  if (!plumb_seat_from_nick (plumb_command_get_string (command, "seat"), &seat))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "An assignment needs a seat.");
  /* Without the seat nothing would tell that its holder is not blind any more. */
  if (facts->assignment->seat == PLUMB_SEAT_OBSERVER && plumb_blind_has_other_card (facts->loop, facts->assignment->person))
    return plumb_rules_refuse (
        error, PLUMB_ERROR_FORBIDDEN,
        "Cards are in, and the observer may have read them: the record keeps this seat. Skip it with a reason, "
        "and assign anew.");
  return check_id (person, "a person", error)
         && check_seat (facts->loop, facts->assignment->id, facts->assignment->stage, person, seat, error);
}

static gboolean
check_schedule (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  return check_instant (command, "scheduled_at", error);
}

static gboolean
check_answer (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  gint64 score = plumb_command_get_integer (command, "score");
  PlumbAnswerState state;

  if (find_question (command, facts, error) == NULL)
    return FALSE;
  if (!plumb_answer_state_from_nick (plumb_command_get_string (command, "state"), &state))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "There is no such state of an answer.");
  if (state == PLUMB_ANSWER_SCORED)
    return check_score (facts->template, score, error);
  return score == 0
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "“%s” carries no score; it is not a low one.",
                                plumb_answer_state_to_label (state));
}

static gboolean
check_notes (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  return find_question (command, facts, error) != NULL
         && plumb_rules_check_optional (command, "notes", PLUMB_NOTE_MAX, "the notes", error);
}

static gboolean
check_rationale (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  return find_question (command, facts, error) != NULL
         && plumb_rules_check_optional (command, "rationale", PLUMB_LINE_MAX, "the rationale of the score", error);
}

static gboolean
check_signal (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const PlumbQuestion *question = find_question (command, facts, error);
  const char *key = plumb_command_get_string (command, "signal");

  if (question == NULL)
    return FALSE;
  return (key != NULL && plumb_question_get_signal (question, key) != NULL)
         || plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "“%s” has no signal “%s”.", question->title,
                                key != NULL ? key : "");
}

static gboolean
check_evidence (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const PlumbQuestion *question = find_question (command, facts, error);
  const char *target = plumb_command_get_string (command, "target");
  gboolean is_flag;

  if (question == NULL)
    return FALSE;
  is_flag = target != NULL && facts->flag != NULL && g_str_equal (facts->flag->id, target)
            && g_str_equal (facts->flag->assignment, facts->assignment->id);
  if (!is_flag && (target == NULL || plumb_question_get_signal (question, target) == NULL))
    return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "Evidence stands for a signal of “%s” or a red flag of this card.",
                               question->title);
  return plumb_command_get_string (command, "quote") == NULL
         || plumb_rules_check_filled (command, "quote", PLUMB_LINE_MAX, "the quote", error);
}

static gboolean
check_seconds (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  gint64 seconds = plumb_command_get_integer (command, "seconds");

  if (find_question (command, facts, error) == NULL)
    return FALSE;
  return (seconds >= 0 && seconds <= SECONDS_MAX)
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "%" G_GINT64_FORMAT " seconds can't have been spent at once.",
                                seconds);
}

static gboolean
check_clock (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  gint64 taken = plumb_command_get_integer (command, "taken");

  return (taken >= 0 && taken <= G_MAXINT32)
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "%" G_GINT64_FORMAT " seconds can't be taken off the clock.", taken);
}

/* A ready-made flag is one of the question's or one of the template's. */
static gboolean
check_choice (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const char *choice = plumb_command_get_string (command, "choice");
  const PlumbQuestion *question = NULL;

  if (plumb_command_get_string (command, "question") != NULL)
    {
      question = find_question (command, facts, error);
      if (question == NULL)
        return FALSE;
    }
  return choice == NULL || find_choice (facts->template->flags, choice) != NULL
         || (question != NULL && find_choice (question->flags, choice) != NULL)
         || plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "There is no ready-made red flag “%s” here.", choice);
}

static gboolean
check_flag (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  PlumbSeverity severity;

  if (!plumb_severity_from_nick (plumb_command_get_string (command, "severity"), &severity))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "A red flag is minor, major or critical.");
  if (facts->flag != NULL
      && (g_strcmp0 (facts->flag->id, plumb_command_get_string (command, "flag")) != 0
          || g_strcmp0 (facts->flag->assignment, plumb_command_get_string (command, "assignment")) != 0))
    return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "This red flag does not stand on this card.");
  return plumb_rules_check_id (command, "flag", "a red flag", error) && check_choice (command, facts, error)
         && plumb_rules_check_filled (command, "label", PLUMB_NAME_MAX, "the red flag's label", error)
         && plumb_rules_check_optional (command, "quote", PLUMB_LINE_MAX, "the quote of the red flag", error);
}

static gboolean
check_summary (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  PlumbRecommendation recommendation;

  if (!plumb_recommendation_from_nick (plumb_command_get_string (command, "recommendation"), &recommendation))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "There is no such recommendation.");
  return plumb_rules_check_optional (command, "no_decision_reason", PLUMB_LINE_MAX, "the reason for no decision", error)
         && plumb_rules_check_optional (command, "summary", PLUMB_NOTE_MAX, "the summary", error)
         && plumb_rules_check_optional (command, "handover", PLUMB_NOTE_MAX, "the hand-over note", error);
}

static gboolean
check_submit (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const PlumbAssignment *assignment = plumb_loop_get_assignment (facts->loop, facts->assignment->id);
  g_auto (GStrv) missing = NULL;
  g_autofree char *list = NULL;

  if (assignment == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "There is no such assignment in this loop.");
  missing = plumb_rules_list_missing (facts->template, assignment, facts->loop->flags);
  if (missing[0] == NULL)
    return TRUE;
  list = g_strjoinv ("\n", missing);
  return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "The card is not complete:\n%s", list);
}

/* `after` of an amended answer. */
static gboolean
check_amended_answer (const PlumbCommand *command, const PlumbRuleFacts *facts, const char *field, const char *after,
                      GError **error)
{
  PlumbAnswerState state;
  gint64 score = 0;

  if (find_question (command, facts, error) == NULL)
    return FALSE;
  if (g_str_equal (field, "notes"))
    return plumb_text_check (after, -1, PLUMB_NOTE_MAX, "the notes", error);
  if (g_str_equal (field, "score"))
    return (g_ascii_string_to_signed (after, 10, 1, G_MAXINT, &score, NULL) && check_score (facts->template, score, NULL))
           || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "A score of this loop is 1 to %d, not “%s”.",
                                  facts->template->points, after);
  if (g_str_equal (field, "state"))
    return (plumb_answer_state_from_nick (after, &state) && state != PLUMB_ANSWER_OPEN && state != PLUMB_ANSWER_SCORED)
           || plumb_rules_refuse (error, PLUMB_ERROR_INVALID,
                                  "A submitted answer is scored (amend its score) or in one of the four states without a score.");
  return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "“%s” of an answer can't be amended: score, state or notes can.", field);
}

/* `after` of the card as a whole. */
static gboolean
check_amended_card (const char *field, const char *after, GError **error)
{
  PlumbRecommendation recommendation;

  if (g_str_equal (field, "summary"))
    return plumb_text_check_filled (after, PLUMB_NOTE_MAX, "the summary", error);
  if (g_str_equal (field, "recommendation"))
    return (plumb_recommendation_from_nick (after, &recommendation) && recommendation != PLUMB_RECOMMENDATION_NONE)
           || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "There is no recommendation “%s”.", after);
  return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "“%s” of a card can't be amended: recommendation or summary can.",
                             field);
}

static gboolean
check_amendment (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const char *field = plumb_command_get_string (command, "field");
  const char *after = plumb_command_get_string (command, "after");

  if (field == NULL || after == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "An amendment names a field and its new content.");
  return plumb_rules_check_id (command, "amendment", "an amendment", error) && plumb_rules_check_reason (command, facts, error)
         && (plumb_command_get_string (command, "question") != NULL ? check_amended_answer (command, facts, field, after, error)
                                                                    : check_amended_card (field, after, error));
}

static const PlumbArgumentCheck checks[PLUMB_N_COMMANDS] = {
  [PLUMB_COMMAND_ADD_PERSON] = check_add_person,
  [PLUMB_COMMAND_ADD_TEMPLATE] = check_nothing, /* plumb_template_new_from_json has checked it */
  [PLUMB_COMMAND_OPEN_LOOP] = check_open_loop,
  [PLUMB_COMMAND_CLOSE_LOOP] = plumb_rules_check_reason,
  [PLUMB_COMMAND_ASSIGN] = check_assign,
  [PLUMB_COMMAND_REASSIGN] = check_reassign,
  [PLUMB_COMMAND_SCHEDULE] = check_schedule,
  [PLUMB_COMMAND_SKIP_STAGE] = check_skip_stage,
  [PLUMB_COMMAND_SKIP] = plumb_rules_check_reason,
  [PLUMB_COMMAND_START_CARD] = check_nothing,
  [PLUMB_COMMAND_SET_CLOCK] = check_clock,
  [PLUMB_COMMAND_SET_ANSWER] = check_answer,
  [PLUMB_COMMAND_SET_NOTES] = check_notes,
  [PLUMB_COMMAND_SET_RATIONALE] = check_rationale,
  [PLUMB_COMMAND_SET_SIGNAL] = check_signal,
  [PLUMB_COMMAND_SET_EVIDENCE] = check_evidence,
  [PLUMB_COMMAND_ADD_SECONDS] = check_seconds,
  [PLUMB_COMMAND_RAISE_FLAG] = check_flag,
  [PLUMB_COMMAND_EDIT_FLAG] = check_flag,
  [PLUMB_COMMAND_WITHDRAW_FLAG] = check_nothing,
  [PLUMB_COMMAND_RESOLVE_FLAG] = plumb_rules_check_resolution,
  [PLUMB_COMMAND_CORROBORATE_FLAG] = plumb_rules_check_corroboration,
  [PLUMB_COMMAND_WITHDRAW_CORROBORATION] = plumb_rules_check_withdrawal,
  [PLUMB_COMMAND_MERGE_FLAG] = plumb_rules_check_merge,
  [PLUMB_COMMAND_UNMERGE_FLAG] = plumb_rules_check_unmerge,
  [PLUMB_COMMAND_SET_SUMMARY] = check_summary,
  [PLUMB_COMMAND_SUBMIT_CARD] = check_submit,
  [PLUMB_COMMAND_AMEND_CARD] = check_amendment,
  [PLUMB_COMMAND_START_DEBRIEF] = plumb_rules_check_debrief,
  [PLUMB_COMMAND_RECORD_POINT] = plumb_rules_check_point,
  [PLUMB_COMMAND_VOTE] = plumb_rules_check_vote,
  [PLUMB_COMMAND_GIVE_VERDICT] = plumb_rules_check_verdict,
  [PLUMB_COMMAND_DECIDE] = plumb_rules_check_decision,
  [PLUMB_COMMAND_REOPEN_LOOP] = plumb_rules_check_reason,
  [PLUMB_COMMAND_BREAK_SEAL] = plumb_rules_check_reason,
  [PLUMB_COMMAND_GIVE_FEEDBACK] = plumb_rules_check_feedback,
  [PLUMB_COMMAND_ACKNOWLEDGE_FEEDBACK] = plumb_rules_check_acknowledgement,
  [PLUMB_COMMAND_ERASE_FEEDBACK] = check_nothing,
  [PLUMB_COMMAND_IMPORT_LOOP] = check_nothing, /* plumb_exchange_parse has checked it */
};

static void
list_missing_answers (GStrvBuilder *missing, const PlumbStage *stage, const PlumbScorecard *card)
{
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);
      const PlumbAnswer *answer = plumb_scorecard_get_answer (card, item->question->id);
      g_autofree char *line = NULL;

      if (answer != NULL && answer->state != PLUMB_ANSWER_OPEN)
        continue;
      line = g_strdup_printf ("Question %u, “%s”: a score, or why there is none", i + 1, item->question->title);
      g_strv_builder_add (missing, line);
    }
}

static void
list_missing_quotes (GStrvBuilder *missing, const PlumbAssignment *assignment, GPtrArray *flags)
{
  for (guint i = 0; flags != NULL && i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);
      g_autofree char *line = NULL;

      if (!g_str_equal (flag->assignment, assignment->id) || !plumb_text_is_blank (flag->quote))
        continue;
      line = g_strdup_printf ("Red flag “%s”: the words or the observation that support it", flag->label);
      g_strv_builder_add (missing, line);
    }
}

PlumbArgumentCheck
plumb_rules_get_argument_check (PlumbCommandKind kind)
{
  g_return_val_if_fail ((guint)kind < PLUMB_N_COMMANDS, NULL);
  return checks[kind];
}

GStrv
plumb_rules_list_missing (const PlumbTemplate *template, const PlumbAssignment *assignment, GPtrArray *flags)
{
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  const PlumbScorecard *card;
  const PlumbStage *stage;

  g_return_val_if_fail (template != NULL && assignment != NULL, NULL);
  card = assignment->card;
  stage = plumb_template_get_stage (template, assignment->stage, NULL);
  if (stage != NULL)
    list_missing_answers (missing, stage, card);
  list_missing_quotes (missing, assignment, flags);
  if (card->recommendation == PLUMB_RECOMMENDATION_NONE)
    g_strv_builder_add (missing, "A recommendation");
  if (card->recommendation == PLUMB_RECOMMENDATION_NO_DECISION && plumb_text_is_blank (card->no_decision_reason))
    g_strv_builder_add (missing, "The reason for no decision");
  if (plumb_text_is_blank (card->summary))
    g_strv_builder_add (missing, "A summary");
  return g_strv_builder_end (missing);
}
