/* xlsx-competencies.c - a row a competency of a loop, over the loop's counted cards. With one loop the weights stand in its rows; several
 * loops share those of their template, which stand in rows of their own on top. */
#include "exports/xlsx-sheets.h"

#define DASH "\342\200\223"
#define HAIR "1E-9"
#define WEIGHT_MAX 1000

enum
{
  TEMPLATE = 2,
  KEY = 3,
  NAME = PLUMB_COMPETENCY_COLUMN_NAME,
  WEIGHT = PLUMB_COMPETENCY_COLUMN_WEIGHT,
  ORIGINAL = PLUMB_COMPETENCY_COLUMN_ORIGINAL,
  CHANGE = PLUMB_COMPETENCY_COLUMN_CHANGE,
  SHARE = PLUMB_COMPETENCY_COLUMN_SHARE,
  SCORE = PLUMB_COMPETENCY_COLUMN_SCORE,
  SCALE = PLUMB_COMPETENCY_COLUMN_SCALE,
  SPREAD = PLUMB_COMPETENCY_COLUMN_SPREAD,
  SPLIT = PLUMB_COMPETENCY_COLUMN_SPLIT,
  CARDS = PLUMB_COMPETENCY_COLUMN_CARDS,
  HELD = PLUMB_COMPETENCY_COLUMN_HELD,
  ABOUT,
  N_COLUMNS
};

static const PlumbColumn columns[N_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 20 },
  [TEMPLATE] = { "Template", 28 },
  [KEY] = { "Key", 7 },
  [NAME] = { "Competency", 36 },
  [WEIGHT] = { "Weight (input)", 9, TRUE },
  [ORIGINAL] = { "Template's weight", 10, TRUE },
  [CHANGE] = { "Changed by", 9, TRUE },
  [SHARE] = { "Share", 9, TRUE },
  [SCORE] = { "Panel score", 9, TRUE },
  [SCALE] = { "Of", 5, TRUE },
  [SPREAD] = { "Spread", 9, TRUE },
  [SPLIT] = { "Split", 8, TRUE },
  [CARDS] = { "Cards with evidence", 10, TRUE },
  [HELD] = { "Score held to the floor", 12, TRUE },
  [ABOUT] = { "About", 60 },
};

enum
{
  PLAIN_NAME = 2,
  PLAIN_SCORE,
  PLAIN_SCALE,
  PLAIN_ABOUT,
  N_PLAIN_COLUMNS
};

/* What a candidate sees. */
static const PlumbColumn plain_columns[N_PLAIN_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 24 },
  [PLAIN_NAME] = { "Competency", 36 },
  [PLAIN_SCORE] = { "Panel score", 9, TRUE },
  [PLAIN_SCALE] = { "Of", 5, TRUE },
  [PLAIN_ABOUT] = { "About", 80 },
};

static PlumbSheet *
get_sheet (PlumbXlsx *xlsx)
{
  return &xlsx->book->sheets[PLUMB_SHEET_COMPETENCIES];
}

static gboolean
is_plain (const PlumbXlsx *xlsx)
{
  return !xlsx->first->shows_policy;
}

static void
write_weight_input (PlumbXlsx *xlsx, int weight)
{
  plumb_book_number (xlsx->book, get_sheet (xlsx), WEIGHT, PLUMB_STYLE_INPUT_WEIGHT, weight);
  plumb_book_validate (xlsx->book, get_sheet (xlsx), WEIGHT, 0, WEIGHT_MAX, FALSE,
                       "A weight from 0 to 1000; only the proportions matter. All figures follow.");
}

static void
write_change (PlumbXlsx *xlsx)
{
  PlumbSheet *sheet = get_sheet (xlsx);
  g_autofree char *now = plumb_xlsx_dup_cell (sheet, WEIGHT, sheet->next);
  g_autofree char *original = plumb_xlsx_dup_cell (sheet, ORIGINAL, sheet->next);
  g_autofree char *formula = g_strdup_printf ("=%s-%s", now, original);

  plumb_book_formula_number (xlsx->book, sheet, CHANGE, PLUMB_STYLE_CHANGE, formula, 0);
}

static void
write_share (PlumbXlsx *xlsx, PlumbSpan span, double share)
{
  PlumbSheet *sheet = get_sheet (xlsx);
  g_autofree char *all = plumb_xlsx_dup_range (sheet, WEIGHT, span);
  g_autofree char *own = plumb_xlsx_dup_cell (sheet, WEIGHT, sheet->next);
  g_autofree char *formula = g_strdup_printf ("=IFERROR(100*%s/SUM(%s),0)", own, all);

  plumb_book_formula_number (xlsx->book, sheet, SHARE, PLUMB_STYLE_PERCENT, formula, share);
}

