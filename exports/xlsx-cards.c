/* xlsx-cards.c - a row a submitted card on Scorecards, with the card's score of each competency as a formula over its own answers and how
 * it lies against the others. Nothing of a card that is not submitted stands here. */
#include "exports/xlsx-sheets.h"

#include "exports/xlsx-table.h"

#include <string.h>

#define DASH "\342\200\223"

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
  N_CARD_COLUMNS_AFTER = 3 /* the last one only where panelists are compared */
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
  [CARD_SUBMITTED] = { "Submitted", 19, .zoned = TRUE },
  [CARD_MINUTES] = { "Minutes", 8, TRUE },
  [CARD_BLIND] = { "Written blind", 8, TRUE },
  [CARD_SCALE] = { "Scores of", 8, TRUE },
};

static const PlumbColumn level_columns[N_CARD_COLUMNS_AFTER] = {
  { "Level", 9, TRUE },
  { "Against the others", 10, TRUE },
  { "Rater", 7, TRUE },
};

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
  g_autofree char *keys = plumb_xlsx_dup_range (source, PLUMB_ANSWER_COLUMN_KEY, answers);
  g_autofree char *weights = plumb_xlsx_dup_range (source, PLUMB_ANSWER_COLUMN_WEIGHT, answers);
  g_autofree char *scores = plumb_xlsx_dup_range (source, PLUMB_ANSWER_COLUMN_SCORE, answers);
  g_autofree char *formula
      = g_strdup_printf ("=IFERROR(SUMPRODUCT((%s=\"%s\")*%s,%s)/SUMPRODUCT((%s=\"%s\")*%s*ISNUMBER(%s)),\"" DASH "\")", keys,
                         key, weights, scores, keys, key, weights, scores);

  plumb_book_formula (book, &book->sheets[PLUMB_SHEET_SCORECARDS],
                      PLUMB_CARD_COLUMN_SCORES + plumb_xlsx_find_dimension (xlsx, key), PLUMB_STYLE_SCORE, formula,
                      score != NULL ? &score->score : &(PlumbFigure){ 0 });
}

/* The mean of the card's scores; and that less the mean of those of the loop's other counted cards, whose rows are `span`. */
static void
write_level (PlumbXlsx *xlsx, const PlumbAssignment *assignment, const PlumbCardLevel *level, PlumbSpan span)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_SCORECARDS];
  guint column = plumb_xlsx_get_level_column (xlsx);
  guint row = sheet->next;
  g_autofree char *levels = plumb_xlsx_dup_own_range (column, span);
  g_autofree char *mean = NULL;
  g_autofree char *against = NULL;
  char first[4], last[4], own[4];

  plumb_column_name (PLUMB_CARD_COLUMN_SCORES, first);
  plumb_column_name (column - 1, last);
  plumb_column_name (column, own);
  mean = g_strdup_printf ("=IFERROR(AVERAGE(%s%u:%s%u),\"" DASH "\")", first, row, last, row);
  against = g_strdup_printf ("=IF(AND(ISNUMBER(%s%u),COUNT(%s)>1),%s%u-(SUM(%s)-%s%u)/(COUNT(%s)-1),\"" DASH "\")", own, row,
                             levels, own, row, levels, own, row, levels);
  plumb_book_formula (book, sheet, column, PLUMB_STYLE_SCORE, mean, &level->level);
  if (plumb_assignment_is_counted (assignment))
    plumb_book_formula (book, sheet, column + 1, PLUMB_STYLE_DIFFERENCE, against, &level->against);
  else
    plumb_book_text (book, sheet, column + 1, PLUMB_STYLE_DIFFERENCE, DASH);
}

static void
write_card_row (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint number)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_SCORECARDS];
  const PlumbLoop *source = loop->packet->loop;
  const PlumbScorecard *card = assignment->card;
  const PlumbStage *stage = plumb_loop_get_stage (source, assignment);

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
}

