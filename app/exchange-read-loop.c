/* exchange-read-loop.c - reads one loop of an exchange document: who and what it refers to must be in it, and its parts must agree. What
 * happened once cards were in: exchange-read-debrief.c. */
#include "app/exchange-private.h"

#include "app/rules.h"
#include "app/text.h"

#define PEOPLE_MAX 500
#define ASSIGNMENTS_MAX 200

gboolean
plumb_exchange_has (const PlumbExchangeReader *reader, const PlumbPlace *object, const char *name, gint64 since)
{
  gboolean is_there = json_object_get (object->value, name) != NULL;

  if (is_there && reader->version < since)
    plumb_place_fail_member (object, name, "documents of version %d have no such member", (int)reader->version);
  else if (!is_there && reader->version >= since)
    plumb_place_fail_member (object, name, "is missing");
  return is_there && !plumb_place_failed (object);
}

void
plumb_exchange_read_list (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *loop_place, const char *list_name,
                          gsize max, const char *const *names, PlumbReadEntry read_entry)
{
  PlumbPlace list = plumb_place_member (loop_place, list_name);
  gsize n = plumb_place_expect_array (&list, 0, max);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);

      if (!plumb_place_expect_object (&place, names))
        return;
      read_entry (reader, loop, &place);
    }
}

PlumbAssignment *
plumb_exchange_read_assignment (const PlumbLoop *loop, const PlumbPlace *object, char **field)
{
  PlumbAssignment *assignment;

  plumb_exchange_take (field, plumb_place_dup_text (object, "assignment", PLUMB_NAME_MAX));
  assignment = plumb_loop_get_assignment (loop, *field);
  if (assignment == NULL)
    plumb_place_fail_member (object, "assignment", "there is no such assignment in the loop");
  return assignment;
}

static gboolean
is_same_person (const PlumbPerson *a, const PlumbPerson *b)
{
  return g_str_equal (a->name, b->name) && g_str_equal (a->email, b->email) && a->seniority == b->seniority && a->role == b->role;
}

static void
read_person (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  PlumbPerson *person = plumb_person_new ("", "");
  const PlumbPerson *known;

  plumb_exchange_take (&person->id, plumb_place_dup_id (place, "id"));
  plumb_exchange_take (&person->name, plumb_place_dup_filled (place, "name", PLUMB_NAME_MAX));
  plumb_exchange_take (&person->email, plumb_place_dup_text (place, "email", PLUMB_NAME_MAX));
  person->seniority = (int)plumb_place_get_integer (place, "seniority", 0, 9);
  plumb_place_read_word (place, "role", plumb_role_from_nick, &person->role);
  if (plumb_loop_get_person (loop, person->id) != NULL)
    plumb_place_fail_member (place, "id", "“%s” is there twice", person->id);
  g_ptr_array_add (loop->people, person);
  if (plumb_place_failed (place))
    return;
  known = g_hash_table_lookup (reader->people, person->id);
  if (known == NULL)
    g_hash_table_insert (reader->people, person->id, person);
  else if (!is_same_person (known, person))
    plumb_place_fail (place, "differs from the person of the same id in an earlier loop");
}

static void
read_candidate (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *loop_place)
{
  static const char *const names[] = { "id", "name", "email", "headline", NULL };
  PlumbPlace place = plumb_place_member (loop_place, "candidate");
  PlumbCandidate *candidate;
  const PlumbCandidate *known;

  if (!plumb_place_expect_object (&place, names))
    return;
  candidate = loop->candidate = plumb_candidate_new ("", "");
  plumb_exchange_take (&candidate->id, plumb_place_dup_id (&place, "id"));
  plumb_exchange_take (&candidate->name, plumb_place_dup_filled (&place, "name", PLUMB_NAME_MAX));
  plumb_exchange_take (&candidate->email, plumb_place_dup_text (&place, "email", PLUMB_NAME_MAX));
  plumb_exchange_take (&candidate->headline, plumb_place_dup_text (&place, "headline", PLUMB_LINE_MAX));
  if (plumb_place_failed (&place))
    return;
  known = g_hash_table_lookup (reader->candidates, candidate->id);
  if (known == NULL)
    g_hash_table_insert (reader->candidates, candidate->id, candidate);
  else if (!g_str_equal (known->name, candidate->name) || !g_str_equal (known->email, candidate->email)
           || !g_str_equal (known->headline, candidate->headline))
    plumb_place_fail (&place, "differs from the candidate of the same id in an earlier loop");
}

