/* pages-type.h - the type case of the pages: styles, and text set into lines.
 *
 * A PlumbSet is text broken into lines of a measure, set once and drawn as often as wanted. Words of scripts that stand in a row
 * (Latin, Greek, Cyrillic) are shaped once for each style and kept, so that the same word costs nothing the next time; every other
 * text is set by Pango's own paragraph layout. Text is plain: no markup is ever read from it. It should come from plumb_text_dup_shown.
 *
 * Lengths are points. A type case and its sets belong to one thread at a time.
 */
#pragma once

#include "exports/canvas.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_STYLE_KICKER, /* small capitals above a title; give it upper case */
  PLUMB_STYLE_TITLE,
  PLUMB_STYLE_SUBTITLE,
  PLUMB_STYLE_CHAPTER, /* head of a section that opens a page */
  PLUMB_STYLE_HEADING,
  PLUMB_STYLE_QUESTION, /* head of a question on a scorecard */
  PLUMB_STYLE_LEAD,     /* the headline beside the composite */
  PLUMB_STYLE_FIGURE,   /* the composite itself */
  PLUMB_STYLE_BODY,
  PLUMB_STYLE_BODY_STRONG,
  PLUMB_STYLE_BODY_GREY,
  PLUMB_STYLE_QUOTE,
  PLUMB_STYLE_SMALL,
  PLUMB_STYLE_SMALL_STRONG,
  PLUMB_STYLE_SMALL_GREY,
  PLUMB_STYLE_LABEL, /* over a column or a block */
  PLUMB_STYLE_TINY,  /* over the columns of the matrix */
  PLUMB_STYLE_CELL,  /* the number in a coloured cell */
  PLUMB_STYLE_CODE,  /* hashes and ids */
  PLUMB_N_STYLES
} PlumbStyle;

typedef enum
{
  PLUMB_ALIGN_START, /* left, or right for a right-to-left paragraph */
  PLUMB_ALIGN_LEFT,
  PLUMB_ALIGN_CENTRE,
  PLUMB_ALIGN_END
} PlumbAlign;

/* A stretch of text in one style. */
typedef struct
{
  PlumbStyle style;
  const char *text;
  gboolean is_sentence; /* made by the program, which made the names in it safe: drawn as it stands, from left to right */
} PlumbSpan;

typedef struct _PlumbType PlumbType;

/* One that was freed before, if there is one: with its fonts and the words of its last document. */
PlumbType *plumb_type_new (void);
void plumb_type_free (PlumbType *type);

/* Forgets the shaped words that were not asked for since the last trimming. No set may be alive. */
void plumb_type_trim (PlumbType *type);

/* The characters, in order, that no installed font can draw and that were met since the last forgetting: of gunichar. (transfer full) */
GArray *plumb_type_list_missing (PlumbType *type);
void plumb_type_forget_missing (PlumbType *type);

double plumb_style_get_line_height (PlumbStyle style);
PlumbColour plumb_style_get_colour (PlumbStyle style);

/* Sets text in lines no wider than `width`; a line break in the text ends a line. Never empty: no text is one empty line. */
PlumbSet *plumb_set_new (PlumbType *type, PlumbStyle style, const char *text, double width);
/* The same for stretches that follow each other in one paragraph. */
PlumbSet *plumb_set_new_spans (PlumbType *type, const PlumbSpan *spans, guint n_spans, double width);
void plumb_set_free (PlumbSet *set);

guint plumb_set_get_n_lines (const PlumbSet *set);
double plumb_set_get_line_height (const PlumbSet *set, guint line);
double plumb_set_get_height (const PlumbSet *set);
double plumb_set_get_width (const PlumbSet *set); /* of its widest line */

/* Draws one line with its upper left corner at x, y in a column as wide as `width`. `colour` replaces the styles' own unless it is
 * PLUMB_COLOUR_NONE. */
void plumb_set_draw_line (PlumbSet *set, guint line, PlumbCanvas *canvas, double x, double y, double width, PlumbAlign align,
                          PlumbColour colour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbType, plumb_type_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbSet, plumb_set_free)

G_END_DECLS
