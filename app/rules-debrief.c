/* rules-debrief.c - what the arguments must be of what happens once cards are in: flags, minutes, votes, verdict, decision, feedback.
 *
 * All of these are judged with the whole loop at hand.
 */
#include "app/rules-private.h"
#include "app/text.h"
#include "app/vote-move.h"

#include <string.h>

#define READING_MINUTES_MAX 240

/* The flag of the command as the whole loop has it: with its events. */
static const PlumbFlag *
get_flag (const PlumbRuleFacts *facts)
{
  return plumb_loop_get_flag (facts->loop, facts->flag->id);
}

static gboolean
check_stands_alone (const PlumbRuleFacts *facts, GError **error)
{
  const PlumbFlag *flag = get_flag (facts);
  const PlumbFlagEvent *merge = flag != NULL ? plumb_flag_get_merge (flag) : NULL;
  const PlumbFlag *into = merge != NULL ? plumb_loop_get_flag (facts->loop, merge->into) : NULL;

  return merge == NULL
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID,
                                "This red flag is merged into “%s”. Take that one, or let this one stand by itself first.",
                                into != NULL ? into->label : merge->into);
}

gboolean
plumb_rules_check_resolution (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  PlumbFlagState state;

  if (!plumb_flag_state_from_nick (plumb_command_get_string (command, "state"), &state) || state == PLUMB_FLAG_OPEN)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "A red flag is either upheld or cleared.");
  return plumb_rules_check_reason (command, facts, error) && check_stands_alone (facts, error);
}

gboolean
plumb_rules_check_corroboration (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  if (g_strcmp0 (facts->assignment->person, plumb_command_get_actor (command)) == 0)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID,
                               "You raised this red flag yourself. Somebody else who saw the same can corroborate it.");
  return plumb_rules_check_filled (command, "note", PLUMB_LINE_MAX, "what you saw yourself", error)
         && check_stands_alone (facts, error);
}

gboolean
plumb_rules_check_withdrawal (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) standing = plumb_flag_list_corroborations (get_flag (facts));

  for (guint i = 0; i < standing->len; i++)
    if (g_strcmp0 (((const PlumbFlagEvent *)g_ptr_array_index (standing, i))->author, plumb_command_get_actor (command)) == 0)
      return plumb_rules_check_optional (command, "reason", PLUMB_LINE_MAX, "the reason", error);
  return plumb_rules_refuse (error, PLUMB_ERROR_INVALID,
                             "You have not corroborated this red flag: there is nothing to take back.");
}

static gboolean
gates (const PlumbLoop *loop, const PlumbFlag *flag)
{
  const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, flag->assignment);

  return assignment != NULL && plumb_seat_counts (assignment->seat);
}

/* A merge must not be a way past the gate: what stands for both is on a card that is in, counts if this one does, and is as severe. */
gboolean
plumb_rules_check_merge_target (const PlumbLoop *loop, const PlumbFlag *flag, const PlumbFlag *into, GError **error)
{
  g_autoptr (GPtrArray) merged = plumb_loop_list_merged (loop, flag);
  const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, into->assignment);

  if (flag == into)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "A red flag can't be merged into itself.");
  if (assignment == NULL || assignment->card->state != PLUMB_CARD_SUBMITTED)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "The card of “%s” is not in yet.", into->label);
  if (plumb_flag_get_merge (into) != NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "“%s” is merged into another itself. Merge into that one.",
                               into->label);
  if (merged->len > 0)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID,
                               "Others are merged into “%s”. Let them stand by themselves first, or merge the other way round.",
                               flag->label);
  if (into->severity < flag->severity)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "“%s” is the less severe of the two. Merge the other way round.",
                               into->label);
  return !gates (loop, flag) || gates (loop, into)
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID,
                                "“%s” stands on a shadow's card and gates nothing. Merge the other way round.", into->label);
}

/* How much a flag stands in the way: cleared, open, upheld. */
static int
get_rank (const PlumbFlag *flag)
{
  return flag->state == PLUMB_FLAG_CLEARED ? 0 : flag->state == PLUMB_FLAG_OPEN ? 1 : 2;
}

gboolean
plumb_rules_check_merge (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const PlumbFlag *flag = get_flag (facts);
  const PlumbFlag *into = plumb_loop_get_flag (facts->loop, plumb_command_get_string (command, "into"));

  if (flag == NULL || into == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "There is no such red flag in this loop to merge into.");
  if (!check_stands_alone (facts, error) || !plumb_rules_check_merge_target (facts->loop, flag, into, error))
    return FALSE;
  /* So that no merge changes what the gate says; the panel's word on the one that stands for both does. */
  if (get_rank (into) < get_rank (flag))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID,
                               "“%s” is %s and this one is not. Settle this one first, or merge the other way round.",
                               into->label, plumb_flag_state_to_nick (into->state));
  return plumb_rules_check_reason (command, facts, error);
}

gboolean
plumb_rules_check_unmerge (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  if (plumb_flag_get_merge (get_flag (facts)) == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "This red flag is not merged: it stands by itself already.");
  return plumb_rules_check_reason (command, facts, error);
}

