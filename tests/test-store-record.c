/* test-store-record.c - the record holds: guards refuse changes made beside the program, and verify finds and names what got past them.
 *
 * Tampering is done as somebody with the sqlite3 program would: on a copy, guards dropped and put back, no checks. The short form tries
 * a few hundred; `-m slow` tries thousands.
 */
#include "tests/store-fixture.h"

#include "tests/fixture.h"

#include <sqlite3.h>
#include <string.h>

static const char *const tables[]
    = { "person", "candidate", "template", "question", "loop",      "assignment", "card",    "answer", "note",   "evidence",
        "flag",   "vote",      "verdict",  "decision", "amendment", "seal",       "mention", "event",  "roll_up" };

/* A workspace in which every table has rows: one loop played by commands, some imported. Closed. */
static StoreFixture *
full_fixture_new (void)
{
  StoreFixture *fixture = store_fixture_new ();
  g_autofree char *flag_id = plumb_id_new ();
  g_autofree char *amendment = plumb_id_new ();
  g_autofree char *decision = plumb_id_new ();
  g_autoptr (PlumbFlag) flag = plumb_flag_new (flag_id, fixture->assignments[BEA]);
  const char *question = ((PlumbScriptItem *)g_ptr_array_index (store_fixture_get_stage (fixture, BEA)->script, 0))->question->id;
  GRand *random = g_rand_new_with_seed (20261119);

  store_fixture_apply (fixture, plumb_command_new_break_seal (fixture->people[BEA], fixture->loop, "Asked to"));
  for (guint i = 0; i < N_PEOPLE; i++)
    if (fixture->assignments[i] != NULL && i != BEA)
      store_fixture_submit (fixture, i, 3);
  plumb_set_string (&flag->label, "Guesses");
  plumb_set_string (&flag->quote, "Maybe");
  store_fixture_submit (fixture, BEA, 4);
  store_fixture_apply (fixture, plumb_command_new_vote (fixture->people[HAL], fixture->loop, fixture->assignments[HAL],
                                                        PLUMB_ROUND_FINAL, PLUMB_RECOMMENDATION_YES, "Convinced"));
  store_fixture_apply (fixture, plumb_command_new_give_verdict (fixture->people[BEA], fixture->loop, fixture->assignments[BEA],
                                                                PLUMB_VERDICT_CONCUR, "Fine"));
  store_fixture_apply (fixture, plumb_command_new_amend_card (fixture->people[BEA], fixture->loop, amendment,
                                                              fixture->assignments[BEA], question, "score", "2", "Misread"));
  store_fixture_apply (fixture, plumb_command_new_decide (fixture->people[HAL], fixture->loop, decision, PLUMB_DECISION_NO_HIRE,
                                                          "Not now", NULL, NULL, NULL));
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (PlumbTemplate) template = i == 0 ? fixture_random_template (random) : plumb_template_ref (fixture->template);

      store_fixture_apply (fixture, plumb_command_new_import_loop (NULL, fixture_random_loop (random, template)));
    }
  g_rand_free (random);
  store_fixture_expect_sound (fixture->store);
  g_clear_pointer (&fixture->store, plumb_store_close);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM %s", tables[i]);

      if (store_fixture_query (fixture->path, count) < 2)
        g_test_message ("few rows in %s", tables[i]);
      g_assert_cmpint (store_fixture_query (fixture->path, count), >=, 1);
    }
  return fixture;
}

/* A connection for tampering; the guards are dropped until close_raw puts them back. */
typedef struct
{
  sqlite3 *db;
  GPtrArray *triggers;
} Raw;

static void
run (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
}

static GPtrArray *
list_texts (sqlite3 *db, const char *sql)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (texts, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  return texts;
}

