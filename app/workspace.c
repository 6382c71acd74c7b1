/* workspace.c - a thread that owns the store, and a queue of jobs before it.
 *
 * The store lives on the worker's stack and nowhere else, so no other thread can touch it. A job carries its GTask; the answer travels
 * back through the task's own main context. Finalizing and closing push the same last job, so that whatever was asked is done first.
 */
#include "app/workspace.h"

#include "app/error.h"

struct _PlumbWorkspace
{
  GObject parent_instance;
  char *location;
  GMainContext *context; /* where signals are emitted */
  GAsyncQueue *jobs;     /* of Job; the worker holds a reference too */
  GThread *thread;       /* NULL once closed */
};

G_DEFINE_FINAL_TYPE (PlumbWorkspace, plumb_workspace, G_TYPE_OBJECT)

enum
{
  LOOP_CHANGED,
  LIST_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GTask *task; /* NULL: the last job */
  PlumbStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GPtrArray *announced; /* of PlumbCommand: announced when the job succeeds; nullable */
} Job;

/* What the thread starts with. */
typedef struct
{
  GAsyncQueue *jobs;
  char *location;
  PlumbStoreFlags flags;
} Start;

/* What one successful apply changed. */
typedef struct
{
  PlumbWorkspace *workspace;
  GPtrArray *loops; /* of char*, each once */
  gboolean list;
} News;

/* Arguments of the wrapped operations; each uses what it needs. */
typedef struct
{
  PlumbCommand *command;
  GPtrArray *commands;
  char *loop;
  char *viewer;
} Request;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_pointer (&job->announced, g_ptr_array_unref);
  g_clear_object (&job->task);
  g_free (job);
}

