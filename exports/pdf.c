/* pdf.c - packets as one PDF: an outline entry a packet with its sections and scorecards under it, metadata, a fixed date.
 *
 * Packets are made, laid out, written and freed one after the other; what is kept of each is a line of the outline.
 */
#include "exports/pdf.h"

#include "app/error.h"
#include "app/text.h"
#include "exports/atomic.h"
#include "exports/pages-private.h"
#include "exports/pdf-canvas.h"
#include "exports/stamp.h"

#include <errno.h>
#include <string.h>

#define LANGUAGE "en"

/* A packet in the outline. */
typedef struct
{
  char *title;
  char *destination;
  guint object, first, last; /* of its entries */
  int n_entries;
} Entry;

typedef struct
{
  PlumbPdfFile *file;
  PlumbCanvas *canvas;
  PlumbType *type;
  PlumbPaper paper;
  GArray *entries; /* of Entry */
  guint outline;   /* object */
  GString *labels; /* of pages */
  GString *stamps; /* keywords */
  guint n_pages;
  /* of the first packet */
  char *name;
  char *made_by;
  char *program;
  PlumbProfileKind profile;
  PlumbInstant made_at;
} Writer;

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->title);
  g_free (entry->destination);
}

static Writer *
writer_new (FILE *file, PlumbPaper paper)
{
  Writer *writer = g_new0 (Writer, 1);
  double width = 0, height = 0;

  plumb_paper_get_size (paper, &width, &height);
  writer->file = plumb_pdf_file_new (file);
  writer->canvas = plumb_pdf_canvas_new (writer->file, width, height);
  writer->type = plumb_type_new ();
  writer->paper = paper;
  writer->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (writer->entries, clear_entry);
  writer->outline = plumb_pdf_file_reserve (writer->file, 1);
  writer->labels = g_string_new (NULL);
  writer->stamps = g_string_new (NULL);
  return writer;
}

static void
writer_free (Writer *writer)
{
  plumb_pdf_canvas_free (writer->canvas);
  plumb_pdf_file_free (writer->file);
  plumb_type_free (writer->type);
  g_array_unref (writer->entries);
  g_string_free (writer->labels, TRUE);
  g_string_free (writer->stamps, TRUE);
  g_free (writer->name);
  g_free (writer->made_by);
  g_free (writer->program);
  g_free (writer);
}

/* --- outline -------------------------------------------------------------------------------------------------------------------- */

/* The next entry on the same level before one above it, or its number of entries below. */
static guint
find_next (const GArray *entries, guint index)
{
  guint level = g_array_index (entries, PlumbOutlineEntry, index).level;

  for (guint i = index + 1; i < entries->len; i++)
    {
      guint other = g_array_index (entries, PlumbOutlineEntry, i).level;
      if (other <= level)
        return other == level ? i : G_MAXUINT;
    }
  return G_MAXUINT;
}

static void
write_outline_entry (Writer *writer, const GArray *entries, guint first, guint index, guint parent, guint *previous)
{
  const PlumbOutlineEntry *entry = &g_array_index (entries, PlumbOutlineEntry, index);
  g_autoptr (GString) out = g_string_new ("<< /Title ");
  g_autofree char *title = plumb_text_dup_line (entry->title);
  guint next = find_next (entries, index), last = 0, n_below = 0;

  plumb_pdf_append_text (out, title, -1);
  g_string_append (out, " /Dest ");
  plumb_pdf_canvas_append_destination (writer->canvas, entry->page, entry->y, out);
  g_string_append_printf (out, " /Parent %u 0 R", parent);
  if (*previous != G_MAXUINT)
    g_string_append_printf (out, " /Prev %u 0 R", first + *previous);
  if (next != G_MAXUINT)
    g_string_append_printf (out, " /Next %u 0 R", first + next);
  for (guint i = index + 1; i < entries->len && g_array_index (entries, PlumbOutlineEntry, i).level > entry->level; i++)
    {
      last = i;
      n_below++;
    }
  if (n_below > 0)
    g_string_append_printf (out, " /First %u 0 R /Last %u 0 R /Count -%u", first + index + 1, first + last, n_below);
  g_string_append (out, " >>");
  plumb_pdf_file_add (writer->file, first + index, out->str, out->len);
  *previous = index;
}

