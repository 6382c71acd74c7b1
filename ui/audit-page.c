/* audit-page.c - see audit-page.h. The trail is read in the workspace's thread, a page at a time as the list is scrolled; a change of the
 * filter starts over, and what was asked for before it is dropped when it arrives.
 */

#include "ui/audit-page.h"

#include "app/error.h"
#include "app/text.h"
#include "app/trail.h"
#include "ui/fit-scroller.h"
#include "ui/moment-entry.h"
#include "ui/record-check.h"
#include "ui/trail-row.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

#define PAGE 100        /* entries that are read at once */
#define SCREENFUL 40    /* that the list shows before it is scrolled */
#define MORE_PIXELS 600 /* from the lower end: read on */
#define FRESH_MILLISECONDS 500

struct _PlumbAuditPage
{
  PlumbPage parent_instance;

  /* template widgets */
  GtkToggleButton *check_toggle;
  GtkWidget *check_revealer;
  AdwBin *check_bin;
  GtkEditable *search;
  AdwBin *filters;
  GtkStringList *loop_names;
  GtkStringList *people_names;
  GtkStringList *topic_names;
  GtkWidget *period_popover;
  PlumbMomentEntry *from;
  PlumbMomentEntry *until;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkLabel *foot;

  /* borrowed references */
  GtkDropDown *loop_choice;
  GtkDropDown *person_choice;
  GtkDropDown *topic_choice;
  GtkMenuButton *period;

  /* owned references */
  PlumbSession *session;
  char *wanted_loop;   /* to be chosen once the loops are listed */
  GPtrArray *loops;    /* of PlumbLoopSummary, as in loop_names from 1 on */
  GPtrArray *people;   /* of PlumbPerson, as in people_names from 1 on */
  GListStore *items;   /* of PlumbTrailItem */
  PlumbTrail **reader; /* in a box that the workspace's thread shares */
  GCancellable *cancellable;
  char *last_day;
  guint fresh; /* timer */
  gboolean reading;
  gboolean listed; /* loops and people are in the choices */
};

G_DEFINE_FINAL_TYPE (PlumbAuditPage, plumb_audit_page, PLUMB_TYPE_PAGE)

static void
reader_clear (gpointer data)
{
  plumb_trail_free (*(PlumbTrail **)data);
}

static void
reader_release (gpointer reader)
{
  g_atomic_rc_box_release_full (reader, reader_clear);
}

/* In the workspace's thread. */
static gpointer
read_func (PlumbStore *store, gpointer data, GError **error)
{
  return plumb_trail_read (*(PlumbTrail **)data, store, PAGE, error);
}

static void read_on (PlumbAuditPage *page);

static void
append_entries (PlumbAuditPage *page, GPtrArray *entries)
{
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      PlumbTrailEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *day = plumb_instant_dup_date (entry->at);
      gboolean first = g_strcmp0 (day, page->last_day) != 0;
      g_autoptr (PlumbTrailItem) item = plumb_trail_item_new (entry, first ? day : NULL);

      g_list_store_append (page->items, item);
      plumb_set_string (&page->last_day, day);
    }
}

static void
show_state (PlumbAuditPage *page)
{
  const PlumbTrail *trail = *page->reader;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (page->items));
  gboolean at_end = plumb_trail_is_at_end (trail);
  gboolean hidden = plumb_trail_has_hidden (trail);
  const char *name = n > 0 ? "trail" : at_end ? "empty" : "loading";

  if (g_strcmp0 (gtk_stack_get_visible_child_name (page->stack), name) != 0)
    gtk_stack_set_visible_child_name (page->stack, name);
  gtk_label_set_text (page->foot, hidden ? _ ("What was written on cards that are not open to you is left out.") : "");
  gtk_widget_set_visible (GTK_WIDGET (page->foot), hidden);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbAuditPage) page = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = plumb_workspace_run_finish (PLUMB_WORKSPACE (source), result, &error);

  if (g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED) || page->session == NULL)
    return;
  page->reading = FALSE;
  if (entries == NULL)
    {
      plumb_session_fail (page->session, error->message);
      return;
    }
  append_entries (page, entries);
  show_state (page);
  if (!plumb_trail_is_at_end (*page->reader) && g_list_model_get_n_items (G_LIST_MODEL (page->items)) < SCREENFUL)
    read_on (page);
}

