/* test-store-record.c - the record holds: guards refuse changes made beside the program, and verify finds and names what got past them.
 *
 * Tampering is done as somebody with the sqlite3 program would: on a copy, guards dropped and put back, no checks. A thousand ways are
 * tried; `-m slow` tries five thousand.
 */
#include "tests/store-fixture.h"

#include "tests/fixture.h"
#include "tests/tampering.h"

#include <sqlite3.h>
#include <string.h>

static const char *const tables[]
    = { "person",   "candidate", "template", "question", "loop",       "assignment", "card",      "answer",  "note",
        "evidence", "flag",      "vote",     "verdict",  "decision",   "amendment",  "seal",      "mention", "event",
        "roll_up",  "library",   "debrief",  "point",    "flag_event", "feedback",   "stage_skip" };

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
                                                                PLUMB_VERDICT_CONCUR, "Fine", PLUMB_STATEMENTS_ALL, NULL));
  store_fixture_apply (fixture, plumb_command_new_amend_card (fixture->people[BEA], fixture->loop, amendment,
                                                              fixture->assignments[BEA], question, "score", "2", "Misread"));
  store_fixture_apply (fixture, plumb_command_new_start_debrief (fixture->people[BEA], fixture->loop, 10));
  for (guint i = 0; i < 3; i++)
    store_fixture_apply (fixture,
                         plumb_command_new_record_point (fixture->people[BEA], fixture->loop, i == 1 ? "votes" : "holistic", NULL,
                                                         PLUMB_POINT_AGREED, "All of one mind"));
  for (guint i = ANA; i <= HAL; i++)
    {
      g_autofree char *feedback = plumb_id_new ();

      store_fixture_apply (fixture,
                           plumb_command_new_give_feedback (fixture->people[BEA], fixture->loop, feedback,
                                                            fixture->assignments[i], "Quotes all through", "Ask why twice"));
      if (i == HAL)
        store_fixture_apply (fixture, plumb_command_new_erase_feedback (fixture->people[BEA], fixture->loop, feedback));
    }
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

/* Is one of the names, with '|' between, in the text? */
static gboolean
is_named (const char *text, const char *names)
{
  g_auto (GStrv) choices = g_strsplit (names, "|", -1);

  for (gsize i = 0; choices[i] != NULL; i++)
    if (strstr (text, choices[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A thousand tamperings, each on a copy of its own: every way on every table, every one found, and the row or event named. */
static void
test_tampering (void)
{
  g_autoptr (StoreFixture) fixture = full_fixture_new ();
  GRand *random = g_rand_new_with_seed ((guint32)g_test_rand_int ());
  guint wanted = store_fixture_get_rounds (1000, 5000);
  guint ways[N_TAMPERINGS] = { 0 };
  guint found[G_N_ELEMENTS (tables)] = { 0 };

  for (guint done = 0, tried = 0; done < wanted; tried++)
    {
      guint table = tried % G_N_ELEMENTS (tables);
      guint way = tried / G_N_ELEMENTS (tables) % N_TAMPERINGS;
      g_autofree char *copy = copy_workspace (fixture, "copy.plumbline");
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *what = NULL;
      g_autofree char *text = NULL;
      gboolean changed;
      Raw raw;

      open_raw (&raw, copy);
      changed = tampering_do (random, raw.db, tables[table], (Tampering)way, &what, names);
      close_raw (&raw);
      if (!changed)
        continue;
      text = expect_found (copy, what, NULL);
      for (guint i = 0; i < names->len; i++)
        if (!is_named (text, g_ptr_array_index (names, i)))
          g_error ("%s: not named (%s) in\n%s", what, (char *)g_ptr_array_index (names, i), text);
      found[table]++;
      ways[way]++;
      done++;
    }
  g_test_message ("%u changed bytes, %u changed values, %u removed, %u inserted, %u exchanged: all found and named",
                  ways[TAMPERING_BYTE], ways[TAMPERING_VALUE], ways[TAMPERING_REMOVE], ways[TAMPERING_INSERT],
                  ways[TAMPERING_EXCHANGE]);
  for (gsize i = 0; i < N_TAMPERINGS; i++)
    g_assert_cmpuint (ways[i], >=, wanted / 20);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (found[i] == 0)
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
    { "DELETE FROM event WHERE sequence = 9", "Event 9 was removed: Event 10 (" },
    { "DELETE FROM event WHERE sequence = (SELECT max (sequence) FROM event)", "cut off" },
    { "UPDATE event SET payload = NULL WHERE sequence = 7", "its arguments were removed" },
    { "UPDATE event SET sequence = -1 WHERE sequence = 4; UPDATE event SET sequence = 4 WHERE sequence = 5; "
      "UPDATE event SET sequence = 5 WHERE sequence = -1",
      "events were re-ordered; it was event 4" },
    { "INSERT INTO event SELECT sequence + 1, at, actor, loop, kind, payload, salt, payload_digest, rows, hash FROM event "
      "ORDER BY sequence DESC LIMIT 1",
      "it was changed" },
    { "UPDATE roll_up SET composite = 4, outcome = 'meets-bar' WHERE loop = (SELECT min (loop) FROM roll_up)", "roll_up " },
    { "DELETE FROM roll_up WHERE loop = (SELECT min (loop) FROM roll_up)", "roll_up " },
    { "UPDATE card SET not_blind = 0 WHERE not_blind = 1", "card " },
    { "UPDATE person SET name = name || ' ' WHERE id = (SELECT min (id) FROM person)", "person " },
    { "CREATE TABLE extra (x)", "table extra" },
    { "CREATE TABLE sqlitextra (x)", "table sqlitextra" },
    { "CREATE TRIGGER sqlite0 BEFORE INSERT ON vote BEGIN SELECT raise (IGNORE); END", "trigger sqlite0" },
    { "CREATE TRIGGER extra BEFORE INSERT ON vote BEGIN SELECT raise (IGNORE); END; PRAGMA writable_schema = ON; "
      "UPDATE sqlite_schema SET name = 'sqlite_x', sql = replace (sql, 'extra', 'sqlite_x') WHERE name = 'extra'; "
      "PRAGMA writable_schema = RESET",
      "trigger sqlite_x" },
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
    "UPDATE stage_skip SET reason = ''",
    "INSERT OR REPLACE INTO stage_skip SELECT * FROM stage_skip",
    "DELETE FROM stage_skip",
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
