/* debrief-runner.c - see debrief-runner.h. The agenda is a pure function of the evaluation and made anew with each; the point in hand is
 * kept by its key. */

#include "ui/debrief-runner.h"

#include "app/agenda.h"
#include "app/text.h"
#include "ui/agenda-list.h"
#include "ui/form.h"
#include "ui/point-pane.h"
#include "ui/reading-clock.h"
#include "ui/scroll-to.h"
#include "ui/speaker-line.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbDebriefRunner
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *progress;
  GtkWidget *start_box;
  GtkWidget *minutes;
  GtkWidget *start;
  GtkWidget *preview; /* a toggle: the agenda before the start */
  GtkWidget *clock;
  GtkWidget *speakers;
  GtkWidget *columns; /* a grid: agenda and point, or one below the other */
  GtkWidget *agenda_box;
  GtkWidget *agenda;
  GtkWidget *topic_box;
  GtkWidget *topic;
  GtkWidget *point;
  GtkWidget *record; /* the minutes of a loop that is decided */

  /* owned */
  PlumbSession *session;
  PlumbEvaluation *evaluation;
  GPtrArray *items; /* of PlumbAgendaItem; NULL before the first evaluation */
  char *current;    /* key of the point in hand */

  gboolean starting; /* asked for here: the first point gets the focus */
};

G_DEFINE_FINAL_TYPE (PlumbDebriefRunner, plumb_debrief_runner, GTK_TYPE_BOX)

static const int reading_minutes[] = { 0, 5, 10, 15, 20, 30 };

static const PlumbLoop *
get_loop (PlumbDebriefRunner *runner)
{
  return plumb_snapshot_get_loop (runner->evaluation->snapshot);
}

/* It runs from its start until the loop is decided; after a reopening it is started anew. */
static gboolean
is_running (PlumbDebriefRunner *runner)
{
  const PlumbLoop *loop = get_loop (runner);
  const PlumbDebrief *debrief = plumb_loop_get_debrief (loop);
  const PlumbDecision *last = loop->decisions->len > 0 ? g_ptr_array_index (loop->decisions, loop->decisions->len - 1) : NULL;

  return loop->state == PLUMB_LOOP_OPEN && debrief != NULL && (last == NULL || last->at < debrief->at);
}

static int
find_position (PlumbDebriefRunner *runner, const char *key)
{
  for (guint i = 0; i < runner->items->len; i++)
    if (g_strcmp0 (((const PlumbAgendaItem *)g_ptr_array_index (runner->items, i))->key, key) == 0)
      return (int)i;
  return -1;
}

/* Where to begin: the first point that is due and was not talked about; else the last. */
static guint
find_first (PlumbDebriefRunner *runner)
{
  for (guint i = 0; i < runner->items->len; i++)
    {
      const PlumbAgendaItem *item = g_ptr_array_index (runner->items, i);

      if (item->due && item->point == NULL)
        return i;
    }
  return runner->items->len - 1;
}

static void
show_point (PlumbDebriefRunner *runner)
{
  int position = find_position (runner, runner->current);
  const PlumbAgendaItem *item;

  /* What called for it has gone while its minutes are being typed: with minutes in the record it stays on the agenda. */
  if (position < 0 && plumb_point_pane_keep (PLUMB_POINT_PANE (runner->point)))
    return;
  if (position < 0)
    position = (int)find_first (runner);
  item = g_ptr_array_index (runner->items, position);
  plumb_set_string (&runner->current, item->key);
  plumb_agenda_list_set_current (PLUMB_AGENDA_LIST (runner->agenda), item->key);
  plumb_point_pane_show (PLUMB_POINT_PANE (runner->point), runner->evaluation, item, (guint)position + 1, runner->items->len);
}

static void
go_to (PlumbDebriefRunner *runner, int position)
{
  if (position < 0 || position >= (int)runner->items->len)
    return;
  plumb_set_string (&runner->current, ((const PlumbAgendaItem *)g_ptr_array_index (runner->items, position))->key);
  plumb_speaker_line_start (PLUMB_SPEAKER_LINE (runner->speakers));
  show_point (runner);
  plumb_point_pane_focus_note (PLUMB_POINT_PANE (runner->point));
  plumb_scroll_to (runner->point, runner->point);
}

