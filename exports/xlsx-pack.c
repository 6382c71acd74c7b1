/* xlsx-pack.c - reads the frame's zip and writes another: most parts as they are packed, sheets with their rows between head and tail,
 * tables and shared strings as parts of their own with what makes them known. */
#include "exports/xlsx-pack.h"

#include "app/error.h"
#include "exports/xlsx-parts.h"

#include <errno.h>
#include <string.h>
#include <zlib.h>

#define SHEET_PREFIX "xl/worksheets/sheet"
#define SHEET_END "</worksheet>"
#define STRINGS_NAME "xl/sharedStrings.xml"
#define CONTENT_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define RELATION_TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define STRINGS_TYPE "<Override PartName=\"/" STRINGS_NAME "\" ContentType=\"" CONTENT_TYPE "sharedStrings+xml\"/>"
#define STRINGS_RELATION                                                                                                         \
  "<Relationship Id=\"rIdStrings\" Type=\"" RELATION_TYPE "sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
#define RELATIONS_HEAD                                                                                                           \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"                                                              \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

typedef struct
{
  PlumbPartsWriter writer;
  PlumbParts zip;
  const PlumbPackSheet *sheets;
  guint n_sheets;
  GString *strings; /* NULL: none are shared */
} Pack;

static char *
dup_replaced (const char *text, const char *old, const char *new)
{
  const char *at = strstr (text, old);

  return at != NULL ? g_strdup_printf ("%.*s%s%s", (int)(at - text), text, new, at + strlen (old)) : NULL;
}

static gboolean
write_replaced (Pack *pack, const char *name, const char *part, const char *old, const char *new)
{
  g_autofree char *text = dup_replaced (part, old, new);

  if (text == NULL)
    return FALSE;
  plumb_parts_write_part (&pack->writer, name, text, strlen (text));
  return TRUE;
}

/* Sheets. */

/* The head of the sheet up to where its rows begin, with its extent; and what follows them. The library has two ways to write no
 * rows. */
static gboolean
split_sheet (const char *part, const char *extent, char **head, const char **tail)
{
  static const char *const empty[] = { "<sheetData></sheetData>", "<sheetData/>" };
  static const char mark[] = "<dimension ref=\"";
  const char *dimension = strstr (part, mark);
  const char *rest = dimension != NULL ? strstr (dimension, "\"/>") : NULL;

  for (guint i = 0; rest != NULL && i < G_N_ELEMENTS (empty); i++)
    {
      const char *data = strstr (rest, empty[i]);

      if (data == NULL)
        continue;
      dimension += strlen (mark);
      *head = g_strdup_printf ("%.*s%s%.*s<sheetData>", (int)(dimension - part), part, extent, (int)(data - rest), rest);
      *tail = data + strlen (empty[i]);
      return TRUE;
    }
  return FALSE;
}

/* A table is named behind everything but the sheet's extensions, which end it; rules in the middle may have some of their own, and Excel
 * repairs a file with the table's name among those. */
static char *
dup_tail (const char *tail, gboolean has_table)
{
  static const char named[] = "<tableParts count=\"1\"><tablePart r:id=\"rIdTable\"/></tableParts>";
  const char *at = g_str_has_suffix (tail, "</extLst>" SHEET_END) ? g_strrstr (tail, "<extLst>") : NULL;

  if (at == NULL)
    at = tail + strlen (tail) - strlen (SHEET_END);
  return g_strdup_printf ("</sheetData>%.*s%s%s", (int)(at - tail), tail, has_table ? named : "", at);
}

static gboolean
write_sheet (Pack *pack, const char *name, const char *part, const PlumbPackSheet *sheet)
{
  PlumbDeflateStream *streams[2];
  guint n_streams = 0;
  g_autofree char *extent = plumb_rows_dup_extent (sheet->rows);
  g_autofree char *head = NULL;
  g_autofree char *end = NULL;
  g_autoptr (GByteArray) first = NULL;
  g_autoptr (GByteArray) last = NULL;
  const char *tail;
  guint64 size, packed;
  uLong checksum;

  if (!split_sheet (part, extent, &head, &tail))
    return FALSE;
  if (sheet->lead != NULL)
    streams[n_streams++] = plumb_rows_get_stream (sheet->lead);
  streams[n_streams++] = plumb_rows_get_stream (sheet->rows);
  end = dup_tail (tail, sheet->table != NULL);
  first = plumb_parts_deflate (head, strlen (head), FALSE);
  last = plumb_parts_deflate (end, strlen (end), TRUE);
  checksum = plumb_parts_get_checksum (head, strlen (head));
  size = strlen (head) + strlen (end);
  packed = first->len + last->len;
  for (guint i = 0; i < n_streams; i++)
    {
      const PlumbPacked *middle = plumb_deflate_stream_get_packed (streams[i]);

      checksum = crc32_combine (checksum, middle->checksum, (z_off_t)middle->size);
      size += middle->size;
      packed += middle->packed;
    }
  checksum = crc32_combine (checksum, plumb_parts_get_checksum (end, strlen (end)), (z_off_t)strlen (end));
  plumb_parts_begin_entry (&pack->writer, name, (guint32)checksum, size, packed);
  plumb_parts_write (&pack->writer, first->data, first->len);
  for (guint i = 0; i < n_streams; i++)
    plumb_parts_copy (&pack->writer, plumb_deflate_stream_get_file (streams[i]),
                      plumb_deflate_stream_get_packed (streams[i])->packed);
  plumb_parts_write (&pack->writer, last->data, last->len);
  return TRUE;
}

