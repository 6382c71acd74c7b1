/* test-store-debrief.c - the acts of the debrief in a real workspace file: what each leaves in the loop, in the trail and in the list; what
 * the blind see of it; feedback that is no part of the loop; and a workspace of the first layout that is brought up to date. */
#include "app/evaluation.h"
#include "app/exchange.h"
#include "tests/store-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define SECRET "Zyxwvut asked leading questions"

/* As store_fixture_submit, with one red flag on the card. Answers its id. */
static char *
submit_with_flag (StoreFixture *fixture, guint person, PlumbSeverity severity, const char *label)
{
  const PlumbStage *stage = store_fixture_get_stage (fixture, person);
  const char *actor = fixture->people[person];
  const char *assignment = fixture->assignments[person];
  g_autofree char *id = plumb_id_new ();
  g_autoptr (PlumbFlag) flag = plumb_flag_new (id, assignment);

  flag->severity = severity;
  plumb_set_string (&flag->label, label);
  plumb_set_string (&flag->quote, "We never tested it");
  store_fixture_apply (fixture, plumb_command_new_start_card (actor, fixture->loop, assignment));
  store_fixture_apply (fixture, plumb_command_new_raise_flag (actor, fixture->loop, flag));
  for (guint i = 0; i < stage->script->len; i++)
    {
      const char *question = ((PlumbScriptItem *)g_ptr_array_index (stage->script, i))->question->id;

      store_fixture_apply (fixture,
                           plumb_command_new_set_answer (actor, fixture->loop, assignment, question, PLUMB_ANSWER_SCORED, 4));
    }
  store_fixture_apply (
      fixture, plumb_command_new_set_summary (actor, fixture->loop, assignment, PLUMB_RECOMMENDATION_YES, NULL, "Strong", NULL));
  store_fixture_apply (fixture, plumb_command_new_submit_card (actor, fixture->loop, assignment));
  return g_steal_pointer (&id);
}

static PlumbGateState
get_flags_gate (StoreFixture *fixture, char **reason)
{
  g_autoptr (PlumbSnapshot) snapshot = store_fixture_load (fixture, N_PEOPLE);
  g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (snapshot);
  const PlumbGate *gate = plumb_evaluation_get_gate (evaluation, "flags");

  if (reason != NULL)
    *reason = g_strdup (gate->reason);
  return gate->state;
}

