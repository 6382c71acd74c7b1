/* pdf-text.c - lines of text as PDF operators.
 *
 * A shaped word is turned into strings and gaps once and written as often as it occurs. Whatever readers could not find by the glyphs
 * alone - clusters of several glyphs, a glyph with two meanings - carries its text with it.
 */
#include "exports/pages-word.h"
#include "exports/pdf-canvas-private.h"

#include <math.h>
#include <string.h>

/* Strokes of a made-up bold, in parts of the size. */
#define BOLD_STROKE (1 / 30.0)

/* A piece of a word as it stands in the file. */
struct _PlumbPdfEncoded
{
  const PlumbPdfFace *face;
  guint resource;
  double start;   /* from that of the word, points */
  double advance; /* of all strings and gaps */
  gboolean plain; /* else drawn cluster by cluster */
  gsize length;
  char text[];
};

/* A glyph, or several that are one thing, and what they say. */
typedef struct
{
  const PlumbPdfFace *face;
  const PlumbGlyph *glyphs;
  guint n_glyphs;
  const char *text;
  gsize length;
} Cluster;

/* --- pen ------------------------------------------------------------------------------------------------------------------------ */

static void
leave_array (PlumbPdfCanvas *canvas)
{
  if (canvas->pen.in_array)
    g_string_append (canvas->out, "] TJ\n");
  canvas->pen.in_array = FALSE;
}

static void
leave_text (PlumbPdfCanvas *canvas)
{
  leave_array (canvas);
  if (canvas->pen.in_text)
    g_string_append (canvas->out, "ET\n");
  canvas->pen.in_text = FALSE;
}

static void
append_number (PlumbPdfCanvas *canvas, double value)
{
  plumb_pdf_append_number (canvas->out, value);
  g_string_append_c (canvas->out, ' ');
}

static void
set_font (PlumbPdfCanvas *canvas, const PlumbPdfFace *face, guint resource)
{
  PlumbPdfPen *pen = &canvas->pen;

  if (pen->resource != resource || fabs (pen->size - face->size) > 0.001)
    {
      g_string_append (canvas->out, "/F");
      plumb_pdf_append_integer (canvas->out, resource);
      g_string_append_c (canvas->out, ' ');
      append_number (canvas, face->size);
      g_string_append (canvas->out, "Tf\n");
    }
  if (pen->bold != face->bold)
    g_string_append (canvas->out, face->bold ? "2 Tr\n" : "0 Tr\n");
  if (face->bold)
    {
      append_number (canvas, face->size * BOLD_STROKE);
      g_string_append (canvas->out, "w\n");
    }
  pen->resource = resource;
  pen->size = face->size;
  pen->slant = face->slant;
  pen->bold = face->bold;
}

/* Brings the pen to x, y inside an array of strings. */
static void
seek (PlumbPdfCanvas *canvas, const PlumbPdfFace *face, guint resource, double x, double y, PlumbColour colour)
{
  PlumbPdfPen *pen = &canvas->pen;
  gboolean same = pen->in_array && pen->resource == resource && canvas->fill == colour && pen->bold == face->bold
                  && fabs (pen->size - face->size) < 0.001 && fabs (pen->slant - face->slant) < 0.001 && fabs (pen->y - y) < 0.01;

  if (same)
    {
      int gap = (int)floor ((pen->x - x) * 1000 / pen->size + 0.5);
      if (gap != 0)
        plumb_pdf_append_integer (canvas->out, gap);
      pen->x -= gap * pen->size / 1000;
      return;
    }
  leave_array (canvas);
  plumb_pdf_canvas_mark (canvas);
  if (!pen->in_text)
    g_string_append (canvas->out, "BT\n");
  pen->in_text = TRUE;
  plumb_pdf_canvas_set_fill (canvas, colour);
  if (face->bold)
    plumb_pdf_canvas_set_stroke (canvas, colour);
  set_font (canvas, face, resource);
  g_string_append (canvas->out, "1 0 ");
  append_number (canvas, face->slant);
  g_string_append (canvas->out, "1 ");
  append_number (canvas, x);
  append_number (canvas, canvas->height - y);
  g_string_append (canvas->out, "Tm\n[");
  pen->in_array = TRUE;
  pen->x = x;
  pen->y = y;
}

static void
append_code (GString *out, const PlumbPdfGlyph *glyph)
{
  for (guint i = 0; i < glyph->n_bytes; i++)
    switch (glyph->code[i])
      {
      case '(':
      case ')':
      case '\\':
        g_string_append_c (out, '\\');
        g_string_append_c (out, (char)glyph->code[i]);
        break;
      case '\r': /* read as a line feed otherwise */
        g_string_append (out, "\\r");
        break;
      default:
        g_string_append_c (out, (char)glyph->code[i]);
        break;
      }
}