static void
news_free (gpointer data)
{
  News *news = data;

  g_ptr_array_unref (news->loops);
  g_object_unref (news->workspace);
  g_free (news);
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

/* Does the command only write on a draft, which no list shows? */
static gboolean
is_writing (PlumbCommandKind kind)
{
  switch (kind)
    {
    case PLUMB_COMMAND_SET_CLOCK:
    case PLUMB_COMMAND_SET_ANSWER:
    case PLUMB_COMMAND_SET_NOTES:
    case PLUMB_COMMAND_SET_RATIONALE:
    case PLUMB_COMMAND_SET_SIGNAL:
    case PLUMB_COMMAND_SET_EVIDENCE:
    case PLUMB_COMMAND_ADD_SECONDS:
    case PLUMB_COMMAND_RAISE_FLAG:
    case PLUMB_COMMAND_EDIT_FLAG:
    case PLUMB_COMMAND_WITHDRAW_FLAG:
    case PLUMB_COMMAND_SET_SUMMARY:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
announce_cb (gpointer data)
{
  News *news = data;

  for (guint i = 0; i < news->loops->len; i++)
    g_signal_emit (news->workspace, signals[LOOP_CHANGED], 0, g_ptr_array_index (news->loops, i));
  if (news->list)
    g_signal_emit (news->workspace, signals[LIST_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Worker's thread. Not g_main_context_invoke: it would emit here whenever the main loop happens not to run. */
static void
announce (PlumbWorkspace *workspace, GPtrArray *commands)
{
  News *news = g_new0 (News, 1);
  GSource *source = g_idle_source_new ();

  news->workspace = g_object_ref (workspace);
  news->loops = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < commands->len; i++)
    {
      const PlumbCommand *command = g_ptr_array_index (commands, i);
      const char *loop = plumb_command_get_loop (command);

      if (loop != NULL && !g_ptr_array_find_with_equal_func (news->loops, loop, g_str_equal, NULL))
        g_ptr_array_add (news->loops, g_strdup (loop));
      news->list |= !is_writing (plumb_command_get_kind (command));
    }
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, announce_cb, news, news_free);
  g_source_set_static_name (source, "plumb-workspace-news");
  g_source_attach (source, workspace->context);
  g_source_unref (source);
}

static void
run_job (PlumbStore *store, Job *job)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  GError *error = NULL;
  gpointer result;

  if (cancellable != NULL && g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (job->task, PLUMB_ERROR, PLUMB_ERROR_CANCELLED, "Cancelled before it began; nothing was changed.");
      return;
    }
  result = job->func (store, job->data, &error);
  if (error != NULL)
    {
      g_task_return_error (job->task, error);
      return;
    }
  if (job->announced != NULL)
    announce (g_task_get_source_object (job->task), job->announced);
  g_task_return_pointer (job->task, result, job->free_result);
}

/* The first job: its task is that of open_async. */
static PlumbStore *
run_open (const Start *start, Job *job)
{
  GError *error = NULL;
  PlumbStore *store = plumb_store_open (start->location, start->flags, &error);

  if (store == NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, g_object_ref (g_task_get_task_data (job->task)), g_object_unref);
  return store;
}

static gpointer
work (gpointer data)
{
  Start *start = data;
  PlumbStore *store = NULL;
  gboolean last = FALSE;

  while (!last)
    {
      Job *job = g_async_queue_pop (start->jobs);

      last = job->task == NULL;
      if (!last && job->func == NULL)
        store = run_open (start, job);
      else if (!last)
        run_job (store, job);
      /* The task may hold the last reference on the workspace; its finalizing pushes the last job, which is then popped. */
      job_free (job);
    }
  g_clear_pointer (&store, plumb_store_close);
  g_async_queue_unref (start->jobs);
  g_free (start->location);
  g_free (start);
  return NULL;
}

static void
stop (PlumbWorkspace *self)
{
  GThread *thread = g_steal_pointer (&self->thread);

  if (thread == NULL)
    return;
  g_async_queue_push (self->jobs, g_new0 (Job, 1));
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

/* Takes over data and announced. */
static void
push (PlumbWorkspace *self, GTask *task, PlumbStoreFunc func, gpointer data, GDestroyNotify free_data, GDestroyNotify free_result,
      GPtrArray *announced)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  job->announced = announced;
  /* Once begun it is reported as it ended: a change that is on the disk must not look cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->thread != NULL)
    {
      g_async_queue_push (self->jobs, job);
      return; /* cppcheck-suppress memleak ; the queue owns it */
    }
  g_task_return_new_error (task, PLUMB_ERROR, PLUMB_ERROR_FAILED, "The workspace “%s” is closed.", self->location);
  job_free (job);
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

static void
plumb_workspace_finalize (GObject *object)
{
  PlumbWorkspace *self = PLUMB_WORKSPACE (object);

  stop (self);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->location);
  G_OBJECT_CLASS (plumb_workspace_parent_class)->finalize (object);
}

static void
plumb_workspace_class_init (PlumbWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plumb_workspace_finalize;
  signals[LOOP_CHANGED] = g_signal_new ("loop-changed", PLUMB_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                        1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[LIST_CHANGED]
      = g_signal_new ("list-changed", PLUMB_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_workspace_init (PlumbWorkspace *self)
{
  self->jobs = g_async_queue_new_full (job_free);
  self->context = g_main_context_ref_thread_default ();
}

void
plumb_workspace_open_async (const char *location, PlumbStoreFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (PlumbWorkspace) self = NULL;
  Start *start;
  GTask *task;

  g_return_if_fail (location != NULL);
  self = g_object_new (PLUMB_TYPE_WORKSPACE, NULL);
  self->location = g_strdup (location);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, plumb_workspace_open_async);
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE + 10); /* a program that has a window to draw draws it first */
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  start = g_new0 (Start, 1);
  start->jobs = g_async_queue_ref (self->jobs);
  start->location = g_strdup (location);
  start->flags = flags;
  self->thread = g_thread_new ("plumb-workspace", work, start);
  push (self, task, NULL, NULL, NULL, NULL, NULL);
}

PlumbWorkspace *
plumb_workspace_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
plumb_workspace_run_async (PlumbWorkspace *workspace, PlumbStoreFunc func, gpointer data, GDestroyNotify free_data,
                           GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (PLUMB_IS_WORKSPACE (workspace) && func != NULL);
  push (workspace, g_task_new (workspace, cancellable, callback, user_data), func, data, free_data, free_result, NULL);
}

gpointer
plumb_workspace_run_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
plumb_workspace_apply_async (PlumbWorkspace *workspace, PlumbCommand *command, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GPtrArray *announced;
  Request *request;

  g_return_if_fail (PLUMB_IS_WORKSPACE (workspace) && command != NULL);
  request = g_new0 (Request, 1);
  request->command = plumb_command_ref (command);
  announced = g_ptr_array_new_with_free_func (unref_command);
  g_ptr_array_add (announced, plumb_command_ref (command));
  push (workspace, g_task_new (workspace, cancellable, callback, user_data), apply_one, request, request_free, NULL, announced);
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
  request = g_new0 (Request, 1);
  /* A copy: the caller may go on filling theirs. */
  request->commands = g_ptr_array_new_with_free_func (unref_command);
  for (guint i = 0; i < commands->len; i++)
    g_ptr_array_add (request->commands, plumb_command_ref (g_ptr_array_index (commands, i)));
  push (workspace, g_task_new (workspace, cancellable, callback, user_data), apply_all, request, request_free, NULL,
        g_ptr_array_ref (request->commands));
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
  Request *request;

  g_return_if_fail (PLUMB_IS_WORKSPACE (workspace) && loop != NULL);
  request = g_new0 (Request, 1);
  request->loop = g_strdup (loop);
  request->viewer = g_strdup (viewer);
  plumb_workspace_run_async (workspace, load_snapshot, request, request_free, unref_snapshot, cancellable, callback, user_data);
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
  Request *request;

  g_return_if_fail (PLUMB_IS_WORKSPACE (workspace));
  request = g_new0 (Request, 1);
  request->viewer = g_strdup (viewer);
  plumb_workspace_run_async (workspace, list_loops, request, request_free, unref_array, cancellable, callback, user_data);
}

GPtrArray *
plumb_workspace_list_loops_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
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

const char *
plumb_workspace_get_location (PlumbWorkspace *workspace)
{
  g_return_val_if_fail (PLUMB_IS_WORKSPACE (workspace), NULL);
  return workspace->location;
}

void
plumb_workspace_close (PlumbWorkspace *workspace)
{
  g_return_if_fail (PLUMB_IS_WORKSPACE (workspace));
  stop (workspace);
}
