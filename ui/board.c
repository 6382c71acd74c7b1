/* board.c - see board.h. Cards and rows are made once for a template and then brought up to date, so that focus and scroll stay. */

#include "ui/board.h"

#include "app/text.h"
#include "ui/assignment-window.h"
#include "ui/card-grid.h"
#include "ui/evidence-row.h"
#include "ui/gap-list.h"
#include "ui/plan-view.h"
#include "ui/stage-card.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbBoard
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkScrolledWindow *scroller;
  GtkWidget *header;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *detail;
  GtkWidget *debrief_button;
  GtkWidget *packet_button;
  GtkWidget *more_button;
  GtkWidget *notice;
  GtkImage *notice_icon;
  GtkLabel *notice_label;
  GtkWidget *gaps;
  PlumbCardGrid *cards;
  GtkExpander *plan;
  PlumbPlanView *plan_view;
  GtkWidget *evidence;

  /* owned references */
  PlumbLoopModel *model;
  gboolean narrow;
  gboolean fresh; /* this loop has not been shown yet */
  char *template; /* digest of the template that cards and rows were made for */
};

G_DEFINE_FINAL_TYPE (PlumbBoard, plumb_board, GTK_TYPE_WIDGET)

static gboolean
i_hold_seat (PlumbBoard *board, const PlumbLoop *loop, PlumbSeat seat)
{
  PlumbSession *session = plumb_loop_model_get_session (board->model);

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->seat == seat && plumb_session_is_me (session, assignment->person))
        return TRUE;
    }
  return FALSE;
}

/* Leaves out what the rules would refuse; the rules themselves stand in app/rules.c. */
static void
show_more (PlumbBoard *board, const PlumbLoop *loop)
{
  const PlumbPerson *me = plumb_session_get_person (plumb_loop_model_get_session (board->model));
  gboolean leads = (me != NULL && me->role == PLUMB_ROLE_COORDINATOR) || i_hold_seat (board, loop, PLUMB_SEAT_HIRING_MANAGER);
  gboolean decides = leads || i_hold_seat (board, loop, PLUMB_SEAT_BAR_RAISER);
  gboolean may_close = leads && loop->state == PLUMB_LOOP_OPEN;
  gboolean may_reopen = decides && loop->state != PLUMB_LOOP_OPEN;
  gboolean may_break = decides && loop->state == PLUMB_LOOP_OPEN
                       && plumb_snapshot_get_sight (plumb_loop_model_get_snapshot (board->model)) == PLUMB_SIGHT_BLIND;

  gtk_widget_action_set_enabled (GTK_WIDGET (board), "board.close", may_close);
  gtk_widget_action_set_enabled (GTK_WIDGET (board), "board.reopen", may_reopen);
  gtk_widget_action_set_enabled (GTK_WIDGET (board), "board.break-seal", may_break);
}

static void
show_header (PlumbBoard *board, const PlumbLoop *loop)
{
  g_autofree char *name = plumb_text_dup_line (loop->candidate->name);
  g_autofree char *role = plumb_text_dup_line (loop->role);
  g_autofree char *headline = plumb_text_dup_line (loop->candidate->headline);
  g_autofree char *opened = plumb_instant_dup_date (loop->opened_at);
  g_autofree char *detail = g_strdup_printf (_ ("%s · %s, version %d · opened %s%s%s"), role, loop->template->title,
                                             loop->template->version, opened, *headline != '\0' ? "\n" : "", headline);

  adw_avatar_set_text (board->avatar, name);
  gtk_label_set_text (board->name, name);
  gtk_label_set_text (board->detail, detail);
  plumb_button_set_action (board->debrief_button, "win.open-debrief", g_variant_new ("s", loop->id));
  plumb_button_set_action (board->packet_button, "win.open-packet", g_variant_new ("s", loop->id));
  show_more (board, loop);
}

/* What stands above the cards: a decision, or why so little is to be seen. NULL: nothing to say. */
static char *
dup_notice (PlumbBoard *board, const PlumbLoop *loop, const char **icon)
{
  const PlumbDecision *decision = plumb_loop_get_decision (loop);
  PlumbSight sight = plumb_snapshot_get_sight (plumb_loop_model_get_snapshot (board->model));

  *icon = "dialog-information-symbolic";
  if (decision != NULL && loop->state == PLUMB_LOOP_DECIDED)
    {
      g_autofree char *decider = plumb_text_dup_line (plumb_loop_get_person_name (loop, decision->decider));
      g_autofree char *date = plumb_instant_dup_date (decision->at);
      g_auto (GStrv) missing = g_strsplit (plumb_decision_get_missing (decision), "\n", -1);
      g_autofree char *joined = g_strjoinv ("; ", missing);
      g_autofree char *list = plumb_text_dup_line (joined);

      *icon = "emblem-ok-symbolic";
      if (*list != '\0')
        return g_strdup_printf (_ ("Decided: %s, by %s on %s. What is missing: %s"), plumb_decision_to_label (decision->value),
                                decider, date, list);
      return g_strdup_printf (_ ("Decided: %s, by %s on %s."), plumb_decision_to_label (decision->value), decider, date);
    }
  if (loop->state == PLUMB_LOOP_CLOSED)
    return g_strdup (_ ("This loop was closed without a decision."));
  if (sight == PLUMB_SIGHT_BLIND)
    {
      *icon = "plumb-curtain-symbolic";
      return g_strdup (_ ("You owe a card in this loop. The other cards open to you once yours is in."));
    }
  if (sight == PLUMB_SIGHT_STATES)
    {
      *icon = "plumb-curtain-symbolic";
      return g_strdup (_ ("The cards of this loop are not open to you: you see how far they are."));
    }
  return NULL;
}

