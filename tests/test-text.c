/* test-text.c - text at the borders: what is refused, how it is repaired, how it is shown, which names it may give to files. Instants
 * and ids with it. */
#include "app/error.h"
#include "app/instant.h"
#include "app/text.h"

#include <string.h>

static void
test_check (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    gsize max;
    gboolean good;
  } cases[] = {
    { "", -1, 0, TRUE },
    { "plain", -1, 5, TRUE },
    { "plain", -1, 4, FALSE },
    { "plainly", 5, 5, TRUE },
    { "tab\tand\nnewline", -1, 100, TRUE },
    { "carriage\rreturn", -1, 100, FALSE },
    { "bell\a", -1, 100, FALSE },
    { "escape\x1b[2J", -1, 100, FALSE },
    { "a\0b", 3, 100, FALSE },
    { "Größe 数据 🚀", -1, 100, TRUE },
    { "\xc3", -1, 100, FALSE },
    { "\xc3\xb6", 1, 100, FALSE },
    { "\xed\xa0\x80", -1, 100, FALSE }, /* a surrogate */
    { "\xc0\xaf", -1, 100, FALSE },     /* an overlong slash */
    { "\xf4\x90\x80\x80", -1, 100, FALSE },
    { "\xef\xbf\xbe", -1, 100, FALSE }, /* U+FFFE */
    { "\xef\xbf\xbf", -1, 100, FALSE },
    { "\xef\xbf\xbd", -1, 100, TRUE },
    { "\x7f", -1, 100, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean good = plumb_text_check (cases[i].text, cases[i].length, cases[i].max, "the field", &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (good, ==, cases[i].good);
      if (good)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "the field "));
    }
}

static void
test_check_filled (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_text_check_filled (" a ", 10, "the name", &error));
  g_assert_false (plumb_text_check_filled ("", 10, "the name", &error));
  g_assert_cmpstr (error->message, ==, "the name is empty; fill it in");
  g_assert_false (plumb_text_check_filled (" \t\n", 10, "the name", NULL));
  g_assert_false (plumb_text_check_filled ("\u00a0\u200b", 10, "the name", NULL)); /* nothing one could see */
  g_assert_false (plumb_text_check_filled ("too long", 3, "the name", NULL));
}

static void
test_repair (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    gsize max;
    const char *repaired;
  } cases[] = {
    { "fine", -1, 10, "fine" },
    { "a\r\nb\rc\n", -1, 10, "a\nb\nc\n" },
    { "a\x01\x1f"
      "b\x0c",
      -1, 10, "ab" },
    { "a\xff"
      "b",
      -1, 10, "a\uFFFDb" },
    { "a\0b", 3, 10, "a\uFFFDb" },
    { "\xef\xbf\xbf", -1, 10, "\uFFFD" },
    { "Größe", -1, 3, "Gr" },
    { "Größe", -1, 4, "Grö" },
    { "🚀🚀", -1, 7, "🚀" },
    { "abc", -1, 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *repaired = plumb_text_dup_repaired (cases[i].text, cases[i].length, cases[i].max);

      g_assert_cmpstr (repaired, ==, cases[i].repaired);
      g_assert_true (plumb_text_check (repaired, -1, cases[i].max, "it", NULL));
    }
}

/* Whatever bytes come in, what comes out is accepted. */
static void
test_repair_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 2000; i++)
    {
      char bytes[40];
      gsize max = (gsize)g_rand_int_range (random, 0, 50);
      g_autofree char *repaired = NULL;
      g_autofree char *shown = NULL;
      g_autofree char *name = NULL;

      for (gsize j = 0; j < sizeof bytes; j++)
        bytes[j] = (char)g_rand_int_range (random, 0, 256);
      repaired = plumb_text_dup_repaired (bytes, sizeof bytes, max);
      g_assert_true (plumb_text_check (repaired, -1, max, "it", NULL));
      bytes[sizeof bytes - 1] = '\0';
      shown = plumb_text_dup_line (bytes);
      g_assert_true (g_utf8_validate (shown, -1, NULL));
      name = plumb_text_dup_file_name (bytes);
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_cmpint (strcspn (name, "/\\"), ==, strlen (name));
    }
}

