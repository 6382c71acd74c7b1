/* pdf-font-private.h - between pdf-font.c, which keeps the fonts, pdf-subset.c and pdf-drawn.c, which write them. */
#pragma once

#include "exports/pdf-font.h"

G_BEGIN_DECLS

#define PLUMB_PDF_DRAWN_GLYPHS 255 /* in one font of drawn glyphs */

typedef enum
{
  PLUMB_PDF_CFF,
  PLUMB_PDF_TRUETYPE,
  PLUMB_PDF_OUTLINES, /* drawn by cairo, once */
  PLUMB_PDF_PICTURES
} PlumbPdfFontKind;

typedef struct
{
  guint glyph;
  int width;
  char *text;    /* what it said first */
  char *drawing; /* of a box: its operators, to a size of 1000; else NULL */
} PlumbPdfUsed;

struct _PlumbPdfFont
{
  PlumbPdfFonts *fonts; /* borrowed */
  PlumbPdfFontKind kind;
  hb_face_t *face;      /* owned */
  hb_font_t *scale;     /* owned: thousandths of the size */
  PangoFont *pango;     /* owned: one of its sizes */
  GArray *used;         /* of PlumbPdfUsed, in order of use */
  GHashTable *by_glyph; /* glyph -> 1 + index in used */
  GArray *resources;    /* of guint: one, or one for each 255 drawn glyphs */
};

/* "/F3" names this object. */
void plumb_pdf_fonts_name (PlumbPdfFonts *fonts, guint resource, guint object);
PlumbPdfFile *plumb_pdf_fonts_get_file (PlumbPdfFonts *fonts);

/* The map from codes to text for the glyphs `first` .. of a font; `wide`: two bytes a code. Answers its object. */
guint plumb_pdf_font_add_map (PlumbPdfFont *font, guint first, guint n, gboolean wide);

/* Can the font be embedded as it is? */
PlumbPdfFontKind plumb_pdf_subset_choose (hb_face_t *face);
/* FALSE when HarfBuzz can't make the subset. */
gboolean plumb_pdf_subset_write (PlumbPdfFont *font);
void plumb_pdf_drawn_write (PlumbPdfFont *font);

G_END_DECLS
