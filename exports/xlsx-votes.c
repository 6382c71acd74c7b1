/* xlsx-votes.c - recommendations, votes, the bar raiser's word and the decision as they came; and, for an audit, the record: amendments,
 * broken seals and the chain of events. */
#include "exports/xlsx-sheets.h"

#include <string.h>

#define DATE_WIDTH 19

enum
{
  VOTE_KIND = PLUMB_VOTE_COLUMN_KIND,
  VOTE_WHO,
  VOTE_SEAT,
  VOTE_STAGE,
  VOTE_VALUE = PLUMB_VOTE_COLUMN_VALUE,
  VOTE_IN_FORCE = PLUMB_VOTE_COLUMN_IN_FORCE,
  VOTE_STANDS = PLUMB_VOTE_COLUMN_STANDS,
  VOTE_AT,
  VOTE_DECLARED,
  VOTE_OUTCOME,
  VOTE_FIGURES,
  VOTE_MISSING,
  VOTE_CONDITIONS,
  VOTE_DISSENTS,
  VOTE_OVERRIDE,
  VOTE_REOPENED,
  VOTE_REASON,
  N_VOTE_COLUMNS
};

static const PlumbColumn vote_columns[N_VOTE_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 20 },
  [VOTE_KIND] = { "What", 16 },
  [VOTE_WHO] = { "Who", 20 },
  [VOTE_SEAT] = { "Seat", 15 },
  [VOTE_STAGE] = { "Stage", 24 },
  [VOTE_VALUE] = { "Value", 13, TRUE },
  [VOTE_IN_FORCE] = { "In force", 9, TRUE },
  [VOTE_STANDS] = { "Latest word", 9, TRUE },
  [VOTE_AT] = { "At", DATE_WIDTH, .zoned = TRUE },
  [VOTE_DECLARED] = { "Bar raiser's independence", 34 },
  [VOTE_OUTCOME] = { "Outcome at that moment", 16 },
  [VOTE_FIGURES] = { "Figures at that moment", 26 },
  [VOTE_MISSING] = { "What is missing", 36 },
  [VOTE_CONDITIONS] = { "Conditions", 36 },
  [VOTE_DISSENTS] = { "Dissents", 24 },
  [VOTE_OVERRIDE] = { "Why against the outcome", 36 },
  [VOTE_REOPENED] = { "Why reopened", 30 },
  [VOTE_REASON] = { "Reason", 60 },
};

enum
{
  RECORD_KIND = 2,
  RECORD_AT,
  RECORD_WHO,
  RECORD_WHAT,
  RECORD_BLIND,
  RECORD_SEQUENCE,
  RECORD_HASH,
  RECORD_BEFORE,
  RECORD_AFTER,
  RECORD_REASON,
  N_RECORD_COLUMNS
};

static const PlumbColumn record_columns[N_RECORD_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 20 },
  [RECORD_KIND] = { "Record", 13 },
  [RECORD_AT] = { "At (UTC)", DATE_WIDTH },
  [RECORD_WHO] = { "Who", 20 },
  [RECORD_WHAT] = { "What", 36 },
  [RECORD_BLIND] = { "Blind then", 9, TRUE },
  [RECORD_SEQUENCE] = { "Event", 9, TRUE },
  [RECORD_HASH] = { "Hash of the event", 66 },
  [RECORD_BEFORE] = { "Before", 40 },
  [RECORD_AFTER] = { "After", 40 },
  [RECORD_REASON] = { "Reason", 50 },
};

static const char *
yes_or_no (gboolean value)
{
  return value ? PLUMB_YES : PLUMB_NO;
}

/* Votes and decision. */

static void
begin_vote (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const char *kind, const char *value, gboolean in_force, PlumbInstant at)
{
  PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_VOTES];

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (xlsx->book, sheet, VOTE_KIND, PLUMB_STYLE_LINE, kind);
  plumb_book_text (xlsx->book, sheet, VOTE_VALUE, PLUMB_STYLE_WORD, value);
  plumb_book_text (xlsx->book, sheet, VOTE_IN_FORCE, PLUMB_STYLE_WORD, yes_or_no (in_force));
  plumb_book_instant (xlsx->book, sheet, VOTE_AT, at);
}

static void
write_voter (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const char *id, const char *reason)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_VOTES];
  const PlumbLoop *source = loop->packet->loop;
  const PlumbAssignment *assignment = plumb_loop_get_assignment (source, id);

  plumb_book_text (book, sheet, VOTE_REASON, PLUMB_STYLE_TEXT, reason);
  if (assignment == NULL)
    return;
  plumb_book_text (book, sheet, VOTE_WHO, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, assignment->person));
  plumb_book_text (book, sheet, VOTE_SEAT, PLUMB_STYLE_TEXT, plumb_seat_to_label (assignment->seat));
  plumb_book_text (book, sheet, VOTE_STAGE, PLUMB_STYLE_TEXT, plumb_loop_get_stage (source, assignment)->title);
}

