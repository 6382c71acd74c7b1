/* interview-parts.c - makes the parts of the interview page, listens to them, and lays them out wide or narrow.
 *
 * Wide, three columns stand side by side, each scrolling by itself. Narrow, question, notes and rubric are one column that scrolls as
 * a whole, the script is a popover, and the score stands below them. Only the score changes its parent; everything else keeps its
 * place in the tree, so focus, caret and scroll survive a resize.
 */

#include "ui/interview-page-private.h"

#include "ui/interview-widgets.h"
#include "ui/notes-pane.h"
#include "ui/notes-view.h"
#include "ui/pace-bar.h"
#include "ui/question-pane.h"
#include "ui/review-pane.h"
#include "ui/rubric-pane.h"
#include "ui/score-bar.h"
#include "ui/script-list.h"
#include "ui/style.h"

#include <glib/gi18n.h>

#define LARGE_TEXT 1.3 /* of the usual size */

static void
back_to_work_cb (PlumbInterviewPage *page)
{
  plumb_interview_page_show_work (page);
}

static void
go_to_cb (PlumbInterviewPage *page, guint index)
{
  plumb_interview_page_show_question (page, index);
  plumb_interview_page_show_work (page);
}

static void
chosen_cb (PlumbInterviewPage *page, guint index)
{
  if (index != page->index)
    plumb_interview_page_show_question (page, index);
  gtk_popover_popdown (GTK_POPOVER (page->script_popover));
}

static void
raised_cb (PlumbInterviewPage *page, const char *label)
{
  plumb_interview_page_announce (page, _ ("Red flag raised: %s"), label);
}

static void
said_cb (PlumbInterviewPage *page, const char *text)
{
  plumb_interview_page_announce (page, "%s", text);
}

static void
lost_cb (PlumbInterviewPage *page, const char *target)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  g_autofree char *name
      = item != NULL ? plumb_card_editor_dup_target_name (page->editor, item->question->id, target) : g_strdup ("");

  plumb_interview_page_announce (page, _ ("The line is gone, and no longer evidence for: %s"), name);
}

static void
full_cb (PlumbInterviewPage *page)
{
  plumb_interview_page_show_limit (page);
  plumb_interview_page_announce (page, _ ("The notes of this question are full: 64 KiB. What did not fit was left out."));
}

