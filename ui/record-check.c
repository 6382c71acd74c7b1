/* record-check.c - see record-check.h. One check is under way at most; leaving the page stops it. */

#include "ui/record-check.h"

#include "app/audit-words.h"
#include "app/error.h"
#include "exports/packet-check.h"
#include "ui/file-chooser.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

#define PROBLEMS_SHOWN 100
#define PROGRESS_MILLISECONDS 100

struct _PlumbRecordCheck
{
  GtkWidget parent_instance;

  /* widgets */
  GtkWidget *verify;
  GtkWidget *packet;
  GtkWidget *stop;
  GtkWidget *bar;
  GtkWidget *result; /* a box, empty until something was found out */

  /* owned references */
  PlumbSession *session;
  GCancellable *cancellable; /* of the check under way */
  int *thousandths;          /* that are done of it, shared with its thread */
  guint timer;
};

G_DEFINE_FINAL_TYPE (PlumbRecordCheck, plumb_record_check, GTK_TYPE_WIDGET)

/* What the thread works on. */
typedef struct
{
  char *location;
  char *viewer;
  char *packet; /* path, or NULL */
  GCancellable *cancellable;
  int *thousandths;
  PlumbVerifyReport *report;
  GPtrArray *checks; /* of PlumbPacketCheck */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->location);
  g_free (work->viewer);
  g_free (work->packet);
  g_clear_object (&work->cancellable);
  g_atomic_rc_box_release (work->thousandths);
  g_clear_pointer (&work->report, plumb_verify_report_free);
  g_ptr_array_unref (work->checks);
  g_free (work);
}

static gboolean
progress_cb (double done, gpointer data)
{
  Work *work = data;

  g_atomic_int_set (work->thousandths, (int)(done * 1000));
  return !g_cancellable_is_cancelled (work->cancellable);
}

static gboolean
check_stamps (Work *work, PlumbStore *store, GPtrArray *stamps, GError **error)
{
  for (guint i = 0; i < stamps->len; i++)
    {
      PlumbPacketCheck *check = plumb_packet_check_new (store, g_ptr_array_index (stamps, i), work->report, work->viewer, error);

      if (check == NULL)
        return FALSE;
      g_ptr_array_add (work->checks, check);
    }
  return TRUE;
}

static gboolean
do_work (Work *work, GError **error)
{
  g_autoptr (GPtrArray) stamps = work->packet != NULL ? plumb_stamp_read_file (work->packet, error) : g_ptr_array_new ();
  g_autoptr (PlumbStore) store = NULL;

  if (stamps == NULL)
    return FALSE;
  store = plumb_store_open (work->location, PLUMB_STORE_READ_ONLY, error);
  if (store == NULL)
    return FALSE;
  work->report = plumb_store_verify_with_progress (store, progress_cb, work, error);
  return work->report != NULL && check_stamps (work, store, stamps, error);
}

static void
work_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (do_work (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
add_line (PlumbRecordCheck *check, const char *text, const char *style)
{
  GtkWidget *label = plumb_label_new (text, style);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (check->result), label);
}

static void
show_report (PlumbRecordCheck *check, const PlumbVerifyReport *report)
{
  gboolean sound = report->problems->len == 0;
  const char *const *limits = plumb_audit_list_limits ();
  g_autofree char *title
      = sound
            ? g_strdup_printf (_ ("No problems found in %" G_GINT64_FORMAT " events and %" G_GINT64_FORMAT " rows"),
                               report->n_events, report->n_rows)
            : g_strdup_printf (ngettext ("%u problem found", "%u problems found", report->problems->len), report->problems->len);
  g_autofree char *head
      = g_strdup_printf (_ ("Head of the chain: event %" G_GINT64_FORMAT ", %s"), report->head_sequence, report->head);

  add_line (check, title, sound ? "record-sound" : "record-unsound");
  for (guint i = 0; i < MIN (report->problems->len, PROBLEMS_SHOWN); i++)
    add_line (check, g_ptr_array_index (report->problems, i), NULL);
  if (report->problems->len > PROBLEMS_SHOWN)
    add_line (check, _ ("“plumb verify” lists them all."), "secondary");
  for (gsize i = 0; sound && limits[i] != NULL; i++)
    add_line (check, limits[i], "secondary");
  add_line (check, head, "secondary");
}

static void
show_check (PlumbRecordCheck *check, const PlumbPacketCheck *packet)
{
  add_line (check, packet->title, packet->state == PLUMB_ANCHOR_HOLDS ? "record-sound" : "record-unsound");
  for (guint i = 0; i < packet->lines->len; i++)
    add_line (check, g_ptr_array_index (packet->lines, i), NULL);
}

static void
show_busy (PlumbRecordCheck *check, gboolean busy)
{
  gtk_widget_set_sensitive (check->verify, !busy);
  gtk_widget_set_sensitive (check->packet, !busy);
  gtk_widget_set_visible (check->bar, busy);
  gtk_widget_set_visible (check->stop, busy);
  if (!busy)
    g_clear_handle_id (&check->timer, g_source_remove);
}

static gboolean
timer_cb (gpointer data)
{
  PlumbRecordCheck *check = data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (check->bar), g_atomic_int_get (check->thousandths) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PlumbRecordCheck *check = PLUMB_RECORD_CHECK (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (check->session == NULL) /* left meanwhile */
    return;
  g_clear_object (&check->cancellable);
  show_busy (check, FALSE);
  plumb_widget_clear (check->result);
  if (g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED))
    add_line (check, _ ("The check was stopped."), "secondary");
  else if (!done)
    add_line (check, error->message, "record-unsound");
  else
    {
      for (guint i = 0; i < work->checks->len; i++)
        show_check (check, g_ptr_array_index (work->checks, i));
      show_report (check, work->report);
    }
  gtk_widget_set_visible (check->result, TRUE);
  gtk_widget_grab_focus (check->verify);
}

static void
start (PlumbRecordCheck *check, const char *packet)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  if (check->cancellable != NULL || plumb_session_get_location (check->session) == NULL)
    return;
  check->cancellable = g_cancellable_new ();
  work = g_new0 (Work, 1);
  work->location = g_strdup (plumb_session_get_location (check->session));
  work->viewer = g_strdup (plumb_session_get_person_id (check->session));
  work->packet = g_strdup (packet);
  work->cancellable = g_object_ref (check->cancellable);
  work->checks = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_check_free);
  g_clear_pointer (&check->thousandths, g_atomic_rc_box_release);
  check->thousandths = g_atomic_rc_box_new0 (int);
  work->thousandths = g_atomic_rc_box_acquire (check->thousandths);
  task = g_task_new (check, NULL, worked_cb, NULL);
  g_task_set_task_data (task, work, work_free);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (check->bar), 0);
  show_busy (check, TRUE);
  check->timer = g_timeout_add (PROGRESS_MILLISECONDS, timer_cb, check);
  g_task_run_in_thread (task, work_func);
}

