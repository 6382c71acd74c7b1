/* blind.c - who may see what of a loop: one function that decides, one that removes. */
#include "app/blind.h"

static gboolean
has_broken_seal (const PlumbLoop *loop, const char *viewer)
{
  for (guint i = 0; i < loop->seals->len; i++)
    if (g_str_equal (((PlumbSeal *)g_ptr_array_index (loop->seals, i))->person, viewer))
      return TRUE;
  return FALSE;
}

static gboolean
is_own_assignment (const PlumbAssignment *assignment, const char *viewer)
{
  return assignment != NULL && viewer != NULL && g_str_equal (assignment->person, viewer);
}

static gboolean
is_own (const PlumbLoop *loop, const char *assignment, const char *viewer)
{
  return is_own_assignment (plumb_loop_get_assignment (loop, assignment), viewer);
}

static gboolean
all_are_in (const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    if (plumb_assignment_is_awaited (g_ptr_array_index (loop->assignments, i)))
      return FALSE;
  return TRUE;
}

static void
withhold_card (PlumbScorecard *card)
{
  card->withheld = TRUE;
  card->recommendation = PLUMB_RECOMMENDATION_NONE;
  card->not_blind = FALSE;
  plumb_set_string (&card->no_decision_reason, "");
  plumb_set_string (&card->summary, "");
  if (card->state != PLUMB_CARD_SUBMITTED)
    plumb_set_string (&card->handover, "");
  g_ptr_array_set_size (card->answers, 0);
  g_ptr_array_set_size (card->amendments, 0);
  card->elapsed = 0;
  card->running_since = 0;
}

static void
remove_if (GPtrArray *array, gboolean (*is_hidden) (gconstpointer item, const PlumbLoop *loop, const char *viewer),
           const PlumbLoop *loop, const char *viewer)
{
  for (guint i = array->len; i > 0; i--)
    if (is_hidden (g_ptr_array_index (array, i - 1), loop, viewer))
      g_ptr_array_remove_index (array, i - 1);
}

static gboolean
is_flag_of_draft (gconstpointer item, const PlumbLoop *loop, const char *viewer)
{
  const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, ((const PlumbFlag *)item)->assignment);

  return !is_own_assignment (assignment, viewer) && (assignment == NULL || assignment->card->state != PLUMB_CARD_SUBMITTED);
}

static gboolean
is_flag_of_other (gconstpointer item, const PlumbLoop *loop, const char *viewer)
{
  return !is_own (loop, ((const PlumbFlag *)item)->assignment, viewer);
}

static gboolean
is_vote_of_other (gconstpointer item, const PlumbLoop *loop, const char *viewer)
{
  return !is_own (loop, ((const PlumbVote *)item)->assignment, viewer);
}

static gboolean
is_verdict_of_other (gconstpointer item, const PlumbLoop *loop, const char *viewer)
{
  return !is_own (loop, ((const PlumbVerdict *)item)->assignment, viewer);
}

/* Somebody who only resolved a flag, decided or broke the seal: that they are named tells that it was done. */
static gboolean
is_off_panel (gconstpointer item, const PlumbLoop *loop, const char *viewer)
{
  const PlumbPerson *person = item;

  for (guint i = 0; i < loop->assignments->len; i++)
    if (is_own_assignment (g_ptr_array_index (loop->assignments, i), person->id))
      return FALSE;
  return g_strcmp0 (person->id, viewer) != 0;
}

/* What the panel made of a flag is the debrief's, even when the flag is the viewer's own. */
static void
hide_resolution (PlumbFlag *flag)
{
  flag->state = PLUMB_FLAG_OPEN;
  flag->resolved_at = 0;
  plumb_set_string (&flag->resolution, "");
  plumb_set_string (&flag->resolved_by, NULL);
  g_ptr_array_set_size (flag->events, 0);
}

/* That a stage is skipped is a state; why, and by whom, is not, except to who did it. */
static void
hide_skip (PlumbStageSkip *skip, const char *viewer)
{
  if (g_strcmp0 (skip->author, viewer) == 0)
    return;
  plumb_set_string (&skip->reason, "");
  plumb_set_string (&skip->author, "");
}

