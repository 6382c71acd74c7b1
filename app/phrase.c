/* phrase.c - numbers, lists, names and quotes in good grammar. Hostile names and notes are made safe to show here. */
#include "app/phrase.h"

#include "app/text.h"

#include <math.h>
#include <string.h>

#define QUOTE_CHARACTERS 120
#define FIRST_STRONG_ISOLATE "\xe2\x81\xa8"
#define POP_ISOLATE "\xe2\x81\xa9"

char *
plumb_phrase_dup_number (guint n)
{
  static const char *const words[]
      = { "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve" };

  return n < G_N_ELEMENTS (words) ? g_strdup (words[n]) : g_strdup_printf ("%u", n);
}

char *
plumb_phrase_dup_capital (const char *text)
{
  char *capital = g_strdup (text);

  capital[0] = g_ascii_toupper (capital[0]);
  return capital;
}

char *
plumb_phrase_dup_list (char **names, const char *conjunction, guint max)
{
  GString *list = g_string_new (NULL);
  guint n = g_strv_length (names);
  guint shown = n > max ? max : n;

  for (guint i = 0; i < shown; i++)
    {
      if (i > 0 && i == n - 1)
        g_string_append_printf (list, " %s ", conjunction);
      else if (i > 0)
        g_string_append (list, ", ");
      g_string_append (list, names[i]);
    }
  if (n > shown)
    g_string_append_printf (list, " and %u more", n - shown);
  return g_string_free (list, FALSE);
}

static gboolean
runs_right_to_left (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    switch (g_unichar_get_script (g_utf8_get_char (at)))
      {
      case G_UNICODE_SCRIPT_ARABIC:
      case G_UNICODE_SCRIPT_HEBREW:
      case G_UNICODE_SCRIPT_SYRIAC:
      case G_UNICODE_SCRIPT_THAANA:
      case G_UNICODE_SCRIPT_NKO:
      case G_UNICODE_SCRIPT_ADLAM:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

char *
plumb_phrase_dup_name (const char *name)
{
  g_autofree char *line = plumb_text_dup_line (name);

  if (runs_right_to_left (line))
    return g_strconcat (FIRST_STRONG_ISOLATE, line, POP_ISOLATE, NULL);
  return g_steal_pointer (&line);
}

char *
plumb_phrase_dup_panelist (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const char *name = plumb_loop_get_person_name (loop, assignment->person);

  return plumb_phrase_dup_name (*name != '\0' ? name : assignment->person);
}

char *
plumb_phrase_dup_quote (const char *text)
{
  g_autofree char *first = g_strndup (text, strcspn (text, "\n"));
  g_autofree char *name = NULL;
  gboolean cut = first[strlen (first)] != text[strlen (first)];

  if (g_utf8_strlen (first, -1) > QUOTE_CHARACTERS)
    {
      *g_utf8_offset_to_pointer (first, QUOTE_CHARACTERS) = '\0';
      cut = TRUE;
    }
  if (!cut && g_str_has_suffix (g_strchomp (first), ".") && !g_str_has_suffix (first, ".."))
    first[strlen (first) - 1] = '\0';
  name = plumb_phrase_dup_name (g_strstrip (first));
  return g_strconcat ("“", name, cut ? " …" : "", "”", NULL);
}

char *
plumb_phrase_dup_against (const PlumbFigure *figure, const PlumbFigure *threshold)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char bound[G_ASCII_DTOSTR_BUF_SIZE];

  if (!figure->defined || !g_str_equal (figure->text, threshold->text) || figure->value == threshold->value)
    return g_strdup (figure->text);
  for (int decimals = 3; decimals <= 9; decimals++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%df", decimals);
      g_ascii_formatd (text, sizeof text, format, figure->value);
      g_ascii_formatd (bound, sizeof bound, format, threshold->value);
      if (!g_str_equal (text, bound))
        return g_strdup (text);
    }
  return g_strdup_printf ("just %s %s", figure->value < threshold->value ? "under" : "over", threshold->text);
}
