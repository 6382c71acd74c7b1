/* flag-acts.c - see flag-acts.h. */

#include "ui/flag-acts.h"

#include "app/rules.h"
#include "app/text.h"
#include "ui/form.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

typedef enum
{
  CORROBORATE,
  WITHDRAW,
  UPHOLD,
  CLEAR,
  MERGE,
  UNMERGE,
  N_ACTS
} Act;

static const struct
{
  const char *button; /* on the button that opens the form */
  const char *verb;   /* on the one that does it, and told with the flag's label */
  const char *prompt; /* for the reason */
  const char *done;
} words[N_ACTS] = {
  [CORROBORATE] = { N_ ("Corroborate…"), N_ ("Corroborate"), N_ ("What you saw yourself"), N_ ("Red flag corroborated") },
  [WITHDRAW]
  = { N_ ("Take back…"), N_ ("Take back"), N_ ("Why you take your corroboration back"), N_ ("Corroboration taken back") },
  [UPHOLD] = { N_ ("Uphold…"), N_ ("Uphold"), N_ ("Reason, for the record"), N_ ("Red flag upheld") },
  [CLEAR] = { N_ ("Clear…"), N_ ("Clear"), N_ ("Reason, for the record"), N_ ("Red flag cleared") },
  [MERGE] = { N_ ("Merge…"), N_ ("Merge"), N_ ("Why both say the same"), N_ ("Red flags merged") },
  [UNMERGE] = { N_ ("Stands by itself…"), N_ ("Stands by itself"), N_ ("Reason, for the record"),
                N_ ("The red flag stands by itself again") },
};

struct _PlumbFlagActs
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *buttons;
  GtkWidget *openers[N_ACTS];
  GtkWidget *form;
  GtkWidget *into; /* a drop-down */
  GtkWidget *reason;
  GtkWidget *go;
  GtkWidget *hint;

  /* owned */
  PlumbSession *session;
  char *loop;
  char *flag;
  GStrv targets; /* ids, as in the drop-down */

  Act act; /* that the form is about */
};

G_DEFINE_FINAL_TYPE (PlumbFlagActs, plumb_flag_acts, GTK_TYPE_BOX)

static gboolean
has_corroborated (PlumbFlagActs *acts, const PlumbFlag *flag)
{
  g_autoptr (GPtrArray) standing = plumb_flag_list_corroborations (flag);

  for (guint i = 0; i < standing->len; i++)
    if (plumb_session_is_me (acts->session, ((const PlumbFlagEvent *)g_ptr_array_index (standing, i))->author))
      return TRUE;
  return FALSE;
}

/* No merge takes a flag out of the way that stands in it: cleared, open, upheld. */
static int
get_rank (const PlumbFlag *flag)
{
  return flag->state == PLUMB_FLAG_CLEARED ? 0 : flag->state == PLUMB_FLAG_OPEN ? 1 : 2;
}

static void
update_targets (PlumbFlagActs *acts, const PlumbLoop *loop, const PlumbFlag *flag)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) found = NULL;
  g_auto (GStrv) shown = NULL;
  g_autoptr (GtkStringList) list = NULL;

  for (guint i = 0; i < loop->flags->len; i++)
    {
      const PlumbFlag *into = g_ptr_array_index (loop->flags, i);
      g_autofree char *label = plumb_text_dup_line (into->label);

      if (get_rank (into) < get_rank (flag) || !plumb_rules_check_merge_target (loop, flag, into, NULL))
        continue;
      g_strv_builder_add (ids, into->id);
      g_strv_builder_add (labels, label);
    }
  found = g_strv_builder_end (ids);
  if (acts->targets != NULL && g_strv_equal ((const char *const *)found, (const char *const *)acts->targets))
    return;
  g_strfreev (acts->targets);
  acts->targets = g_steal_pointer (&found);
  shown = g_strv_builder_end (labels);
  list = gtk_string_list_new ((const char *const *)shown);
  gtk_drop_down_set_model (GTK_DROP_DOWN (acts->into), G_LIST_MODEL (list));
}

