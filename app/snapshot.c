/* snapshot.c - seals a loop: redacted for its viewer once, sorted once, shared between threads from then on. */
#include "app/snapshot.h"

#include "app/blind.h"

struct _PlumbSnapshot
{
  gatomicrefcount refs;
  PlumbLoop *loop;
  char *viewer;
  PlumbSight sight;
  gint64 anchor_sequence;
  char *anchor_hash;
  char *origin;
};

PlumbSnapshot *
plumb_snapshot_new (PlumbLoop *loop, const char *viewer, PlumbRole viewer_role)
{
  PlumbSnapshot *snapshot;

  g_return_val_if_fail (loop != NULL, NULL);
  snapshot = g_new0 (PlumbSnapshot, 1);
  g_atomic_ref_count_init (&snapshot->refs);
  snapshot->loop = loop;
  snapshot->viewer = g_strdup (viewer);
  snapshot->sight = plumb_blind_get_sight (loop, viewer, viewer_role);
  snapshot->anchor_hash = g_strdup ("");
  snapshot->origin = g_strdup ("");
  plumb_blind_redact (loop, viewer, viewer_role);
  plumb_loop_sort (loop);
  return snapshot;
}

PlumbSnapshot *
plumb_snapshot_ref (PlumbSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_atomic_ref_count_inc (&snapshot->refs);
  return snapshot;
}

void
plumb_snapshot_unref (PlumbSnapshot *snapshot)
{
  g_return_if_fail (snapshot != NULL);
  if (!g_atomic_ref_count_dec (&snapshot->refs))
    return;
  plumb_loop_free (snapshot->loop);
  g_free (snapshot->viewer);
  g_free (snapshot->anchor_hash);
  g_free (snapshot->origin);
  g_free (snapshot);
}

const PlumbLoop *
plumb_snapshot_get_loop (const PlumbSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return snapshot->loop;
}

PlumbTemplate *
plumb_snapshot_get_template (const PlumbSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return snapshot->loop->template;
}

const char *
plumb_snapshot_get_viewer (const PlumbSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return snapshot->viewer;
}

PlumbSight
plumb_snapshot_get_sight (const PlumbSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, PLUMB_SIGHT_STATES);
  return snapshot->sight;
}

void
plumb_snapshot_set_anchor (PlumbSnapshot *snapshot, gint64 sequence, const char *hash)
{
  g_return_if_fail (snapshot != NULL && hash != NULL);
  snapshot->anchor_sequence = sequence;
  plumb_set_string (&snapshot->anchor_hash, hash);
}

gint64
plumb_snapshot_get_anchor (const PlumbSnapshot *snapshot, const char **hash)
{
  g_return_val_if_fail (snapshot != NULL, 0);
  if (hash != NULL)
    *hash = snapshot->anchor_hash;
  return snapshot->anchor_sequence;
}

void
plumb_snapshot_set_origin (PlumbSnapshot *snapshot, const char *hash)
{
  g_return_if_fail (snapshot != NULL && hash != NULL);
  plumb_set_string (&snapshot->origin, hash);
}

const char *
plumb_snapshot_get_origin (const PlumbSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, "");
  return snapshot->origin;
}
