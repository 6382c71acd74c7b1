/* person-choice.c - see person-choice.h. */

#include "ui/person-choice.h"

#include "ui/form.h"
#include "ui/person-window.h"
#include "ui/weak.h"

#include <glib/gi18n.h>

struct _PlumbPersonChoice
{
  GtkWidget parent_instance;

  GtkDropDown *choice; /* the one child */
  GListStore *people;  /* shared */
  guint last;          /* selected before "Add person…" */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbPersonChoice, plumb_person_choice, GTK_TYPE_WIDGET)

static guint
count_rows (PlumbPersonChoice *choice)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (choice->choice));
}

/* The person was written down: it joins the list, and is chosen here. */
static void
added_cb (const PlumbPerson *person, gpointer data)
{
  g_autoptr (PlumbPersonChoice) choice = data;
  g_autoptr (PlumbPersonItem) item = NULL;

  if (person == NULL || choice->people == NULL)
    return;
  item = plumb_person_item_new (person, TRUE);
  g_list_store_append (choice->people, item);
  gtk_drop_down_set_selected (choice->choice, count_rows (choice) - 2);
}

static void
selected_cb (PlumbPersonChoice *choice)
{
  guint selected = gtk_drop_down_get_selected (choice->choice);

  if (selected != GTK_INVALID_LIST_POSITION && selected > 0 && selected == count_rows (choice) - 1)
    {
      gtk_drop_down_set_selected (choice->choice, choice->last);
      plumb_person_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (choice))), added_cb, g_object_ref (choice));
      return;
    }
  if (choice->last == selected)
    return;
  choice->last = selected;
  g_signal_emit (choice, signals[CHANGED], 0);
}

static GtkWidget *
find_search (GtkWidget *root)
{
  GtkWidget *found = GTK_IS_SEARCH_ENTRY (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_search (child);
  return found;
}

static gboolean
focus_search_cb (gpointer data)
{
  g_autoptr (GtkWidget) search = plumb_weak_take (data);

  if (search != NULL && gtk_widget_get_mapped (search))
    gtk_widget_grab_focus (search);
  return G_SOURCE_REMOVE;
}

/* GTK 4.8 puts the focus into the list, where typing does nothing. The popover decides after it is mapped, so we come after it. */
static void
search_mapped_cb (GtkWidget *search)
{
  g_idle_add (focus_search_cb, plumb_weak_new (search));
}

static gboolean
plumb_person_choice_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PLUMB_PERSON_CHOICE (widget)->choice));
}

static void
plumb_person_choice_dispose (GObject *object)
{
  PlumbPersonChoice *choice = PLUMB_PERSON_CHOICE (object);

  if (choice->choice != NULL)
    gtk_widget_unparent (GTK_WIDGET (choice->choice));
  choice->choice = NULL;
  g_clear_object (&choice->people);
  G_OBJECT_CLASS (plumb_person_choice_parent_class)->dispose (object);
}

static void
plumb_person_choice_class_init (PlumbPersonChoiceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_person_choice_dispose;
  GTK_WIDGET_CLASS (class)->grab_focus = plumb_person_choice_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_person_choice_init (PlumbPersonChoice *choice)
{
  choice->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, gtk_property_expression_new (PLUMB_TYPE_PERSON_ITEM, NULL, "name")));
  gtk_drop_down_set_enable_search (choice->choice, TRUE);
  gtk_widget_set_parent (GTK_WIDGET (choice->choice), GTK_WIDGET (choice));
  g_signal_connect (find_search (GTK_WIDGET (choice->choice)), "map", G_CALLBACK (search_mapped_cb), NULL);
  g_signal_connect_swapped (choice->choice, "notify::selected", G_CALLBACK (selected_cb), choice);
}

void
plumb_person_choice_set_people (PlumbPersonChoice *choice, GListStore *people)
{
  g_autoptr (PlumbPersonItem) nobody = plumb_person_item_new_word (_ ("Nobody yet"));
  g_autoptr (PlumbPersonItem) add = plumb_person_item_new_word (_ ("Add person…"));
  g_autoptr (GListStore) head = g_list_store_new (PLUMB_TYPE_PERSON_ITEM);
  g_autoptr (GListStore) tail = g_list_store_new (PLUMB_TYPE_PERSON_ITEM);
  g_autoptr (GtkFlattenListModel) rows = NULL;
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  g_return_if_fail (PLUMB_IS_PERSON_CHOICE (choice) && G_IS_LIST_STORE (people));

  g_set_object (&choice->people, people);
  g_list_store_append (head, nobody);
  g_list_store_append (tail, add);
  g_list_store_append (parts, head);
  g_list_store_append (parts, people);
  g_list_store_append (parts, tail);
  rows = gtk_flatten_list_model_new (G_LIST_MODEL (parts));
  gtk_drop_down_set_model (choice->choice, G_LIST_MODEL (rows));
}

void
plumb_person_choice_set_label (PlumbPersonChoice *choice, const char *label)
{
  g_return_if_fail (PLUMB_IS_PERSON_CHOICE (choice));
  plumb_form_name_drop_down (choice->choice, label);
}

PlumbPersonItem *
plumb_person_choice_get_item (PlumbPersonChoice *choice)
{
  PlumbPersonItem *item;

  g_return_val_if_fail (PLUMB_IS_PERSON_CHOICE (choice), NULL);

  item = gtk_drop_down_get_selected_item (choice->choice);
  return item != NULL && plumb_person_item_get_person (item) != NULL ? item : NULL;
}