static void
read_on (PlumbAuditPage *page)
{
  if (page->reading || page->reader == NULL || plumb_session_get_workspace (page->session) == NULL)
    return;
  page->reading = TRUE;
  plumb_workspace_run_async (plumb_session_get_workspace (page->session), read_func, g_atomic_rc_box_acquire (page->reader),
                             reader_release, (GDestroyNotify)g_ptr_array_unref, page->cancellable, read_cb, g_object_ref (page));
}

static const char *
get_loop (PlumbAuditPage *page)
{
  guint chosen = gtk_drop_down_get_selected (page->loop_choice);

  if (!page->listed)
    return page->wanted_loop;
  return chosen > 0 && chosen <= page->loops->len ? ((PlumbLoopSummary *)g_ptr_array_index (page->loops, chosen - 1))->id : NULL;
}

static void
start_over (PlumbAuditPage *page)
{
  guint person = gtk_drop_down_get_selected (page->person_choice);
  PlumbTrailFilter filter = { .topic = (int)gtk_drop_down_get_selected (page->topic_choice) - 1 };

  if (page->session == NULL || !plumb_moment_entry_read (page->from, &filter.from)
      || !plumb_moment_entry_read (page->until, &filter.until))
    return;
  filter.loop = get_loop (page);
  filter.person = page->people != NULL && person > 0 && person <= page->people->len
                      ? ((PlumbPerson *)g_ptr_array_index (page->people, person - 1))->id
                      : NULL;
  filter.text = gtk_editable_get_text (page->search);
  g_cancellable_cancel (page->cancellable);
  g_clear_object (&page->cancellable);
  page->cancellable = g_cancellable_new ();
  g_clear_pointer (&page->reader, reader_release);
  page->reader = g_atomic_rc_box_new0 (PlumbTrail *);
  *page->reader = plumb_trail_new (plumb_session_get_person_id (page->session), &filter);
  g_list_store_remove_all (page->items);
  plumb_set_string (&page->last_day, NULL);
  page->reading = FALSE;
  gtk_stack_set_visible_child_name (page->stack, "loading");
  read_on (page);
}

static void
filter_changed_cb (PlumbAuditPage *page)
{
  if (page->listed)
    start_over (page);
}

static void
show_subtitle (PlumbAuditPage *page)
{
  guint chosen = gtk_drop_down_get_selected (page->loop_choice);
  g_autofree char *name = chosen > 0 && chosen <= page->loops->len
                              ? plumb_text_dup_line (((PlumbLoopSummary *)g_ptr_array_index (page->loops, chosen - 1))->candidate)
                              : g_strdup (_ ("All loops"));

  plumb_page_set_subtitle (PLUMB_PAGE (page), name);
}

static void
loop_chosen_cb (PlumbAuditPage *page)
{
  if (!page->listed)
    return;
  show_subtitle (page);
  start_over (page);
}

static void
period_changed_cb (PlumbAuditPage *page)
{
  PlumbInstant from, until;
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  g_autofree char *label = NULL;

  if (!plumb_moment_entry_read (page->from, &from) || !plumb_moment_entry_read (page->until, &until))
    return;
  begin = plumb_instant_dup_date_time (from);
  end = plumb_instant_dup_date_time (until);
  label = from == 0 && until == 0 ? g_strdup (_ ("Any time"))
          : until == 0            ? g_strdup_printf (_ ("From %s"), begin)
          : from == 0             ? g_strdup_printf (_ ("Until %s"), end)
                                  : g_strdup_printf ("%s – %s", begin, end);
  gtk_menu_button_set_label (page->period, label);
  filter_changed_cb (page);
}

static void
any_time_cb (PlumbAuditPage *page)
{
  plumb_moment_entry_set_instant (page->from, 0);
  plumb_moment_entry_set_instant (page->until, 0);
  period_changed_cb (page);
  gtk_popover_popdown (GTK_POPOVER (page->period_popover));
}

static void
scrolled_cb (PlumbAuditPage *page, GtkAdjustment *adjustment)
{
  double left
      = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) - gtk_adjustment_get_value (adjustment);

  if (left < MORE_PIXELS && page->reader != NULL && !page->reading && !plumb_trail_is_at_end (*page->reader))
    read_on (page);
}

