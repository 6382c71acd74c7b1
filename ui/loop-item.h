/* loop-item.h - a row of the list of loops as an object of a list model. "changed" (void) follows a new summary of the same loop. */
#pragma once

#include "app/store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_LOOP_ITEM (plumb_loop_item_get_type ())
G_DECLARE_FINAL_TYPE (PlumbLoopItem, plumb_loop_item, PLUMB, LOOP_ITEM, GObject)

PlumbLoopItem *plumb_loop_item_new (PlumbLoopSummary *summary); /* transfer full */
const PlumbLoopSummary *plumb_loop_item_get_summary (PlumbLoopItem *item);
const char *plumb_loop_item_get_id (PlumbLoopItem *item);
/* Is `folded` (plumb_text_dup_folded) in the candidate's name, the role or a panelist's name? Folds them once. */
gboolean plumb_loop_item_matches (PlumbLoopItem *item, const char *folded);
void plumb_loop_item_set_summary (PlumbLoopItem *item, PlumbLoopSummary *summary); /* transfer full */

/* Brings `store` (of PlumbLoopItem) to `summaries` (of PlumbLoopSummary, emptied): loops that stay keep their object, and only the
 * stretch that differs is replaced, so that a list keeps its focus and place. */
void plumb_loop_items_update (GListStore *store, GPtrArray *summaries);

G_END_DECLS
