/* session.c - see session.h. Nothing here waits for the disk, but plumb_session_close. */

#include "ui/session.h"

#include "app/error.h"

struct _PlumbSession
{
  GObject parent_instance;

  PlumbSettings *settings;
  PlumbWorkspace *workspace;
  PlumbPerson *person;
  GCancellable *cancellable;
  gboolean failing; /* the last act failed */
};

enum
{
  PROP_WORKSPACE = 1,
  PROP_PERSON,
  N_PROPS
};

enum
{
  OPENED,
  OPEN_FAILED,
  FAILED,
  RECOVERED,
  NOTICE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbSession, plumb_session, G_TYPE_OBJECT)

/* What opening needs to know on its way through the workspace's thread. */
typedef struct
{
  PlumbSession *session;
  PlumbStoreFunc prepare;
  char *person; /* what the user wrote, or NULL */
  char *kept;   /* the id in the settings, or NULL */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->session);
  g_free (opening->person);
  g_free (opening->kept);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
take_person (PlumbSession *session, PlumbPerson *person)
{
  g_clear_pointer (&session->person, plumb_person_free);
  session->person = person;
  g_object_notify_by_pspec (G_OBJECT (session), properties[PROP_PERSON]);
}

/* In the workspace's thread: who is it? NULL without an error: nobody known. */
static gpointer
find_person_func (PlumbStore *store, gpointer data, GError **error)
{
  const Opening *opening = data;
  g_autofree char *id = NULL;

  if (opening->prepare != NULL && opening->prepare (store, NULL, error) == NULL && error != NULL && *error != NULL)
    return NULL;
  if (opening->person != NULL)
    {
      id = plumb_store_find_person (store, opening->person, error);
      return id != NULL ? plumb_store_load_person (store, id, error) : NULL;
    }
  if (opening->kept != NULL)
    return plumb_store_load_person (store, opening->kept, NULL);
  return NULL;
}

static void
person_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Opening) opening = data;
  PlumbSession *session = opening->session;
  g_autoptr (GError) error = NULL;
  PlumbPerson *person = plumb_workspace_run_finish (PLUMB_WORKSPACE (source), result, &error);

  if (person != NULL)
    take_person (session, person);
  g_signal_emit (session, signals[OPENED], 0);
  if (error != NULL)
    plumb_session_fail (session, error->message);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Opening) opening = data;
  PlumbSession *session = opening->session;
  g_autoptr (GError) error = NULL;
  PlumbWorkspace *workspace = plumb_workspace_open_finish (result, &error);

  if (workspace == NULL)
    {
      g_signal_emit (session, signals[OPEN_FAILED], 0, error->message);
      return;
    }
  session->workspace = workspace;
  opening->kept = plumb_settings_dup_person (session->settings, plumb_workspace_get_location (workspace));
  g_object_notify_by_pspec (G_OBJECT (session), properties[PROP_WORKSPACE]);
  plumb_workspace_run_async (workspace, find_person_func, opening, NULL, (GDestroyNotify)plumb_person_free, session->cancellable,
                             person_found_cb, opening);
  g_steal_pointer (&opening);
}

/* The end of every act: tells the user, then answers the caller's task. */
static void
finish_act (GTask *task, gboolean done, GError *error)
{
  PlumbSession *session = g_task_get_source_object (task);
  const char *notice = g_task_get_task_data (task);

  if (!done)
    {
      plumb_session_fail (session, error->message);
      g_task_return_error (task, error);
      return;
    }
  if (session->failing)
    g_signal_emit (session, signals[RECOVERED], 0);
  session->failing = FALSE;
  if (notice != NULL)
    plumb_session_say (session, notice);
  g_task_return_boolean (task, TRUE);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gboolean done = plumb_workspace_apply_finish (PLUMB_WORKSPACE (source), result, &error);

  finish_act (task, done, error);
}

static void
applied_all_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gboolean done = plumb_workspace_apply_all_finish (PLUMB_WORKSPACE (source), result, &error);

  finish_act (task, done, error);
}

static GTask *
act_new (PlumbSession *session, const char *notice, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);

  g_task_set_source_tag (task, act_new);
  g_task_set_task_data (task, g_strdup (notice), g_free);
  return task;
}

static void
plumb_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlumbSession *session = PLUMB_SESSION (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, session->workspace);
      break;
    case PROP_PERSON:
      g_value_set_pointer (value, session->person);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plumb_session_dispose (GObject *object)
{
  PlumbSession *session = PLUMB_SESSION (object);

  g_cancellable_cancel (session->cancellable);
  plumb_session_close (session);
  G_OBJECT_CLASS (plumb_session_parent_class)->dispose (object);
}

static void
plumb_session_finalize (GObject *object)
{
  PlumbSession *session = PLUMB_SESSION (object);

  g_clear_pointer (&session->person, plumb_person_free);
  g_clear_object (&session->cancellable);
  g_clear_object (&session->settings);
  G_OBJECT_CLASS (plumb_session_parent_class)->finalize (object);
}

