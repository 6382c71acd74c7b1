/* gates.c - one function a gate fills figure, threshold and reason. Every reason holds its figure; a figure that rounds to its
 * threshold without being equal to it is told with more decimals. */
#include "app/gates.h"

#include "app/figure.h"
#include "app/phrase.h"

#define PROVISIONAL "provisional until all scorecards are in"
#define NAMES_SHOWN 3

typedef struct
{
  const PlumbLoop *loop;
  const PlumbScoring *scoring;
  const PlumbRecord *record;
} Facts;

static const struct
{
  const char *key;
  const char *titles[3]; /* by PlumbGateState */
  const char *hidden;    /* where the state is not told: claims nothing */
} gate_words[PLUMB_N_GATES] = {
  [PLUMB_GATE_CARDS] = { "cards", { "All scorecards are in", "", "Scorecards are awaited" }, "Scorecards" },
  [PLUMB_GATE_COVERAGE] = { "coverage", { "Evidence covers the loop", "", "Evidence does not cover the loop" }, "Evidence" },
  [PLUMB_GATE_COMPOSITE]
  = { "composite", { "Composite meets the bar", "Composite is below the bar", "Composite is not settled" }, "Composite" },
  [PLUMB_GATE_FLOOR] = { "floor",
                         { "No core competency below the floor", "A core competency is below the floor", "Floor is not settled" },
                         "Floor" },
  [PLUMB_GATE_FLAGS]
  = { "flags", { "No red flag stands in the way", "A critical red flag is upheld", "Red flags are open" }, "Red flags" },
  [PLUMB_GATE_BAR_RAISER]
  = { "bar-raiser", { "Bar raiser concurs", "Bar raiser vetoes", "Bar raiser has not spoken" }, "Bar raiser" },
};

static void
gate_free (PlumbGate *gate)
{
  g_free (gate->reason);
  g_free (gate);
}

/* Cards. */

/* Each person once, whatever they owe. */
static char *
dup_awaited (const Facts *facts)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < facts->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (facts->loop->assignments, i);
      g_autofree char *name = NULL;

      if (!plumb_assignment_is_awaited (assignment))
        continue;
      name = plumb_phrase_dup_panelist (facts->loop, assignment);
      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_ptr_array_add (names, NULL);
  return plumb_phrase_dup_list ((char **)names->pdata, "and", NAMES_SHOWN);
}

static void
fill_cards (PlumbGate *gate, const Facts *facts)
{
  const PlumbRecord *record = facts->record;
  guint asked = record->n_counted + record->n_awaited;
  GString *reason = g_string_new (NULL);

  plumb_figure_set_count (&gate->figure, record->n_counted);
  plumb_figure_set_count (&gate->threshold, asked);
  if (asked + record->n_skipped == 0)
    g_string_append (reason, "Nobody is assigned yet, so 0 scorecards are in");
  else
    g_string_append_printf (reason, "%u of %u scorecard%s %s in", record->n_counted, asked, asked == 1 ? "" : "s",
                            record->n_counted == 1 ? "is" : "are");
  if (record->n_skipped > 0)
    g_string_append_printf (reason, ", %u %s skipped with a reason", record->n_skipped, record->n_skipped == 1 ? "was" : "were");
  if (record->n_awaited > 0)
    {
      g_autofree char *names = dup_awaited (facts);

      g_string_append_printf (reason, "; awaited: %s", names);
    }
  g_string_append_c (reason, '.');
  gate->reason = g_string_free (reason, FALSE);
}

/* Coverage. */

static char *
dup_uncovered (const Facts *facts)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < facts->scoring->n_competencies; i++)
    {
      const PlumbCompetency *competency = g_ptr_array_index (facts->scoring->template->competencies, i);

      if (facts->scoring->means[i].weight == 0)
        g_ptr_array_add (names, plumb_phrase_dup_name (competency->short_name));
    }
  g_ptr_array_add (names, NULL);
  return plumb_phrase_dup_list ((char **)names->pdata, "and", NAMES_SHOWN);
}

