/* text.c - text is refused, repaired or made showable here and nowhere else. */
#include "app/text.h"

#include "app/error.h"

#include <string.h>

#define MARKS_MAX 4        /* combining marks in a row that are shown; more make Pango crawl */
#define FILE_NAME_MAX 120  /* bytes, so that an extension and a temporary suffix still fit into 255 */
#define REPLACEMENT 0xFFFD /* stands where something could not be read */

static gboolean
is_refused (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF;
}

/* Characters that change how the text around them is ordered, or hide in it. */
static gboolean
is_hidden_control (gunichar c)
{
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064)
         || (c >= 0x2066 && c <= 0x2069) || c == 0x061C || c == 0xFEFF;
}

/* Joiners are letters' business in Arabic and Indic scripts and in emoji; among Latin letters they only hide. */
static gboolean
is_joiner_at_home (gunichar c, gunichar before)
{
  return (c == 0x200C || c == 0x200D) && before >= 0x0600 && !is_hidden_control (before);
}

static gboolean
is_line_break (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static void
append_shown (GString *shown, gunichar c, gunichar before, guint *marks, gboolean one_line)
{
  if (g_unichar_ismark (c))
    {
      if (++*marks <= MARKS_MAX)
        g_string_append_unichar (shown, c);
      return;
    }
  *marks = 0;
  if (is_line_break (c) || c == '\t')
    {
      if (one_line)
        g_string_append_c (shown, ' ');
      else
        g_string_append_unichar (shown, c == '\r' ? '\n' : c);
    }
  else if (is_hidden_control (c) && !is_joiner_at_home (c, before))
    g_string_append_printf (shown, "[U+%04X]", c);
  else if (g_unichar_iscntrl (c))
    g_string_append_unichar (shown, REPLACEMENT);
  else
    g_string_append_unichar (shown, c);
}

static char *
dup_shown (const char *text, gboolean one_line)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *shown = g_string_sized_new (strlen (valid));
  gunichar before = 0;
  guint marks = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      append_shown (shown, c, before, &marks, one_line);
      before = c;
    }
  return g_string_free (shown, FALSE);
}

static gboolean
is_forbidden_in_file_name (gunichar c)
{
  return c < 0x20 || (c < 0x80 && strchr ("/\\:*?\"<>|", (int)c) != NULL) || g_unichar_iscntrl (c) || is_line_break (c);
}

/* Windows opens a device for these, whatever the extension. */
static gboolean
is_device_name (const char *name)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul", NULL };
  g_autofree char *stem = g_ascii_strdown (name, (gssize)strcspn (name, "."));

  g_strchomp (stem);
  if (g_strv_contains (devices, stem))
    return TRUE;
  return strlen (stem) == 4 && (g_str_has_prefix (stem, "com") || g_str_has_prefix (stem, "lpt")) && g_ascii_isdigit (stem[3]);
}

/* Cuts at most `max` bytes, never through a character. */
static void
truncate_text (GString *text, gsize max)
{
  gsize length = max;

  if (text->len <= max)
    return;
  while (length > 0 && ((guchar)text->str[length] & 0xC0) == 0x80)
    length--;
  g_string_truncate (text, length);
}

static char *
dup_folded (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *apart = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) bare = g_string_sized_new (strlen (apart));

  for (const char *at = apart; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_unichar (bare, g_utf8_get_char (at));
  return g_utf8_casefold (bare->str, (gssize)bare->len);
}

static gunichar
get_initial (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (g_unichar_isalnum (g_utf8_get_char (word)))
      return g_unichar_toupper (g_utf8_get_char (word));
  return 0;
}

