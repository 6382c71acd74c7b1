/* compare-page.c - see compare-page.h. Evaluations are made in the workspace's thread; the page keeps them and makes the comparison anew
 * when the order changes.
 */

#include "ui/compare-page.h"

#include "app/comparison.h"
#include "app/error.h"
#include "app/text.h"
#include "ui/compare-table.h"
#include "ui/fit-scroller.h"
#include "ui/side-scroller.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

#define CHOSEN_MAX 12 /* candidates that stand side by side; more can't be read */

struct _PlumbComparePage
{
  PlumbPage parent_instance;

  /* template widgets */
  GtkWidget *choice;
  GtkWidget *choice_popover;
  GtkDropDown *role_choice;
  GtkStringList *role_names;
  GtkWidget *checks;
  GtkStack *stack;
  AdwBin *tools;
  PlumbSideScroller *ranges;
  GtkWidget *remarks;
  PlumbSideScroller *table;

  /* borrowed references */
  GtkToggleButton *by_composite;

  /* owned references */
  PlumbSession *session;
  char *wanted_role;
  GPtrArray *loops;       /* of PlumbLoopSummary; NULL until listed */
  GPtrArray *evaluations; /* of PlumbEvaluation; NULL until read */
  GCancellable *cancellable;
  gboolean filling; /* the choices are being made, not chosen from */
};

G_DEFINE_FINAL_TYPE (PlumbComparePage, plumb_compare_page, PLUMB_TYPE_PAGE)

/* What the workspace's thread reads. */
typedef struct
{
  char *viewer;
  GPtrArray *loops; /* ids */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->viewer);
  g_ptr_array_unref (request->loops);
  g_free (request);
}

static gpointer
read_func (PlumbStore *store, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (GPtrArray) evaluations = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_evaluation_unref);

  for (guint i = 0; i < request->loops->len; i++)
    {
      g_autoptr (PlumbSnapshot) snapshot
          = plumb_store_load_snapshot (store, g_ptr_array_index (request->loops, i), request->viewer, error);

      if (snapshot == NULL)
        return NULL;
      g_ptr_array_add (evaluations, plumb_evaluation_new (snapshot));
    }
  return g_steal_pointer (&evaluations);
}

static PlumbComparison *
make_comparison (PlumbComparePage *page)
{
  return plumb_comparison_new (page->evaluations, gtk_toggle_button_get_active (page->by_composite));
}

static void
show_comparison (PlumbComparePage *page)
{
  g_autoptr (PlumbComparison) comparison = NULL;

  if (page->evaluations == NULL)
    return;
  comparison = make_comparison (page);
  plumb_widget_clear (page->remarks);
  for (guint i = 0; i < comparison->remarks->len; i++)
    gtk_box_append (GTK_BOX (page->remarks), plumb_label_new (g_ptr_array_index (comparison->remarks, i), NULL));
  gtk_widget_set_visible (page->remarks, comparison->remarks->len > 0);
  plumb_side_scroller_set_child (page->ranges, plumb_compare_ranges_new (comparison, plumb_page_is_narrow (PLUMB_PAGE (page))));
  plumb_side_scroller_set_child (page->table, plumb_compare_table_new (comparison));
  gtk_stack_set_visible_child_name (page->stack, comparison->columns->len > 0 ? "comparison" : "empty");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbComparePage) page = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *evaluations = plumb_workspace_run_finish (PLUMB_WORKSPACE (source), result, &error);

  if (g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED) || page->session == NULL)
    {
      g_clear_pointer (&evaluations, g_ptr_array_unref);
      return;
    }
  if (evaluations == NULL)
    {
      plumb_session_fail (page->session, error->message);
      return;
    }
  g_clear_pointer (&page->evaluations, g_ptr_array_unref);
  page->evaluations = evaluations;
  show_comparison (page);
}

