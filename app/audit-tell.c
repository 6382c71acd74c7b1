/* audit-tell.c - the pieces of sentences, and how each command about people, loops and cards is told.
 *
 * Arguments are read from the event's payload, whatever version of the program wrote it: one that is missing is left out.
 */
#include "app/audit-tell.h"

const char *
plumb_telling_get_text (const PlumbTelling *telling, const char *name)
{
  const char *text = json_string_value (json_object_get (telling->arguments, name));

  return text != NULL ? text : "";
}

gint64
plumb_telling_get_number (const PlumbTelling *telling, const char *name)
{
  json_t *value = json_object_get (telling->arguments, name);

  return json_is_true (value) ? 1 : json_integer_value (value);
}

void
plumb_telling_add (PlumbTelling *telling, const char *text)
{
  g_string_append (telling->text, text);
}

void
plumb_telling_add_name (PlumbTelling *telling, const char *name)
{
  g_autofree char *shown = plumb_phrase_dup_name (name);

  plumb_telling_add (telling, shown);
}

/* " “…”" */
void
plumb_telling_add_quoted (PlumbTelling *telling, const char *text)
{
  g_autofree char *quote = plumb_phrase_dup_quote (text);

  if (*text != '\0')
    g_string_append_printf (telling->text, " %s", quote);
}

/* ": “…”" of an argument that is there. */
void
plumb_telling_add_reason (PlumbTelling *telling, const char *name)
{
  const char *text = plumb_telling_get_text (telling, name);

  if (*text != '\0')
    {
      plumb_telling_add (telling, ":");
      plumb_telling_add_quoted (telling, text);
    }
}

void
plumb_telling_add_person (PlumbTelling *telling, const char *id)
{
  const char *name = telling->loop != NULL ? plumb_loop_get_person_name (telling->loop, id) : "";

  if (*name != '\0')
    plumb_telling_add_name (telling, name);
  else
    g_string_append_printf (telling->text, "person %.8s", id);
}

const PlumbAssignment *
plumb_telling_get_assignment (const PlumbTelling *telling)
{
  return telling->loop != NULL ? plumb_loop_get_assignment (telling->loop, plumb_telling_get_text (telling, "assignment")) : NULL;
}

const PlumbStage *
plumb_telling_get_stage (const PlumbTelling *telling)
{
  const PlumbAssignment *assignment = plumb_telling_get_assignment (telling);

  if (assignment != NULL)
    return plumb_loop_get_stage (telling->loop, assignment);
  return telling->loop != NULL
             ? plumb_template_get_stage (telling->loop->template, plumb_telling_get_text (telling, "stage"), NULL)
             : NULL;
}

void
plumb_telling_add_stage (PlumbTelling *telling)
{
  const PlumbStage *stage = plumb_telling_get_stage (telling);

  if (stage != NULL)
    plumb_telling_add_name (telling, stage->title);
  else
    plumb_telling_add (telling, "a stage");
}

/* "question 3 of Recruiter screen" */
void
plumb_telling_add_question (PlumbTelling *telling)
{
  const PlumbStage *stage = plumb_telling_get_stage (telling);
  guint position = 0;

  if (stage != NULL && plumb_stage_get_item (stage, plumb_telling_get_text (telling, "question"), &position) != NULL)
    g_string_append_printf (telling->text, "question %u of ", position + 1);
  else
    plumb_telling_add (telling, "a question of ");
  plumb_telling_add_stage (telling);
}

/* "question 3 of Recruiter screen", or the stage where no question is named. */
void
plumb_telling_add_place (PlumbTelling *telling)
{
  if (*plumb_telling_get_text (telling, "question") != '\0')
    plumb_telling_add_question (telling);
  else
    plumb_telling_add_stage (telling);
}

void
plumb_telling_add_flag (PlumbTelling *telling, const char *id)
{
  const PlumbFlag *flag = telling->loop != NULL ? plumb_loop_get_flag (telling->loop, id) : NULL;
  const char *label = flag != NULL ? flag->label : plumb_telling_get_text (telling, "label");

  plumb_telling_add (telling, "the red flag");
  if (*label != '\0')
    plumb_telling_add_quoted (telling, label);
  else
    g_string_append_printf (telling->text, " %.8s", id);
}

/* Labels stand inside a sentence. */
void
plumb_telling_add_word (PlumbTelling *telling, const char *label)
{
  g_autofree char *word = g_strdup (label);

  word[0] = g_ascii_tolower (word[0]);
  plumb_telling_add (telling, word);
}

const char *
plumb_telling_get_before (const PlumbTelling *telling, const char *name)
{
  return json_string_value (json_object_get (telling->before, name));
}

void
plumb_telling_add_when (PlumbTelling *telling, PlumbInstant at)
{
  g_autofree char *when = plumb_instant_dup_date_time (at);

  plumb_telling_add (telling, at > 0 ? when : "no date");
}

