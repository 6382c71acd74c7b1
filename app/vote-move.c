/* vote-move.c - compares each vote with what its panelist said before. */
#include "app/vote-move.h"

#include <string.h>

PlumbRecommendation
plumb_vote_move_get_before (const PlumbLoop *loop, const char *assignment, PlumbRound round)
{
  const PlumbVote *vote;
  const PlumbAssignment *seat;

  g_return_val_if_fail (loop != NULL, PLUMB_RECOMMENDATION_NONE);
  vote = plumb_loop_get_vote (loop, assignment, round);
  if (vote == NULL && round == PLUMB_ROUND_FINAL)
    vote = plumb_loop_get_vote (loop, assignment, PLUMB_ROUND_READING);
  if (vote != NULL)
    return vote->value;
  seat = plumb_loop_get_assignment (loop, assignment);
  return seat != NULL ? seat->card->recommendation : PLUMB_RECOMMENDATION_NONE;
}

PlumbRecommendation
plumb_vote_move_get_standing (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  g_return_val_if_fail (loop != NULL && assignment != NULL, PLUMB_RECOMMENDATION_NONE);
  return plumb_vote_move_get_before (loop, assignment->id, PLUMB_ROUND_FINAL);
}

void
plumb_vote_move_count_standing (const PlumbLoop *loop, guint counts[PLUMB_RECOMMENDATION_NO_DECISION + 1])
{
  g_return_if_fail (loop != NULL && counts != NULL);

  memset (counts, 0, (PLUMB_RECOMMENDATION_NO_DECISION + 1) * sizeof *counts);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (plumb_assignment_is_counted (assignment) && !assignment->card->withheld)
        counts[plumb_vote_move_get_standing (loop, assignment)]++;
    }
}

static void
add_moves (GPtrArray *moves, const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  PlumbRecommendation said[]
      = { [PLUMB_ROUND_READING] = assignment->card->recommendation, [PLUMB_ROUND_FINAL] = assignment->card->recommendation };
  gboolean final_cast = FALSE;

  for (guint i = 0; i < loop->votes->len; i++)
    {
      const PlumbVote *vote = g_ptr_array_index (loop->votes, i);
      PlumbVoteMove *move;

      if (!g_str_equal (vote->assignment, assignment->id))
        continue;
      if (vote->value != said[vote->round])
        {
          move = g_new0 (PlumbVoteMove, 1);
          move->assignment = assignment;
          move->vote = vote;
          move->from = said[vote->round];
          move->to = vote->value;
          move->reason = vote->reason;
          g_ptr_array_add (moves, move);
        }
      said[vote->round] = vote->value;
      final_cast = final_cast || vote->round == PLUMB_ROUND_FINAL;
      if (!final_cast) /* the last word so far is what the final vote is held against */
        said[PLUMB_ROUND_FINAL] = vote->value;
    }
}

GPtrArray *
plumb_vote_move_list (const PlumbLoop *loop)
{
  GPtrArray *moves = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (loop != NULL, moves);
  for (guint i = 0; i < loop->assignments->len; i++)
    add_moves (moves, loop, g_ptr_array_index (loop->assignments, i));
  return moves;
}
