/* test-packet-check.c - an old packet tells whether the record has only grown since: in every format and profile, after honest work and
 * after every kind of tampering that the workspace alone can't tell.
 */
#include "tests/store-fixture.h"

#include "app/audit.h"
#include "exports/csv.h"
#include "exports/format.h"
#include "exports/packet-check.h"
#include "exports/pdf.h"
#include "exports/xlsx.h"

#include <sqlite3.h>
#include <string.h>

static PlumbPacket *
make_packet (StoreFixture *fixture, PlumbProfileKind profile)
{
  g_autoptr (PlumbSnapshot) snapshot = store_fixture_load (fixture, N_PEOPLE);
  const PlumbPacketOptions options = { .profile = profile, .made_at = (PlumbInstant)1700000000 * G_USEC_PER_SEC };

  return plumb_packet_new (snapshot, NULL, &options);
}

/* The packet as a file of that ending ("csv": a folder). */
static char *
write_packet (StoreFixture *fixture, PlumbProfileKind profile, const char *ending)
{
  g_autoptr (PlumbPacket) packet = make_packet (fixture, profile);
  g_autoptr (GPtrArray) packets = g_ptr_array_new ();
  g_autofree char *name = g_strdup_printf ("%s.%s", plumb_profile_to_nick (profile), ending);
  char *path = g_build_filename (fixture->folder, name, NULL);
  GError *error = NULL;

  g_ptr_array_add (packets, packet);
  if (g_str_equal (ending, "csv"))
    plumb_csv_write (packets, path, TRUE, &error);
  else
    {
      PlumbFormats format = 0;

      g_assert_true (plumb_formats_parse (ending, &format, NULL));
      plumb_format_write (format, packet, PLUMB_PAPER_A4, path, TRUE, NULL, &error);
    }
  g_assert_no_error (error);
  return path;
}

static PlumbPacketCheck *
check_file (PlumbStore *store, const char *path)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) stamps = plumb_stamp_read_file (path, &error);
  g_autoptr (PlumbVerifyReport) report = NULL;
  PlumbPacketCheck *check;

  g_assert_no_error (error);
  g_assert_cmpuint (stamps->len, ==, 1);
  report = plumb_store_verify (store, &error);
  g_assert_no_error (error);
  check = plumb_packet_check_new (store, g_ptr_array_index (stamps, 0), report, NULL, &error);
  g_assert_no_error (error);
  return check;
}

static char *
dup_lines (const PlumbPacketCheck *check)
{
  GString *text = g_string_new (check->title);

  for (guint i = 0; i < check->lines->len; i++)
    g_string_append_printf (text, "\n%s", (char *)g_ptr_array_index (check->lines, i));
  return g_string_free (text, FALSE);
}

static void
expect (PlumbStore *store, const char *path, PlumbAnchorState state, const char *words)
{
  g_autoptr (PlumbPacketCheck) check = check_file (store, path);
  g_autofree char *text = dup_lines (check);

  if (check->state != state || strstr (text, words) == NULL)
    g_error ("%s: %s, not “%s”, in\n%s", path, plumb_anchor_state_to_nick (check->state), words, text);
}

/* Every format of every profile holds, is named, and holds after more work. */
static void
test_formats (void)
{
  static const char *const endings[] = { "pdf", "xlsx", "json", "csv" };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  store_fixture_submit_all (fixture, 3);
  for (int profile = PLUMB_PROFILE_COMMITTEE; profile <= PLUMB_PROFILE_AUDIT; profile++)
    for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
      g_ptr_array_add (paths, write_packet (fixture, (PlumbProfileKind)profile, endings[i]));
  for (guint i = 0; i < paths->len; i++)
    expect (fixture->store, g_ptr_array_index (paths, i), PLUMB_ANCHOR_HOLDS, "The record is as it was when the packet was made");
  expect (fixture->store, g_ptr_array_index (paths, 0), PLUMB_ANCHOR_HOLDS, "that is what the workspace says now");
  for (guint i = 0; i < 2; i++)
    store_fixture_apply (
        fixture, plumb_command_new_vote (fixture->people[HAL], fixture->loop, fixture->assignments[HAL], PLUMB_ROUND_READING,
                                         i == 0 ? PLUMB_RECOMMENDATION_NO : PLUMB_RECOMMENDATION_YES, "Weighed again"));
  for (guint i = 0; i < paths->len; i++)
    expect (fixture->store, g_ptr_array_index (paths, i), PLUMB_ANCHOR_HOLDS,
            "has only grown since the packet was made, by two events");
  expect (fixture->store, g_ptr_array_index (paths, 0), PLUMB_ANCHOR_HOLDS, "Priya Raman, committee packet of 14 Nov 2023");
}

