/* exchange-read-debrief.c - reads what happened in a loop once cards were in: flags and what became of them, votes, verdicts, decisions,
 * seals, minutes. */
#include "app/exchange-private.h"

#include "app/rules.h"
#include "app/text.h"

#define PEOPLE_MAX 500

static gboolean
offers_choice (GPtrArray *choices, const char *key)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (((PlumbFlagChoice *)g_ptr_array_index (choices, i))->key, key))
      return TRUE;
  return FALSE;
}

static void
expect_flag_references (const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbFlag *flag, const PlumbPlace *place)
{
  const PlumbScriptItem *item = NULL;

  if (plumb_place_failed (place))
    return;
  if (flag->question != NULL)
    {
      item = plumb_stage_get_item (plumb_loop_get_stage (loop, assignment), flag->question, NULL);
      if (item == NULL)
        plumb_place_fail_member (place, "question", "the script of stage “%s” has no such question", assignment->stage);
    }
  if (flag->choice != NULL && !offers_choice (loop->template->flags, flag->choice)
      && (item == NULL || !offers_choice (item->question->flags, flag->choice)))
    plumb_place_fail_member (place, "choice", "neither the question nor the template has such a ready-made flag");
  if (flag->state == PLUMB_FLAG_OPEN && (flag->resolved_at != 0 || flag->resolved_by != NULL || flag->resolution[0] != '\0'))
    plumb_place_fail_member (place, "state", "an open flag has no resolution");
  if (flag->state != PLUMB_FLAG_OPEN && flag->resolved_at == 0)
    plumb_place_fail_member (place, "resolved_at", "a flag that is not open has it");
}

/* Without what a merge needs of the other flag and of both cards: see expect_register. */
static void
read_flag_event (const PlumbLoop *loop, PlumbFlag *flag, const PlumbPlace *place)
{
  static const char *const names[] = { "act", "text", "into", "author", "at", NULL };
  PlumbFlagEvent *event;
  gboolean may_be_silent;

  if (!plumb_place_expect_object (place, names))
    return;
  event = plumb_flag_event_new (PLUMB_FLAG_ACT_UPHELD, "");
  g_ptr_array_add (flag->events, event);
  plumb_place_read_word (place, "act", plumb_flag_act_from_nick, &event->act);
  may_be_silent = event->act == PLUMB_FLAG_ACT_WITHDRAWN;
  plumb_exchange_take (&event->text, may_be_silent ? plumb_place_dup_text (place, "text", PLUMB_LINE_MAX)
                                                   : plumb_place_dup_filled (place, "text", PLUMB_LINE_MAX));
  event->into = plumb_place_dup_id_or_null (place, "into");
  plumb_exchange_read_person (
      loop, place, "author", event->act != PLUMB_FLAG_ACT_CORROBORATED && event->act != PLUMB_FLAG_ACT_WITHDRAWN, &event->author);
  event->at = plumb_exchange_read_instant (place, "at", TRUE);
  if (!plumb_place_failed (place) && (event->into != NULL) != (event->act == PLUMB_FLAG_ACT_MERGED))
    plumb_place_fail_member (place, "into", "a merge names the flag it was merged into, and nothing else does");
}

static void
read_flag_events (const PlumbLoop *loop, PlumbFlag *flag, const PlumbPlace *flag_place)
{
  PlumbPlace list = plumb_place_member (flag_place, "events");
  gsize n = plumb_place_expect_array (&list, 0, PLUMB_ENTRIES_MAX);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);

      read_flag_event (loop, flag, &place);
    }
}

