/* command-score.c - the own card from the terminal: one score on it, and handing it in. */
#include "app/error.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"
#include "app/text.h"

/* The person's assignment: in the stage they named, or the only one of theirs that still takes scores. One that was skipped is meant only
 * where it was not given out anew. */
static const PlumbAssignment *
find_assignment (const PlumbLoop *loop, const char *person, const char *stage, GError **error)
{
  const PlumbAssignment *found = NULL;

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (!g_str_equal (assignment->person, person)
          || (stage != NULL ? !g_str_equal (assignment->stage, stage) : !plumb_assignment_is_owed (assignment)))
        continue;
      if (found != NULL && assignment->skip_reason != NULL)
        continue;
      if (found != NULL && found->skip_reason == NULL)
        {
          g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_AMBIGUOUS,
                       "%s holds more than one interview in this loop. Name one with --stage.",
                       plumb_loop_get_person_name (loop, person));
          return NULL;
        }
      found = assignment;
    }
  if (found == NULL)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "%s has no such interview to score in this loop.",
                 plumb_loop_get_person_name (loop, person));
  return found;
}

/* By id, or the only one of the script whose title holds the text. */
static const PlumbQuestion *
find_question (const PlumbStage *stage, const char *text, GError **error)
{
  const PlumbScriptItem *item = plumb_stage_get_item (stage, text, NULL);
  const PlumbQuestion *found = item != NULL ? item->question : NULL;

  for (guint i = 0; item == NULL && i < stage->script->len; i++)
    {
      const PlumbQuestion *question = ((PlumbScriptItem *)g_ptr_array_index (stage->script, i))->question;

      if (!plumb_text_matches (question->title, text))
        continue;
      if (found != NULL)
        {
          g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_AMBIGUOUS, "“%s” fits “%s” and “%s”.", text, found->title,
                       question->title);
          return NULL;
        }
      found = question;
    }
  if (found == NULL)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "The script of “%s” has no question “%s”.", stage->title, text);
  return found;
}

static gboolean
parse_score (const char *text, PlumbAnswerState *state, int *score, GError **error)
{
  gint64 number;

  *score = 0;
  if (g_ascii_string_to_signed (text, 10, 0, 1000, &number, NULL))
    {
      *state = PLUMB_ANSWER_SCORED;
      *score = (int)number;
      return TRUE;
    }
  if (plumb_answer_state_from_nick (text, state) && *state != PLUMB_ANSWER_SCORED)
    return TRUE;
  return plumb_terminal_refuse (error,
                                "“%s” is neither a point of the scale nor one of open, not-asked, no-evidence, not-applicable, "
                                "declined.",
                                text);
}

static gboolean
record (PlumbTerminal *terminal, const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbQuestion *question,
        PlumbAnswerState state, int score, GError **error)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  gboolean starts = assignment->card->state == PLUMB_CARD_NONE && assignment->skip_reason == NULL;
  g_autoptr (GError) problem = NULL;
  guint failed = 0;

  if (starts)
    g_ptr_array_add (commands, plumb_command_new_start_card (assignment->person, loop->id, assignment->id));
  g_ptr_array_add (commands,
                   plumb_command_new_set_answer (assignment->person, loop->id, assignment->id, question->id, state, score));
  if (plumb_store_apply_all (terminal->store, commands, &failed, &problem))
    return TRUE;
  /* Another program has started the interview since it was read: the score has still to be recorded. */
  if (starts && failed == 0 && g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_FORBIDDEN))
    {
      g_clear_error (&problem);
      if (plumb_store_apply (terminal->store, g_ptr_array_index (commands, 1), &problem))
        return TRUE;
    }
  /* A score beyond the scale is a rule's refusal like the others. */
  if (g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_INVALID))
    problem->code = PLUMB_ERROR_FORBIDDEN;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What a command of a panelist works on. */
typedef struct
{
  char *as;
  char *stage;
  PlumbSnapshot *snapshot;           /* as the panelist sees it */
  const PlumbLoop *loop;             /* of the snapshot */
  const PlumbAssignment *assignment; /* the panelist's */
} Own;

