/* notifier.c - see notifier.h. What is overdue is told once while the program runs, also when the clock goes back and forth. */

#include "ui/notifier.h"

#include "app/text.h"
#include "ui/interview-page.h"
#include "ui/weak.h"

#include <glib/gi18n.h>

struct _PlumbNotifier
{
  GObject parent_instance;

  PlumbWindow *window; /* borrowed */
  PlumbOwedModel *owed;
  PlumbWorkspace *workspace;
  GHashTable *told; /* of char*: assignments whose overdue card was told, with the time they were due */
  guint held_back;  /* by the curtain or an interview */
};

G_DEFINE_FINAL_TYPE (PlumbNotifier, plumb_notifier, G_TYPE_OBJECT)

/* A card that came in, on its way through the workspace's thread. */
typedef struct
{
  gpointer notifier; /* weak */
  char *loop;
  char *assignment;
  char *viewer;
  gboolean coordinates;
} Arrival;

static void
arrival_free (Arrival *arrival)
{
  g_free (arrival->loop);
  g_free (arrival->assignment);
  g_free (arrival->viewer);
  g_free (arrival);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, arrival_free)

/* Somebody beside the user may see the screen: the candidate, in a shared window. */
static gboolean
is_interviewing (PlumbNotifier *notifier)
{
  return PLUMB_IS_INTERVIEW_PAGE (plumb_window_get_page (notifier->window));
}

static gboolean
is_curtained (PlumbNotifier *notifier)
{
  PlumbPage *page = plumb_window_get_page (notifier->window);

  return page != NULL && plumb_page_is_curtained (page);
}

/* `loop` "": the reminders. The notification's id is that of what it tells, so that it is told once whatever windows are open. */
static void
send (PlumbNotifier *notifier, const char *id, const char *title, const char *body, const char *loop)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (notifier->window));
  g_autoptr (GNotification) notification = g_notification_new (title);

  if (application == NULL
      || !plumb_settings_get_notifies (plumb_session_get_settings (plumb_window_get_session (notifier->window))))
    return;
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.open-loop", "(us)",
                                                gtk_application_window_get_id (GTK_APPLICATION_WINDOW (notifier->window)), loop);
  g_application_send_notification (G_APPLICATION (application), id, notification);
}

/* No word pops up before the curtain, nor over an interview that is looked at: it is counted and told afterwards. */
static gboolean
must_wait (PlumbNotifier *notifier)
{
  return is_curtained (notifier) || (is_interviewing (notifier) && gtk_window_is_active (GTK_WINDOW (notifier->window)));
}

static void
tell (PlumbNotifier *notifier, const char *id, const char *title, const char *body, const char *loop)
{
  g_autofree char *whole = g_strdup_printf ("%s: %s", title, body);
  gboolean is_named = *loop != '\0';

  if (must_wait (notifier))
    notifier->held_back++;
  else if (gtk_window_is_active (GTK_WINDOW (notifier->window)))
    plumb_window_toast (notifier->window, whole);
  else
    send (notifier, id, title, is_named && is_interviewing (notifier) ? _ ("Go back to the loops to see which.") : body, loop);
}

/* In the workspace's thread. The loop as the user may see it; NULL without an error when it does not concern them. */
static gpointer
look_func (PlumbStore *store, gpointer data, GError **error)
{
  const Arrival *arrival = data;
  g_autoptr (PlumbSnapshot) snapshot = plumb_store_load_snapshot (store, arrival->loop, arrival->viewer, error);
  const PlumbLoop *loop = snapshot != NULL ? plumb_snapshot_get_loop (snapshot) : NULL;
  gboolean concerns = arrival->coordinates;

  for (guint i = 0; loop != NULL && i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      concerns = concerns || (assignment->skip_reason == NULL && g_str_equal (assignment->person, arrival->viewer));
    }
  return concerns ? g_steal_pointer (&snapshot) : NULL;
}

/* "Hana Sato: Systems design. 4 of 6 cards are in." */
static char *
dup_arrival (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  g_autofree char *name = plumb_text_dup_line (loop->candidate->name);
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  guint in = 0, asked = 0;

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *other = g_ptr_array_index (loop->assignments, i);

      if (other->skip_reason != NULL || !plumb_seat_owes_card (other->seat))
        continue;
      asked++;
      in += other->card->state == PLUMB_CARD_SUBMITTED;
    }
  return g_strdup_printf (_ ("%s, %s. %u of %u cards are in."), name, stage->title, in, asked);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Arrival) arrival = data;
  g_autoptr (PlumbNotifier) notifier = plumb_weak_take (arrival->notifier);
  g_autoptr (PlumbSnapshot) snapshot = plumb_workspace_run_finish (PLUMB_WORKSPACE (source), result, NULL);
  const PlumbAssignment *assignment;
  g_autofree char *body = NULL, *id = NULL;

  if (snapshot == NULL || notifier == NULL || notifier->window == NULL)
    return;
  assignment = plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), arrival->assignment);
  if (assignment == NULL || g_str_equal (assignment->person, arrival->viewer))
    return;
  body = dup_arrival (plumb_snapshot_get_loop (snapshot), assignment);
  id = g_strdup_printf ("card-%s", assignment->id);
  tell (notifier, id, _ ("Scorecard in"), body, arrival->loop);
}

