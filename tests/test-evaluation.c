/* test-evaluation.c - the gates that stand on the record, what a blind viewer gets, and the sentences word for word. */
#include "tests/fixture.h"

#include <string.h>

static const FixtureTemplate pair = {
  .competencies = { { "sys", 60 }, { "db", 40 } },
  .stages = { { "talk", 1, { { "sys" }, { "db" } } }, { "deep", 1, { { "sys" }, { "db" } } } },
};

static const PlumbGate *
get_gate (const PlumbEvaluation *evaluation, const char *key)
{
  const PlumbGate *gate = plumb_evaluation_get_gate (evaluation, key);

  g_assert_nonnull (gate);
  return gate;
}

/* Red flags. */

typedef struct
{
  PlumbSeverity severity;
  PlumbFlagState state;
  PlumbSeat seat;
  gboolean draft;
  PlumbGateState gate;
  const char *figure;
  PlumbOutcome outcome;
  guint n_conditions;
} FlagCase;

#define HELD PLUMB_SEAT_INTERVIEWER
#define MEETS PLUMB_OUTCOME_MEETS_BAR
#define BELOW PLUMB_OUTCOME_BELOW_BAR
#define UNDECIDED PLUMB_OUTCOME_UNDECIDED

static const FlagCase flag_cases[] = {
  { PLUMB_SEVERITY_MINOR, PLUMB_FLAG_OPEN, HELD, FALSE, PLUMB_GATE_PASS, "0", MEETS, 0 },
  { PLUMB_SEVERITY_MINOR, PLUMB_FLAG_UPHELD, HELD, FALSE, PLUMB_GATE_PASS, "0", MEETS, 0 },
  { PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_OPEN, HELD, FALSE, PLUMB_GATE_OPEN, "1", UNDECIDED, 0 },
  { PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_UPHELD, HELD, FALSE, PLUMB_GATE_PASS, "0", MEETS, 1 },
  { PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_CLEARED, HELD, FALSE, PLUMB_GATE_PASS, "0", MEETS, 0 },
  { PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_OPEN, HELD, FALSE, PLUMB_GATE_OPEN, "1", UNDECIDED, 0 },
  { PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_UPHELD, HELD, FALSE, PLUMB_GATE_FAIL, "0", BELOW, 0 },
  { PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_CLEARED, HELD, FALSE, PLUMB_GATE_PASS, "0", MEETS, 0 },
  /* On a shadow's card: in the register, never in the gate. */
  { PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_UPHELD, PLUMB_SEAT_SHADOW, FALSE, PLUMB_GATE_PASS, "0", MEETS, 0 },
  { PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_OPEN, PLUMB_SEAT_SHADOW, FALSE, PLUMB_GATE_PASS, "0", MEETS, 0 },
  /* On a draft: not before it is handed in. The awaited card keeps the outcome open. */
  { PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_OPEN, HELD, TRUE, PLUMB_GATE_PASS, "0", UNDECIDED, 0 },
};

static void
test_flags (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (flag_cases); i++)
    {
      const FlagCase *test = &flag_cases[i];
      PlumbLoop *loop = fixture_loop_new_with (&pair);
      PlumbAssignment *card;
      g_autoptr (PlumbEvaluation) evaluation = NULL;

      fixture_add_card (loop, "talk", "A. Osei", HELD, "4 4");
      card = fixture_add_card (loop, "deep", "S. Cole", test->seat, test->draft ? "4 ." : "4 4");
      fixture_add_flag (loop, card, test->severity, test->state);
      evaluation = fixture_evaluate (loop);
      g_assert_cmpint (get_gate (evaluation, "flags")->state, ==, test->gate);
      g_assert_cmpstr (get_gate (evaluation, "flags")->figure.text, ==, test->figure);
      g_assert_cmpstr (get_gate (evaluation, "flags")->threshold.text, ==, "0");
      g_assert_cmpint (evaluation->outcome, ==, test->outcome);
      g_assert_cmpuint (evaluation->conditions->len, ==, test->n_conditions);
    }
}

