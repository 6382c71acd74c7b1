/* card-draft.c - see card-draft.h. */

#include "ui/card-draft.h"

static PlumbAnswer *
copy_answer (const PlumbAnswer *answer)
{
  PlumbAnswer *copy = plumb_answer_new (answer->question);

  copy->state = answer->state;
  copy->score = answer->score;
  plumb_set_string (&copy->notes, answer->notes);
  plumb_set_string (&copy->rationale, answer->rationale);
  g_strfreev (copy->signals);
  copy->signals = g_strdupv (answer->signals);
  for (guint i = 0; i < answer->evidence->len; i++)
    {
      const PlumbEvidence *evidence = g_ptr_array_index (answer->evidence, i);

      g_ptr_array_add (copy->evidence, plumb_evidence_new (evidence->target, evidence->quote));
    }
  copy->seconds = answer->seconds;
  copy->updated_at = answer->updated_at;
  return copy;
}

static void
copy_texts (PlumbScorecard *copy, const PlumbScorecard *card)
{
  copy->state = card->state;
  copy->recommendation = card->recommendation;
  plumb_set_string (&copy->no_decision_reason, card->no_decision_reason);
  plumb_set_string (&copy->summary, card->summary);
  plumb_set_string (&copy->handover, card->handover);
  copy->started_at = card->started_at;
  copy->submitted_at = card->submitted_at;
  copy->elapsed = card->elapsed;
  copy->running_since = card->running_since;
  copy->not_blind = card->not_blind;
  copy->withheld = card->withheld;
}

static PlumbScorecard *
copy_card (const PlumbScorecard *card, const PlumbStage *stage)
{
  PlumbScorecard *copy = plumb_scorecard_new (card->id, stage);

  copy_texts (copy, card);
  for (guint i = 0; i < copy->answers->len; i++)
    {
      PlumbAnswer *empty = g_ptr_array_index (copy->answers, i);
      const PlumbAnswer *answer = plumb_scorecard_get_answer (card, empty->question);

      if (answer == NULL)
        continue;
      g_ptr_array_index (copy->answers, i) = copy_answer (answer);
      plumb_answer_free (empty);
    }
  for (guint i = 0; i < card->amendments->len; i++)
    g_ptr_array_add (copy->amendments, plumb_amendment_copy (g_ptr_array_index (card->amendments, i)));
  return copy;
}

PlumbCardDraft *
plumb_card_draft_new (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  PlumbCardDraft *draft;

  g_return_val_if_fail (loop != NULL && assignment != NULL, NULL);

  draft = g_new0 (PlumbCardDraft, 1);
  draft->assignment = plumb_assignment_new (assignment->id, assignment->stage, assignment->person, assignment->seat);
  draft->assignment->scheduled_at = assignment->scheduled_at;
  draft->assignment->skip_reason = g_strdup (assignment->skip_reason);
  draft->assignment->card = copy_card (assignment->card, plumb_loop_get_stage (loop, assignment));
  draft->flags = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_flag_free);
  for (guint i = 0; i < loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (loop->flags, i);

      if (g_str_equal (flag->assignment, assignment->id))
        g_ptr_array_add (draft->flags, plumb_flag_copy (flag));
    }
  return draft;
}

void
plumb_card_draft_free (PlumbCardDraft *draft)
{
  g_return_if_fail (draft != NULL);

  plumb_assignment_free (draft->assignment);
  g_ptr_array_unref (draft->flags);
  g_free (draft);
}

static guint
find_flag (const PlumbCardDraft *draft, const char *id)
{
  guint i = 0;

  while (i < draft->flags->len && !g_str_equal (((PlumbFlag *)g_ptr_array_index (draft->flags, i))->id, id))
    i++;
  return i;
}

PlumbFlag *
plumb_card_draft_get_flag (const PlumbCardDraft *draft, const char *id)
{
  guint i;

  g_return_val_if_fail (draft != NULL && id != NULL, NULL);
  i = find_flag (draft, id);
  return i < draft->flags->len ? g_ptr_array_index (draft->flags, i) : NULL;
}

static void
remove_evidence (PlumbAnswer *answer, const char *target)
{
  for (guint i = answer->evidence->len; i > 0; i--)
    if (g_strcmp0 (((PlumbEvidence *)g_ptr_array_index (answer->evidence, i - 1))->target, target) == 0)
      g_ptr_array_remove_index (answer->evidence, i - 1);
}

