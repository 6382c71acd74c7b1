/* documents.c - the JSON documents of the commands that list and verify. Each has a schema under schemas/json/; its keys are stable. */
#include "app/audit-words.h"
#include "app/terminal/terminal.h"

#include <math.h>

static json_t *
instant_to_json (PlumbInstant instant)
{
  g_autofree char *iso = plumb_instant_dup_iso (instant);

  return iso != NULL ? json_string (iso) : json_null ();
}

static json_t *
strings_to_json (char *const *strings)
{
  json_t *list = json_array ();

  for (gsize i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_append_new (list, json_string (strings[i]));
  return list;
}

static json_t *
number_to_json (gboolean known, double number)
{
  return known && !isnan (number) ? json_real (number) : json_null ();
}

static json_t *
loop_to_json (const PlumbLoopSummary *loop)
{
  return json_pack (
      "{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:s, s:b, s:b, s:s, s:s?, s:o, s:o, s:s?}", "id", loop->id, "candidate",
      loop->candidate, "role", loop->role, "template", loop->template_title, "state", plumb_loop_state_to_nick (loop->state),
      "opened_at", instant_to_json (loop->opened_at), "changed_at", instant_to_json (loop->changed_at), "progress",
      loop->progress, "mine", loop->mine, "owes", loop->owes, "sight", plumb_sight_to_nick (loop->sight), "outcome",
      loop->has_figures ? plumb_outcome_to_nick (loop->outcome) : NULL, "composite",
      number_to_json (loop->has_figures, loop->composite), "coverage", number_to_json (loop->has_figures, loop->coverage),
      "decision", loop->has_decision ? plumb_decision_to_nick (loop->decision) : NULL);
}

static json_t *
competencies_to_json (const PlumbTemplate *template)
{
  json_t *list = json_array ();

  for (guint i = 0; i < template->competencies->len; i++)
    {
      const PlumbCompetency *competency = g_ptr_array_index (template->competencies, i);

      json_array_append_new (
          list, json_pack ("{s:s, s:s, s:i}", "key", competency->key, "name", competency->name, "weight", competency->weight));
    }
  return list;
}

static json_t *
stages_to_json (const PlumbTemplate *template)
{
  json_t *list = json_array ();

  for (guint i = 0; i < template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (template->stages, i);
      json_t *questions = json_array ();

      for (guint j = 0; j < stage->script->len; j++)
        json_array_append_new (questions, json_string (((PlumbScriptItem *)g_ptr_array_index (stage->script, j))->question->id));
      json_array_append_new (list, json_pack ("{s:s, s:s, s:s?, s:i, s:i, s:s, s:o}", "key", stage->key, "title", stage->title,
                                              "group", stage->group, "minutes", stage->minutes, "weight", stage->weight, "seat",
                                              plumb_seat_to_nick (stage->seat), "questions", questions));
    }
  return list;
}

static json_t *
template_to_json (const PlumbTemplate *template)
{
  return json_pack ("{s:s, s:i, s:s, s:s, s:s, s:s, s:o, s:i, s:o, s:o, s:o}", "key", template->key, "version", template->version,
                    "sha256", template->sha256, "title", template->title, "role", template->role, "summary", template->summary,
                    "sources", strings_to_json (template->sources), "points", template->points, "labels",
                    strings_to_json (template->labels), "competencies", competencies_to_json (template), "stages",
                    stages_to_json (template));
}

json_t *
plumb_document_people (GPtrArray *people)
{
  json_t *list = json_array ();

  g_return_val_if_fail (people != NULL, NULL);
  for (guint i = 0; i < people->len; i++)
    {
      const PlumbPerson *person = g_ptr_array_index (people, i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:i, s:s}", "id", person->id, "name", person->name, "email",
                                              person->email, "seniority", person->seniority, "role",
                                              plumb_role_to_nick (person->role)));
    }
  return json_pack ("{s:o}", "people", list);
}

json_t *
plumb_document_loops (GPtrArray *loops)
{
  json_t *list = json_array ();

  g_return_val_if_fail (loops != NULL, NULL);
  for (guint i = 0; i < loops->len; i++)
    json_array_append_new (list, loop_to_json (g_ptr_array_index (loops, i)));
  return json_pack ("{s:o}", "loops", list);
}

