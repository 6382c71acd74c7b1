/* store-sqlite-statements.c - statements by name, prepared when first used and kept; values in, rows out; error codes to PLUMB_ERROR.
 *
 * Every text is checked as it is bound, whatever was checked before: SQLite would take invalid UTF-8 and embedded NULs. Bound bytes are
 * not copied, so they have to live until the statement is reset or has ended.
 */
#include "app/resources.h"
#include "app/store-sqlite-private.h"

#include <errno.h>
#include <string.h>

static const char *const files[PLUMB_N_SQL] = {
#define X(NAME, file) [PLUMB_SQL_##NAME] = "sqlite/statements/" file ".sql",
  PLUMB_SQL_STATEMENTS (X)
#undef X
};

const PlumbTableInfo plumb_tables[PLUMB_N_TABLES] = {
  [PLUMB_TABLE_PERSON] = { "person", PLUMB_SQL_SCAN_PERSON, 1, FALSE },
  [PLUMB_TABLE_CANDIDATE] = { "candidate", PLUMB_SQL_SCAN_CANDIDATE, 1, FALSE },
  [PLUMB_TABLE_TEMPLATE] = { "template", PLUMB_SQL_SCAN_TEMPLATE, 2, FALSE },
  [PLUMB_TABLE_QUESTION] = { "question", PLUMB_SQL_SCAN_QUESTION, 2, FALSE },
  [PLUMB_TABLE_LOOP] = { "loop", PLUMB_SQL_SCAN_LOOP, 1, FALSE },
  [PLUMB_TABLE_ASSIGNMENT] = { "assignment", PLUMB_SQL_SCAN_ASSIGNMENT, 2, TRUE },
  [PLUMB_TABLE_CARD] = { "card", PLUMB_SQL_SCAN_CARD, 2, TRUE },
  [PLUMB_TABLE_ANSWER] = { "answer", PLUMB_SQL_SCAN_ANSWER, 3, TRUE },
  [PLUMB_TABLE_NOTE] = { "note", PLUMB_SQL_SCAN_NOTE, 3, TRUE },
  [PLUMB_TABLE_EVIDENCE] = { "evidence", PLUMB_SQL_SCAN_EVIDENCE, 4, TRUE },
  [PLUMB_TABLE_FLAG] = { "flag", PLUMB_SQL_SCAN_FLAG, 2, TRUE },
  [PLUMB_TABLE_VOTE] = { "vote", PLUMB_SQL_SCAN_VOTE, 2, TRUE },
  [PLUMB_TABLE_VERDICT] = { "verdict", PLUMB_SQL_SCAN_VERDICT, 2, TRUE },
  [PLUMB_TABLE_DECISION] = { "decision", PLUMB_SQL_SCAN_DECISION, 2, TRUE },
  [PLUMB_TABLE_AMENDMENT] = { "amendment", PLUMB_SQL_SCAN_AMENDMENT, 2, TRUE },
  [PLUMB_TABLE_SEAL] = { "seal", PLUMB_SQL_SCAN_SEAL, 2, TRUE },
  [PLUMB_TABLE_MENTION] = { "mention", PLUMB_SQL_SCAN_MENTION, 2, TRUE },
  [PLUMB_TABLE_DEBRIEF] = { "debrief", PLUMB_SQL_SCAN_DEBRIEF, 2, TRUE },
  [PLUMB_TABLE_POINT] = { "point", PLUMB_SQL_SCAN_POINT, 2, TRUE },
  [PLUMB_TABLE_FLAG_EVENT] = { "flag_event", PLUMB_SQL_SCAN_FLAG_EVENT, 2, TRUE },
  [PLUMB_TABLE_FEEDBACK] = { "feedback", PLUMB_SQL_SCAN_FEEDBACK, 1, FALSE },
  [PLUMB_TABLE_STAGE_SKIP] = { "stage_skip", PLUMB_SQL_SCAN_STAGE_SKIP, 2, TRUE },
};