/* Somebody who sat twice in one interview would count twice. A seat that was skipped may be held anew. */
static void
expect_one_seat (const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbPlace *place)
{
  for (guint i = 0; i < loop->assignments->len && !plumb_place_failed (place); i++)
    {
      const PlumbAssignment *other = g_ptr_array_index (loop->assignments, i);

      if (other != assignment && other->skip_reason == NULL && assignment->skip_reason == NULL
          && g_str_equal (other->stage, assignment->stage) && g_str_equal (other->person, assignment->person))
        plumb_place_fail_member (place, "person", "holds a seat in this stage already");
    }
}

/* Without its card: flags and evidence refer to all assignments, cards to all flags. */
static void
read_assignment (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  PlumbAssignment *assignment = plumb_assignment_new ("", "", "", PLUMB_SEAT_INTERVIEWER);

  g_ptr_array_add (loop->assignments, assignment);
  plumb_exchange_read_id (reader, place, PLUMB_ID_ASSIGNMENT, &assignment->id);
  plumb_exchange_take (&assignment->stage, plumb_place_dup_key (place, "stage"));
  plumb_exchange_read_person (loop, place, "person", FALSE, &assignment->person);
  plumb_place_read_word (place, "seat", plumb_seat_from_nick, &assignment->seat);
  assignment->scheduled_at = plumb_exchange_read_instant (place, "scheduled_at", FALSE);
  assignment->skip_reason = plumb_place_dup_filled_or_null (place, "skip_reason", PLUMB_LINE_MAX);
  if (plumb_exchange_has (reader, place, "late", 2))
    assignment->late = plumb_place_get_boolean (place, "late");
  if (!plumb_place_failed (place) && plumb_loop_get_stage (loop, assignment) == NULL)
    plumb_place_fail_member (place, "stage", "the template has no stage “%s”", assignment->stage);
  expect_one_seat (loop, assignment, place);
}

/* What the program asks of a card before it lets it be submitted holds for one from elsewhere too. */
static void
expect_complete (const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbPlace *card_place)
{
  g_auto (GStrv) missing = NULL;

  if (plumb_place_failed (card_place) || assignment->card->state != PLUMB_CARD_SUBMITTED)
    return;
  missing = plumb_rules_list_missing (loop->template, assignment, loop->flags);
  if (missing[0] != NULL)
    plumb_place_fail (card_place, "a submitted card is complete; this one lacks: %s", missing[0]);
}

static void
read_cards (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *loop_place)
{
  PlumbPlace list = plumb_place_member (loop_place, "assignments");

  for (guint i = 0; i < loop->assignments->len && !plumb_place_failed (loop_place); i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      PlumbPlace place = plumb_place_element (&list, i);
      PlumbPlace card = plumb_place_member (&place, "card");

      assignment->card = plumb_exchange_read_card (reader, loop, assignment, &card);
      expect_complete (loop, assignment, &card);
    }
}

static void
read_stage_skip (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  g_autofree char *stage = plumb_place_dup_key (place, "stage");
  PlumbStageSkip *skip = plumb_stage_skip_new (stage, "");

  if (!plumb_place_failed (place) && plumb_template_get_stage (loop->template, stage, NULL) == NULL)
    plumb_place_fail_member (place, "stage", "the template has no stage “%s”", stage);
  for (guint i = 0; i < loop->stage_skips->len; i++)
    if (g_str_equal (((PlumbStageSkip *)g_ptr_array_index (loop->stage_skips, i))->stage, stage))
      plumb_place_fail_member (place, "stage", "“%s” is there twice", stage);
  g_ptr_array_add (loop->stage_skips, skip);
  plumb_exchange_take (&skip->reason, plumb_place_dup_filled (place, "reason", PLUMB_LINE_MAX));
  plumb_exchange_read_person (loop, place, "author", TRUE, &skip->author);
  skip->at = plumb_exchange_read_instant (place, "at", TRUE);
}

