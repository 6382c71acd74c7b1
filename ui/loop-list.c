/* loop-list.c - see loop-list.h. Lists again shortly after a change, several changes at once; one listing is under way at most. */

#include "ui/loop-list.h"

#include "app/text.h"
#include "ui/filtered-list.h"
#include "ui/form.h"
#include "ui/loop-row.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbLoopList
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkEditable *search;
  GtkDropDown *role_choice;
  GtkStringList *roles;
  GtkDropDown *state_choice;
  GtkStack *stack;
  GtkListView *view;

  /* owned references */
  PlumbSession *session;
  PlumbWorkspace *workspace; /* whose signals are followed */
  PlumbFilteredList rows;
  char *selected; /* id */
  char *needle;   /* what is searched for, folded */

  guint reload_source;
  gboolean loading;
  gboolean again;
  gboolean filling; /* our own changes of the selection are not the user's */
};

enum
{
  SELECTED,
  OPENED,
  LISTED,
  N_SIGNALS
};

/* The rows of state_choice. */
enum
{
  STATE_ALL,
  STATE_OWED,
  STATE_OPEN,
  STATE_DECIDED,
  STATE_CLOSED
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbLoopList, plumb_loop_list, GTK_TYPE_WIDGET)

#define RELOAD_DELAY_MS 60

static const char *
get_role (PlumbLoopList *list)
{
  guint selected = gtk_drop_down_get_selected (list->role_choice);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? NULL : gtk_string_list_get_string (list->roles, selected);
}

/* Those of the role that is shown, or of the newest loop's. */
static void
compare_cb (PlumbLoopList *list)
{
  const char *role = get_role (list);

  gtk_widget_activate_action (GTK_WIDGET (list), "win.open-compare", "s", role != NULL ? role : "");
}

static gboolean
state_matches (const PlumbLoopSummary *summary, guint choice)
{
  switch (choice)
    {
    case STATE_OWED:
      return summary->owes;
    case STATE_OPEN:
      return summary->state == PLUMB_LOOP_OPEN;
    case STATE_DECIDED:
      return summary->state == PLUMB_LOOP_DECIDED;
    case STATE_CLOSED:
      return summary->state == PLUMB_LOOP_CLOSED;
    default:
      return TRUE;
    }
}

static gboolean
matches_cb (gpointer object, gpointer data)
{
  PlumbLoopList *list = data;
  const PlumbLoopSummary *summary = plumb_loop_item_get_summary (object);
  const char *role = get_role (list);

  return state_matches (summary, gtk_drop_down_get_selected (list->state_choice))
         && (role == NULL || g_str_equal (role, summary->role))
         && (*list->needle == '\0' || plumb_loop_item_matches (object, list->needle));
}

static void
show_count (PlumbLoopList *list)
{
  gboolean empty = plumb_filtered_list_count (&list->rows) == 0 && g_list_model_get_n_items (G_LIST_MODEL (list->rows.items)) > 0;

  gtk_stack_set_visible_child_name (list->stack, empty ? "nothing" : "list");
}

/* Puts the selection on the loop that is meant to be selected, if it is to be seen. */
static void
restore_selection (PlumbLoopList *list)
{
  guint n = plumb_filtered_list_count (&list->rows), found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; list->selected != NULL && i < n && found == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr (PlumbLoopItem) item = plumb_filtered_list_dup_item (&list->rows, i);

      if (g_str_equal (plumb_loop_item_get_id (item), list->selected))
        found = i;
    }
  list->filling = TRUE;
  gtk_single_selection_set_selected (list->rows.selection, found);
  list->filling = FALSE;
}

static void
filter_changed_cb (PlumbLoopList *list)
{
  if (list->rows.filter == NULL || list->filling)
    return;
  g_free (list->needle);
  list->needle = plumb_text_dup_folded (gtk_editable_get_text (list->search));
  list->filling = TRUE;
  plumb_filtered_list_refilter (&list->rows);
  list->filling = FALSE;
  restore_selection (list);
  show_count (list);
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *)a, *(const char *const *)b);
}

