/* workspace-operations.c - the operations of the store that have a wrapper, each a function for the workspace's thread and its arguments.
 *
 * Arguments are copied: the caller's may go or change before the thread comes to them.
 */
#include "app/workspace.h"

/* Arguments of the wrapped operations; each uses what it needs. */
typedef struct
{
  PlumbCommand *command;
  GPtrArray *commands;
  char *loop;
  char *viewer;
} Request;

static Request *
request_new (const char *loop, const char *viewer)
{
  Request *request = g_new0 (Request, 1);

  request->loop = g_strdup (loop);
  request->viewer = g_strdup (viewer);
  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->command, plumb_command_unref);
  g_clear_pointer (&request->commands, g_ptr_array_unref);
  g_free (request->loop);
  g_free (request->viewer);
  g_free (request);
}

static gpointer
apply_all (PlumbStore *store, gpointer data, GError **error)
{
  return GINT_TO_POINTER (plumb_store_apply_all (store, ((Request *)data)->commands, NULL, error));
}

static gpointer
apply_one (PlumbStore *store, gpointer data, GError **error)
{
  return GINT_TO_POINTER (plumb_store_apply (store, ((Request *)data)->command, error));
}

static gpointer
load_snapshot (PlumbStore *store, gpointer data, GError **error)
{
  const Request *request = data;

  return plumb_store_load_snapshot (store, request->loop, request->viewer, error);
}

static gpointer
list_loops (PlumbStore *store, gpointer data, GError **error)
{
  return plumb_store_list_loops (store, ((Request *)data)->viewer, NULL, error);
}

static gpointer
list_feedback (PlumbStore *store, gpointer data, GError **error)
{
  const Request *request = data;

  return plumb_store_list_feedback (store, request->viewer, request->loop, error);
}

static gpointer
list_people (PlumbStore *store, gpointer data, GError **error)
{
  return plumb_store_list_people (store, error);
}

static gpointer
list_templates (PlumbStore *store, gpointer data, GError **error)
{
  return plumb_store_list_templates (store, error);
}

static gpointer
list_questions (PlumbStore *store, gpointer data, GError **error)
{
  return plumb_store_list_questions (store, NULL, error);
}

static void
unref_array (gpointer data)
{
  g_ptr_array_unref (data);
}

static void
unref_snapshot (gpointer data)
{
  plumb_snapshot_unref (data);
}

static void
unref_command (gpointer data)
{
  plumb_command_unref (data);
}

void
plumb_workspace_apply_async (PlumbWorkspace *workspace, PlumbCommand *command, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  Request *request;

  g_return_if_fail (PLUMB_IS_WORKSPACE (workspace) && command != NULL);
  request = request_new (NULL, NULL);
  request->command = plumb_command_ref (command);
  plumb_workspace_run_async (workspace, apply_one, request, request_free, NULL, cancellable, callback, user_data);
}

gboolean
plumb_workspace_apply_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return plumb_workspace_run_finish (workspace, result, error) != NULL;
}

void
plumb_workspace_apply_all_async (PlumbWorkspace *workspace, GPtrArray *commands, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  Request *request;

  g_return_if_fail (PLUMB_IS_WORKSPACE (workspace) && commands != NULL);
  request = request_new (NULL, NULL);
  /* A copy: the caller may go on filling theirs. */
  request->commands = g_ptr_array_new_with_free_func (unref_command);
  for (guint i = 0; i < commands->len; i++)
    g_ptr_array_add (request->commands, plumb_command_ref (g_ptr_array_index (commands, i)));
  plumb_workspace_run_async (workspace, apply_all, request, request_free, NULL, cancellable, callback, user_data);
}

gboolean
plumb_workspace_apply_all_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return plumb_workspace_run_finish (workspace, result, error) != NULL;
}

void
plumb_workspace_load_snapshot_async (PlumbWorkspace *workspace, const char *loop, const char *viewer, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (PLUMB_IS_WORKSPACE (workspace) && loop != NULL);
  plumb_workspace_run_async (workspace, load_snapshot, request_new (loop, viewer), request_free, unref_snapshot, cancellable,
                             callback, user_data);
}

PlumbSnapshot *
plumb_workspace_load_snapshot_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return plumb_workspace_run_finish (workspace, result, error);
}

void
plumb_workspace_list_loops_async (PlumbWorkspace *workspace, const char *viewer, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (PLUMB_IS_WORKSPACE (workspace));
  plumb_workspace_run_async (workspace, list_loops, request_new (NULL, viewer), request_free, unref_array, cancellable, callback,
                             user_data);
}

GPtrArray *
plumb_workspace_list_loops_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return plumb_workspace_run_finish (workspace, result, error);
}

void
plumb_workspace_list_feedback_async (PlumbWorkspace *workspace, const char *viewer, const char *loop, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (PLUMB_IS_WORKSPACE (workspace));
  plumb_workspace_run_async (workspace, list_feedback, request_new (loop, viewer), request_free, unref_array, cancellable,
                             callback, user_data);
}

GPtrArray *
plumb_workspace_list_feedback_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return plumb_workspace_run_finish (workspace, result, error);
}

void
plumb_workspace_list_people_async (PlumbWorkspace *workspace, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  plumb_workspace_run_async (workspace, list_people, NULL, NULL, unref_array, cancellable, callback, user_data);
}

GPtrArray *
plumb_workspace_list_people_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return plumb_workspace_run_finish (workspace, result, error);
}

void
plumb_workspace_list_templates_async (PlumbWorkspace *workspace, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  plumb_workspace_run_async (workspace, list_templates, NULL, NULL, unref_array, cancellable, callback, user_data);
}

GPtrArray *
plumb_workspace_list_templates_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return plumb_workspace_run_finish (workspace, result, error);
}

void
plumb_workspace_list_questions_async (PlumbWorkspace *workspace, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  plumb_workspace_run_async (workspace, list_questions, NULL, NULL, unref_array, cancellable, callback, user_data);
}

GPtrArray *
plumb_workspace_list_questions_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return plumb_workspace_run_finish (workspace, result, error);
}
