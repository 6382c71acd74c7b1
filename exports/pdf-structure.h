/* pdf-structure.h - the tree of a PDF that tells what its content is: headings, lists, tables (private to the PDF writer).
 *
 * One packet at a time: begin with the elements of its flow, note each piece of content as it is drawn, end. What was written is
 * forgotten, so memory does not grow with the packets. Each packet is a part of the document.
 */
#pragma once

#include "exports/pages-flow.h"
#include "exports/pdf-file.h"

G_BEGIN_DECLS

typedef struct _PlumbPdfStructure PlumbPdfStructure;

PlumbPdfStructure *plumb_pdf_structure_new (PlumbPdfFile *file); /* borrowed */
void plumb_pdf_structure_free (PlumbPdfStructure *structure);

/* `elements` (of PlumbElement) outlive the packet. */
void plumb_pdf_structure_begin (PlumbPdfStructure *structure, const GArray *elements);
/* Content of an element on the page at hand: appends the operator that opens it. `spoken` (nullable, of `length` bytes) is what it says
 * where its glyphs don't tell. */
void plumb_pdf_structure_open (PlumbPdfStructure *structure, guint element, guint page_object, const char *spoken, gsize length,
                               GString *out);
/* A link of an element; answers the key that stands in its annotation. */
guint plumb_pdf_structure_add_link (PlumbPdfStructure *structure, guint element, guint page_object, guint annotation);
/* Where the picture of an element stands on the page: left, lower, right and upper edge. */
void plumb_pdf_structure_add_box (PlumbPdfStructure *structure, guint element, const double corners[4]);
/* Answers the key of the page. */
guint plumb_pdf_structure_end_page (PlumbPdfStructure *structure);
void plumb_pdf_structure_end (PlumbPdfStructure *structure, const char *title);
/* Answers the object of the root. */
guint plumb_pdf_structure_finish (PlumbPdfStructure *structure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPdfStructure, plumb_pdf_structure_free)

G_END_DECLS
