/* workspace.c - a thread that owns the store, and a queue of jobs before it.
 *
 * The store lives with the worker and nowhere else, so no other thread can touch it. A job carries its GTask; the answer travels
 * back through the task's own main context. Finalizing and closing push the same last job, so that whatever was asked is done first.
 *
 * What is announced is read from the events: after a job that committed, when the bell rings, and once a second whatever was heard.
 * So changes of one's own and of other programs are told alike, each once, and none is missed.
 */
#include "app/workspace.h"

#include "app/error.h"

#include <glib-unix.h>

struct _PlumbWorkspace
{
  GObject parent_instance;
  char *location;
  GMainContext *context; /* where signals are emitted */
  GAsyncQueue *jobs;     /* of Job; the worker holds a reference too, as on the next */
  GMainContext *waiting; /* where the worker waits for jobs and bells */
  GThread *thread;       /* NULL once closed */
};

G_DEFINE_FINAL_TYPE (PlumbWorkspace, plumb_workspace, G_TYPE_OBJECT)

enum
{
  LOOP_CHANGED,
  LIST_CHANGED,
  CARD_SUBMITTED,
  N_SIGNALS
};

#define LOOK_SECONDS 1

static guint signals[N_SIGNALS];

typedef struct
{
  GTask *task; /* NULL: the last job */
  PlumbStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Job;

/* The thread and what it owns. */
typedef struct
{
  GAsyncQueue *jobs;
  GMainContext *waiting;
  GMainContext *context;
  GWeakRef workspace;
  char *location;
  PlumbStoreFlags flags;
  PlumbStore *store;
  GSource *bell;
  gint64 seen; /* the last event that was announced or there before */
  guint64 commits;
} Worker;

/* What one look found. */
typedef struct
{
  PlumbWorkspace *workspace;
  gint64 last;
  GPtrArray *loops; /* of char*, each once */
  GPtrArray *cards; /* of char*: loop and assignment by turns */
  gboolean list;
} Finding;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_object (&job->task);
  g_free (job);
}

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_ptr_array_unref (finding->loops);
  g_ptr_array_unref (finding->cards);
  g_clear_object (&finding->workspace);
  g_free (finding);
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
  Finding *finding = data;

  for (guint i = 0; i < finding->loops->len; i++)
    g_signal_emit (finding->workspace, signals[LOOP_CHANGED], 0, g_ptr_array_index (finding->loops, i));
  if (finding->list)
    g_signal_emit (finding->workspace, signals[LIST_CHANGED], 0);
  for (guint i = 0; i < finding->cards->len; i += 2)
    g_signal_emit (finding->workspace, signals[CARD_SUBMITTED], 0, g_ptr_array_index (finding->cards, i),
                   g_ptr_array_index (finding->cards, i + 1));
  return G_SOURCE_REMOVE;
}

/* Worker's thread, takes the finding over. Not g_main_context_invoke: it would emit here whenever the main loop happens not to run. */
static void
announce (Worker *worker, Finding *finding)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, announce_cb, finding, finding_free);
  g_source_set_static_name (source, "plumb-workspace-news");
  g_source_attach (source, worker->context);
  g_source_unref (source);
}

static void
add_news_cb (const PlumbNews *news, gpointer data)
{
  Finding *finding = data;

  finding->last = news->sequence;
  finding->list |= !is_writing (news->kind);
  if (news->loop == NULL)
    return;
  if (!g_ptr_array_find_with_equal_func (finding->loops, news->loop, g_str_equal, NULL))
    g_ptr_array_add (finding->loops, g_strdup (news->loop));
  if (news->assignment == NULL)
    return;
  g_ptr_array_add (finding->cards, g_strdup (news->loop));
  g_ptr_array_add (finding->cards, g_strdup (news->assignment));
}

/* What can't be read now is read by the next look. */
static void
look (Worker *worker)
{
  Finding *finding = g_new0 (Finding, 1);

  finding->last = worker->seen;
  finding->loops = g_ptr_array_new_with_free_func (g_free);
  finding->cards = g_ptr_array_new_with_free_func (g_free);
  worker->commits = plumb_store_count_commits (worker->store);
  plumb_store_read_news (worker->store, worker->seen, add_news_cb, finding, NULL);
  if (finding->last > worker->seen)
    finding->workspace = g_weak_ref_get (&worker->workspace);
  worker->seen = finding->last;
  if (finding->workspace != NULL)
    announce (worker, finding);
  else
    finding_free (finding);
}

static gboolean
bell_cb (int fd, GIOCondition condition, gpointer data)
{
  Worker *worker = data;

  if (plumb_bell_hear (plumb_store_get_bell (worker->store)))
    look (worker);
  return G_SOURCE_CONTINUE;
}

static gboolean
clock_cb (gpointer data)
{
  Worker *worker = data;

  if (worker->store != NULL)
    look (worker);
  return G_SOURCE_CONTINUE;
}

static void
run_job (Worker *worker, Job *job)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  GError *error = NULL;
  gpointer result;

  if (cancellable != NULL && g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (job->task, PLUMB_ERROR, PLUMB_ERROR_CANCELLED, "Cancelled before it began; nothing was changed.");
      return;
    }
  result = job->func (worker->store, job->data, &error);
  if (plumb_store_count_commits (worker->store) != worker->commits)
    look (worker);
  if (error != NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, result, job->free_result);
}

