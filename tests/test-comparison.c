/* test-comparison.c - candidates side by side: nobody is ranked who must not be, nothing is told apart that is not, nothing leaks. */
#include "tests/fixture.h"

#include "app/comparison.h"

#include <string.h>

static const FixtureTemplate shape = {
  .competencies = { { "code", 50 }, { "design", 50 } },
  .stages = { { "one", 1, { { "code" }, { "design" } } }, { "two", 1, { { "code" }, { "design" } } } },
};

/* A candidate with one card a stage. */
static PlumbEvaluation *
candidate_new (const char *name, const char *first, const char *second)
{
  PlumbLoop *loop = fixture_loop_new_with (&shape);

  plumb_set_string (&loop->candidate->name, name);
  fixture_add_card (loop, "one", "Ana", PLUMB_SEAT_INTERVIEWER, first);
  fixture_add_card (loop, "two", "Ben", PLUMB_SEAT_INTERVIEWER, second);
  return fixture_evaluate (loop);
}

static GPtrArray *
list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_evaluation_unref);
}

static char *
dup_order (const PlumbComparison *comparison)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < comparison->columns->len; i++)
    {
      const PlumbCandidateColumn *column = g_ptr_array_index (comparison->columns, i);

      g_string_append_printf (order, "%s%s%s", i > 0 ? " " : "", column->name, column->comparable ? "" : "*");
    }
  return g_string_free (order, FALSE);
}

/* The highest composite of all stands last: half of its weight is not covered. */
static void
test_order (void)
{
  g_autoptr (GPtrArray) evaluations = list_new ();
  g_autoptr (PlumbComparison) by_name = NULL;
  g_autoptr (PlumbComparison) by_composite = NULL;
  g_autofree char *names = NULL;
  g_autofree char *composites = NULL;
  const PlumbCandidateColumn *last;

  g_ptr_array_add (evaluations, candidate_new ("Zoe", "3 3", "3 3"));
  g_ptr_array_add (evaluations, candidate_new ("Eve", "4 -", "4 -"));
  g_ptr_array_add (evaluations, candidate_new ("Bob", "4 4", "4 4"));
  g_ptr_array_add (evaluations, candidate_new ("Cay", "2 2", "2 2"));
  g_ptr_array_add (evaluations, candidate_new ("New", NULL, NULL));
  by_name = plumb_comparison_new (evaluations, FALSE);
  names = dup_order (by_name);
  g_assert_cmpstr (names, ==, "Bob Cay Zoe Eve* New*");
  by_composite = plumb_comparison_new (evaluations, TRUE);
  composites = dup_order (by_composite);
  g_assert_cmpstr (composites, ==, "Bob Zoe Cay Eve* New*");
  last = g_ptr_array_index (by_composite->columns, 3);
  g_assert_cmpstr (last->reason, ==, "Coverage 50 % is below the 80 % from which candidates are ranked");
  g_assert_cmpfloat (last->composite, ==, 1.0);
}

static void
test_alike (void)
{
  g_autoptr (GPtrArray) evaluations = list_new ();
  g_autoptr (PlumbComparison) comparison = NULL;
  g_autofree char *text = NULL;
  const PlumbCandidateColumn *amy, *bob, *cay;

  g_ptr_array_add (evaluations, candidate_new ("Amy", "4 2", "4 2"));
  g_ptr_array_add (evaluations, candidate_new ("Bob", "2 4", "2 4"));
  g_ptr_array_add (evaluations, candidate_new ("Cay", "1 1", "1 1"));
  comparison = plumb_comparison_new (evaluations, FALSE);
  amy = g_ptr_array_index (comparison->columns, 0);
  bob = g_ptr_array_index (comparison->columns, 1);
  cay = g_ptr_array_index (comparison->columns, 2);
  g_assert_true (plumb_comparison_is_alike (amy, bob) && plumb_comparison_is_alike (bob, amy));
  g_assert_false (plumb_comparison_is_alike (amy, cay));
  text = plumb_comparison_dup_text (comparison);
  g_assert_nonnull (strstr (text, "Not told apart, as their ranges overlap: Amy and Bob."));
  g_assert_null (strstr (text, "and Cay."));
  g_assert_nonnull (strstr (text, "\nCode\t4.00\t2.00\t1.00\n"));
}

