/* fixture.h - loops for tests: small ones told in a few lines, and random whole ones.
 *
 * Everything made here is valid: complete when submitted, references that resolve, texts that plumb_text_check accepts. Ids are
 * valid UUIDs; those of the small loops count up, those of random loops come from the generator, so that the same seed gives the same
 * loop. Failures abort the test.
 */
#pragma once

#include "app/evaluation.h"

G_BEGIN_DECLS

#define FIXTURE_MAX 12

typedef struct
{
  const char *competency; /* NULL ends the script */
  int weight;             /* v; 0 stands for 1 */
} FixtureQuestion;

typedef struct
{
  const char *key; /* NULL ends the list */
  int weight;      /* u; 0 stands for 1 */
  FixtureQuestion script[FIXTURE_MAX];
} FixtureStage;

typedef struct
{
  const char *key; /* NULL ends the list; its name is the key with a capital */
  int weight;      /* w */
} FixtureCompetency;

/* What stays 0 stands for the usual: 4 points, bar 3.00, coverage 80 %, floor 2.00 from a share of 20 %. Negative: a real zero. */
typedef struct
{
  int points;
  FixtureCompetency competencies[FIXTURE_MAX + 1];
  FixtureStage stages[FIXTURE_MAX + 1];
  int bar;
  int coverage;
  int floor;
  int floor_share;
} FixtureTemplate;

/* Questions are "STAGE-1", "STAGE-2" ...; each has signals of weight 3, 2, 2, 1 keyed "s1" .. "s4". */
PlumbTemplate *fixture_template_new (const FixtureTemplate *shape);

/* An open loop of candidate "Priya Raman", without assignments. */
PlumbLoop *fixture_loop_new (PlumbTemplate *template);
PlumbLoop *fixture_loop_new_with (const FixtureTemplate *shape);

/* The person of that name, made when not there yet. */
const PlumbPerson *fixture_add_person (PlumbLoop *loop, const char *name);

/* Adds an assignment and its card. `answers`: one word a question in script order, a score or "-" not asked, "e" no evidence, "n" not
 * applicable, "d" declined, "." open: "4 - 2". NULL leaves the card waiting; with an open one it is a draft, else submitted (yes). */
PlumbAssignment *fixture_add_card (PlumbLoop *loop, const char *stage, const char *name, PlumbSeat seat, const char *answers);
/* A waiting assignment that was skipped. */
PlumbAssignment *fixture_add_skipped (PlumbLoop *loop, const char *stage, const char *name, PlumbSeat seat);

PlumbFlag *fixture_add_flag (PlumbLoop *loop, const PlumbAssignment *assignment, PlumbSeverity severity, PlumbFlagState state);
PlumbVote *fixture_add_vote (PlumbLoop *loop, const PlumbAssignment *assignment, PlumbRound round, PlumbRecommendation value);
PlumbVerdict *fixture_add_verdict (PlumbLoop *loop, const PlumbAssignment *assignment, PlumbVerdictValue value);
/* The one in force, by the first of the panel; the loop is decided by it. */
PlumbDecision *fixture_add_decision (PlumbLoop *loop, PlumbDecisionValue value, const char *conditions);

/* Seals the loop (transfer full) for the owner and evaluates it. The evaluation keeps the snapshot. */
PlumbEvaluation *fixture_evaluate (PlumbLoop *loop);
/* The same as a person of the loop sees it. */
PlumbEvaluation *fixture_evaluate_as (PlumbLoop *loop, const char *viewer, PlumbRole role);

/* fixture-random.c */

char *fixture_random_id (GRand *random);
/* Scale of 4, 5 or 7 points, 1 to 8 competencies, 1 to 8 stages, any weights and policy. */
PlumbTemplate *fixture_random_template (GRand *random);
/* A whole loop: all seats and states, flags, votes, verdicts, amendments, seals, decisions, notes in many scripts. `template` NULL: a
 * shipped or a random one. */
PlumbLoop *fixture_random_loop (GRand *random, PlumbTemplate *template);
/* One of a set of awkward but valid texts; never empty with `filled`. Free with g_free. */
char *fixture_random_text (GRand *random, gboolean filled);

G_END_DECLS
