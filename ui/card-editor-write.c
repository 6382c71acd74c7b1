/* card-editor-write.c - what can be said on a card, see card-editor.h. Each setter makes one change, lays it over the draft at once and
 * hands it to the saver. */

#include "ui/card-editor-private.h"

#include "app/text.h"

/* Everything said goes through here. (transfer full) */
static void
say (PlumbCardEditor *editor, PlumbCardChange *change, gboolean typed)
{
  if (typed && change->kind != PLUMB_COMMAND_ADD_SECONDS)
    plumb_card_editor_emit_typed (editor);
  plumb_card_draft_apply (editor->draft, change, editor->stage);
  plumb_card_saver_push (editor->saver, change, typed);
  if (!typed)
    plumb_card_editor_emit_changed (editor);
}

static gboolean
is_writing (PlumbCardEditor *editor)
{
  return plumb_card_editor_get_mode (editor) == PLUMB_CARD_MODE_WRITING;
}

void
plumb_card_editor_start (PlumbCardEditor *editor)
{
  if (plumb_card_editor_get_mode (editor) == PLUMB_CARD_MODE_READY)
    say (editor, plumb_card_change_new (PLUMB_COMMAND_START_CARD, NULL, NULL), FALSE);
}

void
plumb_card_editor_set_running (PlumbCardEditor *editor, gboolean running)
{
  PlumbCardChange *change;

  if (!is_writing (editor) || plumb_card_editor_is_running (editor) == running)
    return;
  change = plumb_card_change_new (PLUMB_COMMAND_SET_CLOCK, NULL, NULL);
  change->number = running;
  say (editor, change, FALSE);
}

void
plumb_card_editor_take_time (PlumbCardEditor *editor, gint64 seconds)
{
  PlumbCardChange *change;

  if (!is_writing (editor) || seconds <= 0)
    return;
  change = plumb_card_change_new (PLUMB_COMMAND_SET_CLOCK, NULL, NULL);
  change->number = plumb_card_editor_is_running (editor);
  change->taken = seconds;
  say (editor, change, FALSE);
}

void
plumb_card_editor_add_seconds (PlumbCardEditor *editor, const char *question, gint64 seconds)
{
  PlumbCardChange *change;

  if (!is_writing (editor) || seconds <= 0)
    return;
  change = plumb_card_change_new (PLUMB_COMMAND_ADD_SECONDS, question, NULL);
  change->number = seconds;
  say (editor, change, TRUE);
}

void
plumb_card_editor_set_answer (PlumbCardEditor *editor, const char *question, PlumbAnswerState state, int score)
{
  const PlumbAnswer *answer = plumb_card_editor_get_answer (editor, question);
  PlumbCardChange *change;

  if (!is_writing (editor) || answer == NULL || (answer->state == state && answer->score == score))
    return;
  change = plumb_card_change_new (PLUMB_COMMAND_SET_ANSWER, question, NULL);
  change->word = g_strdup (plumb_answer_state_to_nick (state));
  change->number = score;
  say (editor, change, FALSE);
}

void
plumb_card_editor_set_signal (PlumbCardEditor *editor, const char *question, const char *signal, gboolean observed)
{
  const PlumbAnswer *answer = plumb_card_editor_get_answer (editor, question);
  PlumbCardChange *change;

  if (!is_writing (editor) || answer == NULL || g_strv_contains ((const char *const *)answer->signals, signal) == observed)
    return;
  change = plumb_card_change_new (PLUMB_COMMAND_SET_SIGNAL, question, signal);
  change->number = observed;
  say (editor, change, FALSE);
}

void
plumb_card_editor_set_flag (PlumbCardEditor *editor, const PlumbFlag *flag, gboolean typed)
{
  PlumbCardChange *change;

  g_return_if_fail (flag != NULL);

  if (!is_writing (editor))
    return;
  change = plumb_card_change_new (plumb_card_draft_get_flag (editor->draft, flag->id) != NULL ? PLUMB_COMMAND_EDIT_FLAG
                                                                                              : PLUMB_COMMAND_RAISE_FLAG,
                                  NULL, NULL);
  change->flag = plumb_flag_copy (flag);
  plumb_set_string (&change->flag->assignment, editor->assignment);
  if (change->flag->raised_at == 0)
    change->flag->raised_at = plumb_instant_now ();
  say (editor, change, typed);
}

void
plumb_card_editor_withdraw_flag (PlumbCardEditor *editor, const char *flag)
{
  const PlumbFlag *raised = plumb_card_editor_get_flag (editor, flag);
  PlumbCardChange *change;

  if (!is_writing (editor) || raised == NULL)
    return;
  change = plumb_card_change_new (PLUMB_COMMAND_WITHDRAW_FLAG, NULL, NULL);
  change->flag = plumb_flag_copy (raised);
  say (editor, change, FALSE);
}