static void
test_minutes (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *bea = fixture->people[BEA], *loop = fixture->loop;
  g_autofree char *decision = plumb_id_new ();
  g_autofree char *topic_id = plumb_id_new ();
  g_autofree char *topic = g_strconcat ("topic:", topic_id, NULL);
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  const PlumbLoop *whole;
  const PlumbPoint *point;

  store_fixture_submit_all (fixture, 4);
  store_fixture_refuse (fixture, plumb_command_new_record_point (bea, loop, "votes", NULL, PLUMB_POINT_OPEN, "Too early"),
                        PLUMB_ERROR_INVALID);
  store_fixture_apply (fixture, plumb_command_new_start_debrief (bea, loop, 10));
  store_fixture_apply (fixture, plumb_command_new_record_point (bea, loop, "votes", NULL, PLUMB_POINT_OPEN, "Two each way"));
  store_fixture_apply (fixture, plumb_command_new_record_point (fixture->people[ANA], loop, "votes", NULL,
                                                                PLUMB_POINT_DISAGREEMENT, "Two each way, and it stays so"));
  store_fixture_apply (fixture, plumb_command_new_record_point (NULL, loop, topic, "The references", PLUMB_POINT_EVIDENCE, ""));
  snapshot = store_fixture_load (fixture, SAM);
  whole = plumb_snapshot_get_loop (snapshot);
  g_assert_cmpuint (whole->points->len, ==, 2);
  point = plumb_loop_get_point (whole, "votes");
  g_assert_cmpint (point->outcome, ==, PLUMB_POINT_DISAGREEMENT);
  g_assert_cmpstr (point->note, ==, "Two each way, and it stays so");
  g_assert_cmpstr (point->author, ==, fixture->people[ANA]);
  point = plumb_loop_get_point (whole, topic);
  g_assert_cmpstr (point->title, ==, "The references");
  g_assert_cmpstr (point->author, ==, "");
  g_assert_cmpint (plumb_loop_get_debrief (whole)->minutes, ==, 10);
  g_assert_cmpstr (plumb_loop_get_debrief (whole)->person, ==, bea);

  store_fixture_apply (fixture, plumb_command_new_decide (fixture->people[HAL], loop, decision, PLUMB_DECISION_HOLD, "Not yet",
                                                          NULL, "A second reference", NULL));
  store_fixture_refuse (fixture, plumb_command_new_record_point (bea, loop, "votes", NULL, PLUMB_POINT_AGREED, "Later"),
                        PLUMB_ERROR_FROZEN);
  store_fixture_apply (fixture, plumb_command_new_reopen_loop (fixture->people[HAL], loop, "The reference is here"));
  store_fixture_apply (fixture, plumb_command_new_start_debrief (NULL, loop, 0));
  store_fixture_apply (fixture, plumb_command_new_record_point (bea, loop, "votes", NULL, PLUMB_POINT_AGREED, "All yes"));
  g_clear_pointer (&snapshot, plumb_snapshot_unref);
  snapshot = store_fixture_load (fixture, N_PEOPLE);
  whole = plumb_snapshot_get_loop (snapshot);
  g_assert_cmpuint (whole->debriefs->len, ==, 2);
  g_assert_cmpuint (whole->points->len, ==, 2);
  g_assert_cmpuint (whole->decisions->len, ==, 1);
  g_assert_true (((PlumbDecision *)g_ptr_array_index (whole->decisions, 0))->superseded);
  store_fixture_expect_sound (fixture->store);
}

static void
test_register (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *hal = fixture->people[HAL], *ben = fixture->people[BEN], *loop = fixture->loop;
  g_autofree char *ana_flag = NULL;
  g_autofree char *ben_flag = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) standing = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) merged = NULL;
  const PlumbFlag *flag;

  ana_flag = submit_with_flag (fixture, ANA, PLUMB_SEVERITY_CRITICAL, "Blames the team");
  ben_flag = submit_with_flag (fixture, BEN, PLUMB_SEVERITY_MAJOR, "Blames others");
  store_fixture_submit (fixture, HAL, 4);
  store_fixture_submit (fixture, BEA, 4);
  store_fixture_submit (fixture, SAM, 4);

  store_fixture_apply (fixture, plumb_command_new_corroborate_flag (hal, loop, ana_flag, "Said it to me too"));
  store_fixture_apply (fixture, plumb_command_new_corroborate_flag (hal, loop, ana_flag, "Said so twice"));
  store_fixture_apply (fixture, plumb_command_new_corroborate_flag (ben, loop, ana_flag, "Heard it"));
  store_fixture_apply (fixture, plumb_command_new_withdraw_corroboration (ben, loop, ana_flag, "That was about the tool"));
  store_fixture_apply (fixture, plumb_command_new_resolve_flag (hal, loop, ana_flag, PLUMB_FLAG_UPHELD, "Three of us"));
  g_assert_cmpint (get_flags_gate (fixture, NULL), ==, PLUMB_GATE_FAIL);
  store_fixture_apply (fixture, plumb_command_new_merge_flag (hal, loop, ben_flag, ana_flag, "The same incident"));
  g_assert_cmpint (get_flags_gate (fixture, NULL), ==, PLUMB_GATE_FAIL);
  store_fixture_apply (fixture, plumb_command_new_resolve_flag (fixture->people[BEA], loop, ana_flag, PLUMB_FLAG_CLEARED,
                                                                "The reference explains it"));
  g_assert_cmpint (get_flags_gate (fixture, &reason), ==, PLUMB_GATE_PASS);
  g_assert_cmpstr (reason, ==, "0 critical or major red flags are open; 1 more is merged into another and counts there.");

  snapshot = store_fixture_load (fixture, SAM);
  flag = plumb_loop_get_flag (plumb_snapshot_get_loop (snapshot), ana_flag);
  standing = plumb_flag_list_corroborations (flag);
  g_assert_cmpuint (standing->len, ==, 1);
  g_assert_cmpstr (((PlumbFlagEvent *)g_ptr_array_index (standing, 0))->text, ==, "Said so twice");
  history = plumb_flag_list_history (flag);
  g_assert_cmpuint (history->len, ==, 6);
  g_assert_cmpint (((PlumbFlagEvent *)g_ptr_array_index (history, 4))->act, ==, PLUMB_FLAG_ACT_UPHELD);
  g_assert_cmpstr (((PlumbFlagEvent *)g_ptr_array_index (history, 4))->text, ==, "Three of us");
  g_assert_cmpint (((PlumbFlagEvent *)g_ptr_array_index (history, 5))->act, ==, PLUMB_FLAG_ACT_CLEARED);
  merged = plumb_loop_list_merged (plumb_snapshot_get_loop (snapshot), flag);
  g_assert_cmpuint (merged->len, ==, 1);
  g_assert_cmpstr (((PlumbFlag *)g_ptr_array_index (merged, 0))->id, ==, ben_flag);

  store_fixture_apply (fixture, plumb_command_new_unmerge_flag (hal, loop, ben_flag, "Another incident after all"));
  g_assert_cmpint (get_flags_gate (fixture, NULL), ==, PLUMB_GATE_OPEN);
  store_fixture_expect_sound (fixture->store);
}

