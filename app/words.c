/* words.c - one table per enumeration: nick and label, in the order of the enumeration. */
#include "app/words.h"

#include "app/word-table.h"

static const PlumbWordEntry roles[] = { { "panelist", "Panelist" }, { "coordinator", "Coordinator" } };

static const PlumbWordEntry seats[] = {
  { "interviewer", "Interviewer" }, { "hiring-manager", "Hiring manager" },
  { "bar-raiser", "Bar raiser" },   { "shadow", "Shadow" },
  { "observer", "Observer" },
};

static const PlumbWordEntry answer_states[] = {
  { "open", "Open" },
  { "scored", "Scored" },
  { "not-asked", "Not asked" },
  { "no-evidence", "Asked, no evidence" },
  { "not-applicable", "Not applicable" },
  { "declined", "Declined" },
};

static const PlumbWordEntry severities[] = { { "minor", "Minor" }, { "major", "Major" }, { "critical", "Critical" } };

static const PlumbWordEntry flag_states[] = { { "open", "Open" }, { "upheld", "Upheld" }, { "cleared", "Cleared" } };

static const PlumbWordEntry recommendations[] = {
  { "none", "Not given" }, { "strong-no", "Strong no" },   { "no", "No" },
  { "yes", "Yes" },        { "strong-yes", "Strong yes" }, { "no-decision", "No decision" },
};

static const PlumbWordEntry card_states[]
    = { { "waiting", "Waiting" }, { "draft", "In progress" }, { "submitted", "Submitted" } };

static const PlumbWordEntry rounds[] = { { "reading", "After reading" }, { "final", "Final" } };

static const PlumbWordEntry verdicts[] = { { "concur", "Concurs" }, { "veto", "Veto" } };

static const PlumbWordEntry statements[PLUMB_N_STATEMENTS] = {
  { "outside-line", "Not in the candidate’s reporting line" },
  { "no-stake", "No stake in the headcount" },
  { "read-cards", "Read all scorecards before speaking" },
};

static const PlumbWordEntry flag_acts[] = {
  { "upheld", "Upheld" },
  { "cleared", "Cleared" },
  { "corroborated", "Corroborated" },
  { "withdrawn", "Corroboration withdrawn" },
  { "merged", "Merged" },
  { "unmerged", "Stands by itself again" },
};

static const PlumbWordEntry point_outcomes[] = {
  { "open", "Open" },
  { "agreed", "Agreed" },
  { "disagreement-stands", "Disagreement stands" },
  { "more-evidence-needed", "More evidence needed" },
};

static const PlumbWordEntry decisions[] = { { "hire", "Hire" }, { "no-hire", "No hire" }, { "hold", "Hold" } };

static const PlumbWordEntry outcomes[] = {
  { "undecided", "Undecided" },
  { "below-bar", "Below the bar" },
  { "meets-bar", "Meets the bar" },
};

static const PlumbWordEntry gate_states[] = { { "pass", "Passes" }, { "fail", "Fails" }, { "open", "Open" } };

static const PlumbWordEntry loop_states[] = { { "open", "Open" }, { "decided", "Decided" }, { "closed", "Closed" } };

static const PlumbWordEntry visibilities[] = {
  { "after-all", "After all cards are in" },
  { "as-submitted", "As cards are submitted" },
};

static const PlumbWordEntry sights[]
    = { { "full", "Everything submitted" }, { "blind", "Own card only" }, { "states", "States only" } };

PLUMB_DEFINE_WORD (PlumbRole, role, roles)
PLUMB_DEFINE_WORD (PlumbSeat, seat, seats)
PLUMB_DEFINE_WORD (PlumbAnswerState, answer_state, answer_states)
PLUMB_DEFINE_WORD (PlumbSeverity, severity, severities)
PLUMB_DEFINE_WORD (PlumbFlagState, flag_state, flag_states)
PLUMB_DEFINE_WORD (PlumbRecommendation, recommendation, recommendations)
PLUMB_DEFINE_WORD (PlumbCardState, card_state, card_states)
PLUMB_DEFINE_WORD (PlumbRound, round, rounds)
PLUMB_DEFINE_WORD (PlumbVerdictValue, verdict, verdicts)
PLUMB_DEFINE_WORD (PlumbStatement, statement, statements)
PLUMB_DEFINE_WORD (PlumbFlagAct, flag_act, flag_acts)
PLUMB_DEFINE_WORD (PlumbPointOutcome, point_outcome, point_outcomes)
PLUMB_DEFINE_WORD (PlumbDecisionValue, decision, decisions)
PLUMB_DEFINE_WORD (PlumbOutcome, outcome, outcomes)
PLUMB_DEFINE_WORD (PlumbGateState, gate_state, gate_states)
PLUMB_DEFINE_WORD (PlumbLoopState, loop_state, loop_states)
PLUMB_DEFINE_WORD (PlumbVisibility, visibility, visibilities)
PLUMB_DEFINE_WORD (PlumbSight, sight, sights)

gboolean
plumb_statements_from_nicks (char **nicks, guint *set)
{
  PlumbStatement statement;

  *set = 0;
  for (gsize i = 0; nicks != NULL && nicks[i] != NULL; i++)
    {
      if (!plumb_statement_from_nick (nicks[i], &statement))
        return FALSE;
      *set |= 1u << statement;
    }
  return TRUE;
}

char *
plumb_statements_dup_nicks (guint set)
{
  GString *nicks = g_string_new (NULL);

  for (guint i = 0; i < PLUMB_N_STATEMENTS; i++)
    if (set & 1u << i)
      g_string_append_printf (nicks, "%s%s", nicks->len > 0 ? " " : "", statements[i].nick);
  return g_string_free (nicks, FALSE);
}

gboolean
plumb_seat_counts (PlumbSeat seat)
{
  return seat != PLUMB_SEAT_SHADOW && seat != PLUMB_SEAT_OBSERVER;
}

gboolean
plumb_seat_owes_card (PlumbSeat seat)
{
  return seat != PLUMB_SEAT_OBSERVER;
}
