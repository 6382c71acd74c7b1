/* store-sqlite.c - the SQLite engine's table, and its transactions. */
#include "app/store-sqlite-private.h"

gboolean
plumb_sqlite_begin (PlumbSqlite *sqlite, PlumbSql which, GError **error)
{
  g_assert (which == PLUMB_SQL_BEGIN_WRITE || which == PLUMB_SQL_BEGIN_READ);
  return plumb_sqlite_run (sqlite, which, SQL_NO_VALUES, error);
}

void
plumb_sqlite_end_read (PlumbSqlite *sqlite)
{
  if (!sqlite3_get_autocommit (sqlite->db))
    plumb_sqlite_run (sqlite, PLUMB_SQL_ROLLBACK, SQL_NO_VALUES, NULL);
}

/* SQLite ends the transaction by itself after some errors, a full disk among them. A template that was parsed inside it may be gone. */
void
plumb_sqlite_roll_back (PlumbSqlite *sqlite)
{
  plumb_sqlite_end_read (sqlite);
  g_hash_table_remove_all (sqlite->templates);
}

gboolean
plumb_sqlite_commit (PlumbSqlite *sqlite, GError **error)
{
  if (plumb_sqlite_run (sqlite, PLUMB_SQL_COMMIT, SQL_NO_VALUES, error))
    return TRUE;
  plumb_sqlite_roll_back (sqlite);
  return FALSE;
}

const PlumbStoreEngine plumb_sqlite_engine = {
  .name = "sqlite",
  .open = plumb_sqlite_open,
  .close = plumb_sqlite_close,
  .apply = plumb_sqlite_apply,
  .load_snapshot = plumb_sqlite_load_snapshot,
  .list_loops = plumb_sqlite_list_loops,
  .list_owed = plumb_sqlite_list_owed,
  .list_people = plumb_sqlite_list_people,
  .load_person = plumb_sqlite_load_person,
  .list_templates = plumb_sqlite_list_templates,
  .load_template = plumb_sqlite_load_template,
  .list_questions = plumb_sqlite_list_questions,
  .find_loops = plumb_sqlite_find_loops,
  .find_people = plumb_sqlite_find_people,
  .list_events = plumb_sqlite_list_events,
  .list_events_before = plumb_sqlite_list_events_before,
  .read_news = plumb_sqlite_read_news,
  .get_head = plumb_sqlite_get_head,
  .list_feedback = plumb_sqlite_list_feedback,
  .verify = plumb_sqlite_verify,
  .backup = plumb_sqlite_backup,
};
