/* pages-word.h - private to pages-type.c, pages-fill.c, pages-set.c and the canvases: shaped words, lines, the state of the type case. */
#pragma once

#include "exports/pages-type.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Relative to the start of the word on the baseline. Places of Pango's are whole parts of 1/1024: exact in a float. */
typedef struct
{
  guint index;
  float x, y;
} PlumbGlyph;

typedef struct
{
  guint16 n_bytes, n_glyphs;
} PlumbCluster;

/* The part of a word that one font draws. */
typedef struct
{
  PangoFont *pango;                 /* owned */
  cairo_scaled_font_t *font;        /* its own */
  struct _PlumbPdfEncoded *encoded; /* as the PDF writes it; NULL until it did */
  guint first_glyph, n_glyphs;
  guint first_cluster, n_clusters;
  guint first_byte, n_bytes;
} PlumbPiece;

/* A stretch without spaces in one style, shaped once; in one block of memory with all that it points to. */
typedef struct
{
  PlumbStyle style;
  guint length; /* bytes */
  const char *text;
  double width;
  gboolean complete; /* every character has a glyph, left to right */
  guint round;       /* of trimming, when it was last asked for */
  guint n_pieces;
  PlumbPiece *pieces;
  const PlumbGlyph *glyphs;
  const PlumbCluster *clusters;
} PlumbWord;

struct _PlumbType
{
  PangoContext *context;
  PangoLayout *shaper[PLUMB_N_STYLES]; /* one word at a time */
  PangoFontDescription *fonts[PLUMB_N_STYLES];
  double ascent[PLUMB_N_STYLES];
  double descent[PLUMB_N_STYLES];
  PlumbWord *spaces[PLUMB_N_STYLES];
  GHashTable *words;   /* PlumbWord -> itself */
  guint round;         /* counts trimmings */
  GHashTable *missing; /* gunichar -> itself */
  /* scratch of shaping a word */
  GArray *shaped_pieces;
  GArray *shaped_glyphs;
  GArray *shaped_clusters;
  /* scratch of drawing a line */
  GArray *glyphs;
  GArray *clusters;
  GString *text;
};

/* A word with what stands before it. */
typedef struct
{
  const PlumbWord *word;
  guint spaces; /* in front, of its own style */
  gboolean may_break;
  gboolean must_break; /* a line break was written in front */
  double x;            /* from the start of its line, once filled */
} PlumbUnit;

struct _PlumbLine
{
  guint first, n; /* units; of Pango's lines: unused */
  double x;       /* of the text within the measure, as Pango aligned it */
  double width;
  double height;
  double ascent; /* from its top to the baseline */
  PangoLayoutLine *pango;
};

struct _PlumbSet
{
  PlumbType *type;    /* borrowed */
  GArray *units;      /* of PlumbUnit; NULL when set by Pango */
  GArray *lines;      /* of PlumbLine */
  GPtrArray *layouts; /* of PangoLayout, when set by Pango */
  PlumbColour colour; /* of its first stretch, for Pango's lines */
};

/* Breaks plain words into the set's lines; FALSE, with units and lines half filled, when the paragraph needs Pango. */
gboolean plumb_set_fill (PlumbSet *set, const PlumbSpan *spans, guint n_spans, double width);

/* Borrowed until plumb_type_trim. */
const PlumbWord *plumb_type_get_word (PlumbType *type, PlumbStyle style, const char *text, gsize length);

/* What Pango needs to know of a style beyond its font: letter spacing and features. */
void plumb_style_add_attributes (PlumbStyle style, PangoAttrList *attributes, guint start, guint end);

/* Notes the characters of `layout` that no font can draw. */
void plumb_type_note_missing (PlumbType *type, PangoLayout *layout);

G_END_DECLS
