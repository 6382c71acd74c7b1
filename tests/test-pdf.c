/* test-pdf.c - text is broken within its measure, packets of any text become pages, files are whole or not there. */
#include "app/error.h"
#include "app/text.h"
#include "exports/pages-parts.h"
#include "exports/pages-strips.h"
#include "exports/pages-word.h"
#include "exports/pdf.h"
#include "tests/fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define MADE_AT G_GINT64_CONSTANT (1795000000000000)

/* --- text ----------------------------------------------------------------------------------------------------------------------- */

static void
test_set_lines (void)
{
  static const struct
  {
    const char *text;
    double width;
    guint lines;
  } cases[] = {
    { "", 100, 1 },
    { "word", 100, 1 },
    { "one\ntwo", 100, 2 },
    { "one\n\nthree", 100, 3 },
    { "one ", 100, 1 },
    { "ends with a break\n", 200, 1 },
    { "  indented", 100, 1 },
    { "שלום", 100, 1 },
    { "one\tafter a tab", 200, 1 },
  };
  g_autoptr (PlumbType) type = plumb_type_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlumbSet) set = plumb_set_new (type, PLUMB_STYLE_BODY, cases[i].text, cases[i].width);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpuint (plumb_set_get_n_lines (set), ==, cases[i].lines);
      g_assert_cmpfloat (plumb_set_get_width (set), <=, cases[i].width);
    }
}

/* Words that fit stay whole, and no line is wider than its measure, in any script and for words of any length. */
static void
test_set_measure (void)
{
  g_autoptr (PlumbType) type = plumb_type_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *text = fixture_random_text (random, FALSE);
      g_autofree char *shown = plumb_text_dup_shown (text);
      double width = g_rand_double_range (random, 40, 500);
      g_autoptr (PlumbSet) set = plumb_set_new (type, g_rand_int_range (random, 0, PLUMB_N_STYLES), shown, width);

      g_assert_cmpuint (plumb_set_get_n_lines (set), >=, 1);
      g_assert_cmpfloat (plumb_set_get_width (set), <=,
                         width + (width < 60 ? 40 : 14)); /* one wide letter; a space that hangs out */
      g_assert_cmpfloat (plumb_set_get_height (set), >, 0);
    }
}

/* The line breaks written for speed are those that Pango makes. */
static void
test_set_like_pango (void)
{
  static const char text[]
      = "Ledger posting with an idempotency-key, two retries and an out-of-order event; the/path/of a request "
        "crosses naïve façades – and “quoted words” stay together with their marks (most of the time).";
  g_autoptr (PlumbType) type = plumb_type_new ();
  /* A zero-width joiner at the end sends the same words the other way. */
  g_autofree char *joined = g_strconcat (text, "\xe2\x80\x8d", NULL);

  for (double width = 90; width < 480; width += 30)
    {
      g_autoptr (PlumbSet) own = plumb_set_new (type, PLUMB_STYLE_BODY, text, width);
      g_autoptr (PlumbSet) pango = plumb_set_new (type, PLUMB_STYLE_BODY, joined, width);

      g_assert_cmpint (ABS ((int)plumb_set_get_n_lines (own) - (int)plumb_set_get_n_lines (pango)), <=, 1);
    }
}

/* Chunks of a long text leave nothing out and keep its direction. */
static void
test_set_chunks (void)
{
  g_autoptr (PlumbType) type = plumb_type_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PlumbSet) set = NULL;
  int bytes = 0;

  while (text->len < 20000)
    g_string_append (text, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 123 abc ");
  set = plumb_set_new (type, PLUMB_STYLE_BODY, text->str, 400);
  g_assert_cmpuint (plumb_set_get_n_lines (set), >, 100);
  for (guint i = 0; i < plumb_set_get_n_lines (set); i++)
    {
      const PlumbLine *line = &g_array_index (set->lines, PlumbLine, i);

      g_assert_cmpint (line->pango->resolved_dir, ==, PANGO_DIRECTION_RTL);
      g_assert_cmpfloat (line->width, <=, 401);
      bytes += line->pango->length;
    }
  /* All bytes once, and a mark of three before each chunk but the first. */
  g_assert_cmpint (bytes, ==, (int)text->len + 3 * ((int)set->layouts->len - 1));
}

