/* store-sqlite-open.c - opening a workspace file: what is refused, how it is set up, how it is made.
 *
 * A file that is not a workspace, and one from a newer Plumbline, is refused before SQLite may touch it, and once more when its
 * write-ahead log has been read; it is left as it was, byte for byte. Nothing here removes or empties a file. Where the file or its folder
 * can't be written the workspace opens for reading only and says so in its notice.
 */
#include "app/store-sqlite-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#define BUSY_MILLISECONDS 5000
#define HEADER_BYTES 100
#define HEADER_USER_VERSION 60
#define HEADER_APPLICATION_ID 68

/* File systems on which the shared memory of a write-ahead log can't be relied on: NFS, CIFS, SMB2, FUSE. */
static const guint32 network_magic[] = { 0x6969, 0xFF534D42, 0xFE534D42, 0x65735546 };

static gboolean
fail_errno (GError **error, int saved_errno, const char *location, const char *what)
{
  g_set_error (error, PLUMB_ERROR, (int)plumb_error_from_errno (saved_errno), "“%s” %s: %s.", location, what,
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
fail_foreign (const char *location, GError **error)
{
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "“%s” is not a Plumbline workspace. It was left as it is.", location);
  return FALSE;
}

static gboolean
fail_newer (const char *location, GError **error)
{
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_TOO_NEW,
               "“%s” was written by a newer Plumbline. It was left as it is; open it with that version.", location);
  return FALSE;
}

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

/* Looks at the beginning of the file without SQLite. */
static gboolean
check_header (const char *location, gboolean may_be_empty, GError **error)
{
  guint8 header[HEADER_BYTES];
  int fd = g_open (location, O_RDONLY | O_CLOEXEC, 0);
  ssize_t n;
  guint32 application;

  if (fd < 0)
    return fail_errno (error, errno, location, "can't be opened");
  n = read (fd, header, sizeof header);
  if (n < 0)
    fail_errno (error, errno, location, "can't be read");
  close (fd);
  if (n <= 0)
    return n == 0 && (may_be_empty || fail_foreign (location, error));
  if (n < HEADER_BYTES || memcmp (header, "SQLite format 3", 16) != 0)
    return fail_foreign (location, error);
  application = read_big_endian (header + HEADER_APPLICATION_ID);
  if (application != 0 && application != PLUMB_SQLITE_APPLICATION_ID)
    return fail_foreign (location, error);
  if (read_big_endian (header + HEADER_USER_VERSION) > (guint32)plumb_sqlite_get_newest_version ())
    return fail_newer (location, error);
  return TRUE;
}

/* Makes an empty file that only its owner can read; SQLite gives its companions the same mode. */
static gboolean
make_file (const char *location, gboolean must_be_new, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (location);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_errno (error, errno, folder, "can't be made");
  fd = g_open (location, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  if (errno == EEXIST && !must_be_new)
    return TRUE;
  if (errno == EEXIST)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS, "“%s” is there already. It was left as it is; choose another name.",
                   location);
      return FALSE;
    }
  return fail_errno (error, errno, location, "can't be made");
}

static gboolean
prepare_file (const char *location, PlumbStoreFlags flags, GError **error)
{
  gboolean may_make = (flags & (PLUMB_STORE_CREATE | PLUMB_STORE_OPEN_OR_CREATE)) && !(flags & PLUMB_STORE_READ_ONLY);

  if (may_make && ((flags & PLUMB_STORE_CREATE) || !g_file_test (location, G_FILE_TEST_EXISTS)))
    return make_file (location, (flags & PLUMB_STORE_CREATE) != 0, error);
  if (!g_file_test (location, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "There is no workspace “%s”. Make it with “plumb init”.", location);
      return FALSE;
    }
  if (!g_file_test (location, G_FILE_TEST_IS_REGULAR))
    return fail_foreign (location, error);
  return check_header (location, may_make, error);
}

static gboolean
is_on_network (const char *location)
{
  struct statfs info;

  if (statfs (location, &info) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (network_magic); i++)
    if ((guint32)info.f_type == network_magic[i])
      return TRUE;
  return FALSE;
}

