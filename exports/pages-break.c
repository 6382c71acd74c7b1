/* pages-break.c - where pages end.
 *
 * Strips glued by KEEP form a chain. A chain that does not fit in what is left of the page opens the next one; only a chain taller than
 * a whole page is cut inside. Linear in the number of strips.
 */
#include "exports/pages-strips.h"

/* Up to this part of a page, what would open a page goes on below. */
#define USED_TOP 0.5

/* Where the next strip would go. */
typedef struct
{
  double y;
  guint frame; /* of the last strip on the page, or PLUMB_NO_INDEX */
  gboolean top;
} Position;

static guint
find_chain_end (const PlumbFlow *flow, guint first)
{
  guint end = first;

  while (end + 1 < flow->strips->len && (plumb_flow_get_strip (flow, end)->flags & PLUMB_STRIP_KEEP)
         && !(plumb_flow_get_strip (flow, end + 1)->flags & PLUMB_STRIP_NEW_PAGE))
    end++;
  return end + 1;
}

/* Moves `at` past the strip; answers the strip's own y. */
static double
advance (const PlumbFlow *flow, guint index, Position *at)
{
  const PlumbStrip *strip = plumb_flow_get_strip (flow, index);
  double y = at->y;

  if (at->frame != strip->frame)
    y += plumb_flow_get_pad (flow, at->frame);
  if (!at->top)
    y += strip->space;
  if (at->top || at->frame != strip->frame)
    y += plumb_flow_get_pad (flow, strip->frame);
  at->y = y + strip->height;
  at->frame = strip->frame;
  at->top = FALSE;
  return y;
}

/* Does the table's head have to come again when `index` opens a page? */
static const PlumbHead *
get_repeated_head (const PlumbFlow *flow, guint index)
{
  const PlumbStrip *strip = plumb_flow_get_strip (flow, index);

  return strip->head == PLUMB_NO_INDEX ? NULL : &g_array_index (flow->heads, PlumbHead, strip->head);
}

static void
advance_head (const PlumbFlow *flow, guint index, Position *at)
{
  const PlumbHead *head = get_repeated_head (flow, index);

  for (guint i = 0; head != NULL && at->top && i < head->n; i++)
    {
      advance (flow, head->first + i, at);
      at->top = at->top && i + 1 < head->n;
    }
}

static gboolean
fits (const PlumbFlow *flow, guint first, guint end, Position at)
{
  if (at.top)
    advance_head (flow, first, &at);
  for (guint i = first; i < end; i++)
    {
      advance (flow, i, &at);
      if (at.y + plumb_flow_get_pad (flow, at.frame) > flow->height + 0.01)
        return FALSE;
    }
  return TRUE;
}

static gboolean
wants_page (const PlumbFlow *flow, guint index, Position at)
{
  return (plumb_flow_get_strip (flow, index)->flags & PLUMB_STRIP_NEW_PAGE) && at.y > USED_TOP * flow->height;
}

static void
put (PlumbFlow *flow, guint index, Position *at)
{
  PlumbPlaced placed = { .strip = index };
  PlumbSheet *sheet = &g_array_index (flow->sheets, PlumbSheet, flow->sheets->len - 1);

  placed.y = advance (flow, index, at);
  g_array_append_val (flow->placed, placed);
  sheet->n++;
  sheet->depth = at->y + plumb_flow_get_pad (flow, at->frame);
}

static void
open_sheet (PlumbFlow *flow, Position *at)
{
  PlumbSheet sheet = { .first = flow->placed->len };

  g_array_append_val (flow->sheets, sheet);
  *at = (Position){ .frame = PLUMB_NO_INDEX, .top = TRUE };
}

/* The strip itself, with its table's head before it when it opens a page. */
static void
place (PlumbFlow *flow, guint index, Position *at)
{
  const PlumbHead *head = at->top ? get_repeated_head (flow, index) : NULL;

  for (guint i = 0; head != NULL && i < head->n; i++)
    put (flow, head->first + i, at);
  g_array_append_val (flow->homes, flow->placed->len);
  put (flow, index, at);
}