/* The primary result codes that mean something to a person; the name of the workspace stands between the two halves. */
static const struct
{
  int code;
  PlumbError error;
  const char *before;
  const char *after;
} failures[] = {
  { SQLITE_FULL, PLUMB_ERROR_FULL, "The disk that holds ", " is full. Nothing was changed; free some space and try again." },
  { SQLITE_BUSY, PLUMB_ERROR_BUSY, "Another program is writing to ", ". Nothing was changed; try again in a moment." },
  { SQLITE_LOCKED, PLUMB_ERROR_BUSY, "", " is in use. Nothing was changed; try again in a moment." },
  { SQLITE_READONLY, PLUMB_ERROR_READ_ONLY, "", " can't be written: the file or its folder is read-only." },
  { SQLITE_PERM, PLUMB_ERROR_READ_ONLY, "", " can't be written: permission is missing." },
  { SQLITE_CORRUPT, PLUMB_ERROR_CORRUPT, "", " is damaged. Keep the file as it is and open the latest backup." },
  { SQLITE_NOTADB, PLUMB_ERROR_CORRUPT, "", " is not a Plumbline workspace, or its beginning is damaged." },
  { SQLITE_CANTOPEN, PLUMB_ERROR_IO, "", " can't be opened. Look at the permissions of the file and its folder." },
  { SQLITE_IOERR, PLUMB_ERROR_IO, "The disk that holds ", " failed. Nothing was changed; look at the disk before you go on." },
  { SQLITE_TOOBIG, PLUMB_ERROR_INVALID, "A text is too long to be stored in ", "." },
  { SQLITE_NOMEM, PLUMB_ERROR_FAILED, "There is not enough memory to work with ", "." },
};

/* Constraints, by extended code. */
static const struct
{
  int code;
  PlumbError error;
} constraints[] = {
  { SQLITE_CONSTRAINT_TRIGGER, PLUMB_ERROR_FROZEN },       { SQLITE_CONSTRAINT_PRIMARYKEY, PLUMB_ERROR_EXISTS },
  { SQLITE_CONSTRAINT_UNIQUE, PLUMB_ERROR_EXISTS },        { SQLITE_CONSTRAINT_ROWID, PLUMB_ERROR_EXISTS },
  { SQLITE_CONSTRAINT_FOREIGNKEY, PLUMB_ERROR_NOT_FOUND },
};

static gboolean
fail_constraint (PlumbSqlite *sqlite, int extended, GError **error)
{
  PlumbError code = PLUMB_ERROR_INVALID;

  for (gsize i = 0; i < G_N_ELEMENTS (constraints); i++)
    if (constraints[i].code == extended)
      code = constraints[i].error;
  /* The guards against replacing a row speak before the key does. */
  if (extended == SQLITE_CONSTRAINT_TRIGGER && g_str_has_suffix (sqlite3_errmsg (sqlite->db), "there already"))
    code = PLUMB_ERROR_EXISTS;
  g_set_error (error, PLUMB_ERROR, (int)code, "“%s” refuses the change: %s.", sqlite->base.location, sqlite3_errmsg (sqlite->db));
  return FALSE;
}

/* SQLite tells a quota and a size limit as a failing disk: the system's own reason stands with the log or the file itself. */
static gboolean
is_space_missing (sqlite3 *db)
{
  sqlite3_file *log = NULL;
  int reasons[] = { 0, 0, sqlite3_system_errno (db) };

  if (sqlite3_file_control (db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK && log != NULL && log->pMethods != NULL)
    log->pMethods->xFileControl (log, SQLITE_FCNTL_LAST_ERRNO, &reasons[0]);
  sqlite3_file_control (db, "main", SQLITE_FCNTL_LAST_ERRNO, &reasons[1]);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i] == ENOSPC || reasons[i] == EFBIG || reasons[i] == EDQUOT)
      return TRUE;
  return FALSE;
}

gboolean
plumb_sqlite_fail (PlumbSqlite *sqlite, GError **error)
{
  int extended = sqlite3_extended_errcode (sqlite->db);
  int primary = extended & 0xFF;

  g_assert (primary != SQLITE_OK);
  if (primary == SQLITE_CONSTRAINT)
    return fail_constraint (sqlite, extended, error);
  if (primary == SQLITE_IOERR && is_space_missing (sqlite->db))
    primary = SQLITE_FULL;
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].code == primary)
      {
        g_set_error (error, PLUMB_ERROR, (int)failures[i].error, "%s“%s”%s", failures[i].before, sqlite->base.location,
                     failures[i].after);
        return FALSE;
      }
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "Working with “%s” failed: %s.", sqlite->base.location,
               sqlite3_errmsg (sqlite->db));
  return FALSE;
}

