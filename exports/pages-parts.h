/* pages-parts.h - what pages are built from: paragraphs, notes, headings, chips, tables. Each call adds strips at the end of a flow. */
#pragma once

#include "exports/pages-flow.h"

G_BEGIN_DECLS

/* Gaps between blocks. */
#define PLUMB_GAP_LINE 3.0
#define PLUMB_GAP_BLOCK 8.0
#define PLUMB_GAP_SECTION 19.0
#define PLUMB_GAP_CHAPTER 36.0

/* The lines of a set as strips, `indent` from the column's left: never one line alone at the top or the bottom of a page. */
void plumb_part_lines (PlumbFlow *flow, PlumbSet *set, double indent, double space);
void plumb_part_paragraph (PlumbFlow *flow, PlumbStyle style, const char *text, double indent, double space);
void plumb_part_spans (PlumbFlow *flow, const PlumbSpan *spans, guint n_spans, double indent, double space);

/* A text as it was written: each line break kept, empty lines as gaps. Nothing when it is blank. */
void plumb_part_note (PlumbFlow *flow, PlumbStyle style, const char *text, double indent, double space);

/* Short texts (of char *; NULL and empty ones are left out) with a dot between. Where they take more than a line, they break between two
 * of them, into lines of like length. */
void plumb_part_facts (PlumbFlow *flow, PlumbStyle style, const GPtrArray *facts, double space);

/* Heads stay with what follows. An outline level of 0 makes no entry. `section` is for running heads. */
void plumb_part_chapter (PlumbFlow *flow, const char *kicker, const char *title, const char *section, guint level,
                         PlumbStripFlags opening);
void plumb_part_heading (PlumbFlow *flow, const char *title, guint level);
void plumb_part_label (PlumbFlow *flow, const char *text, double space);

gboolean plumb_part_is_blank (const char *text);

/* A labelled note: nothing at all when the text is blank. */
void plumb_part_labelled (PlumbFlow *flow, const char *label, PlumbStyle style, const char *text);

#define PLUMB_SIGN_INDENT 13.0
/* A paragraph with a sign in its margin; an item where a list is open. */
void plumb_part_signed (PlumbFlow *flow, PlumbSign sign, PlumbColour colour, const PlumbSpan *spans, guint n_spans, double space);

/* No item of a list, or row of a table, is left alone at the top or the bottom of a page. `starts`: the first strip of each (of guint);
 * the last ends with the strip closed last. */
void plumb_part_keep_ends (PlumbFlow *flow, const GArray *starts);

/* A thin line across the column. */
void plumb_part_rule (PlumbFlow *flow, double space);

/* A word in a rounded box, drawn into the coming strip. Answers its width; `fill` PLUMB_COLOUR_NONE makes an outlined one. */
#define PLUMB_CHIP_HEIGHT 15.0
double plumb_part_measure_chip (PlumbFlow *flow, const char *text);
double plumb_part_add_chip (PlumbFlow *flow, const char *text, double x, double y, PlumbColour fill, PlumbColour ink);

/* Tables: heads repeated on each page, rows of any length cut between lines. */
typedef struct
{
  const char *title;
  double share; /* of the width, in parts of the sum */
  PlumbAlign align;
  PlumbStyle style;
} PlumbColumn;

typedef struct _PlumbTable PlumbTable;

PlumbTable *plumb_table_begin (PlumbFlow *flow, const PlumbColumn *columns, guint n_columns, double space);
void plumb_table_add_row (PlumbTable *table, const char *const *cells); /* one text a column; NULL: empty */
void plumb_table_end (PlumbTable *table);                               /* frees */

G_END_DECLS