/* Reads those that are ticked; what was asked for before is dropped. */
static void
read_chosen (PlumbComparePage *page)
{
  Request *request;

  if (page->loops == NULL || plumb_session_get_workspace (page->session) == NULL)
    return;
  request = g_new0 (Request, 1);
  request->viewer = g_strdup (plumb_session_get_person_id (page->session));
  request->loops = g_ptr_array_new_with_free_func (g_free);
  for (GtkWidget *check = gtk_widget_get_first_child (page->checks); check != NULL; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)) && request->loops->len < CHOSEN_MAX)
      g_ptr_array_add (request->loops, g_strdup (g_object_get_data (G_OBJECT (check), "loop")));
  g_cancellable_cancel (page->cancellable);
  g_clear_object (&page->cancellable);
  page->cancellable = g_cancellable_new ();
  plumb_workspace_run_async (plumb_session_get_workspace (page->session), read_func, request, request_free,
                             (GDestroyNotify)g_ptr_array_unref, page->cancellable, read_cb, g_object_ref (page));
}

static void
ticked_cb (PlumbComparePage *page)
{
  if (!page->filling)
    read_chosen (page);
}

static const char *
get_role (PlumbComparePage *page)
{
  guint chosen = gtk_drop_down_get_selected (page->role_choice);

  return chosen != GTK_INVALID_LIST_POSITION ? gtk_string_list_get_string (page->role_names, chosen) : "";
}

/* A tick for each candidate of the role, the newest ticked. */
static void
fill_checks (PlumbComparePage *page)
{
  g_autofree char *role = g_strdup (get_role (page));
  guint n = 0;

  page->filling = TRUE;
  plumb_widget_clear (page->checks);
  for (guint i = 0; i < page->loops->len; i++)
    {
      const PlumbLoopSummary *loop = g_ptr_array_index (page->loops, i);
      g_autofree char *shown = plumb_text_dup_line (loop->role);
      g_autofree char *name = NULL;
      GtkWidget *check;

      if (!g_str_equal (shown, role))
        continue;
      name = plumb_text_dup_line (loop->candidate);
      check = gtk_check_button_new_with_label (name);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), n++ < CHOSEN_MAX);
      g_object_set_data_full (G_OBJECT (check), "loop", g_strdup (loop->id), g_free);
      g_signal_connect_object (check, "toggled", G_CALLBACK (ticked_cb), page, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (page->checks), check);
    }
  page->filling = FALSE;
  plumb_page_set_subtitle (PLUMB_PAGE (page), role);
  read_chosen (page);
}

static void
role_chosen_cb (PlumbComparePage *page)
{
  if (!page->filling && page->loops != NULL)
    fill_checks (page);
}

static void
fill_roles (PlumbComparePage *page)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint wanted = 0;

  page->filling = TRUE;
  for (guint i = 0; i < page->loops->len; i++)
    {
      const PlumbLoopSummary *loop = g_ptr_array_index (page->loops, i);
      g_autofree char *role = plumb_text_dup_line (loop->role);

      if (g_hash_table_contains (seen, role))
        continue;
      if (g_strcmp0 (loop->role, page->wanted_role) == 0)
        wanted = g_hash_table_size (seen);
      gtk_string_list_append (page->role_names, role);
      g_hash_table_add (seen, g_steal_pointer (&role));
    }
  if (g_hash_table_size (seen) > 0)
    gtk_drop_down_set_selected (page->role_choice, wanted);
  page->filling = FALSE;
  fill_checks (page);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbComparePage) page = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loops = plumb_workspace_list_loops_finish (PLUMB_WORKSPACE (source), result, &error);

  if (page->session == NULL)
    return;
  if (loops == NULL)
    {
      plumb_session_fail (page->session, error->message);
      return;
    }
  page->loops = g_steal_pointer (&loops);
  fill_roles (page);
}

static void
copy_cb (PlumbComparePage *page)
{
  g_autoptr (PlumbComparison) comparison = NULL;
  g_autofree char *text = NULL;

  if (page->evaluations == NULL)
    return;
  comparison = make_comparison (page);
  text = plumb_comparison_dup_text (comparison);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (page)), text);
  plumb_session_say (page->session, _ ("Copied as a table."));
}