/* From now on: what is in the workspace already is no news. */
static gboolean
begin_to_listen (Worker *worker, GError **error)
{
  PlumbBell *bell = plumb_store_get_bell (worker->store);
  g_autofree char *hash = NULL;

  if (plumb_bell_listen (bell))
    {
      worker->bell = g_unix_fd_source_new (plumb_bell_get_fd (bell), G_IO_IN);
      g_source_set_callback (worker->bell, G_SOURCE_FUNC (bell_cb), worker, NULL);
      g_source_attach (worker->bell, worker->waiting);
    }
  worker->commits = plumb_store_count_commits (worker->store);
  return plumb_store_get_head (worker->store, &worker->seen, &hash, error);
}

static void
close_store (Worker *worker)
{
  if (worker->bell != NULL)
    g_source_destroy (worker->bell);
  g_clear_pointer (&worker->bell, g_source_unref);
  g_clear_pointer (&worker->store, plumb_store_close);
}

/* The first job: its task is that of open_async. */
static void
run_open (Worker *worker, Job *job)
{
  GError *error = NULL;

  worker->store = plumb_store_open (worker->location, worker->flags, &error);
  if (worker->store != NULL && !begin_to_listen (worker, &error))
    close_store (worker);
  if (worker->store == NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, g_object_ref (g_task_get_task_data (job->task)), g_object_unref);
}

static void
worker_free (Worker *worker)
{
  close_store (worker);
  g_weak_ref_clear (&worker->workspace);
  g_async_queue_unref (worker->jobs);
  g_main_context_unref (worker->waiting);
  g_main_context_unref (worker->context);
  g_free (worker->location);
  g_free (worker);
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  GSource *clock = g_timeout_source_new_seconds (LOOK_SECONDS);
  gboolean last = FALSE;

  g_source_set_callback (clock, clock_cb, worker, NULL);
  g_source_attach (clock, worker->waiting);
  while (!last)
    {
      Job *job = g_async_queue_try_pop (worker->jobs);

      if (job == NULL)
        {
          g_main_context_iteration (worker->waiting, TRUE);
          continue;
        }
      last = job->task == NULL;
      if (!last && job->func == NULL)
        run_open (worker, job);
      else if (!last)
        run_job (worker, job);
      /* The task may hold the last reference on the workspace; its finalizing pushes the last job, which is then popped. */
      job_free (job);
    }
  g_source_destroy (clock);
  g_source_unref (clock);
  worker_free (worker);
  return NULL;
}

static void
give (PlumbWorkspace *self, Job *job)
{
  g_async_queue_push (self->jobs, job);
  g_main_context_wakeup (self->waiting);
}

static void
stop (PlumbWorkspace *self)
{
  GThread *thread = g_steal_pointer (&self->thread);

  if (thread == NULL)
    return;
  give (self, g_new0 (Job, 1));
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

/* Takes over data. */
static void
push (PlumbWorkspace *self, GTask *task, PlumbStoreFunc func, gpointer data, GDestroyNotify free_data, GDestroyNotify free_result)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  /* Once begun it is reported as it ended: a change that is on the disk must not look cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->thread != NULL)
    {
      give (self, job);
      return; /* cppcheck-suppress memleak ; the queue owns it */
    }
  g_task_return_new_error (task, PLUMB_ERROR, PLUMB_ERROR_FAILED, "The workspace “%s” is closed.", self->location);
  job_free (job);
}

static void
plumb_workspace_finalize (GObject *object)
{
  PlumbWorkspace *self = PLUMB_WORKSPACE (object);

  stop (self);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->waiting, g_main_context_unref);
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
  signals[CARD_SUBMITTED]
      = g_signal_new ("card-submitted", PLUMB_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                      G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
plumb_workspace_init (PlumbWorkspace *self)
{
  self->jobs = g_async_queue_new_full (job_free);
  self->context = g_main_context_ref_thread_default ();
  self->waiting = g_main_context_new ();
}

void
plumb_workspace_open_async (const char *location, PlumbStoreFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (PlumbWorkspace) self = NULL;
  Worker *worker;
  GTask *task;

  g_return_if_fail (location != NULL);
  self = g_object_new (PLUMB_TYPE_WORKSPACE, NULL);
  self->location = g_strdup (location);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, plumb_workspace_open_async);
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE + 10); /* a program that has a window to draw draws it first */
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  worker = g_new0 (Worker, 1);
  worker->jobs = g_async_queue_ref (self->jobs);
  worker->waiting = g_main_context_ref (self->waiting);
  worker->context = g_main_context_ref (self->context);
  g_weak_ref_init (&worker->workspace, self);
  worker->location = g_strdup (location);
  worker->flags = flags;
  self->thread = g_thread_new ("plumb-workspace", work, worker);
  push (self, task, NULL, NULL, NULL, NULL);
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
  push (workspace, g_task_new (workspace, cancellable, callback, user_data), func, data, free_data, free_result);
}

gpointer
plumb_workspace_run_finish (PlumbWorkspace *workspace, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
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
