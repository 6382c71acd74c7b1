/* test-bell.c - a change made by one process arrives in the others: the bell by itself, and behind a workspace.
 *
 * The other process is a fork that opens the workspace anew; it is held at a pipe until the test listens. Nothing sleeps: a test runs its
 * main context until what it waits for has come, and the suite's own limit of time is the guard.
 */
#include "app/workspace.h"
#include "tests/store-fixture.h"

#include <glib/gstdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static char *runtime; /* stands for XDG_RUNTIME_DIR */

/* The one folder of bells there is; NULL when there is none. */
static char *
dup_folder (void)
{
  g_autofree char *base = g_build_filename (runtime, "plumbline", NULL);
  g_autoptr (GDir) dir = g_dir_open (base, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  if (name == NULL)
    return NULL;
  g_assert_cmpuint (strlen (name), ==, 16);
  g_assert_null (g_dir_read_name (dir));
  return g_build_filename (base, name, NULL);
}

static guint
count_listeners (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static char *
dup_file (const char *name)
{
  char *path = g_build_filename (runtime, name, NULL);

  g_assert_true (g_file_set_contents (path, "a workspace", -1, NULL));
  return path;
}

static void
test_ring (void)
{
  g_autofree char *file = dup_file ("one"), *other_file = dup_file ("two"), *alias = g_build_filename (runtime, "alias", NULL);
  PlumbBell *first, *second, *through_alias, *other;
  GStatBuf info;

  g_assert_cmpint (link (file, alias), ==, 0);
  first = plumb_bell_new (file);
  second = plumb_bell_new (file);
  plumb_bell_ring (first); /* nobody is there; nothing is made */
  g_assert_cmpuint (count_listeners (), ==, 0);
  g_assert_cmpint (plumb_bell_get_fd (first), ==, -1);
  g_assert_true (plumb_bell_listen (first));
  g_assert_true (plumb_bell_listen (second));
  through_alias = plumb_bell_new (alias);
  g_assert_true (plumb_bell_listen (through_alias));
  g_assert_cmpuint (count_listeners (), ==, 3);

  plumb_bell_ring (first);
  g_assert_false (plumb_bell_hear (first));
  g_assert_true (plumb_bell_hear (second));
  g_assert_false (plumb_bell_hear (second));
  g_assert_true (plumb_bell_hear (through_alias));
  other = plumb_bell_new (other_file);
  g_assert_true (plumb_bell_listen (other));
  plumb_bell_ring (first);
  g_assert_false (plumb_bell_hear (other));
  plumb_bell_free (other);

  {
    g_autofree char *folder = dup_folder ();

    g_assert_cmpint (g_stat (folder, &info), ==, 0);
    g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  }
  plumb_bell_free (first);
  plumb_bell_free (through_alias);
  g_assert_cmpuint (count_listeners (), ==, 1);
  plumb_bell_free (second);
  g_assert_null (dup_folder ());
  g_unlink (file);
  g_unlink (other_file);
  g_unlink (alias);
}

static struct sockaddr_un
address_in (const char *folder, const char *name)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  g_assert_cmpint (g_snprintf (address.sun_path, sizeof address.sun_path, "%s/%s", folder, name), <,
                   (int)sizeof address.sun_path);
  return address;
}

/* A program that was killed leaves its socket behind: the next ring removes it, and reaches the living. */
static void
test_stale (void)
{
  g_autofree char *file = dup_file ("one"), *folder = NULL;
  PlumbBell *ringer = plumb_bell_new (file), *listener = plumb_bell_new (file);
  struct sockaddr_un dead;
  int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  g_assert_true (plumb_bell_listen (listener));
  folder = dup_folder ();
  dead = address_in (folder, "12-dead");
  g_assert_cmpint (bind (fd, (struct sockaddr *)&dead, sizeof dead), ==, 0);
  close (fd);
  g_assert_cmpuint (count_listeners (), ==, 2);
  plumb_bell_ring (ringer);
  g_assert_true (plumb_bell_hear (listener));
  g_assert_cmpuint (count_listeners (), ==, 1);
  plumb_bell_free (listener);
  plumb_bell_free (ringer);
  g_unlink (file);
}

/* Sounds of any length and content, more than anybody takes: the ringer is not held up, the listener hears and is done. */
static void
test_flood (void)
{
  g_autofree char *file = dup_file ("one"), *folder = NULL, *large = g_malloc0 (65536);
  PlumbBell *ringer = plumb_bell_new (file), *listener = plumb_bell_new (file);
  int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  g_autoptr (GDir) dir = NULL;
  struct sockaddr_un target;
  guint refused = 0;

  g_assert_true (plumb_bell_listen (listener));
  folder = dup_folder ();
  dir = g_dir_open (folder, 0, NULL);
  target = address_in (folder, g_dir_read_name (dir));
  for (guint i = 0; i < 20000; i++)
    refused += sendto (fd, large, i % 3 == 0 ? 0 : i, MSG_NOSIGNAL, (struct sockaddr *)&target, sizeof target) < 0;
  g_assert_cmpuint (refused, >, 0);
  for (guint i = 0; i < 1000; i++)
    plumb_bell_ring (ringer);
  g_assert_true (plumb_bell_hear (listener));
  g_assert_false (plumb_bell_hear (listener));
  plumb_bell_ring (ringer);
  g_assert_true (plumb_bell_hear (listener));
  close (fd);
  plumb_bell_free (listener);
  plumb_bell_free (ringer);
  g_unlink (file);
}

/* A folder that others may enter is not used, neither to listen nor to ring. */
static void
test_open_folder (void)
{
  g_autofree char *file = dup_file ("one"), *folder = NULL;
  g_autoptr (PlumbBell) ringer = plumb_bell_new (file);
  g_autoptr (PlumbBell) late = plumb_bell_new (file);
  g_autoptr (PlumbBell) listener = plumb_bell_new (file);

  g_assert_true (plumb_bell_listen (listener));
  folder = dup_folder ();
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  plumb_bell_ring (ringer);
  g_assert_false (plumb_bell_hear (listener));
  g_assert_false (plumb_bell_listen (late));
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  plumb_bell_ring (ringer);
  g_assert_true (plumb_bell_hear (listener));
  g_unlink (file);
}

static void
test_no_file (void)
{
  g_autoptr (PlumbBell) bell = plumb_bell_new ("/nowhere/at/all");

  plumb_bell_ring (bell);
  g_assert_false (plumb_bell_listen (bell));
  g_assert_false (plumb_bell_hear (bell));
}

typedef struct
{
  StoreFixture *store;
  PlumbWorkspace *workspace;
  GAsyncResult *answer;
  GHashTable *loops; /* of char*: those that were told */
  char *card;        /* the assignment last told */
  guint n_lists;
  int gate; /* closing it lets the other process begin */
  pid_t other;
} Fixture;

static void
loop_changed_cb (Fixture *f, const char *loop)
{
  g_hash_table_add (f->loops, g_strdup (loop));
}

static void
list_changed_cb (Fixture *f)
{
  f->n_lists++;
}

static void
card_submitted_cb (Fixture *f, const char *loop, const char *assignment)
{
  g_assert_cmpstr (loop, ==, f->store->loop);
  g_free (f->card);
  f->card = g_strdup (assignment);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Fixture *)data)->answer = g_object_ref (result);
}