static void
plumb_compare_page_refresh (PlumbPage *base)
{
  read_chosen (PLUMB_COMPARE_PAGE (base));
}

static void
plumb_compare_page_set_narrow (PlumbPage *base, gboolean narrow)
{
  show_comparison (PLUMB_COMPARE_PAGE (base));
}

static void
plumb_compare_page_dispose (GObject *object)
{
  PlumbComparePage *page = PLUMB_COMPARE_PAGE (object);

  g_cancellable_cancel (page->cancellable);
  g_clear_object (&page->cancellable);
  g_clear_pointer (&page->loops, g_ptr_array_unref);
  g_clear_pointer (&page->evaluations, g_ptr_array_unref);
  g_clear_pointer (&page->wanted_role, g_free);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (plumb_compare_page_parent_class)->dispose (object);
}

static void
plumb_compare_page_class_init (PlumbComparePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_compare_page_dispose;
  PLUMB_PAGE_CLASS (class)->refresh = plumb_compare_page_refresh;
  PLUMB_PAGE_CLASS (class)->set_narrow = plumb_compare_page_set_narrow;
  g_type_ensure (PLUMB_TYPE_FIT_SCROLLER);
  g_type_ensure (PLUMB_TYPE_SIDE_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbComparePage, choice);
  gtk_widget_class_bind_template_child (widget_class, PlumbComparePage, choice_popover);
  gtk_widget_class_bind_template_child (widget_class, PlumbComparePage, role_choice);
  gtk_widget_class_bind_template_child (widget_class, PlumbComparePage, role_names);
  gtk_widget_class_bind_template_child (widget_class, PlumbComparePage, checks);
  gtk_widget_class_bind_template_child (widget_class, PlumbComparePage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbComparePage, tools);
  gtk_widget_class_bind_template_child (widget_class, PlumbComparePage, ranges);
  gtk_widget_class_bind_template_child (widget_class, PlumbComparePage, remarks);
  gtk_widget_class_bind_template_child (widget_class, PlumbComparePage, table);
  gtk_widget_class_bind_template_callback (widget_class, role_chosen_cb);
}

static void
plumb_compare_page_init (PlumbComparePage *page)
{
  GtkWidget *box = plumb_wrap_box_new (0, 8);
  GtkWidget *by_name = gtk_toggle_button_new_with_label (_ ("By name"));
  GtkWidget *copy = gtk_button_new_with_label (_ ("Copy as text"));
  GtkWidget *order = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_init_template (GTK_WIDGET (page));
  page->by_composite = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("By composite")));
  gtk_toggle_button_set_group (page->by_composite, GTK_TOGGLE_BUTTON (by_name));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (by_name), TRUE);
  gtk_widget_add_css_class (order, "linked");
  gtk_box_append (GTK_BOX (order), by_name);
  gtk_box_append (GTK_BOX (order), GTK_WIDGET (page->by_composite));
  plumb_wrap_box_append (box, order);
  plumb_wrap_box_append (box, copy);
  adw_bin_set_child (page->tools, box);
  g_signal_connect_object (page->by_composite, "toggled", G_CALLBACK (show_comparison), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), page, G_CONNECT_SWAPPED);
}

PlumbPage *
plumb_compare_page_new (PlumbSession *session, const char *role)
{
  PlumbComparePage *page;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && plumb_session_get_workspace (session) != NULL, NULL);

  page = g_object_new (PLUMB_TYPE_COMPARE_PAGE, NULL);
  page->session = g_object_ref (session);
  page->wanted_role = g_strdup (role);
  plumb_workspace_list_loops_async (plumb_session_get_workspace (session), plumb_session_get_person_id (session), NULL, listed_cb,
                                    g_object_ref (page));
  return PLUMB_PAGE (page);
}
