/* pdf-font.c - which fonts and glyphs a file uses, and what the glyphs say. */
#include "exports/pdf-font.h"

#include "exports/pdf-font-private.h"

#include <pango/pangofc-font.h>
#include <string.h>

struct _PlumbPdfFonts
{
  PlumbPdfFile *file; /* borrowed */
  GPtrArray *fonts;   /* of PlumbPdfFont, in order of use */
  GHashTable *by_face;
  GHashTable *faces; /* PangoFont, owned -> PlumbPdfFace */
  guint n_resources;
  GString *names; /* of the dictionary, at the end */
};

static void
clear_used (gpointer data)
{
  g_free (((PlumbPdfUsed *)data)->text);
}

static void
font_free (PlumbPdfFont *font)
{
  hb_font_destroy (font->scale);
  hb_face_destroy (font->face);
  g_object_unref (font->pango);
  g_array_unref (font->used);
  g_hash_table_unref (font->by_glyph);
  g_array_unref (font->resources);
  g_free (font);
}

static PlumbPdfFont *
font_new (PlumbPdfFonts *fonts, PangoFont *pango, hb_face_t *face)
{
  PlumbPdfFont *font = g_new0 (PlumbPdfFont, 1);

  font->fonts = fonts;
  font->kind = plumb_pdf_subset_choose (face);
  font->face = hb_face_reference (face);
  font->scale = hb_font_create (face);
  hb_font_set_scale (font->scale, 1000, 1000);
  font->pango = g_object_ref (pango);
  font->used = g_array_new (FALSE, FALSE, sizeof (PlumbPdfUsed));
  g_array_set_clear_func (font->used, clear_used);
  font->by_glyph = g_hash_table_new (NULL, NULL);
  font->resources = g_array_new (FALSE, FALSE, sizeof (guint));
  return font;
}

PlumbPdfFonts *
plumb_pdf_fonts_new (PlumbPdfFile *file)
{
  PlumbPdfFonts *fonts = g_new0 (PlumbPdfFonts, 1);

  fonts->file = file;
  fonts->fonts = g_ptr_array_new_with_free_func ((GDestroyNotify)font_free);
  fonts->by_face = g_hash_table_new (NULL, NULL);
  fonts->faces = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  fonts->names = g_string_new ("<< /Font <<");
  return fonts;
}

void
plumb_pdf_fonts_free (PlumbPdfFonts *fonts)
{
  if (fonts == NULL)
    return;
  g_ptr_array_unref (fonts->fonts);
  g_hash_table_unref (fonts->by_face);
  g_hash_table_unref (fonts->faces);
  g_string_free (fonts->names, TRUE);
  g_free (fonts);
}

PlumbPdfFile *
plumb_pdf_fonts_get_file (PlumbPdfFonts *fonts)
{
  return fonts->file;
}

void
plumb_pdf_fonts_name (PlumbPdfFonts *fonts, guint resource, guint object)
{
  g_string_append_printf (fonts->names, " /F%u ", resource);
  plumb_pdf_append_reference (fonts->names, object);
}

static gboolean
is_emboldened (PangoFont *font)
{
  FcBool bold = FcFalse;

  return PANGO_IS_FC_FONT (font)
         && FcPatternGetBool (pango_fc_font_get_pattern (PANGO_FC_FONT (font)), FC_EMBOLDEN, 0, &bold) == FcResultMatch && bold;
}

const PlumbPdfFace *
plumb_pdf_fonts_get (PlumbPdfFonts *fonts, PangoFont *pango)
{
  PlumbPdfFace *face = g_hash_table_lookup (fonts->faces, pango);
  hb_face_t *key = NULL;
  cairo_matrix_t matrix;

  if (face != NULL)
    return face;
  key = hb_font_get_face (pango_font_get_hb_font (pango));
  face = g_new0 (PlumbPdfFace, 1);
  face->font = g_hash_table_lookup (fonts->by_face, key);
  if (face->font == NULL)
    {
      face->font = font_new (fonts, pango, key);
      g_ptr_array_add (fonts->fonts, face->font);
      g_hash_table_insert (fonts->by_face, key, face->font);
    }
  cairo_scaled_font_get_font_matrix (pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (pango)), &matrix);
  face->size = matrix.yy;
  face->slant = -matrix.xy / matrix.yy;
  face->bold = is_emboldened (pango);
  g_hash_table_insert (fonts->faces, g_object_ref (pango), face);
  return face;
}

