/* window-actions.c - what the window's actions do, and the way to a page named on the command line. */

#include "ui/window-private.h"

#include "ui/audit-page.h"
#include "ui/batch-window.h"
#include "ui/card-page.h"
#include "ui/compare-page.h"
#include "ui/debrief-page.h"
#include "ui/interview-page.h"
#include "ui/loops-page.h"
#include "ui/packet-page.h"
#include "ui/reminders-page.h"
#include "ui/welcome-page.h"

#include "app/error.h"

/* A target as the workspace's thread resolves it. */
typedef struct
{
  GWeakRef window;  /* it may be closed before the answer */
  char *page;       /* "board", "interview" ... */
  char *loop;       /* as written; the id once resolved */
  char *assignment; /* as written; the id once resolved */
  char *viewer;
} Target;

static void
target_free (Target *target)
{
  g_weak_ref_clear (&target->window);
  g_free (target->page);
  g_free (target->loop);
  g_free (target->assignment);
  g_free (target->viewer);
  g_free (target);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Target, target_free)

static const PlumbAssignment *
find_assignment (const PlumbLoop *loop, const char *text, const char *viewer, gboolean need_mine)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      gboolean mine = g_strcmp0 (assignment->person, viewer) == 0;

      if (*text == '\0' ? mine
                        : g_str_equal (assignment->id, text) || ((mine || !need_mine) && g_str_equal (assignment->stage, text)))
        return assignment;
    }
  return NULL;
}

/* In the workspace's thread. Answers the target itself. */
static gpointer
resolve_func (PlumbStore *store, gpointer data, GError **error)
{
  Target *target = data;
  char *id = plumb_store_find_loop (store, target->loop, error);
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  const PlumbAssignment *assignment;

  if (id == NULL)
    return NULL;
  g_free (target->loop);
  target->loop = id;
  if (!g_str_equal (target->page, "interview") && !g_str_equal (target->page, "card"))
    return target;
  snapshot = plumb_store_load_snapshot (store, id, target->viewer, error);
  if (snapshot == NULL)
    return NULL;
  assignment = find_assignment (plumb_snapshot_get_loop (snapshot), target->assignment, target->viewer,
                                g_str_equal (target->page, "interview"));
  if (assignment == NULL)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "You have no interview “%s” in this loop", target->assignment);
      return NULL;
    }
  plumb_set_string (&target->assignment, assignment->id);
  return target;
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Target) target = data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&target->window);
  g_autoptr (GError) error = NULL;

  plumb_workspace_run_finish (PLUMB_WORKSPACE (source), result, &error);
  if (widget == NULL)
    return;
  if (error != NULL)
    {
      plumb_window_show_failure (PLUMB_WINDOW (widget), error->message);
      return;
    }
  gtk_widget_activate_action (widget, "win.show-loop", "s", target->loop);
  if (g_str_equal (target->page, "interview"))
    gtk_widget_activate_action (widget, "win.open-interview", "(ss)", target->loop, target->assignment);
  else if (g_str_equal (target->page, "card"))
    gtk_widget_activate_action (widget, "win.open-card", "(ss)", target->loop, target->assignment);
  else if (g_str_equal (target->page, "debrief"))
    gtk_widget_activate_action (widget, "win.open-debrief", "s", target->loop);
  else if (g_str_equal (target->page, "packet"))
    gtk_widget_activate_action (widget, "win.open-packet", "s", target->loop);
  else if (g_str_equal (target->page, "audit"))
    gtk_widget_activate_action (widget, "win.open-audit", "s", target->loop);
}

static void
open_interview_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);
  const char *loop, *assignment;
  g_autoptr (PlumbLoopModel) model = NULL;

  g_variant_get (parameter, "(&s&s)", &loop, &assignment);
  model = plumb_window_dup_model (window, loop);
  plumb_window_push (window, plumb_interview_page_new (window->session, model, assignment));
}

