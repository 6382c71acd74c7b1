/* xlsx-notes.c - every text of a submitted card in a row of its own, wrapped: notes, why a score differs, what was quoted as evidence and
 * for what, summary and hand-over. */
#include "exports/xlsx-sheets.h"

enum
{
  CARD = 2,
  STAGE,
  PANELIST,
  QUESTION,
  KIND,
  SUBJECT,
  TEXT,
  N_COLUMNS
};

static const PlumbColumn columns[N_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 18 },
  [CARD] = { "Card", 6, TRUE },
  [STAGE] = { "Stage", 20 },
  [PANELIST] = { "Panelist", 17 },
  [QUESTION] = { "Question", 26 },
  [KIND] = { "What", 18 },
  [SUBJECT] = { "For the signal or red flag", 28 },
  [TEXT] = { "Text", 90 },
};

/* A card at hand. */
typedef struct
{
  PlumbXlsx *xlsx;
  const PlumbXlsxLoop *loop;
  const PlumbAssignment *assignment;
  const PlumbStage *stage;
  guint number;
} Card;

static void
write_note (const Card *card, const char *question, const char *kind, const char *subject, const char *text)
{
  PlumbBook *book = card->xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_NOTES];

  if (text == NULL || *text == '\0')
    return;
  plumb_xlsx_begin_loop_row (card->xlsx, sheet, card->loop);
  plumb_book_number (book, sheet, CARD, PLUMB_STYLE_INTEGER, card->number);
  plumb_book_text (book, sheet, STAGE, PLUMB_STYLE_TEXT, card->stage->title);
  plumb_book_text (book, sheet, PANELIST, PLUMB_STYLE_TEXT,
                   plumb_loop_get_person_name (card->loop->packet->loop, card->assignment->person));
  plumb_book_text (book, sheet, QUESTION, PLUMB_STYLE_TEXT, question);
  plumb_book_text (book, sheet, KIND, PLUMB_STYLE_TEXT, kind);
  plumb_book_text (book, sheet, SUBJECT, PLUMB_STYLE_QUIET, subject);
  plumb_book_text (book, sheet, TEXT, PLUMB_STYLE_TEXT, text);
}

static void
write_evidence (const Card *card, const PlumbQuestion *question, const PlumbEvidence *evidence)
{
  const PlumbSignal *signal = plumb_question_get_signal (question, evidence->target);
  const PlumbFlag *flag = signal == NULL ? plumb_loop_get_flag (card->loop->packet->loop, evidence->target) : NULL;
  const char *subject = signal != NULL ? signal->text : flag != NULL ? flag->label : evidence->target;

  write_note (card, question->title, "Evidence", subject, evidence->quote);
}

void
plumb_xlsx_add_notes (PlumbXlsx *xlsx)
{
  if (xlsx->first->shows_texts)
    plumb_book_add_heads (xlsx->book, plumb_book_add_table (xlsx->book, PLUMB_SHEET_NOTES, columns, N_COLUMNS), 2);
}

void
plumb_xlsx_write_notes (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint number)
{
  Card card = { xlsx, loop, assignment, plumb_loop_get_stage (loop->packet->loop, assignment), number };
  const PlumbScorecard *source = assignment->card;

  write_note (&card, NULL, "Summary", NULL, source->summary);
  write_note (&card, NULL, "Why no decision", NULL, source->no_decision_reason);
  write_note (&card, NULL, "Hand-over", NULL, source->handover);
  for (guint i = 0; i < source->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (source->answers, i);
      const PlumbQuestion *question = plumb_stage_get_item (card.stage, answer->question, NULL)->question;

      write_note (&card, question->title, "Notes", NULL, answer->notes);
      write_note (&card, question->title, "Why the score differs", NULL, answer->rationale);
      for (guint j = 0; j < answer->evidence->len; j++)
        write_evidence (&card, question, g_ptr_array_index (answer->evidence, j));
    }
}

void
plumb_xlsx_finish_notes (PlumbXlsx *xlsx)
{
  plumb_book_finish_sheet (xlsx->book, &xlsx->book->sheets[PLUMB_SHEET_NOTES], "Notes", xlsx->stamp);
}
