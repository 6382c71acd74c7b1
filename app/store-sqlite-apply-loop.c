/* store-sqlite-apply-loop.c - what commands about people, templates, loops and seats write.
 *
 * The rules have been asked. What only the storage knows is checked here: that the named person and template exist and that the
 * template is the very version the caller has in hand.
 */
#include "app/blind.h"
#include "app/store-sqlite-change.h"

gboolean
plumb_change_write_person (PlumbChange *change, const PlumbPerson *person, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_PERSON, PLUMB_SQL_INSERT_PERSON,
                             SQL_VALUES (SQL_TEXT (person->id), SQL_TEXT (person->name), SQL_TEXT (person->email),
                                         SQL_INTEGER (person->seniority), SQL_TEXT (plumb_role_to_nick (person->role)),
                                         SQL_INTEGER (change->sequence)),
                             error);
}

gboolean
plumb_apply_add_person (PlumbChange *change, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_PERSON, PLUMB_SQL_INSERT_PERSON,
                             SQL_VALUES (SQL_ARGUMENT (change, "person"), SQL_ARGUMENT (change, "name"),
                                         SQL_ARGUMENT_OR_EMPTY (change, "email"),
                                         SQL_INTEGER (plumb_command_get_integer (change->command, "seniority")),
                                         SQL_ARGUMENT (change, "role"), SQL_INTEGER (change->sequence)),
                             error);
}

gboolean
plumb_change_write_template (PlumbChange *change, const PlumbTemplate *template, GError **error)
{
  g_autofree char *document = plumb_json_dup_canonical (template->document);

  return plumb_change_write (change, PLUMB_TABLE_TEMPLATE, PLUMB_SQL_INSERT_TEMPLATE,
                             SQL_VALUES (SQL_TEXT (template->key), SQL_INTEGER (template->version), SQL_TEXT (template->sha256),
                                         SQL_TEXT (template->title), SQL_DOCUMENT (document), SQL_INTEGER (change->sequence)),
                             error);
}

gboolean
plumb_change_has_template (PlumbChange *change, const PlumbTemplate *template, gboolean *found, GError **error)
{
  sqlite3_stmt *row;

  *found = FALSE;
  switch (plumb_sqlite_find (change->sqlite, PLUMB_SQL_READ_TEMPLATE_HASH,
                             SQL_VALUES (SQL_TEXT (template->key), SQL_INTEGER (template->version)), &row, error))
    {
    case PLUMB_STEP_ROW:
      *found = g_str_equal (plumb_row_get_text (row, 0), template->sha256);
      plumb_sqlite_reset (row);
      if (!*found)
        g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS,
                     "“%s” has another template %s, version %d, with different content. Give yours a new version.",
                     change->sqlite->base.location, template->key, template->version);
      return *found;
    case PLUMB_STEP_DONE:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
plumb_apply_add_template (PlumbChange *change, GError **error)
{
  const PlumbTemplate *template = plumb_command_get_template (change->command);
  gboolean found;

  return plumb_change_has_template (change, template, &found, error) && plumb_change_write_template (change, template, error);
}

/* A candidate who went through a loop before is the same one only when everything known is the same. */
gboolean
plumb_change_write_candidate (PlumbChange *change, const PlumbCandidate *candidate, GError **error)
{
  sqlite3_stmt *row;
  gboolean same;

  switch (plumb_sqlite_find (change->sqlite, PLUMB_SQL_READ_CANDIDATE, SQL_VALUES (SQL_TEXT (candidate->id)), &row, error))
    {
    case PLUMB_STEP_ROW:
      same = g_str_equal (plumb_row_get_text (row, 1), candidate->name)
             && g_str_equal (plumb_row_get_text (row, 2), candidate->email)
             && g_str_equal (plumb_row_get_text (row, 3), candidate->headline);
      plumb_sqlite_reset (row);
      if (!same)
        g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS, "“%s” knows candidate %s already, with other details.",
                     change->sqlite->base.location, candidate->id);
      return same;
    case PLUMB_STEP_DONE:
      return plumb_change_write (change, PLUMB_TABLE_CANDIDATE, PLUMB_SQL_INSERT_CANDIDATE,
                                 SQL_VALUES (SQL_TEXT (candidate->id), SQL_TEXT (candidate->name), SQL_TEXT (candidate->email),
                                             SQL_TEXT (candidate->headline), SQL_INTEGER (change->sequence)),
                                 error);
    default:
      return FALSE;
    }
}

