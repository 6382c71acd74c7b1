/* fixture.c - templates from a shape, loops from a few lines. */
#include "tests/fixture.h"

#include <string.h>

#define START (G_GINT64_CONSTANT (1793000000) * G_USEC_PER_SEC) /* in November 2026 */

static char *
dup_next_id (void)
{
  static gint next;

  return g_strdup_printf ("00000000-0000-4000-8000-%012x", (guint)g_atomic_int_add (&next, 1) + 1);
}

static PlumbInstant
get_next_instant (void)
{
  static gint next;

  return START + (PlumbInstant)g_atomic_int_add (&next, 1) * G_USEC_PER_SEC;
}

static json_t *
question_to_json (const char *id, const char *competency)
{
  json_t *question = json_pack ("{s:s, s:s, s:s, s:s, s:[s], s:[s, s, s, s], s:s, s:s, s:s, s:i, s:[s], s:[s]}", "id", id,
                                "title", id, "prompt", "How would you do it?", "asks", "Whether it was done before.", "framework",
                                "Begin with the requirements.", "anchors", "Cannot.", "Can with help.", "Can.",
                                "Can and teaches it.", "kind", "technical", "competency", competency, "level", "intermediate",
                                "minutes", 10, "sources", "S1", "topics", "system-design");

  json_object_set_new (question, "signals",
                       json_pack ("[{s:s, s:s, s:i}, {s:s, s:s, s:i}, {s:s, s:s, s:i}, {s:s, s:s, s:i}]", "key", "s1", "text",
                                  "Names the cause", "weight", 3, "key", "s2", "text", "Names a cost", "weight", 2, "key", "s3",
                                  "text", "Measures first", "weight", 2, "key", "s4", "text", "Draws it", "weight", 1));
  json_object_set_new (question, "flags",
                       json_pack ("[{s:s, s:s, s:s}, {s:s, s:s, s:s}]", "key", "guesses", "text", "Guesses without measuring",
                                  "severity", "major", "key", "invents", "text", "Invents experience", "severity", "critical"));
  json_object_set_new (question, "probes",
                       json_pack ("[{s:s, s:s, s:s}, {s:s, s:s, s:s}]", "key", "why", "label", "Why?", "text", "Why that one?",
                                  "key", "10x", "label", "10x?", "text", "What breaks at ten times the load?"));
  return question;
}

static json_t *
scale_to_json (int points)
{
  const char *const *labels = plumb_scale_get_preset (points);
  json_t *list = json_array ();

  for (int i = 0; i < points; i++)
    {
      g_autofree char *plain = g_strdup_printf ("Point %d", i + 1);

      json_array_append_new (list, json_string (labels != NULL ? labels[i] : plain));
    }
  return json_pack ("{s:i, s:o}", "points", points, "labels", list);
}

static json_t *
competencies_to_json (const FixtureTemplate *shape)
{
  json_t *list = json_array ();

  for (const FixtureCompetency *competency = shape->competencies; competency->key != NULL; competency++)
    {
      g_autofree char *name = g_strdup (competency->key);

      name[0] = g_ascii_toupper (name[0]);
      json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:i, s:s}", "key", competency->key, "name", name, "short", name,
                                              "weight", competency->weight, "about", "What this competency is about."));
    }
  return list;
}

/* The stage; its questions go to `questions`. */
static json_t *
stage_to_json (const FixtureStage *stage, json_t *questions)
{
  json_t *script = json_array ();

  for (int i = 0; i < FIXTURE_MAX && stage->script[i].competency != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%d", stage->key, i + 1);

      json_array_append_new (questions, question_to_json (id, stage->script[i].competency));
      json_array_append_new (
          script, json_pack ("{s:s, s:i, s:i}", "question", id, "weight", MAX (stage->script[i].weight, 1), "minutes", 10));
    }
  return json_pack ("{s:s, s:s, s:s, s:s, s:i, s:i, s:n, s:s, s:s, s:o}", "key", stage->key, "title", stage->key, "short",
                    stage->key, "format", "Video", "minutes", 45, "weight", MAX (stage->weight, 1), "group", "seat",
                    "interviewer", "about", "What this interview is about.", "script", script);
}

static json_t *
hundredths_to_json (int given, int usual)
{
  return json_real ((given == 0 ? usual : MAX (given, 0)) / 100.0);
}

