/* evaluation-words.c - the evaluation in plain sentences: the headline, and how firm it is. Nothing is computed here. */
#include "app/evaluation.h"
#include "app/phrase.h"

#define MOVES_SHOWN 4

static const PlumbFigure *
get_bar (const PlumbEvaluation *evaluation)
{
  return &plumb_evaluation_get_gate (evaluation, "composite")->threshold;
}

/* The composite of a variant, told apart from the bar when it falls on the other side of it. */
static char *
dup_composite (const PlumbEvaluation *evaluation, const PlumbFigure *composite)
{
  return composite->defined ? plumb_phrase_dup_against (composite, get_bar (evaluation)) : g_strdup ("undefined");
}

/* "2.90 to 3.04", or "3.00 throughout". */
static char *
dup_range (const PlumbFigure *low, const PlumbFigure *high)
{
  if (g_str_equal (low->text, high->text))
    return g_strdup_printf ("%s throughout", low->text);
  return g_strdup_printf ("%s to %s", low->text, high->text);
}

/* Scorecards. */

static gboolean
has_several_cards (const PlumbEvaluation *evaluation, const char *person)
{
  guint n = 0;

  for (guint i = 0; i < evaluation->without_card->len; i++)
    {
      const PlumbWithoutCard *without = g_ptr_array_index (evaluation->without_card, i);

      n += g_str_equal (without->assignment->person, person);
    }
  return n > 1;
}

/* "R. Khan’s", with the stage where a panelist wrote several cards. */
static char *
dup_possessive (const PlumbEvaluation *evaluation, const PlumbAssignment *assignment)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (evaluation->snapshot);
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  g_autofree char *name = plumb_phrase_dup_panelist (loop, assignment);

  if (stage != NULL && has_several_cards (evaluation, assignment->person))
    return g_strdup_printf ("%s’s (%s)", name, stage->short_title);
  return g_strdup_printf ("%s’s", name);
}

/* What leaving these cards out does, all of them through the same gate. */
static char *
dup_effect (const PlumbEvaluation *evaluation, const PlumbWithoutCard *first, GPtrArray *composites)
{
  g_autofree char *list = NULL;

  if (g_strcmp0 (first->gate, "coverage") == 0)
    return g_strdup ("the evidence no longer covers the loop");
  if (g_strcmp0 (first->gate, "floor") == 0)
    return g_strdup (first->gate_state == PLUMB_GATE_FAIL ? "a core competency is below the floor"
                                                          : "no core competency is below the floor");
  if (!first->composite.defined)
    return g_strdup ("there is no composite");
  list = g_strjoinv (", ", (char **)composites->pdata);
  return g_strdup_printf ("the composite is %s", list);
}

static gboolean
is_alike (const PlumbWithoutCard *a, const PlumbWithoutCard *b)
{
  return g_strcmp0 (a->gate, b->gate) == 0 && a->gate_state == b->gate_state && a->composite.defined == b->composite.defined;
}

/* "without A’s, B’s or C’s the composite is 2.96, 2.99, 2.90": one clause for all cards that flip the outcome as `first` does. */
static char *
dup_clause (const PlumbEvaluation *evaluation, GPtrArray *flipping, const PlumbWithoutCard *first)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) composites = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  g_autofree char *effect = NULL;

  for (guint i = 0; i < flipping->len; i++)
    {
      const PlumbWithoutCard *without = g_ptr_array_index (flipping, i);

      if (!is_alike (without, first))
        continue;
      g_ptr_array_add (names, dup_possessive (evaluation, without->assignment));
      g_ptr_array_add (composites, dup_composite (evaluation, &without->composite));
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (composites, NULL);
  list = plumb_phrase_dup_list ((char **)names->pdata, "or", G_MAXUINT);
  effect = dup_effect (evaluation, first, composites);
  return g_strdup_printf ("without %s %s", list, effect);
}

static gboolean
is_first_of_its_kind (GPtrArray *flipping, guint position)
{
  const PlumbWithoutCard *without = g_ptr_array_index (flipping, position);

  for (guint i = 0; i < position; i++)
    if (is_alike (g_ptr_array_index (flipping, i), without))
      return FALSE;
  return TRUE;
}

