/* evaluation.c - puts the figures together: scoring adds up, policy judges, firmness varies; here all of it becomes what is shown.
 *
 * Nothing is computed from a shown figure: every one comes from the exact value. A snapshot whose viewer may not see other cards gets
 * no figure at all, not even one made from the viewer's own card.
 */
#include "app/evaluation.h"

#include "app/figure.h"
#include "app/firmness.h"
#include "app/gates.h"
#include "app/vote-move.h"

static void
competency_result_free (PlumbCompetencyResult *result)
{
  g_ptr_array_unref (result->cards);
  g_free (result);
}

/* Why the viewer sees no figure; NULL when they do. A counted card without its contents would make every figure wrong, so that hides
 * them as well. */
static const char *
get_hidden_reason (const PlumbSnapshot *snapshot)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);

  switch (plumb_snapshot_get_sight (snapshot))
    {
    case PLUMB_SIGHT_BLIND:
      return "Hidden until your own scorecard is in.";
    case PLUMB_SIGHT_STATES:
      return "Not shown to you: you see the states of the scorecards only.";
    case PLUMB_SIGHT_FULL:
    default:
      break;
    }
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (plumb_assignment_is_counted (assignment) && assignment->card->withheld)
        return "Not shown to you: some scorecards are withheld.";
    }
  return NULL;
}

static PlumbCompetencyResult *
competency_result_new (const PlumbScoring *scoring, guint position)
{
  PlumbCompetencyResult *result = g_new0 (PlumbCompetencyResult, 1);
  mpq_t share;

  result->competency = g_ptr_array_index (scoring->template->competencies, position);
  mpq_init (share);
  plumb_rational_set_ratio (share, 100 * (gint64)result->competency->weight, scoring->tally.all);
  result->share = plumb_rational_get_double (share);
  mpq_clear (share);
  plumb_figure_clear (&result->score);
  plumb_figure_clear (&result->spread);
  result->cards = g_ptr_array_new_with_free_func (g_free);
  return result;
}

/* Lists the cards that have a score here; answers the lowest and highest of the counted ones, which exist when one is counted. */
static void
add_card_scores (PlumbCompetencyResult *result, const PlumbScoring *scoring, guint position, mpq_ptr low, mpq_ptr high)
{
  gboolean first = TRUE;
  mpq_t score;

  mpq_init (score);
  for (guint i = 0; i < scoring->cards->len; i++)
    {
      const PlumbCardMarks *card = g_ptr_array_index (scoring->cards, i);
      const PlumbMark *mark = &card->marks[position];
      PlumbCardScore *shown;

      if (mark->weight == 0)
        continue;
      plumb_rational_set_ratio (score, mark->sum, mark->weight);
      shown = g_new0 (PlumbCardScore, 1);
      shown->assignment = card->assignment;
      shown->counted = card->counted;
      plumb_figure_set_score (&shown->score, score);
      g_ptr_array_add (result->cards, shown);
      if (!card->counted)
        continue;
      if (first || mpq_cmp (score, low) < 0)
        mpq_set (low, score);
      if (first || mpq_cmp (score, high) > 0)
        mpq_set (high, score);
      first = FALSE;
    }
  mpq_clear (score);
}

static void
fill_competency (PlumbCompetencyResult *result, const PlumbScoring *scoring, guint position)
{
  mpq_t low, high;

  mpq_inits (low, high, NULL);
  add_card_scores (result, scoring, position, low, high);
  if (scoring->means[position].weight > 0)
    {
      plumb_figure_set_score (&result->score, scoring->means[position].score);
      mpq_sub (high, high, low);
      plumb_figure_set_score (&result->spread, high);
      result->split = mpq_cmp_si (high, scoring->template->points - 1, 2) >= 0;
    }
  mpq_clears (low, high, NULL);
}