static const PlumbPdfUsed *
find_used (PlumbPdfFont *font, guint glyph, const char *text, gsize length, guint *index)
{
  PlumbPdfUsed *used = NULL;

  *index = GPOINTER_TO_UINT (g_hash_table_lookup (font->by_glyph, GUINT_TO_POINTER (glyph)));
  if (*index == 0)
    {
      *index = font->used->len + 1;
      g_array_set_size (font->used, *index);
      used = &g_array_index (font->used, PlumbPdfUsed, *index - 1);
      used->glyph = glyph;
      used->width = hb_font_get_glyph_h_advance (font->scale, glyph);
      used->text = g_strndup (text, length);
      g_hash_table_insert (font->by_glyph, GUINT_TO_POINTER (glyph), GUINT_TO_POINTER (*index));
    }
  *index -= 1;
  return &g_array_index (font->used, PlumbPdfUsed, *index);
}

void
plumb_pdf_font_use (PlumbPdfFont *font, guint glyph, const char *text, gsize length, PlumbPdfGlyph *written)
{
  guint index = 0, part = 0;
  const PlumbPdfUsed *used = find_used (font, glyph, text, length, &index);
  gboolean drawn = font->kind == PLUMB_PDF_OUTLINES || font->kind == PLUMB_PDF_PICTURES;

  if (drawn)
    part = index / PLUMB_PDF_DRAWN_GLYPHS;
  while (font->resources->len <= part)
    {
      guint resource = font->fonts->n_resources++;
      g_array_append_val (font->resources, resource);
    }
  written->resource = g_array_index (font->resources, guint, part);
  written->width = used->width;
  written->speaks = strlen (used->text) == length && memcmp (used->text, text, length) == 0;
  written->n_bytes = drawn ? 1 : 2;
  written->code[0] = drawn ? (guchar)(1 + index % PLUMB_PDF_DRAWN_GLYPHS) : (guchar)(glyph >> 8);
  written->code[1] = (guchar)glyph;
}

static void
append_utf16 (GString *out, const char *text)
{
  glong units = 0;
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (text, -1, NULL, &units, NULL);

  for (glong i = 0; wide != NULL && i < units; i++)
    g_string_append_printf (out, "%04X", wide[i]);
}

guint
plumb_pdf_font_add_map (PlumbPdfFont *font, guint first, guint n, gboolean wide)
{
  g_autoptr (GString) map = g_string_new ("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                                          "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                                          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n");
  guint object = plumb_pdf_file_reserve (font->fonts->file, 1);

  g_string_append (map, wide ? "<0000> <FFFF>\nendcodespacerange\n" : "<00> <FF>\nendcodespacerange\n");
  for (guint i = 0; i < n; i++)
    {
      const PlumbPdfUsed *used = &g_array_index (font->used, PlumbPdfUsed, first + i);

      if (i % 100 == 0)
        g_string_append_printf (map, "%s%u beginbfchar\n", i > 0 ? "endbfchar\n" : "", MIN (100, n - i));
      g_string_append_printf (map, wide ? "<%04X> <" : "<%02X> <", wide ? used->glyph : 1 + i);
      append_utf16 (map, used->text);
      g_string_append (map, ">\n");
    }
  g_string_append (map, "endbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  plumb_pdf_file_add_stream (font->fonts->file, object, "", map->str, map->len);
  return object;
}

gboolean
plumb_pdf_fonts_finish (PlumbPdfFonts *fonts, guint object)
{
  gboolean whole = TRUE;

  g_return_val_if_fail (fonts != NULL, FALSE);
  for (guint i = 0; i < fonts->fonts->len; i++)
    {
      PlumbPdfFont *font = g_ptr_array_index (fonts->fonts, i);

      if (font->used->len == 0)
        continue;
      if (font->kind == PLUMB_PDF_OUTLINES || font->kind == PLUMB_PDF_PICTURES)
        plumb_pdf_drawn_write (font);
      else
        whole = plumb_pdf_subset_write (font) && whole;
    }
  g_string_append (fonts->names, " >> >>");
  plumb_pdf_file_add (fonts->file, object, fonts->names->str, fonts->names->len);
  return whole;
}
