/* test-store-import.c - whole loops go in and come out the same; twice changes nothing; what differs is refused. */
#include "app/evaluation.h"
#include "tests/fixture.h"
#include "tests/store-fixture.h"

#include <string.h>

static char *
dup_document (const PlumbLoop *loop)
{
  json_t *document = plumb_exchange_loop_to_json (loop);
  char *text = plumb_json_dup_canonical (document);

  json_decref (document);
  return text;
}

/* Loops of one seed, on templates that do not get into each other's way. */
static PlumbLoop *
make_loop (StoreFixture *fixture, guint seed)
{
  GRand *random = g_rand_new_with_seed (seed);
  GPtrArray *shipped = plumb_library_list_templates ();
  PlumbLoop *loop = fixture_random_loop (random, g_ptr_array_index (shipped, seed % shipped->len));

  g_rand_free (random);
  plumb_loop_sort (loop);
  return loop;
}

static gint64
get_sequence (StoreFixture *fixture)
{
  g_autofree char *hash = NULL;
  gint64 sequence;

  g_assert_true (plumb_store_get_head (fixture->store, &sequence, &hash, NULL));
  return sequence;
}

static PlumbLoopSummary *
find_summary (GPtrArray *summaries, const char *loop)
{
  for (guint i = 0; i < summaries->len; i++)
    if (g_str_equal (((PlumbLoopSummary *)g_ptr_array_index (summaries, i))->id, loop))
      return g_ptr_array_index (summaries, i);
  g_assert_not_reached ();
}

/* Does the list, for every person of the loop, tell what their snapshot of it gives? */
static void
expect_list_agrees (StoreFixture *fixture, const PlumbLoop *loop)
{
  for (guint i = 0; i <= loop->people->len; i++)
    {
      const char *viewer = i < loop->people->len ? ((PlumbPerson *)g_ptr_array_index (loop->people, i))->id : NULL;
      g_autoptr (GPtrArray) summaries = plumb_store_list_loops (fixture->store, viewer, NULL, NULL);
      const PlumbLoopSummary *summary = find_summary (summaries, loop->id);
      g_autoptr (PlumbSnapshot) snapshot = plumb_store_load_snapshot (fixture->store, loop->id, viewer, NULL);
      g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (snapshot);

      g_assert_cmpint (summary->sight, ==, plumb_snapshot_get_sight (snapshot));
      g_assert_cmpint (summary->state, ==, loop->state);
      if (!summary->has_figures)
        continue;
      g_assert_cmpint (summary->outcome, ==, evaluation->outcome);
      g_assert_true (summary->coverage == evaluation->coverage.value);
      g_assert_true (evaluation->composite.defined ? summary->composite == evaluation->composite.value
                                                   : summary->composite != summary->composite);
    }
}

static void
test_round_trip (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  guint n = store_fixture_get_rounds (60, 400);

  for (guint seed = 0; seed < n; seed++)
    {
      PlumbLoop *loop = make_loop (fixture, seed);
      g_autofree char *before = dup_document (loop);
      g_autofree char *id = g_strdup (loop->id);
      g_autofree char *after = NULL;
      g_autoptr (PlumbSnapshot) snapshot = NULL;
      gint64 sequence;

      store_fixture_apply (fixture, plumb_command_new_import_loop (NULL, loop));
      snapshot = plumb_store_load_snapshot (fixture->store, id, NULL, NULL);
      after = dup_document (plumb_snapshot_get_loop (snapshot));
      g_assert_true (g_str_equal (after, before));
      expect_list_agrees (fixture, plumb_snapshot_get_loop (snapshot));
      sequence = get_sequence (fixture);
      store_fixture_apply (fixture, plumb_command_new_import_loop (NULL, make_loop (fixture, seed)));
      g_assert_cmpint (get_sequence (fixture), ==, sequence);
    }
  store_fixture_expect_sound (fixture->store);
}