static void
open_raw (Raw *raw, const char *path)
{
  g_autoptr (GPtrArray) names = NULL;

  g_assert_cmpint (sqlite3_open (path, &raw->db), ==, SQLITE_OK);
  run (raw->db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF");
  raw->triggers = list_texts (raw->db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
  names = list_texts (raw->db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *drop = g_strdup_printf ("DROP TRIGGER %s", (char *)g_ptr_array_index (names, i));

      run (raw->db, drop);
    }
}

static void
close_raw (Raw *raw)
{
  for (guint i = 0; i < raw->triggers->len; i++)
    run (raw->db, g_ptr_array_index (raw->triggers, i));
  g_ptr_array_unref (raw->triggers);
  g_assert_cmpint (sqlite3_close (raw->db), ==, SQLITE_OK);
}

static char *
copy_workspace (StoreFixture *fixture, const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  g_assert_true (g_file_set_contents_full (path, content, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  return path;
}

/* Verify has to find something, and to name it. Answers the problems as one text. */
static char *
expect_found (const char *path, const char *what, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open (path, PLUMB_STORE_READ_ONLY, &error);
  g_autoptr (PlumbVerifyReport) report = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  report = plumb_store_verify (store, &error);
  if (error != NULL)
    g_error ("%s: %s", what, error->message);
  if (report->problems->len == 0)
    g_error ("%s: not found", what);
  g_ptr_array_add (report->problems, NULL);
  text = g_strjoinv ("\n", (char **)report->problems->pdata);
  if (name != NULL && strstr (text, name) == NULL)
    g_error ("%s: not named (%s) in\n%s", what, name, text);
  g_ptr_array_set_size (report->problems, (int)report->problems->len - 1);
  return g_steal_pointer (&text);
}

/* Spoils one value of the row that `statement` stands on, as SQL. */
static char *
dup_spoilt (GRand *random, sqlite3_stmt *statement, int column)
{
  int size = sqlite3_column_bytes (statement, column);

  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64)sqlite3_column_int64 (statement, column)
                                                       + (g_rand_boolean (random) ? 1 : g_rand_int_range (random, -99999, -1)));
    case SQLITE_FLOAT:
      return g_strdup_printf ("%.17g", sqlite3_column_double (statement, column) + 0.01);
    case SQLITE_NULL:
      return g_strdup ("CAST (1 AS ANY)");
    case SQLITE_BLOB:
      {
        g_autofree guint8 *bytes = g_memdup2 (sqlite3_column_blob (statement, column), (gsize)size);
        GString *hex = g_string_new ("x'");

        if (size > 0)
          bytes[g_rand_int_range (random, 0, size)] ^= (guint8)(1 << g_rand_int_range (random, 0, 8));
        for (int i = 0; i < size; i++)
          g_string_append_printf (hex, "%02x", bytes[i]);
        g_string_append (hex, size > 0 ? "'" : "00'");
        return g_string_free (hex, FALSE);
      }
    default:
      {
        g_autofree char *text = g_strndup ((const char *)sqlite3_column_text (statement, column), (gsize)size);
        char *quoted;
        char *sql;

        if (size == 0)
          return g_strdup ("'x'");
        size = g_rand_int_range (random, 0, size);
        text[size] = text[size] == 'x' ? 'y' : 'x';
        quoted = sqlite3_mprintf ("%Q", text);
        sql = g_strdup (quoted);
        sqlite3_free (quoted);
        return sql;
      }
    }
}

/* "a IS 1 AND b IS 'x'": the primary key of the row; answers whether `spoil` is part of it. */
static char *
dup_where (sqlite3 *db, const char *table, sqlite3_stmt *statement)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s') WHERE pk > 0", table);
  g_autoptr (GPtrArray) keys = list_texts (db, sql);
  GString *where = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    for (int column = 0; column < sqlite3_column_count (statement); column++)
      if (g_str_equal (sqlite3_column_name (statement, column), g_ptr_array_index (keys, i)))
        {
          char *value = sqlite3_mprintf ("%Q", sqlite3_column_text (statement, column));

          g_string_append_printf (where, "%s%s = %s", where->len > 0 ? " AND " : "", (char *)g_ptr_array_index (keys, i), value);
          sqlite3_free (value);
        }
  return g_string_free (where, FALSE);
}

static sqlite3_stmt *
pick_row (GRand *random, sqlite3 *db, const char *table)
{
  g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_autoptr (GPtrArray) counts = list_texts (db, count);
  int n = (int)g_ascii_strtoll (g_ptr_array_index (counts, 0), NULL, 10);
  g_autofree char *pick = g_strdup_printf ("SELECT * FROM %s LIMIT 1 OFFSET %d", table, g_rand_int_range (random, 0, n));
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, pick, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  return statement;
}

