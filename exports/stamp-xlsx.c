/* stamp-xlsx.c - finds the column "Stamp" of the sheet "Audit stamp" in a workbook that may be anything.
 *
 * One pass over the zip for each part: which sheet it is, where that stands, its cells, and those of the shared texts that the cells
 * name.
 * Parts are read through a bounded buffer; what is longer than a packet's can be is refused.
 */
#include "exports/stamp.h"

#include "app/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define ENTRIES_MAX 10000
#define PART_MAX ((gsize)512 * 1024 * 1024) /* unpacked; read as it comes, not kept */
#define CHUNK (64 * 1024)
#define TEXT_MAX 4096 /* of a cell that is kept */

typedef struct
{
  /* the sheet */
  char *relation; /* id of its relationship; NULL: not found yet */
  char *part;     /* its name in the zip */
  /* the cell */
  char *column;      /* letters of the wanted column, NULL until its head was seen */
  char *reference;   /* of the cell that is being read: "C2" */
  gboolean shared;   /* its text is a number of a shared one */
  GHashTable *cells; /* number of a shared text to TRUE */
  GPtrArray *texts;  /* that the column holds */
  guint stamp_text;  /* number of the shared text "Stamp"; G_MAXUINT: not known */
  /* the shared texts */
  guint number;
  GString *text; /* that is being read; NULL: none */
} Reading;

static void
reading_clear (Reading *reading)
{
  g_free (reading->relation);
  g_free (reading->part);
  g_free (reading->column);
  g_free (reading->reference);
  g_clear_pointer (&reading->cells, g_hash_table_unref);
  g_clear_pointer (&reading->texts, g_ptr_array_unref);
  if (reading->text != NULL)
    g_string_free (reading->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static const char *
get_attribute (const char **names, const char **values, const char *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

/* xl/workbook.xml: the place of a sheet is no number of its file, as chart sheets are counted too. */
static void
start_workbook_cb (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data,
                   GError **error)
{
  Reading *reading = data;

  if (g_str_equal (element, "sheet") && g_strcmp0 (get_attribute (names, values, "name"), "Audit stamp") == 0)
    {
      g_free (reading->relation);
      reading->relation = g_strdup (get_attribute (names, values, "r:id"));
    }
}

/* xl/_rels/workbook.xml.rels: targets are below xl/ unless they begin with a slash. */
static void
start_relation_cb (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data,
                   GError **error)
{
  Reading *reading = data;
  const char *target = get_attribute (names, values, "Target");

  if (!g_str_equal (element, "Relationship") || target == NULL
      || g_strcmp0 (get_attribute (names, values, "Id"), reading->relation) != 0)
    return;
  g_free (reading->part);
  reading->part = *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL);
}

static void
begin_text (Reading *reading)
{
  if (reading->text == NULL)
    reading->text = g_string_new (NULL);
  g_string_truncate (reading->text, 0);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reading *reading = data;

  if (reading->text != NULL && reading->text->len + length <= TEXT_MAX)
    g_string_append_len (reading->text, text, (gssize)length);
}

static void
start_cell_cb (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data,
               GError **error)
{
  Reading *reading = data;

  if (g_str_equal (element, "c"))
    {
      g_free (reading->reference);
      reading->reference = g_strdup (get_attribute (names, values, "r"));
      reading->shared = g_strcmp0 (get_attribute (names, values, "t"), "s") == 0;
    }
  else if (g_str_equal (element, "v") || g_str_equal (element, "t"))
    begin_text (reading);
}

static gboolean
is_in_column (const Reading *reading)
{
  gsize length = reading->column != NULL ? strlen (reading->column) : 0;

  return length > 0 && g_str_has_prefix (reading->reference, reading->column) && g_ascii_isdigit (reading->reference[length]);
}

/* The head "Stamp" tells the column; below it every text counts. */
static void
take_cell (Reading *reading)
{
  const char *text = reading->text->str;
  gboolean is_head = reading->shared
                         ? reading->stamp_text != G_MAXUINT && g_ascii_strtoull (text, NULL, 10) == reading->stamp_text
                         : g_str_equal (text, "Stamp");

  if (is_head && reading->column == NULL)
    reading->column = g_strndup (reading->reference, strcspn (reading->reference, "0123456789"));
  else if (is_in_column (reading) && reading->shared)
    g_hash_table_add (reading->cells, GUINT_TO_POINTER ((guint)g_ascii_strtoull (text, NULL, 10) + 1));
  else if (is_in_column (reading))
    g_ptr_array_add (reading->texts, g_strdup (text));
}

static void
end_cell_cb (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reading *reading = data;

  if (reading->text == NULL || !(g_str_equal (element, "v") || g_str_equal (element, "t")))
    return;
  if (reading->reference != NULL)
    take_cell (reading);
  g_string_free (reading->text, TRUE);
  reading->text = NULL;
}

static void
start_string_cb (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data,
                 GError **error)
{
  if (g_str_equal (element, "si"))
    begin_text (data);
}

/* Before the cells are known: which number "Stamp" has. After: the texts that the cells name. */
static void
end_string_cb (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reading *reading = data;

  if (!g_str_equal (element, "si") || reading->text == NULL)
    return;
  if (reading->stamp_text == G_MAXUINT && g_str_equal (reading->text->str, "Stamp"))
    reading->stamp_text = reading->number;
  if (g_hash_table_contains (reading->cells, GUINT_TO_POINTER (reading->number + 1)))
    g_ptr_array_add (reading->texts, g_strdup (reading->text->str));
  reading->number++;
  g_string_free (reading->text, TRUE);
  reading->text = NULL;
}

static const GMarkupParser workbook_parser = { start_workbook_cb, NULL, NULL, NULL, NULL };
static const GMarkupParser relation_parser = { start_relation_cb, NULL, NULL, NULL, NULL };
static const GMarkupParser cell_parser = { start_cell_cb, end_cell_cb, text_cb, NULL, NULL };
static const GMarkupParser string_parser = { start_string_cb, end_string_cb, text_cb, NULL, NULL };

static gboolean
fail (GError **error, const char *why)
{
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "it is no workbook that can be read: %s", why);
  return FALSE;
}

static gboolean
parse_entry (struct archive *archive, const GMarkupParser *parser, Reading *reading, GError **error)
{
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (parser, 0, reading, NULL);
  g_autofree char *chunk = g_malloc (CHUNK);
  gsize total = 0;

  for (;;)
    {
      la_ssize_t n = archive_read_data (archive, chunk, CHUNK);
      g_autoptr (GError) problem = NULL;

      if (n < 0)
        return fail (error, "a part of it is broken");
      if (n == 0)
        return g_markup_parse_context_end_parse (context, NULL) || fail (error, "a part of it is cut off");
      total += (gsize)n;
      if (total > PART_MAX)
        return fail (error, "a part of it is too large");
      if (!g_markup_parse_context_parse (context, chunk, n, &problem))
        return fail (error, problem->message);
    }
}

/* Reads one part of the workbook; one that is not there is passed over. */
static gboolean
read_part (const guint8 *bytes, gsize length, const char *name, const GMarkupParser *parser, Reading *reading, GError **error)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  gboolean done = TRUE;
  int result = ARCHIVE_OK;

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, bytes, length) != ARCHIVE_OK)
    done = fail (error, "its zip is broken");
  for (guint i = 0; done && i < ENTRIES_MAX && (result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK; i++)
    if (g_strcmp0 (archive_entry_pathname (entry), name) == 0)
      {
        done = parse_entry (archive, parser, reading, error);
        result = ARCHIVE_EOF;
        break;
      }
  if (done && result != ARCHIVE_OK && result != ARCHIVE_EOF)
    done = fail (error, "its zip is broken");
  archive_read_free (archive);
  return done;
}

