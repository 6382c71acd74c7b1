/* test-scoring.c - figures, gates, suggestion and firmness against cases worked out by hand; the working stands beside each. */
#include "tests/fixture.h"

#define CARDS_MAX 4
#define UNDEFINED                                                                                                                \
  {                                                                                                                              \
    0, 0                                                                                                                         \
  }

typedef struct
{
  int numerator;
  int denominator; /* 0: undefined */
} Ratio;

typedef struct
{
  const char *stage;
  PlumbSeat seat;
  const char *answers; /* as fixture_add_card; "skip" */
} Card;

typedef struct
{
  const char *name;
  FixtureTemplate shape;
  Card cards[CARDS_MAX];
  Ratio composite;
  const char *text;
  Ratio coverage;
  Ratio percent;
  Ratio low;
  Ratio high;
  const char *gates; /* cards coverage composite floor: p, f or o each */
  PlumbOutcome outcome;
} Case;

/* A case reads as a block of its shape, its cards and its figures. */
/* clang-format off */

/* One competency, one stage of up to three questions of these weights. */
#define ONE(a, b, c) { { "sys", 100 } }, { { "talk", 1, { { "sys", a }, { "sys", b }, { "sys", c } } } }
/* Two stages, a question of sys in each. */
#define TWO(u1, u2) { { "sys", 100 } }, { { "talk", u1, { { "sys", 1 } } }, { "deep", u2, { { "sys", 1 } } } }
/* Two competencies, a question each. */
#define PAIR(w1, w2) { { "sys", w1 }, { "db", w2 } }, { { "talk", 1, { { "sys", 1 }, { "db", 1 } } } }

#define HELD PLUMB_SEAT_INTERVIEWER
#define SHADOW PLUMB_SEAT_SHADOW
#define OBSERVER PLUMB_SEAT_OBSERVER
#define MEETS PLUMB_OUTCOME_MEETS_BAR
#define BELOW PLUMB_OUTCOME_BELOW_BAR
#define UNDECIDED PLUMB_OUTCOME_UNDECIDED

