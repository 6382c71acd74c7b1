/* handover-button.c - see handover-button.h. Even the blind may read these notes (blind.h): they carry no verdict. */

#include "ui/handover-button.h"

#include "app/text.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbHandoverButton
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *button;
  GtkWidget *list;

  /* owned references */
  PlumbLoopModel *model;
  char *assignment;
  GHashTable *read; /* of char*: note and assignment, as they were looked at */
  char *listed;     /* the same of all that the list shows */

  guint n_notes;
  guint n_new;
  gboolean covered;
};

G_DEFINE_FINAL_TYPE (PlumbHandoverButton, plumb_handover_button, GTK_TYPE_WIDGET)

static char *
dup_key (const PlumbAssignment *assignment)
{
  return g_strdup_printf ("%s %s", assignment->id, assignment->card->handover);
}

static gboolean
is_shown (PlumbHandoverButton *button, const PlumbAssignment *assignment)
{
  return assignment->card->state == PLUMB_CARD_SUBMITTED && *assignment->card->handover != '\0'
         && !g_str_equal (assignment->id, button->assignment);
}

static GtkWidget *
make_note (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = plumb_text_dup_line (plumb_loop_get_person_name (loop, assignment->person));
  g_autofree char *head = g_strdup_printf ("%s · %s", plumb_loop_get_stage (loop, assignment)->title, name);
  g_autofree char *text = plumb_text_dup_shown (assignment->card->handover);
  GtkWidget *label = plumb_label_new (text, NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), 44);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_box_append (GTK_BOX (box), plumb_label_new (head, "secondary"));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
show_button (PlumbHandoverButton *button)
{
  g_autofree char *notes
      = g_strdup_printf (ngettext ("%u hand-over note", "%u hand-over notes", button->n_notes), button->n_notes);
  const char *icon = button->n_new > 0 ? "mail-unread-symbolic" : "mail-read-symbolic";
  g_autofree char *told = button->n_new > 0 ? g_strdup_printf (_ ("%s, %u new"), notes, button->n_new) : g_strdup (notes);

  gtk_widget_set_visible (GTK_WIDGET (button), button->n_notes > 0 && !button->covered);
  if (g_strcmp0 (gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (button->button)), icon)
      != 0) /* it makes a new image each time */
    gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button->button), icon);
  if (button->n_new > 0)
    gtk_widget_add_css_class (button->button, "accent");
  else
    gtk_widget_remove_css_class (button->button, "accent");
  gtk_widget_set_tooltip_text (button->button, told);
  plumb_button_set_name (button->button, told);
}

static void
list_notes (PlumbHandoverButton *button, const PlumbLoop *loop)
{
  plumb_widget_clear (button->list);
  for (guint i = 0; i < loop->assignments->len; i++)
    if (is_shown (button, g_ptr_array_index (loop->assignments, i)))
      gtk_box_append (GTK_BOX (button->list), make_note (loop, g_ptr_array_index (loop->assignments, i)));
}

/* A snapshot comes with each save of the writer's own; the list somebody may be reading is made anew only when it says something new. */
static void
update (PlumbHandoverButton *button)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (button->model);
  g_autoptr (GString) listed = g_string_new (NULL);

  if (loop == NULL)
    return;
  button->n_notes = button->n_new = 0;
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      g_autofree char *key = dup_key (assignment);

      if (!is_shown (button, assignment))
        continue;
      button->n_notes++;
      button->n_new += !g_hash_table_contains (button->read, key);
      g_string_append_printf (listed, "%s\n", key);
    }
  if (!g_str_equal (button->listed, listed->str))
    {
      plumb_set_string (&button->listed, listed->str);
      list_notes (button, loop);
    }
  show_button (button);
}

/* Opened: what stands there now has been seen. */
static void
opened_cb (PlumbHandoverButton *button)
{
  const PlumbLoop *loop = button->model != NULL ? plumb_loop_model_get_loop (button->model) : NULL;

  for (guint i = 0; loop != NULL && i < loop->assignments->len; i++)
    if (is_shown (button, g_ptr_array_index (loop->assignments, i)))
      g_hash_table_add (button->read, dup_key (g_ptr_array_index (loop->assignments, i)));
  button->n_new = 0;
  show_button (button);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  gtk_menu_button_popup (GTK_MENU_BUTTON (PLUMB_HANDOVER_BUTTON (widget)->button));
  return TRUE;
}

static void
plumb_handover_button_dispose (GObject *object)
{
  PlumbHandoverButton *button = PLUMB_HANDOVER_BUTTON (object);

  g_clear_pointer (&button->button, gtk_widget_unparent);
  g_clear_object (&button->model);
  g_clear_pointer (&button->assignment, g_free);
  g_clear_pointer (&button->listed, g_free);
  g_clear_pointer (&button->read, g_hash_table_unref);
  G_OBJECT_CLASS (plumb_handover_button_parent_class)->dispose (object);
}

static void
plumb_handover_button_class_init (PlumbHandoverButtonClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_handover_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
plumb_handover_button_init (PlumbHandoverButton *button)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  button->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  button->listed = g_strdup ("");
  button->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (button->list, "handover");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), button->list);
  gtk_widget_set_focusable (scroller, TRUE); /* for the keys that scroll */
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Hand-over notes"), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  button->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button->button), popover);
  gtk_widget_set_parent (button->button, GTK_WIDGET (button));
  g_signal_connect_object (popover, "show", G_CALLBACK (opened_cb), button, G_CONNECT_SWAPPED);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_h, GDK_CONTROL_MASK | GDK_SHIFT_MASK),
                                                          gtk_callback_action_new (key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (button), keys);
  gtk_widget_set_visible (GTK_WIDGET (button), FALSE);
}

void
plumb_handover_button_set_model (PlumbHandoverButton *button, PlumbLoopModel *model, const char *assignment)
{
  g_return_if_fail (PLUMB_IS_HANDOVER_BUTTON (button) && PLUMB_IS_LOOP_MODEL (model) && assignment != NULL);
  g_return_if_fail (button->model == NULL);

  button->model = g_object_ref (model);
  button->assignment = g_strdup (assignment);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), button, G_CONNECT_SWAPPED);
  update (button);
}

void
plumb_handover_button_set_covered (PlumbHandoverButton *button, gboolean covered)
{
  g_return_if_fail (PLUMB_IS_HANDOVER_BUTTON (button));

  button->covered = covered;
  if (covered)
    gtk_menu_button_popdown (GTK_MENU_BUTTON (button->button));
  show_button (button);
}
