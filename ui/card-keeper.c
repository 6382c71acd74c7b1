/* card-keeper.c - see card-keeper.h. Arrays that travel to a thread are not changed any more. */

#include "ui/card-keeper.h"

#include "ui/card-recovery.h"

struct _PlumbCardKeeper
{
  GObject parent_instance;

  char *path;
  char *assignment;
  gboolean kept; /* the file is there, as far as we know */
  gboolean writing;
  GPtrArray *next;  /* to be written once the thread is back; NULL: nothing new */
  GPtrArray *found; /* nullable */
  PlumbInstant found_at;
};

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbCardKeeper, plumb_card_keeper, G_TYPE_OBJECT)

/* What one thread reads or writes. */
typedef struct
{
  GPtrArray *changes;
  char *path;
  char *assignment;
  PlumbInstant at;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->changes, g_ptr_array_unref);
  g_free (job->path);
  g_free (job->assignment);
  g_free (job);
}

static void
run (PlumbCardKeeper *keeper, GPtrArray *changes, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (keeper, NULL, callback, NULL);
  Job *job = g_new0 (Job, 1);

  job->changes = changes != NULL ? g_ptr_array_ref (changes) : NULL;
  job->path = g_strdup (keeper->path);
  job->assignment = g_strdup (keeper->assignment);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, func);
}

static void
write_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (plumb_card_recovery_write (job->path, job->changes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PlumbCardKeeper *keeper = PLUMB_CARD_KEEPER (source);
  g_autoptr (GPtrArray) next = g_steal_pointer (&keeper->next);
  g_autoptr (GError) error = NULL;

  keeper->writing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_warning ("%s", error->message);
  if (next != NULL)
    plumb_card_keeper_keep (keeper, next);
}

static void
read_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  job->changes = plumb_card_recovery_read (job->path, job->assignment, &job->at);
  g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PlumbCardKeeper *keeper = PLUMB_CARD_KEEPER (source);
  Job *job = g_task_get_task_data (G_TASK (result));

  keeper->found = g_steal_pointer (&job->changes);
  keeper->found_at = job->at;
  if (keeper->found != NULL)
    g_signal_emit (keeper, signals[FOUND], 0);
}

static void
plumb_card_keeper_finalize (GObject *object)
{
  PlumbCardKeeper *keeper = PLUMB_CARD_KEEPER (object);

  g_clear_pointer (&keeper->next, g_ptr_array_unref);
  g_clear_pointer (&keeper->found, g_ptr_array_unref);
  g_free (keeper->path);
  g_free (keeper->assignment);
  G_OBJECT_CLASS (plumb_card_keeper_parent_class)->finalize (object);
}

static void
plumb_card_keeper_class_init (PlumbCardKeeperClass *class)
{
  G_OBJECT_CLASS (class)->finalize = plumb_card_keeper_finalize;
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_card_keeper_init (PlumbCardKeeper *keeper)
{
}

PlumbCardKeeper *
plumb_card_keeper_new (const char *path, const char *assignment)
{
  PlumbCardKeeper *keeper;

  g_return_val_if_fail (path != NULL && assignment != NULL, NULL);

  keeper = g_object_new (PLUMB_TYPE_CARD_KEEPER, NULL);
  keeper->path = g_strdup (path);
  keeper->assignment = g_strdup (assignment);
  run (keeper, NULL, read_func, read_cb);
  return keeper;
}

void
plumb_card_keeper_keep (PlumbCardKeeper *keeper, GPtrArray *changes)
{
  g_return_if_fail (PLUMB_IS_CARD_KEEPER (keeper) && changes != NULL);

  if (keeper->writing)
    {
      g_clear_pointer (&keeper->next, g_ptr_array_unref);
      keeper->next = g_ptr_array_ref (changes);
      return;
    }
  keeper->kept = changes->len > 0;
  keeper->writing = TRUE;
  run (keeper, changes, write_func, written_cb);
}

gboolean
plumb_card_keeper_is_kept (PlumbCardKeeper *keeper)
{
  g_return_val_if_fail (PLUMB_IS_CARD_KEEPER (keeper), FALSE);
  return keeper->kept || keeper->writing;
}

GPtrArray *
plumb_card_keeper_get_found (PlumbCardKeeper *keeper)
{
  g_return_val_if_fail (PLUMB_IS_CARD_KEEPER (keeper), NULL);
  return keeper->found;
}

PlumbInstant
plumb_card_keeper_get_found_at (PlumbCardKeeper *keeper)
{
  g_return_val_if_fail (PLUMB_IS_CARD_KEEPER (keeper), 0);
  return keeper->found != NULL ? keeper->found_at : 0;
}

gboolean
plumb_card_keeper_drop_found (PlumbCardKeeper *keeper)
{
  g_return_val_if_fail (PLUMB_IS_CARD_KEEPER (keeper), FALSE);

  if (keeper->found == NULL)
    return FALSE;
  g_clear_pointer (&keeper->found, g_ptr_array_unref);
  return TRUE;
}
