/* store-sqlite-list.c - templates, questions, ids and events.
 *
 * Template versions are immutable: each is parsed once and kept for as long as the store is open. Nothing else is kept, since another
 * program may write to the same file at any moment.
 */
#include "app/store-sqlite-private.h"

/* Parses and checks the document of a row. */
static json_t *
parse_document (PlumbSqlite *sqlite, sqlite3_stmt *row, int column, const char *what, GError **error)
{
  json_t *document = json_loadb ((const char *)sqlite3_column_blob (row, column), (size_t)sqlite3_column_bytes (row, column),
                                 JSON_REJECT_DUPLICATES, NULL);

  if (document == NULL)
    plumb_sqlite_fail_row (sqlite, what, error);
  return document;
}

static PlumbTemplate *
parse_template (PlumbSqlite *sqlite, sqlite3_stmt *row, const char *name, GError **error)
{
  g_autofree char *what = g_strdup_printf ("the template %s can't be read", name);
  json_t *document = parse_document (sqlite, row, 0, what, error);
  PlumbTemplate *template;

  if (document == NULL)
    return NULL;
  template = plumb_template_new_from_json (document, "$", error);
  json_decref (document);
  if (template != NULL && !g_str_equal (template->sha256, plumb_row_get_text (row, 1)))
    {
      plumb_sqlite_fail_row (sqlite, what, error);
      g_clear_pointer (&template, plumb_template_unref);
    }
  return template;
}

PlumbTemplate *
plumb_sqlite_get_template (PlumbSqlite *sqlite, const char *key, int version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s/%d", key, version);
  PlumbTemplate *template = g_hash_table_lookup (sqlite->templates, name);
  sqlite3_stmt *row;

  if (template != NULL)
    return template;
  switch (plumb_sqlite_find (sqlite, PLUMB_SQL_READ_TEMPLATE_DOCUMENT, SQL_VALUES (SQL_TEXT (key), SQL_INTEGER (version)), &row,
                             error))
    {
    case PLUMB_STEP_ROW:
      template = parse_template (sqlite, row, name, error);
      plumb_sqlite_reset (row);
      if (template != NULL)
        g_hash_table_insert (sqlite->templates, g_steal_pointer (&name), template);
      return template;
    case PLUMB_STEP_DONE:
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "“%s” has no template %s, version %d.", sqlite->base.location, key,
                   version);
      return NULL;
    default:
      return NULL;
    }
}

PlumbTemplate *
plumb_sqlite_load_template (PlumbStore *store, const char *key, int version, GError **error)
{
  PlumbSqlite *sqlite = (PlumbSqlite *)store;
  PlumbTemplate *template;
  sqlite3_stmt *row;

  if (version == 0)
    {
      if (plumb_sqlite_find (sqlite, PLUMB_SQL_READ_TEMPLATE_VERSION, SQL_VALUES (SQL_TEXT (key)), &row, error) != PLUMB_STEP_ROW)
        return NULL;
      version = sqlite3_column_int (row, 0);
      plumb_sqlite_reset (row);
    }
  if (version == 0)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "“%s” has no template “%s”.", store->location, key);
      return NULL;
    }
  template = plumb_sqlite_get_template (sqlite, key, version, error);
  return template != NULL ? plumb_template_ref (template) : NULL;
}

typedef struct
{
  char *key;
  int version;
} Version;

static void
version_free (gpointer version)
{
  g_free (((Version *)version)->key);
  g_free (version);
}

static gboolean
add_version_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Version *version = g_new0 (Version, 1);

  version->key = plumb_row_dup_text (row, 0);
  version->version = sqlite3_column_int (row, 1);
  g_ptr_array_add (data, version);
  return TRUE;
}

GPtrArray *
plumb_sqlite_list_templates (PlumbStore *store, GError **error)
{
  PlumbSqlite *sqlite = (PlumbSqlite *)store;
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (version_free);
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_template_unref);

  if (!plumb_sqlite_each (sqlite, PLUMB_SQL_LIST_TEMPLATES, SQL_NO_VALUES, add_version_cb, versions, error))
    return NULL;
  for (guint i = 0; i < versions->len; i++)
    {
      const Version *version = g_ptr_array_index (versions, i);
      PlumbTemplate *template = plumb_sqlite_get_template (sqlite, version->key, version->version, error);

      if (template == NULL)
        return NULL;
      g_ptr_array_add (templates, plumb_template_ref (template));
    }
  return g_steal_pointer (&templates);
}

typedef struct
{
  PlumbSqlite *sqlite;
  GPtrArray *items;
} Collecting;

static gboolean
add_question_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Collecting *collecting = data;
  g_autofree char *what = g_strdup_printf ("the question %s can't be read", plumb_row_get_text (row, 0));
  json_t *document = parse_document (collecting->sqlite, row, 1, what, error);
  PlumbQuestion *question;

  if (document == NULL)
    return FALSE;
  question = plumb_question_new_from_json (document, "$", error);
  json_decref (document);
  if (question == NULL)
    return FALSE;
  g_ptr_array_add (collecting->items, question);
  return TRUE;
}

