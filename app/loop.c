/* loop.c - makes, copies and frees the tree of values that is a loop. Its order: loop-sort.c; looking things up: loop-lookup.c. */
#include "app/loop.h"

#define NEW_ARRAY(name) g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_##name##_free)

PlumbPerson *
plumb_person_new (const char *id, const char *name)
{
  PlumbPerson *person = g_new0 (PlumbPerson, 1);

  person->id = g_strdup (id);
  person->name = g_strdup (name);
  person->email = g_strdup ("");
  return person;
}

PlumbPerson *
plumb_person_copy (const PlumbPerson *person)
{
  PlumbPerson *copy;

  g_return_val_if_fail (person != NULL, NULL);
  copy = plumb_person_new (person->id, person->name);
  plumb_set_string (&copy->email, person->email);
  copy->seniority = person->seniority;
  copy->role = person->role;
  return copy;
}

void
plumb_person_free (PlumbPerson *person)
{
  if (person == NULL)
    return;
  g_free (person->id);
  g_free (person->name);
  g_free (person->email);
  g_free (person);
}

PlumbCandidate *
plumb_candidate_new (const char *id, const char *name)
{
  PlumbCandidate *candidate = g_new0 (PlumbCandidate, 1);

  candidate->id = g_strdup (id);
  candidate->name = g_strdup (name);
  candidate->email = g_strdup ("");
  candidate->headline = g_strdup ("");
  return candidate;
}

void
plumb_candidate_free (PlumbCandidate *candidate)
{
  if (candidate == NULL)
    return;
  g_free (candidate->id);
  g_free (candidate->name);
  g_free (candidate->email);
  g_free (candidate->headline);
  g_free (candidate);
}

PlumbEvidence *
plumb_evidence_new (const char *target, const char *quote)
{
  PlumbEvidence *evidence = g_new0 (PlumbEvidence, 1);

  evidence->target = g_strdup (target);
  evidence->quote = g_strdup (quote);
  return evidence;
}

void
plumb_evidence_free (PlumbEvidence *evidence)
{
  if (evidence == NULL)
    return;
  g_free (evidence->target);
  g_free (evidence->quote);
  g_free (evidence);
}

PlumbAnswer *
plumb_answer_new (const char *question)
{
  PlumbAnswer *answer = g_new0 (PlumbAnswer, 1);

  answer->question = g_strdup (question);
  answer->notes = g_strdup ("");
  answer->rationale = g_strdup ("");
  answer->signals = g_new0 (char *, 1);
  answer->evidence = NEW_ARRAY (evidence);
  return answer;
}

void
plumb_answer_free (PlumbAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free (answer->question);
  g_free (answer->notes);
  g_free (answer->rationale);
  g_strfreev (answer->signals);
  g_ptr_array_unref (answer->evidence);
  g_free (answer);
}

PlumbAmendment *
plumb_amendment_new (void)
{
  PlumbAmendment *amendment = g_new0 (PlumbAmendment, 1);

  amendment->id = g_strdup ("");
  amendment->field = g_strdup ("");
  amendment->before = g_strdup ("");
  amendment->after = g_strdup ("");
  amendment->reason = g_strdup ("");
  amendment->author = g_strdup ("");
  return amendment;
}

PlumbAmendment *
plumb_amendment_copy (const PlumbAmendment *amendment)
{
  PlumbAmendment *copy = plumb_amendment_new ();

  plumb_set_string (&copy->id, amendment->id);
  plumb_set_string (&copy->question, amendment->question);
  plumb_set_string (&copy->field, amendment->field);
  plumb_set_string (&copy->before, amendment->before);
  plumb_set_string (&copy->after, amendment->after);
  plumb_set_string (&copy->reason, amendment->reason);
  plumb_set_string (&copy->author, amendment->author);
  copy->not_blind = amendment->not_blind;
  copy->at = amendment->at;
  return copy;
}

void
plumb_amendment_free (PlumbAmendment *amendment)
{
  if (amendment == NULL)
    return;
  g_free (amendment->id);
  g_free (amendment->question);
  g_free (amendment->field);
  g_free (amendment->before);
  g_free (amendment->after);
  g_free (amendment->reason);
  g_free (amendment->author);
  g_free (amendment);
}

