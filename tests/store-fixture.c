/* store-fixture.c - builds the workspace of store-fixture.h; every failure aborts the test. */
#include "tests/store-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

const char *const store_fixture_names[N_PEOPLE]
    = { "Rita Recruiter", "Ana Alves", "Ben Bauer", "Hal Hart", "Bea Berg", "Sam Stone", "Zoe Zhang" };

static const struct
{
  PlumbRole role;
  int stage; /* position, or -1: no assignment */
  PlumbSeat seat;
} panel[N_PEOPLE] = {
  [RITA] = { PLUMB_ROLE_COORDINATOR, -1, PLUMB_SEAT_INTERVIEWER }, [ANA] = { PLUMB_ROLE_PANELIST, 0, PLUMB_SEAT_INTERVIEWER },
  [BEN] = { PLUMB_ROLE_PANELIST, 1, PLUMB_SEAT_INTERVIEWER },      [HAL] = { PLUMB_ROLE_PANELIST, 2, PLUMB_SEAT_HIRING_MANAGER },
  [BEA] = { PLUMB_ROLE_PANELIST, 3, PLUMB_SEAT_BAR_RAISER },       [SAM] = { PLUMB_ROLE_PANELIST, 0, PLUMB_SEAT_SHADOW },
  [ZOE] = { PLUMB_ROLE_PANELIST, -1, PLUMB_SEAT_INTERVIEWER },
};

StoreFixture *
store_fixture_new_empty (void)
{
  StoreFixture *fixture = g_new0 (StoreFixture, 1);

  fixture->folder = g_dir_make_tmp ("plumb-store-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "panel.plumbline", NULL);
  return fixture;
}

static void
fill (StoreFixture *fixture)
{
  g_autoptr (GPtrArray) templates = plumb_store_list_templates (fixture->store, NULL);
  g_autofree char *candidate_id = plumb_id_new ();
  PlumbCandidate *candidate = plumb_candidate_new (candidate_id, "Priya Raman");

  plumb_set_string (&candidate->email, "priya@example.org");
  fixture->template = plumb_template_ref (g_ptr_array_index (templates, 0));
  fixture->loop = plumb_id_new ();
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (PlumbPerson) person = NULL;

      fixture->people[i] = plumb_id_new ();
      person = plumb_person_new (fixture->people[i], store_fixture_names[i]);
      person->role = panel[i].role;
      person->seniority = (int)i;
      store_fixture_apply (fixture, plumb_command_new_add_person (NULL, person));
    }
  store_fixture_apply (fixture, plumb_command_new_open_loop (fixture->people[RITA], fixture->loop, candidate, fixture->template,
                                                             "Backend developer"));
  plumb_candidate_free (candidate);
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      if (panel[i].stage < 0)
        continue;
      fixture->assignments[i] = plumb_id_new ();
      store_fixture_apply (fixture, plumb_command_new_assign (fixture->people[RITA], fixture->loop, fixture->assignments[i],
                                                              store_fixture_get_stage (fixture, i)->key, fixture->people[i],
                                                              panel[i].seat, 0));
    }
}

StoreFixture *
store_fixture_new (void)
{
  StoreFixture *fixture = store_fixture_new_empty ();
  GError *error = NULL;

  fixture->store = plumb_store_open (fixture->path, PLUMB_STORE_CREATE, &error);
  g_assert_no_error (error);
  fill (fixture);
  return fixture;
}

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
store_fixture_free (StoreFixture *fixture)
{
  g_clear_pointer (&fixture->store, plumb_store_close);
  g_clear_pointer (&fixture->template, plumb_template_unref);
  remove_folder (fixture->folder);
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_free (fixture->people[i]);
      g_free (fixture->assignments[i]);
    }
  g_free (fixture->loop);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture);
}

void
store_fixture_reopen (StoreFixture *fixture)
{
  GError *error = NULL;

  g_clear_pointer (&fixture->store, plumb_store_close);
  fixture->store = plumb_store_open (fixture->path, PLUMB_STORE_DEFAULT, &error);
  g_assert_no_error (error);
}

