/* pdf.h - packets as pages: the same drawing code prints, previews and writes the PDF.
 *
 * Lengths are points (1/72 inch). A document is laid out once, then any page can be drawn on any cairo context at any scale. Each packet
 * counts its own pages. Pages belong to one thread at a time: laid out in a task, drawn on the main thread is fine. Fonts are those
 * installed, Inter first; characters that none of them has are drawn as boxes with their code, and the method page says so.
 *
 * The file: PDF 1.7, tagged (headings, paragraphs, lists, tables with their heads, links, what a picture shows), in English, with outline,
 * page labels, metadata and the subsets of its fonts. Content of signs, rules and running heads is marked as no part of the text.
 *
 * The audit anchor stands in the document information as a keyword, in an object that is not packed, so that any tool can read it back:
 *   /Keywords (plumbline-anchor 412 9f86d081884c7d65... loop=...)
 * the stamp (stamp.h) of each packet that came from a store, ", " between.
 */
#pragma once

#include "exports/packet.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PlumbPages PlumbPages;

/* Lays out packets (array of PlumbPacket, borrowed for the life of the pages) on paper. */
PlumbPages *plumb_pages_new (GPtrArray *packets, PlumbPaper paper);
void plumb_pages_free (PlumbPages *pages);
guint plumb_pages_get_count (const PlumbPages *pages);
void plumb_pages_get_size (const PlumbPages *pages, double *width, double *height);
/* Draws page `index` (from 0) with its upper left corner at the origin of `cr`. The paper itself is not painted: ink only, for white. */
void plumb_pages_draw (PlumbPages *pages, guint index, cairo_t *cr);

/* The page on white in pixels, `scale` of them a point. Check its status: it may be out of memory. (transfer full) */
cairo_surface_t *plumb_pages_render (PlumbPages *pages, guint index, double scale);

/* Writes the PDF: complete or not at all, as plumb_xlsx_write; an existing file is refused (EXISTS) unless `replace`. The same packets give
 * the same bytes on one machine. */
gboolean plumb_pdf_write (GPtrArray *packets, PlumbPaper paper, const char *path, gboolean replace, GCancellable *cancellable,
                          GError **error);
/* The same of packets that are made, laid out, written and freed one by one: memory does not grow with their number. */
gboolean plumb_pdf_write_from (const PlumbPacketSource *source, PlumbPaper paper, const char *path, gboolean replace,
                               GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPages, plumb_pages_free)

G_END_DECLS