PlumbScorecard *
plumb_scorecard_new (const char *id, const PlumbStage *stage)
{
  PlumbScorecard *card = g_new0 (PlumbScorecard, 1);

  card->id = g_strdup (id);
  card->no_decision_reason = g_strdup ("");
  card->summary = g_strdup ("");
  card->handover = g_strdup ("");
  card->answers = NEW_ARRAY (answer);
  card->amendments = NEW_ARRAY (amendment);
  for (guint i = 0; stage != NULL && i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      g_ptr_array_add (card->answers, plumb_answer_new (item->question->id));
    }
  return card;
}

void
plumb_scorecard_free (PlumbScorecard *card)
{
  if (card == NULL)
    return;
  g_free (card->id);
  g_free (card->no_decision_reason);
  g_free (card->summary);
  g_free (card->handover);
  g_ptr_array_unref (card->answers);
  g_ptr_array_unref (card->amendments);
  g_free (card);
}

PlumbAssignment *
plumb_assignment_new (const char *id, const char *stage, const char *person, PlumbSeat seat)
{
  PlumbAssignment *assignment = g_new0 (PlumbAssignment, 1);

  assignment->id = g_strdup (id);
  assignment->stage = g_strdup (stage);
  assignment->person = g_strdup (person);
  assignment->seat = seat;
  return assignment;
}

void
plumb_assignment_free (PlumbAssignment *assignment)
{
  if (assignment == NULL)
    return;
  g_free (assignment->id);
  g_free (assignment->stage);
  g_free (assignment->person);
  g_free (assignment->skip_reason);
  plumb_scorecard_free (assignment->card);
  g_free (assignment);
}

PlumbFlag *
plumb_flag_new (const char *id, const char *assignment)
{
  PlumbFlag *flag = g_new0 (PlumbFlag, 1);

  flag->id = g_strdup (id);
  flag->assignment = g_strdup (assignment);
  flag->label = g_strdup ("");
  flag->quote = g_strdup ("");
  flag->resolution = g_strdup ("");
  flag->events = NEW_ARRAY (flag_event);
  return flag;
}

void
plumb_flag_free (PlumbFlag *flag)
{
  if (flag == NULL)
    return;
  g_free (flag->id);
  g_free (flag->assignment);
  g_free (flag->question);
  g_free (flag->choice);
  g_free (flag->label);
  g_free (flag->quote);
  g_free (flag->resolution);
  g_free (flag->resolved_by);
  g_ptr_array_unref (flag->events);
  g_free (flag);
}

PlumbFlagEvent *
plumb_flag_event_new (PlumbFlagAct act, const char *text)
{
  PlumbFlagEvent *event = g_new0 (PlumbFlagEvent, 1);

  event->act = act;
  event->text = g_strdup (text);
  event->author = g_strdup ("");
  return event;
}

PlumbFlagEvent *
plumb_flag_event_copy (const PlumbFlagEvent *event)
{
  PlumbFlagEvent *copy;

  g_return_val_if_fail (event != NULL, NULL);
  copy = plumb_flag_event_new (event->act, event->text);
  plumb_set_string (&copy->into, event->into);
  plumb_set_string (&copy->author, event->author);
  copy->at = event->at;
  return copy;
}

void
plumb_flag_event_free (PlumbFlagEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->text);
  g_free (event->into);
  g_free (event->author);
  g_free (event);
}

PlumbVote *
plumb_vote_new (void)
{
  PlumbVote *vote = g_new0 (PlumbVote, 1);

  vote->assignment = g_strdup ("");
  vote->reason = g_strdup ("");
  return vote;
}

void
plumb_vote_free (PlumbVote *vote)
{
  if (vote == NULL)
    return;
  g_free (vote->assignment);
  g_free (vote->reason);
  g_free (vote);
}

PlumbVerdict *
plumb_verdict_new (void)
{
  PlumbVerdict *verdict = g_new0 (PlumbVerdict, 1);

  verdict->assignment = g_strdup ("");
  verdict->rationale = g_strdup ("");
  verdict->independence_note = g_strdup ("");
  return verdict;
}

void
plumb_verdict_free (PlumbVerdict *verdict)
{
  if (verdict == NULL)
    return;
  g_free (verdict->assignment);
  g_free (verdict->rationale);
  g_free (verdict->independence_note);
  g_free (verdict);
}

PlumbDecision *
plumb_decision_new (void)
{
  PlumbDecision *decision = g_new0 (PlumbDecision, 1);

  decision->id = g_strdup ("");
  decision->figures = g_strdup ("");
  decision->rationale = g_strdup ("");
  decision->override_reason = g_strdup ("");
  decision->conditions = g_strdup ("");
  decision->dissents = g_new0 (char *, 1);
  decision->decider = g_strdup ("");
  decision->reopen_reason = g_strdup ("");
  return decision;
}