/* Ana owes her card: she is told of none of it, and her list does not move. */
static void
test_blind (void)
{
  const PlumbLoopFilter second = { .state = -1, .offset = 1, .limit = 1 };
  const PlumbLoopFilter beyond = { .state = -1, .offset = 5 };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *bea = fixture->people[BEA];
  g_autofree char *other = plumb_id_new ();
  g_autofree char *candidate_id = plumb_id_new ();
  g_autoptr (PlumbCandidate) candidate = plumb_candidate_new (candidate_id, "Another Candidate");
  g_autofree char *flag = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  const PlumbLoop *seen;

  flag = submit_with_flag (fixture, BEN, PLUMB_SEVERITY_MAJOR, "Blames others");
  store_fixture_submit (fixture, HAL, 4);
  store_fixture_submit (fixture, BEA, 4);
  store_fixture_submit (fixture, SAM, 4);
  store_fixture_apply (fixture, plumb_command_new_open_loop (NULL, other, candidate, fixture->template, "Backend developer"));
  before = plumb_store_list_loops (fixture->store, fixture->people[ANA], NULL, NULL);
  g_assert_cmpstr (((PlumbLoopSummary *)g_ptr_array_index (before, 0))->id, ==, other);

  store_fixture_apply (fixture, plumb_command_new_start_debrief (bea, loop, 5));
  store_fixture_apply (fixture, plumb_command_new_record_point (bea, loop, "holistic", NULL, PLUMB_POINT_AGREED, "Yes"));
  store_fixture_apply (fixture, plumb_command_new_corroborate_flag (bea, loop, flag, "Said it to me too"));
  store_fixture_apply (fixture, plumb_command_new_vote (bea, loop, fixture->assignments[BEA], PLUMB_ROUND_FINAL,
                                                        PLUMB_RECOMMENDATION_NO, "The flag"));
  store_fixture_apply (fixture, plumb_command_new_give_verdict (bea, loop, fixture->assignments[BEA], PLUMB_VERDICT_VETO, "Flag",
                                                                0, "My own team is hiring"));
  snapshot = store_fixture_load (fixture, ANA);
  seen = plumb_snapshot_get_loop (snapshot);
  g_assert_cmpint (plumb_snapshot_get_sight (snapshot), ==, PLUMB_SIGHT_BLIND);
  g_assert_cmpuint (seen->debriefs->len + seen->points->len + seen->flags->len + seen->verdicts->len, ==, 0);
  after = plumb_store_list_loops (fixture->store, fixture->people[ANA], NULL, NULL);
  g_assert_cmpuint (after->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const PlumbLoopSummary *was = g_ptr_array_index (before, i);
      const PlumbLoopSummary *is = g_ptr_array_index (after, i);

      g_assert_cmpstr (is->id, ==, was->id);
      g_assert_cmpint (is->changed_at, ==, was->changed_at);
    }
  g_clear_pointer (&after, g_ptr_array_unref);
  after = plumb_store_list_loops (fixture->store, fixture->people[ANA], &second, NULL);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (((PlumbLoopSummary *)g_ptr_array_index (after, 0))->id, ==, loop);
  g_clear_pointer (&after, g_ptr_array_unref);
  after = plumb_store_list_loops (fixture->store, fixture->people[ANA], &beyond, NULL);
  g_assert_cmpuint (after->len, ==, 0);
  g_clear_pointer (&after, g_ptr_array_unref);
  after = plumb_store_list_loops (fixture->store, bea, NULL, NULL);
  g_assert_cmpstr (((PlumbLoopSummary *)g_ptr_array_index (after, 0))->id, ==, loop);
  store_fixture_expect_sound (fixture->store);
}