static const Case cases[] = {
  /* (4*3 + 2*1) / (3 + 1) = 14/4; covered weight 3 + 1 of 6 = 66.7 %; low (14 + 2*1)/6, high (14 + 2*4)/6. */
  { "design-example",
    { 4, { { "a", 3 }, { "b", 2 }, { "c", 1 } }, { { "talk", 1, { { "a", 1 }, { "b", 1 }, { "c", 1 } } } } },
    { { "talk", HELD, "4 - 2" } },
    { 14, 4 }, "3.50", { 200, 3 }, { 250, 3 }, { 16, 6 }, { 22, 6 }, "popp", UNDECIDED },
  /* The same weights on questions of one competency: (4*3 + 2*1) / 4, and all of the weight is covered. */
  { "not-asked-question", { 4, ONE (3, 2, 1) }, { { "talk", HELD, "4 - 2" } },
    { 14, 4 }, "3.50", { 100, 1 }, { 250, 3 }, { 14, 4 }, { 14, 4 }, "pppp", MEETS },
  /* Each of the four non-scores is left out, none is a zero: (4 + 2) / 2. */
  { "every-state",
    { 4, { { "sys", 1 } }, { { "talk", 1, { { "sys" }, { "sys" }, { "sys" }, { "sys" }, { "sys" }, { "sys" } } } } },
    { { "talk", HELD, "4 - e n d 2" } },
    { 3, 1 }, "3.00", { 100, 1 }, { 200, 3 }, { 3, 1 }, { 3, 1 }, "pppp", MEETS },
  /* Nothing scored on the one card: nothing covered, no composite; bounds are the whole scale. */
  { "no-score-at-all", { 4, ONE (1, 1, 1) }, { { "talk", HELD, "- e d" } },
    UNDEFINED, "–", { 0, 1 }, UNDEFINED, { 1, 1 }, { 4, 1 }, "poop", UNDECIDED },
  /* Stage weights 3 and 1: (3*4 + 1*2) / 4. */
  { "stage-weights", { 4, TWO (3, 1) }, { { "talk", HELD, "4" }, { "deep", HELD, "2" } },
    { 7, 2 }, "3.50", { 100, 1 }, { 250, 3 }, { 7, 2 }, { 7, 2 }, "pppp", MEETS },
  /* Two cards on one stage weigh alike: (2*4 + 2*3 + 1*1) / 5. */
  { "two-on-a-stage", { 4, TWO (2, 1) }, { { "talk", HELD, "4" }, { "talk", HELD, "3" }, { "deep", HELD, "1" } },
    { 3, 1 }, "3.00", { 100, 1 }, { 200, 3 }, { 3, 1 }, { 3, 1 }, "pppp", MEETS },
  /* db (40) uncovered: S = 3, C = 60 %; low (60*3 + 40*1)/100 = 2.2, high (60*3 + 40*4)/100 = 3.4. */
  { "uncovered", { 4, PAIR (60, 40) }, { { "talk", HELD, "3 -" } },
    { 3, 1 }, "3.00", { 60, 1 }, { 200, 3 }, { 22, 10 }, { 34, 10 }, "popp", UNDECIDED },
  /* The shadow's 1 is in no figure; an observer has no card. */
  { "shadow-and-observer", { 4, TWO (1, 1) },
    { { "talk", HELD, "3" }, { "talk", SHADOW, "1" }, { "deep", SHADOW, "1" }, { "deep", OBSERVER, NULL } },
    { 3, 1 }, "3.00", { 100, 1 }, { 200, 3 }, { 3, 1 }, { 3, 1 }, "pppp", MEETS },
  /* A shadow that has not handed in is not waited for; alone it gives no figure, and nobody counted is assigned. */
  { "shadow-alone", { 4, TWO (1, 1) }, { { "talk", SHADOW, "4" }, { "deep", SHADOW, NULL } },
    UNDEFINED, "–", { 0, 1 }, UNDEFINED, { 1, 1 }, { 4, 1 }, "oooo", UNDECIDED },
  /* Five points: (5 + 2)/2 = 3.5; 100*(3.5 - 1)/4 = 62.5 %. */
  { "five-points", { 5, ONE (1, 1, 1) }, { { "talk", HELD, "5 2 -" } },
    { 7, 2 }, "3.50", { 100, 1 }, { 125, 2 }, { 7, 2 }, { 7, 2 }, "pppp", MEETS },
  /* Seven points: (7*2 + 6*1)/3 = 20/3; 100*(20/3 - 1)/6 = 1700/18; db uncovered: (20/3 + 1)/2 and (20/3 + 7)/2. */
  { "seven-points", { 7, { { "sys", 1 }, { "db", 1 } }, { { "talk", 1, { { "sys", 2 }, { "sys", 1 }, { "db", 1 } } } } },
    { { "talk", HELD, "7 6 -" } },
    { 20, 3 }, "6.67", { 50, 1 }, { 1700, 18 }, { 23, 6 }, { 41, 6 }, "popp", UNDECIDED },
  /* Exactly the bar through thirds: cards (4+3+3)/3 = 10/3 and (3+3+2)/3 = 8/3; their mean is 3. */
  { "bar-through-thirds", { 4, ONE (1, 1, 1) }, { { "talk", HELD, "4 3 3" }, { "talk", HELD, "3 3 2" } },
    { 3, 1 }, "3.00", { 100, 1 }, { 200, 3 }, { 3, 1 }, { 3, 1 }, "pppp", MEETS },
  /* Exactly the bar through elevenths: sys (4*4 + 7*3)/11 = 37/11, db (4*2 + 7*3)/11 = 29/11; (37 + 29)/22 = 3. */
  { "bar-through-elevenths",
    { 4, { { "sys", 1 }, { "db", 1 } }, { { "talk", 1, { { "sys", 4 }, { "sys", 7 }, { "db", 4 }, { "db", 7 } } } } },
    { { "talk", HELD, "4 3 2 3" } },
    { 3, 1 }, "3.00", { 100, 1 }, { 200, 3 }, { 3, 1 }, { 3, 1 }, "pppp", MEETS },
  /* Below by the smallest step there is with weights 1000 and 1: 3002/1001 = 2.99900..., shown 3.00, and fails. */
  { "bar-missed-by-least", { 4, { { "sys", 1 } }, { { "talk", 1, { { "sys", 1000 }, { "sys", 1 } } } } },
    { { "talk", HELD, "3 2" } },
    { 3002, 1001 }, "3.00", { 100, 1 }, { 200100, 3003 }, { 3002, 1001 }, { 3002, 1001 }, "ppfp", BELOW },
  /* The bar of 2.75 met exactly: (3*3 + 2)/4. */
  { "bar-of-quarters", { .points = 4, ONE (3, 1, 1), .bar = 275 }, { { "talk", HELD, "3 2 -" } },
    { 11, 4 }, "2.75", { 100, 1 }, { 175, 3 }, { 11, 4 }, { 11, 4 }, "pppp", MEETS },
  /* Floor met exactly by a competency of exactly 20 %: (80*4 + 20*2)/100 = 3.6. */
  { "floor-met", { 4, PAIR (80, 20) }, { { "talk", HELD, "4 2" } },
    { 18, 5 }, "3.60", { 100, 1 }, { 260, 3 }, { 18, 5 }, { 18, 5 }, "pppp", MEETS },
  /* One step lower on those 20 %: (80*4 + 20*1)/100 = 3.4, the floor fails. */
  { "floor-missed", { 4, PAIR (80, 20) }, { { "talk", HELD, "4 1" } },
    { 17, 5 }, "3.40", { 100, 1 }, { 80, 1 }, { 17, 5 }, { 17, 5 }, "pppf", BELOW },
  /* 199 of 1000 is a share below 20 %: the floor does not hold for it. (801*4 + 199)/1000 = 3.403. */
  { "floor-below-share", { 4, PAIR (801, 199) }, { { "talk", HELD, "4 1" } },
    { 3403, 1000 }, "3.40", { 100, 1 }, { 2403, 30 }, { 3403, 1000 }, { 3403, 1000 }, "pppp", MEETS },
  /* The only competency with a share is uncovered: the floor passes, coverage is open. low (200*4 + 800)/1000. */
  { "floor-holds-for-none", { .points = 4, PAIR (800, 200), .floor_share = 5000 }, { { "talk", HELD, "- 4" } },
    { 4, 1 }, "4.00", { 20, 1 }, { 100, 1 }, { 8, 5 }, { 4, 1 }, "popp", UNDECIDED },
  /* Coverage of exactly 80 % meets it: 4 of 5. low (4*3 + 1)/5, high (12 + 4)/5. */
  { "coverage-met", { 4, PAIR (4, 1) }, { { "talk", HELD, "3 -" } },
    { 3, 1 }, "3.00", { 80, 1 }, { 200, 3 }, { 13, 5 }, { 16, 5 }, "pppp", MEETS },
  /* 799 of 999 is 79.98 %: open. low (799*3 + 200)/999, high (799*3 + 800)/999. */
  { "coverage-missed", { 4, PAIR (799, 200) }, { { "talk", HELD, "3 -" } },
    { 3, 1 }, "3.00", { 79900, 999 }, { 200, 3 }, { 2597, 999 }, { 3197, 999 }, "popp", UNDECIDED },
  /* No card, somebody assigned. */
  { "no-card", { 4, TWO (1, 1) }, { { "talk", HELD, NULL } },
    UNDEFINED, "–", { 0, 1 }, UNDEFINED, { 1, 1 }, { 4, 1 }, "oooo", UNDECIDED },
  /* Nobody assigned at all. */
  { "nobody", { 4, TWO (1, 1) }, { { NULL } },
    UNDEFINED, "–", { 0, 1 }, UNDEFINED, { 1, 1 }, { 4, 1 }, "oooo", UNDECIDED },
  /* A draft counts nowhere; the figure of the other card is provisional: composite and floor are open. */
  { "draft", { 4, TWO (1, 1) }, { { "talk", HELD, "2" }, { "deep", HELD, "." } },
    { 2, 1 }, "2.00", { 100, 1 }, { 100, 3 }, { 2, 1 }, { 2, 1 }, "opoo", UNDECIDED },
  /* One skipped with a reason: the other decides. */
  { "skipped", { 4, TWO (1, 1) }, { { "talk", HELD, "2" }, { "deep", HELD, "skip" } },
    { 2, 1 }, "2.00", { 100, 1 }, { 100, 3 }, { 2, 1 }, { 2, 1 }, "ppfp", BELOW },
  /* All skipped: the cards gate passes, and there is nothing to meet the bar with. */
  { "all-skipped", { 4, TWO (1, 1) }, { { "talk", HELD, "skip" }, { "deep", HELD, "skip" } },
    UNDEFINED, "–", { 0, 1 }, UNDEFINED, { 1, 1 }, { 4, 1 }, "poop", UNDECIDED },
};
/* clang-format on */

