/* xlsx-cards.c - a row a question on Answers, a row a submitted card on Scorecards with the card's score of each competency as a formula
 * over its own answers. Nothing of a card that is not submitted stands here. */
#include "exports/xlsx-sheets.h"

#include <string.h>

enum
{
  ANSWER_CARD = 2,
  ANSWER_STAGE,
  ANSWER_PANELIST,
  ANSWER_SEAT,
  ANSWER_COUNTED,
  ANSWER_COMPETENCY,
  ANSWER_KEY,
  ANSWER_QUESTION,
  ANSWER_STATE,
  ANSWER_SCORE,
  ANSWER_SCALE,
  ANSWER_WEIGHT,
  ANSWER_STAGE_WEIGHT,
  ANSWER_MINUTES,
  ANSWER_SIGNALS,
  ANSWER_RATIONALE,
  ANSWER_QUOTES,
  ANSWER_NOTES,
  N_ANSWER_COLUMNS
};

static const PlumbColumn answer_columns[N_ANSWER_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 18 },
  [ANSWER_CARD] = { "Card", 6, TRUE },
  [ANSWER_STAGE] = { "Stage", 20 },
  [ANSWER_PANELIST] = { "Panelist", 15 },
  [ANSWER_SEAT] = { "Seat", 13 },
  [ANSWER_COUNTED] = { "Counted", 9, TRUE },
  [ANSWER_COMPETENCY] = { "Competency", 20 },
  [ANSWER_KEY] = { "Key", 6 },
  [ANSWER_QUESTION] = { "Question", 24 },
  [ANSWER_STATE] = { "State", 16 },
  [ANSWER_SCORE] = { "Score", 7, TRUE },
  [ANSWER_SCALE] = { "Of", 5, TRUE },
  [ANSWER_WEIGHT] = { "Question weight", 9, TRUE },
  [ANSWER_STAGE_WEIGHT] = { "Stage weight", 8, TRUE },
  [ANSWER_MINUTES] = { "Minutes", 8, TRUE },
  [ANSWER_SIGNALS] = { "Signals observed", 36 },
  [ANSWER_RATIONALE] = { "Why the score differs", 28 },
  [ANSWER_QUOTES] = { "Evidence quoted", 36 },
  [ANSWER_NOTES] = { "Notes", 60 },
};

enum
{
  CARD_NUMBER = 2,
  CARD_STAGE,
  CARD_PANELIST,
  CARD_SEAT,
  CARD_RECOMMENDATION,
  CARD_COUNTED = PLUMB_CARD_COLUMN_COUNTED,
  CARD_WEIGHT = PLUMB_CARD_COLUMN_WEIGHT,
  CARD_SUBMITTED,
  CARD_MINUTES,
  CARD_BLIND,
  CARD_SCALE = PLUMB_CARD_COLUMN_SCALE,
  N_CARD_COLUMNS_BEFORE = PLUMB_CARD_COLUMN_SCORES,
  N_CARD_COLUMNS_AFTER = 3
};

static const PlumbColumn card_columns[N_CARD_COLUMNS_BEFORE] = {
  { "Loop", 6, TRUE },
  { "Candidate", 18 },
  [CARD_NUMBER] = { "Card", 6, TRUE },
  [CARD_STAGE] = { "Stage", 20 },
  [CARD_PANELIST] = { "Panelist", 15 },
  [CARD_SEAT] = { "Seat", 13 },
  [CARD_RECOMMENDATION] = { "Recommendation", 16, TRUE },
  [CARD_COUNTED] = { "Counted", 9, TRUE },
  [CARD_WEIGHT] = { "Stage weight", 8, TRUE },
  [CARD_SUBMITTED] = { "Submitted (UTC)", 16 },
  [CARD_MINUTES] = { "Minutes", 8, TRUE },
  [CARD_BLIND] = { "Written blind", 8, TRUE },
  [CARD_SCALE] = { "Scores of", 8, TRUE },
};

static const PlumbColumn text_columns[N_CARD_COLUMNS_AFTER] = {
  { "Why no decision", 30 },
  { "Hand-over", 36 },
  { "Summary", 60 },
};

