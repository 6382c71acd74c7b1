/* flag-row.c - see flag-row.h. The texts are built anew from each snapshot; the acts, where somebody may be typing, are kept. */

#include "ui/flag-row.h"

#include "app/text.h"
#include "ui/flag-acts.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbFlagRow
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *severity;
  GtkWidget *texts;
  GtkWidget *history_expander;
  GtkWidget *history;
  GtkWidget *acts;

  /* owned */
  char *flag;
};

G_DEFINE_FINAL_TYPE (PlumbFlagRow, plumb_flag_row, GTK_TYPE_BOX)

static void
add_text (GtkWidget *box, const char *text, const char *style)
{
  g_autofree char *shown = plumb_text_dup_shown (text);

  gtk_box_append (GTK_BOX (box), plumb_label_new (shown, style));
}

static const char *
get_name (const PlumbLoop *loop, const char *person)
{
  return person == NULL || *person == '\0' ? _ ("The owner of the workspace") : plumb_loop_get_person_name (loop, person);
}

/* "Sam Cole · Production debugging · p99 up, median flat" */
static char *
dup_origin (const PlumbLoop *loop, const PlumbFlag *flag)
{
  const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, flag->assignment);
  const PlumbStage *stage = assignment != NULL ? plumb_loop_get_stage (loop, assignment) : NULL;
  const PlumbScriptItem *item
      = stage != NULL && flag->question != NULL ? plumb_stage_get_item (stage, flag->question, NULL) : NULL;
  GString *text = g_string_new (assignment != NULL ? plumb_loop_get_person_name (loop, assignment->person) : "");

  if (stage != NULL)
    g_string_append_printf (text, " · %s", stage->title);
  g_string_append_printf (text, " · %s", item != NULL ? item->question->title : _ ("the interview as a whole"));
  if (assignment != NULL && !plumb_seat_counts (assignment->seat))
    g_string_append (text, _ (" · on a shadow’s card, gates nothing"));
  return g_string_free (text, FALSE);
}

/* "Upheld by João Silva: …", or what it was merged into. */
static void
add_state (GtkWidget *box, const PlumbLoop *loop, const PlumbFlag *flag)
{
  const PlumbFlagEvent *merge = plumb_flag_get_merge (flag);
  const PlumbFlag *into = merge != NULL ? plumb_loop_get_flag (loop, merge->into) : NULL;
  g_autofree char *text = NULL;

  if (into != NULL)
    text = g_strdup_printf (_ ("Merged into “%s” by %s: %s"), into->label, get_name (loop, merge->author), merge->text);
  else if (flag->state != PLUMB_FLAG_OPEN)
    text = g_strdup_printf (_ ("%s by %s: %s"), plumb_flag_state_to_label (flag->state), get_name (loop, flag->resolved_by),
                            flag->resolution);
  if (text != NULL)
    add_text (box, text, NULL);
}

static void
add_corroborations (GtkWidget *box, const PlumbLoop *loop, const PlumbFlag *flag)
{
  g_autoptr (GPtrArray) standing = plumb_flag_list_corroborations (flag);
  g_autoptr (GPtrArray) merged = plumb_loop_list_merged (loop, flag);

  for (guint i = 0; i < standing->len; i++)
    {
      const PlumbFlagEvent *event = g_ptr_array_index (standing, i);
      g_autofree char *text = g_strdup_printf (_ ("Corroborated by %s: %s"), get_name (loop, event->author), event->text);

      add_text (box, text, NULL);
    }
  for (guint i = 0; i < merged->len; i++)
    {
      const PlumbFlag *other = g_ptr_array_index (merged, i);
      g_autofree char *origin = dup_origin (loop, other);
      g_autofree char *text = g_strdup_printf (_ ("Stands for this one too: “%s” (%s)"), other->label, origin);

      add_text (box, text, "secondary");
    }
}

