/* form.c - see form.h. */

#include "ui/form.h"

#include "app/phrase.h"

char *
plumb_form_dup_text (GtkEditable *field)
{
  g_return_val_if_fail (GTK_IS_EDITABLE (field), NULL);
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

void
plumb_form_show_problem (GtkWidget *label, const char *message)
{
  g_autofree char *text = message != NULL ? plumb_phrase_dup_capital (message) : NULL;

  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

void
plumb_form_name_drop_down (GtkDropDown *choice, const char *label)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (choice));

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  /* Assistive technology meets the inner button first, which GTK 4.8 leaves unnamed. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (choice))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
