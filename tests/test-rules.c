/* test-rules.c - the rule book as a table: an act, who does it, in what situation, and what the rules say.
 *
 * The loop of every case: template backend-senior; Hanna is hiring manager, Ben bar raiser, Ana interviewer, Sam her shadow and Olga an
 * observer; Cora coordinates without a seat and Zoe is a stranger. All cards are in except Ana's, which is a draft with one red flag.
 */
#include "app/error.h"
#include "app/rules.h"

#include <string.h>

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
  { "concurs in silence", K (GIVE_VERDICT), BEN, USUAL, OK, A_BEN, .text = "", .word = PLUMB_VERDICT_CONCUR },
  { "vetoes", K (GIVE_VERDICT), BEN, USUAL, OK, A_BEN, .word = PLUMB_VERDICT_VETO },
  { "vetoes in silence", K (GIVE_VERDICT), BEN, USUAL, E (INVALID), A_BEN, .text = "", .word = PLUMB_VERDICT_VETO },
  { "verdict while owing a card", K (GIVE_VERDICT), BEN, BEN_OWES, E (FORBIDDEN), A_BEN, .word = PLUMB_VERDICT_CONCUR },
  { "and after breaking the seal", K (GIVE_VERDICT), BEN, BEN_OWES | SEAL_BROKEN, E (FORBIDDEN), A_BEN,
    .word = PLUMB_VERDICT_CONCUR },
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
  { "hire over a veto, no reason", K (DECIDE), HANNA, VETO, E (INVALID), NOTHING, .word = PLUMB_DECISION_HIRE },
  { "hire over a veto, with a reason", K (DECIDE), HANNA, VETO, OK, "because", .word = PLUMB_DECISION_HIRE },
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
};

static PlumbTemplate *
load_template (gboolean strict)
{
  GPtrArray *templates = plumb_library_list_templates ();

  for (guint i = 0; i < templates->len; i++)
    {
      PlumbTemplate *template = g_ptr_array_index (templates, i);
      json_t *document;
      PlumbTemplate *copy;
      g_autoptr (GError) error = NULL;

      if (!g_str_equal (template->key, "backend-senior"))
        continue;
      if (!strict)
        return plumb_template_ref (template);
      document = json_deep_copy (template->document);
      json_object_set_new (json_object_get (document, "policy"), "override", json_false ());
      copy = plumb_template_new_from_json (document, "$", &error);
      json_decref (document);
      g_assert_no_error (error);
      return copy;
    }
  g_assert_not_reached ();
}

static void
complete_card (PlumbScorecard *card)
{
  for (guint i = 0; i < card->answers->len; i++)
    {
      PlumbAnswer *answer = g_ptr_array_index (card->answers, i);

      answer->state = i == 0 ? PLUMB_ANSWER_DECLINED : PLUMB_ANSWER_SCORED;
      answer->score = i == 0 ? 0 : 3;
    }
  card->recommendation = PLUMB_RECOMMENDATION_YES;
  plumb_set_string (&card->summary, "Good.");
}

static void
add_assignment (PlumbLoop *loop, const char *id, const char *stage, const char *person, PlumbSeat seat, gboolean submitted)
{
  PlumbAssignment *assignment = plumb_assignment_new (id, stage, person, seat);

  assignment->card = plumb_scorecard_new (id, plumb_template_get_stage (loop->template, stage, NULL));
  assignment->card->state = PLUMB_CARD_DRAFT;
  if (seat == PLUMB_SEAT_OBSERVER)
    assignment->card->state = PLUMB_CARD_NONE;
  else if (submitted)
    {
      complete_card (assignment->card);
      assignment->card->state = PLUMB_CARD_SUBMITTED;
      assignment->card->submitted_at = 1000;
    }
  g_ptr_array_add (loop->assignments, assignment);
}

static void
add_flag (PlumbLoop *loop, const char *id, const char *assignment, const char *quote)
{
  PlumbFlag *flag = plumb_flag_new (id, assignment);

  plumb_set_string (&flag->label, "Guesses");
  plumb_set_string (&flag->quote, quote);
  g_ptr_array_add (loop->flags, flag);
}

static void
set_waiting (PlumbLoop *loop, const char *assignment)
{
  PlumbScorecard *card = plumb_loop_get_assignment (loop, assignment)->card;

  card->state = PLUMB_CARD_NONE;
  card->submitted_at = 0;
}