/* A workbook that compares has a stamp a loop, and a chart sheet among its sheets. */
static void
test_comparison (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GPtrArray) packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
  g_autofree char *path = g_build_filename (fixture->folder, "comparison.xlsx", NULL);
  g_autoptr (GPtrArray) stamps = NULL;
  GError *error = NULL;

  store_fixture_submit_all (fixture, 3);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (packets, make_packet (fixture, PLUMB_PROFILE_COMMITTEE));
  plumb_xlsx_write (packets, path, FALSE, NULL, &error);
  g_assert_no_error (error);
  stamps = plumb_stamp_read_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stamps->len, ==, packets->len);
}

static void
test_figures (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *amendment = plumb_id_new ();
  g_autofree char *path = NULL;
  g_autofree char *candidate = NULL;
  g_autoptr (PlumbPacketCheck) check = NULL;
  g_autofree char *text = NULL;
  const PlumbStage *stage = store_fixture_get_stage (fixture, ANA);

  store_fixture_submit_all (fixture, 3);
  path = write_packet (fixture, PLUMB_PROFILE_TOTALS, "pdf");
  candidate = write_packet (fixture, PLUMB_PROFILE_CANDIDATE, "pdf");
  store_fixture_apply (fixture,
                       plumb_command_new_amend_card (fixture->people[ANA], fixture->loop, amendment, fixture->assignments[ANA],
                                                     ((PlumbScriptItem *)g_ptr_array_index (stage->script, 0))->question->id,
                                                     "score", "1", "Misread"));
  expect (fixture->store, path, PLUMB_ANCHOR_HOLDS, "It prints composite 3.00 at coverage ");
  expect (fixture->store, path, PLUMB_ANCHOR_HOLDS, "; the workspace says now: composite 2.");
  check = check_file (fixture->store, candidate);
  text = dup_lines (check);
  g_assert_null (strstr (text, "composite"));
}