static void
show_notice (PlumbBoard *board, const PlumbLoop *loop)
{
  const char *icon;
  g_autofree char *text = dup_notice (board, loop, &icon);

  gtk_widget_set_visible (board->notice, text != NULL);
  gtk_image_set_from_icon_name (board->notice_icon, icon);
  gtk_label_set_text (board->notice_label, text != NULL ? text : "");
}

static void
show_narrow (PlumbBoard *board)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (board->header),
                                  board->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  for (GtkWidget *row = gtk_widget_get_first_child (board->evidence); row != NULL; row = gtk_widget_get_next_sibling (row))
    plumb_evidence_row_set_narrow (PLUMB_EVIDENCE_ROW (row), board->narrow);
}

/* Makes a card per stage and a row per competency when the template is another one. */
static void
make_children (PlumbBoard *board, const PlumbLoop *loop)
{
  if (g_strcmp0 (board->template, loop->template->sha256) == 0)
    return;
  g_free (board->template);
  board->template = g_strdup (loop->template->sha256);
  plumb_widget_clear (GTK_WIDGET (board->cards));
  plumb_widget_clear (board->evidence);
  for (guint i = 0; i < loop->template->stages->len; i++)
    plumb_card_grid_append (board->cards, plumb_stage_card_new ());
  for (guint i = 0; i < loop->template->competencies->len; i++)
    gtk_box_append (GTK_BOX (board->evidence), plumb_evidence_row_new ());
  show_narrow (board);
}

/* Has nobody started? */
static gboolean
is_ahead (const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    if (((const PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->card->state != PLUMB_CARD_NONE)
      return FALSE;
  return loop->state == PLUMB_LOOP_OPEN;
}

/* Open before the loop begins, folded afterwards, unless the user has it otherwise. */
static void
show_plan (PlumbBoard *board, const PlumbLoop *loop)
{
  g_autoptr (PlumbPlan) plan = plumb_plan_new (loop);

  plumb_plan_view_set_plan (board->plan_view, plan);
  if (!board->fresh)
    return;
  board->fresh = FALSE;
  gtk_expander_set_expanded (board->plan, is_ahead (loop));
}

static void
model_changed_cb (PlumbBoard *board)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (board->model);
  const GError *error = plumb_loop_model_get_error (board->model);
  GtkWidget *child;
  guint i;

  if (error != NULL)
    plumb_session_fail (plumb_loop_model_get_session (board->model), error->message);
  gtk_widget_set_visible (GTK_WIDGET (board->scroller), loop != NULL);
  if (loop == NULL)
    return;
  make_children (board, loop);
  show_header (board, loop);
  show_notice (board, loop);
  plumb_gap_list_show (board->gaps, loop);
  if (loop->state != PLUMB_LOOP_OPEN)
    gtk_widget_set_visible (board->gaps, FALSE);
  show_plan (board, loop);
  for (i = 0, child = gtk_widget_get_first_child (GTK_WIDGET (board->cards)); child != NULL;
       i++, child = gtk_widget_get_next_sibling (child))
    plumb_stage_card_update (PLUMB_STAGE_CARD (child), board->model, i);
  for (i = 0, child = gtk_widget_get_first_child (board->evidence); child != NULL;
       i++, child = gtk_widget_get_next_sibling (child))
    plumb_evidence_row_update (PLUMB_EVIDENCE_ROW (child), plumb_loop_model_get_evaluation (board->model), i);
}

static void
open_assignment_window (GtkWidget *widget, PlumbAssignmentAct act, const char *subject)
{
  PlumbBoard *board = PLUMB_BOARD (widget);

  if (board->model == NULL || plumb_loop_model_get_loop (board->model) == NULL)
    return;
  plumb_assignment_window_present (GTK_WINDOW (gtk_widget_get_root (widget)), board->model, act, subject);
}

static void
assign_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_assignment_window (widget, PLUMB_ACT_ASSIGN, g_variant_get_string (parameter, NULL));
}