static void
break_seal (PlumbLoop *loop, const char *person)
{
  PlumbSeal *seal = plumb_seal_new ();

  plumb_set_string (&seal->person, person);
  plumb_set_string (&seal->reason, "Ana is ill");
  seal->at = 2000;
  g_ptr_array_add (loop->seals, seal);
}

static void
apply_situation (PlumbLoop *loop, int situation)
{
  PlumbAssignment *ana = plumb_loop_get_assignment (loop, A_ANA);

  if (situation & ANA_WAITING)
    set_waiting (loop, A_ANA);
  if (situation & (ANA_COMPLETE | ANA_SUBMITTED))
    complete_card (ana->card);
  if (situation & ANA_SUBMITTED)
    ana->card->state = PLUMB_CARD_SUBMITTED;
  if (situation & ANA_SKIPPED)
    plumb_set_string (&ana->skip_reason, "No time");
  if (situation & (BEN_OWES | NOBODY_IN))
    set_waiting (loop, A_BEN);
  if (situation & (HANNA_OWES | NOBODY_IN))
    set_waiting (loop, A_HANNA);
  if (situation & NOBODY_IN)
    set_waiting (loop, A_SAM);
  if (situation & DECIDED)
    loop->state = PLUMB_LOOP_DECIDED;
  if (situation & CLOSED)
    loop->state = PLUMB_LOOP_CLOSED;
  if (situation & SEAL_BROKEN)
    {
      break_seal (loop, ANA);
      break_seal (loop, BEN);
      break_seal (loop, HANNA);
    }
  if (situation & VETO)
    {
      PlumbVerdict *verdict = plumb_verdict_new ();

      plumb_set_string (&verdict->assignment, A_BEN);
      verdict->value = PLUMB_VERDICT_VETO;
      g_ptr_array_add (loop->verdicts, verdict);
    }
}

static PlumbLoop *
build_loop (int situation)
{
  static const struct
  {
    const char *id;
    const char *name;
    PlumbRole role;
  } people[] = {
    { HANNA, "Hanna", PLUMB_ROLE_PANELIST },  { BEN, "Ben", PLUMB_ROLE_PANELIST },   { ANA, "Ana", PLUMB_ROLE_PANELIST },
    { SAM, "Sam", PLUMB_ROLE_PANELIST },      { OLGA, "Olga", PLUMB_ROLE_PANELIST }, { ZOE, "Zoe", PLUMB_ROLE_PANELIST },
    { CORA, "Cora", PLUMB_ROLE_COORDINATOR },
  };
  g_autoptr (PlumbTemplate) template = load_template ((situation & STRICT) != 0);
  PlumbLoop *loop = plumb_loop_new (LOOP, template);

  loop->candidate = plumb_candidate_new (NEW, "Candice");
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      PlumbPerson *person = plumb_person_new (people[i].id, people[i].name);

      person->role = people[i].role;
      g_ptr_array_add (loop->people, person);
    }
  add_assignment (loop, A_HANNA, "hiring-manager-screen", HANNA, PLUMB_SEAT_HIRING_MANAGER, TRUE);
  add_assignment (loop, A_ANA, "technical-phone", ANA, PLUMB_SEAT_INTERVIEWER, FALSE);
  add_assignment (loop, A_SAM, "technical-phone", SAM, PLUMB_SEAT_SHADOW, TRUE);
  add_assignment (loop, A_BEN, "bar-raiser", BEN, PLUMB_SEAT_BAR_RAISER, TRUE);
  add_assignment (loop, A_OLGA, "bar-raiser", OLGA, PLUMB_SEAT_OBSERVER, FALSE);
  add_flag (loop, FLAG_ANA, A_ANA, "I never test");
  add_flag (loop, FLAG_BEN, A_BEN, "No idea who wrote that");
  apply_situation (loop, situation);
  return loop;
}

static const char * or (const char *given, const char *usual)
{
  return given != NULL ? given : usual;
}