PlumbTemplate *
fixture_template_new (const FixtureTemplate *shape)
{
  g_autoptr (GError) error = NULL;
  json_t *stages = json_array ();
  json_t *questions = json_array ();
  json_t *document;
  PlumbTemplate *template;

  for (const FixtureStage *stage = shape->stages; stage->key != NULL; stage++)
    json_array_append_new (stages, stage_to_json (stage, questions));
  document
      = json_pack ("{s:s, s:i, s:s, s:s, s:s, s:s, s:[s], s:o, s:o, s:[], s:o, s:[], s:o}", "key", "fixture", "version", 1,
                   "title", "Test loop", "role", "Backend developer", "summary", "A loop that tests are made of.", "weights_note",
                   "Chosen by the test.", "sources", "S1", "scale", scale_to_json (shape->points == 0 ? 4 : shape->points),
                   "competencies", competencies_to_json (shape), "groups", "stages", stages, "flags", "questions", questions);
  json_object_set_new (document, "policy",
                       json_pack ("{s:o, s:o, s:o, s:o, s:s, s:b}", "bar", hundredths_to_json (shape->bar, 300), "coverage",
                                  hundredths_to_json (shape->coverage, 8000), "floor", hundredths_to_json (shape->floor, 200),
                                  "floor_share", hundredths_to_json (shape->floor_share, 2000), "visibility", "after-all",
                                  "override", TRUE));
  template = plumb_template_new_from_json (document, "$", &error);
  g_assert_no_error (error);
  json_decref (document);
  return template;
}

PlumbLoop *
fixture_loop_new (PlumbTemplate *template)
{
  g_autofree char *id = dup_next_id ();
  g_autofree char *candidate = dup_next_id ();
  PlumbLoop *loop = plumb_loop_new (id, template);

  plumb_set_string (&loop->role, template->role);
  loop->opened_at = get_next_instant ();
  loop->candidate = plumb_candidate_new (candidate, "Priya Raman");
  return loop;
}

PlumbLoop *
fixture_loop_new_with (const FixtureTemplate *shape)
{
  g_autoptr (PlumbTemplate) template = fixture_template_new (shape);

  return fixture_loop_new (template);
}

const PlumbPerson *
fixture_add_person (PlumbLoop *loop, const char *name)
{
  g_autofree char *id = NULL;
  PlumbPerson *person;

  for (guint i = 0; i < loop->people->len; i++)
    {
      person = g_ptr_array_index (loop->people, i);
      if (g_str_equal (person->name, name))
        return person;
    }
  id = dup_next_id ();
  person = plumb_person_new (id, name);
  g_ptr_array_add (loop->people, person);
  return person;
}

static PlumbAssignment *
add_assignment (PlumbLoop *loop, const char *stage_key, const char *name, PlumbSeat seat)
{
  const PlumbStage *stage = plumb_template_get_stage (loop->template, stage_key, NULL);
  const PlumbPerson *person = fixture_add_person (loop, name);
  g_autofree char *id = dup_next_id ();
  g_autofree char *card = dup_next_id ();
  PlumbAssignment *assignment = plumb_assignment_new (id, stage_key, person->id, seat);

  g_assert_nonnull (stage);
  assignment->card = plumb_scorecard_new (card, stage);
  g_ptr_array_add (loop->assignments, assignment);
  return assignment;
}

static void
set_answer (PlumbAnswer *answer, const char *word)
{
  static const char letters[] = { [PLUMB_ANSWER_OPEN] = '.',
                                  [PLUMB_ANSWER_NOT_ASKED] = '-',
                                  [PLUMB_ANSWER_NO_EVIDENCE] = 'e',
                                  [PLUMB_ANSWER_NOT_APPLICABLE] = 'n',
                                  [PLUMB_ANSWER_DECLINED] = 'd' };
  const char *letter = memchr (letters, word[0], sizeof letters);

  if (g_ascii_isdigit (word[0]))
    {
      answer->state = PLUMB_ANSWER_SCORED;
      answer->score = word[0] - '0';
      return;
    }
  g_assert_nonnull (letter);
  answer->state = (PlumbAnswerState)(letter - letters);
}