static void
fill_coverage (PlumbGate *gate, const Facts *facts)
{
  const PlumbTally *tally = &facts->scoring->tally;
  g_autofree char *figure = NULL;
  g_autofree char *missing = NULL;
  mpq_t percent;

  mpq_init (percent);
  plumb_rational_set_ratio (percent, facts->scoring->template->policy.coverage, 100);
  plumb_figure_set_percent (&gate->threshold, percent);
  plumb_rational_set_ratio (percent, 100 * tally->covered, tally->all);
  plumb_figure_set_percent (&gate->figure, percent);
  mpq_clear (percent);

  figure = plumb_phrase_dup_against (&gate->figure, &gate->threshold);
  if (tally->covered < tally->all)
    missing = dup_uncovered (facts);
  gate->reason = g_strdup_printf ("%s %% of the weight has a score, %s %% is asked for%s%s.", figure, gate->threshold.text,
                                  missing != NULL ? "; none yet on " : "", missing != NULL ? missing : "");
}

/* Composite. */

static void
fill_composite (PlumbGate *gate, const Facts *facts)
{
  const PlumbTally *tally = &facts->scoring->tally;
  g_autofree char *figure = NULL;
  mpq_t composite;

  plumb_figure_set_hundredths (&gate->threshold, facts->scoring->template->policy.bar);
  if (tally->covered == 0)
    {
      gate->reason = g_strdup_printf ("No competency has a score yet, so nothing meets the bar of %s.", gate->threshold.text);
      return;
    }
  mpq_init (composite);
  plumb_tally_get_composite (tally, composite);
  plumb_figure_set_score (&gate->figure, composite);
  mpq_clear (composite);

  figure = plumb_phrase_dup_against (&gate->figure, &gate->threshold);
  if (gate->state == PLUMB_GATE_OPEN)
    gate->reason
        = g_strdup_printf ("The composite is %s so far against the bar of %s, " PROVISIONAL ".", figure, gate->threshold.text);
  else
    gate->reason = g_strdup_printf ("The composite is %s%s the bar of %s.", figure,
                                    gate->state == PLUMB_GATE_PASS ? " against" : ", below", gate->threshold.text);
}

/* Floor. */

/* The lowest covered competency that the floor holds for; FALSE when there is none. */
static gboolean
find_lowest (const Facts *facts, guint *lowest)
{
  const PlumbScoring *scoring = facts->scoring;
  gboolean found = FALSE;

  for (guint i = 0; i < scoring->n_competencies; i++)
    {
      if (scoring->means[i].weight == 0
          || !plumb_policy_has_floor (&scoring->template->policy, plumb_scoring_get_weight (scoring, i), scoring->tally.all))
        continue;
      if (!found || mpq_cmp (scoring->means[i].score, scoring->means[*lowest].score) < 0)
        *lowest = i;
      found = TRUE;
    }
  return found;
}

static char *
dup_nothing_to_hold (const PlumbGate *gate, int floor_share)
{
  PlumbFigure share;
  mpq_t percent;

  mpq_init (percent);
  plumb_rational_set_ratio (percent, floor_share, 100);
  plumb_figure_set_percent (&share, percent);
  mpq_clear (percent);
  return g_strdup_printf ("No competency with %s %% of the weight or more has a score%s, so the floor of %s holds for none%s.",
                          share.text, gate->state == PLUMB_GATE_OPEN ? " yet" : "", gate->threshold.text,
                          gate->state == PLUMB_GATE_OPEN ? "; " PROVISIONAL : "");
}