/* The trail is recomputed by somebody who knows how: the workspace alone is sound, the packet tells. */
static void
recompute (const char *path, const char *sql, gint64 from)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *read = NULL, *write = NULL;
  guint8 hash[PLUMB_DIGEST_BYTES] = { 0 };

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DROP TRIGGER event_update", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT sequence, at, actor, loop, kind, payload_digest, rows, hash FROM event ORDER BY 1",
                                       -1, &read, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "UPDATE event SET hash = ?1 WHERE sequence = ?2", -1, &write, NULL), ==, SQLITE_OK);
  while (sqlite3_step (read) == SQLITE_ROW)
    {
      gint64 sequence = sqlite3_column_int64 (read, 0);

      if (sequence < from)
        {
          memcpy (hash, sqlite3_column_blob (read, 7), sizeof hash);
          continue;
        }
      plumb_audit_link (hash, sequence, sqlite3_column_int64 (read, 1), (const char *)sqlite3_column_text (read, 2),
                        (const char *)sqlite3_column_text (read, 3), (const char *)sqlite3_column_text (read, 4),
                        sqlite3_column_blob (read, 5), sqlite3_column_blob (read, 6), (gsize)sqlite3_column_bytes (read, 6),
                        hash);
      sqlite3_bind_blob (write, 1, hash, sizeof hash, SQLITE_TRANSIENT);
      sqlite3_bind_int64 (write, 2, sequence);
      g_assert_cmpint (sqlite3_step (write), ==, SQLITE_DONE);
      sqlite3_reset (write);
    }
  sqlite3_finalize (read);
  sqlite3_finalize (write);
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE TRIGGER event_update BEFORE UPDATE ON event\n"
                                 "BEGIN SELECT raise (ABORT, 'events are never changed'); END",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_recomputed (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *sql = NULL;
  g_autofree char *path = NULL;
  gint64 head;
  g_autofree char *hash = NULL;

  store_fixture_submit (fixture, ANA, 3);
  g_assert_true (plumb_store_get_head (fixture->store, &head, &hash, NULL));
  path = write_packet (fixture, PLUMB_PROFILE_COMMITTEE, "pdf");
  g_clear_pointer (&fixture->store, plumb_store_close);
  /* Somebody else is made to have submitted it. */
  sql = g_strdup_printf ("UPDATE event SET actor = '%s' WHERE sequence = %" G_GINT64_FORMAT, fixture->people[ZOE], head);
  recompute (fixture->path, sql, head);
  store_fixture_reopen (fixture);
  store_fixture_expect_sound (fixture->store);
  expect (fixture->store, path, PLUMB_ANCHOR_CHANGED, "the chain was changed and recomputed after the packet");
}

/* From the beginning: that can't be told from another workspace, and both are said. */
static void
test_recomputed_whole (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = write_packet (fixture, PLUMB_PROFILE_COMMITTEE, "xlsx");

  g_clear_pointer (&fixture->store, plumb_store_close);
  recompute (fixture->path, "UPDATE event SET at = at - 1", 1);
  store_fixture_reopen (fixture);
  expect (fixture->store, path, PLUMB_ANCHOR_FOREIGN, "Unless somebody recomputed the whole");
}

/* An earlier copy stands for a workspace whose newest events were cut off with the rows they wrote: nothing in it is wrong. */
static void
test_cut (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.plumbline", NULL);
  g_autofree char *path = NULL;
  g_autoptr (PlumbStore) earlier = NULL;

  g_assert_true (plumb_store_backup (fixture->store, copy, NULL));
  store_fixture_submit (fixture, ANA, 3);
  path = write_packet (fixture, PLUMB_PROFILE_AUDIT, "json");
  earlier = plumb_store_open (copy, PLUMB_STORE_READ_ONLY, NULL);
  store_fixture_expect_sound (earlier);
  expect (earlier, path, PLUMB_ANCHOR_CUT, "the end of its trail was cut off");
}

static void
test_foreign (void)
{
  g_autoptr (StoreFixture) one = store_fixture_new ();
  g_autoptr (StoreFixture) two = store_fixture_new ();
  g_autofree char *path = NULL;

  store_fixture_submit (two, ANA, 3); /* it is the longer one */
  path = write_packet (one, PLUMB_PROFILE_COMMITTEE, "csv");
  expect (two->store, path, PLUMB_ANCHOR_FOREIGN, "does not belong to this workspace");
  expect (two->store, path, PLUMB_ANCHOR_FOREIGN, "Its loop is not in this workspace");
}

/* With rows changed behind the program's back the anchor holds, and is not taken for soundness. */
static void
test_unsound (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = write_packet (fixture, PLUMB_PROFILE_COMMITTEE, "pdf");

  g_clear_pointer (&fixture->store, plumb_store_close);
  store_fixture_run_sql (fixture->path, "UPDATE person SET seniority = 9 WHERE seniority < 9");
  store_fixture_reopen (fixture);
  expect (fixture->store, path, PLUMB_ANCHOR_HOLDS, "but the workspace has problems");
}

