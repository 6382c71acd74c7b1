/* test-window.c - the window and its pages, made for real under fatal warnings, and gone again without a trace. Needs a display. */
#include "app/demo.h"
#include "ui/application.h"
#include "ui/audit-page.h"
#include "ui/board.h"
#include "ui/card-grid.h"
#include "ui/compare-page.h"
#include "ui/evidence-row.h"
#include "ui/fit-scroller.h"
#include "ui/library-page.h"
#include "ui/loop-list.h"
#include "ui/loop-row.h"
#include "ui/loops-page.h"
#include "ui/lull.h"
#include "ui/moment-entry.h"
#include "ui/new-loop-window.h"
#include "ui/panel-row.h"
#include "ui/person-window.h"
#include "ui/plan-view.h"
#include "ui/progress-dots.h"
#include "ui/question-list.h"
#include "ui/record-check.h"
#include "ui/reminders-page.h"
#include "ui/stage-card.h"
#include "ui/trail-row.h"
#include "ui/welcome-page.h"
#include "ui/window.h"

#include <glib/gstdio.h>

static char *folder;
static char *workspace;

typedef struct
{
  PlumbSettings *settings;
  PlumbSession *session;
  PlumbWindow *window;
} Desk;

/* Runs the main loop until `condition` holds. */
#define wait_until(condition)                                                                                                    \
  while (!(condition))                                                                                                           \
  g_main_context_iteration (NULL, TRUE)

static void
open_desk (Desk *desk, const char *person, int width)
{
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);

  desk->settings = plumb_settings_new (path);
  plumb_settings_set_window_size (desk->settings, width, 700, FALSE);
  desk->session = plumb_session_new (desk->settings);
  desk->window = plumb_window_new (NULL, desk->session);
  g_object_add_weak_pointer (G_OBJECT (desk->window), (gpointer *)&desk->window);
  plumb_session_open (desk->session, workspace, person, NULL);
  gtk_window_present (GTK_WINDOW (desk->window));
  wait_until (plumb_window_get_page (desk->window) != NULL);
  wait_until (gtk_window_is_active (GTK_WINDOW (desk->window)));
}

static void
desk_set_up (Desk *desk, gconstpointer person)
{
  open_desk (desk, person, 1200);
}

static void
desk_set_up_narrow (Desk *desk, gconstpointer person)
{
  open_desk (desk, person, 560);
}

static gboolean
late_cb (gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_REMOVE;
}

static void
desk_tear_down (Desk *desk, gconstpointer person)
{
  gboolean late = FALSE;
  guint deadline = g_timeout_add_seconds (30, late_cb, &late);

  gtk_window_close (GTK_WINDOW (desk->window));
  wait_until (desk->window == NULL);
  /* Work that was under way in a thread still holds its page, and that the session. */
  wait_until (late || G_OBJECT (desk->session)->ref_count == 1);
  if (!late)
    g_source_remove (deadline);
  g_assert_finalize_object (desk->session);
  g_assert_finalize_object (desk->settings);
}

static void
fill_workspace (void)
{
  g_autoptr (GError) error = NULL;
  PlumbStore *store = plumb_store_open (workspace, PLUMB_STORE_CREATE, &error);
  g_autoptr (GPtrArray) loops = plumb_demo_list_loops (plumb_instant_now (), &error);
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);

  g_assert_no_error (error);
  while (loops->len > 0)
    g_ptr_array_add (commands, plumb_command_new_import_loop (NULL, g_ptr_array_steal_index (loops, 0)));
  g_assert_true (plumb_store_apply_all (store, commands, NULL, &error));
  plumb_store_close (store);
}

/* Each widget can be made by its type alone and goes when it is let go. */
static void
test_templates (void)
{
  const GType types[]
      = { PLUMB_TYPE_AUDIT_PAGE,     PLUMB_TYPE_BOARD,         PLUMB_TYPE_CARD_GRID,     PLUMB_TYPE_COMPARE_PAGE,
          PLUMB_TYPE_EVIDENCE_ROW,   PLUMB_TYPE_LIBRARY_PAGE,  PLUMB_TYPE_LOOPS_PAGE,    PLUMB_TYPE_LOOP_LIST,
          PLUMB_TYPE_LOOP_ROW,       PLUMB_TYPE_MOMENT_ENTRY,  PLUMB_TYPE_PANEL_ROW,     PLUMB_TYPE_PERSON_CHOICE,
          PLUMB_TYPE_PLAN_VIEW,      PLUMB_TYPE_PROGRESS_DOTS, PLUMB_TYPE_QUESTION_LIST, PLUMB_TYPE_RECORD_CHECK,
          PLUMB_TYPE_REMINDERS_PAGE, PLUMB_TYPE_STAGE_CARD,    PLUMB_TYPE_TRAIL_ROW,     PLUMB_TYPE_WELCOME_PAGE };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_new (types[i], NULL);

      g_test_message ("%s", g_type_name (types[i]));
      g_object_ref_sink (widget);
      g_assert_finalize_object (widget);
    }
}

