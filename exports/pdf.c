/* pdf.c - packets as one PDF: an outline entry a packet with its sections and scorecards under it, links, metadata, a fixed date.
 *
 * Packets are laid out, written and freed one after the other, so that memory does not grow with their number. The same packets give
 * the same bytes on one machine.
 */
#include "exports/pdf.h"

#include "app/error.h"
#include "app/text.h"
#include "exports/atomic.h"
#include "exports/pages-private.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <stdio.h>

/* A reader who follows a link wants to see what stands above the target as well. */
#define LINK_HEADROOM 12

typedef struct
{
  FILE *file;
  int saved_errno;
  cairo_surface_t *surface;
  cairo_t *cr;
  PlumbPaper paper;
  guint n_packets; /* written so far */
  guint n_pages;   /* of those */
  double top;      /* of the column, for link targets */
} Writer;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Writer *writer = closure;

  if (fwrite (data, 1, length, writer->file) == length)
    return CAIRO_STATUS_SUCCESS;
  if (writer->saved_errno == 0)
    writer->saved_errno = errno;
  return CAIRO_STATUS_WRITE_ERROR;
}

/* Whole points: attributes are read with a decimal point, whatever the locale prints. */
static char *
dup_target (guint page, double y)
{
  return g_strdup_printf ("page=%u pos=[0 %d]", page + 1, (int)MAX (0, y - LINK_HEADROOM));
}

/* Anchors of one packet: no other in the file has the same name. */
static char *
dup_destination (const Writer *writer, const char *anchor)
{
  return g_strdup_printf ("packet-%u-%s", writer->n_packets, anchor);
}

static void
add_link_cb (cairo_t *cr, const double rectangle[4], const char *anchor, gpointer data)
{
  g_autofree char *destination = dup_destination (data, anchor);
  g_autofree char *attributes = g_strdup_printf ("rect=[%d %d %d %d] dest='%s'", (int)rectangle[0], (int)rectangle[1],
                                                 (int)rectangle[2], (int)rectangle[3], destination);

  cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes);
  cairo_tag_end (cr, CAIRO_TAG_LINK);
}

static void
add_target_cb (cairo_t *cr, double x, double y, const char *anchor, gpointer data)
{
  g_autofree char *destination = dup_destination (data, anchor);
  g_autofree char *attributes = g_strdup_printf ("name='%s' x=%d y=%d", destination, (int)x, (int)MAX (0, y - LINK_HEADROOM));

  cairo_tag_begin (cr, CAIRO_TAG_DEST, attributes);
  cairo_tag_end (cr, CAIRO_TAG_DEST);
}

static void
write_outline (Writer *writer, const PlumbPacket *packet, const PlumbDocument *document)
{
  const GArray *entries = plumb_document_get_outline (document);
  g_autofree char *name = plumb_text_dup_line (packet->loop->candidate->name);
  g_autofree char *start = dup_target (writer->n_pages, 0);
  int parents[] = { CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT };

  parents[0] = cairo_pdf_surface_add_outline (writer->surface, CAIRO_PDF_OUTLINE_ROOT, name, start, CAIRO_PDF_OUTLINE_FLAG_BOLD);
  for (guint i = 0; i < entries->len; i++)
    {
      const PlumbOutlineEntry *entry = &g_array_index (entries, PlumbOutlineEntry, i);
      g_autofree char *title = plumb_text_dup_line (entry->title);
      g_autofree char *target = dup_target (writer->n_pages + entry->page, writer->top + entry->y);
      guint level = CLAMP (entry->level, 1, 2);

      parents[level] = cairo_pdf_surface_add_outline (writer->surface, parents[level - 1], title, target, 0);
    }
}

static void
write_packet (Writer *writer, PlumbType *type, const PlumbPacket *packet)
{
  g_autoptr (PlumbDocument) document = plumb_document_new (type, packet, writer->paper);
  const PlumbLinker linker = { add_link_cb, add_target_cb, writer };
  guint n = plumb_document_get_n_pages (document);

  writer->top = plumb_document_get_top (document);
  write_outline (writer, packet, document);
  for (guint page = 0; page < n; page++)
    {
      g_autofree char *label = g_strdup_printf ("%u", page + 1);

      cairo_pdf_surface_set_page_label (writer->surface, label);
      cairo_tag_begin (writer->cr, "Sect", NULL);
      plumb_document_draw (document, page, writer->cr, &linker);
      cairo_tag_end (writer->cr, "Sect");
      cairo_show_page (writer->cr);
    }
  writer->n_pages += n;
  writer->n_packets++;
}