static gboolean
fresh_cb (gpointer data)
{
  PlumbAuditPage *page = data;

  page->fresh = 0;
  start_over (page);
  return G_SOURCE_REMOVE;
}

/* Whoever reads further down is not disturbed; at the top what is new comes in. */
static void
trail_grew_cb (PlumbAuditPage *page)
{
  if (page->fresh == 0 && page->listed && gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (page->scroller)) == 0)
    page->fresh = g_timeout_add (FRESH_MILLISECONDS, fresh_cb, page);
}

static void
check_toggled_cb (PlumbAuditPage *page)
{
  gboolean active = gtk_toggle_button_get_active (page->check_toggle);

  if (active && adw_bin_get_child (page->check_bin) == NULL)
    adw_bin_set_child (page->check_bin, plumb_record_check_new (page->session));
  gtk_widget_set_visible (page->check_revealer, active);
  gtk_revealer_set_reveal_child (GTK_REVEALER (page->check_revealer), active);
  if (active)
    gtk_widget_child_focus (GTK_WIDGET (page->check_bin), GTK_DIR_TAB_FORWARD);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  gtk_list_item_set_child (row, plumb_trail_row_new ());
  gtk_list_item_set_activatable (row, FALSE);
}

static void
bind_row_cb (PlumbAuditPage *page, GtkListItem *row)
{
  plumb_trail_row_show (PLUMB_TRAIL_ROW (gtk_list_item_get_child (row)), gtk_list_item_get_item (row), get_loop (page) != NULL);
}

static void
fill_choices (PlumbAuditPage *page)
{
  guint chosen = 0;

  for (guint i = 0; i < page->loops->len; i++)
    {
      const PlumbLoopSummary *loop = g_ptr_array_index (page->loops, i);
      g_autofree char *line = g_strdup_printf ("%s, %s", loop->candidate, loop->role);
      g_autofree char *shown = plumb_text_dup_line (line);

      gtk_string_list_append (page->loop_names, shown);
      if (g_strcmp0 (loop->id, page->wanted_loop) == 0)
        chosen = i + 1;
    }
  for (guint i = 0; i < page->people->len; i++)
    {
      g_autofree char *shown = plumb_text_dup_line (((PlumbPerson *)g_ptr_array_index (page->people, i))->name);

      gtk_string_list_append (page->people_names, shown);
    }
  gtk_drop_down_set_selected (page->loop_choice, chosen);
  page->listed = TRUE;
  show_subtitle (page);
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbAuditPage) page = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *people = plumb_workspace_list_people_finish (PLUMB_WORKSPACE (source), result, &error);

  page->people = people != NULL ? people : g_ptr_array_new ();
  if (page->session == NULL)
    return;
  fill_choices (page);
  if (error != NULL)
    plumb_session_fail (page->session, error->message);
}

static void
loops_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbAuditPage) page = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *loops = plumb_workspace_list_loops_finish (PLUMB_WORKSPACE (source), result, &error);

  page->loops = loops != NULL ? loops : g_ptr_array_new ();
  if (page->session == NULL)
    return;
  if (error != NULL)
    plumb_session_fail (page->session, error->message);
  plumb_workspace_list_people_async (PLUMB_WORKSPACE (source), NULL, people_listed_cb, g_object_ref (page));
}

static gboolean
plumb_audit_page_find (PlumbPage *base)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PLUMB_AUDIT_PAGE (base)->search));
}

static void
plumb_audit_page_dispose (GObject *object)
{
  PlumbAuditPage *page = PLUMB_AUDIT_PAGE (object);

  g_cancellable_cancel (page->cancellable);
  g_clear_object (&page->cancellable);
  g_clear_handle_id (&page->fresh, g_source_remove);
  g_clear_pointer (&page->reader, reader_release);
  g_clear_pointer (&page->loops, g_ptr_array_unref);
  g_clear_pointer (&page->people, g_ptr_array_unref);
  g_clear_object (&page->items);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (plumb_audit_page_parent_class)->dispose (object);
}

static void
plumb_audit_page_finalize (GObject *object)
{
  PlumbAuditPage *page = PLUMB_AUDIT_PAGE (object);

  g_free (page->wanted_loop);
  g_free (page->last_day);
  G_OBJECT_CLASS (plumb_audit_page_parent_class)->finalize (object);
}