static void
test_other_content (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  PlumbLoop *loop;
  gint64 sequence;

  store_fixture_apply (fixture, plumb_command_new_import_loop (NULL, make_loop (fixture, 1)));
  sequence = get_sequence (fixture);
  loop = make_loop (fixture, 1);
  plumb_set_string (&loop->role, "Another role");
  store_fixture_refuse (fixture, plumb_command_new_import_loop (NULL, loop), PLUMB_ERROR_EXISTS);
  loop = make_loop (fixture, 1);
  plumb_set_string (&loop->candidate->name, "Another name");
  store_fixture_refuse (fixture, plumb_command_new_import_loop (NULL, loop), PLUMB_ERROR_EXISTS);
  g_assert_cmpint (get_sequence (fixture), ==, sequence);

  /* People are the same by id; what the workspace knows of them stays. */
  loop = make_loop (fixture, 1);
  plumb_set_string (&((PlumbPerson *)g_ptr_array_index (loop->people, 0))->name, "Renamed elsewhere");
  store_fixture_apply (fixture, plumb_command_new_import_loop (NULL, loop));
  g_assert_cmpint (get_sequence (fixture), ==, sequence);
  store_fixture_expect_sound (fixture->store);
}

static void
test_templates (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  GRand *random = g_rand_new_with_seed (7);
  g_autoptr (PlumbTemplate) unknown = fixture_random_template (random);
  g_autoptr (PlumbTemplate) clash = NULL;
  g_autoptr (PlumbTemplate) added = NULL;
  json_t *document = json_deep_copy (unknown->document);
  guint n_people;
  gint64 sequence;

  json_object_set_new (document, "title", json_string ("The same key and version, another text"));
  clash = plumb_template_new_from_json (document, "$", NULL);
  json_decref (document);
  store_fixture_apply (fixture, plumb_command_new_import_loop (NULL, fixture_random_loop (random, unknown)));
  added = plumb_store_load_template (fixture->store, unknown->key, unknown->version, NULL);
  g_assert_cmpstr (added->sha256, ==, unknown->sha256);

  sequence = get_sequence (fixture);
  n_people = (guint)store_fixture_query (fixture->path, "SELECT count (*) FROM person");
  store_fixture_refuse (fixture, plumb_command_new_import_loop (NULL, fixture_random_loop (random, clash)), PLUMB_ERROR_EXISTS);
  g_assert_cmpint (get_sequence (fixture), ==, sequence);
  g_assert_cmpint (store_fixture_query (fixture->path, "SELECT count (*) FROM person"), ==, n_people);
  store_fixture_expect_sound (fixture->store);
  g_rand_free (random);
}

