/* test-csv.c - the files are RFC 4180 and UTF-8, every text comes back as it was, nothing begins like a formula. */
#include "app/error.h"
#include "exports/csv.h"
#include "tests/fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define MADE_AT G_GINT64_CONSTANT (1794500000000000)

typedef struct
{
  char *folder;
  GPtrArray *packets;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("plumb-csv-XXXXXX", NULL);
  fixture->packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_ptr_array_unref (fixture->packets);
}

static void
add_packet (Fixture *fixture, PlumbLoop *loop, PlumbProfileKind profile)
{
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  const PlumbPacketOptions options = { .profile = profile, .made_at = MADE_AT, .made_by = "Tests" };

  g_ptr_array_add (fixture->packets, plumb_packet_new (snapshot, NULL, &options));
}

/* A reader of RFC 4180 that forgives nothing: rows of fields. */
static GPtrArray *
parse (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
  const char *at = text;

  while (*at != '\0')
    {
      g_autoptr (GString) field = g_string_new (NULL);

      if (*at == '"')
        {
          for (at++; !(at[0] == '"' && at[1] != '"'); at++)
            {
              g_assert_cmpint (*at, !=, '\0');
              if (*at == '"')
                at++;
              g_string_append_c (field, *at);
            }
          at++;
        }
      else
        {
          while (*at != ',' && *at != '\r' && *at != '\0')
            {
              g_assert_cmpint (*at, !=, '"');
              g_assert_cmpint (*at, !=, '\n');
              g_string_append_c (field, *at++);
            }
        }
      g_ptr_array_add (row, g_strdup (field->str));
      if (*at == ',')
        {
          at++;
          continue;
        }
      g_assert_true (at[0] == '\r' && at[1] == '\n');
      at += 2;
      g_ptr_array_add (rows, row);
      row = g_ptr_array_new_with_free_func (g_free);
    }
  g_assert_cmpuint (row->len, ==, 0);
  g_ptr_array_unref (row);
  return rows;
}

static GPtrArray *
read_file (const Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *content = NULL;
  GPtrArray *rows;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_utf8_validate (content, -1, NULL));
  rows = parse (content);
  for (guint i = 1; i < rows->len; i++)
    g_assert_cmpuint (((GPtrArray *)g_ptr_array_index (rows, i))->len, ==, ((GPtrArray *)g_ptr_array_index (rows, 0))->len);
  return rows;
}

static guint
find_column (GPtrArray *rows, const char *name)
{
  GPtrArray *heads = g_ptr_array_index (rows, 0);

  for (guint i = 0; i < heads->len; i++)
    if (g_str_equal (g_ptr_array_index (heads, i), name))
      return i;
  g_assert_not_reached ();
}

static const char *
get_field (GPtrArray *rows, guint row, guint column)
{
  return g_ptr_array_index ((GPtrArray *)g_ptr_array_index (rows, row), column);
}

/* The original of a text field. */
static const char *
unguard (const char *field)
{
  return *field == '\'' ? field + 1 : field;
}

static void
assert_no_formula (GPtrArray *rows)
{
  for (guint i = 1; i < rows->len; i++)
    for (guint j = 0; j < ((GPtrArray *)g_ptr_array_index (rows, i))->len; j++)
      {
        const char *field = get_field (rows, i, j);

        g_assert_null (strchr ("=+-@\t\r", *field != '\0' ? *field : 'x'));
        g_assert_false (g_str_has_prefix (field, "\xEF\xBC\x9D"));
      }
}

/* What a hold waits for stands in a column of its own. */
static void
test_hold (Fixture *fixture, gconstpointer data)
{
  static const PlumbDecisionValue values[] = { PLUMB_DECISION_HIRE, PLUMB_DECISION_HOLD };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (i);
      PlumbLoop *loop = fixture_random_loop (random, NULL);

      g_ptr_array_set_size (loop->decisions, 0);
      fixture_add_decision (loop, values[i], "A reference");
      add_packet (fixture, loop, PLUMB_PROFILE_COMMITTEE);
    }
  g_assert_true (plumb_csv_write (fixture->packets, fixture->folder, FALSE, &error));
  g_assert_no_error (error);
  rows = read_file (fixture, "summary.csv");
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_assert_cmpstr (get_field (rows, i + 1, find_column (rows, "missing")), ==, i == 1 ? "A reference" : "");
      g_assert_cmpstr (get_field (rows, i + 1, find_column (rows, "conditions")), ==, i == 0 ? "A reference" : "");
    }
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const char *const names[]
      = { "summary.csv", "competencies.csv", "answers.csv", "flags.csv", "minutes.csv", "panel.csv" };
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GError) error = NULL;
  guint notes, row = 1;

  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);

      add_packet (fixture, fixture_random_loop (random, NULL), PLUMB_PROFILE_COMMITTEE);
    }
  g_assert_true (plumb_csv_write (fixture->packets, fixture->folder, FALSE, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) rows = read_file (fixture, names[i]);

      assert_no_formula (rows);
    }

  answers = read_file (fixture, "answers.csv");
  notes = find_column (answers, "notes");
  for (guint i = 0; i < fixture->packets->len; i++)
    {
      const PlumbLoop *loop = ((PlumbPacket *)g_ptr_array_index (fixture->packets, i))->loop;

      for (guint j = 0; j < loop->assignments->len; j++)
        {
          const PlumbScorecard *card = ((PlumbAssignment *)g_ptr_array_index (loop->assignments, j))->card;

          for (guint k = 0; card->state == PLUMB_CARD_SUBMITTED && k < card->answers->len; k++)
            g_assert_cmpstr (unguard (get_field (answers, row++, notes)), ==,
                             ((PlumbAnswer *)g_ptr_array_index (card->answers, k))->notes);
        }
    }
  g_assert_cmpuint (row, ==, answers->len);
}