/* --- clusters ------------------------------------------------------------------------------------------------------------------- */

/* What glyph number `i` of a cluster says of its own: all of it when it is the only one, else a character, as far as there are. */
static void
split_text (const Cluster *cluster, guint i, const char **text, gsize *length)
{
  const char *end = cluster->text + cluster->length;
  const char *at = cluster->text;

  *text = cluster->text;
  *length = cluster->length;
  if (cluster->n_glyphs < 2)
    return;
  for (guint n = i; n > 0 && at < end; n--)
    at = g_utf8_next_char (at);
  *text = at;
  *length = at < end ? (gsize)(g_utf8_next_char (at) - at) : 0;
}

/* Do the glyphs alone tell the text? */
static gboolean
use_glyphs (const Cluster *cluster, PlumbPdfGlyph *written, guint most)
{
  gboolean speaks = cluster->n_glyphs == 1 || g_utf8_strlen (cluster->text, (gssize)cluster->length) == (glong)cluster->n_glyphs;

  for (guint i = 0; i < MIN (cluster->n_glyphs, most); i++)
    {
      const char *text = NULL;
      gsize length = 0;

      split_text (cluster, i, &text, &length);
      /* A space that does not break is a space to whoever reads. */
      if (length == 2 && memcmp (text, "\xc2\xa0", 2) == 0)
        {
          text = " ";
          length = 1;
        }
      plumb_pdf_font_use (cluster->face->font, (guint)cluster->glyphs[i].index, text, length, &written[i]);
      speaks = speaks && written[i].speaks;
    }
  return speaks;
}

/* Not one content within another: some readers lose their place at the end of the inner one. */
static void
open_span (PlumbPdfCanvas *canvas, const Cluster *cluster)
{
  leave_text (canvas);
  plumb_pdf_canvas_mark_spoken (canvas, cluster->text, cluster->length);
}

static void
close_span (PlumbPdfCanvas *canvas)
{
  leave_text (canvas);
  plumb_pdf_canvas_unmark (canvas);
}

#define MOST_GLYPHS 32 /* of one cluster: marks are capped long before */

static void
show_cluster (PlumbPdfCanvas *canvas, const Cluster *cluster, double x, double y, PlumbColour colour)
{
  PlumbPdfGlyph written[MOST_GLYPHS];
  gboolean speaks = TRUE;

  if (cluster->n_glyphs == 0)
    return;
  speaks = use_glyphs (cluster, written, MOST_GLYPHS);
  if (!speaks)
    open_span (canvas, cluster);
  for (guint i = 0; i < MIN (cluster->n_glyphs, MOST_GLYPHS); i++)
    {
      seek (canvas, cluster->face, written[i].resource, x + cluster->glyphs[i].x, y + cluster->glyphs[i].y, colour);
      g_string_append_c (canvas->out, '(');
      append_code (canvas->out, &written[i]);
      g_string_append_c (canvas->out, ')');
      canvas->pen.x += written[i].width * cluster->face->size / 1000;
    }
  if (!speaks)
    close_span (canvas);
}

/* --- words ---------------------------------------------------------------------------------------------------------------------- */

static Cluster
get_cluster (const PlumbWord *word, const PlumbPiece *piece, const PlumbPdfFace *face, guint index, guint *glyph, guint *byte)
{
  const PlumbCluster *source = &word->clusters[piece->first_cluster + index];
  Cluster cluster = { .face = face,
                      .glyphs = word->glyphs + piece->first_glyph + *glyph,
                      .n_glyphs = source->n_glyphs,
                      .text = word->text + piece->first_byte + *byte,
                      .length = source->n_bytes };

  *glyph += cluster.n_glyphs;
  *byte += source->n_bytes;
  return cluster;
}