static void
test_set_missing (void)
{
  g_autoptr (PlumbType) type = plumb_type_new ();
  g_autoptr (PlumbSet) plain = plumb_set_new (type, PLUMB_STYLE_BODY, "Plain words", 200);
  g_autoptr (PlumbSet) private_use = plumb_set_new (type, PLUMB_STYLE_BODY, "A \xf4\x8f\xbf\xb0 B", 200);
  g_autoptr (GArray) missing = plumb_type_list_missing (type);
  g_autoptr (GArray) forgotten = NULL;

  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpuint (g_array_index (missing, gunichar, 0), ==, 0x10fff0);
  plumb_type_forget_missing (type);
  forgotten = plumb_type_list_missing (type);
  g_assert_cmpuint (forgotten->len, ==, 0);
}

/* --- packets -------------------------------------------------------------------------------------------------------------------- */

/* Takes the loop. */
static PlumbPacket *
make_packet (PlumbLoop *loop, PlumbProfileKind profile)
{
  PlumbPacketOptions options = { .profile = profile, .made_at = MADE_AT, .made_by = "Tester" };
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);

  return plumb_packet_new (snapshot, NULL, &options);
}

static GPtrArray *
make_packets (guint32 seed, guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GPtrArray *packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (packets, make_packet (fixture_random_loop (random, NULL), (PlumbProfileKind)(i % 4)));
  return packets;
}

/* Draws every page as a screen would, at half size; each must leave ink. */
static void
check_pages (GPtrArray *packets, PlumbPaper paper)
{
  g_autoptr (PlumbPages) pages = plumb_pages_new (packets, paper);
  double width = 0, height = 0;

  plumb_pages_get_size (pages, &width, &height);
  g_assert_cmpuint (plumb_pages_get_count (pages), >=, packets->len);
  for (guint i = 0; i < plumb_pages_get_count (pages); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, (int)(width / 2), (int)(height / 2));
      cairo_t *cr = cairo_create (surface);
      const guchar *bytes = NULL;
      gsize length = 0, ink = 0;

      cairo_scale (cr, 0.5, 0.5);
      plumb_pages_draw (pages, i, cr);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      bytes = cairo_image_surface_get_data (surface);
      length = (gsize)cairo_image_surface_get_stride (surface) * (gsize)cairo_image_surface_get_height (surface);
      for (gsize b = 0; b < length; b++)
        ink += bytes[b] > 40;
      g_assert_cmpuint (ink, >, 100);
      cairo_surface_destroy (surface);
    }
}

static void
test_draw (void)
{
  g_autoptr (GPtrArray) packets = make_packets (5, 12);

  check_pages (packets, PLUMB_PAPER_A4);
  check_pages (packets, PLUMB_PAPER_LETTER);
}

static PlumbLoop *
make_texts_loop (const char *text)
{
  static const FixtureTemplate shape = {
    .competencies = { { "sys", 60 }, { "code", 40 } },
    .stages = { { "phone", 1, { { "sys", 1 }, { "code", 2 } } } },
  };
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  PlumbAssignment *assignment = fixture_add_card (loop, "phone", "Ada Osei", PLUMB_SEAT_INTERVIEWER, "3 2");
  PlumbFlag *flag = fixture_add_flag (loop, assignment, PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_OPEN);

  plumb_set_string (&assignment->card->summary, text);
  plumb_set_string (&assignment->card->handover, text);
  for (guint i = 0; i < assignment->card->answers->len; i++)
    plumb_set_string (&((PlumbAnswer *)g_ptr_array_index (assignment->card->answers, i))->notes, text);
  if (strlen (text) <= PLUMB_LINE_MAX)
    plumb_set_string (&flag->quote, text);
  if (strlen (text) <= PLUMB_NAME_MAX)
    {
      plumb_set_string (&loop->candidate->name, text);
      plumb_set_string (&flag->label, text);
    }
  return loop;
}

