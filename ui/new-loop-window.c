/* new-loop-window.c - see new-loop-window.h. Loop, new people and assignments are made in one transaction, or not at all. */

#include "ui/new-loop-window.h"

#include "app/text.h"
#include "ui/card-grid.h"
#include "ui/form.h"
#include "ui/gap-list.h"
#include "ui/panel-row.h"
#include "ui/weak.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

#define PLUMB_TYPE_NEW_LOOP_WINDOW (plumb_new_loop_window_get_type ())
G_DECLARE_FINAL_TYPE (PlumbNewLoopWindow, plumb_new_loop_window, PLUMB, NEW_LOOP_WINDOW, AdwWindow)

struct _PlumbNewLoopWindow
{
  AdwWindow parent_instance;

  /* template widgets */
  GtkWidget *ok_button;
  GtkScrolledWindow *scroller;
  GtkWidget *problem;
  GtkEditable *name_entry;
  GtkEditable *email_entry;
  GtkEditable *headline_entry;
  GtkDropDown *template_choice;
  GtkStringList *template_names;
  GtkEditable *role_entry;
  GtkLabel *summary;
  GtkLabel *weights;
  GtkWidget *gaps;
  GtkWidget *panel;

  /* owned references */
  PlumbSession *session;
  GListStore *people;
  GPtrArray *templates; /* of PlumbTemplate; NULL until listed */
  char *loop;           /* the id that the loop gets */
};

G_DEFINE_FINAL_TYPE (PlumbNewLoopWindow, plumb_new_loop_window, ADW_TYPE_WINDOW)

static PlumbTemplate *
get_template (PlumbNewLoopWindow *window)
{
  guint selected = gtk_drop_down_get_selected (window->template_choice);

  return window->templates != NULL && selected < window->templates->len ? g_ptr_array_index (window->templates, selected) : NULL;
}

static void
add_to_loop (PlumbLoop *loop, PlumbPanelRow *row)
{
  PlumbPersonItem *item = plumb_panel_row_get_item (row);
  const PlumbPerson *person = item != NULL ? plumb_person_item_get_person (item) : NULL;
  g_autofree char *id = plumb_id_new ();
  PlumbAssignment *assignment;

  if (person == NULL)
    return;
  assignment = plumb_assignment_new (id, plumb_panel_row_get_stage (row)->key, person->id, plumb_panel_row_get_seat (row));
  assignment->card = plumb_scorecard_new (id, plumb_panel_row_get_stage (row));
  plumb_panel_row_read_when (row, &assignment->scheduled_at);
  g_ptr_array_add (loop->assignments, assignment);
  if (plumb_loop_get_person (loop, person->id) == NULL)
    g_ptr_array_add (loop->people, plumb_person_copy (person));
}

/* The loop as it would be, only to name its gaps. */
static void
show_gaps_cb (PlumbNewLoopWindow *window)
{
  PlumbTemplate *template = get_template (window);
  g_autoptr (PlumbLoop) loop = NULL;

  if (template == NULL)
    return;
  loop = plumb_loop_new (window->loop, template);
  for (GtkWidget *row = gtk_widget_get_first_child (window->panel); row != NULL; row = gtk_widget_get_next_sibling (row))
    add_to_loop (loop, PLUMB_PANEL_ROW (row));
  plumb_gap_list_show (window->gaps, loop);
}

static void
show_template (PlumbNewLoopWindow *window, PlumbTemplate *template)
{
  GString *weights = g_string_new (NULL);
  int sum = plumb_template_get_weight_sum (template);

  for (guint i = 0; i < template->competencies->len; i++)
    {
      const PlumbCompetency *competency = g_ptr_array_index (template->competencies, i);

      g_string_append_printf (weights, "%s%s %.0f %%", i > 0 ? " · " : "", competency->short_name,
                              100.0 * competency->weight / sum);
    }
  gtk_label_set_text (window->summary, template->summary);
  gtk_label_set_text (window->weights, weights->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (window->weights), template->weights_note);
  gtk_editable_set_text (window->role_entry, template->role);
  plumb_widget_clear (window->panel);
  for (guint i = 0; i < template->stages->len; i++)
    {
      GtkWidget *row = plumb_panel_row_new (g_ptr_array_index (template->stages, i), window->people);

      g_signal_connect_object (row, "changed", G_CALLBACK (show_gaps_cb), window, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (window->panel), row);
    }
  g_string_free (weights, TRUE);
}

