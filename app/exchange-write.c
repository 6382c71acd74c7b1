/* exchange-write.c - writes loops as exchange documents: everything, in one order of keys, so that equal loops give equal bytes. */
#include "app/exchange.h"

#include "app/text.h"

#include <string.h>

static void
set_text (json_t *object, const char *name, const char *text)
{
  json_t *value = text == NULL ? json_null () : json_string (text);

  if (value == NULL && text != NULL) /* not UTF-8: checked text never is, and a repaired member is better than a missing one */
    {
      g_autofree char *repaired = plumb_text_dup_repaired (text, -1, strlen (text));

      value = json_string (repaired);
    }
  json_object_set_new_nocheck (object, name, value);
}

static void
set_integer (json_t *object, const char *name, gint64 value)
{
  json_object_set_new_nocheck (object, name, json_integer (value));
}

static void
set_boolean (json_t *object, const char *name, gboolean value)
{
  json_object_set_new_nocheck (object, name, json_boolean (value));
}

static void
set_instant (json_t *object, const char *name, PlumbInstant instant)
{
  g_autofree char *iso = plumb_instant_dup_iso (instant);

  set_text (object, name, iso);
}

static void
set_texts (json_t *object, const char *name, GStrv texts)
{
  json_t *list = json_array ();

  for (gsize i = 0; texts[i] != NULL; i++)
    json_array_append_new (list, json_string (texts[i]));
  json_object_set_new_nocheck (object, name, list);
}

/* The list `name` of what `to_json` makes of each element. */
static void
set_list (json_t *object, const char *name, GPtrArray *elements, json_t *(*to_json) (gconstpointer element))
{
  json_t *list = json_array ();

  for (guint i = 0; i < elements->len; i++)
    json_array_append_new (list, to_json (g_ptr_array_index (elements, i)));
  json_object_set_new_nocheck (object, name, list);
}

static json_t *
person_to_json (gconstpointer element)
{
  const PlumbPerson *person = element;
  json_t *object = json_object ();

  set_text (object, "id", person->id);
  set_text (object, "name", person->name);
  set_text (object, "email", person->email);
  set_integer (object, "seniority", person->seniority);
  set_text (object, "role", plumb_role_to_nick (person->role));
  return object;
}

static json_t *
candidate_to_json (const PlumbCandidate *candidate)
{
  json_t *object = json_object ();

  set_text (object, "id", candidate->id);
  set_text (object, "name", candidate->name);
  set_text (object, "email", candidate->email);
  set_text (object, "headline", candidate->headline);
  return object;
}

static json_t *
evidence_to_json (gconstpointer element)
{
  const PlumbEvidence *evidence = element;
  json_t *object = json_object ();

  set_text (object, "target", evidence->target);
  set_text (object, "quote", evidence->quote);
  return object;
}

static json_t *
answer_to_json (gconstpointer element)
{
  const PlumbAnswer *answer = element;
  json_t *object = json_object ();

  set_text (object, "question", answer->question);
  set_text (object, "state", plumb_answer_state_to_nick (answer->state));
  if (answer->state == PLUMB_ANSWER_SCORED)
    set_integer (object, "score", answer->score);
  else
    set_text (object, "score", NULL);
  set_text (object, "notes", answer->notes);
  set_text (object, "rationale", answer->rationale);
  set_texts (object, "signals", answer->signals);
  set_list (object, "evidence", answer->evidence, evidence_to_json);
  set_integer (object, "seconds", answer->seconds);
  set_instant (object, "updated_at", answer->updated_at);
  return object;
}

static json_t *
amendment_to_json (gconstpointer element)
{
  const PlumbAmendment *amendment = element;
  json_t *object = json_object ();

  set_text (object, "id", amendment->id);
  set_text (object, "question", amendment->question);
  set_text (object, "field", amendment->field);
  set_text (object, "before", amendment->before);
  set_text (object, "after", amendment->after);
  set_text (object, "reason", amendment->reason);
  set_text (object, "author", amendment->author);
  set_boolean (object, "not_blind", amendment->not_blind);
  set_instant (object, "at", amendment->at);
  return object;
}

static json_t *
card_to_json (const PlumbScorecard *card)
{
  json_t *object = json_object ();

  set_text (object, "id", card->id);
  set_text (object, "state", plumb_card_state_to_nick (card->state));
  set_text (object, "recommendation", plumb_recommendation_to_nick (card->recommendation));
  set_text (object, "no_decision_reason", card->no_decision_reason);
  set_text (object, "summary", card->summary);
  set_text (object, "handover", card->handover);
  set_instant (object, "started_at", card->started_at);
  set_instant (object, "submitted_at", card->submitted_at);
  set_integer (object, "elapsed", card->elapsed);
  set_instant (object, "running_since", card->running_since);
  set_boolean (object, "not_blind", card->not_blind);
  set_boolean (object, "withheld", card->withheld);
  set_list (object, "answers", card->answers, answer_to_json);
  set_list (object, "amendments", card->amendments, amendment_to_json);
  return object;
}

