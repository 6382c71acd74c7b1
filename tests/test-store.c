/* test-store.c - a loop's life through the store: each command is seen in the next snapshot, each refusal leaves things as they were. */
#include "app/evaluation.h"
#include "tests/store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *
first_question (StoreFixture *fixture, guint person)
{
  return ((PlumbScriptItem *)g_ptr_array_index (store_fixture_get_stage (fixture, person)->script, 0))->question->id;
}

static const PlumbAssignment *
get_assignment (StoreFixture *fixture, PlumbSnapshot *snapshot, guint person)
{
  return plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), fixture->assignments[person]);
}

static void
test_create (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new_empty ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) questions = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  GPtrArray *shipped = plumb_library_list_templates ();
  GStatBuf info;

  g_assert_null (plumb_store_open (fixture->path, PLUMB_STORE_DEFAULT, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  fixture->store = plumb_store_open (fixture->path, PLUMB_STORE_OPEN_OR_CREATE, &error);
  g_assert_no_error (error);
  g_assert_null (plumb_store_get_notice (fixture->store));
  g_assert_cmpstr (plumb_store_get_location (fixture->store), ==, fixture->path);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  questions = plumb_store_list_questions (fixture->store, NULL, &error);
  g_assert_cmpuint (questions->len, ==, plumb_library_list_questions ()->len);
  templates = plumb_store_list_templates (fixture->store, &error);
  g_assert_cmpuint (templates->len, ==, shipped->len);
  for (guint i = 0; i < shipped->len; i++)
    g_assert_cmpstr (((PlumbTemplate *)g_ptr_array_index (templates, i))->sha256, ==,
                     ((PlumbTemplate *)g_ptr_array_index (shipped, i))->sha256);
  store_fixture_expect_sound (fixture->store);

  g_assert_null (plumb_store_open (fixture->path, PLUMB_STORE_CREATE, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS);
  store_fixture_reopen (fixture);
  store_fixture_expect_sound (fixture->store);
}

static const PlumbAnswer *
get_answer (StoreFixture *fixture, PlumbSnapshot *snapshot, guint person, const char *question)
{
  return plumb_scorecard_get_answer (get_assignment (fixture, snapshot, person)->card, question);
}

static void
test_work_of_an_interview (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *ana = fixture->people[ANA], *card = fixture->assignments[ANA];
  const char *question = first_question (fixture, ANA);
  const PlumbQuestion *item
      = ((PlumbScriptItem *)g_ptr_array_index (store_fixture_get_stage (fixture, ANA)->script, 0))->question;
  const char *first = ((PlumbSignal *)g_ptr_array_index (item->signals, 0))->key;
  const char *second = ((PlumbSignal *)g_ptr_array_index (item->signals, 1))->key;
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  const PlumbAnswer *answer;
  const PlumbScorecard *scorecard;

  store_fixture_refuse (fixture, plumb_command_new_set_answer (ana, loop, card, question, PLUMB_ANSWER_SCORED, 3),
                        PLUMB_ERROR_FORBIDDEN);
  store_fixture_apply (fixture, plumb_command_new_start_card (ana, loop, card));
  store_fixture_refuse (fixture, plumb_command_new_start_card (ana, loop, card), PLUMB_ERROR_FORBIDDEN);
  store_fixture_apply (fixture, plumb_command_new_set_answer (ana, loop, card, question, PLUMB_ANSWER_NOT_ASKED, 0));
  store_fixture_apply (fixture, plumb_command_new_set_answer (ana, loop, card, question, PLUMB_ANSWER_SCORED, 3));
  store_fixture_refuse (fixture, plumb_command_new_set_answer (ana, loop, card, question, PLUMB_ANSWER_SCORED, 5),
                        PLUMB_ERROR_INVALID);
  store_fixture_refuse (fixture,
                        plumb_command_new_set_answer (fixture->people[BEN], loop, card, question, PLUMB_ANSWER_SCORED, 1),
                        PLUMB_ERROR_FORBIDDEN);
  store_fixture_apply (fixture, plumb_command_new_set_notes (ana, loop, card, question, "Ünïcode\nnotes 漢字"));
  store_fixture_apply (fixture, plumb_command_new_set_rationale (ana, loop, card, question, "Went further than the list"));
  store_fixture_apply (fixture, plumb_command_new_set_signal (ana, loop, card, question, second, TRUE));
  store_fixture_apply (fixture, plumb_command_new_set_signal (ana, loop, card, question, first, TRUE));
  store_fixture_apply (fixture, plumb_command_new_set_evidence (ana, loop, card, question, first, "notes"));
  store_fixture_apply (fixture, plumb_command_new_set_evidence (ana, loop, card, question, second, "漢字"));
  store_fixture_apply (fixture, plumb_command_new_set_evidence (ana, loop, card, question, first, "Ünïcode"));
  store_fixture_apply (fixture, plumb_command_new_set_evidence (ana, loop, card, question, second, NULL));
  store_fixture_apply (fixture, plumb_command_new_add_seconds (ana, loop, card, question, 40));
  store_fixture_apply (fixture, plumb_command_new_add_seconds (ana, loop, card, question, 2));
  store_fixture_apply (fixture, plumb_command_new_set_summary (ana, loop, card, PLUMB_RECOMMENDATION_NO_DECISION,
                                                               "Line broke off", "Half an interview", "Ask again"));
  store_fixture_apply (fixture, plumb_command_new_set_clock (ana, loop, card, FALSE));

  snapshot = store_fixture_load (fixture, ANA);
  answer = get_answer (fixture, snapshot, ANA, question);
  g_assert_cmpint (answer->state, ==, PLUMB_ANSWER_SCORED);
  g_assert_cmpint (answer->score, ==, 3);
  g_assert_cmpstr (answer->notes, ==, "Ünïcode\nnotes 漢字");
  g_assert_cmpstr (answer->rationale, ==, "Went further than the list");
  g_assert_cmpuint (g_strv_length (answer->signals), ==, 2);
  g_assert_cmpstr (answer->signals[0], ==, first);
  g_assert_cmpstr (answer->signals[1], ==, second);
  g_assert_cmpuint (answer->evidence->len, ==, 1);
  g_assert_cmpstr (((PlumbEvidence *)g_ptr_array_index (answer->evidence, 0))->quote, ==, "Ünïcode");
  g_assert_cmpint (answer->seconds, ==, 42);
  g_assert_cmpint (answer->updated_at, >, 0);
  scorecard = get_assignment (fixture, snapshot, ANA)->card;
  g_assert_cmpint (scorecard->state, ==, PLUMB_CARD_DRAFT);
  g_assert_cmpint (scorecard->started_at, >, 0);
  g_assert_cmpint (scorecard->elapsed, >, 0);
  g_assert_cmpint (scorecard->running_since, ==, 0);
  g_assert_cmpint (scorecard->recommendation, ==, PLUMB_RECOMMENDATION_NO_DECISION);
  g_assert_cmpstr (scorecard->no_decision_reason, ==, "Line broke off");
  g_assert_cmpstr (scorecard->summary, ==, "Half an interview");
  g_assert_cmpstr (scorecard->handover, ==, "Ask again");
  store_fixture_expect_sound (fixture->store);
}

static PlumbFlag *
flag_new (StoreFixture *fixture, guint person, const char *label)
{
  g_autofree char *id = plumb_id_new ();
  PlumbFlag *flag = plumb_flag_new (id, fixture->assignments[person]);

  flag->severity = PLUMB_SEVERITY_MAJOR;
  plumb_set_string (&flag->question, first_question (fixture, person));
  plumb_set_string (&flag->label, label);
  plumb_set_string (&flag->quote, "We never tested it");
  return flag;
}

static void
test_flags (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *ana = fixture->people[ANA], *card = fixture->assignments[ANA];
  g_autoptr (PlumbFlag) flag = flag_new (fixture, ANA, "Guesses");
  g_autoptr (PlumbFlag) slip = flag_new (fixture, ANA, "A slip");
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  const PlumbFlag *read;

  store_fixture_apply (fixture, plumb_command_new_start_card (ana, loop, card));
  store_fixture_apply (fixture, plumb_command_new_raise_flag (ana, loop, flag));
  store_fixture_refuse (fixture, plumb_command_new_raise_flag (ana, loop, flag), PLUMB_ERROR_EXISTS);
  store_fixture_apply (fixture, plumb_command_new_raise_flag (ana, loop, slip));
  store_fixture_apply (fixture,
                       plumb_command_new_set_evidence (ana, loop, card, first_question (fixture, ANA), slip->id, "quote"));
  store_fixture_apply (fixture, plumb_command_new_withdraw_flag (ana, loop, slip->id));
  store_fixture_refuse (fixture, plumb_command_new_withdraw_flag (ana, loop, slip->id), PLUMB_ERROR_NOT_FOUND);
  flag->severity = PLUMB_SEVERITY_CRITICAL;
  plumb_set_string (&flag->label, "Invents figures");
  plumb_set_string (&flag->question, NULL);
  store_fixture_apply (fixture, plumb_command_new_edit_flag (ana, loop, flag));
  g_assert_cmpint (store_fixture_query (fixture->path, "SELECT count (*) FROM evidence"), ==, 0);

  for (guint i = 0; i < N_PEOPLE; i++)
    if (fixture->assignments[i] != NULL && i != ANA)
      store_fixture_submit (fixture, i, 3);
  {
    const PlumbStage *stage = store_fixture_get_stage (fixture, ANA);

    for (guint i = 0; i < stage->script->len; i++)
      store_fixture_apply (fixture, plumb_command_new_set_answer (
                                        ana, loop, card, ((PlumbScriptItem *)g_ptr_array_index (stage->script, i))->question->id,
                                        PLUMB_ANSWER_DECLINED, 0));
    store_fixture_apply (fixture,
                         plumb_command_new_set_summary (ana, loop, card, PLUMB_RECOMMENDATION_NO, NULL, "Declined all", NULL));
    store_fixture_apply (fixture, plumb_command_new_submit_card (ana, loop, card));
  }
  store_fixture_refuse (fixture, plumb_command_new_edit_flag (ana, loop, flag), PLUMB_ERROR_FROZEN);
  store_fixture_refuse (fixture, plumb_command_new_withdraw_flag (ana, loop, flag->id), PLUMB_ERROR_FROZEN);
  store_fixture_apply (
      fixture, plumb_command_new_resolve_flag (fixture->people[HAL], loop, flag->id, PLUMB_FLAG_UPHELD, "Two of us heard it"));
  snapshot = store_fixture_load (fixture, N_PEOPLE);
  g_assert_cmpuint (plumb_snapshot_get_loop (snapshot)->flags->len, ==, 1);
  read = plumb_loop_get_flag (plumb_snapshot_get_loop (snapshot), flag->id);
  g_assert_cmpstr (read->label, ==, "Invents figures");
  g_assert_cmpint (read->severity, ==, PLUMB_SEVERITY_CRITICAL);
  g_assert_null (read->question);
  g_assert_null (read->choice);
  g_assert_cmpint (read->state, ==, PLUMB_FLAG_UPHELD);
  g_assert_cmpstr (read->resolution, ==, "Two of us heard it");
  g_assert_cmpstr (read->resolved_by, ==, fixture->people[HAL]);
  g_assert_cmpint (read->resolved_at, >=, read->raised_at);
  store_fixture_expect_sound (fixture->store);
}

static void
test_seats (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *rita = fixture->people[RITA];
  g_autofree char *late = plumb_id_new ();
  g_autofree char *stranger = plumb_id_new ();
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  const PlumbAssignment *assignment;

  store_fixture_apply (fixture, plumb_command_new_schedule (rita, loop, fixture->assignments[BEN], 1234567890));
  store_fixture_apply (
      fixture, plumb_command_new_reassign (rita, loop, fixture->assignments[BEN], fixture->people[ZOE], PLUMB_SEAT_INTERVIEWER));
  store_fixture_refuse (fixture,
                        plumb_command_new_reassign (rita, loop, fixture->assignments[HAL], stranger, PLUMB_SEAT_HIRING_MANAGER),
                        PLUMB_ERROR_NOT_FOUND);
  store_fixture_apply (fixture, plumb_command_new_skip (rita, loop, fixture->assignments[SAM], "Ill"));
  store_fixture_submit (fixture, ANA, 4);
  /* Ana has read nothing but may read all from now on; a seat given to her now is not blind, one given to Ben is. */
  store_fixture_apply (fixture, plumb_command_new_assign (rita, loop, late, store_fixture_get_stage (fixture, BEN)->key,
                                                          fixture->people[ANA], PLUMB_SEAT_INTERVIEWER, 99));
  snapshot = store_fixture_load (fixture, N_PEOPLE);
  assignment = get_assignment (fixture, snapshot, BEN);
  g_assert_cmpstr (assignment->person, ==, fixture->people[ZOE]);
  g_assert_cmpint (assignment->scheduled_at, ==, 1234567890);
  g_assert_false (assignment->card->not_blind);
  g_assert_cmpstr (get_assignment (fixture, snapshot, SAM)->skip_reason, ==, "Ill");
  g_assert_false (get_assignment (fixture, snapshot, ANA)->card->not_blind);
  assignment = plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), late);
  g_assert_cmpint (assignment->scheduled_at, ==, 99);
  g_assert_false (assignment->card->not_blind); /* there was no card of anybody else to read */
  store_fixture_expect_sound (fixture->store);
}

