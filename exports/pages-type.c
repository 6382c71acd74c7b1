/* pages-type.c - styles, fonts and shaped words.
 *
 * The resolution is 72, so that a point of type is a point of paper, and metrics are not hinted, so that a page is the same at every
 * zoom. Ligatures are off: text copied or searched in the file is the text that was written.
 */
#include "exports/pages-type.h"

#include "exports/pages-word.h"

#include <string.h>

#define FAMILIES "Inter, Cantarell, Noto Sans, DejaVu Sans, sans-serif"
#define CODE_FAMILIES "DejaVu Sans Mono, Noto Sans Mono, monospace"
#define FEATURES "liga=0, clig=0, dlig=0, calt=0"

typedef struct
{
  double size;
  double line_height;
  double letter_spacing;
  PangoWeight weight;
  PangoStyle slant;
  PlumbColour colour;
  const char *families;
} Look;

static const Look looks[] = {
  [PLUMB_STYLE_KICKER] = { 6.8, 10, 0.42, PANGO_WEIGHT_SEMIBOLD, PANGO_STYLE_NORMAL, PLUMB_COLOUR_GREY, FAMILIES },
  [PLUMB_STYLE_TITLE] = { 24, 30, -0.3, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_SUBTITLE] = { 9.6, 14, 0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, PLUMB_COLOUR_GREY, FAMILIES },
  [PLUMB_STYLE_CHAPTER] = { 18, 24, -0.2, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_HEADING] = { 12.6, 17, -0.05, PANGO_WEIGHT_SEMIBOLD, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_QUESTION] = { 10.6, 15, 0, PANGO_WEIGHT_SEMIBOLD, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_LEAD] = { 10.4, 14.5, 0, PANGO_WEIGHT_SEMIBOLD, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_FIGURE] = { 39, 42, -0.8, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_BODY] = { 9.2, 13.6, 0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_BODY_STRONG] = { 9.2, 13.6, 0, PANGO_WEIGHT_SEMIBOLD, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_BODY_GREY] = { 9.2, 13.6, 0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, PLUMB_COLOUR_GREY, FAMILIES },
  [PLUMB_STYLE_QUOTE] = { 9.2, 13.6, 0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_ITALIC, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_SMALL] = { 8, 11.6, 0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_SMALL_STRONG] = { 8, 11.6, 0, PANGO_WEIGHT_SEMIBOLD, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_SMALL_GREY] = { 8, 11.6, 0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, PLUMB_COLOUR_GREY, FAMILIES },
  [PLUMB_STYLE_LABEL] = { 7.6, 10.4, 0.05, PANGO_WEIGHT_MEDIUM, PANGO_STYLE_NORMAL, PLUMB_COLOUR_GREY, FAMILIES },
  [PLUMB_STYLE_TINY] = { 6.8, 8.8, 0, PANGO_WEIGHT_MEDIUM, PANGO_STYLE_NORMAL, PLUMB_COLOUR_GREY, FAMILIES },
  [PLUMB_STYLE_CELL] = { 8.4, 11.6, 0, PANGO_WEIGHT_SEMIBOLD, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, FAMILIES },
  [PLUMB_STYLE_CODE] = { 7.4, 11.6, 0, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, PLUMB_COLOUR_INK, CODE_FAMILIES },
};

G_STATIC_ASSERT (G_N_ELEMENTS (looks) == PLUMB_N_STYLES);

static void
word_free (PlumbWord *word)
{
  for (guint i = 0; i < word->n_pieces; i++)
    {
      g_object_unref (word->pieces[i].pango);
      g_free (word->pieces[i].encoded);
    }
  g_free (word);
}

static guint
word_hash (gconstpointer data)
{
  const PlumbWord *word = data;
  guint hash = 5381 + word->style;

  for (guint i = 0; i < word->length; i++)
    hash = hash * 33 + (guchar)word->text[i];
  return hash;
}

