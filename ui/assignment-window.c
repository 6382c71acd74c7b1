/* assignment-window.c - see assignment-window.h. One form; each act shows the fields it needs. */

#include "ui/assignment-window.h"

#include "app/text.h"
#include "ui/form.h"
#include "ui/moment-entry.h"
#include "ui/person-choice.h"
#include "ui/weak.h"
#include "ui/widgets.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define PLUMB_TYPE_ASSIGNMENT_WINDOW (plumb_assignment_window_get_type ())
G_DECLARE_FINAL_TYPE (PlumbAssignmentWindow, plumb_assignment_window, PLUMB, ASSIGNMENT_WINDOW, AdwWindow)

struct _PlumbAssignmentWindow
{
  AdwWindow parent_instance;

  /* template widgets */
  GtkLabel *about;
  GtkWidget *person_label;
  PlumbPersonChoice *person_choice;
  GtkWidget *seat_label;
  GtkDropDown *seat_choice;
  GtkWidget *when_label;
  PlumbMomentEntry *when;
  GtkWidget *reason_label;
  GtkWidget *reason;
  GtkWidget *problem;
  GtkWidget *ok_button;

  /* owned references */
  PlumbLoopModel *model;
  char *subject;
  PlumbAssignmentAct act;
  gboolean unheld; /* nobody was to hold the stage when the window opened */
};

G_DEFINE_FINAL_TYPE (PlumbAssignmentWindow, plumb_assignment_window, ADW_TYPE_WINDOW)

static const struct
{
  const char *title;
  const char *button;
  const char *done;
  gboolean person, when, reason;
} acts[] = {
  [PLUMB_ACT_ASSIGN] = { N_ ("Assign a panelist"), N_ ("_Assign"), N_ ("Assigned"), TRUE, TRUE, FALSE },
  [PLUMB_ACT_REASSIGN] = { N_ ("Reassign the interview"), N_ ("_Reassign"), N_ ("Reassigned"), TRUE, FALSE, FALSE },
  [PLUMB_ACT_SCHEDULE] = { N_ ("Schedule the interview"), N_ ("_Schedule"), N_ ("Scheduled"), FALSE, TRUE, FALSE },
  [PLUMB_ACT_SKIP] = { N_ ("Skip the interview"), N_ ("S_kip"), N_ ("Skipped"), FALSE, FALSE, TRUE },
  [PLUMB_ACT_SCHEDULE_STAGE] = { N_ ("Schedule the stage"), N_ ("_Schedule"), N_ ("Scheduled"), FALSE, TRUE, FALSE },
  [PLUMB_ACT_SKIP_STAGE] = { N_ ("Skip the stage"), N_ ("S_kip"), N_ ("Skipped"), FALSE, FALSE, TRUE },
  [PLUMB_ACT_CLOSE] = { N_ ("Close without a decision"), N_ ("C_lose loop"), N_ ("Loop closed"), FALSE, FALSE, TRUE },
  [PLUMB_ACT_REOPEN] = { N_ ("Reopen the loop"), N_ ("_Reopen"), N_ ("Loop reopened"), FALSE, FALSE, TRUE },
  [PLUMB_ACT_BREAK_SEAL] = { N_ ("Break the seal"), N_ ("_Break the seal"), N_ ("The seal is broken"), FALSE, FALSE, TRUE },
};

static const PlumbLoop *
get_loop (PlumbAssignmentWindow *window)
{
  return plumb_loop_model_get_loop (window->model);
}

static const PlumbAssignment *
get_assignment (PlumbAssignmentWindow *window)
{
  return get_loop (window) != NULL ? plumb_loop_get_assignment (get_loop (window), window->subject) : NULL;
}

static gboolean
is_of_stage (PlumbAssignmentAct act)
{
  return act == PLUMB_ACT_SCHEDULE_STAGE || act == PLUMB_ACT_SKIP_STAGE;
}

/* The interviews that the act is about: of a stage those still to be held, else the one that is the subject. */
static GPtrArray *
list_assignments (PlumbAssignmentWindow *window)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < get_loop (window)->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (get_loop (window)->assignments, i);
      gboolean held = assignment->skip_reason == NULL && assignment->card->state != PLUMB_CARD_SUBMITTED;

      if (is_of_stage (window->act) ? held && g_str_equal (assignment->stage, window->subject)
                                    : g_str_equal (assignment->id, window->subject))
        g_ptr_array_add (list, (gpointer)assignment);
    }
  return list;
}

/* Who is assigned while the window is open is not skipped by it: the rules refuse. */
static gboolean
is_stage_unheld (PlumbAssignmentWindow *window)
{
  g_autoptr (GPtrArray) list = NULL;

  if (window->act != PLUMB_ACT_SKIP_STAGE)
    return FALSE;
  list = list_assignments (window);
  return list->len == 0;
}

