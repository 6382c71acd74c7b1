/* policy.c - the decision policy: no gate is ever skipped silently, equal meets. */
#include "app/policy.h"

static void
count_cards (PlumbRecord *record, const PlumbLoop *loop)
{
  record->all_skipped = TRUE;
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (plumb_assignment_is_counted (assignment))
        record->n_counted++;
      else if (plumb_assignment_is_awaited (assignment))
        record->n_awaited++;
      else if (plumb_seat_counts (assignment->seat))
        record->n_skipped++;
      if (assignment->seat == PLUMB_SEAT_BAR_RAISER)
        {
          record->has_bar_raiser = TRUE;
          record->all_skipped = record->all_skipped && assignment->skip_reason != NULL;
        }
    }
}

/* A flag gates once its card is submitted: a draft is nobody else's yet, and a shadow is never counted. */
static gboolean
flag_gates (const PlumbLoop *loop, const PlumbFlag *flag)
{
  const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, flag->assignment);

  return assignment != NULL && plumb_seat_counts (assignment->seat) && assignment->card->state == PLUMB_CARD_SUBMITTED;
}

static void
sort_flags (PlumbRecord *record, const PlumbLoop *loop)
{
  guint n_critical = 0;

  for (guint i = 0; i < loop->flags->len; i++)
    {
      PlumbFlag *flag = g_ptr_array_index (loop->flags, i);

      if (flag->severity == PLUMB_SEVERITY_MINOR || flag->state == PLUMB_FLAG_CLEARED || !flag_gates (loop, flag))
        continue;
      if (plumb_flag_get_merge (flag) != NULL) /* the one it was merged into stands for both */
        {
          record->n_merged++;
          continue;
        }
      if (flag->state == PLUMB_FLAG_UPHELD)
        g_ptr_array_add (flag->severity == PLUMB_SEVERITY_CRITICAL ? record->upheld : record->conditions, flag);
      else if (flag->severity == PLUMB_SEVERITY_CRITICAL)
        g_ptr_array_insert (record->open_flags, (gint)n_critical++, flag);
      else
        g_ptr_array_add (record->open_flags, flag);
    }
}

PlumbRecord *
plumb_record_new (const PlumbLoop *loop)
{
  PlumbRecord *record;

  g_return_val_if_fail (loop != NULL, NULL);

  record = g_new0 (PlumbRecord, 1);
  record->open_flags = g_ptr_array_new ();
  record->upheld = g_ptr_array_new ();
  record->conditions = g_ptr_array_new ();
  count_cards (record, loop);
  sort_flags (record, loop);
  record->word = plumb_loop_get_verdict (loop);
  return record;
}

void
plumb_record_free (PlumbRecord *record)
{
  if (record == NULL)
    return;
  g_ptr_array_unref (record->open_flags);
  g_ptr_array_unref (record->upheld);
  g_ptr_array_unref (record->conditions);
  g_free (record);
}

/* Nobody assigned is not the same as everybody in. */
static PlumbGateState
judge_cards (const PlumbRecord *record)
{
  guint settled = record->n_counted + record->n_skipped;

  return record->n_awaited == 0 && settled > 0 ? PLUMB_GATE_PASS : PLUMB_GATE_OPEN;
}

static PlumbGateState
judge_coverage (const PlumbPolicy *policy, const PlumbTally *tally)
{
  return tally->covered * 10000 >= policy->coverage * tally->all ? PLUMB_GATE_PASS : PLUMB_GATE_OPEN;
}

static PlumbGateState
judge_composite (const PlumbPolicy *policy, const PlumbTally *tally, gboolean cards_in)
{
  gboolean meets;
  mpq_t composite;

  if (!cards_in || tally->covered == 0)
    return PLUMB_GATE_OPEN;
  mpq_init (composite);
  plumb_tally_get_composite (tally, composite);
  meets = plumb_rational_compare_hundredths (composite, policy->bar) >= 0;
  mpq_clear (composite);
  return meets ? PLUMB_GATE_PASS : PLUMB_GATE_FAIL;
}

static PlumbGateState
judge_flags (const PlumbRecord *record)
{
  if (record->upheld->len > 0)
    return PLUMB_GATE_FAIL;
  return record->open_flags->len > 0 ? PLUMB_GATE_OPEN : PLUMB_GATE_PASS;
}

static PlumbGateState
judge_bar_raiser (const PlumbRecord *record)
{
  if (!record->has_bar_raiser)
    return PLUMB_GATE_PASS;
  if (record->word == NULL)
    return PLUMB_GATE_OPEN;
  return record->word->value == PLUMB_VERDICT_VETO ? PLUMB_GATE_FAIL : PLUMB_GATE_PASS;
}

PlumbStand
plumb_policy_judge (const PlumbPolicy *policy, const PlumbRecord *record, const PlumbTally *tally)
{
  PlumbStand stand = { .outcome = PLUMB_OUTCOME_MEETS_BAR };
  gboolean cards_in = judge_cards (record) == PLUMB_GATE_PASS;

  stand.states[PLUMB_GATE_CARDS] = judge_cards (record);
  stand.states[PLUMB_GATE_COVERAGE] = judge_coverage (policy, tally);
  stand.states[PLUMB_GATE_COMPOSITE] = judge_composite (policy, tally, cards_in);
  if (cards_in)
    stand.states[PLUMB_GATE_FLOOR] = tally->n_low > 0 ? PLUMB_GATE_FAIL : PLUMB_GATE_PASS;
  else
    stand.states[PLUMB_GATE_FLOOR] = PLUMB_GATE_OPEN;
  stand.states[PLUMB_GATE_FLAGS] = judge_flags (record);
  stand.states[PLUMB_GATE_BAR_RAISER] = judge_bar_raiser (record);

  for (guint i = 0; i < PLUMB_N_GATES; i++)
    {
      if (stand.states[i] == PLUMB_GATE_FAIL)
        stand.outcome = PLUMB_OUTCOME_BELOW_BAR;
      else if (stand.states[i] == PLUMB_GATE_OPEN && stand.outcome == PLUMB_OUTCOME_MEETS_BAR)
        stand.outcome = PLUMB_OUTCOME_UNDECIDED;
    }
  return stand;
}
