/* store-sqlite-verify-chain.c - walks the chain of events: each must carry the hash that its fields and the event before it give.
 *
 * Wrong events are named, not those around them: an event that links to what a wrong one before it should have been is sound, and so is
 * one behind a gap. When a wrong event fits into the place of another wrong one, the two were re-ordered.
 */
#include "app/store-sqlite-verify.h"

#include <string.h>

#define MISSING_MAX 10000 /* events that are remembered as removed, to tell of the rows they left behind */
#define BROKEN_MAX 64     /* events that are looked at for having been moved; more are a rewritten trail */

enum
{
  COLUMN_SEQUENCE,
  COLUMN_AT,
  COLUMN_ACTOR,
  COLUMN_LOOP,
  COLUMN_KIND,
  COLUMN_PAYLOAD,
  COLUMN_SALT,
  COLUMN_PAYLOAD_DIGEST,
  COLUMN_ROWS,
  COLUMN_HASH
};

/* An event that does not follow from the one before it. */
typedef struct
{
  gint64 sequence;
  PlumbInstant at;
  char *actor;
  char *loop;
  char *kind;
  char *name;
  GBytes *rows;
  guint problem; /* its place among the problems */
  guint8 previous[PLUMB_DIGEST_BYTES];
  guint8 payload_digest[PLUMB_DIGEST_BYTES];
  guint8 hash[PLUMB_DIGEST_BYTES];
} Broken;

typedef struct
{
  PlumbWalk *walk;
  GPtrArray *broken;                   /* of Broken */
  gboolean previous_is_broken;         /* the event before has the wrong hash */
  gboolean after_gap;                  /* the event before was removed, and that has been said */
  guint8 computed[PLUMB_DIGEST_BYTES]; /* the hash that the event before should have */
} Chain;

static void
broken_free (gpointer data)
{
  Broken *broken = data;

  g_free (broken->actor);
  g_free (broken->loop);
  g_free (broken->kind);
  g_free (broken->name);
  g_bytes_unref (broken->rows);
  g_free (broken);
}

/* "Event 12 (set-answer of loop 34cd… (Priya Raman))" */
static char *
dup_event_name (const PlumbWalk *walk, sqlite3_stmt *row)
{
  const char *loop = (const char *)sqlite3_column_text (row, COLUMN_LOOP);
  g_autofree char *loop_name = plumb_walk_dup_loop_name (walk, loop);

  return g_strdup_printf ("Event %" G_GINT64_FORMAT " (%s%s%s)", (gint64)sqlite3_column_int64 (row, COLUMN_SEQUENCE),
                          plumb_row_get_text (row, COLUMN_KIND), *loop_name != '\0' ? " " : "", loop_name);
}

/* A text is hashed up to its first NUL, so nothing may stand behind one. */
static gboolean
is_text (sqlite3_stmt *row, int column)
{
  return strlen (plumb_row_get_text (row, column)) == (gsize)sqlite3_column_bytes (row, column);
}

static gboolean
has_parts (sqlite3_stmt *row)
{
  return sqlite3_column_bytes (row, COLUMN_SALT) == PLUMB_SALT_BYTES
         && sqlite3_column_bytes (row, COLUMN_PAYLOAD_DIGEST) == PLUMB_DIGEST_BYTES
         && sqlite3_column_bytes (row, COLUMN_HASH) == PLUMB_DIGEST_BYTES && is_text (row, COLUMN_ACTOR)
         && is_text (row, COLUMN_LOOP) && is_text (row, COLUMN_KIND);
}

static void
take_records (PlumbWalk *walk, sqlite3_stmt *row, const char *name)
{
  const char *loop = plumb_row_get_text (row, COLUMN_LOOP);
  const guint8 *rows = sqlite3_column_blob (row, COLUMN_ROWS);
  gsize length = (gsize)sqlite3_column_bytes (row, COLUMN_ROWS);
  gsize offset = 0;

  while (offset < length)
    {
      PlumbRowRecord record;
      PlumbLatest *latest;

      if (!plumb_row_record_read (rows, length, &offset, &record))
        {
          plumb_walk_complain (walk, "%s: its list of rows is broken.", name);
          return;
        }
      latest = g_new0 (PlumbLatest, 1);
      latest->sequence = walk->head.sequence;
      latest->removed = record.removed;
      memcpy (latest->salt, sqlite3_column_blob (row, COLUMN_SALT), sizeof latest->salt);
      if (record.digest != NULL)
        memcpy (latest->digest, record.digest, sizeof latest->digest);
      g_hash_table_replace (
          walk->latest,
          plumb_walk_dup_row_key (record.table, plumb_tables[record.table].in_loop ? loop : "", record.key, record.key_length),
          latest);
    }
}

