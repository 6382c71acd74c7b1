/* xlsx-strings.c - texts that many cells share: names, stages, questions, states. Bounded, so that a workbook of any size needs the same
 * memory; long texts are rarely shared and stay out. */
#include "exports/xlsx-rows.h"

#include <string.h>

#define LENGTH_MAX 128
#define COUNT_MAX 4096

struct _PlumbStrings
{
  GHashTable *numbers; /* text -> number + 1 */
  GPtrArray *texts;    /* borrowed from `numbers` */
};

static void
append_escaped (GString *xml, const char *text, gsize length)
{
  const char *start = text;

  for (const char *at = text; at < text + length; at++)
    {
      const char *entity = *at == '&' ? "&amp;" : *at == '<' ? "&lt;" : *at == '>' ? "&gt;" : NULL;

      if (entity == NULL)
        continue;
      g_string_append_len (xml, start, at - start);
      g_string_append (xml, entity);
      start = at + 1;
    }
  g_string_append_len (xml, start, text + length - start);
}

gboolean
plumb_strings_is_spaced (const char *text, gsize length)
{
  return length > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]));
}

PlumbStrings *
plumb_strings_new (void)
{
  PlumbStrings *strings = g_new0 (PlumbStrings, 1);

  strings->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  strings->texts = g_ptr_array_new ();
  return strings;
}

void
plumb_strings_free (PlumbStrings *strings)
{
  if (strings == NULL)
    return;
  g_ptr_array_unref (strings->texts);
  g_hash_table_unref (strings->numbers);
  g_free (strings);
}

int
plumb_strings_find (PlumbStrings *strings, const char *text, gsize length)
{
  gpointer number;
  char *copy;

  g_return_val_if_fail (strings != NULL, -1);

  if (length > LENGTH_MAX)
    return -1;
  number = g_hash_table_lookup (strings->numbers, text);
  if (number != NULL)
    return GPOINTER_TO_INT (number) - 1;
  if (strings->texts->len >= COUNT_MAX)
    return -1;
  copy = g_strdup (text);
  g_ptr_array_add (strings->texts, copy);
  g_hash_table_insert (strings->numbers, copy, GINT_TO_POINTER ((int)strings->texts->len));
  return (int)strings->texts->len - 1;
}

GString *
plumb_strings_dup_part (const PlumbStrings *strings)
{
  GString *xml;

  g_return_val_if_fail (strings != NULL, NULL);

  if (strings->texts->len == 0)
    return NULL;
  xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                      "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"");
  g_string_append_printf (xml, " uniqueCount=\"%u\">", strings->texts->len);
  for (guint i = 0; i < strings->texts->len; i++)
    {
      const char *text = g_ptr_array_index (strings->texts, i);
      gsize length = strlen (text);

      g_string_append (xml, plumb_strings_is_spaced (text, length) ? "<si><t xml:space=\"preserve\">" : "<si><t>");
      append_escaped (xml, text, length);
      g_string_append (xml, "</t></si>");
    }
  g_string_append (xml, "</sst>");
  return xml;
}