/* All were in, and Rita could read; then somebody is assigned, and she is, too: the record says that she is not blind. */
static void
test_late (void)
{
  static const struct
  {
    guint person;
    PlumbSeat seat;
    gboolean not_blind;
  } cases[] = {
    { ZOE, PLUMB_SEAT_INTERVIEWER, FALSE }, /* a stranger until now */
    { RITA, PLUMB_SEAT_INTERVIEWER, TRUE }, /* coordinates, so the cards were open to her */
  };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (PlumbSnapshot) snapshot = NULL;

  store_fixture_submit_all (fixture, 4);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PlumbAssignment *assignment;
      g_autofree char *id = plumb_id_new ();
      const PlumbStage *stage = g_ptr_array_index (fixture->template->stages, 4);

      store_fixture_apply (fixture, plumb_command_new_assign (NULL, fixture->loop, id, stage->key,
                                                              fixture->people[cases[i].person], cases[i].seat, 0));
      g_clear_pointer (&snapshot, plumb_snapshot_unref);
      snapshot = store_fixture_load (fixture, N_PEOPLE);
      assignment = plumb_loop_get_assignment (plumb_snapshot_get_loop (snapshot), id);
      g_assert_cmpint (assignment->late, ==, i == 0);
      g_assert_cmpint (assignment->card->not_blind, ==, cases[i].not_blind);
    }
  store_fixture_expect_sound (fixture->store);
}

static void
amend_score (StoreFixture *fixture, const char *id, const char *score)
{
  const PlumbScriptItem *first = g_ptr_array_index (store_fixture_get_stage (fixture, ANA)->script, 0);

  store_fixture_apply (fixture, plumb_command_new_amend_card (fixture->people[ANA], fixture->loop, id, fixture->assignments[ANA],
                                                              first->question->id, "score", score, "Read the notes again"));
}

static void
expect_order (const PlumbLoop *loop, const char *ana)
{
  GPtrArray *amendments = plumb_loop_get_assignment (loop, ana)->card->amendments;

  g_assert_cmpint (plumb_loop_get_verdict (loop)->value, ==, PLUMB_VERDICT_CONCUR);
  g_assert_cmpint (plumb_loop_get_debrief (loop)->minutes, ==, 5);
  g_assert_cmpuint (amendments->len, ==, 2);
  g_assert_cmpstr (((PlumbAmendment *)g_ptr_array_index (amendments, 0))->after, ==, "3");
  g_assert_cmpstr (((PlumbAmendment *)g_ptr_array_index (amendments, 1))->before, ==, "3");
}