/* Every point that was talked about has a line, and a merged flag names the one that stands for it; totals have neither word. */
static void
test_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) minutes = NULL;
  g_autoptr (GPtrArray) flags = NULL;
  g_autoptr (GError) error = NULL;
  guint n_points = 0, n_merged = 0, n_told = 0, column;

  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);

      add_packet (fixture, fixture_random_loop (random, NULL), seed % 4 == 3 ? PLUMB_PROFILE_TOTALS : PLUMB_PROFILE_COMMITTEE);
    }
  g_assert_true (plumb_csv_write (fixture->packets, fixture->folder, FALSE, &error));
  g_assert_no_error (error);
  minutes = read_file (fixture, "minutes.csv");
  flags = read_file (fixture, "flags.csv");
  for (guint i = 0; i < fixture->packets->len; i++)
    {
      const PlumbPacket *packet = g_ptr_array_index (fixture->packets, i);

      if (i % 4 == 3)
        g_assert_cmpuint (packet->loop->points->len, ==, 0);
      n_points += packet->loop->points->len;
      for (guint j = 0; j < packet->loop->flags->len; j++)
        n_merged += plumb_flag_get_merge (g_ptr_array_index (packet->loop->flags, j)) != NULL;
    }
  g_assert_cmpuint (minutes->len - 1, ==, n_points);
  column = find_column (flags, "merged_into");
  for (guint i = 1; i < flags->len; i++)
    n_told += *get_field (flags, i, column) != '\0';
  g_assert_cmpuint (n_told, ==, n_merged);
  g_assert_cmpuint (n_points, >, 10);
  g_assert_cmpuint (n_merged, >, 3);
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "=1+1",
                                       "+1",
                                       "-1",
                                       "@x",
                                       "\tx",
                                       "\xEF\xBC\x9D"
                                       "1",
                                       "'x",
                                       "a,b",
                                       "a\"b",
                                       "a\nb",
                                       "" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      PlumbLoop *loop = fixture_loop_new_with (
          &(FixtureTemplate){ .competencies = { { "sys", 1 } }, .stages = { { "one", 1, { { "sys", 1 } } } } });

      plumb_set_string (&loop->candidate->name, texts[i]);
      add_packet (fixture, loop, PLUMB_PROFILE_COMMITTEE);
    }
  g_assert_true (plumb_csv_write (fixture->packets, fixture->folder, FALSE, &error));
  g_assert_no_error (error);
  {
    g_autoptr (GPtrArray) rows = read_file (fixture, "summary.csv");
    guint column = find_column (rows, "candidate");

    assert_no_formula (rows);
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      g_assert_cmpstr (unguard (get_field (rows, i + 1, column)), ==, texts[i]);
  }
}

static void
test_candidate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GPtrArray) summary = NULL;
  g_autoptr (GError) error = NULL;

  add_packet (fixture, fixture_random_loop (random, NULL), PLUMB_PROFILE_CANDIDATE);
  g_assert_true (plumb_csv_write (fixture->packets, fixture->folder, FALSE, &error));
  answers = read_file (fixture, "answers.csv");
  summary = read_file (fixture, "summary.csv");
  g_assert_cmpuint (answers->len, ==, 1);
  g_assert_cmpstr (get_field (summary, 1, find_column (summary, "composite")), ==, "");
  g_assert_cmpstr (get_field (summary, 1, find_column (summary, "outcome")), ==, "");
  g_assert_cmpstr (get_field (summary, 1, find_column (summary, "gate_cards")), ==, "");
}

static void
test_existing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "flags.csv", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "summary.csv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;

  add_packet (fixture, fixture_random_loop (random, NULL), PLUMB_PROFILE_COMMITTEE);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_false (plumb_csv_write (fixture->packets, fixture->folder, FALSE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (plumb_csv_write (fixture->packets, fixture->folder, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/csv/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("hold", test_hold);
  ADD ("round-trip", test_round_trip);
  ADD ("record", test_record);
  ADD ("hostile", test_hostile);
  ADD ("candidate", test_candidate);
  ADD ("existing", test_existing);
#undef ADD
  return g_test_run ();
}
