/* rules-cases.h - the cases of test-rules.c: people, situations, acts, and what the rules say to them. */
#pragma once

#include "app/error.h"
#include "app/rules.h"

#define LOOP "10000000-0000-4000-8000-000000000001"
#define HANNA "20000000-0000-4000-8000-000000000001"
#define BEN "20000000-0000-4000-8000-000000000002"
#define ANA "20000000-0000-4000-8000-000000000003"
#define SAM "20000000-0000-4000-8000-000000000004"
#define OLGA "20000000-0000-4000-8000-000000000005"
#define CORA "20000000-0000-4000-8000-000000000006"
#define ZOE "20000000-0000-4000-8000-000000000007"
#define A_HANNA "30000000-0000-4000-8000-000000000001"
#define A_BEN "30000000-0000-4000-8000-000000000002"
#define A_ANA "30000000-0000-4000-8000-000000000003"
#define A_SAM "30000000-0000-4000-8000-000000000004"
#define A_OLGA "30000000-0000-4000-8000-000000000005"
#define FLAG_ANA "40000000-0000-4000-8000-000000000001"
#define FLAG_BEN "40000000-0000-4000-8000-000000000002"
#define FLAG_SAM "40000000-0000-4000-8000-000000000003"
#define FEEDBACK "60000000-0000-4000-8000-000000000001" /* from Ben to Hanna */
#define NEW "50000000-0000-4000-8000-000000000001"
#define OWNER NULL
#define NOTHING ""

/* The situation. */
enum
{
  USUAL = 0,
  ANA_WAITING = 1 << 0,
  ANA_SUBMITTED = 1 << 1, /* everything is in */
  ANA_SKIPPED = 1 << 2,
  ANA_COMPLETE = 1 << 3, /* a draft that can be submitted */
  BEN_OWES = 1 << 4,
  HANNA_OWES = 1 << 5, /* her card is waiting */
  DECIDED = 1 << 6,
  CLOSED = 1 << 7,
  BELOW = 1 << 8, /* the outcome; meets the bar otherwise */
  VETO = 1 << 9,
  STRICT = 1 << 10,      /* the policy allows no override */
  SEAL_BROKEN = 1 << 11, /* by Ana, Ben and Hanna */
  NOBODY_IN = 1 << 12,
  DEBRIEFED = 1 << 13,
  SEVERE = 1 << 14,       /* Ana's flag is critical; Ben's is minor */
  CORROBORATED = 1 << 15, /* Ben's flag, by Hanna */
  MERGED = 1 << 16,       /* Ben's flag into Ana's, whose card is in */
  CLEARED = 1 << 17,      /* Ana's flag */
  UPHELD = 1 << 18,
  STAGE_SKIPPED = 1 << 20, /* systems design, which nobody holds */
  LENIENT = 1 << 19,       /* the policy allows even a hire over a veto */
};

typedef struct
{
  const char *name;
  PlumbCommandKind kind;
  const char *actor;
  int situation;
  int expected;       /* a PlumbError, or OK */
  const char *on;     /* assignment or flag; a good one when NULL */
  const char *place;  /* question, stage, target, field */
  const char *text;   /* reason, notes, label, rationale ...; a good one when NULL */
  const char *person; /* assign, reassign, dissent */
  int word;           /* seat, state, severity, value */
  gint64 number;
} Case;

#define OK (-1)
#define K(kind) PLUMB_COMMAND_##kind
#define E(code) PLUMB_ERROR_##code

