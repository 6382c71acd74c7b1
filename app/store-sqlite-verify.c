/* store-sqlite-verify.c - walks the chain of events and compares every row with the digest its latest event recorded for it.
 *
 * Found are: events changed, removed from the middle, inserted or reordered; rows of covered tables changed, removed or inserted; a
 * roll-up that is not what its loop gives; a schema that lost or gained a table or a guard; what SQLite's own check finds. Each row names
 * the event that wrote it, so that an end that was cut off the trail shows in the rows it left behind. Not found is a file that somebody
 * rewrote as a whole, chain and digests included: for that a head noted elsewhere is compared (audit.h).
 */
#include "app/store-sqlite-verify.h"
#include "app/store-sqlite-roll-up.h"

#include <string.h>

#define PROGRESS_STEPS 100 /* how often at most a phase tells how far it is */

void
plumb_walk_complain (PlumbWalk *walk, const char *format, ...)
{
  g_autofree char *problem = NULL;
  va_list arguments;

  va_start (arguments, format);
  problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* What was spoilt may be the text itself. */
  g_ptr_array_add (walk->report->problems, g_utf8_make_valid (problem, -1));
}

char *
plumb_walk_dup_loop_name (const PlumbWalk *walk, const char *loop)
{
  const char *candidate = loop != NULL ? g_hash_table_lookup (walk->candidates, loop) : NULL;

  if (loop == NULL)
    return g_strdup ("");
  return candidate != NULL ? g_strdup_printf ("of loop %s (%s)", loop, candidate) : g_strdup_printf ("of loop %s", loop);
}

char *
plumb_walk_dup_row_key (PlumbTable table, const char *loop, const char *key, gsize length)
{
  return g_strdup_printf ("%d %" G_GSIZE_FORMAT " %s %.*s", (int)table, strlen (loop), loop, (int)length, key);
}

void
plumb_walk_begin (PlumbWalk *walk, double share, gint64 n_expected)
{
  walk->begun += walk->share;
  walk->share = share;
  walk->n_steps = 0;
  walk->n_expected = MAX (1, n_expected);
}

gboolean
plumb_walk_step (PlumbWalk *walk, GError **error)
{
  gint64 interval = MAX (1, walk->n_expected / PROGRESS_STEPS);

  walk->n_steps++;
  if (walk->progress == NULL || walk->n_steps % interval != 0
      || walk->progress (walk->begun + walk->share * MIN (1.0, (double)walk->n_steps / (double)walk->n_expected),
                         walk->progress_data))
    return TRUE;
  g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED, "Checking the record was stopped. Nothing was changed.");
  return FALSE;
}

/* "answer 12ab…/locking of loop 34cd… (Priya Raman)" */
static char *
dup_row_name (const PlumbWalk *walk, const char *row_key)
{
  char *at = NULL;
  PlumbTable table = (PlumbTable)g_ascii_strtoll (row_key, &at, 10);
  gsize length = (gsize)g_ascii_strtoull (at, &at, 10);
  g_autofree char *loop = g_strndup (at + 1, length);
  const char *key = at + 1 + length + 1;
  const char *candidate = g_hash_table_lookup (walk->candidates, table == PLUMB_TABLE_LOOP ? key : loop);
  GString *name = g_string_new (plumb_tables[table].name);

  g_string_append_printf (name, " %s", key);
  if (*loop != '\0')
    g_string_append_printf (name, " of loop %s", loop);
  if (candidate != NULL)
    g_string_append_printf (name, " (%s)", candidate);
  return g_string_free (name, FALSE);
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

static gboolean
is_missing (const PlumbWalk *walk, gint64 sequence)
{
  for (guint i = 0; i < walk->missing->len; i++)
    if (g_array_index (walk->missing, gint64, i) == sequence)
      return TRUE;
  return FALSE;
}

/* Says what is wrong with a row; `latest` is NULL when no event wrote it. */
static void
complain_of_row (PlumbWalk *walk, const char *row_key, sqlite3_stmt *row, const PlumbLatest *latest)
{
  g_autofree char *name = dup_row_name (walk, row_key);
  gint64 event = get_row_event (row);

  if (event > walk->head.sequence)
    plumb_walk_complain (walk, "%s: written by event %" G_GINT64_FORMAT ", which is not there: the end of the trail was cut off.",
                         name, event);
  else if (is_missing (walk, event))
    plumb_walk_complain (walk, "%s: written by event %" G_GINT64_FORMAT ", which was removed.", name, event);
  else if (latest != NULL)
    plumb_walk_complain (walk, "%s: changed since event %" G_GINT64_FORMAT " wrote it.", name, latest->sequence);
  else
    plumb_walk_complain (walk, "%s: inserted; no event wrote it.", name);
}

static gboolean
compare_row_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  PlumbWalk *walk = data;
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *row_key = NULL;
  guint8 digest[PLUMB_DIGEST_BYTES];
  const PlumbLatest *latest;

  plumb_row_append_key (key, walk->table, row);
  row_key = plumb_walk_dup_row_key (walk->table, plumb_tables[walk->table].in_loop ? plumb_row_get_text (row, 0) : "", key->str,
                                    key->len);
  latest = g_hash_table_lookup (walk->latest, row_key);
  walk->report->n_rows++;
  if (!plumb_walk_step (walk, error))
    return FALSE;
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
report_missing (PlumbWalk *walk)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, walk->latest);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!((PlumbLatest *)value)->removed)
      {
        g_autofree char *name = dup_row_name (walk, key);

        plumb_walk_complain (walk, "%s: removed; event %" G_GINT64_FORMAT " wrote it.", name, ((PlumbLatest *)value)->sequence);
      }
}