static gboolean
word_equal (gconstpointer one, gconstpointer other)
{
  const PlumbWord *a = one, *b = other;

  return a->style == b->style && a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

static PangoLayout *
make_shaper (PlumbType *type, PlumbStyle style)
{
  PangoLayout *layout = pango_layout_new (type->context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_layout_set_font_description (layout, type->fonts[style]);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  plumb_style_add_attributes (style, attributes, PANGO_ATTR_INDEX_FROM_TEXT_BEGINNING, PANGO_ATTR_INDEX_TO_TEXT_END);
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/* The glyphs of `run` by the clusters of text they stand for; `pen` is where it starts, in points. FALSE when one of them is a box. */
static gboolean
add_glyphs (PlumbType *type, const PangoGlyphItem *run, double *pen)
{
  const PangoGlyphString *string = run->glyphs;
  gboolean complete = TRUE;

  for (int i = 0; i < string->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &string->glyphs[i];
      int end = i + 1 < string->num_glyphs ? string->log_clusters[i + 1] : run->item->length;
      PlumbCluster *last = NULL;

      if (i == 0 || string->log_clusters[i] != string->log_clusters[i - 1])
        {
          PlumbCluster cluster = { 0 };
          g_array_append_val (type->shaped_clusters, cluster);
        }
      last = &g_array_index (type->shaped_clusters, PlumbCluster, type->shaped_clusters->len - 1);
      last->n_bytes += (guint16)MAX (0, end - string->log_clusters[i]);
      complete = complete && !(info->glyph & PANGO_GLYPH_UNKNOWN_FLAG);
      if (info->glyph != PANGO_GLYPH_EMPTY)
        {
          PlumbGlyph glyph = { .index = info->glyph,
                               .x = (float)(*pen + pango_units_to_double (info->geometry.x_offset)),
                               .y = (float)pango_units_to_double (info->geometry.y_offset) };
          g_array_append_val (type->shaped_glyphs, glyph);
          last->n_glyphs++;
        }
      *pen += pango_units_to_double (info->geometry.width);
    }
  return complete;
}

/* One run of Pango becomes one piece. Answers whether it is complete and left to right. */
static gboolean
add_piece (PlumbType *type, const PangoGlyphItem *run, double *pen)
{
  PlumbPiece piece = { .first_glyph = type->shaped_glyphs->len, .first_cluster = type->shaped_clusters->len };
  gboolean complete = add_glyphs (type, run, pen);

  piece.pango = g_object_ref (run->item->analysis.font);
  piece.font = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (piece.pango));
  piece.first_byte = (guint)run->item->offset;
  piece.n_bytes = (guint)run->item->length;
  piece.n_glyphs = type->shaped_glyphs->len - piece.first_glyph;
  piece.n_clusters = type->shaped_clusters->len - piece.first_cluster;
  g_array_append_val (type->shaped_pieces, piece);
  return complete && run->item->analysis.level % 2 == 0;
}

static gsize
get_bytes (const GArray *array)
{
  return array->len * g_array_get_element_size ((GArray *)array);
}

static gpointer
take_bytes (GArray *array, char **at)
{
  gpointer start = *at;

  if (array->len > 0)
    memcpy (start, array->data, get_bytes (array));
  *at += get_bytes (array);
  g_array_set_size (array, 0);
  return start;
}

/* What was shaped as a word in one block: there are thousands. */
static PlumbWord *
take_shaped (PlumbType *type, const PlumbWord *shaped)
{
  char *at = g_malloc (sizeof (PlumbWord) + get_bytes (type->shaped_pieces) + get_bytes (type->shaped_glyphs)
                       + get_bytes (type->shaped_clusters) + shaped->length + 1);
  PlumbWord *word = (PlumbWord *)(gpointer)at;

  *word = *shaped;
  word->n_pieces = type->shaped_pieces->len;
  at += sizeof (PlumbWord);
  word->pieces = take_bytes (type->shaped_pieces, &at);
  word->glyphs = take_bytes (type->shaped_glyphs, &at);
  word->clusters = take_bytes (type->shaped_clusters, &at);
  memcpy (at, shaped->text, shaped->length);
  at[shaped->length] = '\0';
  word->text = at;
  return word;
}

static PlumbWord *
shape_word (PlumbType *type, PlumbStyle style, const char *text, gsize length)
{
  PlumbWord word = { .style = style, .length = (guint)length, .text = text, .complete = TRUE };
  PangoLayoutLine *line = NULL;

  pango_layout_set_text (type->shaper[style], text, (int)length);
  line = pango_layout_get_line_readonly (type->shaper[style], 0);
  for (GSList *link = line->runs; link != NULL; link = link->next)
    word.complete = add_piece (type, link->data, &word.width) && word.complete;
  /* Pango spaces letters between glyphs only; a word is followed by more. */
  if (length > 0)
    word.width += looks[style].letter_spacing;
  return take_shaped (type, &word);
}

static void
make_style (PlumbType *type, PlumbStyle style)
{
  const Look *look = &looks[style];
  PangoFontDescription *font = pango_font_description_new ();
  PangoFontMetrics *metrics = NULL;

  pango_font_description_set_family_static (font, look->families);
  pango_font_description_set_size (font, (int)(look->size * PANGO_SCALE + 0.5));
  pango_font_description_set_weight (font, look->weight);
  pango_font_description_set_style (font, look->slant);
  type->fonts[style] = font;
  metrics = pango_context_get_metrics (type->context, font, NULL);
  type->ascent[style] = pango_units_to_double (pango_font_metrics_get_ascent (metrics));
  type->descent[style] = pango_units_to_double (pango_font_metrics_get_descent (metrics));
  pango_font_metrics_unref (metrics);
  type->shaper[style] = make_shaper (type, style);
}

double
plumb_style_get_line_height (PlumbStyle style)
{
  g_return_val_if_fail (style < PLUMB_N_STYLES, 0);
  return looks[style].line_height;
}

PlumbColour
plumb_style_get_colour (PlumbStyle style)
{
  g_return_val_if_fail (style < PLUMB_N_STYLES, PLUMB_COLOUR_INK);
  return looks[style].colour;
}

void
plumb_style_add_attributes (PlumbStyle style, PangoAttrList *attributes, guint start, guint end)
{
  PangoAttribute *features = pango_attr_font_features_new (FEATURES);

  features->start_index = start;
  features->end_index = end;
  pango_attr_list_insert (attributes, features);
  if (looks[style].letter_spacing < 0 || looks[style].letter_spacing > 0)
    {
      PangoAttribute *spacing = pango_attr_letter_spacing_new ((int)(looks[style].letter_spacing * PANGO_SCALE));
      spacing->start_index = start;
      spacing->end_index = end;
      pango_attr_list_insert (attributes, spacing);
    }
}

const PlumbWord *
plumb_type_get_word (PlumbType *type, PlumbStyle style, const char *text, gsize length)
{
  PlumbWord key = { .style = style, .length = (guint)length, .text = text };
  PlumbWord *word = g_hash_table_lookup (type->words, &key);

  if (word == NULL)
    {
      word = shape_word (type, style, text, length);
      g_hash_table_add (type->words, word);
    }
  word->round = type->round;
  return word;
}

void
plumb_type_note_missing (PlumbType *type, PangoLayout *layout)
{
  if (pango_layout_get_unknown_glyphs_count (layout) == 0)
    return;
  for (GSList *lines = pango_layout_get_lines_readonly (layout); lines != NULL; lines = lines->next)
    for (GSList *runs = ((PangoLayoutLine *)lines->data)->runs; runs != NULL; runs = runs->next)
      {
        PangoGlyphString *string = ((PangoGlyphItem *)runs->data)->glyphs;
        for (int i = 0; i < string->num_glyphs; i++)
          if (string->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
            g_hash_table_add (type->missing, GUINT_TO_POINTER (string->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG));
      }
}

static int
compare_characters (gconstpointer one, gconstpointer other)
{
  gunichar a = *(const gunichar *)one, b = *(const gunichar *)other;

  return (a > b) - (a < b);
}

GArray *
plumb_type_list_missing (PlumbType *type)
{
  GArray *missing = g_array_new (FALSE, FALSE, sizeof (gunichar));
  GHashTableIter iter;
  gpointer key = NULL;

  g_return_val_if_fail (type != NULL, missing);
  g_hash_table_iter_init (&iter, type->missing);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gunichar character = GPOINTER_TO_UINT (key);
      g_array_append_val (missing, character);
    }
  g_array_sort (missing, compare_characters);
  return missing;
}

void
plumb_type_forget_missing (PlumbType *type)
{
  g_return_if_fail (type != NULL);
  g_hash_table_remove_all (type->missing);
}

static void
take_spaces (PlumbType *type)
{
  for (guint style = 0; style < PLUMB_N_STYLES; style++)
    type->spaces[style] = (PlumbWord *)plumb_type_get_word (type, style, " ", 1);
}

/* Finding and loading fonts takes many times as long as setting a packet with them, so the last type case that was done with waits here for
 * whoever needs one next. */
static PlumbType *spare;

static PlumbType *
make_type (void)
{
  PlumbType *type = g_new0 (PlumbType, 1);
  cairo_font_options_t *options = cairo_font_options_create ();
  /* Its own font map: the shared one belongs to a thread, while pages are laid out in one and drawn in another. */
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
  type->context = pango_font_map_create_context (map);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (type->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (type->context, FALSE);
  pango_context_set_language (type->context, pango_language_from_string ("en"));
  pango_context_set_base_dir (type->context, PANGO_DIRECTION_LTR);
  type->words = g_hash_table_new_full (word_hash, word_equal, (GDestroyNotify)word_free, NULL);
  type->missing = g_hash_table_new (NULL, NULL);
  type->shaped_pieces = g_array_new (FALSE, FALSE, sizeof (PlumbPiece));
  type->shaped_glyphs = g_array_new (FALSE, FALSE, sizeof (PlumbGlyph));
  type->shaped_clusters = g_array_new (FALSE, FALSE, sizeof (PlumbCluster));
  type->glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  type->clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  type->text = g_string_new (NULL);
  for (guint style = 0; style < PLUMB_N_STYLES; style++)
    make_style (type, style);
  take_spaces (type);
  return type;
}

static void
destroy_type (PlumbType *type)
{
  if (type == NULL)
    return;
  for (guint style = 0; style < PLUMB_N_STYLES; style++)
    {
      g_object_unref (type->shaper[style]);
      pango_font_description_free (type->fonts[style]);
    }
  g_hash_table_unref (type->words);
  g_hash_table_unref (type->missing);
  g_array_unref (type->shaped_pieces);
  g_array_unref (type->shaped_glyphs);
  g_array_unref (type->shaped_clusters);
  g_array_unref (type->glyphs);
  g_array_unref (type->clusters);
  g_string_free (type->text, TRUE);
  g_object_unref (type->context);
  g_free (type);
}

/* What a PDF file knew of a word ends with the file. */
static void
forget_files (PlumbType *type)
{
  GHashTableIter iter;
  gpointer word = NULL;

  g_hash_table_iter_init (&iter, type->words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    for (guint i = 0; i < ((PlumbWord *)word)->n_pieces; i++)
      g_clear_pointer (&((PlumbWord *)word)->pieces[i].encoded, g_free);
}

PlumbType *
plumb_type_new (void)
{
  PlumbType *type = g_atomic_pointer_exchange (&spare, NULL);

  return type != NULL ? type : make_type ();
}

void
plumb_type_free (PlumbType *type)
{
  if (type == NULL)
    return;
  plumb_type_trim (type);
  plumb_type_forget_missing (type);
  forget_files (type);
  destroy_type (g_atomic_pointer_exchange (&spare, type));
}

static gboolean
is_stale (gpointer key, gpointer value, gpointer data)
{
  return ((const PlumbWord *)key)->round != ((const PlumbType *)data)->round;
}

void
plumb_type_trim (PlumbType *type)
{
  g_return_if_fail (type != NULL);
  take_spaces (type);
  g_hash_table_foreach_remove (type->words, is_stale, type);
  type->round++;
}
