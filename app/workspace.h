/* workspace.h - a store with a thread of its own, for programs with a main loop that must never wait for the disk.
 *
 * GObject. Every operation of store.h runs in the workspace's thread in the order it was asked for; answers arrive in the
 * thread-default main context of the caller. Signals, emitted in the main context that opened it, whoever made the change, in this
 * program or another (bell.h):
 *   "loop-changed" (const char *loop_id)   after a command about a loop, and
 *   "list-changed" (void)                  after a command that may change the list of loops, people or templates: every one but those
 *                                          that only write on a draft;
 *   "card-submitted" (const char *loop_id, const char *assignment_id)   for each card that came in.
 * Each is emitted once for what was committed together. The signals of an operation that changed something come before its answer.
 *
 * A cancelled operation that has not begun is not done and answers CANCELLED; one that has begun answers what became of it. After
 * plumb_workspace_close every operation answers FAILED. The last reference may be dropped in any thread but then waits for what was
 * asked: close first.
 */
#pragma once

#include "app/store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_WORKSPACE (plumb_workspace_get_type ())
G_DECLARE_FINAL_TYPE (PlumbWorkspace, plumb_workspace, PLUMB, WORKSPACE, GObject)

void plumb_workspace_open_async (const char *location, PlumbStoreFlags flags, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
PlumbWorkspace *plumb_workspace_open_finish (GAsyncResult *result, GError **error);

/* Runs `func` on the store in the workspace's thread: the way to every operation below and to those that have no wrapper. */
typedef gpointer (*PlumbStoreFunc) (PlumbStore *store, gpointer data, GError **error);
void plumb_workspace_run_async (PlumbWorkspace *workspace, PlumbStoreFunc func, gpointer data, GDestroyNotify free_data,
                                GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
gpointer plumb_workspace_run_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error);

/* (transfer none) command. */
void plumb_workspace_apply_async (PlumbWorkspace *workspace, PlumbCommand *command, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean plumb_workspace_apply_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error);

/* All or nothing. */
void plumb_workspace_apply_all_async (PlumbWorkspace *workspace, GPtrArray *commands, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean plumb_workspace_apply_all_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error);

void plumb_workspace_load_snapshot_async (PlumbWorkspace *workspace, const char *loop, const char *viewer,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
PlumbSnapshot *plumb_workspace_load_snapshot_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error);

void plumb_workspace_list_loops_async (PlumbWorkspace *workspace, const char *viewer, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *plumb_workspace_list_loops_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error);

void plumb_workspace_list_people_async (PlumbWorkspace *workspace, GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *plumb_workspace_list_people_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error);

void plumb_workspace_list_templates_async (PlumbWorkspace *workspace, GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *plumb_workspace_list_templates_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error);

void plumb_workspace_list_questions_async (PlumbWorkspace *workspace, GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *plumb_workspace_list_questions_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error);

/* Feedback on feedback that the viewer gave or received; `loop` NULL: in any. Of PlumbFeedback. */
void plumb_workspace_list_feedback_async (PlumbWorkspace *workspace, const char *viewer, const char *loop,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *plumb_workspace_list_feedback_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error);

const char *plumb_workspace_get_location (PlumbWorkspace *workspace);

/* Waits until everything asked for is done and on the disk, then closes. For the end of the program and for tests. */
void plumb_workspace_close (PlumbWorkspace *workspace);

G_END_DECLS