gboolean
plumb_sqlite_fail_row (PlumbSqlite *sqlite, const char *what, GError **error)
{
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_CORRUPT, "“%s” is damaged: %s. Keep the file as it is and open the latest backup.",
               sqlite->base.location, what);
  return FALSE;
}

static sqlite3_stmt *
prepare (PlumbSqlite *sqlite, PlumbSql which, GError **error)
{
  g_autoptr (GBytes) sql = NULL;
  gsize size;
  const char *text;

  if (sqlite->statements[which] != NULL)
    return sqlite->statements[which];
  sql = plumb_resource_load (files[which], error);
  if (sql == NULL)
    return NULL;
  text = g_bytes_get_data (sql, &size);
  if (sqlite3_prepare_v3 (sqlite->db, text, (int)size, SQLITE_PREPARE_PERSISTENT, &sqlite->statements[which], NULL) != SQLITE_OK)
    {
      plumb_sqlite_fail (sqlite, error);
      return NULL;
    }
  return sqlite->statements[which];
}

static gboolean
bind_text (PlumbSqlite *sqlite, sqlite3_stmt *statement, int index, const PlumbSqlValue *value, GError **error)
{
  const char *name = sqlite3_bind_parameter_name (statement, index);

  if (value->bytes == NULL)
    return sqlite3_bind_null (statement, index) == SQLITE_OK || plumb_sqlite_fail (sqlite, error);
  if (!plumb_text_check (value->bytes, -1, value->size, name != NULL ? name + 1 : "a text", error))
    return FALSE;
  return sqlite3_bind_text (statement, index, value->bytes, -1, SQLITE_STATIC) == SQLITE_OK || plumb_sqlite_fail (sqlite, error);
}

static gboolean
bind_value (PlumbSqlite *sqlite, sqlite3_stmt *statement, int index, const PlumbSqlValue *value, GError **error)
{
  int result = SQLITE_OK;

  switch (value->type)
    {
    case SQLITE_TEXT:
      return bind_text (sqlite, statement, index, value, error);
    case SQLITE_INTEGER:
      result = sqlite3_bind_int64 (statement, index, value->integer);
      break;
    case SQLITE_FLOAT:
      result = sqlite3_bind_double (statement, index, value->real);
      break;
    case SQLITE_BLOB:
      /* Nothing is an empty blob here, never NULL. */
      result = value->size == 0 ? sqlite3_bind_zeroblob (statement, index, 0)
                                : sqlite3_bind_blob64 (statement, index, value->bytes, value->size, SQLITE_STATIC);
      break;
    default:
      g_assert_not_reached ();
    }
  return result == SQLITE_OK || plumb_sqlite_fail (sqlite, error);
}

sqlite3_stmt *
plumb_sqlite_start (PlumbSqlite *sqlite, PlumbSql which, const PlumbSqlValue *values, gsize n_values, GError **error)
{
  sqlite3_stmt *statement;

  g_assert (which < PLUMB_N_SQL);
  statement = prepare (sqlite, which, error);
  if (statement == NULL)
    return NULL;
  g_assert (!sqlite3_stmt_busy (statement));
  g_assert ((gsize)sqlite3_bind_parameter_count (statement) == n_values);
  for (gsize i = 0; i < n_values; i++)
    if (!bind_value (sqlite, statement, (int)i + 1, &values[i], error))
      {
        plumb_sqlite_reset (statement);
        return NULL;
      }
  return statement;
}

PlumbStep
plumb_sqlite_step (PlumbSqlite *sqlite, sqlite3_stmt *statement, GError **error)
{
  switch (sqlite3_step (statement))
    {
    case SQLITE_ROW:
      return PLUMB_STEP_ROW;
    case SQLITE_DONE:
      plumb_sqlite_reset (statement);
      return PLUMB_STEP_DONE;
    default:
      plumb_sqlite_fail (sqlite, error);
      plumb_sqlite_reset (statement);
      return PLUMB_STEP_FAILED;
    }
}

