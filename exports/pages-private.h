/* pages-private.h - for the PDF writer: the pages of one packet with what only a file can carry. Internal to pages.c and pdf.c. */
#pragma once

#include "exports/pages-flow.h"
#include "exports/pdf.h"

G_BEGIN_DECLS

typedef struct _PlumbDocument PlumbDocument;

/* One packet laid out; `type` and `packet` outlive it. */
PlumbDocument *plumb_document_new (PlumbType *type, const PlumbPacket *packet, PlumbPaper paper);
void plumb_document_free (PlumbDocument *document);
guint plumb_document_get_n_pages (const PlumbDocument *document);
const GArray *plumb_document_get_outline (const PlumbDocument *document); /* of PlumbOutlineEntry */
/* From the upper edge of a page to that of its column. */
double plumb_document_get_top (const PlumbDocument *document);
const GArray *plumb_document_get_elements (const PlumbDocument *document); /* of PlumbElement */
void plumb_document_draw (PlumbDocument *document, guint page, PlumbCanvas *canvas);

void plumb_paper_get_size (PlumbPaper paper, double *width, double *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbDocument, plumb_document_free)

G_END_DECLS
