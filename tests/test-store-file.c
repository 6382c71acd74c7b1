/* test-store-file.c - the file: what is refused stays as it was, and nothing that was acknowledged is lost, whatever happens. */
#include "app/store-sqlite-private.h"
#include "tests/store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static char *
dup_sum (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *)content, length);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Every way of opening refuses the file and leaves it, byte for byte, alone in its folder. */
static void
expect_refused (StoreFixture *fixture, PlumbError code)
{
  static const PlumbStoreFlags ways[] = { PLUMB_STORE_DEFAULT, PLUMB_STORE_READ_ONLY, PLUMB_STORE_OPEN_OR_CREATE };
  g_autofree char *before = dup_sum (fixture->path);
  guint n = count_files (fixture->folder);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_null (plumb_store_open (fixture->path, ways[i], &error));
      g_assert_error (error, PLUMB_ERROR, (int)code);
      g_assert_nonnull (strstr (error->message, fixture->path));
      after = dup_sum (fixture->path);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (count_files (fixture->folder), ==, n);
    }
}

static void
test_newer (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();

  g_clear_pointer (&fixture->store, plumb_store_close);
  store_fixture_run_sql (fixture->path, "PRAGMA user_version = 99; PRAGMA wal_checkpoint (TRUNCATE)");
  expect_refused (fixture, PLUMB_ERROR_TOO_NEW);
  store_fixture_run_sql (fixture->path, "PRAGMA user_version = 3; PRAGMA wal_checkpoint (TRUNCATE)");
  store_fixture_reopen (fixture);
}

/* The newer version number stands in the write-ahead log only, as another program that is running leaves it. */
static void
test_newer_in_log (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  sqlite3 *db = NULL;

  g_clear_pointer (&fixture->store, plumb_store_close);
  before = dup_sum (fixture->path);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 99", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (plumb_store_open (fixture->path, PLUMB_STORE_DEFAULT, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_TOO_NEW);
  after = dup_sum (fixture->path);
  g_assert_cmpstr (after, ==, before);
  sqlite3_close (db);
}