/* The packet's own entry, which was added last, leads to its first page. */
static void
name_entry (Writer *writer, const char *name)
{
  Entry *entry = &g_array_index (writer->entries, Entry, writer->entries->len - 1);
  g_autoptr (GString) destination = g_string_new (NULL);

  plumb_pdf_canvas_append_destination (writer->canvas, 0, 0, destination);
  entry->title = plumb_text_dup_line (name);
  entry->destination = g_strdup (destination->str);
}

/* Two levels: sections, and what stands under them. */
static void
write_outline (Writer *writer, const PlumbPacket *packet, const PlumbDocument *document)
{
  const GArray *source = plumb_document_get_outline (document);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (PlumbOutlineEntry));
  guint n = source->len, first = plumb_pdf_file_reserve (writer->file, 1 + n) + 1, section = G_MAXUINT;
  guint previous[3] = { G_MAXUINT, G_MAXUINT, G_MAXUINT };
  Entry entry = { .object = first - 1, .first = first };

  for (guint i = 0; i < n; i++)
    {
      PlumbOutlineEntry copy = g_array_index (source, PlumbOutlineEntry, i);

      copy.level = section == G_MAXUINT ? 1 : CLAMP (copy.level, 1, 2);
      copy.y += plumb_document_get_top (document);
      section = copy.level == 1 ? i : section;
      g_array_append_val (entries, copy);
    }
  for (guint i = 0; i < n; i++)
    {
      guint level = g_array_index (entries, PlumbOutlineEntry, i).level;

      if (level == 1)
        {
          section = i;
          previous[2] = G_MAXUINT;
          entry.last = first + i;
          entry.n_entries++;
        }
      write_outline_entry (writer, entries, first, i, level == 1 ? entry.object : first + section, &previous[level]);
    }
  g_array_append_val (writer->entries, entry);
  name_entry (writer, packet->loop->candidate->name);
}

static void
finish_outline (Writer *writer)
{
  g_autofree char *root = NULL;
  int n_shown = 0;

  for (guint i = 0; i < writer->entries->len; i++)
    {
      const Entry *entry = &g_array_index (writer->entries, Entry, i);
      g_autoptr (GString) out = g_string_new ("<< /Title ");

      plumb_pdf_append_text (out, entry->title, -1);
      g_string_append_printf (out, " /F 2 /Dest %s /Parent %u 0 R", entry->destination, writer->outline);
      if (i > 0)
        g_string_append_printf (out, " /Prev %u 0 R", (entry - 1)->object);
      if (i + 1 < writer->entries->len)
        g_string_append_printf (out, " /Next %u 0 R", (entry + 1)->object);
      /* A single packet is shown open, of many each is closed. */
      if (entry->n_entries > 0)
        g_string_append_printf (out, " /First %u 0 R /Last %u 0 R /Count %d", entry->first, entry->last,
                                writer->entries->len == 1 ? entry->n_entries : -entry->n_entries);
      n_shown += 1 + (writer->entries->len == 1 ? entry->n_entries : 0);
      g_string_append (out, " >>");
      plumb_pdf_file_add (writer->file, entry->object, out->str, out->len);
    }
  root = g_strdup_printf ("<< /Type /Outlines /First %u 0 R /Last %u 0 R /Count %d >>",
                          g_array_index (writer->entries, Entry, 0).object,
                          g_array_index (writer->entries, Entry, writer->entries->len - 1).object, n_shown);
  plumb_pdf_file_add (writer->file, writer->outline, root, strlen (root));
}

/* --- packets -------------------------------------------------------------------------------------------------------------------- */

static void
note_packet (Writer *writer, const PlumbPacket *packet)
{
  g_autoptr (PlumbStamp) stamp = plumb_stamp_new (packet);

  if (writer->name == NULL)
    {
      writer->name = plumb_text_dup_line (packet->loop->candidate->name);
      writer->made_by = plumb_text_dup_line (packet->made_by);
      writer->program = g_strdup_printf ("Plumbline %s", packet->program_version);
      writer->profile = packet->profile;
      writer->made_at = packet->made_at;
    }
  if (stamp != NULL)
    {
      g_autofree char *text = plumb_stamp_dup_text (stamp);

      g_string_append_printf (writer->stamps, "%s%s", writer->stamps->len > 0 ? ", " : "", text);
    }
}

