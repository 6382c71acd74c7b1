/* exchange-read-card.c - reads a scorecard of an exchange document: nothing outside the stage's script, no score outside the scale, no
 * state that the program itself could not have brought about. */
#include "app/exchange-private.h"

#include "app/text.h"

#define ANSWERS_MAX 100
#define EVIDENCE_MAX 200
#define AMENDMENTS_MAX 5000
#define SECONDS_MAX G_GINT64_CONSTANT (253402300799) /* up to the end of year 9999: a clock that was wrong can count that much */
#define ELAPSED_MAX (SECONDS_MAX * G_USEC_PER_SEC)

static void
read_score (const PlumbTemplate *template, PlumbAnswer *answer, const PlumbPlace *place)
{
  gboolean is_null = json_is_null (plumb_place_member (place, "score").value);

  plumb_place_read_word (place, "state", plumb_answer_state_from_nick, &answer->state);
  if (plumb_place_failed (place))
    return;
  if (answer->state == PLUMB_ANSWER_SCORED)
    answer->score = (int)plumb_place_get_integer (place, "score", 1, template->points);
  else if (!is_null)
    plumb_place_fail_member (place, "score", "is null unless the state is “scored”: a missing score is never a number");
}

static void
read_signals (const PlumbQuestion *question, PlumbAnswer *answer, const PlumbPlace *place)
{
  PlumbPlace list = plumb_place_member (place, "signals");
  GStrv signals = plumb_place_dup_texts (place, "signals", 0, question->signals->len, PLUMB_KEY_MAX, TRUE);

  g_strfreev (answer->signals);
  answer->signals = signals;
  for (gsize i = 0; signals[i] != NULL; i++)
    {
      PlumbPlace element = plumb_place_element (&list, i);

      if (plumb_question_get_signal (question, signals[i]) == NULL)
        plumb_place_fail (&element, "the question has no such signal");
    }
}

static gboolean
is_target (const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbQuestion *question, const char *target)
{
  const PlumbFlag *flag;

  if (plumb_question_get_signal (question, target) != NULL)
    return TRUE;
  flag = plumb_loop_get_flag (loop, target);
  return flag != NULL && g_str_equal (flag->assignment, assignment->id);
}

static void
read_evidence (const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbQuestion *question, PlumbAnswer *answer,
               const PlumbPlace *place)
{
  static const char *const names[] = { "target", "quote", NULL };
  PlumbPlace list = plumb_place_member (place, "evidence");
  gsize n = plumb_place_expect_array (&list, 0, EVIDENCE_MAX);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace element = plumb_place_element (&list, i);
      PlumbEvidence *evidence;

      if (!plumb_place_expect_object (&element, names))
        return;
      evidence = plumb_evidence_new (NULL, NULL);
      g_ptr_array_add (answer->evidence, evidence);
      evidence->target = plumb_place_dup_filled (&element, "target", PLUMB_KEY_MAX);
      evidence->quote = plumb_place_dup_filled (&element, "quote", PLUMB_LINE_MAX);
      if (!plumb_place_failed (place) && !is_target (loop, assignment, question, evidence->target))
        plumb_place_fail_member (&element, "target", "is neither a signal of the question nor a flag of this card");
      plumb_place_expect_new (&element, "target", seen, evidence->target);
    }
}

static PlumbAnswer *
read_answer (const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbScriptItem *item, const PlumbPlace *place)
{
  PlumbAnswer *answer = plumb_answer_new (item->question->id);

  read_score (loop->template, answer, place);
  plumb_exchange_take (&answer->notes, plumb_place_dup_text (place, "notes", PLUMB_NOTE_MAX));
  plumb_exchange_take (&answer->rationale, plumb_place_dup_text (place, "rationale", PLUMB_LINE_MAX));
  read_signals (item->question, answer, place);
  read_evidence (loop, assignment, item->question, answer, place);
  answer->seconds = plumb_place_get_integer (place, "seconds", 0, SECONDS_MAX);
  answer->updated_at = plumb_exchange_read_instant (place, "updated_at", FALSE);
  return answer;
}

