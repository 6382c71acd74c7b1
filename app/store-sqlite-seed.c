/* store-sqlite-seed.c - the shipped library, written into a workspace when it is made and when a newer program opens it.
 *
 * One event covers what is new, and tells the stamp of the library that was read, so that a stamp changed behind the program's back
 * shows. A shipped question whose text changed is added as its next version; a template version that is there is never touched, so that
 * loops stay on what they were opened with.
 */
#include "app/store-sqlite-change.h"

typedef struct
{
  GHashTable *hashes;   /* of every question version there is: sha256 */
  GHashTable *versions; /* question id to its newest version */
} Known;

static gboolean
add_known_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Known *known = data;
  const char *id = plumb_row_get_text (row, 0);
  int version = sqlite3_column_int (row, 1);

  g_hash_table_add (known->hashes, g_strconcat (id, " ", plumb_row_get_text (row, 2), NULL));
  if (version > GPOINTER_TO_INT (g_hash_table_lookup (known->versions, id)))
    g_hash_table_insert (known->versions, g_strdup (id), GINT_TO_POINTER (version));
  return TRUE;
}

static gboolean
read_known (PlumbSqlite *sqlite, Known *known, GError **error)
{
  return plumb_sqlite_each (sqlite, PLUMB_SQL_LIST_QUESTION_HASHES, SQL_NO_VALUES, add_known_cb, known, error);
}

static gboolean
write_question (PlumbChange *change, const Known *known, const PlumbQuestion *question, json_t *names, GError **error)
{
  json_t *value = plumb_question_to_json (question);
  g_autofree char *document = plumb_json_dup_canonical (value);
  g_autofree char *sha256 = plumb_digest_dup_text_hex (document, -1);
  g_autofree char *name = g_strconcat (question->id, " ", sha256, NULL);
  int version = GPOINTER_TO_INT (g_hash_table_lookup (known->versions, question->id)) + 1;

  json_decref (value);
  if (g_hash_table_contains (known->hashes, name))
    return TRUE;
  json_array_append_new (names, json_string (question->id));
  return plumb_change_write (change, PLUMB_TABLE_QUESTION, PLUMB_SQL_INSERT_QUESTION,
                             SQL_VALUES (SQL_TEXT (question->id), SQL_INTEGER (version), SQL_TEXT (sha256),
                                         SQL_DOCUMENT (document), SQL_INTEGER (change->sequence)),
                             error);
}

static gboolean
write_template (PlumbChange *change, const PlumbTemplate *template, json_t *names, GError **error)
{
  sqlite3_stmt *row;

  switch (plumb_sqlite_find (change->sqlite, PLUMB_SQL_READ_TEMPLATE_HASH,
                             SQL_VALUES (SQL_TEXT (template->key), SQL_INTEGER (template->version)), &row, error))
    {
    case PLUMB_STEP_ROW:
      plumb_sqlite_reset (row);
      return TRUE;
    case PLUMB_STEP_DONE:
      json_array_append_new (names, json_sprintf ("%s/%d", template->key, template->version));
      return plumb_change_write_template (change, template, error);
    default:
      return FALSE;
    }
}

static gboolean
write_library (PlumbChange *change, const Known *known, json_t *payload, GError **error)
{
  GPtrArray *questions = plumb_library_list_questions ();
  GPtrArray *templates = plumb_library_list_templates ();

  for (guint i = 0; i < questions->len; i++)
    if (!write_question (change, known, g_ptr_array_index (questions, i), json_object_get (payload, "questions"), error))
      return FALSE;
  for (guint i = 0; i < templates->len; i++)
    if (!write_template (change, g_ptr_array_index (templates, i), json_object_get (payload, "templates"), error))
      return FALSE;
  return TRUE;
}

static gboolean
seed (PlumbSqlite *sqlite, const Known *known, const char *stamp, GError **error)
{
  json_t *payload = json_pack ("{s:[], s:[], s:s}", "questions", "templates", "stamp", stamp);
  g_autofree char *text = NULL;
  PlumbChange change;
  gboolean done;

  done = plumb_change_open (&change, sqlite, NULL, error) && write_library (&change, known, payload, error);
  if (done)
    {
      text = plumb_json_dup_canonical (payload);
      done = plumb_change_close (&change, plumb_command_kind_to_nick (PLUMB_COMMAND_SEED_LIBRARY), text, error);
    }
  plumb_change_clear (&change);
  json_decref (payload);
  return done;
}

/* Nothing is written, nothing parsed, and nobody waits for the lock, when this very library was written before. */
static gboolean
is_there (PlumbSqlite *sqlite, const char *stamp, gboolean *there, GError **error)
{
  sqlite3_stmt *row;
  PlumbStep step = plumb_sqlite_find (sqlite, PLUMB_SQL_READ_LIBRARY_STAMP, SQL_NO_VALUES, &row, error);

  *there = step == PLUMB_STEP_ROW && g_strcmp0 (plumb_row_get_text (row, 0), stamp) == 0;
  if (step == PLUMB_STEP_ROW)
    plumb_sqlite_reset (row);
  return step != PLUMB_STEP_FAILED;
}

/* Once more inside the transaction: of two programs that start at once the other may have been first. */
static gboolean
seed_unless_there (PlumbSqlite *sqlite, const char *stamp, GError **error)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Known known = { hashes, versions };
  gboolean there;

  if (!is_there (sqlite, stamp, &there, error))
    return FALSE;
  return there
         || (read_known (sqlite, &known, error) && seed (sqlite, &known, stamp, error)
             && plumb_sqlite_run (sqlite, PLUMB_SQL_WRITE_LIBRARY_STAMP, SQL_VALUES (SQL_TEXT (stamp)), error));
}

gboolean
plumb_sqlite_seed (PlumbSqlite *sqlite, GError **error)
{
  g_autofree char *stamp = plumb_library_dup_stamp ();
  gboolean there;

  if (!is_there (sqlite, stamp, &there, error))
    return FALSE;
  if (there)
    return TRUE;
  if (!plumb_sqlite_begin (sqlite, PLUMB_SQL_BEGIN_WRITE, error))
    return FALSE;
  if (seed_unless_there (sqlite, stamp, error))
    return plumb_sqlite_commit (sqlite, error);
  plumb_sqlite_roll_back (sqlite);
  return FALSE;
}