static void
test_flag_reasons (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&pair);
  PlumbAssignment *card = fixture_add_card (loop, "talk", "S. Cole", HELD, "4 4");
  g_autoptr (PlumbEvaluation) evaluation = NULL;

  fixture_add_flag (loop, card, PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_OPEN);
  plumb_set_string (&fixture_add_flag (loop, card, PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_OPEN)->label, "Invents experience");
  plumb_set_string (&fixture_add_flag (loop, card, PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_UPHELD)->label, "Blames others");
  fixture_add_flag (loop, card, PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_UPHELD);
  evaluation = fixture_evaluate (loop);
  g_assert_cmpstr (get_gate (evaluation, "flags")->reason, ==,
                   "1 critical red flag is upheld: “Blames others” from S. Cole; 2 red flags are open, 1 of them critical: "
                   "“Invents experience” from S. Cole and “No rollback plan” from S. Cole; 1 upheld major flag stands as a "
                   "condition.");
}

/* Bar raiser. */

static void
test_bar_raiser_absent (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&pair);
  g_autoptr (PlumbEvaluation) evaluation = NULL;

  fixture_add_card (loop, "talk", "A. Osei", HELD, "4 4");
  evaluation = fixture_evaluate (loop);
  g_assert_null (plumb_evaluation_get_gate (evaluation, "bar-raiser"));
  g_assert_cmpuint (evaluation->gates->len, ==, 5);
}

