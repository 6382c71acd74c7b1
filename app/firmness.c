/* firmness.c - variants of the tally by subtraction, never by adding up again: a variant costs a few operations a competency. */
#include "app/firmness.h"

#include "app/figure.h"

/* Which gate explains that the outcome differs: one that took the state the new outcome asks for, else the first that changed. */
static const char *
find_turned_gate (const PlumbStand *before, const PlumbStand *after, PlumbGateState *state)
{
  static const PlumbGateKind kinds[] = { PLUMB_GATE_COMPOSITE, PLUMB_GATE_FLOOR, PLUMB_GATE_COVERAGE };
  static const char *const keys[] = { "composite", "floor", "coverage" };
  static const PlumbGateState asked[] = { [PLUMB_OUTCOME_UNDECIDED] = PLUMB_GATE_OPEN,
                                          [PLUMB_OUTCOME_BELOW_BAR] = PLUMB_GATE_FAIL,
                                          [PLUMB_OUTCOME_MEETS_BAR] = PLUMB_GATE_PASS };
  int found = -1;

  for (int i = 0; i < (int)G_N_ELEMENTS (kinds); i++)
    {
      PlumbGateState now = after->states[kinds[i]];

      if (now == before->states[kinds[i]])
        continue;
      if (found < 0 || (*state != asked[after->outcome] && now == asked[after->outcome]))
        {
          found = i;
          *state = now;
        }
    }
  return found < 0 ? NULL : keys[found];
}

static void
set_composite (PlumbFigure *figure, const PlumbTally *tally)
{
  mpq_t composite;

  plumb_figure_clear (figure);
  if (tally->covered == 0)
    return;
  mpq_init (composite);
  plumb_tally_get_composite (tally, composite);
  plumb_figure_set_score (figure, composite);
  mpq_clear (composite);
}

/* Takes the card's mark out of one mean and puts what is left of it into the tally. */
static void
leave_mark_out (PlumbTally *tally, const PlumbScoring *scoring, const PlumbCardMarks *card, guint competency)
{
  const PlumbPolicy *policy = &scoring->template->policy;
  const PlumbMean *mean = &scoring->means[competency];
  const PlumbMark *mark = &card->marks[competency];
  int weight = plumb_scoring_get_weight (scoring, competency);
  gboolean has_floor = plumb_policy_has_floor (policy, weight, tally->all);
  mpq_t share, rest;

  plumb_tally_add (tally, -weight, mean->score);
  if (has_floor && mean->low)
    tally->n_low--;
  if (mean->weight == card->weight)
    {
      tally->covered -= weight;
      return;
    }
  mpq_inits (share, rest, NULL);
  plumb_rational_set_ratio (share, card->weight * mark->sum, mark->weight);
  mpq_sub (rest, mean->sum, share);
  plumb_rational_set_ratio (share, 1, mean->weight - card->weight);
  mpq_mul (rest, rest, share);
  plumb_tally_add (tally, weight, rest);
  if (has_floor && plumb_rational_compare_hundredths (rest, policy->floor) < 0)
    tally->n_low++;
  mpq_clears (share, rest, NULL);
}

GPtrArray *
plumb_firmness_list_without_card (const PlumbScoring *scoring, const PlumbRecord *record, const PlumbStand *stand)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < scoring->cards->len; i++)
    {
      const PlumbCardMarks *card = g_ptr_array_index (scoring->cards, i);
      PlumbWithoutCard *without;
      PlumbStand now;
      PlumbTally tally;

      if (!card->counted)
        continue;
      plumb_tally_init (&tally, &scoring->tally);
      for (guint c = 0; c < scoring->n_competencies; c++)
        if (card->marks[c].weight > 0)
          leave_mark_out (&tally, scoring, card, c);
      now = plumb_policy_judge (&scoring->template->policy, record, &tally);
      without = g_new0 (PlumbWithoutCard, 1);
      without->assignment = card->assignment;
      without->outcome = now.outcome;
      without->flips = now.outcome != stand->outcome;
      if (without->flips)
        without->gate = find_turned_gate (stand, &now, &without->gate_state);
      set_composite (&without->composite, &tally);
      plumb_tally_clear (&tally);
      g_ptr_array_add (list, without);
    }
  return list;
}

/* With W the sum of all weights and q/4 the moved weight of c: w_c' = q/4 and w_i' = w_i * (W - q/4) / (W - w_c). Times
 * 4 * (W - w_c), all of it is whole: w_c' = q * (W - w_c), w_i' = w_i * (4W - q), and the sum is 4 * W * (W - w_c). */
static void
move_weight (PlumbTally *tally, const PlumbScoring *scoring, guint moved, int direction)
{
  const PlumbTally *base = &scoring->tally;
  const PlumbMean *mean = &scoring->means[moved];
  gint64 weight = plumb_scoring_get_weight (scoring, moved);
  gint64 quarters = MIN (weight * (direction < 0 ? 3 : 5), 4 * base->all);
  gint64 own = quarters * (base->all - weight);
  gint64 factor = 4 * base->all - quarters;
  mpq_t scale;

  if (mean->weight > 0)
    plumb_tally_add (tally, -weight, mean->score);
  mpq_init (scale);
  plumb_rational_set_ratio (scale, factor, 1);
  mpq_mul (tally->total, tally->total, scale);
  mpq_clear (scale);
  tally->covered = factor * (base->covered - (mean->weight > 0 ? weight : 0));
  if (mean->weight > 0)
    {
      plumb_tally_add (tally, own, mean->score);
      tally->covered += own;
    }
  tally->all = 4 * base->all * (base->all - weight);
  tally->n_low = 0;
  for (guint i = 0; i < scoring->n_competencies; i++)
    {
      gint64 now = i == moved ? own : factor * plumb_scoring_get_weight (scoring, i);

      if (scoring->means[i].low && plumb_policy_has_floor (&scoring->template->policy, now, tally->all))
        tally->n_low++;
    }
}

GPtrArray *
plumb_firmness_list_weight_moves (const PlumbScoring *scoring, const PlumbRecord *record, const PlumbStand *stand)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; scoring->n_competencies > 1 && i < scoring->n_competencies; i++)
    for (int direction = -1; direction <= 1; direction += 2)
      {
        PlumbWeightMove *move = g_new0 (PlumbWeightMove, 1);
        PlumbStand now;
        PlumbTally tally;

        plumb_tally_init (&tally, &scoring->tally);
        move_weight (&tally, scoring, i, direction);
        now = plumb_policy_judge (&scoring->template->policy, record, &tally);
        move->competency = g_ptr_array_index (scoring->template->competencies, i);
        move->direction = direction;
        move->outcome = now.outcome;
        move->flips = now.outcome != stand->outcome;
        if (move->flips)
          move->gate = find_turned_gate (stand, &now, &move->gate_state);
        set_composite (&move->composite, &tally);
        plumb_tally_clear (&tally);
        g_ptr_array_add (list, move);
      }
  return list;
}

void
plumb_firmness_get_range (const PlumbFigure *composite, GPtrArray *moves, PlumbFigure *low, PlumbFigure *high)
{
  *low = *composite;
  *high = *composite;
  for (guint i = 0; i < moves->len; i++)
    {
      const PlumbWeightMove *move = g_ptr_array_index (moves, i);

      if (!move->composite.defined)
        continue;
      if (!low->defined || move->composite.value < low->value)
        *low = move->composite;
      if (!high->defined || move->composite.value > high->value)
        *high = move->composite;
    }
}
