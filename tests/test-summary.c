/* test-summary.c - the summary of one page, as text and as a picture, says what the profile lets out and no more. */
#include "app/error.h"
#include "app/text.h"
#include "exports/png.h"
#include "exports/summary-text.h"
#include "tests/fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define MADE_AT G_GINT64_CONSTANT (1795000000000000)

/* Takes the loop. */
static PlumbPacket *
make_packet (PlumbLoop *loop, PlumbProfileKind profile)
{
  PlumbPacketOptions options = { .profile = profile, .made_at = MADE_AT, .made_by = "Tester", .zone = "UTC" };
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);

  plumb_snapshot_set_anchor (snapshot, 412, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  return plumb_packet_new (snapshot, NULL, &options);
}

static PlumbLoop *
make_loop (const char *name, const char *label)
{
  static const FixtureTemplate shape = {
    .competencies = { { "sys", 60 }, { "code", 40 } },
    .stages = { { "phone", 1, { { "sys", 1 }, { "code", 2 } } }, { "onsite", 2, { { "sys", 1 }, { "code", 1 } } } },
  };
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  PlumbAssignment *first = fixture_add_card (loop, "phone", "Ada Osei", PLUMB_SEAT_INTERVIEWER, "4 4");
  PlumbAssignment *second = fixture_add_card (loop, "onsite", "Mika Ito", PLUMB_SEAT_INTERVIEWER, "2 2");
  PlumbFlag *flag = fixture_add_flag (loop, second, PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_OPEN);
  PlumbVote *vote = plumb_vote_new ();

  plumb_set_string (&loop->candidate->name, name);
  plumb_set_string (&flag->label, label);
  plumb_set_string (&flag->quote, "the quoted words");
  plumb_set_string (&first->card->summary, "a private summary");
  first->card->recommendation = PLUMB_RECOMMENDATION_STRONG_YES;
  second->card->recommendation = PLUMB_RECOMMENDATION_NO;
  plumb_set_string (&vote->assignment, first->id);
  vote->round = PLUMB_ROUND_READING;
  vote->value = PLUMB_RECOMMENDATION_YES;
  vote->at = MADE_AT - 1;
  g_ptr_array_add (loop->votes, vote);
  return loop;
}

static void
check_has (const char *text, const char *wanted, gboolean there)
{
  if ((strstr (text, wanted) != NULL) != there)
    g_error ("“%s” is %s in:\n%s", wanted, there ? "not" : "still", text);
}

static void
test_text (void)
{
  g_autoptr (PlumbPacket) packet = make_packet (make_loop ("Priya Raman", "No rollback plan"), PLUMB_PROFILE_COMMITTEE);
  g_autofree char *text = plumb_summary_text_dup (packet);
  g_autofree char *composite = g_strdup_printf ("Composite %s of 4", packet->evaluation->composite.text);

  check_has (text, "Priya Raman - ", TRUE);
  check_has (text, composite, TRUE);
  check_has (text, "Ada Osei (Interviewer): Strong yes, then Yes\n", TRUE);
  check_has (text, "Mika Ito (Interviewer): No\n", TRUE);
  check_has (text, "Major, open: No rollback plan", TRUE);
  check_has (text, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n", TRUE);
  check_has (text, "private summary", FALSE);
  check_has (text, "quoted words", FALSE);
  for (guint i = 0; i < packet->evaluation->gates->len; i++)
    check_has (text, ((PlumbGate *)g_ptr_array_index (packet->evaluation->gates, i))->title, TRUE);
}

/* A hold waits for something, a hire has conditions: one heading or the other. */
static void
test_text_decision (void)
{
  static const struct
  {
    PlumbDecisionValue value;
    const char *heading, *other;
  } cases[] = { { PLUMB_DECISION_HIRE, "Conditions: A design interview", "What is missing" },
                { PLUMB_DECISION_NO_HIRE, "Conditions: A design interview", "What is missing" },
                { PLUMB_DECISION_HOLD, "What is missing: A design interview", "Conditions" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PlumbLoop *loop = make_loop ("Priya Raman", "No rollback plan");
      g_autoptr (PlumbPacket) packet = NULL;
      const PlumbDecision *decision;
      g_autofree char *text = NULL;

      fixture_add_decision (loop, cases[i].value, "A design interview");
      packet = make_packet (loop, PLUMB_PROFILE_COMMITTEE);
      decision = plumb_loop_get_decision (packet->loop);
      text = plumb_summary_text_dup (packet);

      g_assert_cmpstr (plumb_decision_get_missing (decision), ==, i == 2 ? "A design interview" : "");
      g_assert_cmpstr (plumb_decision_get_conditions (decision), ==, i == 2 ? "" : "A design interview");
      check_has (text, plumb_decision_to_label (cases[i].value), TRUE);
      check_has (text, cases[i].heading, TRUE);
      check_has (text, cases[i].other, FALSE);
    }
}

static void
test_text_profiles (void)
{
  static const struct
  {
    PlumbProfileKind profile;
    gboolean policy, flags, votes;
  } cases[] = {
    { PLUMB_PROFILE_COMMITTEE, TRUE, TRUE, TRUE },
    { PLUMB_PROFILE_TOTALS, TRUE, TRUE, TRUE },
    { PLUMB_PROFILE_CANDIDATE, FALSE, FALSE, FALSE },
    { PLUMB_PROFILE_AUDIT, TRUE, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlumbPacket) packet = make_packet (make_loop ("Priya Raman", "No rollback plan"), cases[i].profile);
      g_autofree char *text = plumb_summary_text_dup (packet);
      gboolean names = cases[i].profile == PLUMB_PROFILE_COMMITTEE || cases[i].profile == PLUMB_PROFILE_AUDIT;

      check_has (text, "GATES", cases[i].policy);
      check_has (text, "Composite", cases[i].policy);
      check_has (text, "weight", cases[i].policy);
      check_has (text, "RED FLAGS", cases[i].flags);
      check_has (text, "VOTES", cases[i].votes);
      check_has (text, "Osei", names);
      check_has (text, "Ito", names);
    }
}

/* Long lines are wrapped, hidden controls are shown, and nothing looks like a quote or another mail. */
static void
test_text_hostile (void)
{
  g_autoptr (GString) label = g_string_new ("\xe2\x80\xae"
                                            "evil");
  g_autoptr (PlumbPacket) packet = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append (label, " From >quoted");
  packet = make_packet (make_loop (">From\nFrom x", label->str), PLUMB_PROFILE_COMMITTEE);
  text = plumb_summary_text_dup (packet);
  check_has (text, "\xe2\x80\xae", FALSE);
  check_has (text, "[U+202E]", TRUE);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, 72);
      g_assert_false (g_str_has_prefix (lines[i], ">"));
      g_assert_false (g_str_has_prefix (lines[i], "From "));
    }
}