static void
fill_floor (PlumbGate *gate, const Facts *facts)
{
  const PlumbScoring *scoring = facts->scoring;
  const PlumbCompetency *competency;
  g_autofree char *figure = NULL;
  g_autofree char *name = NULL;
  guint lowest = 0;

  plumb_figure_set_hundredths (&gate->threshold, scoring->template->policy.floor);
  if (!find_lowest (facts, &lowest))
    {
      gate->reason = dup_nothing_to_hold (gate, scoring->template->policy.floor_share);
      return;
    }
  competency = g_ptr_array_index (scoring->template->competencies, lowest);
  name = plumb_phrase_dup_name (competency->short_name);
  plumb_figure_set_score (&gate->figure, scoring->means[lowest].score);
  figure = plumb_phrase_dup_against (&gate->figure, &gate->threshold);
  if (gate->state == PLUMB_GATE_FAIL)
    gate->reason = g_strdup_printf ("%s%s is at %s, below the floor of %s.",
                                    scoring->tally.n_low > 1 ? "Lowest of several: " : "", name, figure, gate->threshold.text);
  else
    gate->reason
        = g_strdup_printf ("Lowest%s is %s with %s, against the floor of %s%s.", gate->state == PLUMB_GATE_OPEN ? " so far" : "",
                           name, figure, gate->threshold.text, gate->state == PLUMB_GATE_OPEN ? "; " PROVISIONAL : "");
}

/* Flags. */

static char *
dup_flag (const Facts *facts, const PlumbFlag *flag)
{
  const PlumbAssignment *assignment = plumb_loop_get_assignment (facts->loop, flag->assignment);
  g_autofree char *label = plumb_phrase_dup_quote (flag->label);
  g_autofree char *name = NULL;

  g_assert (assignment != NULL);
  name = plumb_phrase_dup_panelist (facts->loop, assignment);
  return g_strdup_printf ("%s from %s", label, name);
}

static char *
dup_flags (const Facts *facts, GPtrArray *flags)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < flags->len; i++)
    g_ptr_array_add (names, dup_flag (facts, g_ptr_array_index (flags, i)));
  g_ptr_array_add (names, NULL);
  return plumb_phrase_dup_list ((char **)names->pdata, "and", 2);
}

static guint
count_critical (GPtrArray *flags)
{
  guint n = 0;

  for (guint i = 0; i < flags->len; i++)
    n += ((const PlumbFlag *)g_ptr_array_index (flags, i))->severity == PLUMB_SEVERITY_CRITICAL;
  return n;
}

static void
append_open_flags (GString *reason, const Facts *facts)
{
  GPtrArray *flags = facts->record->open_flags;
  guint n_critical = count_critical (flags);
  g_autofree char *named = dup_flags (facts, flags);

  if (n_critical == 0 || n_critical == flags->len)
    g_string_append_printf (reason, "%u %s red flag%s open", flags->len, n_critical == 0 ? "major" : "critical",
                            flags->len == 1 ? " is" : "s are");
  else
    g_string_append_printf (reason, "%u red flags are open, %u of them critical", flags->len, n_critical);
  g_string_append_printf (reason, ": %s", named);
}

static void
fill_flags (PlumbGate *gate, const Facts *facts)
{
  const PlumbRecord *record = facts->record;
  GString *reason = g_string_new (NULL);

  plumb_figure_set_count (&gate->figure, record->open_flags->len);
  plumb_figure_set_count (&gate->threshold, 0);
  if (record->upheld->len > 0)
    {
      g_autofree char *named = dup_flags (facts, record->upheld);

      g_string_append_printf (reason, "%u critical red flag%s upheld: %s; ", record->upheld->len,
                              record->upheld->len == 1 ? " is" : "s are", named);
    }
  if (record->open_flags->len > 0)
    append_open_flags (reason, facts);
  else
    g_string_append (reason, "0 critical or major red flags are open");
  if (record->conditions->len > 0)
    g_string_append_printf (reason, "; %u upheld major flag%s as %s", record->conditions->len,
                            record->conditions->len == 1 ? " stands" : "s stand",
                            record->conditions->len == 1 ? "a condition" : "conditions");
  if (record->n_merged > 0)
    g_string_append_printf (reason, "; %u more %s merged into another and count%s there", record->n_merged,
                            record->n_merged == 1 ? "is" : "are", record->n_merged == 1 ? "s" : "");
  g_string_append_c (reason, '.');
  gate->reason = g_string_free (reason, FALSE);
}

