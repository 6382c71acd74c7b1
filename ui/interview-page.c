/* interview-page.c - see interview-page.h. Shows the editor's card; its parts and their layout stand in interview-parts.c, what the
 * user does in interview-actions.c. */

#include "ui/interview-page-private.h"

#include "app/text.h"
#include "ui/flag-popover.h"
#include "ui/interview-widgets.h"
#include "ui/notes-pane.h"
#include "ui/notes-view.h"
#include "ui/pace-bar.h"
#include "ui/question-pane.h"
#include "ui/review-pane.h"
#include "ui/rubric-pane.h"
#include "ui/score-bar.h"
#include "ui/script-list.h"

#include <glib/gi18n.h>

#define SECONDS_STEP 60 /* time on a question is recorded at least this often */

G_DEFINE_FINAL_TYPE (PlumbInterviewPage, plumb_interview_page, PLUMB_TYPE_PAGE)

const PlumbScriptItem *
plumb_interview_page_get_item (PlumbInterviewPage *page)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (page->editor);

  return stage != NULL && page->chosen && page->index < stage->script->len ? g_ptr_array_index (stage->script, page->index)
                                                                           : NULL;
}

void
plumb_interview_page_announce (PlumbInterviewPage *page, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gtk_label_set_text (page->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (page->status), text);
}

gboolean
plumb_interview_page_is_curtained (PlumbInterviewPage *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (page->outer), "curtain") == 0;
}

static gboolean
tick_cb (gpointer data)
{
  PlumbInterviewPage *page = data;

  plumb_interview_page_note_spot (page);
  plumb_lull_ask (page->lull);
  plumb_interview_page_spend (page, SECONDS_STEP);
  return G_SOURCE_CONTINUE;
}

/* After a restart: the question that was written on last; else the first one open. */
static guint
find_question (PlumbInterviewPage *page)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (page->editor);
  PlumbInstant latest = 0;
  guint index = 0;

  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);
      const PlumbAnswer *answer = plumb_card_editor_get_answer (page->editor, item->question->id);

      if (answer->updated_at > latest)
        {
          latest = answer->updated_at;
          index = i;
        }
    }
  return index;
}

static void
show_closed (PlumbInterviewPage *page, const char *title, const char *reason)
{
  g_autofree char *escaped = g_markup_escape_text (reason, -1);

  adw_status_page_set_title (page->closed, title);
  adw_status_page_set_description (page->closed, escaped);
  gtk_stack_set_visible_child_name (page->stack, "closed");
}

/* Where the hands are wanted first. */
static void
focus_work (PlumbInterviewPage *page)
{
  if (plumb_card_editor_get_mode (page->editor) == PLUMB_CARD_MODE_READY)
    plumb_notice_bar_focus (page->start_bar);
  else
    gtk_widget_grab_focus (page->notes);
}

static void
show_mode_work (PlumbInterviewPage *page, PlumbCardMode mode)
{
  const char *shown = gtk_stack_get_visible_child_name (page->stack);
  guint index = 0;
  int caret;

  gtk_widget_set_visible (GTK_WIDGET (page->start_bar), mode == PLUMB_CARD_MODE_READY);
  if (plumb_interview_page_recall (page, &index))
    {
      caret = page->spot->caret;
      plumb_interview_page_show_question (page, index);
      plumb_notes_view_set_caret (PLUMB_NOTES_VIEW (page->notes), caret);
    }
  else if (!page->chosen && plumb_card_editor_get_stage (page->editor)->script->len > 0)
    plumb_interview_page_show_question (page, find_question (page));
  if (g_strcmp0 (shown, "work") != 0 && g_strcmp0 (shown, "review") != 0)
    {
      gtk_stack_set_visible_child_name (page->stack, "work");
      focus_work (page);
    }
}

static void
show_state (gpointer data)
{
  PlumbInterviewPage *page = data;

  plumb_interview_page_show_clock (page);
  plumb_interview_page_show_pace (page);
  plumb_interview_page_show_saved (page);
  plumb_interview_page_show_limit (page);
}

