/* pages-flow.h - from a list of strips to pages.
 *
 * A document is one long column of strips. A strip is never cut: a line of a paragraph, a slice of a table row, a picture. What belongs
 * together is said with PLUMB_STRIP_KEEP ("no page break after me"): a heading with what follows, the first two and the last two lines
 * of a paragraph. Marks (text, boxes, signs, pictures) are added with coordinates relative to the coming strip's upper left corner in
 * the column; plumb_flow_close makes them a strip. After the last one, plumb_flow_paginate decides the page breaks once; then any page
 * can be drawn on any cairo context. Legal order: add and close as often as wanted, paginate once, then draw and ask.
 *
 * Lengths are points. The flow owns the sets and strings given to it where said so; a flow and its type case belong to one thread.
 */
#pragma once

#include "exports/pages-type.h"

G_BEGIN_DECLS

typedef struct _PlumbFlow PlumbFlow;

typedef enum
{
  PLUMB_STRIP_NORMAL = 0,
  PLUMB_STRIP_KEEP = 1 << 0,    /* stays on a page with the next strip */
  PLUMB_STRIP_NEW_PAGE = 1 << 1 /* opens a page, unless half of one is free: a page of three lines looks like a mistake */
} PlumbStripFlags;

typedef enum
{
  PLUMB_SIGN_TICK,
  PLUMB_SIGN_CROSS,
  PLUMB_SIGN_RING,
  PLUMB_SIGN_BULLET,
  PLUMB_SIGN_SPLIT /* a triangle pointing left */
} PlumbSign;

/* A box: filled, outlined or both. */
typedef struct
{
  PlumbColour fill;
  PlumbColour stroke;
  double radius;
  gboolean dashed;
} PlumbBoxLook;

typedef enum
{
  PLUMB_FRAME_BOX, /* a rounded outline around */
  PLUMB_FRAME_BAR  /* a bar at the left */
} PlumbFrameKind;

/* Draws in a rectangle from 0, 0 to width, height. */
typedef void (*PlumbPictureFunc) (PlumbCanvas *canvas, double width, double height, gconstpointer data);

/* What a part of the document is, for readers that don't look at it. Texts stand in leaves; one that is added where only leaves may stand
 * gets a paragraph of its own, so nothing is ever outside. */
typedef enum
{
  PLUMB_ELEMENT_TITLE, /* of the document or a chapter */
  PLUMB_ELEMENT_HEADING,
  PLUMB_ELEMENT_PARAGRAPH,
  PLUMB_ELEMENT_QUOTE,
  PLUMB_ELEMENT_LIST, /* of items */
  PLUMB_ELEMENT_ITEM, /* with a body each */
  PLUMB_ELEMENT_BODY,
  PLUMB_ELEMENT_TABLE, /* of rows */
  PLUMB_ELEMENT_ROW,   /* of cells */
  PLUMB_ELEMENT_COLUMN_HEAD,
  PLUMB_ELEMENT_ROW_HEAD,
  PLUMB_ELEMENT_CELL,
  PLUMB_ELEMENT_LINK, /* in a leaf, or in place of one */
  PLUMB_ELEMENT_FIGURE
} PlumbElementKind;

typedef struct
{
  PlumbElementKind kind;
  guint parent; /* PLUMB_NO_ELEMENT: the document */
  char *alt;    /* said in its place, or NULL */
} PlumbElement;

/* The outline of the file: entries with the page they stand on. */
typedef struct
{
  guint level; /* 1: a section; 2: under it */
  const char *title;
  guint page; /* from 0 */
  double y;
} PlumbOutlineEntry;

PlumbFlow *plumb_flow_new (PlumbType *type, double width, double height);
void plumb_flow_free (PlumbFlow *flow);

PlumbType *plumb_flow_get_type_case (const PlumbFlow *flow);
/* The column as frames leave it: its left edge, and its width. */
double plumb_flow_get_left (const PlumbFlow *flow);
double plumb_flow_get_measure (const PlumbFlow *flow);
double plumb_flow_get_page_height (const PlumbFlow *flow);

/* Sets text and gives it to the flow; borrowed until the flow is freed. The one door for text into pages: everything but the
 * evaluation's own sentences goes through plumb_text_dup_shown, so that nothing hidden or hostile is drawn. */