/* "xl/worksheets/sheet3.xml" -> 2; -1 for anything else. */
static int
get_sheet_index (const char *name)
{
  guint64 number;
  char *end;

  if (!g_str_has_prefix (name, SHEET_PREFIX))
    return -1;
  number = g_ascii_strtoull (name + strlen (SHEET_PREFIX), &end, 10);
  return g_str_equal (end, ".xml") && number > 0 && number < 100000 ? (int)number - 1 : -1;
}

/* Tables. A sheet of rows has nothing else that it refers to, so its relations are ours alone. */

static void
write_tables (Pack *pack)
{
  for (guint i = 0; i < pack->n_sheets; i++)
    {
      const char *table = pack->sheets[i].table;
      g_autofree char *name = g_strdup_printf ("xl/tables/table%u.xml", i + 1);
      g_autofree char *relations_name = g_strdup_printf ("xl/worksheets/_rels/sheet%u.xml.rels", i + 1);
      g_autofree char *relations = g_strdup_printf (RELATIONS_HEAD "<Relationship Id=\"rIdTable\" Type=\"" RELATION_TYPE
                                                                   "table\" Target=\"../tables/table%u.xml\"/></Relationships>",
                                                    i + 1);

      if (table == NULL)
        continue;
      plumb_parts_write_part (&pack->writer, name, table, strlen (table));
      plumb_parts_write_part (&pack->writer, relations_name, relations, strlen (relations));
    }
}

static char *
dup_types (const Pack *pack)
{
  GString *types = g_string_new (pack->strings != NULL ? STRINGS_TYPE : "");

  for (guint i = 0; i < pack->n_sheets; i++)
    if (pack->sheets[i].table != NULL)
      g_string_append_printf (types, "<Override PartName=\"/xl/tables/table%u.xml\" ContentType=\"" CONTENT_TYPE "table+xml\"/>",
                              i + 1);
  g_string_append (types, "</Types>");
  return g_string_free (types, FALSE);
}

/* The whole. */

static gboolean
write_entry (Pack *pack, const PlumbPartsEntry *entry)
{
  g_autofree char *part = plumb_parts_dup_part (&pack->zip, entry);
  int index = get_sheet_index (entry->name);

  if (part == NULL || (index >= 0 && ((guint)index >= pack->n_sheets || !g_str_has_suffix (part, SHEET_END))))
    return FALSE;
  if (index >= 0 && pack->sheets[index].rows != NULL)
    return write_sheet (pack, entry->name, part, &pack->sheets[index]);
  if (g_str_equal (entry->name, "[Content_Types].xml"))
    {
      g_autofree char *types = dup_types (pack);

      return write_replaced (pack, entry->name, part, "</Types>", types);
    }
  if (pack->strings != NULL && g_str_equal (entry->name, "xl/_rels/workbook.xml.rels"))
    return write_replaced (pack, entry->name, part, "</Relationships>", STRINGS_RELATION);
  plumb_parts_begin_entry (&pack->writer, entry->name, entry->checksum, entry->size, entry->packed);
  plumb_parts_write (&pack->writer, plumb_parts_find_packed (&pack->zip, entry), entry->packed);
  return TRUE;
}

/* FALSE when the frame is not whole. */
static gboolean
write_entries (Pack *pack)
{
  guint n_entries = 0;
  gsize at = 0;
  gboolean whole = plumb_parts_find_directory (&pack->zip, &at, &n_entries);
  guint n_seen = 0;

  for (guint i = 0; whole && i < n_entries; i++)
    {
      PlumbPartsEntry entry = { 0 };

      whole = plumb_parts_read_entry (&pack->zip, &at, &entry) && write_entry (pack, &entry);
      n_seen += whole && get_sheet_index (entry.name) >= 0;
      g_free (entry.name);
    }
  if (!whole || n_seen != pack->n_sheets)
    return FALSE;
  write_tables (pack);
  if (pack->strings != NULL)
    plumb_parts_write_part (&pack->writer, STRINGS_NAME, pack->strings->str, pack->strings->len);
  return TRUE;
}

static gboolean
check (const Pack *pack, gboolean whole, const char *shown, GError **error)
{
  if (pack->writer.saved_errno != 0)
    g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (pack->writer.saved_errno),
                 "Writing \"%s\" failed: %s; make room or choose another folder", shown, g_strerror (pack->writer.saved_errno));
  else if (!whole)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FULL,
                 "The workbook \"%s\" was cut off while it was written and was thrown away; make room on the disk and try again",
                 shown);
  else if (plumb_parts_is_too_large (&pack->writer))
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "The workbook \"%s\" would be over 4 GB; export fewer loops at a time",
                 shown);
  else
    return TRUE;
  return FALSE;
}

gboolean
plumb_xlsx_pack (const char *frame, const char *path, const char *name, const PlumbPackSheet *sheets, guint n_sheets,
                 const PlumbStrings *strings, GError **error)
{
  Pack pack = { .sheets = sheets, .n_sheets = n_sheets };
  g_autofree char *bytes = NULL;
  gboolean whole;

  g_return_val_if_fail (frame != NULL && path != NULL, FALSE);
  g_return_val_if_fail (sheets != NULL && strings != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  whole = g_file_get_contents (frame, &bytes, &pack.zip.length, NULL);
  pack.zip.bytes = (const guint8 *)bytes;
  pack.strings = plumb_strings_dup_part (strings);
  if (plumb_parts_open (&pack.writer, path))
    {
      whole = whole && write_entries (&pack);
      plumb_parts_close (&pack.writer, whole);
    }
  whole = check (&pack, whole, name, error);
  if (pack.strings != NULL)
    g_string_free (pack.strings, TRUE);
  plumb_parts_clear (&pack.writer);
  return whole;
}
