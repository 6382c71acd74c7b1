/* test-profile.c - profiles of one's own in their file, and dates as a document writes them. */
#include "app/error.h"
#include "exports/profile.h"

#include <glib/gstdio.h>
#include <string.h>

#define EVENING G_GINT64_CONSTANT (1795126980000000) /* 2026-11-19 22:23 UTC */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("plumb-profile-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "deep", "profiles.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_path_get_dirname (fixture->path);

  g_unlink (fixture->path);
  g_rmdir (deep);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static PlumbProfile *
make_profile (const char *name)
{
  PlumbProfile *profile = plumb_profile_new (PLUMB_PROFILE_AUDIT);

  plumb_set_string (&profile->name, name);
  profile->names = PLUMB_NAMES_INITIALS;
  profile->omit = PLUMB_OMIT_TEXTS | PLUMB_OMIT_METHOD;
  profile->hides_candidate = TRUE;
  profile->dates = PLUMB_DATES_ISO;
  profile->zone = g_strdup ("Europe/Madrid");
  profile->paper = PLUMB_PAPER_LETTER;
  return profile;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Blind; review = [x]", "Ünïcode العربية", "  spaced  ", "a\\nb" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PlumbProfile) profile = make_profile (names[i]);
      g_autoptr (PlumbProfile) found = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (plumb_profiles_save (fixture->path, profile, &error));
      g_assert_no_error (error);
      found = plumb_profiles_find (fixture->path, names[i], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (found->name, ==, names[i]);
      g_assert_true (plumb_profile_equal (found, profile));
    }
}

static void
test_replace_and_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlumbProfile) profile = make_profile ("Mine");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_profiles_save (fixture->path, profile, &error));
  profile->omit = PLUMB_OMIT_NOTHING;
  g_assert_true (plumb_profiles_save (fixture->path, profile, &error));
  all = plumb_profiles_load (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpint (((PlumbProfile *)g_ptr_array_index (all, 0))->omit, ==, PLUMB_OMIT_NOTHING);
  g_assert_true (plumb_profiles_remove (fixture->path, "Mine", &error));
  g_assert_false (plumb_profiles_remove (fixture->path, "Mine", &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
}

static void
test_bad_names (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "", "   ", "audit", "two\nlines", "bad \xff" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PlumbProfile) profile = make_profile (names[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (plumb_profiles_save (fixture->path, profile, &error));
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
}

/* A file with anything wrong in it is told of and left as it is. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  static const char *const broken[]
      = { "profile=everything", "names=none", "leaves-out=figures;", "zone=Mars/Olympus", "dates=never" };
  g_autoptr (PlumbProfile) profile = make_profile ("Mine");
  g_autofree char *good = NULL;

  g_assert_true (plumb_profiles_save (fixture->path, profile, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &good, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *bad = g_strconcat (good, broken[i], "\n", NULL);
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->path, bad, -1, NULL));
      g_assert_null (plumb_profiles_load (fixture->path, &error));
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "profile 1"));
      g_assert_false (plumb_profiles_save (fixture->path, profile, NULL));
      g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, bad);
    }
}

static void
test_narrowing (void)
{
  g_autoptr (PlumbProfile) profile = make_profile ("Mine");
  g_autoptr (PlumbProfile) plain = plumb_profile_new (PLUMB_PROFILE_TOTALS);
  g_autofree char *text = plumb_profile_dup_narrowing (profile);
  g_autofree char *nothing = plumb_profile_dup_narrowing (plain);

  g_assert_cmpstr (text, ==, "Without notes and quotes, without method, panelists by initials, candidate’s name hidden");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_dates (void)
{
  static const struct
  {
    PlumbDateStyle style;
    const char *zone;
    const char *date;
    const char *date_time;
    int hours; /* ahead of UTC */
  } cases[] = {
    { PLUMB_DATES_DAY_FIRST, "UTC", "19 November 2026", "19 Nov 2026, 22:23 UTC", 0 },
    { PLUMB_DATES_MONTH_FIRST, "America/New_York", "November 19, 2026", "Nov 19, 2026, 17:23 EST", -5 },
    { PLUMB_DATES_ISO, "Asia/Tokyo", "2026-11-20", "2026-11-20 07:23 JST", 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GTimeZone) zone = plumb_dates_parse_zone (cases[i].zone, &error);
      const PlumbDates dates = { cases[i].style, zone };
      g_autofree char *date = plumb_dates_dup_date (&dates, EVENING);
      g_autofree char *date_time = plumb_dates_dup_date_time (&dates, EVENING);
      g_autofree char *name = plumb_dates_dup_zone_name (&dates);
      g_autofree char *unset = plumb_dates_dup_date_time (&dates, 0);

      g_assert_no_error (error);
      g_assert_cmpstr (date, ==, cases[i].date);
      g_assert_cmpstr (date_time, ==, cases[i].date_time);
      g_assert_cmpint (plumb_dates_get_wall (&dates, EVENING) - EVENING, ==, cases[i].hours * G_TIME_SPAN_HOUR);
      g_assert_cmpint (plumb_dates_get_wall (&dates, 0), ==, 0);
      g_assert_cmpstr (name, ==, cases[i].zone);
      g_assert_cmpstr (unset, ==, "");
    }
}

static void
test_spans (void)
{
  const gint64 day = G_TIME_SPAN_DAY;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const PlumbDates plain = { PLUMB_DATES_DAY_FIRST, utc };
  const PlumbDates iso = { PLUMB_DATES_ISO, utc };
  const struct
  {
    const PlumbDates *dates;
    gint64 days;
    const char *text;
  } cases[] = {
    { &plain, 0, "19 November 2026" },
    { &plain, 3, "19 to 22 November 2026" },
    { &plain, 20, "19 November to 9 December 2026" },
    { &plain, 60, "19 November 2026 to 18 January 2027" },
    { &iso, 3, "2026-11-19 to 2026-11-22" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = plumb_dates_dup_span (cases[i].dates, EVENING, EVENING + cases[i].days * day);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_zones (void)
{
  static const char *const bad[] = { "", "Nowhere/Town", "/etc/passwd", "../../etc/passwd", "Europe/Madrid " };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (plumb_dates_parse_zone (bad[i], &error));
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/profile/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/profile/replace-and-remove", Fixture, NULL, set_up, test_replace_and_remove, tear_down);
  g_test_add ("/profile/bad-names", Fixture, NULL, set_up, test_bad_names, tear_down);
  g_test_add ("/profile/damage", Fixture, NULL, set_up, test_damage, tear_down);
  g_test_add_func ("/profile/narrowing", test_narrowing);
  g_test_add_func ("/dates/styles", test_dates);
  g_test_add_func ("/dates/spans", test_spans);
  g_test_add_func ("/dates/zones", test_zones);
  return g_test_run ();
}
