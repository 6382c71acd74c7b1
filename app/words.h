/* words.h - the words of the field as enumerations.
 *
 * Each has a nick (what files, the store and the terminal use: stable, lower case, hyphens) and a label (what a person reads).
 * `plumb_X_to_nick` and `plumb_X_to_label` answer static strings; `plumb_X_from_nick` answers FALSE on an unknown nick.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PLUMB_ROLE_PANELIST,   /* "panelist" */
  PLUMB_ROLE_COORDINATOR /* "coordinator": opens loops, assigns, exports (a recruiter) */
} PlumbRole;

typedef enum
{
  PLUMB_SEAT_INTERVIEWER,    /* "interviewer" */
  PLUMB_SEAT_HIRING_MANAGER, /* "hiring-manager" */
  PLUMB_SEAT_BAR_RAISER,     /* "bar-raiser" */
  PLUMB_SEAT_SHADOW,         /* "shadow": scores, is never counted */
  PLUMB_SEAT_OBSERVER        /* "observer": reads, never scores */
} PlumbSeat;

/* The state of one question on one scorecard. The four non-scores are never mixed up and none of them is a zero. */
typedef enum
{
  PLUMB_ANSWER_OPEN,           /* "open": nothing recorded yet; a card with one can't be submitted */
  PLUMB_ANSWER_SCORED,         /* "scored" */
  PLUMB_ANSWER_NOT_ASKED,      /* "not-asked" */
  PLUMB_ANSWER_NO_EVIDENCE,    /* "no-evidence": asked, but no evidence either way */
  PLUMB_ANSWER_NOT_APPLICABLE, /* "not-applicable" */
  PLUMB_ANSWER_DECLINED        /* "declined": the candidate declined to answer */
} PlumbAnswerState;

typedef enum
{
  PLUMB_SEVERITY_MINOR,
  PLUMB_SEVERITY_MAJOR,
  PLUMB_SEVERITY_CRITICAL
} PlumbSeverity;

typedef enum
{
  PLUMB_FLAG_OPEN,
  PLUMB_FLAG_UPHELD,
  PLUMB_FLAG_CLEARED
} PlumbFlagState;

/* On a card, and as a vote in the debrief. */
typedef enum
{
  PLUMB_RECOMMENDATION_NONE,       /* "none": not given yet */
  PLUMB_RECOMMENDATION_STRONG_NO,  /* "strong-no" */
  PLUMB_RECOMMENDATION_NO,         /* "no" */
  PLUMB_RECOMMENDATION_YES,        /* "yes" */
  PLUMB_RECOMMENDATION_STRONG_YES, /* "strong-yes" */
  PLUMB_RECOMMENDATION_NO_DECISION /* "no-decision": needs a reason */
} PlumbRecommendation;

typedef enum
{
  PLUMB_CARD_NONE,     /* "waiting": not started */
  PLUMB_CARD_DRAFT,    /* "draft" */
  PLUMB_CARD_SUBMITTED /* "submitted": frozen; later changes are amendments */
} PlumbCardState;

/* The first vote is the recommendation on the card; these two are cast in the debrief. */
typedef enum
{
  PLUMB_ROUND_READING, /* "reading": after the panel has read all cards */
  PLUMB_ROUND_FINAL    /* "final" */
} PlumbRound;

typedef enum
{
  PLUMB_VERDICT_CONCUR, /* "concur" */
  PLUMB_VERDICT_VETO    /* "veto": needs a rationale */
} PlumbVerdictValue;

/* What the bar raiser declares with the verdict, each confirmed or not. */
typedef enum
{
  PLUMB_STATEMENT_LINE,  /* "outside-line": not in the candidate's reporting line */
  PLUMB_STATEMENT_STAKE, /* "no-stake": no stake in the headcount */
  PLUMB_STATEMENT_CARDS, /* "read-cards": read all cards before speaking */
  PLUMB_N_STATEMENTS
} PlumbStatement;

#define PLUMB_STATEMENTS_ALL ((1u << PLUMB_N_STATEMENTS) - 1) /* the set of all, a bit each: 1u << PLUMB_STATEMENT_LINE ... */

/* What became of a red flag after its card was submitted. */
typedef enum
{
  PLUMB_FLAG_ACT_UPHELD,       /* "upheld" */
  PLUMB_FLAG_ACT_CLEARED,      /* "cleared" */
  PLUMB_FLAG_ACT_CORROBORATED, /* "corroborated": somebody else saw the same */
  PLUMB_FLAG_ACT_WITHDRAWN,    /* "withdrawn": takes their own corroboration back */
  PLUMB_FLAG_ACT_MERGED,       /* "merged": into another that says the same */
  PLUMB_FLAG_ACT_UNMERGED      /* "unmerged": stands by itself again */
} PlumbFlagAct;