static void
write_metadata (Writer *writer, GPtrArray *packets)
{
  const PlumbPacket *first = g_ptr_array_index (packets, 0);
  g_autofree char *name = plumb_text_dup_line (first->loop->candidate->name);
  g_autofree char *title = packets->len == 1
                               ? g_strdup_printf ("%s · %s packet", name, plumb_profile_to_nick (first->profile))
                               : g_strdup_printf ("%u %s packets", packets->len, plumb_profile_to_nick (first->profile));
  g_autofree char *creator = g_strdup_printf ("Plumbline %s", first->program_version);
  g_autofree char *iso = plumb_instant_dup_iso (first->made_at);
  /* cairo takes whole seconds. */
  g_autofree char *date = iso != NULL ? g_strdup_printf ("%.19sZ", iso) : g_strdup ("1970-01-01T00:00:00Z");

  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_AUTHOR, first->made_by);
  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_CREATOR, creator);
  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (writer->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static gboolean
write_packets (Writer *writer, GPtrArray *packets, GCancellable *cancellable, GError **error)
{
  PlumbType *type = plumb_type_new ();
  gboolean cancelled = FALSE;

  /* Links need a structure to hang in, and content outside of one would be passed over by screen readers: a section a page. */
  cairo_tag_begin (writer->cr, "Document", NULL);
  for (guint i = 0; i < packets->len && !cancelled && cairo_status (writer->cr) == CAIRO_STATUS_SUCCESS; i++)
    {
      cancelled = g_cancellable_is_cancelled (cancellable);
      if (!cancelled)
        write_packet (writer, type, g_ptr_array_index (packets, i));
      plumb_type_trim (type);
    }
  cairo_tag_end (writer->cr, "Document");
  plumb_type_free (type);
  if (cancelled)
    g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED, "Writing the PDF was cancelled; no file was left behind");
  return !cancelled;
}

static void
set_write_error (const Writer *writer, const char *path, cairo_status_t status, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (writer->saved_errno != 0)
    g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (writer->saved_errno),
                 "Could not write “%s”: %s. Free some space or choose another folder.", name, g_strerror (writer->saved_errno));
  else
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "Could not make the PDF “%s”: %s", name,
                 cairo_status_to_string (status));
}

/* To the temporary file, which is whole when this answers TRUE. */
static gboolean
write_file (GPtrArray *packets, PlumbPaper paper, const char *temporary, const char *path, GCancellable *cancellable,
            GError **error)
{
  Writer writer = { .file = fopen (temporary, "wb"), .paper = paper };
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  double width = 0, height = 0;
  gboolean done = FALSE;

  if (writer.file == NULL)
    {
      writer.saved_errno = errno;
      set_write_error (&writer, path, status, error);
      return FALSE;
    }
  plumb_paper_get_size (paper, &width, &height);
  writer.surface = cairo_pdf_surface_create_for_stream (write_cb, &writer, width, height);
  writer.cr = cairo_create (writer.surface);
  write_metadata (&writer, packets);
  done = write_packets (&writer, packets, cancellable, error);
  status = cairo_status (writer.cr);
  cairo_destroy (writer.cr);
  cairo_surface_finish (writer.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (writer.surface);
  cairo_surface_destroy (writer.surface);
  errno = 0;
  if (fclose (writer.file) != 0 && writer.saved_errno == 0)
    writer.saved_errno = errno != 0 ? errno : EIO;
  if (done && (status != CAIRO_STATUS_SUCCESS || writer.saved_errno != 0))
    {
      set_write_error (&writer, path, status, error);
      return FALSE;
    }
  return done;
}

gboolean
plumb_pdf_write (GPtrArray *packets, PlumbPaper paper, const char *path, gboolean replace, GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (packets != NULL && packets->len > 0, FALSE);
  g_return_val_if_fail (path != NULL && (error == NULL || *error == NULL), FALSE);
  temporary = plumb_atomic_begin (path, replace, error);
  if (temporary == NULL)
    return FALSE;
  if (!write_file (packets, paper, temporary, path, cancellable, error))
    {
      plumb_atomic_abandon (temporary);
      return FALSE;
    }
  return plumb_atomic_commit (temporary, path, replace, error);
}