static void
test_print (void)
{
  g_autofree char *hash = g_strnfill (64, 'a');
  g_autofree char *text = g_strdup_printf ("12:%s", hash);
  g_autofree char *loud = g_ascii_strup (text, -1);
  g_autoptr (PlumbStamp) stamp = plumb_stamp_new_from_print (text, NULL);
  g_autoptr (PlumbStamp) other = plumb_stamp_new_from_print (loud, NULL);
  static const char *const wrong[]
      = { "", "12", ":", "12:abc", "0:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x:y" };

  g_assert_cmpint (stamp->sequence, ==, 12);
  g_assert_cmpstr (stamp->hash, ==, hash);
  g_assert_cmpstr (other->hash, ==, hash);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (plumb_stamp_new_from_print (wrong[i], &error));
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
    }
}

/* A candidate who is called like a stamp does not stamp the packet. */
static void
test_names (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *loop = plumb_id_new ();
  g_autofree char *id = plumb_id_new ();
  g_autofree char *zeros = g_strnfill (64, '0');
  g_autofree char *name = g_strdup_printf ("x\n/Keywords (" PLUMB_STAMP_MARK " 1 %s) Ö, \"%s\" 100%%", zeros, PLUMB_STAMP_MARK);
  static const char *const endings[] = { "pdf", "xlsx", "json", "csv" };
  PlumbCandidate *candidate = plumb_candidate_new (id, "");

  for (char *at = strchr (name, '\n'); at != NULL; at = NULL)
    *at = ' ';
  plumb_set_string (&candidate->name, name);
  store_fixture_apply (fixture,
                       plumb_command_new_open_loop (fixture->people[RITA], loop, candidate, fixture->template, PLUMB_STAMP_MARK));
  plumb_set_string (&fixture->loop, loop);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = write_packet (fixture, PLUMB_PROFILE_COMMITTEE, endings[i]);
      g_autoptr (PlumbPacketCheck) check = check_file (fixture->store, path);

      g_assert_cmpint (check->state, ==, PLUMB_ANCHOR_HOLDS);
      g_assert_cmpstr (check->stamp->candidate, ==, name);
    }
  plumb_candidate_free (candidate);
}

/* Broken and cut packets are refused or read; nothing else happens. */
static void
test_hostile (void)
{
  static const char *const endings[] = { "pdf", "xlsx", "json" };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  GRand *random = g_rand_new_with_seed ((guint32)g_test_rand_int ());
  guint rounds = store_fixture_get_rounds (300, 5000);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = write_packet (fixture, PLUMB_PROFILE_COMMITTEE, endings[i]);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      for (guint round = 0; round < rounds; round++)
        {
          g_autofree guint8 *spoilt = g_memdup2 (bytes, length);
          gsize size = round % 3 == 0 ? (gsize)g_rand_int_range (random, 0, (gint32)length) : length;
          g_autoptr (GError) error = NULL;
          g_autoptr (GPtrArray) stamps = NULL;

          for (guint n = 0; n < round % 40; n++)
            spoilt[g_rand_int_range (random, 0, (gint32)length)] = (guint8)g_rand_int_range (random, 0, 256);
          stamps = plumb_stamp_read_bytes (spoilt, size, &error);
          g_assert_true ((stamps == NULL) == (error != NULL));
        }
    }
  g_rand_free (random);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet-check/formats", test_formats);
  g_test_add_func ("/packet-check/comparison", test_comparison);
  g_test_add_func ("/packet-check/figures", test_figures);
  g_test_add_func ("/packet-check/recomputed", test_recomputed);
  g_test_add_func ("/packet-check/recomputed-whole", test_recomputed_whole);
  g_test_add_func ("/packet-check/cut", test_cut);
  g_test_add_func ("/packet-check/foreign", test_foreign);
  g_test_add_func ("/packet-check/unsound", test_unsound);
  g_test_add_func ("/packet-check/print", test_print);
  g_test_add_func ("/packet-check/names", test_names);
  g_test_add_func ("/packet-check/hostile", test_hostile);
  return g_test_run ();
}
