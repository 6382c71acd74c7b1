/* test-workspace.c - the store behind its own thread: order, answers in the caller's context, signals, cancelling, closing.
 *
 * Nothing sleeps: a test runs its main context until what it waits for has come.
 */
#include "app/error.h"
#include "app/resources.h"
#include "app/workspace.h"

#include <glib/gstdio.h>

#define LOOP "10000000-0000-4000-8000-000000000001"
#define PERSON "20000000-0000-4000-8000-000000000001"
#define CANDIDATE "30000000-0000-4000-8000-000000000001"
#define ASSIGNMENT "40000000-0000-4000-8000-000000000001"

typedef struct
{
  char *folder;
  char *path;
  PlumbWorkspace *workspace;
  GThread *thread;    /* of the test */
  GPtrArray *log;     /* of char*: what came, in order */
  GAsyncResult *last; /* the latest answer */
  guint awaited;
} Fixture;

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *f = data;

  g_assert_true (g_thread_self () == f->thread);
  g_set_object (&f->last, result);
  g_ptr_array_add (f->log, g_strdup ("answer"));
  f->awaited--;
}

static void
wait_for_answers (Fixture *f)
{
  while (f->awaited > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
loop_changed_cb (PlumbWorkspace *workspace, const char *loop, Fixture *f)
{
  g_assert_true (g_thread_self () == f->thread);
  g_ptr_array_add (f->log, g_strdup_printf ("loop %s", loop));
}

static void
list_changed_cb (PlumbWorkspace *workspace, Fixture *f)
{
  g_assert_true (g_thread_self () == f->thread);
  g_ptr_array_add (f->log, g_strdup ("list"));
}

static char *
dup_log (Fixture *f)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < f->log->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (char *)g_ptr_array_index (f->log, i));
  g_ptr_array_set_size (f->log, 0);
  return g_string_free (text, FALSE);
}

static void
assert_log (Fixture *f, const char *expected)
{
  g_autofree char *log = dup_log (f);

  g_assert_cmpstr (log, ==, expected);
}

static void
open_workspace (Fixture *f, PlumbStoreFlags flags)
{
  g_autoptr (GError) error = NULL;

  f->awaited = 1;
  plumb_workspace_open_async (f->path, flags, NULL, answer_cb, f);
  wait_for_answers (f);
  f->workspace = plumb_workspace_open_finish (f->last, &error);
  g_assert_no_error (error);
  g_signal_connect (f->workspace, "loop-changed", G_CALLBACK (loop_changed_cb), f);
  g_signal_connect (f->workspace, "list-changed", G_CALLBACK (list_changed_cb), f);
  g_ptr_array_set_size (f->log, 0);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("plumb-workspace-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "test.plumb", NULL);
  f->thread = g_thread_self ();
  f->log = g_ptr_array_new_with_free_func (g_free);
  open_workspace (f, PLUMB_STORE_CREATE);
}

static void
remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->last);
  if (f->workspace != NULL)
    {
      plumb_workspace_close (f->workspace);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_finalize_object (g_steal_pointer (&f->workspace));
    }
  g_ptr_array_unref (f->log);
  remove_folder (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static PlumbCommand *
person_command (void)
{
  g_autoptr (PlumbPerson) person = plumb_person_new (PERSON, "Ana");

  person->role = PLUMB_ROLE_COORDINATOR;
  return plumb_command_new_add_person (NULL, person);
}

/* A loop with one started card of Ana's. */
static GPtrArray *
loop_commands (void)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  PlumbTemplate *template = g_ptr_array_index (plumb_library_list_templates (), 0);
  const PlumbStage *stage = g_ptr_array_index (template->stages, 0);
  g_autoptr (PlumbCandidate) candidate = plumb_candidate_new (CANDIDATE, "Candice");

  g_ptr_array_add (commands, person_command ());
  g_ptr_array_add (commands, plumb_command_new_open_loop (NULL, LOOP, candidate, template, "Backend developer"));
  g_ptr_array_add (commands, plumb_command_new_assign (NULL, LOOP, ASSIGNMENT, stage->key, PERSON, PLUMB_SEAT_INTERVIEWER, 0));
  g_ptr_array_add (commands, plumb_command_new_start_card (PERSON, LOOP, ASSIGNMENT));
  return commands;
}

static const char *
first_question (void)
{
  PlumbTemplate *template = g_ptr_array_index (plumb_library_list_templates (), 0);
  const PlumbStage *stage = g_ptr_array_index (template->stages, 0);

  return ((PlumbScriptItem *)g_ptr_array_index (stage->script, 0))->question->id;
}

static PlumbCommand *
notes_command (const char *notes)
{
  return plumb_command_new_set_notes (PERSON, LOOP, ASSIGNMENT, first_question (), notes);
}