static void
verify_cb (PlumbRecordCheck *check)
{
  start (check, NULL);
}

static void
chosen_cb (const char *path, gpointer data)
{
  g_autoptr (PlumbRecordCheck) check = data;

  if (path != NULL && check->session != NULL)
    start (check, path);
}

static void
packet_cb (PlumbRecordCheck *check)
{
  plumb_file_chooser_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (check))), _ ("Check a packet"), chosen_cb,
                           g_object_ref (check));
}

static void
stop_cb (PlumbRecordCheck *check)
{
  g_cancellable_cancel (check->cancellable);
}

static void
plumb_record_check_dispose (GObject *object)
{
  PlumbRecordCheck *check = PLUMB_RECORD_CHECK (object);

  if (check->cancellable != NULL)
    g_cancellable_cancel (check->cancellable);
  g_clear_object (&check->cancellable);
  g_clear_handle_id (&check->timer, g_source_remove);
  g_clear_pointer (&check->thousandths, g_atomic_rc_box_release);
  g_clear_object (&check->session);
  plumb_widget_clear (GTK_WIDGET (check));
  G_OBJECT_CLASS (plumb_record_check_parent_class)->dispose (object);
}

static void
plumb_record_check_class_init (PlumbRecordCheckClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_record_check_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
button_new (PlumbRecordCheck *check, const char *label, const char *tooltip, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, check);
  return button;
}

static void
plumb_record_check_init (PlumbRecordCheck *check)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (check));
  GtkWidget *buttons = plumb_wrap_box_new (0, 8);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 10);
  check->verify = button_new (check, _ ("Verify the record"), _ ("Walk the whole chain and compare every row with it"),
                              G_CALLBACK (verify_cb));
  check->packet = button_new (check, _ ("Check a packet…"), _ ("Has the record only grown since a packet was made?"),
                              G_CALLBACK (packet_cb));
  check->stop = button_new (check, _ ("Stop"), NULL, G_CALLBACK (stop_cb));
  check->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (check->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Checking the record"), -1);
  check->result = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (check->result, "card");
  gtk_widget_add_css_class (check->result, "record-result");
  gtk_widget_set_visible (check->result, FALSE);
  plumb_wrap_box_append (buttons, check->verify);
  plumb_wrap_box_append (buttons, check->packet);
  plumb_wrap_box_append (buttons, check->stop);
  gtk_widget_set_parent (buttons, GTK_WIDGET (check));
  gtk_widget_set_parent (check->bar, GTK_WIDGET (check));
  gtk_widget_set_parent (check->result, GTK_WIDGET (check));
  show_busy (check, FALSE);
}

GtkWidget *
plumb_record_check_new (PlumbSession *session)
{
  PlumbRecordCheck *check;

  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);

  check = g_object_new (PLUMB_TYPE_RECORD_CHECK, NULL);
  check->session = g_object_ref (session);
  return GTK_WIDGET (check);
}
