/* pdf-subset.c - fonts embedded as they are, with the glyphs that are used.
 *
 * HarfBuzz cuts the subset and keeps the numbers of the glyphs. Of CFF fonts the bare outlines are embedded, of TrueType fonts the tables
 * that a reader needs.
 */
#include "exports/pdf-font-private.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

#define TAG_CFF HB_TAG ('C', 'F', 'F', ' ')
#define TAG_HEAD HB_TAG ('h', 'e', 'a', 'd')

static int
read_short (const char *at)
{
  return (gint16)(((guchar)at[0] << 8) | (guchar)at[1]);
}

/* Fonts whose glyphs have numbers of their own beside the font's: their first operator says so. */
static gboolean
is_keyed (hb_face_t *face)
{
  hb_blob_t *blob = hb_face_reference_table (face, TAG_CFF);
  guint length = 0;
  const char *data = hb_blob_get_data (blob, &length);
  gboolean found = length == 0;

  /* Header, then the index of names, then the dictionary: "registry ordering supplement ROS" stands at its start. */
  for (guint i = 4; i + 1 < MIN (length, 160); i++)
    found = found || (data[i] == 12 && data[i + 1] == 30);
  hb_blob_destroy (blob);
  return found;
}

static gboolean
has_table (hb_face_t *face, hb_tag_t tag)
{
  hb_blob_t *blob = hb_face_reference_table (face, tag);
  gboolean there = hb_blob_get_length (blob) > 0;

  hb_blob_destroy (blob);
  return there;
}

PlumbPdfFontKind
plumb_pdf_subset_choose (hb_face_t *face)
{
  if (hb_ot_color_has_png (face))
    return PLUMB_PDF_PICTURES;
  if (hb_ot_var_has_data (face))
    return PLUMB_PDF_OUTLINES;
  if (has_table (face, TAG_CFF))
    return is_keyed (face) ? PLUMB_PDF_OUTLINES : PLUMB_PDF_CFF;
  return has_table (face, HB_TAG ('g', 'l', 'y', 'f')) ? PLUMB_PDF_TRUETYPE : PLUMB_PDF_OUTLINES;
}

/* The subset, or NULL. */
static hb_face_t *
cut (PlumbPdfFont *font)
{
  static const hb_tag_t needed[] = { HB_TAG ('g', 'l', 'y', 'f'),
                                     HB_TAG ('l', 'o', 'c', 'a'),
                                     HB_TAG ('h', 'e', 'a', 'd'),
                                     HB_TAG ('h', 'h', 'e', 'a'),
                                     HB_TAG ('h', 'm', 't', 'x'),
                                     HB_TAG ('m', 'a', 'x', 'p'),
                                     TAG_CFF };
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_set_t *dropped = NULL;
  hb_face_t *face = NULL;
  hb_tag_t tags[64];
  guint n = 0;

  if (input == NULL)
    return NULL;
  for (guint i = 0; i < font->used->len; i++)
    hb_set_add (hb_subset_input_glyph_set (input), g_array_index (font->used, PlumbPdfUsed, i).glyph);
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  dropped = hb_subset_input_set (input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  n = G_N_ELEMENTS (tags);
  hb_face_get_table_tags (font->face, 0, &n, tags);
  for (guint i = 0; i < n; i++)
    {
      hb_set_add (dropped, tags[i]);
      for (guint j = 0; j < G_N_ELEMENTS (needed); j++)
        if (tags[i] == needed[j])
          hb_set_del (dropped, tags[i]);
    }
  face = hb_subset_or_fail (font->face, input);
  hb_subset_input_destroy (input);
  return face;
}

/* "AAAAAC+Inter-SemiBold": the letters tell subsets of one font apart. */
static char *
dup_name (PlumbPdfFont *font)
{
  char name[64] = "";
  guint room = sizeof name, n = g_array_index (font->resources, guint, 0);
  char tag[] = "AAAAAA";

  hb_ot_name_get_utf8 (font->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &room, name);
  for (char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && *at != '-')
      *at = '_';
  for (guint i = 6; i-- > 0; n /= 26)
    tag[i] = (char)('A' + n % 26);
  return g_strdup_printf ("%s+%s", tag, *name != '\0' ? name : "Font");
}

static guint
add_descriptor (PlumbPdfFont *font, const char *name, const char *file_key, guint file_object)
{
  PlumbPdfFile *file = plumb_pdf_fonts_get_file (font->fonts);
  hb_font_extents_t extents = { 0 };
  hb_blob_t *head = hb_face_reference_table (font->face, TAG_HEAD);
  guint length = 0, object = plumb_pdf_file_reserve (file, 1);
  const char *data = hb_blob_get_data (head, &length);
  int upem = (int)hb_face_get_upem (font->face), box[4] = { 0 };
  double italic = (double)hb_style_get_value (font->scale, HB_STYLE_TAG_SLANT_ANGLE);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 4 && length >= 44; i++)
    box[i] = read_short (data + 36 + 2 * i) * 1000 / upem;
  hb_blob_destroy (head);
  hb_font_get_h_extents (font->scale, &extents);
  text = g_strdup_printf ("<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle %d /Ascent %d "
                          "/Descent %d /CapHeight %d /StemV 80 /%s %u 0 R >>",
                          name, italic < 0 || italic > 0 ? 4 + 64 : 4, box[0], box[1], box[2], box[3], (int)italic,
                          extents.ascender, extents.descender, extents.ascender, file_key, file_object);
  plumb_pdf_file_add (file, object, text, strlen (text));
  return object;
}

