/* test-scoring-random.c - what must hold for every loop, tried on random ones; and, with -m perf, what an evaluation costs.
 *
 * The same seed builds the same loop again, so that a changed twin can be set beside it.
 */
#include "tests/fixture.h"

#include "app/scoring.h"

#include <string.h>

#define N_LOOPS 400

static PlumbLoop *
build (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  return fixture_random_loop (random, NULL);
}

/* The whole evaluation without what names cards in words or may rightly differ. */
static json_t *
evaluate (PlumbLoop *loop)
{
  g_autoptr (PlumbEvaluation) evaluation = fixture_evaluate (loop);
  json_t *document = plumb_evaluation_to_json (evaluation);
  json_t *competency;
  size_t i;

  json_array_foreach (json_object_get (document, "competencies"), i, competency)
  {
    json_object_del (competency, "shadows");
  }
  return document;
}

static void
assert_same (json_t *a, json_t *b)
{
  if (!json_equal (a, b))
    {
      g_autofree char *first = json_dumps (a, JSON_SORT_KEYS | JSON_INDENT (1));
      g_autofree char *second = json_dumps (b, JSON_SORT_KEYS | JSON_INDENT (1));

      g_test_message ("%s\n\nand\n\n%s", first, second);
    }
  g_assert_true (json_equal (a, b));
  json_decref (a);
  json_decref (b);
}

static void
shuffle (GPtrArray *array, GRand *random)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint j = (guint)g_rand_int_range (random, 0, (gint32)i);
      gpointer swapped = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[j];
      array->pdata[j] = swapped;
    }
}

