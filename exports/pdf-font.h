/* pdf-font.h - the fonts of a PDF file: which glyphs are used, what they say, and the embedded subsets (private to the PDF writer).
 *
 * OpenType fonts of either outline are subset by HarfBuzz and embedded as they are. Fonts that can't be (variable ones, bitmaps, colour)
 * become fonts of drawn glyphs. Glyphs are numbered as in the font, so nothing has to be known before the first page is written.
 */
#pragma once

#include "exports/pdf-file.h"

#include <pango/pangocairo.h>

#include <hb.h>

G_BEGIN_DECLS

typedef struct _PlumbPdfFonts PlumbPdfFonts;
typedef struct _PlumbPdfFont PlumbPdfFont;

/* A font of Pango as the file shows it. */
typedef struct
{
  PlumbPdfFont *font;
  double size;   /* points */
  double slant;  /* of a made-up italic: x by y */
  gboolean bold; /* a made-up bold */
} PlumbPdfFace;

/* How a glyph is written. */
typedef struct
{
  guint resource; /* "F3" */
  guchar code[2];
  guint n_bytes;
  int width;       /* thousandths of the size */
  gboolean speaks; /* readers find its own text by it; else it has to be said where it stands */
} PlumbPdfGlyph;

PlumbPdfFonts *plumb_pdf_fonts_new (PlumbPdfFile *file); /* borrowed */
void plumb_pdf_fonts_free (PlumbPdfFonts *fonts);

/* Borrowed for the life of `fonts`. */
const PlumbPdfFace *plumb_pdf_fonts_get (PlumbPdfFonts *fonts, PangoFont *font);
/* Notes that `glyph` is used for `text` (valid UTF-8 of `length` bytes). */
void plumb_pdf_font_use (PlumbPdfFont *font, guint glyph, const char *text, gsize length, PlumbPdfGlyph *written);
/* The glyph of a space; FALSE when the font has none. */
gboolean plumb_pdf_font_find_space (PlumbPdfFont *font, guint *glyph);
/* The same of a character that no font has: `info` is Pango's box with its code. Answers the face to set. */
const PlumbPdfFace *plumb_pdf_fonts_use_box (PlumbPdfFonts *fonts, PangoFont *font, const PangoGlyphInfo *info, const char *text,
                                             gsize length, PlumbPdfGlyph *written);
/* Writes all fonts, and as `object` the dictionary that names them; FALSE when one can't be embedded. */
gboolean plumb_pdf_fonts_finish (PlumbPdfFonts *fonts, guint object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPdfFonts, plumb_pdf_fonts_free)

G_END_DECLS
