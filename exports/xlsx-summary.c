/* xlsx-summary.c - several loops side by side: a row a loop, its figures as formulas over the raw sheets, a heat map of its competencies,
 * and a chart. One loop gets a cover instead (xlsx-cover.c). */
#include "exports/xlsx-sheets.h"

#include "exports/xlsx-table.h"

#include <string.h>

#define DASH "\342\200\223"

/* The heat map stands behind N_BEFORE, so the columns after it are that many further on (at). */
enum
{
  LOOP,
  CANDIDATE = PLUMB_SUMMARY_COLUMN_CANDIDATE,
  PAGE,
  ROLE,
  DECISION,
  OUTCOME,
  COMPOSITE = PLUMB_SUMMARY_COLUMN_COMPOSITE,
  SCALE,
  CHANGE,
  N_BEFORE,
  COVERAGE = N_BEFORE,
  PERCENT,
  LOW,
  HIGH,
  GATES,
  AWAITED = GATES + PLUMB_XLSX_N_GATES,
  CARDS,
  SPLITS,
  OPEN_FLAGS,
  UPHELD_FLAGS,
  VOTES,
  CARD_FLIPS = VOTES + PLUMB_RECOMMENDATION_NO_DECISION,
  WEIGHT_FLIPS,
  WEIGHTS_LOW,
  WEIGHTS_HIGH,
  STATE,
  TEMPLATE,
  N_COLUMNS
};

static const PlumbColumn fixed_columns[N_COLUMNS] = {
  [LOOP] = { "Loop", 6, TRUE },
  [CANDIDATE] = { "Candidate", 24 },
  [PAGE] = { "Page", 7, TRUE },
  [ROLE] = { "Role", 22 },
  [DECISION] = { "Decision", 10, TRUE },
  [OUTCOME] = { "Outcome", 14, TRUE },
  [COMPOSITE] = { "Composite", 11, TRUE },
  [SCALE] = { "Of", 5, TRUE },
  [CHANGE] = { "Moved since export", 9, TRUE },
  [COVERAGE] = { "Coverage", 12, TRUE },
  [PERCENT] = { "Percent of the scale", 12, TRUE },
  [LOW] = { "Lowest possible", 9, TRUE },
  [HIGH] = { "Highest possible", 9, TRUE },
  [GATES] = { "Gate: cards", 9, TRUE },
  [GATES + 1] = { "Gate: coverage", 10, TRUE },
  [GATES + 2] = { "Gate: composite", 11, TRUE },
  [GATES + 3] = { "Gate: floor", 9, TRUE },
  [GATES + 4] = { "Gate: flags", 9, TRUE },
  [GATES + 5] = { "Gate: bar raiser", 9, TRUE },
  [AWAITED] = { "Cards awaited", 9, TRUE },
  [CARDS] = { "Cards counted", 9, TRUE },
  [SPLITS] = { "Splits", 8, TRUE },
  [OPEN_FLAGS] = { "Open red flags", 10, TRUE },
  [UPHELD_FLAGS] = { "Red flags upheld", 9, TRUE },
  [VOTES] = { "Votes: strong no", 8, TRUE },
  [VOTES + 1] = { "Votes: no", 8, TRUE },
  [VOTES + 2] = { "Votes: yes", 8, TRUE },
  [VOTES + 3] = { "Votes: strong yes", 8, TRUE },
  [VOTES + 4] = { "Votes: no decision", 9, TRUE },
  [CARD_FLIPS] = { "Cards that turn it", 10, TRUE },
  [WEIGHT_FLIPS] = { "Weights that turn it", 10, TRUE },
  [WEIGHTS_LOW] = { "Lowest by weights", 10, TRUE },
  [WEIGHTS_HIGH] = { "Highest by weights", 10, TRUE },
  [STATE] = { "Loop is", 10, TRUE },
  [TEMPLATE] = { "Template", 30 },
};

enum
{
  PLAIN_ROLE = 2,
  PLAIN_DECISION,
  PLAIN_DATE,
  PLAIN_MISSING,
  PLAIN_CONDITIONS,
  N_PLAIN_COLUMNS
};