static void
check_payload (PlumbWalk *walk, sqlite3_stmt *row, const char *name)
{
  const char *payload = (const char *)sqlite3_column_text (row, COLUMN_PAYLOAD);
  PlumbDigest *digest = plumb_digest_new ();
  guint8 expected[PLUMB_DIGEST_BYTES];

  plumb_digest_add_bytes (digest, sqlite3_column_blob (row, COLUMN_SALT), PLUMB_SALT_BYTES);
  if (payload != NULL)
    plumb_digest_add_bytes (digest, payload, (gsize)sqlite3_column_bytes (row, COLUMN_PAYLOAD));
  else
    plumb_digest_add_text (digest, NULL);
  plumb_digest_finish (digest, expected);
  if (memcmp (expected, sqlite3_column_blob (row, COLUMN_PAYLOAD_DIGEST), sizeof expected) != 0)
    plumb_walk_complain (walk, "%s: its arguments were %s.", name, payload != NULL ? "changed" : "removed");
}

static void
link_row (sqlite3_stmt *row, const guint8 previous[PLUMB_DIGEST_BYTES], guint8 out[PLUMB_DIGEST_BYTES])
{
  plumb_audit_link (previous, sqlite3_column_int64 (row, COLUMN_SEQUENCE), sqlite3_column_int64 (row, COLUMN_AT),
                    (const char *)sqlite3_column_text (row, COLUMN_ACTOR), (const char *)sqlite3_column_text (row, COLUMN_LOOP),
                    plumb_row_get_text (row, COLUMN_KIND), sqlite3_column_blob (row, COLUMN_PAYLOAD_DIGEST),
                    sqlite3_column_blob (row, COLUMN_ROWS), (gsize)sqlite3_column_bytes (row, COLUMN_ROWS), out);
}

static void
add_broken (Chain *chain, sqlite3_stmt *row, const char *name)
{
  Broken *broken = g_new0 (Broken, 1);

  broken->sequence = sqlite3_column_int64 (row, COLUMN_SEQUENCE);
  broken->at = sqlite3_column_int64 (row, COLUMN_AT);
  broken->actor = plumb_row_dup_nullable (row, COLUMN_ACTOR);
  broken->loop = plumb_row_dup_nullable (row, COLUMN_LOOP);
  broken->kind = plumb_row_dup_text (row, COLUMN_KIND);
  broken->name = g_strdup (name);
  broken->rows = g_bytes_new (sqlite3_column_blob (row, COLUMN_ROWS), (gsize)sqlite3_column_bytes (row, COLUMN_ROWS));
  broken->problem = chain->walk->report->problems->len;
  memcpy (broken->previous, chain->walk->head.hash, PLUMB_DIGEST_BYTES);
  memcpy (broken->payload_digest, sqlite3_column_blob (row, COLUMN_PAYLOAD_DIGEST), PLUMB_DIGEST_BYTES);
  memcpy (broken->hash, sqlite3_column_blob (row, COLUMN_HASH), PLUMB_DIGEST_BYTES);
  g_ptr_array_add (chain->broken, broken);
}

/* Compares the event's hash with what it and the event before it give. */
static void
check_link (Chain *chain, sqlite3_stmt *row, const char *name)
{
  PlumbWalk *walk = chain->walk;
  guint8 hash[PLUMB_DIGEST_BYTES];
  guint8 other[PLUMB_DIGEST_BYTES];
  const void *stored = sqlite3_column_blob (row, COLUMN_HASH);
  gboolean fits;

  link_row (row, walk->head.hash, hash);
  fits = memcmp (hash, stored, sizeof hash) == 0;
  if (!fits && chain->previous_is_broken)
    {
      link_row (row, chain->computed, other);
      if (memcmp (other, stored, sizeof other) == 0)
        {
          /* The hash of the event before was spoilt, and that has been said. */
          memcpy (hash, other, sizeof hash);
          fits = TRUE;
        }
    }
  if (!fits && !chain->after_gap)
    {
      if (chain->broken->len < BROKEN_MAX)
        add_broken (chain, row, name);
      plumb_walk_complain (walk, "%s: it was changed or inserted; it does not follow from the event before it.", name);
    }
  chain->previous_is_broken = !fits;
  memcpy (chain->computed, hash, sizeof chain->computed);
}

static void
note_change (PlumbWalk *walk, sqlite3_stmt *row, PlumbInstant at)
{
  const char *loop = (const char *)sqlite3_column_text (row, COLUMN_LOOP);
  PlumbCommandKind kind;

  if (!plumb_command_kind_from_nick (plumb_row_get_text (row, COLUMN_KIND), &kind))
    return;
  if (loop != NULL && plumb_sqlite_kind_rolls_up (kind))
    g_hash_table_replace (walk->changed, g_strdup (loop), g_memdup2 (&at, sizeof at));
  if (loop != NULL && plumb_sqlite_kind_is_seen (kind))
    g_hash_table_replace (walk->seen, g_strdup (loop), g_memdup2 (&at, sizeof at));
  if (kind == PLUMB_COMMAND_SEED_LIBRARY)
    {
      json_t *payload = json_loads (plumb_row_get_text (row, COLUMN_PAYLOAD), 0, NULL);

      g_free (walk->library_stamp);
      walk->library_stamp = g_strdup (json_string_value (json_object_get (payload, "stamp")));
      json_decref (payload);
    }
}

