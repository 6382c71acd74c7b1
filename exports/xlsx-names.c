/* xlsx-names.c - see the header for what is promised. */
#include "exports/xlsx-names.h"

#include <string.h>

struct _PlumbSheetNames
{
  GHashTable *taken; /* folded names */
};

/* 0 drops the character. */
static gunichar
replace (gunichar c)
{
  if (c == '\'')
    return 0x2019;
  if (c == '"')
    return 0x201D;
  if (c < 0x20 || c == 0x7F)
    return ' ';
  if (c < 0x80 && strchr ("[]:*?/\\!", (int)c) != NULL)
    return '-';
  if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
    return '-';
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return 0;
    default:
      return c;
    }
}

static gsize
count_units (const char *text)
{
  gsize units = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    units += g_utf8_get_char (at) > 0xFFFF ? 2 : 1;
  return units;
}

/* As much of `text` as leaves room for `ending`, and that behind it. */
static char *
dup_joined (const char *text, const char *ending)
{
  gsize room = PLUMB_SHEET_NAME_UNITS - count_units (ending);
  GString *name = g_string_new (NULL);
  gsize units = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      units += c > 0xFFFF ? 2 : 1;
      if (units > room)
        break;
      g_string_append_unichar (name, c);
    }
  g_strchomp (name->str);
  g_string_set_size (name, strlen (name->str));
  g_string_append (name, ending);
  return g_string_free (name, FALSE);
}

static char *
dup_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gboolean begins_escape = at[0] == '_' && g_ascii_tolower (at[1]) == 'x'; /* "_x0041_" would be read as "A" */
      gunichar c = begins_escape ? '-' : replace (g_utf8_get_char (at));

      if (c != 0)
        g_string_append_unichar (clean, c);
    }
  g_strstrip (clean->str);
  g_string_set_size (clean, strlen (clean->str));
  if (clean->len == 0)
    g_string_assign (clean, "Candidate");
  return g_string_free (clean, FALSE);
}

PlumbSheetNames *
plumb_sheet_names_new (void)
{
  PlumbSheetNames *names = g_new0 (PlumbSheetNames, 1);

  names->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  plumb_sheet_names_reserve (names, "History");
  return names;
}

void
plumb_sheet_names_free (PlumbSheetNames *names)
{
  if (names == NULL)
    return;
  g_hash_table_unref (names->taken);
  g_free (names);
}

void
plumb_sheet_names_reserve (PlumbSheetNames *names, const char *name)
{
  g_return_if_fail (names != NULL && name != NULL);

  g_hash_table_add (names->taken, g_utf8_casefold (name, -1));
}

char *
plumb_sheet_names_dup_new (PlumbSheetNames *names, const char *text)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (names != NULL && text != NULL, NULL);

  clean = dup_clean (text);
  for (guint number = 1;; number++)
    {
      g_autofree char *ending = number > 1 ? g_strdup_printf (" (%u)", number) : g_strdup ("");
      g_autofree char *name = dup_joined (clean, ending);
      char *folded = g_utf8_casefold (name, -1);

      if (!g_hash_table_contains (names->taken, folded))
        {
          g_hash_table_add (names->taken, folded);
          return g_steal_pointer (&name);
        }
      g_free (folded);
    }
}
