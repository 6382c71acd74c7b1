/* xlsx-table.c - the heads of a table are its columns' names: the cell and the name must be the same text, and no two the same. */
#include "exports/xlsx-table.h"

#include "exports/xlsx-text.h"

#define HEAD_UNITS 200 /* Excel's limit is 255 */

static void
append_attribute (GString *xml, const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    switch (*at)
      {
      case '&':
        g_string_append (xml, "&amp;");
        break;
      case '<':
        g_string_append (xml, "&lt;");
        break;
      case '"':
        g_string_append (xml, "&quot;");
        break;
      default:
        g_string_append_c (xml, *at);
      }
}

static char *
dup_head (const char *title)
{
  g_autofree char *cut = g_strndup (title, HEAD_UNITS);
  char *head = g_utf8_make_valid (cut, -1);

  g_strstrip (g_strdelimit (head, "\n\r\t", ' '));
  if (*head != '\0')
    return head;
  g_free (head);
  return g_strdup ("?");
}

char *
plumb_table_dup_part (const PlumbSheet *sheet, guint id)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                               "<table xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"");
  char last[4];
  g_autofree char *range = NULL;

  plumb_column_name (sheet->n_columns - 1, last);
  range = g_strdup_printf ("A%u:%s%u", sheet->head + 1, last, sheet->last + 1);
  g_string_append_printf (xml, " id=\"%u\" name=\"%s\" displayName=\"%s\" ref=\"%s\" totalsRowShown=\"0\">", id, sheet->table,
                          sheet->table, range);
  g_string_append_printf (xml, "<autoFilter ref=\"%s\"/><tableColumns count=\"%u\">", range, sheet->n_columns);
  for (guint i = 0; i < sheet->n_columns; i++)
    {
      g_autofree char *head = plumb_sheet_dup_head (sheet, i);
      g_autoptr (GString) title = g_string_new (NULL);

      plumb_xlsx_text_take (title, head, PLUMB_XLSX_CELL_UNITS);
      g_string_append_printf (xml, "<tableColumn id=\"%u\" name=\"", i + 1);
      append_attribute (xml, title->str);
      g_string_append (xml, "\"/>");
    }
  g_string_append (xml, "</tableColumns><tableStyleInfo showFirstColumn=\"0\" showLastColumn=\"0\" showRowStripes=\"0\" "
                        "showColumnStripes=\"0\"/></table>");
  return g_string_free (xml, FALSE);
}

void
plumb_table_make_heads_unique (PlumbColumn *columns, guint n_columns, GPtrArray *titles)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *base = dup_head (columns[i].title);
      char *title = g_strdup (base);
      char *folded = g_utf8_casefold (title, -1);

      for (guint number = 2; g_hash_table_contains (seen, folded); number++)
        {
          g_free (title);
          g_free (folded);
          title = g_strdup_printf ("%s (%u)", base, number);
          folded = g_utf8_casefold (title, -1);
        }
      g_hash_table_add (seen, folded);
      g_ptr_array_add (titles, title);
      columns[i].title = title;
    }
}