static const PlumbStage *
get_stage (PlumbAssignmentWindow *window)
{
  if (window->act == PLUMB_ACT_ASSIGN || is_of_stage (window->act))
    return plumb_template_get_stage (get_loop (window)->template, window->subject, NULL);
  return get_assignment (window) != NULL ? plumb_loop_get_stage (get_loop (window), get_assignment (window)) : NULL;
}

static void
show_act (PlumbAssignmentWindow *window)
{
  const PlumbStage *stage = window->act >= PLUMB_ACT_CLOSE ? NULL : get_stage (window);
  const PlumbAssignment *assignment = get_assignment (window);
  const char *candidate = get_loop (window)->candidate->name;
  g_autofree char *name = plumb_text_dup_line (candidate);
  g_autofree char *who
      = assignment != NULL ? plumb_text_dup_line (plumb_loop_get_person_name (get_loop (window), assignment->person)) : NULL;
  g_autofree char *about = NULL;

  if (window->act == PLUMB_ACT_REOPEN)
    about = g_strdup_printf (_ ("The loop of %s goes on. An earlier decision stays in the record, marked as superseded."), name);
  else if (window->act == PLUMB_ACT_BREAK_SEAL)
    about = g_strdup (
        _ ("The other cards open to you before yours is in. It stands in the record and in every packet, with your reason, "
           "and your own card is marked “not blind”."));
  else if (stage == NULL)
    about = g_strdup_printf (_ ("The loop of %s ends here; nothing is deleted. It can be reopened with a reason."), name);
  else
    about = g_strdup_printf ("%s · %s%s%s", stage->title, name, who != NULL ? " · " : "", who != NULL ? who : "");
  gtk_label_set_text (window->about, about);
  gtk_window_set_title (GTK_WINDOW (window), _ (acts[window->act].title));
  gtk_button_set_label (GTK_BUTTON (window->ok_button), _ (acts[window->act].button));
  plumb_button_set_name (window->ok_button, _ (acts[window->act].title));
  gtk_widget_set_visible (window->person_label, acts[window->act].person);
  gtk_widget_set_visible (GTK_WIDGET (window->person_choice), acts[window->act].person);
  gtk_widget_set_visible (window->seat_label, acts[window->act].person);
  gtk_widget_set_visible (GTK_WIDGET (window->seat_choice), acts[window->act].person);
  gtk_widget_set_visible (window->when_label, acts[window->act].when);
  gtk_widget_set_visible (GTK_WIDGET (window->when), acts[window->act].when);
  gtk_widget_set_visible (window->reason_label, acts[window->act].reason);
  gtk_widget_set_visible (window->reason, acts[window->act].reason);
  if (assignment != NULL)
    plumb_moment_entry_set_instant (window->when, assignment->scheduled_at);
  gtk_drop_down_set_selected (window->seat_choice, assignment != NULL ? assignment->seat : stage != NULL ? stage->seat : 0);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbAssignmentWindow) window = plumb_weak_take (data);
  g_autoptr (GError) error = NULL;

  if (window == NULL) /* closed meanwhile */
    return;
  gtk_widget_set_sensitive (window->ok_button, TRUE);
  if (plumb_session_apply_finish (PLUMB_SESSION (source), result, &error))
    gtk_window_close (GTK_WINDOW (window));
  else
    plumb_form_show_problem (window->problem, error->message);
}

static PlumbCommand *
make_command (PlumbAssignmentWindow *window, const char *person, PlumbInstant when, const char *reason)
{
  const char *me = plumb_session_get_person_id (plumb_loop_model_get_session (window->model));
  const char *loop = plumb_loop_model_get_id (window->model);
  PlumbSeat seat = (PlumbSeat)gtk_drop_down_get_selected (window->seat_choice);
  g_autofree char *id = NULL;

  switch (window->act)
    {
    case PLUMB_ACT_ASSIGN:
      id = plumb_id_new ();
      return plumb_command_new_assign (me, loop, id, window->subject, person, seat, when);
    case PLUMB_ACT_REASSIGN:
      return plumb_command_new_reassign (me, loop, window->subject, person, seat);
    case PLUMB_ACT_REOPEN:
      return plumb_command_new_reopen_loop (me, loop, reason);
    case PLUMB_ACT_BREAK_SEAL:
      return plumb_command_new_break_seal (me, loop, reason);
    case PLUMB_ACT_SKIP_STAGE:
      return plumb_command_new_skip_stage (me, loop, window->subject, reason);
    case PLUMB_ACT_CLOSE:
    default:
      return plumb_command_new_close_loop (me, loop, reason);
    }
}

/* Times and skips, one an interview, all or none of them. */
static void
add_commands (PlumbAssignmentWindow *window, GPtrArray *commands, PlumbInstant when, const char *reason)
{
  const char *me = plumb_session_get_person_id (plumb_loop_model_get_session (window->model));
  const char *loop = plumb_loop_model_get_id (window->model);
  g_autoptr (GPtrArray) list = list_assignments (window);

  for (guint i = 0; i < list->len; i++)
    {
      const char *assignment = ((const PlumbAssignment *)g_ptr_array_index (list, i))->id;

      g_ptr_array_add (commands, acts[window->act].when ? plumb_command_new_schedule (me, loop, assignment, when)
                                                        : plumb_command_new_skip (me, loop, assignment, reason));
    }
}