static json_t *
assignment_to_json (gconstpointer element)
{
  const PlumbAssignment *assignment = element;
  json_t *object = json_object ();

  set_text (object, "id", assignment->id);
  set_text (object, "stage", assignment->stage);
  set_text (object, "person", assignment->person);
  set_text (object, "seat", plumb_seat_to_nick (assignment->seat));
  set_instant (object, "scheduled_at", assignment->scheduled_at);
  set_text (object, "skip_reason", assignment->skip_reason);
  set_boolean (object, "late", assignment->late);
  json_object_set_new_nocheck (object, "card", card_to_json (assignment->card));
  return object;
}

static json_t *
flag_event_to_json (gconstpointer element)
{
  const PlumbFlagEvent *event = element;
  json_t *object = json_object ();

  set_text (object, "act", plumb_flag_act_to_nick (event->act));
  set_text (object, "text", event->text);
  set_text (object, "into", event->into);
  set_text (object, "author", event->author);
  set_instant (object, "at", event->at);
  return object;
}

static json_t *
flag_to_json (gconstpointer element)
{
  const PlumbFlag *flag = element;
  json_t *object = json_object ();

  set_text (object, "id", flag->id);
  set_text (object, "assignment", flag->assignment);
  set_text (object, "question", flag->question);
  set_text (object, "choice", flag->choice);
  set_text (object, "label", flag->label);
  set_text (object, "severity", plumb_severity_to_nick (flag->severity));
  set_text (object, "quote", flag->quote);
  set_text (object, "state", plumb_flag_state_to_nick (flag->state));
  set_text (object, "resolution", flag->resolution);
  set_text (object, "resolved_by", flag->resolved_by);
  set_instant (object, "resolved_at", flag->resolved_at);
  set_instant (object, "raised_at", flag->raised_at);
  set_list (object, "events", flag->events, flag_event_to_json);
  return object;
}

static json_t *
vote_to_json (gconstpointer element)
{
  const PlumbVote *vote = element;
  json_t *object = json_object ();

  set_text (object, "assignment", vote->assignment);
  set_text (object, "round", plumb_round_to_nick (vote->round));
  set_text (object, "value", plumb_recommendation_to_nick (vote->value));
  set_text (object, "reason", vote->reason);
  set_instant (object, "at", vote->at);
  return object;
}

/* null of a verdict that was given without one. */
static json_t *
independence_to_json (const PlumbVerdict *verdict)
{
  json_t *object;
  json_t *confirmed;

  if (!verdict->declared)
    return json_null ();
  object = json_object ();
  confirmed = json_array ();
  for (guint i = 0; i < PLUMB_N_STATEMENTS; i++)
    if (verdict->confirmed & 1u << i)
      json_array_append_new (confirmed, json_string (plumb_statement_to_nick ((PlumbStatement)i)));
  json_object_set_new_nocheck (object, "confirmed", confirmed);
  set_text (object, "note", verdict->independence_note);
  return object;
}

static json_t *
verdict_to_json (gconstpointer element)
{
  const PlumbVerdict *verdict = element;
  json_t *object = json_object ();

  set_text (object, "assignment", verdict->assignment);
  set_text (object, "value", plumb_verdict_to_nick (verdict->value));
  set_text (object, "rationale", verdict->rationale);
  set_instant (object, "at", verdict->at);
  json_object_set_new_nocheck (object, "independence", independence_to_json (verdict));
  return object;
}

static json_t *
decision_to_json (gconstpointer element)
{
  const PlumbDecision *decision = element;
  json_t *object = json_object ();

  set_text (object, "id", decision->id);
  set_text (object, "value", plumb_decision_to_nick (decision->value));
  set_text (object, "outcome", plumb_outcome_to_nick (decision->outcome));
  set_text (object, "figures", decision->figures);
  set_text (object, "rationale", decision->rationale);
  set_text (object, "override_reason", decision->override_reason);
  set_text (object, "conditions", decision->conditions);
  set_texts (object, "dissents", decision->dissents);
  set_text (object, "decider", decision->decider);
  set_instant (object, "at", decision->at);
  set_boolean (object, "superseded", decision->superseded);
  set_text (object, "reopen_reason", decision->reopen_reason);
  return object;
}

static json_t *
seal_to_json (gconstpointer element)
{
  const PlumbSeal *seal = element;
  json_t *object = json_object ();

  set_text (object, "person", seal->person);
  set_text (object, "reason", seal->reason);
  set_instant (object, "at", seal->at);
  return object;
}

static json_t *
stage_skip_to_json (gconstpointer element)
{
  const PlumbStageSkip *skip = element;
  json_t *object = json_object ();

  set_text (object, "stage", skip->stage);
  set_text (object, "reason", skip->reason);
  set_text (object, "author", skip->author);
  set_instant (object, "at", skip->at);
  return object;
}

static json_t *
debrief_to_json (gconstpointer element)
{
  const PlumbDebrief *debrief = element;
  json_t *object = json_object ();

  set_text (object, "person", debrief->person);
  set_integer (object, "minutes", debrief->minutes);
  set_instant (object, "at", debrief->at);
  return object;
}