gboolean
plumb_apply_open_loop (PlumbChange *change, GError **error)
{
  const PlumbTemplate *template = plumb_command_get_template (change->command);
  PlumbCandidate *candidate
      = plumb_candidate_new (plumb_change_get_argument (change, "candidate"), plumb_change_get_argument (change, "name"));
  gboolean found = FALSE;
  gboolean done;

  plumb_set_string (&candidate->email, plumb_change_get_text (change, "email"));
  plumb_set_string (&candidate->headline, plumb_change_get_text (change, "headline"));
  done = plumb_change_has_template (change, template, &found, error);
  if (done && !found)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "“%s” has no template %s, version %d. Add it first.",
                   change->sqlite->base.location, template->key, template->version);
      done = FALSE;
    }
  done = done && plumb_change_write_candidate (change, candidate, error)
         && plumb_change_write (change, PLUMB_TABLE_LOOP, PLUMB_SQL_INSERT_LOOP,
                                SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (candidate->id), SQL_TEXT (template->key),
                                            SQL_INTEGER (template->version), SQL_ARGUMENT (change, "role"),
                                            SQL_TEXT (plumb_loop_state_to_nick (PLUMB_LOOP_OPEN)), SQL_INTEGER (change->at),
                                            SQL_INTEGER (change->sequence)),
                                error);
  plumb_candidate_free (candidate);
  return done;
}

gboolean
plumb_change_write_state (PlumbChange *change, PlumbLoopState state, GError **error)
{
  return plumb_change_write (
      change, PLUMB_TABLE_LOOP, PLUMB_SQL_SET_LOOP_STATE,
      SQL_VALUES (SQL_TEXT (plumb_loop_state_to_nick (state)), SQL_INTEGER (change->sequence), SQL_TEXT (change->loop)), error);
}

gboolean
plumb_apply_close_loop (PlumbChange *change, GError **error)
{
  return plumb_change_write_state (change, PLUMB_LOOP_CLOSED, error);
}

gboolean
plumb_change_write_assignment (PlumbChange *change, const PlumbAssignment *assignment, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_ASSIGNMENT, PLUMB_SQL_INSERT_ASSIGNMENT,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (assignment->id), SQL_TEXT (assignment->stage),
                                         SQL_TEXT (assignment->person), SQL_TEXT (plumb_seat_to_nick (assignment->seat)),
                                         SQL_INTEGER (assignment->scheduled_at), SQL_TEXT (assignment->skip_reason),
                                         SQL_INTEGER (change->sequence), assignment->late ? SQL_INTEGER (1) : SQL_TEXT (NULL)),
                             error);
}

gboolean
plumb_change_write_card (PlumbChange *change, const PlumbAssignment *assignment, GError **error)
{
  const PlumbScorecard *card = assignment->card;

  return plumb_change_write (change, PLUMB_TABLE_CARD, PLUMB_SQL_INSERT_CARD,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (assignment->id), SQL_TEXT (card->id),
                                         SQL_TEXT (plumb_card_state_to_nick (card->state)),
                                         SQL_TEXT (plumb_recommendation_to_nick (card->recommendation)),
                                         SQL_INTEGER (card->started_at), SQL_INTEGER (card->submitted_at),
                                         SQL_INTEGER (card->elapsed), SQL_INTEGER (card->running_since),
                                         SQL_INTEGER (card->not_blind), SQL_TEXT (card->no_decision_reason),
                                         SQL_TEXT (card->summary), SQL_TEXT (card->handover), SQL_INTEGER (change->sequence)),
                             error);
}

/* The seat argument; the rules have seen that it is one. */
static PlumbSeat
seat_argument (PlumbChange *change)
{
  PlumbSeat seat = PLUMB_SEAT_OBSERVER;

  plumb_seat_from_nick (plumb_change_get_argument (change, "seat"), &seat);
  return seat;
}

gboolean
plumb_apply_assign (PlumbChange *change, GError **error)
{
  const char *person = plumb_change_get_argument (change, "person");
  g_autofree char *card = plumb_id_new ();
  g_autoptr (PlumbAssignment) assignment = NULL;
  PlumbRole role;

  if (!plumb_sqlite_read_role (change->sqlite, person, &role, error))
    return FALSE;
  assignment = plumb_assignment_new (plumb_change_get_argument (change, "assignment"),
                                     plumb_change_get_argument (change, "stage"), person, seat_argument (change));
  assignment->scheduled_at = plumb_command_get_integer (change->command, "scheduled_at");
  assignment->card = plumb_scorecard_new (card, NULL);
  assignment->late = plumb_blind_is_open (change->facts.loop);
  assignment->card->not_blind = plumb_blind_has_seen_others (change->facts.loop, person, role);
  return plumb_change_write_assignment (change, assignment, error) && plumb_change_write_card (change, assignment, error);
}