/* Changes one value, removes one row, or adds a copy of one under another key. FALSE when the table itself refuses it. Describes it. */
static gboolean
tamper (GRand *random, sqlite3 *db, const char *table, char **what)
{
  sqlite3_stmt *row = pick_row (random, db, table);
  g_autofree char *where = dup_where (db, table, row);
  int column = g_rand_int_range (random, 0, sqlite3_column_count (row));
  g_autofree char *value = dup_spoilt (random, row, column);
  g_autofree char *name = g_strdup (sqlite3_column_name (row, column));
  g_autofree char *sql = NULL;

  sqlite3_finalize (row);
  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      sql = g_strdup_printf ("DELETE FROM %s WHERE %s", table, where);
      break;
    case 1:
      sql = g_strdup_printf ("CREATE TEMP TABLE other AS SELECT * FROM %s WHERE %s; UPDATE other SET %s = %s; "
                             "INSERT INTO %s SELECT * FROM other; DROP TABLE other",
                             table, where, name, value, table);
      break;
    default:
      sql = g_strdup_printf ("UPDATE %s SET %s = %s WHERE %s", table, name, value, where);
    }
  *what = g_strndup (sql, 300);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return sqlite3_changes (db) > 0;
  sqlite3_exec (db, "DROP TABLE IF EXISTS other", NULL, NULL, NULL);
  return FALSE;
}

static void
test_tampering (void)
{
  g_autoptr (StoreFixture) fixture = full_fixture_new ();
  GRand *random = g_rand_new_with_seed ((guint32)g_test_rand_int ());
  guint wanted = store_fixture_get_rounds (250, 3000);
  guint found[G_N_ELEMENTS (tables)] = { 0 };

  for (guint done = 0; done < wanted;)
    {
      guint table = (guint)g_rand_int_range (random, 0, G_N_ELEMENTS (tables));
      g_autofree char *copy = copy_workspace (fixture, "copy.plumbline");
      g_autofree char *what = NULL;
      g_autofree char *text = NULL;
      gboolean changed;
      Raw raw;

      open_raw (&raw, copy);
      changed = tamper (random, raw.db, tables[table], &what);
      close_raw (&raw);
      if (!changed)
        continue;
      text = expect_found (copy, what, NULL);
      found[table]++;
      done++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (found[i] == 0 && wanted >= 250)
      g_error ("%s was not tried", tables[i]);
  g_rand_free (random);
}

static void
test_named (void)
{
  static const struct
  {
    const char *sql;
    const char *name;
  } cases[] = {
    { "UPDATE answer SET score = 1 WHERE (loop, assignment, question) IN (SELECT loop, assignment, question FROM answer "
      "WHERE score > 1 LIMIT 1)",
      "answer " },
    { "DELETE FROM note WHERE rowid = (SELECT min (rowid) FROM note)", "note " },
    { "INSERT INTO vote SELECT loop, number + 100, assignment, round, value, reason, at, event FROM vote LIMIT 1", "inserted" },
    { "UPDATE event SET at = at + 1 WHERE sequence = 5", "Event 5 (" },
    { "DELETE FROM event WHERE sequence = 9", "Event 10 follows event 8" },
    { "DELETE FROM event WHERE sequence = (SELECT max (sequence) FROM event)", "cut off" },
    { "UPDATE event SET payload = NULL WHERE sequence = 7", "Event 7: its arguments were removed" },
    { "UPDATE event SET sequence = -1 WHERE sequence = 4; UPDATE event SET sequence = 4 WHERE sequence = 5; "
      "UPDATE event SET sequence = 5 WHERE sequence = -1",
      "Event 4 (" },
    { "INSERT INTO event SELECT sequence + 1, at, actor, loop, kind, payload, salt, payload_digest, rows, hash FROM event "
      "ORDER BY sequence DESC LIMIT 1",
      "it was changed" },
    { "UPDATE roll_up SET composite = 4, outcome = 'meets-bar' WHERE loop = (SELECT min (loop) FROM roll_up)", "roll_up " },
    { "DELETE FROM roll_up WHERE loop = (SELECT min (loop) FROM roll_up)", "roll_up " },
    { "UPDATE card SET not_blind = 0 WHERE not_blind = 1", "card " },
    { "UPDATE person SET name = name || ' ' WHERE id = (SELECT min (id) FROM person)", "person " },
    { "CREATE TABLE extra (x)", "table extra" },
    { "DROP INDEX roll_up_by_change", "index roll_up_by_change" },
  };
  g_autoptr (StoreFixture) fixture = full_fixture_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *copy = copy_workspace (fixture, "copy.plumbline");
      g_autofree char *text = NULL;
      Raw raw;

      open_raw (&raw, copy);
      run (raw.db, cases[i].sql);
      close_raw (&raw);
      text = expect_found (copy, cases[i].sql, cases[i].name);
    }
}

