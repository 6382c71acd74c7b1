/* filtered-list.c - see filtered-list.h. */

#include "ui/filtered-list.h"

static void
released_cb (GtkGestureClick *click, int n_press, double x, double y, GtkListItem *list_item)
{
  guint position = gtk_list_item_get_position (list_item);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (gtk_list_item_get_child (list_item), "list.activate-item", "u", position);
}

void
plumb_filtered_list_init (PlumbFilteredList *list, GtkListView *view, GType item_type, GtkCustomFilterFunc matches,
                          GCallback changed, gpointer owner)
{
  g_return_if_fail (list != NULL && list->filter == NULL && GTK_IS_LIST_VIEW (view) && matches != NULL && changed != NULL);

  list->view = view;
  list->items = g_list_store_new (item_type);
  list->filter = GTK_FILTER (gtk_custom_filter_new (matches, owner, NULL));
  list->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (list->items)), g_object_ref (list->filter));
  list->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (list->filtered)));
  g_signal_connect_swapped (list->selection, "notify::selected-item", changed, owner);
  gtk_list_view_set_model (view, GTK_SELECTION_MODEL (list->selection));
}

void
plumb_filtered_list_clear (PlumbFilteredList *list, gpointer owner)
{
  g_return_if_fail (list != NULL);

  if (list->selection != NULL)
    {
      g_signal_handlers_disconnect_by_data (list->selection, owner);
      gtk_list_view_set_model (list->view, NULL);
    }
  g_clear_object (&list->selection);
  g_clear_object (&list->filtered);
  g_clear_object (&list->filter);
  g_clear_object (&list->items);
}

void
plumb_filtered_list_refilter (PlumbFilteredList *list)
{
  g_return_if_fail (list != NULL && list->filter != NULL);
  gtk_filter_changed (list->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

guint
plumb_filtered_list_count (PlumbFilteredList *list)
{
  g_return_val_if_fail (list != NULL && list->filtered != NULL, 0);
  return g_list_model_get_n_items (G_LIST_MODEL (list->filtered));
}

gpointer
plumb_filtered_list_get_selected (PlumbFilteredList *list)
{
  g_return_val_if_fail (list != NULL && list->selection != NULL, NULL);
  return gtk_single_selection_get_selected_item (list->selection);
}

gpointer
plumb_filtered_list_dup_item (PlumbFilteredList *list, guint position)
{
  g_return_val_if_fail (list != NULL && list->selection != NULL, NULL);
  return g_list_model_get_item (G_LIST_MODEL (list->selection), position);
}

gboolean
plumb_filtered_list_select_first (PlumbFilteredList *list)
{
  if (plumb_filtered_list_count (list) == 0)
    return FALSE;
  gtk_single_selection_set_selected (list->selection, 0);
  return TRUE;
}

void
plumb_filtered_list_set_row (GtkListItem *list_item, GtkWidget *child)
{
  GtkGesture *click;

  g_return_if_fail (GTK_IS_LIST_ITEM (list_item) && GTK_IS_WIDGET (child));

  click = gtk_gesture_click_new ();
  g_signal_connect (click, "released", G_CALLBACK (released_cb), list_item);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (list_item, child);
}