/* Whole numbers this small divide to the nearest double. */
static void
assert_figure (const PlumbFigure *figure, Ratio expected)
{
  g_assert_cmpint (figure->defined, ==, expected.denominator != 0);
  if (figure->defined)
    g_assert_cmpfloat (figure->value, ==, (double)expected.numerator / expected.denominator);
  else
    g_assert_cmpstr (figure->text, ==, "–");
}

static void
assert_gates (const PlumbEvaluation *evaluation, const char *states)
{
  static const char *const keys[] = { "cards", "coverage", "composite", "floor" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const PlumbGate *gate = plumb_evaluation_get_gate (evaluation, keys[i]);

      g_assert_nonnull (gate);
      if ("pfo"[gate->state] != states[i])
        g_test_message ("%s: %s", gate->key, gate->reason);
      g_assert_cmpint ("pfo"[gate->state], ==, states[i]);
    }
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  PlumbLoop *loop = fixture_loop_new_with (&test->shape);
  g_autoptr (PlumbEvaluation) evaluation = NULL;

  for (int i = 0; i < CARDS_MAX && test->cards[i].stage != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("Panelist %d", i + 1);

      if (g_strcmp0 (test->cards[i].answers, "skip") == 0)
        fixture_add_skipped (loop, test->cards[i].stage, name, test->cards[i].seat);
      else
        fixture_add_card (loop, test->cards[i].stage, name, test->cards[i].seat, test->cards[i].answers);
    }
  evaluation = fixture_evaluate (loop);
  assert_figure (&evaluation->composite, test->composite);
  g_assert_cmpstr (evaluation->composite.text, ==, test->text);
  assert_figure (&evaluation->coverage, test->coverage);
  assert_figure (&evaluation->percent, test->percent);
  assert_figure (&evaluation->low, test->low);
  assert_figure (&evaluation->high, test->high);
  assert_gates (evaluation, test->gates);
  g_assert_cmpint (evaluation->outcome, ==, test->outcome);
}

