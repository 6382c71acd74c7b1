/* batch-loops.c - see batch-loops.h. A tick that was taken away is remembered while its loop is filtered out. */

#include "ui/batch-loops.h"

#include "app/dates.h"
#include "app/text.h"
#include "ui/form.h"
#include "ui/loop-item.h"
#include "ui/widgets.h"

struct _PlumbBatchLoops
{
  GtkBox parent_instance;

  /* children, borrowed */
  GtkWidget *role;
  GtkWidget *since;
  GtkWidget *until;
  GtkWidget *problem;
  GtkWidget *count;

  PlumbSession *session; /* owned */
  GListStore *items;     /* of PlumbLoopItem */
  GtkFilterListModel *shown;
  GtkCustomFilter *filter; /* borrowed from `shown` */
  GHashTable *left_out;    /* set of ids */
  GCancellable *loading;

  /* the filter */
  char *wanted_role; /* NULL: any */
  PlumbInstant from;
  PlumbInstant to; /* 0: open end */
};

G_DEFINE_FINAL_TYPE (PlumbBatchLoops, plumb_batch_loops, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
matches (gpointer item, gpointer data)
{
  PlumbBatchLoops *loops = data;
  const PlumbLoopSummary *summary = plumb_loop_item_get_summary (item);

  return (loops->wanted_role == NULL || g_str_equal (summary->role, loops->wanted_role)) && summary->changed_at >= loops->from
         && (loops->to == 0 || summary->changed_at < loops->to);
}

static void
show_count (PlumbBatchLoops *loops)
{
  g_auto (GStrv) chosen = plumb_batch_loops_dup_chosen (loops);
  guint n = g_strv_length (chosen);
  g_autofree char *text = g_strdup_printf ("%u %s chosen of %u", n, n == 1 ? "loop" : "loops",
                                           g_list_model_get_n_items (G_LIST_MODEL (loops->items)));

  gtk_label_set_text (GTK_LABEL (loops->count), text);
  g_signal_emit (loops, signals[CHANGED], 0);
}

static gboolean
read_day (GtkWidget *entry, gboolean end, PlumbInstant *instant)
{
  g_autofree char *text = plumb_form_dup_text (GTK_EDITABLE (entry));

  *instant = 0;
  return *text == '\0' || plumb_dates_parse_day (text, end, instant);
}

static void
filter_cb (PlumbBatchLoops *loops)
{
  GtkStringObject *selected = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (loops->role));
  gboolean any = gtk_drop_down_get_selected (GTK_DROP_DOWN (loops->role)) == 0;
  gboolean good = read_day (loops->since, FALSE, &loops->from);

  good = read_day (loops->until, TRUE, &loops->to) && good;
  plumb_form_show_problem (loops->problem, good ? NULL : "Write a day as 2026-11-16.");
  g_free (loops->wanted_role);
  loops->wanted_role = any || selected == NULL ? NULL : g_strdup (gtk_string_object_get_string (selected));
  gtk_filter_changed (GTK_FILTER (loops->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_count (loops);
}

/* Monday to Sunday: what a committee that meets once a week is to read. */
static void
week_cb (PlumbBatchLoops *loops)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) monday = g_date_time_add_days (now, 1 - g_date_time_get_day_of_week (now));
  g_autoptr (GDateTime) sunday = g_date_time_add_days (monday, 6);
  g_autofree char *first = g_date_time_format (monday, "%Y-%m-%d");
  g_autofree char *last = g_date_time_format (sunday, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (loops->since), first);
  gtk_editable_set_text (GTK_EDITABLE (loops->until), last);
}

static void
toggled_cb (GtkCheckButton *check, PlumbBatchLoops *loops)
{
  const char *id = g_object_get_data (G_OBJECT (check), "loop");

  if (id == NULL)
    return;
  if (gtk_check_button_get_active (check))
    g_hash_table_remove (loops->left_out, id);
  else
    g_hash_table_add (loops->left_out, g_strdup (id));
  show_count (loops);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, PlumbBatchLoops *loops)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_list_item_set_activatable (list_item, FALSE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), loops, 0);
  gtk_list_item_set_child (list_item, check);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, PlumbBatchLoops *loops)
{
  GtkWidget *check = gtk_list_item_get_child (list_item);
  const PlumbLoopSummary *summary = plumb_loop_item_get_summary (gtk_list_item_get_item (list_item));
  g_autofree char *name = plumb_text_dup_line (summary->candidate);
  g_autofree char *label
      = g_strdup_printf ("\u200e\u2068%s\u2069 · %s · %s", name, summary->role, plumb_loop_state_to_label (summary->state));

  g_object_set_data (G_OBJECT (check), "loop", NULL); /* what is set now is no wish of the user's */
  gtk_check_button_set_label (GTK_CHECK_BUTTON (check), label);
  plumb_check_button_wrap (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !g_hash_table_contains (loops->left_out, summary->id));
  g_object_set_data_full (G_OBJECT (check), "loop", g_strdup (summary->id), g_free);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(char *const *)a, *(char *const *)b);
}