static PlumbCommand *
build_flag_command (const Case *c)
{
  g_autoptr (PlumbFlag) flag = plumb_flag_new (or (c->on, c->kind == PLUMB_COMMAND_RAISE_FLAG ? NEW : FLAG_ANA), A_ANA);

  flag->question = g_strdup ("locking");
  flag->choice = g_strdup (c->place);
  flag->severity = (PlumbSeverity)c->word;
  plumb_set_string (&flag->label, or (c->text, "Guesses"));
  plumb_set_string (&flag->quote, "It should work");
  if (c->kind == PLUMB_COMMAND_RAISE_FLAG)
    return plumb_command_new_raise_flag (c->actor, LOOP, flag);
  return plumb_command_new_edit_flag (c->actor, LOOP, flag);
}

static PlumbCommand *
build_workspace_command (const Case *c, PlumbLoop *loop)
{
  const char *text = or (c->text, "A good reason");

  if (c->kind == PLUMB_COMMAND_ADD_PERSON)
    {
      g_autoptr (PlumbPerson) person = plumb_person_new (NEW, text);

      person->role = (PlumbRole)c->word;
      person->seniority = (int)c->number;
      return plumb_command_new_add_person (c->actor, person);
    }
  if (c->kind == PLUMB_COMMAND_OPEN_LOOP)
    {
      g_autoptr (PlumbCandidate) candidate = plumb_candidate_new (NEW, text);

      return plumb_command_new_open_loop (c->actor, NEW, candidate, loop->template, "Backend developer");
    }
  if (c->kind == PLUMB_COMMAND_IMPORT_LOOP)
    return plumb_command_new_import_loop (c->actor, build_loop (USUAL));
  return plumb_command_new_add_template (c->actor, loop->template);
}

static PlumbCommand *
build_amendment (const Case *c)
{
  gboolean whole = g_str_equal (c->place, "recommendation") || g_str_equal (c->place, "summary");

  return plumb_command_new_amend_card (c->actor, LOOP, NEW, A_ANA, whole ? NULL : "locking", c->place, c->person,
                                       or (c->text, "A good reason"));
}

static PlumbCommand *
build_decision (const Case *c)
{
  const char *dissents[] = { c->person, NULL };

  return plumb_command_new_decide (c->actor, LOOP, NEW, (PlumbDecisionValue)c->word, or (c->text, "A good reason"), c->on,
                                   or (c->place, ""), dissents);
}

static const char *
first_signal (const PlumbLoop *loop)
{
  const PlumbStage *stage = plumb_template_get_stage (loop->template, "technical-phone", NULL);
  const PlumbScriptItem *item = plumb_stage_get_item (stage, "locking", NULL);

  return ((PlumbSignal *)g_ptr_array_index (item->question->signals, 0))->key;
}