static gpointer
open_cb (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open (data, PLUMB_STORE_OPEN_OR_CREATE, &error);

  g_assert_no_error (error);
  return NULL;
}

void
store_fixture_open_at_once (StoreFixture *fixture)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("open", open_cb, fixture->path);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

void
store_fixture_apply (StoreFixture *fixture, PlumbCommand *command)
{
  GError *error = NULL;

  plumb_store_apply (fixture->store, command, &error);
  if (error != NULL)
    g_error ("%s: %s", plumb_command_kind_to_nick (plumb_command_get_kind (command)), error->message);
  plumb_command_unref (command);
}

void
store_fixture_refuse (StoreFixture *fixture, PlumbCommand *command, PlumbError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (plumb_store_apply (fixture->store, command, &error));
  g_assert_error (error, PLUMB_ERROR, (int)code);
  plumb_command_unref (command);
}

PlumbSnapshot *
store_fixture_load (StoreFixture *fixture, guint viewer)
{
  GError *error = NULL;
  PlumbSnapshot *snapshot
      = plumb_store_load_snapshot (fixture->store, fixture->loop, viewer < N_PEOPLE ? fixture->people[viewer] : NULL, &error);

  g_assert_no_error (error);
  return snapshot;
}

const PlumbStage *
store_fixture_get_stage (StoreFixture *fixture, guint person)
{
  g_assert_cmpint (panel[person].stage, >=, 0);
  return g_ptr_array_index (fixture->template->stages, panel[person].stage);
}

void
store_fixture_submit (StoreFixture *fixture, guint person, int score)
{
  const PlumbStage *stage = store_fixture_get_stage (fixture, person);
  const char *actor = fixture->people[person];
  const char *assignment = fixture->assignments[person];
  g_autofree char *summary = g_strdup_printf ("%s sums up", store_fixture_names[person]);

  store_fixture_apply (fixture, plumb_command_new_start_card (actor, fixture->loop, assignment));
  for (guint i = 0; i < stage->script->len; i++)
    {
      const char *question = ((PlumbScriptItem *)g_ptr_array_index (stage->script, i))->question->id;
      g_autofree char *notes = g_strdup_printf ("%s on %s", store_fixture_names[person], question);

      store_fixture_apply (fixture, plumb_command_new_set_notes (actor, fixture->loop, assignment, question, notes));
      store_fixture_apply (fixture,
                           plumb_command_new_set_answer (actor, fixture->loop, assignment, question, PLUMB_ANSWER_SCORED, score));
    }
  store_fixture_apply (fixture, plumb_command_new_set_summary (actor, fixture->loop, assignment, PLUMB_RECOMMENDATION_YES, NULL,
                                                               summary, "Ask about the outage"));
  store_fixture_apply (fixture, plumb_command_new_submit_card (actor, fixture->loop, assignment));
}

void
store_fixture_submit_all (StoreFixture *fixture, int score)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    if (fixture->assignments[i] != NULL)
      store_fixture_submit (fixture, i, score);
}

void
store_fixture_expect_sound (PlumbStore *store)
{
  GError *error = NULL;
  g_autoptr (PlumbVerifyReport) report = plumb_store_verify (store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    g_test_message ("%s", (char *)g_ptr_array_index (report->problems, i));
  g_assert_cmpuint (report->problems->len, ==, 0);
  g_assert_cmpint (report->n_events, >, 0);
  g_assert_cmpint (report->n_rows, >, 0);
}

void
store_fixture_run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
  sqlite3_close (db);
}

gint64
store_fixture_query (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return answer;
}

guint
store_fixture_get_rounds (guint usual, guint slow)
{
#ifdef __SANITIZE_ADDRESS__
  return g_test_slow () ? usual : MAX (usual / 8, 4);
#else
  return g_test_slow () ? slow : usual;
#endif
}