/* What is missing in the form, as a sentence; NULL when it is complete. */
static const char *
find_problem (PlumbAssignmentWindow *window, PlumbPersonItem *item, const char *reason, PlumbInstant *when)
{
  if (acts[window->act].person && item == NULL)
    return _ ("Choose a panelist.");
  if (acts[window->act].when && !plumb_moment_entry_read (window->when, when))
    return _ ("Write the time as 2026-11-19 10:00, or leave it empty.");
  if (acts[window->act].reason && *reason == '\0')
    return _ ("Give a reason: it is kept in the record.");
  return NULL;
}

static void
ok_cb (PlumbAssignmentWindow *window)
{
  PlumbSession *session = plumb_loop_model_get_session (window->model);
  PlumbPersonItem *item = plumb_person_choice_get_item (window->person_choice);
  g_autofree char *reason = plumb_form_dup_text (GTK_EDITABLE (window->reason));
  const PlumbPerson *person = item != NULL ? plumb_person_item_get_person (item) : NULL;
  PlumbInstant when = 0;
  const char *problem = find_problem (window, item, reason, &when);
  GPtrArray *commands;

  plumb_form_show_problem (window->problem, problem);
  if (problem != NULL)
    return;
  commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  if (acts[window->act].person && plumb_person_item_is_fresh (item))
    g_ptr_array_add (commands, plumb_command_new_add_person (plumb_session_get_person_id (session), person));
  if (window->act == PLUMB_ACT_SCHEDULE || window->act == PLUMB_ACT_SKIP || (is_of_stage (window->act) && !window->unheld))
    add_commands (window, commands, when, reason);
  else
    g_ptr_array_add (commands, make_command (window, person != NULL ? person->id : NULL, when, reason));
  gtk_widget_set_sensitive (window->ok_button, FALSE);
  plumb_session_apply_all (session, commands, _ (acts[window->act].done), applied_cb, plumb_weak_new (window));
}

static void
plumb_assignment_window_dispose (GObject *object)
{
  PlumbAssignmentWindow *window = PLUMB_ASSIGNMENT_WINDOW (object);

  g_clear_object (&window->model);
  g_clear_pointer (&window->subject, g_free);
  G_OBJECT_CLASS (plumb_assignment_window_parent_class)->dispose (object);
}

static void
plumb_assignment_window_class_init (PlumbAssignmentWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_assignment_window_dispose;
  g_type_ensure (PLUMB_TYPE_PERSON_CHOICE);
  g_type_ensure (PLUMB_TYPE_MOMENT_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/assignment-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, about);
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, person_label);
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, person_choice);
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, seat_label);
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, seat_choice);
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, when_label);
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, when);
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PlumbAssignmentWindow, ok_button);
  gtk_widget_class_bind_template_callback (widget_class, ok_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "default.activate", NULL);
}

static void
plumb_assignment_window_init (PlumbAssignmentWindow *window)
{
  g_autoptr (GtkStringList) seats = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (window));
  plumb_widget_tidy_names (GTK_WIDGET (window));
  for (int seat = PLUMB_SEAT_INTERVIEWER; seat <= PLUMB_SEAT_OBSERVER; seat++)
    gtk_string_list_append (seats, plumb_seat_to_label ((PlumbSeat)seat));
  gtk_drop_down_set_model (window->seat_choice, G_LIST_MODEL (seats));
  plumb_form_name_drop_down (window->seat_choice, _ ("Seat"));
  plumb_person_choice_set_label (window->person_choice, _ ("Panelist"));
  plumb_moment_entry_set_label (window->when, _ ("When"));
}

void
plumb_assignment_window_present (GtkWindow *parent, PlumbLoopModel *model, PlumbAssignmentAct act, const char *subject)
{
  PlumbAssignmentWindow *window;
  g_autoptr (GListStore) people = g_list_store_new (PLUMB_TYPE_PERSON_ITEM);

  g_return_if_fail (PLUMB_IS_LOOP_MODEL (model) && plumb_loop_model_get_loop (model) != NULL);
  g_return_if_fail (act <= PLUMB_ACT_BREAK_SEAL && subject != NULL);

  window = g_object_new (PLUMB_TYPE_ASSIGNMENT_WINDOW, "transient-for", parent, NULL);
  window->model = g_object_ref (model);
  window->subject = g_strdup (subject);
  window->act = act;
  window->unheld = is_stage_unheld (window);
  plumb_people_load (people, plumb_loop_model_get_session (model));
  plumb_person_choice_set_people (window->person_choice, people);
  show_act (window);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (acts[act].person ? GTK_WIDGET (window->person_choice)
                         : acts[act].when ? GTK_WIDGET (window->when)
                                          : window->reason);
}