static PlumbLoop *
read_back (PlumbSnapshot *snapshot)
{
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new ();
  g_autofree char *text = NULL;
  GPtrArray *loops;
  PlumbLoop *loop;

  g_ptr_array_add (snapshots, snapshot);
  text = plumb_exchange_dup_text (snapshots);
  loops = plumb_exchange_parse (text, strlen (text), NULL, NULL, NULL);
  loop = g_ptr_array_steal_index (loops, 0);
  g_ptr_array_unref (loops);
  return loop;
}

/* Behind a clock that was set back all instants are one until it has caught up. What was said last counts all the same: here in the
 * workspace, and wherever the loop goes. */
static void
test_one_instant (void)
{
  static const char *const low = "00000000-0000-4000-8000-000000000001", *const high = "ffffffff-ffff-4fff-8fff-ffffffffffff";
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *bea = fixture->people[BEA], *zoe = fixture->people[ZOE];
  g_autoptr (StoreFixture) elsewhere = store_fixture_new_empty ();
  g_autoptr (PlumbSnapshot) here = NULL;
  g_autoptr (PlumbSnapshot) there = NULL;
  g_autofree char *decision = plumb_id_new ();

  plumb_instant_set_fixed (plumb_instant_now ());
  store_fixture_apply (fixture, plumb_command_new_assign (NULL, loop, low, store_fixture_get_stage (fixture, BEN)->key, zoe,
                                                          PLUMB_SEAT_BAR_RAISER, 0));
  store_fixture_apply (fixture, plumb_command_new_skip (NULL, loop, low, "Bea holds the bar in the room"));
  store_fixture_submit_all (fixture, 4);
  amend_score (fixture, high, "3");
  amend_score (fixture, low, "2");
  store_fixture_apply (fixture, plumb_command_new_start_debrief (zoe, loop, 10));
  store_fixture_apply (fixture, plumb_command_new_give_verdict (bea, loop, fixture->assignments[BEA], PLUMB_VERDICT_VETO,
                                                                "Below the bar", PLUMB_STATEMENTS_ALL, NULL));
  store_fixture_apply (fixture,
                       plumb_command_new_give_verdict (zoe, loop, low, PLUMB_VERDICT_CONCUR, NULL, PLUMB_STATEMENTS_ALL, NULL));
  store_fixture_apply (fixture,
                       plumb_command_new_decide (NULL, loop, decision, PLUMB_DECISION_NO_HIRE, "Not now", NULL, NULL, NULL));
  store_fixture_apply (fixture, plumb_command_new_reopen_loop (NULL, loop, "One more talk"));
  store_fixture_apply (fixture, plumb_command_new_start_debrief (NULL, loop, 5));
  plumb_instant_set_fixed (0);

  here = store_fixture_load (fixture, N_PEOPLE);
  expect_order (plumb_snapshot_get_loop (here), fixture->assignments[ANA]);
  elsewhere->store = plumb_store_open (elsewhere->path, PLUMB_STORE_CREATE, NULL);
  store_fixture_apply (elsewhere, plumb_command_new_import_loop (NULL, read_back (here)));
  there = plumb_store_load_snapshot (elsewhere->store, loop, NULL, NULL);
  expect_order (plumb_snapshot_get_loop (there), fixture->assignments[ANA]);
  store_fixture_expect_sound (fixture->store);
}

/* How often the words stand in the workspace file or beside it. */
static guint
count_secrets (StoreFixture *fixture)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      n += memmem (bytes, length, SECRET, strlen (SECRET)) != NULL;
    }
  g_dir_close (dir);
  return n;
}

static const PlumbLoop *
load_as (StoreFixture *fixture, guint viewer, PlumbSnapshot **snapshot)
{
  g_clear_pointer (snapshot, plumb_snapshot_unref);
  *snapshot = store_fixture_load (fixture, viewer);
  return plumb_snapshot_get_loop (*snapshot);
}

