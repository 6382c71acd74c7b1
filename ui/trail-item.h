/* trail-item.h - one entry of the audit trail as an object for a list model. Immutable. */
#pragma once

#include "app/trail.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_TRAIL_ITEM (plumb_trail_item_get_type ())
G_DECLARE_FINAL_TYPE (PlumbTrailItem, plumb_trail_item, PLUMB, TRAIL_ITEM, GObject)

/* Takes the entry over. `day` is the heading above the first entry of a day, NULL of the others. */
PlumbTrailItem *plumb_trail_item_new (PlumbTrailEntry *entry, const char *day);

const PlumbTrailEntry *plumb_trail_item_get_entry (PlumbTrailItem *item);
const char *plumb_trail_item_get_day (PlumbTrailItem *item); /* nullable */

G_END_DECLS
