/* feedback-panel.c - see feedback-panel.h. It is no part of the snapshot: it is asked for beside it, as the user who asks. */

#include "ui/feedback-panel.h"

#include "app/text.h"
#include "ui/form.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbFeedbackPanel
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *list;
  GtkWidget *form;
  GtkWidget *good;
  GtkWidget *improve;
  GtkWidget *give;

  /* owned */
  PlumbLoopModel *model;
  char *assignment;
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (PlumbFeedbackPanel, plumb_feedback_panel, GTK_TYPE_BOX)

static PlumbSession *
get_session (PlumbFeedbackPanel *panel)
{
  return plumb_loop_model_get_session (panel->model);
}

/* A coordinator or the bar raiser, about somebody else's submitted card that they may read. */
static gboolean
may_give (PlumbFeedbackPanel *panel, const PlumbLoop *loop)
{
  const PlumbPerson *person = plumb_session_get_person (get_session (panel));
  const PlumbAssignment *about = plumb_loop_get_assignment (loop, panel->assignment);
  gboolean gives = person != NULL && person->role == PLUMB_ROLE_COORDINATOR;

  for (guint i = 0; i < loop->assignments->len && !gives; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      gives = assignment->seat == PLUMB_SEAT_BAR_RAISER && plumb_session_is_me (get_session (panel), assignment->person);
    }
  return gives && about != NULL && !about->card->withheld && about->card->state == PLUMB_CARD_SUBMITTED
         && !plumb_session_is_me (get_session (panel), about->person);
}

static void apply (PlumbFeedbackPanel *panel, PlumbCommand *command, const char *notice);

static void
note_cb (GtkButton *button, PlumbFeedbackPanel *panel)
{
  apply (panel,
         plumb_command_new_acknowledge_feedback (plumb_session_get_person_id (get_session (panel)),
                                                 plumb_loop_model_get_id (panel->model),
                                                 g_object_get_data (G_OBJECT (button), "feedback")),
         _ ("Noted"));
}

static void
erase_cb (GtkButton *button, PlumbFeedbackPanel *panel)
{
  apply (panel,
         plumb_command_new_erase_feedback (plumb_session_get_person_id (get_session (panel)),
                                           plumb_loop_model_get_id (panel->model),
                                           g_object_get_data (G_OBJECT (button), "feedback")),
         _ ("The feedback is taken back"));
}

static void
add_button (GtkWidget *box, PlumbFeedbackPanel *panel, const PlumbFeedback *feedback, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  plumb_button_set_name (button, label);
  g_object_set_data_full (G_OBJECT (button), "feedback", g_strdup (feedback->id), g_free);
  g_signal_connect_object (button, "clicked", callback, panel, 0);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_titled (GtkWidget *box, const char *title, const char *text)
{
  g_autofree char *shown = plumb_text_dup_shown (text);

  if (*text == '\0')
    return;
  gtk_box_append (GTK_BOX (box), plumb_label_new (title, "secondary"));
  gtk_box_append (GTK_BOX (box), plumb_label_new (shown, NULL));
}

static GtkWidget *
make_row (PlumbFeedbackPanel *panel, const PlumbFeedback *feedback)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *author = plumb_text_dup_line (feedback->author_name);
  g_autofree char *when = plumb_instant_dup_date_time (feedback->at);
  g_autofree char *noted = plumb_instant_dup_date_time (feedback->acknowledged_at);
  g_autofree char *head = feedback->acknowledged_at > 0 ? g_strdup_printf (_ ("%s, %s; noted %s"), author, when, noted)
                                                        : g_strdup_printf (_ ("%s, %s; not noted yet"), author, when);

  gtk_box_append (GTK_BOX (row), plumb_label_new (head, "heading"));
  add_titled (row, _ ("What was good"), feedback->good);
  add_titled (row, _ ("What to do better"), feedback->improve);
  if (plumb_session_is_me (get_session (panel), feedback->recipient) && feedback->acknowledged_at == 0)
    add_button (row, panel, feedback, _ ("I have read it"), G_CALLBACK (note_cb));
  if (plumb_session_is_me (get_session (panel), feedback->author))
    add_button (row, panel, feedback, _ ("Take it back"), G_CALLBACK (erase_cb));
  return row;
}

static gpointer
list_func (PlumbStore *store, gpointer data, GError **error)
{
  char **ids = data;

  return plumb_store_list_feedback (store, ids[0], ids[1], error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbFeedbackPanel) panel = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = plumb_workspace_run_finish (PLUMB_WORKSPACE (source), result, &error);
  const PlumbLoop *loop = panel->model != NULL ? plumb_loop_model_get_loop (panel->model) : NULL;

  if (loop == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    plumb_session_fail (get_session (panel), error->message);
  plumb_widget_clear (panel->list);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const PlumbFeedback *feedback = g_ptr_array_index (all, i);

      if (g_str_equal (feedback->assignment, panel->assignment))
        gtk_box_append (GTK_BOX (panel->list), make_row (panel, feedback));
    }
  gtk_widget_set_visible (panel->form, may_give (panel, loop));
  gtk_widget_set_visible (GTK_WIDGET (panel),
                          gtk_widget_get_visible (panel->form) || gtk_widget_get_first_child (panel->list) != NULL);
}

