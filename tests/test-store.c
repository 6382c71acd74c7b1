/* test-store.c - a loop's life through the store: each command is seen in the next snapshot, each refusal leaves things as they were. */
#include "tests/store-fixture.h"

#include <glib/gstdio.h>

static const char *
first_question (StoreFixture *fixture, guint person)
{
  return ((PlumbScriptItem *)g_ptr_array_index (store_fixture_get_stage (fixture, person)->script, 0))->question->id;
}

static const PlumbAssignment *
get_assignment (StoreFixture *fixture, PlumbSnapshot *snapshot, guint person)
{
  return plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), fixture->assignments[person]);
}

static void
test_create (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new_empty ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) questions = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  GPtrArray *shipped = plumb_library_list_templates ();
  GStatBuf info;

  g_assert_null (plumb_store_open (fixture->path, PLUMB_STORE_DEFAULT, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  fixture->store = plumb_store_open (fixture->path, PLUMB_STORE_OPEN_OR_CREATE, &error);
  g_assert_no_error (error);
  g_assert_null (plumb_store_get_notice (fixture->store));
  g_assert_cmpstr (plumb_store_get_location (fixture->store), ==, fixture->path);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  questions = plumb_store_list_questions (fixture->store, NULL, &error);
  g_assert_cmpuint (questions->len, ==, plumb_library_list_questions ()->len);
  templates = plumb_store_list_templates (fixture->store, &error);
  g_assert_cmpuint (templates->len, ==, shipped->len);
  for (guint i = 0; i < shipped->len; i++)
    g_assert_cmpstr (((PlumbTemplate *)g_ptr_array_index (templates, i))->sha256, ==,
                     ((PlumbTemplate *)g_ptr_array_index (shipped, i))->sha256);
  store_fixture_expect_sound (fixture->store);

  g_assert_null (plumb_store_open (fixture->path, PLUMB_STORE_CREATE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  store_fixture_reopen (fixture);
  store_fixture_expect_sound (fixture->store);
}

static void
test_life (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (PlumbSnapshot) snapshot = NULL;

  store_fixture_submit_all (fixture, 3);
  snapshot = store_fixture_load (fixture, N_PEOPLE);
  g_assert_cmpint (get_assignment (fixture, snapshot, ANA)->card->state, ==, PLUMB_CARD_SUBMITTED);
  g_assert_cmpstr (first_question (fixture, ANA), !=, "");
  store_fixture_expect_sound (fixture->store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/create", test_create);
  g_test_add_func ("/store/life", test_life);
  return g_test_run ();
}