/* The roles there are, in the drop-down; the chosen one stays chosen. */
static void
fill_roles (PlumbLoopList *list)
{
  g_autofree char *chosen = g_strdup (get_role (list));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list->rows.items)), selected = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PlumbLoopItem) item = g_list_model_get_item (G_LIST_MODEL (list->rows.items), i);
      const char *role = plumb_loop_item_get_summary (item)->role;

      if (!g_ptr_array_find_with_equal_func (names, role, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (role));
    }
  g_ptr_array_sort (names, compare_texts);
  for (guint i = 0; i < names->len; i++)
    if (g_strcmp0 (chosen, g_ptr_array_index (names, i)) == 0)
      selected = i + 1;
  g_ptr_array_add (names, NULL);
  list->filling = TRUE;
  gtk_string_list_splice (list->roles, 1, g_list_model_get_n_items (G_LIST_MODEL (list->roles)) - 1,
                          (const char *const *)names->pdata);
  gtk_drop_down_set_selected (list->role_choice, selected);
  list->filling = FALSE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbLoopList) list = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = plumb_workspace_list_loops_finish (PLUMB_WORKSPACE (source), result, &error);

  list->loading = FALSE;
  if (list->session == NULL)
    return;
  if (list->again)
    {
      plumb_loop_list_reload (list);
      return;
    }
  if (summaries == NULL)
    {
      plumb_session_fail (list->session, error->message);
      return;
    }
  list->filling = TRUE;
  plumb_loop_items_update (list->rows.items, summaries);
  plumb_filtered_list_refilter (&list->rows);
  list->filling = FALSE;
  fill_roles (list);
  restore_selection (list);
  show_count (list);
  g_signal_emit (list, signals[LISTED], 0, g_list_model_get_n_items (G_LIST_MODEL (list->rows.items)));
}

static gboolean
reload_cb (gpointer data)
{
  PlumbLoopList *list = data;

  list->reload_source = 0;
  plumb_loop_list_reload (list);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PlumbLoopList *list)
{
  if (list->reload_source == 0)
    list->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_cb, list);
}

static void
person_changed_cb (PlumbLoopList *list)
{
  g_list_store_remove_all (list->rows.items);
  plumb_loop_list_reload (list);
}

static void
selection_changed_cb (PlumbLoopList *list)
{
  PlumbLoopItem *item = plumb_filtered_list_get_selected (&list->rows);

  if (list->filling || item == NULL || g_strcmp0 (list->selected, plumb_loop_item_get_id (item)) == 0)
    return;
  g_free (list->selected);
  list->selected = g_strdup (plumb_loop_item_get_id (item));
  g_signal_emit (list, signals[SELECTED], 0, list->selected);
}

static void
activate_cb (PlumbLoopList *list, guint position)
{
  g_autoptr (PlumbLoopItem) item = plumb_filtered_list_dup_item (&list->rows, position);

  if (item != NULL)
    g_signal_emit (list, signals[OPENED], 0, plumb_loop_item_get_id (item));
}

