/* flag-popover.c - see flag-popover.h. */

#include "ui/flag-popover.h"

#include "app/text.h"
#include "ui/interview-widgets.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbFlagPopover
{
  GtkPopover parent_instance;

  GtkWidget *label;
  GtkWidget *list;
  GtkWidget *scroller;
  GtkWidget *severity;
  GtkWidget *quote;
  GtkWidget *raise;
  char *question;
  char *choice; /* of the template; nullable */
  gboolean filling;
  gboolean done;     /* raised or dropped: the next time it opens it is empty */
  GtkWidget *before; /* had the focus; weak */

  /* owned reference */
  PlumbCardEditor *editor;
};

enum
{
  RAISED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbFlagPopover, plumb_flag_popover, GTK_TYPE_POPOVER)

static const PlumbFlagChoice *
row_get_choice (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "choice");
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  PlumbFlagPopover *popover = data;

  return plumb_text_matches (row_get_choice (row)->text, gtk_editable_get_text (GTK_EDITABLE (popover->label)));
}

static gboolean
is_raised (PlumbFlagPopover *popover, const char *choice)
{
  GPtrArray *flags = plumb_card_editor_get_flags (popover->editor);

  for (guint i = 0; i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);

      if (g_strcmp0 (flag->choice, choice) == 0 && g_strcmp0 (flag->question, popover->question) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_row (PlumbFlagPopover *popover, const PlumbFlagChoice *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = plumb_label_new (choice->text, NULL);
  g_autofree char *told = g_strdup_printf ("%s, %s", choice->text, plumb_severity_to_label (choice->severity));

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), plumb_badge_new (plumb_severity_to_label (choice->severity), NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  plumb_widget_set_name (row, told, NULL);
  g_object_set_data (G_OBJECT (row), "choice", (gpointer)choice);
  gtk_list_box_append (GTK_LIST_BOX (popover->list), row);
}

static void
fill_list (PlumbFlagPopover *popover)
{
  const PlumbTemplate *template = plumb_card_editor_get_loop (popover->editor)->template;

  plumb_widget_clear (popover->list);
  for (guint i = 0; i < template->flags->len; i++)
    {
      const PlumbFlagChoice *choice = g_ptr_array_index (template->flags, i);

      if (!is_raised (popover, choice->key))
        add_row (popover, choice);
    }
}

static void
label_cb (PlumbFlagPopover *popover)
{
  g_autofree char *text = plumb_editable_dup_text (GTK_EDITABLE (popover->label), PLUMB_NAME_MAX);

  if (!popover->filling)
    g_clear_pointer (&popover->choice, g_free);
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (popover->list));
  gtk_widget_set_visible (popover->scroller, popover->choice == NULL);
  gtk_widget_set_sensitive (popover->raise, *g_strstrip (text) != '\0');
}

static void
row_activated_cb (PlumbFlagPopover *popover, GtkListBoxRow *row)
{
  const PlumbFlagChoice *choice = row_get_choice (row);

  plumb_set_string (&popover->choice, choice->key);
  plumb_severity_switch_set (popover->severity, choice->severity);
  popover->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (popover->label), choice->text);
  popover->filling = FALSE;
  gtk_widget_grab_focus (popover->quote);
}

static void
raise_flag (PlumbFlagPopover *popover, const char *label)
{
  g_autofree char *id = plumb_id_new ();
  g_autoptr (PlumbFlag) flag = plumb_flag_new (id, "");

  plumb_set_string (&flag->label, label);
  flag->question = g_strdup (popover->question);
  flag->choice = g_strdup (popover->choice);
  flag->severity = plumb_severity_switch_get (popover->severity);
  g_free (flag->quote);
  flag->quote = plumb_editable_dup_text (GTK_EDITABLE (popover->quote), PLUMB_LINE_MAX);
  popover->done = TRUE;
  gtk_popover_popdown (GTK_POPOVER (popover));
  plumb_card_editor_set_flag (popover->editor, flag, FALSE);
  g_signal_emit (popover, signals[RAISED], 0, flag->label);
}

static char *
dup_label (PlumbFlagPopover *popover)
{
  return g_strstrip (plumb_editable_dup_text (GTK_EDITABLE (popover->label), PLUMB_NAME_MAX));
}

static void
raise_cb (PlumbFlagPopover *popover)
{
  g_autofree char *label = dup_label (popover);

  if (*label == '\0')
    gtk_widget_grab_focus (popover->label);
  else
    raise_flag (popover, label);
}

static gboolean
key_cb (PlumbFlagPopover *popover, guint keyval)
{
  popover->done |= keyval == GDK_KEY_Escape;
  return GDK_EVENT_PROPAGATE;
}

static void
clear (PlumbFlagPopover *popover)
{
  popover->done = FALSE;
  g_clear_pointer (&popover->choice, g_free);
  gtk_editable_set_text (GTK_EDITABLE (popover->label), "");
  gtk_editable_set_text (GTK_EDITABLE (popover->quote), "");
  plumb_severity_switch_set (popover->severity, PLUMB_SEVERITY_MINOR);
}