void
plumb_decision_free (PlumbDecision *decision)
{
  if (decision == NULL)
    return;
  g_free (decision->id);
  g_free (decision->figures);
  g_free (decision->rationale);
  g_free (decision->override_reason);
  g_free (decision->conditions);
  g_strfreev (decision->dissents);
  g_free (decision->decider);
  g_free (decision->reopen_reason);
  g_free (decision);
}

PlumbSeal *
plumb_seal_new (void)
{
  PlumbSeal *seal = g_new0 (PlumbSeal, 1);

  seal->person = g_strdup ("");
  seal->reason = g_strdup ("");
  return seal;
}

void
plumb_seal_free (PlumbSeal *seal)
{
  if (seal == NULL)
    return;
  g_free (seal->person);
  g_free (seal->reason);
  g_free (seal);
}

PlumbStageSkip *
plumb_stage_skip_new (const char *stage, const char *reason)
{
  PlumbStageSkip *skip = g_new0 (PlumbStageSkip, 1);

  skip->stage = g_strdup (stage);
  skip->reason = g_strdup (reason);
  skip->author = g_strdup ("");
  return skip;
}

void
plumb_stage_skip_free (PlumbStageSkip *skip)
{
  if (skip == NULL)
    return;
  g_free (skip->stage);
  g_free (skip->reason);
  g_free (skip->author);
  g_free (skip);
}

PlumbDebrief *
plumb_debrief_new (void)
{
  PlumbDebrief *debrief = g_new0 (PlumbDebrief, 1);

  debrief->person = g_strdup ("");
  return debrief;
}

void
plumb_debrief_free (PlumbDebrief *debrief)
{
  if (debrief == NULL)
    return;
  g_free (debrief->person);
  g_free (debrief);
}

PlumbPoint *
plumb_point_new (const char *key)
{
  PlumbPoint *point = g_new0 (PlumbPoint, 1);

  point->key = g_strdup (key);
  point->title = g_strdup ("");
  point->note = g_strdup ("");
  point->author = g_strdup ("");
  return point;
}

void
plumb_point_free (PlumbPoint *point)
{
  if (point == NULL)
    return;
  g_free (point->key);
  g_free (point->title);
  g_free (point->note);
  g_free (point->author);
  g_free (point);
}

PlumbLoop *
plumb_loop_new (const char *id, PlumbTemplate *template)
{
  PlumbLoop *loop;

  g_return_val_if_fail (template != NULL, NULL);
  loop = g_new0 (PlumbLoop, 1);
  loop->id = g_strdup (id);
  loop->role = g_strdup ("");
  loop->template = plumb_template_ref (template);
  loop->people = NEW_ARRAY (person);
  loop->assignments = NEW_ARRAY (assignment);
  loop->flags = NEW_ARRAY (flag);
  loop->votes = NEW_ARRAY (vote);
  loop->verdicts = NEW_ARRAY (verdict);
  loop->decisions = NEW_ARRAY (decision);
  loop->seals = NEW_ARRAY (seal);
  loop->stage_skips = NEW_ARRAY (stage_skip);
  loop->debriefs = NEW_ARRAY (debrief);
  loop->points = NEW_ARRAY (point);
  return loop;
}

void
plumb_loop_free (PlumbLoop *loop)
{
  if (loop == NULL)
    return;
  g_free (loop->id);
  g_free (loop->role);
  plumb_candidate_free (loop->candidate);
  plumb_template_unref (loop->template);
  g_ptr_array_unref (loop->people);
  g_ptr_array_unref (loop->assignments);
  g_ptr_array_unref (loop->flags);
  g_ptr_array_unref (loop->votes);
  g_ptr_array_unref (loop->verdicts);
  g_ptr_array_unref (loop->decisions);
  g_ptr_array_unref (loop->seals);
  g_ptr_array_unref (loop->stage_skips);
  g_ptr_array_unref (loop->debriefs);
  g_ptr_array_unref (loop->points);
  g_free (loop);
}

void
plumb_set_string (char **field, const char *value)
{
  char *old;

  g_return_if_fail (field != NULL);
  old = *field;
  *field = g_strdup (value); /* before the old one goes: value may point into it */
  g_free (old);
}
