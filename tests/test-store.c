/* test-store.c - a loop's life through the store: each command is seen in the next snapshot, each refusal leaves things as they were. */
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

  store_fixture_refuse (fixture, plumb_command_new_take_time (ana, loop, card, FALSE, -1), PLUMB_ERROR_INVALID);
  store_fixture_apply (fixture, plumb_command_new_take_time (ana, loop, card, FALSE, 3600)); /* never below nothing */
  g_clear_pointer (&snapshot, plumb_snapshot_unref);
  snapshot = store_fixture_load (fixture, ANA);
  scorecard = plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), card)->card;
  g_assert_cmpint (scorecard->elapsed, ==, 0);
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
  g_autofree char *later = plumb_id_new ();
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
  store_fixture_apply (fixture, plumb_command_new_assign (rita, loop, late, store_fixture_get_stage (fixture, BEN)->key,
                                                          fixture->people[ANA], PLUMB_SEAT_INTERVIEWER, 99));
  /* Hal has submitted and may read Ana's card: a seat given to him now is not blind. */
  store_fixture_submit (fixture, HAL, 4);
  store_fixture_apply (fixture, plumb_command_new_assign (rita, loop, later, store_fixture_get_stage (fixture, BEN)->key,
                                                          fixture->people[HAL], PLUMB_SEAT_INTERVIEWER, 0));
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
  g_assert_true (plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), later)->card->not_blind);
  store_fixture_expect_sound (fixture->store);
}

static gboolean
is_marked (StoreFixture *fixture, const char *assignment)
{
  g_autoptr (PlumbSnapshot) snapshot = store_fixture_load (fixture, N_PEOPLE);

  return plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), assignment)->card->not_blind;
}

/* Ana has read Ben's card. That she owes cards again, or hands one over and takes it back, does not make her blind. */
static void
test_once_seen (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *rita = fixture->people[RITA], *ana = fixture->people[ANA];
  g_autofree char *first = plumb_id_new ();
  g_autofree char *second = plumb_id_new ();
  g_autofree char *amendment = plumb_id_new ();
  const char *question = ((PlumbScriptItem *)g_ptr_array_index (store_fixture_get_stage (fixture, ANA)->script, 0))->question->id;
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  const PlumbAssignment *amended;

  store_fixture_submit (fixture, ANA, 4);
  store_fixture_submit (fixture, BEN, 2);
  store_fixture_apply (fixture, plumb_command_new_assign (rita, loop, first, store_fixture_get_stage (fixture, BEN)->key, ana,
                                                          PLUMB_SEAT_INTERVIEWER, 0));
  store_fixture_apply (fixture, plumb_command_new_assign (rita, loop, second, store_fixture_get_stage (fixture, HAL)->key, ana,
                                                          PLUMB_SEAT_INTERVIEWER, 0));
  g_assert_true (is_marked (fixture, first));
  g_assert_true (is_marked (fixture, second));
  store_fixture_apply (fixture, plumb_command_new_reassign (rita, loop, second, fixture->people[ZOE], PLUMB_SEAT_INTERVIEWER));
  g_assert_false (is_marked (fixture, second));
  store_fixture_apply (fixture, plumb_command_new_reassign (rita, loop, second, ana, PLUMB_SEAT_INTERVIEWER));
  g_assert_true (is_marked (fixture, second));
  store_fixture_apply (fixture, plumb_command_new_amend_card (ana, loop, amendment, fixture->assignments[ANA], question, "score",
                                                              "1", "Second thoughts"));
  snapshot = store_fixture_load (fixture, N_PEOPLE);
  amended = get_assignment (fixture, snapshot, ANA);
  g_assert_true (((PlumbAmendment *)g_ptr_array_index (amended->card->amendments, 0))->not_blind);
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
  store_fixture_apply (fixture, plumb_command_new_vote (hal, loop, fixture->assignments[HAL], PLUMB_ROUND_FINAL,
                                                        PLUMB_RECOMMENDATION_YES, "The others have seen it in operation"));
  store_fixture_apply (fixture,
                       plumb_command_new_give_verdict (bea, loop, fixture->assignments[BEA], PLUMB_VERDICT_VETO, "Not yet",
                                                       1u << PLUMB_STATEMENT_CARDS, "Another team of mine is hiring too"));
  store_fixture_apply (fixture, plumb_command_new_give_verdict (bea, loop, fixture->assignments[BEA], PLUMB_VERDICT_CONCUR, NULL,
                                                                PLUMB_STATEMENTS_ALL, NULL));
  store_fixture_refuse (fixture,
                        plumb_command_new_decide (hal, loop, decision_id, PLUMB_DECISION_HIRE, "Strong all through",
                                                  "The committee wanted it so", NULL, (const char *const[]){ bea, bea, NULL }),
                        PLUMB_ERROR_INVALID); /* no document could bring it elsewhere */
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/create", test_create);
  g_test_add_func ("/store/interview", test_work_of_an_interview);
  g_test_add_func ("/store/flags", test_flags);
  g_test_add_func ("/store/seats", test_seats);
  g_test_add_func ("/store/once-seen", test_once_seen);
  g_test_add_func ("/store/seal", test_seal);
  g_test_add_func ("/store/amendments", test_amendments);
  g_test_add_func ("/store/debrief", test_debrief);
  g_test_add_func ("/store/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/store/people-and-templates", test_people_and_templates);
  return g_test_run ();
}