/* What the panel left each point at, once the loop is decided. */
static void
show_record (PlumbDebriefRunner *runner)
{
  plumb_widget_clear (runner->record);
  for (guint i = 0; i < runner->items->len; i++)
    {
      const PlumbAgendaItem *item = g_ptr_array_index (runner->items, i);
      g_autofree char *title = plumb_text_dup_line (item->title);
      g_autofree char *note = item->point != NULL ? plumb_text_dup_shown (item->point->note) : NULL;
      g_autofree char *line = NULL;

      if (item->point == NULL)
        continue;
      line = g_strdup_printf ("%s: %s", title, plumb_point_outcome_to_label (item->point->outcome));
      gtk_box_append (GTK_BOX (runner->record), plumb_label_new (line, "heading"));
      if (*note != '\0')
        gtk_box_append (GTK_BOX (runner->record), plumb_label_new (note, NULL));
    }
}

static void
refresh (PlumbDebriefRunner *runner)
{
  const PlumbLoop *loop = get_loop (runner);
  gboolean open = loop->state == PLUMB_LOOP_OPEN, running = is_running (runner);
  g_autofree char *progress = plumb_agenda_dup_progress (runner->items);

  gtk_label_set_text (GTK_LABEL (runner->progress), progress);
  gtk_widget_set_visible (runner->start_box, open && !running);
  gtk_widget_set_visible (runner->columns,
                          running || (open && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (runner->preview))));
  gtk_widget_set_visible (runner->topic_box, running);
  gtk_widget_set_visible (runner->speakers, running);
  gtk_widget_set_visible (runner->point, running);
  gtk_widget_set_visible (runner->record, !open);
  plumb_reading_clock_set_debrief (PLUMB_READING_CLOCK (runner->clock), running ? plumb_loop_get_debrief (loop) : NULL);
  plumb_agenda_list_update (PLUMB_AGENDA_LIST (runner->agenda), runner->items,
                            plumb_point_pane_get_drafts (PLUMB_POINT_PANE (runner->point)));
  plumb_speaker_line_update (PLUMB_SPEAKER_LINE (runner->speakers), loop);
  if (running)
    show_point (runner);
  if (running && runner->starting)
    go_to (runner, find_position (runner, runner->current));
  runner->starting = runner->starting && !running;
  if (!open)
    show_record (runner);
  gtk_widget_set_visible (GTK_WIDGET (runner), open || gtk_widget_get_first_child (runner->record) != NULL);
}

/* Callbacks. */

static void
chosen_cb (PlumbDebriefRunner *runner, const char *key)
{
  if (is_running (runner))
    go_to (runner, find_position (runner, key));
}

static void
recorded_cb (PlumbDebriefRunner *runner)
{
  go_to (runner, find_position (runner, runner->current) + 1);
}

static void
drafts_changed_cb (PlumbDebriefRunner *runner)
{
  plumb_agenda_list_update (PLUMB_AGENDA_LIST (runner->agenda), runner->items,
                            plumb_point_pane_get_drafts (PLUMB_POINT_PANE (runner->point)));
}

static void
start_cb (PlumbDebriefRunner *runner)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (runner->minutes));

  runner->starting = TRUE;
  plumb_session_apply (runner->session,
                       plumb_command_new_start_debrief (plumb_session_get_person_id (runner->session), get_loop (runner)->id,
                                                        reading_minutes[MIN (chosen, G_N_ELEMENTS (reading_minutes) - 1)]),
                       _ ("The debrief has started"), NULL, NULL);
}

static void
preview_cb (PlumbDebriefRunner *runner)
{
  if (runner->items != NULL && runner->items->len > 0)
    refresh (runner);
}

static void
add_topic_cb (PlumbDebriefRunner *runner)
{
  g_autofree char *title = plumb_form_dup_text (GTK_EDITABLE (runner->topic));
  g_autofree char *id = plumb_id_new ();
  g_autofree char *key = g_strconcat ("topic:", id, NULL);

  if (*title == '\0')
    {
      gtk_widget_grab_focus (runner->topic);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (runner->topic), "");
  plumb_session_apply (runner->session,
                       plumb_command_new_record_point (plumb_session_get_person_id (runner->session), get_loop (runner)->id, key,
                                                       title, PLUMB_POINT_OPEN, ""),
                       _ ("On the agenda"), NULL, NULL);
}

