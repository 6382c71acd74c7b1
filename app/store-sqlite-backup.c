/* store-sqlite-backup.c - a whole, checked copy of a workspace under another name, while others go on writing.
 *
 * The copy is made under a temporary name, opened and checked, brought to the disk and only then named; an existing file is never
 * replaced. When anything fails the temporary file, which only this call knows, is removed again.
 */
#include "app/store-sqlite-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static gboolean
fail_errno (GError **error, int saved_errno, const char *path, const char *what)
{
  g_set_error (error, PLUMB_ERROR, (int)plumb_error_from_errno (saved_errno), "The backup “%s” %s: %s.", path, what,
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
is_sound_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  const char *path = data;

  if (g_str_equal (plumb_row_get_text (row, 0), "ok"))
    return TRUE;
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_CORRUPT, "The copy for the backup “%s” is not sound: %s. Run “plumb verify”.",
               path, plumb_row_get_text (row, 0));
  return FALSE;
}

/* Is the copy sound, and does its trail reach at least to where the workspace stood before it was made? */
static gboolean
check_copy (const char *copy, const char *path, const PlumbHead *head, GError **error)
{
  PlumbSqlite sqlite = { .base = { .location = (char *)copy } };
  PlumbHead copied = { 0 };
  gboolean done;

  if (sqlite3_open_v2 (copy, &sqlite.db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    done = plumb_sqlite_fail (&sqlite, error);
  else
    done = plumb_sqlite_each (&sqlite, PLUMB_SQL_CHECK_INTEGRITY, SQL_NO_VALUES, is_sound_cb, (gpointer)path, error)
           && plumb_sqlite_read_head (&sqlite, &copied, error);
  if (done
      && (copied.sequence < head->sequence
          || (copied.sequence == head->sequence && memcmp (copied.hash, head->hash, sizeof copied.hash) != 0)))
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_CORRUPT, "The copy for the backup “%s” ends too early. Try again.", path);
      done = FALSE;
    }
  plumb_sqlite_finalize_all (&sqlite);
  sqlite3_close (sqlite.db);
  return done;
}

static gboolean
sync_path (const char *file, int flags, const char *path, GError **error)
{
  int fd = g_open (file, flags | O_CLOEXEC, 0);
  gboolean done;

  if (fd < 0)
    return fail_errno (error, errno, path, "can't be opened");
  done = fsync (fd) == 0 || fail_errno (error, errno, path, "can't be brought to the disk");
  close (fd);
  return done;
}

/* Names the copy; never over a file that is there. */
static gboolean
name_copy (const char *copy, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int saved_errno = 0;

  if (renameat2 (AT_FDCWD, copy, AT_FDCWD, path, RENAME_NOREPLACE) != 0)
    {
      saved_errno = errno;
      if (saved_errno == EINVAL && link (copy, path) == 0) /* a file system without RENAME_NOREPLACE */
        {
          g_unlink (copy);
          saved_errno = 0;
        }
    }
  if (saved_errno == EEXIST)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS, "“%s” is there already. It was left as it is; choose another name.",
                   path);
      return FALSE;
    }
  if (saved_errno != 0)
    return fail_errno (error, saved_errno, path, "can't be given its name");
  return sync_path (folder, O_RDONLY | O_DIRECTORY, path, error);
}

/* What fails while the copy is written is the backup's disk, not the workspace's. */
static gboolean
write_copy (PlumbSqlite *sqlite, const char *copy, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (plumb_sqlite_run (sqlite, PLUMB_SQL_VACUUM_INTO, SQL_VALUES (SQL_TEXT (copy)), &problem))
    return TRUE;
  if (g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_FULL))
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FULL, "The disk has no room for the backup “%s”. The workspace is unchanged.",
                 path);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
fill_copy (PlumbSqlite *sqlite, const char *copy, const char *path, GError **error)
{
  PlumbHead head;

  return plumb_sqlite_read_head (sqlite, &head, error) && write_copy (sqlite, copy, path, error)
         && check_copy (copy, path, &head, error) && sync_path (copy, O_RDWR, path, error) && name_copy (copy, path, error);
}

gboolean
plumb_sqlite_backup (PlumbStore *store, const char *path, GError **error)
{
  g_autofree char *copy = g_strconcat (path, ".XXXXXX", NULL);
  int fd;

  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS, "“%s” is there already. It was left as it is; choose another name.",
                   path);
      return FALSE;
    }
  fd = g_mkstemp_full (copy, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_errno (error, errno, path, "can't be made");
  close (fd);
  if (fill_copy ((PlumbSqlite *)store, copy, path, error))
    return TRUE;
  g_unlink (copy);
  return FALSE;
}