static void
write_names (PlumbXlsx *xlsx, const PlumbTemplate *template, const PlumbCompetency *competency)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  g_autofree char *version = g_strdup_printf ("%s, version %d", template->key, template->version);

  plumb_book_text (book, sheet, TEMPLATE, PLUMB_STYLE_LINE, version);
  plumb_book_text (book, sheet, KEY, PLUMB_STYLE_LINE, competency->key);
  plumb_book_text (book, sheet, NAME, PLUMB_STYLE_STRONG, competency->name);
  plumb_book_number (book, sheet, ORIGINAL, PLUMB_STYLE_WEIGHT, competency->weight);
  plumb_book_number (book, sheet, SCALE, PLUMB_STYLE_INTEGER, template->points);
}

static void
write_shared_weights (PlumbXlsx *xlsx, PlumbXlsxTemplate *used)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  GPtrArray *competencies = used->template->competencies;
  PlumbSpan span = { sheet->next + 1, sheet->next + competencies->len };

  for (guint i = 0; i < competencies->len; i++)
    {
      const PlumbCompetency *competency = g_ptr_array_index (competencies, i);

      plumb_book_begin_row (book, sheet);
      plumb_book_text (book, sheet, 0, PLUMB_STYLE_WORD, "All");
      plumb_book_text (book, sheet, 1, PLUMB_STYLE_QUIET, "Weights of all its loops");
      write_names (xlsx, used->template, competency);
      write_weight_input (xlsx, competency->weight);
      write_change (xlsx);
      write_share (xlsx, span, 100.0 * competency->weight / plumb_template_get_weight_sum (used->template));
      plumb_book_text (book, sheet, ABOUT, PLUMB_STYLE_QUIET, competency->about);
    }
}

/* M(c) = sum u*m / sum u over the counted cards that have a score. */
static void
write_score (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbCompetencyResult *result)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  const PlumbSheet *cards = &book->sheets[PLUMB_SHEET_SCORECARDS];
  guint column = PLUMB_CARD_COLUMN_SCORES + plumb_xlsx_find_dimension (xlsx, result->competency->key);
  g_autofree char *weights = plumb_xlsx_dup_range (cards, PLUMB_CARD_COLUMN_WEIGHT, loop->cards);
  g_autofree char *scores = plumb_xlsx_dup_range (cards, column, loop->cards);
  g_autofree char *formula = g_strdup_printf ("=IFERROR(SUMPRODUCT(%s,%s)/SUMPRODUCT(%s*ISNUMBER(%s)),\"" DASH "\")", weights,
                                              scores, weights, scores);
  g_autofree char *spread = g_strdup_printf ("=IF(COUNT(%s)>0,MAX(%s)-MIN(%s),\"" DASH "\")", scores, scores, scores);
  g_autofree char *count = g_strdup_printf ("=COUNT(%s)", scores);
  guint n = 0;

  for (guint i = 0; i < result->cards->len; i++)
    n += ((const PlumbCardScore *)g_ptr_array_index (result->cards, i))->counted;
  plumb_book_formula (book, sheet, SCORE, PLUMB_STYLE_SCORE, formula, &result->score);
  plumb_book_formula (book, sheet, SPREAD, PLUMB_STYLE_SCORE, spread, &result->spread);
  plumb_book_formula_number (book, sheet, CARDS, PLUMB_STYLE_INTEGER, count, n);
}

static void
write_no_score (PlumbXlsx *xlsx)
{
  plumb_book_text (xlsx->book, get_sheet (xlsx), SCORE, PLUMB_STYLE_SCORE, DASH);
  plumb_book_text (xlsx->book, get_sheet (xlsx), SPREAD, PLUMB_STYLE_SCORE, DASH);
  plumb_book_number (xlsx->book, get_sheet (xlsx), CARDS, PLUMB_STYLE_INTEGER, 0);
}

static void
write_split (PlumbXlsx *xlsx, const PlumbCompetencyResult *result)
{
  PlumbSheet *sheet = get_sheet (xlsx);
  g_autofree char *spread = plumb_xlsx_dup_cell (sheet, SPREAD, sheet->next);
  g_autofree char *scale = plumb_xlsx_dup_cell (sheet, SCALE, sheet->next);
  g_autofree char *formula
      = g_strdup_printf ("=IF(ISNUMBER(%s),IF(%s>=(%s-1)/2-" HAIR ",\"Split\",\"\"),\"\")", spread, spread, scale);

  plumb_book_formula_text (xlsx->book, sheet, SPLIT, PLUMB_STYLE_WORD, formula, result->split ? "Split" : "");
}