static PlumbCommand *
build_command (const Case *c, PlumbLoop *loop)
{
  const char *text = or (c->text, "A good reason");
  const char *on = or (c->on, A_ANA);

  switch (c->kind)
    {
    case PLUMB_COMMAND_CLOSE_LOOP:
      return plumb_command_new_close_loop (c->actor, LOOP, text);
    case PLUMB_COMMAND_ASSIGN:
      return plumb_command_new_assign (c->actor, LOOP, NEW, or (c->place, "systems-design"), or (c->person, ZOE),
                                       (PlumbSeat)c->word, 0);
    case PLUMB_COMMAND_REASSIGN:
      return plumb_command_new_reassign (c->actor, LOOP, on, or (c->person, ZOE), (PlumbSeat)c->word);
    case PLUMB_COMMAND_SCHEDULE:
      return plumb_command_new_schedule (c->actor, LOOP, on, 5000);
    case PLUMB_COMMAND_SKIP:
      return plumb_command_new_skip (c->actor, LOOP, on, text);
    case PLUMB_COMMAND_START_CARD:
      return plumb_command_new_start_card (c->actor, LOOP, on);
    case PLUMB_COMMAND_SET_CLOCK:
      return plumb_command_new_set_clock (c->actor, LOOP, on, TRUE);
    case PLUMB_COMMAND_SET_ANSWER:
      return plumb_command_new_set_answer (c->actor, LOOP, on, or (c->place, "locking"), (PlumbAnswerState)c->word,
                                           (int)c->number);
    case PLUMB_COMMAND_SET_NOTES:
      return plumb_command_new_set_notes (c->actor, LOOP, on, "locking", text);
    case PLUMB_COMMAND_SET_RATIONALE:
      return plumb_command_new_set_rationale (c->actor, LOOP, on, "locking", text);
    case PLUMB_COMMAND_SET_SIGNAL:
      return plumb_command_new_set_signal (c->actor, LOOP, on, "locking", or (c->place, first_signal (loop)), TRUE);
    case PLUMB_COMMAND_SET_EVIDENCE:
      return plumb_command_new_set_evidence (c->actor, LOOP, on, "locking", or (c->place, first_signal (loop)), text);
    case PLUMB_COMMAND_ADD_SECONDS:
      return plumb_command_new_add_seconds (c->actor, LOOP, on, "locking", c->number);
    case PLUMB_COMMAND_RAISE_FLAG:
    case PLUMB_COMMAND_EDIT_FLAG:
      return build_flag_command (c);
    case PLUMB_COMMAND_WITHDRAW_FLAG:
      return plumb_command_new_withdraw_flag (c->actor, LOOP, or (c->on, FLAG_ANA));
    case PLUMB_COMMAND_RESOLVE_FLAG:
      return plumb_command_new_resolve_flag (c->actor, LOOP, or (c->on, FLAG_ANA), (PlumbFlagState)c->word, text);
    case PLUMB_COMMAND_SET_SUMMARY:
      return plumb_command_new_set_summary (c->actor, LOOP, on, (PlumbRecommendation)c->word, NULL, text, NULL);
    case PLUMB_COMMAND_SUBMIT_CARD:
      return plumb_command_new_submit_card (c->actor, LOOP, on);
    case PLUMB_COMMAND_AMEND_CARD:
      return build_amendment (c);
    case PLUMB_COMMAND_VOTE:
      return plumb_command_new_vote (c->actor, LOOP, on, PLUMB_ROUND_FINAL, (PlumbRecommendation)c->word, text);
    case PLUMB_COMMAND_GIVE_VERDICT:
      return plumb_command_new_give_verdict (c->actor, LOOP, on, (PlumbVerdictValue)c->word, text);
    case PLUMB_COMMAND_DECIDE:
      return build_decision (c);
    case PLUMB_COMMAND_REOPEN_LOOP:
      return plumb_command_new_reopen_loop (c->actor, LOOP, text);
    case PLUMB_COMMAND_BREAK_SEAL:
      return plumb_command_new_break_seal (c->actor, LOOP, text);
    default:
      return build_workspace_command (c, loop);
    }
}