static void
test_hostile_text (void)
{
  static const char *const texts[] = {
    "<b>bold</b> &amp; <span foreground='red'>markup",
    "\xe2\x80\xae"
    "evil\xe2\x80\xac \xe2\x81\xa6isolate\xe2\x81\xa9",
    "Z\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88\xcc\x89\xcc\x8a\xcc\x8b\xcc\x8c\xcc\x8d\xcc\x8e",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb \xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d (abc) 123",
    "\xe9\x9d\xa2\xe6\x8e\xa5\xe8\xae\xb0\xe5\xbd\x95",
    "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaa",
    "'quotes' \\ and )( parentheses >> << endobj",
    "\n\n\n  \n",
    "%s %n %d",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);

      g_ptr_array_add (packets, make_packet (make_texts_loop (texts[i]), PLUMB_PROFILE_COMMITTEE));
      check_pages (packets, PLUMB_PAPER_A4);
    }
}

static void
test_huge_notes (void)
{
  static const char *const units[] = { "word ", "w", "\n", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d ", "\xe9\x9d\xa2" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_sized_new (PLUMB_NOTE_MAX);
      g_autoptr (GPtrArray) packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
      g_autoptr (PlumbPages) pages = NULL;

      while (text->len + strlen (units[i]) <= PLUMB_NOTE_MAX)
        g_string_append (text, units[i]);
      g_ptr_array_add (packets, make_packet (make_texts_loop (text->str), PLUMB_PROFILE_COMMITTEE));
      pages = plumb_pages_new (packets, PLUMB_PAPER_A4);
      g_assert_cmpuint (plumb_pages_get_count (pages), >=, i == 2 ? 3 : 20);
    }
}