static void
read_answers (const PlumbLoop *loop, const PlumbAssignment *assignment, PlumbScorecard *card, const PlumbPlace *card_place)
{
  static const char *const names[]
      = { "question", "state", "score", "notes", "rationale", "signals", "evidence", "seconds", "updated_at", NULL };
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  PlumbPlace list = plumb_place_member (card_place, "answers");
  gsize n = plumb_place_expect_array (&list, 0, ANSWERS_MAX);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      const PlumbScriptItem *item;
      const char *question;

      if (!plumb_place_expect_object (&place, names))
        return;
      question = plumb_place_get_string (&place, "question");
      item = plumb_stage_get_item (stage, question, NULL);
      if (item == NULL)
        plumb_place_fail_member (&place, "question", "the script of stage “%s” has no such question", stage->key);
      else if (plumb_scorecard_get_answer (card, question) != NULL)
        plumb_place_fail_member (&place, "question", "“%s” is there twice", question);
      else
        g_ptr_array_add (card->answers, read_answer (loop, assignment, item, &place));
    }
  if (!plumb_place_failed (card_place) && card->answers->len != stage->script->len)
    plumb_place_fail (&list, "has %u answers; the script of stage “%s” has %u questions", card->answers->len, stage->key,
                      stage->script->len);
}

static void
read_amendment (PlumbExchangeReader *reader, const PlumbLoop *loop, const PlumbScorecard *card, PlumbAmendment *amendment,
                const PlumbPlace *place)
{
  static const char *const fields[] = { "score", "state", "notes", "recommendation", "summary", NULL };
  static const char *const *const of_card = fields + 3;

  plumb_exchange_read_id (reader, place, PLUMB_ID_AMENDMENT, &amendment->id);
  amendment->question = plumb_place_dup_key_or_null (place, "question");
  plumb_exchange_take (&amendment->field, plumb_place_dup_filled (place, "field", PLUMB_KEY_MAX));
  plumb_exchange_take (&amendment->before, plumb_place_dup_text (place, "before", PLUMB_NOTE_MAX));
  plumb_exchange_take (&amendment->after, plumb_place_dup_text (place, "after", PLUMB_NOTE_MAX));
  plumb_exchange_take (&amendment->reason, plumb_place_dup_filled (place, "reason", PLUMB_LINE_MAX));
  plumb_exchange_read_person (loop, place, "author", TRUE, &amendment->author);
  amendment->not_blind = plumb_place_get_boolean (place, "not_blind");
  amendment->at = plumb_exchange_read_instant (place, "at", TRUE);
  if (plumb_place_failed (place))
    return;
  if (!g_strv_contains (fields, amendment->field))
    plumb_place_fail_word (place, "field");
  else if (g_strv_contains (of_card, amendment->field) != (amendment->question == NULL))
    plumb_place_fail_member (place, "question", "a score, a state or notes are of a question, everything else is of the card");
  if (amendment->question != NULL && plumb_scorecard_get_answer (card, amendment->question) == NULL)
    plumb_place_fail_member (place, "question", "the card has no such question");
}

static void
read_amendments (PlumbExchangeReader *reader, const PlumbLoop *loop, PlumbScorecard *card, const PlumbPlace *card_place)
{
  static const char *const names[]
      = { "id", "question", "field", "before", "after", "reason", "author", "not_blind", "at", NULL };
  PlumbPlace list = plumb_place_member (card_place, "amendments");
  gsize n = plumb_place_expect_array (&list, 0, AMENDMENTS_MAX);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      PlumbAmendment *amendment;

      if (!plumb_place_expect_object (&place, names))
        return;
      amendment = plumb_amendment_new ();
      g_ptr_array_add (card->amendments, amendment);
      read_amendment (reader, loop, card, amendment, &place);
    }
}

/* A card that nobody has started holds nothing yet. */
static void
expect_untouched (const PlumbScorecard *card, const PlumbPlace *place)
{
  static const char *const texts[] = { "no_decision_reason", "summary", "handover", NULL };

  if (card->recommendation != PLUMB_RECOMMENDATION_NONE)
    plumb_place_fail_member (place, "recommendation", "the card has not been started");
  if (card->started_at != 0)
    plumb_place_fail_member (place, "started_at", "the card has not been started");
  if (card->elapsed != 0)
    plumb_place_fail_member (place, "elapsed", "the card has not been started");
  for (gsize i = 0; texts[i] != NULL; i++)
    if (*plumb_place_get_string (place, texts[i]) != '\0')
      plumb_place_fail_member (place, texts[i], "the card has not been started");
  for (guint i = 0; i < card->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (card->answers, i);
      PlumbPlace list = plumb_place_member (place, "answers");
      PlumbPlace element = plumb_place_element (&list, i);

      if (answer->state != PLUMB_ANSWER_OPEN || answer->notes[0] != '\0' || answer->rationale[0] != '\0'
          || answer->signals[0] != NULL || answer->evidence->len > 0)
        plumb_place_fail (&element, "the card has not been started");
    }
}

