/* test-fixture.c - the fixtures keep what they promise, so that the tests built on them test what they mean to. */
#include "tests/fixture.h"

#include "app/rules.h"
#include "app/text.h"

#define N_LOOPS 300

static const FixtureTemplate shape = {
  .competencies = { { "sys", 60 }, { "db", 40 } },
  .stages = { { "phone", 2, { { "sys", 3 }, { "db", 1 } } }, { "onsite", 1, { { "db", 0 } } } },
};

static void
test_small (void)
{
  g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&shape);
  PlumbAssignment *full = fixture_add_card (loop, "phone", "A. Osei", PLUMB_SEAT_INTERVIEWER, "4 d");
  PlumbAssignment *draft = fixture_add_card (loop, "onsite", "A. Osei", PLUMB_SEAT_SHADOW, ".");
  PlumbAssignment *skipped = fixture_add_skipped (loop, "onsite", "R. Khan", PLUMB_SEAT_INTERVIEWER);

  g_assert_cmpint (loop->template->points, ==, 4);
  g_assert_cmpint (loop->template->policy.bar, ==, 300);
  g_assert_cmpint (loop->template->policy.coverage, ==, 8000);
  g_assert_cmpint (loop->template->policy.floor, ==, 200);
  g_assert_cmpint (loop->template->policy.floor_share, ==, 2000);
  g_assert_cmpuint (loop->people->len, ==, 2);
  g_assert_cmpint (full->card->state, ==, PLUMB_CARD_SUBMITTED);
  g_assert_cmpint (((PlumbAnswer *)full->card->answers->pdata[0])->score, ==, 4);
  g_assert_cmpint (((PlumbAnswer *)full->card->answers->pdata[1])->state, ==, PLUMB_ANSWER_DECLINED);
  g_assert_cmpint (draft->card->state, ==, PLUMB_CARD_DRAFT);
  g_assert_cmpint (skipped->card->state, ==, PLUMB_CARD_NONE);
  g_assert_true (plumb_id_is_valid (full->id));
}

static void
check_card (const PlumbLoop *loop, const PlumbAssignment *assignment, guint *states)
{
  const PlumbScorecard *card = assignment->card;
  g_auto (GStrv) missing = NULL;

  g_assert_true (plumb_id_is_valid (assignment->id));
  g_assert_true (plumb_id_is_valid (card->id));
  g_assert_nonnull (plumb_loop_get_stage (loop, assignment));
  g_assert_nonnull (plumb_loop_get_person (loop, assignment->person));
  states[card->state]++;
  if (card->state != PLUMB_CARD_SUBMITTED)
    return;
  missing = plumb_rules_list_missing (loop->template, assignment, loop->flags);
  g_assert_cmpstr (missing[0], ==, NULL);
  for (guint i = 0; i < card->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (card->answers, i);
      g_autoptr (GError) error = NULL;

      plumb_text_check (answer->notes, -1, PLUMB_NOTE_MAX, "the notes", &error);
      g_assert_no_error (error);
      g_assert_cmpint (answer->score, >=, answer->state == PLUMB_ANSWER_SCORED ? 1 : 0);
      g_assert_cmpint (answer->score, <=, answer->state == PLUMB_ANSWER_SCORED ? loop->template->points : 0);
    }
}

static void
test_random_is_whole (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint cards[3] = { 0 };
  guint loops[3] = { 0 };

  for (int i = 0; i < N_LOOPS; i++)
    {
      g_autoptr (PlumbLoop) loop = fixture_random_loop (random, NULL);

      loops[loop->state]++;
      for (guint j = 0; j < loop->assignments->len; j++)
        check_card (loop, g_ptr_array_index (loop->assignments, j), cards);
    }
  for (int i = 0; i < 3; i++)
    {
      g_assert_cmpuint (cards[i], >, N_LOOPS / 10);
      g_assert_cmpuint (loops[i], >, 0);
    }
}

static void
test_random_repeats (void)
{
  g_autoptr (GRand) first = g_rand_new_with_seed (7);
  g_autoptr (GRand) second = g_rand_new_with_seed (7);

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (PlumbLoop) a = fixture_random_loop (first, NULL);
      g_autoptr (PlumbLoop) b = fixture_random_loop (second, NULL);

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpstr (a->template->sha256, ==, b->template->sha256);
      g_assert_cmpuint (a->assignments->len, ==, b->assignments->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fixture/small", test_small);
  g_test_add_func ("/fixture/random/is-whole", test_random_is_whole);
  g_test_add_func ("/fixture/random/repeats", test_random_repeats);
  return g_test_run ();
}
