/* xlsx-answers.c - a row an answered question on Answers, and on Checks a row a signal that could be observed in it, which the checklist's
 * suggestion beside the score is made of. Where loops are many the observed signals stand in the answer's row instead. */
#include "exports/xlsx-sheets.h"

#include <string.h>

enum
{
  CARD = 2,
  STAGE,
  PANELIST,
  SEAT,
  COUNTED,
  COMPETENCY,
  KEY = PLUMB_ANSWER_COLUMN_KEY,
  NUMBER,
  QUESTION,
  STATE,
  SCORE = PLUMB_ANSWER_COLUMN_SCORE,
  SCALE,
  WEIGHT = PLUMB_ANSWER_COLUMN_WEIGHT,
  STAGE_WEIGHT,
  MINUTES,
  SIGNALS,
  SUPPORT,
  N_COLUMNS
};

#define COMMON_COLUMNS                                                                                                           \
  { "Loop", 6, TRUE }, { "Candidate", 18 },                                                                                      \
      [CARD] = { "Card", 6, TRUE }, [STAGE] = { "Stage", 22 }, [PANELIST] = { "Panelist", 18 }, [SEAT] = { "Seat", 14 },         \
      [COUNTED] = { "Counted", 9, TRUE }, [COMPETENCY] = { "Competency", 24 }, [KEY] = { "Key", 7 },                             \
      [NUMBER] = { "No.", 5, TRUE }, [QUESTION] = { "Question", 34 }, [STATE] = { "State", 17 }, [SCORE] = { "Score", 7, TRUE }, \
      [SCALE] = { "Of", 5, TRUE }, [WEIGHT] = { "Question weight", 9, TRUE }, [STAGE_WEIGHT] = { "Stage weight", 8, TRUE },      \
      [MINUTES] = { "Minutes", 8, TRUE }, [SUPPORT] = { "Support", 22 }

static const PlumbColumn detailed_columns[N_COLUMNS] = { COMMON_COLUMNS, [SIGNALS] = { "Checklist suggests", 10, TRUE } };
static const PlumbColumn columns[N_COLUMNS] = { COMMON_COLUMNS, [SIGNALS] = { "Signals observed", 50 } };

enum
{
  CHECK_CARD = 2,
  CHECK_STAGE,
  CHECK_PANELIST,
  CHECK_NUMBER,
  CHECK_QUESTION,
  CHECK_SIGNAL,
  CHECK_WEIGHT,
  CHECK_OBSERVED,
  N_CHECK_COLUMNS
};

static const PlumbColumn check_columns[N_CHECK_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 18 },
  [CHECK_CARD] = { "Card", 6, TRUE },
  [CHECK_STAGE] = { "Stage", 22 },
  [CHECK_PANELIST] = { "Panelist", 18 },
  [CHECK_NUMBER] = { "No.", 5, TRUE },
  [CHECK_QUESTION] = { "Question", 34 },
  [CHECK_SIGNAL] = { "Signal", 60 },
  [CHECK_WEIGHT] = { "Weight", 8, TRUE },
  [CHECK_OBSERVED] = { "Observed", 10, TRUE },
};

/* An answer at hand. */
typedef struct
{
  PlumbXlsx *xlsx;
  const PlumbXlsxLoop *loop;
  const PlumbAssignment *assignment;
  const PlumbAnswer *answer;
  const PlumbStage *stage;
  const PlumbQuestion *question;
  int weight;   /* of the question */
  guint number; /* of the card */
  guint position;
  PlumbSpan checks;
} Row;

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

static gboolean
is_observed (const PlumbAnswer *answer, const PlumbSignal *signal)
{
  return answer->signals != NULL && g_strv_contains ((const char *const *)answer->signals, signal->key);
}

static void
write_check (const Row *row, const PlumbSignal *signal)
{
  PlumbBook *book = row->xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_CHECKS];
  const PlumbLoop *source = row->loop->packet->loop;

  plumb_xlsx_begin_loop_row (row->xlsx, sheet, row->loop);
  plumb_book_number (book, sheet, CHECK_CARD, PLUMB_STYLE_INTEGER, row->number);
  plumb_book_text (book, sheet, CHECK_STAGE, PLUMB_STYLE_TEXT, row->stage->title);
  plumb_book_text (book, sheet, CHECK_PANELIST, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, row->assignment->person));
  plumb_book_number (book, sheet, CHECK_NUMBER, PLUMB_STYLE_INTEGER, row->position + 1);
  plumb_book_text (book, sheet, CHECK_QUESTION, PLUMB_STYLE_TEXT, row->question->title);
  plumb_book_text (book, sheet, CHECK_SIGNAL, PLUMB_STYLE_TEXT, signal->text);
  plumb_book_number (book, sheet, CHECK_WEIGHT, PLUMB_STYLE_INTEGER, signal->weight);
  plumb_book_text (book, sheet, CHECK_OBSERVED, PLUMB_STYLE_WORD, is_observed (row->answer, signal) ? PLUMB_YES : PLUMB_NO);
}

