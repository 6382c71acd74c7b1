/* test-exchange.c - what is exported can be read back to the same bytes, and whatever else is read is refused with the path of what is
 * wrong in it. */
#include "app/error.h"
#include "app/exchange.h"
#include "tests/damage.h"
#include "tests/fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define N_RANDOM 60
#define N_DAMAGED 500

static const FixtureTemplate shape = {
  .competencies = { { "sys", 60 }, { "db", 40 } },
  .stages = { { "phone", 2, { { "sys", 3 }, { "db", 1 } } }, { "onsite", 1, { { "db", 1 } } } },
};

static GPtrArray *
new_snapshots (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_snapshot_unref);
}

/* Takes the loop. */
static char *
dup_document (PlumbLoop *loop)
{
  g_autoptr (GPtrArray) snapshots = new_snapshots ();

  g_ptr_array_add (snapshots, plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR));
  return plumb_exchange_dup_text (snapshots);
}

static void
add_event (PlumbFlag *flag, PlumbFlagAct act, const char *author, const char *into)
{
  PlumbFlagEvent *event = plumb_flag_event_new (act, "Said it to me too.");

  plumb_set_string (&event->author, author);
  plumb_set_string (&event->into, into);
  event->at = flag->raised_at + 1 + (PlumbInstant)flag->events->len;
  g_ptr_array_add (flag->events, event);
}

static void
add_point (PlumbLoop *loop, const char *key, const char *title, const char *author)
{
  PlumbPoint *point = plumb_point_new (key);

  plumb_set_string (&point->title, title);
  plumb_set_string (&point->note, "Talked about it.\nTwice.");
  plumb_set_string (&point->author, author);
  point->outcome = PLUMB_POINT_EVIDENCE;
  point->at = loop->opened_at + 7;
  g_ptr_array_add (loop->points, point);
}

/* A loop with one of everything: assignments in a known order, phone before onsite. */
static PlumbLoop *
new_full_loop (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  PlumbAssignment *submitted = fixture_add_card (loop, "phone", "A. Osei", PLUMB_SEAT_INTERVIEWER, "4 d");
  PlumbAssignment *draft = fixture_add_card (loop, "phone", "R. Khan", PLUMB_SEAT_SHADOW, "2 .");
  PlumbAssignment *raiser = fixture_add_card (loop, "onsite", "S. Cole", PLUMB_SEAT_BAR_RAISER, "3");
  PlumbAnswer *answer = g_ptr_array_index (submitted->card->answers, 0);
  PlumbFlag *flag = fixture_add_flag (loop, submitted, PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_OPEN);
  PlumbAmendment *amendment = plumb_amendment_new ();
  PlumbDebrief *debrief = plumb_debrief_new ();
  PlumbFlag *into;
  PlumbVerdict *verdict;
  PlumbDecision *decision = plumb_decision_new ();
  PlumbSeal *seal = plumb_seal_new ();

  fixture_add_card (loop, "onsite", "R. Khan", PLUMB_SEAT_INTERVIEWER, NULL);
  g_strfreev (answer->signals);
  answer->signals = g_strsplit ("s1 s3", " ", -1);
  g_ptr_array_add (answer->evidence, plumb_evidence_new ("s1", "ran EXPLAIN first"));
  g_ptr_array_add (answer->evidence, plumb_evidence_new (flag->id, "redeployed until it held"));
  plumb_set_string (&answer->notes, "Calm.\n\tAsked \"why\" twice. 数据库");
  answer->seconds = 640;
  plumb_set_string (&flag->question, "phone-1");
  plumb_set_string (&flag->choice, "guesses");
  draft->card->running_since = draft->card->started_at + 1;
  draft->card->elapsed = 315360000000001; /* the computer was ten years wrong for a while */
  draft->scheduled_at = loop->opened_at + 123456;
  into = fixture_add_flag (loop, raiser, PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_CLEARED);
  add_event (flag, PLUMB_FLAG_ACT_CORROBORATED, raiser->person, NULL);
  add_event (flag, PLUMB_FLAG_ACT_MERGED, "", into->id);
  fixture_add_vote (loop, submitted, PLUMB_ROUND_READING, PLUMB_RECOMMENDATION_NO_DECISION);
  fixture_add_vote (loop, submitted, PLUMB_ROUND_FINAL, PLUMB_RECOMMENDATION_STRONG_YES);
  verdict = fixture_add_verdict (loop, raiser, PLUMB_VERDICT_VETO);
  verdict->declared = TRUE;
  verdict->confirmed = 1u << PLUMB_STATEMENT_LINE | 1u << PLUMB_STATEMENT_CARDS;
  plumb_set_string (&verdict->independence_note, "My team has an opening too.");
  debrief->minutes = 10;
  debrief->at = loop->opened_at + 6;
  g_ptr_array_add (loop->debriefs, debrief);
  add_point (loop, "split:sys", "", raiser->person);
  add_point (loop, "topic:00000000-0000-4000-8000-dddddddddddd", "Notice period", "");
  raiser->late = TRUE;
  g_ptr_array_add (loop->stage_skips, plumb_stage_skip_new ("onsite", "Met at a fair."));
  ((PlumbStageSkip *)g_ptr_array_index (loop->stage_skips, 0))->at = loop->opened_at + 1;

  plumb_set_string (&amendment->id, "00000000-0000-4000-8000-aaaaaaaaaaaa");
  plumb_set_string (&amendment->question, "phone-1");
  plumb_set_string (&amendment->field, "score");
  plumb_set_string (&amendment->before, "3");
  plumb_set_string (&amendment->after, "4");
  plumb_set_string (&amendment->reason, "A slip of the key.");
  plumb_set_string (&amendment->author, submitted->person);
  amendment->at = submitted->card->submitted_at + 5;
  g_ptr_array_add (submitted->card->amendments, amendment);

  loop->state = PLUMB_LOOP_DECIDED;
  plumb_set_string (&decision->id, "00000000-0000-4000-8000-bbbbbbbbbbbb");
  plumb_set_string (&decision->rationale, "Strong on what the team lacks.");
  plumb_set_string (&decision->decider, "");
  g_strfreev (decision->dissents);
  decision->dissents = g_strsplit (raiser->person, " ", -1);
  decision->at = raiser->card->submitted_at + 9;
  g_ptr_array_add (loop->decisions, decision);

  plumb_set_string (&seal->person, draft->person);
  plumb_set_string (&seal->reason, "Had to stand in for the chair.");
  seal->at = decision->at;
  g_ptr_array_add (loop->seals, seal);
  return loop;
}

