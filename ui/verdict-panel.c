/* verdict-panel.c - see verdict-panel.h. */

#include "ui/verdict-panel.h"

#include "app/text.h"
#include "ui/form.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbVerdictPanel
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *given;
  GtkWidget *form;
  GtkWidget *statements[PLUMB_N_STATEMENTS];
  GtkWidget *note;
  GtkWidget *rationale;
  GtkWidget *concur;
  GtkWidget *veto;
  GtkWidget *hint;

  /* owned references */
  PlumbSession *session;
  PlumbLoopModel *model;
};

G_DEFINE_FINAL_TYPE (PlumbVerdictPanel, plumb_verdict_panel, GTK_TYPE_BOX)

/* The bar raiser's seat in the loop; `mine`: one of the user's whose card is in. NULL without one. */
static const PlumbAssignment *
find_seat (PlumbVerdictPanel *panel, const PlumbLoop *loop, gboolean mine)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->seat == PLUMB_SEAT_BAR_RAISER
          && (!mine || (plumb_session_is_me (panel->session, assignment->person) && !plumb_assignment_is_owed (assignment))))
        return assignment;
    }
  return NULL;
}

static guint
get_confirmed (PlumbVerdictPanel *panel)
{
  guint set = 0;

  for (guint i = 0; i < PLUMB_N_STATEMENTS; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (panel->statements[i])))
      set |= 1u << i;
  return set;
}

/* What stands behind a statement that is not confirmed has to be told; a veto has to be explained. */
static void
update_form (PlumbVerdictPanel *panel)
{
  g_autofree char *note = plumb_form_dup_text (GTK_EDITABLE (panel->note));
  g_autofree char *rationale = plumb_form_dup_text (GTK_EDITABLE (panel->rationale));
  gboolean whole = get_confirmed (panel) == PLUMB_STATEMENTS_ALL;
  gboolean declared = whole || *note != '\0';

  gtk_widget_set_visible (panel->note, !whole);
  gtk_widget_set_sensitive (panel->concur, declared);
  gtk_widget_set_sensitive (panel->veto, declared && *rationale != '\0');
  gtk_label_set_text (GTK_LABEL (panel->hint), !declared
                                                   ? _ ("Confirm each statement, or say what stands behind the one you can’t.")
                                               : *rationale == '\0' ? _ ("A veto needs a rationale.")
                                                                    : "");
}

static void
add_line (GtkWidget *box, const char *text, const char *style)
{
  g_autofree char *shown = plumb_text_dup_shown (text);

  gtk_box_append (GTK_BOX (box), plumb_label_new (shown, style));
}

static void
show_verdict (PlumbVerdictPanel *panel, const PlumbLoop *loop, const PlumbVerdict *verdict)
{
  const PlumbAssignment *seat = plumb_loop_get_assignment (loop, verdict->assignment);
  g_autofree char *when = plumb_instant_dup_date_time (verdict->at);
  g_autofree char *title
      = g_strdup_printf (verdict->value == PLUMB_VERDICT_VETO ? _ ("%s vetoes") : _ ("%s concurs"),
                         seat != NULL ? plumb_loop_get_person_name (loop, seat->person) : _ ("The bar raiser"));

  add_line (panel->given, title, "heading");
  add_line (panel->given, when, "secondary");
  if (*verdict->rationale != '\0')
    add_line (panel->given, verdict->rationale, NULL);
  for (guint i = 0; verdict->declared && i < PLUMB_N_STATEMENTS; i++)
    {
      gboolean confirmed = (verdict->confirmed & 1u << i) != 0;
      g_autofree char *line
          = g_strdup_printf (confirmed ? _ ("✓ %s") : _ ("Not confirmed: %s"), plumb_statement_to_label ((PlumbStatement)i));

      add_line (panel->given, line, "secondary");
    }
  if (!verdict->declared)
    add_line (panel->given, _ ("Given without a declaration of independence."), "secondary");
  if (*verdict->independence_note != '\0')
    add_line (panel->given, verdict->independence_note, "secondary");
}

static void
model_changed_cb (PlumbVerdictPanel *panel)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (panel->model);
  const PlumbVerdict *verdict = loop != NULL ? plumb_loop_get_verdict (loop) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (panel), loop != NULL && find_seat (panel, loop, FALSE) != NULL);
  if (loop == NULL)
    return;
  plumb_widget_clear (panel->given);
  if (verdict != NULL)
    show_verdict (panel, loop, verdict);
  else
    gtk_box_append (GTK_BOX (panel->given), plumb_label_new (_ ("Has not spoken yet."), "secondary"));
  gtk_widget_set_visible (panel->form, loop->state == PLUMB_LOOP_OPEN && find_seat (panel, loop, TRUE) != NULL);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbVerdictPanel) panel = data;
  g_autoptr (GError) error = NULL;

  if (plumb_session_apply_finish (PLUMB_SESSION (source), result, &error))
    {
      gtk_editable_set_text (GTK_EDITABLE (panel->rationale), "");
      gtk_editable_set_text (GTK_EDITABLE (panel->note), "");
    }
  else
    gtk_label_set_text (GTK_LABEL (panel->hint), error->message);
}