/* The vote that stands for the panelist: the final one, else the one after reading; NULL: the recommendation on the card. */
static const PlumbVote *
get_last_vote (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const PlumbVote *vote = plumb_loop_get_vote (loop, assignment->id, PLUMB_ROUND_FINAL);

  return vote != NULL ? vote : plumb_loop_get_vote (loop, assignment->id, PLUMB_ROUND_READING);
}

static void
write_stands (PlumbXlsx *xlsx, const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbVote *vote)
{
  gboolean stands = assignment != NULL && plumb_assignment_is_counted (assignment) && get_last_vote (loop, assignment) == vote;

  plumb_book_text (xlsx->book, &xlsx->book->sheets[PLUMB_SHEET_VOTES], VOTE_STANDS, PLUMB_STYLE_WORD, yes_or_no (stands));
}

/* Each statement, confirmed or not, and what stands behind one that is not. */
static char *
dup_declaration (const PlumbVerdict *verdict)
{
  GString *text = g_string_new (NULL);

  for (PlumbStatement statement = 0; verdict->declared && statement < PLUMB_N_STATEMENTS; statement++)
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", plumb_statement_to_label (statement),
                            verdict->confirmed & (1u << statement) ? "confirmed" : "not confirmed");
  if (verdict->declared && *verdict->independence_note != '\0')
    g_string_append_printf (text, "\n%s", verdict->independence_note);
  return g_string_free (text, FALSE);
}

static void
write_votes (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  const PlumbLoop *source = loop->packet->loop;

  for (guint i = 0; i < source->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (source->assignments, i);
      const PlumbScorecard *card = assignment->card;

      if (card->state != PLUMB_CARD_SUBMITTED || card->withheld)
        continue;
      begin_vote (xlsx, loop, "On the card", plumb_recommendation_to_label (card->recommendation),
                  plumb_assignment_is_counted (assignment), card->submitted_at);
      write_stands (xlsx, source, assignment, NULL);
      write_voter (xlsx, loop, assignment->id, card->no_decision_reason);
    }
  for (guint i = 0; i < source->votes->len; i++)
    {
      const PlumbVote *vote = g_ptr_array_index (source->votes, i);

      begin_vote (xlsx, loop, plumb_round_to_label (vote->round), plumb_recommendation_to_label (vote->value),
                  vote == plumb_loop_get_vote (source, vote->assignment, vote->round), vote->at);
      write_stands (xlsx, source, plumb_loop_get_assignment (source, vote->assignment), vote);
      write_voter (xlsx, loop, vote->assignment, vote->reason);
    }
  for (guint i = 0; i < source->verdicts->len; i++)
    {
      const PlumbVerdict *verdict = g_ptr_array_index (source->verdicts, i);
      g_autofree char *declaration = dup_declaration (verdict);

      begin_vote (xlsx, loop, PLUMB_VOTE_KIND_VERDICT, plumb_verdict_to_label (verdict->value),
                  verdict == plumb_loop_get_verdict (source), verdict->at);
      write_voter (xlsx, loop, verdict->assignment, verdict->rationale);
      plumb_book_text (xlsx->book, &xlsx->book->sheets[PLUMB_SHEET_VOTES], VOTE_DECLARED, PLUMB_STYLE_TEXT, declaration);
    }
}

static char *
dup_dissents (const PlumbLoop *loop, const PlumbDecision *decision)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; decision->dissents != NULL && decision->dissents[i] != NULL; i++)
    g_ptr_array_add (names, (char *)plumb_loop_get_person_name (loop, decision->dissents[i]));
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("\n", (char **)names->pdata);
}

static void
write_decisions (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_VOTES];
  const PlumbLoop *source = loop->packet->loop;

  for (guint i = 0; i < source->decisions->len; i++)
    {
      const PlumbDecision *decision = g_ptr_array_index (source->decisions, i);

      begin_vote (xlsx, loop, "Decision", plumb_decision_to_label (decision->value), decision == plumb_loop_get_decision (source),
                  decision->at);
      plumb_book_text (book, sheet, VOTE_MISSING, PLUMB_STYLE_TEXT, plumb_decision_get_missing (decision));
      plumb_book_text (book, sheet, VOTE_CONDITIONS, PLUMB_STYLE_TEXT, plumb_decision_get_conditions (decision));
      plumb_book_text (book, sheet, VOTE_WHO, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, decision->decider));
      plumb_book_text (book, sheet, VOTE_OUTCOME, PLUMB_STYLE_TEXT, plumb_outcome_to_label (decision->outcome));
      plumb_book_text (book, sheet, VOTE_FIGURES, PLUMB_STYLE_TEXT, decision->figures);
      plumb_book_text (book, sheet, VOTE_OVERRIDE, PLUMB_STYLE_TEXT, decision->override_reason);
      plumb_book_text (book, sheet, VOTE_REOPENED, PLUMB_STYLE_TEXT, decision->reopen_reason);
      plumb_book_text (book, sheet, VOTE_REASON, PLUMB_STYLE_TEXT, decision->rationale);
      if (decision->dissents != NULL && decision->dissents[0] != NULL)
        {
          g_autofree char *dissents = dup_dissents (source, decision);

          plumb_book_text (book, sheet, VOTE_DISSENTS, PLUMB_STYLE_TEXT, dissents);
        }
    }
}