/* Enter in the search field goes to the first loop found. */
static void
search_activate_cb (PlumbLoopList *list)
{
  filter_changed_cb (list); /* the entry tells a moment later what was typed */
  if (plumb_filtered_list_select_first (&list->rows))
    activate_cb (list, 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  plumb_filtered_list_set_row (list_item, plumb_loop_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  plumb_loop_row_set_item (PLUMB_LOOP_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  plumb_loop_row_set_item (PLUMB_LOOP_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
plumb_loop_list_dispose (GObject *object)
{
  PlumbLoopList *list = PLUMB_LOOP_LIST (object);

  g_clear_handle_id (&list->reload_source, g_source_remove);
  plumb_filtered_list_clear (&list->rows, list);
  g_clear_object (&list->workspace);
  g_clear_object (&list->session);
  g_clear_pointer (&list->selected, g_free);
  g_clear_pointer (&list->needle, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PLUMB_TYPE_LOOP_LIST);
  plumb_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (plumb_loop_list_parent_class)->dispose (object);
}

static void
plumb_loop_list_class_init (PlumbLoopListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_loop_list_dispose;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_STRING);
  signals[OPENED]
      = g_signal_new ("opened", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LISTED]
      = g_signal_new ("listed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/loop-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopList, search);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopList, role_choice);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopList, roles);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopList, state_choice);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopList, stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopList, view);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
plumb_loop_list_init (PlumbLoopList *list)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (list));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (list->view, factory);
  list->needle = g_strdup ("");
  plumb_filtered_list_init (&list->rows, list->view, PLUMB_TYPE_LOOP_ITEM, matches_cb, G_CALLBACK (selection_changed_cb), list);
  gtk_single_selection_set_autoselect (list->rows.selection, FALSE);
  gtk_single_selection_set_can_unselect (list->rows.selection, TRUE);
  plumb_form_name_drop_down (list->role_choice, _ ("Filter by role"));
  plumb_form_name_drop_down (list->state_choice, _ ("Filter by state"));
}

void
plumb_loop_list_set_session (PlumbLoopList *list, PlumbSession *session)
{
  g_return_if_fail (PLUMB_IS_LOOP_LIST (list) && PLUMB_IS_SESSION (session) && list->session == NULL);

  list->session = g_object_ref (session);
  list->workspace = g_object_ref (plumb_session_get_workspace (session));
  g_signal_connect_object (list->workspace, "loop-changed", G_CALLBACK (changed_cb), list, G_CONNECT_SWAPPED);
  g_signal_connect_object (list->workspace, "list-changed", G_CALLBACK (changed_cb), list, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::person", G_CALLBACK (person_changed_cb), list, G_CONNECT_SWAPPED);
  plumb_loop_list_reload (list);
}

void
plumb_loop_list_reload (PlumbLoopList *list)
{
  g_return_if_fail (PLUMB_IS_LOOP_LIST (list));

  if (list->session == NULL || plumb_session_get_person_id (list->session) == NULL)
    return;
  list->again = list->loading;
  if (list->loading)
    return;
  list->loading = TRUE;
  plumb_workspace_list_loops_async (list->workspace, plumb_session_get_person_id (list->session), NULL, listed_cb,
                                    g_object_ref (list));
}

void
plumb_loop_list_select (PlumbLoopList *list, const char *loop)
{
  g_return_if_fail (PLUMB_IS_LOOP_LIST (list) && loop != NULL);

  if (g_strcmp0 (list->selected, loop) != 0)
    {
      g_free (list->selected);
      list->selected = g_strdup (loop);
      g_signal_emit (list, signals[SELECTED], 0, list->selected);
    }
  restore_selection (list);
  if (plumb_filtered_list_get_selected (&list->rows) != NULL)
    return;
  gtk_editable_set_text (list->search, "");
  gtk_drop_down_set_selected (list->role_choice, 0);
  gtk_drop_down_set_selected (list->state_choice, STATE_ALL);
  filter_changed_cb (list);
}

void
plumb_loop_list_select_first (PlumbLoopList *list, const char *preferred)
{
  guint n;
  const char *chosen = NULL;

  g_return_if_fail (PLUMB_IS_LOOP_LIST (list));

  n = g_list_model_get_n_items (G_LIST_MODEL (list->rows.items));
  for (guint i = n; i > 0; i--)
    {
      g_autoptr (PlumbLoopItem) item = g_list_model_get_item (G_LIST_MODEL (list->rows.items), i - 1);

      if (i == 1 && chosen == NULL)
        chosen = plumb_loop_item_get_id (item);
      if (g_strcmp0 (plumb_loop_item_get_id (item), preferred) == 0)
        chosen = preferred;
    }
  if (chosen != NULL)
    plumb_loop_list_select (list, chosen);
}

const char *
plumb_loop_list_get_selected (PlumbLoopList *list)
{
  g_return_val_if_fail (PLUMB_IS_LOOP_LIST (list), NULL);
  return list->selected;
}

void
plumb_loop_list_find (PlumbLoopList *list)
{
  g_return_if_fail (PLUMB_IS_LOOP_LIST (list));
  gtk_widget_grab_focus (GTK_WIDGET (list->search));
}
