/* snapshot.h - one loop, whole, as one viewer may see it: immutable, reference-counted (atomic), loaded in one go.
 *
 * What the viewer may not see is not in it. Pages and exports read snapshots and their evaluation and nothing else.
 */
#pragma once

#include "app/loop.h"

G_BEGIN_DECLS

typedef struct _PlumbSnapshot PlumbSnapshot;

/* Seals `loop` (transfer full) as `viewer` (person id; NULL is the workspace's owner, who sees all) may see it: applies the blind
 * rule (blind.h), sorts. */
PlumbSnapshot *plumb_snapshot_new (PlumbLoop *loop, const char *viewer, PlumbRole viewer_role);

PlumbSnapshot *plumb_snapshot_ref (PlumbSnapshot *snapshot);
void plumb_snapshot_unref (PlumbSnapshot *snapshot);

const PlumbLoop *plumb_snapshot_get_loop (const PlumbSnapshot *snapshot);
PlumbTemplate *plumb_snapshot_get_template (const PlumbSnapshot *snapshot);
const char *plumb_snapshot_get_viewer (const PlumbSnapshot *snapshot); /* nullable */
PlumbSight plumb_snapshot_get_sight (const PlumbSnapshot *snapshot);

/* The head of the audit chain when it was loaded: sequence number and 64 hex digits. 0 and "" for a snapshot not from a store. */
void plumb_snapshot_set_anchor (PlumbSnapshot *snapshot, gint64 sequence, const char *hash); /* loader only, before sharing */
gint64 plumb_snapshot_get_anchor (const PlumbSnapshot *snapshot, const char **hash);
/* The hash of the chain's first event, which tells one workspace from another; "" when not from a store. */
void plumb_snapshot_set_origin (PlumbSnapshot *snapshot, const char *hash); /* loader only, before sharing */
const char *plumb_snapshot_get_origin (const PlumbSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbSnapshot, plumb_snapshot_unref)

G_END_DECLS