static gboolean
write_not_blind (PlumbChange *change, const char *assignment, gboolean not_blind, GError **error)
{
  return plumb_change_write (
      change, PLUMB_TABLE_CARD, PLUMB_SQL_SET_CARD_NOT_BLIND,
      SQL_VALUES (SQL_INTEGER (not_blind), SQL_INTEGER (change->sequence), SQL_TEXT (change->loop), SQL_TEXT (assignment)),
      error);
}

gboolean
plumb_apply_reassign (PlumbChange *change, GError **error)
{
  const char *person = plumb_change_get_argument (change, "person");
  const char *assignment = plumb_change_get_argument (change, "assignment");
  PlumbRole role;

  return plumb_sqlite_read_role (change->sqlite, person, &role, error)
         && plumb_change_write (change, PLUMB_TABLE_ASSIGNMENT, PLUMB_SQL_SET_ASSIGNMENT_PERSON,
                                SQL_VALUES (SQL_TEXT (person), SQL_ARGUMENT (change, "seat"), SQL_INTEGER (change->sequence),
                                            SQL_TEXT (change->loop), SQL_TEXT (assignment)),
                                error)
         && write_not_blind (change, assignment, plumb_blind_has_seen_others (change->facts.loop, person, role), error);
}

gboolean
plumb_apply_schedule (PlumbChange *change, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_ASSIGNMENT, PLUMB_SQL_SET_ASSIGNMENT_SCHEDULE,
                             SQL_VALUES (SQL_INTEGER (plumb_command_get_integer (change->command, "scheduled_at")),
                                         SQL_INTEGER (change->sequence), SQL_TEXT (change->loop),
                                         SQL_ARGUMENT (change, "assignment")),
                             error);
}

gboolean
plumb_apply_skip (PlumbChange *change, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_ASSIGNMENT, PLUMB_SQL_SET_ASSIGNMENT_SKIP,
                             SQL_VALUES (SQL_ARGUMENT (change, "reason"), SQL_INTEGER (change->sequence), SQL_TEXT (change->loop),
                                         SQL_ARGUMENT (change, "assignment")),
                             error);
}

gboolean
plumb_change_write_stage_skip (PlumbChange *change, const PlumbStageSkip *skip, GError **error)
{
  return plumb_change_write (change, PLUMB_TABLE_STAGE_SKIP, PLUMB_SQL_INSERT_STAGE_SKIP,
                             SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (skip->stage), SQL_TEXT (skip->reason),
                                         SQL_TEXT (*skip->author != '\0' ? skip->author : NULL), SQL_INTEGER (skip->at),
                                         SQL_INTEGER (change->sequence)),
                             error);
}

gboolean
plumb_apply_skip_stage (PlumbChange *change, GError **error)
{
  const char *actor = plumb_command_get_actor (change->command);
  PlumbStageSkip *skip
      = plumb_stage_skip_new (plumb_change_get_argument (change, "stage"), plumb_change_get_argument (change, "reason"));
  gboolean done;

  plumb_set_string (&skip->author, actor != NULL ? actor : "");
  skip->at = change->at;
  done = plumb_change_write_stage_skip (change, skip, error);
  plumb_stage_skip_free (skip);
  return done;
}

gboolean
plumb_apply_reopen_loop (PlumbChange *change, GError **error)
{
  if (change->facts.loop_state == PLUMB_LOOP_DECIDED
      && !plumb_change_write (
          change, PLUMB_TABLE_DECISION, PLUMB_SQL_SUPERSEDE_DECISION,
          SQL_VALUES (SQL_ARGUMENT (change, "reason"), SQL_INTEGER (change->sequence), SQL_TEXT (change->loop)), error))
    return FALSE;
  return plumb_change_write_state (change, PLUMB_LOOP_OPEN, error);
}

/* Whoever looks is marked on every card they still owe. */
gboolean
plumb_apply_break_seal (PlumbChange *change, GError **error)
{
  const char *actor = plumb_command_get_actor (change->command);
  const PlumbLoop *loop = change->facts.loop;

  if (!plumb_change_write (change, PLUMB_TABLE_SEAL, PLUMB_SQL_INSERT_SEAL,
                           SQL_VALUES (SQL_TEXT (change->loop), SQL_TEXT (actor), SQL_ARGUMENT (change, "reason"),
                                       SQL_INTEGER (change->at), SQL_INTEGER (change->sequence)),
                           error))
    return FALSE;
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (g_strcmp0 (assignment->person, actor) == 0 && plumb_assignment_is_owed (assignment)
          && !write_not_blind (change, assignment->id, TRUE, error))
        return FALSE;
    }
  return TRUE;
}