/* Many at once: one transaction, and one bad loop keeps all out. */
static void
test_many (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loops = NULL;
  PlumbLoop *bad = make_loop (fixture, 3);
  guint failed = 0;

  for (guint seed = 0; seed < 20; seed++)
    g_ptr_array_add (commands, plumb_command_new_import_loop (NULL, make_loop (fixture, seed)));
  plumb_set_string (&bad->role, "Changed");
  g_ptr_array_insert (commands, 15, plumb_command_new_import_loop (NULL, bad));
  g_assert_false (plumb_store_apply_all (fixture->store, commands, &failed, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  g_assert_cmpuint (failed, ==, 15);
  g_clear_error (&error);
  g_ptr_array_remove_index (commands, 15);
  g_assert_true (plumb_store_apply_all (fixture->store, commands, &failed, &error));
  loops = plumb_store_list_loops (fixture->store, NULL, NULL, NULL);
  g_assert_cmpuint (loops->len, ==, 21);
  for (guint i = 1; i < loops->len; i++)
    g_assert_cmpint (((PlumbLoopSummary *)g_ptr_array_index (loops, i - 1))->changed_at, >=,
                     ((PlumbLoopSummary *)g_ptr_array_index (loops, i))->changed_at);
  store_fixture_expect_sound (fixture->store);
}

/* A loop that came in goes on: what is open in it can be worked on, what is frozen can't. */
static void
test_goes_on (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  guint worked = 0;
  guint frozen = 0;

  for (guint seed = 0; seed < 20; seed++)
    {
      PlumbLoop *loop = make_loop (fixture, seed);
      g_autoptr (PlumbSnapshot) snapshot = NULL;
      g_autofree char *id = g_strdup (loop->id);
      const PlumbLoop *seen;

      store_fixture_apply (fixture, plumb_command_new_import_loop (NULL, loop));
      snapshot = plumb_store_load_snapshot (fixture->store, id, NULL, NULL);
      seen = plumb_snapshot_get_loop (snapshot);
      for (guint i = 0; i < seen->assignments->len; i++)
        {
          const PlumbAssignment *assignment = g_ptr_array_index (seen->assignments, i);
          const PlumbStage *stage = plumb_loop_get_stage (seen, assignment);
          const char *question = ((PlumbScriptItem *)g_ptr_array_index (stage->script, 0))->question->id;
          PlumbCommand *command
              = plumb_command_new_set_answer (assignment->person, id, assignment->id, question, PLUMB_ANSWER_SCORED, 1);

          if (seen->state == PLUMB_LOOP_OPEN && assignment->card->state == PLUMB_CARD_DRAFT && assignment->skip_reason == NULL)
            {
              store_fixture_apply (fixture, command);
              worked++;
            }
          else if (assignment->card->state == PLUMB_CARD_SUBMITTED)
            {
              store_fixture_refuse (fixture, command, PLUMB_ERROR_FROZEN);
              frozen++;
            }
          else
            plumb_command_unref (command);
        }
    }
  g_assert_cmpuint (worked, >, 0);
  g_assert_cmpuint (frozen, >, 0);
  store_fixture_expect_sound (fixture->store);
}

/* What the commands of the rule book bring about: a seat held again after a skip, a card amended to no decision, the owner's acts. */
static void
do_unusual_things (StoreFixture *fixture)
{
  const char *loop = fixture->loop, *rita = fixture->people[RITA], *ana = fixture->people[ANA];
  g_autofree char *again = plumb_id_new ();
  g_autofree char *first = plumb_id_new ();
  g_autofree char *second = plumb_id_new ();
  g_autofree char *decision = plumb_id_new ();
  const char *dissents[] = { fixture->people[BEN], NULL };

  store_fixture_apply (fixture, plumb_command_new_skip (rita, loop, fixture->assignments[SAM], "Ill"));
  store_fixture_apply (fixture, plumb_command_new_assign (rita, loop, again, store_fixture_get_stage (fixture, ANA)->key,
                                                          fixture->people[SAM], PLUMB_SEAT_SHADOW, 253402300799000000));
  store_fixture_apply (fixture, plumb_command_new_skip (rita, loop, again, "Still ill"));
  for (guint i = ANA; i <= BEA; i++)
    store_fixture_submit (fixture, i, 3);
  store_fixture_apply (fixture, plumb_command_new_amend_card (ana, loop, first, fixture->assignments[ANA], NULL, "recommendation",
                                                              "no-decision", "The line broke off"));
  store_fixture_apply (
      fixture, plumb_command_new_amend_card (ana, loop, second, fixture->assignments[ANA], NULL, "summary", "a", "Shorter"));
  store_fixture_apply (
      fixture, plumb_command_new_decide (NULL, loop, decision, PLUMB_DECISION_HOLD, "Wait", NULL, "A reference", dissents));
  store_fixture_apply (fixture, plumb_command_new_reopen_loop (NULL, loop, "The reference came"));
}

static void
test_goes_elsewhere (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (StoreFixture) other = store_fixture_new_empty ();
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_snapshot_unref);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (PlumbSnapshot) there = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *document = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  do_unusual_things (fixture);
  g_ptr_array_add (snapshots, store_fixture_load (fixture, N_PEOPLE));
  before = dup_document (plumb_snapshot_get_loop (g_ptr_array_index (snapshots, 0)));
  document = plumb_exchange_dup_text (snapshots);
  read = plumb_exchange_parse (document, strlen (document), NULL, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_set_free_func (read, NULL);
  other->store = plumb_store_open (other->path, PLUMB_STORE_CREATE, &error);
  g_assert_no_error (error);
  store_fixture_apply (other, plumb_command_new_import_loop (NULL, g_ptr_array_index (read, 0)));
  there = plumb_store_load_snapshot (other->store, fixture->loop, NULL, &error);
  g_assert_no_error (error);
  after = dup_document (plumb_snapshot_get_loop (there));
  g_assert_cmpstr (before, ==, after);
  store_fixture_expect_sound (other->store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/round-trip", test_round_trip);
  g_test_add_func ("/import/other-content", test_other_content);
  g_test_add_func ("/import/templates", test_templates);
  g_test_add_func ("/import/many", test_many);
  g_test_add_func ("/import/goes-on", test_goes_on);
  g_test_add_func ("/import/goes-elsewhere", test_goes_elsewhere);
  return g_test_run ();
}