/* Asks anew; an answer that is still under way is not waited for. */
static void
reload (PlumbFeedbackPanel *panel)
{
  PlumbWorkspace *workspace = plumb_session_get_workspace (get_session (panel));
  const char *me = plumb_session_get_person_id (get_session (panel));
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_cancellable_cancel (panel->loading);
  g_clear_object (&panel->loading);
  if (workspace == NULL || me == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (panel), FALSE);
      return;
    }
  g_strv_builder_add_many (ids, me, plumb_loop_model_get_id (panel->model), NULL);
  panel->loading = g_cancellable_new ();
  plumb_workspace_run_async (workspace, list_func, g_strv_builder_end (ids), (GDestroyNotify)g_strfreev,
                             (GDestroyNotify)g_ptr_array_unref, panel->loading, listed_cb, g_object_ref (panel));
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbFeedbackPanel) panel = data;

  if (plumb_session_apply_finish (PLUMB_SESSION (source), result, NULL) && panel->model != NULL)
    reload (panel);
}

static void
apply (PlumbFeedbackPanel *panel, PlumbCommand *command, const char *notice)
{
  plumb_session_apply (get_session (panel), command, notice, applied_cb, g_object_ref (panel));
}

static void
changed_cb (PlumbFeedbackPanel *panel)
{
  g_autofree char *good = plumb_form_dup_text (GTK_EDITABLE (panel->good));
  g_autofree char *improve = plumb_form_dup_text (GTK_EDITABLE (panel->improve));

  gtk_widget_set_sensitive (panel->give, *good != '\0' || *improve != '\0');
}

static void
give_cb (PlumbFeedbackPanel *panel)
{
  g_autofree char *good = plumb_form_dup_text (GTK_EDITABLE (panel->good));
  g_autofree char *improve = plumb_form_dup_text (GTK_EDITABLE (panel->improve));
  g_autofree char *id = plumb_id_new ();

  apply (panel,
         plumb_command_new_give_feedback (plumb_session_get_person_id (get_session (panel)),
                                          plumb_loop_model_get_id (panel->model), id, panel->assignment, good, improve),
         _ ("The panelist sees it on their card"));
  gtk_editable_set_text (GTK_EDITABLE (panel->good), "");
  gtk_editable_set_text (GTK_EDITABLE (panel->improve), "");
}

static void
plumb_feedback_panel_dispose (GObject *object)
{
  PlumbFeedbackPanel *panel = PLUMB_FEEDBACK_PANEL (object);

  g_cancellable_cancel (panel->loading);
  g_clear_object (&panel->loading);
  g_clear_object (&panel->model);
  g_clear_pointer (&panel->assignment, g_free);
  G_OBJECT_CLASS (plumb_feedback_panel_parent_class)->dispose (object);
}

static void
plumb_feedback_panel_class_init (PlumbFeedbackPanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_feedback_panel_dispose;
}

static GtkWidget *
make_entry (PlumbFeedbackPanel *panel, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_entry_set_max_length (GTK_ENTRY (entry), PLUMB_LINE_MAX / 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), panel);
  return entry;
}

static void
plumb_feedback_panel_init (PlumbFeedbackPanel *panel)
{
  GtkBox *box = GTK_BOX (panel);

  panel->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  panel->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  panel->good = make_entry (panel, _ ("What was good about this card"));
  panel->improve = make_entry (panel, _ ("What to do better next time"));
  panel->give = gtk_button_new_with_label (_ ("Give the feedback"));
  gtk_widget_set_halign (panel->give, GTK_ALIGN_START);
  gtk_widget_set_sensitive (panel->give, FALSE);
  plumb_button_set_name (panel->give, _ ("Give the feedback"));
  g_signal_connect_swapped (panel->give, "clicked", G_CALLBACK (give_cb), panel);
  gtk_box_append (GTK_BOX (panel->form), panel->good);
  gtk_box_append (GTK_BOX (panel->form), panel->improve);
  gtk_box_append (GTK_BOX (panel->form), panel->give);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (panel), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (box, 10);
  gtk_widget_add_css_class (GTK_WIDGET (panel), "card");
  gtk_widget_add_css_class (GTK_WIDGET (panel), "reading-card");
  gtk_widget_set_visible (GTK_WIDGET (panel), FALSE);
  gtk_box_append (box, plumb_section_new (_ ("Feedback for the panelist")));
  gtk_box_append (box,
                  plumb_label_new (_ ("About how the interview was held and written up. It is kept apart from the candidate’s "
                                      "record, stands in no packet, and only its author and its recipient read it here."),
                                   "secondary"));
  gtk_box_append (box, panel->list);
  gtk_box_append (box, panel->form);
}

GtkWidget *
plumb_feedback_panel_new (PlumbLoopModel *model, const char *assignment)
{
  PlumbFeedbackPanel *panel;

  g_return_val_if_fail (PLUMB_IS_LOOP_MODEL (model) && assignment != NULL, NULL);

  panel = g_object_new (PLUMB_TYPE_FEEDBACK_PANEL, NULL);
  panel->model = g_object_ref (model);
  panel->assignment = g_strdup (assignment);
  g_signal_connect_object (model, "changed", G_CALLBACK (reload), panel, G_CONNECT_SWAPPED);
  reload (panel);
  return GTK_WIDGET (panel);
}
