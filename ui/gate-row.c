/* gate-row.c - see gate-row.h. */

#include "ui/gate-row.h"

static const struct
{
  const char *icon;
  const char *class;
} looks[] = {
  [PLUMB_GATE_PASS] = { "plumb-check-symbolic", "gate-pass" },
  [PLUMB_GATE_FAIL] = { "plumb-cross-symbolic", "gate-fail" },
  [PLUMB_GATE_OPEN] = { "plumb-dots-symbolic", "gate-open" },
};

GtkWidget *
plumb_gate_row_new (const PlumbGate *gate)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title, *reason, *icon;
  g_autofree char *spoken = NULL;

  g_return_val_if_fail (gate != NULL, row);

  title = gtk_label_new (gate->title);
  reason = gtk_label_new (gate->reason);
  icon = gtk_image_new_from_icon_name (looks[gate->state].icon);
  spoken = g_strdup_printf ("%s: %s. %s", plumb_gate_state_to_label (gate->state), gate->title, gate->reason);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = i == 0 ? title : reason;

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (texts), label);
    }
  gtk_widget_add_css_class (reason, "secondary");
  gtk_widget_add_css_class (icon, looks[gate->state].class);
  gtk_widget_set_tooltip_text (icon, plumb_gate_state_to_label (gate->state));
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 4);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}