static struct _PlumbPdfEncoded *
encode (PlumbPdfCanvas *canvas, const PlumbWord *word, const PlumbPiece *piece)
{
  const PlumbPdfFace *face = plumb_pdf_fonts_get (canvas->fonts, piece->pango);
  const PlumbGlyph *first = word->glyphs + piece->first_glyph;
  struct _PlumbPdfEncoded *encoded = NULL;
  GString *out = canvas->scratch;
  PlumbPdfGlyph written = { .resource = G_MAXUINT };
  guint glyph = 0, byte = 0, resource = G_MAXUINT;
  int pen = 0; /* thousandths */
  gboolean plain = piece->n_glyphs > 0;

  g_string_assign (out, "(");
  for (guint i = 0; i < piece->n_clusters && plain; i++)
    {
      Cluster cluster = get_cluster (word, piece, face, i, &glyph, &byte);
      int at = 0;

      plain = cluster.n_glyphs == 1 && fabs (cluster.glyphs->y) < 0.01 && use_glyphs (&cluster, &written, 1)
              && (resource == G_MAXUINT || resource == written.resource);
      if (!plain)
        break;
      resource = written.resource;
      at = (int)floor ((cluster.glyphs->x - first->x) * 1000 / face->size + 0.5);
      if (at != pen)
        g_string_append_printf (out, ")%d(", pen - at);
      append_code (out, &written);
      pen = at + written.width;
    }
  g_string_append_c (out, ')');
  encoded = g_malloc (sizeof *encoded + out->len);
  *encoded = (struct _PlumbPdfEncoded){ .face = face, .resource = resource, .plain = plain, .length = out->len };
  encoded->start = piece->n_glyphs > 0 ? first->x : 0;
  encoded->advance = pen * face->size / 1000;
  memcpy (encoded->text, out->str, out->len);
  return encoded;
}

static void
show_clusters (PlumbPdfCanvas *canvas, const PlumbWord *word, const PlumbPiece *piece, double x, double y, PlumbColour colour)
{
  guint glyph = 0, byte = 0;

  for (guint i = 0; i < piece->n_clusters; i++)
    {
      Cluster cluster = get_cluster (word, piece, piece->encoded->face, i, &glyph, &byte);
      show_cluster (canvas, &cluster, x, y, colour);
    }
}

static void
show_word (PlumbPdfCanvas *canvas, const PlumbWord *word, double x, double y, PlumbColour colour)
{
  for (guint i = 0; i < word->n_pieces; i++)
    {
      PlumbPiece *piece = &word->pieces[i];

      if (piece->encoded == NULL)
        piece->encoded = encode (canvas, word, piece);
      if (!piece->encoded->plain)
        {
          show_clusters (canvas, word, piece, x, y, colour);
          continue;
        }
      seek (canvas, piece->encoded->face, piece->encoded->resource, x + piece->encoded->start, y, colour);
      g_string_append_len (canvas->out, piece->encoded->text, (gssize)piece->encoded->length);
      canvas->pen.x += piece->encoded->advance;
    }
}

/* The space at which a line was broken, or what stands for a written break: it keeps the words apart for whoever reads the text. */
static void
show_break (PlumbPdfCanvas *canvas, PlumbSet *set, const PlumbLine *line, double x, double y, PlumbColour colour)
{
  guint next = line->first + line->n;
  const PlumbUnit *last = line->n > 0 ? &g_array_index (set->units, PlumbUnit, next - 1) : NULL;

  if (last != NULL && next < set->units->len
      && (g_array_index (set->units, PlumbUnit, next).spaces > 0 || g_array_index (set->units, PlumbUnit, next).must_break))
    show_word (canvas, set->type->spaces[last->word->style], x + last->x + last->word->width, y,
               colour == PLUMB_COLOUR_NONE ? plumb_style_get_colour (last->word->style) : colour);
}

static void
show_units (PlumbPdfCanvas *canvas, PlumbSet *set, const PlumbLine *line, double x, double y, PlumbColour colour)
{
  for (guint i = line->first; i < line->first + line->n; i++)
    {
      const PlumbUnit *unit = &g_array_index (set->units, PlumbUnit, i);
      PlumbStyle style = unit->word->style;
      PlumbColour ink = colour == PLUMB_COLOUR_NONE ? plumb_style_get_colour (style) : colour;
      const PlumbWord *space = set->type->spaces[style];

      for (guint s = i > line->first ? unit->spaces : 0; s > 0; s--)
        show_word (canvas, space, x + unit->x - s * space->width, y, ink);
      show_word (canvas, unit->word, x + unit->x, y, ink);
    }
  show_break (canvas, set, line, x, y, colour);
}

/* --- Pango's lines -------------------------------------------------------------------------------------------------------------- */

/* The box with its code that stands for a character no font has. */
static void
show_box (PlumbPdfCanvas *canvas, PangoFont *font, const PangoGlyphInfo *info, const Cluster *cluster, double x, double y,
          PlumbColour colour)
{
  PlumbPdfGlyph written;
  const PlumbPdfFace *face = plumb_pdf_fonts_use_box (canvas->fonts, font, info, cluster->text, cluster->length, &written);

  seek (canvas, face, written.resource, x, y, colour);
  g_string_append_c (canvas->out, '(');
  append_code (canvas->out, &written);
  g_string_append_c (canvas->out, ')');
  canvas->pen.x += written.width * face->size / 1000;
}