static void
note_outline (PlumbFlow *flow)
{
  for (guint i = 0; i < flow->named->len; i++)
    {
      const PlumbNamed *named = &g_array_index (flow->named, PlumbNamed, i);
      guint home = 0;
      PlumbOutlineEntry entry = { .level = named->level, .title = named->name };

      if (named->level == 0 || named->strip >= flow->homes->len)
        continue;
      home = g_array_index (flow->homes, guint, named->strip);
      entry.page = plumb_flow_get_page_of_placed (flow, home);
      entry.y = g_array_index (flow->placed, PlumbPlaced, home).y;
      g_array_append_val (flow->outline, entry);
    }
}

void
plumb_flow_paginate (PlumbFlow *flow)
{
  Position at = { 0 };

  g_return_if_fail (flow != NULL && flow->placed == NULL);
  flow->placed = g_array_new (FALSE, TRUE, sizeof (PlumbPlaced));
  flow->sheets = g_array_new (FALSE, TRUE, sizeof (PlumbSheet));
  flow->homes = g_array_new (FALSE, TRUE, sizeof (guint));
  flow->outline = g_array_new (FALSE, TRUE, sizeof (PlumbOutlineEntry));
  open_sheet (flow, &at);
  for (guint first = 0, end = 0; first < flow->strips->len; first = end)
    {
      gboolean whole = FALSE;

      end = find_chain_end (flow, first);
      if (!at.top && (wants_page (flow, first, at) || !fits (flow, first, end, at)))
        open_sheet (flow, &at);
      whole = fits (flow, first, end, at);
      for (guint i = first; i < end; i++)
        {
          if (!whole && !at.top && !fits (flow, i, i + 1, at))
            open_sheet (flow, &at);
          place (flow, i, &at);
        }
    }
  note_outline (flow);
}

guint
plumb_flow_get_page_of_placed (const PlumbFlow *flow, guint placed)
{
  guint low = 0, high = flow->sheets->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;
      if (g_array_index (flow->sheets, PlumbSheet, middle).first <= placed)
        low = middle;
      else
        high = middle;
    }
  return low;
}

guint
plumb_flow_get_n_pages (const PlumbFlow *flow)
{
  g_return_val_if_fail (flow != NULL && flow->sheets != NULL, 0);
  return flow->sheets->len;
}

double
plumb_flow_get_depth (const PlumbFlow *flow, guint page)
{
  g_return_val_if_fail (flow != NULL && flow->sheets != NULL && page < flow->sheets->len, 0);
  return g_array_index (flow->sheets, PlumbSheet, page).depth;
}

const char *
plumb_flow_get_section (const PlumbFlow *flow, guint page)
{
  const PlumbSheet *sheet = NULL;
  guint section = PLUMB_NO_INDEX;

  g_return_val_if_fail (flow != NULL && flow->sheets != NULL && page < flow->sheets->len, NULL);
  sheet = &g_array_index (flow->sheets, PlumbSheet, page);
  if (sheet->n > 0)
    section = plumb_flow_get_strip (flow, g_array_index (flow->placed, PlumbPlaced, sheet->first).strip)->section;
  return section == PLUMB_NO_INDEX ? NULL : g_ptr_array_index (flow->sections, section);
}

GArray *
plumb_flow_get_outline (const PlumbFlow *flow)
{
  g_return_val_if_fail (flow != NULL && flow->outline != NULL, NULL);
  return flow->outline;
}

gboolean
plumb_flow_find_anchor (const PlumbFlow *flow, const char *anchor, guint *page, double *y)
{
  g_return_val_if_fail (flow != NULL && flow->placed != NULL && anchor != NULL, FALSE);
  for (guint i = 0; i < flow->named->len; i++)
    {
      const PlumbNamed *named = &g_array_index (flow->named, PlumbNamed, i);
      guint home = 0;

      if (named->level != 0 || named->strip >= flow->homes->len || !g_str_equal (named->name, anchor))
        continue;
      home = g_array_index (flow->homes, guint, named->strip);
      if (page != NULL)
        *page = plumb_flow_get_page_of_placed (flow, home);
      if (y != NULL)
        *y = g_array_index (flow->placed, PlumbPlaced, home).y;
      return TRUE;
    }
  return FALSE;
}
