/* test-batch.c - names from patterns, and many packets at once: whole, in order, and nothing left of what was stopped. */
#include "app/error.h"
#include "exports/batch.h"
#include "exports/naming.h"
#include "tests/fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#define MADE_AT G_GINT64_CONSTANT (1794500000000000)
#define N_LOOPS 7

typedef struct
{
  char *folder;
  char *target;
  guint broken;  /* index of a loop that can't be made, or N_LOOPS */
  guint deadly;  /* index of a loop that kills who makes it, or N_LOOPS */
  guint stop_at; /* cancels when so many are done */
  GCancellable *cancellable;
  guint last_progress;
  guint n_made;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("plumb-batch-XXXXXX", NULL);
  fixture->target = g_build_filename (fixture->folder, "out", NULL);
  fixture->broken = N_LOOPS;
  fixture->deadly = N_LOOPS;
  fixture->stop_at = G_MAXUINT;
  fixture->cancellable = g_cancellable_new ();
}

static void
empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        empty (path);
      g_remove (path);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  empty (fixture->folder);
  g_rmdir (fixture->folder);
  g_object_unref (fixture->cancellable);
  g_free (fixture->target);
  g_free (fixture->folder);
}

static PlumbPacket *
new_packet (guint seed, const char *candidate, const char *zone)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  PlumbLoop *loop = fixture_random_loop (random, NULL);
  g_autoptr (PlumbSnapshot) snapshot = NULL;

  plumb_set_string (&loop->candidate->name, candidate);
  plumb_set_string (&loop->role, "Backend developer");
  snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  return plumb_packet_new (snapshot, NULL, &(PlumbPacketOptions){ .made_at = MADE_AT, .zone = zone });
}

static const char *const candidates[N_LOOPS]
    = { "Ada Osei", "ada osei", "../../etc/passwd", "CON", "José Ñandú", "李雷", "=cmd|' /C calc'!A0" };

static PlumbPacket *
make_packet (guint index, gpointer data, GError **error)
{
  Fixture *fixture = data;

  fixture->n_made++;
  if (index == fixture->deadly)
    raise (SIGKILL);
  if (index != fixture->broken)
    return new_packet (index + 1, candidates[index], "UTC");
  g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_CORRUPT, "The loop is damaged.");
  return NULL;
}

static char *
dup_label (guint index, gpointer data)
{
  return g_strdup (candidates[index]);
}

static void
progress (guint done, gpointer data)
{
  Fixture *fixture = data;

  g_assert_cmpuint (done, ==, fixture->last_progress + 1);
  fixture->last_progress = done;
  if (done == fixture->stop_at)
    g_cancellable_cancel (fixture->cancellable);
}

static PlumbBatchReport *
write_batch (Fixture *fixture, PlumbBatchOptions options, GError **error)
{
  const PlumbBatchSource source
      = { .n = N_LOOPS, .make_packet = make_packet, .dup_label = dup_label, .progress = progress, .data = fixture };

  fixture->n_made = 0;
  fixture->last_progress = 0;
  options.path = fixture->target;
  if (options.pattern == NULL)
    options.pattern = PLUMB_NAMING_DEFAULT;
  if (options.formats == 0)
    options.formats = PLUMB_FORMAT_XLSX | PLUMB_FORMAT_PDF | PLUMB_FORMAT_JSON;
  return plumb_batch_write (&source, &options, fixture->cancellable, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static char *
dup_list (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("\n", (GStrv)names->pdata);
}

/* Names in the order of the zip; every entry is read to its end, so its checksum is looked at. */
static char *
dup_zip_list (const char *path)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  GString *names = g_string_new (NULL);

  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_filename (archive, path, 65536), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      g_string_append_printf (names, "%s\n", archive_entry_pathname_utf8 (entry));
      g_assert_cmpint (archive_entry_mtime (entry), ==, MADE_AT / G_USEC_PER_SEC);
      g_assert_cmpint (archive_read_data_skip (archive), ==, ARCHIVE_OK);
    }
  archive_read_free (archive);
  return g_string_free (names, FALSE);
}

