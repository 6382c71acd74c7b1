/* card-editor.c - see card-editor.h. The draft is made anew from each snapshot, with the saver's changes laid over it; between snapshots
 * each change is laid over it as it is said. Answers of the workspace and snapshots come in the order the workspace worked, so a
 * change leaves the saver only when the next snapshot has it. What may be said stands in card-editor-write.c. */

#include "ui/card-editor-private.h"

#include "app/text.h"

#include <glib/gi18n.h>

enum
{
  CHANGED,
  TYPED,
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbCardEditor, plumb_card_editor, G_TYPE_OBJECT)

static void
lay_over (gpointer change, gpointer data)
{
  PlumbCardEditor *editor = data;

  plumb_card_draft_apply (editor->draft, change, editor->stage);
}

static void
saved_cb (PlumbCardEditor *editor)
{
  g_signal_emit (editor, signals[SAVED], 0);
}

/* "" stands for the user's own: the first interview that they still owe, else their first. */
static void
find_own_assignment (PlumbCardEditor *editor, const PlumbLoop *loop)
{
  const PlumbAssignment *own = NULL;

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (!plumb_session_is_me (editor->session, assignment->person))
        continue;
      if (own == NULL || (!plumb_assignment_is_owed (own) && plumb_assignment_is_owed (assignment)))
        own = assignment;
    }
  if (own != NULL)
    plumb_set_string (&editor->assignment, own->id);
}

static void
make_saver (PlumbCardEditor *editor)
{
  if (editor->saver != NULL || !plumb_session_is_me (editor->session, editor->draft->assignment->person))
    return;
  editor->saver = plumb_card_saver_new (editor->session, plumb_loop_model_get_id (editor->model), editor->assignment);
  g_signal_connect_object (editor->saver, "saved", G_CALLBACK (saved_cb), editor, G_CONNECT_SWAPPED);
}

static void
model_changed_cb (PlumbCardEditor *editor)
{
  PlumbSnapshot *snapshot = plumb_loop_model_get_snapshot (editor->model);
  const PlumbLoop *loop = plumb_loop_model_get_loop (editor->model);
  const PlumbAssignment *assignment;

  /* The person at the desk has changed: nothing of the one before may be seen or sent any more. */
  if (g_strcmp0 (editor->person, plumb_session_get_person_id (editor->session)) != 0)
    snapshot = NULL;
  g_clear_pointer (&editor->draft, plumb_card_draft_free);
  g_clear_pointer (&editor->snapshot, plumb_snapshot_unref);
  editor->stage = NULL;
  if (snapshot != NULL && loop != NULL)
    {
      editor->snapshot = plumb_snapshot_ref (snapshot);
      if (*editor->assignment == '\0')
        find_own_assignment (editor, loop);
      assignment = plumb_loop_get_assignment (loop, editor->assignment);
      if (assignment != NULL)
        {
          editor->stage = plumb_loop_get_stage (loop, assignment);
          editor->draft = plumb_card_draft_new (loop, assignment);
          make_saver (editor);
          if (editor->saver != NULL && assignment->card->state != PLUMB_CARD_SUBMITTED)
            plumb_card_saver_foreach (editor->saver, lay_over, editor);
        }
    }
  g_signal_emit (editor, signals[CHANGED], 0);
}

static void
plumb_card_editor_dispose (GObject *object)
{
  PlumbCardEditor *editor = PLUMB_CARD_EDITOR (object);

  g_clear_object (&editor->saver);
  g_clear_object (&editor->model);
  g_clear_object (&editor->session);
  G_OBJECT_CLASS (plumb_card_editor_parent_class)->dispose (object);
}

static void
plumb_card_editor_finalize (GObject *object)
{
  PlumbCardEditor *editor = PLUMB_CARD_EDITOR (object);

  g_clear_pointer (&editor->draft, plumb_card_draft_free);
  g_clear_pointer (&editor->snapshot, plumb_snapshot_unref);
  g_free (editor->assignment);
  g_free (editor->person);
  G_OBJECT_CLASS (plumb_card_editor_parent_class)->finalize (object);
}

static void
plumb_card_editor_class_init (PlumbCardEditorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = plumb_card_editor_dispose;
  object_class->finalize = plumb_card_editor_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_card_editor_init (PlumbCardEditor *editor)
{
}

PlumbCardEditor *
plumb_card_editor_new (PlumbSession *session, PlumbLoopModel *model, const char *assignment)
{
  PlumbCardEditor *editor;

  g_return_val_if_fail (PLUMB_IS_SESSION (session) && PLUMB_IS_LOOP_MODEL (model), NULL);

  editor = g_object_new (PLUMB_TYPE_CARD_EDITOR, NULL);
  editor->session = g_object_ref (session);
  editor->model = g_object_ref (model);
  editor->assignment = g_strdup (assignment != NULL ? assignment : "");
  editor->person = g_strdup (plumb_session_get_person_id (session));
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), editor, G_CONNECT_SWAPPED);
  model_changed_cb (editor);
  return editor;
}

