/* canvas.h - what pages are drawn on: a cairo context (preview, print, pictures) or the pages of a PDF file.
 *
 * The drawing code speaks to a canvas only, so the same page comes out of each. Lengths are points, y grows downwards. A path is begun
 * by its first point and ends with fill or stroke. Text is drawn by sets (pages-type.h). A canvas belongs to one thread.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef guint32 PlumbColour; /* 0xRRGGBB */

#define PLUMB_COLOUR_NONE G_MAXUINT32
#define PLUMB_COLOUR_INK 0x1d1f21
#define PLUMB_COLOUR_GREY 0x5f6468
#define PLUMB_COLOUR_RULE 0xd9dcde
#define PLUMB_COLOUR_WASH 0xf1f2f3
#define PLUMB_COLOUR_PAPER 0xffffff
#define PLUMB_COLOUR_ACCENT 0x24606b
#define PLUMB_COLOUR_WARN 0x9a5b00
#define PLUMB_COLOUR_ALARM 0xb0392b

typedef enum
{
  PLUMB_STROKE_PLAIN = 0,
  PLUMB_STROKE_ROUND = 1 << 0, /* caps and joins */
  PLUMB_STROKE_DASHED = 1 << 1
} PlumbStroke;

/* Content that is no part of the text: backgrounds, rules, running heads. */
#define PLUMB_NO_ELEMENT G_MAXUINT

typedef struct _PlumbCanvas PlumbCanvas;
typedef struct _PlumbSet PlumbSet;
typedef struct _PlumbLine PlumbLine;

/* A rectangle that leads to a place of the same document. */
typedef struct
{
  double x, y, width, height;
  guint page; /* from 0 */
  double top;
  guint element;
  const char *title; /* what a screen reader says; nullable */
} PlumbLink;

typedef struct
{
  void (*move_to) (PlumbCanvas *canvas, double x, double y);
  void (*line_to) (PlumbCanvas *canvas, double x, double y);
  void (*curve_to) (PlumbCanvas *canvas, const double points[6]);
  void (*close_path) (PlumbCanvas *canvas);
  void (*fill) (PlumbCanvas *canvas, PlumbColour colour);
  void (*stroke) (PlumbCanvas *canvas, PlumbColour colour, double width, PlumbStroke how);
  /* One line of a set with its baseline from x, y; `colour` replaces the styles' own unless it is PLUMB_COLOUR_NONE. */
  void (*show_line) (PlumbCanvas *canvas, PlumbSet *set, const PlumbLine *line, double x, double y, PlumbColour colour);
  /* Of which element of the document what follows is a part; nullable. */
  void (*set_element) (PlumbCanvas *canvas, guint element);
  /* The rectangle of the picture that this element is; nullable. */
  void (*add_box) (PlumbCanvas *canvas, double x, double y, double width, double height);
  void (*add_link) (PlumbCanvas *canvas, const PlumbLink *link); /* nullable */
} PlumbCanvasClass;

struct _PlumbCanvas
{
  const PlumbCanvasClass *class;
  double x, y; /* where 0, 0 is */
};

/* On a context, borrowed; free with g_free. Links and elements are passed over. */
PlumbCanvas *plumb_canvas_new_cairo (cairo_t *cr);

static inline void
plumb_canvas_move_to (PlumbCanvas *canvas, double x, double y)
{
  canvas->class->move_to (canvas, canvas->x + x, canvas->y + y);
}

static inline void
plumb_canvas_line_to (PlumbCanvas *canvas, double x, double y)
{
  canvas->class->line_to (canvas, canvas->x + x, canvas->y + y);
}

void plumb_canvas_curve_to (PlumbCanvas *canvas, double x1, double y1, double x2, double y2, double x, double y);

static inline void
plumb_canvas_close_path (PlumbCanvas *canvas)
{
  canvas->class->close_path (canvas);
}

static inline void
plumb_canvas_fill (PlumbCanvas *canvas, PlumbColour colour)
{
  canvas->class->fill (canvas, colour);
}

static inline void
plumb_canvas_stroke (PlumbCanvas *canvas, PlumbColour colour, double width, PlumbStroke how)
{
  canvas->class->stroke (canvas, colour, width, how);
}

void plumb_canvas_set_element (PlumbCanvas *canvas, guint element);

/* Whole paths. */
void plumb_canvas_rectangle (PlumbCanvas *canvas, double x, double y, double width, double height);
void plumb_canvas_rounded (PlumbCanvas *canvas, double x, double y, double width, double height, double radius);
void plumb_canvas_circle (PlumbCanvas *canvas, double x, double y, double radius);

G_END_DECLS