/* What a candidate sees. */
static const PlumbColumn plain_columns[N_PLAIN_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 22 },
  [PLAIN_ROLE] = { "Role", 18 },
  [PLAIN_DECISION] = { "Decision", 10, TRUE },
  [PLAIN_DATE] = { "Decided", 19, .zoned = TRUE },
  [PLAIN_MISSING] = { "What is missing", 60 },
  [PLAIN_CONDITIONS] = { "Conditions", 60 },
};

static PlumbSheet *
get_sheet (const PlumbXlsx *xlsx)
{
  return &xlsx->book->sheets[PLUMB_SHEET_SUMMARY];
}

static guint
at (const PlumbXlsx *xlsx, guint column)
{
  return column < N_BEFORE ? column : column + xlsx->dimensions->len;
}

guint
plumb_xlsx_get_bounds_column (const PlumbXlsx *xlsx)
{
  return at (xlsx, LOW);
}

static void
fill_cells (const PlumbXlsx *xlsx, PlumbXlsxCells *cells, guint row)
{
  static const guint columns[] = { COMPOSITE, PERCENT, COVERAGE, LOW, HIGH };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    plumb_xlsx_set_cell (cells, PLUMB_XLSX_COMPOSITE + i, row, at (xlsx, columns[i]), TRUE);
  for (guint i = 0; i < PLUMB_XLSX_N_GATES; i++)
    plumb_xlsx_set_cell (cells, PLUMB_XLSX_FIRST_GATE + i, row, at (xlsx, GATES + i), TRUE);
  plumb_xlsx_set_cell (cells, PLUMB_XLSX_OUTCOME, row, OUTCOME, TRUE);
}

static void
write_names (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  const PlumbLoop *source = loop->packet->loop;
  const PlumbDecision *decision = plumb_loop_get_decision (source);

  if (loop->page != NULL)
    {
      g_autofree char *page = g_strdup_printf ("'%s'", loop->page);

      plumb_book_link (book, sheet, PAGE, page, 1, "Open");
    }
  else
    {
      plumb_book_link (book, sheet, PAGE, book->sheets[PLUMB_SHEET_COMPETENCIES].quoted, loop->competencies.first, "Open");
    }
  plumb_book_text (book, sheet, ROLE, PLUMB_STYLE_TEXT, source->role);
  plumb_book_text (book, sheet, DECISION, PLUMB_STYLE_WORD, decision != NULL ? plumb_decision_to_label (decision->value) : DASH);
  plumb_book_number (book, sheet, SCALE, PLUMB_STYLE_INTEGER, source->template->points);
  plumb_book_text (book, sheet, at (xlsx, STATE), PLUMB_STYLE_WORD, plumb_loop_state_to_label (source->state));
  plumb_book_text (book, sheet, at (xlsx, TEMPLATE), PLUMB_STYLE_TEXT, loop->packet->template_version);
}

static void
write_figures (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  static const struct
  {
    PlumbXlsxFigure figure;
    guint column;
    PlumbStyle style;
  } figures[] = {
    { PLUMB_XLSX_OUTCOME, OUTCOME, PLUMB_STYLE_WORD },    { PLUMB_XLSX_COMPOSITE, COMPOSITE, PLUMB_STYLE_SCORE },
    { PLUMB_XLSX_PERCENT, PERCENT, PLUMB_STYLE_PERCENT }, { PLUMB_XLSX_COVERAGE, COVERAGE, PLUMB_STYLE_PERCENT },
    { PLUMB_XLSX_LOW, LOW, PLUMB_STYLE_SCORE },           { PLUMB_XLSX_HIGH, HIGH, PLUMB_STYLE_SCORE },
  };
  PlumbSheet *sheet = get_sheet (xlsx);
  PlumbXlsxCells cells;

  fill_cells (xlsx, &cells, sheet->next - 1);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    plumb_xlsx_write_figure (xlsx, sheet, loop, &cells, figures[i].figure, at (xlsx, figures[i].column), figures[i].style);
  for (guint i = 0; i < PLUMB_XLSX_N_GATES; i++)
    plumb_xlsx_write_figure (xlsx, sheet, loop, &cells, PLUMB_XLSX_FIRST_GATE + i, at (xlsx, GATES + i), PLUMB_STYLE_WORD);
}