static void
read_flag (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  PlumbFlag *flag = plumb_flag_new ("", "");
  const PlumbAssignment *assignment;

  g_ptr_array_add (loop->flags, flag);
  plumb_exchange_read_id (reader, place, PLUMB_ID_FLAG, &flag->id);
  assignment = plumb_exchange_read_assignment (loop, place, &flag->assignment);
  flag->question = plumb_place_dup_key_or_null (place, "question");
  flag->choice = plumb_place_dup_key_or_null (place, "choice");
  plumb_exchange_take (&flag->label, plumb_place_dup_filled (place, "label", PLUMB_NAME_MAX));
  plumb_place_read_word (place, "severity", plumb_severity_from_nick, &flag->severity);
  plumb_exchange_take (&flag->quote, plumb_place_dup_text (place, "quote", PLUMB_LINE_MAX));
  plumb_place_read_word (place, "state", plumb_flag_state_from_nick, &flag->state);
  plumb_exchange_take (&flag->resolution, plumb_place_dup_text (place, "resolution", PLUMB_LINE_MAX));
  if (!json_is_null (plumb_place_member (place, "resolved_by").value))
    plumb_exchange_read_person (loop, place, "resolved_by", FALSE, &flag->resolved_by);
  flag->resolved_at = plumb_exchange_read_instant (place, "resolved_at", FALSE);
  flag->raised_at = plumb_exchange_read_instant (place, "raised_at", TRUE);
  if (plumb_exchange_has (reader, place, "events", 2))
    read_flag_events (loop, flag, place);
  expect_flag_references (loop, assignment, flag, place);
}

static void
read_vote (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  PlumbVote *vote = plumb_vote_new ();
  const PlumbAssignment *assignment = plumb_exchange_read_assignment (loop, place, &vote->assignment);

  g_ptr_array_add (loop->votes, vote);
  plumb_place_read_word (place, "round", plumb_round_from_nick, &vote->round);
  plumb_place_read_word (place, "value", plumb_recommendation_from_nick, &vote->value);
  plumb_exchange_take (&vote->reason, plumb_place_dup_text (place, "reason", PLUMB_LINE_MAX));
  vote->at = plumb_exchange_read_instant (place, "at", TRUE);
  if (plumb_place_failed (place))
    return;
  if (assignment->card->state != PLUMB_CARD_SUBMITTED || !plumb_seat_counts (assignment->seat))
    plumb_place_fail_member (place, "assignment", "only who sits in a seat that counts, with a card that is in, votes");
  if (vote->value == PLUMB_RECOMMENDATION_NONE)
    plumb_place_fail_word (place, "value");
  if (vote->value == PLUMB_RECOMMENDATION_NO_DECISION && vote->reason[0] == '\0')
    plumb_place_fail_member (place, "reason", "“no-decision” needs a reason");
}

static void
read_independence (PlumbVerdict *verdict, const PlumbPlace *verdict_place)
{
  static const char *const names[] = { "confirmed", "note", NULL };
  PlumbPlace place = plumb_place_member (verdict_place, "independence");
  g_auto (GStrv) confirmed = NULL;

  if (json_is_null (place.value) || !plumb_place_expect_object (&place, names))
    return;
  verdict->declared = TRUE;
  confirmed = plumb_place_dup_texts (&place, "confirmed", 0, PLUMB_N_STATEMENTS, PLUMB_KEY_MAX, TRUE);
  if (!plumb_statements_from_nicks (confirmed, &verdict->confirmed))
    plumb_place_fail_member (&place, "confirmed", "there is no such statement of independence");
  plumb_exchange_take (&verdict->independence_note, plumb_place_dup_text (&place, "note", PLUMB_NOTE_MAX));
  if (verdict->confirmed != PLUMB_STATEMENTS_ALL && plumb_text_is_blank (verdict->independence_note))
    plumb_place_fail_member (&place, "note", "a statement that is not confirmed needs one");
}

static void
read_verdict (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  PlumbVerdict *verdict = plumb_verdict_new ();
  const PlumbAssignment *assignment = plumb_exchange_read_assignment (loop, place, &verdict->assignment);

  g_ptr_array_add (loop->verdicts, verdict);
  plumb_place_read_word (place, "value", plumb_verdict_from_nick, &verdict->value);
  plumb_exchange_take (&verdict->rationale, plumb_place_dup_text (place, "rationale", PLUMB_NOTE_MAX));
  verdict->at = plumb_exchange_read_instant (place, "at", TRUE);
  if (plumb_exchange_has (reader, place, "independence", 2))
    read_independence (verdict, place);
  if (plumb_place_failed (place))
    return;
  if (assignment->seat != PLUMB_SEAT_BAR_RAISER)
    plumb_place_fail_member (place, "assignment", "only the bar raiser's seat has a verdict");
  if (verdict->value == PLUMB_VERDICT_VETO && verdict->rationale[0] == '\0')
    plumb_place_fail_member (place, "rationale", "a veto needs one");
}