void
plumb_card_editor_emit_changed (PlumbCardEditor *editor)
{
  g_signal_emit (editor, signals[CHANGED], 0);
}

void
plumb_card_editor_emit_typed (PlumbCardEditor *editor)
{
  g_signal_emit (editor, signals[TYPED], 0);
}

PlumbCardMode
plumb_card_editor_get_mode (PlumbCardEditor *editor)
{
  const PlumbAssignment *assignment;

  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), PLUMB_CARD_MODE_LOADING);

  if (editor->snapshot == NULL)
    return PLUMB_CARD_MODE_LOADING;
  if (editor->draft == NULL || editor->stage == NULL)
    return PLUMB_CARD_MODE_ABSENT;
  if (plumb_card_editor_get_closed_reason (editor) != NULL)
    return PLUMB_CARD_MODE_CLOSED;
  assignment = editor->draft->assignment;
  if (editor->saver == NULL || assignment->card->state == PLUMB_CARD_SUBMITTED
      || plumb_snapshot_get_loop (editor->snapshot)->state != PLUMB_LOOP_OPEN)
    return PLUMB_CARD_MODE_READING;
  return assignment->card->state == PLUMB_CARD_NONE ? PLUMB_CARD_MODE_READY : PLUMB_CARD_MODE_WRITING;
}

const char *
plumb_card_editor_get_closed_reason (PlumbCardEditor *editor)
{
  const PlumbAssignment *assignment;
  const PlumbScorecard *card;
  gboolean open;

  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), NULL);

  if (editor->draft == NULL)
    return NULL;
  assignment = editor->draft->assignment;
  card = assignment->card;
  open = plumb_snapshot_get_loop (editor->snapshot)->state == PLUMB_LOOP_OPEN;
  if (assignment->skip_reason != NULL)
    return *assignment->skip_reason != '\0' ? assignment->skip_reason : _ ("This interview was skipped.");
  if (!plumb_seat_owes_card (assignment->seat))
    return _ ("An observer listens and reads, and keeps no scorecard.");
  if (card->withheld && card->state == PLUMB_CARD_SUBMITTED)
    return _ ("This scorecard is in. What it says stays hidden until yours is in too, so that you score on your own evidence.");
  if (editor->saver == NULL && card->state != PLUMB_CARD_SUBMITTED)
    return _ ("Nobody but its panelist sees this scorecard before it is submitted.");
  if (!open && card->state == PLUMB_CARD_NONE)
    return _ ("The loop is over, and this interview was never started.");
  return NULL;
}

const PlumbLoop *
plumb_card_editor_get_loop (PlumbCardEditor *editor)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), NULL);
  return editor->snapshot != NULL ? plumb_snapshot_get_loop (editor->snapshot) : NULL;
}

const PlumbStage *
plumb_card_editor_get_stage (PlumbCardEditor *editor)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), NULL);
  return editor->stage;
}

const PlumbAssignment *
plumb_card_editor_get_assignment (PlumbCardEditor *editor)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), NULL);
  return editor->draft != NULL ? editor->draft->assignment : NULL;
}

GPtrArray *
plumb_card_editor_get_flags (PlumbCardEditor *editor)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), NULL);
  return editor->draft != NULL ? editor->draft->flags : NULL;
}

const PlumbAnswer *
plumb_card_editor_get_answer (PlumbCardEditor *editor, const char *question)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), NULL);
  return editor->draft != NULL ? plumb_scorecard_get_answer (editor->draft->assignment->card, question) : NULL;
}

const PlumbFlag *
plumb_card_editor_get_flag (PlumbCardEditor *editor, const char *id)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), NULL);
  return editor->draft != NULL ? plumb_card_draft_get_flag (editor->draft, id) : NULL;
}

const char *
plumb_card_editor_get_evidence (PlumbCardEditor *editor, const char *question, const char *target)
{
  const PlumbAnswer *answer = plumb_card_editor_get_answer (editor, question);

  g_return_val_if_fail (target != NULL, NULL);

  for (guint i = 0; answer != NULL && i < answer->evidence->len; i++)
    {
      const PlumbEvidence *evidence = g_ptr_array_index (answer->evidence, i);

      if (g_str_equal (evidence->target, target))
        return evidence->quote;
    }
  return NULL;
}