/* A range is told in the figures of the evaluation: halves go up in both. Here all of them are 2 1/8. */
static void
test_range (void)
{
  static const FixtureTemplate eighths = {
    .competencies = { { "code", 50 }, { "design", 50 } },
    .stages = { { "one", 1, { { "code" }, { "design" } } }, { "two", 7, { { "code" }, { "design" } } } },
  };
  g_autoptr (GPtrArray) evaluations = list_new ();
  g_autoptr (PlumbComparison) comparison = NULL;
  PlumbLoop *loop = fixture_loop_new_with (&eighths);
  g_autofree char *composite = NULL;
  g_autofree char *range = NULL;

  fixture_add_card (loop, "one", "Ana", PLUMB_SEAT_INTERVIEWER, "3 3");
  fixture_add_card (loop, "two", "Ben", PLUMB_SEAT_INTERVIEWER, "2 2");
  g_ptr_array_add (evaluations, fixture_evaluate (loop));
  comparison = plumb_comparison_new (evaluations, TRUE);
  composite = plumb_comparison_dup_cell (g_ptr_array_index (comparison->columns, 0), 0);
  range = plumb_comparison_dup_cell (g_ptr_array_index (comparison->columns, 0), 1);
  g_assert_cmpstr (composite, ==, "2.13 of 4");
  g_assert_cmpstr (range, ==, "2.13–2.13");
}

/* A loop in which the viewer owes a card gives nothing but states. */
static void
test_blind (void)
{
  g_autoptr (GPtrArray) evaluations = list_new ();
  g_autoptr (PlumbComparison) comparison = NULL;
  g_autofree char *text = NULL;
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  const PlumbAssignment *card;
  const char *me;
  const PlumbCandidateColumn *column;

  card = fixture_add_card (loop, "one", "Ana", PLUMB_SEAT_INTERVIEWER, "1 1");
  fixture_add_flag (loop, card, PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_OPEN);
  me = fixture_add_card (loop, "two", "Ben", PLUMB_SEAT_INTERVIEWER, NULL)->person;
  g_ptr_array_add (evaluations, fixture_evaluate_as (loop, me, PLUMB_ROLE_PANELIST));
  comparison = plumb_comparison_new (evaluations, TRUE);
  column = g_ptr_array_index (comparison->columns, 0);
  g_assert_false (column->comparable);
  g_assert_cmpfloat (column->composite, ==, 0);
  g_assert_cmpuint (column->n_flags[PLUMB_SEVERITY_CRITICAL] + column->n_votes[0] + column->n_votes[1], ==, 0);
  text = plumb_comparison_dup_text (comparison);
  g_assert_nonnull (strstr (text, "The cards of this loop are not open to you"));
  g_assert_nonnull (strstr (text, "1 of 2 in"));
  g_assert_null (strstr (text, "1.00"));
  g_assert_null (strstr (text, "critical"));
}

static gboolean
overlap (const PlumbEvaluation *one, const PlumbEvaluation *two, int one_points, int two_points)
{
  double one_low = (MIN (MIN (one->low.value, one->weights_low.defined ? one->weights_low.value : 99), one->composite.value) - 1)
                   / (one_points - 1);
  double two_low = (MIN (MIN (two->low.value, two->weights_low.defined ? two->weights_low.value : 99), two->composite.value) - 1)
                   / (two_points - 1);
  double one_high
      = (MAX (MAX (one->high.value, one->weights_high.defined ? one->weights_high.value : 0), one->composite.value) - 1)
        / (one_points - 1);
  double two_high
      = (MAX (MAX (two->high.value, two->weights_high.defined ? two->weights_high.value : 0), two->composite.value) - 1)
        / (two_points - 1);

  return one_low <= two_high && two_low <= one_high;
}