static json_t *
point_to_json (gconstpointer element)
{
  const PlumbPoint *point = element;
  json_t *object = json_object ();

  set_text (object, "key", point->key);
  set_text (object, "title", point->title);
  set_text (object, "outcome", plumb_point_outcome_to_nick (point->outcome));
  set_text (object, "note", point->note);
  set_text (object, "author", point->author);
  set_instant (object, "at", point->at);
  return object;
}

static json_t *
reference_to_json (const PlumbTemplate *template)
{
  json_t *object = json_object ();

  set_text (object, "key", template->key);
  set_integer (object, "version", template->version);
  set_text (object, "sha256", template->sha256);
  return object;
}

static int
compare_templates (gconstpointer a, gconstpointer b)
{
  const PlumbTemplate *first = *(PlumbTemplate *const *)a;
  const PlumbTemplate *second = *(PlumbTemplate *const *)b;
  int order = strcmp (first->key, second->key);

  return order != 0 ? order : (first->version > second->version) - (first->version < second->version);
}

/* The documents of all templates in use, none twice. */
static json_t *
templates_to_json (GPtrArray *snapshots)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal); /* by hash: loops may hold copies */
  g_autoptr (GPtrArray) templates = g_ptr_array_new ();
  json_t *list = json_array ();

  for (guint i = 0; i < snapshots->len; i++)
    {
      PlumbTemplate *template = plumb_snapshot_get_template (g_ptr_array_index (snapshots, i));

      if (g_hash_table_add (seen, template->sha256))
        g_ptr_array_add (templates, template);
    }
  g_ptr_array_sort (templates, compare_templates);
  for (guint i = 0; i < templates->len; i++)
    json_array_append (list, ((PlumbTemplate *)g_ptr_array_index (templates, i))->document);
  return list;
}

json_t *
plumb_exchange_loop_to_json (const PlumbLoop *loop)
{
  json_t *object;

  g_return_val_if_fail (loop != NULL && loop->candidate != NULL, NULL);
  object = json_object ();
  set_text (object, "id", loop->id);
  set_text (object, "role", loop->role);
  set_text (object, "state", plumb_loop_state_to_nick (loop->state));
  set_instant (object, "opened_at", loop->opened_at);
  json_object_set_new_nocheck (object, "template", reference_to_json (loop->template));
  json_object_set_new_nocheck (object, "candidate", candidate_to_json (loop->candidate));
  set_list (object, "people", loop->people, person_to_json);
  set_list (object, "assignments", loop->assignments, assignment_to_json);
  set_list (object, "flags", loop->flags, flag_to_json);
  set_list (object, "votes", loop->votes, vote_to_json);
  set_list (object, "verdicts", loop->verdicts, verdict_to_json);
  set_list (object, "decisions", loop->decisions, decision_to_json);
  set_list (object, "seals", loop->seals, seal_to_json);
  set_list (object, "debriefs", loop->debriefs, debrief_to_json);
  set_list (object, "points", loop->points, point_to_json);
  set_list (object, "stage_skips", loop->stage_skips, stage_skip_to_json);
  return object;
}

json_t *
plumb_exchange_to_json (GPtrArray *snapshots)
{
  json_t *document;
  json_t *loops;

  g_return_val_if_fail (snapshots != NULL, NULL);
  document = json_object ();
  loops = json_array ();
  set_text (document, "format", PLUMB_EXCHANGE_FORMAT);
  set_integer (document, "version", PLUMB_EXCHANGE_VERSION);
  json_object_set_new_nocheck (document, "templates", templates_to_json (snapshots));
  for (guint i = 0; i < snapshots->len; i++)
    json_array_append_new (loops, plumb_exchange_loop_to_json (plumb_snapshot_get_loop (g_ptr_array_index (snapshots, i))));
  json_object_set_new_nocheck (document, "loops", loops);
  return document;
}

char *
plumb_exchange_dup_text (GPtrArray *snapshots)
{
  return plumb_exchange_dup_text_with_stamps (snapshots, NULL);
}

char *
plumb_exchange_dup_text_with_stamps (GPtrArray *snapshots, GPtrArray *stamps)
{
  json_t *document;
  char *dumped;
  char *text;

  g_return_val_if_fail (snapshots != NULL, NULL);
  document = plumb_exchange_to_json (snapshots);
  if (stamps != NULL && stamps->len > 0)
    json_object_set_new_nocheck (document, "stamps", json_array ());
  for (guint i = 0; stamps != NULL && i < stamps->len; i++)
    json_array_append_new (json_object_get (document, "stamps"), json_string (g_ptr_array_index (stamps, i)));
  dumped = json_dumps (document, JSON_INDENT (2) | JSON_REAL_PRECISION (15)); /* thresholds as they were written: hundredths */
  text = g_strconcat (dumped, "\n", NULL);
  free (dumped);
  json_decref (document);
  return text;
}