static void
redact_all_but_own (PlumbLoop *loop, const char *viewer)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (is_own_assignment (assignment, viewer))
        continue;
      if (assignment->skip_reason != NULL)
        plumb_set_string (&assignment->skip_reason, "");
      assignment->card->not_blind = FALSE;
      if (assignment->card->state != PLUMB_CARD_NONE)
        withhold_card (assignment->card);
    }
  for (guint i = 0; i < loop->stage_skips->len; i++)
    hide_skip (g_ptr_array_index (loop->stage_skips, i), viewer);
  remove_if (loop->flags, is_flag_of_other, loop, viewer);
  for (guint i = 0; i < loop->flags->len; i++)
    hide_resolution (g_ptr_array_index (loop->flags, i));
  remove_if (loop->votes, is_vote_of_other, loop, viewer);
  remove_if (loop->verdicts, is_verdict_of_other, loop, viewer);
  g_ptr_array_set_size (loop->decisions, 0);
  g_ptr_array_set_size (loop->debriefs, 0);
  g_ptr_array_set_size (loop->points, 0);
  g_ptr_array_set_size (loop->seals, 0); /* the viewer's own would have given full sight */
  remove_if (loop->people, is_off_panel, loop, viewer);
}

static void
redact_drafts_of_others (PlumbLoop *loop, const char *viewer)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->card->state == PLUMB_CARD_DRAFT && !is_own_assignment (assignment, viewer))
        withhold_card (assignment->card);
    }
  remove_if (loop->flags, is_flag_of_draft, loop, viewer);
}

PlumbSight
plumb_blind_judge (const PlumbBlindFacts *facts)
{
  g_return_val_if_fail (facts != NULL, PLUMB_SIGHT_STATES);
  if (facts->is_owner || facts->broke_seal)
    return PLUMB_SIGHT_FULL;
  if (facts->owes)
    return PLUMB_SIGHT_BLIND;
  if (facts->on_panel || (facts->skipped && facts->all_in))
    return PLUMB_SIGHT_FULL;
  if (facts->role == PLUMB_ROLE_COORDINATOR && (facts->visibility == PLUMB_VISIBILITY_AS_SUBMITTED || facts->all_in))
    return PLUMB_SIGHT_FULL;
  return PLUMB_SIGHT_STATES;
}

PlumbSight
plumb_blind_get_sight (const PlumbLoop *loop, const char *viewer, PlumbRole role)
{
  PlumbBlindFacts facts = { .is_owner = viewer == NULL, .role = role };

  g_return_val_if_fail (loop != NULL, PLUMB_SIGHT_STATES);
  facts.broke_seal = viewer != NULL && has_broken_seal (loop, viewer);
  facts.all_in = all_are_in (loop);
  facts.visibility = loop->template->policy.visibility;
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (!is_own_assignment (assignment, viewer))
        continue;
      facts.on_panel = facts.on_panel || assignment->skip_reason == NULL;
      facts.skipped = facts.skipped || assignment->skip_reason != NULL;
      facts.owes = facts.owes || plumb_assignment_is_owed (assignment);
    }
  return plumb_blind_judge (&facts);
}

gboolean
plumb_blind_has_other_card (const PlumbLoop *loop, const char *person)
{
  g_return_val_if_fail (loop != NULL && person != NULL, FALSE);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->card->state == PLUMB_CARD_SUBMITTED && !is_own_assignment (assignment, person))
        return TRUE;
    }
  return FALSE;
}

gboolean
plumb_blind_is_open (const PlumbLoop *loop)
{
  g_return_val_if_fail (loop != NULL, FALSE);
  for (guint i = 0; i < loop->assignments->len; i++)
    if (((const PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->card->state == PLUMB_CARD_SUBMITTED)
      return all_are_in (loop);
  return FALSE;
}

/* Were the cards open to this person at some time that is over? They were to an observer whose seat was skipped since; and, when all were
 * in before somebody was assigned late, to coordinators and to whoever had been skipped. */
static gboolean
may_have_read (const PlumbLoop *loop, const char *person, PlumbRole role)
{
  gboolean was_open = FALSE;
  gboolean skipped = FALSE;

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      was_open = was_open || assignment->late;
      if (assignment->skip_reason == NULL || !is_own_assignment (assignment, person))
        continue;
      skipped = TRUE;
      if (assignment->seat == PLUMB_SEAT_OBSERVER)
        return TRUE;
    }
  return was_open && (skipped || role == PLUMB_ROLE_COORDINATOR);
}

gboolean
plumb_blind_has_seen_others (const PlumbLoop *loop, const char *person, PlumbRole role)
{
  g_return_val_if_fail (loop != NULL && person != NULL, FALSE);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->card->not_blind && is_own_assignment (assignment, person))
        return TRUE;
    }
  return plumb_blind_has_other_card (loop, person)
         && (plumb_blind_get_sight (loop, person, role) == PLUMB_SIGHT_FULL || may_have_read (loop, person, role));
}

void
plumb_blind_redact (PlumbLoop *loop, const char *viewer, PlumbRole role)
{
  g_return_if_fail (loop != NULL);
  if (viewer == NULL)
    return;
  if (plumb_blind_get_sight (loop, viewer, role) == PLUMB_SIGHT_FULL)
    redact_drafts_of_others (loop, viewer);
  else
    redact_all_but_own (loop, viewer);
}