static void
test_round_trip_full (void)
{
  g_autofree char *first = dup_document (new_full_loop ());
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loops = plumb_exchange_parse (first, strlen (first), NULL, NULL, &error);
  const PlumbLoop *loop;
  const PlumbAssignment *draft;

  g_assert_no_error (error);
  g_assert_cmpuint (loops->len, ==, 1);
  loop = g_ptr_array_index (loops, 0);
  draft = g_ptr_array_index (loop->assignments, 1);
  g_assert_cmpint (draft->card->state, ==, PLUMB_CARD_DRAFT);
  g_assert_cmpint (draft->card->elapsed, ==, 315360000000001);
  g_assert_cmpint (draft->scheduled_at, ==, loop->opened_at + 123456);
  g_assert_cmpint (((PlumbAnswer *)draft->card->answers->pdata[1])->state, ==, PLUMB_ANSWER_OPEN);
  g_assert_cmpstr (((PlumbSeal *)loop->seals->pdata[0])->reason, ==, "Had to stand in for the chair.");
  second = dup_document (g_ptr_array_steal_index (loops, 0));
  g_assert_cmpstr (first, ==, second);
}

static void
test_round_trip_random (void)
{
  for (guint seed = 1; seed <= N_RANDOM; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autofree char *first = dup_document (fixture_random_loop (random, NULL));
      g_autofree char *second = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) loops = plumb_exchange_parse (first, strlen (first), NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (loops->len, ==, 1);
      second = dup_document (g_ptr_array_steal_index (loops, 0));
      g_assert_cmpstr (first, ==, second);
    }
}

