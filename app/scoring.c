/* scoring.c - from answers to marks to means to the tally, in one pass each. Exact: integers and mpq, no double anywhere. */
#include "app/scoring.h"

static void
card_marks_free (PlumbCardMarks *card)
{
  g_free (card->marks);
  g_free (card);
}

/* Only scored answers weigh: none of the four other states is a zero. */
static void
add_answers (PlumbCardMarks *card, const PlumbTemplate *template, const PlumbStage *stage)
{
  GPtrArray *answers = card->assignment->card->answers;

  for (guint i = 0; i < answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (answers, i);
      const PlumbScriptItem *item;
      guint position;

      if (answer->state != PLUMB_ANSWER_SCORED)
        continue;
      item = plumb_stage_get_item (stage, answer->question, NULL);
      if (item == NULL || plumb_template_get_competency (template, item->question->competency, &position) == NULL)
        {
          g_critical ("Scorecard %s answers “%s”, which is not in its script", card->assignment->card->id, answer->question);
          continue;
        }
      card->marks[position].sum += (gint64)item->weight * answer->score;
      card->marks[position].weight += item->weight;
    }
}

static void
add_card (PlumbScoring *scoring, const PlumbAssignment *assignment)
{
  const PlumbStage *stage = plumb_loop_get_stage (scoring->loop, assignment);
  PlumbCardMarks *card;

  if (assignment->card->state != PLUMB_CARD_SUBMITTED || assignment->skip_reason != NULL
      || !plumb_seat_owes_card (assignment->seat))
    return;
  g_return_if_fail (stage != NULL);

  card = g_new0 (PlumbCardMarks, 1);
  card->assignment = assignment;
  card->counted = plumb_assignment_is_counted (assignment);
  card->weight = stage->weight;
  card->marks = g_new0 (PlumbMark, scoring->n_competencies);
  add_answers (card, scoring->template, stage);
  g_ptr_array_add (scoring->cards, card);
}

static void
add_to_means (PlumbScoring *scoring, const PlumbCardMarks *card)
{
  mpq_t weighted;

  mpq_init (weighted);
  for (guint i = 0; i < scoring->n_competencies; i++)
    if (card->marks[i].weight > 0)
      {
        plumb_rational_set_ratio (weighted, card->weight * card->marks[i].sum, card->marks[i].weight);
        mpq_add (scoring->means[i].sum, scoring->means[i].sum, weighted);
        scoring->means[i].weight += card->weight;
      }
  mpq_clear (weighted);
}

static void
add_to_tally (PlumbScoring *scoring, guint competency)
{
  const PlumbPolicy *policy = &scoring->template->policy;
  PlumbMean *mean = &scoring->means[competency];
  int weight = plumb_scoring_get_weight (scoring, competency);

  if (mean->weight == 0)
    return;
  plumb_rational_set_ratio (mean->score, 1, mean->weight);
  mpq_mul (mean->score, mean->score, mean->sum);
  mean->low = plumb_rational_compare_hundredths (mean->score, policy->floor) < 0;
  scoring->tally.covered += weight;
  plumb_tally_add (&scoring->tally, weight, mean->score);
  if (mean->low && plumb_policy_has_floor (policy, weight, scoring->tally.all))
    scoring->tally.n_low++;
}

PlumbScoring *
plumb_scoring_new (const PlumbLoop *loop)
{
  PlumbScoring *scoring;

  g_return_val_if_fail (loop != NULL, NULL);

  scoring = g_new0 (PlumbScoring, 1);
  scoring->loop = loop;
  scoring->template = loop->template;
  scoring->n_competencies = loop->template->competencies->len;
  scoring->cards = g_ptr_array_new_with_free_func ((GDestroyNotify)card_marks_free);
  scoring->means = g_new0 (PlumbMean, scoring->n_competencies);
  plumb_tally_init (&scoring->tally, NULL);
  scoring->tally.all = plumb_template_get_weight_sum (loop->template);
  for (guint i = 0; i < scoring->n_competencies; i++)
    mpq_inits (scoring->means[i].sum, scoring->means[i].score, NULL);

  for (guint i = 0; i < loop->assignments->len; i++)
    add_card (scoring, g_ptr_array_index (loop->assignments, i));
  for (guint i = 0; i < scoring->cards->len; i++)
    {
      const PlumbCardMarks *card = g_ptr_array_index (scoring->cards, i);

      if (card->counted)
        add_to_means (scoring, card);
    }
  for (guint i = 0; i < scoring->n_competencies; i++)
    add_to_tally (scoring, i);
  return scoring;
}

void
plumb_scoring_free (PlumbScoring *scoring)
{
  if (scoring == NULL)
    return;
  for (guint i = 0; i < scoring->n_competencies; i++)
    mpq_clears (scoring->means[i].sum, scoring->means[i].score, NULL);
  plumb_tally_clear (&scoring->tally);
  g_ptr_array_unref (scoring->cards);
  g_free (scoring->means);
  g_free (scoring);
}

int
plumb_scoring_get_weight (const PlumbScoring *scoring, guint competency)
{
  const PlumbCompetency *found = g_ptr_array_index (scoring->template->competencies, competency);

  return found->weight;
}

void
plumb_tally_init (PlumbTally *tally, const PlumbTally *from)
{
  g_return_if_fail (tally != NULL);

  *tally = (PlumbTally){ 0 };
  mpq_init (tally->total);
  if (from == NULL)
    return;
  tally->all = from->all;
  tally->covered = from->covered;
  tally->n_low = from->n_low;
  mpq_set (tally->total, from->total);
}

void
plumb_tally_clear (PlumbTally *tally)
{
  mpq_clear (tally->total);
}

void
plumb_tally_get_composite (const PlumbTally *tally, mpq_ptr composite)
{
  g_return_if_fail (tally->covered > 0);

  plumb_rational_set_ratio (composite, 1, tally->covered);
  mpq_mul (composite, composite, tally->total);
}

void
plumb_tally_add (PlumbTally *tally, gint64 factor, mpq_srcptr score)
{
  mpq_t product;

  mpq_init (product);
  plumb_rational_set_ratio (product, factor, 1);
  mpq_mul (product, product, score);
  mpq_add (tally->total, tally->total, product);
  mpq_clear (product);
}

gboolean
plumb_policy_has_floor (const PlumbPolicy *policy, gint64 weight, gint64 all)
{
  return weight * 10000 >= policy->floor_share * all;
}
