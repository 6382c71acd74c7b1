/* pdf-canvas-private.h - between pdf-canvas.c and pdf-text.c. */
#pragma once

#include "exports/pdf-canvas.h"
#include "exports/pdf-font.h"
#include "exports/pdf-structure.h"

G_BEGIN_DECLS

/* Where text goes on. */
typedef struct
{
  gboolean in_text;  /* between BT and ET */
  gboolean in_array; /* of strings and gaps */
  guint resource;    /* G_MAXUINT: none set on this page */
  double size;
  double slant;
  gboolean bold;
  double x, y;
} PlumbPdfPen;

typedef struct
{
  PlumbCanvas parent;
  PlumbPdfFile *file; /* borrowed */
  PlumbPdfFonts *fonts;
  PlumbPdfStructure *structure;
  double width, height;
  guint pages, resources; /* objects */
  GString *kids;          /* references to pages */
  guint n_kids;
  GString *scratch;
  /* the packet at hand */
  guint first_page, n_pages;
  double top;
  /* the page at hand */
  guint page; /* from 0 */
  GString *out;
  GString *path;
  GString *annotations;
  PlumbColour fill, stroke;
  guint element, marked;
  gboolean is_marked;
  PlumbPdfPen pen;
} PlumbPdfCanvas;

/* Opens the content of the element that was set, unless it is open. */
void plumb_pdf_canvas_mark (PlumbPdfCanvas *canvas);
/* Opens more of it, of which a reader is told `length` bytes of text in place of the glyphs; not within a text object. */
void plumb_pdf_canvas_mark_spoken (PlumbPdfCanvas *canvas, const char *spoken, gsize length);
void plumb_pdf_canvas_unmark (PlumbPdfCanvas *canvas);
void plumb_pdf_canvas_set_fill (PlumbPdfCanvas *canvas, PlumbColour colour);
void plumb_pdf_canvas_set_stroke (PlumbPdfCanvas *canvas, PlumbColour colour);
void plumb_pdf_canvas_show_line (PlumbCanvas *canvas, PlumbSet *set, const PlumbLine *line, double x, double y,
                                 PlumbColour colour);

G_END_DECLS