static void
fill_roles (PlumbBatchLoops *loops, GPtrArray *summaries)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < summaries->len; i++)
    {
      PlumbLoopSummary *summary = g_ptr_array_index (summaries, i);

      if (g_hash_table_add (seen, summary->role))
        g_ptr_array_add (roles, summary->role);
    }
  g_ptr_array_sort (roles, compare_strings);
  gtk_string_list_append (labels, "Any role");
  for (guint i = 0; i < roles->len; i++)
    gtk_string_list_append (labels, g_ptr_array_index (roles, i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (loops->role), G_LIST_MODEL (labels));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbBatchLoops) loops = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = plumb_workspace_list_loops_finish (PLUMB_WORKSPACE (source), result, &error);

  if (summaries == NULL)
    {
      if (loops->session != NULL && !g_cancellable_is_cancelled (loops->loading))
        plumb_session_fail (loops->session, error->message);
      return;
    }
  fill_roles (loops, summaries);
  plumb_loop_items_update (loops->items, summaries);
  filter_cb (loops);
}

static void
plumb_batch_loops_dispose (GObject *object)
{
  PlumbBatchLoops *loops = PLUMB_BATCH_LOOPS (object);

  g_cancellable_cancel (loops->loading);
  g_clear_object (&loops->loading);
  g_clear_object (&loops->shown);
  g_clear_object (&loops->items);
  g_clear_object (&loops->session);
  g_clear_pointer (&loops->left_out, g_hash_table_unref);
  g_clear_pointer (&loops->wanted_role, g_free);
  G_OBJECT_CLASS (plumb_batch_loops_parent_class)->dispose (object);
}

static void
plumb_batch_loops_class_init (PlumbBatchLoopsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_batch_loops_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_day (PlumbBatchLoops *loops, const char *name, const char *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (filter_cb), loops, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
new_list (PlumbBatchLoops *loops)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view
      = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (loops->shown)))), factory);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), loops, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), loops, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, "Loops to export", -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 160);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_add_css_class (scroller, "writing");
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
plumb_batch_loops_init (PlumbBatchLoops *loops)
{
  GtkWidget *whose = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *days = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *week = gtk_button_new_with_label ("This week");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (loops), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (loops), 10);
  loops->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  loops->items = g_list_store_new (PLUMB_TYPE_LOOP_ITEM);
  loops->filter = gtk_custom_filter_new (matches, loops, NULL);
  loops->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (loops->items)), GTK_FILTER (loops->filter));
  loops->role = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new ((const char *const[]){ "Any role", NULL })), NULL);
  plumb_form_name_drop_down (GTK_DROP_DOWN (loops->role), "Role");
  gtk_widget_set_hexpand (loops->role, TRUE);
  gtk_widget_set_tooltip_text (week, "Loops that changed from Monday to Sunday of this week");
  g_signal_connect_object (week, "clicked", G_CALLBACK (week_cb), loops, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (whose), loops->role);
  gtk_box_append (GTK_BOX (whose), week);
  loops->since = new_day (loops, "Changed since", "Changed since 2026-11-16");
  loops->until = new_day (loops, "Changed until", "until 2026-11-20");
  loops->problem = plumb_label_new ("", "error");
  gtk_widget_set_visible (loops->problem, FALSE);
  loops->count = plumb_label_new ("", "secondary");
  gtk_box_append (GTK_BOX (days), loops->since);
  gtk_box_append (GTK_BOX (days), loops->until);
  gtk_box_append (GTK_BOX (loops), plumb_section_new ("WHICH LOOPS"));
  gtk_box_append (GTK_BOX (loops), whose);
  gtk_box_append (GTK_BOX (loops), days);
  gtk_box_append (GTK_BOX (loops), loops->problem);
  gtk_box_append (GTK_BOX (loops), new_list (loops));
  gtk_box_append (GTK_BOX (loops), loops->count);
  g_signal_connect_object (loops->role, "notify::selected", G_CALLBACK (filter_cb), loops, G_CONNECT_SWAPPED);
}

void
plumb_batch_loops_set_session (PlumbBatchLoops *loops, PlumbSession *session)
{
  g_return_if_fail (PLUMB_IS_BATCH_LOOPS (loops) && PLUMB_IS_SESSION (session));

  g_set_object (&loops->session, session);
  loops->loading = g_cancellable_new ();
  plumb_workspace_list_loops_async (plumb_session_get_workspace (session), plumb_session_get_person_id (session), loops->loading,
                                    listed_cb, g_object_ref (loops));
}

GStrv
plumb_batch_loops_dup_chosen (PlumbBatchLoops *loops)
{
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();
  guint n;

  g_return_val_if_fail (PLUMB_IS_BATCH_LOOPS (loops), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (loops->shown));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PlumbLoopItem) item = g_list_model_get_item (G_LIST_MODEL (loops->shown), i);

      if (!g_hash_table_contains (loops->left_out, plumb_loop_item_get_id (item)))
        g_strv_builder_add (chosen, plumb_loop_item_get_id (item));
    }
  return g_strv_builder_end (chosen);
}
