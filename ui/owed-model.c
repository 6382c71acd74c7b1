/* owed-model.c - see owed-model.h. At most one load is under way; changes that arrive meanwhile are answered by one more. */

#include "ui/owed-model.h"

struct _PlumbOwedModel
{
  GObject parent_instance;

  PlumbSession *session;
  PlumbWorkspace *workspace;
  GPtrArray *cards;
  GCancellable *cancellable;
  guint clock;
  guint reload_source;
  gboolean loading;
  gboolean again;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbOwedModel, plumb_owed_model, G_TYPE_OBJECT)

#define CLOCK_SECONDS 30
#define RELOAD_DELAY_MS 120 /* behind the list and the board, which the user looks at */

/* In the workspace's thread. */
static gpointer
load_func (PlumbStore *store, gpointer viewer, GError **error)
{
  return plumb_store_list_owed (store, viewer, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbOwedModel) model = data;
  g_autoptr (GPtrArray) cards = plumb_workspace_run_finish (PLUMB_WORKSPACE (source), result, NULL);

  model->loading = FALSE;
  if (g_cancellable_is_cancelled (model->cancellable))
    return;
  if (model->again)
    {
      model->again = FALSE;
      plumb_owed_model_reload (model);
      return;
    }
  /* What can't be read stays as it was: the list of loops tells the failure. */
  if (cards == NULL)
    return;
  g_clear_pointer (&model->cards, g_ptr_array_unref);
  model->cards = g_steal_pointer (&cards);
  g_signal_emit (model, signals[CHANGED], 0);
}

static gboolean
reload_cb (gpointer data)
{
  PlumbOwedModel *model = data;

  model->reload_source = 0;
  plumb_owed_model_reload (model);
  return G_SOURCE_REMOVE;
}

static void
list_changed_cb (PlumbOwedModel *model)
{
  if (model->reload_source == 0)
    model->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_cb, model);
}

static gboolean
clock_cb (gpointer data)
{
  PlumbOwedModel *model = data;

  if (model->cards != NULL)
    g_signal_emit (model, signals[CHANGED], 0);
  return G_SOURCE_CONTINUE;
}

static void
person_changed_cb (PlumbOwedModel *model)
{
  g_clear_pointer (&model->cards, g_ptr_array_unref);
  plumb_owed_model_reload (model);
}

static void
plumb_owed_model_dispose (GObject *object)
{
  PlumbOwedModel *model = PLUMB_OWED_MODEL (object);

  g_clear_handle_id (&model->clock, g_source_remove);
  g_clear_handle_id (&model->reload_source, g_source_remove);
  g_cancellable_cancel (model->cancellable);
  g_clear_object (&model->workspace);
  g_clear_object (&model->session);
  G_OBJECT_CLASS (plumb_owed_model_parent_class)->dispose (object);
}

static void
plumb_owed_model_finalize (GObject *object)
{
  PlumbOwedModel *model = PLUMB_OWED_MODEL (object);

  g_clear_pointer (&model->cards, g_ptr_array_unref);
  g_clear_object (&model->cancellable);
  G_OBJECT_CLASS (plumb_owed_model_parent_class)->finalize (object);
}

static void
plumb_owed_model_class_init (PlumbOwedModelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_owed_model_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_owed_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_owed_model_init (PlumbOwedModel *model)
{
  model->cancellable = g_cancellable_new ();
}

PlumbOwedModel *
plumb_owed_model_new (PlumbSession *session)
{
  PlumbOwedModel *model;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && plumb_session_get_workspace (session) != NULL, NULL);

  model = g_object_new (PLUMB_TYPE_OWED_MODEL, NULL);
  model->session = g_object_ref (session);
  model->workspace = g_object_ref (plumb_session_get_workspace (session));
  model->clock = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, model);
  g_signal_connect_object (model->workspace, "list-changed", G_CALLBACK (list_changed_cb), model, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::person", G_CALLBACK (person_changed_cb), model, G_CONNECT_SWAPPED);
  list_changed_cb (model);
  return model;
}

PlumbSession *
plumb_owed_model_get_session (PlumbOwedModel *model)
{
  g_return_val_if_fail (PLUMB_IS_OWED_MODEL (model), NULL);
  return model->session;
}

GPtrArray *
plumb_owed_model_get_cards (PlumbOwedModel *model)
{
  g_return_val_if_fail (PLUMB_IS_OWED_MODEL (model), NULL);
  return model->cards;
}

gint64
plumb_owed_model_get_grace (PlumbOwedModel *model)
{
  g_return_val_if_fail (PLUMB_IS_OWED_MODEL (model), 0);
  return plumb_settings_get_grace (plumb_session_get_settings (model->session)) * G_TIME_SPAN_HOUR;
}

guint
plumb_owed_model_count_overdue (PlumbOwedModel *model)
{
  PlumbInstant now = plumb_instant_now ();
  gint64 grace;
  guint n = 0;

  g_return_val_if_fail (PLUMB_IS_OWED_MODEL (model), 0);

  grace = plumb_owed_model_get_grace (model);
  for (guint i = 0; model->cards != NULL && i < model->cards->len; i++)
    n += plumb_owed_card_get_state (g_ptr_array_index (model->cards, i), now, grace) == PLUMB_OWED_OVERDUE;
  return n;
}

void
plumb_owed_model_reload (PlumbOwedModel *model)
{
  const char *viewer;

  g_return_if_fail (PLUMB_IS_OWED_MODEL (model));

  /* Without a viewer the store would answer as to the owner. */
  viewer = model->session != NULL ? plumb_session_get_person_id (model->session) : NULL;
  if (viewer == NULL)
    return;
  model->again = model->loading;
  if (model->loading)
    return;
  model->loading = TRUE;
  plumb_workspace_run_async (model->workspace, load_func, g_strdup (viewer), g_free, (GDestroyNotify)g_ptr_array_unref,
                             model->cancellable, loaded_cb, g_object_ref (model));
}
