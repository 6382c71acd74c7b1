/* test-reminders.c - who owes which card since when, across loops and for each who asks. */
#include "app/reminders.h"
#include "tests/store-fixture.h"

#define NOW (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC) /* 14 Nov 2023, 22:13:20 */
#define GRACE (24 * G_TIME_SPAN_HOUR)

static PlumbOwedCard *
owed_new (const char *person, const char *assignment, PlumbInstant scheduled_at)
{
  PlumbOwedCard *owed = plumb_owed_card_new ();

  owed->loop = g_strdup ("loop");
  owed->candidate = g_strdup ("Priya Raman");
  owed->role = g_strdup ("Backend");
  owed->assignment = g_strdup (assignment);
  owed->stage = g_strdup ("Systems design");
  owed->minutes = 60;
  owed->person = g_strdup (person);
  owed->name = g_strdup (person);
  owed->email = g_strdup ("");
  owed->opened_at = NOW - 10 * G_TIME_SPAN_DAY;
  owed->scheduled_at = scheduled_at;
  return owed;
}

/* Each state begins at its very moment; a clock that was set back brings the earlier one again. */
static void
test_states (void)
{
  g_autoptr (PlumbOwedCard) owed = owed_new ("Ana", "a", NOW);
  g_autoptr (PlumbOwedCard) loose = owed_new ("Ana", "b", 0);
  PlumbInstant due = NOW + G_TIME_SPAN_HOUR;

  g_assert_cmpint (plumb_owed_card_get_due (owed), ==, due);
  g_assert_cmpint (plumb_owed_card_get_state (owed, due - 1, GRACE), ==, PLUMB_OWED_AHEAD);
  g_assert_cmpint (plumb_owed_card_get_state (owed, due, GRACE), ==, PLUMB_OWED_DUE);
  g_assert_cmpint (plumb_owed_card_get_state (owed, due + GRACE - 1, GRACE), ==, PLUMB_OWED_DUE);
  g_assert_cmpint (plumb_owed_card_get_state (owed, due + GRACE, GRACE), ==, PLUMB_OWED_OVERDUE);
  g_assert_cmpint (plumb_owed_card_get_state (owed, due, 0), ==, PLUMB_OWED_OVERDUE);
  g_assert_cmpint (plumb_owed_card_get_state (owed, due - 1, GRACE), ==, PLUMB_OWED_AHEAD);
  g_assert_cmpint (plumb_owed_card_get_due (loose), ==, 0);
  g_assert_cmpint (plumb_owed_card_get_state (loose, G_MAXINT64 / 2, GRACE), ==, PLUMB_OWED_UNPLANNED);
}

static void
expect_since (PlumbInstant scheduled_at, const char *expected)
{
  g_autoptr (PlumbOwedCard) owed = owed_new ("Ana", "a", scheduled_at);
  g_autofree char *since = plumb_owed_card_dup_since (owed, NOW, GRACE);

  g_assert_cmpstr (since, ==, expected);
}

static void
test_since (void)
{
  expect_since (NOW - G_TIME_SPAN_HOUR, "Due since 14 Nov 2023, 22:13 (0 minutes)");
  expect_since (NOW - G_TIME_SPAN_HOUR - G_TIME_SPAN_MINUTE, "Due since 14 Nov 2023, 22:12 (1 minute)");
  expect_since (NOW - 2 * G_TIME_SPAN_HOUR, "Due since 14 Nov 2023, 21:13 (1 hour)");
  expect_since (NOW - 48 * G_TIME_SPAN_HOUR, "Overdue since 12 Nov 2023, 23:13 (47 hours)");
  expect_since (NOW - 73 * G_TIME_SPAN_HOUR, "Overdue since 11 Nov 2023, 22:13 (3 days)");
  expect_since (NOW + G_TIME_SPAN_HOUR, "Scheduled for 14 Nov 2023, 23:13");
  expect_since (0, "Not scheduled; the loop was opened 4 November 2023");
}

