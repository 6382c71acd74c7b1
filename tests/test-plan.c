/* test-plan.c - the plan of a loop that was reckoned by hand.
 *
 *              sys 50 %          db 30 %       own 20 %
 *   talk  u 1  2 questions v 4   -             1 question v 1    Ama, hiring manager
 *   data  u 3  -                 2 questions v 2  -              Ben; Cleo watches
 *   raise u 2  1 question v 1    1 question v 1   -              Dina, bar raiser
 */
#include "app/gaps.h"
#include "app/plan.h"
#include "tests/fixture.h"

static const FixtureTemplate shape = {
  .competencies = { { "sys", 50 }, { "db", 30 }, { "own", 20 } },
  .stages = { { "talk", 1, { { "sys", 3 }, { "sys", 1 }, { "own", 1 } } },
              { "data", 3, { { "db", 1 }, { "db", 1 } } },
              { "raise", 2, { { "sys", 1 }, { "db", 1 } } } },
};

static const PlumbPlanStage *
get_stage (const PlumbPlan *plan, guint position)
{
  return g_ptr_array_index (plan->stages, position);
}

static const PlumbPlanCompetency *
get_row (const PlumbPlan *plan, guint position)
{
  return g_ptr_array_index (plan->competencies, position);
}

static const PlumbPlanCell *
get_cell (const PlumbPlan *plan, guint row, guint stage)
{
  return &g_array_index (get_row (plan, row)->cells, PlumbPlanCell, stage);
}

static const char *
get_remark (const PlumbPlan *plan, PlumbRemarkKind kind)
{
  for (guint i = 0; i < plan->remarks->len; i++)
    if (((const PlumbRemark *)g_ptr_array_index (plan->remarks, i))->kind == kind)
      return ((const PlumbRemark *)g_ptr_array_index (plan->remarks, i))->text;
  return NULL;
}

static const char *
get_gap (const PlumbPlan *plan, PlumbGapKind kind)
{
  for (guint i = 0; i < plan->gaps->len; i++)
    if (((const PlumbGap *)g_ptr_array_index (plan->gaps, i))->kind == kind)
      return ((const PlumbGap *)g_ptr_array_index (plan->gaps, i))->text;
  return NULL;
}

static PlumbLoop *
make_loop (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&shape);

  fixture_add_card (loop, "talk", "Ama", PLUMB_SEAT_HIRING_MANAGER, NULL);
  fixture_add_card (loop, "data", "Ben", PLUMB_SEAT_INTERVIEWER, NULL);
  fixture_add_card (loop, "data", "Cleo", PLUMB_SEAT_SHADOW, NULL);
  fixture_add_card (loop, "raise", "Dina", PLUMB_SEAT_BAR_RAISER, NULL);
  return loop;
}