static void
test_foreign (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new_empty ();
  g_autofree char *zeros = g_malloc0 (5000);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "Dear committee,", -1, NULL));
  expect_refused (fixture, PLUMB_ERROR_INVALID);
  g_assert_true (g_file_set_contents (fixture->path, zeros, 5000, NULL));
  expect_refused (fixture, PLUMB_ERROR_INVALID);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  store_fixture_run_sql (fixture->path, "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('x')");
  expect_refused (fixture, PLUMB_ERROR_INVALID);
  store_fixture_run_sql (fixture->path, "PRAGMA application_id = 7; PRAGMA user_version = 1");
  expect_refused (fixture, PLUMB_ERROR_INVALID);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_null (plumb_store_open (fixture->folder, PLUMB_STORE_DEFAULT, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
}

/* An empty file is what a program that was killed while it made a workspace leaves behind. */
static void
test_empty (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new_empty ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_null (plumb_store_open (fixture->path, PLUMB_STORE_DEFAULT, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (plumb_store_open (fixture->path, PLUMB_STORE_CREATE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  g_clear_error (&error);
  fixture->store = plumb_store_open (fixture->path, PLUMB_STORE_OPEN_OR_CREATE, &error);
  g_assert_no_error (error);
  store_fixture_expect_sound (fixture->store);
}

static const char *
get_question (StoreFixture *fixture, guint person, guint i)
{
  const PlumbStage *stage = store_fixture_get_stage (fixture, person);

  return ((PlumbScriptItem *)g_ptr_array_index (stage->script, i % stage->script->len))->question->id;
}

/* Saves the number i, as a score and in the notes; so that the latest can be read back. */
static gboolean
save_number (StoreFixture *fixture, guint person, guint i, GError **error)
{
  g_autofree char *notes = g_strdup_printf ("%u", i);
  g_autoptr (PlumbCommand) answer
      = plumb_command_new_set_answer (fixture->people[person], fixture->loop, fixture->assignments[person],
                                      get_question (fixture, person, i), PLUMB_ANSWER_SCORED, (int)i % 4 + 1);
  g_autoptr (PlumbCommand) command = plumb_command_new_set_notes (
      fixture->people[person], fixture->loop, fixture->assignments[person], get_question (fixture, person, 0), notes);

  return plumb_store_apply (fixture->store, answer, error) && plumb_store_apply (fixture->store, command, error);
}

static guint
read_number (StoreFixture *fixture, guint person)
{
  g_autoptr (PlumbSnapshot) snapshot = store_fixture_load (fixture, N_PEOPLE);
  const PlumbAssignment *assignment
      = plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), fixture->assignments[person]);

  return (guint)g_ascii_strtoull (plumb_scorecard_get_answer (assignment->card, get_question (fixture, person, 0))->notes, NULL,
                                  10);
}

static void
start (StoreFixture *fixture, guint person)
{
  store_fixture_apply (fixture,
                       plumb_command_new_start_card (fixture->people[person], fixture->loop, fixture->assignments[person]));
}

static void
test_full (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  struct rlimit old, limit;
  GStatBuf info;
  guint saved = 0;

  start (fixture, ANA);
  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = (rlim_t)info.st_size + 60000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  while (saved < 5000 && save_number (fixture, ANA, saved + 1, &error))
    saved++;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_FULL);
  g_assert_cmpuint (saved, <, 5000);
  g_assert_cmpuint (read_number (fixture, ANA), ==, saved);
  store_fixture_expect_sound (fixture->store);
  g_clear_error (&error);
  g_assert_true (save_number (fixture, ANA, 777, &error));
  store_fixture_reopen (fixture);
  g_assert_cmpuint (read_number (fixture, ANA), ==, 777);
  store_fixture_expect_sound (fixture->store);
}

static void
expect_read_only (StoreFixture *fixture, PlumbStoreFlags flags, gboolean with_notice)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loops = NULL;

  fixture->store = plumb_store_open (fixture->path, flags, &error);
  g_assert_no_error (error);
  g_assert_true (plumb_store_is_read_only (fixture->store));
  g_assert_cmpint (plumb_store_get_notice (fixture->store) != NULL, ==, with_notice);
  loops = plumb_store_list_loops (fixture->store, fixture->people[ANA], NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loops->len, ==, 1);
  store_fixture_expect_sound (fixture->store);
  store_fixture_refuse (fixture, plumb_command_new_start_card (fixture->people[ANA], fixture->loop, fixture->assignments[ANA]),
                        PLUMB_ERROR_READ_ONLY);
  g_clear_pointer (&fixture->store, plumb_store_close);
}

/* Runs in a child that may read the file and its folder but write neither. */
static void
run_without_rights (StoreFixture *fixture)
{
  pid_t child;
  int status;

  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
        _exit (3);
      expect_read_only (fixture, PLUMB_STORE_DEFAULT, TRUE);
      expect_read_only (fixture, PLUMB_STORE_READ_ONLY, FALSE);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
}

static void
test_read_only (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_clear_pointer (&fixture->store, plumb_store_close);
  before = dup_sum (fixture->path);
  expect_read_only (fixture, PLUMB_STORE_READ_ONLY, FALSE);
  run_without_rights (fixture);
  after = dup_sum (fixture->path);
  g_assert_cmpstr (after, ==, before);
}

/* Two connections take turns; neither keeps anything of the other's from being seen. */
static void
test_turns (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  PlumbStore *other = plumb_store_open (fixture->path, PLUMB_STORE_DEFAULT, &error);
  PlumbStore *first = fixture->store;

  g_assert_no_error (error);
  start (fixture, ANA);
  start (fixture, BEN);
  for (guint i = 1; i <= 40; i++)
    {
      fixture->store = i % 2 == 0 ? first : other;
      g_assert_true (save_number (fixture, i % 3 == 0 ? ANA : BEN, i, &error));
      fixture->store = i % 2 == 0 ? other : first;
      g_assert_cmpuint (read_number (fixture, i % 3 == 0 ? ANA : BEN), ==, i);
    }
  fixture->store = first;
  store_fixture_expect_sound (first);
  store_fixture_expect_sound (other);
  plumb_store_close (other);
}

/* A child with a store of its own that saves numbers; it tells each one it was promised on the pipe. */
static pid_t
fork_writer (StoreFixture *fixture, guint person, guint from, guint to, int *told)
{
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child != 0)
    {
      close (ends[1]);
      *told = ends[0];
      return child;
    }
  close (ends[0]);
  fixture->store = plumb_store_open (fixture->path, PLUMB_STORE_DEFAULT, NULL);
  if (fixture->store == NULL)
    _exit (2);
  for (guint i = from; i < to; i++)
    {
      if (!save_number (fixture, person, i, NULL))
        _exit (3);
      if (write (ends[1], &i, sizeof i) != sizeof i)
        _exit (4);
    }
  plumb_store_close (fixture->store);
  _exit (0);
}