/* The score once more where the share is large enough for the floor: what the floor gate looks at. */
static void
write_held (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbCompetencyResult *result)
{
  PlumbSheet *sheet = get_sheet (xlsx);
  const PlumbTemplate *template = loop->packet->loop->template;
  g_autofree char *score = plumb_xlsx_dup_cell (sheet, SCORE, sheet->next);
  g_autofree char *share = plumb_xlsx_dup_cell (sheet, SHARE, sheet->next);
  g_autofree char *least = plumb_xlsx_dup_cell (&xlsx->book->sheets[PLUMB_SHEET_METHOD], PLUMB_METHOD_COLUMN_FLOOR_SHARE,
                                                loop->template->method_row);
  g_autofree char *formula = g_strdup_printf ("=IF(AND(ISNUMBER(%s),%s>=%s-" HAIR "),%s,\"\")", score, share, least, score);
  gint64 weight = result->competency->weight;

  if (result->score.defined && weight * 10000 >= (gint64) template->policy.floor_share * plumb_template_get_weight_sum (template))
    plumb_book_formula_number (xlsx->book, sheet, HELD, PLUMB_STYLE_SCORE, formula, result->score.value);
  else
    plumb_book_formula_text (xlsx->book, sheet, HELD, PLUMB_STYLE_SCORE, formula, "");
}

static void
write_row (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, guint position)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  const PlumbCompetencyResult *result = g_ptr_array_index (loop->packet->evaluation->competencies, position);

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  write_names (xlsx, loop->packet->loop->template, result->competency);
  if (xlsx->single)
    {
      write_weight_input (xlsx, result->competency->weight);
      write_change (xlsx);
    }
  else
    {
      g_autofree char *shared = plumb_xlsx_dup_cell (sheet, WEIGHT, loop->template->weights_row + position);
      g_autofree char *formula = g_strconcat ("=", shared, NULL);

      plumb_book_formula_number (book, sheet, WEIGHT, PLUMB_STYLE_WEIGHT, formula, result->competency->weight);
    }
  write_share (xlsx, loop->competencies, result->share);
  if (loop->live && !plumb_span_is_empty (loop->cards))
    write_score (xlsx, loop, result);
  else
    write_no_score (xlsx);
  if (loop->live)
    {
      write_split (xlsx, result);
      write_held (xlsx, loop, result);
    }
  if (xlsx->single)
    plumb_book_text (book, sheet, ABOUT, PLUMB_STYLE_TEXT, result->competency->about);
}

static void
write_plain_row (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, guint position)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  const PlumbCompetencyResult *result = g_ptr_array_index (loop->packet->evaluation->competencies, position);

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (book, sheet, PLAIN_NAME, PLUMB_STYLE_STRONG, result->competency->name);
  if (result->score.defined)
    plumb_book_number (book, sheet, PLAIN_SCORE, PLUMB_STYLE_SCORE, result->score.value);
  else
    plumb_book_text (book, sheet, PLAIN_SCORE, PLUMB_STYLE_SCORE, DASH);
  plumb_book_number (book, sheet, PLAIN_SCALE, PLUMB_STYLE_INTEGER, loop->packet->loop->template->points);
  plumb_book_text (book, sheet, PLAIN_ABOUT, PLUMB_STYLE_TEXT, result->competency->about);
}

void
plumb_xlsx_add_competencies (PlumbXlsx *xlsx)
{
  PlumbSheet *sheet = is_plain (xlsx)
                          ? plumb_book_add_table (xlsx->book, PLUMB_SHEET_COMPETENCIES, plain_columns, N_PLAIN_COLUMNS)
                          : plumb_book_add_table (xlsx->book, PLUMB_SHEET_COMPETENCIES, columns, N_COLUMNS);

  plumb_book_add_heads (xlsx->book, sheet, 2);
  for (guint i = 0; !is_plain (xlsx) && i < xlsx->templates->len; i++)
    {
      PlumbXlsxTemplate *used = g_ptr_array_index (xlsx->templates, i);

      used->weights_row = sheet->next + 1;
      if (!xlsx->single)
        write_shared_weights (xlsx, used);
    }
}

void
plumb_xlsx_write_competencies (PlumbXlsx *xlsx, PlumbXlsxLoop *loop)
{
  PlumbSheet *sheet = get_sheet (xlsx);
  guint n = loop->packet->evaluation->competencies->len;

  loop->competencies = (PlumbSpan){ sheet->next + 1, sheet->next + n };
  for (guint i = 0; i < n; i++)
    {
      if (is_plain (xlsx))
        write_plain_row (xlsx, loop, i);
      else
        write_row (xlsx, loop, i);
    }
}

void
plumb_xlsx_finish_competencies (PlumbXlsx *xlsx)
{
  PlumbSheet *sheet = get_sheet (xlsx);

  if (is_plain (xlsx))
    plumb_book_colour_scores (xlsx->book, sheet, sheet->head + 1, PLAIN_SCORE, 1, PLAIN_SCALE);
  else
    plumb_book_colour_scores (xlsx->book, sheet, sheet->head + 1, SCORE, 1, SCALE);
  plumb_book_finish_sheet (xlsx->book, sheet, "Competencies", xlsx->stamp);
}
