/* store-sqlite-verify.c - walks the chain of events and compares every row with the digest its latest event recorded for it.
 *
 * Found are: events changed, removed from the middle, inserted or reordered; rows of covered tables changed, removed or inserted; a
 * roll-up that is not what its loop gives; a schema that lost or gained a table or a guard; what SQLite's own check finds. Each row names
 * the event that wrote it, so that an end that was cut off the trail shows in the rows it left behind. Not found is a file that somebody
 * rewrote as a whole, chain and digests included: for that a head noted elsewhere is compared (audit.h).
 */
#include "app/store-sqlite-roll-up.h"

#include <string.h>

/* The latest word of the trail about one row. */
typedef struct
{
  gint64 sequence;
  gboolean removed;
  guint8 salt[PLUMB_SALT_BYTES];
  guint8 digest[PLUMB_DIGEST_BYTES];
} Latest;

typedef struct
{
  PlumbSqlite *sqlite;
  PlumbVerifyReport *report;
  PlumbHead head;      /* the last event walked */
  GHashTable *latest;  /* "<table> <loop> <key>" to Latest */
  GHashTable *changed; /* loop to the instant of its last command that rolls up */
  PlumbTable table;    /* that is being compared */
} Walk;

static void complain (Walk *walk, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
complain (Walk *walk, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (walk->report->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static char *
dup_row_key (PlumbTable table, const char *loop, const char *key, gsize length)
{
  return g_strdup_printf ("%d %s %.*s", (int)table, loop, (int)length, key);
}

/* "answer 12ab…/locking of loop 34cd…" */
static char *
dup_row_name (const char *row_key)
{
  g_auto (GStrv) parts = g_strsplit (row_key, " ", 3);
  const char *table = plumb_tables[g_ascii_strtoll (parts[0], NULL, 10)].name;

  return *parts[1] != '\0' ? g_strdup_printf ("%s %s of loop %s", table, parts[2], parts[1])
                           : g_strdup_printf ("%s %s", table, parts[2]);
}

static void
take_records (Walk *walk, sqlite3_stmt *row, const char *loop)
{
  const guint8 *rows = sqlite3_column_blob (row, 8);
  gsize length = (gsize)sqlite3_column_bytes (row, 8);
  gsize offset = 0;

  while (offset < length)
    {
      PlumbRowRecord record;
      Latest *latest;

      if (!plumb_row_record_read (rows, length, &offset, &record))
        {
          complain (walk, "Event %" G_GINT64_FORMAT ": its list of rows is broken.", walk->head.sequence);
          return;
        }
      latest = g_new0 (Latest, 1);
      latest->sequence = walk->head.sequence;
      latest->removed = record.removed;
      memcpy (latest->salt, sqlite3_column_blob (row, 6), sizeof latest->salt);
      if (record.digest != NULL)
        memcpy (latest->digest, record.digest, sizeof latest->digest);
      g_hash_table_replace (
          walk->latest, dup_row_key (record.table, plumb_tables[record.table].in_loop ? loop : "", record.key, record.key_length),
          latest);
    }
}

/* Are the parts of the event of the size they have to be? */
static gboolean
has_parts (sqlite3_stmt *row)
{
  return sqlite3_column_bytes (row, 6) == PLUMB_SALT_BYTES && sqlite3_column_bytes (row, 7) == PLUMB_DIGEST_BYTES
         && sqlite3_column_bytes (row, 9) == PLUMB_DIGEST_BYTES;
}

static void
check_payload (Walk *walk, sqlite3_stmt *row, gint64 sequence)
{
  const char *payload = (const char *)sqlite3_column_text (row, 5);
  PlumbDigest *digest = plumb_digest_new ();
  guint8 expected[PLUMB_DIGEST_BYTES];

  plumb_digest_add_bytes (digest, sqlite3_column_blob (row, 6), PLUMB_SALT_BYTES);
  if (payload != NULL)
    plumb_digest_add_bytes (digest, payload, (gsize)sqlite3_column_bytes (row, 5));
  else
    plumb_digest_add_text (digest, NULL);
  plumb_digest_finish (digest, expected);
  if (memcmp (expected, sqlite3_column_blob (row, 7), sizeof expected) != 0)
    complain (walk, "Event %" G_GINT64_FORMAT ": its arguments were %s.", sequence, payload != NULL ? "changed" : "removed");
}

static void
note_change (Walk *walk, const char *loop, const char *kind, PlumbInstant at)
{
  PlumbCommandKind value;

  if (loop != NULL && plumb_command_kind_from_nick (kind, &value) && plumb_sqlite_kind_rolls_up (value))
    g_hash_table_replace (walk->changed, g_strdup (loop), g_memdup2 (&at, sizeof at));
}

static gboolean
walk_event_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Walk *walk = data;
  gint64 sequence = sqlite3_column_int64 (row, 0);
  PlumbInstant at = sqlite3_column_int64 (row, 1);
  const char *loop = (const char *)sqlite3_column_text (row, 3);
  guint8 hash[PLUMB_DIGEST_BYTES];

  walk->report->n_events++;
  if (sequence != walk->head.sequence + 1)
    complain (walk, "Event %" G_GINT64_FORMAT " follows event %" G_GINT64_FORMAT ": events were removed or renumbered.", sequence,
              walk->head.sequence);
  if (at < walk->head.at)
    complain (walk, "Event %" G_GINT64_FORMAT ": its time lies before that of the event before it.", sequence);
  if (!has_parts (row))
    {
      complain (walk, "Event %" G_GINT64_FORMAT ": its salt, digest or hash is broken.", sequence);
      walk->head.sequence = sequence;
      return TRUE;
    }
  check_payload (walk, row, sequence);
  plumb_audit_link (walk->head.hash, sequence, at, (const char *)sqlite3_column_text (row, 2), loop, plumb_row_get_text (row, 4),
                    sqlite3_column_blob (row, 7), sqlite3_column_blob (row, 8), (gsize)sqlite3_column_bytes (row, 8), hash);
  if (memcmp (hash, sqlite3_column_blob (row, 9), sizeof hash) != 0)
    complain (walk, "Event %" G_GINT64_FORMAT " (%s): it was changed, or the event before it was.", sequence,
              plumb_row_get_text (row, 4));
  walk->head.sequence = sequence;
  walk->head.at = at;
  memcpy (walk->head.hash, sqlite3_column_blob (row, 9), sizeof walk->head.hash);
  take_records (walk, row, loop != NULL ? loop : "");
  note_change (walk, loop, plumb_row_get_text (row, 4), at);
  return TRUE;
}

/* The last column of a covered table: the event that wrote the row. */
static gint64
get_row_event (sqlite3_stmt *row)
{
  for (int i = sqlite3_column_count (row) - 1; i >= 0; i--)
    if (g_strcmp0 (sqlite3_column_name (row, i), "event") == 0)
      return sqlite3_column_int64 (row, i);
  return 0;
}

/* Says what is wrong with a row; `latest` is NULL when no event wrote it. */
static void
complain_of_row (Walk *walk, const char *row_key, sqlite3_stmt *row, const Latest *latest)
{
  g_autofree char *name = dup_row_name (row_key);

  if (get_row_event (row) > walk->head.sequence)
    complain (walk, "%s: written by event %" G_GINT64_FORMAT ", which is not there: the end of the trail was cut off.", name,
              get_row_event (row));
  else if (latest != NULL)
    complain (walk, "%s: changed since event %" G_GINT64_FORMAT " wrote it.", name, latest->sequence);
  else
    complain (walk, "%s: inserted; no event wrote it.", name);
}

static gboolean
compare_row_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Walk *walk = data;
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *row_key = NULL;
  guint8 digest[PLUMB_DIGEST_BYTES];
  const Latest *latest;

  plumb_row_append_key (key, walk->table, row);
  row_key = dup_row_key (walk->table, plumb_tables[walk->table].in_loop ? plumb_row_get_text (row, 0) : "", key->str, key->len);
  latest = g_hash_table_lookup (walk->latest, row_key);
  walk->report->n_rows++;
  if (latest != NULL && latest->removed)
    latest = NULL;
  if (latest != NULL)
    plumb_sqlite_digest_row (walk->table, latest->salt, row, digest);
  if (latest == NULL || memcmp (digest, latest->digest, sizeof digest) != 0)
    complain_of_row (walk, row_key, row, latest);
  g_hash_table_remove (walk->latest, row_key);
  return TRUE;
}

/* What is left over when every row has been compared. */
static void
report_missing (Walk *walk)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, walk->latest);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!((Latest *)value)->removed)
      {
        g_autofree char *name = dup_row_name (key);

        complain (walk, "%s: removed; event %" G_GINT64_FORMAT " wrote it.", name, ((Latest *)value)->sequence);
      }
}