gboolean
plumb_stamp_read_xlsx (const guint8 *bytes, gsize length, GPtrArray *stamps, GError **error)
{
  g_auto (Reading) reading = { .stamp_text = G_MAXUINT };

  reading.cells = g_hash_table_new (NULL, NULL);
  reading.texts = g_ptr_array_new_with_free_func (g_free);
  if (!read_part (bytes, length, "xl/workbook.xml", &workbook_parser, &reading, error))
    return FALSE;
  if (reading.relation == NULL)
    return TRUE;
  if (!read_part (bytes, length, "xl/_rels/workbook.xml.rels", &relation_parser, &reading, error))
    return FALSE;
  if (reading.part == NULL)
    return fail (error, "it names a sheet that it does not hold");
  if (!read_part (bytes, length, "xl/sharedStrings.xml", &string_parser, &reading, error)
      || !read_part (bytes, length, reading.part, &cell_parser, &reading, error))
    return FALSE;
  reading.number = 0;
  if (g_hash_table_size (reading.cells) > 0
      && !read_part (bytes, length, "xl/sharedStrings.xml", &string_parser, &reading, error))
    return FALSE;
  for (guint i = 0; i < reading.texts->len; i++)
    {
      PlumbStamp *stamp = plumb_stamp_parse (g_ptr_array_index (reading.texts, i));

      if (stamp != NULL)
        g_ptr_array_add (stamps, stamp);
    }
  return TRUE;
}
