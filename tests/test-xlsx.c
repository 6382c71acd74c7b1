/* test-xlsx.c - a workbook is whole or not there, its XML is well-formed whatever the text, the same packets give the same bytes under any
 * locale, and what a profile leaves out is in no byte of it. check-workbook.py looks at the figures. */
#include "app/error.h"
#include "exports/packet.h"
#include "exports/xlsx-pack.h"
#include "exports/xlsx-text.h"
#include "exports/xlsx.h"
#include "tests/fixture.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define MADE_AT G_GINT64_CONSTANT (1794500000000000)

typedef struct
{
  char *folder;
  char *path;
  GPtrArray *packets;
} Fixture;

static void run (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
run (const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *command = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  const char *argv[] = { "/bin/sh", "-c", NULL, NULL };
  va_list args;
  int status;

  va_start (args, format);
  command = g_strdup_vprintf (format, args);
  va_end (args);
  argv[2] = command;
  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, &error));
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s\n%s%s", command, out, err);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("plumb-xlsx-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "packet.xlsx", NULL);
  fixture->packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  run ("chmod -R u+w '%s' && rm -r '%s'", fixture->folder, fixture->folder);
  g_ptr_array_unref (fixture->packets);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
add_packet (Fixture *fixture, PlumbLoop *loop, PlumbProfileKind profile)
{
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  const PlumbPacketOptions options = { .profile = profile, .made_at = MADE_AT, .made_by = "Tests" };

  g_ptr_array_add (fixture->packets, plumb_packet_new (snapshot, NULL, &options));
}

static void
add_random (Fixture *fixture, guint32 first, guint n, PlumbProfileKind profile)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (first + i);

      add_packet (fixture, fixture_random_loop (random, NULL), profile);
    }
}

static void
write_packets (const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_xlsx_write (fixture->packets, fixture->path, TRUE, NULL, &error));
  g_assert_no_error (error);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
unpack (const Fixture *fixture)
{
  run ("cd '%s' && rm -rf u && mkdir u && cd u && unzip -q ../packet.xlsx"
       " && find . -name '*.xml' -o -name '*.rels' | xargs xmllint --noout",
       fixture->folder);
}

/* All parts of the unpacked workbook, one after the other. */
static char *
dup_parts (const Fixture *fixture)
{
  g_autofree char *all = g_build_filename (fixture->folder, "all", NULL);
  char *content;

  unpack (fixture);
  run ("cd '%s/u' && find . -type f | sort | xargs cat > ../all", fixture->folder);
  g_assert_true (g_file_get_contents (all, &content, NULL, NULL));
  return content;
}

static void
test_well_formed (Fixture *fixture, gconstpointer data)
{
  for (PlumbProfileKind profile = PLUMB_PROFILE_COMMITTEE; profile <= PLUMB_PROFILE_AUDIT; profile++)
    for (guint n = 1; n <= 9; n += 8)
      {
        g_ptr_array_set_size (fixture->packets, 0);
        add_random (fixture, 100 * profile + n, n, profile);
        write_packets (fixture);
        unpack (fixture);
      }
}

/* Hostile text. */

static char *
dup_repeated (const char *piece, gsize n)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append (text, piece);
  return g_string_free (text, FALSE);
}