static gboolean
read_number (PlumbSqlite *sqlite, PlumbSql which, gint64 *number, GError **error)
{
  sqlite3_stmt *row;

  *number = 0;
  switch (plumb_sqlite_find (sqlite, which, SQL_NO_VALUES, &row, error))
    {
    case PLUMB_STEP_ROW:
      *number = sqlite3_column_int64 (row, 0);
      plumb_sqlite_reset (row);
      return TRUE;
    case PLUMB_STEP_DONE:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
plumb_sqlite_read_version (PlumbSqlite *sqlite, gint64 *version, GError **error)
{
  return read_number (sqlite, PLUMB_SQL_READ_USER_VERSION, version, error);
}

static void
close_database (PlumbSqlite *sqlite)
{
  plumb_sqlite_forget_log (sqlite);
  plumb_sqlite_finalize_all (sqlite);
  sqlite3_close (sqlite->db);
  sqlite->db = NULL;
}

static gboolean
open_database (PlumbSqlite *sqlite, const char *name, int flags, GError **error)
{
  int result = sqlite3_open_v2 (name, &sqlite->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  if (sqlite->db == NULL)
    g_error ("out of memory");
  if (result != SQLITE_OK)
    return plumb_sqlite_fail (sqlite, error);
  sqlite3_busy_timeout (sqlite->db, BUSY_MILLISECONDS);
  sqlite3_db_config (sqlite->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (sqlite->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (sqlite->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (sqlite->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  return plumb_sqlite_run_file (sqlite, "open.sql", error);
}

void
plumb_sqlite_add_notice (PlumbSqlite *sqlite, const char *sentence)
{
  g_autofree char *old = g_steal_pointer (&sqlite->base.notice);

  sqlite->base.notice = old != NULL ? g_strconcat (old, " ", sentence, NULL) : g_strdup (sentence);
}

/* A write-ahead log needs a writable folder. Without one the file is taken as it stands; a log that lies beside it can't be read. */
static gboolean
reopen_immutable (PlumbSqlite *sqlite, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (sqlite->base.location, NULL);
  g_autofree char *file = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *uri = g_strconcat (file, "?immutable=1", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  close_database (sqlite);
  if (g_stat (log, &info) == 0 && info.st_size > 0)
    plumb_sqlite_add_notice (sqlite, "Its latest changes are still in the file that ends in “-wal” and can't be read here.");
  return open_database (sqlite, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

/* Opens and reads: with a write-ahead log only the first reading tells whether its companions can be made. */
static gboolean
try_database (PlumbSqlite *sqlite, gboolean read_only, GError **error)
{
  gint64 count;

  return open_database (sqlite, sqlite->base.location, read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, error)
         && read_number (sqlite, PLUMB_SQL_COUNT_SCHEMA_OBJECTS, &count, error);
}

static gboolean
connect_database (PlumbSqlite *sqlite, PlumbStoreFlags flags, GError **error)
{
  gboolean read_only = (flags & PLUMB_STORE_READ_ONLY) != 0;
  g_autoptr (GError) problem = NULL;
  gboolean done = try_database (sqlite, read_only, &problem);

  sqlite->base.read_only = read_only;
  if (done && !read_only && sqlite3_db_readonly (sqlite->db, "main") == 1)
    {
      sqlite->base.read_only = TRUE;
      plumb_sqlite_add_notice (sqlite, "The workspace is open for reading only: its file can't be written.");
    }
  if (done)
    return TRUE;
  if (!g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_IO) && !g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_READ_ONLY))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!read_only)
    plumb_sqlite_add_notice (sqlite, "The workspace is open for reading only: its folder can't be written.");
  sqlite->base.read_only = TRUE;
  return reopen_immutable (sqlite, error);
}

/* What the header could not tell, because it may stand in the write-ahead log. */
static gboolean
check_identity (PlumbSqlite *sqlite, gboolean may_be_empty, GError **error)
{
  const char *location = sqlite->base.location;
  gint64 application, version, count;

  if (!read_number (sqlite, PLUMB_SQL_READ_APPLICATION_ID, &application, error)
      || !plumb_sqlite_read_version (sqlite, &version, error)
      || !read_number (sqlite, PLUMB_SQL_COUNT_SCHEMA_OBJECTS, &count, error))
    return FALSE;
  if (application == 0 && version == 0 && count == 0 && may_be_empty && !sqlite->base.read_only)
    return TRUE;
  if (application != PLUMB_SQLITE_APPLICATION_ID || version < 1)
    return fail_foreign (location, error);
  if (version > plumb_sqlite_get_newest_version ())
    return fail_newer (location, error);
  if (version < plumb_sqlite_get_newest_version () && sqlite->base.read_only)
    {
      g_set_error (
          error, PLUMB_ERROR, PLUMB_ERROR_READ_ONLY,
          "“%s” is of an older Plumbline and has to be brought up to date, which needs writing. Open it once where it can be "
          "written, with the desktop program or “plumb loops”.",
          location);
      return FALSE;
    }
  return TRUE;
}

/* SQLite does not wait when a new file that others have open as well is to be given its log; they are about to do the same. */
static gboolean
take_log (PlumbSqlite *sqlite, GError **error)
{
  g_autoptr (GError) problem = NULL;

  for (int waited = 0; !plumb_sqlite_run_file (sqlite, "open-local.sql", &problem); waited++)
    {
      if (waited == BUSY_MILLISECONDS || !g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_clear_error (&problem);
      sqlite3_sleep (1);
    }
  return TRUE;
}

static gboolean
set_journal (PlumbSqlite *sqlite, GError **error)
{
  sqlite3_stmt *row;
  gboolean has_log;

  if (is_on_network (sqlite->base.location))
    {
      plumb_sqlite_add_notice (
          sqlite, "The workspace lies on a network file system: saving is slower, and only one computer at a time should "
                  "have it open.");
      return plumb_sqlite_run_file (sqlite, "open-network.sql", error);
    }
  if (!take_log (sqlite, error)
      || plumb_sqlite_find (sqlite, PLUMB_SQL_READ_JOURNAL_MODE, SQL_NO_VALUES, &row, error) != PLUMB_STEP_ROW)
    return FALSE;
  has_log = g_str_equal (plumb_row_get_text (row, 0), "wal");
  plumb_sqlite_reset (row);
  if (!has_log)
    return plumb_sqlite_run_file (sqlite, "open-network.sql", error);
  plumb_sqlite_watch_log (sqlite);
  return TRUE;
}

static gboolean
set_up (PlumbSqlite *sqlite, PlumbStoreFlags flags, GError **error)
{
  gboolean may_make = (flags & (PLUMB_STORE_CREATE | PLUMB_STORE_OPEN_OR_CREATE)) != 0;

  if (!connect_database (sqlite, flags, error))
    return FALSE;
  if (!check_identity (sqlite, may_make, error))
    {
      sqlite3_db_config (sqlite->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      return FALSE;
    }
  return sqlite->base.read_only
         || (set_journal (sqlite, error) && plumb_sqlite_migrate (sqlite, error) && plumb_sqlite_seed (sqlite, error));
}

/* A file that reaches its size limit is an error to be told, not a reason to be killed. */
static void
ignore_size_signal (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      signal (SIGXFSZ, SIG_IGN);
      g_once_init_leave (&once, 1);
    }
}

PlumbStore *
plumb_sqlite_open (const char *location, PlumbStoreFlags flags, GError **error)
{
  PlumbSqlite *sqlite;

  ignore_size_signal ();
  if (!prepare_file (location, flags, error))
    return NULL;
  sqlite = g_new0 (PlumbSqlite, 1);
  sqlite->base.location = g_strdup (location);
  sqlite->log_fd = -1;
  sqlite->templates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)plumb_template_unref);
  if (set_up (sqlite, flags, error))
    return &sqlite->base;
  g_free (sqlite->base.location);
  g_free (sqlite->base.notice);
  plumb_sqlite_close (&sqlite->base);
  return NULL;
}

void
plumb_sqlite_close (PlumbStore *store)
{
  PlumbSqlite *sqlite = (PlumbSqlite *)store;

  close_database (sqlite);
  g_hash_table_unref (sqlite->templates);
  g_free (sqlite->origin);
  g_free (sqlite);
}
