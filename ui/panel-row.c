/* panel-row.c - see panel-row.h. */

#include "ui/panel-row.h"

#include "ui/card-grid.h"
#include "ui/form.h"
#include "ui/moment-entry.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbPanelRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkLabel *title;
  GtkLabel *detail;
  PlumbPersonChoice *person;
  GtkDropDown *seat;
  PlumbMomentEntry *when;

  /* borrowed references */
  const PlumbStage *stage;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbPanelRow, plumb_panel_row, GTK_TYPE_WIDGET)

static void
changed_cb (PlumbPanelRow *row)
{
  if (row->stage != NULL)
    g_signal_emit (row, signals[CHANGED], 0);
}

static void
name_field (PlumbPanelRow *row)
{
  g_autofree char *person = g_strdup_printf (_ ("Panelist for %s"), row->stage->title);
  g_autofree char *seat = g_strdup_printf (_ ("Seat for %s"), row->stage->title);
  g_autofree char *when = g_strdup_printf (_ ("Date and time of %s"), row->stage->title);

  plumb_person_choice_set_label (row->person, person);
  plumb_form_name_drop_down (row->seat, seat);
  plumb_moment_entry_set_label (row->when, when);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, row->stage->title, -1);
}

static void
plumb_panel_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PLUMB_TYPE_PANEL_ROW);
  plumb_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (plumb_panel_row_parent_class)->dispose (object);
}

static void
plumb_panel_row_class_init (PlumbPanelRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_panel_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PLUMB_TYPE_CARD_GRID);
  g_type_ensure (PLUMB_TYPE_PERSON_CHOICE);
  g_type_ensure (PLUMB_TYPE_MOMENT_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/panel-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbPanelRow, title);
  gtk_widget_class_bind_template_child (widget_class, PlumbPanelRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PlumbPanelRow, person);
  gtk_widget_class_bind_template_child (widget_class, PlumbPanelRow, seat);
  gtk_widget_class_bind_template_child (widget_class, PlumbPanelRow, when);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
plumb_panel_row_init (PlumbPanelRow *row)
{
  g_autoptr (GtkStringList) seats = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (row));
  for (int seat = PLUMB_SEAT_INTERVIEWER; seat <= PLUMB_SEAT_OBSERVER; seat++)
    gtk_string_list_append (seats, plumb_seat_to_label ((PlumbSeat)seat));
  gtk_drop_down_set_model (row->seat, G_LIST_MODEL (seats));
}

GtkWidget *
plumb_panel_row_new (const PlumbStage *stage, GListStore *people)
{
  PlumbPanelRow *row;
  g_autofree char *detail = NULL;

  g_return_val_if_fail (stage != NULL && G_IS_LIST_STORE (people), NULL);

  row = g_object_new (PLUMB_TYPE_PANEL_ROW, NULL);
  detail = g_strdup_printf (ngettext ("%d min · %u question", "%d min · %u questions", stage->script->len), stage->minutes,
                            stage->script->len);
  gtk_label_set_text (row->title, stage->title);
  gtk_label_set_text (row->detail, detail);
  plumb_person_choice_set_people (row->person, people);
  gtk_drop_down_set_selected (row->seat, stage->seat);
  row->stage = stage;
  name_field (row);
  return GTK_WIDGET (row);
}

const PlumbStage *
plumb_panel_row_get_stage (PlumbPanelRow *row)
{
  g_return_val_if_fail (PLUMB_IS_PANEL_ROW (row), NULL);
  return row->stage;
}

PlumbPersonItem *
plumb_panel_row_get_item (PlumbPanelRow *row)
{
  g_return_val_if_fail (PLUMB_IS_PANEL_ROW (row), NULL);
  return plumb_person_choice_get_item (row->person);
}

PlumbSeat
plumb_panel_row_get_seat (PlumbPanelRow *row)
{
  g_return_val_if_fail (PLUMB_IS_PANEL_ROW (row), PLUMB_SEAT_INTERVIEWER);
  return (PlumbSeat)gtk_drop_down_get_selected (row->seat);
}

gboolean
plumb_panel_row_read_when (PlumbPanelRow *row, PlumbInstant *when)
{
  g_return_val_if_fail (PLUMB_IS_PANEL_ROW (row), FALSE);
  return plumb_moment_entry_read (row->when, when);
}