static void
test_bar_raiser (void)
{
  static const struct
  {
    gboolean skipped;
    int verdicts[2]; /* -1: none */
    PlumbGateState gate;
    PlumbOutcome outcome;
    const char *reason;
  } rows[] = {
    { FALSE, { -1, -1 }, PLUMB_GATE_OPEN, UNDECIDED, "No verdict yet from J. Silva." },
    { FALSE, { PLUMB_VERDICT_CONCUR, -1 }, PLUMB_GATE_PASS, MEETS, "J. Silva concurs: “Raises the bar for the team”." },
    { FALSE, { PLUMB_VERDICT_VETO, -1 }, PLUMB_GATE_FAIL, BELOW, "J. Silva vetoes: “Raises the bar for the team”." },
    /* The latest counts. */
    { FALSE, { PLUMB_VERDICT_VETO, PLUMB_VERDICT_CONCUR }, PLUMB_GATE_PASS, MEETS, NULL },
    { FALSE, { PLUMB_VERDICT_CONCUR, PLUMB_VERDICT_VETO }, PLUMB_GATE_FAIL, BELOW, NULL },
    { TRUE, { -1, -1 }, PLUMB_GATE_OPEN, UNDECIDED, "Every bar raiser was skipped, so nobody holds the bar." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlumbLoop *loop = fixture_loop_new_with (&pair);
      PlumbAssignment *raiser;
      g_autoptr (PlumbEvaluation) evaluation = NULL;

      fixture_add_card (loop, "talk", "A. Osei", HELD, "4 4");
      raiser = rows[i].skipped ? fixture_add_skipped (loop, "deep", "J. Silva", PLUMB_SEAT_BAR_RAISER)
                               : fixture_add_card (loop, "deep", "J. Silva", PLUMB_SEAT_BAR_RAISER, "4 4");
      for (int j = 0; j < 2 && rows[i].verdicts[j] >= 0; j++)
        fixture_add_verdict (loop, raiser, (PlumbVerdictValue)rows[i].verdicts[j]);
      evaluation = fixture_evaluate (loop);
      g_assert_cmpint (get_gate (evaluation, "bar-raiser")->state, ==, rows[i].gate);
      g_assert_cmpint (evaluation->outcome, ==, rows[i].outcome);
      if (rows[i].reason != NULL)
        g_assert_cmpstr (get_gate (evaluation, "bar-raiser")->reason, ==, rows[i].reason);
    }
}

/* The blind. */

static void
assert_withheld (const PlumbEvaluation *evaluation, const char *reason)
{
  g_auto (GStrv) sentences = plumb_evaluation_dup_firmness_sentences (evaluation);

  g_assert_true (evaluation->withheld);
  g_assert_false (evaluation->composite.defined);
  g_assert_false (evaluation->percent.defined);
  g_assert_false (evaluation->coverage.defined);
  g_assert_false (evaluation->low.defined);
  g_assert_false (evaluation->high.defined);
  g_assert_false (evaluation->votes_split);
  g_assert_cmpint (evaluation->outcome, ==, PLUMB_OUTCOME_UNDECIDED);
  g_assert_cmpuint (evaluation->without_card->len + evaluation->weight_moves->len + evaluation->conditions->len, ==, 0);
  g_assert_cmpstr (sentences[0], ==, reason);
  g_assert_null (sentences[1]);
  for (guint i = 0; i < evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (evaluation->competencies, i);

      g_assert_false (result->score.defined || result->spread.defined || result->split);
      g_assert_cmpuint (result->cards->len, ==, 0);
    }
  for (guint i = 0; i < evaluation->gates->len; i++)
    {
      const PlumbGate *gate = g_ptr_array_index (evaluation->gates, i);

      if (g_str_equal (gate->key, "cards"))
        continue;
      g_assert_cmpint (gate->state, ==, PLUMB_GATE_OPEN);
      g_assert_false (gate->figure.defined);
      g_assert_null (strstr (gate->title, " is ")); /* claims nothing about what is hidden */
      g_assert_null (strstr (gate->title, " are "));
      g_assert_cmpstr (gate->reason, ==, reason);
    }
}

static PlumbLoop *
build_half_done (char **blind, char **stranger)
{
  PlumbLoop *loop = fixture_loop_new_with (&pair);
  PlumbAssignment *done = fixture_add_card (loop, "talk", "J. Silva", PLUMB_SEAT_BAR_RAISER, "1 1");
  PlumbAssignment *owes = fixture_add_card (loop, "deep", "S. Cole", HELD, "4 .");

  fixture_add_flag (loop, done, PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_UPHELD);
  fixture_add_verdict (loop, done, PLUMB_VERDICT_VETO);
  *blind = g_strdup (owes->person);
  *stranger = g_strdup (fixture_add_person (loop, "R. Khan")->id);
  return loop;
}

static void
test_withheld (void)
{
  g_autofree char *blind = NULL;
  g_autofree char *stranger = NULL;
  PlumbLoop *for_blind = build_half_done (&blind, &stranger);
  g_autoptr (PlumbEvaluation) as_blind = fixture_evaluate_as (for_blind, blind, PLUMB_ROLE_PANELIST);
  g_autoptr (PlumbEvaluation) as_stranger = NULL;
  PlumbLoop *for_stranger = NULL;
  g_autofree char *headline = plumb_evaluation_dup_headline (as_blind);

  g_clear_pointer (&blind, g_free);
  g_clear_pointer (&stranger, g_free);
  for_stranger = build_half_done (&blind, &stranger);
  as_stranger = fixture_evaluate_as (for_stranger, stranger, PLUMB_ROLE_COORDINATOR);
  assert_withheld (as_blind, "Hidden until your own scorecard is in.");
  assert_withheld (as_stranger, "Not shown to you: you see the states of the scorecards only.");
  g_assert_cmpstr (headline, ==, "Hidden until your scorecard is in");
  g_assert_cmpuint (as_blind->n_counted, ==, 1);
  g_assert_cmpuint (as_blind->n_awaited, ==, 1);
  g_assert_cmpstr (get_gate (as_blind, "cards")->reason, ==, "1 of 2 scorecards is in; awaited: S. Cole.");
}

/* Sentences. */

static void
assert_says (const PlumbEvaluation *evaluation, const char *headline, const char *cards, const char *weights)
{
  g_auto (GStrv) sentences = plumb_evaluation_dup_firmness_sentences (evaluation);
  g_autofree char *said = plumb_evaluation_dup_headline (evaluation);

  g_assert_cmpstr (said, ==, headline);
  g_assert_cmpstr (sentences[0], ==, cards);
  if (cards != NULL)
    g_assert_cmpstr (sentences[1], ==, weights);
}

/* One competency, stages of weight 1; scores of the cards in order. */
static PlumbEvaluation *
evaluate_row (const char *const *scores)
{
  static const FixtureTemplate single = { .competencies = { { "sys", 1 } }, .stages = { { "talk", 1, { { "sys" } } } } };
  static const char *const names[] = { "R. Khan", "L. Weber", "J. Silva", "M. Ito", "A. Osei", "S. Cole" };
  PlumbLoop *loop = fixture_loop_new_with (&single);

  for (int i = 0; scores[i] != NULL; i++)
    fixture_add_card (loop, "talk", names[i], HELD, scores[i]);
  return fixture_evaluate (loop);
}

#define ROW(...) evaluate_row ((const char *const[]){ __VA_ARGS__, NULL })
#define NO_MOVES "There is one competency, so no weight can be moved."

static void
test_card_sentences (void)
{
  /* 4 4 4 1 2: 3.00; without a 4 it is 11/4 = 2.75. */
  g_autoptr (PlumbEvaluation) three = ROW ("4", "4", "4", "1", "2");
  /* 4 3 2: 3.00; without the 4 it is 2.50, without the 3 it is 3.00. */
  g_autoptr (PlumbEvaluation) one = ROW ("4", "3", "2");
  /* 4 4 1: 3.00; without a 4 it is 2.50. */
  g_autoptr (PlumbEvaluation) two = ROW ("4", "4", "1");
  /* 4 4 3 4: without a card 11/3 = 3.67 to 4.00. */
  g_autoptr (PlumbEvaluation) none = ROW ("4", "4", "3", "4");
  /* 3 4 1: 2.67, fails; without the 1 it is 3.50. */
  g_autoptr (PlumbEvaluation) back = ROW ("3", "4", "1");
  /* One card that meets: without it no composite, and coverage is open. */
  g_autoptr (PlumbEvaluation) only = ROW ("3");

  assert_says (three, "Meets the bar",
               "Three scorecards carry it: without R. Khan’s, L. Weber’s or J. Silva’s the composite is 2.75, 2.75, 2.75.",
               NO_MOVES);
  assert_says (one, "Meets the bar", "One scorecard carries it: without R. Khan’s the composite is 2.50.", NO_MOVES);
  assert_says (two, "Meets the bar", "Two scorecards carry it: without R. Khan’s or L. Weber’s the composite is 2.50, 2.50.",
               NO_MOVES);
  assert_says (none, "Meets the bar", "No single scorecard decides it: leaving any one out keeps the result, 3.67 to 4.00.",
               NO_MOVES);
  assert_says (back, "Below the bar", "One scorecard holds it back: without J. Silva’s the composite is 3.50.", NO_MOVES);
  assert_says (only, "Meets the bar", "One scorecard carries it: without R. Khan’s there is no composite.", NO_MOVES);
}

/* Coverage, floor and provisional figures have clauses of their own. */
static void
test_other_sentences (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&pair);
  g_autoptr (PlumbEvaluation) covered = NULL;
  g_autoptr (PlumbEvaluation) awaited = NULL;
  g_autoptr (PlumbEvaluation) empty = NULL;

  /* sys 3, db 3 from one card each: without either, coverage is 60 or 40 %. Any weights give 3.00. */
  fixture_add_card (loop, "talk", "R. Khan", HELD, "3 -");
  fixture_add_card (loop, "deep", "R. Khan", HELD, "- 3");
  covered = fixture_evaluate (loop);
  assert_says (covered, "Meets the bar",
               "Two scorecards carry it: without R. Khan’s (talk) or R. Khan’s (deep) the evidence no longer covers the loop.",
               "Moving any one weight by a quarter keeps the result: 3.00 throughout.");

  /* sys 3.5 and db 4 so far; without Khan's 3 4 it is 4 4, without Weber's 4 4 it is 0.6*3 + 0.4*4 = 3.40. */
  loop = fixture_loop_new_with (&pair);
  fixture_add_card (loop, "talk", "R. Khan", HELD, "3 4");
  fixture_add_card (loop, "talk", "L. Weber", HELD, "4 4");
  fixture_add_card (loop, "deep", "S. Cole", HELD, NULL);
  awaited = fixture_evaluate (loop);
  /* sys (45 or 75 of 100) 3.5, db 4: 3.775 and 3.625. */
  assert_says (awaited, "3.70 so far, three points open",
               "The outcome waits for more scorecards; leaving any one out so far gives 3.40 to 4.00.",
               "Moving any one weight by a quarter keeps the result: 3.63 to 3.78.");
  g_assert_cmpstr (get_gate (awaited, "composite")->reason, ==,
                   "The composite is 3.70 so far against the bar of 3.00, provisional until all scorecards are in.");

  empty = fixture_evaluate (fixture_loop_new_with (&pair));
  assert_says (empty, "No score yet, four points open", "Nothing to test yet: no counted scorecard is in.", NULL);
  g_assert_cmpstr (get_gate (empty, "cards")->reason, ==, "Nobody is assigned yet, so 0 scorecards are in.");
}