static void
check_pair (const PlumbCandidateColumn *one, const PlumbCandidateColumn *two)
{
  gboolean alike = plumb_comparison_is_alike (one, two);

  g_assert_true (alike == plumb_comparison_is_alike (two, one));
  g_assert_true (!alike || (one->comparable && two->comparable));
  if (one->comparable && two->comparable)
    g_assert_true (alike == overlap (one->evaluation, two->evaluation, one->loop->template->points, two->loop->template->points));
}

/* Over random loops: shuffling changes nothing, who must not be ranked stands behind all who may, overlap is what brute force says. */
static void
test_random (void)
{
  GRand *random = g_rand_new_with_seed ((guint32)g_test_rand_int ());

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GPtrArray) evaluations = list_new ();
      g_autoptr (PlumbComparison) one = NULL;
      g_autoptr (PlumbComparison) two = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      gboolean apart = FALSE;

      for (guint i = 0; i < 5; i++)
        g_ptr_array_add (evaluations, fixture_evaluate (fixture_random_loop (random, NULL)));
      one = plumb_comparison_new (evaluations, round % 2 == 0);
      for (guint i = evaluations->len - 1; i > 0; i--)
        {
          guint k = (guint)g_rand_int_range (random, 0, (gint32)i + 1);
          gpointer swap = evaluations->pdata[i];

          evaluations->pdata[i] = evaluations->pdata[k];
          evaluations->pdata[k] = swap;
        }
      two = plumb_comparison_new (evaluations, round % 2 == 0);
      before = plumb_comparison_dup_text (one);
      after = plumb_comparison_dup_text (two);
      g_assert_cmpstr (before, ==, after);
      g_assert_true (g_utf8_validate (before, -1, NULL));
      for (guint i = 0; i < one->columns->len; i++)
        {
          const PlumbCandidateColumn *column = g_ptr_array_index (one->columns, i);

          g_assert_true (column->comparable == (*column->reason == '\0'));
          g_assert_false (apart && column->comparable);
          apart = apart || !column->comparable;
          for (guint k = 0; k < one->columns->len; k++)
            if (i != k)
              check_pair (column, g_ptr_array_index (one->columns, k));
        }
    }
  g_rand_free (random);
}

static void
test_templates (void)
{
  static const FixtureTemplate other = {
    .points = 5,
    .competencies = { { "code", 10 }, { "care", 90 } },
    .stages = { { "one", 1, { { "code" }, { "care" } } } },
  };
  g_autoptr (GPtrArray) evaluations = list_new ();
  g_autoptr (PlumbComparison) comparison = NULL;
  PlumbLoop *loop = fixture_loop_new_with (&other);
  const char *remark;

  fixture_add_card (loop, "one", "Ana", PLUMB_SEAT_INTERVIEWER, "5 5");
  plumb_set_string (&loop->template->title, "Another");
  g_ptr_array_add (evaluations, fixture_evaluate (loop));
  g_ptr_array_add (evaluations, candidate_new ("Amy", "4 4", "4 4"));
  comparison = plumb_comparison_new (evaluations, FALSE);
  g_assert_cmpuint (comparison->rows->len, ==, 3);
  g_assert_cmpuint (comparison->remarks->len, >, 0);
  remark = g_ptr_array_index (comparison->remarks, comparison->remarks->len - 1);
  g_assert_true (g_str_has_prefix (remark, "The loops follow different templates, "));
  g_assert_null (
      plumb_comparison_get_result (g_ptr_array_index (comparison->columns, 0), g_ptr_array_index (comparison->rows, 2)));
  g_assert_true (
      plumb_comparison_is_alike (g_ptr_array_index (comparison->columns, 0), g_ptr_array_index (comparison->columns, 1)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/order", test_order);
  g_test_add_func ("/comparison/alike", test_alike);
  g_test_add_func ("/comparison/range", test_range);
  g_test_add_func ("/comparison/blind", test_blind);
  g_test_add_func ("/comparison/templates", test_templates);
  g_test_add_func ("/comparison/random", test_random);
  return g_test_run ();
}