/* A stage that nobody holds is skipped once, with a reason that the blind do not read, until somebody is to hold it after all. */
static void
test_stage_skip (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const PlumbStage *stage = g_ptr_array_index (fixture->template->stages, fixture->template->stages->len - 1);
  const char *rita = fixture->people[RITA], *loop = fixture->loop;
  g_autofree char *after_all = plumb_id_new ();
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  const PlumbStageSkip *skip;

  store_fixture_refuse (fixture, plumb_command_new_skip_stage (fixture->people[ANA], loop, stage->key, "No"),
                        PLUMB_ERROR_FORBIDDEN);
  store_fixture_refuse (fixture, plumb_command_new_skip_stage (rita, loop, store_fixture_get_stage (fixture, BEN)->key, "No"),
                        PLUMB_ERROR_FORBIDDEN);
  store_fixture_apply (fixture, plumb_command_new_skip_stage (rita, loop, stage->key, SECRET));
  store_fixture_refuse (fixture, plumb_command_new_skip_stage (rita, loop, stage->key, "Again"), PLUMB_ERROR_FROZEN);
  store_fixture_reopen (fixture);
  skip = plumb_loop_get_stage_skip (load_as (fixture, N_PEOPLE, &snapshot), stage->key);
  g_assert_cmpstr (skip->reason, ==, SECRET);
  g_assert_cmpstr (skip->author, ==, rita);
  g_assert_cmpint (skip->at, >, 0);
  skip = plumb_loop_get_stage_skip (load_as (fixture, ANA, &snapshot), stage->key);
  g_assert_cmpstr (skip->reason, ==, "");
  g_assert_cmpstr (skip->author, ==, "");
  skip = plumb_loop_get_stage_skip (load_as (fixture, RITA, &snapshot), stage->key);
  g_assert_cmpstr (skip->reason, ==, SECRET);

  store_fixture_apply (
      fixture, plumb_command_new_assign (rita, loop, after_all, stage->key, fixture->people[ZOE], PLUMB_SEAT_INTERVIEWER, 0));
  g_assert_null (plumb_loop_get_stage_skip (load_as (fixture, N_PEOPLE, &snapshot), stage->key));
  g_assert_cmpuint (plumb_snapshot_get_loop (snapshot)->stage_skips->len, ==, 1);
  store_fixture_refuse (fixture, plumb_command_new_skip_stage (rita, loop, stage->key, "Again"), PLUMB_ERROR_FORBIDDEN);
  store_fixture_apply (fixture, plumb_command_new_skip (rita, loop, after_all, "Moved away"));
  g_assert_nonnull (plumb_loop_get_stage_skip (load_as (fixture, N_PEOPLE, &snapshot), stage->key));
  store_fixture_refuse (fixture, plumb_command_new_skip_stage (rita, loop, stage->key, "Again"), PLUMB_ERROR_FROZEN);
  store_fixture_expect_sound (fixture->store);
}

static guint
count_feedback (StoreFixture *fixture, const char *viewer, const char *loop)
{
  g_autoptr (GPtrArray) list = plumb_store_list_feedback (fixture->store, viewer, loop, NULL);

  return list->len;
}