/* Two templates, used by three loops each: every template stands in the document once, in order. */
static void
test_many_loops (void)
{
  GPtrArray *templates = plumb_library_list_templates ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) snapshots = new_snapshots ();
  g_autoptr (GPtrArray) again = new_snapshots ();
  g_autoptr (GPtrArray) loops = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  json_t *document;

  for (guint i = 0; i < 6; i++)
    {
      PlumbLoop *loop = fixture_random_loop (random, g_ptr_array_index (templates, 1 - i % 2));

      g_ptr_array_add (snapshots, plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR));
    }
  document = plumb_exchange_to_json (snapshots);
  g_assert_cmpuint (json_array_size (json_object_get (document, "templates")), ==, 2);
  g_assert_cmpuint (json_array_size (json_object_get (document, "loops")), ==, 6);
  json_decref (document);
  first = plumb_exchange_dup_text (snapshots);
  loops = plumb_exchange_parse (first, strlen (first), NULL, NULL, &error);
  g_assert_no_error (error);
  while (loops->len > 0)
    g_ptr_array_add (again, plumb_snapshot_new (g_ptr_array_steal_index (loops, 0), NULL, PLUMB_ROLE_COORDINATOR));
  second = plumb_exchange_dup_text (again);
  g_assert_cmpstr (first, ==, second);
}

/* The template comes from the reader when the document does not bring it. */
static PlumbTemplate *
lookup_cb (const char *key, int version, gpointer data)
{
  PlumbTemplate *template = data;

  return g_str_equal (template->key, key) && template->version == version ? plumb_template_ref (template) : NULL;
}

static void
test_lookup (void)
{
  PlumbLoop *loop = new_full_loop ();
  g_autoptr (PlumbTemplate) same = plumb_template_ref (loop->template);
  g_autoptr (PlumbTemplate) other = fixture_template_new (
      &(FixtureTemplate){ .competencies = { { "sys", 1 } }, .stages = { { "phone", 1, { { "sys", 1 } } } } });
  g_autofree char *text = dup_document (loop);
  g_autofree char *bare = NULL;
  g_autoptr (GPtrArray) loops = NULL;
  g_autoptr (GError) error = NULL;
  json_t *document = json_loads (text, 0, NULL);
  char *dumped;

  json_array_clear (json_object_get (document, "templates"));
  dumped = json_dumps (document, 0);
  json_decref (document);
  bare = g_strdup (dumped);
  free (dumped);

  loops = plumb_exchange_parse (bare, strlen (bare), lookup_cb, same, &error);
  g_assert_no_error (error);
  g_assert_true (((PlumbLoop *)loops->pdata[0])->template == same);
  g_assert_null (plumb_exchange_parse (bare, strlen (bare), NULL, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "$.loops[0].template: "));
  g_clear_error (&error);
  g_assert_null (plumb_exchange_parse (bare, strlen (bare), lookup_cb, other, &error));
  g_assert_true (g_str_has_prefix (error->message, "$.loops[0].template.sha256: "));
  g_clear_error (&error);
  g_assert_null (plumb_exchange_parse (text, strlen (text), lookup_cb, other, &error));
  g_assert_true (g_str_has_prefix (error->message, "$.templates[0]: "));
}

/* One change to the full document, and where the message must point. */
typedef struct
{
  const char *at;   /* members and indexes; the last is changed */
  const char *json; /* its new value; NULL removes it */
  const char *path;
} Damage;

#define LOOP "loops 0 "
#define CARD "loops 0 assignments 0 card "
#define ANSWER CARD "answers 0 "
#define P_LOOP "$.loops[0]"
#define P_CARD "$.loops[0].assignments[0].card"
#define P_ANSWER P_CARD ".answers[0]"
#define ID_X "\"00000000-0000-4000-8000-eeeeeeeeeeee\""

