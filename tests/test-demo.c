/* test-demo.c - the demo workspace can be imported, comes out as it went in, and is believable: complete cards, evidence that stands
 * in the notes, decisions that fit the figures, nothing said twice. */
#include "app/error.h"
#include "app/evaluation.h"
#include "app/exchange.h"
#include "app/resources.h"
#include "app/rules.h"

#include <string.h>

#define FOLDER "demo"
#define N_LOOPS 11
#define LINE_MIN 24                          /* bytes: shorter lines of notes may well be alike */
#define LATEST "2026-11-20T15:40:00.000000Z" /* what `plumb demo` shifts to now */

static PlumbTemplate *
look_up (const char *key, int version, gpointer data)
{
  GPtrArray *templates = plumb_library_list_templates ();

  for (guint i = 0; i < templates->len; i++)
    {
      PlumbTemplate *template = g_ptr_array_index (templates, i);

      if (g_str_equal (template->key, key) && template->version == version)
        return plumb_template_ref (template);
    }
  return NULL;
}

/* All loops of all files, in the order of the files' names. */
static GPtrArray *
load_loops (void)
{
  GPtrArray *loops = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_loop_free);
  g_auto (GStrv) names = plumb_resource_list (FOLDER);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (FOLDER, "/", names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = plumb_resource_load (path, &error);
      g_autoptr (GPtrArray) read = NULL;

      g_assert_no_error (error);
      read = plumb_exchange_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), look_up, NULL, &error);
      g_assert_no_error (error);
      g_ptr_array_extend_and_steal (loops, g_steal_pointer (&read));
    }
  g_assert_cmpuint (loops->len, ==, N_LOOPS);
  return loops;
}

static void
test_same_out (void)
{
  g_auto (GStrv) names = plumb_resource_list (FOLDER);
  g_autoptr (GPtrArray) loops = load_loops ();

  for (guint i = 0; i < loops->len; i++)
    {
      g_autofree char *path = g_strconcat (FOLDER, "/", names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = plumb_resource_load (path, &error);
      json_t *document = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, NULL);
      json_t *before = json_array_get (json_object_get (document, "loops"), 0);
      json_t *after = plumb_exchange_loop_to_json (g_ptr_array_index (loops, i));

      g_assert_no_error (error);
      g_assert_true (json_equal (before, after));
      json_decref (after);
      json_decref (document);
    }
}

static void
check_evidence (const PlumbLoop *loop, const PlumbAnswer *answer)
{
  for (guint i = 0; i < answer->evidence->len; i++)
    {
      const PlumbEvidence *evidence = g_ptr_array_index (answer->evidence, i);

      g_assert_nonnull (strstr (answer->notes, evidence->quote));
      if (!g_strv_contains ((const char *const *)answer->signals, evidence->target))
        g_assert_nonnull (plumb_loop_get_flag (loop, evidence->target));
    }
}

static void
check_new_lines (GHashTable *seen, const char *notes)
{
  g_auto (GStrv) lines = g_strsplit (notes, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (strlen (lines[i]) >= LINE_MIN && !g_hash_table_add (seen, g_strdup (lines[i])))
      g_error ("noted twice: %s", lines[i]);
}

static void
check_card (const PlumbLoop *loop, const PlumbAssignment *assignment, GHashTable *seen, guint *states)
{
  for (guint i = 0; i < assignment->card->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, i);

      check_evidence (loop, answer);
      check_new_lines (seen, answer->notes);
      states[answer->state]++;
    }
  if (assignment->card->state == PLUMB_CARD_SUBMITTED)
    {
      g_auto (GStrv) missing = plumb_rules_list_missing (loop->template, assignment, loop->flags);

      g_assert_cmpstr (missing[0], ==, NULL);
      g_assert_cmpstr (assignment->card->summary, !=, "");
    }
}

static void
test_cards (void)
{
  g_autoptr (GPtrArray) loops = load_loops ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint states[PLUMB_ANSWER_DECLINED + 1] = { 0 };
  guint n_submitted = 0;

  for (guint i = 0; i < loops->len; i++)
    {
      const PlumbLoop *loop = g_ptr_array_index (loops, i);

      for (guint j = 0; j < loop->assignments->len; j++)
        {
          const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, j);

          check_card (loop, assignment, seen, states);
          n_submitted += assignment->card->state == PLUMB_CARD_SUBMITTED;
        }
    }
  g_assert_cmpuint (n_submitted, >=, 40);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpuint (states[i], >, 0);
}

/* Takes the loop. */
static void
check_decision (PlumbLoop *loop)
{
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (snapshot);
  const PlumbDecision *decision = plumb_loop_get_decision (plumb_snapshot_get_loop (snapshot));

  if (decision == NULL)
    return;
  g_assert_cmpstr (plumb_outcome_to_nick (decision->outcome), ==, plumb_outcome_to_nick (evaluation->outcome));
  g_assert_nonnull (strstr (decision->figures, evaluation->composite.text));
  g_assert_nonnull (strstr (decision->figures, evaluation->coverage.text));
}

static void
test_decisions (void)
{
  g_autoptr (GPtrArray) loops = load_loops ();
  guint n[PLUMB_LOOP_CLOSED + 1] = { 0 };

  g_ptr_array_set_free_func (loops, NULL);
  for (guint i = 0; i < loops->len; i++)
    {
      PlumbLoop *loop = g_ptr_array_index (loops, i);

      n[loop->state]++;
      check_decision (loop);
    }
  g_assert_cmpuint (n[PLUMB_LOOP_OPEN], >=, 4);
  g_assert_cmpuint (n[PLUMB_LOOP_DECIDED], >=, 4);
  g_assert_cmpuint (n[PLUMB_LOOP_CLOSED], >=, 1);
}

static void
test_latest (void)
{
  g_autoptr (GPtrArray) loops = load_loops ();
  PlumbInstant latest = 0;
  g_autofree char *iso = NULL;

  for (guint i = 0; i < loops->len; i++)
    {
      const PlumbLoop *loop = g_ptr_array_index (loops, i);

      for (guint j = 0; j < loop->assignments->len; j++)
        {
          const PlumbScorecard *card = ((PlumbAssignment *)g_ptr_array_index (loop->assignments, j))->card;

          latest = MAX (latest, card->submitted_at);
          for (guint k = 0; k < card->answers->len; k++)
            latest = MAX (latest, ((PlumbAnswer *)g_ptr_array_index (card->answers, k))->updated_at);
        }
      for (guint j = 0; j < loop->votes->len; j++)
        latest = MAX (latest, ((PlumbVote *)g_ptr_array_index (loop->votes, j))->at);
    }
  iso = plumb_instant_dup_iso (latest);
  g_assert_cmpstr (iso, ==, LATEST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/same-out", test_same_out);
  g_test_add_func ("/demo/cards", test_cards);
  g_test_add_func ("/demo/decisions", test_decisions);
  g_test_add_func ("/demo/latest", test_latest);
  return g_test_run ();
}