gboolean
plumb_text_check (const char *text, gssize length, gsize max, const char *what, GError **error)
{
  gsize n;
  const char *end;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (what != NULL, FALSE);
  n = length < 0 ? strlen (text) : (gsize)length;
  if (n > max)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID,
                   "%s is %" G_GSIZE_FORMAT " bytes long and %" G_GSIZE_FORMAT " are allowed; shorten it", what, n, max);
      return FALSE;
    }
  if (!g_utf8_validate_len (text, n, &end))
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "%s is not valid UTF-8 at byte %" G_GSIZE_FORMAT "; save it as UTF-8",
                   what, (gsize)(end - text) + 1);
      return FALSE;
    }
  for (const char *at = text; at < text + n; at = g_utf8_next_char (at))
    {
      gunichar c = (guchar)*at < 0x80 ? (gunichar)*at : g_utf8_get_char (at);

      if (!is_refused (c))
        continue;
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID,
                   "%s holds the character U+%04X at byte %" G_GSIZE_FORMAT ", which can't be printed; remove it", what, c,
                   (gsize)(at - text) + 1);
      return FALSE;
    }
  return TRUE;
}

gboolean
plumb_text_is_blank (const char *text)
{
  for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && !is_hidden_control (c))
        return FALSE;
    }
  return TRUE;
}

gboolean
plumb_text_check_filled (const char *text, gsize max, const char *what, GError **error)
{
  if (!plumb_text_check (text, -1, max, what, error))
    return FALSE;
  if (!plumb_text_is_blank (text))
    return TRUE;
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "%s is empty; fill it in", what);
  return FALSE;
}

char *
plumb_text_dup_repaired (const char *text, gssize length, gsize max)
{
  g_autofree char *valid = NULL;
  GString *repaired;
  gsize n;

  g_return_val_if_fail (text != NULL, NULL);
  n = length < 0 ? strlen (text) : (gsize)length;
  valid = g_utf8_make_valid (text, (gssize)n);
  repaired = g_string_sized_new (MIN (n, max));
  for (const char *at = valid; *at != '\0' && repaired->len <= max; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\r')
        {
          if (at[1] != '\n')
            g_string_append_c (repaired, '\n');
        }
      else if (c == 0xFFFE || c == 0xFFFF)
        g_string_append_unichar (repaired, REPLACEMENT);
      else if (!is_refused (c))
        g_string_append_unichar (repaired, c);
    }
  truncate_text (repaired, max);
  return g_string_free (repaired, FALSE);
}

char *
plumb_text_dup_line (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return dup_shown (text, TRUE);
}

char *
plumb_text_dup_shown (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return dup_shown (text, FALSE);
}

char *
plumb_text_dup_file_name (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) name = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  valid = g_utf8_make_valid (text, -1);
  name = g_string_new (NULL);
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_hidden_control (c) || c == 0xFFFE || c == 0xFFFF)
        continue;
      /* dots and hyphens at the front would hide the file or turn it into an option */
      if (name->len == 0 && (c == '.' || c == '-' || g_unichar_isspace (c)))
        continue;
      g_string_append_unichar (name, is_forbidden_in_file_name (c) ? '_' : c);
    }
  truncate_text (name, FILE_NAME_MAX);
  while (name->len > 0 && strchr (". ", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    return g_strdup ("untitled");
  if (is_device_name (name->str))
    g_string_prepend_c (name, '_');
  truncate_text (name, FILE_NAME_MAX);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

char *
plumb_text_dup_initials (const char *name)
{
  g_autofree char *valid = NULL;
  g_auto (GStrv) words = NULL;
  gunichar first = 0;
  gunichar last = 0;
  GString *initials;

  g_return_val_if_fail (name != NULL, NULL);
  valid = plumb_text_dup_line (name);
  words = g_strsplit (valid, " ", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      gunichar initial = get_initial (words[i]);

      if (initial == 0)
        continue;
      if (first == 0)
        first = initial;
      else
        last = initial;
    }
  initials = g_string_new (NULL);
  if (first != 0)
    g_string_append_unichar (initials, first);
  if (last != 0)
    g_string_append_unichar (initials, last);
  return g_string_free (initials, FALSE);
}

gboolean
plumb_text_matches (const char *haystack, const char *needle)
{
  g_autofree char *folded_haystack = NULL;
  g_autofree char *folded_needle = NULL;

  if (needle == NULL || *needle == '\0')
    return TRUE;
  if (haystack == NULL)
    return FALSE;
  folded_haystack = dup_folded (haystack);
  folded_needle = dup_folded (needle);
  return strstr (folded_haystack, folded_needle) != NULL;
}

char *
plumb_text_dup_folded (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return dup_folded (text);
}