/* The parts of completeness that have a place of their own; the rest is asked of the rules once the card is whole. */
static void
expect_complete (const PlumbScorecard *card, const PlumbPlace *place)
{
  if (card->recommendation == PLUMB_RECOMMENDATION_NONE)
    plumb_place_fail_member (place, "recommendation", "a submitted card has one");
  if (card->submitted_at == 0)
    plumb_place_fail_member (place, "submitted_at", "a submitted card has it");
  for (guint i = 0; i < card->answers->len; i++)
    {
      PlumbPlace list = plumb_place_member (place, "answers");
      PlumbPlace element = plumb_place_element (&list, i);

      if (((PlumbAnswer *)g_ptr_array_index (card->answers, i))->state == PLUMB_ANSWER_OPEN)
        plumb_place_fail_member (&element, "state", "a submitted card has no open answer");
    }
}

static void
expect_sound (const PlumbAssignment *assignment, const PlumbScorecard *card, const PlumbPlace *place)
{
  if (card->state == PLUMB_CARD_NONE)
    expect_untouched (card, place);
  if (card->state == PLUMB_CARD_SUBMITTED)
    expect_complete (card, place);
  if (card->state != PLUMB_CARD_NONE && !plumb_seat_owes_card (assignment->seat))
    plumb_place_fail_member (place, "state", "an observer has no scorecard");
  if (card->state == PLUMB_CARD_SUBMITTED && assignment->skip_reason != NULL)
    plumb_place_fail_member (place, "state", "an interview that was skipped has no submitted card");
  if (card->state != PLUMB_CARD_DRAFT && card->running_since != 0)
    plumb_place_fail_member (place, "running_since", "only the clock of a draft runs");
  if (card->state != PLUMB_CARD_SUBMITTED && card->submitted_at != 0)
    plumb_place_fail_member (place, "submitted_at", "is null until the card is submitted");
  if (card->state != PLUMB_CARD_SUBMITTED && card->amendments->len > 0)
    plumb_place_fail_member (place, "amendments", "only a submitted card is amended");
}

PlumbScorecard *
plumb_exchange_read_card (PlumbExchangeReader *reader, const PlumbLoop *loop, const PlumbAssignment *assignment,
                          const PlumbPlace *place)
{
  static const char *const names[] = {
    "id",      "state",         "recommendation", "no_decision_reason", "summary", "handover",   "started_at", "submitted_at",
    "elapsed", "running_since", "not_blind",      "withheld",           "answers", "amendments", NULL
  };
  PlumbScorecard *card = plumb_scorecard_new ("", NULL);

  if (!plumb_place_expect_object (place, names))
    return card;
  plumb_exchange_read_id (reader, place, PLUMB_ID_CARD, &card->id);
  plumb_place_read_word (place, "state", plumb_card_state_from_nick, &card->state);
  plumb_place_read_word (place, "recommendation", plumb_recommendation_from_nick, &card->recommendation);
  plumb_exchange_take (&card->no_decision_reason, plumb_place_dup_text (place, "no_decision_reason", PLUMB_LINE_MAX));
  plumb_exchange_take (&card->summary, plumb_place_dup_text (place, "summary", PLUMB_NOTE_MAX));
  plumb_exchange_take (&card->handover, plumb_place_dup_text (place, "handover", PLUMB_NOTE_MAX));
  card->started_at = plumb_exchange_read_instant (place, "started_at", FALSE);
  card->submitted_at = plumb_exchange_read_instant (place, "submitted_at", FALSE);
  card->elapsed = plumb_place_get_integer (place, "elapsed", 0, ELAPSED_MAX);
  card->running_since = plumb_exchange_read_instant (place, "running_since", FALSE);
  card->not_blind = plumb_place_get_boolean (place, "not_blind");
  if (plumb_place_get_boolean (place, "withheld"))
    plumb_place_fail_member (place, "withheld",
                             "this card was withheld from whoever exported the document; import one exported by the owner of the "
                             "workspace");
  read_answers (loop, assignment, card, place);
  read_amendments (reader, loop, card, place);
  if (!plumb_place_failed (place))
    expect_sound (assignment, card, place);
  return card;
}