/* Competencies: spread, split, cards. */

static void
test_spread_and_split (void)
{
  /* K = 4: a split from 1.5 on. sys 4 against 2.5 = 1.5 splits; db 4 against 3 does not; own has one card, code none. */
  static const FixtureTemplate shape = {
    .competencies = { { "sys", 1 }, { "db", 1 }, { "own", 1 }, { "code", 1 } },
    .stages = { { "talk", 1, { { "sys" }, { "sys" }, { "db" }, { "own" }, { "code" } } } },
  };
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  const PlumbAssignment *first = fixture_add_card (loop, "talk", "A. Osei", HELD, "4 4 4 2 -");
  const PlumbAssignment *second = fixture_add_card (loop, "talk", "R. Khan", HELD, "2 3 3 - -");
  const PlumbAssignment *shadow = fixture_add_card (loop, "talk", "S. Cole", SHADOW, "1 1 1 1 1");
  g_autoptr (PlumbEvaluation) evaluation = fixture_evaluate (loop);
  const PlumbCompetencyResult *sys = g_ptr_array_index (evaluation->competencies, 0);
  const PlumbCompetencyResult *db = g_ptr_array_index (evaluation->competencies, 1);
  const PlumbCompetencyResult *own = g_ptr_array_index (evaluation->competencies, 2);
  const PlumbCompetencyResult *code = g_ptr_array_index (evaluation->competencies, 3);

  g_assert_cmpfloat (sys->share, ==, 25);
  g_assert_cmpstr (sys->score.text, ==, "3.25");
  g_assert_cmpstr (sys->spread.text, ==, "1.50");
  g_assert_true (sys->split);
  g_assert_cmpstr (db->spread.text, ==, "1.00");
  g_assert_false (db->split);
  g_assert_cmpstr (own->spread.text, ==, "0.00");
  g_assert_false (own->split);
  g_assert_false (code->score.defined);
  g_assert_false (code->spread.defined);
  g_assert_cmpstr (plumb_competency_result_get_card (sys, first)->score.text, ==, "4.00");
  g_assert_cmpstr (plumb_competency_result_get_card (sys, second)->score.text, ==, "2.50");
  g_assert_false (plumb_competency_result_get_card (sys, shadow)->counted);
  g_assert_null (plumb_competency_result_get_card (own, second));
  g_assert_cmpuint (code->cards->len, ==, 1);
}