static char *
dup_flipping_cards (const PlumbEvaluation *evaluation, GPtrArray *flipping)
{
  gboolean held_back = evaluation->outcome == PLUMB_OUTCOME_BELOW_BAR;
  g_autofree char *number = plumb_phrase_dup_number (flipping->len);
  g_autofree char *capital = plumb_phrase_dup_capital (number);
  GString *sentence = g_string_new (NULL);

  g_string_append_printf (sentence, "%s scorecard%s ", capital, flipping->len == 1 ? "" : "s");
  if (held_back)
    g_string_append (sentence, flipping->len == 1 ? "holds it back" : "hold it back");
  else
    g_string_append (sentence, flipping->len == 1 ? "carries it" : "carry it");
  for (guint i = 0, n = 0; i < flipping->len; i++)
    {
      g_autofree char *clause = NULL;

      if (!is_first_of_its_kind (flipping, i))
        continue;
      clause = dup_clause (evaluation, flipping, g_ptr_array_index (flipping, i));
      g_string_append_printf (sentence, "%s %s", n++ == 0 ? ":" : ";", clause);
    }
  g_string_append_c (sentence, '.');
  return g_string_free (sentence, FALSE);
}

/* The range of the composite over the cards left out one by one; FALSE when it is undefined without each of them. */
static gboolean
get_range_without (const PlumbEvaluation *evaluation, const PlumbFigure **low, const PlumbFigure **high)
{
  *low = *high = NULL;
  for (guint i = 0; i < evaluation->without_card->len; i++)
    {
      const PlumbWithoutCard *without = g_ptr_array_index (evaluation->without_card, i);

      if (!without->composite.defined)
        continue;
      if (*low == NULL || without->composite.value < (*low)->value)
        *low = &without->composite;
      if (*high == NULL || without->composite.value > (*high)->value)
        *high = &without->composite;
    }
  return *low != NULL;
}

static char *
dup_cards_sentence (const PlumbEvaluation *evaluation)
{
  g_autoptr (GPtrArray) flipping = g_ptr_array_new ();
  g_autofree char *range = NULL;
  const PlumbFigure *low;
  const PlumbFigure *high;

  for (guint i = 0; i < evaluation->without_card->len; i++)
    {
      PlumbWithoutCard *without = g_ptr_array_index (evaluation->without_card, i);

      if (without->flips)
        g_ptr_array_add (flipping, without);
    }
  if (flipping->len > 0)
    return dup_flipping_cards (evaluation, flipping);
  if (evaluation->without_card->len == 1)
    return g_strdup ("There is one scorecard, and the outcome is the same without it.");
  if (!get_range_without (evaluation, &low, &high))
    return g_strdup ("No single scorecard changes the outcome.");
  range = dup_range (low, high);
  if (evaluation->n_awaited > 0 && evaluation->outcome == PLUMB_OUTCOME_UNDECIDED)
    return g_strdup_printf ("The outcome waits for more scorecards; leaving any one out so far gives %s.", range);
  return g_strdup_printf ("No single scorecard decides it: leaving any one out keeps the result, %s.", range);
}

/* Weights. */

static char *
dup_move (const PlumbEvaluation *evaluation, const PlumbWeightMove *move)
{
  g_autofree char *name = plumb_phrase_dup_name (move->competency->short_name);
  g_autofree char *composite = dup_composite (evaluation, &move->composite);
  const char *direction = move->direction < 0 ? "down" : "up";

  if (g_strcmp0 (move->gate, "coverage") == 0)
    return g_strdup_printf ("%s %s (%s)", name, direction,
                            move->gate_state == PLUMB_GATE_OPEN ? "too little evidence" : "enough evidence");
  if (g_strcmp0 (move->gate, "floor") == 0)
    return g_strdup_printf ("%s %s (%s)", name, direction,
                            move->gate_state == PLUMB_GATE_FAIL ? "below the floor" : "not below the floor");
  return g_strdup_printf ("%s %s (%s)", name, direction, composite);
}

static char *
dup_flipping_moves (const PlumbEvaluation *evaluation)
{
  g_autoptr (GPtrArray) moves = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *number = plumb_phrase_dup_number (evaluation->weights_flips);
  g_autofree char *capital = plumb_phrase_dup_capital (number);
  g_autofree char *all = plumb_phrase_dup_number (evaluation->weight_moves->len);
  g_autofree char *range = dup_range (&evaluation->weights_low, &evaluation->weights_high);
  g_autofree char *list = NULL;

  for (guint i = 0; i < evaluation->weight_moves->len; i++)
    {
      const PlumbWeightMove *move = g_ptr_array_index (evaluation->weight_moves, i);

      if (move->flips)
        g_ptr_array_add (moves, dup_move (evaluation, move));
    }
  g_ptr_array_add (moves, NULL);
  list = plumb_phrase_dup_list ((char **)moves->pdata, "and", MOVES_SHOWN);
  return g_strdup_printf ("%s of %s moves of one weight by a quarter %s the result: %s; the composite is %s.", capital, all,
                          evaluation->weights_flips == 1 ? "changes" : "change", list, range);
}

