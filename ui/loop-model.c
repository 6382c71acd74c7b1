/* loop-model.c - see loop-model.h. At most one load is under way; changes that arrive meanwhile are answered by one more. */

#include "ui/loop-model.h"

struct _PlumbLoopModel
{
  GObject parent_instance;

  PlumbSession *session;
  PlumbWorkspace *workspace;
  char *id;
  PlumbEvaluation *evaluation; /* keeps the snapshot alive */
  PlumbSnapshot *snapshot;
  GError *error;
  GCancellable *cancellable;
  gboolean loading;
  gboolean again;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbLoopModel, plumb_loop_model, G_TYPE_OBJECT)

typedef struct
{
  char *loop;
  char *viewer;
} Request;

typedef struct
{
  PlumbSnapshot *snapshot;
  PlumbEvaluation *evaluation;
} Answer;

static void
request_free (Request *request)
{
  g_free (request->loop);
  g_free (request->viewer);
  g_free (request);
}

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->evaluation, plumb_evaluation_unref);
  g_clear_pointer (&answer->snapshot, plumb_snapshot_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* In the workspace's thread. */
static gpointer
load_func (PlumbStore *store, gpointer data, GError **error)
{
  const Request *request = data;
  Answer *answer;
  PlumbSnapshot *snapshot = plumb_store_load_snapshot (store, request->loop, request->viewer, error);

  if (snapshot == NULL)
    return NULL;
  answer = g_new0 (Answer, 1);
  answer->snapshot = snapshot;
  answer->evaluation = plumb_evaluation_new (snapshot);
  return answer;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbLoopModel) model = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = plumb_workspace_run_finish (PLUMB_WORKSPACE (source), result, &error);

  model->loading = FALSE;
  if (g_cancellable_is_cancelled (model->cancellable))
    return;
  if (model->again)
    {
      model->again = FALSE;
      plumb_loop_model_reload (model);
      return;
    }
  g_clear_error (&model->error);
  if (answer != NULL)
    {
      g_clear_pointer (&model->evaluation, plumb_evaluation_unref);
      g_clear_pointer (&model->snapshot, plumb_snapshot_unref);
      model->snapshot = g_steal_pointer (&answer->snapshot);
      model->evaluation = g_steal_pointer (&answer->evaluation);
    }
  else
    model->error = g_steal_pointer (&error);
  g_signal_emit (model, signals[CHANGED], 0);
}

static void
loop_changed_cb (PlumbLoopModel *model, const char *loop)
{
  if (g_strcmp0 (loop, model->id) == 0)
    plumb_loop_model_reload (model);
}

/* What the person before was shown is not for the one after. */
static void
person_changed_cb (PlumbLoopModel *model)
{
  g_clear_pointer (&model->evaluation, plumb_evaluation_unref);
  g_clear_pointer (&model->snapshot, plumb_snapshot_unref);
  g_signal_emit (model, signals[CHANGED], 0);
  plumb_loop_model_reload (model);
}

static void
plumb_loop_model_dispose (GObject *object)
{
  PlumbLoopModel *model = PLUMB_LOOP_MODEL (object);

  g_cancellable_cancel (model->cancellable);
  g_clear_object (&model->workspace);
  g_clear_object (&model->session);
  G_OBJECT_CLASS (plumb_loop_model_parent_class)->dispose (object);
}

static void
plumb_loop_model_finalize (GObject *object)
{
  PlumbLoopModel *model = PLUMB_LOOP_MODEL (object);

  g_clear_pointer (&model->evaluation, plumb_evaluation_unref);
  g_clear_pointer (&model->snapshot, plumb_snapshot_unref);
  g_clear_error (&model->error);
  g_clear_object (&model->cancellable);
  g_free (model->id);
  G_OBJECT_CLASS (plumb_loop_model_parent_class)->finalize (object);
}

static void
plumb_loop_model_class_init (PlumbLoopModelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_loop_model_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_loop_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_loop_model_init (PlumbLoopModel *model)
{
  model->cancellable = g_cancellable_new ();
}

PlumbLoopModel *
plumb_loop_model_new (PlumbSession *session, const char *loop_id)
{
  PlumbLoopModel *model;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && plumb_session_get_workspace (session) != NULL, NULL);
  g_return_val_if_fail (loop_id != NULL, NULL);

  model = g_object_new (PLUMB_TYPE_LOOP_MODEL, NULL);
  model->session = g_object_ref (session);
  model->workspace = g_object_ref (plumb_session_get_workspace (session));
  model->id = g_strdup (loop_id);
  g_signal_connect_object (model->workspace, "loop-changed", G_CALLBACK (loop_changed_cb), model, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::person", G_CALLBACK (person_changed_cb), model, G_CONNECT_SWAPPED);
  plumb_loop_model_reload (model);
  return model;
}

PlumbSession *
plumb_loop_model_get_session (PlumbLoopModel *model)
{
  g_return_val_if_fail (PLUMB_IS_LOOP_MODEL (model), NULL);
  return model->session;
}

const char *
plumb_loop_model_get_id (PlumbLoopModel *model)
{
  g_return_val_if_fail (PLUMB_IS_LOOP_MODEL (model), NULL);
  return model->id;
}

PlumbSnapshot *
plumb_loop_model_get_snapshot (PlumbLoopModel *model)
{
  g_return_val_if_fail (PLUMB_IS_LOOP_MODEL (model), NULL);
  return model->snapshot;
}

PlumbEvaluation *
plumb_loop_model_get_evaluation (PlumbLoopModel *model)
{
  g_return_val_if_fail (PLUMB_IS_LOOP_MODEL (model), NULL);
  return model->evaluation;
}

const PlumbLoop *
plumb_loop_model_get_loop (PlumbLoopModel *model)
{
  g_return_val_if_fail (PLUMB_IS_LOOP_MODEL (model), NULL);
  return model->snapshot != NULL ? plumb_snapshot_get_loop (model->snapshot) : NULL;
}

const GError *
plumb_loop_model_get_error (PlumbLoopModel *model)
{
  g_return_val_if_fail (PLUMB_IS_LOOP_MODEL (model), NULL);
  return model->error;
}

void
plumb_loop_model_reload (PlumbLoopModel *model)
{
  Request *request;

  g_return_if_fail (PLUMB_IS_LOOP_MODEL (model));

  /* Without a viewer the store would answer as to the owner, who sees all: nobody is nobody here. */
  if (model->workspace == NULL || plumb_session_get_person_id (model->session) == NULL)
    return;
  if (model->loading)
    {
      model->again = TRUE;
      return;
    }
  model->loading = TRUE;
  request = g_new0 (Request, 1);
  request->loop = g_strdup (model->id);
  request->viewer = g_strdup (plumb_session_get_person_id (model->session));
  plumb_workspace_run_async (model->workspace, load_func, request, (GDestroyNotify)request_free, (GDestroyNotify)answer_free,
                             model->cancellable, loaded_cb, g_object_ref (model));
}