static void
test_zip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbBatchReport) report = write_batch (fixture, (PlumbBatchOptions){ .zip = TRUE, .n_workers = 2 }, &error);
  g_autofree char *names = NULL;
  g_autofree char *left = dup_list (fixture->folder);

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_loops, ==, N_LOOPS);
  g_assert_cmpuint (report->n_files, ==, 3 * N_LOOPS);
  g_assert_cmpuint (report->failures->len, ==, 0);
  g_assert_cmpuint (fixture->last_progress, ==, N_LOOPS);
  g_assert_cmpstr (left, ==, "out");
  names = dup_zip_list (fixture->target);
  g_assert_true (g_str_has_prefix (names, "Ada Osei - committee packet.xlsx\nAda Osei - committee packet.pdf\n"
                                          "Ada Osei - committee packet.json\nada osei - committee packet (2).xlsx\n"));
  g_assert_nonnull (strstr (names, "\nJosé Ñandú - committee packet.pdf\n"));
  g_assert_nonnull (strstr (names, "\n李雷 - committee packet.pdf\n"));
  g_assert_null (strchr (names, '/'));
}

#define THOUSANDS 1500

static PlumbPacket *
ref_packet (guint index, gpointer data, GError **error)
{
  return plumb_packet_ref (data);
}

static char *
dup_number (guint index, gpointer data)
{
  return g_strdup_printf ("%u", index);
}

/* A year of a large company, all of one name: each has a file of its own. */
static void
test_thousands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlumbPacket) packet = new_packet (1, "Ada Osei", "UTC");
  const PlumbBatchSource source = { .n = THOUSANDS, .make_packet = ref_packet, .dup_label = dup_number, .data = packet };
  const PlumbBatchOptions options
      = { .path = fixture->target, .zip = TRUE, .pattern = "{role}", .formats = PLUMB_FORMAT_TEXT, .n_workers = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbBatchReport) report = plumb_batch_write (&source, &options, NULL, &error);
  g_autofree char *names = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_files, ==, THOUSANDS);
  names = dup_zip_list (fixture->target);
  lines = g_strsplit (names, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, THOUSANDS + 1);
  g_assert_cmpstr (lines[0], ==, "Backend developer.txt");
  g_assert_cmpstr (lines[1], ==, "Backend developer (2).txt");
  g_assert_cmpstr (lines[THOUSANDS - 1], ==, "Backend developer (1500).txt");
}

/* Two writers at once give the same zip as one. */
static void
test_deterministic (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize length;
  gsize other;

  for (guint n_workers = 1; n_workers <= 2; n_workers++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbBatchReport) report
          = write_batch (fixture, (PlumbBatchOptions){ .zip = TRUE, .replace = TRUE, .n_workers = n_workers }, &error);

      g_assert_no_error (error);
      g_assert_true (
          g_file_get_contents (fixture->target, n_workers == 1 ? &first : &second, n_workers == 1 ? &length : &other, NULL));
    }
  g_assert_cmpmem (first, length, second, other);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbBatchReport) report
      = write_batch (fixture, (PlumbBatchOptions){ .formats = PLUMB_FORMAT_JSON, .pattern = "{date} {id} {decision}" }, &error);
  g_autofree char *names = NULL;
  g_autofree char *left = dup_list (fixture->folder);

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_files, ==, N_LOOPS);
  g_assert_cmpstr (left, ==, "out");
  names = dup_list (fixture->target);
  g_assert_true (g_str_has_prefix (names, "2026-11-12 "));
}

/* What is in the folder already is neither replaced nor mixed with new files, unless asked for. */
static void
test_existing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mine = g_build_filename (fixture->target, "CON - committee packet.json", NULL);
  g_autofree char *safe = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbBatchReport) report = NULL;

  g_assert_cmpint (g_mkdir (fixture->target, 0700), ==, 0);
  g_assert_true (g_file_set_contents (mine, "mine", -1, NULL));
  report = write_batch (fixture, (PlumbBatchOptions){ .formats = PLUMB_FORMAT_JSON }, &error);
  g_assert_null (report);
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  names = dup_list (fixture->target);
  g_assert_cmpstr (names, ==, "CON - committee packet.json");
  g_clear_error (&error);
  report = write_batch (fixture, (PlumbBatchOptions){ .formats = PLUMB_FORMAT_JSON, .replace = TRUE }, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (mine, &safe, NULL, NULL));
  g_assert_cmpstr (safe, !=, "mine");
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbBatchReport) report = NULL;
  PlumbBatchFailure *failure;

  fixture->broken = 2;
  report = write_batch (fixture, (PlumbBatchOptions){ .zip = TRUE }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_loops, ==, N_LOOPS - 1);
  g_assert_cmpuint (report->failures->len, ==, 1);
  failure = g_ptr_array_index (report->failures, 0);
  g_assert_cmpuint (failure->index, ==, 2);
  g_assert_cmpstr (failure->label, ==, candidates[2]);
  g_assert_cmpstr (failure->message, ==, "The loop is damaged.");
}

