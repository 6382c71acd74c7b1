/* loop-lookup.c - finds things in a loop and answers the few plain questions about its parts. Linear: a loop is small. */
#include "app/loop.h"

const PlumbPerson *
plumb_loop_get_person (const PlumbLoop *loop, const char *id)
{
  g_return_val_if_fail (loop != NULL, NULL);
  for (guint i = 0; id != NULL && i < loop->people->len; i++)
    {
      const PlumbPerson *person = g_ptr_array_index (loop->people, i);

      if (g_str_equal (person->id, id))
        return person;
    }
  return NULL;
}

const char *
plumb_loop_get_person_name (const PlumbLoop *loop, const char *id)
{
  const PlumbPerson *person = plumb_loop_get_person (loop, id);

  return person == NULL ? "" : person->name;
}

PlumbAssignment *
plumb_loop_get_assignment (const PlumbLoop *loop, const char *id)
{
  g_return_val_if_fail (loop != NULL, NULL);
  for (guint i = 0; id != NULL && i < loop->assignments->len; i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (g_str_equal (assignment->id, id))
        return assignment;
    }
  return NULL;
}

PlumbFlag *
plumb_loop_get_flag (const PlumbLoop *loop, const char *id)
{
  g_return_val_if_fail (loop != NULL, NULL);
  for (guint i = 0; id != NULL && i < loop->flags->len; i++)
    {
      PlumbFlag *flag = g_ptr_array_index (loop->flags, i);

      if (g_str_equal (flag->id, id))
        return flag;
    }
  return NULL;
}

const PlumbStage *
plumb_loop_get_stage (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  g_return_val_if_fail (loop != NULL && assignment != NULL, NULL);
  return plumb_template_get_stage (loop->template, assignment->stage, NULL);
}

const PlumbStageSkip *
plumb_loop_get_stage_skip (const PlumbLoop *loop, const char *stage)
{
  const PlumbStageSkip *found = NULL;

  g_return_val_if_fail (loop != NULL && stage != NULL, NULL);
  for (guint i = 0; i < loop->stage_skips->len && found == NULL; i++)
    if (g_str_equal (((PlumbStageSkip *)g_ptr_array_index (loop->stage_skips, i))->stage, stage))
      found = g_ptr_array_index (loop->stage_skips, i);
  for (guint i = 0; i < loop->assignments->len && found != NULL; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->skip_reason == NULL && g_str_equal (assignment->stage, stage))
        found = NULL;
    }
  return found;
}

PlumbAnswer *
plumb_scorecard_get_answer (const PlumbScorecard *card, const char *question)
{
  g_return_val_if_fail (card != NULL, NULL);
  for (guint i = 0; question != NULL && i < card->answers->len; i++)
    {
      PlumbAnswer *answer = g_ptr_array_index (card->answers, i);

      if (g_str_equal (answer->question, question))
        return answer;
    }
  return NULL;
}

const PlumbDecision *
plumb_loop_get_decision (const PlumbLoop *loop)
{
  g_return_val_if_fail (loop != NULL, NULL);
  for (guint i = loop->decisions->len; i > 0; i--)
    {
      const PlumbDecision *decision = g_ptr_array_index (loop->decisions, i - 1);

      if (!decision->superseded)
        return decision;
    }
  return NULL;
}

const PlumbVerdict *
plumb_loop_get_verdict (const PlumbLoop *loop)
{
  g_return_val_if_fail (loop != NULL, NULL);
  return loop->verdicts->len == 0 ? NULL : g_ptr_array_index (loop->verdicts, loop->verdicts->len - 1);
}

const PlumbDebrief *
plumb_loop_get_debrief (const PlumbLoop *loop)
{
  g_return_val_if_fail (loop != NULL, NULL);
  return loop->debriefs->len == 0 ? NULL : g_ptr_array_index (loop->debriefs, loop->debriefs->len - 1);
}

const PlumbPoint *
plumb_loop_get_point (const PlumbLoop *loop, const char *key)
{
  g_return_val_if_fail (loop != NULL, NULL);
  for (guint i = 0; key != NULL && i < loop->points->len; i++)
    {
      const PlumbPoint *point = g_ptr_array_index (loop->points, i);

      if (g_str_equal (point->key, key))
        return point;
    }
  return NULL;
}

const PlumbVote *
plumb_loop_get_vote (const PlumbLoop *loop, const char *assignment, PlumbRound round)
{
  g_return_val_if_fail (loop != NULL, NULL);
  for (guint i = loop->votes->len; i > 0; i--)
    {
      const PlumbVote *vote = g_ptr_array_index (loop->votes, i - 1);

      if (vote->round == round && g_strcmp0 (vote->assignment, assignment) == 0)
        return vote;
    }
  return NULL;
}

const char *
plumb_decision_get_conditions (const PlumbDecision *decision)
{
  g_return_val_if_fail (decision != NULL, "");
  return decision->value == PLUMB_DECISION_HOLD ? "" : decision->conditions;
}

const char *
plumb_decision_get_missing (const PlumbDecision *decision)
{
  g_return_val_if_fail (decision != NULL, "");
  return decision->value == PLUMB_DECISION_HOLD ? decision->conditions : "";
}

gboolean
plumb_assignment_is_counted (const PlumbAssignment *assignment)
{
  g_return_val_if_fail (assignment != NULL && assignment->card != NULL, FALSE);
  return assignment->card->state == PLUMB_CARD_SUBMITTED && assignment->skip_reason == NULL
         && plumb_seat_counts (assignment->seat);
}

gboolean
plumb_assignment_is_awaited (const PlumbAssignment *assignment)
{
  return plumb_assignment_is_owed (assignment) && plumb_seat_counts (assignment->seat);
}

gboolean
plumb_assignment_is_owed (const PlumbAssignment *assignment)
{
  g_return_val_if_fail (assignment != NULL && assignment->card != NULL, FALSE);
  return assignment->card->state != PLUMB_CARD_SUBMITTED && assignment->skip_reason == NULL
         && plumb_seat_owes_card (assignment->seat);
}

gboolean
plumb_answer_is_unsupported (const PlumbAnswer *answer)
{
  g_return_val_if_fail (answer != NULL, FALSE);
  return answer->state == PLUMB_ANSWER_SCORED && !answer->supported && answer->signals[0] == NULL && answer->evidence->len == 0
         && answer->notes[0] == '\0';
}

gint64
plumb_scorecard_get_elapsed (const PlumbScorecard *card, PlumbInstant now)
{
  g_return_val_if_fail (card != NULL, 0);
  if (card->running_since == 0 || now <= card->running_since) /* a clock set back never takes time away */
    return card->elapsed;
  return card->elapsed + (now - card->running_since);
}