static void
plumb_audit_page_class_init (PlumbAuditPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_audit_page_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_audit_page_finalize;
  PLUMB_PAGE_CLASS (class)->find = plumb_audit_page_find;
  g_type_ensure (PLUMB_TYPE_MOMENT_ENTRY);
  g_type_ensure (PLUMB_TYPE_FIT_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/audit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, check_toggle);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, check_revealer);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, check_bin);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, search);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, filters);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, loop_names);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, people_names);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, topic_names);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, period_popover);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, from);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, until);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, list);
  gtk_widget_class_bind_template_child (widget_class, PlumbAuditPage, foot);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, any_time_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
}

static GtkDropDown *
choice_new (GtkWidget *box, GtkStringList *names, const char *label, gboolean can_search)
{
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (names)), expression);

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), can_search);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (choice, label);
  plumb_wrap_box_append (box, choice);
  return GTK_DROP_DOWN (choice);
}

static void
build_filters (PlumbAuditPage *page)
{
  GtkWidget *box = plumb_wrap_box_new (0, 8);

  gtk_string_list_append (page->loop_names, _ ("All loops"));
  gtk_string_list_append (page->people_names, _ ("Everybody"));
  gtk_string_list_append (page->topic_names, _ ("Everything"));
  for (int topic = 0; topic < PLUMB_N_TOPICS; topic++)
    gtk_string_list_append (page->topic_names, plumb_topic_to_label ((PlumbTopic)topic));
  page->loop_choice = choice_new (box, page->loop_names, _ ("Loop"), TRUE);
  page->person_choice = choice_new (box, page->people_names, _ ("Done by"), TRUE);
  page->topic_choice = choice_new (box, page->topic_names, _ ("About"), FALSE);
  page->period = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (page->period, _ ("Any time"));
  gtk_menu_button_set_popover (page->period, page->period_popover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (page->period), _ ("Period"));
  plumb_wrap_box_append (box, GTK_WIDGET (page->period));
  plumb_moment_entry_set_label (page->from, _ ("From"));
  plumb_moment_entry_set_label (page->until, _ ("Until"));
  adw_bin_set_child (page->filters, box);
  g_signal_connect_swapped (page->loop_choice, "notify::selected", G_CALLBACK (loop_chosen_cb), page);
  g_signal_connect_swapped (page->person_choice, "notify::selected", G_CALLBACK (filter_changed_cb), page);
  g_signal_connect_swapped (page->topic_choice, "notify::selected", G_CALLBACK (filter_changed_cb), page);
}

static void
plumb_audit_page_init (PlumbAuditPage *page)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *model;

  gtk_widget_init_template (GTK_WIDGET (page));
  page->items = g_list_store_new (PLUMB_TYPE_TRAIL_ITEM);
  page->loops = g_ptr_array_new ();
  build_filters (page);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), page, G_CONNECT_SWAPPED);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (page->items))));
  gtk_list_view_set_model (page->list, model);
  gtk_list_view_set_factory (page->list, factory);
  g_object_unref (model);
  g_object_unref (factory);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (page->scroller), "value-changed", G_CALLBACK (scrolled_cb), page,
                           G_CONNECT_SWAPPED);
}

PlumbPage *
plumb_audit_page_new (PlumbSession *session, const char *loop)
{
  PlumbAuditPage *page;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && plumb_session_get_workspace (session) != NULL, NULL);

  page = g_object_new (PLUMB_TYPE_AUDIT_PAGE, NULL);
  page->session = g_object_ref (session);
  page->wanted_loop = loop != NULL && *loop != '\0' ? g_strdup (loop) : NULL;
  g_signal_connect_object (plumb_session_get_workspace (session), "loop-changed", G_CALLBACK (trail_grew_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (plumb_session_get_workspace (session), "list-changed", G_CALLBACK (trail_grew_cb), page,
                           G_CONNECT_SWAPPED);
  start_over (page);
  plumb_workspace_list_loops_async (plumb_session_get_workspace (session), plumb_session_get_person_id (session), NULL,
                                    loops_listed_cb, g_object_ref (page));
  return PLUMB_PAGE (page);
}