/* Final vote before reading vote before the card; a shadow has none. */
static void
test_votes (void)
{
  static const FixtureTemplate shape = { .points = 4, TWO (1, 1) };
  static const struct
  {
    PlumbRecommendation card, reading, final;
    gboolean split;
  } rows[] = {
    { PLUMB_RECOMMENDATION_NO, PLUMB_RECOMMENDATION_NONE, PLUMB_RECOMMENDATION_NONE, TRUE },
    { PLUMB_RECOMMENDATION_NO, PLUMB_RECOMMENDATION_YES, PLUMB_RECOMMENDATION_NONE, FALSE },
    { PLUMB_RECOMMENDATION_YES, PLUMB_RECOMMENDATION_YES, PLUMB_RECOMMENDATION_STRONG_NO, TRUE },
    { PLUMB_RECOMMENDATION_NO, PLUMB_RECOMMENDATION_NO, PLUMB_RECOMMENDATION_STRONG_YES, FALSE },
    { PLUMB_RECOMMENDATION_NO, PLUMB_RECOMMENDATION_NONE, PLUMB_RECOMMENDATION_NO_DECISION, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlumbLoop *loop = fixture_loop_new_with (&shape);
      PlumbAssignment *first = fixture_add_card (loop, "talk", "A. Osei", HELD, "3");
      g_autoptr (PlumbEvaluation) evaluation = NULL;

      fixture_add_card (loop, "deep", "R. Khan", HELD, "3");
      fixture_add_card (loop, "deep", "S. Cole", SHADOW, "3")->card->recommendation = PLUMB_RECOMMENDATION_STRONG_NO;
      first->card->recommendation = rows[i].card;
      if (rows[i].reading != PLUMB_RECOMMENDATION_NONE)
        fixture_add_vote (loop, first, PLUMB_ROUND_READING, rows[i].reading);
      if (rows[i].final != PLUMB_RECOMMENDATION_NONE)
        fixture_add_vote (loop, first, PLUMB_ROUND_FINAL, rows[i].final);
      evaluation = fixture_evaluate (loop);
      g_assert_cmpint (evaluation->votes_split, ==, rows[i].split);
    }
}

/* Suggestion: signals weigh 3, 2, 2, 1 = 8. */

static void
test_suggestion (void)
{
  static const struct
  {
    int points;
    const char *signals;
    int severity; /* -1: no flag */
    PlumbFlagState state;
    int score;
  } rows[] = {
    { 4, "", -1, 0, 1 },                              /* r = 0: 1 */
    { 4, "s4", -1, 0, 1 },                            /* 1 + round (3/8) = 1 */
    { 4, "s1 s4", -1, 0, 3 },                         /* 1 + round (12/8 = 1.5) = 3, halves up */
    { 4, "s1 s2", -1, 0, 3 },                         /* 1 + round (15/8) = 3 */
    { 4, "s1 s2 s3", -1, 0, 4 },                      /* 1 + round (21/8) = 4 */
    { 4, "s1 s2 s3 s4", -1, 0, 4 },                   /* 1 + 3 */
    { 5, "s4", -1, 0, 2 },                            /* 1 + round (4/8) = 2, halves up */
    { 5, "s1 s2", -1, 0, 4 },                         /* 1 + round (20/8 = 2.5) = 4 */
    { 7, "s1", -1, 0, 3 },                            /* 1 + round (18/8 = 2.25) = 3 */
    { 7, "s1 s2 s3 s4", -1, 0, 7 },                   /* 1 + 6 */
    { 4, "s1 s2 s3 s4", PLUMB_SEVERITY_MINOR, 0, 4 }, /* minor flags cap nothing */
    { 4, "s1 s2 s3 s4", PLUMB_SEVERITY_MAJOR, 0, 2 }, /* capped at 2 */
    { 7, "s1 s2 s3 s4", PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_UPHELD, 2 },
    { 4, "s1 s2 s3 s4", PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_CLEARED, 4 },
    { 4, "s4", PLUMB_SEVERITY_MAJOR, 0, 1 },             /* a cap never raises */
    { 4, "s1 s2 s3 s4", PLUMB_SEVERITY_CRITICAL, 0, 1 }, /* capped at 1 */
  };
  static const FixtureTemplate shape = { .points = 4, ONE (1, 1, 1) };
  g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&shape);
  PlumbAssignment *assignment = fixture_add_card (loop, "talk", "A. Osei", HELD, "4 4 4");
  PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, 0);
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  const PlumbScriptItem *item = g_ptr_array_index (stage->script, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *reason = NULL;

      g_strfreev (answer->signals);
      answer->signals = g_strsplit (rows[i].signals, " ", -1);
      g_ptr_array_set_size (loop->flags, 0);
      if (rows[i].severity >= 0)
        {
          PlumbFlag *flag = fixture_add_flag (loop, assignment, (PlumbSeverity)rows[i].severity, rows[i].state);

          plumb_set_string (&flag->question, item->question->id);
        }
      g_assert_cmpint (plumb_suggest_score (item->question, rows[i].points, answer, loop->flags, assignment->id, &reason), ==,
                       rows[i].score);
      g_assert_nonnull (reason);
    }
}

