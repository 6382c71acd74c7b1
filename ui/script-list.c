/* script-list.c - see script-list.h. Rows are made once and then only told what changed, so the focus stays where it is. */

#include "ui/script-list.h"

#include "ui/interview-widgets.h"
#include "ui/style.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbScriptList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *list;
  GPtrArray *rows; /* of Row */
  guint current;
  gboolean choosing;
  gboolean roomy; /* titles may take two lines */

  /* owned reference */
  PlumbCardEditor *editor;
};

typedef struct
{
  GtkWidget *row;
  GtkWidget *chip;
  GtkWidget *title;
  GtkWidget *about;
} Row;

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbScriptList, plumb_script_list, GTK_TYPE_WIDGET)

static Row *
add_row (PlumbScriptList *list, const PlumbScriptItem *item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  row->row = gtk_list_box_row_new ();
  row->chip = plumb_score_chip_new ();
  gtk_widget_add_css_class (row->chip, "round");
  gtk_widget_set_tooltip_text (row->row, item->question->title);
  row->title = plumb_line_new (item->question->title, NULL);
  gtk_label_set_wrap (GTK_LABEL (row->title), list->roomy);
  gtk_label_set_lines (GTK_LABEL (row->title), 2);
  row->about = plumb_line_new ("", "secondary");
  gtk_label_set_max_width_chars (GTK_LABEL (row->title), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (row->about), 24);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), row->title);
  gtk_box_append (GTK_BOX (words), row->about);
  gtk_box_append (GTK_BOX (box), row->chip);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_list_box_append (GTK_LIST_BOX (list->list), row->row);
  g_ptr_array_add (list->rows, row);
  return row;
}

/* The chip of a question without a score: its number while open, else a sign that the words beside it explain. */
static void
show_chip (Row *row, const PlumbAnswer *answer, guint index, int points)
{
  static const char *const signs[] = { [PLUMB_ANSWER_NOT_ASKED] = "–",
                                       [PLUMB_ANSWER_NO_EVIDENCE] = "?",
                                       [PLUMB_ANSWER_NOT_APPLICABLE] = "∅",
                                       [PLUMB_ANSWER_DECLINED] = "×" };
  g_autofree char *number = g_strdup_printf ("%u", index + 1);

  if (answer->state == PLUMB_ANSWER_SCORED)
    plumb_score_chip_set_score (row->chip, answer->score, points, NULL);
  else
    plumb_score_chip_set_sign (row->chip, answer->state == PLUMB_ANSWER_OPEN ? number : signs[answer->state]);
}

static void
show_row (PlumbScriptList *list, guint index, const PlumbScriptItem *item, const PlumbAnswer *answer)
{
  const PlumbTemplate *template = plumb_card_editor_get_loop (list->editor)->template;
  const PlumbCompetency *competency = plumb_template_get_competency (template, item->question->competency, NULL);
  Row *row = g_ptr_array_index (list->rows, index);
  g_autofree char *state = NULL;
  g_autofree char *about = NULL;
  g_autofree char *told = NULL;

  if (answer->state == PLUMB_ANSWER_SCORED)
    state = g_strdup_printf (_ ("score %d, %s"), answer->score, plumb_template_get_point_label (template, answer->score));
  else
    state = g_strdup (answer->state == PLUMB_ANSWER_OPEN ? _ ("open") : plumb_answer_state_to_label (answer->state));
  if (answer->state == PLUMB_ANSWER_OPEN || answer->state == PLUMB_ANSWER_SCORED)
    about = g_strdup_printf (_ ("%s · %d min"), competency != NULL ? competency->short_name : "", item->minutes);
  else
    about = g_strdup_printf ("%s · %s", competency != NULL ? competency->short_name : "", state);
  told = g_strdup_printf (_ ("Question %u, %s, %s"), index + 1, item->question->title, state);
  show_chip (row, answer, index, template->points);
  gtk_label_set_text (GTK_LABEL (row->about), about);
  gtk_widget_set_tooltip_text (row->about, about);
  plumb_widget_set_name (row->row, told, about);
  if (index == list->current)
    gtk_widget_add_css_class (row->title, "heading");
  else
    gtk_widget_remove_css_class (row->title, "heading");
}

static void
update (PlumbScriptList *list)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (list->editor);

  if (stage == NULL)
    return;
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      if (i >= list->rows->len)
        add_row (list, item);
      show_row (list, i, item, plumb_card_editor_get_answer (list->editor, item->question->id));
    }
  if (list->current < list->rows->len)
    {
      list->choosing = TRUE;
      gtk_list_box_select_row (GTK_LIST_BOX (list->list),
                               GTK_LIST_BOX_ROW (((Row *)g_ptr_array_index (list->rows, list->current))->row));
      list->choosing = FALSE;
    }
}

static void
activated_cb (PlumbScriptList *list, GtkListBoxRow *row)
{
  if (!list->choosing)
    g_signal_emit (list, signals[CHOSEN], 0, (guint)gtk_list_box_row_get_index (row));
}

static void
plumb_script_list_dispose (GObject *object)
{
  PlumbScriptList *list = PLUMB_SCRIPT_LIST (object);

  g_clear_pointer (&list->scroller, gtk_widget_unparent);
  g_clear_pointer (&list->rows, g_ptr_array_unref);
  g_clear_object (&list->editor);
  G_OBJECT_CLASS (plumb_script_list_parent_class)->dispose (object);
}

static void
plumb_script_list_class_init (PlumbScriptListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_script_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN]
      = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
plumb_script_list_init (PlumbScriptList *list)
{
  list->rows = g_ptr_array_new_with_free_func (g_free);
  list->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list->list), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (list->list, "navigation-sidebar");
  gtk_widget_add_css_class (list->list, "script");
  plumb_widget_set_name (list->list, _ ("Script"), NULL);
  list->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "child", list->list,
                                 "propagate-natural-height", TRUE, NULL);
  gtk_widget_set_parent (list->scroller, GTK_WIDGET (list));
  gtk_widget_set_hexpand_set (GTK_WIDGET (list), TRUE);
  g_signal_connect_object (list->list, "row-activated", G_CALLBACK (activated_cb), list, G_CONNECT_SWAPPED);
}

GtkWidget *
plumb_script_list_new (PlumbCardEditor *editor, gboolean roomy)
{
  PlumbScriptList *list = g_object_new (PLUMB_TYPE_SCRIPT_LIST, NULL);

  list->editor = g_object_ref (editor);
  list->roomy = roomy;
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), list, G_CONNECT_SWAPPED);
  update (list);
  return GTK_WIDGET (list);
}

void
plumb_script_list_set_current (PlumbScriptList *list, guint index)
{
  g_return_if_fail (PLUMB_IS_SCRIPT_LIST (list));
  list->current = index;
  update (list);
}
