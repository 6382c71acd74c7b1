/* pdf-drawn.c - fonts that can't be embedded as they are: each glyph is drawn by cairo once, as an outline or as a picture. */
#include "exports/pdf-font-private.h"

#include <string.h>

#define PICTURE_SIZE 128 /* pixels to the size of the font */

/* The font at `size`, upright and without hints. */
static cairo_scaled_font_t *
scale_font (PlumbPdfFont *font, double size)
{
  cairo_scaled_font_t *original = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font->pango));
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_matrix_t matrix, identity;
  cairo_scaled_font_t *scaled = NULL;

  cairo_matrix_init_scale (&matrix, size, size);
  cairo_matrix_init_identity (&identity);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  scaled = cairo_scaled_font_create (cairo_scaled_font_get_font_face (original), &matrix, &identity, options);
  cairo_font_options_destroy (options);
  return scaled;
}

static cairo_t *
new_context (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

/* The outline as what the glyph does. Answers its object. */
static guint
add_outline (PlumbPdfFont *font, cairo_scaled_font_t *scaled, const PlumbPdfUsed *used)
{
  PlumbPdfFile *file = plumb_pdf_fonts_get_file (font->fonts);
  guint object = plumb_pdf_file_reserve (file, 1);
  g_autoptr (GString) out = g_string_new (NULL);
  cairo_t *cr = new_context (1, 1);
  cairo_glyph_t glyph = { .index = used->glyph };
  cairo_path_t *path = NULL;
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;

  cairo_set_scaled_font (cr, scaled);
  cairo_glyph_path (cr, &glyph, 1);
  cairo_path_extents (cr, &x1, &y1, &x2, &y2);
  path = cairo_copy_path (cr);
  g_string_printf (out, "%d 0 %d %d %d %d d1\n", used->width, (int)x1 - 1, (int)-y2 - 1, (int)x2 + 1, (int)-y1 + 1);
  plumb_pdf_append_path (out, path, 0);
  g_string_append (out, "f\n");
  cairo_path_destroy (path);
  cairo_destroy (cr);
  plumb_pdf_file_add_stream (file, object, "", out->str, out->len);
  return object;
}

static guint
add_box (PlumbPdfFont *font, const PlumbPdfUsed *used)
{
  PlumbPdfFile *file = plumb_pdf_fonts_get_file (font->fonts);
  guint object = plumb_pdf_file_reserve (file, 1);
  g_autofree char *text = g_strdup_printf ("%d 0 -100 -400 %d 1200 d1\n%s", used->width, used->width + 100, used->drawing);

  plumb_pdf_file_add_stream (file, object, "", text, strlen (text));
  return object;
}

/* Splits premultiplied pixels into colours and opacity. */
static void
split_pixels (cairo_surface_t *surface, GByteArray *colours, GByteArray *opacity)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      {
        guint32 pixel = ((const guint32 *)(const void *)(data + y * stride))[x];
        guint8 alpha = (guint8)(pixel >> 24);
        guint8 colour[3] = { 0 };

        for (guint c = 0; c < 3 && alpha > 0; c++)
          colour[c] = (guint8)MIN (255, (((pixel >> (16 - 8 * c)) & 0xff) * 255 + alpha / 2) / alpha);
        g_byte_array_append (colours, colour, 3);
        g_byte_array_append (opacity, &alpha, 1);
      }
}

static guint
add_image (PlumbPdfFile *file, cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  g_autoptr (GByteArray) colours = g_byte_array_new ();
  g_autoptr (GByteArray) opacity = g_byte_array_new ();
  guint mask = plumb_pdf_file_reserve (file, 2), image = mask + 1;
  g_autofree char *mask_entries = g_strdup_printf (
      "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8", width, height);
  g_autofree char *entries
      = g_strdup_printf ("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 "
                         "/SMask %u 0 R",
                         width, height, mask);

  cairo_surface_flush (surface);
  split_pixels (surface, colours, opacity);
  plumb_pdf_file_add_stream (file, mask, mask_entries, opacity->data, opacity->len);
  plumb_pdf_file_add_stream (file, image, entries, colours->data, colours->len);
  return image;
}