/* The composite if every uncovered competency were scored `point`. */
static void
set_bound (PlumbFigure *figure, const PlumbScoring *scoring, int point)
{
  const PlumbTally *tally = &scoring->tally;
  mpq_t bound, rest;

  mpq_inits (bound, rest, NULL);
  plumb_rational_set_ratio (rest, point * (tally->all - tally->covered), 1);
  mpq_add (bound, tally->total, rest);
  plumb_rational_set_ratio (rest, 1, tally->all);
  mpq_mul (bound, bound, rest);
  plumb_figure_set_score (figure, bound);
  mpq_clears (bound, rest, NULL);
}

static void
fill_figures (PlumbEvaluation *evaluation, const PlumbScoring *scoring)
{
  const PlumbTally *tally = &scoring->tally;
  int points = scoring->template->points;
  mpq_t value, part;

  mpq_inits (value, part, NULL);
  plumb_rational_set_ratio (value, 100 * tally->covered, tally->all);
  plumb_figure_set_percent (&evaluation->coverage, value);
  set_bound (&evaluation->low, scoring, 1);
  set_bound (&evaluation->high, scoring, points);
  if (tally->covered > 0)
    {
      plumb_tally_get_composite (tally, value);
      plumb_figure_set_score (&evaluation->composite, value);
      plumb_rational_set_ratio (part, 1, 1);
      mpq_sub (value, value, part);
      plumb_rational_set_ratio (part, 100, points - 1);
      mpq_mul (value, value, part);
      plumb_figure_set_percent (&evaluation->percent, value);
    }
  mpq_clears (value, part, NULL);
}

static gboolean
are_votes_split (const PlumbLoop *loop)
{
  gboolean some_yes = FALSE;
  gboolean some_no = FALSE;

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      PlumbRecommendation vote;

      if (!plumb_assignment_is_counted (assignment))
        continue;
      vote = plumb_vote_move_get_standing (loop, assignment);
      some_yes = some_yes || vote == PLUMB_RECOMMENDATION_YES || vote == PLUMB_RECOMMENDATION_STRONG_YES;
      some_no = some_no || vote == PLUMB_RECOMMENDATION_NO || vote == PLUMB_RECOMMENDATION_STRONG_NO;
    }
  return some_yes && some_no;
}

static void
fill_firmness (PlumbEvaluation *evaluation, const PlumbScoring *scoring, const PlumbRecord *record, const PlumbStand *stand)
{
  evaluation->without_card = plumb_firmness_list_without_card (scoring, record, stand);
  evaluation->weight_moves = plumb_firmness_list_weight_moves (scoring, record, stand);
  plumb_firmness_get_range (&evaluation->composite, evaluation->weight_moves, &evaluation->weights_low,
                            &evaluation->weights_high);
  for (guint i = 0; i < evaluation->weight_moves->len; i++)
    evaluation->weights_flips += ((const PlumbWeightMove *)g_ptr_array_index (evaluation->weight_moves, i))->flips;
}

/* What the viewer may see: figures, splits, conditions and firmness. */
static void
fill_seen (PlumbEvaluation *evaluation, const PlumbScoring *scoring, const PlumbRecord *record, const PlumbStand *stand)
{
  for (guint i = 0; i < scoring->n_competencies; i++)
    fill_competency (g_ptr_array_index (evaluation->competencies, i), scoring, i);
  for (guint i = 0; i < record->conditions->len; i++)
    g_ptr_array_add (evaluation->conditions, g_ptr_array_index (record->conditions, i));
  fill_figures (evaluation, scoring);
  evaluation->outcome = stand->outcome;
  evaluation->votes_split = are_votes_split (scoring->loop);
  fill_firmness (evaluation, scoring, record, stand);
}