/* How far the composite is from the one on the stamp. */
static void
write_change (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  const PlumbSheet *stamp = &xlsx->book->sheets[PLUMB_SHEET_STAMP];
  PlumbSheet *sheet = get_sheet (xlsx);
  g_autofree char *exported = plumb_xlsx_dup_cell (stamp, PLUMB_STAMP_COLUMN_COMPOSITE, stamp->head + 1 + loop->number);
  g_autofree char *formula = NULL;
  char name[4];

  plumb_column_name (COMPOSITE, name);
  formula = g_strdup_printf ("=N($%s%u)-N(%s)", name, sheet->next, exported);
  plumb_book_formula_number (xlsx->book, sheet, CHANGE, PLUMB_STYLE_CHANGE, formula, 0);
}

static void
write_count (PlumbXlsx *xlsx, PlumbSheetKind kind, guint column, PlumbSpan span, const char *word, guint target, guint result)
{
  g_autofree char *range = plumb_xlsx_dup_range (&xlsx->book->sheets[kind], column, span);
  g_autofree char *formula = g_strdup_printf ("=COUNTIF(%s,\"%s\")", range, word);

  if (plumb_span_is_empty (span))
    plumb_book_number (xlsx->book, get_sheet (xlsx), at (xlsx, target), PLUMB_STYLE_INTEGER, 0);
  else
    plumb_book_formula_number (xlsx->book, get_sheet (xlsx), at (xlsx, target), PLUMB_STYLE_INTEGER, formula, result);
}

static guint
count_upheld (const PlumbLoop *loop)
{
  guint n = 0;

  for (guint i = 0; i < loop->flags->len; i++)
    n += ((PlumbFlag *)g_ptr_array_index (loop->flags, i))->state == PLUMB_FLAG_UPHELD;
  return n;
}

static void
write_counts (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  const PlumbEvaluation *evaluation = loop->packet->evaluation;
  const PlumbGate *flags = plumb_evaluation_get_gate (evaluation, "flags");
  g_autofree char *open = plumb_xlsx_dup_measure (xlsx, loop, NULL, PLUMB_XLSX_GATE_FLAGS);
  write_count (xlsx, PLUMB_SHEET_PANEL, PLUMB_PANEL_COLUMN_AWAITED, loop->panel, PLUMB_YES, AWAITED, evaluation->n_awaited);
  write_count (xlsx, PLUMB_SHEET_SCORECARDS, PLUMB_CARD_COLUMN_COUNTED, loop->cards, PLUMB_YES, CARDS, evaluation->n_counted);
  write_count (xlsx, PLUMB_SHEET_COMPETENCIES, PLUMB_COMPETENCY_COLUMN_SPLIT, loop->competencies, "Split", SPLITS,
               plumb_evaluation_count_splits (evaluation));
  write_count (xlsx, PLUMB_SHEET_FLAGS, PLUMB_FLAG_COLUMN_STATE, loop->flags, plumb_flag_state_to_label (PLUMB_FLAG_UPHELD),
               UPHELD_FLAGS, count_upheld (loop->packet->loop));
  plumb_book_formula (xlsx->book, get_sheet (xlsx), at (xlsx, OPEN_FLAGS), PLUMB_STYLE_INTEGER, open, &flags->figure);
}

static void
write_votes (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  guint counts[PLUMB_RECOMMENDATION_NO_DECISION + 1];

  plumb_vote_move_count_standing (loop->packet->loop, counts);
  for (PlumbRecommendation value = PLUMB_RECOMMENDATION_STRONG_NO; value <= PLUMB_RECOMMENDATION_NO_DECISION; value++)
    {
      g_autofree char *formula = plumb_xlsx_dup_vote_count (xlsx, loop, value);

      plumb_book_formula_number (xlsx->book, get_sheet (xlsx), at (xlsx, VOTES + value - PLUMB_RECOMMENDATION_STRONG_NO),
                                 PLUMB_STYLE_INTEGER, formula, counts[value]);
    }
}