/* Record. */

static void
begin_record (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const char *kind, PlumbInstant at, const char *who, const char *what)
{
  PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_RECORD];

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (xlsx->book, sheet, RECORD_KIND, PLUMB_STYLE_LINE, kind);
  plumb_book_instant_utc (xlsx->book, sheet, RECORD_AT, at);
  plumb_book_text (xlsx->book, sheet, RECORD_WHO, PLUMB_STYLE_TEXT, who);
  plumb_book_text (xlsx->book, sheet, RECORD_WHAT, PLUMB_STYLE_TEXT, what);
}

static void
write_amendments (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_RECORD];
  const PlumbLoop *source = loop->packet->loop;
  const PlumbStage *stage = plumb_loop_get_stage (source, assignment);

  for (guint i = 0; i < assignment->card->amendments->len; i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (assignment->card->amendments, i);
      const PlumbScriptItem *item = amendment->question != NULL ? plumb_stage_get_item (stage, amendment->question, NULL) : NULL;
      g_autofree char *what
          = g_strdup_printf ("%s: %s of %s", stage->title, amendment->field, item != NULL ? item->question->title : "the card");

      begin_record (xlsx, loop, "Amendment", amendment->at, plumb_loop_get_person_name (source, amendment->author), what);
      plumb_book_text (book, sheet, RECORD_BLIND, PLUMB_STYLE_WORD, yes_or_no (!amendment->not_blind));
      plumb_book_text (book, sheet, RECORD_BEFORE, PLUMB_STYLE_TEXT, amendment->before);
      plumb_book_text (book, sheet, RECORD_AFTER, PLUMB_STYLE_TEXT, amendment->after);
      plumb_book_text (book, sheet, RECORD_REASON, PLUMB_STYLE_TEXT, amendment->reason);
    }
}

static void
write_record (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_RECORD];
  const PlumbLoop *source = loop->packet->loop;

  for (guint i = 0; i < source->assignments->len; i++)
    write_amendments (xlsx, loop, g_ptr_array_index (source->assignments, i));
  for (guint i = 0; i < source->seals->len; i++)
    {
      const PlumbSeal *seal = g_ptr_array_index (source->seals, i);

      begin_record (xlsx, loop, "Broken seal", seal->at, plumb_loop_get_person_name (source, seal->person),
                    "Looked at other cards while owing one");
      plumb_book_text (book, sheet, RECORD_REASON, PLUMB_STYLE_TEXT, seal->reason);
    }
  for (guint i = 0; i < loop->packet->events->len; i++)
    {
      const PlumbPacketEvent *event = g_ptr_array_index (loop->packet->events, i);

      begin_record (xlsx, loop, "Event", event->at, event->actor, event->kind);
      plumb_book_number (book, sheet, RECORD_SEQUENCE, PLUMB_STYLE_INTEGER, (double)event->sequence);
      plumb_book_text (book, sheet, RECORD_HASH, PLUMB_STYLE_LINE, event->hash);
    }
}

char *
plumb_xlsx_dup_vote_count (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, PlumbRecommendation value)
{
  const PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_VOTES];
  g_autofree char *stands = NULL;
  g_autofree char *values = NULL;

  if (plumb_span_is_empty (loop->votes))
    return g_strdup ("=0");
  stands = plumb_xlsx_dup_range (sheet, VOTE_STANDS, loop->votes);
  values = plumb_xlsx_dup_range (sheet, VOTE_VALUE, loop->votes);
  return g_strdup_printf ("=COUNTIFS(%s,\"" PLUMB_YES "\",%s,\"%s\")", stands, values, plumb_recommendation_to_label (value));
}

void
plumb_xlsx_add_vote_sheets (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;

  if (xlsx->first->shows_cards)
    plumb_book_add_heads (book, plumb_book_add_table (book, PLUMB_SHEET_VOTES, vote_columns, N_VOTE_COLUMNS), 2);
  if (xlsx->first->shows_record)
    plumb_book_add_heads (book, plumb_book_add_table (book, PLUMB_SHEET_RECORD, record_columns, N_RECORD_COLUMNS), 2);
}

void
plumb_xlsx_write_votes (PlumbXlsx *xlsx, PlumbXlsxLoop *loop)
{
  const PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_VOTES];

  if (loop->packet->shows_cards)
    {
      loop->votes.first = sheet->next + 1;
      write_votes (xlsx, loop);
      write_decisions (xlsx, loop);
      loop->votes.last = sheet->next;
    }
  if (loop->packet->shows_record)
    write_record (xlsx, loop);
}

void
plumb_xlsx_finish_vote_sheets (PlumbXlsx *xlsx)
{
  static const PlumbSheetKind kinds[] = { PLUMB_SHEET_VOTES, PLUMB_SHEET_RECORD };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      PlumbSheet *sheet = &xlsx->book->sheets[kinds[i]];

      plumb_book_finish_sheet (xlsx->book, sheet, sheet->name, xlsx->stamp);
    }
}