PlumbAssignment *
fixture_add_card (PlumbLoop *loop, const char *stage, const char *name, PlumbSeat seat, const char *answers)
{
  PlumbAssignment *assignment = add_assignment (loop, stage, name, seat);
  PlumbScorecard *card = assignment->card;
  g_auto (GStrv) words = g_strsplit (answers != NULL ? answers : "", " ", -1);

  if (answers == NULL)
    return assignment;
  g_assert_cmpuint (g_strv_length (words), ==, card->answers->len);
  card->state = PLUMB_CARD_SUBMITTED;
  card->started_at = get_next_instant ();
  for (guint i = 0; i < card->answers->len; i++)
    {
      PlumbAnswer *answer = g_ptr_array_index (card->answers, i);

      set_answer (answer, words[i]);
      answer->updated_at = get_next_instant ();
      if (answer->state == PLUMB_ANSWER_OPEN)
        card->state = PLUMB_CARD_DRAFT;
    }
  if (card->state == PLUMB_CARD_DRAFT)
    return assignment;
  card->recommendation = PLUMB_RECOMMENDATION_YES;
  plumb_set_string (&card->summary, "What was seen, in a sentence.");
  card->submitted_at = get_next_instant ();
  return assignment;
}

PlumbAssignment *
fixture_add_skipped (PlumbLoop *loop, const char *stage, const char *name, PlumbSeat seat)
{
  PlumbAssignment *assignment = add_assignment (loop, stage, name, seat);

  plumb_set_string (&assignment->skip_reason, "The panelist fell ill.");
  return assignment;
}

PlumbFlag *
fixture_add_flag (PlumbLoop *loop, const PlumbAssignment *assignment, PlumbSeverity severity, PlumbFlagState state)
{
  g_autofree char *id = dup_next_id ();
  PlumbFlag *flag = plumb_flag_new (id, assignment->id);

  plumb_set_string (&flag->label, "No rollback plan");
  plumb_set_string (&flag->quote, "we just kept redeploying until it held");
  flag->severity = severity;
  flag->raised_at = get_next_instant ();
  flag->state = state;
  if (state != PLUMB_FLAG_OPEN)
    {
      plumb_set_string (&flag->resolution, "The panel read the notes.");
      plumb_set_string (&flag->resolved_by, assignment->person);
      flag->resolved_at = get_next_instant ();
    }
  g_ptr_array_add (loop->flags, flag);
  return flag;
}

PlumbVote *
fixture_add_vote (PlumbLoop *loop, const PlumbAssignment *assignment, PlumbRound round, PlumbRecommendation value)
{
  PlumbVote *vote = plumb_vote_new ();

  plumb_set_string (&vote->assignment, assignment->id);
  vote->round = round;
  vote->value = value;
  if (value == PLUMB_RECOMMENDATION_NO_DECISION)
    plumb_set_string (&vote->reason, "Too little was asked.");
  vote->at = get_next_instant ();
  g_ptr_array_add (loop->votes, vote);
  return vote;
}

PlumbVerdict *
fixture_add_verdict (PlumbLoop *loop, const PlumbAssignment *assignment, PlumbVerdictValue value)
{
  PlumbVerdict *verdict = plumb_verdict_new ();

  plumb_set_string (&verdict->assignment, assignment->id);
  verdict->value = value;
  plumb_set_string (&verdict->rationale, "Raises the bar for the team.");
  verdict->at = get_next_instant ();
  g_ptr_array_add (loop->verdicts, verdict);
  return verdict;
}

PlumbDecision *
fixture_add_decision (PlumbLoop *loop, PlumbDecisionValue value, const char *conditions)
{
  PlumbDecision *decision = plumb_decision_new ();

  g_free (decision->id);
  decision->id = plumb_id_new ();
  decision->value = value;
  plumb_set_string (&decision->rationale, "As the evidence has it.");
  plumb_set_string (&decision->conditions, conditions);
  plumb_set_string (&decision->decider, ((PlumbAssignment *)g_ptr_array_index (loop->assignments, 0))->person);
  decision->at = get_next_instant ();
  loop->state = PLUMB_LOOP_DECIDED;
  g_ptr_array_add (loop->decisions, decision);
  return decision;
}

PlumbEvaluation *
fixture_evaluate_as (PlumbLoop *loop, const char *viewer, PlumbRole role)
{
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, viewer, role);

  return plumb_evaluation_new (snapshot);
}

PlumbEvaluation *
fixture_evaluate (PlumbLoop *loop)
{
  return fixture_evaluate_as (loop, NULL, PLUMB_ROLE_COORDINATOR);
}
