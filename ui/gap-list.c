/* gap-list.c - see gap-list.h. */

#include "ui/gap-list.h"

#include "ui/widgets.h"

#include <glib/gi18n.h>

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
    {
      const PlumbGap *gap = g_ptr_array_index (gaps, i);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      GtkWidget *label = plumb_label_new (gap->text, NULL);

      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_widget_set_margin_top (icon, 2);
      gtk_widget_add_css_class (icon, "warning");
      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (row), icon);
      gtk_box_append (GTK_BOX (row), label);
      gtk_box_append (GTK_BOX (box), row);
    }
}