static void
check_place (Chain *chain, gint64 sequence, PlumbInstant at, const char *name)
{
  PlumbWalk *walk = chain->walk;
  gint64 expected = walk->head.sequence + 1;

  chain->after_gap = sequence > expected;
  for (gint64 missing = expected; missing < sequence && walk->missing->len < MISSING_MAX; missing++)
    g_array_append_val (walk->missing, missing);
  if (sequence > expected + 1)
    plumb_walk_complain (
        walk, "Events %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " were removed: %s follows event %" G_GINT64_FORMAT ".",
        expected, sequence - 1, name, walk->head.sequence);
  else if (sequence > expected)
    plumb_walk_complain (walk, "Event %" G_GINT64_FORMAT " was removed: %s follows event %" G_GINT64_FORMAT ".", expected, name,
                         walk->head.sequence);
  else if (sequence < expected)
    plumb_walk_complain (walk, "%s: events are numbered from 1 on; it was inserted or renumbered.", name);
  if (at < walk->head.at)
    plumb_walk_complain (walk, "%s: its time lies before that of the event before it.", name);
}

static gboolean
walk_event_cb (sqlite3_stmt *row, gpointer data, GError **error)
{
  Chain *chain = data;
  PlumbWalk *walk = chain->walk;
  g_autofree char *name = dup_event_name (walk, row);
  PlumbInstant at = sqlite3_column_int64 (row, COLUMN_AT);

  walk->report->n_events++;
  check_place (chain, sqlite3_column_int64 (row, COLUMN_SEQUENCE), at, name);
  walk->head.sequence = sqlite3_column_int64 (row, COLUMN_SEQUENCE);
  if (!has_parts (row))
    {
      plumb_walk_complain (walk, "%s: it was changed; its salt, digest, hash or a word of it is broken.", name);
      chain->previous_is_broken = FALSE;
      return plumb_walk_step (walk, error);
    }
  check_payload (walk, row, name);
  check_link (chain, row, name);
  walk->head.at = at;
  memcpy (walk->head.hash, sqlite3_column_blob (row, COLUMN_HASH), sizeof walk->head.hash);
  take_records (walk, row, name);
  note_change (walk, row, at);
  return plumb_walk_step (walk, error);
}

/* Did `event` stand where `place` stands now? What came before it then is what comes before it now, or another broken event. */
static gboolean
fits_in_place_of (const Chain *chain, const Broken *event, const Broken *place)
{
  gsize length;
  const void *rows = g_bytes_get_data (event->rows, &length);

  for (guint i = 0; i <= chain->broken->len; i++)
    {
      const guint8 *previous = i < chain->broken->len ? ((Broken *)g_ptr_array_index (chain->broken, i))->hash : place->previous;
      guint8 hash[PLUMB_DIGEST_BYTES];

      plumb_audit_link (previous, place->sequence, event->at, event->actor, event->loop, event->kind, event->payload_digest, rows,
                        length, hash);
      if (memcmp (hash, event->hash, sizeof hash) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Says of the broken events that only changed places that they did. One that stands where it stood, behind an event that was put there,
 * is as it was: its complaint is taken back. */
static void
find_moved (Chain *chain)
{
  GPtrArray *problems = chain->walk->report->problems;

  for (guint i = 0; i < chain->broken->len; i++)
    for (guint k = 0; k < chain->broken->len; k++)
      {
        const Broken *event = g_ptr_array_index (chain->broken, i);
        const Broken *place = g_ptr_array_index (chain->broken, k);
        char **problem = (char **)&g_ptr_array_index (problems, event->problem);

        if (!fits_in_place_of (chain, event, place))
          continue;
        g_free (*problem);
        *problem = i == k ? NULL
                          : g_strdup_printf ("%s: events were re-ordered; it was event %" G_GINT64_FORMAT ".", event->name,
                                             place->sequence);
      }
  while (g_ptr_array_find (problems, NULL, NULL))
    g_ptr_array_remove (problems, NULL);
}

gboolean
plumb_walk_chain (PlumbWalk *walk, GError **error)
{
  g_autoptr (GPtrArray) broken = g_ptr_array_new_with_free_func (broken_free);
  Chain chain = { .walk = walk, .broken = broken };

  if (!plumb_sqlite_each (walk->sqlite, PLUMB_SQL_SCAN_EVENT, SQL_NO_VALUES, walk_event_cb, &chain, error))
    return FALSE;
  find_moved (&chain);
  return TRUE;
}