static guint
get_text_column (const PlumbXlsx *xlsx)
{
  return PLUMB_CARD_COLUMN_SCORES + xlsx->dimensions->len;
}

/* Texts of the signals that were observed, one a line. */
static char *
dup_signals (const PlumbQuestion *question, const PlumbAnswer *answer)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; answer->signals != NULL && answer->signals[i] != NULL; i++)
    {
      const PlumbSignal *signal = plumb_question_get_signal (question, answer->signals[i]);

      g_string_append_printf (text, "%s\342\200\242 %s", text->len > 0 ? "\n" : "",
                              signal != NULL ? signal->text : answer->signals[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_quotes (const PlumbLoop *loop, const PlumbQuestion *question, const PlumbAnswer *answer)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < answer->evidence->len; i++)
    {
      const PlumbEvidence *evidence = g_ptr_array_index (answer->evidence, i);
      const PlumbSignal *signal = plumb_question_get_signal (question, evidence->target);
      const PlumbFlag *flag = signal == NULL ? plumb_loop_get_flag (loop, evidence->target) : NULL;
      const char *target = signal != NULL ? signal->text : flag != NULL ? flag->label : evidence->target;

      g_string_append_printf (text, "%s%s (%s)", text->len > 0 ? "\n" : "", evidence->quote, target);
    }
  return g_string_free (text, FALSE);
}

static void
write_answer_head (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint number)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_ANSWERS];
  const PlumbLoop *source = loop->packet->loop;
  const PlumbStage *stage = plumb_loop_get_stage (source, assignment);

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_number (book, sheet, ANSWER_CARD, PLUMB_STYLE_INTEGER, number);
  plumb_book_text (book, sheet, ANSWER_STAGE, PLUMB_STYLE_TEXT, stage->title);
  plumb_book_text (book, sheet, ANSWER_PANELIST, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, assignment->person));
  plumb_book_text (book, sheet, ANSWER_SEAT, PLUMB_STYLE_TEXT, plumb_seat_to_label (assignment->seat));
  plumb_book_text (book, sheet, ANSWER_COUNTED, PLUMB_STYLE_WORD,
                   plumb_assignment_is_counted (assignment) ? PLUMB_YES : PLUMB_NO);
  plumb_book_number (book, sheet, ANSWER_STAGE_WEIGHT, PLUMB_STYLE_INTEGER, stage->weight);
  plumb_book_number (book, sheet, ANSWER_SCALE, PLUMB_STYLE_INTEGER, source->template->points);
}

static void
write_answer (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint number,
              const PlumbAnswer *answer)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_ANSWERS];
  const PlumbLoop *source = loop->packet->loop;
  const PlumbScriptItem *item = plumb_stage_get_item (plumb_loop_get_stage (source, assignment), answer->question, NULL);
  const PlumbCompetency *competency = plumb_template_get_competency (source->template, item->question->competency, NULL);
  g_autofree char *signals = dup_signals (item->question, answer);

  write_answer_head (xlsx, loop, assignment, number);
  plumb_book_text (book, sheet, ANSWER_COMPETENCY, PLUMB_STYLE_TEXT, competency->name);
  plumb_book_text (book, sheet, ANSWER_KEY, PLUMB_STYLE_LINE, competency->key);
  plumb_book_text (book, sheet, ANSWER_QUESTION, PLUMB_STYLE_TEXT, item->question->title);
  plumb_book_text (book, sheet, ANSWER_STATE, PLUMB_STYLE_LINE, plumb_answer_state_to_label (answer->state));
  if (answer->state == PLUMB_ANSWER_SCORED)
    plumb_book_number (book, sheet, ANSWER_SCORE, PLUMB_STYLE_INTEGER, answer->score);
  else
    plumb_book_blank (book, sheet, ANSWER_SCORE, PLUMB_STYLE_INTEGER);
  plumb_book_number (book, sheet, ANSWER_WEIGHT, PLUMB_STYLE_INTEGER, item->weight);
  plumb_book_number (book, sheet, ANSWER_MINUTES, PLUMB_STYLE_INTEGER, (double)answer->seconds / 60);
  plumb_book_text (book, sheet, ANSWER_SIGNALS, PLUMB_STYLE_TEXT, signals);
  if (loop->packet->shows_texts)
    {
      g_autofree char *quotes = dup_quotes (source, item->question, answer);

      plumb_book_text (book, sheet, ANSWER_RATIONALE, PLUMB_STYLE_TEXT, answer->rationale);
      plumb_book_text (book, sheet, ANSWER_QUOTES, PLUMB_STYLE_TEXT, quotes);
      plumb_book_text (book, sheet, ANSWER_NOTES, PLUMB_STYLE_TEXT, answer->notes);
    }
}