/* Each move in its place, with what it turns. */
static void
test_weight_sentences (void)
{
  static const FixtureTemplate even = {
    .competencies = { { "sys", 50 }, { "db", 50 } },
    .stages = { { "talk", 1, { { "sys" }, { "db" } } } },
  };
  PlumbLoop *loop = fixture_loop_new_with (&even);
  g_autoptr (PlumbEvaluation) evaluation = NULL;
  g_autoptr (PlumbEvaluation) missed = NULL;

  /* 4 and 2 at 50:50 is 3.00. sys 37.5 or db 62.5: (37.5*4 + 62.5*2)/100 = 2.75; the other way 3.25. */
  fixture_add_card (loop, "talk", "R. Khan", HELD, "4 2");
  evaluation = fixture_evaluate (loop);
  assert_says (
      evaluation, "Meets the bar", "One scorecard carries it: without R. Khan’s there is no composite.",
      "Two of four moves of one weight by a quarter change the result: Sys down (2.75) and Db up (2.75); the composite is "
      "2.75 to 3.25.");
  /* db at 1.00 misses the floor as well: (4 + 1)/2 = 2.50. */
  loop = fixture_loop_new_with (&even);
  fixture_add_card (loop, "talk", "R. Khan", HELD, "4 1");
  missed = fixture_evaluate (loop);
  assert_says (missed, "Below the bar: a core competency misses the floor",
               "One scorecard holds it back: without R. Khan’s there is no composite.",
               "Moving any one weight by a quarter keeps the result: 2.13 to 2.88.");
  g_assert_cmpstr (get_gate (missed, "floor")->reason, ==, "Db is at 1.00, below the floor of 2.00.");
}