static const Damage damages[] = {
  { "format", "\"other\"", "$.format" },
  { "format", NULL, "$.format" },
  { "version", "\"1\"", "$.version" },
  { "version", "0", "$.version" },
  { "loops", NULL, "$.loops" },
  { "loops", "{}", "$.loops" },
  { "extra", "1", "$" },
  { "templates", "[]", P_LOOP ".template" },
  { "templates 0 key", "\"Not A Key\"", "$.templates[0].key" },
  { "templates 0 scale points", "5", "$.templates[0].scale.labels" },
  { "templates 0 policy bar", "3.005", "$.templates[0].policy.bar" },
  { "templates 0 stages 0 script 0 question", "\"nowhere\"", "$.templates[0].stages[0].script[0].question" },
  { "templates 0 questions 0 signals 1 key", "\"s1\"", "$.templates[0].questions[0].signals[1].key" },
  { "templates 0 questions 0 asks", "\"Something else.\"", P_LOOP ".template.sha256" },
  { LOOP "id", "\"1\"", P_LOOP ".id" },
  { LOOP "id", "\"00000000-0000-4000-8000-EEEEEEEEEEEE\"", P_LOOP ".id" },
  { LOOP "role", "\"  \"", P_LOOP ".role" },
  { LOOP "state", "\"lost\"", P_LOOP ".state" },
  { LOOP "decisions", "[]", P_LOOP ".state" },
  { LOOP "state", "\"open\"", P_LOOP ".state" },
  { LOOP "state", "\"closed\"", P_LOOP ".state" },
  { LOOP "opened_at", "null", P_LOOP ".opened_at" },
  { LOOP "opened_at", "\"2026-02-30T00:00:00Z\"", P_LOOP ".opened_at" },
  { LOOP "template version", "2", P_LOOP ".template" },
  { LOOP "candidate", "null", P_LOOP ".candidate" },
  { LOOP "candidate name", "\"\"", P_LOOP ".candidate.name" },
  { LOOP "candidate nickname", "\"P\"", P_LOOP ".candidate" },
  { LOOP "people 1 id", "\"@0\"", P_LOOP ".people[1].id" },
  { LOOP "people 0 seniority", "10", P_LOOP ".people[0].seniority" },
  { LOOP "people 0 seniority", "1.5", P_LOOP ".people[0].seniority" },
  { LOOP "people 0 role", "true", P_LOOP ".people[0].role" },
  { LOOP "assignments 0 stage", "\"lunch\"", P_LOOP ".assignments[0].stage" },
  { LOOP "assignments 0 person", ID_X, P_LOOP ".assignments[0].person" },
  { LOOP "assignments 1 person", "\"@0\"", P_LOOP ".assignments[1].person" },
  { LOOP "assignments 1 id", "\"@1\"", P_LOOP ".assignments[1].id" },
  { LOOP "assignments 0 seat", "\"judge\"", P_LOOP ".assignments[0].seat" },
  { LOOP "assignments 0 seat", "\"observer\"", P_CARD ".state" },
  { LOOP "assignments 0 skip_reason", "\"\"", P_LOOP ".assignments[0].skip_reason" },
  { LOOP "assignments 0 skip_reason", "\"On leave\"", P_CARD ".state" },
  { LOOP "assignments 3 card started_at", "\"2026-11-19T16:42:07Z\"", P_LOOP ".assignments[3].card.started_at" },
  { LOOP "assignments 3 card elapsed", "1", P_LOOP ".assignments[3].card.elapsed" },
  { CARD "running_since", "\"2026-11-19T16:42:07Z\"", P_CARD ".running_since" },
  { LOOP "assignments 1 card id", "\"@2\"", P_LOOP ".assignments[1].card.id" },
  { CARD "withheld", "true", P_CARD ".withheld" },
  { CARD "recommendation", "\"none\"", P_CARD ".recommendation" },
  { CARD "recommendation", "\"no-decision\"", P_CARD },
  { CARD "summary", "\" \"", P_CARD },
  { CARD "submitted_at", "null", P_CARD ".submitted_at" },
  { CARD "state", "\"draft\"", P_CARD ".submitted_at" },
  { CARD "state", "\"waiting\"", P_CARD ".recommendation" },
  { CARD "elapsed", "-1", P_CARD ".elapsed" },
  { CARD "elapsed", "9223372036854775807", P_CARD ".elapsed" },
  { CARD "not_blind", "0", P_CARD ".not_blind" },
  { CARD "answers", "[]", P_CARD ".answers" },
  { CARD "answers 1 question", "\"phone-1\"", P_CARD ".answers[1].question" },
  { CARD "amendments 0 field", "\"name\"", P_CARD ".amendments[0].field" },
  { CARD "amendments 0 field", "\"summary\"", P_CARD ".amendments[0].question" },
  { CARD "amendments 0 question", "null", P_CARD ".amendments[0].question" },
  { CARD "amendments 0 question", "\"onsite-1\"", P_CARD ".amendments[0].question" },
  { CARD "amendments 0 reason", "\"\"", P_CARD ".amendments[0].reason" },
  { CARD "amendments 0 author", ID_X, P_CARD ".amendments[0].author" },
  { LOOP "assignments 1 card amendments", "[{}]", P_LOOP ".assignments[1].card.amendments[0].id" },
  { ANSWER "question", "\"onsite-1\"", P_ANSWER ".question" },
  { ANSWER "score", "0", P_ANSWER ".score" },
  { ANSWER "score", "5", P_ANSWER ".score" },
  { ANSWER "score", "3.0", P_ANSWER ".score" },
  { ANSWER "score", "null", P_ANSWER ".score" },
  { ANSWER "state", "\"declined\"", P_ANSWER ".score" },
  { CARD "answers 1 state", "\"open\"", P_CARD ".answers[1].state" },
  { ANSWER "notes", "\"a\\u0007b\"", P_ANSWER ".notes" },
  { ANSWER "notes", "\"\\uffff\"", P_ANSWER ".notes" },
  { ANSWER "signals 1", "\"s9\"", P_ANSWER ".signals[1]" },
  { ANSWER "signals 1", "\"s1\"", P_ANSWER ".signals[1]" },
  { ANSWER "evidence 0 target", "\"s9\"", P_ANSWER ".evidence[0].target" },
  { ANSWER "evidence 1 target", "\"s1\"", P_ANSWER ".evidence[1].target" },
  { ANSWER "evidence 0 quote", "\"\"", P_ANSWER ".evidence[0].quote" },
  { ANSWER "seconds", "-5", P_ANSWER ".seconds" },
  { ANSWER "updated_at", "0", P_ANSWER ".updated_at" },
  { LOOP "flags 0 assignment", ID_X, P_LOOP ".flags[0].assignment" },
  { LOOP "flags 0 question", "\"onsite-1\"", P_LOOP ".flags[0].question" },
  { LOOP "flags 0 choice", "\"other\"", P_LOOP ".flags[0].choice" },
  { LOOP "flags 0 label", "\"\"", P_LOOP ".flags[0].label" },
  { LOOP "flags 0 quote", "\"\"", P_CARD },
  { LOOP "flags 0 severity", "\"fatal\"", P_LOOP ".flags[0].severity" },
  { LOOP "flags 0 resolution", "\"x\"", P_LOOP ".flags[0].state" },
  { LOOP "flags 1 resolved_at", "null", P_LOOP ".flags[1].resolved_at" },
  { LOOP "flags 1 resolved_by", ID_X, P_LOOP ".flags[1].resolved_by" },
  { LOOP "votes 0 assignment", "\"@3\"", P_LOOP ".votes[0].assignment" },
  { LOOP "votes 0 value", "\"none\"", P_LOOP ".votes[0].value" },
  { LOOP "votes 0 reason", "\"\"", P_LOOP ".votes[0].reason" },
  { LOOP "votes 1 round", "\"third\"", P_LOOP ".votes[1].round" },
  { LOOP "votes 1 at", "\"19 November\"", P_LOOP ".votes[1].at" },
  { LOOP "verdicts 0 rationale", "\"\"", P_LOOP ".verdicts[0].rationale" },
  { LOOP "verdicts 0 assignment", "\"@1\"", P_LOOP ".verdicts[0].assignment" },
  { LOOP "decisions 0 dissents 0", ID_X, P_LOOP ".decisions[0].dissents[0]" },
  { LOOP "decisions 0 decider", ID_X, P_LOOP ".decisions[0].decider" },
  { LOOP "decisions 0 superseded", "true", P_LOOP ".state" },
  { LOOP "stage_skips", NULL, P_LOOP ".stage_skips" },
  { LOOP "stage_skips 0 stage", "\"lunch\"", P_LOOP ".stage_skips[0].stage" },
  { LOOP "stage_skips 0 reason", "\" \"", P_LOOP ".stage_skips[0].reason" },
  { LOOP "stage_skips 0 author", ID_X, P_LOOP ".stage_skips[0].author" },
  { LOOP "stage_skips 0 at", "null", P_LOOP ".stage_skips[0].at" },
  { LOOP "stage_skips 0 why", "1", P_LOOP ".stage_skips[0]" },
  { "version", "2", P_LOOP ".stage_skips" },
  { LOOP "assignments 0 late", NULL, P_LOOP ".assignments[0].late" },
  { LOOP "assignments 0 late", "1", P_LOOP ".assignments[0].late" },
  { LOOP "flags 0 events", NULL, P_LOOP ".flags[0].events" },
  { LOOP "flags 0 events 0 act", "\"forgotten\"", P_LOOP ".flags[0].events[0].act" },
  { LOOP "flags 0 events 0 act", "\"merged\"", P_LOOP ".flags[0].events[0].into" },
  { LOOP "flags 0 events 0 text", "\" \"", P_LOOP ".flags[0].events[0].text" },
  { LOOP "flags 0 events 0 author", "\"\"", P_LOOP ".flags[0].events[0].author" },
  { LOOP "flags 0 events 1 into", ID_X, P_LOOP ".flags[0].events" },
  { LOOP "flags 0 events 1 into", "null", P_LOOP ".flags[0].events[1].into" },
  { LOOP "flags 0 events 1 at", "null", P_LOOP ".flags[0].events[1].at" },
  { LOOP "flags 1 severity", "\"minor\"", P_LOOP ".flags[0].events" },
  { LOOP "verdicts 0 independence", NULL, P_LOOP ".verdicts[0].independence" },
  { LOOP "verdicts 0 independence", "[]", P_LOOP ".verdicts[0].independence" },
  { LOOP "verdicts 0 independence note", "\"\"", P_LOOP ".verdicts[0].independence.note" },
  { LOOP "verdicts 0 independence confirmed 0", "\"honest\"", P_LOOP ".verdicts[0].independence.confirmed" },
  { LOOP "debriefs", "[]", P_LOOP ".points[0]" },
  { LOOP "debriefs 0 minutes", "-1", P_LOOP ".debriefs[0].minutes" },
  { LOOP "debriefs 0 person", ID_X, P_LOOP ".debriefs[0].person" },
  { LOOP "points", NULL, P_LOOP ".points" },
  { LOOP "points 0 key", "\"split:charm\"", P_LOOP ".points[0].key" },
  { LOOP "points 0 title", "\"Another\"", P_LOOP ".points[0].key" },
  { LOOP "points 0 outcome", "\"forgotten\"", P_LOOP ".points[0].outcome" },
  { LOOP "points 1 key", "\"split:sys\"", P_LOOP ".points[1].key" },
  { LOOP "points 1 title", "\"\"", P_LOOP ".points[1].key" },
  { LOOP "points 1 note", "\"a\\u0007b\"", P_LOOP ".points[1].note" },
  { "version", "1", P_LOOP ".assignments[0].late" },
  { LOOP "seals 0 person", "\"\"", P_LOOP ".seals[0].person" },
  { LOOP "seals 0", "[]", P_LOOP ".seals[0]" },
};