void
plumb_card_editor_set_evidence (PlumbCardEditor *editor, const char *question, const char *target, const char *quote,
                                gboolean typed)
{
  const char *before = plumb_card_editor_get_evidence (editor, question, target);
  PlumbCardChange *change;

  if (!is_writing (editor) || plumb_card_editor_get_answer (editor, question) == NULL || g_strcmp0 (before, quote) == 0)
    return;
  change = plumb_card_change_new (PLUMB_COMMAND_SET_EVIDENCE, question, target);
  change->text = g_strdup (quote);
  say (editor, change, typed);
}

static void
set_text (PlumbCardEditor *editor, PlumbCommandKind kind, const char *question, const char *before, const char *text)
{
  PlumbCardChange *change;

  if (g_strcmp0 (before, text) == 0)
    return;
  change = plumb_card_change_new (kind, question, NULL);
  change->text = g_strdup (text);
  say (editor, change, TRUE);
}

void
plumb_card_editor_set_notes (PlumbCardEditor *editor, const char *question, const char *notes)
{
  const PlumbAnswer *answer = plumb_card_editor_get_answer (editor, question);

  if (is_writing (editor) && answer != NULL)
    set_text (editor, PLUMB_COMMAND_SET_NOTES, question, answer->notes, notes);
}

void
plumb_card_editor_set_rationale (PlumbCardEditor *editor, const char *question, const char *rationale)
{
  const PlumbAnswer *answer = plumb_card_editor_get_answer (editor, question);

  if (is_writing (editor) && answer != NULL)
    set_text (editor, PLUMB_COMMAND_SET_RATIONALE, question, answer->rationale, rationale);
}

void
plumb_card_editor_set_summary (PlumbCardEditor *editor, PlumbRecommendation recommendation, const char *reason,
                               const char *summary, const char *handover, gboolean typed)
{
  const PlumbScorecard *card;
  PlumbCardChange *change;

  if (!is_writing (editor))
    return;
  card = editor->draft->assignment->card;
  if (card->recommendation == recommendation && g_str_equal (card->no_decision_reason, reason)
      && g_str_equal (card->summary, summary) && g_str_equal (card->handover, handover))
    return;
  change = plumb_card_change_new (PLUMB_COMMAND_SET_SUMMARY, NULL, NULL);
  change->word = g_strdup (plumb_recommendation_to_nick (recommendation));
  change->reason = g_strdup (reason);
  change->text = g_strdup (summary);
  change->handover = g_strdup (handover);
  say (editor, change, typed);
}

void
plumb_card_editor_submit (PlumbCardEditor *editor)
{
  if (is_writing (editor))
    say (editor, plumb_card_change_new (PLUMB_COMMAND_SUBMIT_CARD, NULL, NULL), FALSE);
}

/* What is stored meanwhile and is not part of the recovered words stays above them: nothing written is lost. */
static void
keep_both (PlumbCardEditor *editor, PlumbCardChange *change)
{
  const PlumbAnswer *answer = plumb_card_editor_get_answer (editor, change->question);
  g_autofree char *both = NULL;

  if (change->kind != PLUMB_COMMAND_SET_NOTES || answer == NULL || change->text == NULL || *answer->notes == '\0'
      || strstr (change->text, answer->notes) != NULL)
    return;
  if (strstr (answer->notes, change->text) != NULL)
    both = g_strdup (answer->notes);
  else
    both = g_strdup_printf ("%s\n\n%s", answer->notes, change->text);
  g_free (change->text);
  change->text = plumb_text_dup_repaired (both, -1, PLUMB_NOTE_MAX);
}

void
plumb_card_editor_recover (PlumbCardEditor *editor)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_if_fail (PLUMB_IS_CARD_EDITOR (editor));

  if (editor->saver == NULL || plumb_card_saver_get_found (editor->saver) == NULL)
    return;
  found = g_ptr_array_ref (plumb_card_saver_get_found (editor->saver));
  for (guint i = 0; i < found->len; i++)
    {
      g_autoptr (PlumbCardChange) change = plumb_card_change_copy (g_ptr_array_index (found, i), editor->assignment);
      gboolean starts = change->kind == PLUMB_COMMAND_START_CARD;
      gboolean there = change->flag != NULL && plumb_card_draft_get_flag (editor->draft, change->flag->id) != NULL;

      if (change->kind == PLUMB_COMMAND_WITHDRAW_FLAG ? !there
                                                      : starts && plumb_card_editor_get_mode (editor) != PLUMB_CARD_MODE_READY)
        continue;
      if (change->kind == PLUMB_COMMAND_RAISE_FLAG && there)
        change->kind = PLUMB_COMMAND_EDIT_FLAG;
      keep_both (editor, change);
      plumb_card_draft_apply (editor->draft, change, editor->stage);
      plumb_card_saver_push (editor->saver, plumb_card_change_ref (change), TRUE);
    }
  plumb_card_saver_drop_found (editor->saver);
  plumb_card_saver_save (editor->saver);
  plumb_card_editor_emit_changed (editor);
}