static PlumbColour
get_run_colour (const PangoGlyphItem *run, PlumbColour colour)
{
  for (GSList *link = run->item->analysis.extra_attrs; link != NULL; link = link->next)
    {
      const PangoAttribute *attribute = link->data;
      const PangoColor *ink = &((const PangoAttrColor *)attribute)->color;

      if (attribute->klass->type == PANGO_ATTR_FOREGROUND)
        return ((PlumbColour)(ink->red >> 8) << 16) | ((PlumbColour)(ink->green >> 8) << 8) | (PlumbColour)(ink->blue >> 8);
    }
  return colour;
}

/* Where the text of the cluster ends that starts at byte `start` of a run: at the next one in reading order. */
static int
find_cluster_end (const PangoGlyphItem *run, int first, int next)
{
  const PangoGlyphString *string = run->glyphs;

  if (run->item->analysis.level % 2 == 0)
    return next < string->num_glyphs ? string->log_clusters[next] : run->item->length;
  return first > 0 ? string->log_clusters[first - 1] : run->item->length;
}

/* In a run from right to left a bracket is drawn by the glyph of its counterpart, which is what that glyph says elsewhere as well. */
static void
take_mirrored (const PangoGlyphItem *run, Cluster *cluster, char buffer[8])
{
  gunichar counterpart = 0;

  if (run->item->analysis.level % 2 == 0 || cluster->length == 0
      || !g_unichar_get_mirror_char (g_utf8_get_char (cluster->text), &counterpart)
      || g_utf8_next_char (cluster->text) != cluster->text + cluster->length)
    return;
  cluster->length = (gsize)g_unichar_to_utf8 (counterpart, buffer);
  cluster->text = buffer;
}

/* One run of Pango from x on. Answers its width. */
static double
show_run (PlumbPdfCanvas *canvas, const PangoGlyphItem *run, const char *text, double x, double y, PlumbColour colour)
{
  const PangoGlyphString *string = run->glyphs;
  Cluster cluster = { .face = plumb_pdf_fonts_get (canvas->fonts, run->item->analysis.font) };
  double pen = 0;

  for (int i = 0, next = 0; i < string->num_glyphs; i = next)
    {
      PlumbGlyph glyphs[MOST_GLYPHS];
      double start = pen;
      guint n = 0, space = 0;
      char mirrored[8];

      for (next = i; next < string->num_glyphs && string->log_clusters[next] == string->log_clusters[i]; next++)
        {
          const PangoGlyphInfo *info = &string->glyphs[next];

          if (n < MOST_GLYPHS && info->glyph != PANGO_GLYPH_EMPTY)
            glyphs[n++] = (PlumbGlyph){ .index = info->glyph,
                                        .x = (float)(pen + pango_units_to_double (info->geometry.x_offset)),
                                        .y = (float)pango_units_to_double (info->geometry.y_offset) };
          pen += pango_units_to_double (info->geometry.width);
        }
      cluster.glyphs = glyphs;
      cluster.n_glyphs = n;
      cluster.text = text + run->item->offset + string->log_clusters[i];
      cluster.length = (gsize)(find_cluster_end (run, i, next) - string->log_clusters[i]);
      take_mirrored (run, &cluster, mirrored);
      /* Pango draws nothing for the space at which it broke the line, but whoever reads the text needs it. */
      if (n == 0 && cluster.length == 1 && *cluster.text == ' ' && plumb_pdf_font_find_space (cluster.face->font, &space))
        {
          glyphs[0] = (PlumbGlyph){ .index = space, .x = (float)start };
          cluster.n_glyphs = 1;
        }
      if (string->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG && string->glyphs[i].glyph != PANGO_GLYPH_EMPTY)
        show_box (canvas, run->item->analysis.font, &string->glyphs[i], &cluster, x + start, y, colour);
      else
        show_cluster (canvas, &cluster, x, y, colour);
    }
  return pen;
}

void
plumb_pdf_canvas_show_line (PlumbCanvas *base, PlumbSet *set, const PlumbLine *line, double x, double y, PlumbColour colour)
{
  PlumbPdfCanvas *canvas = (PlumbPdfCanvas *)base;

  if (line->pango == NULL)
    show_units (canvas, set, line, x, y, colour);
  else
    {
      const char *text = pango_layout_get_text (line->pango->layout);

      for (GSList *link = line->pango->runs; link != NULL; link = link->next)
        {
          PlumbColour ink = colour == PLUMB_COLOUR_NONE ? get_run_colour (link->data, set->colour) : colour;
          x += show_run (canvas, link->data, text, x, y, ink);
        }
    }
  leave_text (canvas);
}