static void
write_card (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint index)
{
  const PlumbEvaluation *evaluation = loop->packet->evaluation;
  const PlumbStage *stage = plumb_loop_get_stage (loop->packet->loop, assignment);
  const PlumbCardLevel *level = &g_array_index (loop->levels, PlumbCardLevel, index);
  PlumbSpan answers = plumb_xlsx_write_answers (xlsx, loop, assignment, index + 1);

  if (loop->packet->shows_texts)
    plumb_xlsx_write_notes (xlsx, loop, assignment, index + 1);
  write_card_row (xlsx, loop, assignment, index + 1);
  if (xlsx->compares_people)
    plumb_book_number (xlsx->book, &xlsx->book->sheets[PLUMB_SHEET_SCORECARDS], plumb_xlsx_get_level_column (xlsx) + 2,
                       PLUMB_STYLE_INTEGER, level->rater);
  if (!loop->live || plumb_span_is_empty (answers) || assignment->skip_reason != NULL)
    return;
  for (guint i = 0; i < evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (evaluation->competencies, i);

      if (asks_about (stage, result->competency->key))
        write_score (xlsx, assignment, result, answers);
    }
  write_level (xlsx, assignment, level, loop->cards);
}

guint
plumb_xlsx_get_level_column (const PlumbXlsx *xlsx)
{
  return PLUMB_CARD_COLUMN_SCORES + xlsx->dimensions->len;
}

void
plumb_xlsx_add_card_sheets (PlumbXlsx *xlsx)
{
  guint n_dimensions = xlsx->dimensions->len;
  guint n_columns = N_CARD_COLUMNS_BEFORE + n_dimensions + N_CARD_COLUMNS_AFTER - !xlsx->compares_people;

  xlsx->scorecard_columns = g_new0 (PlumbColumn, N_CARD_COLUMNS_BEFORE + n_dimensions + N_CARD_COLUMNS_AFTER);
  memcpy (xlsx->scorecard_columns, card_columns, sizeof card_columns);
  for (guint i = 0; i < n_dimensions; i++)
    xlsx->scorecard_columns[N_CARD_COLUMNS_BEFORE + i]
        = (PlumbColumn){ g_array_index (xlsx->dimensions, PlumbXlsxDimension, i).name, 13, TRUE };
  memcpy (xlsx->scorecard_columns + N_CARD_COLUMNS_BEFORE + n_dimensions, level_columns, sizeof level_columns);
  plumb_table_make_heads_unique (xlsx->scorecard_columns, n_columns, xlsx->titles);

  plumb_book_add_heads (xlsx->book, plumb_book_add_table (xlsx->book, PLUMB_SHEET_SCORECARDS, xlsx->scorecard_columns, n_columns),
                        5);
}

static guint
count_counted (const PlumbLoop *loop)
{
  guint n = 0;

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      n += assignment->card->state == PLUMB_CARD_SUBMITTED && plumb_assignment_is_counted (assignment);
    }
  return n;
}

static void
write_cards (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, gboolean counted)
{
  GPtrArray *assignments = loop->packet->loop->assignments;

  for (guint i = 0; i < assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (assignments, i);

      if (assignment->card->state == PLUMB_CARD_SUBMITTED && plumb_assignment_is_counted (assignment) == counted)
        write_card (xlsx, loop, assignment, i);
    }
}

/* The counted cards come first, so that they are one span for the panel's formulas. */
void
plumb_xlsx_write_cards (PlumbXlsx *xlsx, PlumbXlsxLoop *loop)
{
  const PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_SCORECARDS];

  if (!loop->packet->shows_cards)
    return;
  loop->cards = (PlumbSpan){ sheet->next + 1, sheet->next + count_counted (loop->packet->loop) };
  write_cards (xlsx, loop, TRUE);
  write_cards (xlsx, loop, FALSE);
}

void
plumb_xlsx_finish_card_sheets (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_SCORECARDS];

  plumb_book_colour_scores (book, sheet, sheet->head + 1, PLUMB_CARD_COLUMN_SCORES, xlsx->dimensions->len,
                            PLUMB_CARD_COLUMN_SCALE);
  plumb_book_finish_sheet (book, sheet, "Scorecards", xlsx->stamp);
}
