/* vote-move.h - who moved, from what to what, and why: the three votes of a panelist (on the card, after reading, final) side by side.
 *
 * Pure. A vote that differs from what its panelist said before is a move and carries its reason (rules.h refuses it without one).
 */
#pragma once

#include "app/loop.h"

G_BEGIN_DECLS

typedef struct
{
  const PlumbAssignment *assignment;
  const PlumbVote *vote; /* the one that moved: its round, reason and instant */
  PlumbRecommendation from;
  PlumbRecommendation to;
  const char *reason; /* "" only for votes of a program that did not ask yet */
} PlumbVoteMove;

/* What a panelist said before a vote in `round`: their vote of the same round, else of the round before, else the card's. */
PlumbRecommendation plumb_vote_move_get_before (const PlumbLoop *loop, const char *assignment, PlumbRound round);
/* What the panelist says now: the final vote, else the one after reading, else the card's recommendation. */
PlumbRecommendation plumb_vote_move_get_standing (const PlumbLoop *loop, const PlumbAssignment *assignment);

/* How many counted panelists, of those whose cards may be seen, stand at each recommendation. */
void plumb_vote_move_count_standing (const PlumbLoop *loop, guint counts[PLUMB_RECOMMENDATION_NO_DECISION + 1]);

/* Every move of every panelist: array of PlumbVoteMove, by assignment, then as they were cast. Borrows from the loop. */
GPtrArray *plumb_vote_move_list (const PlumbLoop *loop);

G_END_DECLS