static PlumbSpan
write_answers (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint number)
{
  const PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_ANSWERS];
  PlumbSpan span = { sheet->next + 1, sheet->next };
  GPtrArray *answers = assignment->card->answers;

  for (guint i = 0; i < answers->len; i++)
    write_answer (xlsx, loop, assignment, number, g_ptr_array_index (answers, i));
  span.last = sheet->next;
  return span;
}

static gboolean
asks_about (const PlumbStage *stage, const char *competency)
{
  for (guint i = 0; i < stage->script->len; i++)
    if (g_str_equal (((PlumbScriptItem *)g_ptr_array_index (stage->script, i))->question->competency, competency))
      return TRUE;
  return FALSE;
}

/* m(k,c) over the card's own answers. A cell that holds no number is no score, whatever its state says. */
static void
write_score (PlumbXlsx *xlsx, const PlumbAssignment *assignment, const PlumbCompetencyResult *result, PlumbSpan answers)
{
  PlumbBook *book = xlsx->book;
  const PlumbSheet *source = &book->sheets[PLUMB_SHEET_ANSWERS];
  const PlumbCardScore *score = plumb_competency_result_get_card (result, assignment);
  const char *key = result->competency->key;
  g_autofree char *keys = plumb_xlsx_dup_range (source, ANSWER_KEY, answers);
  g_autofree char *weights = plumb_xlsx_dup_range (source, ANSWER_WEIGHT, answers);
  g_autofree char *scores = plumb_xlsx_dup_range (source, ANSWER_SCORE, answers);
  g_autofree char *formula
      = g_strdup_printf ("=IFERROR(SUMPRODUCT((%s=\"%s\")*%s,%s)/SUMPRODUCT((%s=\"%s\")*%s*ISNUMBER(%s)),\"\342\200\223\")", keys,
                         key, weights, scores, keys, key, weights, scores);

  plumb_book_formula (book, &book->sheets[PLUMB_SHEET_SCORECARDS],
                      PLUMB_CARD_COLUMN_SCORES + plumb_xlsx_find_dimension (xlsx, key), PLUMB_STYLE_SCORE, formula,
                      score != NULL ? &score->score : &(PlumbFigure){ 0 });
}

static void
write_card_row (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint number)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_SCORECARDS];
  const PlumbLoop *source = loop->packet->loop;
  const PlumbScorecard *card = assignment->card;
  const PlumbStage *stage = plumb_loop_get_stage (source, assignment);
  guint texts = get_text_column (xlsx);

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_number (book, sheet, CARD_NUMBER, PLUMB_STYLE_INTEGER, number);
  plumb_book_text (book, sheet, CARD_STAGE, PLUMB_STYLE_TEXT, stage->title);
  plumb_book_text (book, sheet, CARD_SEAT, PLUMB_STYLE_TEXT, plumb_seat_to_label (assignment->seat));
  plumb_book_text (book, sheet, CARD_COUNTED, PLUMB_STYLE_WORD, plumb_assignment_is_counted (assignment) ? PLUMB_YES : PLUMB_NO);
  plumb_book_number (book, sheet, CARD_WEIGHT, PLUMB_STYLE_INTEGER, stage->weight);
  plumb_book_text (book, sheet, CARD_PANELIST, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, assignment->person));
  plumb_book_text (book, sheet, CARD_RECOMMENDATION, PLUMB_STYLE_WORD,
                   card->withheld ? "Withheld" : plumb_recommendation_to_label (card->recommendation));
  plumb_book_instant (book, sheet, CARD_SUBMITTED, card->submitted_at);
  plumb_book_number (book, sheet, CARD_MINUTES, PLUMB_STYLE_INTEGER, (double)card->elapsed / G_TIME_SPAN_MINUTE);
  plumb_book_text (book, sheet, CARD_BLIND, PLUMB_STYLE_WORD, card->not_blind ? PLUMB_NO : PLUMB_YES);
  plumb_book_number (book, sheet, CARD_SCALE, PLUMB_STYLE_INTEGER, source->template->points);
  if (loop->packet->shows_texts)
    {
      plumb_book_text (book, sheet, texts, PLUMB_STYLE_TEXT, card->no_decision_reason);
      plumb_book_text (book, sheet, texts + 1, PLUMB_STYLE_TEXT, card->handover);
      plumb_book_text (book, sheet, texts + 2, PLUMB_STYLE_TEXT, card->summary);
    }
}

