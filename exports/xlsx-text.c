/* xlsx-text.c - see the header for what is promised. */
#include "exports/xlsx-text.h"

#include <string.h>

#define ESCAPE_LENGTH 7 /* _xHHHH_ */
#define REPLACEMENT 0xFFFD

/* Both counts matter: Excel counts the UTF-16 units of what is read, the library the characters of what it is given. */
typedef struct
{
  gsize units;
  gsize characters;
} Count;

static gboolean
is_escape (const char *text)
{
  if (text[0] != '_' || text[1] != 'x')
    return FALSE;
  for (guint i = 2; i < ESCAPE_LENGTH - 1; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return text[ESCAPE_LENGTH - 1] == '_';
}

/* The character to write for the one at `*text`, which is moved past it. */
static gunichar
next_character (const char **text)
{
  gunichar c = g_utf8_get_char_validated (*text, -1);

  if (c == (gunichar)-1 || c == (gunichar)-2)
    {
      (*text)++;
      return REPLACEMENT;
    }
  *text = g_utf8_next_char (*text);
  if (c == '\r' && **text == '\n')
    {
      (*text)++;
      return '\n';
    }
  if (c < 0x20 && c != '\n' && c != '\t')
    return 0x2400 + c;
  if (c == 0x7F)
    return 0x2421;
  if ((c >= 0x80 && c < 0xA0) || (c >= 0xD800 && c <= 0xDFFF) || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE)
    return REPLACEMENT;
  return c;
}

static void
append (GString *out, const char **text, Count *count)
{
  gunichar c;

  if (is_escape (*text))
    {
      g_string_append (out, "_x005F_");
      (*text)++;
      count->units++;
      count->characters += ESCAPE_LENGTH;
      return;
    }
  c = next_character (text);
  g_string_append_unichar (out, c);
  count->units += c > 0xFFFF ? 2 : 1;
  count->characters++;
}

gboolean
plumb_xlsx_text_is_plain (const char *text, gsize max_units)
{
  gsize i;

  for (i = 0; text[i] != '\0'; i++)
    {
      guchar c = (guchar)text[i];

      if (i == max_units || c >= 0x7F || (c < 0x20 && c != '\n' && c != '\t') || (c == '_' && text[i + 1] == 'x'))
        return FALSE;
    }
  return TRUE;
}

const char *
plumb_xlsx_text_take (GString *out, const char *text, gsize max_units)
{
  Count count = { 0, 0 };

  g_return_val_if_fail (out != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  while (*text != '\0')
    {
      const char *before = text;
      gsize length = out->len;

      append (out, &text, &count);
      if (count.units > max_units || count.characters > max_units)
        {
          g_string_truncate (out, length);
          return before;
        }
    }
  return NULL;
}

char *
plumb_xlsx_text_dup_short (const char *text, gsize max_units)
{
  GString *out = g_string_new (NULL);
  const char *rest = plumb_xlsx_text_take (out, text, max_units - 1);

  if (rest != NULL)
    g_string_append (out, "\342\200\246");
  return g_string_free (out, FALSE);
}

char *
plumb_xlsx_text_dup_head (const char *text, gsize max_units)
{
  g_autofree char *shortened = plumb_xlsx_text_dup_short (text, max_units);
  GString *out = g_string_new (shortened);

  g_string_replace (out, "\n", " ", 0);
  g_string_replace (out, "\t", " ", 0);
  g_string_replace (out, "&", "&&", 0);
  return g_string_free (out, FALSE);
}