static gboolean
compare_rows (Walk *walk, GError **error)
{
  for (int table = PLUMB_TABLE_NONE + 1; table < PLUMB_N_TABLES; table++)
    {
      walk->table = (PlumbTable)table;
      if (!plumb_sqlite_each (walk->sqlite, plumb_tables[table].scan, SQL_NO_VALUES, compare_row_cb, walk, error))
        return FALSE;
    }
  report_missing (walk);
  return TRUE;
}

static gboolean
collect_id_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  g_ptr_array_add (data, plumb_row_dup_text (row, 0));
  return TRUE;
}

static gboolean
compare_roll_up (Walk *walk, const char *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const PlumbInstant *changed_at = g_hash_table_lookup (walk->changed, id);
  PlumbLoop *loop = plumb_sqlite_load_loop (walk->sqlite, id, &problem);
  g_autoptr (PlumbSnapshot) snapshot = loop != NULL ? plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR) : NULL;
  sqlite3_stmt *row;

  if (snapshot == NULL)
    {
      complain (walk, "loop %s: %s", id, problem->message);
      return TRUE;
    }
  switch (plumb_sqlite_find (walk->sqlite, PLUMB_SQL_READ_ROLL_UP, SQL_VALUES (SQL_TEXT (id)), &row, error))
    {
    case PLUMB_STEP_ROW:
      if (!plumb_roll_up_matches (row, snapshot, changed_at != NULL ? *changed_at : 0))
        complain (walk, "roll_up %s: it is not what the loop gives.", id);
      plumb_sqlite_reset (row);
      return TRUE;
    case PLUMB_STEP_DONE:
      complain (walk, "roll_up %s: removed.", id);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
compare_roll_ups (Walk *walk, GError **error)
{
  g_autoptr (GPtrArray) loops = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func (g_free);

  if (!plumb_sqlite_each (walk->sqlite, PLUMB_SQL_LIST_LOOPS, SQL_NO_VALUES, collect_id_cb, loops, error)
      || !plumb_sqlite_each (walk->sqlite, PLUMB_SQL_LIST_ROLL_UP_ORPHANS, SQL_NO_VALUES, collect_id_cb, orphans, error))
    return FALSE;
  for (guint i = 0; i < orphans->len; i++)
    complain (walk, "roll_up %s: inserted; there is no such loop.", (char *)g_ptr_array_index (orphans, i));
  for (guint i = 0; i < loops->len; i++)
    if (!compare_roll_up (walk, g_ptr_array_index (loops, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
report_unsound_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  if (!g_str_equal (plumb_row_get_text (row, 0), "ok"))
    complain (data, "The file itself: %s.", plumb_row_get_text (row, 0));
  return TRUE;
}

static gboolean
report_dangling_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  complain (data, "%s: a row refers to a row of %s that is not there.", plumb_row_get_text (row, 0), plumb_row_get_text (row, 2));
  return TRUE;
}

static gboolean
add_object_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  g_hash_table_replace (data, plumb_row_dup_text (row, 0), plumb_row_dup_text (row, 1));
  return TRUE;
}

/* Tables, indices and guards must be those of a new workspace. */
static gboolean
compare_schema (Walk *walk, GError **error)
{
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  if (!plumb_sqlite_each (walk->sqlite, PLUMB_SQL_LIST_SCHEMA, SQL_NO_VALUES, add_object_cb, here, error)
      || !plumb_sqlite_list_expected_schema (add_object_cb, expected, error))
    return FALSE;
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (here, key), value) != 0)
      complain (walk, "The %s of the file is missing or was changed.", (char *)key);
  g_hash_table_iter_init (&iter, here);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (expected, key))
      complain (walk, "The %s of the file was added by somebody else.", (char *)key);
  return TRUE;
}

