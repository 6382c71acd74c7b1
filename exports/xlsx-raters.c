/* xlsx-raters.c - how each panelist scores beside the others, over the cards of all loops of the workbook, live. */
#include "exports/xlsx-sheets.h"

#define DASH "\342\200\223"

enum
{
  NUMBER,
  PANELIST,
  CARDS,
  LEVEL,
  COMPARED,
  LENIENCY,
  BAR,
  YES,
  NO,
  N_COLUMNS
};

static const PlumbColumn columns[N_COLUMNS] = {
  [NUMBER] = { "Rater", 8, TRUE },
  [PANELIST] = { "Panelist", 28 },
  [CARDS] = { "Cards counted", 11, TRUE },
  [LEVEL] = { "Mean level", 11, TRUE },
  [COMPARED] = { "Cards beside others", 12, TRUE },
  [LENIENCY] = { "Leniency", 11, TRUE },
  [BAR] = { "Strict or lenient", 24, TRUE },
  [YES] = { "Recommend yes", 13, TRUE },
  [NO] = { "Recommend no", 13, TRUE },
};

/* Ranges of Scorecards that the formulas read. */
typedef struct
{
  char *raters;
  char *counted;
  char *levels;
  char *against;
  char *recommendations;
} Ranges;

static void
ranges_init (Ranges *ranges, PlumbXlsx *xlsx)
{
  const PlumbSheet *cards = &xlsx->book->sheets[PLUMB_SHEET_SCORECARDS];
  const PlumbSpan all = { cards->head + 2, cards->next };
  guint column = plumb_xlsx_get_level_column (xlsx);

  ranges->raters = plumb_xlsx_dup_range (cards, column + 2, all);
  ranges->counted = plumb_xlsx_dup_range (cards, PLUMB_CARD_COLUMN_COUNTED, all);
  ranges->levels = plumb_xlsx_dup_range (cards, column, all);
  ranges->against = plumb_xlsx_dup_range (cards, column + 1, all);
  ranges->recommendations = plumb_xlsx_dup_range (cards, PLUMB_CARD_COLUMN_RECOMMENDATION, all);
}

static void
ranges_clear (Ranges *ranges)
{
  g_free (ranges->raters);
  g_free (ranges->counted);
  g_free (ranges->levels);
  g_free (ranges->against);
  g_free (ranges->recommendations);
}

/* A number in `of`; text in it is none. */
static void
write_count (PlumbXlsx *xlsx, const Ranges *ranges, const char *of, guint column, guint result)
{
  PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_RATERS];
  g_autofree char *formula
      = g_strdup_printf ("=COUNTIFS(%s,$A%u,%s,\"" PLUMB_YES "\",%s,\">-99\")", ranges->raters, sheet->next, ranges->counted, of);

  plumb_book_formula_number (xlsx->book, sheet, column, PLUMB_STYLE_INTEGER, formula, result);
}

static void
write_mean (PlumbXlsx *xlsx, const Ranges *ranges, const char *of, guint column, double sum, guint n)
{
  PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_RATERS];
  g_autofree char *formula = g_strdup_printf ("=IFERROR(AVERAGEIFS(%s,%s,$A%u,%s,\"" PLUMB_YES "\",%s,\">-99\"),\"" DASH "\")",
                                              of, ranges->raters, sheet->next, ranges->counted, of);
  const PlumbFigure mean = { .defined = n > 0, .value = n > 0 ? sum / n : 0 };

  plumb_book_formula (xlsx->book, sheet, column, column == LENIENCY ? PLUMB_STYLE_DIFFERENCE : PLUMB_STYLE_SCORE, formula, &mean);
}

/* The leniency once more, for the bar. */
static void
write_bar (PlumbXlsx *xlsx, const PlumbRater *rater)
{
  PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_RATERS];
  g_autofree char *formula = NULL;
  char name[4];

  plumb_column_name (LENIENCY, name);
  formula = g_strdup_printf ("=N($%s%u)", name, sheet->next);
  plumb_book_formula_number (xlsx->book, sheet, BAR, PLUMB_STYLE_DIFFERENCE, formula,
                             rater->n_compared > 0 ? rater->against / rater->n_compared : 0);
}

static void
write_votes (PlumbXlsx *xlsx, const Ranges *ranges, PlumbRecommendation first, guint column, guint result)
{
  PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_RATERS];
  GString *formula = g_string_new ("=");

  for (guint i = 0; i < 2; i++)
    g_string_append_printf (formula, "%sCOUNTIFS(%s,$A%u,%s,\"" PLUMB_YES "\",%s,\"%s\")", i > 0 ? "+" : "", ranges->raters,
                            sheet->next, ranges->counted, ranges->recommendations, plumb_recommendation_to_label (first + i));
  plumb_book_formula_number (xlsx->book, sheet, column, PLUMB_STYLE_INTEGER, formula->str, result);
  g_string_free (formula, TRUE);
}

void
plumb_xlsx_add_raters (PlumbXlsx *xlsx)
{
  PlumbSheet *sheet;

  if (!xlsx->compares_people)
    return;
  sheet = plumb_book_add_table (xlsx->book, PLUMB_SHEET_RATERS, columns, N_COLUMNS);
  sheet->sortable = TRUE;
  plumb_book_add_heads (xlsx->book, sheet, 2);
}

void
plumb_xlsx_finish_raters (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_RATERS];
  GPtrArray *list = plumb_raters_list (xlsx->raters);
  Ranges ranges;

  if (sheet->worksheet == NULL)
    return;
  ranges_init (&ranges, xlsx);
  for (guint i = 0; i < list->len; i++)
    {
      const PlumbRater *rater = g_ptr_array_index (list, i);

      if (rater->n_cards == 0 && rater->n_yes + rater->n_no == 0)
        continue;
      plumb_book_begin_row (book, sheet);
      plumb_book_number (book, sheet, NUMBER, PLUMB_STYLE_INTEGER, rater->number);
      plumb_book_text (book, sheet, PANELIST, PLUMB_STYLE_STRONG, rater->name);
      write_count (xlsx, &ranges, ranges.levels, CARDS, rater->n_cards);
      write_mean (xlsx, &ranges, ranges.levels, LEVEL, rater->levels, rater->n_cards);
      write_count (xlsx, &ranges, ranges.against, COMPARED, rater->n_compared);
      write_mean (xlsx, &ranges, ranges.against, LENIENCY, rater->against, rater->n_compared);
      write_bar (xlsx, rater);
      write_votes (xlsx, &ranges, PLUMB_RECOMMENDATION_YES, YES, rater->n_yes);
      write_votes (xlsx, &ranges, PLUMB_RECOMMENDATION_STRONG_NO, NO, rater->n_no);
    }
  ranges_clear (&ranges);
  plumb_book_add_bars (book, sheet, sheet->head + 1, BAR, -1, 1, TRUE);
  plumb_book_finish_sheet (book, sheet, "Raters", xlsx->stamp);
}