static void
test_order (void)
{
  g_autoptr (GPtrArray) owed = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_owed_card_free);
  g_autoptr (GPtrArray) reminders = NULL;
  const PlumbReminder *ana, *ben;
  g_autofree char *text = NULL;

  g_ptr_array_add (owed, owed_new ("Ana", "a1", NOW + G_TIME_SPAN_DAY));
  g_ptr_array_add (owed, owed_new ("Ana", "a2", 0));
  g_ptr_array_add (owed, owed_new ("Ana", "a3", NOW - 2 * G_TIME_SPAN_DAY));
  g_ptr_array_add (owed, owed_new ("Ben", "b1", NOW - 3 * G_TIME_SPAN_DAY));
  g_ptr_array_add (owed, owed_new ("Cleo", "c1", NOW + G_TIME_SPAN_DAY));
  reminders = plumb_reminders_new (owed, NOW, GRACE, FALSE);
  g_assert_cmpuint (reminders->len, ==, 2);
  ben = g_ptr_array_index (reminders, 0);
  ana = g_ptr_array_index (reminders, 1);
  g_assert_cmpstr (ben->person, ==, "Ben");
  g_assert_cmpuint (ana->cards->len, ==, 2);
  g_assert_cmpuint (ana->n_overdue, ==, 1);
  g_assert_cmpint (ana->state, ==, PLUMB_OWED_OVERDUE);
  g_assert_cmpstr (((PlumbOwedCard *)g_ptr_array_index (ana->cards, 0))->assignment, ==, "a3");
  text = plumb_reminder_dup_text (ana, NOW, GRACE);
  g_assert_true (g_str_has_prefix (text, "Hello Ana,\n\nsome of your"));
  g_assert_nonnull (strstr (text, "- Priya Raman (Backend), Systems design. Overdue since 12 Nov 2023, 23:13 (47 hours).\n"));
  g_assert_null (strstr (text, "Scheduled"));

  g_ptr_array_unref (reminders);
  reminders = plumb_reminders_new (owed, NOW, GRACE, TRUE);
  g_assert_cmpuint (reminders->len, ==, 3);
  g_assert_cmpstr (((PlumbReminder *)g_ptr_array_index (reminders, 2))->person, ==, "Cleo");
}

static guint
count_owed (StoreFixture *f, guint viewer, const char *assignment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) owed = plumb_store_list_owed (f->store, viewer < N_PEOPLE ? f->people[viewer] : NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < owed->len; i++)
    {
      const PlumbOwedCard *card = g_ptr_array_index (owed, i);

      g_assert_cmpstr (card->loop, ==, f->loop);
      g_assert_cmpint (card->minutes, >, 0);
      n += assignment == NULL || g_str_equal (card->assignment, assignment);
    }
  return n;
}

/* All for who coordinates, hires or owns; one's own for the others. What is in, skipped, closed or only watched is not owed. */
static void
test_store (void)
{
  g_autoptr (StoreFixture) f = store_fixture_new ();
  g_autofree char *observer = plumb_id_new ();
  g_autoptr (GPtrArray) owed = NULL;

  g_assert_cmpuint (count_owed (f, N_PEOPLE, NULL), ==, 5);
  g_assert_cmpuint (count_owed (f, RITA, NULL), ==, 5);
  g_assert_cmpuint (count_owed (f, HAL, NULL), ==, 5);
  g_assert_cmpuint (count_owed (f, BEA, NULL), ==, 1);
  g_assert_cmpuint (count_owed (f, SAM, f->assignments[SAM]), ==, 1);
  g_assert_cmpuint (count_owed (f, ZOE, NULL), ==, 0);
  store_fixture_apply (f, plumb_command_new_assign (f->people[RITA], f->loop, observer, store_fixture_get_stage (f, ANA)->key,
                                                    f->people[ZOE], PLUMB_SEAT_OBSERVER, 0));
  g_assert_cmpuint (count_owed (f, ZOE, NULL), ==, 0);
  store_fixture_submit (f, ANA, 3);
  store_fixture_apply (f, plumb_command_new_skip (f->people[RITA], f->loop, f->assignments[BEN], "Not needed"));
  g_assert_cmpuint (count_owed (f, RITA, NULL), ==, 3);
  g_assert_cmpuint (count_owed (f, RITA, f->assignments[ANA]), ==, 0);
  store_fixture_apply (f, plumb_command_new_schedule (f->people[RITA], f->loop, f->assignments[BEA], NOW));
  store_fixture_apply (f, plumb_command_new_start_card (f->people[BEA], f->loop, f->assignments[BEA]));
  owed = plumb_store_list_owed (f->store, f->people[BEA], NULL);
  g_assert_cmpuint (owed->len, ==, 1);
  g_assert_true (((PlumbOwedCard *)g_ptr_array_index (owed, 0))->started);
  g_assert_cmpint (((PlumbOwedCard *)g_ptr_array_index (owed, 0))->scheduled_at, ==, NOW);
  g_assert_cmpint (((PlumbOwedCard *)g_ptr_array_index (owed, 0))->seat, ==, PLUMB_SEAT_BAR_RAISER);
  store_fixture_apply (f, plumb_command_new_close_loop (f->people[RITA], f->loop, "Withdrawn"));
  g_assert_cmpuint (count_owed (f, RITA, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reminders/states", test_states);
  g_test_add_func ("/reminders/since", test_since);
  g_test_add_func ("/reminders/order", test_order);
  g_test_add_func ("/reminders/store", test_store);
  return g_test_run ();
}