/* The exact sums, not the rounded figures, and without the order that a snapshot would give the cards back. */
static void
test_order_of_cards (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint32 seed = 0; seed < N_LOOPS; seed++)
    {
      g_autoptr (PlumbLoop) loop = build (seed);
      g_autoptr (PlumbScoring) before = plumb_scoring_new (loop);
      g_autoptr (PlumbScoring) after = NULL;

      shuffle (loop->assignments, random);
      for (guint i = 0; i < loop->assignments->len; i++)
        shuffle (((PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->card->answers, random);
      after = plumb_scoring_new (loop);
      g_assert_true (mpq_equal (before->tally.total, after->tally.total));
      g_assert_cmpint (before->tally.covered, ==, after->tally.covered);
      g_assert_cmpuint (before->tally.n_low, ==, after->tally.n_low);
      shuffle (loop->flags, random);
      assert_same (evaluate (build (seed)), evaluate (g_steal_pointer (&loop)));
    }
}

static void
remove_flags (PlumbLoop *loop, const char *assignment)
{
  for (guint i = loop->flags->len; i > 0; i--)
    if (g_str_equal (((PlumbFlag *)g_ptr_array_index (loop->flags, i - 1))->assignment, assignment))
      g_ptr_array_remove_index (loop->flags, i - 1);
}

static void
test_shadows (void)
{
  guint n_shadows = 0;

  for (guint32 seed = 0; seed < N_LOOPS; seed++)
    {
      PlumbLoop *without = build (seed);

      for (guint i = without->assignments->len; i > 0; i--)
        {
          PlumbAssignment *assignment = g_ptr_array_index (without->assignments, i - 1);

          if (plumb_seat_counts (assignment->seat))
            continue;
          n_shadows += assignment->card->state == PLUMB_CARD_SUBMITTED;
          remove_flags (without, assignment->id);
          g_ptr_array_remove_index (without->assignments, i - 1);
        }
      assert_same (evaluate (build (seed)), evaluate (without));
    }
  g_assert_cmpuint (n_shadows, >, N_LOOPS / 10);
}

static void
remove_events (PlumbLoop *loop, gboolean merges)
{
  for (guint i = 0; i < loop->flags->len; i++)
    {
      GPtrArray *events = ((PlumbFlag *)g_ptr_array_index (loop->flags, i))->events;

      for (guint k = events->len; k > 0; k--)
        {
          PlumbFlagAct act = ((PlumbFlagEvent *)g_ptr_array_index (events, k - 1))->act;

          if ((act == PLUMB_FLAG_ACT_MERGED || act == PLUMB_FLAG_ACT_UNMERGED) == merges)
            g_ptr_array_remove_index (events, k - 1);
        }
    }
}

/* Who saw the same, what was resolved before and what is in the minutes are told, and change no figure. */
static void
test_words_change_nothing (void)
{
  for (guint32 seed = 0; seed < N_LOOPS; seed++)
    {
      PlumbLoop *silent = build (seed);

      remove_events (silent, FALSE);
      g_ptr_array_set_size (silent->points, 0);
      g_ptr_array_set_size (silent->debriefs, 0);
      assert_same (evaluate (build (seed)), evaluate (silent));
    }
}

/* Merging takes flags off the gate and nothing else; the reason says so. */
static void
test_merges (void)
{
  guint n_merged = 0;

  for (guint32 seed = 0; seed < N_LOOPS; seed++)
    {
      g_autoptr (PlumbEvaluation) merged = fixture_evaluate (build (seed));
      PlumbLoop *loop = build (seed);
      g_autoptr (PlumbEvaluation) apart = NULL;
      const PlumbGate *with, *without;

      remove_events (loop, TRUE);
      apart = fixture_evaluate (loop);
      with = plumb_evaluation_get_gate (merged, "flags");
      without = plumb_evaluation_get_gate (apart, "flags");
      g_assert_cmpfloat (with->figure.value, <=, without->figure.value);
      g_assert_cmpuint (merged->conditions->len, <=, apart->conditions->len);
      g_assert_cmpstr (merged->composite.text, ==, apart->composite.text);
      g_assert_null (strstr (without->reason, "merged"));
      if (with->figure.value < without->figure.value)
        g_assert_nonnull (strstr (with->reason, " merged into another"));
      n_merged += strstr (with->reason, "merged") != NULL;
    }
  g_assert_cmpuint (n_merged, >, 10);
}

/* Whichever of the four non-scores it is, nothing else follows from it. */
static void
test_non_scores_are_alike (void)
{
  for (guint32 seed = 0; seed < N_LOOPS; seed++)
    {
      PlumbLoop *turned = build (seed);

      for (guint i = 0; i < turned->assignments->len; i++)
        {
          const PlumbAssignment *assignment = g_ptr_array_index (turned->assignments, i);

          for (guint j = 0; j < assignment->card->answers->len; j++)
            {
              PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, j);

              if (answer->state > PLUMB_ANSWER_SCORED)
                answer->state = answer->state == PLUMB_ANSWER_DECLINED ? PLUMB_ANSWER_NOT_ASKED : answer->state + 1;
            }
        }
      assert_same (evaluate (build (seed)), evaluate (turned));
    }
}

/* A low score that turns out not to have been asked can't take the mean down: it is no zero. */
static void
test_unasked_never_lowers (void)
{
  guint n_tried = 0;

  for (guint32 seed = 0; seed < N_LOOPS; seed++)
    {
      g_autoptr (PlumbLoop) loop = build (seed);
      g_autoptr (PlumbScoring) before = plumb_scoring_new (loop);
      g_autoptr (PlumbScoring) after = NULL;
      const PlumbCardMarks *card;
      PlumbAnswer *answer = NULL;

      if (before->cards->len == 0)
        continue;
      card = g_ptr_array_index (before->cards, 0);
      for (guint i = 0; i < card->assignment->card->answers->len; i++)
        {
          PlumbAnswer *other = g_ptr_array_index (card->assignment->card->answers, i);

          if (other->state == PLUMB_ANSWER_SCORED && (answer == NULL || other->score < answer->score))
            answer = other;
        }
      if (answer == NULL)
        continue;
      answer->state = PLUMB_ANSWER_NOT_ASKED;
      after = plumb_scoring_new (loop);
      for (guint c = 0; c < before->n_competencies; c++)
        {
          const PlumbMark *then = &card->marks[c];
          const PlumbMark *now = &((const PlumbCardMarks *)g_ptr_array_index (after->cards, 0))->marks[c];

          if (now->weight > 0)
            g_assert_cmpint (now->sum * then->weight, >=, then->sum * now->weight);
        }
      n_tried++;
    }
  g_assert_cmpuint (n_tried, >, N_LOOPS / 4);
}