static void
test_feedback (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *loop = fixture->loop, *bea = fixture->people[BEA], *ben = fixture->people[BEN];
  g_autofree char *id = plumb_id_new ();
  g_autofree char *other = plumb_id_new ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) all = NULL;
  const PlumbFeedback *feedback;

  store_fixture_submit_all (fixture, 4);
  store_fixture_apply (fixture, plumb_command_new_give_feedback (bea, loop, id, fixture->assignments[BEN], "Good notes", SECRET));
  store_fixture_apply (fixture,
                       plumb_command_new_give_feedback (bea, loop, other, fixture->assignments[ANA], "Quotes all through", NULL));
  store_fixture_apply (fixture, plumb_command_new_acknowledge_feedback (ben, loop, id));
  store_fixture_refuse (fixture, plumb_command_new_acknowledge_feedback (ben, loop, id), PLUMB_ERROR_INVALID);
  store_fixture_refuse (fixture, plumb_command_new_acknowledge_feedback (ben, loop, other), PLUMB_ERROR_FORBIDDEN);

  g_assert_cmpuint (count_feedback (fixture, bea, NULL), ==, 2);
  g_assert_cmpuint (count_feedback (fixture, NULL, loop), ==, 2);
  g_assert_cmpuint (count_feedback (fixture, fixture->people[HAL], loop), ==, 0);
  g_assert_cmpuint (count_feedback (fixture, fixture->people[RITA], NULL), ==, 0);
  g_assert_cmpuint (count_feedback (fixture, ben, other), ==, 0);
  list = plumb_store_list_feedback (fixture->store, ben, loop, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  feedback = g_ptr_array_index (list, 0);
  g_assert_cmpstr (feedback->id, ==, id);
  g_assert_cmpstr (feedback->improve, ==, SECRET);
  g_assert_cmpstr (feedback->good, ==, "Good notes");
  g_assert_cmpstr (feedback->author_name, ==, store_fixture_names[BEA]);
  g_assert_cmpstr (feedback->recipient, ==, ben);
  g_assert_cmpstr (feedback->candidate, ==, "Priya Raman");
  g_assert_cmpint (feedback->acknowledged_at, >, 0);

  /* The trail of the loop does not know of it, and no event holds its words or whose card it is. */
  events = plumb_store_list_events (fixture->store, loop, NULL);
  for (guint i = 0; i < events->len; i++)
    g_assert_cmpint (((PlumbEvent *)g_ptr_array_index (events, i))->kind, !=, PLUMB_COMMAND_GIVE_FEEDBACK);
  all = plumb_store_list_events (fixture->store, NULL, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      const PlumbEvent *event = g_ptr_array_index (all, i);

      g_assert_null (strstr (event->payload, SECRET));
      g_assert_true (event->kind != PLUMB_COMMAND_GIVE_FEEDBACK || strstr (event->payload, fixture->assignments[BEN]) == NULL);
    }
  store_fixture_expect_sound (fixture->store);
  g_assert_cmpuint (count_secrets (fixture), >, 0);

  store_fixture_refuse (fixture, plumb_command_new_erase_feedback (ben, loop, id), PLUMB_ERROR_FORBIDDEN);
  store_fixture_apply (fixture, plumb_command_new_erase_feedback (bea, loop, id));
  g_assert_cmpuint (count_feedback (fixture, NULL, NULL), ==, 1);
  g_assert_cmpuint (count_secrets (fixture), ==, 0);
  store_fixture_expect_sound (fixture->store);
}