/* "@0" is the id of the first person, "@1" of the first assignment, "@2" of its card, "@3" of the draft's assignment. */
static char *
dup_value (json_t *document, const char *json)
{
  json_t *loop = json_array_get (json_object_get (document, "loops"), 0);
  json_t *assignment = json_array_get (json_object_get (loop, "assignments"), 0);
  json_t *holder = NULL;

  if (g_strcmp0 (json, "\"@0\"") == 0)
    holder = json_array_get (json_object_get (loop, "people"), 0);
  else if (g_strcmp0 (json, "\"@1\"") == 0)
    holder = assignment;
  else if (g_strcmp0 (json, "\"@2\"") == 0)
    holder = json_object_get (assignment, "card");
  else if (g_strcmp0 (json, "\"@3\"") == 0)
    holder = json_array_get (json_object_get (loop, "assignments"), 1);
  if (holder == NULL)
    return g_strdup (json);
  return g_strdup_printf ("\"%s\"", json_string_value (json_object_get (holder, "id")));
}

static void
test_damage (void)
{
  g_autofree char *text = dup_document (new_full_loop ());

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      json_t *document = json_loads (text, 0, NULL);
      g_autofree char *prefix = g_strconcat (damages[i].path, ": ", NULL);
      g_autoptr (GPtrArray) loops = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *value = dup_value (document, damages[i].json);
      g_autofree char *dumped = NULL;

      damage_apply (document, damages[i].at, value);
      dumped = damage_dup_text (document);
      loops = plumb_exchange_parse (dumped, strlen (dumped), NULL, NULL, &error);
      g_test_message ("%s = %s: %s", damages[i].at, damages[i].json, error == NULL ? "accepted" : error->message);
      g_assert_null (loops);
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, prefix));
      json_decref (document);
    }
}