/* A debrief runs until the loop is decided. */
gboolean
plumb_rules_check_debrief (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const PlumbDebrief *debrief = plumb_loop_get_debrief (facts->loop);
  const PlumbDecision *last
      = facts->loop->decisions->len > 0 ? g_ptr_array_index (facts->loop->decisions, facts->loop->decisions->len - 1) : NULL;
  gint64 minutes = plumb_command_get_integer (command, "minutes");

  if (debrief != NULL && (last == NULL || last->at < debrief->at))
    return plumb_rules_refuse (error, PLUMB_ERROR_EXISTS, "The debrief of this loop has been started already.");
  return (minutes >= 0 && minutes <= READING_MINUTES_MAX)
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "Reading takes 0 to %d minutes.", READING_MINUTES_MAX);
}

/* A flag of a draft is nobody's to talk about. */
static gboolean
is_in_register (const PlumbLoop *loop, const char *id)
{
  const PlumbFlag *flag = plumb_loop_get_flag (loop, id);
  const PlumbAssignment *assignment = flag != NULL ? plumb_loop_get_assignment (loop, flag->assignment) : NULL;

  return assignment != NULL && assignment->card->state == PLUMB_CARD_SUBMITTED;
}

gboolean
plumb_rules_check_point_key (const PlumbLoop *loop, const char *key, const char *title, GError **error)
{
  const char *name = key != NULL ? strchr (key, ':') : NULL;
  gboolean is_topic = key != NULL && g_str_has_prefix (key, "topic:");
  gboolean known = g_strcmp0 (key, "votes") == 0 || g_strcmp0 (key, "holistic") == 0;

  if (name != NULL && (g_str_has_prefix (key, "split:") || g_str_has_prefix (key, "uncovered:")))
    known = plumb_template_get_competency (loop->template, name + 1, NULL) != NULL;
  else if (name != NULL && g_str_has_prefix (key, "flag:"))
    known = is_in_register (loop, name + 1);
  else if (is_topic)
    known = plumb_id_is_valid (name + 1);
  if (!known)
    return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "The agenda of this loop has no point “%s”.",
                               key != NULL ? key : "");
  if (is_topic)
    return plumb_text_check_filled (title != NULL ? title : "", PLUMB_NAME_MAX, "the title of the topic", error);
  return title == NULL || *title == '\0'
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "Only a topic of the panel's own has a title to give.");
}

gboolean
plumb_rules_check_point (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  PlumbPointOutcome outcome;

  if (plumb_loop_get_debrief (facts->loop) == NULL)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "The debrief has not been started. Start it first.");
  if (!plumb_point_outcome_from_nick (plumb_command_get_string (command, "outcome"), &outcome))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID,
                               "A point is open, agreed, the disagreement stands, or more evidence is needed.");
  return plumb_rules_check_point_key (facts->loop, plumb_command_get_string (command, "point"),
                                      plumb_command_get_string (command, "title"), error)
         && plumb_rules_check_optional (command, "note", PLUMB_NOTE_MAX, "the note", error);
}

gboolean
plumb_rules_check_vote (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  PlumbRecommendation value;
  PlumbRound round;

  if (!plumb_seat_counts (facts->assignment->seat))
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN, "Shadows and observers have no vote.");
  if (!plumb_round_from_nick (plumb_command_get_string (command, "round"), &round))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "There is no such round of votes.");
  if (!plumb_recommendation_from_nick (plumb_command_get_string (command, "value"), &value) || value == PLUMB_RECOMMENDATION_NONE)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "A vote is strong no, no, yes, strong yes or no decision.");
  if (value == PLUMB_RECOMMENDATION_NO_DECISION)
    return plumb_rules_check_filled (command, "reason", PLUMB_LINE_MAX, "the reason for no decision", error);
  if (value != plumb_vote_move_get_before (facts->loop, facts->assignment->id, round))
    return plumb_rules_check_filled (command, "reason", PLUMB_LINE_MAX, "the reason why the vote moved", error);
  return plumb_rules_check_optional (command, "reason", PLUMB_LINE_MAX, "the reason of the vote", error);
}

/* Who can't confirm a statement may speak all the same, and says what stands behind it. */
static gboolean
check_independence (const PlumbCommand *command, GError **error)
{
  g_auto (GStrv) nicks = plumb_command_dup_strings (command, "confirmed");
  guint confirmed;

  if (!plumb_statements_from_nicks (nicks, &confirmed))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "There is no such statement of independence.");
  if (confirmed != PLUMB_STATEMENTS_ALL)
    return plumb_rules_check_filled (command, "note", PLUMB_NOTE_MAX,
                                     "the note on what the bar raiser can't confirm of their independence", error);
  return plumb_rules_check_optional (command, "note", PLUMB_NOTE_MAX, "the note on the bar raiser's independence", error);
}