static const Case cases[] = {
  /* people, templates, loops */
  { "owner adds a person", K (ADD_PERSON), OWNER, USUAL, OK },
  { "coordinator adds a person", K (ADD_PERSON), CORA, USUAL, OK },
  { "stranger adds a person", K (ADD_PERSON), ZOE, USUAL, E (FORBIDDEN) },
  { "one adds oneself", K (ADD_PERSON), NEW, USUAL, OK },
  { "one makes oneself a coordinator", K (ADD_PERSON), NEW, USUAL, E (FORBIDDEN), .word = PLUMB_ROLE_COORDINATOR },
  { "person without a name", K (ADD_PERSON), OWNER, USUAL, E (INVALID), .text = "  " },
  { "person of seniority 10", K (ADD_PERSON), OWNER, USUAL, E (INVALID), .number = 10 },
  { "coordinator opens a loop", K (OPEN_LOOP), CORA, USUAL, OK },
  { "panelist opens a loop", K (OPEN_LOOP), ZOE, USUAL, E (FORBIDDEN) },
  { "loop without a candidate's name", K (OPEN_LOOP), CORA, USUAL, E (INVALID), .text = "" },
  { "hiring manager closes", K (CLOSE_LOOP), HANNA, USUAL, OK },
  { "bar raiser closes", K (CLOSE_LOOP), BEN, USUAL, E (FORBIDDEN) },
  { "closes without a reason", K (CLOSE_LOOP), HANNA, USUAL, E (INVALID), .text = " " },
  { "closes twice", K (CLOSE_LOOP), CORA, CLOSED, E (FROZEN) },
  { "coordinator adds a template", K (ADD_TEMPLATE), CORA, USUAL, OK },
  { "panelist adds a template", K (ADD_TEMPLATE), ZOE, USUAL, E (FORBIDDEN) },
  { "owner imports", K (IMPORT_LOOP), OWNER, USUAL, OK },
  { "panelist imports", K (IMPORT_LOOP), ZOE, USUAL, E (FORBIDDEN) },

  /* the panel */
  { "coordinator assigns", K (ASSIGN), CORA, USUAL, OK },
  { "hiring manager assigns", K (ASSIGN), HANNA, USUAL, OK },
  { "interviewer assigns", K (ASSIGN), ANA, USUAL, E (FORBIDDEN) },
  { "assigns in a decided loop", K (ASSIGN), CORA, DECIDED, E (FROZEN) },
  { "assigns to no stage", K (ASSIGN), CORA, USUAL, E (NOT_FOUND), .place = "lunch" },
  { "two seats in one interview", K (ASSIGN), CORA, USUAL, E (INVALID), .place = "technical-phone", .person = ANA },
  { "a seat again after the skip", K (ASSIGN), CORA, ANA_SKIPPED, OK, .place = "technical-phone", .person = ANA },
  { "hiring manager as bar raiser", K (ASSIGN), CORA, USUAL, E (INVALID), .person = HANNA, .word = PLUMB_SEAT_BAR_RAISER },
  { "bar raiser as hiring manager", K (ASSIGN), CORA, USUAL, E (INVALID), .person = BEN, .word = PLUMB_SEAT_HIRING_MANAGER },
  { "coordinator sits down to listen, too early", K (ASSIGN), CORA, USUAL, E (FORBIDDEN), .person = CORA,
    .word = PLUMB_SEAT_OBSERVER },
  { "and when all are in", K (ASSIGN), CORA, ANA_SUBMITTED, OK, .person = CORA, .word = PLUMB_SEAT_OBSERVER },
  { "and as an interviewer", K (ASSIGN), CORA, USUAL, OK, .person = CORA, .word = PLUMB_SEAT_INTERVIEWER },
  { "and takes over a seat to listen", K (REASSIGN), CORA, ANA_WAITING, E (FORBIDDEN), .person = CORA,
    .word = PLUMB_SEAT_OBSERVER },
  { "hands over the seat of who has read", K (REASSIGN), CORA, USUAL, E (FORBIDDEN), A_OLGA, .word = PLUMB_SEAT_OBSERVER },
  { "and before anything could be read", K (REASSIGN), CORA, NOBODY_IN, OK, A_OLGA, .word = PLUMB_SEAT_OBSERVER },
  { "skips the observer instead", K (SKIP), CORA, USUAL, OK, A_OLGA },
  { "reassigns a waiting interview", K (REASSIGN), CORA, ANA_WAITING, OK },
  { "reassigns a started interview", K (REASSIGN), CORA, USUAL, E (FORBIDDEN) },
  { "reassigns a submitted card", K (REASSIGN), CORA, ANA_SUBMITTED, E (FROZEN) },
  { "reassigns to the other hiring seat", K (REASSIGN), CORA, ANA_WAITING, E (INVALID), .person = HANNA,
    .word = PLUMB_SEAT_BAR_RAISER },
  { "blind, gives away the own interview", K (REASSIGN), HANNA, HANNA_OWES, E (FORBIDDEN), A_HANNA },
  { "gives it away while nobody is in", K (REASSIGN), HANNA, NOBODY_IN, OK, A_HANNA },
  { "hiring manager schedules", K (SCHEDULE), HANNA, USUAL, OK },
  { "panelist schedules the own", K (SCHEDULE), ANA, USUAL, OK },
  { "panelist schedules another's", K (SCHEDULE), SAM, USUAL, E (FORBIDDEN) },
  { "schedules what is in", K (SCHEDULE), CORA, ANA_SUBMITTED, E (FROZEN) },
  { "bar raiser skips", K (SKIP), BEN, USUAL, OK },
  { "interviewer skips the own", K (SKIP), ANA, USUAL, E (FORBIDDEN) },
  { "skips without a reason", K (SKIP), CORA, USUAL, E (INVALID), .text = "" },
  { "skips what is in", K (SKIP), CORA, ANA_SUBMITTED, E (FROZEN) },
  { "skips a stage nobody holds", K (SKIP_STAGE), CORA, USUAL, OK },
  { "hiring manager skips one", K (SKIP_STAGE), HANNA, USUAL, OK },
  { "bar raiser skips one", K (SKIP_STAGE), BEN, USUAL, OK },
  { "owner skips one", K (SKIP_STAGE), OWNER, USUAL, OK },
  { "interviewer skips one", K (SKIP_STAGE), ANA, USUAL, E (FORBIDDEN) },
  { "skips a stage in silence", K (SKIP_STAGE), CORA, USUAL, E (INVALID), .text = " " },
  { "skips an unknown stage", K (SKIP_STAGE), CORA, USUAL, E (NOT_FOUND), .place = "lunch" },
  { "skips a stage twice", K (SKIP_STAGE), CORA, STAGE_SKIPPED, E (FROZEN) },
  { "skips a stage somebody is to hold", K (SKIP_STAGE), CORA, HANNA_OWES, E (FORBIDDEN), .place = "hiring-manager-screen" },
  { "skips a stage that was held", K (SKIP_STAGE), CORA, USUAL, E (FROZEN), .place = "hiring-manager-screen" },
  { "skips a stage of a decided loop", K (SKIP_STAGE), CORA, DECIDED, E (FROZEN) },
  { "assigns a skipped stage after all", K (ASSIGN), CORA, STAGE_SKIPPED, OK },
  { "skips twice", K (SKIP), CORA, ANA_SKIPPED, E (FROZEN) },
  { "blind, skips the own interview", K (SKIP), HANNA, HANNA_OWES, E (FORBIDDEN), A_HANNA },
  { "the same after breaking the seal", K (SKIP), HANNA, HANNA_OWES | SEAL_BROKEN, OK, A_HANNA },

  /* the own card */
  { "starts", K (START_CARD), ANA, ANA_WAITING, OK },
  { "starts twice", K (START_CARD), ANA, USUAL, E (FORBIDDEN) },
  { "starts another's", K (START_CARD), BEN, ANA_WAITING, E (FORBIDDEN) },
  { "owner starts", K (START_CARD), OWNER, ANA_WAITING, E (FORBIDDEN) },
  { "observer starts", K (START_CARD), OLGA, USUAL, E (FORBIDDEN), A_OLGA },
  { "starts a skipped one", K (START_CARD), ANA, ANA_SKIPPED, E (FROZEN) },
  { "clock", K (SET_CLOCK), ANA, USUAL, OK },
  { "clock of a submitted card", K (SET_CLOCK), ANA, ANA_SUBMITTED, E (FROZEN) },
  { "scores", K (SET_ANSWER), ANA, USUAL, OK, .word = PLUMB_ANSWER_SCORED, .number = 4 },
  { "scores 0", K (SET_ANSWER), ANA, USUAL, E (INVALID), .word = PLUMB_ANSWER_SCORED, .number = 0 },
  { "scores 5 of 4", K (SET_ANSWER), ANA, USUAL, E (INVALID), .word = PLUMB_ANSWER_SCORED, .number = 5 },
  { "not asked", K (SET_ANSWER), ANA, USUAL, OK, .word = PLUMB_ANSWER_NOT_ASKED },
  { "not asked with a score", K (SET_ANSWER), ANA, USUAL, E (INVALID), .word = PLUMB_ANSWER_NOT_ASKED, .number = 1 },
  { "back to open", K (SET_ANSWER), ANA, USUAL, OK, .word = PLUMB_ANSWER_OPEN },
  { "scores another stage's question", K (SET_ANSWER), ANA, USUAL, E (NOT_FOUND), .place = "cap",
    .word = PLUMB_ANSWER_NOT_ASKED },
  { "scores another's card", K (SET_ANSWER), HANNA, USUAL, E (FORBIDDEN), .word = PLUMB_ANSWER_NOT_ASKED },
  { "coordinator scores", K (SET_ANSWER), CORA, USUAL, E (FORBIDDEN), .word = PLUMB_ANSWER_NOT_ASKED },
  { "owner scores", K (SET_ANSWER), OWNER, USUAL, E (FORBIDDEN), .word = PLUMB_ANSWER_NOT_ASKED },
  { "scores before the start", K (SET_ANSWER), ANA, ANA_WAITING, E (FORBIDDEN), .word = PLUMB_ANSWER_NOT_ASKED },
  { "scores a submitted card", K (SET_ANSWER), ANA, ANA_SUBMITTED, E (FROZEN), .word = PLUMB_ANSWER_NOT_ASKED },
  { "scores in a decided loop", K (SET_ANSWER), ANA, DECIDED, E (FROZEN), .word = PLUMB_ANSWER_NOT_ASKED },
  { "scores in a closed loop", K (SET_ANSWER), ANA, CLOSED, E (FROZEN), .word = PLUMB_ANSWER_NOT_ASKED },
  { "notes", K (SET_NOTES), ANA, USUAL, OK },
  { "no notes", K (SET_NOTES), ANA, USUAL, OK, .text = "" },
  { "notes in no known encoding", K (SET_NOTES), ANA, USUAL, E (INVALID), .text = "caf\xe9" },
  { "notes with a control character", K (SET_NOTES), ANA, USUAL, E (INVALID),
    .text = "a\x07"
            "b" },
  { "rationale", K (SET_RATIONALE), ANA, USUAL, OK },
  { "signal", K (SET_SIGNAL), ANA, USUAL, OK },
  { "unknown signal", K (SET_SIGNAL), ANA, USUAL, E (NOT_FOUND), .place = "nonsense" },
  { "evidence for a signal", K (SET_EVIDENCE), ANA, USUAL, OK },
  { "evidence for an unknown signal", K (SET_EVIDENCE), ANA, USUAL, E (NOT_FOUND), .place = "nonsense" },
  { "evidence for the own flag", K (SET_EVIDENCE), ANA, USUAL, OK, .place = FLAG_ANA },
  { "evidence for another's flag", K (SET_EVIDENCE), ANA, USUAL, E (NOT_FOUND), .place = FLAG_BEN },
  { "empty evidence", K (SET_EVIDENCE), ANA, USUAL, E (INVALID), .text = "" },
  { "seconds", K (ADD_SECONDS), ANA, USUAL, OK, .number = 60 },
  { "negative seconds", K (ADD_SECONDS), ANA, USUAL, E (INVALID), .number = -1 },
  { "two days of seconds", K (ADD_SECONDS), ANA, USUAL, E (INVALID), .number = 2 * 86400 },
  { "summary", K (SET_SUMMARY), ANA, USUAL, OK, .word = PLUMB_RECOMMENDATION_YES },
  { "another's summary", K (SET_SUMMARY), SAM, USUAL, E (FORBIDDEN), .word = PLUMB_RECOMMENDATION_YES },
  { "submits the complete", K (SUBMIT_CARD), ANA, ANA_COMPLETE, OK },
  { "submits the incomplete", K (SUBMIT_CARD), ANA, USUAL, E (INVALID) },
  { "submits twice", K (SUBMIT_CARD), ANA, ANA_SUBMITTED, E (FROZEN) },
  { "submits another's", K (SUBMIT_CARD), BEN, ANA_COMPLETE, E (FORBIDDEN) },
  { "owner submits", K (SUBMIT_CARD), OWNER, ANA_COMPLETE, E (FORBIDDEN) },

  /* amendments */
  { "amends a score", K (AMEND_CARD), ANA, ANA_SUBMITTED, OK, .place = "score", .person = "4" },
  { "amends to 5 of 4", K (AMEND_CARD), ANA, ANA_SUBMITTED, E (INVALID), .place = "score", .person = "5" },
  { "amends to no number", K (AMEND_CARD), ANA, ANA_SUBMITTED, E (INVALID), .place = "score", .person = "4x" },
  { "amends to not asked", K (AMEND_CARD), ANA, ANA_SUBMITTED, OK, .place = "state", .person = "not-asked" },
  { "amends to open", K (AMEND_CARD), ANA, ANA_SUBMITTED, E (INVALID), .place = "state", .person = "open" },
  { "amends the recommendation", K (AMEND_CARD), ANA, ANA_SUBMITTED, OK, .place = "recommendation", .person = "no" },
  { "amends it to none", K (AMEND_CARD), ANA, ANA_SUBMITTED, E (INVALID), .place = "recommendation", .person = "none" },
  { "amends an unknown field", K (AMEND_CARD), ANA, ANA_SUBMITTED, E (INVALID), .place = "mood", .person = "better" },
  { "amends without a reason", K (AMEND_CARD), ANA, ANA_SUBMITTED, E (INVALID), .place = "score", .person = "4", .text = "" },
  { "amends a draft", K (AMEND_CARD), ANA, USUAL, E (FORBIDDEN), .place = "score", .person = "4" },
  { "amends another's", K (AMEND_CARD), BEN, ANA_SUBMITTED, E (FORBIDDEN), .place = "score", .person = "4" },
  { "owner amends", K (AMEND_CARD), OWNER, ANA_SUBMITTED, E (FORBIDDEN), .place = "score", .person = "4" },

  /* red flags */
  { "raises a free flag", K (RAISE_FLAG), ANA, USUAL, OK, .word = PLUMB_SEVERITY_MAJOR },
  { "raises a ready-made flag", K (RAISE_FLAG), ANA, USUAL, OK, .place = "rambles" },
  { "raises an unknown ready-made flag", K (RAISE_FLAG), ANA, USUAL, E (NOT_FOUND), .place = "nonsense" },
  { "raises a flag without a label", K (RAISE_FLAG), ANA, USUAL, E (INVALID), .text = "" },
  { "raises a flag on another's card", K (RAISE_FLAG), BEN, USUAL, E (FORBIDDEN) },
  { "raises a flag after submitting", K (RAISE_FLAG), ANA, ANA_SUBMITTED, E (FROZEN) },
  { "edits the own flag", K (EDIT_FLAG), ANA, USUAL, OK },
  { "edits a flag that is not there", K (EDIT_FLAG), ANA, USUAL, E (NOT_FOUND), NEW },
  { "moves another's flag to the own card", K (EDIT_FLAG), ANA, USUAL, E (NOT_FOUND), FLAG_BEN },
  { "withdraws the own flag", K (WITHDRAW_FLAG), ANA, USUAL, OK },
  { "withdraws after submitting", K (WITHDRAW_FLAG), ANA, ANA_SUBMITTED, E (FROZEN) },
  { "withdraws another's flag", K (WITHDRAW_FLAG), HANNA, USUAL, E (FORBIDDEN) },
  { "bar raiser upholds", K (RESOLVE_FLAG), BEN, ANA_SUBMITTED, OK, .word = PLUMB_FLAG_UPHELD },
  { "hiring manager clears", K (RESOLVE_FLAG), HANNA, ANA_SUBMITTED, OK, .word = PLUMB_FLAG_CLEARED },
  { "coordinator clears when all are in", K (RESOLVE_FLAG), CORA, ANA_SUBMITTED, OK, .word = PLUMB_FLAG_CLEARED },
  { "coordinator clears before", K (RESOLVE_FLAG), CORA, USUAL, E (FORBIDDEN), FLAG_BEN, .word = PLUMB_FLAG_CLEARED },
  { "interviewer clears", K (RESOLVE_FLAG), ANA, ANA_SUBMITTED, E (FORBIDDEN), .word = PLUMB_FLAG_CLEARED },
  { "blind hiring manager clears", K (RESOLVE_FLAG), HANNA, HANNA_OWES, E (FORBIDDEN), FLAG_BEN, .word = PLUMB_FLAG_CLEARED },
  { "clears a draft's flag", K (RESOLVE_FLAG), BEN, USUAL, E (FORBIDDEN), .word = PLUMB_FLAG_CLEARED },
  { "clears without a reason", K (RESOLVE_FLAG), BEN, ANA_SUBMITTED, E (INVALID), .text = "", .word = PLUMB_FLAG_CLEARED },
  { "resolves to open", K (RESOLVE_FLAG), BEN, ANA_SUBMITTED, E (INVALID), .word = PLUMB_FLAG_OPEN },

  /* the debrief */
  { "votes", K (VOTE), BEN, USUAL, OK, A_BEN, .word = PLUMB_RECOMMENDATION_YES },
  { "votes for another", K (VOTE), BEN, USUAL, E (FORBIDDEN), A_HANNA, .word = PLUMB_RECOMMENDATION_YES },
  { "votes with a draft", K (VOTE), ANA, USUAL, E (FORBIDDEN), A_ANA, .word = PLUMB_RECOMMENDATION_YES },
  { "shadow votes", K (VOTE), SAM, USUAL, E (FORBIDDEN), A_SAM, .word = PLUMB_RECOMMENDATION_YES },
  { "observer votes", K (VOTE), OLGA, USUAL, E (FORBIDDEN), A_OLGA, .word = PLUMB_RECOMMENDATION_YES },
  { "votes nothing", K (VOTE), BEN, USUAL, E (INVALID), A_BEN, .word = PLUMB_RECOMMENDATION_NONE },
  { "no decision without a reason", K (VOTE), BEN, USUAL, E (INVALID), A_BEN, .text = "",
    .word = PLUMB_RECOMMENDATION_NO_DECISION },
  { "owner votes", K (VOTE), OWNER, USUAL, E (FORBIDDEN), A_BEN, .word = PLUMB_RECOMMENDATION_YES },
  { "moves the vote, with the reason", K (VOTE), BEN, USUAL, OK, A_BEN, .word = PLUMB_RECOMMENDATION_NO },
  { "moves the vote in silence", K (VOTE), BEN, USUAL, E (INVALID), A_BEN, .text = " ", .word = PLUMB_RECOMMENDATION_NO },
  { "stays, in silence", K (VOTE), BEN, USUAL, OK, A_BEN, .text = "", .word = PLUMB_RECOMMENDATION_YES },
  { "concurs in silence", K (GIVE_VERDICT), BEN, USUAL, OK, A_BEN, .text = "", .word = PLUMB_VERDICT_CONCUR },
  { "vetoes", K (GIVE_VERDICT), BEN, USUAL, OK, A_BEN, .word = PLUMB_VERDICT_VETO },
  { "vetoes in silence", K (GIVE_VERDICT), BEN, USUAL, E (INVALID), A_BEN, .text = "", .word = PLUMB_VERDICT_VETO },
  { "verdict while owing a card", K (GIVE_VERDICT), BEN, BEN_OWES, E (FORBIDDEN), A_BEN, .word = PLUMB_VERDICT_CONCUR },
  { "and after breaking the seal", K (GIVE_VERDICT), BEN, BEN_OWES | SEAL_BROKEN, E (FORBIDDEN), A_BEN,
    .word = PLUMB_VERDICT_CONCUR },
  { "can't confirm, says why", K (GIVE_VERDICT), BEN, USUAL, OK, A_BEN, "My team has an opening too",
    .word = PLUMB_VERDICT_CONCUR, .number = 1 },
  { "can't confirm, in silence", K (GIVE_VERDICT), BEN, USUAL, E (INVALID), A_BEN, .word = PLUMB_VERDICT_CONCUR, .number = 1 },
  { "hiring manager's verdict", K (GIVE_VERDICT), HANNA, USUAL, E (FORBIDDEN), A_HANNA, .word = PLUMB_VERDICT_CONCUR },

  /* the decision */
  { "hire that meets the bar", K (DECIDE), HANNA, ANA_SUBMITTED, OK, NOTHING, .word = PLUMB_DECISION_HIRE },
  { "bar raiser decides", K (DECIDE), BEN, ANA_SUBMITTED, OK, NOTHING, .word = PLUMB_DECISION_NO_HIRE },
  { "coordinator decides", K (DECIDE), CORA, ANA_SUBMITTED, OK, NOTHING, .word = PLUMB_DECISION_NO_HIRE },
  { "owner decides", K (DECIDE), OWNER, ANA_SUBMITTED, OK, NOTHING, .word = PLUMB_DECISION_NO_HIRE },
  { "interviewer decides", K (DECIDE), ANA, ANA_SUBMITTED, E (FORBIDDEN), NOTHING, .word = PLUMB_DECISION_NO_HIRE },
  { "blind hiring manager decides", K (DECIDE), HANNA, HANNA_OWES, E (FORBIDDEN), NOTHING, .word = PLUMB_DECISION_NO_HIRE },
  { "decides twice", K (DECIDE), HANNA, DECIDED, E (FROZEN), NOTHING, .word = PLUMB_DECISION_NO_HIRE },
  { "decides without a rationale", K (DECIDE), HANNA, ANA_SUBMITTED, E (INVALID), NOTHING, .text = "",
    .word = PLUMB_DECISION_NO_HIRE },
  { "hire below the bar, no reason", K (DECIDE), HANNA, BELOW, E (INVALID), NOTHING, .word = PLUMB_DECISION_HIRE },
  { "hire below the bar, with a reason", K (DECIDE), HANNA, BELOW, OK, "because", .word = PLUMB_DECISION_HIRE },
  { "hire below the bar, strict policy", K (DECIDE), HANNA, BELOW | STRICT, E (FORBIDDEN), "because",
    .word = PLUMB_DECISION_HIRE },
  { "hire over a veto, usual policy", K (DECIDE), HANNA, VETO, E (FORBIDDEN), "because", .word = PLUMB_DECISION_HIRE },
  { "hire over a veto, no reason", K (DECIDE), HANNA, VETO | LENIENT, E (INVALID), NOTHING, .word = PLUMB_DECISION_HIRE },
  { "hire over a veto, with a reason", K (DECIDE), HANNA, VETO | LENIENT, OK, "because", .word = PLUMB_DECISION_HIRE },
  { "no hire after a veto", K (DECIDE), HANNA, VETO, OK, NOTHING, .word = PLUMB_DECISION_NO_HIRE },
  { "hire over a veto, strict policy", K (DECIDE), HANNA, VETO | STRICT, E (FORBIDDEN), "because", .word = PLUMB_DECISION_HIRE },
  { "no hire below the bar", K (DECIDE), HANNA, BELOW | STRICT, OK, NOTHING, .word = PLUMB_DECISION_NO_HIRE },
  { "hold waits for something", K (DECIDE), HANNA, USUAL, OK, NOTHING, .place = "a reference", .word = PLUMB_DECISION_HOLD },
  { "hold waits for nothing", K (DECIDE), HANNA, USUAL, E (INVALID), NOTHING, .word = PLUMB_DECISION_HOLD },
  { "a dissent of the panel", K (DECIDE), HANNA, USUAL, OK, NOTHING, .person = BEN, .word = PLUMB_DECISION_NO_HIRE },
  { "a stranger's dissent", K (DECIDE), HANNA, USUAL, E (NOT_FOUND), NOTHING, .person = ZOE, .word = PLUMB_DECISION_NO_HIRE },
  { "reopens", K (REOPEN_LOOP), HANNA, DECIDED, OK },
  { "reopens a closed loop", K (REOPEN_LOOP), CORA, CLOSED, OK },
  { "reopens without a reason", K (REOPEN_LOOP), HANNA, DECIDED, E (INVALID), .text = "" },
  { "reopens an open loop", K (REOPEN_LOOP), HANNA, USUAL, E (INVALID) },
  { "interviewer reopens", K (REOPEN_LOOP), ANA, DECIDED, E (FORBIDDEN) },

  /* the seal */
  { "bar raiser breaks the seal", K (BREAK_SEAL), BEN, BEN_OWES, OK },
  { "breaks it without a reason", K (BREAK_SEAL), BEN, BEN_OWES, E (INVALID), .text = "" },
  { "has nothing to break", K (BREAK_SEAL), BEN, USUAL, E (INVALID) },
  { "interviewer breaks the seal", K (BREAK_SEAL), ANA, USUAL, E (FORBIDDEN) },

  /* the register of flags */
  { "corroborates", K (CORROBORATE_FLAG), HANNA, USUAL, OK, FLAG_BEN },
  { "an observer corroborates", K (CORROBORATE_FLAG), OLGA, USUAL, OK, FLAG_BEN },
  { "the own flag", K (CORROBORATE_FLAG), BEN, USUAL, E (INVALID), FLAG_BEN },
  { "without what was seen", K (CORROBORATE_FLAG), HANNA, USUAL, E (INVALID), FLAG_BEN, .text = " " },
  { "from outside the panel", K (CORROBORATE_FLAG), CORA, ANA_SUBMITTED, E (FORBIDDEN), FLAG_BEN },
  { "as the owner", K (CORROBORATE_FLAG), OWNER, USUAL, E (FORBIDDEN), FLAG_BEN },
  { "while blind", K (CORROBORATE_FLAG), ANA, USUAL, E (FORBIDDEN), FLAG_BEN },
  { "a flag of a draft", K (CORROBORATE_FLAG), HANNA, USUAL, E (FORBIDDEN), FLAG_ANA },
  { "a merged one", K (CORROBORATE_FLAG), HANNA, ANA_SUBMITTED | MERGED, E (INVALID), FLAG_BEN },
  { "when all is decided", K (CORROBORATE_FLAG), HANNA, DECIDED, E (FROZEN), FLAG_BEN },
  { "takes it back", K (WITHDRAW_CORROBORATION), HANNA, CORROBORATED, OK, FLAG_BEN },
  { "takes back another's", K (WITHDRAW_CORROBORATION), OLGA, CORROBORATED, E (INVALID), FLAG_BEN },
  { "takes back nothing", K (WITHDRAW_CORROBORATION), HANNA, USUAL, E (INVALID), FLAG_BEN },
  { "merges", K (MERGE_FLAG), HANNA, ANA_SUBMITTED, OK, FLAG_BEN, .person = FLAG_ANA },
  { "merges into the more severe", K (MERGE_FLAG), HANNA, ANA_SUBMITTED | SEVERE, OK, FLAG_BEN, .person = FLAG_ANA },
  { "merges into the less severe", K (MERGE_FLAG), HANNA, ANA_SUBMITTED | SEVERE, E (INVALID), FLAG_ANA, .person = FLAG_BEN },
  { "merges into a cleared one", K (MERGE_FLAG), HANNA, ANA_SUBMITTED | CLEARED, E (INVALID), FLAG_BEN, .person = FLAG_ANA },
  { "merges a cleared one", K (MERGE_FLAG), HANNA, ANA_SUBMITTED | CLEARED, OK, FLAG_ANA, .person = FLAG_BEN },
  { "merges into an upheld one", K (MERGE_FLAG), HANNA, ANA_SUBMITTED | UPHELD, OK, FLAG_BEN, .person = FLAG_ANA },
  { "merges an upheld one", K (MERGE_FLAG), HANNA, ANA_SUBMITTED | UPHELD, E (INVALID), FLAG_ANA, .person = FLAG_BEN },
  { "merges into itself", K (MERGE_FLAG), HANNA, ANA_SUBMITTED, E (INVALID), FLAG_BEN, .person = FLAG_BEN },
  { "merges into nothing", K (MERGE_FLAG), HANNA, ANA_SUBMITTED, E (NOT_FOUND), FLAG_BEN, .person = NEW },
  { "merges into a draft's", K (MERGE_FLAG), HANNA, USUAL, E (INVALID), FLAG_BEN, .person = FLAG_ANA },
  { "merges into a shadow's", K (MERGE_FLAG), HANNA, ANA_SUBMITTED, E (INVALID), FLAG_BEN, .person = FLAG_SAM },
  { "merges a shadow's", K (MERGE_FLAG), HANNA, ANA_SUBMITTED, OK, FLAG_SAM, .person = FLAG_BEN },
  { "merges twice", K (MERGE_FLAG), HANNA, ANA_SUBMITTED | MERGED, E (INVALID), FLAG_BEN, .person = FLAG_ANA },
  { "merges into a merged one", K (MERGE_FLAG), HANNA, ANA_SUBMITTED | MERGED, E (INVALID), FLAG_SAM, .person = FLAG_BEN },
  { "merges what stands for others", K (MERGE_FLAG), HANNA, ANA_SUBMITTED | MERGED, E (INVALID), FLAG_ANA, .person = FLAG_BEN },
  { "merges without a reason", K (MERGE_FLAG), HANNA, ANA_SUBMITTED, E (INVALID), FLAG_BEN, .text = "", .person = FLAG_ANA },
  { "interviewer merges", K (MERGE_FLAG), ANA, ANA_SUBMITTED, E (FORBIDDEN), FLAG_BEN, .person = FLAG_ANA },
  { "unmerges", K (UNMERGE_FLAG), BEN, ANA_SUBMITTED | MERGED, OK, FLAG_BEN },
  { "unmerges what stands alone", K (UNMERGE_FLAG), BEN, ANA_SUBMITTED, E (INVALID), FLAG_BEN },
  { "unmerges without a reason", K (UNMERGE_FLAG), BEN, ANA_SUBMITTED | MERGED, E (INVALID), FLAG_BEN, .text = "" },
  { "upholds a merged one", K (RESOLVE_FLAG), HANNA, ANA_SUBMITTED | MERGED, E (INVALID), FLAG_BEN, .word = PLUMB_FLAG_UPHELD },

  /* the debrief */
  { "bar raiser starts", K (START_DEBRIEF), BEN, USUAL, OK, .number = 10 },
  { "owner starts", K (START_DEBRIEF), OWNER, USUAL, OK },
  { "coordinator starts, too early", K (START_DEBRIEF), CORA, USUAL, E (FORBIDDEN) },
  { "shadow starts", K (START_DEBRIEF), SAM, USUAL, E (FORBIDDEN) },
  { "starts while blind", K (START_DEBRIEF), BEN, BEN_OWES, E (FORBIDDEN) },
  { "starts twice", K (START_DEBRIEF), BEN, DEBRIEFED, E (EXISTS) },
  { "reads for a day", K (START_DEBRIEF), BEN, USUAL, E (INVALID), .number = 1440 },
  { "reads for less than nothing", K (START_DEBRIEF), BEN, USUAL, E (INVALID), .number = -1 },
  { "minutes of the votes", K (RECORD_POINT), SAM, DEBRIEFED, OK, "votes" },
  { "minutes of a flag", K (RECORD_POINT), HANNA, DEBRIEFED, OK, "flag:" FLAG_BEN },
  { "minutes of a split", K (RECORD_POINT), HANNA, DEBRIEFED, OK, "split:sys" },
  { "minutes of a topic", K (RECORD_POINT), BEN, DEBRIEFED, OK, "topic:" NEW, "The references" },
  { "a topic without a title", K (RECORD_POINT), BEN, DEBRIEFED, E (INVALID), "topic:" NEW },
  { "a topic without an id", K (RECORD_POINT), BEN, DEBRIEFED, E (NOT_FOUND), "topic:x", "The references" },
  { "a title where there is one", K (RECORD_POINT), BEN, DEBRIEFED, E (INVALID), "holistic", "The whole" },
  { "no such competency", K (RECORD_POINT), BEN, DEBRIEFED, E (NOT_FOUND), "uncovered:charm" },
  { "a flag of a draft", K (RECORD_POINT), BEN, DEBRIEFED, E (NOT_FOUND), "flag:" FLAG_ANA },
  { "no such flag", K (RECORD_POINT), BEN, DEBRIEFED, E (NOT_FOUND), "flag:" NEW },
  { "no such point", K (RECORD_POINT), BEN, DEBRIEFED, E (NOT_FOUND), "weather" },
  { "minutes without a note", K (RECORD_POINT), BEN, DEBRIEFED, OK, "holistic", .text = "" },
  { "minutes before it began", K (RECORD_POINT), BEN, USUAL, E (INVALID), "votes" },
  { "minutes while blind", K (RECORD_POINT), ANA, DEBRIEFED, E (FORBIDDEN), "votes" },
  { "a stranger's minutes", K (RECORD_POINT), ZOE, DEBRIEFED, E (FORBIDDEN), "votes" },
  { "minutes after the decision", K (RECORD_POINT), BEN, DEBRIEFED | DECIDED, E (FROZEN), "votes" },

  /* feedback on feedback */
  { "bar raiser gives it", K (GIVE_FEEDBACK), BEN, USUAL, OK, A_HANNA },
  { "after the decision too", K (GIVE_FEEDBACK), BEN, DECIDED, OK, A_HANNA },
  { "coordinator gives it when all are in", K (GIVE_FEEDBACK), CORA, ANA_SUBMITTED, OK, A_HANNA },
  { "coordinator gives it unread", K (GIVE_FEEDBACK), CORA, USUAL, E (FORBIDDEN), A_HANNA },
  { "on the own card", K (GIVE_FEEDBACK), BEN, USUAL, E (INVALID), A_BEN },
  { "on a draft", K (GIVE_FEEDBACK), BEN, USUAL, E (FORBIDDEN), A_ANA },
  { "saying nothing", K (GIVE_FEEDBACK), BEN, USUAL, E (INVALID), A_HANNA, .text = " " },
  { "hiring manager gives it", K (GIVE_FEEDBACK), HANNA, USUAL, E (FORBIDDEN), A_BEN },
  { "owner gives it", K (GIVE_FEEDBACK), OWNER, USUAL, E (FORBIDDEN), A_HANNA },
  { "its panelist acknowledges", K (ACKNOWLEDGE_FEEDBACK), HANNA, DECIDED, OK, FEEDBACK },
  { "another acknowledges", K (ACKNOWLEDGE_FEEDBACK), BEN, USUAL, E (FORBIDDEN), FEEDBACK },
  { "there is none", K (ACKNOWLEDGE_FEEDBACK), HANNA, USUAL, E (NOT_FOUND), NEW },
  { "who gave it erases it", K (ERASE_FEEDBACK), BEN, USUAL, OK, FEEDBACK },
  { "owner erases it", K (ERASE_FEEDBACK), OWNER, USUAL, OK, FEEDBACK },
  { "its panelist erases it", K (ERASE_FEEDBACK), HANNA, USUAL, E (FORBIDDEN), FEEDBACK },
};