/* Signals can only be observed in a question that was asked. */
static void
write_checks (Row *row)
{
  const PlumbSheet *sheet = &row->xlsx->book->sheets[PLUMB_SHEET_CHECKS];

  row->checks.first = sheet->next + 1;
  if (row->answer->state != PLUMB_ANSWER_NOT_ASKED)
    for (guint i = 0; i < row->question->signals->len; i++)
      write_check (row, g_ptr_array_index (row->question->signals, i));
  row->checks.last = sheet->next;
}

/* How many flags of that severity on the question were not cleared, as a formula over the loop's flags. */
static char *
dup_flag_count (const Row *row, guint line, PlumbSeverity severity)
{
  const PlumbSheet *flags = &row->xlsx->book->sheets[PLUMB_SHEET_FLAGS];
  g_autofree char *cards = plumb_xlsx_dup_range (flags, PLUMB_FLAG_COLUMN_CARD, row->loop->flags);
  g_autofree char *numbers = plumb_xlsx_dup_range (flags, PLUMB_FLAG_COLUMN_NUMBER, row->loop->flags);
  g_autofree char *severities = plumb_xlsx_dup_range (flags, PLUMB_FLAG_COLUMN_SEVERITY, row->loop->flags);
  g_autofree char *states = plumb_xlsx_dup_range (flags, PLUMB_FLAG_COLUMN_STATE, row->loop->flags);
  char card[4], number[4];

  return g_strdup_printf ("COUNTIFS(%s,$%s%u,%s,$%s%u,%s,\"%s\",%s,\"<>%s\")", cards, plumb_column_name (CARD, card), line,
                          numbers, plumb_column_name (NUMBER, number), line, severities, plumb_severity_to_label (severity),
                          states, plumb_flag_state_to_label (PLUMB_FLAG_CLEARED));
}

/* 1 + the observed share of the signals' weight times K - 1, rounded, capped by red flags on the question. */
static void
write_suggestion (const Row *row, int suggestion)
{
  PlumbBook *book = row->xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_ANSWERS];
  const PlumbSheet *checks = &book->sheets[PLUMB_SHEET_CHECKS];
  guint line = sheet->next;
  g_autofree char *weights = plumb_xlsx_dup_range (checks, CHECK_WEIGHT, row->checks);
  g_autofree char *observed = plumb_xlsx_dup_range (checks, CHECK_OBSERVED, row->checks);
  g_autofree char *formula = NULL;
  char scale[4];

  plumb_column_name (SCALE, scale);
  formula
      = g_strdup_printf ("1+ROUND(SUMIF(%s,\"" PLUMB_YES "\",%s)*($%s%u-1)/SUM(%s),0)", observed, weights, scale, line, weights);
  if (!plumb_span_is_empty (row->loop->flags))
    {
      g_autofree char *plain = g_steal_pointer (&formula);
      g_autofree char *critical = dup_flag_count (row, line, PLUMB_SEVERITY_CRITICAL);
      g_autofree char *major = dup_flag_count (row, line, PLUMB_SEVERITY_MAJOR);

      formula = g_strdup_printf ("MIN(IF(%s>0,1,IF(%s>0,2,$%s%u)),%s)", critical, major, scale, line, plain);
    }
  plumb_book_formula_number (book, sheet, SIGNALS, PLUMB_STYLE_INTEGER, formula, suggestion);
}

static void
write_signals (const Row *row)
{
  PlumbBook *book = row->xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_ANSWERS];
  const PlumbLoop *source = row->loop->packet->loop;

  if (!row->xlsx->detailed)
    {
      g_autofree char *signals = dup_signals (row->question, row->answer);

      plumb_book_text (book, sheet, SIGNALS, PLUMB_STYLE_TEXT, signals);
    }
  else if (!plumb_span_is_empty (row->checks))
    {
      write_suggestion (row, plumb_suggest_score (row->question, source->template->points, row->answer, source->flags,
                                                  row->assignment->id, NULL));
    }
}