static void
test_seal (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *bea = fixture->people[BEA];
  g_autofree char *late = plumb_id_new ();
  g_autoptr (PlumbSnapshot) before = NULL;
  g_autoptr (PlumbSnapshot) after = NULL;
  const PlumbLoop *seen;

  store_fixture_submit (fixture, ANA, 2);
  before = store_fixture_load (fixture, BEA);
  g_assert_cmpint (plumb_snapshot_get_sight (before), ==, PLUMB_SIGHT_BLIND);
  g_assert_true (get_assignment (fixture, before, ANA)->card->withheld);
  store_fixture_apply (fixture, plumb_command_new_break_seal (bea, loop, "The candidate asked for the same task again"));
  after = store_fixture_load (fixture, BEA);
  seen = plumb_snapshot_get_loop (after);
  g_assert_cmpint (plumb_snapshot_get_sight (after), ==, PLUMB_SIGHT_FULL);
  g_assert_false (get_assignment (fixture, after, ANA)->card->withheld);
  g_assert_true (get_assignment (fixture, after, BEA)->card->not_blind);
  g_assert_false (get_assignment (fixture, after, BEN)->card->not_blind);
  g_assert_cmpuint (seen->seals->len, ==, 1);
  g_assert_cmpstr (((PlumbSeal *)g_ptr_array_index (seen->seals, 0))->person, ==, bea);
  store_fixture_apply (fixture,
                       plumb_command_new_assign (fixture->people[RITA], loop, late, store_fixture_get_stage (fixture, BEN)->key,
                                                 bea, PLUMB_SEAT_INTERVIEWER, 0));
  g_clear_pointer (&after, plumb_snapshot_unref);
  after = store_fixture_load (fixture, N_PEOPLE);
  g_assert_true (plumb_loop_get_assignment (plumb_snapshot_get_loop (after), late)->card->not_blind);
  store_fixture_expect_sound (fixture->store);
}