/* The template with all competency weights times `factor`; NULL when one would be too big. */
static PlumbTemplate *
scale_weights (const PlumbTemplate *template, int factor)
{
  json_t *document = json_deep_copy (template->document);
  PlumbTemplate *scaled = NULL;
  gboolean fits = TRUE;
  json_t *competency;
  size_t i;

  json_array_foreach (json_object_get (document, "competencies"), i, competency)
  {
    json_int_t weight = json_integer_value (json_object_get (competency, "weight")) * factor;

    fits = fits && weight <= 1000;
    json_object_set_new (competency, "weight", json_integer (weight));
  }
  if (fits)
    scaled = plumb_template_new_from_json (document, "$", NULL);
  json_decref (document);
  return scaled;
}

static void
strip_weights (json_t *document)
{
  json_t *competency;
  size_t i;

  json_object_del (document, "template");
  json_array_foreach (json_object_get (document, "competencies"), i, competency)
  {
    json_object_del (competency, "weight");
  }
}

static void
test_scaled_weights (void)
{
  guint n_tried = 0;

  for (guint32 seed = 0; seed < N_LOOPS; seed++)
    {
      PlumbLoop *loop = build (seed);
      PlumbTemplate *scaled = scale_weights (loop->template, 7);
      json_t *before;
      json_t *after;

      if (scaled == NULL)
        {
          plumb_loop_free (loop);
          continue;
        }
      plumb_template_unref (loop->template);
      loop->template = scaled;
      before = evaluate (build (seed));
      after = evaluate (loop);
      strip_weights (before);
      strip_weights (after);
      assert_same (before, after);
      n_tried++;
    }
  g_assert_cmpuint (n_tried, >, N_LOOPS / 2);
}

/* Leaving a card out by subtraction is the same as skipping it and adding everything up again. */
static void
test_without_card (void)
{
  guint n_flips = 0;

  for (guint32 seed = 0; seed < N_LOOPS; seed++)
    {
      g_autoptr (PlumbEvaluation) evaluation = fixture_evaluate (build (seed));

      for (guint i = 0; i < evaluation->without_card->len; i++)
        {
          const PlumbWithoutCard *without = g_ptr_array_index (evaluation->without_card, i);
          PlumbLoop *loop = build (seed);
          g_autoptr (PlumbEvaluation) skipped = NULL;

          plumb_set_string (&plumb_loop_get_assignment (loop, without->assignment->id)->skip_reason, "left out");
          skipped = fixture_evaluate (loop);
          g_assert_cmpint (skipped->composite.defined, ==, without->composite.defined);
          g_assert_cmpfloat (skipped->composite.value, ==, without->composite.value);
          g_assert_cmpstr (skipped->composite.text, ==, without->composite.text);
          g_assert_cmpint (skipped->outcome, ==, without->outcome);
          g_assert_cmpint (without->flips, ==, skipped->outcome != evaluation->outcome);
          n_flips += without->flips;
        }
    }
  g_assert_cmpuint (n_flips, >, 10);
}