static PlumbLoop *
make_hostile_loop (void)
{
  static const char *const texts[] = {
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tTAB",
    "\001\002\037\177",
    "\xC2\x85\xED\xA0\x80\xEF\xBF\xBE\xEF\xBF\xBF\xFF",
    "_x0041_ _x005F_x0041_ _x00zz_",
    "<b>&amp; \"quoted\" ]]> 'single'",
    "\xE2\x80\xAE"
    "right to left",
    "\xF0\x9F\x98\x80 emoji",
    "http://example.org javascript:alert(1) mailto:a@b",
    "[]:*?/\\ History",
    " leading and trailing ",
    "line\r\nbreak\rhere",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  PlumbLoop *loop = fixture_random_loop (random, NULL);
  guint n = 0;

  plumb_set_string (&loop->candidate->name, "=1+1 & <Ana> \001");
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbScorecard *card = ((PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->card;

      plumb_set_string (&card->summary, texts[n++ % G_N_ELEMENTS (texts)]);
      for (guint j = 0; j < card->answers->len; j++)
        plumb_set_string (&((PlumbAnswer *)g_ptr_array_index (card->answers, j))->notes, texts[n++ % G_N_ELEMENTS (texts)]);
    }
  return loop;
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parts = NULL;

  add_packet (fixture, make_hostile_loop (), PLUMB_PROFILE_COMMITTEE);
  write_packets (fixture);
  parts = dup_parts (fixture);
  g_assert_nonnull (strstr (parts, "=1+1 &amp; &lt;Ana&gt; \xE2\x90\x81"));
  g_assert_null (strstr (parts, "<f>=1"));
  g_assert_null (strstr (parts, "<f>cmd"));
  g_assert_null (strstr (parts, "<hyperlink"));
  g_assert_null (strstr (parts, "relationships/hyperlink"));
  g_assert_null (strstr (parts, "externalLink"));
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *written;
  } cases[] = {
    { "plain", "plain" },
    { "", "" },
    { "\tx\ny", "\tx\ny" },
    { "a\r\nb\rc", "a\nb\xE2\x90\x8D"
                   "c" },
    { "\001\037\177", "\xE2\x90\x81\xE2\x90\x9F\xE2\x90\xA1" },
    { "\xEF\xBF\xBE", "\xEF\xBF\xBD" },
    { "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
    { "\xFF"
      "a",
      "\xEF\xBF\xBD"
      "a" },
    { "_x0041_", "_x005F_x0041_" },
    { "_x005F_", "_x005F_x005F_" },
    { "_x00g1_", "_x00g1_" },
    { "_x0041", "_x0041" },
    { "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      g_assert_null (plumb_xlsx_text_take (out, cases[i].text, PLUMB_XLSX_CELL_UNITS));
      g_assert_cmpstr (out->str, ==, cases[i].written);
      if (plumb_xlsx_text_is_plain (cases[i].text, PLUMB_XLSX_CELL_UNITS))
        g_assert_cmpstr (cases[i].text, ==, cases[i].written);
    }
}

/* A cell's limit counts UTF-16 units: an emoji takes two. */
static void
test_text_limit (void)
{
  g_autofree char *fits = dup_repeated ("x", 32767);
  g_autofree char *too_long = dup_repeated ("x", 32768);
  g_autofree char *emoji = dup_repeated ("\xF0\x9F\x98\x80", 20000);
  g_autofree char *escapes = dup_repeated ("_x0041_", 9000);
  g_autoptr (GString) out = g_string_new (NULL);
  const char *rest;

  g_assert_null (plumb_xlsx_text_take (out, fits, 32767));
  rest = plumb_xlsx_text_take (out, too_long, 32767);
  g_assert_cmpstr (rest, ==, "x");
  g_string_truncate (out, 0);
  rest = plumb_xlsx_text_take (out, emoji, 32767);
  g_assert_cmpuint (out->len, ==, 4 * 16383);
  g_assert_cmpuint (strlen (rest), ==, 4 * (20000 - 16383));
  g_string_truncate (out, 0);
  rest = plumb_xlsx_text_take (out, escapes, 32767);
  g_assert_nonnull (rest);
  g_assert_cmpuint (out->len, <=, 32767);
  g_assert_true (g_str_has_prefix (rest, "_x0041_") || !g_str_has_prefix (rest, "_"));
}

static void
test_long_notes (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 32766, 32767, 32768, 65536 };
  PlumbLoop *loop = fixture_loop_new_with (&(FixtureTemplate){
      .competencies = { { "sys", 1 } }, .stages = { { "one", 1, { { "sys", 1 }, { "sys", 1 }, { "sys", 1 }, { "sys", 1 } } } } });
  PlumbAssignment *assignment = fixture_add_card (loop, "one", "Ana", PLUMB_SEAT_INTERVIEWER, "1 2 3 4");
  g_autofree char *parts = NULL;
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, i);

      g_free (answer->notes);
      answer->notes = dup_repeated ("#", lengths[i]);
    }
  add_packet (fixture, loop, PLUMB_PROFILE_COMMITTEE);
  write_packets (fixture);
  parts = dup_parts (fixture);
  for (const char *at = parts; *at != '\0'; at++)
    n += *at == '#';
  g_assert_cmpuint (n, ==, 32766 + 32767 + 32768 + 65536);
  g_assert_nonnull (strstr (parts, "[Text, continued] "));
}

/* Same bytes. */

static void
assert_same_bytes (const char *a, const char *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize length, other;

  g_assert_true (g_file_get_contents (a, &first, &length, NULL));
  g_assert_true (g_file_get_contents (b, &second, &other, NULL));
  g_assert_cmpmem (first, length, second, other);
}

static void
test_deterministic (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = g_build_filename (fixture->folder, "again.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  for (guint n = 1; n < 8; n += 6)
    {
      g_ptr_array_set_size (fixture->packets, 0);
      add_random (fixture, 40, n, PLUMB_PROFILE_COMMITTEE);
      write_packets (fixture);
      g_assert_true (plumb_xlsx_write (fixture->packets, again, TRUE, NULL, &error));
      g_assert_no_error (error);
      assert_same_bytes (fixture->path, again);
    }
}

/* Packets made one by one give the same file; one that can't be made leaves none. */

typedef struct
{
  const Fixture *fixture;
  guint broken; /* index of the packet that fails; G_MAXUINT: none */
} Source;

static const PlumbTemplate *
get_template_cb (guint index, gpointer data)
{
  const Source *source = data;

  return ((PlumbPacket *)g_ptr_array_index (source->fixture->packets, index))->loop->template;
}

static PlumbPacket *
make_packet_cb (guint index, gpointer data, GError **error)
{
  const Source *source = data;

  if (index != source->broken)
    return plumb_packet_ref (g_ptr_array_index (source->fixture->packets, index));
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_BUSY, "Broken");
  return NULL;
}