static void
update (PlumbInterviewPage *page)
{
  PlumbCardMode mode = plumb_card_editor_get_mode (page->editor);
  const GError *error = plumb_loop_model_get_error (page->model);
  gboolean working = mode == PLUMB_CARD_MODE_READY || mode == PLUMB_CARD_MODE_WRITING;

  plumb_interview_page_show_title (page);
  gtk_widget_set_visible (page->header_end, working);
  gtk_widget_set_visible (page->header_start, working && plumb_page_is_narrow (PLUMB_PAGE (page)));
  gtk_widget_set_sensitive (page->clock, mode == PLUMB_CARD_MODE_WRITING);
  plumb_notes_pane_set_writing (PLUMB_NOTES_PANE (page->notes_pane), mode == PLUMB_CARD_MODE_WRITING);
  gtk_widget_set_sensitive (page->review_button, mode == PLUMB_CARD_MODE_WRITING);
  if (mode == PLUMB_CARD_MODE_READY) /* to start is what comes next then */
    gtk_widget_remove_css_class (page->next, "suggested-action");
  else
    gtk_widget_add_css_class (page->next, "suggested-action");
  if (mode == PLUMB_CARD_MODE_LOADING && error != NULL)
    show_closed (page, _ ("The interview could not be read"), error->message);
  else if (mode == PLUMB_CARD_MODE_LOADING)
    gtk_stack_set_visible_child_name (page->stack, "loading");
  else if (mode == PLUMB_CARD_MODE_ABSENT)
    show_closed (page, _ ("No interview here"), _ ("You hold no interview in this loop, or it was taken away."));
  else if (mode == PLUMB_CARD_MODE_CLOSED)
    show_closed (page, _ ("Nothing to write here"), plumb_card_editor_get_closed_reason (page->editor));
  else if (mode == PLUMB_CARD_MODE_READING)
    {
      if (g_strcmp0 (gtk_stack_get_visible_child_name (page->stack), "review") == 0 && page->chosen && !page->submitted)
        plumb_session_say (page->session, _ ("Scorecard submitted"));
      if (!page->submitted)
        plumb_interview_page_forget_spot (page);
      page->submitted = TRUE;
      gtk_widget_set_visible (GTK_WIDGET (page->gap_bar), FALSE);
      plumb_review_pane_refresh (PLUMB_REVIEW_PANE (page->review));
      gtk_stack_set_visible_child_name (page->stack, "review");
    }
  else
    show_mode_work (page, mode);
  plumb_lull_ask (page->lull);
}

void
plumb_interview_page_show_question (PlumbInterviewPage *page, guint index)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (page->editor);
  const PlumbScriptItem *item;

  if (stage == NULL || index >= stage->script->len)
    return;
  if (page->chosen)
    {
      plumb_interview_page_spend (page, 1);
      plumb_card_editor_save (page->editor);
    }
  item = g_ptr_array_index (stage->script, index);
  page->index = index;
  page->chosen = TRUE;
  page->entered = plumb_card_editor_get_seconds (page->editor);
  page->told_question_pace = -1;
  plumb_script_list_set_current (PLUMB_SCRIPT_LIST (page->script), index);
  plumb_script_list_set_current (PLUMB_SCRIPT_LIST (page->popover_script), index);
  plumb_question_pane_set_question (PLUMB_QUESTION_PANE (page->question_pane), index);
  plumb_notes_view_set_question (PLUMB_NOTES_VIEW (page->notes), item->question->id);
  plumb_rubric_pane_set_question (PLUMB_RUBRIC_PANE (page->rubric), item->question->id);
  plumb_score_bar_set_question (PLUMB_SCORE_BAR (page->score), item->question->id);
  gtk_widget_set_sensitive (page->previous, index > 0);
  gtk_widget_set_sensitive (page->next, index + 1 < stage->script->len);
  plumb_interview_page_show_pace (page);
  plumb_interview_page_show_limit (page);
  plumb_interview_page_note_spot (page);
  plumb_interview_page_announce (page, _ ("Question %u of %u: %s"), index + 1, stage->script->len, item->question->title);
}