/* Where the debrief left one point of its agenda. */
typedef enum
{
  PLUMB_POINT_OPEN,         /* "open": talked about, not settled */
  PLUMB_POINT_AGREED,       /* "agreed" */
  PLUMB_POINT_DISAGREEMENT, /* "disagreement-stands" */
  PLUMB_POINT_EVIDENCE      /* "more-evidence-needed" */
} PlumbPointOutcome;

typedef enum
{
  PLUMB_DECISION_HIRE,    /* "hire" */
  PLUMB_DECISION_NO_HIRE, /* "no-hire" */
  PLUMB_DECISION_HOLD     /* "hold" */
} PlumbDecisionValue;

typedef enum
{
  PLUMB_OUTCOME_UNDECIDED, /* "undecided" */
  PLUMB_OUTCOME_BELOW_BAR, /* "below-bar" */
  PLUMB_OUTCOME_MEETS_BAR  /* "meets-bar" */
} PlumbOutcome;

typedef enum
{
  PLUMB_GATE_PASS,
  PLUMB_GATE_FAIL,
  PLUMB_GATE_OPEN
} PlumbGateState;

/* Where a loop stands. */
typedef enum
{
  PLUMB_LOOP_OPEN,    /* "open": interviews run or the debrief is due */
  PLUMB_LOOP_DECIDED, /* "decided": reopen to change it */
  PLUMB_LOOP_CLOSED   /* "closed": withdrawn, no decision */
} PlumbLoopState;

typedef enum
{
  PLUMB_VISIBILITY_AFTER_ALL,
  PLUMB_VISIBILITY_AS_SUBMITTED
} PlumbVisibility;

/* How much of a loop one viewer may see: what `plumb_blind_get_sight` answers. */
typedef enum
{
  PLUMB_SIGHT_FULL,  /* submitted cards and everything made from them */
  PLUMB_SIGHT_BLIND, /* owes a card: own card only, of the others that they exist and their state */
  PLUMB_SIGHT_STATES /* neither owes nor may read: states only */
} PlumbSight;

#define PLUMB_DECLARE_WORD(Type, name)                                                                                           \
  const char *plumb_##name##_to_nick (Type value);                                                                               \
  const char *plumb_##name##_to_label (Type value);                                                                              \
  gboolean plumb_##name##_from_nick (const char *nick, Type *value);

PLUMB_DECLARE_WORD (PlumbRole, role)
PLUMB_DECLARE_WORD (PlumbSeat, seat)
PLUMB_DECLARE_WORD (PlumbAnswerState, answer_state)
PLUMB_DECLARE_WORD (PlumbSeverity, severity)
PLUMB_DECLARE_WORD (PlumbFlagState, flag_state)
PLUMB_DECLARE_WORD (PlumbRecommendation, recommendation)
PLUMB_DECLARE_WORD (PlumbCardState, card_state)
PLUMB_DECLARE_WORD (PlumbRound, round)
PLUMB_DECLARE_WORD (PlumbVerdictValue, verdict)
PLUMB_DECLARE_WORD (PlumbStatement, statement)
PLUMB_DECLARE_WORD (PlumbFlagAct, flag_act)
PLUMB_DECLARE_WORD (PlumbPointOutcome, point_outcome)
PLUMB_DECLARE_WORD (PlumbDecisionValue, decision)
PLUMB_DECLARE_WORD (PlumbOutcome, outcome)
PLUMB_DECLARE_WORD (PlumbGateState, gate_state)
PLUMB_DECLARE_WORD (PlumbLoopState, loop_state)
PLUMB_DECLARE_WORD (PlumbVisibility, visibility)
PLUMB_DECLARE_WORD (PlumbSight, sight)

#undef PLUMB_DECLARE_WORD

/* A set of statements from their nicks, FALSE on an unknown one; and its nicks, a space between (free with g_free). */
gboolean plumb_statements_from_nicks (char **nicks, guint *set);
char *plumb_statements_dup_nicks (guint set);

/* Does the seat count towards the figures (neither shadow nor observer)? Does it owe a card (everyone but an observer)? */
gboolean plumb_seat_counts (PlumbSeat seat);
gboolean plumb_seat_owes_card (PlumbSeat seat);

G_END_DECLS