static void
test_source (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = g_build_filename (fixture->folder, "again.xlsx", NULL);
  Source from = { .fixture = fixture, .broken = G_MAXUINT };
  PlumbPacketSource source = { 6, get_template_cb, make_packet_cb, &from };
  g_autoptr (GError) error = NULL;

  add_random (fixture, 70, 6, PLUMB_PROFILE_COMMITTEE);
  write_packets (fixture);
  g_assert_true (plumb_xlsx_write_from (&source, again, FALSE, NULL, &error));
  g_assert_no_error (error);
  assert_same_bytes (fixture->path, again);
  g_assert_cmpint (g_unlink (again), ==, 0);
  for (from.broken = 0; from.broken < 6; from.broken += 5)
    {
      g_assert_false (plumb_xlsx_write_from (&source, again, FALSE, NULL, &error));
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_BUSY);
      g_clear_error (&error);
      g_assert_cmpuint (count_entries (fixture->folder), ==, 1);
    }
}

/* Makes a locale with a decimal comma when none is installed; FALSE where the sources of locales are missing. */
static gboolean
set_comma_locale (const char *folder)
{
  static const char *const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "nl_NL.UTF-8" };
  g_autofree char *command = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (setlocale (LC_NUMERIC, names[i]) != NULL)
      return TRUE;
  command = g_strdup_printf ("localedef -i de_DE -f UTF-8 '%s/de_DE.UTF-8' 2>/dev/null", folder);
  if (system (command) != 0)
    return FALSE;
  g_setenv ("LOCPATH", folder, TRUE);
  return setlocale (LC_NUMERIC, "de_DE.UTF-8") != NULL;
}

static void
test_comma_locale (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = g_build_filename (fixture->folder, "again.xlsx", NULL);
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  g_autofree char *number = NULL;
  g_autoptr (GError) error = NULL;

  add_random (fixture, 60, 3, PLUMB_PROFILE_COMMITTEE);
  write_packets (fixture);
  if (!set_comma_locale (fixture->folder))
    {
      g_test_skip ("No locale with a decimal comma can be had");
      return;
    }
  number = g_strdup_printf ("%.1f", 4.5);
  g_assert_cmpstr (number, ==, "4,5");
  g_assert_true (plumb_xlsx_write (fixture->packets, again, TRUE, NULL, &error));
  setlocale (LC_NUMERIC, before);
  g_assert_no_error (error);
  assert_same_bytes (fixture->path, again);
}

/* Whole or not there. */