PlumbSet *plumb_flow_set (PlumbFlow *flow, PlumbStyle style, const char *text, double width);
#define PLUMB_MAX_SPANS 8
PlumbSet *plumb_flow_set_spans (PlumbFlow *flow, const PlumbSpan *spans, guint n_spans, double width);

/* Marks of the coming strip. Text draws the lines `first` .. of a set below each other. */
void plumb_flow_add_text (PlumbFlow *flow, PlumbSet *set, guint first, guint n, double x, double y, double width,
                          PlumbAlign align, PlumbColour colour);
void plumb_flow_add_set (PlumbFlow *flow, PlumbSet *set, double x,
                         double y); /* all lines, from the start, in their own colours */
void plumb_flow_add_box (PlumbFlow *flow, double x, double y, double width, double height, const PlumbBoxLook *look);
void plumb_flow_add_sign (PlumbFlow *flow, PlumbSign sign, double x, double y, double size, PlumbColour colour);
/* `data` is freed by `destroy` (nullable) with the flow. */
void plumb_flow_add_picture (PlumbFlow *flow, PlumbPictureFunc draw, gpointer data, GDestroyNotify destroy, double x, double y,
                             double width, double height);
/* A link over a rectangle to the strip that has the anchor; `title` (nullable) is what a screen reader says. */
void plumb_flow_add_link (PlumbFlow *flow, double x, double y, double width, double height, const char *anchor,
                          const char *title);

/* The number of the page that has the anchor, known once pages are made; at the end of `width`. */
void plumb_flow_add_page_number (PlumbFlow *flow, PlumbStyle style, const char *anchor, double x, double y, double width);

/* Elements nest: what is added between open and close is part of it. `alt` (nullable) is said in its place. */
guint plumb_flow_open_element (PlumbFlow *flow, PlumbElementKind kind, const char *alt);
void plumb_flow_close_element (PlumbFlow *flow);
/* Goes on with one that was open before; close it as any. */
void plumb_flow_resume_element (PlumbFlow *flow, guint element);
/* Is the innermost open element of this kind? */
gboolean plumb_flow_is_in (const PlumbFlow *flow, PlumbElementKind kind);
const GArray *plumb_flow_get_elements (const PlumbFlow *flow); /* of PlumbElement, in reading order */

/* Said of the coming strip. */
void plumb_flow_add_anchor (PlumbFlow *flow, const char *anchor);
void plumb_flow_add_outline (PlumbFlow *flow, guint level, const char *title);
void plumb_flow_set_section (PlumbFlow *flow, const char *title); /* for running heads, until the next */

/* Everything added since the last strip becomes one; `space` is kept free above it, except at the top of a page. */
void plumb_flow_close (PlumbFlow *flow, double space, double height, PlumbStripFlags flags);
/* Glues the strip closed last to the one that comes. */
void plumb_flow_keep_last (PlumbFlow *flow);
/* Glues the strips from number `first` to `last` to each other. */
void plumb_flow_keep (PlumbFlow *flow, guint first, guint last);
guint plumb_flow_get_n_strips (const PlumbFlow *flow);

/* Strips closed between begin_head and end_head are repeated on top of every page that a later strip opens, until end_table. */
void plumb_flow_begin_head (PlumbFlow *flow);
void plumb_flow_end_head (PlumbFlow *flow);
void plumb_flow_end_table (PlumbFlow *flow);

/* Strips between stand in a frame, closed again on each page when it breaks. Short frames are kept whole. Frames do not nest. */
void plumb_flow_begin_frame (PlumbFlow *flow, PlumbFrameKind kind, PlumbColour colour, double space);
void plumb_flow_end_frame (PlumbFlow *flow);

void plumb_flow_paginate (PlumbFlow *flow);

guint plumb_flow_get_n_pages (const PlumbFlow *flow);
const char *plumb_flow_get_section (const PlumbFlow *flow, guint page); /* nullable */
GArray *plumb_flow_get_outline (const PlumbFlow *flow);                 /* of PlumbOutlineEntry */
/* The height that is used on a page. */
double plumb_flow_get_depth (const PlumbFlow *flow, guint page);
/* On which page an anchor stands; FALSE when there is none of that name. */
gboolean plumb_flow_find_anchor (const PlumbFlow *flow, const char *anchor, guint *page, double *y);

/* Draws a page with the column's upper left corner at x, y. */
void plumb_flow_draw (PlumbFlow *flow, guint page, PlumbCanvas *canvas, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbFlow, plumb_flow_free)

G_END_DECLS