static void
read_decision (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  PlumbDecision *decision = plumb_decision_new ();
  PlumbPlace dissents = plumb_place_member (place, "dissents");

  g_ptr_array_add (loop->decisions, decision);
  plumb_exchange_read_id (reader, place, PLUMB_ID_DECISION, &decision->id);
  plumb_place_read_word (place, "value", plumb_decision_from_nick, &decision->value);
  plumb_place_read_word (place, "outcome", plumb_outcome_from_nick, &decision->outcome);
  plumb_exchange_take (&decision->figures, plumb_place_dup_text (place, "figures", PLUMB_LINE_MAX));
  plumb_exchange_take (&decision->rationale, plumb_place_dup_text (place, "rationale", PLUMB_NOTE_MAX));
  plumb_exchange_take (&decision->override_reason, plumb_place_dup_text (place, "override_reason", PLUMB_NOTE_MAX));
  plumb_exchange_take (&decision->conditions, plumb_place_dup_text (place, "conditions", PLUMB_NOTE_MAX));
  g_strfreev (decision->dissents);
  decision->dissents = plumb_place_dup_texts (place, "dissents", 0, PEOPLE_MAX, PLUMB_NAME_MAX, TRUE);
  for (gsize i = 0; decision->dissents[i] != NULL; i++)
    {
      PlumbPlace element = plumb_place_element (&dissents, i);

      if (plumb_loop_get_person (loop, decision->dissents[i]) == NULL)
        plumb_place_fail (&element, "there is no such person in the loop's “people”");
    }
  plumb_exchange_read_person (loop, place, "decider", TRUE, &decision->decider);
  decision->at = plumb_exchange_read_instant (place, "at", TRUE);
  decision->superseded = plumb_place_get_boolean (place, "superseded");
  plumb_exchange_take (&decision->reopen_reason, plumb_place_dup_text (place, "reopen_reason", PLUMB_LINE_MAX));
}

static void
read_seal (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  PlumbSeal *seal = plumb_seal_new ();

  g_ptr_array_add (loop->seals, seal);
  plumb_exchange_read_person (loop, place, "person", FALSE, &seal->person);
  plumb_exchange_take (&seal->reason, plumb_place_dup_filled (place, "reason", PLUMB_LINE_MAX));
  seal->at = plumb_exchange_read_instant (place, "at", TRUE);
}

static void
read_debrief (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  PlumbDebrief *debrief = plumb_debrief_new ();

  g_ptr_array_add (loop->debriefs, debrief);
  plumb_exchange_read_person (loop, place, "person", TRUE, &debrief->person);
  debrief->minutes = (int)plumb_place_get_integer (place, "minutes", 0, 240);
  debrief->at = plumb_exchange_read_instant (place, "at", TRUE);
}

static void
read_point (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  g_autofree char *key = plumb_place_dup_filled (place, "key", PLUMB_NAME_MAX);
  g_autoptr (GError) problem = NULL;
  PlumbPoint *point;

  if (plumb_loop_get_point (loop, key) != NULL)
    plumb_place_fail_member (place, "key", "“%s” is there twice", key);
  point = plumb_point_new (key);
  g_ptr_array_add (loop->points, point);
  plumb_exchange_take (&point->title, plumb_place_dup_text (place, "title", PLUMB_NAME_MAX));
  plumb_place_read_word (place, "outcome", plumb_point_outcome_from_nick, &point->outcome);
  plumb_exchange_take (&point->note, plumb_place_dup_text (place, "note", PLUMB_NOTE_MAX));
  plumb_exchange_read_person (loop, place, "author", TRUE, &point->author);
  point->at = plumb_exchange_read_instant (place, "at", TRUE);
  if (!plumb_place_failed (place) && !plumb_rules_check_point_key (loop, point->key, point->title, &problem))
    plumb_place_fail_member (place, "key", "%s", problem->message);
  if (loop->debriefs->len == 0)
    plumb_place_fail (place, "minutes are of a debrief, and the loop has none");
}