static void
test_shown (void)
{
  static const struct
  {
    const char *text;
    const char *line;
    const char *shown;
  } cases[] = {
    { "plain", "plain", "plain" },
    { "two\nlines\tand a tab", "two lines and a tab", "two\nlines\tand a tab" },
    { "evil \u202egnp.exe", "evil [U+202E]gnp.exe", "evil [U+202E]gnp.exe" },
    { "zero\u200bwidth", "zero[U+200B]width", "zero[U+200B]width" },
    { "Pri\u200dya", "Pri[U+200D]ya", "Pri[U+200D]ya" },
    { "👩\u200d💻", "👩\u200d💻", "👩\u200d💻" },
    { "علی\u200cرضا", "علی\u200cرضا", "علی\u200cرضا" },
    { "e\u0301\u0302\u0303\u0304\u0305\u0306x", "e\u0301\u0302\u0303\u0304x", "e\u0301\u0302\u0303\u0304x" },
    { "a\x1b[31m", "a\uFFFD[31m", "a\uFFFD[31m" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = plumb_text_dup_line (cases[i].text);
      g_autofree char *shown = plumb_text_dup_shown (cases[i].text);

      g_assert_cmpstr (line, ==, cases[i].line);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_file_name (void)
{
  static const struct
  {
    const char *text;
    const char *name;
  } cases[] = {
    { "Priya Raman - committee packet", "Priya Raman - committee packet" },
    { "../../etc/passwd", "_.._etc_passwd" },
    { "a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j" },
    { "...", "untitled" },
    { "", "untitled" },
    { "  -rf ", "rf" },
    { ".hidden", "hidden" },
    { "name. . ", "name" },
    { "CON", "_CON" },
    { "con.txt", "_con.txt" },
    { "com1", "_com1" },
    { "lpt9.pdf", "_lpt9.pdf" },
    { "console", "console" },
    { "com10", "com10" },
    { "line\nbreak\ttab", "line_break_tab" },
    { "\u202egnp", "gnp" },
    { "李小龙", "李小龙" },
  };
  g_autofree char *wide = g_strnfill (100, 'x');
  g_autofree char *many = g_strconcat (wide, "ööööööööööööööö", NULL);
  g_autofree char *cut = plumb_text_dup_file_name (many);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = plumb_text_dup_file_name (cases[i].text);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
  g_assert_cmpuint (strlen (cut), ==, 120);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
}

static void
test_initials (void)
{
  static const char *const cases[][2]
      = { { "Priya Raman", "PR" }, { "priya", "P" },       { "Ana Maria de Souza", "AS" }, { "  (Bob)  Lee ", "BL" }, { "", "" },
          { "— —", "" },           { "émile zola", "ÉZ" }, { "李 小龙", "李小" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initials = plumb_text_dup_initials (cases[i][0]);

      g_assert_cmpstr (initials, ==, cases[i][1]);
    }
}

static void
test_matches (void)
{
  g_assert_true (plumb_text_matches ("Renée O’Hara", "renee"));
  g_assert_true (plumb_text_matches ("RENEE", "née"));
  g_assert_true (plumb_text_matches ("Łódź", "ódz"));
  g_assert_true (plumb_text_matches ("Straße", "STRASSE"));
  g_assert_true (plumb_text_matches ("anything", ""));
  g_assert_true (plumb_text_matches (NULL, NULL));
  g_assert_false (plumb_text_matches (NULL, "a"));
  g_assert_false (plumb_text_matches ("Priya", "Raman"));
}

static void
test_instant_iso (void)
{
  static const struct
  {
    const char *text;
    PlumbInstant instant; /* 0: refused */
  } cases[] = {
    { "2026-11-19T16:42:07.000000Z", G_GINT64_CONSTANT (1795106527000000) },
    { "2026-11-19T16:42:07Z", G_GINT64_CONSTANT (1795106527000000) },
    { "2026-11-19T16:42:07.5Z", G_GINT64_CONSTANT (1795106527500000) },
    { "2026-11-19T16:42:07.000001Z", G_GINT64_CONSTANT (1795106527000001) },
    { "2024-02-29T00:00:00Z", G_GINT64_CONSTANT (1709164800000000) },
    { "1970-01-01T00:00:00.000001Z", 1 },
    { "1970-01-01T00:00:00Z", 0 }, /* stands for "not set" */
    { "1969-12-31T23:59:59Z", 0 },
    { "2026-02-29T00:00:00Z", 0 },
    { "2026-13-01T00:00:00Z", 0 },
    { "2026-11-19T24:00:00Z", 0 },
    { "2026-11-19T16:42:60Z", 0 },
    { "2026-11-19T16:42:07", 0 },
    { "2026-11-19T16:42:07+01:00", 0 },
    { "2026-11-19 16:42:07Z", 0 },
    { "2026-11-19T16:42:07.Z", 0 },
    { "2026-11-19T16:42:07.0000001Z", 0 },
    { "2026-11-19T16:42:07Z ", 0 },
    { "26-11-19T16:42:07Z", 0 },
    { "", 0 },
    { NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PlumbInstant instant = 0;
      g_autofree char *again = NULL;
      PlumbInstant reread = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (plumb_instant_parse_iso (cases[i].text, &instant), ==, cases[i].instant != 0);
      g_assert_cmpint (instant, ==, cases[i].instant);
      if (instant == 0)
        continue;
      again = plumb_instant_dup_iso (instant);
      g_assert_true (plumb_instant_parse_iso (again, &reread));
      g_assert_cmpint (reread, ==, instant);
    }
  g_assert_null (plumb_instant_dup_iso (0));
}

static void
test_instant_shown (void)
{
  PlumbInstant instant = G_GINT64_CONSTANT (1795106527123456);
  g_autofree char *date = plumb_instant_dup_date (instant);
  g_autofree char *both = plumb_instant_dup_date_time (instant);
  g_autofree char *clock = plumb_instant_dup_clock (instant);
  g_autofree char *unset = plumb_instant_dup_date (0);

  g_assert_cmpstr (date, ==, "19 November 2026");
  g_assert_cmpstr (both, ==, "19 Nov 2026, 16:42");
  g_assert_cmpstr (clock, ==, "16:42:07");
  g_assert_cmpstr (unset, ==, "");
}

static void
test_instant_fixed (void)
{
  PlumbInstant before = g_get_real_time ();

  g_assert_cmpint (plumb_instant_now (), >=, before);
  plumb_instant_set_fixed (42);
  g_assert_cmpint (plumb_instant_now (), ==, 42);
  plumb_instant_set_fixed (0);
  g_assert_cmpint (plumb_instant_now (), >=, before);
}

static void
test_id (void)
{
  g_autofree char *a = plumb_id_new ();
  g_autofree char *b = plumb_id_new ();

  g_assert_true (plumb_id_is_valid (a));
  g_assert_cmpstr (a, !=, b);
  g_assert_cmpint (a[14], ==, '4');
  g_assert_false (plumb_id_is_valid (NULL));
  g_assert_false (plumb_id_is_valid (""));
  g_assert_false (plumb_id_is_valid ("00000000-0000-4000-8000-00000000000"));
  g_assert_false (plumb_id_is_valid ("00000000-0000-4000-8000-00000000000A"));
  g_assert_false (plumb_id_is_valid ("0000000000000-4000-8000-000000000000"));
  g_assert_false (plumb_id_is_valid ("00000000-0000-4000-8000-0000000-0000"));
}

int
main (int argc, char **argv)
{
  g_unsetenv ("SOURCE_DATE_EPOCH");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/check", test_check);
  g_test_add_func ("/text/check-filled", test_check_filled);
  g_test_add_func ("/text/repair", test_repair);
  g_test_add_func ("/text/repair-random", test_repair_random);
  g_test_add_func ("/text/shown", test_shown);
  g_test_add_func ("/text/file-name", test_file_name);
  g_test_add_func ("/text/initials", test_initials);
  g_test_add_func ("/text/matches", test_matches);
  g_test_add_func ("/instant/iso", test_instant_iso);
  g_test_add_func ("/instant/shown", test_instant_shown);
  g_test_add_func ("/instant/fixed", test_instant_fixed);
  g_test_add_func ("/instant/id", test_id);
  return g_test_run ();
}