static void
plumb_debrief_runner_dispose (GObject *object)
{
  PlumbDebriefRunner *runner = PLUMB_DEBRIEF_RUNNER (object);

  g_clear_object (&runner->session);
  g_clear_pointer (&runner->items, g_ptr_array_unref);
  g_clear_pointer (&runner->evaluation, plumb_evaluation_unref);
  g_clear_pointer (&runner->current, g_free);
  G_OBJECT_CLASS (plumb_debrief_runner_parent_class)->dispose (object);
}

static void
plumb_debrief_runner_class_init (PlumbDebriefRunnerClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_debrief_runner_dispose;
}

static GtkWidget *
make_start (PlumbDebriefRunner *runner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (reading_minutes); i++)
    {
      g_autofree char *text = reading_minutes[i] > 0 ? g_strdup_printf (_ ("%d minutes of reading"), reading_minutes[i])
                                                     : g_strdup (_ ("No reading time"));

      gtk_string_list_append (list, text);
    }
  runner->minutes = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (list)), NULL);
  runner->start = gtk_button_new_with_label (_ ("Start the debrief"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (runner->minutes), 2);
  plumb_form_name_drop_down (GTK_DROP_DOWN (runner->minutes), _ ("Reading time"));
  plumb_button_set_name (runner->start, _ ("Start the debrief"));
  g_signal_connect_swapped (runner->start, "clicked", G_CALLBACK (start_cb), runner);
  runner->preview = gtk_toggle_button_new_with_label (_ ("Agenda"));
  gtk_widget_add_css_class (runner->preview, "flat");
  plumb_button_set_name (runner->preview, _ ("Show the agenda"));
  g_signal_connect_swapped (runner->preview, "toggled", G_CALLBACK (preview_cb), runner);
  gtk_box_append (GTK_BOX (box), runner->minutes);
  gtk_box_append (GTK_BOX (box), runner->start);
  gtk_box_append (GTK_BOX (box), runner->preview);
  return box;
}

static GtkWidget *
make_topic (PlumbDebriefRunner *runner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  runner->topic = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (runner->topic), PLUMB_NAME_MAX / 4);
  gtk_entry_set_placeholder_text (GTK_ENTRY (runner->topic), _ ("Another topic"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (runner->topic), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Another topic"), -1);
  gtk_widget_set_hexpand (runner->topic, TRUE);
  plumb_button_set_name (add, _ ("Put the topic on the agenda"));
  g_signal_connect_swapped (runner->topic, "activate", G_CALLBACK (add_topic_cb), runner);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_topic_cb), runner);
  gtk_box_append (GTK_BOX (box), runner->topic);
  gtk_box_append (GTK_BOX (box), add);
  return box;
}

static void
plumb_debrief_runner_init (PlumbDebriefRunner *runner)
{
  runner->progress
      = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  runner->start_box = make_start (runner);
  runner->speakers = plumb_speaker_line_new ();
  runner->columns = gtk_grid_new ();
  runner->agenda_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  runner->agenda = plumb_agenda_list_new ();
  runner->topic_box = make_topic (runner);
  runner->record = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (runner->progress, "secondary");
  gtk_grid_set_column_spacing (GTK_GRID (runner->columns), 18);
  gtk_grid_set_row_spacing (GTK_GRID (runner->columns), 14);
  gtk_box_append (GTK_BOX (runner->agenda_box), runner->agenda);
  gtk_box_append (GTK_BOX (runner->agenda_box), runner->topic_box);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (runner), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (runner), 12);
  g_signal_connect_swapped (runner->agenda, "chosen", G_CALLBACK (chosen_cb), runner);
}