json_t *
plumb_document_feedback (GPtrArray *feedback)
{
  json_t *list = json_array ();

  g_return_val_if_fail (feedback != NULL, NULL);
  for (guint i = 0; i < feedback->len; i++)
    {
      const PlumbFeedback *one = g_ptr_array_index (feedback, i);
      g_autofree char *at = plumb_instant_dup_iso (one->at);
      g_autofree char *read_at = one->acknowledged_at > 0 ? plumb_instant_dup_iso (one->acknowledged_at) : NULL;

      json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s?}", "id", one->id,
                                              "loop", one->loop, "candidate", one->candidate, "stage", one->stage, "author",
                                              one->author, "author_name", one->author_name, "recipient", one->recipient,
                                              "recipient_name", one->recipient_name, "good", one->good, "improve", one->improve,
                                              "at", at, "acknowledged_at", read_at));
    }
  return json_pack ("{s:o}", "feedback", list);
}

json_t *
plumb_document_questions (GPtrArray *questions)
{
  json_t *list = json_array ();

  g_return_val_if_fail (questions != NULL, NULL);
  for (guint i = 0; i < questions->len; i++)
    json_array_append_new (list, plumb_question_to_json (g_ptr_array_index (questions, i)));
  return json_pack ("{s:o}", "questions", list);
}

json_t *
plumb_document_templates (GPtrArray *templates)
{
  json_t *list = json_array ();

  g_return_val_if_fail (templates != NULL, NULL);
  for (guint i = 0; i < templates->len; i++)
    json_array_append_new (list, template_to_json (g_ptr_array_index (templates, i)));
  return json_pack ("{s:o}", "templates", list);
}

static json_t *
owed_to_json (const PlumbOwedCard *owed, PlumbInstant now, gint64 grace)
{
  g_autofree char *since = plumb_owed_card_dup_since (owed, now, grace);

  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:o, s:o, s:s, s:s}", "loop", owed->loop, "candidate", owed->candidate,
                    "role", owed->role, "assignment", owed->assignment, "stage", owed->stage, "seat",
                    plumb_seat_to_nick (owed->seat), "started", owed->started, "scheduled_at",
                    instant_to_json (owed->scheduled_at), "due_at", instant_to_json (plumb_owed_card_get_due (owed)), "state",
                    plumb_owed_state_to_nick (plumb_owed_card_get_state (owed, now, grace)), "since", since);
}

json_t *
plumb_document_reminders (GPtrArray *reminders, PlumbInstant now, gint64 grace)
{
  json_t *list = json_array ();

  g_return_val_if_fail (reminders != NULL, NULL);
  for (guint i = 0; i < reminders->len; i++)
    {
      const PlumbReminder *reminder = g_ptr_array_index (reminders, i);
      g_autofree char *text = plumb_reminder_dup_text (reminder, now, grace);
      json_t *cards = json_array ();

      for (guint k = 0; k < reminder->cards->len; k++)
        json_array_append_new (cards, owed_to_json (g_ptr_array_index (reminder->cards, k), now, grace));
      json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:o, s:s}", "person", reminder->person, "name", reminder->name,
                                              "email", reminder->email, "cards", cards, "text", text));
    }
  return json_pack ("{s:o}", "reminders", list);
}

json_t *
plumb_document_verification (const PlumbVerifyReport *report)
{
  const char *const *limits = plumb_audit_list_limits ();
  json_t *problems = json_array ();
  json_t *bounds = json_array ();

  g_return_val_if_fail (report != NULL, NULL);
  for (guint i = 0; i < report->problems->len; i++)
    json_array_append_new (problems, json_string (g_ptr_array_index (report->problems, i)));
  for (gsize i = 0; limits[i] != NULL; i++)
    json_array_append_new (bounds, json_string (limits[i]));
  return json_pack ("{s:b, s:I, s:I, s:I, s:s, s:o, s:o}", "whole", report->problems->len == 0, "events",
                    (json_int_t)report->n_events, "rows", (json_int_t)report->n_rows, "last", (json_int_t)report->head_sequence,
                    "head", report->head != NULL ? report->head : "", "problems", problems, "limits", bounds);
}