static void
own_clear (Own *own)
{
  g_clear_pointer (&own->as, g_free);
  g_clear_pointer (&own->stage, g_free);
  g_clear_pointer (&own->snapshot, plumb_snapshot_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Own, own_clear)

/* Opens the workspace and finds the loop of the first word and the assignment in it. */
static gboolean
find_own (PlumbTerminal *terminal, Own *own, GError **error)
{
  g_autofree char *viewer = NULL;

  if (!plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error)
      || !plumb_terminal_find_viewer (terminal, own->as, &viewer, error))
    return FALSE;
  own->snapshot = plumb_terminal_load (terminal, terminal->words[0], viewer, error);
  if (own->snapshot == NULL)
    return FALSE;
  own->loop = plumb_snapshot_get_loop (own->snapshot);
  own->assignment = find_assignment (own->loop, viewer, own->stage, error);
  return own->assignment != NULL;
}

gboolean
plumb_run_score (PlumbTerminal *terminal, GError **error)
{
  g_auto (Own) own = { 0 };
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &own.as, "Who scores", "PERSON" },
    { "stage", 0, 0, G_OPTION_ARG_FILENAME, &own.stage, "In which stage of the loop, by its key", "STAGE" },
    { NULL },
  };
  const PlumbQuestion *question;
  PlumbAnswerState state;
  int score;

  if (!plumb_terminal_parse (terminal, entries, error) || !parse_score (terminal->words[2], &state, &score, error))
    return FALSE;
  if (own.as == NULL)
    return plumb_terminal_refuse (error, "Only a panelist scores: say who with --as PERSON.");
  if (!find_own (terminal, &own, error))
    return FALSE;
  question = find_question (plumb_loop_get_stage (own.loop, own.assignment), terminal->words[1], error);
  if (question == NULL || !record (terminal, own.loop, own.assignment, question, state, score, error))
    return FALSE;
  plumb_print_line ("%s: %s", question->title,
                    state == PLUMB_ANSWER_SCORED ? plumb_template_get_point_label (own.loop->template, score)
                                                 : plumb_answer_state_to_label (state));
  return TRUE;
}

static gboolean
hand_in (PlumbTerminal *terminal, const PlumbLoop *loop, const PlumbAssignment *assignment, PlumbRecommendation recommendation,
         const char *reason, const char *summary, GError **error)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);

  g_ptr_array_add (commands, plumb_command_new_set_summary (assignment->person, loop->id, assignment->id, recommendation, reason,
                                                            summary, assignment->card->handover));
  g_ptr_array_add (commands, plumb_command_new_submit_card (assignment->person, loop->id, assignment->id));
  return plumb_store_apply_all (terminal->store, commands, NULL, error);
}

gboolean
plumb_run_submit (PlumbTerminal *terminal, GError **error)
{
  g_auto (Own) own = { 0 };
  g_autofree char *recommendation = NULL, *reason = NULL, *summary = NULL;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &own.as, "Whose scorecard", "PERSON" },
    { "stage", 0, 0, G_OPTION_ARG_FILENAME, &own.stage, "Of which stage of the loop, by its key", "STAGE" },
    { "recommend", 0, 0, G_OPTION_ARG_FILENAME, &recommendation, "strong-no, no, yes, strong-yes or no-decision", "WORD" },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &reason, "Why no decision", "TEXT" },
    { "summary", 0, 0, G_OPTION_ARG_FILENAME, &summary, "The summary of the interview", "TEXT" },
    { NULL },
  };
  PlumbRecommendation value;

  if (!plumb_terminal_parse (terminal, entries, error))
    return FALSE;
  if (own.as == NULL)
    return plumb_terminal_refuse (error, "Only a panelist submits a card: say who with --as PERSON.");
  if (!plumb_recommendation_from_nick (recommendation, &value) || value == PLUMB_RECOMMENDATION_NONE)
    return plumb_terminal_refuse (error, "A card needs --recommend strong-no, no, yes, strong-yes or no-decision.");
  if (!find_own (terminal, &own, error)
      || !hand_in (terminal, own.loop, own.assignment, value, reason != NULL ? reason : "", summary != NULL ? summary : "",
                   error))
    return FALSE;
  plumb_print_line ("Submitted: %s", plumb_loop_get_stage (own.loop, own.assignment)->title);
  return TRUE;
}