void
plumb_interview_page_show_work (PlumbInterviewPage *page)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (page->stack), "review") != 0
      || plumb_card_editor_get_mode (page->editor) != PLUMB_CARD_MODE_WRITING)
    return;
  gtk_stack_set_visible_child_name (page->stack, "work");
  gtk_widget_grab_focus (page->notes);
}

void
plumb_interview_page_step (PlumbInterviewPage *page, int by)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (page->editor);

  if (stage == NULL || (by < 0 && page->index == 0) || (by > 0 && page->index + 1 >= stage->script->len))
    return;
  plumb_interview_page_show_question (page, (guint)((int)page->index + by));
}

void
plumb_interview_page_show_review (PlumbInterviewPage *page)
{
  if (plumb_card_editor_get_mode (page->editor) != PLUMB_CARD_MODE_WRITING)
    return;
  plumb_interview_page_spend (page, 1);
  plumb_card_editor_save (page->editor);
  plumb_review_pane_refresh (PLUMB_REVIEW_PANE (page->review));
  gtk_stack_set_visible_child_name (page->stack, "review");
  plumb_review_pane_focus (PLUMB_REVIEW_PANE (page->review));
}

void
plumb_interview_page_draw_curtain (PlumbInterviewPage *page, gboolean drawn)
{
  if (drawn == plumb_interview_page_is_curtained (page))
    return;
  plumb_page_set_curtained (PLUMB_PAGE (page), drawn);
  if (drawn)
    {
      GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
      GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

      g_set_weak_pointer (&page->kept_focus, focus);
      gtk_stack_set_visible_child_name (page->outer, "curtain");
      gtk_widget_grab_focus (page->curtain_back);
    }
  else
    {
      gtk_stack_set_visible_child_name (page->outer, "page");
      gtk_widget_grab_focus (page->kept_focus != NULL && gtk_widget_get_mapped (page->kept_focus) ? page->kept_focus
                                                                                                  : page->notes);
      g_clear_weak_pointer (&page->kept_focus);
    }
  gtk_widget_set_visible (GTK_WIDGET (page->script_button), !drawn);
  plumb_handover_button_set_covered (page->handover, drawn);
  plumb_interview_page_show_title (page);
}

static void
previous_cb (PlumbInterviewPage *page)
{
  plumb_interview_page_step (page, -1);
}

static void
next_cb (PlumbInterviewPage *page)
{
  plumb_interview_page_step (page, 1);
}

static void
review_cb (PlumbInterviewPage *page)
{
  plumb_interview_page_show_review (page);
}

static void
start_cb (PlumbInterviewPage *page)
{
  plumb_card_editor_start (page->editor);
  page->entered = 0;
  gtk_widget_grab_focus (page->notes);
  plumb_interview_page_announce (page, _ ("Started; the clock runs"));
}

void
plumb_interview_page_turn_clock (PlumbInterviewPage *page)
{
  gboolean running = !plumb_card_editor_is_running (page->editor);

  if (plumb_card_editor_get_mode (page->editor) != PLUMB_CARD_MODE_WRITING)
    return;
  plumb_interview_page_spend (page, 1);
  plumb_card_editor_set_running (page->editor, running);
  plumb_interview_page_announce (page, "%s", running ? _ ("The clock runs") : _ ("The clock is paused"));
}

static void
curtain_cb (PlumbInterviewPage *page)
{
  plumb_interview_page_draw_curtain (page, !plumb_interview_page_is_curtained (page));
}

static void
uncover_cb (PlumbInterviewPage *page)
{
  plumb_interview_page_draw_curtain (page, FALSE);
}

static void
recover_cb (PlumbInterviewPage *page)
{
  gtk_widget_grab_focus (page->review_button); /* the notes take what is recovered only while nobody writes in them */
  plumb_card_editor_recover (page->editor);
  gtk_widget_grab_focus (page->notes);
}

