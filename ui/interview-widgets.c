/* interview-widgets.c - see interview-widgets.h. */

#include "ui/interview-widgets.h"

#include "app/text.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>
#include <string.h>

void
plumb_widget_set_name (GtkWidget *widget, const char *name, const char *description)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && name != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (description != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

GtkWidget *
plumb_key_label_new (const char *text, const char *key)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = plumb_label_new (text, NULL);

  gtk_box_append (GTK_BOX (box), label);
  if (key != NULL)
    {
      GtkWidget *hint = gtk_label_new (key);

      gtk_widget_add_css_class (hint, "key");
      gtk_widget_set_valign (hint, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), hint);
    }
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
toggle_cb (GSimpleAction *action, GVariant *parameter, gpointer widget)
{
  gtk_widget_activate (widget);
}

GtkWidget *
plumb_check_new (const char *text, const char *key)
{
  static const GActionEntry entries[] = { { .name = "toggle", .activate = toggle_cb } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = plumb_label_new (text, NULL);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (key != NULL)
    {
      GtkWidget *hint = gtk_label_new (key);

      gtk_widget_add_css_class (hint, "key");
      gtk_widget_set_valign (hint, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), hint);
    }
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_widget_add_css_class (check, "wrapping");
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), check);
  gtk_widget_insert_action_group (check, "ax", G_ACTION_GROUP (group));
  plumb_widget_set_name (check, text, NULL);
  return check;
}

typedef struct
{
  PlumbSeverityFunc func;
  gpointer data;
} SeverityWatch;

static void
severity_toggled_cb (GtkToggleButton *toggle, gpointer data)
{
  GtkWidget *toggles = gtk_widget_get_parent (GTK_WIDGET (toggle));
  SeverityWatch *watch = data;

  if (gtk_toggle_button_get_active (toggle) && watch->func != NULL && toggles != NULL
      && g_object_get_data (G_OBJECT (toggles), "setting") == NULL)
    watch->func (plumb_severity_switch_get (toggles), watch->data);
}

GtkWidget *
plumb_severity_switch_new (PlumbSeverityFunc func, gpointer data)
{
  GtkWidget *toggles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  SeverityWatch *watch = g_new0 (SeverityWatch, 1);
  GtkWidget *first = NULL;

  watch->func = func;
  watch->data = data;
  g_object_set_data_full (G_OBJECT (toggles), "watch", watch, g_free);
  gtk_widget_add_css_class (toggles, "linked");
  gtk_widget_add_css_class (toggles, "severities");
  for (int severity = PLUMB_SEVERITY_MINOR; severity <= PLUMB_SEVERITY_CRITICAL; severity++)
    {
      GtkWidget *toggle = gtk_toggle_button_new_with_label (plumb_severity_to_label ((PlumbSeverity)severity));

      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle), first != NULL ? GTK_TOGGLE_BUTTON (first) : NULL);
      first = first != NULL ? first : toggle;
      gtk_box_append (GTK_BOX (toggles), toggle);
      g_signal_connect (toggle, "toggled", G_CALLBACK (severity_toggled_cb), watch);
    }
  plumb_widget_set_name (toggles, _ ("Severity"), NULL);
  return toggles;
}

void
plumb_severity_switch_set (GtkWidget *toggles, PlumbSeverity severity)
{
  int i = PLUMB_SEVERITY_MINOR;

  g_return_if_fail (GTK_IS_BOX (toggles));

  g_object_set_data (G_OBJECT (toggles), "setting", toggles);
  for (GtkWidget *child = gtk_widget_get_first_child (toggles); child != NULL; child = gtk_widget_get_next_sibling (child), i++)
    if (i == (int)severity)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), TRUE);
  g_object_set_data (G_OBJECT (toggles), "setting", NULL);
}

