/* interview-page-private.h - what the files of the interview page share: interview-page.c shows the card, interview-parts.c makes and
 * lays out its parts, interview-status.c tells how it stands, interview-time.c counts, interview-actions.c does and listens to keys. */
#pragma once

#include "ui/card-editor.h"
#include "ui/card-spot.h"
#include "ui/fit-scroller.h"
#include "ui/handover-button.h"
#include "ui/interview-page.h"
#include "ui/lull.h"
#include "ui/notice-bar.h"

#include <adwaita.h>

G_BEGIN_DECLS

struct _PlumbInterviewPage
{
  PlumbPage parent_instance;

  /* template widgets */
  GtkStack *outer; /* "page" or "curtain" */
  PlumbNoticeBar *recovery_bar;
  PlumbNoticeBar *problem_bar;
  PlumbNoticeBar *gap_bar;
  GtkStack *stack; /* "loading", "closed", "work", "review" */
  AdwStatusPage *closed;
  PlumbNoticeBar *start_bar;
  GtkWidget *script_column;
  GtkWidget *script_line;
  AdwBin *script_bin;
  AdwBin *pace_bin;
  GtkScrolledWindow *scroller;
  GtkBox *columns;
  PlumbFitScroller *middle_scroller;
  GtkBox *middle;
  AdwBin *question_bin;
  AdwBin *notes_bin;
  GtkWidget *side_line;
  GtkWidget *side;
  PlumbFitScroller *rubric_scroller;
  AdwBin *rubric_bin;
  PlumbFitScroller *score_side;
  GtkWidget *score_line;
  PlumbFitScroller *score_bottom;
  AdwBin *review_bin;
  GtkWidget *bottom;
  GtkLabel *progress;
  GtkLabel *status;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *review_button;
  GtkWidget *header_start;
  GtkMenuButton *script_button;
  GtkWidget *header_end;
  GtkWidget *clock;
  GtkLabel *clock_label;
  GtkImage *clock_image;
  PlumbHandoverButton *handover;
  GtkWidget *curtain_button;
  GtkWidget *curtain_back;

  /* made here, owned by the widgets they stand in */
  GtkWidget *script;
  GtkWidget *script_popover;
  GtkWidget *popover_script;
  GtkWidget *pace;
  GtkWidget *short_pace;
  GtkWidget *question_pane;
  GtkWidget *notes_pane;
  GtkWidget *notes;
  GtkWidget *rubric;
  GtkWidget *score;
  GtkWidget *review;

  guint index;     /* the question in hand */
  gboolean chosen; /* a question is in hand */
  gint64 entered;  /* the clock when it came into hand, seconds */
  int told_pace;   /* the last PlumbPace that was announced; -1: none was looked at */
  int told_question_pace;
  PlumbCardSpot *spot; /* as kept last; NULL until the card is being written */
  PlumbInstant seen;   /* when we last looked at the running clock; 0: it was not running */
  gint64 kept_gap;     /* of the spot, as kept last */
  gboolean noted_shown;
  char *location; /* of the workspace; the session forgets it before we are taken off the screen */
  guint tick;
  PlumbLull *lull;       /* of the words that tell of clock, pace and saving */
  gboolean submitted;    /* the user submitted here: say so once */
  GtkWidget *kept_focus; /* before the curtain; weak */

  /* of the window, while the page is in it */
  GtkWidget *root;
  GtkEventController *keys;

  /* owned references */
  PlumbSession *session;
  PlumbLoopModel *model;
  PlumbCardEditor *editor;
};

/* interview-parts.c */
void plumb_interview_page_build (PlumbInterviewPage *page); /* the parts that need the editor */
void plumb_interview_page_lay_out (PlumbInterviewPage *page, gboolean narrow);

/* interview-actions.c */
void plumb_interview_page_install_keys (PlumbInterviewPage *page);
void plumb_interview_page_remove_keys (PlumbInterviewPage *page);
/* Keys do not leave an open popover: the curtain's and the application's own are heard there too. */
void plumb_interview_page_watch_popover (PlumbInterviewPage *page, GtkWidget *popover);
void plumb_interview_page_stamp (PlumbInterviewPage *page);
void plumb_interview_page_ask (PlumbInterviewPage *page, const char *probe);
void plumb_interview_page_insert_skeleton (PlumbInterviewPage *page, const char *name);
void plumb_interview_page_set_answer (PlumbInterviewPage *page, PlumbAnswerState state, int score);
void plumb_interview_page_toggle_signal (PlumbInterviewPage *page, guint number);
/* The caret's note line becomes the evidence of a signal or flag, and the signal observed; or no longer is, when it was. */
void plumb_interview_page_tag (PlumbInterviewPage *page, const char *target);
/* The same for a signal by its number, 1 the first, and for the flag raised last on this question. */
void plumb_interview_page_tag_signal (PlumbInterviewPage *page, guint number);
void plumb_interview_page_tag_flag (PlumbInterviewPage *page);

/* interview-status.c */
void plumb_interview_page_show_title (PlumbInterviewPage *page);
void plumb_interview_page_show_clock (PlumbInterviewPage *page);
void plumb_interview_page_show_pace (PlumbInterviewPage *page);
void plumb_interview_page_show_saved (PlumbInterviewPage *page);
void plumb_interview_page_tell_saved (PlumbInterviewPage *page); /* to assistive technology, which need not wait for a frame */
void plumb_interview_page_show_limit (PlumbInterviewPage *page);

/* interview-time.c */
/* Records the time spent on the question in hand when it is at least so many seconds. */
void plumb_interview_page_spend (PlumbInterviewPage *page, gint64 at_least);
/* Once, when the card can be written on: TRUE when an earlier session left it at the question `index` (out); its caret is in the spot. */
gboolean plumb_interview_page_recall (PlumbInterviewPage *page, guint *index);
/* Keeps where we are, and looks whether the clock ran without us; each second, and when the page is left. */
void plumb_interview_page_note_spot (PlumbInterviewPage *page);
void plumb_interview_page_forget_spot (PlumbInterviewPage *page);
/* Whether the page is on the screen, to be opened again should the program end without leaving it. */
void plumb_interview_page_note_shown (PlumbInterviewPage *page, gboolean shown);
/* The minutes that the clock ran without the page were interview, or are taken off it. */
void plumb_interview_page_settle_gap (PlumbInterviewPage *page, gboolean keep);

/* interview-page.c */
const PlumbScriptItem *plumb_interview_page_get_item (PlumbInterviewPage *page); /* in hand, or NULL */
void plumb_interview_page_show_question (PlumbInterviewPage *page, guint index);
void plumb_interview_page_turn_clock (PlumbInterviewPage *page); /* pauses it, or lets it run */
void plumb_interview_page_step (PlumbInterviewPage *page, int by);
void plumb_interview_page_show_review (PlumbInterviewPage *page);
void plumb_interview_page_show_work (PlumbInterviewPage *page);
void plumb_interview_page_draw_curtain (PlumbInterviewPage *page, gboolean drawn);
gboolean plumb_interview_page_is_curtained (PlumbInterviewPage *page);
/* Tells what was done, beside the buttons and to assistive technology. */
void plumb_interview_page_announce (PlumbInterviewPage *page, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
