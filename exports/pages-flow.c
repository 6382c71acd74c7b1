/* pages-flow.c - gathering marks into strips. Page breaks are decided in pages-break.c, drawing is in pages-paint.c. */
#include "exports/pages-flow.h"

#include "app/text.h"
#include "exports/pages-strips.h"

#define FRAME_INSET 12.0
#define FRAME_PAD 10.0
#define BAR_PAD 1.5
/* A frame up to this part of the page is kept whole. */
#define SHORT_FRAME 0.3

static void
clear_mark (gpointer data)
{
  PlumbMark *mark = data;

  if (mark->kind == PLUMB_MARK_PICTURE && mark->as.picture.destroy != NULL)
    mark->as.picture.destroy (mark->as.picture.data);
  if (mark->kind == PLUMB_MARK_NUMBER)
    g_free (mark->as.number.anchor);
  if (mark->kind == PLUMB_MARK_LINK)
    {
      g_free (mark->as.link.anchor);
      g_free (mark->as.link.title);
    }
}

static void
clear_named (gpointer data)
{
  g_free (((PlumbNamed *)data)->name);
}

static void
clear_element (gpointer data)
{
  g_free (((PlumbElement *)data)->alt);
}

PlumbFlow *
plumb_flow_new (PlumbType *type, double width, double height)
{
  PlumbFlow *flow = NULL;

  g_return_val_if_fail (type != NULL && width > 0 && height > 0, NULL);
  flow = g_new0 (PlumbFlow, 1);
  flow->type = type;
  flow->width = width;
  flow->height = height;
  flow->head = PLUMB_NO_INDEX;
  flow->frame = PLUMB_NO_INDEX;
  flow->marks = g_array_new (FALSE, TRUE, sizeof (PlumbMark));
  g_array_set_clear_func (flow->marks, clear_mark);
  flow->strips = g_array_new (FALSE, TRUE, sizeof (PlumbStrip));
  flow->heads = g_array_new (FALSE, TRUE, sizeof (PlumbHead));
  flow->frames = g_array_new (FALSE, TRUE, sizeof (PlumbFrame));
  flow->named = g_array_new (FALSE, TRUE, sizeof (PlumbNamed));
  g_array_set_clear_func (flow->named, clear_named);
  flow->elements = g_array_new (FALSE, TRUE, sizeof (PlumbElement));
  g_array_set_clear_func (flow->elements, clear_element);
  flow->element = PLUMB_NO_ELEMENT;
  flow->sections = g_ptr_array_new_with_free_func (g_free);
  flow->sets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_set_free);
  return flow;
}

void
plumb_flow_free (PlumbFlow *flow)
{
  if (flow == NULL)
    return;
  g_array_unref (flow->marks);
  g_array_unref (flow->strips);
  g_array_unref (flow->heads);
  g_array_unref (flow->frames);
  g_array_unref (flow->named);
  g_array_unref (flow->elements);
  g_ptr_array_unref (flow->sections);
  g_ptr_array_unref (flow->sets);
  g_clear_pointer (&flow->placed, g_array_unref);
  g_clear_pointer (&flow->sheets, g_array_unref);
  g_clear_pointer (&flow->homes, g_array_unref);
  g_clear_pointer (&flow->outline, g_array_unref);
  g_free (flow);
}

PlumbType *
plumb_flow_get_type_case (const PlumbFlow *flow)
{
  g_return_val_if_fail (flow != NULL, NULL);
  return flow->type;
}

double
plumb_flow_get_left (const PlumbFlow *flow)
{
  g_return_val_if_fail (flow != NULL, 0);
  return flow->inset;
}

double
plumb_flow_get_measure (const PlumbFlow *flow)
{
  g_return_val_if_fail (flow != NULL, 0);
  /* A bar has room to breathe at its left only, a box on both sides. */
  if (flow->frame != PLUMB_NO_INDEX && g_array_index (flow->frames, PlumbFrame, flow->frame).kind == PLUMB_FRAME_BOX)
    return flow->width - 2 * flow->inset;
  return flow->width - flow->inset;
}

double
plumb_flow_get_page_height (const PlumbFlow *flow)
{
  g_return_val_if_fail (flow != NULL, 0);
  return flow->height;
}