static void
test_figures (void)
{
  g_autoptr (PlumbLoop) loop = make_loop ();
  g_autoptr (PlumbPlan) plan = plumb_plan_new (loop);
  int minutes = 0;

  g_assert_cmpuint (plan->stages->len, ==, 3);
  g_assert_cmpuint (plan->competencies->len, ==, 3);
  g_assert_cmpuint (plan->gaps->len, ==, 0);
  g_assert_true (plan->enough);
  g_assert_cmpstr (plan->reachable.text, ==, "100");
  g_assert_cmpstr (plan->asked.text, ==, "80");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (get_stage (plan, i)->interviews, ==, 1);
      g_assert_cmpuint (get_stage (plan, i)->watching, ==, i == 1);
      g_assert_false (get_stage (plan, i)->skipped);
      minutes += get_stage (plan, i)->stage->minutes;
    }
  g_assert_cmpint (plan->minutes, ==, minutes);

  g_assert_cmpuint (get_cell (plan, 0, 0)->questions, ==, 2);
  g_assert_cmpint (get_cell (plan, 0, 0)->weight, ==, 4);
  g_assert_cmpuint (get_cell (plan, 0, 1)->questions, ==, 0);
  g_assert_false (get_cell (plan, 0, 1)->influence.defined);
  /* sys: talk 1 and raise 2 of 3; db: data 3 and raise 2 of 5; own: talk alone. */
  g_assert_cmpstr (get_cell (plan, 0, 0)->influence.text, ==, "33.33");
  g_assert_cmpstr (get_cell (plan, 0, 2)->influence.text, ==, "66.67");
  g_assert_cmpstr (get_cell (plan, 1, 1)->influence.text, ==, "60");
  g_assert_cmpstr (get_cell (plan, 1, 2)->influence.text, ==, "40");
  g_assert_cmpstr (get_cell (plan, 2, 0)->influence.text, ==, "100");
  g_assert_cmpstr (get_row (plan, 0)->share.text, ==, "50");
  g_assert_cmpuint (get_row (plan, 0)->interviews, ==, 2);
  g_assert_cmpuint (get_row (plan, 0)->questions, ==, 3);
  g_assert_cmpuint (get_row (plan, 1)->questions, ==, 3);
  g_assert_cmpuint (get_row (plan, 2)->questions, ==, 1);
  /* Fixture questions all take as long: 3, 3 and 1 of 7. */
  g_assert_cmpstr (get_row (plan, 0)->planned.text, ==, "42.86");
  g_assert_cmpstr (get_row (plan, 2)->planned.text, ==, "14.29");
  g_assert_cmpstr (get_remark (plan, PLUMB_REMARK_SINGLE), ==,
                   "One interview alone gathers evidence on Own: no disagreement can show there.");
}

static void
test_panelists (void)
{
  g_autoptr (PlumbLoop) loop = make_loop ();
  g_autoptr (PlumbPlan) plan = NULL;
  const PlumbPlanPanelist *ama;

  fixture_add_card (loop, "raise", "Ama", PLUMB_SEAT_OBSERVER, NULL);
  plan = plumb_plan_new (loop);
  g_assert_cmpuint (plan->panelists->len, ==, 4);
  ama = g_ptr_array_index (plan->panelists, 0);
  g_assert_cmpstr (ama->person->name, ==, "Ama");
  g_assert_cmpuint (ama->interviews, ==, 2);
  g_assert_cmpint (ama->minutes, ==, get_stage (plan, 0)->stage->minutes + get_stage (plan, 2)->stage->minutes);
  g_assert_cmpstr (ama->seats, ==, "talk (Hiring manager) · raise (Observer)");
  g_assert_null (get_gap (plan, PLUMB_GAP_PERSON)); /* an observer writes no card */
}

/* Two of one stage share its weight for the competency with the other stages, and it is told. */
static void
test_two_in_a_stage (void)
{
  g_autoptr (PlumbLoop) loop = make_loop ();
  g_autoptr (PlumbPlan) plan = NULL;

  fixture_add_card (loop, "talk", "Eve", PLUMB_SEAT_INTERVIEWER, NULL);
  plan = plumb_plan_new (loop);
  g_assert_cmpuint (get_stage (plan, 0)->interviews, ==, 2);
  g_assert_cmpstr (get_cell (plan, 0, 0)->influence.text, ==, "50");
  g_assert_cmpuint (get_row (plan, 0)->questions, ==, 3);
  g_assert_cmpuint (get_row (plan, 0)->interviews, ==, 3);
  g_assert_cmpstr (get_remark (plan, PLUMB_REMARK_DOUBLED), ==,
                   "Two panelists score the same script in talk; each of their cards counts.");
  g_assert_null (get_remark (plan, PLUMB_REMARK_SINGLE));
}