static gboolean
compare_rows (PlumbWalk *walk, GError **error)
{
  plumb_walk_begin (walk, 0.3, g_hash_table_size (walk->latest));
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
compare_roll_up (PlumbWalk *walk, const char *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = plumb_walk_dup_loop_name (walk, id);
  const PlumbInstant *changed_at = g_hash_table_lookup (walk->changed, id);
  const PlumbInstant *seen_at = g_hash_table_lookup (walk->seen, id);
  PlumbLoop *loop = plumb_sqlite_load_loop (walk->sqlite, id, &problem);
  g_autoptr (PlumbSnapshot) snapshot = loop != NULL ? plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR) : NULL;
  sqlite3_stmt *row;

  if (snapshot == NULL)
    {
      plumb_walk_complain (walk, "The rows %s can't be read as a loop: %s", name, problem->message);
      return TRUE;
    }
  switch (plumb_sqlite_find (walk->sqlite, PLUMB_SQL_READ_ROLL_UP, SQL_VALUES (SQL_TEXT (id)), &row, error))
    {
    case PLUMB_STEP_ROW:
      if (!plumb_roll_up_matches (row, snapshot, changed_at != NULL ? *changed_at : 0, seen_at != NULL ? *seen_at : 0))
        plumb_walk_complain (walk, "roll_up %s: it is not what the loop gives.", name);
      plumb_sqlite_reset (row);
      return TRUE;
    case PLUMB_STEP_DONE:
      plumb_walk_complain (walk, "roll_up %s: removed.", name);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
compare_roll_ups (PlumbWalk *walk, GError **error)
{
  g_autoptr (GPtrArray) loops = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func (g_free);

  if (!plumb_sqlite_each (walk->sqlite, PLUMB_SQL_LIST_LOOPS, SQL_NO_VALUES, collect_id_cb, loops, error)
      || !plumb_sqlite_each (walk->sqlite, PLUMB_SQL_LIST_ROLL_UP_ORPHANS, SQL_NO_VALUES, collect_id_cb, orphans, error))
    return FALSE;
  for (guint i = 0; i < orphans->len; i++)
    plumb_walk_complain (walk, "roll_up of loop %s: inserted; there is no such loop.", (char *)g_ptr_array_index (orphans, i));
  plumb_walk_begin (walk, 0.4, loops->len);
  for (guint i = 0; i < loops->len; i++)
    if (!compare_roll_up (walk, g_ptr_array_index (loops, i), error) || !plumb_walk_step (walk, error))
      return FALSE;
  return TRUE;
}

/* The trail says which library was read in last. A file whose trail tells none is from before it did; its stamp proves nothing. */
static gboolean
compare_stamp_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  PlumbWalk *walk = data;

  walk->report->n_rows++;
  if (sqlite3_column_int64 (row, 1) != 1
      || (walk->library_stamp != NULL && !g_str_equal (walk->library_stamp, plumb_row_get_text (row, 0))))
    plumb_walk_complain (walk, "library: its stamp is not the one that the trail tells.");
  return TRUE;
}

static gboolean
compare_library (PlumbWalk *walk, GError **error)
{
  gint64 n_before = walk->report->n_rows;

  if (!plumb_sqlite_each (walk->sqlite, PLUMB_SQL_READ_LIBRARY_STAMP, SQL_NO_VALUES, compare_stamp_cb, walk, error))
    return FALSE;
  if (walk->report->n_rows != n_before + 1)
    plumb_walk_complain (walk, "library: %s.", walk->report->n_rows == n_before ? "removed" : "a row was inserted");
  return TRUE;
}

static gboolean
add_candidate_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  g_hash_table_replace (data, plumb_row_dup_text (row, 0), plumb_row_dup_text (row, 1));
  return TRUE;
}

