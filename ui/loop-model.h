/* loop-model.h - one loop as the user may see it now: the snapshot and evaluation that every page of the loop reads.
 *
 * It loads by itself, in the workspace's thread, and again whenever the loop changes (here, or by another program) or the user
 * becomes somebody else. "changed" (void) follows each load, also a failed one: then plumb_loop_model_get_error tells why, and the
 * last good snapshot stays. Snapshot and evaluation belong together; both are NULL until the first load is over and again, for a moment,
 * when the user becomes somebody else. A page that keeps
 * pointers into them takes a reference.
 */
#pragma once

#include "app/evaluation.h"
#include "ui/session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_LOOP_MODEL (plumb_loop_model_get_type ())
G_DECLARE_FINAL_TYPE (PlumbLoopModel, plumb_loop_model, PLUMB, LOOP_MODEL, GObject)

PlumbLoopModel *plumb_loop_model_new (PlumbSession *session, const char *loop_id);

PlumbSession *plumb_loop_model_get_session (PlumbLoopModel *model);
const char *plumb_loop_model_get_id (PlumbLoopModel *model);
PlumbSnapshot *plumb_loop_model_get_snapshot (PlumbLoopModel *model);     /* nullable */
PlumbEvaluation *plumb_loop_model_get_evaluation (PlumbLoopModel *model); /* nullable */
const PlumbLoop *plumb_loop_model_get_loop (PlumbLoopModel *model);       /* nullable: the snapshot's */
const GError *plumb_loop_model_get_error (PlumbLoopModel *model);         /* nullable: of the last load */

void plumb_loop_model_reload (PlumbLoopModel *model);

G_END_DECLS