static void
lay_out (PlumbDebriefRunner *runner, gboolean narrow)
{
  GtkGrid *grid = GTK_GRID (runner->columns);
  g_autoptr (GtkWidget) point = g_object_ref (runner->point);

  gtk_grid_remove (grid, runner->point);
  gtk_grid_attach (grid, runner->point, narrow ? 0 : 1, narrow ? 1 : 0, 1, 1);
  gtk_widget_set_hexpand (runner->agenda_box, narrow);
}

GtkWidget *
plumb_debrief_runner_new (PlumbSession *session)
{
  PlumbDebriefRunner *runner;
  GtkBox *box;

  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);

  runner = g_object_new (PLUMB_TYPE_DEBRIEF_RUNNER, NULL);
  box = GTK_BOX (runner);
  runner->session = g_object_ref (session);
  runner->clock = plumb_reading_clock_new (session);
  runner->point = plumb_point_pane_new (session);
  gtk_widget_set_hexpand (runner->point, TRUE);
  gtk_widget_set_size_request (runner->agenda_box, 230, -1);
  gtk_grid_attach (GTK_GRID (runner->columns), runner->agenda_box, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (runner->columns), runner->point, 1, 0, 1, 1);
  gtk_box_append (box, runner->progress);
  gtk_box_append (box, runner->clock);
  gtk_box_append (box, runner->speakers);
  gtk_box_append (box, runner->start_box);
  gtk_box_append (box, runner->columns);
  gtk_box_append (box, runner->record);
  g_signal_connect_object (runner->point, "recorded", G_CALLBACK (recorded_cb), runner, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner->point, "drafts-changed", G_CALLBACK (drafts_changed_cb), runner, G_CONNECT_SWAPPED);
  return GTK_WIDGET (runner);
}

void
plumb_debrief_runner_update (PlumbDebriefRunner *runner, PlumbEvaluation *evaluation)
{
  g_return_if_fail (PLUMB_IS_DEBRIEF_RUNNER (runner) && evaluation != NULL);

  /* Somebody else sits here now: what the one before was typing is not theirs. */
  if (runner->evaluation != NULL
      && g_strcmp0 (plumb_snapshot_get_viewer (runner->evaluation->snapshot), plumb_snapshot_get_viewer (evaluation->snapshot))
             != 0)
    g_hash_table_remove_all (plumb_point_pane_get_drafts (PLUMB_POINT_PANE (runner->point)));
  plumb_evaluation_ref (evaluation);
  g_clear_pointer (&runner->items, g_ptr_array_unref); /* borrows from the old one */
  g_clear_pointer (&runner->evaluation, plumb_evaluation_unref);
  runner->evaluation = evaluation;
  runner->items = plumb_agenda_list (evaluation);
  if (runner->items->len > 0)
    refresh (runner);
  else
    gtk_widget_set_visible (GTK_WIDGET (runner), FALSE);
}

gboolean
plumb_debrief_runner_press (PlumbDebriefRunner *runner, guint key, GdkModifierType modifiers)
{
  int position;

  g_return_val_if_fail (PLUMB_IS_DEBRIEF_RUNNER (runner), FALSE);

  if (runner->items == NULL || runner->items->len == 0 || !is_running (runner)
      || (modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return FALSE;
  position = find_position (runner, runner->current);
  switch (key)
    {
    case GDK_KEY_Down:
      go_to (runner, position + 1);
      return TRUE;
    case GDK_KEY_Up:
      go_to (runner, position - 1);
      return TRUE;
    case GDK_KEY_Right:
      plumb_speaker_line_next (PLUMB_SPEAKER_LINE (runner->speakers));
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      plumb_point_pane_record (PLUMB_POINT_PANE (runner->point));
      return TRUE;
    default:
      return FALSE;
    }
}

void
plumb_debrief_runner_save (PlumbDebriefRunner *runner)
{
  g_return_if_fail (PLUMB_IS_DEBRIEF_RUNNER (runner));
  if (runner->evaluation != NULL && is_running (runner))
    plumb_point_pane_save (PLUMB_POINT_PANE (runner->point));
}

void
plumb_debrief_runner_set_narrow (PlumbDebriefRunner *runner, gboolean narrow)
{
  g_return_if_fail (PLUMB_IS_DEBRIEF_RUNNER (runner));
  lay_out (runner, narrow);
}