static void
test_missing (void)
{
  g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&shape);
  g_autoptr (PlumbPlan) plan = NULL;

  fixture_add_card (loop, "data", "Ben", PLUMB_SEAT_INTERVIEWER, NULL);
  fixture_add_skipped (loop, "raise", "Dina", PLUMB_SEAT_BAR_RAISER);
  g_ptr_array_add (loop->stage_skips,
                   plumb_stage_skip_new (((PlumbStage *)g_ptr_array_index (loop->template->stages, 0))->key, "Met"));
  plan = plumb_plan_new (loop);
  g_assert_cmpstr (plan->reachable.text, ==, "30");
  g_assert_false (plan->enough);
  g_assert_true (get_stage (plan, 0)->skipped);
  g_assert_true (get_stage (plan, 2)->skipped);
  g_assert_cmpuint (get_row (plan, 0)->interviews, ==, 0);
  g_assert_false (get_cell (plan, 0, 2)->influence.defined);
  g_assert_cmpstr (get_cell (plan, 1, 1)->influence.text, ==, "100");
  g_assert_cmpint (plan->minutes, ==, get_stage (plan, 1)->stage->minutes);
  g_assert_nonnull (strstr (get_gap (plan, PLUMB_GAP_COMPETENCY), "floor of 2.00 goes unchecked"));
  g_assert_nonnull (get_gap (plan, PLUMB_GAP_COVERAGE));
  g_assert_cmpuint (plan->panelists->len, ==, 1);
}

static void
test_conflicts (void)
{
  g_autoptr (PlumbLoop) loop = make_loop ();
  g_autoptr (PlumbPlan) plan = NULL;
  PlumbPerson *raiser, *manager;

  fixture_add_card (loop, "raise", "Ben", PLUMB_SEAT_INTERVIEWER, NULL);
  raiser = (PlumbPerson *)fixture_add_person (loop, "Dina");
  manager = (PlumbPerson *)fixture_add_person (loop, "Ama");
  raiser->seniority = 3;
  manager->seniority = 5;
  plan = plumb_plan_new (loop);
  g_assert_cmpstr (get_gap (plan, PLUMB_GAP_PERSON), ==,
                   "Ben holds more than one interview: data and raise. Their cards are one person’s view.");
  g_assert_cmpstr (get_remark (plan, PLUMB_REMARK_SENIORITY), ==,
                   "Dina, the bar raiser, is junior to Ama, the hiring manager: a veto takes standing.");
}

/* All the time for a competency of a tenth of the weight. */
static void
test_balance (void)
{
  static const FixtureTemplate uneven = {
    .competencies = { { "sys", 90 }, { "own", 10 } },
    .stages = { { "talk", 1, { { "sys", 1 }, { "own", 1 }, { "own", 1 }, { "own", 1 } } } },
  };
  g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&uneven);
  g_autoptr (PlumbPlan) plan = NULL;

  fixture_add_card (loop, "talk", "Ama", PLUMB_SEAT_INTERVIEWER, NULL);
  plan = plumb_plan_new (loop);
  g_assert_cmpstr (get_remark (plan, PLUMB_REMARK_BALANCE), ==, "Sys has 25 % of the questions’ time and 90 % of the weight.");
}

/* Whatever the loop: shares of what is gathered add up, and the coverage is what the gaps say. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int round = 0; round < 200; round++)
    {
      g_autoptr (PlumbLoop) loop = fixture_random_loop (random, NULL);
      g_autoptr (PlumbPlan) plan = plumb_plan_new (loop);
      json_t *document = plumb_plan_to_json (plan);

      for (guint i = 0; i < plan->competencies->len; i++)
        {
          double sum = 0;

          for (guint k = 0; k < plan->stages->len; k++)
            sum += get_cell (plan, i, k)->influence.defined ? get_cell (plan, i, k)->influence.value : 0;
          g_assert_cmpfloat_with_epsilon (sum, get_row (plan, i)->interviews > 0 ? 100 : 0, 1e-9);
        }
      if (loop->assignments->len > 0)
        g_assert_true (plan->enough == (get_gap (plan, PLUMB_GAP_COVERAGE) == NULL));
      for (guint i = 0; i < plan->remarks->len; i++)
        g_assert_true (g_str_has_suffix (((const PlumbRemark *)g_ptr_array_index (plan->remarks, i))->text, "."));
      g_assert_nonnull (document);
      json_decref (document);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/figures", test_figures);
  g_test_add_func ("/plan/panelists", test_panelists);
  g_test_add_func ("/plan/two-in-a-stage", test_two_in_a_stage);
  g_test_add_func ("/plan/missing", test_missing);
  g_test_add_func ("/plan/conflicts", test_conflicts);
  g_test_add_func ("/plan/balance", test_balance);
  g_test_add_func ("/plan/random", test_random);
  return g_test_run ();
}