GPtrArray *
plumb_sqlite_list_questions (PlumbStore *store, GError **error)
{
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_question_unref);
  Collecting collecting = { (PlumbSqlite *)store, questions };

  if (!plumb_sqlite_each (collecting.sqlite, PLUMB_SQL_LIST_QUESTIONS, SQL_NO_VALUES, add_question_cb, &collecting, error))
    return NULL;
  return g_steal_pointer (&questions);
}

static gboolean
add_id_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  g_ptr_array_add (data, plumb_row_dup_text (row, 0));
  return TRUE;
}

static GPtrArray *
find_ids (PlumbStore *store, PlumbSql which, const char *prefix, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!plumb_sqlite_each ((PlumbSqlite *)store, which, SQL_VALUES (SQL_TEXT (prefix)), add_id_cb, ids, error))
    return NULL;
  return g_steal_pointer (&ids);
}

GPtrArray *
plumb_sqlite_find_loops (PlumbStore *store, const char *prefix, GError **error)
{
  return find_ids (store, PLUMB_SQL_FIND_LOOP_IDS, prefix, error);
}

GPtrArray *
plumb_sqlite_find_people (PlumbStore *store, const char *prefix, GError **error)
{
  return find_ids (store, PLUMB_SQL_FIND_PERSON_IDS, prefix, error);
}

static gboolean
add_event_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Collecting *collecting = data;
  PlumbEvent *event;

  if (sqlite3_column_bytes (row, 7) != PLUMB_DIGEST_BYTES)
    return plumb_sqlite_fail_row (collecting->sqlite, "an event has no hash", error);
  event = g_new0 (PlumbEvent, 1);
  g_ptr_array_add (collecting->items, event);
  event->sequence = sqlite3_column_int64 (row, 0);
  event->at = sqlite3_column_int64 (row, 1);
  event->actor = plumb_row_dup_nullable (row, 2);
  event->actor_name = plumb_row_dup_text (row, 3);
  event->loop = plumb_row_dup_nullable (row, 4);
  event->payload = plumb_row_dup_nullable (row, 6);
  event->hash = plumb_digest_dup_hex (sqlite3_column_blob (row, 7));
  return plumb_command_kind_from_nick (plumb_row_get_text (row, 5), &event->kind)
         || plumb_sqlite_fail_row (collecting->sqlite, "an event is of no kind that this program knows", error);
}

GPtrArray *
plumb_sqlite_list_events (PlumbStore *store, const char *loop, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_event_free);
  Collecting collecting = { (PlumbSqlite *)store, events };
  gboolean done;

  if (loop != NULL)
    done = plumb_sqlite_each (collecting.sqlite, PLUMB_SQL_LIST_LOOP_EVENTS, SQL_VALUES (SQL_TEXT (loop)), add_event_cb,
                              &collecting, error);
  else
    done = plumb_sqlite_each (collecting.sqlite, PLUMB_SQL_LIST_EVENTS, SQL_NO_VALUES, add_event_cb, &collecting, error);
  return done ? g_steal_pointer (&events) : NULL;
}

GPtrArray *
plumb_sqlite_list_events_before (PlumbStore *store, const char *loop, gint64 before, guint limit, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_event_free);
  Collecting collecting = { (PlumbSqlite *)store, events };
  gint64 below = before > 0 ? before : G_MAXINT64;
  gboolean done;

  if (loop != NULL)
    done = plumb_sqlite_each (collecting.sqlite, PLUMB_SQL_LIST_LOOP_EVENTS_BEFORE,
                              SQL_VALUES (SQL_TEXT (loop), SQL_INTEGER (below), SQL_INTEGER (limit)), add_event_cb, &collecting,
                              error);
  else
    done = plumb_sqlite_each (collecting.sqlite, PLUMB_SQL_LIST_EVENTS_BEFORE,
                              SQL_VALUES (SQL_INTEGER (below), SQL_INTEGER (limit)), add_event_cb, &collecting, error);
  return done ? g_steal_pointer (&events) : NULL;
}

typedef struct
{
  PlumbNewsFunc func;
  gpointer data;
} Telling;

static gboolean
tell_news_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  const Telling *telling = data;
  PlumbNews news = { .sequence = sqlite3_column_int64 (row, 0),
                     .loop = (const char *)sqlite3_column_text (row, 2),
                     .assignment = (const char *)sqlite3_column_text (row, 3) };

  if (!plumb_command_kind_from_nick (plumb_row_get_text (row, 1), &news.kind))
    news.kind = PLUMB_N_COMMANDS;
  telling->func (&news, telling->data);
  return TRUE;
}

gboolean
plumb_sqlite_read_news (PlumbStore *store, gint64 since, PlumbNewsFunc func, gpointer data, GError **error)
{
  Telling telling = { func, data };

  return plumb_sqlite_each ((PlumbSqlite *)store, PLUMB_SQL_LIST_NEWS, SQL_VALUES (SQL_INTEGER (since)), tell_news_cb, &telling,
                            error);
}

gboolean
plumb_sqlite_get_head (PlumbStore *store, gint64 *sequence, char **hash, GError **error)
{
  PlumbHead head;

  if (!plumb_sqlite_read_head ((PlumbSqlite *)store, &head, error))
    return FALSE;
  *sequence = head.sequence;
  *hash = plumb_digest_dup_hex (head.hash);
  return TRUE;
}