static void
card_submitted_cb (PlumbNotifier *notifier, const char *loop, const char *assignment)
{
  const PlumbPerson *me = plumb_session_get_person (plumb_window_get_session (notifier->window));
  Arrival *arrival;

  if (me == NULL)
    return;
  arrival = g_new0 (Arrival, 1);
  arrival->notifier = plumb_weak_new (notifier);
  arrival->loop = g_strdup (loop);
  arrival->assignment = g_strdup (assignment);
  arrival->viewer = g_strdup (me->id);
  arrival->coordinates = me->role == PLUMB_ROLE_COORDINATOR;
  plumb_workspace_run_async (notifier->workspace, look_func, arrival, NULL, (GDestroyNotify)plumb_snapshot_unref, NULL, looked_cb,
                             arrival);
}

/* The cards that have turned overdue since the last look. */
static GPtrArray *
list_newly_overdue (PlumbNotifier *notifier)
{
  GPtrArray *cards = plumb_owed_model_get_cards (notifier->owed);
  GPtrArray *fresh = g_ptr_array_new ();
  PlumbInstant now = plumb_instant_now ();
  gint64 grace = plumb_owed_model_get_grace (notifier->owed);

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      const PlumbOwedCard *owed = g_ptr_array_index (cards, i);

      if (plumb_owed_card_get_state (owed, now, grace) == PLUMB_OWED_OVERDUE
          && g_hash_table_add (notifier->told,
                               g_strdup_printf ("%s %" G_GINT64_FORMAT, owed->assignment, plumb_owed_card_get_due (owed))))
        g_ptr_array_add (fresh, (gpointer)owed);
    }
  return fresh;
}

static void
tell_one_overdue (PlumbNotifier *notifier, const PlumbOwedCard *owed)
{
  gboolean mine = plumb_session_is_me (plumb_window_get_session (notifier->window), owed->person);
  g_autofree char *candidate = plumb_text_dup_line (owed->candidate);
  g_autofree char *name = plumb_text_dup_line (owed->name);
  g_autofree char *body = mine ? g_strdup_printf (_ ("%s, %s: your card is not in yet."), candidate, owed->stage)
                               : g_strdup_printf (_ ("%s, %s: the card of %s is not in yet."), candidate, owed->stage, name);
  g_autofree char *id = g_strdup_printf ("overdue-%s", owed->assignment);

  tell (notifier, id, _ ("Scorecard overdue"), body, owed->loop);
}

/* After each load and each look at the clock: also the moment at which nothing has to wait any more. */
static void
owed_changed_cb (PlumbNotifier *notifier)
{
  g_autoptr (GPtrArray) fresh = list_newly_overdue (notifier);

  if (notifier->held_back > 0 && !must_wait (notifier))
    {
      g_autofree char *body = g_strdup_printf (ngettext ("%u card came in or fell overdue meanwhile.",
                                                         "%u cards came in or fell overdue meanwhile.", notifier->held_back),
                                               notifier->held_back);

      notifier->held_back = 0;
      tell (notifier, "held-back", _ ("Scorecards"), body, "");
    }
  if (fresh->len == 1)
    tell_one_overdue (notifier, g_ptr_array_index (fresh, 0));
  else if (fresh->len > 1)
    {
      g_autofree char *body = g_strdup_printf (_ ("%u cards are not in yet. The reminders tell whose."), fresh->len);

      tell (notifier, "overdue", _ ("Scorecards overdue"), body, "");
    }
}

static void
person_changed_cb (PlumbNotifier *notifier)
{
  g_hash_table_remove_all (notifier->told);
  notifier->held_back = 0;
}

static void
plumb_notifier_dispose (GObject *object)
{
  PlumbNotifier *notifier = PLUMB_NOTIFIER (object);

  notifier->window = NULL;
  g_clear_object (&notifier->owed);
  g_clear_object (&notifier->workspace);
  G_OBJECT_CLASS (plumb_notifier_parent_class)->dispose (object);
}

static void
plumb_notifier_finalize (GObject *object)
{
  g_hash_table_unref (PLUMB_NOTIFIER (object)->told);
  G_OBJECT_CLASS (plumb_notifier_parent_class)->finalize (object);
}

static void
plumb_notifier_class_init (PlumbNotifierClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_notifier_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_notifier_finalize;
}

static void
plumb_notifier_init (PlumbNotifier *notifier)
{
  notifier->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

PlumbNotifier *
plumb_notifier_new (PlumbWindow *window, PlumbOwedModel *owed)
{
  PlumbNotifier *notifier;
  PlumbSession *session;

  g_return_val_if_fail (PLUMB_IS_WINDOW (window) && PLUMB_IS_OWED_MODEL (owed), NULL);

  session = plumb_window_get_session (window);
  notifier = g_object_new (PLUMB_TYPE_NOTIFIER, NULL);
  notifier->window = window;
  notifier->owed = g_object_ref (owed);
  notifier->workspace = g_object_ref (plumb_session_get_workspace (session));
  g_signal_connect_object (notifier->workspace, "card-submitted", G_CALLBACK (card_submitted_cb), notifier, G_CONNECT_SWAPPED);
  g_signal_connect_object (owed, "changed", G_CALLBACK (owed_changed_cb), notifier, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::person", G_CALLBACK (person_changed_cb), notifier, G_CONNECT_SWAPPED);
  return notifier;
}
