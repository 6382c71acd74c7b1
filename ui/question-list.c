/* question-list.c - see question-list.h. Each filter is a drop-down over the keys that occur; its first row is "all". */

#include "ui/question-list.h"

#include "ui/card-grid.h"
#include "ui/filtered-list.h"
#include "ui/form.h"
#include "ui/library-words.h"
#include "ui/question-item.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

typedef enum
{
  FILTER_SOURCE,
  FILTER_COMPETENCY,
  FILTER_KIND,
  FILTER_LEVEL,
  FILTER_TOPIC,
  N_FILTERS
} Filter;

struct _PlumbQuestionList
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkEditable *search;
  PlumbCardGrid *filters;
  GtkLabel *count;
  GtkListView *view;

  GtkDropDown *choices[N_FILTERS];
  GPtrArray *keys[N_FILTERS]; /* of char*: the keys behind the rows after the first */

  /* owned references */
  PlumbFilteredList rows;
  GPtrArray *templates;
};

enum
{
  SELECTED,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbQuestionList, plumb_question_list, GTK_TYPE_WIDGET)

static const char *
get_key (PlumbQuestionList *list, Filter filter)
{
  guint selected = gtk_drop_down_get_selected (list->choices[filter]);

  return selected == 0 || selected > list->keys[filter]->len ? NULL : g_ptr_array_index (list->keys[filter], selected - 1);
}

static gboolean
matches_cb (gpointer object, gpointer data)
{
  PlumbQuestionList *list = data;
  const PlumbQuestionFilter filter = {
    .source = get_key (list, FILTER_SOURCE),
    .competency = get_key (list, FILTER_COMPETENCY),
    .kind = get_key (list, FILTER_KIND),
    .level = get_key (list, FILTER_LEVEL),
    .topic = get_key (list, FILTER_TOPIC),
    .text = gtk_editable_get_text (list->search),
  };

  return plumb_question_matches (plumb_question_item_get_question (object), &filter);
}

static void
show_count (PlumbQuestionList *list)
{
  g_autofree char *text = plumb_library_dup_count (plumb_filtered_list_count (&list->rows));

  gtk_label_set_text (list->count, text);
}

static void
filter_changed_cb (PlumbQuestionList *list)
{
  if (list->rows.filter == NULL)
    return;
  plumb_filtered_list_refilter (&list->rows);
  show_count (list);
}

static void
selection_changed_cb (PlumbQuestionList *list)
{
  PlumbQuestionItem *item = plumb_filtered_list_get_selected (&list->rows);

  if (item != NULL)
    g_signal_emit (list, signals[SELECTED], 0, plumb_question_item_get_question (item));
}

static void
activate_cb (PlumbQuestionList *list, guint position)
{
  g_autoptr (PlumbQuestionItem) item = plumb_filtered_list_dup_item (&list->rows, position);

  if (item != NULL)
    g_signal_emit (list, signals[OPENED], 0, plumb_question_item_get_question (item));
}

static void
search_activate_cb (PlumbQuestionList *list)
{
  filter_changed_cb (list); /* the entry tells a moment later what was typed */
  if (plumb_filtered_list_select_first (&list->rows))
    activate_cb (list, 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_box_append (GTK_BOX (texts), plumb_line_new (NULL, "loop-name"));
  gtk_box_append (GTK_BOX (texts), plumb_line_new (NULL, "secondary"));
  plumb_filtered_list_set_row (list_item, texts);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, PlumbQuestionList *list)
{
  const PlumbQuestion *question = plumb_question_item_get_question (gtk_list_item_get_item (list_item));
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  g_autofree char *level = plumb_library_dup_word (question->level);
  g_autofree char *detail
      = g_strdup_printf (_ ("%s · %s · %d min"), plumb_library_get_competency_name (list->templates, question->competency), level,
                         question->minutes);

  gtk_label_set_text (GTK_LABEL (title), question->title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), detail);
  plumb_list_row_set_name (gtk_list_item_get_child (list_item), question->title);
}