/* Every reason is a sentence that holds its figure, or, where that rounds to the threshold, one that tells them apart. */
static void
test_reasons (void)
{
  for (guint32 seed = 0; seed < N_LOOPS; seed++)
    {
      g_autoptr (PlumbEvaluation) evaluation = fixture_evaluate (build (seed));
      g_auto (GStrv) sentences = plumb_evaluation_dup_firmness_sentences (evaluation);
      g_autofree char *headline = plumb_evaluation_dup_headline (evaluation);

      g_assert_true (*headline != '\0' && !g_str_has_suffix (headline, "."));
      g_assert_nonnull (sentences[0]);
      for (guint i = 0; sentences[i] != NULL; i++)
        g_assert_true (g_str_has_suffix (sentences[i], ".") && g_utf8_validate (sentences[i], -1, NULL));
      for (guint i = 0; i < evaluation->gates->len; i++)
        {
          const PlumbGate *gate = g_ptr_array_index (evaluation->gates, i);

          g_assert_true (*gate->title != '\0');
          g_assert_true (g_str_has_suffix (gate->reason, ".") && g_utf8_validate (gate->reason, -1, NULL));
          if (gate->figure.defined && !g_str_equal (gate->figure.text, gate->threshold.text))
            g_assert_nonnull (strstr (gate->reason, gate->figure.text));
        }
    }
}

/* A panel of twelve on twelve competencies, all of which every card scores: more than any real loop. */
static PlumbLoop *
build_large (void)
{
  static const char *const keys[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l" };
  FixtureTemplate shape = { .points = 7 };
  PlumbLoop *loop;

  for (int i = 0; i < FIXTURE_MAX; i++)
    {
      shape.competencies[i] = (FixtureCompetency){ keys[i], 7 + 13 * i };
      shape.stages[i] = (FixtureStage){ keys[i], 1 + i % 5, { { NULL } } };
      for (int j = 0; j < FIXTURE_MAX; j++)
        shape.stages[i].script[j] = (FixtureQuestion){ keys[j], 1 + (i + j) % 4 };
    }
  loop = fixture_loop_new_with (&shape);
  for (int i = 0; i < FIXTURE_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("Panelist %d", i);

      fixture_add_card (loop, keys[i], name, PLUMB_SEAT_INTERVIEWER,
                        i % 2 == 0 ? "7 6 5 4 3 2 1 2 3 4 5 6" : "5 6 7 4 5 6 7 - e 7 5 6");
    }
  return loop;
}

static void
test_cost (void)
{
  g_autoptr (PlumbSnapshot) large = plumb_snapshot_new (build_large (), NULL, PLUMB_ROLE_COORDINATOR);
  const int rounds = g_test_perf () ? 2000 : 2;
  gint64 start = g_get_monotonic_time ();
  double each;

  for (int i = 0; i < rounds; i++)
    {
      g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (large);

      g_assert_cmpuint (evaluation->without_card->len, ==, 12);
      g_assert_cmpuint (evaluation->weight_moves->len, ==, 24);
    }
  each = (double)(g_get_monotonic_time () - start) / rounds;
  g_test_message ("12 cards on 12 competencies: %.0f microseconds an evaluation", each);
  if (!g_test_perf ())
    return;
  g_test_minimized_result (each, "microseconds an evaluation");
  g_assert_cmpfloat (each, <, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scoring/random/order-of-cards", test_order_of_cards);
  g_test_add_func ("/scoring/random/shadows", test_shadows);
  g_test_add_func ("/scoring/random/words-change-nothing", test_words_change_nothing);
  g_test_add_func ("/scoring/random/merges", test_merges);
  g_test_add_func ("/scoring/random/non-scores-are-alike", test_non_scores_are_alike);
  g_test_add_func ("/scoring/random/unasked-never-lowers", test_unasked_never_lowers);
  g_test_add_func ("/scoring/random/scaled-weights", test_scaled_weights);
  g_test_add_func ("/scoring/random/without-card", test_without_card);
  g_test_add_func ("/scoring/random/reasons", test_reasons);
  g_test_add_func ("/scoring/random/cost", test_cost);
  return g_test_run ();
}
