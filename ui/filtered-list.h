/* filtered-list.h - what the searchable lists share: items, a filter over them, one selected row, rows that open at a click.
 *
 * A plain value inside the widget that has the list view: init it with the view, clear it in dispose.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  GtkListView *view; /* borrowed */
  GListStore *items;
  GtkFilter *filter; /* NULL before init and after clear */
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
} PlumbFilteredList;

/* `matches` is asked for each item with `owner`, as `changed` (swapped) whenever another item is selected. */
void plumb_filtered_list_init (PlumbFilteredList *list, GtkListView *view, GType item_type, GtkCustomFilterFunc matches,
                               GCallback changed, gpointer owner);
void plumb_filtered_list_clear (PlumbFilteredList *list, gpointer owner);

/* Asks the filter anew. */
void plumb_filtered_list_refilter (PlumbFilteredList *list);
guint plumb_filtered_list_count (PlumbFilteredList *list);                       /* of the rows to be seen */
gpointer plumb_filtered_list_get_selected (PlumbFilteredList *list);             /* borrowed; nullable */
gpointer plumb_filtered_list_dup_item (PlumbFilteredList *list, guint position); /* NULL: no such row */
/* Selects the first row; FALSE when there is none. */
gboolean plumb_filtered_list_select_first (PlumbFilteredList *list);

/* In a factory's "setup": `child` is the row's, and a click activates it, also where it is selected already. */
void plumb_filtered_list_set_row (GtkListItem *list_item, GtkWidget *child);

G_END_DECLS