static void
write_card (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint number)
{
  const PlumbEvaluation *evaluation = loop->packet->evaluation;
  const PlumbStage *stage = plumb_loop_get_stage (loop->packet->loop, assignment);
  PlumbSpan answers = write_answers (xlsx, loop, assignment, number);

  write_card_row (xlsx, loop, assignment, number);
  if (!loop->live || plumb_span_is_empty (answers) || assignment->skip_reason != NULL)
    return;
  for (guint i = 0; i < evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (evaluation->competencies, i);

      if (asks_about (stage, result->competency->key))
        write_score (xlsx, assignment, result, answers);
    }
}

void
plumb_xlsx_add_card_sheets (PlumbXlsx *xlsx)
{
  guint n_dimensions = xlsx->dimensions->len;
  guint n_columns = N_CARD_COLUMNS_BEFORE + n_dimensions + N_CARD_COLUMNS_AFTER;
  PlumbBook *book = xlsx->book;

  xlsx->scorecard_columns = g_new0 (PlumbColumn, n_columns);
  memcpy (xlsx->scorecard_columns, card_columns, sizeof card_columns);
  for (guint i = 0; i < n_dimensions; i++)
    xlsx->scorecard_columns[N_CARD_COLUMNS_BEFORE + i]
        = (PlumbColumn){ g_array_index (xlsx->dimensions, PlumbXlsxDimension, i).name, 12, TRUE };
  memcpy (xlsx->scorecard_columns + N_CARD_COLUMNS_BEFORE + n_dimensions, text_columns, sizeof text_columns);

  plumb_book_add_heads (book, plumb_book_add_table (book, PLUMB_SHEET_SCORECARDS, xlsx->scorecard_columns, n_columns), 4);
  plumb_book_add_heads (book, plumb_book_add_table (book, PLUMB_SHEET_ANSWERS, answer_columns, N_ANSWER_COLUMNS), 2);
}

static void
write_cards (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, gboolean counted)
{
  GPtrArray *assignments = loop->packet->loop->assignments;

  for (guint i = 0; i < assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (assignments, i);

      if (assignment->card->state == PLUMB_CARD_SUBMITTED && plumb_assignment_is_counted (assignment) == counted)
        write_card (xlsx, loop, assignment, i + 1);
    }
}

/* The counted cards come first, so that they are one span for the panel's formulas. */
void
plumb_xlsx_write_cards (PlumbXlsx *xlsx, PlumbXlsxLoop *loop)
{
  const PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_SCORECARDS];

  if (!loop->packet->shows_cards)
    return;
  loop->cards.first = sheet->next + 1;
  write_cards (xlsx, loop, TRUE);
  loop->cards.last = sheet->next;
  write_cards (xlsx, loop, FALSE);
}

void
plumb_xlsx_finish_card_sheets (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *cards = &book->sheets[PLUMB_SHEET_SCORECARDS];
  PlumbSheet *answers = &book->sheets[PLUMB_SHEET_ANSWERS];

  plumb_book_colour_scores (book, cards, cards->head + 1, PLUMB_CARD_COLUMN_SCORES, xlsx->dimensions->len,
                            PLUMB_CARD_COLUMN_SCALE);
  plumb_book_colour_scores (book, answers, answers->head + 1, ANSWER_SCORE, 1, ANSWER_SCALE);
  plumb_book_finish_sheet (book, cards, "Scorecards", xlsx->stamp, TRUE);
  plumb_book_finish_sheet (book, answers, "Answers", xlsx->stamp, TRUE);
}