/* Cleared before anybody could see it, a flag would never have gated. */
static void
test_flag_of_draft (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  fixture_add_flag (loop, fixture_add_card (loop, "phone", "R. Khan", PLUMB_SEAT_INTERVIEWER, "2 ."), PLUMB_SEVERITY_CRITICAL,
                    PLUMB_FLAG_CLEARED);
  text = dup_document (loop);
  g_assert_null (plumb_exchange_parse (text, strlen (text), NULL, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "$.loops[0].flags[0].state: "));
}

static void
test_same_person_everywhere (void)
{
  PlumbLoop *loop = new_full_loop ();
  g_autofree char *text = dup_document (loop);
  json_t *document = json_loads (text, 0, NULL);
  json_t *loops = json_object_get (document, "loops");
  json_t *copy = json_pack ("{s:s, s:s, s:s, s:s, s:O, s:O, s:o, s:[], s:[], s:[], s:[], s:[], s:[], s:[], s:[], s:[]}", "id",
                            "00000000-0000-4000-8000-cccccccccccc", "role", "Backend developer", "state", "open", "opened_at",
                            "2026-11-19T16:42:07.5Z", "template", json_object_get (json_array_get (loops, 0), "template"),
                            "candidate", json_object_get (json_array_get (loops, 0), "candidate"), "people",
                            json_deep_copy (json_object_get (json_array_get (loops, 0), "people")), "assignments", "flags",
                            "votes", "verdicts", "decisions", "seals", "debriefs", "points", "stage_skips");
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;
  char *dumped;

  json_array_append_new (loops, copy);
  dumped = json_dumps (document, 0);
  read = plumb_exchange_parse (dumped, strlen (dumped), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  free (dumped);

  json_object_set_new (json_array_get (json_object_get (copy, "people"), 1), "email", json_string ("other@example.org"));
  dumped = json_dumps (document, 0);
  g_assert_null (plumb_exchange_parse (dumped, strlen (dumped), NULL, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "$.loops[1].people[1]: "));
  free (dumped);
  json_decref (document);
}

/* loops-1: a decided loop of the demo as the program wrote it before minutes, register and independence. */
static void
test_first_version (void)
{
  g_autofree char *packed = g_test_build_filename (G_TEST_DIST, "data", "loops-1.json.gz", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (packed);
  g_autoptr (GZlibDecompressor) gunzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) bytes = g_file_read (file, NULL, &error);
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GOutputStream) text = g_memory_output_stream_new_resizable ();
  g_autoptr (GPtrArray) loops = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *second = NULL;
  const PlumbLoop *loop;

  g_assert_no_error (error);
  plain = g_converter_input_stream_new (G_INPUT_STREAM (bytes), G_CONVERTER (gunzip));
  g_output_stream_splice (text, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  loops = plumb_exchange_parse (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (text)),
                                g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (text)), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loops->len, ==, 1);
  loop = g_ptr_array_index (loops, 0);
  g_assert_cmpuint (loop->decisions->len, ==, 2);
  g_assert_cmpuint (loop->flags->len, >, 0);
  g_assert_cmpuint (loop->debriefs->len + loop->points->len, ==, 0);
  g_assert_false (plumb_loop_get_verdict (loop)->declared);
  second = dup_document (g_ptr_array_steal_index (loops, 0));
  again = plumb_exchange_parse (second, strlen (second), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
}