static void
unpack (const char *name, const char *path)
{
  g_autofree char *packed = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (packed);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GZlibDecompressor) gunzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GFileInputStream) bytes = NULL;
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GFileOutputStream) out = NULL;
  GError *error = NULL;

  bytes = g_file_read (file, NULL, &error);
  g_assert_no_error (error);
  plain = g_converter_input_stream_new (G_INPUT_STREAM (bytes), G_CONVERTER (gunzip));
  out = g_file_create (target, G_FILE_CREATE_PRIVATE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (out), plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

/* The window and the terminal bring the same file up to date: both find a name for the copy they make before. */
static void
test_first_layout_at_once (void)
{
  for (guint round = 0; round < store_fixture_get_rounds (10, 100); round++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new_empty ();

      unpack ("workspace-1.plumbline.gz", fixture->path);
      store_fixture_open_at_once (fixture);
      g_assert_cmpint (store_fixture_query (fixture->path, "SELECT count (*) FROM event WHERE kind = 'seed-library'"), ==, 2);
      store_fixture_reopen (fixture);
      store_fixture_expect_sound (fixture->store);
    }
}

/* workspace-1: three loops of the demo, written by the program as it was before the second layout. */
static void
test_first_layout (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new_empty ();
  g_autofree char *copy = g_strconcat (fixture->path, ".v1.backup", NULL);
  g_autoptr (GPtrArray) loops = NULL;
  guint n_verdicts = 0, n_flags = 0;

  unpack ("workspace-1.plumbline.gz", fixture->path);
  store_fixture_reopen (fixture);
  g_assert_nonnull (strstr (plumb_store_get_notice (fixture->store), copy));
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_cmpint (store_fixture_query (copy, "SELECT user_version FROM pragma_user_version"), ==, 1);
  store_fixture_expect_sound (fixture->store);
  loops = plumb_store_list_loops (fixture->store, NULL, NULL, NULL);
  g_assert_cmpuint (loops->len, ==, 3);
  for (guint i = 0; i < loops->len; i++)
    {
      const PlumbLoopSummary *summary = g_ptr_array_index (loops, i);
      g_autoptr (PlumbSnapshot) snapshot = plumb_store_load_snapshot (fixture->store, summary->id, NULL, NULL);
      const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);

      g_assert_cmpuint (loop->debriefs->len + loop->points->len, ==, 0);
      for (guint k = 0; k < loop->verdicts->len; k++, n_verdicts++)
        g_assert_false (((PlumbVerdict *)g_ptr_array_index (loop->verdicts, k))->declared);
      n_flags += loop->flags->len;
      if (loop->state == PLUMB_LOOP_OPEN)
        store_fixture_apply (fixture, plumb_command_new_start_debrief (NULL, loop->id, 10));
    }
  g_assert_cmpuint (n_verdicts, ==, 2);
  g_assert_cmpuint (n_flags, >, 5);
  g_assert_cmpint (store_fixture_query (fixture->path, "SELECT count (*) FROM roll_up WHERE seen_at IS NULL"), ==, 0);
  store_fixture_expect_sound (fixture->store);
  store_fixture_reopen (fixture);
  g_assert_null (plumb_store_get_notice (fixture->store));
}

/* workspace-2: two loops of the demo, written by the program as it was before the third layout. */
static void
test_second_layout (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new_empty ();
  g_autofree char *copy = g_strconcat (fixture->path, ".v2.backup", NULL);
  g_autoptr (GPtrArray) loops = NULL;
  guint n_points = 0;

  unpack ("workspace-2.plumbline.gz", fixture->path);
  store_fixture_reopen (fixture);
  g_assert_nonnull (strstr (plumb_store_get_notice (fixture->store), copy));
  store_fixture_expect_sound (fixture->store);
  loops = plumb_store_list_loops (fixture->store, NULL, NULL, NULL);
  g_assert_cmpuint (loops->len, ==, 2);
  for (guint i = 0; i < loops->len; i++)
    {
      const PlumbLoopSummary *summary = g_ptr_array_index (loops, i);
      g_autoptr (PlumbSnapshot) snapshot = plumb_store_load_snapshot (fixture->store, summary->id, NULL, NULL);
      const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);

      n_points += loop->points->len;
      g_assert_cmpuint (loop->stage_skips->len, ==, 0);
      g_assert_true (loop->template->policy.override);
      g_assert_false (loop->template->policy.override_veto);
      if (loop->state == PLUMB_LOOP_OPEN)
        store_fixture_apply (fixture, plumb_command_new_skip_stage (NULL, loop->id, "production-debugging", "Seen at work"));
    }
  g_assert_cmpuint (n_points, >, 0);
  g_assert_cmpint (store_fixture_query (fixture->path, "SELECT count (*) FROM stage_skip"), ==, 1);
  store_fixture_expect_sound (fixture->store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/debrief/minutes", test_minutes);
  g_test_add_func ("/debrief/register", test_register);
  g_test_add_func ("/debrief/blind", test_blind);
  g_test_add_func ("/debrief/late", test_late);
  g_test_add_func ("/debrief/one-instant", test_one_instant);
  g_test_add_func ("/debrief/feedback", test_feedback);
  g_test_add_func ("/debrief/stage-skip", test_stage_skip);
  g_test_add_func ("/debrief/first-layout", test_first_layout);
  g_test_add_func ("/debrief/first-layout-at-once", test_first_layout_at_once);
  g_test_add_func ("/debrief/second-layout", test_second_layout);
  return g_test_run ();
}