PlumbSet *
plumb_flow_set (PlumbFlow *flow, PlumbStyle style, const char *text, double width)
{
  PlumbSpan span = { style, text, FALSE };

  return plumb_flow_set_spans (flow, &span, 1, width);
}

/* Most texts are plain ASCII, in which nothing can hide. */
static gboolean
is_harmless (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar)*text >= 0x7f || ((guchar)*text < 0x20 && *text != '\n'))
      return FALSE;
  return TRUE;
}

PlumbSet *
plumb_flow_set_spans (PlumbFlow *flow, const PlumbSpan *spans, guint n_spans, double width)
{
  PlumbSpan shown[PLUMB_MAX_SPANS];
  char *copies[PLUMB_MAX_SPANS] = { NULL };
  PlumbSet *set = NULL;

  g_return_val_if_fail (flow != NULL && n_spans > 0 && n_spans <= PLUMB_MAX_SPANS, NULL);
  for (guint i = 0; i < n_spans; i++)
    {
      if (!spans[i].is_sentence && !is_harmless (spans[i].text))
        copies[i] = plumb_text_dup_shown (spans[i].text);
      shown[i] = spans[i];
      if (copies[i] != NULL)
        shown[i].text = copies[i];
    }
  set = plumb_set_new_spans (flow->type, shown, n_spans, width);
  g_ptr_array_add (flow->sets, set);
  for (guint i = 0; i < n_spans; i++)
    g_free (copies[i]);
  return set;
}

static PlumbMark *
add_mark (PlumbFlow *flow, PlumbMarkKind kind, double x, double y, double width, double height)
{
  PlumbMark mark = { .kind = kind, .element = PLUMB_NO_ELEMENT, .x = x, .y = y, .width = width, .height = height };

  g_assert (flow->placed == NULL);
  g_array_append_val (flow->marks, mark);
  return &g_array_index (flow->marks, PlumbMark, flow->marks->len - 1);
}

static guint
add_element (PlumbFlow *flow, PlumbElementKind kind, const char *alt)
{
  PlumbElement element = { .kind = kind, .parent = flow->element, .alt = g_strdup (alt) };

  g_array_append_val (flow->elements, element);
  return flow->elements->len - 1;
}

static gboolean
holds_elements_only (const PlumbFlow *flow)
{
  return flow->element == PLUMB_NO_ELEMENT || plumb_flow_is_in (flow, PLUMB_ELEMENT_LIST)
         || plumb_flow_is_in (flow, PLUMB_ELEMENT_ITEM) || plumb_flow_is_in (flow, PLUMB_ELEMENT_TABLE)
         || plumb_flow_is_in (flow, PLUMB_ELEMENT_ROW);
}

/* The element of a text: the open leaf, or a paragraph for all lines of this set. */
static guint
find_element (PlumbFlow *flow, const PlumbSet *set)
{
  if (!holds_elements_only (flow))
    return flow->element;
  if (flow->loose != set)
    {
      flow->loose = set;
      flow->loose_element = add_element (flow, PLUMB_ELEMENT_PARAGRAPH, NULL);
    }
  return flow->loose_element;
}

void
plumb_flow_add_text (PlumbFlow *flow, PlumbSet *set, guint first, guint n, double x, double y, double width, PlumbAlign align,
                     PlumbColour colour)
{
  PlumbMark *mark = NULL;

  g_return_if_fail (flow != NULL && set != NULL && first + n <= plumb_set_get_n_lines (set));
  mark = add_mark (flow, PLUMB_MARK_TEXT, x, y, width, 0);
  mark->element = find_element (flow, set);
  mark->as.text.set = set;
  mark->as.text.first = first;
  mark->as.text.n = n;
  mark->as.text.align = align;
  mark->as.text.colour = colour;
}

void
plumb_flow_add_set (PlumbFlow *flow, PlumbSet *set, double x, double y)
{
  plumb_flow_add_text (flow, set, 0, plumb_set_get_n_lines (set), x, y, plumb_set_get_width (set), PLUMB_ALIGN_START,
                       PLUMB_COLOUR_NONE);
}

