/* pages-strips.h - private to pages-flow.c, pages-break.c and pages-paint.c: what a flow is made of. */
#pragma once

#include "exports/pages-flow.h"

G_BEGIN_DECLS

#define PLUMB_NO_INDEX G_MAXUINT

typedef enum
{
  PLUMB_MARK_TEXT,
  PLUMB_MARK_BOX,
  PLUMB_MARK_SIGN,
  PLUMB_MARK_PICTURE,
  PLUMB_MARK_NUMBER,
  PLUMB_MARK_LINK
} PlumbMarkKind;

typedef struct
{
  PlumbMarkKind kind;
  guint element; /* PLUMB_NO_ELEMENT: none */
  double x, y, width, height;
  union
  {
    struct
    {
      PlumbSet *set;
      guint first, n;
      PlumbAlign align;
      PlumbColour colour;
    } text;
    PlumbBoxLook box;
    struct
    {
      PlumbSign sign;
      PlumbColour colour;
    } sign;
    struct
    {
      PlumbPictureFunc draw;
      gpointer data;
      GDestroyNotify destroy;
    } picture;
    struct
    {
      char *anchor;
      char *title; /* nullable */
    } link;
    struct
    {
      PlumbStyle style;
      char *anchor;
    } number;
  } as;
} PlumbMark;

typedef struct
{
  guint first_mark, n_marks;
  double space, height;
  PlumbStripFlags flags;
  guint head;    /* index in heads, or PLUMB_NO_INDEX */
  guint frame;   /* index in frames, or PLUMB_NO_INDEX */
  guint section; /* index in sections, or PLUMB_NO_INDEX */
} PlumbStrip;

/* A table's head: a row of strips. */
typedef struct
{
  guint first, n;
} PlumbHead;

typedef struct
{
  PlumbFrameKind kind;
  PlumbColour colour;
  double pad; /* inside, above and below */
} PlumbFrame;

/* A strip where it came to stand. */
typedef struct
{
  guint strip;
  double y;
} PlumbPlaced;

typedef struct
{
  guint first, n; /* placed */
  double depth;
} PlumbSheet;

typedef struct
{
  char *name;
  guint strip;
  guint level; /* 0: an anchor */
} PlumbNamed;

struct _PlumbFlow
{
  PlumbType *type; /* borrowed */
  double width, height;
  double inset;
  GArray *marks;    /* of PlumbMark */
  GArray *strips;   /* of PlumbStrip */
  GArray *heads;    /* of PlumbHead */
  GArray *frames;   /* of PlumbFrame */
  GArray *named;    /* of PlumbNamed: anchors and outline entries */
  GArray *elements; /* of PlumbElement */
  GPtrArray *sections;
  GPtrArray *sets;
  /* the strip to come */
  guint first_mark;
  guint head;
  guint frame, frame_start;
  double frame_space;
  gboolean in_head;
  guint element;         /* innermost open one, or PLUMB_NO_ELEMENT */
  const PlumbSet *loose; /* the last set added outside of any leaf */
  guint loose_element;   /* and the paragraph made for it */
  /* once paginated */
  GArray *placed;  /* of PlumbPlaced */
  GArray *sheets;  /* of PlumbSheet */
  GArray *homes;   /* of guint: index in placed of each strip's first place */
  GArray *outline; /* of PlumbOutlineEntry */
};

static inline PlumbStrip *
plumb_flow_get_strip (const PlumbFlow *flow, guint index)
{
  return &g_array_index (flow->strips, PlumbStrip, index);
}

/* Room a frame takes above its first and below its last strip of a page. */
static inline double
plumb_flow_get_pad (const PlumbFlow *flow, guint frame)
{
  return frame == PLUMB_NO_INDEX ? 0 : g_array_index (flow->frames, PlumbFrame, frame).pad;
}

guint plumb_flow_get_page_of_placed (const PlumbFlow *flow, guint placed);

G_END_DECLS