static gboolean
turn_wheel (GtkWidget *scroller, double dy)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scroller);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean done = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_SCROLL (controller)
          || gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE
          || (gtk_event_controller_scroll_get_flags (GTK_EVENT_CONTROLLER_SCROLL (controller))
              & GTK_EVENT_CONTROLLER_SCROLL_KINETIC))
        continue;
      g_signal_emit_by_name (controller, "scroll", 0.0, dy, &done);
      return done;
    }
  g_assert_not_reached ();
}

/* What scrolls within a page that scrolls: at its end the wheel moves the page. */
static void
test_wheel (void)
{
  GtkWidget *window = gtk_window_new (), *around = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *rest = gtk_label_new (NULL), *tall = gtk_label_new (NULL);
  GtkWidget *scroller = g_object_new (PLUMB_TYPE_FIT_SCROLLER, "fit", TRUE, "limit", 100, "child", tall, NULL);
  GtkAdjustment *outer = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (around)), *inner;

  gtk_widget_set_size_request (tall, -1, 400);
  gtk_widget_set_size_request (rest, -1, 1000);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), rest);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (around), box);
  gtk_window_set_child (GTK_WINDOW (window), around);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 300);
  gtk_window_present (GTK_WINDOW (window));
  scroller = gtk_widget_get_first_child (scroller);
  inner = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  wait_until (gtk_adjustment_get_page_size (inner) == 100 && gtk_adjustment_get_upper (outer) == 1100);
  g_assert_false (turn_wheel (scroller, 1)); /* its own to go */
  g_assert_true (turn_wheel (scroller, -1));
  g_assert_cmpfloat (gtk_adjustment_get_value (outer), ==, 0);
  gtk_adjustment_set_value (inner, 300);
  g_assert_true (turn_wheel (scroller, 1));
  g_assert_cmpfloat (gtk_adjustment_get_value (outer), >, 0);
  g_assert_false (turn_wheel (scroller, -1));
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_child (GtkWidget *root, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);
  return found;
}

static PlumbPage *
get_page (Desk *desk)
{
  return plumb_window_get_page (desk->window);
}

static gboolean
page_is (Desk *desk, const char *type)
{
  return get_page (desk) != NULL && g_str_equal (G_OBJECT_TYPE_NAME (get_page (desk)), type);
}

/* Goes to the page, waits until it knows its loop, and back again: the page is gone then. */
static void
visit (Desk *desk, const char *target, const char *type)
{
  PlumbPage *page;

  plumb_window_set_target (desk->window, target);
  wait_until (page_is (desk, type));
  page = get_page (desk);
  wait_until (g_strcmp0 (plumb_page_get_title (page), "Hana Sato") == 0);
  /* Where the header bar cuts it off. */
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (find_child (GTK_WIDGET (desk->window), ADW_TYPE_WINDOW_TITLE)),
                                   "Hana Sato"));
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *)&page);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.back", NULL);
  wait_until (page == NULL);
  g_assert_true (page_is (desk, "PlumbLoopsPage"));
}

static void
test_pages (Desk *desk, gconstpointer person)
{
  visit (desk, "debrief:Hana Sato", "PlumbDebriefPage");
  visit (desk, "packet:Hana Sato", "PlumbPacketPage");
  visit (desk, "card:Hana Sato/systems-design", "PlumbCardPage");
  plumb_window_set_target (desk->window, "library");
  wait_until (page_is (desk, "PlumbLibraryPage"));
}

/* The board shows the loop that was asked for. */
static void
test_board (Desk *desk, gconstpointer person)
{
  PlumbBoard *board = PLUMB_BOARD (find_child (GTK_WIDGET (desk->window), PLUMB_TYPE_BOARD));
  PlumbLoopModel *model;

  plumb_window_set_target (desk->window, "board:Eli Brandt");
  wait_until ((model = plumb_board_get_model (board)) != NULL && plumb_loop_model_get_loop (model) != NULL
              && g_str_equal (plumb_loop_model_get_loop (model)->candidate->name, "Eli Brandt"));
  g_assert_nonnull (find_child (GTK_WIDGET (board), PLUMB_TYPE_STAGE_CARD));
}

