/* batch-loops.h - chooses loops for a batch: a role, days, and among those that match a tick for each.
 *
 * Signal "changed" (void): other loops are chosen.
 */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_BATCH_LOOPS (plumb_batch_loops_get_type ())
G_DECLARE_FINAL_TYPE (PlumbBatchLoops, plumb_batch_loops, PLUMB, BATCH_LOOPS, GtkBox)

/* Lists the loops that the session's person may see. */
void plumb_batch_loops_set_session (PlumbBatchLoops *loops, PlumbSession *session);

/* Ids of those that match and are ticked, in the order shown. Transfer full. */
GStrv plumb_batch_loops_dup_chosen (PlumbBatchLoops *loops);

G_END_DECLS