static void
write_packet (Writer *writer, const PlumbPacket *packet)
{
  g_autoptr (PlumbDocument) document = plumb_document_new (writer->type, packet, writer->paper);
  g_autofree char *name = plumb_text_dup_line (packet->loop->candidate->name);
  guint n = plumb_document_get_n_pages (document);

  note_packet (writer, packet);
  plumb_pdf_canvas_begin_packet (writer->canvas, plumb_document_get_elements (document), n, plumb_document_get_top (document));
  for (guint page = 0; page < n; page++)
    {
      plumb_document_draw (document, page, writer->canvas);
      plumb_pdf_canvas_end_page (writer->canvas);
    }
  write_outline (writer, packet, document);
  plumb_pdf_canvas_end_packet (writer->canvas, name);
  g_string_append_printf (writer->labels, " %u << /S /D /St 1 >>", writer->n_pages);
  writer->n_pages += n;
}

static gboolean
write_packets (Writer *writer, const PlumbPacketSource *source, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < source->n && plumb_pdf_file_get_errno (writer->file) == 0; i++)
    {
      g_autoptr (PlumbPacket) packet = NULL;

      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED,
                               "Writing the PDF was cancelled; no file was left behind");
          return FALSE;
        }
      packet = source->make_packet (i, source->data, error);
      if (packet == NULL)
        return FALSE;
      write_packet (writer, packet);
      plumb_type_trim (writer->type);
    }
  return TRUE;
}

/* --- the document --------------------------------------------------------------------------------------------------------------- */

static char *
dup_title (const Writer *writer)
{
  return writer->entries->len == 1
             ? g_strdup_printf ("%s · %s packet", writer->name, plumb_profile_to_nick (writer->profile))
             : g_strdup_printf ("%u %s packets", writer->entries->len, plumb_profile_to_nick (writer->profile));
}

/* "2026-11-18T11:06:40": whole seconds, UTC. */
static char *
dup_date (const Writer *writer)
{
  g_autofree char *iso = plumb_instant_dup_iso (writer->made_at);

  return iso != NULL && strlen (iso) >= 19 ? g_strndup (iso, 19) : g_strdup ("1970-01-01T00:00:00");
}

static guint
add_information (Writer *writer)
{
  guint object = plumb_pdf_file_reserve (writer->file, 1);
  g_autoptr (GString) out = g_string_new ("<< /Title ");
  g_autofree char *title = dup_title (writer);
  g_autofree char *date = dup_date (writer);
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *at = date; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  plumb_pdf_append_text (out, title, -1);
  g_string_append (out, "\n/Author ");
  plumb_pdf_append_text (out, writer->made_by, -1);
  g_string_append (out, "\n/Creator ");
  plumb_pdf_append_text (out, writer->program, -1);
  g_string_append (out, "\n/Producer (Plumbline)\n/Keywords ");
  plumb_pdf_append_text (out, writer->stamps->str, -1);
  g_string_append_printf (out, "\n/CreationDate (D:%sZ)\n/ModDate (D:%sZ) >>", digits->str, digits->str);
  plumb_pdf_file_add_plain (writer->file, object, out->str);
  return object;
}

/* The same once more in the form that archives read. */
static guint
add_metadata (Writer *writer)
{
  guint object = plumb_pdf_file_reserve (writer->file, 1);
  g_autofree char *title = dup_title (writer);
  g_autofree char *date = dup_date (writer);
  g_autofree char *text = g_markup_printf_escaped (
      "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
      "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"><dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li "
      "xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>"
      "<dc:language><rdf:Bag><rdf:li>" LANGUAGE "</rdf:li></rdf:Bag></dc:language><xmp:CreatorTool>%s</xmp:CreatorTool>"
      "<xmp:CreateDate>%sZ</xmp:CreateDate><xmp:ModifyDate>%sZ</xmp:ModifyDate><pdf:Producer>Plumbline</pdf:Producer>"
      "<pdf:Keywords>%s</pdf:Keywords></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
      title, writer->made_by, writer->program, date, date, writer->stamps->str);

  plumb_pdf_file_add_plain_stream (writer->file, object, "/Type /Metadata /Subtype /XML", text, strlen (text));
  return object;
}