static void
read_panel (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  static const char *const skip[] = { "stage", "reason", "author", "at", NULL };
  static const char *const person[] = { "id", "name", "email", "seniority", "role", NULL };
  static const char *const assignment[]
      = { "id", "stage", "person", "seat", "scheduled_at", "skip_reason", "?late", "card", NULL };

  plumb_exchange_read_list (reader, loop, place, "people", PEOPLE_MAX, person, read_person);
  plumb_exchange_read_list (reader, loop, place, "assignments", ASSIGNMENTS_MAX, assignment, read_assignment);
  if (plumb_exchange_has (reader, place, "stage_skips", 3))
    plumb_exchange_read_list (reader, loop, place, "stage_skips", PLUMB_ENTRIES_MAX, skip, read_stage_skip);
  plumb_exchange_read_flags (reader, loop, place);
  read_cards (reader, loop, place);
}

void
plumb_exchange_take (char **field, char *value)
{
  g_free (*field);
  *field = value;
}

void
plumb_exchange_read_id (PlumbExchangeReader *reader, const PlumbPlace *object, PlumbIdKind kind, char **field)
{
  plumb_exchange_take (field, plumb_place_dup_id (object, "id"));
  plumb_place_expect_new (object, "id", reader->ids[kind], *field);
}

PlumbInstant
plumb_exchange_read_instant (const PlumbPlace *object, const char *name, gboolean needed)
{
  PlumbPlace member = plumb_place_member (object, name);
  PlumbInstant instant = 0;

  if (!needed && json_is_null (member.value))
    return 0;
  if (!plumb_instant_parse_iso (plumb_place_get_string (object, name), &instant))
    plumb_place_fail (&member, "an instant looks like 2026-11-19T16:42:07.000000Z");
  return instant;
}

void
plumb_exchange_read_person (const PlumbLoop *loop, const PlumbPlace *object, const char *name, gboolean or_owner, char **field)
{
  plumb_exchange_take (field, plumb_place_dup_text (object, name, PLUMB_NAME_MAX));
  if (plumb_place_failed (object) || (or_owner && **field == '\0'))
    return;
  if (plumb_loop_get_person (loop, *field) == NULL)
    plumb_place_fail_member (object, name, "there is no such person in the loop's “people”");
}

/* What is decided is decided once, and an open loop has been reopened. */
static void
expect_decision (const PlumbLoop *loop, const PlumbPlace *place)
{
  guint n_in_force = 0;

  for (guint i = 0; i < loop->decisions->len; i++)
    n_in_force += !((PlumbDecision *)g_ptr_array_index (loop->decisions, i))->superseded;
  if (loop->state == PLUMB_LOOP_DECIDED && n_in_force != 1)
    plumb_place_fail_member (place, "state", "a decided loop has one decision that is not superseded; this one has %u",
                             n_in_force);
  if (loop->state != PLUMB_LOOP_DECIDED && n_in_force > 0)
    plumb_place_fail_member (place, "state", "a loop with a decision that is not superseded is decided");
}

void
plumb_exchange_read_loop (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  plumb_exchange_read_id (reader, place, PLUMB_ID_LOOP, &loop->id);
  plumb_exchange_take (&loop->role, plumb_place_dup_filled (place, "role", PLUMB_NAME_MAX));
  plumb_place_read_word (place, "state", plumb_loop_state_from_nick, &loop->state);
  loop->opened_at = plumb_exchange_read_instant (place, "opened_at", TRUE);
  read_candidate (reader, loop, place);
  read_panel (reader, loop, place);
  plumb_exchange_read_debrief (reader, loop, place);
  if (plumb_place_failed (place))
    return;
  expect_decision (loop, place);
  plumb_loop_sort (loop);
}