/* 3.00 is never said to be below 3.00. */
static void
test_near_miss (void)
{
  static const FixtureTemplate near = {
    .competencies = { { "sys", 1 } },
    .stages = { { "talk", 1, { { "sys", 1000 }, { "sys", 1 } } } },
  };
  PlumbLoop *loop = fixture_loop_new_with (&near);
  g_autoptr (PlumbEvaluation) evaluation = NULL;

  fixture_add_card (loop, "talk", "R. Khan", HELD, "3 2");
  evaluation = fixture_evaluate (loop);
  g_assert_cmpstr (get_gate (evaluation, "composite")->reason, ==, "The composite is 2.999, below the bar of 3.00.");
}

static void
test_headline_of_conditions (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&pair);
  PlumbAssignment *card = fixture_add_card (loop, "talk", "S. Cole", HELD, "4 4");
  g_autoptr (PlumbEvaluation) evaluation = NULL;
  g_autofree char *headline = NULL;

  fixture_add_flag (loop, card, PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_UPHELD);
  evaluation = fixture_evaluate (loop);
  headline = plumb_evaluation_dup_headline (evaluation);
  g_assert_cmpstr (headline, ==, "Meets the bar, with one condition");
}

/* Names are data: right-to-left ones are isolated, format directives are nothing special. */
static void
test_hostile_names (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&pair);
  g_autoptr (PlumbEvaluation) evaluation = NULL;
  g_auto (GStrv) sentences = NULL;

  fixture_add_card (loop, "talk", "محمد", HELD, "3 3");
  fixture_add_card (loop, "deep", "%s%n", HELD, NULL);
  evaluation = fixture_evaluate (loop);
  g_assert_cmpstr (get_gate (evaluation, "cards")->reason, ==, "1 of 2 scorecards is in; awaited: %s%n.");
  g_clear_pointer (&evaluation, plumb_evaluation_unref);
  loop = fixture_loop_new_with (&pair);
  fixture_add_card (loop, "talk", "محمد", HELD, "3 3");
  evaluation = fixture_evaluate (loop);
  sentences = plumb_evaluation_dup_firmness_sentences (evaluation);
  g_assert_nonnull (strstr (sentences[0], "without \xe2\x81\xa8محمد\xe2\x81\xa9’s"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evaluation/flags", test_flags);
  g_test_add_func ("/evaluation/flag-reasons", test_flag_reasons);
  g_test_add_func ("/evaluation/bar-raiser", test_bar_raiser);
  g_test_add_func ("/evaluation/bar-raiser/absent", test_bar_raiser_absent);
  g_test_add_func ("/evaluation/withheld", test_withheld);
  g_test_add_func ("/evaluation/sentences/cards", test_card_sentences);
  g_test_add_func ("/evaluation/sentences/others", test_other_sentences);
  g_test_add_func ("/evaluation/sentences/weights", test_weight_sentences);
  g_test_add_func ("/evaluation/sentences/near-miss", test_near_miss);
  g_test_add_func ("/evaluation/sentences/headline-of-conditions", test_headline_of_conditions);
  g_test_add_func ("/evaluation/sentences/hostile-names", test_hostile_names);
  return g_test_run ();
}