static gboolean
finish (Writer *writer, GError **error)
{
  guint pages = 0, structure = 0, catalog = plumb_pdf_file_reserve (writer->file, 1), metadata = 0, information = 0;
  g_autofree char *text = NULL;

  if (!plumb_pdf_canvas_finish (writer->canvas, &pages, &structure))
    {
      g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_FAILED,
                           "Could not make the PDF: a font on this computer can't be embedded. Install Inter (fonts-inter) and "
                           "try again.");
      return FALSE;
    }
  finish_outline (writer);
  metadata = add_metadata (writer);
  information = add_information (writer);
  text = g_strdup_printf ("<< /Type /Catalog /Pages %u 0 R /Outlines %u 0 R /PageMode /UseOutlines /Lang (" LANGUAGE ") "
                          "/MarkInfo << /Marked true >> /StructTreeRoot %u 0 R /ViewerPreferences << /DisplayDocTitle true >> "
                          "/PageLabels << /Nums [%s ] >> /Metadata %u 0 R >>",
                          pages, writer->outline, structure, writer->labels->str, metadata);
  plumb_pdf_file_add (writer->file, catalog, text, strlen (text));
  plumb_pdf_file_finish (writer->file, catalog, information);
  return TRUE;
}

static void
set_write_error (int saved_errno, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (saved_errno),
               "Could not write “%s”: %s. Free some space or choose another folder.", name, g_strerror (saved_errno));
}

/* To the temporary file, which is whole when this answers TRUE. */
static gboolean
write_file (const PlumbPacketSource *source, PlumbPaper paper, const char *temporary, const char *path, GCancellable *cancellable,
            GError **error)
{
  FILE *file = fopen (temporary, "wb");
  Writer *writer = NULL;
  gboolean done = FALSE;
  int saved_errno = 0;

  if (file == NULL)
    {
      set_write_error (errno, path, error);
      return FALSE;
    }
  writer = writer_new (file, paper);
  done = write_packets (writer, source, cancellable, error);
  saved_errno = plumb_pdf_file_get_errno (writer->file);
  if (done && saved_errno == 0)
    {
      done = finish (writer, error);
      saved_errno = plumb_pdf_file_get_errno (writer->file);
    }
  writer_free (writer);
  errno = 0;
  if (fclose (file) != 0 && saved_errno == 0)
    saved_errno = errno != 0 ? errno : EIO;
  if (done && saved_errno != 0)
    {
      set_write_error (saved_errno, path, error);
      return FALSE;
    }
  return done;
}

gboolean
plumb_pdf_write_from (const PlumbPacketSource *source, PlumbPaper paper, const char *path, gboolean replace,
                      GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (source != NULL && source->n > 0 && source->make_packet != NULL, FALSE);
  g_return_val_if_fail (path != NULL && (error == NULL || *error == NULL), FALSE);
  temporary = plumb_atomic_begin (path, replace, error);
  if (temporary == NULL)
    return FALSE;
  if (!write_file (source, paper, temporary, path, cancellable, error))
    {
      plumb_atomic_abandon (temporary);
      return FALSE;
    }
  return plumb_atomic_commit (temporary, path, replace, error);
}

static PlumbPacket *
take_packet (guint index, gpointer data, GError **error)
{
  return plumb_packet_ref (g_ptr_array_index ((GPtrArray *)data, index));
}

gboolean
plumb_pdf_write (GPtrArray *packets, PlumbPaper paper, const char *path, gboolean replace, GCancellable *cancellable,
                 GError **error)
{
  PlumbPacketSource source = { .make_packet = take_packet, .data = packets };

  g_return_val_if_fail (packets != NULL && packets->len > 0, FALSE);
  source.n = packets->len;
  return plumb_pdf_write_from (&source, paper, path, replace, cancellable, error);
}