static void
write_answer (const Row *row)
{
  PlumbBook *book = row->xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_ANSWERS];
  const PlumbLoop *source = row->loop->packet->loop;
  const PlumbCompetency *competency = plumb_template_get_competency (source->template, row->question->competency, NULL);

  plumb_xlsx_begin_loop_row (row->xlsx, sheet, row->loop);
  plumb_book_number (book, sheet, CARD, PLUMB_STYLE_INTEGER, row->number);
  plumb_book_text (book, sheet, STAGE, PLUMB_STYLE_TEXT, row->stage->title);
  plumb_book_text (book, sheet, PANELIST, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, row->assignment->person));
  plumb_book_text (book, sheet, SEAT, PLUMB_STYLE_TEXT, plumb_seat_to_label (row->assignment->seat));
  plumb_book_text (book, sheet, COUNTED, PLUMB_STYLE_WORD, plumb_assignment_is_counted (row->assignment) ? PLUMB_YES : PLUMB_NO);
  plumb_book_text (book, sheet, COMPETENCY, PLUMB_STYLE_TEXT, competency->name);
  plumb_book_text (book, sheet, KEY, PLUMB_STYLE_LINE, competency->key);
  plumb_book_number (book, sheet, NUMBER, PLUMB_STYLE_INTEGER, row->position + 1);
  plumb_book_text (book, sheet, QUESTION, PLUMB_STYLE_TEXT, row->question->title);
  plumb_book_text (book, sheet, STATE, PLUMB_STYLE_LINE, plumb_answer_state_to_label (row->answer->state));
  if (row->answer->state == PLUMB_ANSWER_SCORED)
    plumb_book_number (book, sheet, SCORE, PLUMB_STYLE_INTEGER, row->answer->score);
  else
    plumb_book_blank (book, sheet, SCORE, PLUMB_STYLE_INTEGER);
  plumb_book_number (book, sheet, SCALE, PLUMB_STYLE_INTEGER, source->template->points);
  plumb_book_number (book, sheet, WEIGHT, PLUMB_STYLE_INTEGER, row->weight);
  plumb_book_number (book, sheet, STAGE_WEIGHT, PLUMB_STYLE_INTEGER, row->stage->weight);
  plumb_book_number (book, sheet, MINUTES, PLUMB_STYLE_INTEGER, (double)row->answer->seconds / 60);
  write_signals (row);
  if (plumb_answer_is_unsupported (row->answer))
    plumb_book_text (book, sheet, SUPPORT, PLUMB_STYLE_LINE, "No evidence recorded");
}

void
plumb_xlsx_add_answer_sheets (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;

  plumb_book_add_heads (
      book, plumb_book_add_table (book, PLUMB_SHEET_ANSWERS, xlsx->detailed ? detailed_columns : columns, N_COLUMNS), 2);
  if (xlsx->detailed)
    plumb_book_add_heads (book, plumb_book_add_table (book, PLUMB_SHEET_CHECKS, check_columns, N_CHECK_COLUMNS), 2);
}

PlumbSpan
plumb_xlsx_write_answers (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint number)
{
  const PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_ANSWERS];
  const PlumbStage *stage = plumb_loop_get_stage (loop->packet->loop, assignment);
  PlumbSpan span = { sheet->next + 1, sheet->next };

  for (guint i = 0; i < assignment->card->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, i);
      Row row = { xlsx, loop, assignment, answer, stage, NULL, 0, number, 0, { 0, 0 } };
      const PlumbScriptItem *item = plumb_stage_get_item (stage, answer->question, &row.position);

      row.question = item->question;
      row.weight = item->weight;
      if (xlsx->detailed)
        write_checks (&row);
      write_answer (&row);
    }
  span.last = sheet->next;
  return span;
}

void
plumb_xlsx_finish_answer_sheets (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_ANSWERS];

  plumb_book_colour_scores (book, sheet, sheet->head + 1, SCORE, 1, SCALE);
  plumb_book_finish_sheet (book, sheet, "Answers", xlsx->stamp);
  plumb_book_finish_sheet (book, &book->sheets[PLUMB_SHEET_CHECKS], "Checks", xlsx->stamp);
}