static void
reassign_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_assignment_window (widget, PLUMB_ACT_REASSIGN, g_variant_get_string (parameter, NULL));
}

static void
schedule_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_assignment_window (widget, PLUMB_ACT_SCHEDULE, g_variant_get_string (parameter, NULL));
}

static void
skip_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_assignment_window (widget, PLUMB_ACT_SKIP, g_variant_get_string (parameter, NULL));
}

static void
schedule_stage_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_assignment_window (widget, PLUMB_ACT_SCHEDULE_STAGE, g_variant_get_string (parameter, NULL));
}

static void
skip_stage_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_assignment_window (widget, PLUMB_ACT_SKIP_STAGE, g_variant_get_string (parameter, NULL));
}

static void
close_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_assignment_window (widget, PLUMB_ACT_CLOSE, "");
}

static void
reopen_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_assignment_window (widget, PLUMB_ACT_REOPEN, "");
}

static void
break_seal_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_assignment_window (widget, PLUMB_ACT_BREAK_SEAL, "");
}

/* Opens it and goes there, or folds it. */
static void
audit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.open-audit", "s", plumb_loop_model_get_id (PLUMB_BOARD (widget)->model));
}

static void
plan_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PlumbBoard *board = PLUMB_BOARD (widget);

  gtk_expander_set_expanded (board->plan, !gtk_expander_get_expanded (board->plan));
  gtk_widget_grab_focus (GTK_WIDGET (board->plan));
}

static void
plumb_board_dispose (GObject *object)
{
  PlumbBoard *board = PLUMB_BOARD (object);

  plumb_board_set_model (board, NULL);
  g_clear_pointer (&board->template, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PLUMB_TYPE_BOARD);
  plumb_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (plumb_board_parent_class)->dispose (object);
}

static void
plumb_board_class_init (PlumbBoardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_board_dispose;
  g_type_ensure (PLUMB_TYPE_CARD_GRID);
  g_type_ensure (PLUMB_TYPE_PLAN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/board.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, scroller);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, header);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, avatar);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, name);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, detail);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, debrief_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, packet_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, more_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, notice);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, notice_icon);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, notice_label);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, gaps);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, cards);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, plan);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, plan_view);
  gtk_widget_class_bind_template_child (widget_class, PlumbBoard, evidence);
  gtk_widget_class_install_action (widget_class, "board.plan", NULL, plan_cb);
  gtk_widget_class_install_action (widget_class, "board.audit", NULL, audit_cb);
  gtk_widget_class_install_action (widget_class, "board.assign", "s", assign_cb);
  gtk_widget_class_install_action (widget_class, "board.reassign", "s", reassign_cb);
  gtk_widget_class_install_action (widget_class, "board.schedule", "s", schedule_cb);
  gtk_widget_class_install_action (widget_class, "board.skip", "s", skip_cb);
  gtk_widget_class_install_action (widget_class, "board.schedule-stage", "s", schedule_stage_cb);
  gtk_widget_class_install_action (widget_class, "board.skip-stage", "s", skip_stage_cb);
  gtk_widget_class_install_action (widget_class, "board.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "board.reopen", NULL, reopen_cb);
  gtk_widget_class_install_action (widget_class, "board.break-seal", NULL, break_seal_cb);
}

static gboolean
plan_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (!gtk_widget_get_mapped (widget) || PLUMB_BOARD (widget)->model == NULL)
    return FALSE;
  plan_cb (widget, NULL, NULL);
  return TRUE;
}

static void
plumb_board_init (PlumbBoard *board)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_l, GDK_CONTROL_MASK), gtk_callback_action_new (plan_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (board), keys);
  gtk_widget_init_template (GTK_WIDGET (board));
  gtk_widget_set_visible (GTK_WIDGET (board->scroller), FALSE);
}

void
plumb_board_set_model (PlumbBoard *board, PlumbLoopModel *model)
{
  g_return_if_fail (PLUMB_IS_BOARD (board));

  if (board->model == model)
    return;
  if (board->model != NULL)
    g_signal_handlers_disconnect_by_func (board->model, model_changed_cb, board);
  g_set_object (&board->model, model);
  board->fresh = TRUE;
  if (model == NULL)
    return;
  g_signal_connect_swapped (model, "changed", G_CALLBACK (model_changed_cb), board);
  model_changed_cb (board);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (board->scroller), 0);
}

PlumbLoopModel *
plumb_board_get_model (PlumbBoard *board)
{
  g_return_val_if_fail (PLUMB_IS_BOARD (board), NULL);
  return board->model;
}

void
plumb_board_set_narrow (PlumbBoard *board, gboolean narrow)
{
  g_return_if_fail (PLUMB_IS_BOARD (board));
  board->narrow = narrow;
  show_narrow (board);
}