static void
open_card_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);
  const char *loop, *assignment;
  g_autoptr (PlumbLoopModel) model = NULL;

  g_variant_get (parameter, "(&s&s)", &loop, &assignment);
  model = plumb_window_dup_model (window, loop);
  plumb_window_push (window, plumb_card_page_new (model, assignment));
}

static void
open_debrief_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);
  g_autoptr (PlumbLoopModel) model = plumb_window_dup_model (window, g_variant_get_string (parameter, NULL));

  plumb_window_push (window, plumb_debrief_page_new (window->session, model));
}

static void
open_packet_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);
  g_autoptr (PlumbLoopModel) model = plumb_window_dup_model (window, g_variant_get_string (parameter, NULL));

  plumb_window_push (window, plumb_packet_page_new (window->session, model));
}

static void
open_audit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);

  if (window->loops_page != NULL)
    plumb_window_push (window, plumb_audit_page_new (window->session, g_variant_get_string (parameter, NULL)));
}

static void
open_compare_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);

  if (window->loops_page != NULL)
    plumb_window_push (window, plumb_compare_page_new (window->session, g_variant_get_string (parameter, NULL)));
}

static void
show_loop_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);

  if (window->loops_page == NULL)
    return;
  adw_view_stack_set_visible_child_name (window->home, "loops");
  plumb_loops_page_show_loop (PLUMB_LOOPS_PAGE (window->loops_page), g_variant_get_string (parameter, NULL));
}

/* From another page, or from outside the window: whatever lies on top goes first, if it may. */
static void
open_board_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);

  while (plumb_window_pop (window))
    ;
  if (g_queue_is_empty (&window->pile))
    show_loop_cb (widget, NULL, parameter);
}

static void
show_reminders_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);

  if (window->owed != NULL && !PLUMB_IS_REMINDERS_PAGE (plumb_window_get_page (window)))
    plumb_window_push (window, plumb_reminders_page_new (window->owed));
}

static void
show_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);

  if (window->loops_page == NULL)
    return;
  while (plumb_window_pop (window))
    ;
  if (g_queue_is_empty (&window->pile))
    adw_view_stack_set_visible_child_name (window->home, g_variant_get_string (parameter, NULL));
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbPage *page = plumb_window_get_page (PLUMB_WINDOW (widget));

  if (page == NULL || !plumb_page_back (page))
    plumb_window_pop (PLUMB_WINDOW (widget));
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbPage *page = plumb_window_get_page (PLUMB_WINDOW (widget));

  if (page != NULL)
    plumb_page_find (page);
}

static void
new_loop_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbWindow *window = PLUMB_WINDOW (widget);

  if (window->loops_page != NULL)
    plumb_loops_page_new_loop (PLUMB_LOOPS_PAGE (window->loops_page));
}

static void
export_packets_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  plumb_batch_window_present (GTK_WINDOW (widget), PLUMB_WINDOW (widget)->session);
}

static void
switch_person_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  plumb_window_ask_person (PLUMB_WINDOW (widget));
}

void
plumb_window_install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.open-interview", "(ss)", open_interview_cb);
  gtk_widget_class_install_action (class, "win.open-card", "(ss)", open_card_cb);
  gtk_widget_class_install_action (class, "win.open-debrief", "s", open_debrief_cb);
  gtk_widget_class_install_action (class, "win.open-packet", "s", open_packet_cb);
  gtk_widget_class_install_action (class, "win.open-audit", "s", open_audit_cb);
  gtk_widget_class_install_action (class, "win.open-compare", "s", open_compare_cb);
  gtk_widget_class_install_action (class, "win.show-loop", "s", show_loop_cb);
  gtk_widget_class_install_action (class, "win.open-board", "s", open_board_cb);
  gtk_widget_class_install_action (class, "win.show-reminders", NULL, show_reminders_cb);
  gtk_widget_class_install_action (class, "win.show-page", "s", show_page_cb);
  gtk_widget_class_install_action (class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (class, "win.find", NULL, find_cb);
  gtk_widget_class_install_action (class, "win.new-loop", NULL, new_loop_cb);
  gtk_widget_class_install_action (class, "win.export-packets", NULL, export_packets_cb);
  gtk_widget_class_install_action (class, "win.switch-person", NULL, switch_person_cb);
}