static void
test_existing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  add_random (fixture, 1, 1, PLUMB_PROFILE_COMMITTEE);
  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_false (plumb_xlsx_write (fixture->packets, fixture->path, FALSE, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  g_assert_cmpuint (count_entries (fixture->folder), ==, 1);
  write_packets (fixture);
  unpack (fixture);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *outside = g_build_filename (fixture->folder, "outside", NULL);
  g_autoptr (GError) error = NULL;

  add_random (fixture, 1, 1, PLUMB_PROFILE_COMMITTEE);
  g_assert_cmpint (symlink (outside, fixture->path), ==, 0);
  g_assert_false (plumb_xlsx_write (fixture->packets, fixture->path, TRUE, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
}

/* At every limit the old file stays and nothing else is left, or the new one is whole. */
static void
test_size_limits (Fixture *fixture, gconstpointer data)
{
  struct rlimit old;
  guint failed = 0;

  add_random (fixture, 1, 3, PLUMB_PROFILE_COMMITTEE);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  for (rlim_t limit = 512; limit <= 256 * 1024; limit *= 2)
    {
      g_autofree char *content = NULL;
      g_autoptr (GError) error = NULL;
      gboolean written;

      g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &(struct rlimit){ limit, old.rlim_max }), ==, 0);
      written = plumb_xlsx_write (fixture->packets, fixture->path, TRUE, NULL, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
      g_assert_cmpuint (count_entries (fixture->folder), ==, 1);
      if (written)
        continue;
      failed++;
      g_assert_nonnull (error);
      g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
      g_assert_cmpstr (content, ==, "old");
    }
  g_assert_cmpuint (failed, >, 4);
  write_packets (fixture);
  unpack (fixture);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_random (fixture, 1, 2, PLUMB_PROFILE_COMMITTEE);
  g_cancellable_cancel (cancellable);
  g_assert_false (plumb_xlsx_write (fixture->packets, fixture->path, FALSE, cancellable, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED);
  g_assert_cmpuint (count_entries (fixture->folder), ==, 0);
}

static void
test_missing_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "absent", "packet.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  add_random (fixture, 1, 1, PLUMB_PROFILE_COMMITTEE);
  g_assert_false (plumb_xlsx_write (fixture->packets, path, FALSE, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
}

/* A frame that is cut off or damaged, as the library leaves it when its disk runs full, is noticed while it is packed. */
static void
test_damaged_frame (Fixture *fixture, gconstpointer data)
{
  g_autofree char *frame = g_build_filename (fixture->folder, "frame.xlsx", NULL);
  g_autofree char *damaged = g_build_filename (fixture->folder, "damaged.xlsx", NULL);
  g_autofree char *content = NULL;
  PlumbStrings *strings = plumb_strings_new ();
  const PlumbPackSheet sheets[2] = { { 0 } };
  lxw_workbook *workbook = workbook_new (frame);
  gsize length;
  gsize noticed = 0, tried = 0;

  workbook_add_worksheet (workbook, NULL);
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
  g_assert_true (plumb_xlsx_pack (frame, fixture->path, "packet", sheets, 1, strings, NULL));
  unpack (fixture);
  g_assert_false (plumb_xlsx_pack (frame, fixture->path, "packet", sheets, 2, strings, NULL));

  g_assert_true (g_file_get_contents (frame, &content, &length, NULL));
  for (gsize cut = 1; cut <= length; cut += 97)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (damaged, content, (gssize)(length - cut), NULL));
      g_assert_false (plumb_xlsx_pack (damaged, fixture->path, "packet", sheets, 1, strings, &error));
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_FULL);
    }
  for (gsize at = 100; at < length; at += 31)
    {
      content[at] ^= 0x10;
      g_assert_true (g_file_set_contents (damaged, content, (gssize)length, NULL));
      content[at] ^= 0x10;
      tried++;
      noticed += !plumb_xlsx_pack (damaged, fixture->path, "packet", sheets, 1, strings, NULL);
    }
  g_assert_cmpuint (noticed * 10, >, tried * 8);
  plumb_strings_free (strings);
}

/* Leaks: no hidden sheet, property or string tells what the profile leaves out. */
static void
test_totals_leak_nothing (Fixture *fixture, gconstpointer data)
{
  for (guint n = 1; n <= 4; n += 3)
    {
      g_autofree char *parts = NULL;

      g_ptr_array_set_size (fixture->packets, 0);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (GRand) random = g_rand_new_with_seed (200 + i);
          PlumbLoop *loop = fixture_random_loop (random, NULL);

          for (guint j = 0; j < loop->people->len; j++)
            {
              plumb_set_string (&((PlumbPerson *)g_ptr_array_index (loop->people, j))->name, "Zxqv Wvnk");
              plumb_set_string (&((PlumbPerson *)g_ptr_array_index (loop->people, j))->email, "zxqv@example.org");
            }
          for (guint j = 0; j < loop->assignments->len; j++)
            {
              PlumbScorecard *card = ((PlumbAssignment *)g_ptr_array_index (loop->assignments, j))->card;

              plumb_set_string (&card->summary, "Zxqv summary");
              for (guint k = 0; k < card->answers->len; k++)
                plumb_set_string (&((PlumbAnswer *)g_ptr_array_index (card->answers, k))->notes, "Zxqv notes");
            }
          add_packet (fixture, loop, PLUMB_PROFILE_TOTALS);
        }
      write_packets (fixture);
      parts = dup_parts (fixture);
      g_assert_null (strstr (parts, "Zxqv"));
      g_assert_null (strstr (parts, "zxqv"));
      g_assert_nonnull (strstr (parts, "Panelist A"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_test_add_func ("/xlsx/text", test_text);
  g_test_add_func ("/xlsx/text-limit", test_text_limit);
#define ADD(name, function) g_test_add ("/xlsx/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("well-formed", test_well_formed);
  ADD ("hostile", test_hostile);
  ADD ("long-notes", test_long_notes);
  ADD ("deterministic", test_deterministic);
  ADD ("source", test_source);
  ADD ("comma-locale", test_comma_locale);
  ADD ("existing", test_existing);
  ADD ("link", test_link);
  ADD ("size-limits", test_size_limits);
  ADD ("cancelled", test_cancelled);
  ADD ("missing-folder", test_missing_folder);
  ADD ("damaged-frame", test_damaged_frame);
  ADD ("totals-leak-nothing", test_totals_leak_nothing);
#undef ADD
  return g_test_run ();
}