static void
test_newer_version (void)
{
  const char *text = "{\"format\": \"plumbline-loops\", \"version\": 4, \"novelties\": []}";
  g_autoptr (GError) error = NULL;

  g_assert_null (plumb_exchange_parse (text, strlen (text), NULL, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_TOO_NEW);
  g_assert_true (g_str_has_prefix (error->message, "$.version: "));
}

static void
check_refused (const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (plumb_exchange_parse (bytes, length, NULL, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
}

static void
test_hostile (void)
{
  static const char *const texts[]
      = { "",
          " ",
          "null",
          "[]",
          "{}",
          "{",
          "\"text\"",
          "1e999",
          "{\"format\":1}",
          "// comment\n{}",
          "{\"format\":\"plumbline-loops\",\"format\":\"plumbline-loops\"}",
          "{\"format\":\"plumbline-loops\",\"version\":1,\"templates\":[null],\"loops\":[]}",
          "{\"format\":\"plumbline-loops\",\"version\":1,\"templates\":[],\"loops\":[{\"id\":\"\xff\"}]}",
          "{\"format\":\"plumbline-loops\",\"version\":1,\"templates\":[],\"loops\":[\"\\u0000\"]}" };
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (GString) many = g_string_new ("[");
  g_autofree char *large = g_malloc0 (PLUMB_EXCHANGE_MAX_BYTES + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    check_refused (texts[i], strlen (texts[i]));
  check_refused (deep, 100000);
  for (guint i = 0; i < 4000001; i++)
    g_string_append (many, "[],");
  check_refused (many->str, many->len);
  memset (large, ' ', PLUMB_EXCHANGE_MAX_BYTES + 1);
  check_refused (large, PLUMB_EXCHANGE_MAX_BYTES + 1);
}

/* Every document cut short, and many with a few bytes changed: refused or read, never a crash, never half a result. */
static void
test_damaged_bytes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autofree char *text = dup_document (new_full_loop ());
  gsize length = strlen (text);

  for (gsize cut = 0; cut + 2 < length; cut += 1 + length / 150)
    check_refused (text, cut);
  for (guint i = 0; i < N_DAMAGED; i++)
    {
      g_autofree char *damaged = g_memdup2 (text, length);
      g_autoptr (GPtrArray) loops = NULL;
      g_autoptr (GError) error = NULL;

      for (gint n = g_rand_int_range (random, 1, 4); n > 0; n--)
        damaged[g_rand_int_range (random, 0, (gint32)length)] = (char)g_rand_int_range (random, 0, 256);
      loops = plumb_exchange_parse (damaged, length, NULL, NULL, &error);
      g_assert_true ((loops == NULL) == (error != NULL));
    }
}

static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("plumb-exchange-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "loops.json", NULL);
  g_autofree char *text = dup_document (new_full_loop ());
  g_autoptr (GPtrArray) loops = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (plumb_exchange_read_file (path, NULL, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_assert_null (plumb_exchange_read_file (folder, NULL, NULL, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  loops = plumb_exchange_read_file (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loops->len, ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

/* What a blind panelist exports says so, and can't be taken for the whole. */
static void
test_withheld (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  g_autoptr (GPtrArray) snapshots = new_snapshots ();
  g_autofree char *text = NULL;
  PlumbAssignment *own;

  fixture_add_card (loop, "phone", "A. Osei", PLUMB_SEAT_INTERVIEWER, "4 1");
  own = fixture_add_card (loop, "phone", "R. Khan", PLUMB_SEAT_INTERVIEWER, "2 .");
  g_ptr_array_add (snapshots, plumb_snapshot_new (loop, own->person, PLUMB_ROLE_PANELIST));
  text = plumb_exchange_dup_text (snapshots);
  g_assert_nonnull (strstr (text, "\"withheld\": true"));
  g_assert_null (strstr (text, "What was seen, in a sentence."));
  check_refused (text, strlen (text));
}

/* The schema that ships describes what is written: asked of a real validator. */
static void
test_schema (void)
{
  g_autofree char *folder = g_dir_make_tmp ("plumb-exchange-XXXXXX", NULL);
  g_autofree char *schema = g_build_filename (g_getenv ("PLUMB_SOURCE_ROOT"), "schemas", "json", "exchange.schema.json", NULL);

  for (guint seed = 0; seed < 6; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autofree char *text = dup_document (seed == 0 ? new_full_loop () : fixture_random_loop (random, NULL));
      g_autofree char *path = g_build_filename (folder, "document.json", NULL);
      g_autofree char *output = NULL;
      const char *const command[] = { "/usr/bin/python3", "-W", "ignore", "-m", "jsonschema", "-i", path, schema, NULL };
      int status = -1;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &output, &status, &error);
      g_assert_no_error (error);
      g_test_message ("%s", output);
      g_assert_cmpint (status, ==, 0);
      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/round-trip/full", test_round_trip_full);
  g_test_add_func ("/exchange/round-trip/random", test_round_trip_random);
  g_test_add_func ("/exchange/round-trip/many", test_many_loops);
  g_test_add_func ("/exchange/lookup", test_lookup);
  g_test_add_func ("/exchange/damage", test_damage);
  g_test_add_func ("/exchange/flag-of-draft", test_flag_of_draft);
  g_test_add_func ("/exchange/same-person", test_same_person_everywhere);
  g_test_add_func ("/exchange/first-version", test_first_version);
  g_test_add_func ("/exchange/newer-version", test_newer_version);
  g_test_add_func ("/exchange/hostile", test_hostile);
  g_test_add_func ("/exchange/damaged-bytes", test_damaged_bytes);
  g_test_add_func ("/exchange/file", test_file);
  g_test_add_func ("/exchange/withheld", test_withheld);
  g_test_add_func ("/exchange/schema", test_schema);
  return g_test_run ();
}