static void
give_verdict (PlumbVerdictPanel *panel, PlumbVerdictValue value)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (panel->model);
  const PlumbAssignment *seat = loop != NULL ? find_seat (panel, loop, TRUE) : NULL;
  g_autofree char *note = plumb_form_dup_text (GTK_EDITABLE (panel->note));
  g_autofree char *rationale = plumb_form_dup_text (GTK_EDITABLE (panel->rationale));
  guint confirmed = get_confirmed (panel);

  if (seat == NULL)
    return;
  plumb_session_apply (panel->session,
                       plumb_command_new_give_verdict (plumb_session_get_person_id (panel->session), loop->id, seat->id, value,
                                                       rationale, confirmed, confirmed == PLUMB_STATEMENTS_ALL ? "" : note),
                       value == PLUMB_VERDICT_VETO ? _ ("Veto recorded") : _ ("Concurrence recorded"), applied_cb,
                       g_object_ref (panel));
}

static void
concur_cb (PlumbVerdictPanel *panel)
{
  give_verdict (panel, PLUMB_VERDICT_CONCUR);
}

static void
veto_cb (PlumbVerdictPanel *panel)
{
  give_verdict (panel, PLUMB_VERDICT_VETO);
}

static void
plumb_verdict_panel_dispose (GObject *object)
{
  PlumbVerdictPanel *panel = PLUMB_VERDICT_PANEL (object);

  g_clear_object (&panel->model);
  g_clear_object (&panel->session);
  G_OBJECT_CLASS (plumb_verdict_panel_parent_class)->dispose (object);
}

static void
plumb_verdict_panel_class_init (PlumbVerdictPanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_verdict_panel_dispose;
}

static GtkWidget *
make_entry (PlumbVerdictPanel *panel, const char *prompt, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), prompt);
  gtk_entry_set_max_length (GTK_ENTRY (entry), PLUMB_LINE_MAX / 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (update_form), panel);
  return entry;
}

static GtkWidget *
make_form (PlumbVerdictPanel *panel)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  panel->note = make_entry (panel, _ ("What stands behind it"), _ ("What stands behind a statement not confirmed"));
  panel->rationale = make_entry (panel, _ ("Rationale; a veto needs one"), _ ("Rationale of the bar raiser"));
  panel->concur = gtk_button_new_with_label (_ ("Concur"));
  panel->veto = gtk_button_new_with_label (_ ("Veto"));
  panel->hint = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_widget_add_css_class (panel->hint, "secondary");
  gtk_box_append (GTK_BOX (form), plumb_label_new (_ ("Your word, and your independence"), "heading"));
  for (guint i = 0; i < PLUMB_N_STATEMENTS; i++)
    {
      panel->statements[i] = gtk_check_button_new_with_label (plumb_statement_to_label ((PlumbStatement)i));
      g_signal_connect_swapped (panel->statements[i], "toggled", G_CALLBACK (update_form), panel);
      gtk_box_append (GTK_BOX (form), panel->statements[i]);
    }
  gtk_box_append (GTK_BOX (form), panel->note);
  gtk_box_append (GTK_BOX (form), panel->rationale);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), panel->concur);
  gtk_box_append (GTK_BOX (buttons), panel->veto);
  gtk_box_append (GTK_BOX (form), buttons);
  gtk_box_append (GTK_BOX (form), panel->hint);
  plumb_widget_tidy_names (buttons);
  g_signal_connect_swapped (panel->concur, "clicked", G_CALLBACK (concur_cb), panel);
  g_signal_connect_swapped (panel->veto, "clicked", G_CALLBACK (veto_cb), panel);
  return form;
}

static void
plumb_verdict_panel_init (PlumbVerdictPanel *panel)
{
  panel->given = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  panel->form = make_form (panel);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (panel), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (panel), 8);
  gtk_box_append (GTK_BOX (panel), plumb_section_new (_ ("Bar raiser")));
  gtk_box_append (GTK_BOX (panel), panel->given);
  gtk_box_append (GTK_BOX (panel), panel->form);
  gtk_box_append (GTK_BOX (panel), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  update_form (panel);
}

GtkWidget *
plumb_verdict_panel_new (PlumbSession *session, PlumbLoopModel *model)
{
  PlumbVerdictPanel *panel;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && PLUMB_IS_LOOP_MODEL (model), NULL);

  panel = g_object_new (PLUMB_TYPE_VERDICT_PANEL, NULL);
  panel->session = g_object_ref (session);
  panel->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), panel, G_CONNECT_SWAPPED);
  model_changed_cb (panel);
  return GTK_WIDGET (panel);
}
