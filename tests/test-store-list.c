/* test-store-list.c - what is found and listed: by name and id, the trail, the list of loops as each person may see it. */
#include "app/evaluation.h"
#include "tests/store-fixture.h"

#include <string.h>

static void
test_find (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (PlumbPerson) twin = NULL;
  g_autofree char *twin_id = plumb_id_new ();
  g_autofree char *prefix = g_strndup (fixture->loop, 8);
  g_autofree char *upper = g_ascii_strup (fixture->loop, -1);
  const char *loops[] = { fixture->loop, prefix, upper, "Priya Raman", "priya raman", "raman" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (loops); i++)
    {
      g_autofree char *found = plumb_store_find_loop (fixture->store, loops[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, fixture->loop);
    }
  g_assert_null (plumb_store_find_loop (fixture->store, "Nobody", &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  twin = plumb_person_new (twin_id, "Ana Álvarez");
  store_fixture_apply (fixture, plumb_command_new_add_person (NULL, twin));
  g_assert_null (plumb_store_find_person (fixture->store, "ana", &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "Ana Alves"));
  g_assert_nonnull (strstr (error->message, "Ana Álvarez"));
  g_clear_error (&error);
  {
    g_autofree char *exact = plumb_store_find_person (fixture->store, "Ana Alves", &error);
    g_autofree char *folded = plumb_store_find_person (fixture->store, "alvarez", &error);

    g_assert_cmpstr (exact, ==, fixture->people[ANA]);
    g_assert_cmpstr (folded, ==, twin_id);
  }
}

/* The letters of a name may begin the id of somebody else. */
static void
test_find_name_or_id (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *beda_id = plumb_id_new ();
  g_autoptr (PlumbPerson) other = plumb_person_new ("beda1234-0000-4000-8000-000000000000", "Lina Lund");
  g_autoptr (PlumbPerson) beda = plumb_person_new (beda_id, "Beda");
  g_autofree char *before = NULL;
  g_autofree char *by_prefix = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_apply (fixture, plumb_command_new_add_person (NULL, other));
  before = plumb_store_find_person (fixture->store, "beda", &error);
  g_assert_cmpstr (before, ==, other->id);
  store_fixture_apply (fixture, plumb_command_new_add_person (NULL, beda));
  g_assert_null (plumb_store_find_person (fixture->store, "Beda", &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_AMBIGUOUS);
  g_clear_error (&error);
  by_prefix = plumb_store_find_person (fixture->store, "beda1", &error);
  g_assert_cmpstr (by_prefix, ==, other->id);
}

static void
test_events (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *ana = fixture->people[ANA], *card = fixture->assignments[ANA];
  const PlumbScriptItem *item = g_ptr_array_index (store_fixture_get_stage (fixture, ANA)->script, 0);
  const char *question = item->question->id;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) of_loop = NULL;
  g_autofree char *head = NULL;
  const PlumbEvent *event;
  gint64 sequence;

  plumb_instant_set_fixed (1000);
  store_fixture_apply (fixture, plumb_command_new_start_card (ana, loop, card));
  plumb_instant_set_fixed (0);
  store_fixture_apply (fixture, plumb_command_new_set_notes (ana, loop, card, question, "A secret thought"));
  all = plumb_store_list_events (fixture->store, NULL, NULL);
  of_loop = plumb_store_list_events (fixture->store, loop, NULL);
  g_assert_cmpuint (of_loop->len, ==, 8);
  g_assert_cmpuint (all->len, ==, of_loop->len + N_PEOPLE + 1);
  g_assert_cmpint (((PlumbEvent *)g_ptr_array_index (all, 0))->kind, ==, PLUMB_COMMAND_SEED_LIBRARY);
  for (guint i = 0; i < all->len; i++)
    {
      event = g_ptr_array_index (all, i);
      g_assert_cmpint (event->sequence, ==, i + 1);
      /* A clock set back never takes the trail back. */
      g_assert_true (i == 0 || event->at >= ((PlumbEvent *)g_ptr_array_index (all, i - 1))->at);
    }
  event = g_ptr_array_index (of_loop, of_loop->len - 1);
  g_assert_cmpint (event->kind, ==, PLUMB_COMMAND_SET_NOTES);
  g_assert_cmpstr (event->actor, ==, ana);
  g_assert_cmpstr (event->actor_name, ==, "Ana Alves");
  /* What was typed into a draft may be deleted again: the trail keeps that it was, not what it was. */
  g_assert_null (strstr (event->payload, "secret"));
  g_assert_nonnull (strstr (event->payload, "\"notes\":16"));
  g_assert_true (plumb_store_get_head (fixture->store, &sequence, &head, NULL));
  g_assert_cmpint (sequence, ==, event->sequence);
  g_assert_cmpstr (head, ==, event->hash);
  {
    g_autoptr (PlumbSnapshot) snapshot = store_fixture_load (fixture, ANA);
    const char *anchor;

    g_assert_cmpint (plumb_snapshot_get_anchor (snapshot, &anchor), ==, sequence);
    g_assert_cmpstr (anchor, ==, head);
  }
}

static const PlumbLoopSummary *
list_one (StoreFixture *fixture, guint viewer, GPtrArray **summaries)
{
  GError *error = NULL;

  *summaries = plumb_store_list_loops (fixture->store, viewer < N_PEOPLE ? fixture->people[viewer] : NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint ((*summaries)->len, ==, 1);
  return g_ptr_array_index (*summaries, 0);
}

/* The list agrees with what each viewer's own snapshot and its evaluation say. */
static void
expect_list_agrees (StoreFixture *fixture)
{
  for (guint viewer = 0; viewer <= N_PEOPLE; viewer++)
    {
      g_autoptr (GPtrArray) summaries = NULL;
      const PlumbLoopSummary *summary = list_one (fixture, viewer, &summaries);
      g_autoptr (PlumbSnapshot) snapshot = store_fixture_load (fixture, viewer);
      g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (snapshot);
      const PlumbDecision *decision = plumb_loop_get_decision (plumb_snapshot_get_loop (snapshot));

      g_assert_cmpint (summary->sight, ==, plumb_snapshot_get_sight (snapshot));
      g_assert_cmpint (summary->has_figures, ==, !evaluation->withheld);
      g_assert_cmpint (summary->mine, ==, viewer < N_PEOPLE && fixture->assignments[viewer] != NULL);
      if (!summary->has_figures)
        {
          g_assert_true (summary->composite != summary->composite && summary->coverage == 0 && !summary->has_decision);
          continue;
        }
      g_assert_cmpint (summary->outcome, ==, evaluation->outcome);
      g_assert_true (evaluation->composite.defined ? summary->composite == evaluation->composite.value
                                                   : summary->composite != summary->composite);
      g_assert_true (summary->coverage == evaluation->coverage.value);
      g_assert_cmpint (summary->has_decision, ==, decision != NULL);
    }
}

static void
test_list (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  PlumbLoopFilter filter = { .state = -1, .text = "BEA" };
  g_autofree char *decision = plumb_id_new ();
  g_autoptr (GPtrArray) summaries = NULL;
  const PlumbLoopSummary *summary;

  expect_list_agrees (fixture);
  summary = list_one (fixture, ANA, &summaries);
  g_assert_true (summary->mine && summary->owes);
  g_assert_cmpstr (summary->progress, ==, "wwwww");
  for (guint i = 0; i < N_PEOPLE; i++)
    if (fixture->assignments[i] != NULL)
      {
        store_fixture_submit (fixture, i, (int)i % 4 + 1);
        expect_list_agrees (fixture);
      }
  store_fixture_apply (
      fixture, plumb_command_new_decide (NULL, fixture->loop, decision, PLUMB_DECISION_NO_HIRE, "Below", NULL, NULL, NULL));
  expect_list_agrees (fixture);
  g_clear_pointer (&summaries, g_ptr_array_unref);
  summary = list_one (fixture, N_PEOPLE, &summaries);
  g_assert_cmpstr (summary->progress, ==, "sssss");
  g_assert_cmpint (summary->decision, ==, PLUMB_DECISION_NO_HIRE);
  g_assert_cmpstr (summary->candidate, ==, "Priya Raman");
  g_assert_cmpstr (summary->template_title, ==, fixture->template->title);

  for (int i = 0; i < 6; i++)
    {
      g_autoptr (GPtrArray) found = NULL;
      static const char *const texts[] = { "BEA", "priya", "backend", "nobody", NULL, "" };

      filter.text = texts[i];
      found = plumb_store_list_loops (fixture->store, NULL, &filter, NULL);
      g_assert_cmpuint (found->len, ==, i == 3 ? 0 : 1);
    }
  filter.state = PLUMB_LOOP_OPEN;
  g_clear_pointer (&summaries, g_ptr_array_unref);
  summaries = plumb_store_list_loops (fixture->store, NULL, &filter, NULL);
  g_assert_cmpuint (summaries->len, ==, 0);
}

static void
test_blind (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  for (guint done = 0; done < N_PEOPLE; done++)
    {
      if (fixture->assignments[done] == NULL)
        continue;
      store_fixture_submit (fixture, done, 3);
      for (guint viewer = done + 1; viewer < N_PEOPLE; viewer++)
        {
          g_autoptr (PlumbSnapshot) snapshot = store_fixture_load (fixture, viewer);
          g_autofree char *text = NULL;

          g_ptr_array_set_size (one, 0);
          g_ptr_array_add (one, snapshot);
          text = plumb_exchange_dup_text (one);
          for (guint other = 0; other <= done; other++)
            {
              g_autofree char *note = g_strdup_printf ("%s on ", store_fixture_names[other]);
              g_autofree char *summary = g_strdup_printf ("%s sums up", store_fixture_names[other]);

              g_assert_null (strstr (text, note));
              g_assert_null (strstr (text, summary));
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list/find", test_find);
  g_test_add_func ("/list/find-name-or-id", test_find_name_or_id);
  g_test_add_func ("/list/events", test_events);
  g_test_add_func ("/list/loops", test_list);
  g_test_add_func ("/list/blind", test_blind);
  return g_test_run ();
}