static void
template_chosen_cb (PlumbNewLoopWindow *window)
{
  PlumbTemplate *template = get_template (window);

  if (template == NULL)
    return;
  show_template (window, template);
  show_gaps_cb (window);
}

static void
templates_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbNewLoopWindow) window = plumb_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = plumb_workspace_list_templates_finish (PLUMB_WORKSPACE (source), result, &error);

  if (window == NULL) /* closed meanwhile */
    return;
  if (templates == NULL)
    {
      plumb_form_show_problem (window->problem, error->message);
      return;
    }
  for (guint i = 0; i < templates->len; i++)
    {
      const PlumbTemplate *template = g_ptr_array_index (templates, i);
      g_autofree char *name = plumb_text_dup_line (template->title);

      gtk_string_list_append (window->template_names, name);
    }
  window->templates = g_steal_pointer (&templates);
  template_chosen_cb (window);
}

static void
show_problem (PlumbNewLoopWindow *window, const char *message, GtkWidget *field)
{
  plumb_form_show_problem (window->problem, message);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (window->scroller), 0);
  if (field != NULL)
    gtk_widget_grab_focus (field);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbNewLoopWindow) window = plumb_weak_take (data);
  g_autoptr (GError) error = NULL;
  GtkWindow *parent;

  if (window == NULL)
    return;
  parent = gtk_window_get_transient_for (GTK_WINDOW (window));
  gtk_widget_set_sensitive (window->ok_button, TRUE);
  if (!plumb_session_apply_finish (PLUMB_SESSION (source), result, &error))
    {
      show_problem (window, error->message, NULL);
      return;
    }
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-loop", "s", window->loop);
  gtk_window_close (GTK_WINDOW (window));
}

/* Adds the commands of one stage; FALSE when its time can't be read. */
static gboolean
add_commands (PlumbNewLoopWindow *window, PlumbPanelRow *row, GPtrArray *people, GPtrArray *assigns, GHashTable *added)
{
  const char *me = plumb_session_get_person_id (window->session);
  PlumbPersonItem *item = plumb_panel_row_get_item (row);
  const PlumbPerson *person = item != NULL ? plumb_person_item_get_person (item) : NULL;
  g_autofree char *id = plumb_id_new ();
  PlumbInstant when;

  if (!plumb_panel_row_read_when (row, &when))
    return FALSE;
  if (person == NULL)
    return TRUE;
  if (plumb_person_item_is_fresh (item) && g_hash_table_add (added, item))
    g_ptr_array_add (people, plumb_command_new_add_person (me, person));
  g_ptr_array_add (assigns, plumb_command_new_assign (me, window->loop, id, plumb_panel_row_get_stage (row)->key, person->id,
                                                      plumb_panel_row_get_seat (row), when));
  return TRUE;
}

/* The candidate as written; NULL with the problem shown. */
static PlumbCandidate *
read_candidate (PlumbNewLoopWindow *window)
{
  g_autofree char *name = plumb_form_dup_text (window->name_entry);
  g_autofree char *email = plumb_form_dup_text (window->email_entry);
  g_autofree char *headline = plumb_form_dup_text (window->headline_entry);
  g_autofree char *role = plumb_form_dup_text (window->role_entry);
  g_autofree char *id = plumb_id_new ();
  g_autoptr (GError) error = NULL;
  PlumbCandidate *candidate;

  if (!plumb_text_check_filled (name, PLUMB_NAME_MAX, _ ("the candidate’s name"), &error))
    show_problem (window, error->message, GTK_WIDGET (window->name_entry));
  else if (!plumb_text_check (email, -1, PLUMB_NAME_MAX, _ ("the e-mail address"), &error))
    show_problem (window, error->message, GTK_WIDGET (window->email_entry));
  else if (!plumb_text_check (headline, -1, PLUMB_LINE_MAX, _ ("the line about the candidate"), &error))
    show_problem (window, error->message, GTK_WIDGET (window->headline_entry));
  else if (!plumb_text_check_filled (role, PLUMB_NAME_MAX, _ ("the role"), &error))
    show_problem (window, error->message, GTK_WIDGET (window->role_entry));
  if (error != NULL)
    return NULL;
  candidate = plumb_candidate_new (id, name);
  plumb_set_string (&candidate->email, email);
  plumb_set_string (&candidate->headline, headline);
  return candidate;
}