PlumbLoopModel *
plumb_window_dup_model (PlumbWindow *window, const char *loop)
{
  PlumbLoopModel *model;

  g_assert (PLUMB_IS_WINDOW (window));

  if (window->model != NULL && g_str_equal (plumb_loop_model_get_id (window->model), loop))
    return g_object_ref (window->model);
  model = plumb_loop_model_new (window->session, loop);
  g_set_weak_pointer (&window->model, model);
  return model;
}

void
plumb_window_ask_person (PlumbWindow *window)
{
  g_assert (PLUMB_IS_WINDOW (window));

  if (plumb_session_get_workspace (window->session) == NULL || PLUMB_IS_WELCOME_PAGE (plumb_window_get_page (window)))
    return;
  plumb_window_push (window, plumb_welcome_page_new (window->session));
}

void
plumb_window_leave_all (PlumbWindow *window)
{
  PlumbPage *page;

  g_assert (PLUMB_IS_WINDOW (window));

  gtk_stack_set_visible_child_name (window->navigation, "home");
  while ((page = g_queue_pop_tail (&window->pile)) != NULL)
    {
      plumb_page_save (page);
      gtk_stack_remove (window->navigation, GTK_WIDGET (page));
    }
}

void
plumb_window_set_target (PlumbWindow *window, const char *target)
{
  g_return_if_fail (PLUMB_IS_WINDOW (window));

  plumb_set_string (&window->target, target);
  if (window->loops_page != NULL)
    plumb_window_follow_target (window);
}

/* The interview that was on the screen when the program ended without leaving it. Tried once: it may be what ended the program. */
static char *
take_interrupted (PlumbWindow *window)
{
  PlumbSettings *settings = plumb_session_get_settings (window->session);
  const char *location = plumb_session_get_location (window->session);
  g_autofree char *interview = plumb_settings_dup_interview (settings, location);

  if (interview == NULL)
    return NULL;
  plumb_settings_set_interview (settings, location, NULL);
  return g_strdup_printf ("interview:%s", interview);
}

void
plumb_window_follow_target (PlumbWindow *window)
{
  g_autofree char *text = window->target != NULL ? g_steal_pointer (&window->target) : take_interrupted (window);
  g_auto (GStrv) parts = NULL;
  g_auto (GStrv) names = NULL;
  Target *target;

  if (text == NULL)
    return;
  parts = g_strsplit (text, ":", 2);
  if (parts[0] == NULL || parts[1] == NULL)
    {
      adw_view_stack_set_visible_child_name (window->home, g_strcmp0 (text, "library") == 0 ? "library" : "loops");
      if (g_strcmp0 (text, "audit") == 0)
        gtk_widget_activate_action (GTK_WIDGET (window), "win.open-audit", "s", "");
      else if (g_strcmp0 (text, "compare") == 0)
        gtk_widget_activate_action (GTK_WIDGET (window), "win.open-compare", "s", "");
      return;
    }
  names = g_strsplit (parts[1], "/", 2);
  target = g_new0 (Target, 1);
  g_weak_ref_init (&target->window, window);
  target->page = g_strdup (parts[0]);
  target->loop = g_strdup (names[0] != NULL ? names[0] : "");
  target->assignment = g_strdup (names[0] != NULL && names[1] != NULL ? names[1] : "");
  target->viewer = g_strdup (plumb_session_get_person_id (window->session));
  plumb_workspace_run_async (plumb_session_get_workspace (window->session), resolve_func, target, NULL, NULL, NULL, resolved_cb,
                             target);
}