/* The keys of one filter that the questions have, in the library's order. */
static GPtrArray *
collect_keys (GPtrArray *questions, Filter filter)
{
  const char *const *order = filter == FILTER_KIND    ? plumb_question_kinds
                             : filter == FILTER_LEVEL ? plumb_question_levels
                             : filter == FILTER_TOPIC ? plumb_question_topics
                                                      : NULL;
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; order != NULL && order[i] != NULL; i++)
    g_ptr_array_add (keys, g_strdup (order[i]));
  for (guint i = 0; order == NULL && i < questions->len; i++)
    {
      const PlumbQuestion *question = g_ptr_array_index (questions, i);
      const char *const one[] = { question->competency, NULL };

      for (const char *const *key = filter == FILTER_SOURCE ? (const char *const *)question->sources : one; *key != NULL; key++)
        if (!g_ptr_array_find_with_equal_func (keys, *key, g_str_equal, NULL))
          g_ptr_array_add (keys, g_strdup (*key));
    }
  return keys;
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static void
fill_filter (PlumbQuestionList *list, GPtrArray *questions, Filter filter)
{
  static const char *const all[N_FILTERS]
      = { N_ ("All sources"), N_ ("All competencies"), N_ ("All kinds"), N_ ("All levels"), N_ ("All topics") };
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);

  g_clear_pointer (&list->keys[filter], g_ptr_array_unref);
  list->keys[filter] = collect_keys (questions, filter);
  if (filter == FILTER_SOURCE)
    g_ptr_array_sort (list->keys[filter], compare_keys);
  gtk_string_list_append (rows, _ (all[filter]));
  for (guint i = 0; i < list->keys[filter]->len; i++)
    {
      const char *key = g_ptr_array_index (list->keys[filter], i);
      g_autofree char *word = filter == FILTER_COMPETENCY ? g_strdup (plumb_library_get_competency_name (list->templates, key))
                              : filter == FILTER_SOURCE   ? g_strdup (key)
                                                          : plumb_library_dup_word (key);

      gtk_string_list_append (rows, word);
    }
  gtk_drop_down_set_model (list->choices[filter], G_LIST_MODEL (rows));
}

static void
plumb_question_list_dispose (GObject *object)
{
  PlumbQuestionList *list = PLUMB_QUESTION_LIST (object);

  plumb_filtered_list_clear (&list->rows, list);
  for (guint i = 0; i < N_FILTERS; i++)
    g_clear_pointer (&list->keys[i], g_ptr_array_unref);
  g_clear_pointer (&list->templates, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PLUMB_TYPE_QUESTION_LIST);
  plumb_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (plumb_question_list_parent_class)->dispose (object);
}

static void
plumb_question_list_class_init (PlumbQuestionListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_question_list_dispose;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_POINTER);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_POINTER);
  g_type_ensure (PLUMB_TYPE_CARD_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/question-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbQuestionList, search);
  gtk_widget_class_bind_template_child (widget_class, PlumbQuestionList, filters);
  gtk_widget_class_bind_template_child (widget_class, PlumbQuestionList, count);
  gtk_widget_class_bind_template_child (widget_class, PlumbQuestionList, view);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
plumb_question_list_init (PlumbQuestionList *list)
{
  static const char *const names[N_FILTERS] = { N_ ("Filter by source"), N_ ("Filter by competency"), N_ ("Filter by kind"),
                                                N_ ("Filter by level"), N_ ("Filter by topic") };
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (list));
  for (guint i = 0; i < N_FILTERS; i++)
    {
      GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

      list->keys[i] = g_ptr_array_new_with_free_func (g_free);
      list->choices[i] = GTK_DROP_DOWN (choice);
      gtk_widget_add_css_class (choice, "filter");
      plumb_form_name_drop_down (list->choices[i], _ (names[i]));
      g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (filter_changed_cb), list);
      plumb_card_grid_append (list->filters, choice);
    }
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), list);
  gtk_list_view_set_factory (list->view, factory);
  plumb_filtered_list_init (&list->rows, list->view, PLUMB_TYPE_QUESTION_ITEM, matches_cb, G_CALLBACK (selection_changed_cb),
                            list);
}

static gint
compare_titles (gconstpointer a, gconstpointer b)
{
  PlumbQuestionItem *one = *(PlumbQuestionItem *const *)a, *two = *(PlumbQuestionItem *const *)b;

  return g_utf8_collate (plumb_question_item_get_question (one)->title, plumb_question_item_get_question (two)->title);
}

void
plumb_question_list_set_library (PlumbQuestionList *list, GPtrArray *questions, GPtrArray *templates)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (PLUMB_IS_QUESTION_LIST (list) && questions != NULL && templates != NULL);

  g_clear_pointer (&list->templates, g_ptr_array_unref);
  list->templates = g_ptr_array_ref (templates);
  for (guint i = 0; i < questions->len; i++)
    g_ptr_array_add (items, plumb_question_item_new (g_ptr_array_index (questions, i)));
  g_ptr_array_sort (items, compare_titles);
  for (guint i = 0; i < N_FILTERS; i++)
    fill_filter (list, questions, (Filter)i);
  g_list_store_splice (list->rows.items, 0, g_list_model_get_n_items (G_LIST_MODEL (list->rows.items)), items->pdata, items->len);
  show_count (list);
}

void
plumb_question_list_find (PlumbQuestionList *list)
{
  g_return_if_fail (PLUMB_IS_QUESTION_LIST (list));
  gtk_widget_grab_focus (GTK_WIDGET (list->search));
}