void
plumb_flow_add_box (PlumbFlow *flow, double x, double y, double width, double height, const PlumbBoxLook *look)
{
  g_return_if_fail (flow != NULL && look != NULL);
  add_mark (flow, PLUMB_MARK_BOX, x, y, width, height)->as.box = *look;
}

void
plumb_flow_add_sign (PlumbFlow *flow, PlumbSign sign, double x, double y, double size, PlumbColour colour)
{
  PlumbMark *mark = NULL;

  g_return_if_fail (flow != NULL);
  mark = add_mark (flow, PLUMB_MARK_SIGN, x, y, size, size);
  mark->as.sign.sign = sign;
  mark->as.sign.colour = colour;
}

void
plumb_flow_add_picture (PlumbFlow *flow, PlumbPictureFunc draw, gpointer data, GDestroyNotify destroy, double x, double y,
                        double width, double height)
{
  PlumbMark *mark = NULL;

  g_return_if_fail (flow != NULL && draw != NULL);
  mark = add_mark (flow, PLUMB_MARK_PICTURE, x, y, width, height);
  if (plumb_flow_is_in (flow, PLUMB_ELEMENT_FIGURE))
    mark->element = flow->element;
  mark->as.picture.draw = draw;
  mark->as.picture.data = data;
  mark->as.picture.destroy = destroy;
}

void
plumb_flow_add_link (PlumbFlow *flow, double x, double y, double width, double height, const char *anchor, const char *title)
{
  PlumbMark *mark = NULL;

  g_return_if_fail (flow != NULL && anchor != NULL);
  mark = add_mark (flow, PLUMB_MARK_LINK, x, y, width, height);
  mark->element = flow->element;
  mark->as.link.anchor = g_strdup (anchor);
  mark->as.link.title = g_strdup (title);
}

void
plumb_flow_add_page_number (PlumbFlow *flow, PlumbStyle style, const char *anchor, double x, double y, double width)
{
  PlumbMark *mark = NULL;

  g_return_if_fail (flow != NULL && anchor != NULL);
  mark = add_mark (flow, PLUMB_MARK_NUMBER, x, y, width, 0);
  mark->element = flow->element;
  mark->as.number.style = style;
  mark->as.number.anchor = g_strdup (anchor);
}

guint
plumb_flow_open_element (PlumbFlow *flow, PlumbElementKind kind, const char *alt)
{
  g_return_val_if_fail (flow != NULL, PLUMB_NO_ELEMENT);
  flow->element = add_element (flow, kind, alt);
  flow->loose = NULL;
  return flow->element;
}

void
plumb_flow_close_element (PlumbFlow *flow)
{
  g_return_if_fail (flow != NULL && flow->element != PLUMB_NO_ELEMENT);
  flow->element = g_array_index (flow->elements, PlumbElement, flow->element).parent;
  flow->loose = NULL;
}

void
plumb_flow_resume_element (PlumbFlow *flow, guint element)
{
  g_return_if_fail (flow != NULL && element < flow->elements->len);
  g_return_if_fail (g_array_index (flow->elements, PlumbElement, element).parent == flow->element);
  flow->element = element;
}

gboolean
plumb_flow_is_in (const PlumbFlow *flow, PlumbElementKind kind)
{
  g_return_val_if_fail (flow != NULL, FALSE);
  return flow->element != PLUMB_NO_ELEMENT && g_array_index (flow->elements, PlumbElement, flow->element).kind == kind;
}

const GArray *
plumb_flow_get_elements (const PlumbFlow *flow)
{
  g_return_val_if_fail (flow != NULL, NULL);
  return flow->elements;
}

static void
add_named (PlumbFlow *flow, const char *name, guint level)
{
  PlumbNamed named = { .name = g_strdup (name), .strip = flow->strips->len, .level = level };

  g_array_append_val (flow->named, named);
}

void
plumb_flow_add_anchor (PlumbFlow *flow, const char *anchor)
{
  g_return_if_fail (flow != NULL && anchor != NULL);
  add_named (flow, anchor, 0);
}

void
plumb_flow_add_outline (PlumbFlow *flow, guint level, const char *title)
{
  g_return_if_fail (flow != NULL && level > 0 && title != NULL);
  add_named (flow, title, level);
}

