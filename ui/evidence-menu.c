/* evidence-menu.c - see evidence-menu.h. One stateful action a signal or flag; its state is whether the caret's line stands for it. */

#include "ui/evidence-menu.h"

#include "app/text.h"

#include <glib/gi18n.h>

#define LABEL_MAX 60 /* characters: items of a menu do not wrap */

struct _PlumbEvidenceMenu
{
  GObject parent_instance;

  GtkTextView *view; /* borrowed: it owns us */
  char *question;
  GPtrArray *targets; /* of char *, as listed; action "line-N" is of the one at N */

  /* owned references */
  PlumbCardEditor *editor;
  PlumbEvidenceLines *lines;
  GMenu *items;
  GSimpleActionGroup *actions;
  GListModel *children; /* of the view */
};

enum
{
  TAG,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbEvidenceMenu, plumb_evidence_menu, G_TYPE_OBJECT)

static gboolean
is_of_line (PlumbEvidenceMenu *menu, const char *target, int line)
{
  GPtrArray *array = plumb_evidence_lines_get (menu->lines);

  for (guint i = 0; i < array->len; i++)
    {
      const PlumbEvidenceLine *one = g_ptr_array_index (array, i);

      if (one->line == line && g_str_equal (one->target, target))
        return TRUE;
    }
  return FALSE;
}

static void
show_states (PlumbEvidenceMenu *menu)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (menu->view);
  GtkTextIter iter;

  if (menu->lines == NULL)
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  for (guint i = 0; i < menu->targets->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("line-%u", i);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (menu->actions), name);

      g_simple_action_set_state (
          G_SIMPLE_ACTION (action),
          g_variant_new_boolean (is_of_line (menu, g_ptr_array_index (menu->targets, i), gtk_text_iter_get_line (&iter))));
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), gtk_text_view_get_editable (menu->view));
    }
}

static void
change_state_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlumbEvidenceMenu *menu = data;
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (action), "index"));
  g_autofree char *target = NULL;

  if (index >= menu->targets->len)
    return;
  target = g_strdup (g_ptr_array_index (menu->targets, index)); /* the list may be made anew meanwhile */
  g_signal_emit (menu, signals[TAG], 0, target);
}

/* A mnemonic's mark is doubled, and a long text cut off. */
static char *
dup_label (const char *mark, const char *text)
{
  g_autofree char *line = plumb_text_dup_line (text);
  g_autofree char *cut = g_utf8_strlen (line, -1) > LABEL_MAX ? g_utf8_substring (line, 0, LABEL_MAX) : NULL;
  GString *label = g_string_new (NULL);

  g_string_append_printf (label, "%s  %s%s", mark, cut != NULL ? cut : line, cut != NULL ? "…" : "");
  g_string_replace (label, "_", "__", 0);
  return g_string_free (label, FALSE);
}

static void
add_target (PlumbEvidenceMenu *menu, GMenu *section, const char *target, const char *mark, const char *text)
{
  g_autofree char *name = g_strdup_printf ("line-%u", menu->targets->len);
  g_autofree char *full = g_strdup_printf ("evidence.%s", name);
  g_autofree char *label = dup_label (mark, text);
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));

  g_object_set_data (G_OBJECT (action), "index", GUINT_TO_POINTER (menu->targets->len));
  g_signal_connect_object (action, "change-state", G_CALLBACK (change_state_cb), menu, 0);
  g_action_map_add_action (G_ACTION_MAP (menu->actions), G_ACTION (action));
  g_menu_append (section, label, full);
  g_ptr_array_add (menu->targets, g_strdup (target));
}

static void
add_targets (PlumbEvidenceMenu *menu, GMenu *section)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (menu->editor);
  const PlumbScriptItem *item = stage != NULL ? plumb_stage_get_item (stage, menu->question, NULL) : NULL;
  GPtrArray *flags = plumb_card_editor_get_flags (menu->editor);

  for (guint i = 0; item != NULL && i < item->question->signals->len; i++)
    {
      const PlumbSignal *signal = g_ptr_array_index (item->question->signals, i);
      g_autofree char *mark = g_strdup_printf ("%u", i + 1);

      add_target (menu, section, signal->key, mark, signal->text);
    }
  for (guint i = 0; item != NULL && flags != NULL && i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);

      if (g_strcmp0 (flag->question, menu->question) == 0)
        add_target (menu, section, flag->id, "⚑", flag->label);
    }
}

/* What can be tagged, by identity: as long as it is the same, the menu may stay open. */
static gboolean
is_current (PlumbEvidenceMenu *menu)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (menu->editor);
  const PlumbScriptItem *item = stage != NULL ? plumb_stage_get_item (stage, menu->question, NULL) : NULL;
  GPtrArray *flags = plumb_card_editor_get_flags (menu->editor);
  guint n = item != NULL ? item->question->signals->len : 0;

  for (guint i = 0; flags != NULL && i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);

      if (g_strcmp0 (flag->question, menu->question) != 0)
        continue;
      if (n >= menu->targets->len || !g_str_equal (g_ptr_array_index (menu->targets, n), flag->id))
        return FALSE;
      n++;
    }
  return n == menu->targets->len;
}