static int
compare_used (gconstpointer one, gconstpointer other)
{
  guint a = ((const PlumbPdfUsed *)one)->glyph, b = ((const PlumbPdfUsed *)other)->glyph;

  return (a > b) - (a < b);
}

static guint
add_descendant (PlumbPdfFont *font, const char *name, guint descriptor)
{
  PlumbPdfFile *file = plumb_pdf_fonts_get_file (font->fonts);
  guint object = plumb_pdf_file_reserve (file, 1);
  g_autoptr (GString) text = g_string_new (NULL);

  g_array_sort (font->used, compare_used);
  g_string_printf (text,
                   "<< /Type /Font /Subtype /%s /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
                   "/Supplement 0 >> /FontDescriptor %u 0 R /DW 0%s /W [",
                   font->kind == PLUMB_PDF_CFF ? "CIDFontType0" : "CIDFontType2", name, descriptor,
                   font->kind == PLUMB_PDF_CFF ? "" : " /CIDToGIDMap /Identity");
  for (guint i = 0; i < font->used->len; i++)
    {
      const PlumbPdfUsed *used = &g_array_index (font->used, PlumbPdfUsed, i);
      gboolean follows = i > 0 && g_array_index (font->used, PlumbPdfUsed, i - 1).glyph + 1 == used->glyph;

      if (!follows)
        g_string_append_printf (text, "%s %u [", i > 0 ? "]" : "", used->glyph);
      g_string_append_printf (text, follows ? " %d" : "%d", used->width);
    }
  g_string_append (text, "]] >>");
  plumb_pdf_file_add (file, object, text->str, text->len);
  return object;
}

/* Answers the object of the embedded file, 0 when there is none to make. */
static guint
add_font_file (PlumbPdfFont *font)
{
  PlumbPdfFile *file = plumb_pdf_fonts_get_file (font->fonts);
  hb_face_t *subset = cut (font);
  hb_blob_t *blob = NULL;
  const char *data = NULL;
  guint length = 0, object = 0;
  g_autofree char *entries = NULL;

  if (subset == NULL)
    return 0;
  blob = font->kind == PLUMB_PDF_CFF ? hb_face_reference_table (subset, TAG_CFF) : hb_face_reference_blob (subset);
  data = hb_blob_get_data (blob, &length);
  entries = font->kind == PLUMB_PDF_CFF ? g_strdup ("/Subtype /CIDFontType0C") : g_strdup_printf ("/Length1 %u", length);
  if (length > 0)
    {
      object = plumb_pdf_file_reserve (file, 1);
      plumb_pdf_file_add_stream (file, object, entries, data, length);
    }
  hb_blob_destroy (blob);
  hb_face_destroy (subset);
  return object;
}

gboolean
plumb_pdf_subset_write (PlumbPdfFont *font)
{
  PlumbPdfFile *file = plumb_pdf_fonts_get_file (font->fonts);
  guint font_file = add_font_file (font), object = 0, descendant = 0, map = 0;
  g_autofree char *name = dup_name (font);
  g_autofree char *text = NULL;

  if (font_file == 0)
    return FALSE;
  descendant = add_descendant (font, name,
                               add_descriptor (font, name, font->kind == PLUMB_PDF_CFF ? "FontFile3" : "FontFile2", font_file));
  map = plumb_pdf_font_add_map (font, 0, font->used->len, TRUE);
  object = plumb_pdf_file_reserve (file, 1);
  text = g_strdup_printf ("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%u 0 R] "
                          "/ToUnicode %u 0 R >>",
                          name, descendant, map);
  plumb_pdf_file_add (file, object, text, strlen (text));
  plumb_pdf_fonts_name (font->fonts, g_array_index (font->resources, guint, 0), object);
  return TRUE;
}