/* Bar raiser. */

static char *
dup_bar_raisers (const Facts *facts)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < facts->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (facts->loop->assignments, i);

      if (assignment->seat == PLUMB_SEAT_BAR_RAISER && assignment->skip_reason == NULL)
        g_ptr_array_add (names, plumb_phrase_dup_panelist (facts->loop, assignment));
    }
  g_ptr_array_add (names, NULL);
  return plumb_phrase_dup_list ((char **)names->pdata, "or", NAMES_SHOWN);
}

static void
fill_bar_raiser (PlumbGate *gate, const Facts *facts)
{
  const PlumbVerdict *word = facts->record->word;
  const PlumbAssignment *assignment = word != NULL ? plumb_loop_get_assignment (facts->loop, word->assignment) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *quote = NULL;

  if (word == NULL)
    {
      name = dup_bar_raisers (facts);
      gate->reason = facts->record->all_skipped ? g_strdup ("Every bar raiser was skipped, so nobody holds the bar.")
                                                : g_strdup_printf ("No verdict yet from %s.", name);
      return;
    }
  name = assignment != NULL ? plumb_phrase_dup_panelist (facts->loop, assignment) : g_strdup ("The bar raiser");
  if (*word->rationale != '\0')
    quote = plumb_phrase_dup_quote (word->rationale);
  gate->reason = g_strdup_printf ("%s %s%s%s.", name, gate->state == PLUMB_GATE_FAIL ? "vetoes" : "concurs",
                                  quote != NULL ? ": " : "", quote != NULL ? quote : "");
}

static void (*const fill[PLUMB_N_GATES]) (PlumbGate *gate, const Facts *facts) = {
  [PLUMB_GATE_CARDS] = fill_cards, [PLUMB_GATE_COVERAGE] = fill_coverage, [PLUMB_GATE_COMPOSITE] = fill_composite,
  [PLUMB_GATE_FLOOR] = fill_floor, [PLUMB_GATE_FLAGS] = fill_flags,       [PLUMB_GATE_BAR_RAISER] = fill_bar_raiser,
};

/* Nothing of a hidden gate is told but its threshold, which the template says anyhow. */
static void
hide (PlumbGate *gate, const char *hidden)
{
  gate->state = PLUMB_GATE_OPEN;
  plumb_figure_clear (&gate->figure);
  g_free (gate->reason);
  gate->reason = g_strdup (hidden);
}

GPtrArray *
plumb_gates_list (const PlumbScoring *scoring, const PlumbRecord *record, const PlumbStand *stand, const char *hidden)
{
  const Facts facts = { .loop = scoring->loop, .scoring = scoring, .record = record };
  GPtrArray *gates = g_ptr_array_new_with_free_func ((GDestroyNotify)gate_free);

  for (guint kind = 0; kind < PLUMB_N_GATES; kind++)
    {
      PlumbGate *gate;

      if (kind == PLUMB_GATE_BAR_RAISER && !record->has_bar_raiser)
        continue;
      gate = g_new0 (PlumbGate, 1);
      gate->key = gate_words[kind].key;
      gate->state = stand->states[kind];
      plumb_figure_clear (&gate->figure);
      plumb_figure_clear (&gate->threshold);
      gate->title = gate_words[kind].titles[gate->state];
      fill[kind](gate, &facts);
      if (hidden != NULL && kind != PLUMB_GATE_CARDS)
        {
          gate->title = gate_words[kind].hidden;
          hide (gate, hidden);
        }
      g_ptr_array_add (gates, gate);
    }
  return gates;
}