static void
show_form (PlumbFlagActs *acts, gboolean shown)
{
  gtk_widget_set_visible (acts->form, shown);
  gtk_label_set_text (GTK_LABEL (acts->hint), "");
  gtk_widget_set_visible (acts->hint, FALSE);
  if (!shown)
    return;
  gtk_widget_set_visible (acts->into, acts->act == MERGE);
  gtk_button_set_label (GTK_BUTTON (acts->go), _ (words[acts->act].verb));
  plumb_button_set_name (acts->go, _ (words[acts->act].verb));
  gtk_entry_set_placeholder_text (GTK_ENTRY (acts->reason), _ (words[acts->act].prompt));
  gtk_accessible_update_property (GTK_ACCESSIBLE (acts->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (words[acts->act].prompt), -1);
}

static void
show_hint (PlumbFlagActs *acts, const char *text)
{
  gtk_label_set_text (GTK_LABEL (acts->hint), text);
  gtk_widget_set_visible (acts->hint, TRUE);
}

/* The command that the form asks for. */
static PlumbCommand *
make_command (PlumbFlagActs *acts, const char *reason)
{
  const char *me = plumb_session_get_person_id (acts->session);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (acts->into));

  switch (acts->act)
    {
    case CORROBORATE:
      return plumb_command_new_corroborate_flag (me, acts->loop, acts->flag, reason);
    case WITHDRAW:
      return plumb_command_new_withdraw_corroboration (me, acts->loop, acts->flag, reason);
    case UPHOLD:
    case CLEAR:
      return plumb_command_new_resolve_flag (me, acts->loop, acts->flag,
                                             acts->act == UPHOLD ? PLUMB_FLAG_UPHELD : PLUMB_FLAG_CLEARED, reason);
    case MERGE:
      return chosen == GTK_INVALID_LIST_POSITION
                 ? NULL
                 : plumb_command_new_merge_flag (me, acts->loop, acts->flag, acts->targets[chosen], reason);
    case UNMERGE:
      return plumb_command_new_unmerge_flag (me, acts->loop, acts->flag, reason);
    case N_ACTS:
      break;
    }
  g_assert_not_reached ();
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbFlagActs) acts = data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (acts->go, TRUE);
  if (!plumb_session_apply_finish (PLUMB_SESSION (source), result, &error))
    {
      show_hint (acts, error->message);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (acts->reason), "");
  show_form (acts, FALSE);
}

static void
go_cb (PlumbFlagActs *acts)
{
  g_autofree char *reason = plumb_form_dup_text (GTK_EDITABLE (acts->reason));
  PlumbCommand *command;

  if (*reason == '\0')
    {
      show_hint (acts, _ (words[acts->act].prompt));
      gtk_widget_grab_focus (acts->reason);
      return;
    }
  command = make_command (acts, reason);
  if (command == NULL)
    {
      show_hint (acts, _ ("There is no other red flag to merge it into."));
      return;
    }
  gtk_widget_set_sensitive (acts->go, FALSE);
  plumb_session_apply (acts->session, command, _ (words[acts->act].done), applied_cb, g_object_ref (acts));
}

static void
cancel_cb (PlumbFlagActs *acts)
{
  show_form (acts, FALSE);
  gtk_widget_grab_focus (acts->openers[acts->act]);
}

static void
open_cb (GtkButton *button, PlumbFlagActs *acts)
{
  for (int act = 0; act < N_ACTS; act++)
    if (acts->openers[act] == GTK_WIDGET (button))
      acts->act = (Act)act;
  show_form (acts, TRUE);
  gtk_widget_grab_focus (acts->act == MERGE ? acts->into : acts->reason);
}

