/* card-saver.c - see card-saver.h.
 *
 * A change is in exactly one of three arrays: `flying` (in the workspace's thread), `queue` (waits), `refused`. The arrays that travel
 * to another thread are not changed any more.
 */

#include "ui/card-saver.h"

#include "app/error.h"
#include "ui/card-keeper.h"
#include "ui/card-recovery.h"

#include <glib/gi18n.h>

#define TYPING_PAUSE 500 /* milliseconds */
#define SLOW 1000        /* a save that takes longer is written to the recovery file meanwhile */
#define RETRY_MAX 30     /* seconds */

struct _PlumbCardSaver
{
  GObject parent_instance;

  PlumbWorkspace *workspace;
  PlumbSession *session;
  char *actor;
  char *loop;
  char *assignment;
  char *path; /* of the recovery file */

  GPtrArray *queue;
  GPtrArray *flying; /* NULL: nothing is on its way */
  GPtrArray *refused;
  guint save_source;
  guint retry_source;
  guint rescue_source;
  guint attempts; /* that failed in a row */
  char *problem;
  PlumbInstant saved_at;

  PlumbCardKeeper *keeper;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbCardSaver, plumb_card_saver, G_TYPE_OBJECT)

/* One batch on its way through the workspace's thread. */
typedef struct
{
  PlumbCardSaver *saver;
  GPtrArray *changes;
  GPtrArray *commands;
  GPtrArray *kept; /* what the recovery file holds if the store refuses */
  guint failed;
  PlumbInstant saved_at;
  char *path;
} Batch;

static void save_now (PlumbCardSaver *saver);