/* What the last command did is cut off, event and all, but for the rows it left. */
static void
test_cut_tail (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *text = NULL;
  Raw raw;

  store_fixture_apply (fixture, plumb_command_new_schedule (fixture->people[RITA], fixture->loop, fixture->assignments[ANA], 77));
  store_fixture_apply (fixture, plumb_command_new_schedule (fixture->people[RITA], fixture->loop, fixture->assignments[ANA], 77));
  g_clear_pointer (&fixture->store, plumb_store_close);
  open_raw (&raw, fixture->path);
  run (raw.db, "DELETE FROM event WHERE sequence = (SELECT max (sequence) FROM event)");
  close_raw (&raw);
  text = expect_found (fixture->path, "cut tail", "the end of the trail was cut off");
}

/* With the guards in place even a plain SQL program can't change what is frozen; recursive triggers off is the worst case. */
static void
test_guards (void)
{
  static const char *const refused[] = {
    "UPDATE answer SET score = 1, state = 'scored'",
    "UPDATE answer SET loop = 'x'",
    "INSERT OR REPLACE INTO answer SELECT loop, assignment, question, 'scored', 1, '', 0, 0, 1 FROM answer",
    "INSERT INTO answer SELECT loop, assignment, 'another', 'scored', 1, '', 0, 0, 1 FROM answer LIMIT 1",
    "DELETE FROM answer",
    "UPDATE note SET notes = ''",
    "INSERT OR REPLACE INTO note SELECT * FROM note",
    "DELETE FROM note",
    "INSERT INTO evidence SELECT loop, assignment, question, 'x', 'y', 1 FROM answer LIMIT 1",
    "UPDATE card SET summary = ''",
    "UPDATE card SET state = 'draft'",
    "UPDATE card SET event = 99999, recommendation = 'no'",
    "INSERT OR REPLACE INTO card SELECT * FROM card",
    "DELETE FROM card",
    "UPDATE vote SET value = 'no'",
    "INSERT OR REPLACE INTO vote SELECT * FROM vote",
    "DELETE FROM vote",
    "UPDATE verdict SET value = 'veto'",
    "DELETE FROM verdict",
    "UPDATE amendment SET reason = ''",
    "INSERT OR REPLACE INTO amendment SELECT * FROM amendment",
    "DELETE FROM amendment",
    "UPDATE decision SET rationale = ''",
    "UPDATE decision SET superseded = 1, value = 'hire'",
    "DELETE FROM decision",
    "UPDATE seal SET reason = ''",
    "DELETE FROM seal",
    "UPDATE template SET title = ''",
    "INSERT OR REPLACE INTO template SELECT * FROM template",
    "DELETE FROM template",
    "UPDATE question SET document = '{}'",
    "DELETE FROM question",
    "UPDATE event SET at = 0",
    "UPDATE event SET payload = NULL",
    "UPDATE OR REPLACE event SET sequence = 2 WHERE sequence = 1",
    "INSERT OR REPLACE INTO event SELECT * FROM event WHERE sequence = 1",
    "INSERT INTO event SELECT sequence + 500, at, actor, loop, kind, payload, salt, payload_digest, rows, hash FROM event",
    "DELETE FROM event",
  };
  g_autoptr (StoreFixture) fixture = full_fixture_new ();
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      run (db, "PRAGMA recursive_triggers = OFF");
      if (sqlite3_exec (db, refused[i], NULL, NULL, NULL) != SQLITE_CONSTRAINT)
        g_error ("%s was done", refused[i]);
    }
  sqlite3_close (db);
  store_fixture_reopen (fixture);
  store_fixture_expect_sound (fixture->store);
}

/* The chain can be recomputed from what stands in the file, by anybody. */
static void
test_head_moves (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (PlumbVerifyReport) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 first, second;

  g_assert_true (plumb_store_get_head (fixture->store, &first, &before, NULL));
  store_fixture_apply (fixture, plumb_command_new_start_card (fixture->people[ANA], fixture->loop, fixture->assignments[ANA]));
  g_assert_true (plumb_store_get_head (fixture->store, &second, &after, NULL));
  g_assert_cmpint (second, ==, first + 1);
  g_assert_cmpstr (before, !=, after);
  report = plumb_store_verify (fixture->store, NULL);
  g_assert_cmpstr (report->head, ==, after);
  g_assert_cmpint (report->n_events, ==, second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/head", test_head_moves);
  g_test_add_func ("/record/named", test_named);
  g_test_add_func ("/record/cut-tail", test_cut_tail);
  g_test_add_func ("/record/guards", test_guards);
  g_test_add_func ("/record/tampering", test_tampering);
  return g_test_run ();
}