/* What stood as evidence for a withdrawn flag goes with it. */
static void
apply_flag (PlumbCardDraft *draft, const PlumbCardChange *change)
{
  guint i = find_flag (draft, change->flag->id);
  PlumbFlag *copy;

  if (change->kind == PLUMB_COMMAND_WITHDRAW_FLAG)
    {
      if (i < draft->flags->len)
        g_ptr_array_remove_index (draft->flags, i);
      for (i = 0; i < draft->assignment->card->answers->len; i++)
        remove_evidence (g_ptr_array_index (draft->assignment->card->answers, i), change->flag->id);
      return;
    }
  copy = plumb_flag_copy (change->flag);
  if (i == draft->flags->len)
    g_ptr_array_add (draft->flags, copy);
  else
    {
      plumb_flag_free (g_ptr_array_index (draft->flags, i));
      g_ptr_array_index (draft->flags, i) = copy;
    }
}

/* Keys stay in the question's order. */
static void
apply_signal (PlumbAnswer *answer, const PlumbCardChange *change, const PlumbStage *stage)
{
  const PlumbScriptItem *item = plumb_stage_get_item (stage, change->question, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; item != NULL && i < item->question->signals->len; i++)
    {
      const PlumbSignal *signal = g_ptr_array_index (item->question->signals, i);

      if (g_strcmp0 (signal->key, change->key) == 0 ? change->number != 0
                                                    : g_strv_contains ((const char *const *)answer->signals, signal->key))
        g_strv_builder_add (builder, signal->key);
    }
  g_strfreev (answer->signals);
  answer->signals = g_strv_builder_end (builder);
}

static void
apply_evidence (PlumbAnswer *answer, const PlumbCardChange *change)
{
  remove_evidence (answer, change->key);
  if (change->text != NULL)
    g_ptr_array_add (answer->evidence, plumb_evidence_new (change->key, change->text));
}

static void
apply_to_answer (PlumbAnswer *answer, const PlumbCardChange *change, const PlumbStage *stage)
{
  switch (change->kind)
    {
    case PLUMB_COMMAND_SET_ANSWER:
      plumb_answer_state_from_nick (change->word, &answer->state);
      answer->score = (int)change->number;
      break;
    case PLUMB_COMMAND_SET_NOTES:
      plumb_set_string (&answer->notes, change->text);
      break;
    case PLUMB_COMMAND_SET_RATIONALE:
      plumb_set_string (&answer->rationale, change->text);
      break;
    case PLUMB_COMMAND_SET_SIGNAL:
      apply_signal (answer, change, stage);
      break;
    case PLUMB_COMMAND_SET_EVIDENCE:
      apply_evidence (answer, change);
      break;
    case PLUMB_COMMAND_ADD_SECONDS:
      answer->seconds += change->number;
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
set_running (PlumbScorecard *card, gboolean running, PlumbInstant now)
{
  card->elapsed = plumb_scorecard_get_elapsed (card, now);
  card->running_since = running ? now : 0;
}

void
plumb_card_draft_apply (PlumbCardDraft *draft, const PlumbCardChange *change, const PlumbStage *stage)
{
  PlumbScorecard *card;
  PlumbAnswer *answer;

  g_return_if_fail (draft != NULL && change != NULL && stage != NULL);

  card = draft->assignment->card;
  switch (change->kind)
    {
    case PLUMB_COMMAND_START_CARD:
      if (card->state != PLUMB_CARD_NONE)
        return;
      card->state = PLUMB_CARD_DRAFT;
      card->started_at = change->at;
      set_running (card, TRUE, change->at);
      break;
    case PLUMB_COMMAND_SET_CLOCK:
      set_running (card, change->number != 0, change->at);
      card->elapsed = MAX (0, card->elapsed - change->taken * G_USEC_PER_SEC);
      break;
    case PLUMB_COMMAND_RAISE_FLAG:
    case PLUMB_COMMAND_EDIT_FLAG:
    case PLUMB_COMMAND_WITHDRAW_FLAG:
      apply_flag (draft, change);
      break;
    case PLUMB_COMMAND_SET_SUMMARY:
      plumb_recommendation_from_nick (change->word, &card->recommendation);
      plumb_set_string (&card->no_decision_reason, change->reason);
      plumb_set_string (&card->summary, change->text);
      plumb_set_string (&card->handover, change->handover);
      break;
    case PLUMB_COMMAND_SUBMIT_CARD:
      break; /* is so once the store says so */
    default:
      answer = plumb_scorecard_get_answer (card, change->question);
      if (answer != NULL)
        apply_to_answer (answer, change, stage);
    }
}
