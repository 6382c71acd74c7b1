/* pages-contents.c - what the packet holds and on which page, as links in a few lines. */
#include "exports/pages-dossier.h"

#define ITEM_GAP 11.0
#define NUMBER_GAP 3.0
#define NUMBER_WIDTH 12.0 /* three digits */

/* Where the next entry goes. */
typedef struct
{
  const PlumbDossier *dossier;
  double x, y;
  double line;
} Place;

static void
add_item (Place *place, const char *title, const char *anchor)
{
  PlumbFlow *flow = place->dossier->flow;
  PlumbSpan span = { PLUMB_STYLE_SMALL, title, TRUE };
  PlumbSet *set = plumb_flow_set_spans (flow, &span, 1, plumb_flow_get_measure (flow) / 2);
  double width = plumb_set_get_width (set) + NUMBER_GAP + NUMBER_WIDTH, height = plumb_set_get_height (set);

  if (place->x > 0 && place->x + width > plumb_flow_get_measure (flow))
    {
      place->x = 0;
      place->y += place->line + 1;
      place->line = 0;
    }
  plumb_flow_open_element (flow, PLUMB_ELEMENT_ITEM, NULL);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_BODY, NULL);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_LINK, NULL);
  plumb_flow_add_set (flow, set, place->x, place->y);
  plumb_flow_add_page_number (flow, PLUMB_STYLE_SMALL_GREY, anchor, place->x + width - NUMBER_WIDTH, place->y, NUMBER_WIDTH);
  plumb_flow_add_link (flow, place->x, place->y, width, height, anchor, title);
  plumb_flow_close_element (flow);
  plumb_flow_close_element (flow);
  plumb_flow_close_element (flow);
  place->x += width + ITEM_GAP;
  place->line = MAX (place->line, height);
}

static void
add_cards (Place *place)
{
  const PlumbDossier *dossier = place->dossier;

  for (guint i = 0; i < dossier->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (dossier->loop->assignments, i);
      g_autofree char *title = NULL;
      g_autofree char *anchor = NULL;

      if (!plumb_dossier_shows_card (assignment) || plumb_loop_get_stage (dossier->loop, assignment) == NULL)
        continue;
      title = plumb_dossier_dup_card_label (dossier, assignment);
      anchor = plumb_dossier_dup_anchor (assignment);
      add_item (place, title, anchor);
    }
}

static gboolean
has_votes (const PlumbDossier *dossier)
{
  for (guint i = 0; i < dossier->loop->assignments->len; i++)
    if (plumb_dossier_shows_card (g_ptr_array_index (dossier->loop->assignments, i)))
      return TRUE;
  return FALSE;
}

void
plumb_dossier_add_contents (const PlumbDossier *dossier)
{
  const PlumbPacket *packet = NULL;
  Place place = { .dossier = dossier };

  g_return_if_fail (dossier != NULL);
  packet = dossier->packet;
  if (!packet->shows_cards)
    return;
  plumb_part_label (dossier->flow, "In this packet", 12);
  plumb_flow_open_element (dossier->flow, PLUMB_ELEMENT_LIST, NULL);
  add_item (&place, "Evidence", PLUMB_ANCHOR_MATRIX);
  if (!dossier->evaluation->withheld)
    add_item (&place, "Profile", PLUMB_ANCHOR_PROFILE);
  if (packet->shows_policy && packet->shows_firmness)
    add_item (&place, "Firmness", PLUMB_ANCHOR_FIRMNESS);
  if (packet->shows_flags)
    add_item (&place, "Red flags", PLUMB_ANCHOR_FLAGS);
  if (has_votes (dossier))
    add_item (&place, "Votes", PLUMB_ANCHOR_VOTES);
  if (plumb_dossier_has_minutes (dossier))
    add_item (&place, "Minutes", PLUMB_ANCHOR_MINUTES);
  add_item (&place, "Panel and stages", PLUMB_ANCHOR_PANEL);
  if (packet->shows_scorecards)
    add_cards (&place);
  if (packet->events->len > 0)
    add_item (&place, "Events", PLUMB_ANCHOR_EVENTS);
  if (packet->shows_policy && packet->shows_method)
    add_item (&place, "Method and stamp", PLUMB_ANCHOR_METHOD);
  else
    add_item (&place, "Stamp", PLUMB_ANCHOR_STAMP);
  plumb_flow_close_element (dossier->flow);
  plumb_flow_close (dossier->flow, 2, place.y + place.line, PLUMB_STRIP_NORMAL);
}
