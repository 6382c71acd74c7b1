/* page-preview.h - the pages of a packet on the screen, by the drawing code that prints them: sharp at any zoom, drawn as they come into
 * sight. */
#pragma once

#include "exports/pdf.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_PAGE_PREVIEW (plumb_page_preview_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPagePreview, plumb_page_preview, PLUMB, PAGE_PREVIEW, GtkWidget)

/* Shows `pages` (transfer none; must stay until the next call); NULL empties. The scroll position stays where it can. */
void plumb_page_preview_set_pages (PlumbPagePreview *preview, PlumbPages *pages);

/* 1.0 shows a page at 96 pixels an inch; between 0.25 and 4. Until it is set the pages are as wide as there is room for, at most 1.0;
 * "zoom-changed" (void) tells of each change. */
void plumb_page_preview_set_zoom (PlumbPagePreview *preview, double zoom);
double plumb_page_preview_get_zoom (PlumbPagePreview *preview);

G_END_DECLS
