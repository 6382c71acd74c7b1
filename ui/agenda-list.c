/* agenda-list.c - see agenda-list.h. */

#include "ui/agenda-list.h"

#include "app/text.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbAgendaList
{
  GtkBox parent_instance;

  GPtrArray *buttons; /* borrowed toggles, in order; each with its "key" */
  char *current;
  gboolean marking;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbAgendaList, plumb_agenda_list, GTK_TYPE_BOX)

static const char *
get_key (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "key");
}

static void
mark_current (PlumbAgendaList *list)
{
  list->marking = TRUE;
  for (guint i = 0; i < list->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (list->buttons, i);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (get_key (button), list->current) == 0);
    }
  list->marking = FALSE;
}

static void
toggled_cb (GtkToggleButton *button, PlumbAgendaList *list)
{
  g_autofree char *key = g_strdup (get_key (GTK_WIDGET (button)));

  if (list->marking)
    return;
  mark_current (list);
  g_signal_emit (list, signals[CHOSEN], 0, key);
}

/* "2  Production: the panel is split", and where the panel left it. */
static GtkWidget *
make_row (PlumbAgendaList *list, const PlumbAgendaItem *point, guint number, GHashTable *drafts)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean draft = drafts != NULL && g_hash_table_contains (drafts, point->key);
  const char *state = draft                  ? _ ("Not recorded yet")
                      : point->point != NULL ? plumb_point_outcome_to_label (point->point->outcome)
                      : !point->due          ? _ ("Settled")
                                             : _ ("Not talked about yet");
  g_autofree char *title = plumb_text_dup_line (point->title);
  g_autofree char *order = g_strdup_printf ("%u", number);
  g_autofree char *told = g_strdup_printf (_ ("Point %u, %s: %s"), number, title, state);
  GtkWidget *position = plumb_label_new (order, "secondary");
  GtkWidget *label = plumb_label_new (title, NULL);

  gtk_widget_set_valign (position, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (position), 2);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_box_append (GTK_BOX (texts), label);
  gtk_box_append (GTK_BOX (texts), plumb_label_new (state, draft ? "flag-major" : "secondary"));
  gtk_box_append (GTK_BOX (line), position);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "agenda-row");
  plumb_button_set_name (button, told);
  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (point->key), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), list, 0);
  return button;
}

static void
plumb_agenda_list_finalize (GObject *object)
{
  PlumbAgendaList *list = PLUMB_AGENDA_LIST (object);

  g_ptr_array_unref (list->buttons);
  g_free (list->current);
  G_OBJECT_CLASS (plumb_agenda_list_parent_class)->finalize (object);
}

static void
plumb_agenda_list_class_init (PlumbAgendaListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = plumb_agenda_list_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHOSEN]
      = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plumb_agenda_list_init (PlumbAgendaList *list)
{
  list->buttons = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (list), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (list), 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Agenda of the debrief"), -1);
}

GtkWidget *
plumb_agenda_list_new (void)
{
  return g_object_new (PLUMB_TYPE_AGENDA_LIST, NULL);
}

void
plumb_agenda_list_update (PlumbAgendaList *list, GPtrArray *points, GHashTable *drafts)
{
  GtkRoot *root;
  GtkWidget *focus;
  g_autofree char *focused = NULL;

  g_return_if_fail (PLUMB_IS_AGENDA_LIST (list) && points != NULL);

  root = gtk_widget_get_root (GTK_WIDGET (list));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus != NULL && g_ptr_array_find (list->buttons, focus, NULL))
    focused = g_strdup (get_key (focus));
  g_ptr_array_set_size (list->buttons, 0);
  plumb_widget_clear (GTK_WIDGET (list));
  for (guint i = 0; i < points->len; i++)
    {
      const PlumbAgendaItem *point = g_ptr_array_index (points, i);
      GtkWidget *row = make_row (list, point, i + 1, drafts);

      g_ptr_array_add (list->buttons, row);
      gtk_box_append (GTK_BOX (list), row);
      if (g_strcmp0 (point->key, focused) == 0)
        gtk_widget_grab_focus (row);
    }
  mark_current (list);
}

void
plumb_agenda_list_set_current (PlumbAgendaList *list, const char *key)
{
  g_return_if_fail (PLUMB_IS_AGENDA_LIST (list));

  plumb_set_string (&list->current, key);
  mark_current (list);
}