static void
keep_gap_cb (PlumbInterviewPage *page)
{
  plumb_interview_page_settle_gap (page, TRUE);
}

static void
take_gap_cb (PlumbInterviewPage *page)
{
  plumb_interview_page_settle_gap (page, FALSE);
}

static void
forget_cb (PlumbInterviewPage *page)
{
  plumb_card_editor_forget_recovered (page->editor);
  plumb_interview_page_show_saved (page);
}

static void
try_cb (PlumbInterviewPage *page)
{
  plumb_card_editor_save (page->editor);
}

static void
typed_cb (PlumbInterviewPage *page)
{
  plumb_lull_write (page->lull);
}

/* That words can't get to the disk is shown at once; that they are on their way with the words; that they are there when it suits. */
static void
saved_cb (PlumbInterviewPage *page)
{
  PlumbSaving saving = plumb_card_editor_get_saving (page->editor);

  plumb_interview_page_tell_saved (page);
  if (saving == PLUMB_SAVING_FAILED)
    show_state (page);
  else
    plumb_lull_ask (page->lull);
  if (saving == PLUMB_SAVING_DONE)
    plumb_interview_page_note_spot (page);
}

static void
plumb_interview_page_set_narrow (PlumbPage *base, gboolean narrow)
{
  plumb_interview_page_lay_out (PLUMB_INTERVIEW_PAGE (base), narrow);
  update (PLUMB_INTERVIEW_PAGE (base));
}

static void
plumb_interview_page_refresh (PlumbPage *base)
{
  update (PLUMB_INTERVIEW_PAGE (base));
}

static void
plumb_interview_page_save (PlumbPage *base)
{
  PlumbInterviewPage *page = PLUMB_INTERVIEW_PAGE (base);

  plumb_flag_popover_keep (PLUMB_FLAG_POPOVER (plumb_rubric_pane_get_popover (PLUMB_RUBRIC_PANE (page->rubric))));
  plumb_interview_page_note_spot (page);
  plumb_interview_page_spend (page, 1);
  plumb_card_editor_save (page->editor);
}

/* The first keys go into the notes: elsewhere single letters score. */
static gboolean
plumb_interview_page_begin (PlumbPage *base)
{
  PlumbInterviewPage *page = PLUMB_INTERVIEW_PAGE (base);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (page->stack), "work") != 0)
    return FALSE;
  focus_work (page);
  return TRUE;
}

/* Ctrl+F belongs to the red flags here. */
static gboolean
plumb_interview_page_find (PlumbPage *base)
{
  PlumbInterviewPage *page = PLUMB_INTERVIEW_PAGE (base);

  if (plumb_card_editor_get_mode (page->editor) != PLUMB_CARD_MODE_WRITING || plumb_interview_page_is_curtained (page)
      || g_strcmp0 (gtk_stack_get_visible_child_name (page->stack), "work") != 0)
    return FALSE;
  plumb_rubric_pane_add_flag (PLUMB_RUBRIC_PANE (page->rubric));
  return TRUE;
}

static void
plumb_interview_page_map (GtkWidget *widget)
{
  PlumbInterviewPage *page = PLUMB_INTERVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (plumb_interview_page_parent_class)->map (widget);
  plumb_interview_page_install_keys (page);
  if (page->tick == 0)
    page->tick = g_timeout_add_seconds (1, tick_cb, page);
}

static void
plumb_interview_page_unmap (GtkWidget *widget)
{
  PlumbInterviewPage *page = PLUMB_INTERVIEW_PAGE (widget);

  plumb_interview_page_remove_keys (page);
  g_clear_handle_id (&page->tick, g_source_remove);
  plumb_interview_page_note_shown (page, FALSE);
  GTK_WIDGET_CLASS (plumb_interview_page_parent_class)->unmap (widget);
}