static void
fill (PlumbEvidenceMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < menu->targets->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("line-%u", i);

      g_action_map_remove_action (G_ACTION_MAP (menu->actions), name);
    }
  g_ptr_array_set_size (menu->targets, 0);
  g_menu_remove_all (menu->items);
  add_targets (menu, section);
  if (menu->targets->len > 0)
    g_menu_append_submenu (menu->items, _ ("This line is evidence of"), G_MENU_MODEL (section));
}

static void
update (PlumbEvidenceMenu *menu)
{
  if (menu->question == NULL)
    return;
  if (!is_current (menu))
    fill (menu);
  show_states (menu);
}

static void
pressed_cb (PlumbEvidenceMenu *menu, int n_press, double x, double y)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (menu->view);
  int buffer_x, buffer_y;
  GtkTextIter iter;

  gtk_text_view_window_to_buffer_coords (menu->view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (menu->view, &iter, buffer_x, buffer_y);
  if (!gtk_text_buffer_get_selection_bounds (buffer, NULL, NULL))
    gtk_text_buffer_place_cursor (buffer, &iter);
  show_states (menu);
}

/* GTK 4.8 leaves the focus in a submenu that is closed, where no key reaches anything. */
static void
closed_cb (PlumbEvidenceMenu *menu, GtkPopover *popover)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (menu->view));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (popover)))
    gtk_widget_grab_focus (GTK_WIDGET (menu->view));
}

/* The view makes its popover when it is first asked for. */
static void
children_changed_cb (PlumbEvidenceMenu *menu, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) child = g_list_model_get_item (menu->children, i);

      if (GTK_IS_POPOVER (child))
        g_signal_connect_object (child, "closed", G_CALLBACK (closed_cb), menu, G_CONNECT_SWAPPED);
    }
}

static void
plumb_evidence_menu_dispose (GObject *object)
{
  PlumbEvidenceMenu *menu = PLUMB_EVIDENCE_MENU (object);

  g_clear_object (&menu->lines);
  g_clear_object (&menu->editor);
  g_clear_object (&menu->children);
  g_clear_object (&menu->items);
  g_clear_object (&menu->actions);
  g_clear_pointer (&menu->targets, g_ptr_array_unref);
  g_clear_pointer (&menu->question, g_free);
  G_OBJECT_CLASS (plumb_evidence_menu_parent_class)->dispose (object);
}

static void
plumb_evidence_menu_class_init (PlumbEvidenceMenuClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_evidence_menu_dispose;
  signals[TAG]
      = g_signal_new ("tag", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plumb_evidence_menu_init (PlumbEvidenceMenu *menu)
{
  menu->targets = g_ptr_array_new_with_free_func (g_free);
  menu->items = g_menu_new ();
  menu->actions = g_simple_action_group_new ();
}

PlumbEvidenceMenu *
plumb_evidence_menu_new (PlumbCardEditor *editor, GtkTextView *view)
{
  PlumbEvidenceMenu *menu;
  GtkGesture *click;

  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor) && GTK_IS_TEXT_VIEW (view), NULL);

  menu = g_object_new (PLUMB_TYPE_EVIDENCE_MENU, NULL);
  menu->editor = g_object_ref (editor);
  menu->view = view;
  click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), menu, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  menu->children = gtk_widget_observe_children (GTK_WIDGET (view));
  g_signal_connect_object (menu->children, "items-changed", G_CALLBACK (children_changed_cb), menu, G_CONNECT_SWAPPED);
  gtk_text_view_set_extra_menu (view, G_MENU_MODEL (menu->items));
  gtk_widget_insert_action_group (GTK_WIDGET (view), "evidence", G_ACTION_GROUP (menu->actions));
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), menu, G_CONNECT_SWAPPED);
  return menu;
}

void
plumb_evidence_menu_set_question (PlumbEvidenceMenu *menu, const char *question, PlumbEvidenceLines *lines)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (PLUMB_IS_EVIDENCE_MENU (menu) && question != NULL && PLUMB_IS_EVIDENCE_LINES (lines));

  if (menu->lines != NULL)
    g_signal_handlers_disconnect_by_data (menu->lines, menu);
  buffer = gtk_text_view_get_buffer (menu->view);
  g_signal_handlers_disconnect_by_data (buffer, menu);
  g_set_object (&menu->lines, lines);
  plumb_set_string (&menu->question, question);
  g_signal_connect_object (lines, "changed", G_CALLBACK (show_states), menu, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (show_states), menu, G_CONNECT_SWAPPED);
  fill (menu);
  show_states (menu);
}