static gboolean
walk_events (PlumbWalk *walk, GError **error)
{
  sqlite3_stmt *last;

  if (!plumb_sqlite_each (walk->sqlite, PLUMB_SQL_LIST_CANDIDATES, SQL_NO_VALUES, add_candidate_cb, walk->candidates, error))
    return FALSE;
  switch (plumb_sqlite_find (walk->sqlite, PLUMB_SQL_READ_HEAD, SQL_NO_VALUES, &last, error))
    {
    case PLUMB_STEP_ROW:
      plumb_walk_begin (walk, 0.3, sqlite3_column_int64 (last, 0));
      plumb_sqlite_reset (last);
      return plumb_walk_chain (walk, error);
    case PLUMB_STEP_DONE:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
report_unsound_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  if (!g_str_equal (plumb_row_get_text (row, 0), "ok"))
    plumb_walk_complain (data, "The file itself: %s.", plumb_row_get_text (row, 0));
  return TRUE;
}

static gboolean
report_dangling_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  plumb_walk_complain (data, "%s: a row refers to a row of %s that is not there.", plumb_row_get_text (row, 0),
                       plumb_row_get_text (row, 2));
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
compare_schema (PlumbWalk *walk, GError **error)
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
      plumb_walk_complain (walk, "The %s of the file is missing or was changed.", (char *)key);
  g_hash_table_iter_init (&iter, here);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (expected, key))
      plumb_walk_complain (walk, "The %s of the file was added by somebody else.", (char *)key);
  return TRUE;
}

static gboolean
walk_all (PlumbWalk *walk, GError **error)
{
  return plumb_sqlite_each (walk->sqlite, PLUMB_SQL_CHECK_INTEGRITY, SQL_NO_VALUES, report_unsound_cb, walk, error)
         && plumb_sqlite_each (walk->sqlite, PLUMB_SQL_CHECK_FOREIGN_KEYS, SQL_NO_VALUES, report_dangling_cb, walk, error)
         && compare_schema (walk, error) && walk_events (walk, error) && compare_rows (walk, error)
         && compare_roll_ups (walk, error) && compare_library (walk, error);
}

/* A file so damaged that it can't be walked to its end is a finding, not a failure to look. */
static gboolean
walk_as_far_as_possible (PlumbWalk *walk, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (walk_all (walk, &problem))
    return TRUE;
  if (g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_CORRUPT))
    {
      plumb_walk_complain (walk, "%s", problem->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

PlumbVerifyReport *
plumb_sqlite_verify (PlumbStore *store, PlumbVerifyProgress progress, gpointer data, GError **error)
{
  PlumbSqlite *sqlite = (PlumbSqlite *)store;
  g_autoptr (PlumbVerifyReport) report = g_new0 (PlumbVerifyReport, 1);
  g_autoptr (GHashTable) candidates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) latest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  PlumbWalk walk = { .sqlite = sqlite,
                     .report = report,
                     .candidates = candidates,
                     .latest = latest,
                     .changed = changed,
                     .seen = seen,
                     .missing = missing,
                     .progress = progress,
                     .progress_data = data };
  gboolean done;

  report->problems = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_remove_all (sqlite->templates); /* their rows are to be read again */
  if (!plumb_sqlite_begin (sqlite, PLUMB_SQL_BEGIN_READ, error))
    return NULL;
  done = walk_as_far_as_possible (&walk, error);
  plumb_sqlite_end_read (sqlite);
  report->head = plumb_digest_dup_hex (walk.head.hash);
  report->head_sequence = walk.head.sequence;
  g_free (walk.library_stamp);
  return done ? g_steal_pointer (&report) : NULL;
}
