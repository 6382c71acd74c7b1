/* pdf-canvas.h - the canvas that writes PDF pages (private to the PDF writer).
 *
 * Legal order: for each packet begin, draw and end each of its pages, end; then finish once.
 */
#pragma once

#include "exports/pages-flow.h"
#include "exports/pdf-file.h"

G_BEGIN_DECLS

PlumbCanvas *plumb_pdf_canvas_new (PlumbPdfFile *file, double width, double height);
void plumb_pdf_canvas_free (PlumbCanvas *canvas);

/* `elements` (of PlumbElement) outlive the packet; links lead to its pages, `top` below their upper edge. */
void plumb_pdf_canvas_begin_packet (PlumbCanvas *canvas, const GArray *elements, guint n_pages, double top);
void plumb_pdf_canvas_end_page (PlumbCanvas *canvas);
void plumb_pdf_canvas_end_packet (PlumbCanvas *canvas, const char *title);
/* The place of `y` on a page of the packet at hand, as links and outlines write it. */
void plumb_pdf_canvas_append_destination (PlumbCanvas *canvas, guint page, double y, GString *out);
/* Writes fonts, structure and the tree of pages; FALSE when a font can't be embedded. */
gboolean plumb_pdf_canvas_finish (PlumbCanvas *canvas, guint *pages, guint *structure);

G_END_DECLS