/* A loop that takes its writer down is one failure; the rest is written by who is left. */
static void
test_deadly (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbBatchReport) report = NULL;
  g_autofree char *names = NULL;
  g_autofree char *left = NULL;

  fixture->deadly = 3;
  report = write_batch (fixture, (PlumbBatchOptions){ .n_workers = 2, .formats = PLUMB_FORMAT_JSON }, &error);
  g_assert_no_error (error);
  names = dup_list (fixture->target);
  g_assert_null (strstr (names, "part"));
  g_assert_null (strstr (names, "3."));
  left = dup_list (fixture->folder);
  g_assert_cmpstr (left, ==, "out");
  g_assert_cmpuint (report->n_loops, ==, N_LOOPS - 1);
  g_assert_cmpuint (report->failures->len, ==, 1);
  g_assert_cmpuint (((PlumbBatchFailure *)g_ptr_array_index (report->failures, 0))->index, ==, 3);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  for (guint zip = 0; zip < 2; zip++)
    for (guint at = 1; at < N_LOOPS; at++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *left = NULL;

        fixture->stop_at = at;
        g_assert_null (write_batch (fixture, (PlumbBatchOptions){ .zip = zip == 1, .n_workers = 1 + at % 2 }, &error));
        g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED);
        left = dup_list (fixture->folder);
        g_assert_cmpstr (left, ==, "");
        g_cancellable_reset (fixture->cancellable);
      }
}

/* A target that can't be: told, and nothing is begun. */
static void
test_bad_target (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *deep = g_build_filename (fixture->target, "no", "such", NULL);

  g_free (fixture->target);
  fixture->target = g_steal_pointer (&deep);
  for (guint zip = 0; zip < 2; zip++)
    {
      g_assert_null (write_batch (fixture, (PlumbBatchOptions){ .zip = zip == 1 }, &error));
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
      g_assert_cmpuint (fixture->n_made, ==, 0);
      g_clear_error (&error);
    }
  g_assert_null (write_batch (fixture, (PlumbBatchOptions){ .zip = TRUE, .pattern = "{name}" }, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "{name}"));
}

static void
test_naming (void)
{
  static const struct
  {
    const char *pattern;
    const char *name;
  } cases[] = {
    { "{candidate} - {profile} packet", "Ada Osei - committee packet" },
    { "{date} {time} {role}", "2026-11-12 16.13 Backend developer" },
    { "{{x} {candidate}", "{x} Ada Osei" },
    { "{candidate}/../{role}", "Ada Osei" },
  };
  static const char *const bad[] = { "", "  ", "{", "{candidate", "{Candidate}", "{ candidate}", "x {y}" };
  g_autoptr (PlumbPacket) packet = new_packet (1, "Ada Osei", "UTC");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;

      g_assert_true (plumb_naming_check (cases[i].pattern, &error));
      g_assert_no_error (error);
      name = plumb_naming_dup_name (cases[i].pattern, packet);
      g_test_message ("%s", name);
      g_assert_true (g_str_has_prefix (name, cases[i].name));
      g_assert_null (strchr (name, '/'));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (plumb_naming_check (bad[i], &error));
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
    }
}

static void
test_formats (void)
{
  PlumbFormats formats;
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_formats_parse ("pdf, xlsx", &formats, &error));
  g_assert_cmpint (formats, ==, PLUMB_FORMAT_PDF | PLUMB_FORMAT_XLSX);
  g_assert_false (plumb_formats_parse ("pdf,doc", &formats, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "doc"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_CTYPE, "C.UTF-8"); /* for reading names back; writing them needs none */
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/batch/zip", Fixture, NULL, set_up, test_zip, tear_down);
  g_test_add ("/batch/thousands", Fixture, NULL, set_up, test_thousands, tear_down);
  g_test_add ("/batch/deterministic", Fixture, NULL, set_up, test_deterministic, tear_down);
  g_test_add ("/batch/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/batch/existing", Fixture, NULL, set_up, test_existing, tear_down);
  g_test_add ("/batch/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/batch/deadly", Fixture, NULL, set_up, test_deadly, tear_down);
  g_test_add ("/batch/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/batch/bad-target", Fixture, NULL, set_up, test_bad_target, tear_down);
  g_test_add_func ("/batch/naming", test_naming);
  g_test_add_func ("/batch/formats", test_formats);
  return g_test_run ();
}