static GAsyncResult *
wait_for_answer (Fixture *f)
{
  while (f->answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&f->answer);
}

/* The loops that the other process opens. */
static char *
dup_loop_id (guint number)
{
  return g_strdup_printf ("10000000-0000-4000-8000-%012x", number);
}

static void
open_loops (Fixture *f)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *loop = dup_loop_id (i), *id = plumb_id_new ();
      g_autoptr (PlumbCandidate) candidate = plumb_candidate_new (id, "Candice");

      store_fixture_apply (f->store, plumb_command_new_open_loop (NULL, loop, candidate, f->store->template, "Backend"));
    }
}

static void
submit_card (Fixture *f)
{
  store_fixture_submit (f->store, ANA, 4);
}

/* Forks a process that waits for the gate, opens the workspace and does `work`. */
static void
start_other (Fixture *f, void (*work) (Fixture *f))
{
  g_autoptr (GError) error = NULL;
  int gate[2];
  char nothing;

  g_assert_cmpint (pipe (gate), ==, 0);
  f->other = fork ();
  g_assert_cmpint (f->other, >=, 0);
  f->gate = gate[1];
  if (f->other != 0)
    {
      close (gate[0]);
      return;
    }
  close (gate[1]);
  while (read (gate[0], &nothing, 1) > 0)
    ;
  f->store->store = plumb_store_open (f->store->path, PLUMB_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  work (f);
  plumb_store_close (f->store->store);
  _exit (0);
}

static void
wait_for_other (Fixture *f)
{
  int status;

  g_assert_cmpint (waitpid (f->other, &status, 0), ==, f->other);
  g_assert_cmpint (status, ==, 0);
}

static void
open_workspace (Fixture *f)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  plumb_workspace_open_async (f->store->path, PLUMB_STORE_DEFAULT, NULL, answer_cb, f);
  answer = wait_for_answer (f);
  f->workspace = plumb_workspace_open_finish (answer, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (f->workspace, "loop-changed", G_CALLBACK (loop_changed_cb), f);
  g_signal_connect_swapped (f->workspace, "list-changed", G_CALLBACK (list_changed_cb), f);
  g_signal_connect_swapped (f->workspace, "card-submitted", G_CALLBACK (card_submitted_cb), f);
}

/* The workspace is there, made and closed; the other process is forked while this one has no thread but its own. */
static void
set_up (Fixture *f, gconstpointer work)
{
  f->store = store_fixture_new ();
  g_clear_pointer (&f->store->store, plumb_store_close);
  f->loops = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  start_other (f, (void (*) (Fixture *)) (gsize)work);
  open_workspace (f);
}

static void
tear_down (Fixture *f, gconstpointer work)
{
  plumb_workspace_close (f->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->workspace);
  g_assert_cmpuint (count_listeners (), ==, 0);
  store_fixture_free (f->store);
  g_hash_table_unref (f->loops);
  g_free (f->card);
}

static PlumbSnapshot *
load (Fixture *f, const char *viewer)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  PlumbSnapshot *snapshot;

  plumb_workspace_load_snapshot_async (f->workspace, f->store->loop, viewer, NULL, answer_cb, f);
  answer = wait_for_answer (f);
  snapshot = plumb_workspace_load_snapshot_finish (f->workspace, answer, &error);
  g_assert_no_error (error);
  return snapshot;
}

