/* card-keeper.h - keeps the recovery file of one card: writes what is not on the workspace's disk beside it, and finds what an earlier
 * session left there.
 *
 * Reading and writing are done in a thread of GIO's pool: the workspace's own may be what hangs. Signal:
 *   "found" (void)  an earlier session left something; once, a moment after the keeper was made
 */
#pragma once

#include "ui/card-change.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_CARD_KEEPER (plumb_card_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PlumbCardKeeper, plumb_card_keeper, PLUMB, CARD_KEEPER, GObject)

PlumbCardKeeper *plumb_card_keeper_new (const char *path, const char *assignment);

/* The file holds `changes` (of PlumbCardChange) from now on; with none it is removed. One writing at a time, the last word counts. */
void plumb_card_keeper_keep (PlumbCardKeeper *keeper, GPtrArray *changes);
gboolean plumb_card_keeper_is_kept (PlumbCardKeeper *keeper); /* the file is there, or just being written */

/* What was found, until it is dropped; nullable. Dropping answers whether there was any; the caller keeps what is left. */
GPtrArray *plumb_card_keeper_get_found (PlumbCardKeeper *keeper);
PlumbInstant plumb_card_keeper_get_found_at (PlumbCardKeeper *keeper); /* 0: nothing */
gboolean plumb_card_keeper_drop_found (PlumbCardKeeper *keeper);

G_END_DECLS
