/* words.c - one table per enumeration: nick and label, in the order of the enumeration. */
#include "app/words.h"

typedef struct
{
  const char *nick;
  const char *label;
} Word;

/* Defines the three functions of one enumeration over its table. */
#define PLUMB_DEFINE_WORD(Type, name, table)                                                                                     \
  const char *plumb_##name##_to_nick (Type value)                                                                                \
  {                                                                                                                              \
    g_return_val_if_fail ((guint)value < G_N_ELEMENTS (table), "");                                                              \
    return table[value].nick;                                                                                                    \
  }                                                                                                                              \
                                                                                                                                 \
  const char *plumb_##name##_to_label (Type value)                                                                               \
  {                                                                                                                              \
    g_return_val_if_fail ((guint)value < G_N_ELEMENTS (table), "");                                                              \
    return table[value].label;                                                                                                   \
  }                                                                                                                              \
                                                                                                                                 \
  gboolean plumb_##name##_from_nick (const char *nick, Type *value)                                                              \
  {                                                                                                                              \
    int found = find_nick (table, G_N_ELEMENTS (table), nick);                                                                   \
                                                                                                                                 \
    if (found < 0)                                                                                                               \
      return FALSE;                                                                                                              \
    *value = (Type)found;                                                                                                        \
    return TRUE;                                                                                                                 \
  }

static int
find_nick (const Word *table, gsize n, const char *nick)
{
  for (gsize i = 0; nick != NULL && i < n; i++)
    if (g_str_equal (table[i].nick, nick))
      return (int)i;
  return -1;
}

static const Word roles[] = { { "panelist", "Panelist" }, { "coordinator", "Coordinator" } };

static const Word seats[] = {
  { "interviewer", "Interviewer" }, { "hiring-manager", "Hiring manager" },
  { "bar-raiser", "Bar raiser" },   { "shadow", "Shadow" },
  { "observer", "Observer" },
};

static const Word answer_states[] = {
  { "open", "Open" },
  { "scored", "Scored" },
  { "not-asked", "Not asked" },
  { "no-evidence", "Asked, no evidence" },
  { "not-applicable", "Not applicable" },
  { "declined", "Declined" },
};

static const Word severities[] = { { "minor", "Minor" }, { "major", "Major" }, { "critical", "Critical" } };

static const Word flag_states[] = { { "open", "Open" }, { "upheld", "Upheld" }, { "cleared", "Cleared" } };

static const Word recommendations[] = {
  { "none", "Not given" }, { "strong-no", "Strong no" },   { "no", "No" },
  { "yes", "Yes" },        { "strong-yes", "Strong yes" }, { "no-decision", "No decision" },
};

static const Word card_states[] = { { "waiting", "Waiting" }, { "draft", "In progress" }, { "submitted", "Submitted" } };

static const Word rounds[] = { { "reading", "After reading" }, { "final", "Final" } };

static const Word verdicts[] = { { "concur", "Concurs" }, { "veto", "Veto" } };

static const Word statements[PLUMB_N_STATEMENTS] = {
  { "outside-line", "Not in the candidate’s reporting line" },
  { "no-stake", "No stake in the headcount" },
  { "read-cards", "Read all scorecards before speaking" },
};

static const Word flag_acts[] = {
  { "upheld", "Upheld" },
  { "cleared", "Cleared" },
  { "corroborated", "Corroborated" },
  { "withdrawn", "Corroboration withdrawn" },
  { "merged", "Merged" },
  { "unmerged", "Stands by itself again" },
};

static const Word point_outcomes[] = {
  { "open", "Open" },
  { "agreed", "Agreed" },
  { "disagreement-stands", "Disagreement stands" },
  { "more-evidence-needed", "More evidence needed" },
};

static const Word decisions[] = { { "hire", "Hire" }, { "no-hire", "No hire" }, { "hold", "Hold" } };

static const Word outcomes[] = {
  { "undecided", "Undecided" },
  { "below-bar", "Below the bar" },
  { "meets-bar", "Meets the bar" },
};

static const Word gate_states[] = { { "pass", "Passes" }, { "fail", "Fails" }, { "open", "Open" } };

static const Word loop_states[] = { { "open", "Open" }, { "decided", "Decided" }, { "closed", "Closed" } };

static const Word visibilities[] = {
  { "after-all", "After all cards are in" },
  { "as-submitted", "As cards are submitted" },
};

static const Word sights[] = { { "full", "Everything submitted" }, { "blind", "Own card only" }, { "states", "States only" } };

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