static void
closed_cb (PlumbFlagPopover *popover)
{
  if (popover->before != NULL && gtk_widget_get_mapped (popover->before))
    gtk_widget_grab_focus (popover->before);
  g_clear_weak_pointer (&popover->before);
}

static void
label_activate_cb (PlumbFlagPopover *popover)
{
  gtk_widget_grab_focus (popover->quote);
}

static void
plumb_flag_popover_show (GtkWidget *widget)
{
  PlumbFlagPopover *popover = PLUMB_FLAG_POPOVER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  g_set_weak_pointer (&popover->before, root != NULL ? gtk_root_get_focus (root) : NULL);
  if (popover->done)
    clear (popover);
  popover->filling = TRUE; /* a flag of the list that was chosen before stays chosen */
  fill_list (popover);
  label_cb (popover);
  popover->filling = FALSE;
  GTK_WIDGET_CLASS (plumb_flag_popover_parent_class)->show (widget);
  gtk_widget_grab_focus (popover->label);
}

static void
plumb_flag_popover_dispose (GObject *object)
{
  PlumbFlagPopover *popover = PLUMB_FLAG_POPOVER (object);

  g_clear_weak_pointer (&popover->before);
  g_clear_pointer (&popover->question, g_free);
  g_clear_pointer (&popover->choice, g_free);
  g_clear_object (&popover->editor);
  G_OBJECT_CLASS (plumb_flag_popover_parent_class)->dispose (object);
}

static void
plumb_flag_popover_class_init (PlumbFlagPopoverClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_flag_popover_dispose;
  GTK_WIDGET_CLASS (class)->show = plumb_flag_popover_show;
  signals[RAISED]
      = g_signal_new ("raised", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_entry (const char *name, const char *hint, int max)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_entry_set_max_length (GTK_ENTRY (entry), max);
  plumb_widget_set_name (entry, name, NULL);
  return entry;
}

static void
plumb_flag_popover_init (PlumbFlagPopover *popover)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), popover, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (popover), keys);
  popover->label = make_entry (_ ("Red flag"), _ ("What was it? Search, or say it in your words"), PLUMB_NAME_MAX / 4);
  popover->quote = make_entry (_ ("What supports it"), _ ("Their words, or what you saw"), PLUMB_LINE_MAX / 4);
  popover->list = gtk_list_box_new ();
  gtk_list_box_set_filter_func (GTK_LIST_BOX (popover->list), filter_cb, popover, NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (popover->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (popover->list, "flag-list");
  plumb_widget_set_name (popover->list, _ ("Red flags of this loop"), NULL);
  popover->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "child", popover->list,
                                    "max-content-height", 220, "propagate-natural-height", TRUE, NULL);
  popover->severity = plumb_severity_switch_new (NULL, NULL);
  popover->raise = gtk_button_new_with_label (_ ("Raise"));
  gtk_widget_add_css_class (popover->raise, "suggested-action");
  gtk_widget_set_hexpand (popover->severity, TRUE);
  gtk_box_append (GTK_BOX (last), popover->severity);
  gtk_box_append (GTK_BOX (last), popover->raise);
  gtk_box_append (GTK_BOX (box), popover->label);
  gtk_widget_add_css_class (popover->scroller, "goes-on");
  gtk_box_append (GTK_BOX (box), popover->scroller);
  gtk_box_append (GTK_BOX (box), popover->quote);
  gtk_box_append (GTK_BOX (box), last);
  gtk_widget_set_size_request (box, 340, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (GTK_WIDGET (popover), "flag-popover");
  plumb_widget_set_name (GTK_WIDGET (popover), _ ("Raise a red flag"), NULL);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (popover->label, "changed", G_CALLBACK (label_cb), popover, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover->label, "activate", G_CALLBACK (label_activate_cb), popover, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover->list, "row-activated", G_CALLBACK (row_activated_cb), popover, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover->quote, "activate", G_CALLBACK (raise_cb), popover, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover->raise, "clicked", G_CALLBACK (raise_cb), popover, G_CONNECT_SWAPPED);
}

GtkWidget *
plumb_flag_popover_new (PlumbCardEditor *editor)
{
  PlumbFlagPopover *popover = g_object_new (PLUMB_TYPE_FLAG_POPOVER, NULL);

  popover->editor = g_object_ref (editor);
  return GTK_WIDGET (popover);
}

void
plumb_flag_popover_set_question (PlumbFlagPopover *popover, const char *question)
{
  g_return_if_fail (PLUMB_IS_FLAG_POPOVER (popover));
  plumb_set_string (&popover->question, question);
}

void
plumb_flag_popover_keep (PlumbFlagPopover *popover)
{
  g_autofree char *label = NULL;

  g_return_if_fail (PLUMB_IS_FLAG_POPOVER (popover));

  if (popover->done || popover->question == NULL || plumb_card_editor_get_mode (popover->editor) != PLUMB_CARD_MODE_WRITING)
    return;
  label = dup_label (popover);
  if (*label != '\0' || *gtk_editable_get_text (GTK_EDITABLE (popover->quote)) != '\0')
    raise_flag (popover, *label != '\0' ? label : _ ("Not named yet"));
}