static void
plumb_interview_page_dispose (GObject *object)
{
  PlumbInterviewPage *page = PLUMB_INTERVIEW_PAGE (object);

  plumb_interview_page_remove_keys (page);
  g_clear_handle_id (&page->tick, g_source_remove);
  g_clear_weak_pointer (&page->kept_focus);
  g_clear_pointer (&page->lull, plumb_lull_free);
  g_clear_pointer (&page->spot, plumb_card_spot_free);
  g_clear_pointer (&page->location, g_free);
  g_clear_object (&page->editor);
  g_clear_object (&page->model);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (plumb_interview_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, PlumbInterviewPage, name)
#define BIND_CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  g_type_ensure (PLUMB_TYPE_HANDOVER_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/interview-page.ui");
  BIND (outer);
  BIND (recovery_bar);
  BIND (problem_bar);
  BIND (gap_bar);
  BIND (stack);
  BIND (closed);
  BIND (start_bar);
  BIND (script_column);
  BIND (script_line);
  BIND (script_bin);
  BIND (pace_bin);
  BIND (scroller);
  BIND (columns);
  BIND (middle_scroller);
  BIND (middle);
  BIND (question_bin);
  BIND (notes_bin);
  BIND (side_line);
  BIND (side);
  BIND (rubric_scroller);
  BIND (rubric_bin);
  BIND (score_side);
  BIND (score_line);
  BIND (score_bottom);
  BIND (review_bin);
  BIND (bottom);
  BIND (progress);
  BIND (status);
  BIND (previous);
  BIND (next);
  BIND (review_button);
  BIND (header_start);
  BIND (script_button);
  BIND (header_end);
  BIND (clock);
  BIND (clock_label);
  BIND (clock_image);
  BIND (handover);
  BIND (curtain_button);
  BIND (curtain_back);
  BIND_CALLBACK (previous_cb);
  BIND_CALLBACK (next_cb);
  BIND_CALLBACK (review_cb);
  BIND_CALLBACK (start_cb);
  BIND_CALLBACK (plumb_interview_page_turn_clock);
  BIND_CALLBACK (curtain_cb);
  BIND_CALLBACK (uncover_cb);
  BIND_CALLBACK (recover_cb);
  BIND_CALLBACK (forget_cb);
  BIND_CALLBACK (try_cb);
  BIND_CALLBACK (keep_gap_cb);
  BIND_CALLBACK (take_gap_cb);
#undef BIND
#undef BIND_CALLBACK
}

static void
plumb_interview_page_class_init (PlumbInterviewPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  PlumbPageClass *page_class = PLUMB_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_interview_page_dispose;
  widget_class->map = plumb_interview_page_map;
  widget_class->unmap = plumb_interview_page_unmap;
  page_class->refresh = plumb_interview_page_refresh;
  page_class->save = plumb_interview_page_save;
  page_class->begin = plumb_interview_page_begin;
  page_class->find = plumb_interview_page_find;
  page_class->set_narrow = plumb_interview_page_set_narrow;
  g_type_ensure (PLUMB_TYPE_FIT_SCROLLER);
  g_type_ensure (PLUMB_TYPE_NOTICE_BAR);
  bind_template (widget_class);
}

static void
plumb_interview_page_init (PlumbInterviewPage *page)
{
  page->told_pace = page->told_question_pace = -1;
  page->lull = plumb_lull_new (GTK_WIDGET (page), show_state);
  gtk_widget_init_template (GTK_WIDGET (page));
}

PlumbPage *
plumb_interview_page_new (PlumbSession *session, PlumbLoopModel *model, const char *assignment)
{
  PlumbInterviewPage *page = g_object_new (PLUMB_TYPE_INTERVIEW_PAGE, NULL);

  page->session = g_object_ref (session);
  page->model = g_object_ref (model);
  page->location = g_strdup (plumb_session_get_location (session));
  page->editor = plumb_card_editor_new (session, model, assignment);
  plumb_interview_page_build (page);
  plumb_handover_button_set_model (page->handover, model, assignment);
  g_signal_connect_object (page->editor, "changed", G_CALLBACK (update), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->editor, "typed", G_CALLBACK (typed_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->editor, "saved", G_CALLBACK (saved_cb), page, G_CONNECT_SWAPPED);
  update (page);
  return PLUMB_PAGE (page);
}