/* What the program asks before it lets a flag be talked about or merged holds for one from elsewhere too. */
static void
expect_register (const PlumbLoop *loop, const PlumbFlag *flag, const PlumbPlace *place)
{
  const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, flag->assignment);
  const PlumbFlagEvent *merge = plumb_flag_get_merge (flag);
  const PlumbFlag *into = merge != NULL ? plumb_loop_get_flag (loop, merge->into) : NULL;
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < flag->events->len; i++)
    {
      const PlumbFlagEvent *event = g_ptr_array_index (flag->events, i);

      if (event->into != NULL && plumb_loop_get_flag (loop, event->into) == NULL)
        plumb_place_fail_member (place, "events", "a flag was merged into one that is not there");
    }
  if (flag->events->len > 0 && assignment->card->state != PLUMB_CARD_SUBMITTED)
    plumb_place_fail_member (place, "events", "nothing becomes of a flag before its card is submitted");
  if (flag->state != PLUMB_FLAG_OPEN && assignment->card->state != PLUMB_CARD_SUBMITTED)
    plumb_place_fail_member (place, "state", "a flag is open until its card is submitted");
  if (into != NULL && !plumb_rules_check_merge_target (loop, flag, into, &problem))
    plumb_place_fail_member (place, "events", "%s", problem->message);
}

void
plumb_exchange_read_flags (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  static const char *const flag[] = { "id",    "assignment", "question",    "choice",      "label",     "severity", "quote",
                                      "state", "resolution", "resolved_by", "resolved_at", "raised_at", "?events",  NULL };

  plumb_exchange_read_list (reader, loop, place, "flags", PLUMB_ENTRIES_MAX, flag, read_flag);
}

static void
expect_registers (const PlumbLoop *loop, const PlumbPlace *loop_place)
{
  PlumbPlace list = plumb_place_member (loop_place, "flags");

  for (guint i = 0; i < loop->flags->len && !plumb_place_failed (loop_place); i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);

      expect_register (loop, g_ptr_array_index (loop->flags, i), &place);
    }
}

void
plumb_exchange_read_debrief (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place)
{
  static const char *const vote[] = { "assignment", "round", "value", "reason", "at", NULL };
  static const char *const verdict[] = { "assignment", "value", "rationale", "at", "?independence", NULL };
  static const char *const decision[]
      = { "id",      "value", "outcome",    "figures",       "rationale", "override_reason", "conditions", "dissents",
          "decider", "at",    "superseded", "reopen_reason", NULL };
  static const char *const seal[] = { "person", "reason", "at", NULL };
  static const char *const debrief[] = { "person", "minutes", "at", NULL };
  static const char *const point[] = { "key", "title", "outcome", "note", "author", "at", NULL };

  expect_registers (loop, place);

  plumb_exchange_read_list (reader, loop, place, "votes", PLUMB_ENTRIES_MAX, vote, read_vote);
  plumb_exchange_read_list (reader, loop, place, "verdicts", PLUMB_ENTRIES_MAX, verdict, read_verdict);
  plumb_exchange_read_list (reader, loop, place, "decisions", PLUMB_ENTRIES_MAX, decision, read_decision);
  plumb_exchange_read_list (reader, loop, place, "seals", PLUMB_ENTRIES_MAX, seal, read_seal);
  if (plumb_exchange_has (reader, place, "debriefs", 2) && plumb_exchange_has (reader, place, "points", 2))
    {
      plumb_exchange_read_list (reader, loop, place, "debriefs", PLUMB_ENTRIES_MAX, debrief, read_debrief);
      plumb_exchange_read_list (reader, loop, place, "points", PLUMB_ENTRIES_MAX, point, read_point);
    }
}
