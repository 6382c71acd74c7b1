/* store-sqlite-migrate.c - numbered migrations, each immutable once released.
 *
 *   1  the first layout
 *   2  the debrief: minutes, register of flags, independence, feedback; the library's stamp is covered; what the blind see move
 *   3  stages that nobody is to hold can be skipped
 *
 * All that are due run in one transaction, which re-reads the version: two programs may start at once. A file that holds something is
 * copied beside itself first ("NAME.v1.backup"). When a migration fails the file is as it was, and nothing else is tried on it.
 */
#include "app/store-sqlite-private.h"

static const char *const migrations[] = { "0001-initial.sql", "0002-debrief.sql", "0003-stage-skip.sql" };

static const char *test_migration; /* SQL of one more, set by tests */

void
plumb_sqlite_set_test_migration (const char *sql)
{
  test_migration = sql;
}

int
plumb_sqlite_get_newest_version (void)
{
  return (int)G_N_ELEMENTS (migrations) + (test_migration != NULL ? 1 : 0);
}

static gboolean
run_migration (PlumbSqlite *sqlite, gint64 version, GError **error)
{
  gint64 reached;

  if ((gsize)version <= G_N_ELEMENTS (migrations))
    {
      if (!plumb_sqlite_run_file (sqlite, migrations[version - 1], error))
        return FALSE;
    }
  else if (sqlite3_exec (sqlite->db, test_migration, NULL, NULL, NULL) != SQLITE_OK)
    return plumb_sqlite_fail (sqlite, error);
  if (!plumb_sqlite_read_version (sqlite, &reached, error))
    return FALSE;
  if (reached == version)
    return TRUE;
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "“%s” can't be brought up to date: step %d does not say its number.",
               sqlite->base.location, (int)version);
  return FALSE;
}

static gboolean
run_due (PlumbSqlite *sqlite, GError **error)
{
  gint64 version;

  if (!plumb_sqlite_read_version (sqlite, &version, error))
    return FALSE;
  while (version < plumb_sqlite_get_newest_version ())
    if (!run_migration (sqlite, ++version, error))
      return FALSE;
  return TRUE;
}

/* "NAME.v1.backup", or with a number behind it where there is one already: another program may be bringing up to date as well. */
static gboolean
back_up (PlumbSqlite *sqlite, gint64 version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.v%d.backup", sqlite->base.location, (int)version);
  g_autofree char *sentence = NULL;
  g_autoptr (GError) problem = NULL;

  for (int i = 2; !plumb_sqlite_backup (&sqlite->base, path, &problem); i++)
    {
      if (!g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_clear_error (&problem);
      g_free (path);
      path = g_strdup_printf ("%s.v%d.backup-%d", sqlite->base.location, (int)version, i);
    }
  sentence = g_strdup_printf ("The workspace was brought up to date; a copy of it as it was is “%s”.", path);
  plumb_sqlite_add_notice (sqlite, sentence);
  return TRUE;
}

gboolean
plumb_sqlite_migrate (PlumbSqlite *sqlite, GError **error)
{
  gint64 version;

  if (!plumb_sqlite_read_version (sqlite, &version, error))
    return FALSE;
  if (version == plumb_sqlite_get_newest_version ())
    return TRUE;
  if (version > 0 && !back_up (sqlite, version, error))
    return FALSE;
  if (!plumb_sqlite_begin (sqlite, PLUMB_SQL_BEGIN_WRITE, error))
    return FALSE;
  if (!run_due (sqlite, error))
    {
      plumb_sqlite_roll_back (sqlite);
      return FALSE;
    }
  return plumb_sqlite_commit (sqlite, error);
}

gboolean
plumb_sqlite_list_expected_schema (PlumbRowFunc func, gpointer data, GError **error)
{
  char name[] = ":memory:";
  PlumbSqlite sqlite = { .base = { .location = name } };
  gboolean done;

  done = (sqlite3_open (name, &sqlite.db) == SQLITE_OK || plumb_sqlite_fail (&sqlite, error)) && run_due (&sqlite, error)
         && plumb_sqlite_each (&sqlite, PLUMB_SQL_LIST_SCHEMA, SQL_NO_VALUES, func, data, error);
  plumb_sqlite_finalize_all (&sqlite);
  sqlite3_close (sqlite.db);
  return done;
}