/* A target that does not exist is told, and leaves the window where it was. */
static void
test_unknown_target (Desk *desk, gconstpointer person)
{
  GtkWidget *banner = find_child (GTK_WIDGET (desk->window), GTK_TYPE_REVEALER);

  plumb_window_set_target (desk->window, "debrief:Nobody At All");
  wait_until (gtk_revealer_get_reveal_child (GTK_REVEALER (banner)));
  g_assert_true (page_is (desk, "PlumbLoopsPage"));
  plumb_window_clear_failure (desk->window);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (banner)));
}

static void
test_narrow (Desk *desk, gconstpointer person)
{
  PlumbPage *page = get_page (desk);
  PlumbLoopList *list = PLUMB_LOOP_LIST (find_child (GTK_WIDGET (page), PLUMB_TYPE_LOOP_LIST));
  PlumbBoard *board = PLUMB_BOARD (find_child (GTK_WIDGET (page), PLUMB_TYPE_BOARD));

  wait_until (plumb_board_get_model (board) != NULL);
  wait_until (plumb_page_is_narrow (page));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (list)));
  plumb_loops_page_show_loop (PLUMB_LOOPS_PAGE (page), plumb_loop_list_get_selected (list));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (list)));
  g_assert_true (plumb_page_get_has_back (page));
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.back", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (list)));
  g_assert_false (plumb_page_get_has_back (page));
  gtk_window_maximize (GTK_WINDOW (desk->window));
  wait_until (!plumb_page_is_narrow (page));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (board)));
}

/* Not the loop that the page came up with. */
static gboolean
shows_loop_of (PlumbBoard *board, const char *candidate)
{
  PlumbLoopModel *model = plumb_board_get_model (board);
  const PlumbLoop *loop = model != NULL ? plumb_loop_model_get_loop (model) : NULL;

  return loop != NULL && g_str_equal (loop->candidate->name, candidate);
}

static void
count_cb (guint *n)
{
  ++*n;
}

static void
shown_cb (gpointer widget)
{
  guint n = GPOINTER_TO_UINT (g_object_get_data (widget, "shown"));

  g_object_set_data (widget, "shown", GUINT_TO_POINTER (n + 1));
}

static guint
count_shown (gpointer widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (widget, "shown"));
}

/* What a page tells of itself comes at once while nobody writes, else with a frame that is drawn anyway. */
static void
test_lull (Desk *desk, gconstpointer person)
{
  PlumbLull *lull = plumb_lull_new (GTK_WIDGET (desk->window), shown_cb);

  plumb_lull_ask (lull);
  g_assert_cmpuint (count_shown (desk->window), ==, 1);
  plumb_lull_write (lull);
  plumb_lull_ask (lull);
  plumb_lull_ask (lull);
  g_assert_cmpuint (count_shown (desk->window), ==, 1);
  gtk_widget_queue_draw (GTK_WIDGET (desk->window));
  wait_until (count_shown (desk->window) == 2);
  plumb_lull_write (lull);
  plumb_lull_ask (lull);
  plumb_lull_free (lull);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (count_shown (desk->window), ==, 2);
}

/* Without a frame it comes after the last key. */
static void
test_lull_without_frames (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  PlumbLull *lull = plumb_lull_new (label, shown_cb);
  gint64 asked = g_get_monotonic_time ();

  plumb_lull_write (lull);
  plumb_lull_ask (lull);
  g_assert_cmpuint (count_shown (label), ==, 0);
  wait_until (count_shown (label) == 1);
  g_assert_cmpint (g_get_monotonic_time () - asked, >=, (PLUMB_LULL - 50) * 1000);
  plumb_lull_ask (lull);
  g_assert_cmpuint (count_shown (label), ==, 2);
  plumb_lull_free (lull);
  g_object_unref (label);
}

/* Those of the next so many milliseconds. */
static guint
count_frames (guint *n_frames, guint milliseconds)
{
  gboolean late = FALSE;

  *n_frames = 0;
  g_timeout_add (milliseconds, late_cb, &late);
  wait_until (late);
  return *n_frames;
}