/* The glyph as a picture; its name and object go into `resources`. */
static guint
add_picture (PlumbPdfFont *font, cairo_scaled_font_t *scaled, const PlumbPdfUsed *used, GString *resources)
{
  const double unit = 1000.0 / PICTURE_SIZE;
  PlumbPdfFile *file = plumb_pdf_fonts_get_file (font->fonts);
  guint object = plumb_pdf_file_reserve (file, 1), image = 0;
  cairo_glyph_t glyph = { .index = used->glyph };
  cairo_text_extents_t extents;
  cairo_t *cr = NULL;
  int width = 0, height = 0;
  g_autofree char *text = NULL;

  cairo_scaled_font_glyph_extents (scaled, &glyph, 1, &extents);
  width = CLAMP ((int)extents.width + 1, 1, 4 * PICTURE_SIZE);
  height = CLAMP ((int)extents.height + 1, 1, 4 * PICTURE_SIZE);
  cr = new_context (width, height);
  glyph.x = -extents.x_bearing;
  glyph.y = -extents.y_bearing;
  cairo_set_scaled_font (cr, scaled);
  cairo_show_glyphs (cr, &glyph, 1);
  image = add_image (file, cairo_get_target (cr));
  cairo_destroy (cr);
  g_string_append_printf (resources, " /I%u %u 0 R", used->glyph, image);
  text = g_strdup_printf ("%d 0 d0\nq %d 0 0 %d %d %d cm /I%u Do Q\n", used->width, (int)(width * unit), (int)(height * unit),
                          (int)(extents.x_bearing * unit), (int)(-(extents.y_bearing + height) * unit), used->glyph);
  plumb_pdf_file_add_stream (file, object, "", text, strlen (text));
  return object;
}

/* One font of up to 255 glyphs. */
static void
write_part (PlumbPdfFont *font, cairo_scaled_font_t *scaled, guint part)
{
  PlumbPdfFile *file = plumb_pdf_fonts_get_file (font->fonts);
  guint first = part * PLUMB_PDF_DRAWN_GLYPHS, n = MIN (PLUMB_PDF_DRAWN_GLYPHS, font->used->len - first);
  guint map = plumb_pdf_font_add_map (font, first, n, FALSE), object = plumb_pdf_file_reserve (file, 1);
  g_autoptr (GString) glyphs = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) widths = g_string_new (NULL);
  g_autoptr (GString) resources = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      const PlumbPdfUsed *used = &g_array_index (font->used, PlumbPdfUsed, first + i);
      guint drawn = used->drawing != NULL              ? add_box (font, used)
                    : font->kind == PLUMB_PDF_PICTURES ? add_picture (font, scaled, used, resources)
                                                       : add_outline (font, scaled, used);

      g_string_append_printf (glyphs, " /g%u %u 0 R", i, drawn);
      g_string_append_printf (names, " /g%u", i);
      g_string_append_printf (widths, " %d", used->width);
    }
  text = g_strdup_printf ("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 "
                          "/LastChar %u /Widths [%s ] /Encoding << /Type /Encoding /Differences [1%s] >> /CharProcs <<%s >> "
                          "/Resources << /XObject <<%s >> >> /ToUnicode %u 0 R >>",
                          n, widths->str, names->str, glyphs->str, resources->str, map);
  plumb_pdf_file_add (file, object, text, strlen (text));
  plumb_pdf_fonts_name (font->fonts, g_array_index (font->resources, guint, part), object);
}

void
plumb_pdf_drawn_write (PlumbPdfFont *font)
{
  cairo_scaled_font_t *scaled = scale_font (font, font->kind == PLUMB_PDF_PICTURES ? PICTURE_SIZE : 1000);

  for (guint part = 0; part < font->resources->len; part++)
    write_part (font, scaled, part);
  cairo_scaled_font_destroy (scaled);
}