static void
open_loop (Fixture *f)
{
  g_autoptr (GPtrArray) commands = loop_commands ();
  g_autoptr (GError) error = NULL;

  f->awaited = 1;
  plumb_workspace_apply_all_async (f->workspace, commands, NULL, answer_cb, f);
  wait_for_answers (f);
  g_assert_true (plumb_workspace_apply_all_finish (f->workspace, f->last, &error));
  g_assert_no_error (error);
}

static void
test_signals (Fixture *f, gconstpointer data)
{
  g_autoptr (PlumbCommand) person = person_command ();
  g_autoptr (PlumbCommand) notes = notes_command ("She asked first.");
  g_autoptr (GPtrArray) commands = loop_commands ();
  g_autoptr (GError) error = NULL;

  f->awaited = 1;
  plumb_workspace_apply_async (f->workspace, person, NULL, answer_cb, f);
  wait_for_answers (f);
  g_assert_true (plumb_workspace_apply_finish (f->workspace, f->last, &error));
  g_assert_no_error (error);
  assert_log (f, "list, answer");

  g_ptr_array_remove_index (commands, 0);
  f->awaited = 1;
  plumb_workspace_apply_all_async (f->workspace, commands, NULL, answer_cb, f);
  wait_for_answers (f);
  assert_log (f, "loop " LOOP ", list, answer");

  f->awaited = 1;
  plumb_workspace_apply_async (f->workspace, notes, NULL, answer_cb, f);
  wait_for_answers (f);
  assert_log (f, "loop " LOOP ", answer");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) commands = loop_commands ();
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;

  /* The last one fails: a card that is started twice. */
  g_ptr_array_add (commands, plumb_command_new_start_card (PERSON, LOOP, ASSIGNMENT));
  f->awaited = 1;
  plumb_workspace_apply_all_async (f->workspace, commands, NULL, answer_cb, f);
  wait_for_answers (f);
  g_assert_false (plumb_workspace_apply_all_finish (f->workspace, f->last, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_FORBIDDEN);
  assert_log (f, "answer");

  f->awaited = 1;
  plumb_workspace_list_people_async (f->workspace, NULL, answer_cb, f);
  wait_for_answers (f);
  people = plumb_workspace_list_people_finish (f->workspace, f->last, NULL);
  g_assert_cmpuint (people->len, ==, 0);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  const PlumbAssignment *assignment;

  open_loop (f);
  f->awaited = 201;
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("Version %d", i);
      g_autoptr (PlumbCommand) command = notes_command (text);

      plumb_workspace_apply_async (f->workspace, command, NULL, answer_cb, f);
    }
  plumb_workspace_load_snapshot_async (f->workspace, LOOP, PERSON, NULL, answer_cb, f);
  wait_for_answers (f);
  snapshot = plumb_workspace_load_snapshot_finish (f->workspace, f->last, &error);
  g_assert_no_error (error);
  assignment = plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), ASSIGNMENT);
  g_assert_cmpstr (plumb_scorecard_get_answer (assignment->card, first_question ())->notes, ==, "Version 199");
}

static void
test_lists (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) loops = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (GPtrArray) questions = NULL;

  open_loop (f);
  f->awaited = 1;
  plumb_workspace_list_loops_async (f->workspace, PERSON, NULL, answer_cb, f);
  wait_for_answers (f);
  loops = plumb_workspace_list_loops_finish (f->workspace, f->last, NULL);
  g_assert_cmpuint (loops->len, ==, 1);
  g_assert_true (((PlumbLoopSummary *)g_ptr_array_index (loops, 0))->owes);

  f->awaited = 1;
  plumb_workspace_list_templates_async (f->workspace, NULL, answer_cb, f);
  wait_for_answers (f);
  templates = plumb_workspace_list_templates_finish (f->workspace, f->last, NULL);
  g_assert_cmpuint (templates->len, ==, plumb_library_list_templates ()->len);

  f->awaited = 1;
  plumb_workspace_list_questions_async (f->workspace, NULL, answer_cb, f);
  wait_for_answers (f);
  questions = plumb_workspace_list_questions_finish (f->workspace, f->last, NULL);
  g_assert_cmpuint (questions->len, ==, plumb_library_list_questions ()->len);
  g_assert_cmpstr (plumb_workspace_get_location (f->workspace), ==, f->path);
}

static gpointer
ask_thread (PlumbStore *store, gpointer data, GError **error)
{
  return g_thread_self ();
}

static gpointer
fail (PlumbStore *store, gpointer data, GError **error)
{
  g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_BUSY, "Busy, says the test.");
  return NULL;
}