/* The writer's own saves bring a snapshot every half second: one that says nothing new draws nothing, or keys would wait for its frame. */
static void
test_quiet_snapshot (Desk *desk, gconstpointer person)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (desk->window));
  g_autoptr (PlumbLoopModel) model = NULL;
  PlumbBoard *board = PLUMB_BOARD (find_child (GTK_WIDGET (desk->window), PLUMB_TYPE_BOARD));
  g_autofree char *loop = NULL;
  guint n_snapshots = 0, n_frames = 0, drawn = 1;

  plumb_window_set_target (desk->window, "board:Priya Raman");
  wait_until (shows_loop_of (board, "Priya Raman"));
  loop = g_strdup (plumb_loop_model_get_id (plumb_board_get_model (board)));
  plumb_window_set_target (desk->window, "interview:Priya Raman/systems-design"); /* its clock is paused */
  wait_until (page_is (desk, "PlumbInterviewPage") && g_strcmp0 (plumb_page_get_title (get_page (desk)), "Priya Raman") == 0);
  model = plumb_loop_model_new (desk->session, loop);
  wait_until (plumb_loop_model_get_loop (model) != NULL);
  g_signal_connect_swapped (model, "changed", G_CALLBACK (count_cb), &n_snapshots);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (count_cb), &n_frames);
  while (count_frames (&n_frames, 600) > 0) /* the page is still coming up */
    continue;
  for (guint i = 1; i <= 5 && drawn > 0; i++) /* a frame may come from elsewhere, but not with each */
    {
      g_signal_emit_by_name (plumb_session_get_workspace (desk->session), "loop-changed", loop);
      wait_until (n_snapshots >= i);
      drawn = count_frames (&n_frames, 200);
    }
  g_assert_cmpuint (drawn, ==, 0);
  g_signal_handlers_disconnect_by_data (clock, &n_frames);
}

/* Nobody known: the window asks, and there is nothing to go back to. */
static void
test_welcome (Desk *desk, gconstpointer person)
{
  g_assert_true (page_is (desk, "PlumbWelcomePage"));
  g_assert_false (plumb_window_pop (desk->window));
  g_assert_true (page_is (desk, "PlumbWelcomePage"));
}

static void
person_cb (const PlumbPerson *person, gpointer data)
{
  g_assert_null (person);
  *(gboolean *)data = TRUE;
}

static GtkWindow *
find_dialog (GtkWindow *parent)
{
  g_autoptr (GListModel) tops = g_object_ref (gtk_window_get_toplevels ());
  GtkWindow *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (tops) && found == NULL; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (tops, i);

      found = gtk_window_get_transient_for (window) == parent ? window : NULL;
    }
  return found;
}

static void
close_dialog (GtkWindow *parent)
{
  GtkWindow *dialog = find_dialog (parent);

  g_assert_nonnull (dialog);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  gtk_window_close (dialog);
  wait_until (find_dialog (parent) == NULL);
}

static void
test_dialogs (Desk *desk, gconstpointer person)
{
  GtkWindow *parent = GTK_WINDOW (desk->window);
  PlumbBoard *board = PLUMB_BOARD (find_child (GTK_WIDGET (parent), PLUMB_TYPE_BOARD));
  gboolean answered = FALSE;

  plumb_window_set_target (desk->window, "board:Noor Haddad");
  wait_until (shows_loop_of (board, "Noor Haddad"));
  plumb_new_loop_window_present (parent, desk->session);
  close_dialog (parent);
  gtk_widget_activate_action (GTK_WIDGET (board), "board.assign", "s", "systems-design");
  close_dialog (parent);
  gtk_widget_activate_action (GTK_WIDGET (board), "board.close", NULL);
  close_dialog (parent);
  gtk_widget_action_set_enabled (GTK_WIDGET (board), "board.break-seal", TRUE);
  gtk_widget_activate_action (GTK_WIDGET (board), "board.break-seal", NULL);
  close_dialog (parent);
  plumb_person_window_present (parent, person_cb, &answered);
  close_dialog (parent);
  g_assert_true (answered);
}

int
main (int argc, char **argv)
{
  g_autoptr (PlumbApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  g_test_init (&argc, &argv, NULL);
  /* Starting up brings resources and style; the windows are the tests' own. */
  application = plumb_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  folder = g_dir_make_tmp ("plumb-window-XXXXXX", NULL);
  workspace = g_build_filename (folder, "w.plumbline", NULL);
  fill_workspace ();
  g_test_add_func ("/window/templates", test_templates);
  g_test_add_func ("/window/lull-without-frames", test_lull_without_frames);
  g_test_add_func ("/window/wheel", test_wheel);
#define DESK(path, func, person) g_test_add (path, Desk, person, desk_set_up, func, desk_tear_down)
  DESK ("/window/welcome", test_welcome, NULL);
  DESK ("/window/pages", test_pages, "Beate Lang");
  DESK ("/window/board", test_board, "Beate Lang");
  DESK ("/window/unknown-target", test_unknown_target, "Beate Lang");
  DESK ("/window/lull", test_lull, "Lukas Weber");
  DESK ("/window/quiet-snapshot", test_quiet_snapshot, "Lukas Weber");
  g_test_add ("/window/narrow", Desk, "Beate Lang", desk_set_up_narrow, test_narrow, desk_tear_down);
  DESK ("/window/dialogs", test_dialogs, "Beate Lang");
#undef DESK
  code = g_test_run ();
  g_free (workspace);
  g_free (folder);
  return code;
}