static void
write_firmness (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  const PlumbEvaluation *evaluation = loop->packet->evaluation;
  const PlumbFigure *range[] = { &evaluation->weights_low, &evaluation->weights_high };
  plumb_book_number (xlsx->book, get_sheet (xlsx), at (xlsx, CARD_FLIPS), PLUMB_STYLE_INTEGER,
                     plumb_evaluation_count_card_flips (evaluation));
  plumb_book_number (xlsx->book, get_sheet (xlsx), at (xlsx, WEIGHT_FLIPS), PLUMB_STYLE_INTEGER, evaluation->weights_flips);
  for (guint i = 0; i < G_N_ELEMENTS (range); i++)
    if (range[i]->defined)
      plumb_book_number (xlsx->book, get_sheet (xlsx), at (xlsx, WEIGHTS_LOW + i), PLUMB_STYLE_SCORE, range[i]->value);
    else
      plumb_book_text (xlsx->book, get_sheet (xlsx), at (xlsx, WEIGHTS_LOW + i), PLUMB_STYLE_SCORE, DASH);
}

static void
write_heat_map (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  const PlumbSheet *source = &xlsx->book->sheets[PLUMB_SHEET_COMPETENCIES];
  GPtrArray *competencies = loop->packet->evaluation->competencies;

  for (guint i = 0; i < competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (competencies, i);
      g_autofree char *cell = plumb_xlsx_dup_cell (source, PLUMB_COMPETENCY_COLUMN_SCORE, loop->competencies.first + i);
      g_autofree char *formula = g_strconcat ("=", cell, NULL);

      plumb_book_formula (xlsx->book, get_sheet (xlsx), N_BEFORE + plumb_xlsx_find_dimension (xlsx, result->competency->key),
                          PLUMB_STYLE_SCORE, formula, &result->score);
    }
}

static void
write_plain_row (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  const PlumbDecision *decision = plumb_loop_get_decision (loop->packet->loop);

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (book, sheet, PLAIN_ROLE, PLUMB_STYLE_TEXT, loop->packet->loop->role);
  plumb_book_text (book, sheet, PLAIN_DECISION, PLUMB_STYLE_WORD,
                   decision != NULL ? plumb_decision_to_label (decision->value) : DASH);
  plumb_book_instant (book, sheet, PLAIN_DATE, decision != NULL ? decision->at : 0);
  plumb_book_text (book, sheet, PLAIN_MISSING, PLUMB_STYLE_TEXT, decision != NULL ? plumb_decision_get_missing (decision) : "");
  plumb_book_text (book, sheet, PLAIN_CONDITIONS, PLUMB_STYLE_TEXT,
                   decision != NULL ? plumb_decision_get_conditions (decision) : "");
}

static gboolean
is_plain (const PlumbXlsx *xlsx)
{
  return !xlsx->first->shows_policy;
}

