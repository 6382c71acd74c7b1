/* card-editor.h - the card that is being written: what it says now, and how it gets to the disk. No widgets.
 *
 * The editor holds a draft, the snapshot's card with everything laid over it that is not on the disk yet, and answers each setter at
 * once. What is chosen (scores, signals, flags) is handed to the workspace at once; what is typed at most half a second after the first
 * keystroke that is not. One batch is on its way at a time. When the disk refuses, everything stays in the draft and in a recovery file
 * (card-recovery.h), and the editor tries again, at growing intervals, until it is through. Setters do nothing unless the mode is
 * WRITING. Signals:
 *   "changed" (void)  the draft says something else, other than by typing; widgets that show it look again
 *   "typed"   (void)  words are being typed: "saved" follows
 *   "saved"   (void)  the state of saving changed
 */
#pragma once

#include "ui/card-draft.h"
#include "ui/loop-model.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_CARD_EDITOR (plumb_card_editor_get_type ())
G_DECLARE_FINAL_TYPE (PlumbCardEditor, plumb_card_editor, PLUMB, CARD_EDITOR, GObject)

typedef enum
{
  PLUMB_CARD_MODE_LOADING, /* no snapshot yet */
  PLUMB_CARD_MODE_ABSENT,  /* no such interview in the loop */
  PLUMB_CARD_MODE_CLOSED, /* nothing to show: not started by its panelist, skipped, an observer's seat, hidden by the blind rule */
  PLUMB_CARD_MODE_READY,  /* the user's own, not started */
  PLUMB_CARD_MODE_WRITING, /* the user's own draft */
  PLUMB_CARD_MODE_READING  /* to be read only */
} PlumbCardMode;

typedef enum
{
  PLUMB_SAVING_DONE, /* all is on the disk */
  PLUMB_SAVING_DUE,  /* typed, or on its way */
  PLUMB_SAVING_FAILED
} PlumbSaving;

/* `assignment` "" is the user's own: the first that they still owe, else their first. */
PlumbCardEditor *plumb_card_editor_new (PlumbSession *session, PlumbLoopModel *model, const char *assignment);

PlumbCardMode plumb_card_editor_get_mode (PlumbCardEditor *editor);
const char *plumb_card_editor_get_closed_reason (PlumbCardEditor *editor); /* a sentence for CLOSED; static or borrowed */
/* NULL while LOADING or ABSENT. Borrowed, until the next "changed". */
const PlumbLoop *plumb_card_editor_get_loop (PlumbCardEditor *editor);
const PlumbStage *plumb_card_editor_get_stage (PlumbCardEditor *editor);
const PlumbAssignment *plumb_card_editor_get_assignment (PlumbCardEditor *editor);
GPtrArray *plumb_card_editor_get_flags (PlumbCardEditor *editor); /* of PlumbFlag: of this card */
const PlumbAnswer *plumb_card_editor_get_answer (PlumbCardEditor *editor, const char *question);
const PlumbFlag *plumb_card_editor_get_flag (PlumbCardEditor *editor, const char *id);
/* The words of the notes that stand for `target`, a signal's key or a flag's id; NULL when none do. */
const char *plumb_card_editor_get_evidence (PlumbCardEditor *editor, const char *question, const char *target);
/* What a target is called: the text of the signal, the label of the flag, in one line; "" when it is neither. */
char *plumb_card_editor_dup_target_name (PlumbCardEditor *editor, const char *question, const char *target);
/* Questions that are scored, and those in a state without a score. */
void plumb_card_editor_count (PlumbCardEditor *editor, guint *scored, guint *others);

/* The checklist's suggestion; 0 when there is none. `reason` out, full, nullable. */
int plumb_card_editor_suggest (PlumbCardEditor *editor, const char *question, char **reason);
/* TRUE when a score is two or more points from the suggestion and nothing says why. */
gboolean plumb_card_editor_wants_rationale (PlumbCardEditor *editor, const char *question);

gint64 plumb_card_editor_get_seconds (PlumbCardEditor *editor); /* on the interview clock */
gboolean plumb_card_editor_is_running (PlumbCardEditor *editor);
char *plumb_card_editor_dup_stamp (PlumbCardEditor *editor); /* "26:05" */

void plumb_card_editor_start (PlumbCardEditor *editor); /* READY only */
void plumb_card_editor_set_running (PlumbCardEditor *editor, gboolean running);
void plumb_card_editor_take_time (PlumbCardEditor *editor, gint64 seconds); /* off the clock */
void plumb_card_editor_add_seconds (PlumbCardEditor *editor, const char *question, gint64 seconds);
void plumb_card_editor_set_answer (PlumbCardEditor *editor, const char *question, PlumbAnswerState state, int score);
void plumb_card_editor_set_signal (PlumbCardEditor *editor, const char *question, const char *signal, gboolean observed);
/* `flag` is copied; its id new or that of a flag of this card. `typed`: while its words are being typed. */
void plumb_card_editor_set_flag (PlumbCardEditor *editor, const PlumbFlag *flag, gboolean typed);
void plumb_card_editor_withdraw_flag (PlumbCardEditor *editor, const char *flag);
/* `quote` stands for `target`, a signal of the question or a flag of this card, instead of what did; NULL takes it away. `typed`: while
 * its line is being written on. */
void plumb_card_editor_set_evidence (PlumbCardEditor *editor, const char *question, const char *target, const char *quote,
                                     gboolean typed);
void plumb_card_editor_set_notes (PlumbCardEditor *editor, const char *question, const char *notes);
void plumb_card_editor_set_rationale (PlumbCardEditor *editor, const char *question, const char *rationale);
void plumb_card_editor_set_summary (PlumbCardEditor *editor, PlumbRecommendation recommendation, const char *reason,
                                    const char *summary, const char *handover, gboolean typed);
void plumb_card_editor_submit (PlumbCardEditor *editor);

/* Hands everything over now. */
void plumb_card_editor_save (PlumbCardEditor *editor);
PlumbSaving plumb_card_editor_get_saving (PlumbCardEditor *editor);
PlumbInstant plumb_card_editor_get_saved_at (PlumbCardEditor *editor); /* 0: nothing was saved yet */
const char *plumb_card_editor_get_problem (PlumbCardEditor *editor);   /* nullable: why the last save failed */

/* What an earlier session could not save; 0 when there is nothing. */
PlumbInstant plumb_card_editor_get_recovered_at (PlumbCardEditor *editor);
void plumb_card_editor_recover (PlumbCardEditor *editor);
void plumb_card_editor_forget_recovered (PlumbCardEditor *editor);

G_END_DECLS