PlumbSeverity
plumb_severity_switch_get (GtkWidget *toggles)
{
  int i = PLUMB_SEVERITY_MINOR;

  g_return_val_if_fail (GTK_IS_BOX (toggles), PLUMB_SEVERITY_MINOR);

  for (GtkWidget *child = gtk_widget_get_first_child (toggles); child != NULL; child = gtk_widget_get_next_sibling (child), i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      return (PlumbSeverity)i;
  return PLUMB_SEVERITY_MINOR;
}

GtkWidget *
plumb_quote_line_new (GCallback remove, gpointer data)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = plumb_line_new (NULL, "evidence-line");
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20); /* a long quote must not widen the column */
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tag");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, _ ("No longer its evidence"));
  g_signal_connect_object (button, "clicked", remove, data, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), button);
  gtk_widget_add_css_class (line, "evidence-row");
  gtk_widget_set_visible (line, FALSE);
  return line;
}

void
plumb_quote_line_set (GtkWidget *line, const char *quote, gboolean writing)
{
  g_autofree char *shown = quote != NULL ? plumb_text_dup_line (quote) : NULL;
  g_autofree char *text = shown != NULL ? g_strdup_printf ("“%s”", shown) : NULL;
  g_autofree char *told = g_strdup_printf (_ ("Evidence: %s"), text != NULL ? text : "");
  g_autofree char *remove = g_strdup_printf (_ ("Take away the evidence %s"), text != NULL ? text : "");
  GtkWidget *label, *button;

  g_return_if_fail (GTK_IS_BOX (line));

  label = gtk_widget_get_first_child (line);
  button = gtk_widget_get_last_child (line);
  gtk_widget_set_visible (line, quote != NULL);
  gtk_widget_set_visible (button, writing);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text != NULL ? text : "") == 0)
    return;
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, text);
  plumb_widget_set_name (label, told, NULL);
  plumb_widget_set_name (button, remove, NULL);
}

GtkWidget *
plumb_tag_button_new (const char *name, const char *key, GCallback tag, gpointer data)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("plumb-evidence-symbolic");
  g_autofree char *told = g_strdup_printf (_ ("The note line is evidence of: %s"), name);
  g_autofree char *tip = key != NULL ? g_strdup_printf (_ ("The note line with the caret is its evidence (%s)"), key)
                                     : g_strdup (_ ("The note line with the caret is its evidence"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tag");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, tip);
  plumb_widget_set_name (button, told, tip);
  g_signal_connect_object (button, "clicked", tag, data, G_CONNECT_SWAPPED);
  return button;
}

char *
plumb_editable_dup_text (GtkEditable *editable, gsize max)
{
  g_return_val_if_fail (GTK_IS_EDITABLE (editable), NULL);
  return plumb_text_dup_repaired (gtk_editable_get_text (editable), -1, max);
}

char *
plumb_buffer_dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

typedef struct
{
  gsize max;
  void (*full) (gpointer data);
  gpointer data;
} Guard;

static gsize
buffer_bytes (GtkTextBuffer *buffer)
{
  g_autofree char *text = plumb_buffer_dup_text (buffer);

  return strlen (text);
}

static void
guard_cb (GtkTextBuffer *buffer, GtkTextIter *location, const char *text, int length, gpointer data)
{
  const Guard *guard = data;
  gsize given = length < 0 ? strlen (text) : (gsize)length;
  gsize worst = (gsize)gtk_text_buffer_get_char_count (buffer) * 4 + given;
  gsize used = worst > guard->max ? buffer_bytes (buffer) : 0;
  gsize room = guard->max - MIN (used, guard->max);
  g_autofree char *repaired = NULL;

  if (plumb_text_check (text, (gssize)given, room, "", NULL))
    return;
  repaired = plumb_text_dup_repaired (text, (gssize)given, room);
  g_signal_stop_emission_by_name (buffer, "insert-text");
  if (*repaired != '\0')
    gtk_text_buffer_insert (buffer, location, repaired, -1);
  if (given > room && guard->full != NULL)
    guard->full (guard->data);
}

static void
guard_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
plumb_buffer_guard (GtkTextBuffer *buffer, gsize max, GCallback full, gpointer data)
{
  Guard *guard = g_new0 (Guard, 1);

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  guard->max = max;
  guard->full = (void (*) (gpointer))full;
  guard->data = data;
  g_signal_connect_data (buffer, "insert-text", G_CALLBACK (guard_cb), guard, guard_free, 0);
}

char *
plumb_dup_minutes (gint64 seconds)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, seconds / 60, seconds % 60);
}