/* A flag on the interview as a whole, on another question or on another card caps nothing. */
static void
test_suggestion_of_other_flags (void)
{
  static const FixtureTemplate shape = { .points = 4, ONE (1, 1, 1) };
  g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&shape);
  PlumbAssignment *mine = fixture_add_card (loop, "talk", "A. Osei", HELD, "4 4 4");
  PlumbAssignment *other = fixture_add_card (loop, "talk", "R. Khan", HELD, "4 4 4");
  PlumbAnswer *answer = g_ptr_array_index (mine->card->answers, 0);
  const PlumbScriptItem *item = g_ptr_array_index (plumb_loop_get_stage (loop, mine)->script, 0);
  g_autofree char *reason = NULL;

  g_strfreev (answer->signals);
  answer->signals = g_strsplit ("s1 s2 s3 s4", " ", -1);
  fixture_add_flag (loop, mine, PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_OPEN);
  plumb_set_string (&fixture_add_flag (loop, mine, PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_OPEN)->question, "talk-2");
  plumb_set_string (&fixture_add_flag (loop, other, PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_OPEN)->question, "talk-1");
  g_assert_cmpint (plumb_suggest_score (item->question, 4, answer, loop->flags, mine->id, &reason), ==, 4);
  g_assert_cmpstr (reason, ==, "Observed signals weigh 8 of 8, which suggests 4 of 4.");
  g_clear_pointer (&reason, g_free);
  plumb_set_string (&((PlumbFlag *)g_ptr_array_index (loop->flags, 0))->question, "talk-1");
  g_assert_cmpint (plumb_suggest_score (item->question, 4, answer, loop->flags, mine->id, &reason), ==, 1);
  g_assert_cmpstr (reason, ==, "Observed signals weigh 8 of 8, which suggests 4 of 4; a critical red flag caps it at 1.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/scoring/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/scoring/spread-and-split", test_spread_and_split);
  g_test_add_func ("/scoring/votes", test_votes);
  g_test_add_func ("/scoring/suggestion", test_suggestion);
  g_test_add_func ("/scoring/suggestion-of-other-flags", test_suggestion_of_other_flags);
  return g_test_run ();
}