static PlumbEvaluation *
evaluation_new_undefined (PlumbSnapshot *snapshot)
{
  PlumbEvaluation *evaluation = g_new0 (PlumbEvaluation, 1);
  PlumbFigure *figures[] = { &evaluation->composite, &evaluation->percent,     &evaluation->coverage,    &evaluation->low,
                             &evaluation->high,      &evaluation->weights_low, &evaluation->weights_high };

  g_atomic_ref_count_init (&evaluation->refs);
  evaluation->snapshot = plumb_snapshot_ref (snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    plumb_figure_clear (figures[i]);
  evaluation->competencies = g_ptr_array_new_with_free_func ((GDestroyNotify)competency_result_free);
  evaluation->conditions = g_ptr_array_new ();
  return evaluation;
}

PlumbEvaluation *
plumb_evaluation_new (PlumbSnapshot *snapshot)
{
  g_autoptr (PlumbScoring) scoring = NULL;
  g_autoptr (PlumbRecord) record = NULL;
  PlumbEvaluation *evaluation;
  const char *hidden;
  PlumbStand stand;

  g_return_val_if_fail (snapshot != NULL, NULL);

  hidden = get_hidden_reason (snapshot);
  scoring = plumb_scoring_new (plumb_snapshot_get_loop (snapshot));
  record = plumb_record_new (scoring->loop);
  stand = plumb_policy_judge (&scoring->template->policy, record, &scoring->tally);

  evaluation = evaluation_new_undefined (snapshot);
  evaluation->withheld = hidden != NULL;
  evaluation->outcome = PLUMB_OUTCOME_UNDECIDED;
  evaluation->n_counted = record->n_counted;
  evaluation->n_awaited = record->n_awaited;
  evaluation->gates = plumb_gates_list (scoring, record, &stand, hidden);
  for (guint i = 0; i < scoring->n_competencies; i++)
    g_ptr_array_add (evaluation->competencies, competency_result_new (scoring, i));
  if (!evaluation->withheld)
    {
      fill_seen (evaluation, scoring, record, &stand);
      return evaluation;
    }
  evaluation->without_card = g_ptr_array_new ();
  evaluation->weight_moves = g_ptr_array_new ();
  return evaluation;
}

PlumbEvaluation *
plumb_evaluation_ref (PlumbEvaluation *evaluation)
{
  g_return_val_if_fail (evaluation != NULL, NULL);

  g_atomic_ref_count_inc (&evaluation->refs);
  return evaluation;
}

void
plumb_evaluation_unref (PlumbEvaluation *evaluation)
{
  g_return_if_fail (evaluation != NULL);

  if (!g_atomic_ref_count_dec (&evaluation->refs))
    return;
  g_ptr_array_unref (evaluation->competencies);
  g_ptr_array_unref (evaluation->conditions);
  g_ptr_array_unref (evaluation->gates);
  g_ptr_array_unref (evaluation->without_card);
  g_ptr_array_unref (evaluation->weight_moves);
  plumb_snapshot_unref (evaluation->snapshot);
  g_free (evaluation);
}

guint
plumb_evaluation_count_splits (const PlumbEvaluation *evaluation)
{
  guint n = 0;

  g_return_val_if_fail (evaluation != NULL, 0);

  for (guint i = 0; i < evaluation->competencies->len; i++)
    n += ((const PlumbCompetencyResult *)g_ptr_array_index (evaluation->competencies, i))->split;
  return n;
}

guint
plumb_evaluation_count_card_flips (const PlumbEvaluation *evaluation)
{
  guint n = 0;

  g_return_val_if_fail (evaluation != NULL, 0);

  for (guint i = 0; i < evaluation->without_card->len; i++)
    n += ((const PlumbWithoutCard *)g_ptr_array_index (evaluation->without_card, i))->flips;
  return n;
}

const PlumbGate *
plumb_evaluation_get_gate (const PlumbEvaluation *evaluation, const char *key)
{
  g_return_val_if_fail (evaluation != NULL && key != NULL, NULL);

  for (guint i = 0; i < evaluation->gates->len; i++)
    {
      const PlumbGate *gate = g_ptr_array_index (evaluation->gates, i);

      if (g_str_equal (gate->key, key))
        return gate;
    }
  return NULL;
}

const PlumbCardScore *
plumb_competency_result_get_card (const PlumbCompetencyResult *result, const PlumbAssignment *assignment)
{
  g_return_val_if_fail (result != NULL && assignment != NULL, NULL);

  for (guint i = 0; i < result->cards->len; i++)
    {
      const PlumbCardScore *score = g_ptr_array_index (result->cards, i);

      if (score->assignment == assignment)
        return score;
    }
  return NULL;
}
