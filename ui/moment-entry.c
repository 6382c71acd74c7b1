/* moment-entry.c - see moment-entry.h. */

#include "ui/moment-entry.h"

#include "ui/moment.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PlumbMomentEntry
{
  GtkWidget parent_instance;

  GtkEntry *entry;
  GtkMenuButton *button;
  GtkCalendar *calendar;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbMomentEntry, plumb_moment_entry, GTK_TYPE_WIDGET)

#define USUAL_TIME " 10:00"

static void
day_selected_cb (PlumbMomentEntry *entry)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (entry->calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *before = NULL, *text = NULL;
  PlumbInstant instant;

  if (plumb_moment_entry_read (entry, &instant) && instant > 0)
    before = plumb_moment_dup_typed (instant);
  text = g_strconcat (date, before != NULL ? before + strlen ("YYYY-MM-DD") : USUAL_TIME, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry->entry), text);
  gtk_menu_button_popdown (entry->button);
  gtk_widget_grab_focus (GTK_WIDGET (entry->entry));
}

static void
text_changed_cb (PlumbMomentEntry *entry)
{
  gtk_widget_remove_css_class (GTK_WIDGET (entry->entry), "error");
  g_signal_emit (entry, signals[CHANGED], 0);
}

static gboolean
plumb_moment_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PLUMB_MOMENT_ENTRY (widget)->entry));
}

static void
plumb_moment_entry_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (plumb_moment_entry_parent_class)->dispose (object);
}

static void
plumb_moment_entry_class_init (PlumbMomentEntryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_moment_entry_dispose;
  widget_class->grab_focus = plumb_moment_entry_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_moment_entry_init (PlumbMomentEntry *entry)
{
  GtkWidget *popover = gtk_popover_new ();

  entry->entry = GTK_ENTRY (gtk_entry_new ());
  entry->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  entry->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_entry_set_placeholder_text (entry->entry, _ ("2026-11-19 10:00"));
  gtk_entry_set_activates_default (entry->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry->entry), 16);
  gtk_widget_set_hexpand (GTK_WIDGET (entry->entry), TRUE);
  gtk_menu_button_set_icon_name (entry->button, "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (entry->button), _ ("Pick a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pick a day"), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (entry->calendar));
  gtk_menu_button_set_popover (entry->button, popover);
  gtk_widget_set_parent (GTK_WIDGET (entry->entry), GTK_WIDGET (entry));
  gtk_widget_set_parent (GTK_WIDGET (entry->button), GTK_WIDGET (entry));
  gtk_widget_add_css_class (GTK_WIDGET (entry), "linked");
  g_signal_connect_swapped (entry->entry, "changed", G_CALLBACK (text_changed_cb), entry);
  g_signal_connect_swapped (entry->calendar, "day-selected", G_CALLBACK (day_selected_cb), entry);
}

void
plumb_moment_entry_set_instant (PlumbMomentEntry *entry, PlumbInstant instant)
{
  g_autofree char *text = plumb_moment_dup_typed (instant);

  g_return_if_fail (PLUMB_IS_MOMENT_ENTRY (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry->entry), text);
}

gboolean
plumb_moment_entry_read (PlumbMomentEntry *entry, PlumbInstant *instant)
{
  g_return_val_if_fail (PLUMB_IS_MOMENT_ENTRY (entry), FALSE);

  if (plumb_moment_parse (gtk_editable_get_text (GTK_EDITABLE (entry->entry)), plumb_instant_now (), instant))
    return TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (entry->entry), "error");
  return FALSE;
}

void
plumb_moment_entry_set_label (PlumbMomentEntry *entry, const char *label)
{
  g_return_if_fail (PLUMB_IS_MOMENT_ENTRY (entry));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