static void
test_run (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer first;
  gpointer second;

  f->awaited = 1;
  plumb_workspace_run_async (f->workspace, ask_thread, NULL, NULL, NULL, NULL, answer_cb, f);
  wait_for_answers (f);
  first = plumb_workspace_run_finish (f->workspace, f->last, &error);
  f->awaited = 1;
  plumb_workspace_run_async (f->workspace, ask_thread, NULL, NULL, NULL, NULL, answer_cb, f);
  wait_for_answers (f);
  second = plumb_workspace_run_finish (f->workspace, f->last, &error);
  g_assert_no_error (error);
  g_assert_true (first != f->thread && first == second);

  f->awaited = 1;
  plumb_workspace_run_async (f->workspace, fail, g_strdup ("freed"), g_free, NULL, NULL, answer_cb, f);
  wait_for_answers (f);
  g_assert_null (plumb_workspace_run_finish (f->workspace, f->last, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_BUSY);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PlumbCommand) person = person_command ();
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  f->awaited = 1;
  plumb_workspace_apply_async (f->workspace, person, cancellable, answer_cb, f);
  wait_for_answers (f);
  g_assert_false (plumb_workspace_apply_finish (f->workspace, f->last, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED);
  assert_log (f, "answer");
  f->awaited = 1;
  plumb_workspace_list_people_async (f->workspace, NULL, answer_cb, f);
  wait_for_answers (f);
  people = plumb_workspace_list_people_finish (f->workspace, f->last, NULL);
  g_assert_cmpuint (people->len, ==, 0);
}

static void
test_close (Fixture *f, gconstpointer data)
{
  g_autoptr (PlumbStore) store = NULL;
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  const PlumbAssignment *assignment;

  open_loop (f);
  f->awaited = 51;
  for (int i = 0; i < 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("Version %d", i);
      g_autoptr (PlumbCommand) command = notes_command (text);

      plumb_workspace_apply_async (f->workspace, command, NULL, answer_cb, f);
    }
  plumb_workspace_close (f->workspace);

  /* All of it is on the disk, though no answer has been delivered yet. */
  store = plumb_store_open (f->path, PLUMB_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  snapshot = plumb_store_load_snapshot (store, LOOP, PERSON, &error);
  g_assert_no_error (error);
  assignment = plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), ASSIGNMENT);
  g_assert_cmpstr (plumb_scorecard_get_answer (assignment->card, first_question ())->notes, ==, "Version 49");

  plumb_workspace_list_people_async (f->workspace, NULL, answer_cb, f);
  wait_for_answers (f);
  g_assert_null (plumb_workspace_list_people_finish (f->workspace, f->last, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED);
  plumb_workspace_close (f->workspace);
}

static void
test_open_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->awaited = 1;
  plumb_workspace_open_async (f->path, PLUMB_STORE_CREATE, NULL, answer_cb, f);
  wait_for_answers (f);
  g_assert_null (plumb_workspace_open_finish (f->last, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
}

/* The last reference goes while work is queued: it is done all the same. */
static void
test_drop (Fixture *f, gconstpointer data)
{
  g_autoptr (PlumbStore) store = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (PlumbCommand) person = person_command ();
  g_autoptr (GError) error = NULL;
  GWeakRef gone;

  g_weak_ref_init (&gone, f->workspace);
  g_clear_object (&f->last);
  f->awaited = 1;
  plumb_workspace_apply_async (f->workspace, person, NULL, answer_cb, f);
  g_signal_handlers_disconnect_by_data (f->workspace, f);
  g_clear_object (&f->workspace);
  wait_for_answers (f);
  g_clear_object (&f->last);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (;;)
    {
      g_autoptr (GObject) still = g_weak_ref_get (&gone);

      if (still == NULL)
        break;
      g_thread_yield ();
    }
  g_weak_ref_clear (&gone);
  store = plumb_store_open (f->path, PLUMB_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  people = plumb_store_list_people (store, &error);
  g_assert_cmpuint (people->len, ==, 1);
}

typedef struct
{
  int ready;
  int done;
} Race;

static gpointer
load_func (gpointer data)
{
  Race *race = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  while (!g_atomic_int_get (&race->ready))
    continue;
  bytes = plumb_resource_load ("sqlite/0001-initial.sql", &error);
  g_assert_no_error (error);
  g_atomic_int_set (&race->done, 1);
  return NULL;
}

/* As when the program starts: the workspace's thread looks for its statements while GTK looks for its own files. */
static void
test_first_resource_alone (void)
{
  Race race = { 0, 0 };
  GThread *thread = g_thread_new ("loader", load_func, &race);

  g_atomic_int_set (&race.ready, 1);
  while (!g_atomic_int_get (&race.done))
    g_resources_get_info ("/nothing/here", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
  g_thread_join (thread);
}

static void
test_first_resource (void)
{
  for (guint i = 0; i < 20; i++) /* it happens once in a process */
    {
      g_test_trap_subprocess ("/workspace/first-resource/subprocess/alone", 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/workspace/signals", test_signals }, { "/workspace/refused", test_refused },
    { "/workspace/order", test_order },     { "/workspace/lists", test_lists },
    { "/workspace/run", test_run },         { "/workspace/cancelled", test_cancelled },
    { "/workspace/close", test_close },     { "/workspace/open-fails", test_open_fails },
    { "/workspace/drop", test_drop },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/workspace/first-resource", test_first_resource);
  g_test_add_func ("/workspace/first-resource/subprocess/alone", test_first_resource_alone);
  return g_test_run ();
}
