/* store-sqlite-people.c - people: one, all of them, and the role that rules and the blind rule ask for. */
#include "app/store-sqlite-private.h"

static gboolean
collect_person_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  PlumbPerson *person = plumb_sqlite_read_person (row);

  if (person != NULL)
    g_ptr_array_add (data, person);
  else
    g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_CORRUPT, "The workspace is damaged: a row of person can't be read.");
  return person != NULL;
}

PlumbPerson *
plumb_sqlite_read_person (sqlite3_stmt *row)
{
  g_autoptr (PlumbPerson) person = plumb_person_new (plumb_row_get_text (row, 0), plumb_row_get_text (row, 1));

  plumb_set_string (&person->email, plumb_row_get_text (row, 2));
  person->seniority = sqlite3_column_int (row, 3);
  return plumb_row_read_word (row, 4, role, &person->role) ? g_steal_pointer (&person) : NULL;
}

PlumbPerson *
plumb_sqlite_load_person (PlumbStore *store, const char *id, GError **error)
{
  PlumbSqlite *sqlite = (PlumbSqlite *)store;
  PlumbPerson *person = NULL;
  sqlite3_stmt *row;

  switch (plumb_sqlite_find (sqlite, PLUMB_SQL_READ_PERSON, SQL_VALUES (SQL_TEXT (id)), &row, error))
    {
    case PLUMB_STEP_ROW:
      person = plumb_sqlite_read_person (row);
      if (person == NULL)
        plumb_sqlite_fail_row (sqlite, "a row of person can't be read", error);
      plumb_sqlite_reset (row);
      return person;
    case PLUMB_STEP_DONE:
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "There is no person “%s” in “%s”.", id, sqlite->base.location);
      return NULL;
    default:
      return NULL;
    }
}

gboolean
plumb_sqlite_read_role (PlumbSqlite *sqlite, const char *person, PlumbRole *role, GError **error)
{
  g_autoptr (PlumbPerson) found = NULL;

  *role = PLUMB_ROLE_COORDINATOR;
  if (person == NULL)
    return TRUE;
  found = plumb_sqlite_load_person (&sqlite->base, person, error);
  if (found != NULL)
    *role = found->role;
  return found != NULL;
}

GPtrArray *
plumb_sqlite_list_people (PlumbStore *store, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_person_free);

  if (!plumb_sqlite_each ((PlumbSqlite *)store, PLUMB_SQL_LIST_PEOPLE, SQL_NO_VALUES, collect_person_cb, people, error))
    return NULL;
  return g_steal_pointer (&people);
}