/* What an engine looks up. */
static void
fill_facts (PlumbRuleFacts *facts, const PlumbCommand *command, PlumbLoop *loop, const PlumbEvaluation *evaluation)
{
  const char *actor = plumb_command_get_actor (command);
  const PlumbPerson *person = actor != NULL ? plumb_loop_get_person (loop, actor) : NULL;
  const char *assignment = plumb_command_get_string (command, "assignment");
  const char *flag = plumb_command_get_string (command, "flag");

  if (flag == NULL)
    flag = plumb_command_get_string (command, "target");
  facts->actor_role = actor == NULL ? PLUMB_ROLE_COORDINATOR : person != NULL ? person->role : PLUMB_ROLE_PANELIST;
  facts->loop_state = loop->state;
  facts->template = loop->template;
  facts->flag = flag != NULL ? plumb_loop_get_flag (loop, flag) : NULL;
  if (assignment == NULL && facts->flag != NULL)
    assignment = facts->flag->assignment;
  facts->assignment = assignment != NULL ? plumb_loop_get_assignment (loop, assignment) : NULL;
  if (plumb_rules_need_loop (plumb_command_get_kind (command)))
    facts->loop = loop;
  if (plumb_rules_need_evaluation (plumb_command_get_kind (command)))
    facts->evaluation = evaluation;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (PlumbLoop) loop = build_loop (c->situation);
  g_autoptr (PlumbCommand) command = build_command (c, loop);
  PlumbEvaluation evaluation = { .outcome = (c->situation & BELOW) ? PLUMB_OUTCOME_BELOW_BAR : PLUMB_OUTCOME_MEETS_BAR };
  PlumbRuleFacts facts = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean allowed;

  g_assert_cmpint (plumb_command_get_kind (command), ==, c->kind);
  fill_facts (&facts, command, loop, &evaluation);
  allowed = plumb_rules_check (command, &facts, &error);
  if (c->expected == OK)
    {
      g_assert_no_error (error);
      g_assert_true (allowed);
      return;
    }
  g_assert_false (allowed);
  g_assert_error (error, PLUMB_ERROR, c->expected);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static void
test_every_kind_is_tried (void)
{
  for (int kind = 0; kind < PLUMB_COMMAND_SEED_LIBRARY; kind++)
    {
      guint allowed = 0;
      guint refused = 0;

      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        if (cases[i].kind == (PlumbCommandKind)kind)
          *(cases[i].expected == OK ? &allowed : &refused) += 1;
      if (allowed == 0)
        g_error ("no allowed case of %s", plumb_command_kind_to_nick ((PlumbCommandKind)kind));
      if (refused == 0 && kind != PLUMB_COMMAND_SET_RATIONALE)
        g_error ("no refused case of %s", plumb_command_kind_to_nick ((PlumbCommandKind)kind));
    }
}

static void
test_missing (void)
{
  g_autoptr (PlumbLoop) loop = build_loop (USUAL);
  PlumbAssignment *ana = plumb_loop_get_assignment (loop, A_ANA);
  g_auto (GStrv) all = NULL;
  g_auto (GStrv) some = NULL;
  g_auto (GStrv) none = NULL;

  plumb_set_string (&plumb_loop_get_flag (loop, FLAG_ANA)->quote, " ");
  plumb_set_string (&plumb_loop_get_flag (loop, FLAG_BEN)->quote, "");
  all = plumb_rules_list_missing (loop->template, ana, loop->flags);
  g_assert_cmpuint (g_strv_length (all), ==, ana->card->answers->len + 3);
  g_assert_true (g_str_has_prefix (all[0], "Question 1, “"));
  g_assert_true (g_str_has_prefix (all[ana->card->answers->len], "Red flag “Guesses”"));

  complete_card (ana->card);
  ana->card->recommendation = PLUMB_RECOMMENDATION_NO_DECISION;
  some = plumb_rules_list_missing (loop->template, ana, NULL);
  g_assert_cmpuint (g_strv_length (some), ==, 1);
  g_assert_cmpstr (some[0], ==, "The reason for no decision");

  plumb_set_string (&ana->card->no_decision_reason, "The line broke off");
  none = plumb_rules_list_missing (loop->template, ana, NULL);
  g_assert_null (none[0]);
}

static void
test_commands (void)
{
  PlumbCommandKind kind;
  const char *dissents[] = { ANA, BEN, NULL };
  g_autoptr (PlumbCommand) evidence = plumb_command_new_set_evidence (ANA, LOOP, A_ANA, "locking", "x", NULL);
  g_autoptr (PlumbCommand) clock = plumb_command_new_set_clock (ANA, LOOP, A_ANA, TRUE);
  g_autoptr (PlumbCommand) decide
      = plumb_command_new_decide (NULL, LOOP, NEW, PLUMB_DECISION_HOLD, "Wait", NULL, "Reference", dissents);
  g_auto (GStrv) persons = plumb_command_dup_strings (decide, "dissents");
  g_autofree char *payload = plumb_command_dup_payload (clock);

  for (int i = 0; i < PLUMB_N_COMMANDS; i++)
    {
      g_assert_true (plumb_command_kind_from_nick (plumb_command_kind_to_nick ((PlumbCommandKind)i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (plumb_command_kind_from_nick ("set-fire", &kind));
  g_assert_false (plumb_command_kind_from_nick (NULL, &kind));
  g_assert_null (plumb_command_get_string (evidence, "quote"));
  g_assert_cmpint (plumb_command_get_integer (clock, "running"), ==, 1);
  g_assert_cmpstr (payload, ==, "{\"assignment\":\"" A_ANA "\",\"running\":true}");
  g_assert_null (plumb_command_get_actor (decide));
  g_assert_cmpstr (plumb_command_get_string (decide, "value"), ==, "hold");
  g_assert_null (plumb_command_get_string (decide, "override_reason"));
  g_assert_cmpuint (g_strv_length (persons), ==, 2);
  g_assert_cmpstr (persons[1], ==, BEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rules/%s/%s", plumb_command_kind_to_nick (cases[i].kind), cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/rules/every-kind-is-tried", test_every_kind_is_tried);
  g_test_add_func ("/rules/missing", test_missing);
  g_test_add_func ("/commands/values", test_commands);
  return g_test_run ();
}