void
plumb_tell_add_person (PlumbTelling *telling)
{
  if (g_strcmp0 (plumb_telling_get_text (telling, "person"), telling->event->actor) == 0)
    plumb_telling_add (telling, "joined the workspace");
  else
    {
      plumb_telling_add (telling, "added ");
      plumb_telling_add_name (telling, plumb_telling_get_text (telling, "name"));
    }
  plumb_telling_add (telling, " as a ");
  PLUMB_TELLING_ADD_WORD (telling, role, PlumbRole, plumb_telling_get_text (telling, "role"));
}

void
plumb_tell_add_template (PlumbTelling *telling)
{
  plumb_telling_add (telling, "added the loop template");
  plumb_telling_add_quoted (telling, plumb_telling_get_text (telling, "title"));
  g_string_append_printf (telling->text, ", version %" G_GINT64_FORMAT, plumb_telling_get_number (telling, "version"));
}

void
plumb_tell_open_loop (PlumbTelling *telling)
{
  plumb_telling_add (telling, "opened the loop of ");
  plumb_telling_add_name (telling, plumb_telling_get_text (telling, "name"));
  plumb_telling_add (telling, " for ");
  plumb_telling_add_name (telling, plumb_telling_get_text (telling, "role"));
}

void
plumb_tell_close_loop (PlumbTelling *telling)
{
  plumb_telling_add (telling, "closed the loop without a decision");
  plumb_telling_add_reason (telling, "reason");
}

static void
add_seat (PlumbTelling *telling)
{
  plumb_telling_add_stage (telling);
  plumb_telling_add (telling, " to ");
  plumb_telling_add_person (telling, plumb_telling_get_text (telling, "person"));
  plumb_telling_add (telling, " as ");
  PLUMB_TELLING_ADD_WORD (telling, seat, PlumbSeat, plumb_telling_get_text (telling, "seat"));
}

void
plumb_tell_assign (PlumbTelling *telling)
{
  plumb_telling_add (telling, "gave ");
  add_seat (telling);
  if (plumb_telling_get_number (telling, "scheduled_at") > 0)
    {
      plumb_telling_add (telling, ", for ");
      plumb_telling_add_when (telling, plumb_telling_get_number (telling, "scheduled_at"));
    }
}

void
plumb_tell_reassign (PlumbTelling *telling)
{
  plumb_telling_add (telling, "handed ");
  add_seat (telling);
  if (plumb_telling_get_before (telling, "person") != NULL)
    {
      plumb_telling_add (telling, " (before: ");
      plumb_telling_add_person (telling, plumb_telling_get_before (telling, "person"));
      plumb_telling_add (telling, ")");
    }
}

void
plumb_tell_schedule (PlumbTelling *telling)
{
  gint64 before = json_integer_value (json_object_get (telling->before, "scheduled_at"));

  plumb_telling_add (telling, "scheduled ");
  plumb_telling_add_stage (telling);
  plumb_telling_add (telling, " for ");
  plumb_telling_add_when (telling, plumb_telling_get_number (telling, "scheduled_at"));
  if (before > 0)
    {
      plumb_telling_add (telling, " (before: ");
      plumb_telling_add_when (telling, before);
      plumb_telling_add (telling, ")");
    }
}

void
plumb_tell_skip (PlumbTelling *telling)
{
  const PlumbAssignment *assignment = plumb_telling_get_assignment (telling);

  plumb_telling_add (telling, "skipped ");
  plumb_telling_add_stage (telling);
  if (assignment != NULL)
    {
      plumb_telling_add (telling, " of ");
      plumb_telling_add_person (telling, assignment->person);
    }
  plumb_telling_add_reason (telling, "reason");
}

void
plumb_tell_start_card (PlumbTelling *telling)
{
  plumb_telling_add (telling, "started ");
  plumb_telling_add_stage (telling);
}

void
plumb_tell_set_clock (PlumbTelling *telling)
{
  gint64 taken = plumb_telling_get_number (telling, "taken");

  if (taken > 0)
    g_string_append_printf (telling->text, "took %" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT " off the clock of ", taken / 60,
                            taken % 60);
  else
    plumb_telling_add (telling, plumb_telling_get_number (telling, "running") ? "started the clock of " : "paused the clock of ");
  plumb_telling_add_stage (telling);
}

/* "3", "not asked" */
static void
add_answer (PlumbTelling *telling, const char *state, gint64 score)
{
  if (g_strcmp0 (state, "scored") == 0)
    g_string_append_printf (telling->text, "%" G_GINT64_FORMAT, score);
  else
    PLUMB_TELLING_ADD_WORD (telling, answer_state, PlumbAnswerState, state);
}

