/* interview-time.c - the time of an interview and of its questions, and where the panelist is, to find them there again.
 *
 * The interview goes on whether its page is shown or not, and so does its clock: while another page is on top, while the computer
 * sleeps, while the program is closed or has crashed. Time on a question is counted only while the page is there. When the clock has
 * run for some minutes without the page, the page says so when it is back, and the panelist decides: the minutes were part of the
 * interview, and count for the question in hand, or they are taken off the clock. Until then they stay on it. An absence of less than
 * AWAY counts for the question in hand without a word.
 */

#include "ui/interview-page-private.h"

#include "app/text.h"
#include "ui/notes-view.h"

#include <glib/gi18n.h>

#define AWAY (3 * 60)       /* seconds */
#define SEEN_STEP 20        /* seconds: a running clock is told to the settings this often */
#define AT_ONCE_MAX (86400) /* seconds that may be added to a question at once */

static PlumbSettings *
get_settings (PlumbInterviewPage *page)
{
  return plumb_session_get_settings (page->session);
}

static const char *
get_assignment (PlumbInterviewPage *page)
{
  return plumb_card_editor_get_assignment (page->editor)->id;
}

static gboolean
is_writing (PlumbInterviewPage *page)
{
  return plumb_card_editor_get_mode (page->editor) == PLUMB_CARD_MODE_WRITING;
}

/* By the interview clock, since the question came into hand: pauses do not count. */
void
plumb_interview_page_spend (PlumbInterviewPage *page, gint64 at_least)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  gint64 now = plumb_card_editor_get_seconds (page->editor);
  gint64 spent = now - page->entered;

  if (item == NULL || spent < at_least)
    return;
  plumb_card_editor_add_seconds (page->editor, item->question->id, spent);
  page->entered = now;
}

static void
show_gap (PlumbInterviewPage *page)
{
  gint64 minutes = (page->spot->gap + 30) / 60;
  g_autofree char *text = g_strdup_printf (
      _ ("The clock ran on for %" G_GINT64_FORMAT " min while this page was away or the computer asleep. Was that interview?"),
      minutes);

  if (page->spot->gap > 0)
    plumb_notice_bar_set_text (page->gap_bar, text);
  gtk_widget_set_visible (GTK_WIDGET (page->gap_bar), page->spot->gap > 0 && is_writing (page));
}

/* What was spent before the absence is the question's; the absence is nobody's yet. */
static void
note_gap (PlumbInterviewPage *page, gint64 seconds)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  gint64 now = plumb_card_editor_get_seconds (page->editor);
  gint64 spent = MAX (0, now - seconds - page->entered);

  if (item != NULL && spent > 0)
    plumb_card_editor_add_seconds (page->editor, item->question->id, spent);
  page->entered = now;
  page->spot->gap = MIN (page->spot->gap + seconds, G_MAXINT32);
  show_gap (page);
  plumb_interview_page_announce (page, _ ("The clock ran on for %" G_GINT64_FORMAT " min"), (seconds + 30) / 60);
}

static void
write_spot (PlumbInterviewPage *page)
{
  if (page->spot->question != NULL)
    plumb_card_spot_write (page->spot, get_settings (page), page->location, get_assignment (page));
}

void
plumb_interview_page_note_spot (PlumbInterviewPage *page)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  PlumbInstant now = plumb_instant_now ();
  gboolean running = plumb_card_editor_is_running (page->editor);
  int caret;

  if (item == NULL || page->spot == NULL || !is_writing (page))
    return;
  plumb_interview_page_note_shown (page, gtk_widget_get_mapped (GTK_WIDGET (page)));
  caret = plumb_notes_view_get_caret (PLUMB_NOTES_VIEW (page->notes));
  if (running && page->seen > 0 && now - page->seen >= AWAY * G_USEC_PER_SEC)
    note_gap (page, (now - page->seen) / G_USEC_PER_SEC);
  page->seen = running ? now : 0;
  if (g_strcmp0 (page->spot->question, item->question->id) == 0 && page->spot->caret == caret
      && (page->seen > 0) == (page->spot->seen > 0) && page->seen - page->spot->seen < SEEN_STEP * G_USEC_PER_SEC
      && page->kept_gap == page->spot->gap && plumb_card_editor_get_saved_at (page->editor) <= page->spot->at)
    return;
  plumb_set_string (&page->spot->question, item->question->id);
  page->spot->caret = caret;
  page->spot->at = now;
  page->spot->seen = page->seen;
  page->kept_gap = page->spot->gap;
  write_spot (page);
}

void
plumb_interview_page_note_shown (PlumbInterviewPage *page, gboolean shown)
{
  g_autofree char *interview = NULL;

  if (shown == page->noted_shown)
    return;
  page->noted_shown = shown;
  if (shown)
    interview = g_strdup_printf ("%s/%s", plumb_loop_model_get_id (page->model), get_assignment (page));
  plumb_settings_set_interview (get_settings (page), page->location, interview);
}

gboolean
plumb_interview_page_recall (PlumbInterviewPage *page, guint *index)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (page->editor);

  if (!is_writing (page) || page->spot != NULL)
    return FALSE;
  page->spot = plumb_card_spot_read (get_settings (page), page->location, get_assignment (page));
  page->seen = page->spot->seen;
  page->kept_gap = page->spot->gap;
  show_gap (page);
  if (page->spot->question == NULL || plumb_stage_get_item (stage, page->spot->question, index) == NULL)
    return FALSE;
  /* The settings are gathered for a moment, and a crash takes the last of them along; what was written since then knows better. */
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      if (i != *index && plumb_card_editor_get_answer (page->editor, item->question->id)->updated_at > page->spot->at)
        return FALSE;
    }
  return TRUE;
}

void
plumb_interview_page_forget_spot (PlumbInterviewPage *page)
{
  plumb_card_spot_forget (get_settings (page), page->location, get_assignment (page));
}

void
plumb_interview_page_settle_gap (PlumbInterviewPage *page, gboolean keep)
{
  const PlumbScriptItem *item = plumb_interview_page_get_item (page);
  gint64 gap = page->spot->gap;

  if (gap <= 0 || item == NULL)
    return;
  plumb_interview_page_spend (page, 1);
  if (keep)
    plumb_card_editor_add_seconds (page->editor, item->question->id, MIN (gap, AT_ONCE_MAX));
  else
    plumb_card_editor_take_time (page->editor, gap);
  page->entered = plumb_card_editor_get_seconds (page->editor);
  page->spot->gap = page->kept_gap = 0;
  page->told_question_pace = -1; /* what the minutes make of the question's time stands on the page */
  write_spot (page);
  show_gap (page);
  plumb_interview_page_announce (
      page, keep ? _ ("%" G_GINT64_FORMAT " min stay on the clock") : _ ("%" G_GINT64_FORMAT " min are off the clock"),
      (gap + 30) / 60);
  gtk_widget_grab_focus (page->notes);
}