char *
plumb_card_editor_dup_target_name (PlumbCardEditor *editor, const char *question, const char *target)
{
  const PlumbScriptItem *item;
  const PlumbSignal *signal;
  const PlumbFlag *flag;

  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor) && question != NULL && target != NULL, NULL);

  item = editor->stage != NULL ? plumb_stage_get_item (editor->stage, question, NULL) : NULL;
  signal = item != NULL ? plumb_question_get_signal (item->question, target) : NULL;
  flag = signal == NULL ? plumb_card_editor_get_flag (editor, target) : NULL;
  return plumb_text_dup_line (signal != NULL ? signal->text : flag != NULL ? flag->label : "");
}

void
plumb_card_editor_count (PlumbCardEditor *editor, guint *scored, guint *others)
{
  g_return_if_fail (PLUMB_IS_CARD_EDITOR (editor) && scored != NULL && others != NULL);

  *scored = *others = 0;
  for (guint i = 0; editor->draft != NULL && i < editor->draft->assignment->card->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (editor->draft->assignment->card->answers, i);

      if (answer->state == PLUMB_ANSWER_SCORED)
        (*scored)++;
      else if (answer->state != PLUMB_ANSWER_OPEN)
        (*others)++;
    }
}

int
plumb_card_editor_suggest (PlumbCardEditor *editor, const char *question, char **reason)
{
  const PlumbAnswer *answer = plumb_card_editor_get_answer (editor, question);
  const PlumbScriptItem *item = editor->stage != NULL ? plumb_stage_get_item (editor->stage, question, NULL) : NULL;

  if (answer == NULL || item == NULL)
    return 0;
  return plumb_suggest_score (item->question, plumb_snapshot_get_template (editor->snapshot)->points, answer,
                              editor->draft->flags, editor->assignment, reason);
}

gboolean
plumb_card_editor_wants_rationale (PlumbCardEditor *editor, const char *question)
{
  const PlumbAnswer *answer = plumb_card_editor_get_answer (editor, question);
  int suggestion = plumb_card_editor_suggest (editor, question, NULL);

  return answer != NULL && answer->state == PLUMB_ANSWER_SCORED && suggestion > 0 && ABS (answer->score - suggestion) >= 2;
}

gint64
plumb_card_editor_get_seconds (PlumbCardEditor *editor)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), 0);

  if (editor->draft == NULL)
    return 0;
  return MAX (0, plumb_scorecard_get_elapsed (editor->draft->assignment->card, plumb_instant_now ())) / G_USEC_PER_SEC;
}

gboolean
plumb_card_editor_is_running (PlumbCardEditor *editor)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), FALSE);
  return editor->draft != NULL && editor->draft->assignment->card->running_since != 0;
}

char *
plumb_card_editor_dup_stamp (PlumbCardEditor *editor)
{
  gint64 seconds = plumb_card_editor_get_seconds (editor);

  return g_strdup_printf ("%02" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, seconds / 60, seconds % 60);
}

void
plumb_card_editor_save (PlumbCardEditor *editor)
{
  g_return_if_fail (PLUMB_IS_CARD_EDITOR (editor));

  if (editor->saver != NULL)
    plumb_card_saver_save (editor->saver);
}

PlumbSaving
plumb_card_editor_get_saving (PlumbCardEditor *editor)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), PLUMB_SAVING_DONE);

  if (plumb_card_editor_get_problem (editor) != NULL)
    return PLUMB_SAVING_FAILED;
  return editor->saver == NULL || plumb_card_saver_is_clean (editor->saver) ? PLUMB_SAVING_DONE : PLUMB_SAVING_DUE;
}

PlumbInstant
plumb_card_editor_get_saved_at (PlumbCardEditor *editor)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), 0);
  return editor->saver != NULL ? plumb_card_saver_get_saved_at (editor->saver) : 0;
}

const char *
plumb_card_editor_get_problem (PlumbCardEditor *editor)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), NULL);
  return editor->saver != NULL ? plumb_card_saver_get_problem (editor->saver) : NULL;
}

PlumbInstant
plumb_card_editor_get_recovered_at (PlumbCardEditor *editor)
{
  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), 0);
  return editor->saver != NULL ? plumb_card_saver_get_found_at (editor->saver) : 0;
}

void
plumb_card_editor_forget_recovered (PlumbCardEditor *editor)
{
  g_return_if_fail (PLUMB_IS_CARD_EDITOR (editor));

  if (editor->saver != NULL)
    plumb_card_saver_drop_found (editor->saver);
}