static void
amend (StoreFixture *fixture, const char *question, const char *field, const char *after)
{
  g_autofree char *id = plumb_id_new ();

  store_fixture_apply (fixture, plumb_command_new_amend_card (fixture->people[ANA], fixture->loop, id, fixture->assignments[ANA],
                                                              question, field, after, "Mixed up two candidates"));
}

static void
test_amendments (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *question = first_question (fixture, ANA);
  static const char *const expected[][3] = {
    { "score", "3", "2" },          { "state", "2", "not-asked" },     { "score", "not-asked", "4" },
    { "notes", NULL, "Corrected" }, { "recommendation", "yes", "no" }, { "summary", "Ana Alves sums up", "Second thoughts" },
  };
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  const PlumbScorecard *card;

  store_fixture_submit_all (fixture, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    amend (fixture, i < 4 ? question : NULL, expected[i][0], expected[i][2]);
  snapshot = store_fixture_load (fixture, N_PEOPLE);
  card = get_assignment (fixture, snapshot, ANA)->card;
  g_assert_cmpuint (card->amendments->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (card->amendments, i);

      g_assert_cmpstr (amendment->field, ==, expected[i][0]);
      if (expected[i][1] != NULL)
        g_assert_cmpstr (amendment->before, ==, expected[i][1]);
      g_assert_cmpstr (amendment->after, ==, expected[i][2]);
      g_assert_cmpstr (amendment->author, ==, fixture->people[ANA]);
      g_assert_true (amendment->not_blind);
      g_assert_cmpint (amendment->at, >=, card->submitted_at);
    }
  g_assert_cmpint (get_answer (fixture, snapshot, ANA, question)->score, ==, 4);
  g_assert_cmpstr (get_answer (fixture, snapshot, ANA, question)->notes, ==, "Corrected");
  g_assert_cmpint (card->recommendation, ==, PLUMB_RECOMMENDATION_NO);
  g_assert_cmpstr (card->summary, ==, "Second thoughts");
  g_assert_cmpint (card->state, ==, PLUMB_CARD_SUBMITTED);
  store_fixture_expect_sound (fixture->store);
}

static void
test_debrief (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *hal = fixture->people[HAL], *bea = fixture->people[BEA];
  const char *dissents[] = { fixture->people[BEN], NULL };
  g_autofree char *decision_id = plumb_id_new ();
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  g_autoptr (PlumbSnapshot) reopened = NULL;
  const PlumbLoop *seen;
  const PlumbDecision *decision;

  store_fixture_submit_all (fixture, 4);
  store_fixture_apply (fixture, plumb_command_new_vote (hal, loop, fixture->assignments[HAL], PLUMB_ROUND_READING,
                                                        PLUMB_RECOMMENDATION_NO, "Thin on operations"));
  store_fixture_apply (
      fixture, plumb_command_new_vote (hal, loop, fixture->assignments[HAL], PLUMB_ROUND_FINAL, PLUMB_RECOMMENDATION_YES, NULL));
  store_fixture_apply (fixture,
                       plumb_command_new_give_verdict (bea, loop, fixture->assignments[BEA], PLUMB_VERDICT_VETO, "Not yet"));
  store_fixture_apply (fixture,
                       plumb_command_new_give_verdict (bea, loop, fixture->assignments[BEA], PLUMB_VERDICT_CONCUR, NULL));
  store_fixture_apply (fixture, plumb_command_new_decide (hal, loop, decision_id, PLUMB_DECISION_HIRE, "Strong all through",
                                                          "The committee wanted it so", "Mentor for a quarter", dissents));
  snapshot = store_fixture_load (fixture, N_PEOPLE);
  seen = plumb_snapshot_get_loop (snapshot);
  g_assert_cmpint (seen->state, ==, PLUMB_LOOP_DECIDED);
  g_assert_cmpuint (seen->votes->len, ==, 2);
  g_assert_cmpint (plumb_loop_get_vote (seen, fixture->assignments[HAL], PLUMB_ROUND_FINAL)->value, ==, PLUMB_RECOMMENDATION_YES);
  g_assert_cmpuint (seen->verdicts->len, ==, 2);
  g_assert_cmpint (plumb_loop_get_verdict (seen)->value, ==, PLUMB_VERDICT_CONCUR);
  decision = plumb_loop_get_decision (seen);
  g_assert_cmpstr (decision->id, ==, decision_id);
  g_assert_cmpint (decision->value, ==, PLUMB_DECISION_HIRE);
  g_assert_cmpstr (decision->rationale, ==, "Strong all through");
  g_assert_cmpstr (decision->conditions, ==, "Mentor for a quarter");
  g_assert_cmpstr (decision->dissents[0], ==, fixture->people[BEN]);
  g_assert_null (decision->dissents[1]);
  g_assert_cmpstr (decision->decider, ==, hal);
  g_assert_nonnull (strstr (decision->figures, "4.00"));
  store_fixture_refuse (fixture, plumb_command_new_skip (hal, loop, fixture->assignments[SAM], "Late"), PLUMB_ERROR_FROZEN);

  store_fixture_apply (fixture, plumb_command_new_reopen_loop (hal, loop, "New facts"));
  store_fixture_apply (fixture, plumb_command_new_close_loop (hal, loop, "Withdrew"));
  reopened = store_fixture_load (fixture, N_PEOPLE);
  seen = plumb_snapshot_get_loop (reopened);
  g_assert_cmpint (seen->state, ==, PLUMB_LOOP_CLOSED);
  g_assert_null (plumb_loop_get_decision (seen));
  g_assert_true (((PlumbDecision *)g_ptr_array_index (seen->decisions, 0))->superseded);
  g_assert_cmpstr (((PlumbDecision *)g_ptr_array_index (seen->decisions, 0))->reopen_reason, ==, "New facts");
  store_fixture_apply (fixture, plumb_command_new_reopen_loop (hal, loop, "Came back"));
  store_fixture_expect_sound (fixture->store);
}

static void
test_all_or_nothing (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *ana = fixture->people[ANA], *card = fixture->assignments[ANA];
  const char *question = first_question (fixture, ANA);
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 sequence;
  guint failed = 99;

  g_assert_true (plumb_store_get_head (fixture->store, &sequence, &before, NULL));
  g_ptr_array_add (commands, plumb_command_new_start_card (ana, loop, card));
  g_ptr_array_add (commands, plumb_command_new_set_answer (ana, loop, card, question, PLUMB_ANSWER_SCORED, 2));
  g_ptr_array_add (commands, plumb_command_new_set_answer (ana, loop, card, question, PLUMB_ANSWER_SCORED, 9));
  g_assert_false (plumb_store_apply_all (fixture->store, commands, &failed, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
  g_assert_cmpuint (failed, ==, 2);
  g_assert_true (plumb_store_get_head (fixture->store, &sequence, &after, NULL));
  g_assert_cmpstr (after, ==, before);
  snapshot = store_fixture_load (fixture, N_PEOPLE);
  g_assert_cmpint (get_assignment (fixture, snapshot, ANA)->card->state, ==, PLUMB_CARD_NONE);

  g_clear_error (&error);
  g_ptr_array_set_size (commands, 2);
  g_assert_true (plumb_store_apply_all (fixture->store, commands, NULL, &error));
  g_clear_pointer (&snapshot, plumb_snapshot_unref);
  snapshot = store_fixture_load (fixture, N_PEOPLE);
  g_assert_cmpint (get_answer (fixture, snapshot, ANA, question)->score, ==, 2);
}

static void
test_people_and_templates (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (PlumbPerson) zoe = plumb_person_new (fixture->people[ZOE], "Zoe Again");
  g_autofree char *own_id = plumb_id_new ();
  g_autoptr (PlumbPerson) own = plumb_person_new (own_id, "Newcomer");
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (PlumbPerson) loaded = NULL;
  g_autoptr (PlumbTemplate) next = NULL;
  g_autoptr (PlumbTemplate) newest = NULL;
  g_autoptr (PlumbTemplate) other = NULL;
  g_autoptr (GError) error = NULL;
  json_t *document = json_deep_copy (fixture->template->document);

  store_fixture_refuse (fixture, plumb_command_new_add_person (NULL, zoe), PLUMB_ERROR_EXISTS);
  store_fixture_apply (fixture, plumb_command_new_add_person (own_id, own));
  people = plumb_store_list_people (fixture->store, NULL);
  g_assert_cmpuint (people->len, ==, N_PEOPLE + 1);
  g_assert_cmpstr (((PlumbPerson *)g_ptr_array_index (people, 0))->name, ==, "Ana Alves");
  loaded = plumb_store_load_person (fixture->store, fixture->people[RITA], NULL);
  g_assert_cmpint (loaded->role, ==, PLUMB_ROLE_COORDINATOR);
  g_assert_null (plumb_store_load_person (fixture->store, "nobody", &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  g_clear_error (&error);

  json_object_set_new (document, "title", json_string ("Another title"));
  other = plumb_template_new_from_json (document, "$", NULL);
  store_fixture_refuse (fixture, plumb_command_new_add_template (NULL, other), PLUMB_ERROR_EXISTS);
  json_object_set_new (document, "version", json_integer (7));
  next = plumb_template_new_from_json (document, "$", NULL);
  json_decref (document);
  store_fixture_apply (fixture, plumb_command_new_add_template (NULL, next));
  store_fixture_refuse (fixture, plumb_command_new_add_template (NULL, next), PLUMB_ERROR_EXISTS);
  newest = plumb_store_load_template (fixture->store, next->key, 0, NULL);
  g_assert_cmpint (newest->version, ==, 7);
  g_assert_cmpstr (newest->title, ==, "Another title");
  g_assert_null (plumb_store_load_template (fixture->store, next->key, 3, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (plumb_store_load_template (fixture->store, "no-such", 0, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
}

static void
test_find (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (PlumbPerson) twin = NULL;
  g_autofree char *twin_id = plumb_id_new ();
  g_autofree char *prefix = g_strndup (fixture->loop, 8);
  g_autofree char *upper = g_ascii_strup (fixture->loop, -1);
  const char *loops[] = { fixture->loop, prefix, upper, "Priya Raman", "priya raman", "raman" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (loops); i++)
    {
      g_autofree char *found = plumb_store_find_loop (fixture->store, loops[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, fixture->loop);
    }
  g_assert_null (plumb_store_find_loop (fixture->store, "Nobody", &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  twin = plumb_person_new (twin_id, "Ana Álvarez");
  store_fixture_apply (fixture, plumb_command_new_add_person (NULL, twin));
  g_assert_null (plumb_store_find_person (fixture->store, "ana", &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "Ana Alves"));
  g_assert_nonnull (strstr (error->message, "Ana Álvarez"));
  g_clear_error (&error);
  {
    g_autofree char *exact = plumb_store_find_person (fixture->store, "Ana Alves", &error);
    g_autofree char *folded = plumb_store_find_person (fixture->store, "alvarez", &error);

    g_assert_cmpstr (exact, ==, fixture->people[ANA]);
    g_assert_cmpstr (folded, ==, twin_id);
  }
}

static void
test_events (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *ana = fixture->people[ANA], *card = fixture->assignments[ANA];
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) of_loop = NULL;
  g_autofree char *head = NULL;
  const PlumbEvent *event;
  gint64 sequence;

  plumb_instant_set_fixed (1000);
  store_fixture_apply (fixture, plumb_command_new_start_card (ana, loop, card));
  plumb_instant_set_fixed (0);
  store_fixture_apply (fixture, plumb_command_new_set_notes (ana, loop, card, first_question (fixture, ANA), "A secret thought"));
  all = plumb_store_list_events (fixture->store, NULL, NULL);
  of_loop = plumb_store_list_events (fixture->store, loop, NULL);
  g_assert_cmpuint (of_loop->len, ==, 8);
  g_assert_cmpuint (all->len, ==, of_loop->len + N_PEOPLE + 1);
  g_assert_cmpint (((PlumbEvent *)g_ptr_array_index (all, 0))->kind, ==, PLUMB_COMMAND_SEED_LIBRARY);
  for (guint i = 0; i < all->len; i++)
    {
      event = g_ptr_array_index (all, i);
      g_assert_cmpint (event->sequence, ==, i + 1);
      /* A clock set back never takes the trail back. */
      g_assert_true (i == 0 || event->at >= ((PlumbEvent *)g_ptr_array_index (all, i - 1))->at);
    }
  event = g_ptr_array_index (of_loop, of_loop->len - 1);
  g_assert_cmpint (event->kind, ==, PLUMB_COMMAND_SET_NOTES);
  g_assert_cmpstr (event->actor, ==, ana);
  g_assert_cmpstr (event->actor_name, ==, "Ana Alves");
  /* What was typed into a draft may be deleted again: the trail keeps that it was, not what it was. */
  g_assert_null (strstr (event->payload, "secret"));
  g_assert_nonnull (strstr (event->payload, "\"notes\":16"));
  g_assert_true (plumb_store_get_head (fixture->store, &sequence, &head, NULL));
  g_assert_cmpint (sequence, ==, event->sequence);
  g_assert_cmpstr (head, ==, event->hash);
  {
    g_autoptr (PlumbSnapshot) snapshot = store_fixture_load (fixture, ANA);
    const char *anchor;

    g_assert_cmpint (plumb_snapshot_get_anchor (snapshot, &anchor), ==, sequence);
    g_assert_cmpstr (anchor, ==, head);
  }
}

static const PlumbLoopSummary *
list_one (StoreFixture *fixture, guint viewer, GPtrArray **summaries)
{
  GError *error = NULL;

  *summaries = plumb_store_list_loops (fixture->store, viewer < N_PEOPLE ? fixture->people[viewer] : NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint ((*summaries)->len, ==, 1);
  return g_ptr_array_index (*summaries, 0);
}

/* The list agrees with what each viewer's own snapshot and its evaluation say. */
static void
expect_list_agrees (StoreFixture *fixture)
{
  for (guint viewer = 0; viewer <= N_PEOPLE; viewer++)
    {
      g_autoptr (GPtrArray) summaries = NULL;
      const PlumbLoopSummary *summary = list_one (fixture, viewer, &summaries);
      g_autoptr (PlumbSnapshot) snapshot = store_fixture_load (fixture, viewer);
      g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (snapshot);
      const PlumbDecision *decision = plumb_loop_get_decision (plumb_snapshot_get_loop (snapshot));

      g_assert_cmpint (summary->sight, ==, plumb_snapshot_get_sight (snapshot));
      g_assert_cmpint (summary->has_figures, ==, !evaluation->withheld);
      g_assert_cmpint (summary->mine, ==, viewer < N_PEOPLE && fixture->assignments[viewer] != NULL);
      if (!summary->has_figures)
        {
          g_assert_true (summary->composite != summary->composite && summary->coverage == 0 && !summary->has_decision);
          continue;
        }
      g_assert_cmpint (summary->outcome, ==, evaluation->outcome);
      g_assert_true (evaluation->composite.defined ? summary->composite == evaluation->composite.value
                                                   : summary->composite != summary->composite);
      g_assert_true (summary->coverage == evaluation->coverage.value);
      g_assert_cmpint (summary->has_decision, ==, decision != NULL);
    }
}

static void
test_list (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  PlumbLoopFilter filter = { .state = -1, .text = "BEA" };
  g_autofree char *decision = plumb_id_new ();
  g_autoptr (GPtrArray) summaries = NULL;
  const PlumbLoopSummary *summary;

  expect_list_agrees (fixture);
  summary = list_one (fixture, ANA, &summaries);
  g_assert_true (summary->mine && summary->owes);
  g_assert_cmpstr (summary->progress, ==, "wwwww");
  for (guint i = 0; i < N_PEOPLE; i++)
    if (fixture->assignments[i] != NULL)
      {
        store_fixture_submit (fixture, i, (int)i % 4 + 1);
        expect_list_agrees (fixture);
      }
  store_fixture_apply (
      fixture, plumb_command_new_decide (NULL, fixture->loop, decision, PLUMB_DECISION_NO_HIRE, "Below", NULL, NULL, NULL));
  expect_list_agrees (fixture);
  g_clear_pointer (&summaries, g_ptr_array_unref);
  summary = list_one (fixture, N_PEOPLE, &summaries);
  g_assert_cmpstr (summary->progress, ==, "sssss");
  g_assert_cmpint (summary->decision, ==, PLUMB_DECISION_NO_HIRE);
  g_assert_cmpstr (summary->candidate, ==, "Priya Raman");
  g_assert_cmpstr (summary->template_title, ==, fixture->template->title);

  for (int i = 0; i < 6; i++)
    {
      g_autoptr (GPtrArray) found = NULL;
      static const char *const texts[] = { "BEA", "priya", "backend", "nobody", NULL, "" };

      filter.text = texts[i];
      found = plumb_store_list_loops (fixture->store, NULL, &filter, NULL);
      g_assert_cmpuint (found->len, ==, i == 3 ? 0 : 1);
    }
  filter.state = PLUMB_LOOP_OPEN;
  g_clear_pointer (&summaries, g_ptr_array_unref);
  summaries = plumb_store_list_loops (fixture->store, NULL, &filter, NULL);
  g_assert_cmpuint (summaries->len, ==, 0);
}

static void
test_blind (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  for (guint done = 0; done < N_PEOPLE; done++)
    {
      if (fixture->assignments[done] == NULL)
        continue;
      store_fixture_submit (fixture, done, 3);
      for (guint viewer = done + 1; viewer < N_PEOPLE; viewer++)
        {
          g_autoptr (PlumbSnapshot) snapshot = store_fixture_load (fixture, viewer);
          g_autofree char *text = NULL;

          g_ptr_array_set_size (one, 0);
          g_ptr_array_add (one, snapshot);
          text = plumb_exchange_dup_text (one);
          for (guint other = 0; other <= done; other++)
            {
              g_autofree char *note = g_strdup_printf ("%s on ", store_fixture_names[other]);
              g_autofree char *summary = g_strdup_printf ("%s sums up", store_fixture_names[other]);

              g_assert_null (strstr (text, note));
              g_assert_null (strstr (text, summary));
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/create", test_create);
  g_test_add_func ("/store/interview", test_work_of_an_interview);
  g_test_add_func ("/store/flags", test_flags);
  g_test_add_func ("/store/seats", test_seats);
  g_test_add_func ("/store/seal", test_seal);
  g_test_add_func ("/store/amendments", test_amendments);
  g_test_add_func ("/store/debrief", test_debrief);
  g_test_add_func ("/store/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/store/people-and-templates", test_people_and_templates);
  g_test_add_func ("/store/find", test_find);
  g_test_add_func ("/store/events", test_events);
  g_test_add_func ("/store/list", test_list);
  g_test_add_func ("/store/blind", test_blind);
  return g_test_run ();
}