/* The other process submits Ana's card. Whoever owes a card learns that it is in, and nothing else. */
static void
test_arrives (Fixture *f, gconstpointer work)
{
  g_autoptr (PlumbSnapshot) blind = NULL;
  g_autoptr (PlumbSnapshot) owner = NULL;
  const PlumbAssignment *assignment;

  close (f->gate);
  while (f->card == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (f->card, ==, f->store->assignments[ANA]);
  g_assert_true (g_hash_table_contains (f->loops, f->store->loop));
  g_assert_cmpuint (f->n_lists, >, 0);

  blind = load (f, f->store->people[BEN]);
  g_assert_cmpint (plumb_snapshot_get_sight (blind), ==, PLUMB_SIGHT_BLIND);
  assignment = plumb_loop_get_assignment (plumb_snapshot_get_loop (blind), f->card);
  g_assert_cmpint (assignment->card->state, ==, PLUMB_CARD_SUBMITTED);
  g_assert_true (assignment->card->withheld);
  g_assert_cmpstr (assignment->card->summary, ==, "");
  owner = load (f, NULL);
  assignment = plumb_loop_get_assignment (plumb_snapshot_get_loop (owner), f->card);
  g_assert_cmpstr (assignment->card->summary, ==, "Ana Alves sums up");
  wait_for_other (f);
}

static void
wait_for_loops (Fixture *f)
{
  while (g_hash_table_size (f->loops) < 100)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *loop = dup_loop_id (i);

      g_assert_true (g_hash_table_contains (f->loops, loop));
    }
  wait_for_other (f);
}

static void
test_none_missed (Fixture *f, gconstpointer work)
{
  close (f->gate);
  wait_for_loops (f);
}

/* Nobody can ring: it is found by the clock. */
static void
test_deaf (Fixture *f, gconstpointer work)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *path = g_build_filename (folder, g_dir_read_name (dir), NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
  close (f->gate);
  wait_for_loops (f);
}

static PlumbCommand *
person_command (void)
{
  g_autoptr (PlumbPerson) person = plumb_person_new ("20000000-0000-4000-8000-000000000001", "Nina");

  return plumb_command_new_add_person (NULL, person);
}

static gpointer
apply_person (PlumbStore *store, gpointer data, GError **error)
{
  g_autoptr (PlumbCommand) command = person_command ();

  return plumb_store_apply (store, command, error) ? store : NULL;
}

/* One's own changes are told once, before the answer, also those of a job that the caller runs on the store. */
static void
test_own (Fixture *f, gconstpointer work)
{
  g_autoptr (GAsyncResult) answer = NULL;

  plumb_workspace_run_async (f->workspace, apply_person, NULL, NULL, NULL, NULL, answer_cb, f);
  answer = wait_for_answer (f);
  g_assert_nonnull (plumb_workspace_run_finish (f->workspace, answer, NULL));
  g_assert_cmpuint (f->n_lists, ==, 1);
  g_assert_cmpuint (g_hash_table_size (f->loops), ==, 0);
  close (f->gate);
  wait_for_other (f);
}

static void
do_nothing (Fixture *f)
{
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*work) (Fixture *f);
    void (*test) (Fixture *f, gconstpointer work);
  } tests[] = {
    { "/bell/arrives", submit_card, test_arrives },
    { "/bell/none-missed", open_loops, test_none_missed },
    { "/bell/deaf", open_loops, test_deaf },
    { "/bell/own", do_nothing, test_own },
  };
  int result;

  runtime = g_dir_make_tmp ("plumb-bell-XXXXXX", NULL);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bell/ring", test_ring);
  g_test_add_func ("/bell/stale", test_stale);
  g_test_add_func ("/bell/flood", test_flood);
  g_test_add_func ("/bell/open-folder", test_open_folder);
  g_test_add_func ("/bell/no-file", test_no_file);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, (gconstpointer)(gsize)tests[i].work, set_up, tests[i].test, tear_down);
  result = g_test_run ();
  {
    g_autofree char *base = g_build_filename (runtime, "plumbline", NULL);

    g_rmdir (base);
    g_rmdir (runtime);
  }
  g_free (runtime);
  return result;
}
