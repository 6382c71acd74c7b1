/* test-xlsx-volumes.c - loops that do not fit one workbook go on in others; names of sheets and heads of tables are what Excel takes; and a
 * folder that can't be written to is told of, a temporary folder that can't does not matter. */
#include "app/error.h"
#include "exports/raters.h"
#include "exports/xlsx-names.h"
#include "exports/xlsx-table.h"
#include "exports/xlsx.h"
#include "tests/fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MADE_AT G_GINT64_CONSTANT (1794500000000000)
#define ELEVEN_UTC G_GINT64_CONSTANT (1795086000000000) /* on 19 November 2026: noon in Madrid */
#define NOBODY 65534

typedef struct
{
  char *folder;
  char *path;
  GPtrArray *packets;
  guint broken; /* index of the packet that can't be made; G_MAXUINT: none */
} Fixture;

static void
add_packet (Fixture *fixture, PlumbLoop *loop)
{
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  const PlumbPacketOptions options = { .profile = PLUMB_PROFILE_COMMITTEE, .made_at = MADE_AT, .made_by = "Tests" };

  g_ptr_array_add (fixture->packets, plumb_packet_new (snapshot, NULL, &options));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("plumb-volumes-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "week.xlsx", NULL);
  fixture->packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
  fixture->broken = G_MAXUINT;
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (900 + i);

      add_packet (fixture, fixture_random_loop (random, NULL));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* The names in the folder, sorted, one a line; removes the files. */
static char *
take_entries (const Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, g_ptr_array_index (names, i), NULL);

      g_string_append_printf (text, "%s\n", (char *)g_ptr_array_index (names, i));
      g_unlink (path);
    }
  return g_string_free (text, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (take_entries (fixture));
  g_rmdir (fixture->folder);
  g_ptr_array_unref (fixture->packets);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static const PlumbTemplate *
get_template_cb (guint index, gpointer data)
{
  return ((PlumbPacket *)g_ptr_array_index (((Fixture *)data)->packets, index))->loop->template;
}

static PlumbPacket *
make_packet_cb (guint index, gpointer data, GError **error)
{
  Fixture *fixture = data;

  if (index != fixture->broken)
    return plumb_packet_ref (g_ptr_array_index (fixture->packets, index));
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_BUSY, "Broken");
  return NULL;
}

static gboolean
write_with (Fixture *fixture, const PlumbXlsxLimits *limits, gboolean replace, GPtrArray **paths, GError **error)
{
  const PlumbPacketSource source = { fixture->packets->len, get_template_cb, make_packet_cb, fixture };

  return plumb_xlsx_write_volumes (&source, limits, fixture->path, replace, paths, NULL, error);
}

/* One part of a workbook, as text. */
static char *
dup_part (const char *path, const char *part)
{
  const char *argv[] = { "unzip", "-p", path, part, NULL };
  g_autoptr (GError) error = NULL;
  char *out;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

static guint
count_pieces (const char *text, const char *piece)
{
  guint n = 0;

  for (const char *at = strstr (text, piece); at != NULL; at = strstr (at + 1, piece))
    n++;
  return n;
}

/* Loops of the workbook: rows of the summary below its four first. */
static guint
count_loops (const char *path)
{
  g_autofree char *sheet = dup_part (path, "xl/worksheets/sheet1.xml");

  return count_pieces (sheet, "<row ") - 4;
}

static void
test_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;

  g_assert_true (write_with (fixture, NULL, FALSE, &paths, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (paths->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (paths, 0), ==, fixture->path);
  g_assert_cmpuint (count_loops (fixture->path), ==, 12);
  names = take_entries (fixture);
  g_assert_cmpstr (names, ==, "week.xlsx\n");
}

static void
test_by_loops (Fixture *fixture, gconstpointer data)
{
  const PlumbXlsxLimits limits = { .rows = 100000, .loops = 5, .pages = 20, .bytes = G_MAXUINT64 };
  static const guint loops[] = { 5, 5, 2 };
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *names = NULL;

  g_assert_true (write_with (fixture, &limits, FALSE, &paths, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (paths->len, ==, G_N_ELEMENTS (loops));
  for (guint i = 0; i < paths->len; i++)
    g_assert_cmpuint (count_loops (g_ptr_array_index (paths, i)), ==, loops[i]);
  title = dup_part (g_ptr_array_index (paths, 2), "xl/sharedStrings.xml");
  g_assert_nonnull (strstr (title, "Comparison of 2 loops"));
  names = take_entries (fixture);
  g_assert_cmpstr (names, ==, "week (1 of 3).xlsx\nweek (2 of 3).xlsx\nweek (3 of 3).xlsx\n");
}

/* No sheet has more rows than the limit, and no loop is torn apart or lost. */
static void
test_by_rows (Fixture *fixture, gconstpointer data)
{
  const PlumbXlsxLimits limits = { .rows = 250, .loops = 1000, .pages = 20, .bytes = G_MAXUINT64 };
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (write_with (fixture, &limits, FALSE, &paths, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (paths->len, >, 1);
  for (guint i = 0; i < paths->len; i++)
    {
      guint loops = count_loops (g_ptr_array_index (paths, i));

      n += loops;
      for (guint sheet = 1; loops > 1 && sheet <= 12; sheet++)
        {
          g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", sheet);
          g_autofree char *part = dup_part (g_ptr_array_index (paths, i), name);

          g_assert_cmpuint (count_pieces (part, "<row "), <=, limits.rows);
        }
    }
  g_assert_cmpuint (n, ==, 12);
}

/* Many loops get neither pages nor checks; the links lead to their competencies. */
static void
test_without_pages (Fixture *fixture, gconstpointer data)
{
  const PlumbXlsxLimits limits = { .rows = 100000, .loops = 1000, .pages = 11, .bytes = G_MAXUINT64 };
  g_autofree char *many = NULL;
  g_autofree char *few = NULL;
  g_autofree char *links = NULL;

  g_assert_true (write_with (fixture, &limits, FALSE, NULL, NULL));
  many = dup_part (fixture->path, "xl/workbook.xml");
  links = dup_part (fixture->path, "xl/worksheets/sheet1.xml");
  g_assert_null (strstr (many, "name=\"Checks\""));
  g_assert_cmpuint (count_pieces (links, "HYPERLINK(\"#Competencies!A"), ==, 12);
  g_assert_true (write_with (fixture, NULL, TRUE, NULL, NULL));
  few = dup_part (fixture->path, "xl/workbook.xml");
  g_assert_nonnull (strstr (few, "name=\"Checks\""));
  g_assert_cmpuint (count_pieces (few, "<sheet "), ==, count_pieces (many, "<sheet ") + 13);
}

static void
test_whole_or_not_there (Fixture *fixture, gconstpointer data)
{
  const PlumbXlsxLimits limits = { .rows = 100000, .loops = 5, .pages = 20, .bytes = G_MAXUINT64 };
  g_autofree char *second = g_build_filename (fixture->folder, "week (2 of 3).xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;
  g_autofree char *names = NULL;

  fixture->broken = 11;
  g_assert_false (write_with (fixture, &limits, FALSE, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_BUSY);
  g_clear_error (&error);
  left = take_entries (fixture);
  g_assert_cmpstr (left, ==, "");
  fixture->broken = G_MAXUINT;
  g_assert_true (g_file_set_contents (second, "old", -1, NULL));
  g_assert_false (write_with (fixture, &limits, FALSE, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  names = take_entries (fixture);
  g_assert_cmpstr (names, ==, "week (2 of 3).xlsx\n");
}

/* The reader's clock, order of day and month, and paper. */
static void
test_reader (Fixture *fixture, gconstpointer data)
{
  const PlumbPacketOptions options = {
    .profile = PLUMB_PROFILE_COMMITTEE,
    .dates = PLUMB_DATES_MONTH_FIRST,
    .zone = "Europe/Madrid",
    .paper = PLUMB_PAPER_LETTER,
    .made_at = MADE_AT,
    .made_by = "Tests",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (901);
  PlumbLoop *loop = fixture_random_loop (random, NULL);
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  g_autofree char *styles = NULL;
  g_autofree char *strings = NULL;
  g_autofree char *panel = NULL;

  ((PlumbAssignment *)g_ptr_array_index (loop->assignments, 0))->scheduled_at = ELEVEN_UTC;
  g_ptr_array_set_size (fixture->packets, 0);
  g_ptr_array_add (fixture->packets, plumb_packet_new (snapshot, NULL, &options));
  g_assert_true (write_with (fixture, NULL, TRUE, NULL, NULL));
  styles = dup_part (fixture->path, "xl/styles.xml");
  strings = dup_part (fixture->path, "xl/sharedStrings.xml");
  panel = dup_part (fixture->path, "xl/worksheets/sheet8.xml");
  g_assert_nonnull (strstr (styles, "[$-409]mmm d"));
  g_assert_nonnull (strstr (strings, "Scheduled (Europe/Madrid)"));
  g_assert_nonnull (strstr (strings, "Made at (UTC)"));
  g_assert_nonnull (strstr (panel, "<v>46345.5</v>"));
  g_assert_nonnull (strstr (panel, "paperSize=\"3\""));
}

/* Folders. */

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  gboolean root = geteuid () == 0;
  g_autoptr (GError) error = NULL;
  gboolean written;

  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  if (root)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);
  written = plumb_xlsx_write (fixture->packets, fixture->path, FALSE, NULL, &error);
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_false (written);
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, fixture->folder));
}

/* Temporary files stand beside the target, so no other folder can be full. */
static void
test_temporary_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_strdup (g_getenv ("TMPDIR"));
  g_autofree char *names = NULL;

  g_setenv ("TMPDIR", "/proc/no-such-folder", TRUE);
  g_assert_true (plumb_xlsx_write (fixture->packets, fixture->path, FALSE, NULL, NULL));
  if (before != NULL)
    g_setenv ("TMPDIR", before, TRUE);
  else
    g_unsetenv ("TMPDIR");
  names = take_entries (fixture);
  g_assert_cmpstr (names, ==, "week.xlsx\n");
}

/* Names. */

static void
test_sheet_names (void)
{
  static const struct
  {
    const char *text;
    const char *name;
  } cases[] = {
    { "Ana Souza", "Ana Souza" },
    { "ana souza", "ana souza (2)" },
    { "History", "History (2)" },
    { "SUMMARY", "SUMMARY (2)" },
    { "", "Candidate" },
    { " \t\n ", "Candidate (2)" },
    { "[a]:b*c?d/e\\f", "-a--b-c-d-e-f" },
    { "'O'Hara'", "\342\200\231O\342\200\231Hara\342\200\231" },
    { "say \"x\"", "say \342\200\235x\342\200\235" },
    { "\342\200\256abc\342\200\254", "abc" },
    { "_x0041_", "-x0041_" },
    { "\xFF"
      "b",
      "\357\277\275"
      "b" },
    { "A name of exactly thirty-one ch", "A name of exactly thirty-one ch" },
    { "A name of exactly thirty-one ch.", "A name of exactly thirty-on (2)" },
    { "\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237"
      "\230"
      "\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360"
      "\237"
      "\230\200",
      "\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237"
      "\230"
      "\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200\360\237\230\200" },
  };
  g_autoptr (PlumbSheetNames) names = plumb_sheet_names_new ();

  plumb_sheet_names_reserve (names, "Summary");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = plumb_sheet_names_dup_new (names, cases[i].text);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_heads (void)
{
  PlumbColumn columns[] = { { "Card", 1 }, { "Systems", 1 }, { "card", 1 }, { " two\nlines ", 1 }, { "Card (2)", 1 }, { "", 1 } };
  static const char *const heads[] = { "Card", "Systems", "card (2)", "two lines", "Card (2) (2)", "?" };
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  plumb_table_make_heads_unique (columns, G_N_ELEMENTS (columns), titles);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_assert_cmpstr (columns[i].title, ==, heads[i]);
}

/* Ana scores 4 where Bo scores 2: she is two points above him, he two below her; a shadow is compared with nobody. */
static void
test_raters (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&(FixtureTemplate){ .competencies = { { "sys", 1 }, { "db", 1 } },
                                                               .stages = { { "one", 1, { { "sys", 1 }, { "db", 1 } } } } });
  g_autoptr (PlumbRaters) raters = plumb_raters_new ();
  g_autoptr (PlumbEvaluation) evaluation = NULL;
  g_autoptr (GArray) levels = NULL;
  const PlumbRater *rater;

  fixture_add_card (loop, "one", "Ana", PLUMB_SEAT_INTERVIEWER, "4 4");
  fixture_add_card (loop, "one", "Bo", PLUMB_SEAT_INTERVIEWER, "2 -");
  fixture_add_card (loop, "one", "Cy", PLUMB_SEAT_SHADOW, "1 1");
  evaluation = fixture_evaluate (loop);
  levels = plumb_raters_add (raters, evaluation, plumb_snapshot_get_loop (evaluation->snapshot));
  g_assert_cmpuint (levels->len, ==, 3);
  for (guint i = 0; i < levels->len; i++)
    {
      const PlumbCardLevel *level = &g_array_index (levels, PlumbCardLevel, i);

      rater = g_ptr_array_index (plumb_raters_list (raters), level->rater - 1);
      g_assert_true (level->level.defined);
      g_assert_cmpint (level->against.defined, ==, !g_str_equal (rater->name, "Cy"));
      g_assert_cmpfloat (level->against.value, ==,
                         g_str_equal (rater->name, "Ana")  ? 2
                         : g_str_equal (rater->name, "Bo") ? -2
                                                           : 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/volumes/sheet-names", test_sheet_names);
  g_test_add_func ("/volumes/heads", test_heads);
  g_test_add_func ("/volumes/raters", test_raters);
#define ADD(name, function) g_test_add ("/volumes/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("one", test_one);
  ADD ("by-loops", test_by_loops);
  ADD ("by-rows", test_by_rows);
  ADD ("without-pages", test_without_pages);
  ADD ("whole-or-not-there", test_whole_or_not_there);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("temporary-folder", test_temporary_folder);
  ADD ("reader", test_reader);
#undef ADD
  return g_test_run ();
}