/* --- files ---------------------------------------------------------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  char *path;
  GPtrArray *packets;
} Place;

static void
open_place (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("plumb-pdf-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "packet.pdf", NULL);
  place->packets = make_packets (21, 3);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
close_place (Place *place, gconstpointer data)
{
  g_unlink (place->path);
  g_assert_cmpuint (count_files (place->folder), ==, 0);
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->path);
  g_ptr_array_unref (place->packets);
}

static char *
read_file (const char *path, gsize *length)
{
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

static void
test_same_bytes (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize first_length = 0, second_length = 0;

  g_assert_true (plumb_pdf_write (place->packets, PLUMB_PAPER_A4, place->path, FALSE, NULL, &error));
  g_assert_no_error (error);
  first = read_file (place->path, &first_length);
  g_assert_true (g_str_has_prefix (first, "%PDF-"));
  g_assert_true (plumb_pdf_write (place->packets, PLUMB_PAPER_A4, place->path, TRUE, NULL, &error));
  second = read_file (place->path, &second_length);
  g_assert_cmpmem (first, first_length, second, second_length);
}

static void
test_existing (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_set_contents (place->path, "mine", -1, NULL));
  g_assert_false (plumb_pdf_write (place->packets, PLUMB_PAPER_A4, place->path, FALSE, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  bytes = read_file (place->path, &length);
  g_assert_cmpmem (bytes, length, "mine", 4);
  g_assert_cmpuint (count_files (place->folder), ==, 1);
}

static void
test_no_folder (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (place->folder, "absent", "packet.pdf", NULL);

  g_assert_false (plumb_pdf_write (place->packets, PLUMB_PAPER_A4, path, FALSE, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == PLUMB_ERROR);
}

/* A disk that fills up half-way: an error, the old file untouched, nothing left behind. */
static void
test_full (Place *place, gconstpointer data)
{
  struct rlimit before, small;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;
  gboolean written = TRUE;

  g_assert_true (g_file_set_contents (place->path, "mine", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 20000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  written = plumb_pdf_write (place->packets, PLUMB_PAPER_A4, place->path, TRUE, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (written);
  g_assert_error (error, PLUMB_ERROR, (int)plumb_error_from_errno (EFBIG));
  bytes = read_file (place->path, &length);
  g_assert_cmpmem (bytes, length, "mine", 4);
  g_assert_cmpuint (count_files (place->folder), ==, 1);
}

static void
test_cancelled (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_false (plumb_pdf_write (place->packets, PLUMB_PAPER_A4, place->path, FALSE, cancellable, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (place->folder), ==, 0);
}

/* What any tool must find without unpacking: the anchor, and who made it when. */
static void
test_information (Place *place, gconstpointer data)
{
  static const char hash[] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  static const char *const wanted[]
      = { "/Title <feff", "/Author (Tester)", "/Producer (Plumbline)", "/CreationDate (D:20261118110640Z)", "/Type /Metadata" };
  PlumbPacketOptions options = { .profile = PLUMB_PROFILE_COMMITTEE, .made_at = MADE_AT, .made_by = "Tester" };
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (make_texts_loop ("Priya Raman"), NULL, PLUMB_ROLE_COORDINATOR);
  g_autoptr (GPtrArray) packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
  g_autofree char *bytes = NULL;
  g_autofree char *anchor = g_strdup_printf ("/Keywords (plumbline-anchor 412 %s", hash);
  gsize length = 0;

  plumb_snapshot_set_anchor (snapshot, 412, hash);
  g_ptr_array_add (packets, plumb_packet_new (snapshot, NULL, &options));
  g_assert_true (plumb_pdf_write (packets, PLUMB_PAPER_A4, place->path, FALSE, NULL, NULL));
  bytes = read_file (place->path, &length);
  g_assert_nonnull (memmem (bytes, length, anchor, strlen (anchor)));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (memmem (bytes, length, wanted[i], strlen (wanted[i])) == NULL)
      g_error ("“%s” is not in the file", wanted[i]);
}

static PlumbPacket *
make_until_third (guint index, gpointer data, GError **error)
{
  GPtrArray *packets = data;

  if (index < 2)
    return plumb_packet_ref (g_ptr_array_index (packets, index));
  g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "No such loop");
  return NULL;
}

/* A packet that can't be made leaves no file, however far the writer came. */
static void
test_failing_source (Place *place, gconstpointer data)
{
  PlumbPacketSource source = { .n = 3, .make_packet = make_until_third, .data = place->packets };
  g_autoptr (GError) error = NULL;

  g_assert_false (plumb_pdf_write_from (&source, PLUMB_PAPER_A4, place->path, FALSE, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (place->folder), ==, 0);
}

/* Packets one by one are the same file as packets at hand. */
static PlumbPacket *
take_packet (guint index, gpointer data, GError **error)
{
  return plumb_packet_ref (g_ptr_array_index ((GPtrArray *)data, index));
}

static void
test_source (Place *place, gconstpointer data)
{
  PlumbPacketSource source = { .n = place->packets->len, .make_packet = take_packet, .data = place->packets };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize first_length = 0, second_length = 0;

  g_assert_true (plumb_pdf_write (place->packets, PLUMB_PAPER_LETTER, place->path, FALSE, NULL, NULL));
  first = read_file (place->path, &first_length);
  g_assert_true (plumb_pdf_write_from (&source, PLUMB_PAPER_LETTER, place->path, TRUE, NULL, NULL));
  second = read_file (place->path, &second_length);
  g_assert_cmpmem (first, first_length, second, second_length);
}

#define ADD_PLACE(name, function) g_test_add ("/pdf/file/" name, Place, NULL, open_place, function, close_place)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/set/lines", test_set_lines);
  g_test_add_func ("/pdf/set/measure", test_set_measure);
  g_test_add_func ("/pdf/set/like-pango", test_set_like_pango);
  g_test_add_func ("/pdf/set/chunks", test_set_chunks);
  g_test_add_func ("/pdf/set/missing", test_set_missing);
  g_test_add_func ("/pdf/pages/draw", test_draw);
  g_test_add_func ("/pdf/pages/hostile", test_hostile_text);
  g_test_add_func ("/pdf/pages/huge", test_huge_notes);
  ADD_PLACE ("same-bytes", test_same_bytes);
  ADD_PLACE ("existing", test_existing);
  ADD_PLACE ("no-folder", test_no_folder);
  ADD_PLACE ("full", test_full);
  ADD_PLACE ("cancelled", test_cancelled);
  ADD_PLACE ("information", test_information);
  ADD_PLACE ("failing-source", test_failing_source);
  ADD_PLACE ("source", test_source);
  return g_test_run ();
}