void
plumb_flow_set_section (PlumbFlow *flow, const char *title)
{
  g_return_if_fail (flow != NULL && title != NULL);
  g_ptr_array_add (flow->sections, g_strdup (title));
}

void
plumb_flow_close (PlumbFlow *flow, double space, double height, PlumbStripFlags flags)
{
  PlumbStrip strip = { 0 };

  g_return_if_fail (flow != NULL && flow->placed == NULL);
  strip.first_mark = flow->first_mark;
  strip.n_marks = flow->marks->len - flow->first_mark;
  strip.space = space;
  strip.height = height;
  strip.flags = flags;
  strip.head = flow->in_head ? PLUMB_NO_INDEX : flow->head;
  strip.frame = flow->frame;
  strip.section = flow->sections->len > 0 ? flow->sections->len - 1 : PLUMB_NO_INDEX;
  if (flow->frame != PLUMB_NO_INDEX && flow->frame_start == flow->strips->len)
    strip.space = flow->frame_space;
  if (flow->in_head)
    strip.flags |= PLUMB_STRIP_KEEP;
  g_array_append_val (flow->strips, strip);
  flow->first_mark = flow->marks->len;
}

void
plumb_flow_keep_last (PlumbFlow *flow)
{
  g_return_if_fail (flow != NULL);
  if (flow->strips->len > 0)
    plumb_flow_get_strip (flow, flow->strips->len - 1)->flags |= PLUMB_STRIP_KEEP;
}

void
plumb_flow_keep (PlumbFlow *flow, guint first, guint last)
{
  g_return_if_fail (flow != NULL);
  for (guint i = first; i < last && i < flow->strips->len; i++)
    plumb_flow_get_strip (flow, i)->flags |= PLUMB_STRIP_KEEP;
}

guint
plumb_flow_get_n_strips (const PlumbFlow *flow)
{
  g_return_val_if_fail (flow != NULL, 0);
  return flow->strips->len;
}

void
plumb_flow_begin_head (PlumbFlow *flow)
{
  PlumbHead head = { 0 };

  g_return_if_fail (flow != NULL && flow->head == PLUMB_NO_INDEX);
  head.first = flow->strips->len;
  g_array_append_val (flow->heads, head);
  flow->head = flow->heads->len - 1;
  flow->in_head = TRUE;
}

void
plumb_flow_end_head (PlumbFlow *flow)
{
  PlumbHead *head = NULL;

  g_return_if_fail (flow != NULL && flow->in_head);
  head = &g_array_index (flow->heads, PlumbHead, flow->head);
  head->n = flow->strips->len - head->first;
  flow->in_head = FALSE;
}

void
plumb_flow_end_table (PlumbFlow *flow)
{
  g_return_if_fail (flow != NULL && !flow->in_head);
  flow->head = PLUMB_NO_INDEX;
}

void
plumb_flow_begin_frame (PlumbFlow *flow, PlumbFrameKind kind, PlumbColour colour, double space)
{
  PlumbFrame frame = { .kind = kind, .colour = colour, .pad = kind == PLUMB_FRAME_BOX ? FRAME_PAD : BAR_PAD };

  g_return_if_fail (flow != NULL && flow->frame == PLUMB_NO_INDEX);
  g_array_append_val (flow->frames, frame);
  flow->frame = flow->frames->len - 1;
  flow->frame_start = flow->strips->len;
  flow->frame_space = space;
  flow->inset = FRAME_INSET;
}

void
plumb_flow_end_frame (PlumbFlow *flow)
{
  double height = 0;

  g_return_if_fail (flow != NULL && flow->frame != PLUMB_NO_INDEX);
  for (guint i = flow->frame_start; i < flow->strips->len; i++)
    height += plumb_flow_get_strip (flow, i)->space + plumb_flow_get_strip (flow, i)->height;
  if (flow->strips->len > 0 && height < SHORT_FRAME * flow->height)
    plumb_flow_keep (flow, flow->frame_start, flow->strips->len - 1);
  flow->frame = PLUMB_NO_INDEX;
  flow->inset = 0;
}