static gboolean
walk_all (Walk *walk, GError **error)
{
  return plumb_sqlite_each (walk->sqlite, PLUMB_SQL_CHECK_INTEGRITY, SQL_NO_VALUES, report_unsound_cb, walk, error)
         && plumb_sqlite_each (walk->sqlite, PLUMB_SQL_CHECK_FOREIGN_KEYS, SQL_NO_VALUES, report_dangling_cb, walk, error)
         && compare_schema (walk, error)
         && plumb_sqlite_each (walk->sqlite, PLUMB_SQL_SCAN_EVENT, SQL_NO_VALUES, walk_event_cb, walk, error)
         && compare_rows (walk, error) && compare_roll_ups (walk, error);
}

/* A file so damaged that it can't be walked to its end is a finding, not a failure to look. */
static gboolean
walk_as_far_as_possible (Walk *walk, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (walk_all (walk, &problem))
    return TRUE;
  if (g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_CORRUPT))
    {
      complain (walk, "%s", problem->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

PlumbVerifyReport *
plumb_sqlite_verify (PlumbStore *store, GError **error)
{
  PlumbSqlite *sqlite = (PlumbSqlite *)store;
  g_autoptr (PlumbVerifyReport) report = g_new0 (PlumbVerifyReport, 1);
  g_autoptr (GHashTable) latest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Walk walk = { .sqlite = sqlite, .report = report, .latest = latest, .changed = changed };
  gboolean done;

  report->problems = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_remove_all (sqlite->templates); /* their rows are to be read again */
  if (!plumb_sqlite_begin (sqlite, PLUMB_SQL_BEGIN_READ, error))
    return NULL;
  done = walk_as_far_as_possible (&walk, error);
  plumb_sqlite_end_read (sqlite);
  report->head = plumb_digest_dup_hex (walk.head.hash);
  return done ? g_steal_pointer (&report) : NULL;
}