static char *
dup_weights_sentence (const PlumbEvaluation *evaluation)
{
  g_autofree char *range = NULL;

  if (evaluation->weight_moves->len == 0)
    return g_strdup ("There is one competency, so no weight can be moved.");
  if (!evaluation->composite.defined)
    return g_strdup ("No weight matters yet: no competency has a score.");
  if (evaluation->weights_flips > 0)
    return dup_flipping_moves (evaluation);
  range = dup_range (&evaluation->weights_low, &evaluation->weights_high);
  return g_strdup_printf ("Moving any one weight by a quarter keeps the result: %s.", range);
}

GStrv
plumb_evaluation_dup_firmness_sentences (const PlumbEvaluation *evaluation)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *cards = NULL;
  g_autofree char *weights = NULL;

  g_return_val_if_fail (evaluation != NULL, NULL);

  if (evaluation->withheld)
    g_strv_builder_add (lines, plumb_evaluation_get_gate (evaluation, "composite")->reason);
  else if (evaluation->without_card->len == 0)
    g_strv_builder_add (lines, "Nothing to test yet: no counted scorecard is in.");
  else
    {
      cards = dup_cards_sentence (evaluation);
      weights = dup_weights_sentence (evaluation);
      g_strv_builder_add_many (lines, cards, weights, NULL);
    }
  return g_strv_builder_end (lines);
}

/* Headline. */

static guint
count_gates (const PlumbEvaluation *evaluation, PlumbGateState state)
{
  guint n = 0;

  for (guint i = 0; i < evaluation->gates->len; i++)
    n += ((const PlumbGate *)g_ptr_array_index (evaluation->gates, i))->state == state;
  return n;
}

/* What else than the composite keeps it below the bar; NULL when nothing does. */
static char *
dup_other_failures (const PlumbEvaluation *evaluation)
{
  static const struct
  {
    const char *key;
    const char *words;
  } failures[] = {
    { "floor", "a core competency misses the floor" },
    { "flags", "a critical red flag is upheld" },
    { "bar-raiser", "the bar raiser vetoes" },
  };
  char *found[G_N_ELEMENTS (failures) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      const PlumbGate *gate = plumb_evaluation_get_gate (evaluation, failures[i].key);

      if (gate != NULL && gate->state == PLUMB_GATE_FAIL)
        found[n++] = (char *)failures[i].words;
    }
  return n > 0 ? plumb_phrase_dup_list (found, "and", G_MAXUINT) : NULL;
}

static char *
dup_standing (const PlumbEvaluation *evaluation)
{
  g_autofree char *failures = NULL;

  if (evaluation->outcome == PLUMB_OUTCOME_BELOW_BAR)
    {
      failures = dup_other_failures (evaluation);
      return failures != NULL ? g_strdup_printf ("Below the bar: %s", failures) : g_strdup ("Below the bar");
    }
  if (plumb_evaluation_get_gate (evaluation, "composite")->state == PLUMB_GATE_PASS)
    return g_strdup ("Meets the bar");
  if (!evaluation->composite.defined)
    return g_strdup ("No score yet");
  return g_strdup_printf ("%s so far", evaluation->composite.text);
}

char *
plumb_evaluation_dup_headline (const PlumbEvaluation *evaluation)
{
  g_autofree char *standing = NULL;
  g_autofree char *number = NULL;
  guint n_open;

  g_return_val_if_fail (evaluation != NULL, NULL);

  if (evaluation->withheld)
    return g_strdup (plumb_snapshot_get_sight (evaluation->snapshot) == PLUMB_SIGHT_BLIND ? "Hidden until your scorecard is in"
                                                                                          : "Figures are not shown to you");
  standing = dup_standing (evaluation);
  n_open = count_gates (evaluation, PLUMB_GATE_OPEN);
  if (n_open > 0)
    {
      number = plumb_phrase_dup_number (n_open);
      return g_strdup_printf ("%s, %s point%s open", standing, number, n_open == 1 ? "" : "s");
    }
  if (evaluation->outcome == PLUMB_OUTCOME_MEETS_BAR && evaluation->conditions->len > 0)
    {
      number = plumb_phrase_dup_number (evaluation->conditions->len);
      return g_strdup_printf ("%s, with %s condition%s", standing, number, evaluation->conditions->len == 1 ? "" : "s");
    }
  return g_steal_pointer (&standing);
}