static gboolean
key_cb (PlumbFlagActs *acts, guint value, guint code, GdkModifierType modifiers)
{
  if (value != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  cancel_cb (acts);
  return GDK_EVENT_STOP;
}

static void
plumb_flag_acts_dispose (GObject *object)
{
  g_clear_object (&PLUMB_FLAG_ACTS (object)->session);
  G_OBJECT_CLASS (plumb_flag_acts_parent_class)->dispose (object);
}

static void
plumb_flag_acts_finalize (GObject *object)
{
  PlumbFlagActs *acts = PLUMB_FLAG_ACTS (object);

  g_free (acts->loop);
  g_free (acts->flag);
  g_strfreev (acts->targets);
  G_OBJECT_CLASS (plumb_flag_acts_parent_class)->finalize (object);
}

static void
plumb_flag_acts_class_init (PlumbFlagActsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_flag_acts_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_flag_acts_finalize;
}

static void
make_form (PlumbFlagActs *acts)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  acts->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  acts->into = gtk_drop_down_new (NULL, NULL);
  acts->reason = gtk_entry_new ();
  acts->go = gtk_button_new ();
  acts->hint = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  plumb_form_name_drop_down (GTK_DROP_DOWN (acts->into), _ ("The red flag that says the same"));
  gtk_widget_set_halign (acts->into, GTK_ALIGN_START);
  gtk_entry_set_max_length (GTK_ENTRY (acts->reason), PLUMB_LINE_MAX / 4);
  gtk_widget_set_hexpand (acts->reason, TRUE);
  gtk_widget_add_css_class (acts->hint, "secondary");
  gtk_widget_set_visible (acts->form, FALSE);
  gtk_box_append (GTK_BOX (line), acts->reason);
  gtk_box_append (GTK_BOX (line), acts->go);
  gtk_box_append (GTK_BOX (line), cancel);
  gtk_box_append (GTK_BOX (acts->form), acts->into);
  gtk_box_append (GTK_BOX (acts->form), line);
  gtk_box_append (GTK_BOX (acts->form), acts->hint);
  plumb_widget_tidy_names (line);
  g_signal_connect_swapped (acts->reason, "activate", G_CALLBACK (go_cb), acts);
  g_signal_connect_swapped (acts->go, "clicked", G_CALLBACK (go_cb), acts);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), acts);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), acts);
  gtk_widget_add_controller (acts->form, keys);
}

static void
plumb_flag_acts_init (PlumbFlagActs *acts)
{
  acts->buttons = plumb_wrap_box_new (0, 4);
  make_form (acts);
  for (int act = 0; act < N_ACTS; act++)
    {
      acts->openers[act] = gtk_button_new_with_label (_ (words[act].button));
      gtk_widget_add_css_class (acts->openers[act], "flat");
      gtk_widget_add_css_class (acts->openers[act], "small");
      g_signal_connect_object (acts->openers[act], "clicked", G_CALLBACK (open_cb), acts, 0);
      plumb_wrap_box_append (acts->buttons, acts->openers[act]);
    }
  gtk_orientable_set_orientation (GTK_ORIENTABLE (acts), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (acts), 6);
  gtk_box_append (GTK_BOX (acts), acts->buttons);
  gtk_box_append (GTK_BOX (acts), acts->form);
}

GtkWidget *
plumb_flag_acts_new (PlumbSession *session, const char *flag)
{
  PlumbFlagActs *acts;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && flag != NULL, NULL);

  acts = g_object_new (PLUMB_TYPE_FLAG_ACTS, NULL);
  acts->session = g_object_ref (session);
  acts->flag = g_strdup (flag);
  return GTK_WIDGET (acts);
}

void
plumb_flag_acts_update (PlumbFlagActs *acts, const PlumbLoop *loop)
{
  const PlumbFlag *flag;
  const PlumbAssignment *assignment;
  gboolean open, merged, own;

  g_return_if_fail (PLUMB_IS_FLAG_ACTS (acts) && loop != NULL);

  flag = plumb_loop_get_flag (loop, acts->flag);
  g_return_if_fail (flag != NULL);

  assignment = plumb_loop_get_assignment (loop, flag->assignment);
  open = loop->state == PLUMB_LOOP_OPEN && assignment != NULL && assignment->card->state == PLUMB_CARD_SUBMITTED;
  merged = plumb_flag_get_merge (flag) != NULL;
  own = assignment != NULL && plumb_session_is_me (acts->session, assignment->person);
  plumb_set_string (&acts->loop, loop->id);
  update_targets (acts, loop, flag);
  gtk_widget_set_visible (acts->openers[CORROBORATE], open && !merged && !own && !has_corroborated (acts, flag));
  gtk_widget_set_visible (acts->openers[WITHDRAW], open && has_corroborated (acts, flag));
  gtk_widget_set_visible (acts->openers[UPHOLD], open && !merged && flag->state != PLUMB_FLAG_UPHELD);
  gtk_widget_set_visible (acts->openers[CLEAR], open && !merged && flag->state != PLUMB_FLAG_CLEARED);
  gtk_widget_set_visible (acts->openers[MERGE], open && !merged && acts->targets[0] != NULL);
  gtk_widget_set_visible (acts->openers[UNMERGE], open && merged);
  for (int act = 0; act < N_ACTS; act++)
    {
      g_autofree char *told = g_strdup_printf (_ ("%s: %s"), _ (words[act].verb), flag->label);

      plumb_button_set_name (acts->openers[act], told);
    }
  gtk_widget_set_visible (GTK_WIDGET (acts), open);
}