static void
open_cb (PlumbNewLoopWindow *window)
{
  g_autoptr (PlumbCandidate) candidate = NULL;
  g_autoptr (GPtrArray) assigns = g_ptr_array_new ();
  g_autoptr (GHashTable) added = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  g_autofree char *role = plumb_form_dup_text (window->role_entry);
  PlumbTemplate *template = get_template (window);
  gboolean readable = TRUE;

  plumb_form_show_problem (window->problem, NULL);
  if (template == NULL || (candidate = read_candidate (window)) == NULL)
    return;
  for (GtkWidget *row = gtk_widget_get_first_child (window->panel); row != NULL; row = gtk_widget_get_next_sibling (row))
    readable = add_commands (window, PLUMB_PANEL_ROW (row), commands, assigns, added) && readable;
  g_ptr_array_add (commands, plumb_command_new_open_loop (plumb_session_get_person_id (window->session), window->loop, candidate,
                                                          template, role));
  g_ptr_array_extend (commands, assigns, NULL, NULL);
  if (!readable)
    {
      show_problem (window, _ ("Write times as 2026-11-19 10:00, or leave them empty: see the field marked below."), NULL);
      return;
    }
  gtk_widget_set_sensitive (window->ok_button, FALSE);
  plumb_session_apply_all (window->session, g_steal_pointer (&commands), _ ("Loop opened"), opened_cb, plumb_weak_new (window));
}

static void
plumb_new_loop_window_dispose (GObject *object)
{
  PlumbNewLoopWindow *window = PLUMB_NEW_LOOP_WINDOW (object);

  g_clear_object (&window->session);
  g_clear_object (&window->people);
  G_OBJECT_CLASS (plumb_new_loop_window_parent_class)->dispose (object);
}

/* The rows point into the templates: those go last. */
static void
plumb_new_loop_window_finalize (GObject *object)
{
  PlumbNewLoopWindow *window = PLUMB_NEW_LOOP_WINDOW (object);

  g_clear_pointer (&window->templates, g_ptr_array_unref);
  g_free (window->loop);
  G_OBJECT_CLASS (plumb_new_loop_window_parent_class)->finalize (object);
}

static void
plumb_new_loop_window_class_init (PlumbNewLoopWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_new_loop_window_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_new_loop_window_finalize;
  g_type_ensure (PLUMB_TYPE_CARD_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/new-loop-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, ok_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, name_entry);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, email_entry);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, headline_entry);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, template_choice);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, template_names);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, role_entry);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, weights);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, gaps);
  gtk_widget_class_bind_template_child (widget_class, PlumbNewLoopWindow, panel);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_chosen_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "default.activate", NULL);
}

static void
plumb_new_loop_window_init (PlumbNewLoopWindow *window)
{
  gtk_widget_init_template (GTK_WIDGET (window));
  plumb_widget_tidy_names (GTK_WIDGET (window));
  window->people = g_list_store_new (PLUMB_TYPE_PERSON_ITEM);
  window->loop = plumb_id_new ();
  plumb_form_name_drop_down (window->template_choice, _ ("Template"));
}

void
plumb_new_loop_window_present (GtkWindow *parent, PlumbSession *session)
{
  PlumbNewLoopWindow *window;

  g_return_if_fail (PLUMB_IS_SESSION (session) && plumb_session_get_workspace (session) != NULL);

  window = g_object_new (PLUMB_TYPE_NEW_LOOP_WINDOW, "transient-for", parent, NULL);
  window->session = g_object_ref (session);
  plumb_people_load (window->people, session);
  plumb_workspace_list_templates_async (plumb_session_get_workspace (session), NULL, templates_listed_cb,
                                        plumb_weak_new (window));
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (GTK_WIDGET (window->name_entry));
}