static void
show_history (PlumbFlagRow *row, const PlumbLoop *loop, const PlumbFlag *flag)
{
  const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, flag->assignment);
  g_autoptr (GPtrArray) events = plumb_flag_list_history (flag);
  g_autofree char *raised = plumb_instant_dup_date_time (flag->raised_at);
  g_autofree char *first
      = g_strdup_printf (_ ("%s · raised by %s"), raised, assignment != NULL ? get_name (loop, assignment->person) : "");
  g_autofree char *title = g_strdup_printf (_ ("History, %u entries"), events->len + 1);

  plumb_widget_clear (row->history);
  gtk_widget_set_visible (row->history_expander, events->len > 0);
  gtk_expander_set_label (GTK_EXPANDER (row->history_expander), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->history_expander), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  add_text (row->history, first, "secondary");
  for (guint i = 0; i < events->len; i++)
    {
      const PlumbFlagEvent *event = g_ptr_array_index (events, i);
      g_autofree char *when = plumb_instant_dup_date_time (event->at);
      g_autofree char *text = g_strdup_printf (_ ("%s · %s by %s: %s"), when, plumb_flag_act_to_label (event->act),
                                               get_name (loop, event->author), event->text);

      add_text (row->history, text, "secondary");
    }
}

static void
plumb_flag_row_finalize (GObject *object)
{
  g_free (PLUMB_FLAG_ROW (object)->flag);
  G_OBJECT_CLASS (plumb_flag_row_parent_class)->finalize (object);
}

static void
plumb_flag_row_class_init (PlumbFlagRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = plumb_flag_row_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
plumb_flag_row_init (PlumbFlagRow *row)
{
  row->severity = gtk_label_new (NULL);
  row->texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  row->history = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  row->history_expander = gtk_expander_new (NULL);
  gtk_expander_set_child (GTK_EXPANDER (row->history_expander), row->history);
  gtk_widget_set_margin_start (row->history, 12);
  gtk_widget_add_css_class (row->severity, "severity");
  gtk_widget_set_valign (row->severity, GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (row), "flag-row");
}

GtkWidget *
plumb_flag_row_new (PlumbSession *session, const char *flag)
{
  PlumbFlagRow *row;
  GtkWidget *grid, *column;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && flag != NULL, NULL);

  row = g_object_new (PLUMB_TYPE_FLAG_ROW, NULL);
  grid = gtk_grid_new (); /* a box in a box would count the baselines of the badge in only once it knows its width */
  column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  row->flag = g_strdup (flag);
  row->acts = plumb_flag_acts_new (session, flag);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), row->texts);
  gtk_box_append (GTK_BOX (column), row->history_expander);
  gtk_box_append (GTK_BOX (column), row->acts);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_attach (GTK_GRID (grid), row->severity, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), column, 1, 0, 1, 1);
  gtk_box_append (GTK_BOX (row), grid);
  return GTK_WIDGET (row);
}

void
plumb_flag_row_update (PlumbFlagRow *row, PlumbSnapshot *snapshot)
{
  static const char *const classes[] = { "minor", "major", "critical" };
  const PlumbLoop *loop;
  const PlumbFlag *flag;
  GtkWidget *head, *title;
  g_autofree char *line = NULL, *origin = NULL;

  g_return_if_fail (PLUMB_IS_FLAG_ROW (row) && snapshot != NULL);

  loop = plumb_snapshot_get_loop (snapshot);
  flag = plumb_loop_get_flag (loop, row->flag);
  g_return_if_fail (flag != NULL);

  line = plumb_text_dup_line (flag->label);
  origin = dup_origin (loop, flag);
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  title = plumb_label_new (line, "heading");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_text (GTK_LABEL (row->severity), plumb_severity_to_label (flag->severity));
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (i == flag->severity)
      gtk_widget_add_css_class (row->severity, classes[i]);
    else
      gtk_widget_remove_css_class (row->severity, classes[i]);
  plumb_widget_clear (row->texts);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head),
                  plumb_badge_new (plumb_flag_get_merge (flag) != NULL ? _ ("Merged") : plumb_flag_state_to_label (flag->state),
                                   flag->state == PLUMB_FLAG_OPEN ? "warning" : NULL));
  gtk_box_append (GTK_BOX (row->texts), head);
  add_text (row->texts, origin, "secondary");
  if (*flag->quote != '\0')
    add_text (row->texts, flag->quote, "quote");
  add_corroborations (row->texts, loop, flag);
  add_state (row->texts, loop, flag);
  show_history (row, loop, flag);
  plumb_flag_acts_update (PLUMB_FLAG_ACTS (row->acts), loop);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
}

const char *
plumb_flag_row_get_flag (PlumbFlagRow *row)
{
  g_return_val_if_fail (PLUMB_IS_FLAG_ROW (row), NULL);
  return row->flag;
}