/* What stands above the table is known once the last loop is there. */
static void
write_lead (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  const PlumbSpan loops = { sheet->head + 2, sheet->next };
  g_autofree char *title = g_strdup_printf ("Comparison of %u loops", xlsx->n_loops);

  plumb_book_begin_lead (book, sheet);
  plumb_book_begin_row (book, sheet);
  plumb_book_set_height (book, sheet, 30);
  plumb_book_text (book, sheet, 0, PLUMB_STYLE_TITLE, title);
  plumb_book_begin_row (book, sheet);
  plumb_book_text (book, sheet, 0, PLUMB_STYLE_EYEBROW, xlsx->stamp);
  plumb_book_begin_row (book, sheet);
  if (!is_plain (xlsx))
    {
      const PlumbXlsxTemplate *last = g_ptr_array_index (xlsx->templates, xlsx->templates->len - 1);
      const PlumbSpan thresholds = { PLUMB_METHOD_FIRST_ROW, last->method_row };
      g_autofree char *changes
          = plumb_xlsx_dup_range (&book->sheets[PLUMB_SHEET_METHOD], PLUMB_METHOD_COLUMN_CHANGES, thresholds);
      g_autofree char *sum = g_strdup_printf ("SUM(%s)", changes);
      g_autofree char *differences = plumb_xlsx_dup_own_range (CHANGE, loops);
      g_autofree char *formula = plumb_xlsx_dup_changes (sum, differences);

      plumb_book_formula_text (book, sheet, 0, PLUMB_STYLE_NOTICE, formula, PLUMB_XLSX_UNCHANGED);
    }
  plumb_book_end_lead (book, sheet);
}

static PlumbSheet *
add_table (PlumbXlsx *xlsx)
{
  guint n = N_COLUMNS + xlsx->dimensions->len;

  if (is_plain (xlsx))
    return plumb_book_add_table (xlsx->book, PLUMB_SHEET_SUMMARY, plain_columns, N_PLAIN_COLUMNS);
  xlsx->summary_columns = g_new0 (PlumbColumn, n);
  for (guint i = 0; i < N_COLUMNS; i++)
    xlsx->summary_columns[at (xlsx, i)] = fixed_columns[i];
  for (guint i = 0; i < xlsx->dimensions->len; i++)
    xlsx->summary_columns[N_BEFORE + i] = (PlumbColumn){ g_array_index (xlsx->dimensions, PlumbXlsxDimension, i).name, 13, TRUE };
  plumb_table_make_heads_unique (xlsx->summary_columns, n, xlsx->titles);
  return plumb_book_add_table (xlsx->book, PLUMB_SHEET_SUMMARY, xlsx->summary_columns, n);
}

void
plumb_xlsx_add_summary (PlumbXlsx *xlsx)
{
  PlumbSheet *sheet = add_table (xlsx);

  sheet->sortable = TRUE;
  plumb_book_reserve_lead (xlsx->book, sheet, 3);
  plumb_book_add_heads (xlsx->book, sheet, PAGE + 1);
  if (is_plain (xlsx))
    return;
  plumb_xlsx_add_chart (xlsx);
}

void
plumb_xlsx_write_summary (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  if (is_plain (xlsx))
    {
      write_plain_row (xlsx, loop);
      return;
    }
  plumb_xlsx_begin_loop_row (xlsx, get_sheet (xlsx), loop);
  write_names (xlsx, loop);
  write_figures (xlsx, loop);
  if (!loop->live)
    return;
  if (loop->packet->evaluation->composite.defined)
    g_array_append_val (xlsx->composites, loop->packet->evaluation->composite.value);
  write_change (xlsx, loop);
  write_counts (xlsx, loop);
  write_votes (xlsx, loop);
  if (loop->packet->shows_firmness)
    write_firmness (xlsx, loop);
  write_heat_map (xlsx, loop);
}

void
plumb_xlsx_finish_summary (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  guint first = sheet->head + 1;

  if (!is_plain (xlsx))
    {
      plumb_book_colour_scores (book, sheet, first, COMPOSITE, 1, SCALE);
      plumb_book_colour_scores (book, sheet, first, N_BEFORE, xlsx->dimensions->len, SCALE);
      plumb_book_colour_states (book, sheet, first, OUTCOME, 1);
      plumb_book_colour_states (book, sheet, first, at (xlsx, GATES), PLUMB_XLSX_N_GATES);
      plumb_book_add_bars (book, sheet, first, at (xlsx, COVERAGE), 0, 100, FALSE);
      plumb_book_add_bars (book, sheet, first, at (xlsx, PERCENT), 0, 100, FALSE);
      plumb_xlsx_finish_chart (xlsx);
    }
  write_lead (xlsx);
  plumb_book_finish_sheet (book, sheet, "Comparison", xlsx->stamp);
}