static void
focus_left_notes_cb (PlumbInterviewPage *page)
{
  plumb_card_editor_save (page->editor);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* The score is the one part that moves: beside the rubric, or below everything. */
static void
place_score (PlumbInterviewPage *page, gboolean narrow)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  PlumbFitScroller *from = narrow ? page->score_side : page->score_bottom;
  PlumbFitScroller *to = narrow ? page->score_bottom : page->score_side;
  g_autoptr (GtkWidget) score = g_object_ref (page->score);
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, score);

  plumb_fit_scroller_set_child (from, NULL);
  plumb_fit_scroller_set_child (to, score);
  gtk_widget_set_visible (GTK_WIDGET (page->score_bottom), narrow);
  gtk_widget_set_visible (page->score_line, narrow);
  gtk_widget_set_visible (GTK_WIDGET (page->score_side), !narrow);
  if (inside && GTK_IS_TEXT (focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
  else if (inside)
    gtk_widget_grab_focus (focus);
}

/* Words, or an arrow where there is no room for them. */
static void
show_step (GtkWidget *button, const char *word, const char *icon, gboolean short_form)
{
  if (short_form)
    gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  else
    gtk_button_set_label (GTK_BUTTON (button), word);
  plumb_widget_set_name (button, word, NULL);
}

static void
name_steps (PlumbInterviewPage *page, gboolean narrow)
{
  show_step (page->previous, _ ("Previous"), "go-up-symbolic", narrow);
  show_step (page->next, _ ("Next question"), "go-down-symbolic", narrow);
  gtk_button_set_label (GTK_BUTTON (page->review_button), narrow ? _ ("Review") : _ ("Review and submit"));
}

void
plumb_interview_page_lay_out (PlumbInterviewPage *page, gboolean narrow)
{
  gboolean large_text = plumb_text_scale (GTK_WIDGET (page)) > LARGE_TEXT;
  gboolean large = narrow && large_text;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (page->columns), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  plumb_fit_scroller_set_fit (page->middle_scroller, narrow);
  plumb_fit_scroller_set_fit (page->rubric_scroller, narrow);
  gtk_scrolled_window_set_policy (page->scroller, GTK_POLICY_NEVER, narrow ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_widget_set_visible (page->script_column, !narrow);
  gtk_widget_set_visible (page->script_line, !narrow);
  gtk_widget_set_visible (page->side_line, !narrow);
  gtk_widget_set_size_request (page->side, narrow ? -1 : 400, -1);
  plumb_rubric_pane_set_columns (PLUMB_RUBRIC_PANE (page->rubric), narrow && !large ? 2 : 1);
  plumb_question_pane_set_narrow (PLUMB_QUESTION_PANE (page->question_pane), narrow);
  plumb_score_bar_set_narrow (PLUMB_SCORE_BAR (page->score), narrow);
  gtk_widget_set_size_request (page->popover_script, large ? 470 : 300, -1);
  g_object_set (page->score_bottom, "limit", large ? 350 : 300, NULL);
  name_steps (page, narrow);
  set_class (GTK_WIDGET (page), "narrow", narrow);
  set_class (page->clock, "large", large_text); /* wide as well: the window is no narrower than its header bar ever was */
  gtk_box_set_spacing (GTK_BOX (page->header_end), large_text ? 0 : 4);
  set_class (page->clock, "narrow", narrow); /* stands in the header bar */
  place_score (page, narrow);
}

/* Larger text: the page itself turns narrow earlier; here what goes with it. */
static void
resolution_cb (PlumbInterviewPage *page)
{
  gtk_label_set_wrap (page->progress, plumb_text_scale (GTK_WIDGET (page)) > LARGE_TEXT);
  plumb_interview_page_lay_out (page, plumb_page_is_narrow (PLUMB_PAGE (page)));
}

/* The parts that need the editor. */
void
plumb_interview_page_build (PlumbInterviewPage *page)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  page->script = plumb_script_list_new (page->editor, TRUE);
  adw_bin_set_child (page->script_bin, page->script);
  page->popover_script = plumb_script_list_new (page->editor, FALSE);
  gtk_widget_set_size_request (page->popover_script, 300, -1);
  page->script_popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (page->script_popover), page->popover_script);
  plumb_widget_set_name (page->script_popover, _ ("Script"), NULL);
  gtk_menu_button_set_popover (page->script_button, page->script_popover);
  page->pace = plumb_pace_bar_new (FALSE);
  adw_bin_set_child (page->pace_bin, page->pace);
  page->question_pane = plumb_question_pane_new (page->editor);
  page->short_pace = plumb_pace_bar_new (TRUE);
  plumb_question_pane_set_narrow_end (PLUMB_QUESTION_PANE (page->question_pane), page->short_pace);
  adw_bin_set_child (page->question_bin, page->question_pane);
  page->notes = plumb_notes_view_new (page->editor);
  page->notes_pane = plumb_notes_pane_new (PLUMB_NOTES_VIEW (page->notes));
  adw_bin_set_child (page->notes_bin, page->notes_pane);
  page->rubric = plumb_rubric_pane_new (page->editor);
  adw_bin_set_child (page->rubric_bin, page->rubric);
  plumb_interview_page_watch_popover (page, page->script_popover);
  plumb_interview_page_watch_popover (page, plumb_rubric_pane_get_popover (PLUMB_RUBRIC_PANE (page->rubric)));
  page->score = plumb_score_bar_new (page->editor);
  page->review = plumb_review_pane_new (page->editor);
  adw_bin_set_child (page->review_bin, page->review);
  g_signal_connect_object (page->script, "chosen", G_CALLBACK (chosen_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->popover_script, "chosen", G_CALLBACK (chosen_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->question_pane, "probe", G_CALLBACK (plumb_interview_page_ask), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->notes_pane, "skeleton", G_CALLBACK (plumb_interview_page_insert_skeleton), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page->notes_pane, "stamp", G_CALLBACK (plumb_interview_page_stamp), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->notes, "full", G_CALLBACK (full_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->notes, "tag", G_CALLBACK (plumb_interview_page_tag), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->notes, "lost", G_CALLBACK (lost_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->rubric, "tag", G_CALLBACK (plumb_interview_page_tag), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->rubric, "said", G_CALLBACK (said_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->rubric, "raised", G_CALLBACK (raised_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->review, "go-to", G_CALLBACK (go_to_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->review, "back", G_CALLBACK (back_to_work_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_notes_cb), page, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (page->notes, focus);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (page)), "notify::gtk-xft-dpi", G_CALLBACK (resolution_cb), page,
                           G_CONNECT_SWAPPED);
  resolution_cb (page);
}
