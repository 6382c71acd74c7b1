/* interview-status.c - what the interview page tells of itself: title, clock, pace, saving, room left in the notes. */

#include "ui/interview-page-private.h"

#include "app/text.h"
#include "ui/interview-widgets.h"
#include "ui/notes-pane.h"
#include "ui/pace-bar.h"
#include "ui/question-pane.h"

#include <glib/gi18n.h>

/* "Systems design · Onsite 1 of 4 · Backend developer" */
static char *
dup_subtitle (const PlumbLoop *loop, const PlumbStage *stage)
{
  const char *group = plumb_template_get_group_title (loop->template, stage);
  guint position = 0, n = 0;

  if (group == NULL)
    return g_strdup_printf ("%s · %s", stage->title, loop->role);
  for (guint i = 0; i < loop->template->stages->len; i++)
    {
      const PlumbStage *other = g_ptr_array_index (loop->template->stages, i);

      n += g_strcmp0 (other->group, stage->group) == 0;
      if (other == stage)
        position = n;
    }
  return g_strdup_printf (_ ("%s · %s %u of %u · %s"), stage->title, group, position, n, loop->role);
}

void
plumb_interview_page_show_title (PlumbInterviewPage *page)
{
  const PlumbLoop *loop = plumb_card_editor_get_loop (page->editor);
  const PlumbStage *stage = plumb_card_editor_get_stage (page->editor);
  gboolean curtained = plumb_interview_page_is_curtained (page);
  g_autofree char *name = NULL;
  g_autofree char *subtitle = NULL;

  if (curtained || loop == NULL)
    {
      plumb_page_set_title (PLUMB_PAGE (page), _ ("Interview"));
      plumb_page_set_subtitle (PLUMB_PAGE (page), NULL);
      return;
    }
  name = plumb_text_dup_line (loop->candidate->name);
  subtitle = stage == NULL                              ? g_strdup (loop->role)
             : plumb_page_is_narrow (PLUMB_PAGE (page)) ? g_strdup (stage->title)
                                                        : dup_subtitle (loop, stage);
  plumb_page_set_title (PLUMB_PAGE (page), name);
  plumb_page_set_subtitle (PLUMB_PAGE (page), subtitle);
}

void
plumb_interview_page_show_clock (PlumbInterviewPage *page)
{
  g_autofree char *time = plumb_card_editor_dup_stamp (page->editor);
  gboolean running = plumb_card_editor_is_running (page->editor);
  const char *icon = running ? "media-playback-pause-symbolic" : "media-playback-start-symbolic";
  g_autofree char *told
      = g_strdup_printf (running ? _ ("Interview clock, %s, running") : _ ("Interview clock, %s, paused"), time);

  gtk_label_set_text (page->clock_label, time);
  gtk_widget_set_visible (GTK_WIDGET (page->clock_image), !running || !plumb_page_is_narrow (PLUMB_PAGE (page)));
  if (g_strcmp0 (gtk_image_get_icon_name (page->clock_image), icon) != 0) /* it is laid out anew even when it is the same */
    gtk_image_set_from_icon_name (page->clock_image, icon);
  gtk_widget_set_tooltip_text (page->clock, running ? _ ("Pause the clock (Ctrl+P)") : _ ("Let the clock run (Ctrl+P)"));
  plumb_widget_set_name (page->clock, told, NULL);
}

/* What is so at once (after a restart, at a question one comes back to) stands on the page and needs no word. */
static void
tell_pace (PlumbInterviewPage *page, int *told, PlumbPace pace, const char *late, const char *over, int minutes)
{
  if (*told >= 0 && (int)pace > *told && plumb_card_editor_is_running (page->editor))
    {
      g_autofree char *number = g_strdup_printf ("%d", minutes);
      GString *text = g_string_new (pace == PLUMB_PACE_OVER ? over : late);

      g_string_replace (text, "%d", number, 1);
      plumb_interview_page_announce (page, "%s", text->str);
      g_string_free (text, TRUE);
    }
  *told = (int)pace;
}