static guint
make_signal (PlumbSessionClass *class, const char *name, gboolean with_text)
{
  if (with_text)
    return g_signal_new (name, G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  return g_signal_new (name, G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_session_class_init (PlumbSessionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = plumb_session_get_property;
  object_class->dispose = plumb_session_dispose;
  object_class->finalize = plumb_session_finalize;
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, PLUMB_TYPE_WORKSPACE, flags);
  properties[PROP_PERSON] = g_param_spec_pointer ("person", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPENED] = make_signal (class, "opened", FALSE);
  signals[OPEN_FAILED] = make_signal (class, "open-failed", TRUE);
  signals[FAILED] = make_signal (class, "failed", TRUE);
  signals[RECOVERED] = make_signal (class, "recovered", FALSE);
  signals[NOTICE] = make_signal (class, "notice", TRUE);
}

static void
plumb_session_init (PlumbSession *session)
{
  session->cancellable = g_cancellable_new ();
}

PlumbSession *
plumb_session_new (PlumbSettings *settings)
{
  PlumbSession *session;

  g_return_val_if_fail (PLUMB_IS_SETTINGS (settings), NULL);

  session = g_object_new (PLUMB_TYPE_SESSION, NULL);
  session->settings = g_object_ref (settings);
  return session;
}

void
plumb_session_open (PlumbSession *session, const char *location, const char *person, PlumbStoreFunc prepare)
{
  Opening *opening;

  g_return_if_fail (PLUMB_IS_SESSION (session) && session->workspace == NULL);
  g_return_if_fail (location != NULL);

  opening = g_new0 (Opening, 1);
  opening->session = g_object_ref (session);
  opening->person = g_strdup (person);
  opening->prepare = prepare;
  plumb_workspace_open_async (location, PLUMB_STORE_OPEN_OR_CREATE, session->cancellable, opened_cb, opening);
}

PlumbSettings *
plumb_session_get_settings (PlumbSession *session)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);
  return session->settings;
}

PlumbWorkspace *
plumb_session_get_workspace (PlumbSession *session)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);
  return session->workspace;
}

const PlumbPerson *
plumb_session_get_person (PlumbSession *session)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);
  return session->person;
}

const char *
plumb_session_get_person_id (PlumbSession *session)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);
  return session->person != NULL ? session->person->id : NULL;
}

const char *
plumb_session_get_location (PlumbSession *session)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);
  return session->workspace != NULL ? plumb_workspace_get_location (session->workspace) : NULL;
}

gboolean
plumb_session_is_me (PlumbSession *session, const char *person)
{
  g_return_val_if_fail (PLUMB_IS_SESSION (session), FALSE);
  return person != NULL && g_strcmp0 (plumb_session_get_person_id (session), person) == 0;
}

void
plumb_session_set_person (PlumbSession *session, const PlumbPerson *person)
{
  g_return_if_fail (PLUMB_IS_SESSION (session) && session->workspace != NULL);
  g_return_if_fail (person != NULL);

  plumb_settings_set_person (session->settings, plumb_workspace_get_location (session->workspace), person->id);
  take_person (session, plumb_person_copy (person));
}

void
plumb_session_apply (PlumbSession *session, PlumbCommand *command, const char *notice, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (PlumbCommand) owned = command;

  g_return_if_fail (PLUMB_IS_SESSION (session) && session->workspace != NULL);
  g_return_if_fail (command != NULL);

  plumb_workspace_apply_async (session->workspace, command, NULL, applied_cb, act_new (session, notice, callback, user_data));
}

gboolean
plumb_session_apply_finish (PlumbSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
plumb_session_apply_all (PlumbSession *session, GPtrArray *commands, const char *notice, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GPtrArray) owned = commands;

  g_return_if_fail (PLUMB_IS_SESSION (session) && session->workspace != NULL);
  g_return_if_fail (commands != NULL);

  plumb_workspace_apply_all_async (session->workspace, commands, NULL, applied_all_cb,
                                   act_new (session, notice, callback, user_data));
}

void
plumb_session_fail (PlumbSession *session, const char *message)
{
  g_return_if_fail (PLUMB_IS_SESSION (session) && message != NULL);

  session->failing = TRUE;
  g_signal_emit (session, signals[FAILED], 0, message);
}

void
plumb_session_say (PlumbSession *session, const char *message)
{
  g_return_if_fail (PLUMB_IS_SESSION (session) && message != NULL);
  g_signal_emit (session, signals[NOTICE], 0, message);
}

void
plumb_session_close (PlumbSession *session)
{
  g_return_if_fail (PLUMB_IS_SESSION (session));

  if (session->workspace != NULL)
    plumb_workspace_close (session->workspace);
  g_clear_object (&session->workspace);
}