void
plumb_tell_set_answer (PlumbTelling *telling)
{
  const char *state = plumb_telling_get_text (telling, "state");
  const char *before = plumb_telling_get_before (telling, "state");
  gboolean scored = g_str_equal (state, "scored");

  if (g_str_equal (state, "open"))
    plumb_telling_add (telling, "took back the answer to ");
  else
    plumb_telling_add (telling, scored ? "scored " : "marked ");
  plumb_telling_add_question (telling);
  if (!g_str_equal (state, "open"))
    {
      plumb_telling_add (telling, scored ? " " : " as ");
      add_answer (telling, state, plumb_telling_get_number (telling, "score"));
    }
  if (before != NULL && !g_str_equal (before, "open"))
    {
      plumb_telling_add (telling, " (before: ");
      add_answer (telling, before, json_integer_value (json_object_get (telling->before, "score")));
      plumb_telling_add (telling, ")");
    }
}

void
plumb_tell_set_notes (PlumbTelling *telling)
{
  /* What was typed does not stand in the event, only its length. */
  json_t *length = json_object_get (telling->arguments, "notes");
  gboolean emptied = json_is_integer (length) && json_integer_value (length) == 0;

  plumb_telling_add (telling, emptied ? "emptied the notes on " : "wrote notes on ");
  plumb_telling_add_question (telling);
}

void
plumb_tell_set_rationale (PlumbTelling *telling)
{
  plumb_telling_add (telling, "gave a reason for the score of ");
  plumb_telling_add_question (telling);
  plumb_telling_add_reason (telling, "rationale");
}

void
plumb_tell_set_signal (PlumbTelling *telling)
{
  const PlumbStage *stage = plumb_telling_get_stage (telling);
  const PlumbScriptItem *item
      = stage != NULL ? plumb_stage_get_item (stage, plumb_telling_get_text (telling, "question"), NULL) : NULL;
  const PlumbSignal *signal
      = item != NULL ? plumb_question_get_signal (item->question, plumb_telling_get_text (telling, "signal")) : NULL;

  plumb_telling_add (telling, plumb_telling_get_number (telling, "observed") ? "ticked" : "unticked");
  plumb_telling_add_quoted (telling, signal != NULL ? signal->text : plumb_telling_get_text (telling, "signal"));
  plumb_telling_add (telling, " on ");
  plumb_telling_add_question (telling);
}

void
plumb_tell_set_evidence (PlumbTelling *telling)
{
  const char *quote = plumb_telling_get_text (telling, "quote");

  plumb_telling_add (telling, *quote != '\0' ? "tagged" : "took back the evidence for a signal or flag");
  plumb_telling_add_quoted (telling, quote);
  plumb_telling_add (telling, *quote != '\0' ? " as evidence on " : " on ");
  plumb_telling_add_question (telling);
}

void
plumb_tell_add_seconds (PlumbTelling *telling)
{
  plumb_telling_add (telling, "spent time on ");
  plumb_telling_add_question (telling);
}

void
plumb_tell_set_summary (PlumbTelling *telling)
{
  const char *recommendation = plumb_telling_get_text (telling, "recommendation");
  const char *before = plumb_telling_get_before (telling, "recommendation");

  plumb_telling_add (telling, "wrote the summary of ");
  plumb_telling_add_stage (telling);
  if (!g_str_equal (recommendation, "none"))
    {
      plumb_telling_add (telling, ", recommending ");
      PLUMB_TELLING_ADD_WORD (telling, recommendation, PlumbRecommendation, recommendation);
    }
  if (before != NULL && !g_str_equal (before, "none") && !g_str_equal (before, recommendation))
    {
      plumb_telling_add (telling, " (before: ");
      PLUMB_TELLING_ADD_WORD (telling, recommendation, PlumbRecommendation, before);
      plumb_telling_add (telling, ")");
    }
}

void
plumb_tell_submit_card (PlumbTelling *telling)
{
  plumb_telling_add (telling, "submitted the card of ");
  plumb_telling_add_stage (telling);
}

void
plumb_tell_import_loop (PlumbTelling *telling)
{
  gint64 cards = plumb_telling_get_number (telling, "cards");

  plumb_telling_add (telling, "imported the loop of ");
  plumb_telling_add_name (telling, plumb_telling_get_text (telling, "name"));
  g_string_append_printf (telling->text, ", with %" G_GINT64_FORMAT " card%s", cards, cards == 1 ? "" : "s");
}

void
plumb_tell_seed_library (PlumbTelling *telling)
{
  gsize questions = json_array_size (json_object_get (telling->arguments, "questions"));
  gsize templates = json_array_size (json_object_get (telling->arguments, "templates"));

  g_string_append_printf (
      telling->text, "brought in the shipped library: %" G_GSIZE_FORMAT " new question%s, %" G_GSIZE_FORMAT " loop template%s",
      questions, questions == 1 ? "" : "s", templates, templates == 1 ? "" : "s");
}
