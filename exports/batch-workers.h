/* batch-workers.h - the processes of a batch (private to exports).
 *
 * Each worker waits for the number of a loop, writes its files into the staging folder as "NUMBER.xlsx" and the like, and answers with
 * one message. A worker that dies is told as the failure of the loop it had; the others go on.
 */
#pragma once

#include "exports/batch.h"

G_BEGIN_DECLS

/* What became of one loop. */
typedef struct
{
  gboolean known;
  PlumbInstant made_at;
  char *name;    /* as the pattern makes it, perhaps not unique; NULL when it failed */
  GError *error; /* or NULL */
} PlumbBatchResult;

void plumb_batch_result_clear (PlumbBatchResult *result);

/* Makes and writes one loop in this process. */
void plumb_batch_do (const PlumbBatchSource *source, const PlumbBatchOptions *options, const char *staging, guint index,
                     GCancellable *cancellable, PlumbBatchResult *result);
char *plumb_batch_dup_staged (const char *staging, guint index, guint format);

typedef struct _PlumbWorkers PlumbWorkers;

PlumbWorkers *plumb_workers_new (const PlumbBatchSource *source, const PlumbBatchOptions *options, const char *staging, guint n,
                                 GError **error);
/* Hands out loops and waits for an answer; fills results[i] of at least one more loop. FALSE when all are known. CANCELLED and what ends
 * everything is an error. */
gboolean plumb_workers_step (PlumbWorkers *workers, PlumbBatchResult *results, GCancellable *cancellable, GError **error);
/* CANCELLED when the caller's cancellable or its signals say so. */
gboolean plumb_batch_check_cancelled (const PlumbBatchSource *source, GCancellable *cancellable, GError **error);
void plumb_workers_free (PlumbWorkers *workers); /* ends them, at once */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbWorkers, plumb_workers_free)

G_END_DECLS