static void
test_text_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (PlumbPacket) packet = make_packet (fixture_random_loop (random, NULL), (PlumbProfileKind)(i % 4));
      g_autofree char *text = plumb_summary_text_dup (packet);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (strlen (text), >, 100);
    }
}

/* --- pictures ------------------------------------------------------------------------------------------------------------------- */

static void
test_picture (void)
{
  g_autoptr (PlumbPacket) packet = make_packet (make_loop ("Priya Raman", "No rollback plan"), PLUMB_PROFILE_COMMITTEE);
  cairo_surface_t *surface = plumb_png_draw (packet, 600);
  const guchar *pixels = cairo_image_surface_get_data (surface);
  gsize dark = 0;

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 600);
  g_assert_cmpint (cairo_image_surface_get_height (surface), >, 400);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < 600; x++)
      {
        guchar green = pixels[y * cairo_image_surface_get_stride (surface) + 4 * x + 1];

        dark += green < 100;
        if (x < 40 || x >= 560)
          g_assert_cmpuint (green, >, 250);
      }
  g_assert_cmpuint (dark, >, 1500);
  cairo_surface_destroy (surface);
}

static void
test_picture_bytes (void)
{
  g_autoptr (PlumbPacket) packet = make_packet (make_loop ("Priya Raman", "No rollback plan"), PLUMB_PROFILE_COMMITTEE);
  g_autoptr (PlumbPacket) totals = make_packet (make_loop ("Priya Raman", "No rollback plan"), PLUMB_PROFILE_TOTALS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = plumb_png_make (packet, 500, &error);
  g_autoptr (GBytes) second = plumb_png_make (packet, 500, &error);
  g_autoptr (GBytes) other = plumb_png_make (totals, 500, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_false (g_bytes_equal (first, other));
  g_assert_cmpmem (g_bytes_get_data (first, NULL), 4, "\x89PNG", 4);
}

static void
test_picture_file (void)
{
  g_autoptr (PlumbPacket) packet = make_packet (make_loop ("Priya Raman", "No rollback plan"), PLUMB_PROFILE_COMMITTEE);
  g_autofree char *folder = g_dir_make_tmp ("plumb-png-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "summary.png", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_png_write (packet, PLUMB_PNG_WIDTH, path, FALSE, &error));
  g_assert_no_error (error);
  g_assert_false (plumb_png_write (packet, PLUMB_PNG_WIDTH, path, FALSE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (plumb_png_write (packet, 1, path, TRUE, &error));
  g_assert_no_error (error);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summary/text", test_text);
  g_test_add_func ("/summary/text/decision", test_text_decision);
  g_test_add_func ("/summary/text/profiles", test_text_profiles);
  g_test_add_func ("/summary/text/hostile", test_text_hostile);
  g_test_add_func ("/summary/text/random", test_text_random);
  g_test_add_func ("/summary/picture", test_picture);
  g_test_add_func ("/summary/picture/bytes", test_picture_bytes);
  g_test_add_func ("/summary/picture/file", test_picture_file);
  return g_test_run ();
}