static void
batch_free (Batch *batch)
{
  g_object_unref (batch->saver);
  g_ptr_array_unref (batch->changes);
  g_ptr_array_unref (batch->commands);
  g_ptr_array_unref (batch->kept);
  g_free (batch->path);
  g_free (batch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_free)

static void
add_copy (gpointer change, gpointer array)
{
  g_ptr_array_add (array, plumb_card_change_ref (change));
}

/* All that the recovery file has to hold: what an earlier session left and nobody has decided on, then what is not on the disk. */
static GPtrArray *
dup_unsaved (PlumbCardSaver *saver)
{
  GPtrArray *changes = plumb_card_change_queue_new ();
  GPtrArray *found = plumb_card_keeper_get_found (saver->keeper);

  if (found != NULL)
    g_ptr_array_foreach (found, add_copy, changes);
  plumb_card_saver_foreach (saver, add_copy, changes);
  return changes;
}

static void
rescue_now (PlumbCardSaver *saver)
{
  g_autoptr (GPtrArray) changes = dup_unsaved (saver);

  g_clear_handle_id (&saver->rescue_source, g_source_remove);
  plumb_card_keeper_keep (saver->keeper, changes);
}

static gboolean
rescue_cb (gpointer data)
{
  PlumbCardSaver *saver = data;

  saver->rescue_source = 0;
  rescue_now (saver);
  return G_SOURCE_REMOVE;
}

static void
rescue_soon (PlumbCardSaver *saver, guint milliseconds)
{
  if (saver->rescue_source == 0)
    saver->rescue_source = g_timeout_add (milliseconds, rescue_cb, saver);
}

static gboolean
save_cb (gpointer data)
{
  PlumbCardSaver *saver = data;

  saver->save_source = 0;
  save_now (saver);
  return G_SOURCE_REMOVE;
}

static gboolean
retry_cb (gpointer data)
{
  PlumbCardSaver *saver = data;

  saver->retry_source = 0;
  save_now (saver);
  return G_SOURCE_REMOVE;
}

/* In the workspace's thread. What fails is kept there and then, as the program may be about to end. */
static gpointer
save_func (PlumbStore *store, gpointer data, GError **error)
{
  Batch *batch = data;

  if (plumb_store_apply_all (store, batch->commands, &batch->failed, error))
    {
      batch->saved_at = plumb_instant_now ();
      return batch;
    }
  plumb_card_recovery_write (batch->path, batch->kept, NULL);
  return NULL;
}

/* Refused whatever the disk does. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_INVALID) || g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_FORBIDDEN)
         || g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_FROZEN)
         || g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
}

static void
settle_failure (PlumbCardSaver *saver, const Batch *batch, const GError *error)
{
  g_autoptr (GPtrArray) later = g_steal_pointer (&saver->queue);

  g_free (saver->problem);
  saver->problem = g_strdup (error->message);
  saver->queue = plumb_card_change_queue_new ();
  for (guint i = 0; i < batch->changes->len; i++)
    {
      PlumbCardChange *change = g_ptr_array_index (batch->changes, i);

      if (!is_final (error) || i != batch->failed)
        g_ptr_array_add (saver->queue, plumb_card_change_ref (change));
      else if (change->kind != PLUMB_COMMAND_SUBMIT_CARD)
        g_ptr_array_add (saver->refused, plumb_card_change_ref (change));
    }
  for (guint i = 0; i < later->len; i++)
    plumb_card_change_push (saver->queue, plumb_card_change_ref (g_ptr_array_index (later, i)));
  rescue_soon (saver, 0);
  if (is_final (error))
    {
      save_now (saver);
      return;
    }
  saver->attempts++;
  g_clear_handle_id (&saver->retry_source, g_source_remove);
  saver->retry_source = g_timeout_add_seconds (MIN (1u << MIN (saver->attempts - 1, 5u), RETRY_MAX), retry_cb, saver);
}

static void
settle_success (PlumbCardSaver *saver, const Batch *batch)
{
  saver->saved_at = batch->saved_at;
  saver->attempts = 0;
  if (saver->refused->len == 0)
    g_clear_pointer (&saver->problem, g_free);
  if (plumb_card_keeper_is_kept (saver->keeper))
    rescue_now (saver);
  else
    g_clear_handle_id (&saver->rescue_source, g_source_remove);
  if (saver->queue->len > 0)
    save_now (saver);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Batch) batch = data;
  PlumbCardSaver *saver = batch->saver;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&saver->flying, g_ptr_array_unref);
  if (plumb_workspace_run_finish (PLUMB_WORKSPACE (source), result, &error) != NULL)
    settle_success (saver, batch);
  else
    settle_failure (saver, batch, error);
  g_signal_emit (saver, signals[SAVED], 0);
}

static void
save_now (PlumbCardSaver *saver)
{
  Batch *batch;

  g_clear_handle_id (&saver->save_source, g_source_remove);
  if (saver->flying != NULL || saver->queue->len == 0)
    return;
  g_clear_handle_id (&saver->retry_source, g_source_remove);
  saver->flying = g_steal_pointer (&saver->queue);
  saver->queue = plumb_card_change_queue_new ();
  batch = g_new0 (Batch, 1);
  batch->saver = g_object_ref (saver);
  batch->changes = g_ptr_array_ref (saver->flying);
  batch->path = g_strdup (saver->path);
  batch->commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  for (guint i = 0; i < saver->flying->len; i++)
    g_ptr_array_add (batch->commands, plumb_card_change_to_command (g_ptr_array_index (saver->flying, i), saver->actor,
                                                                    saver->loop, saver->assignment));
  batch->kept = dup_unsaved (saver);
  rescue_soon (saver, SLOW);
  plumb_workspace_run_async (saver->workspace, save_func, batch, NULL, NULL, NULL, saved_cb, batch);
}

static void
found_cb (PlumbCardSaver *saver)
{
  g_signal_emit (saver, signals[SAVED], 0);
}

static void
plumb_card_saver_dispose (GObject *object)
{
  PlumbCardSaver *saver = PLUMB_CARD_SAVER (object);

  if (saver->queue != NULL && plumb_session_get_workspace (saver->session) == saver->workspace)
    save_now (saver);
  g_clear_handle_id (&saver->save_source, g_source_remove);
  g_clear_handle_id (&saver->retry_source, g_source_remove);
  g_clear_handle_id (&saver->rescue_source, g_source_remove);
  G_OBJECT_CLASS (plumb_card_saver_parent_class)->dispose (object);
}

static void
plumb_card_saver_finalize (GObject *object)
{
  PlumbCardSaver *saver = PLUMB_CARD_SAVER (object);

  g_clear_pointer (&saver->queue, g_ptr_array_unref);
  g_clear_pointer (&saver->flying, g_ptr_array_unref);
  g_clear_pointer (&saver->refused, g_ptr_array_unref);
  g_clear_object (&saver->keeper);
  g_clear_object (&saver->workspace);
  g_clear_object (&saver->session);
  g_free (saver->actor);
  g_free (saver->loop);
  g_free (saver->assignment);
  g_free (saver->path);
  g_free (saver->problem);
  G_OBJECT_CLASS (plumb_card_saver_parent_class)->finalize (object);
}

static void
plumb_card_saver_class_init (PlumbCardSaverClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_card_saver_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_card_saver_finalize;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_card_saver_init (PlumbCardSaver *saver)
{
  saver->queue = plumb_card_change_queue_new ();
  saver->refused = plumb_card_change_queue_new ();
}

PlumbCardSaver *
plumb_card_saver_new (PlumbSession *session, const char *loop, const char *assignment)
{
  PlumbCardSaver *saver;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && plumb_session_get_workspace (session) != NULL, NULL);
  g_return_val_if_fail (loop != NULL && assignment != NULL, NULL);

  saver = g_object_new (PLUMB_TYPE_CARD_SAVER, NULL);
  saver->session = g_object_ref (session);
  saver->workspace = g_object_ref (plumb_session_get_workspace (session));
  saver->actor = g_strdup (plumb_session_get_person_id (session));
  saver->loop = g_strdup (loop);
  saver->assignment = g_strdup (assignment);
  saver->path = plumb_card_recovery_dup_path (plumb_session_get_location (session), assignment);
  saver->keeper = plumb_card_keeper_new (saver->path, assignment);
  g_signal_connect_object (saver->keeper, "found", G_CALLBACK (found_cb), saver, G_CONNECT_SWAPPED);
  return saver;
}

void
plumb_card_saver_push (PlumbCardSaver *saver, PlumbCardChange *change, gboolean typed)
{
  g_return_if_fail (PLUMB_IS_CARD_SAVER (saver) && change != NULL);

  plumb_card_change_push (saver->queue, change);
  if (saver->retry_source != 0 || saver->flying != NULL)
    rescue_soon (saver, TYPING_PAUSE);
  else if (!typed)
    save_now (saver);
  else if (saver->save_source == 0)
    saver->save_source = g_timeout_add (TYPING_PAUSE, save_cb, saver);
  g_signal_emit (saver, signals[SAVED], 0);
}

void
plumb_card_saver_save (PlumbCardSaver *saver)
{
  g_return_if_fail (PLUMB_IS_CARD_SAVER (saver));

  for (guint i = 0; i < saver->refused->len; i++)
    plumb_card_change_push (saver->queue, plumb_card_change_ref (g_ptr_array_index (saver->refused, i)));
  g_ptr_array_set_size (saver->refused, 0);
  save_now (saver);
}

void
plumb_card_saver_foreach (PlumbCardSaver *saver, GFunc func, gpointer data)
{
  g_return_if_fail (PLUMB_IS_CARD_SAVER (saver));

  g_ptr_array_foreach (saver->refused, func, data);
  if (saver->flying != NULL)
    g_ptr_array_foreach (saver->flying, func, data);
  g_ptr_array_foreach (saver->queue, func, data);
}

gboolean
plumb_card_saver_is_clean (PlumbCardSaver *saver)
{
  g_return_val_if_fail (PLUMB_IS_CARD_SAVER (saver), TRUE);
  return saver->queue->len == 0 && saver->flying == NULL && saver->refused->len == 0;
}

typedef struct
{
  PlumbCommandKind kind;
  const char *question;
  gboolean found;
} Search;

static void
search_func (gpointer item, gpointer data)
{
  const PlumbCardChange *change = item;
  Search *search = data;

  search->found |= change->kind == search->kind && g_strcmp0 (change->question, search->question) == 0;
}

gboolean
plumb_card_saver_holds (PlumbCardSaver *saver, PlumbCommandKind kind, const char *question)
{
  Search search = { kind, question, FALSE };

  plumb_card_saver_foreach (saver, search_func, &search);
  return search.found;
}

const char *
plumb_card_saver_get_problem (PlumbCardSaver *saver)
{
  g_return_val_if_fail (PLUMB_IS_CARD_SAVER (saver), NULL);
  return saver->problem;
}

PlumbInstant
plumb_card_saver_get_saved_at (PlumbCardSaver *saver)
{
  g_return_val_if_fail (PLUMB_IS_CARD_SAVER (saver), 0);
  return saver->saved_at;
}

GPtrArray *
plumb_card_saver_get_found (PlumbCardSaver *saver)
{
  g_return_val_if_fail (PLUMB_IS_CARD_SAVER (saver), NULL);
  return plumb_card_keeper_get_found (saver->keeper);
}

PlumbInstant
plumb_card_saver_get_found_at (PlumbCardSaver *saver)
{
  g_return_val_if_fail (PLUMB_IS_CARD_SAVER (saver), 0);
  return plumb_card_keeper_get_found_at (saver->keeper);
}

void
plumb_card_saver_drop_found (PlumbCardSaver *saver)
{
  g_return_if_fail (PLUMB_IS_CARD_SAVER (saver));

  if (plumb_card_keeper_drop_found (saver->keeper))
    rescue_now (saver);
}