void
plumb_sqlite_reset (sqlite3_stmt *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

gboolean
plumb_sqlite_run (PlumbSqlite *sqlite, PlumbSql which, const PlumbSqlValue *values, gsize n_values, GError **error)
{
  sqlite3_stmt *statement = plumb_sqlite_start (sqlite, which, values, n_values, error);
  PlumbStep step;

  if (statement == NULL)
    return FALSE;
  do
    step = plumb_sqlite_step (sqlite, statement, error);
  while (step == PLUMB_STEP_ROW);
  return step == PLUMB_STEP_DONE;
}

gboolean
plumb_sqlite_each (PlumbSqlite *sqlite, PlumbSql which, const PlumbSqlValue *values, gsize n_values, PlumbRowFunc func,
                   gpointer data, GError **error)
{
  sqlite3_stmt *statement = plumb_sqlite_start (sqlite, which, values, n_values, error);
  PlumbStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = plumb_sqlite_step (sqlite, statement, error)) == PLUMB_STEP_ROW)
    if (!func (statement, data, error))
      {
        plumb_sqlite_reset (statement);
        return FALSE;
      }
  return step == PLUMB_STEP_DONE;
}

PlumbStep
plumb_sqlite_find (PlumbSqlite *sqlite, PlumbSql which, const PlumbSqlValue *values, gsize n_values, sqlite3_stmt **row,
                   GError **error)
{
  *row = plumb_sqlite_start (sqlite, which, values, n_values, error);
  return *row != NULL ? plumb_sqlite_step (sqlite, *row, error) : PLUMB_STEP_FAILED;
}

gboolean
plumb_sqlite_run_file (PlumbSqlite *sqlite, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("sqlite/", name, NULL);
  g_autoptr (GBytes) sql = plumb_resource_load (path, error);

  if (sql == NULL)
    return FALSE;
  return sqlite3_exec (sqlite->db, g_bytes_get_data (sql, NULL), NULL, NULL, NULL) == SQLITE_OK
         || plumb_sqlite_fail (sqlite, error);
}

void
plumb_sqlite_finalize_all (PlumbSqlite *sqlite)
{
  for (guint i = 0; i < PLUMB_N_SQL; i++)
    g_clear_pointer (&sqlite->statements[i], sqlite3_finalize);
}

const char *
plumb_row_get_text (sqlite3_stmt *row, int column)
{
  const char *text = (const char *)sqlite3_column_text (row, column);

  return text != NULL ? text : "";
}

char *
plumb_row_dup_text (sqlite3_stmt *row, int column)
{
  return g_strdup (plumb_row_get_text (row, column));
}

char *
plumb_row_dup_nullable (sqlite3_stmt *row, int column)
{
  return g_strdup ((const char *)sqlite3_column_text (row, column));
}

static void
digest_column (PlumbDigest *digest, sqlite3_stmt *row, int column)
{
  int type = sqlite3_column_type (row, column);
  double real;

  if (type == SQLITE_NULL)
    return;
  plumb_digest_add_integer (digest, column);
  plumb_digest_add_integer (digest, type);
  if (type == SQLITE_INTEGER)
    plumb_digest_add_integer (digest, sqlite3_column_int64 (row, column));
  else if (type == SQLITE_FLOAT)
    {
      real = sqlite3_column_double (row, column);
      plumb_digest_add_bytes (digest, &real, sizeof real);
    }
  else
    plumb_digest_add_bytes (digest, sqlite3_column_blob (row, column), (gsize)sqlite3_column_bytes (row, column));
}

void
plumb_sqlite_digest_row (PlumbTable table, const guint8 salt[PLUMB_SALT_BYTES], sqlite3_stmt *row, guint8 out[PLUMB_DIGEST_BYTES])
{
  PlumbDigest *digest = plumb_digest_new ();

  plumb_digest_add_bytes (digest, salt, PLUMB_SALT_BYTES);
  plumb_digest_add_integer (digest, table);
  for (int i = 0; i < sqlite3_column_count (row); i++)
    digest_column (digest, row, i);
  plumb_digest_finish (digest, out);
}
