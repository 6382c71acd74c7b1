/* gap-list.c - see gap-list.h. */

#include "ui/gap-list.h"

#include "ui/widgets.h"

#include <glib/gi18n.h>

static void
add_line (GtkWidget *box, const char *icon_name, const char *style, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = plumb_label_new (text, NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_widget_add_css_class (icon, style);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (box), row);
}

void
plumb_gap_list_show (GtkWidget *box, const PlumbLoop *loop)
{
  g_autoptr (GPtrArray) gaps = NULL;

  g_return_if_fail (GTK_IS_BOX (box) && loop != NULL);

  gaps = plumb_loop_list_gaps (loop);
  plumb_widget_clear (box);
  gtk_widget_set_visible (box, gaps->len > 0);
  if (gaps->len == 0)
    return;
  gtk_box_append (GTK_BOX (box), plumb_section_new (_ ("Gaps in this loop")));
  for (guint i = 0; i < gaps->len; i++)
    add_line (box, "dialog-warning-symbolic", "warning", ((const PlumbGap *)g_ptr_array_index (gaps, i))->text);
}

void
plumb_remark_list_show (GtkWidget *box, const PlumbPlan *plan)
{
  g_return_if_fail (GTK_IS_BOX (box) && plan != NULL);

  plumb_widget_clear (box);
  gtk_widget_set_visible (box, plan->remarks->len > 0);
  for (guint i = 0; i < plan->remarks->len; i++)
    add_line (box, "dialog-information-symbolic", "accent", ((const PlumbRemark *)g_ptr_array_index (plan->remarks, i))->text);
}