void
plumb_interview_page_show_pace (PlumbInterviewPage *page)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  const PlumbStage *stage = plumb_card_editor_get_stage (page->editor);
  PlumbPace pace;
  gint64 seconds;

  if (item == NULL)
    return;
  seconds = plumb_card_editor_get_answer (page->editor, item->question->id)->seconds
            + MAX (0, plumb_card_editor_get_seconds (page->editor) - page->entered);
  pace = plumb_question_pane_set_seconds (PLUMB_QUESTION_PANE (page->question_pane), seconds);
  tell_pace (page, &page->told_question_pace, pace, _ ("Four fifths of the %d minutes of this question are gone"),
             _ ("The %d minutes of this question are over"), item->minutes);
  plumb_pace_bar_update (PLUMB_PACE_BAR (page->short_pace), page->editor, page->index);
  pace = plumb_pace_bar_update (PLUMB_PACE_BAR (page->pace), page->editor, page->index);
  tell_pace (page, &page->told_pace, pace, _ ("Four fifths of the %d minutes are gone"),
             _ ("The %d minutes of this interview are over"), stage->minutes);
}

/* "1 of 4 scored, 2 without a score · saved 14:05", or NULL. */
static char *
dup_progress (PlumbInterviewPage *page)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (page->editor);
  PlumbSaving saving = plumb_card_editor_get_saving (page->editor);
  g_autofree char *clock = plumb_instant_dup_clock (plumb_card_editor_get_saved_at (page->editor));
  g_autofree char *without = NULL;
  guint scored, others;

  if (stage == NULL)
    return NULL;
  plumb_card_editor_count (page->editor, &scored, &others);
  without = others > 0 ? g_strdup_printf (_ (", %u without a score"), others) : g_strdup ("");
  return g_strdup_printf (_ ("%u of %u scored%s%s%s"), scored, stage->script->len, without,
                          saving == PLUMB_SAVING_FAILED ? _ (" · not saved")
                          : saving == PLUMB_SAVING_DUE  ? _ (" · saving")
                          : *clock != '\0'              ? _ (" · saved ")
                                                        : "",
                          saving == PLUMB_SAVING_DONE ? clock : "");
}

void
plumb_interview_page_tell_saved (PlumbInterviewPage *page)
{
  g_autofree char *text = dup_progress (page);

  if (text != NULL)
    plumb_widget_set_name (GTK_WIDGET (page->progress), text, NULL);
}

void
plumb_interview_page_show_saved (PlumbInterviewPage *page)
{
  PlumbSaving saving = plumb_card_editor_get_saving (page->editor);
  PlumbInstant recovered_at = plumb_card_editor_get_recovered_at (page->editor);
  g_autofree char *when = plumb_instant_dup_date_time (recovered_at);
  g_autofree char *offer = g_strdup_printf (_ ("On %s something you wrote here could not be saved. It was kept beside."), when);
  g_autofree char *text = dup_progress (page);

  gtk_widget_set_visible (GTK_WIDGET (page->problem_bar), saving == PLUMB_SAVING_FAILED);
  if (saving == PLUMB_SAVING_FAILED)
    {
      g_autofree char *problem = g_strdup_printf (_ ("Not saved: %s What you write is kept, and saving is tried again."),
                                                  plumb_card_editor_get_problem (page->editor));

      plumb_notice_bar_set_text (page->problem_bar, problem);
    }
  gtk_widget_set_visible (GTK_WIDGET (page->recovery_bar), recovered_at != 0);
  plumb_notice_bar_set_text (page->recovery_bar, offer);
  if (text != NULL)
    gtk_label_set_text (page->progress, text);
}

void
plumb_interview_page_show_limit (PlumbInterviewPage *page)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  const PlumbAnswer *answer = item != NULL ? plumb_card_editor_get_answer (page->editor, item->question->id) : NULL;

  plumb_notes_pane_set_bytes (PLUMB_NOTES_PANE (page->notes_pane), answer != NULL ? strlen (answer->notes) : 0);
}