/* The last number told. */
static guint
read_told (int told, guint until)
{
  guint last = 0;
  guint number;

  while (last != until && read (told, &number, sizeof number) == sizeof number)
    last = number;
  return last;
}

static void
test_two_processes (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  static const guint people[] = { ANA, BEN, HAL };
  pid_t children[G_N_ELEMENTS (people)];
  int told[G_N_ELEMENTS (people)];
  gint64 before, after;
  g_autofree char *head = NULL;
  g_autofree char *later = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    start (fixture, people[i]);
  g_assert_true (plumb_store_get_head (fixture->store, &before, &head, NULL));
  g_clear_pointer (&fixture->store, plumb_store_close);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    children[i] = fork_writer (fixture, people[i], 1, 61, &told[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
      close (told[i]);
    }
  store_fixture_reopen (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    g_assert_cmpuint (read_number (fixture, people[i]), ==, 60);
  g_assert_true (plumb_store_get_head (fixture->store, &after, &later, NULL));
  g_assert_cmpint (after, ==, before + (gint64)G_N_ELEMENTS (people) * 60 * 2);
  store_fixture_expect_sound (fixture->store);
}

/* Reached through a link the workspace's log lies beside the file itself; what lies beside the link is somebody else's. */
static void
test_link (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *link = g_build_filename (fixture->folder, "link.plumbline", NULL);
  g_autofree char *other = g_strconcat (link, "-wal", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_clear_pointer (&fixture->store, plumb_store_close);
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  g_assert_true (g_file_set_contents (other, "Not a log.", -1, NULL));
  fixture->store = plumb_store_open (link, PLUMB_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  start (fixture, ANA);
  start (fixture, BEN);
  store_fixture_expect_sound (fixture->store);
  g_assert_true (g_file_get_contents (other, &content, &length, NULL));
  g_assert_cmpmem (content, length, "Not a log.", 10);
}

/* Several programs make the same workspace at the same moment: one brings in the library, and the others find it there. */
static void
test_made_at_once (void)
{
  for (guint round = 0; round < store_fixture_get_rounds (10, 200); round++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new_empty ();

      store_fixture_open_at_once (fixture);
      g_assert_cmpint (store_fixture_query (fixture->path, "SELECT count (*) FROM event"), ==, 1);
      store_fixture_reopen (fixture);
      store_fixture_expect_sound (fixture->store);
    }
}

/* kill -9 in the middle of saving: what was acknowledged is there, and the file is sound. */
static void
test_killed (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  guint rounds = store_fixture_get_rounds (30, 1000);
  guint saved = 0;

  start (fixture, ANA);
  for (guint round = 0; round < rounds; round++)
    {
      int told, status;
      pid_t child;
      guint last, later;

      g_clear_pointer (&fixture->store, plumb_store_close);
      child = fork_writer (fixture, ANA, saved + 1, G_MAXUINT, &told);
      last = read_told (told, saved + (guint)g_test_rand_int_range (1, 40));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      later = read_told (told, G_MAXUINT); /* what was told between the last reading and the end */
      last = MAX (last, later);
      close (told);
      store_fixture_reopen (fixture);
      saved = read_number (fixture, ANA);
      g_assert_cmpuint (saved, >=, last);
      g_assert_cmpuint (saved, <=, last + 1);
      store_fixture_expect_sound (fixture->store);
    }
}

static void
test_backup (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "copy.plumbline", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "such", "folder", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) copy = NULL;
  g_autofree char *head = NULL;
  g_autofree char *copied = NULL;
  gint64 sequence, reached;
  GStatBuf info;
  guint n;

  store_fixture_submit (fixture, ANA, 4);
  n = count_files (fixture->folder);
  g_assert_true (plumb_store_backup (fixture->store, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture->folder), ==, n + 1);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_false (plumb_store_backup (fixture->store, path, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (plumb_store_backup (fixture->store, nowhere, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  copy = plumb_store_open (path, PLUMB_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (plumb_store_get_head (fixture->store, &sequence, &head, NULL));
  g_assert_true (plumb_store_get_head (copy, &reached, &copied, NULL));
  g_assert_cmpint (reached, ==, sequence);
  g_assert_cmpstr (copied, ==, head);
  store_fixture_expect_sound (copy);
}

static void
test_backup_full (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "copy.plumbline", NULL);
  g_autoptr (GError) error = NULL;
  struct rlimit old, limit;
  guint n = count_files (fixture->folder);
  gboolean done;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = 100000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  done = plumb_store_backup (fixture->store, path, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_false (done);
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_FULL);
  g_assert_cmpuint (count_files (fixture->folder), ==, n);
  store_fixture_expect_sound (fixture->store);
}

static void
test_migration (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *copy = g_strconcat (fixture->path, ".v3.backup", NULL);
  g_autofree char *second = g_strconcat (fixture->path, ".v3.backup-2", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_submit (fixture, ANA, 4);
  g_clear_pointer (&fixture->store, plumb_store_close);
  before = dup_sum (fixture->path);

  plumb_sqlite_set_test_migration ("ALTER TABLE person ADD COLUMN pronouns TEXT; SELECT nonsense; PRAGMA user_version = 4");
  g_assert_null (plumb_store_open (fixture->path, PLUMB_STORE_READ_ONLY, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (plumb_store_open (fixture->path, PLUMB_STORE_DEFAULT, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED);
  g_clear_error (&error);
  after = dup_sum (fixture->path);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));

  /* Digests of rows written before stay valid: the new column is empty. */
  plumb_sqlite_set_test_migration ("ALTER TABLE person ADD COLUMN pronouns TEXT; PRAGMA user_version = 4");
  store_fixture_reopen (fixture);
  g_assert_nonnull (strstr (plumb_store_get_notice (fixture->store), second));
  store_fixture_expect_sound (fixture->store);
  store_fixture_submit (fixture, BEN, 2);
  store_fixture_expect_sound (fixture->store);
  g_clear_pointer (&fixture->store, plumb_store_close);
  g_assert_cmpint (store_fixture_query (fixture->path, "SELECT user_version FROM pragma_user_version"), ==, 4);

  plumb_sqlite_set_test_migration (NULL);
  g_assert_null (plumb_store_open (fixture->path, PLUMB_STORE_DEFAULT, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_TOO_NEW);
  g_clear_error (&error);
  fixture->store = plumb_store_open (second, PLUMB_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  store_fixture_expect_sound (fixture->store);
}

/* A newer program ships another text of a question: it becomes the next version, in one event; nothing else moves. */
static void
test_seed_again (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *head = NULL;
  g_autofree char *later = NULL;
  gint64 before, after;

  g_assert_true (plumb_store_get_head (fixture->store, &before, &head, NULL));
  store_fixture_reopen (fixture);
  g_assert_true (plumb_store_get_head (fixture->store, &after, &later, NULL));
  g_assert_cmpint (after, ==, before);
  g_clear_pointer (&fixture->store, plumb_store_close);
  store_fixture_run_sql (fixture->path,
                         "DROP TRIGGER question_update; UPDATE question SET sha256 = 'older' WHERE id = 'locking'; "
                         "UPDATE library SET stamp = 'older'");
  store_fixture_reopen (fixture);
  g_free (g_steal_pointer (&later));
  g_assert_true (plumb_store_get_head (fixture->store, &after, &later, NULL));
  g_assert_cmpint (after, ==, before + 1);
  g_assert_cmpint (store_fixture_query (fixture->path, "SELECT max (version) FROM question WHERE id = 'locking'"), ==, 2);
  g_assert_cmpint (store_fixture_query (fixture->path, "SELECT max (version) FROM question WHERE id <> 'locking'"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file/newer", test_newer);
  g_test_add_func ("/file/newer-in-log", test_newer_in_log);
  g_test_add_func ("/file/foreign", test_foreign);
  g_test_add_func ("/file/empty", test_empty);
  g_test_add_func ("/file/full", test_full);
  g_test_add_func ("/file/read-only", test_read_only);
  g_test_add_func ("/file/turns", test_turns);
  g_test_add_func ("/file/two-processes", test_two_processes);
  g_test_add_func ("/file/link", test_link);
  g_test_add_func ("/file/made-at-once", test_made_at_once);
  g_test_add_func ("/file/killed", test_killed);
  g_test_add_func ("/file/backup", test_backup);
  g_test_add_func ("/file/backup-full", test_backup_full);
  g_test_add_func ("/file/migration", test_migration);
  g_test_add_func ("/file/seed-again", test_seed_again);
  return g_test_run ();
}
