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
  GHashTable *boxes; /* PangoFont, owned -> PlumbPdfFace: all of one font */
  guint n_resources;
  GString *names; /* of the dictionary, at the end */
};

static void
clear_used (gpointer data)
{
  g_free (((PlumbPdfUsed *)data)->text);
  g_free (((PlumbPdfUsed *)data)->drawing);
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
  fonts->boxes = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
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
  g_hash_table_unref (fonts->boxes);
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

static PlumbPdfFont *
add_font (PlumbPdfFonts *fonts, PangoFont *pango, hb_face_t *key)
{
  PlumbPdfFont *font = g_hash_table_lookup (fonts->by_face, key);

  if (font != NULL)
    return font;
  font = font_new (fonts, pango, key);
  g_ptr_array_add (fonts->fonts, font);
  g_hash_table_insert (fonts->by_face, key, font);
  return font;
}

static PlumbPdfFace *
face_new (PangoFont *pango, PlumbPdfFont *font)
{
  PlumbPdfFace *face = g_new0 (PlumbPdfFace, 1);
  cairo_matrix_t matrix;

  cairo_scaled_font_get_font_matrix (pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (pango)), &matrix);
  face->font = font;
  face->size = matrix.yy;
  face->slant = -matrix.xy / matrix.yy;
  face->bold = is_emboldened (pango);
  return face;
}

const PlumbPdfFace *
plumb_pdf_fonts_get (PlumbPdfFonts *fonts, PangoFont *pango)
{
  PlumbPdfFace *face = g_hash_table_lookup (fonts->faces, pango);

  if (face == NULL)
    {
      face = face_new (pango, add_font (fonts, pango, hb_font_get_face (pango_font_get_hb_font (pango))));
      g_hash_table_insert (fonts->faces, g_object_ref (pango), face);
    }
  return face;
}

static PlumbPdfUsed *
find_used (PlumbPdfFont *font, guint glyph, const char *text, gsize length, guint *index)
{
  PlumbPdfUsed *used = NULL;

  *index = GPOINTER_TO_UINT (g_hash_table_lookup (font->by_glyph, GUINT_TO_POINTER (glyph)));
  if (*index == 0)
    {
      *index = font->used->len + 1;
      g_array_set_size (font->used, *index);
      used = &g_array_index (font->used, PlumbPdfUsed, *index - 1);
      *used = (PlumbPdfUsed){ .glyph = glyph };
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

/* What Pango draws for the box, to a size of 1000. */
static char *
dup_box (PangoFont *font, const PangoGlyphInfo *info, double size)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  PangoGlyphInfo copy = *info;
  int logical = 0;
  PangoGlyphString string = { .num_glyphs = 1, .glyphs = &copy, .log_clusters = &logical };
  GString *out = g_string_new (NULL);
  cairo_path_t *path = NULL;

  pango_cairo_glyph_string_path (cr, font, &string);
  cairo_scale (cr, size / 1000, size / 1000);
  path = cairo_copy_path (cr);
  plumb_pdf_append_path (out, path, 0);
  g_string_append (out, "f*\n");
  cairo_path_destroy (path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_string_free (out, FALSE);
}

const PlumbPdfFace *
plumb_pdf_fonts_use_box (PlumbPdfFonts *fonts, PangoFont *font, const PangoGlyphInfo *info, const char *text, gsize length,
                         PlumbPdfGlyph *written)
{
  PlumbPdfFace *face = g_hash_table_lookup (fonts->boxes, font);
  PlumbPdfUsed *used = NULL;
  guint index = 0;

  if (face == NULL)
    {
      /* No font has these glyphs: they belong to the empty one, whose are drawn. */
      face = face_new (font, add_font (fonts, font, hb_face_get_empty ()));
      face->slant = 0;
      face->bold = FALSE;
      g_hash_table_insert (fonts->boxes, g_object_ref (font), face);
    }
  used = find_used (face->font, info->glyph, text, length, &index);
  if (used->drawing == NULL)
    {
      used->drawing = dup_box (font, info, face->size);
      used->width = (int)(pango_units_to_double (info->geometry.width) * 1000 / face->size + 0.5);
    }
  plumb_pdf_font_use (face->font, info->glyph, text, length, written);
  return face;
}

gboolean
plumb_pdf_font_find_space (PlumbPdfFont *font, guint *glyph)
{
  hb_codepoint_t found = 0;
  gboolean there = hb_font_get_nominal_glyph (font->scale, ' ', &found);

  *glyph = found;
  return there;
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
      /* A glyph that says nothing of its own is a mark on another: a joiner stands for it. */
      g_string_append_printf (map, wide ? "<%04X> <" : "<%02X> <", wide ? used->glyph : 1 + i);
      append_utf16 (map, *used->text != '\0' ? used->text : "\u200d");
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
