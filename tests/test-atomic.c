/* test-atomic.c - files are whole or not there: every refusal and failure leaves the folder as it was. */
#include "app/error.h"
#include "exports/atomic.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("plumb-atomic-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "packet.xlsx", NULL);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static void
test_new_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_true (plumb_atomic_write (fixture->path, "one", 3, FALSE, &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "one");
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_entries (fixture->folder), ==, 1);
}

static void
test_existing_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_cmpint (chmod (fixture->path, 0640), ==, 0);
  g_assert_false (plumb_atomic_write (fixture->path, "new", 3, FALSE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "packet.xlsx"));
  assert_content (fixture->path, "old");
  g_clear_error (&error);

  g_assert_true (plumb_atomic_write (fixture->path, "new", 3, TRUE, &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "new");
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (count_entries (fixture->folder), ==, 1);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *outside = g_build_filename (fixture->folder, "outside", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (outside, "kept", -1, NULL));
  g_assert_cmpint (symlink (outside, fixture->path), ==, 0);
  g_assert_false (plumb_atomic_write (fixture->path, "new", 3, TRUE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
  assert_content (outside, "kept");
  g_assert_cmpuint (count_entries (fixture->folder), ==, 2);
  g_clear_error (&error);

  g_assert_cmpint (g_remove (outside), ==, 0);
  g_assert_false (plumb_atomic_write (fixture->path, "new", 3, FALSE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
}

static void
test_folder_in_the_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (plumb_atomic_write (fixture->path, "new", 3, TRUE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
  g_assert_cmpuint (count_entries (fixture->folder), ==, 1);
}

/* The target comes to be between begin and commit. */
static void
test_race (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *temporary = plumb_atomic_begin (fixture->path, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (temporary);
  g_assert_true (g_file_set_contents (fixture->path, "theirs", -1, NULL));
  g_assert_false (plumb_atomic_commit (temporary, fixture->path, FALSE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  assert_content (fixture->path, "theirs");
  g_assert_cmpuint (count_entries (fixture->folder), ==, 1);
}

static void
test_size_limit (Fixture *fixture, gconstpointer data)
{
  const struct rlimit small = { 4096, RLIM_INFINITY };
  g_autofree char *bytes = g_malloc0 (65536);
  g_autoptr (GError) error = NULL;
  struct rlimit old;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &(struct rlimit){ small.rlim_cur, old.rlim_max }), ==, 0);
  g_assert_false (plumb_atomic_write (fixture->path, bytes, 65536, TRUE, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_FULL);
  assert_content (fixture->path, "old");
  g_assert_cmpuint (count_entries (fixture->folder), ==, 1);
}

static void
test_missing_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "absent", "packet.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (plumb_atomic_write (path, "new", 3, FALSE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      /* Root may write into any folder; one that nobody may write into stands in. */
      g_assert_false (plumb_atomic_write ("/proc/packet.xlsx", "new", 3, FALSE, &error));
      g_assert_nonnull (error);
      return;
    }
  g_assert_cmpint (chmod (fixture->folder, 0500), ==, 0);
  g_assert_false (plumb_atomic_write (fixture->path, "new", 3, FALSE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_READ_ONLY);
  g_assert_cmpint (chmod (fixture->folder, 0700), ==, 0);
  g_assert_cmpuint (count_entries (fixture->folder), ==, 0);
}

static void
test_space (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_atomic_check_space (fixture->path, 1, &error));
  g_assert_no_error (error);
  g_assert_false (plumb_atomic_check_space (fixture->path, G_MAXINT64, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_FULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
#define ADD(name, function) g_test_add ("/atomic/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("new-file", test_new_file);
  ADD ("existing-file", test_existing_file);
  ADD ("link", test_link);
  ADD ("folder-in-the-way", test_folder_in_the_way);
  ADD ("race", test_race);
  ADD ("size-limit", test_size_limit);
  ADD ("missing-folder", test_missing_folder);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("space", test_space);
#undef ADD
  return g_test_run ();
}