static gboolean
is_hiring_manager (const PlumbLoop *loop, const char *person)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->seat == PLUMB_SEAT_HIRING_MANAGER && assignment->skip_reason == NULL
          && g_str_equal (assignment->person, person))
        return TRUE;
    }
  return FALSE;
}

gboolean
plumb_rules_check_verdict (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  PlumbVerdictValue value;

  if (facts->assignment->seat != PLUMB_SEAT_BAR_RAISER)
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN, "Only the bar raiser concurs or vetoes.");
  if (!plumb_verdict_from_nick (plumb_command_get_string (command, "value"), &value))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "The bar raiser concurs or vetoes.");
  if (is_hiring_manager (facts->loop, facts->assignment->person)) /* only an imported loop comes to this */
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN,
                               "The bar raiser is this loop's hiring manager too. The bar is held by somebody independent.");
  if (!check_independence (command, error))
    return FALSE;
  if (value == PLUMB_VERDICT_VETO)
    return plumb_rules_check_filled (command, "rationale", PLUMB_NOTE_MAX, "the rationale of the veto", error);
  return plumb_rules_check_optional (command, "rationale", PLUMB_NOTE_MAX, "the rationale", error);
}

/* A hire over the bar raiser's veto, which always puts the outcome below the bar, or against the outcome. */
static gboolean
check_override (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const PlumbVerdict *verdict = plumb_loop_get_verdict (facts->loop);
  gboolean vetoed = verdict != NULL && verdict->value == PLUMB_VERDICT_VETO;

  if (facts->evaluation->outcome == PLUMB_OUTCOME_MEETS_BAR && !vetoed)
    return TRUE;
  if (!facts->template->policy.override_veto && vetoed)
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN,
                               "The bar raiser vetoes, and the loop's policy allows no hire over a veto.");
  if (!facts->template->policy.override)
    return plumb_rules_refuse (error, PLUMB_ERROR_FORBIDDEN,
                               "The loop's policy allows no hire against the outcome, which is “%s”.",
                               plumb_outcome_to_label (facts->evaluation->outcome));
  return plumb_rules_check_filled (
      command, "override_reason", PLUMB_NOTE_MAX,
      vetoed ? "the reason for a hire over the bar raiser's veto" : "the reason for a hire against the outcome", error);
}

static gboolean
check_dissents (const PlumbCommand *command, const PlumbLoop *loop, GError **error)
{
  g_auto (GStrv) dissents = plumb_command_dup_strings (command, "dissents");

  for (guint i = 0; dissents[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < i; j++)
        if (g_str_equal (dissents[i], dissents[j]))
          return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "“%s” dissents twice. Nobody counts twice in one decision.",
                                     plumb_loop_get_person_name (loop, dissents[i]));
      for (guint j = 0; j < loop->assignments->len && !found; j++)
        found = g_str_equal (((PlumbAssignment *)g_ptr_array_index (loop->assignments, j))->person, dissents[i]);
      if (!found)
        return plumb_rules_refuse (error, PLUMB_ERROR_NOT_FOUND, "“%s” dissents but does not sit on the panel.", dissents[i]);
    }
  return TRUE;
}

gboolean
plumb_rules_check_decision (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  PlumbDecisionValue value;

  if (!plumb_decision_from_nick (plumb_command_get_string (command, "value"), &value))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "A decision is hire, no hire or hold.");
  if (!plumb_rules_check_id (command, "decision", "a decision", error)
      || !plumb_rules_check_filled (command, "rationale", PLUMB_NOTE_MAX, "the rationale of the decision", error)
      || !plumb_rules_check_optional (command, "override_reason", PLUMB_NOTE_MAX, "the reason for deciding against the outcome",
                                      error)
      || !plumb_rules_check_optional (command, "conditions", PLUMB_NOTE_MAX, "the conditions", error)
      || !check_dissents (command, facts->loop, error))
    return FALSE;
  if (value == PLUMB_DECISION_HOLD)
    return plumb_rules_check_filled (command, "conditions", PLUMB_NOTE_MAX, "what a loop on hold waits for", error);
  return value != PLUMB_DECISION_HIRE || check_override (command, facts, error);
}

gboolean
plumb_rules_check_feedback (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  const char *good = plumb_command_get_string (command, "good");
  const char *improve = plumb_command_get_string (command, "improve");

  if (g_strcmp0 (facts->assignment->person, plumb_command_get_actor (command)) == 0)
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "This is your own card. Feedback is for another panelist.");
  if (plumb_text_is_blank (good) && plumb_text_is_blank (improve))
    return plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "Say what was good, or what to do better next time.");
  return plumb_rules_check_id (command, "feedback", "feedback", error)
         && plumb_rules_check_optional (command, "good", PLUMB_NOTE_MAX, "what was good", error)
         && plumb_rules_check_optional (command, "improve", PLUMB_NOTE_MAX, "what to do better", error);
}

gboolean
plumb_rules_check_acknowledgement (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error)
{
  return facts->feedback->acknowledged_at == 0
         || plumb_rules_refuse (error, PLUMB_ERROR_INVALID, "You have acknowledged this feedback already.");
}
