/* xlsx-summary.c - several loops side by side: a row a loop, its figures as formulas over the raw sheets, a heat map of its competencies,
 * and a chart. One loop gets a cover instead (xlsx-cover.c). */
#include "exports/xlsx-sheets.h"

#include <string.h>

#define DASH "\342\200\223"
#define CHART_MAX 60 /* loops that a chart can name */

enum
{
  LOOP,
  CANDIDATE,
  ROLE,
  TEMPLATE,
  STATE,
  DECISION,
  OUTCOME,
  COMPOSITE,
  SCALE,
  PERCENT,
  COVERAGE,
  LOW,
  HIGH,
  GATES,
  AWAITED = GATES + PLUMB_XLSX_N_GATES,
  CARDS,
  SPLITS,
  OPEN_FLAGS,
  SCORES,
};

static const PlumbColumn fixed_columns[SCORES] = {
  [LOOP] = { "Loop", 6, TRUE },
  [CANDIDATE] = { "Candidate", 22 },
  [ROLE] = { "Role", 18 },
  [TEMPLATE] = { "Template", 20 },
  [STATE] = { "Loop is", 9, TRUE },
  [DECISION] = { "Decision", 10, TRUE },
  [OUTCOME] = { "Outcome", 14, TRUE },
  [COMPOSITE] = { "Composite", 11, TRUE },
  [SCALE] = { "Of", 5, TRUE },
  [PERCENT] = { "Percent", 9, TRUE },
  [COVERAGE] = { "Coverage", 10, TRUE },
  [LOW] = { "Lowest possible", 9, TRUE },
  [HIGH] = { "Highest possible", 9, TRUE },
  [GATES] = { "Gate: cards", 8, TRUE },
  [GATES + 1] = { "Gate: coverage", 10, TRUE },
  [GATES + 2] = { "Gate: composite", 11, TRUE },
  [GATES + 3] = { "Gate: floor", 8, TRUE },
  [GATES + 4] = { "Gate: flags", 8, TRUE },
  [GATES + 5] = { "Gate: bar raiser", 9, TRUE },
  [AWAITED] = { "Cards awaited", 9, TRUE },
  [CARDS] = { "Cards counted", 9, TRUE },
  [SPLITS] = { "Splits", 7, TRUE },
  [OPEN_FLAGS] = { "Open red flags", 9, TRUE },
};

enum
{
  PLAIN_ROLE = 2,
  PLAIN_DECISION,
  PLAIN_DATE,
  PLAIN_CONDITIONS,
  N_PLAIN_COLUMNS
};

/* What a candidate sees. */
static const PlumbColumn plain_columns[N_PLAIN_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 22 },
  [PLAIN_ROLE] = { "Role", 18 },
  [PLAIN_DECISION] = { "Decision", 10, TRUE },
  [PLAIN_DATE] = { "Decided (UTC)", 17 },
  [PLAIN_CONDITIONS] = { "Conditions", 60 },
};

static PlumbSheet *
get_sheet (PlumbXlsx *xlsx)
{
  return &xlsx->book->sheets[PLUMB_SHEET_SUMMARY];
}

static void
fill_cells (PlumbXlsxCells *cells, guint row)
{
  static const guint columns[] = { COMPOSITE, PERCENT, COVERAGE, LOW, HIGH };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    plumb_xlsx_set_cell (cells, PLUMB_XLSX_COMPOSITE + i, row, columns[i]);
  for (guint i = 0; i < PLUMB_XLSX_N_GATES; i++)
    plumb_xlsx_set_cell (cells, PLUMB_XLSX_FIRST_GATE + i, row, GATES + i);
  plumb_xlsx_set_cell (cells, PLUMB_XLSX_OUTCOME, row, OUTCOME);
}

static void
write_names (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  const PlumbLoop *source = loop->packet->loop;
  const PlumbDecision *decision = plumb_loop_get_decision (source);

  plumb_book_text (book, sheet, ROLE, PLUMB_STYLE_TEXT, source->role);
  plumb_book_text (book, sheet, TEMPLATE, PLUMB_STYLE_TEXT, loop->packet->template_version);
  plumb_book_text (book, sheet, STATE, PLUMB_STYLE_WORD, plumb_loop_state_to_label (source->state));
  plumb_book_text (book, sheet, DECISION, PLUMB_STYLE_WORD, decision != NULL ? plumb_decision_to_label (decision->value) : DASH);
  plumb_book_number (book, sheet, SCALE, PLUMB_STYLE_INTEGER, source->template->points);
}

static void
write_figures (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbSheet *sheet = get_sheet (xlsx);
  PlumbXlsxCells cells;

  fill_cells (&cells, sheet->next - 1);
  plumb_xlsx_write_figure (xlsx, sheet, loop, &cells, PLUMB_XLSX_OUTCOME, OUTCOME, PLUMB_STYLE_WORD);
  plumb_xlsx_write_figure (xlsx, sheet, loop, &cells, PLUMB_XLSX_COMPOSITE, COMPOSITE, PLUMB_STYLE_SCORE);
  plumb_xlsx_write_figure (xlsx, sheet, loop, &cells, PLUMB_XLSX_PERCENT, PERCENT, PLUMB_STYLE_PERCENT);
  plumb_xlsx_write_figure (xlsx, sheet, loop, &cells, PLUMB_XLSX_COVERAGE, COVERAGE, PLUMB_STYLE_PERCENT);
  plumb_xlsx_write_figure (xlsx, sheet, loop, &cells, PLUMB_XLSX_LOW, LOW, PLUMB_STYLE_SCORE);
  plumb_xlsx_write_figure (xlsx, sheet, loop, &cells, PLUMB_XLSX_HIGH, HIGH, PLUMB_STYLE_SCORE);
  for (guint i = 0; i < PLUMB_XLSX_N_GATES; i++)
    plumb_xlsx_write_figure (xlsx, sheet, loop, &cells, PLUMB_XLSX_FIRST_GATE + i, GATES + i, PLUMB_STYLE_WORD);
}

static void
write_count (PlumbXlsx *xlsx, PlumbSheetKind kind, guint column, PlumbSpan span, const char *word, guint target, guint result)
{
  g_autofree char *range = plumb_xlsx_dup_range (&xlsx->book->sheets[kind], column, span);
  g_autofree char *formula = g_strdup_printf ("=COUNTIF(%s,\"%s\")", range, word);

  if (plumb_span_is_empty (span))
    plumb_book_number (xlsx->book, get_sheet (xlsx), target, PLUMB_STYLE_INTEGER, 0);
  else
    plumb_book_formula_number (xlsx->book, get_sheet (xlsx), target, PLUMB_STYLE_INTEGER, formula, result);
}

static void
write_counts (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  const PlumbEvaluation *evaluation = loop->packet->evaluation;
  const PlumbGate *flags = plumb_evaluation_get_gate (evaluation, "flags");
  g_autofree char *open = plumb_xlsx_dup_measure (xlsx, loop, NULL, PLUMB_XLSX_GATE_FLAGS);
  guint splits = 0;

  for (guint i = 0; i < evaluation->competencies->len; i++)
    splits += ((const PlumbCompetencyResult *)g_ptr_array_index (evaluation->competencies, i))->split;
  write_count (xlsx, PLUMB_SHEET_PANEL, PLUMB_PANEL_COLUMN_AWAITED, loop->panel, PLUMB_YES, AWAITED, evaluation->n_awaited);
  write_count (xlsx, PLUMB_SHEET_SCORECARDS, PLUMB_CARD_COLUMN_COUNTED, loop->cards, PLUMB_YES, CARDS, evaluation->n_counted);
  write_count (xlsx, PLUMB_SHEET_COMPETENCIES, PLUMB_COMPETENCY_COLUMN_SPLIT, loop->competencies, "Split", SPLITS, splits);
  plumb_book_formula (xlsx->book, get_sheet (xlsx), OPEN_FLAGS, PLUMB_STYLE_INTEGER, open, &flags->figure);
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

      plumb_book_formula (xlsx->book, get_sheet (xlsx), SCORES + plumb_xlsx_find_dimension (xlsx, result->competency->key),
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
  plumb_book_text (book, sheet, PLAIN_CONDITIONS, PLUMB_STYLE_TEXT, decision != NULL ? decision->conditions : "");
}

static int
get_points (const PlumbXlsx *xlsx)
{
  int points = 0;

  for (guint i = 0; i < xlsx->templates->len; i++)
    points = MAX (points, ((PlumbXlsxTemplate *)g_ptr_array_index (xlsx->templates, i))->template->points);
  return points;
}

/* A page of its own with one column chart; values stand in `values` and their names in `names` of rows `first` to `last`. */
static lxw_chart *
add_chart (PlumbXlsx *xlsx, const PlumbSheet *sheet, guint names, guint values, const char *title)
{
  lxw_chart *chart = workbook_add_chart (xlsx->book->workbook, LXW_CHART_COLUMN);
  lxw_chartsheet *chartsheet = workbook_add_chartsheet (xlsx->book->workbook, "Chart");
  lxw_chart_series *series = chart != NULL ? chart_add_series (chart, NULL, NULL) : NULL;
  lxw_chart_fill fill = { .color = 0x25636B };
  lxw_chart_font font = { .size = 16, .bold = LXW_TRUE };

  if (series == NULL || chartsheet == NULL)
    {
      plumb_book_note (xlsx->book, sheet, LXW_ERROR_MEMORY_MALLOC_FAILED);
      return NULL;
    }
  chart_series_set_categories (series, sheet->name, sheet->head + 1, (lxw_col_t)names, sheet->next - 1, (lxw_col_t)names);
  chart_series_set_values (series, sheet->name, sheet->head + 1, (lxw_col_t)values, sheet->next - 1, (lxw_col_t)values);
  chart_series_set_name (series, title);
  chart_series_set_fill (series, &fill);
  chart_series_set_labels (series);
  chart_title_set_name (chart, title);
  chart_title_set_name_font (chart, &font);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  chart_set_series_gap (chart, 40);
  plumb_book_note (xlsx->book, sheet, chartsheet_set_chart (chartsheet, chart));
  return chart;
}

static void
add_candidate_chart (PlumbXlsx *xlsx)
{
  lxw_chart *chart = add_chart (xlsx, get_sheet (xlsx), CANDIDATE, COMPOSITE, "Composite by candidate");

  if (chart == NULL)
    return;
  chart_axis_set_min (chart->y_axis, 1);
  chart_axis_set_max (chart->y_axis, get_points (xlsx));
  chart_axis_set_num_format (chart->y_axis, "0.0");
  chart_axis_set_name (chart->y_axis, "Composite");
}

/* Too many loops to name in a chart are counted by their composite. */

#define STEPS 4 /* bins to a point of the scale */

static const PlumbColumn distribution_columns[] = {
  { "Composite from", 12, TRUE },
  { "to below", 12, TRUE },
  { "Loops", 12, TRUE },
};

static guint
count_between (const PlumbXlsx *xlsx, double low, double high, gboolean last)
{
  guint n = 0;

  for (guint i = 0; i < xlsx->composites->len; i++)
    {
      double composite = g_array_index (xlsx->composites, double, i);

      n += composite >= low && (composite < high || (last && composite <= high));
    }
  return n;
}

static void
write_distribution (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_DISTRIBUTION];
  const PlumbSheet *summary = get_sheet (xlsx);
  guint n = STEPS * (guint)(get_points (xlsx) - 1);
  g_autofree char *composites = plumb_xlsx_dup_range (summary, COMPOSITE, (PlumbSpan){ summary->head + 2, summary->next });

  for (guint i = 0; i < n; i++)
    {
      double low = 1 + (double)i / STEPS;
      double high = 1 + (double)(i + 1) / STEPS;
      gboolean last = i + 1 == n;
      g_autofree char *formula = NULL;

      plumb_book_begin_row (book, sheet);
      formula = g_strdup_printf ("=COUNTIFS(%s,\">=\"&$A%u,%s,\"%s\"&$B%u)", composites, sheet->next, composites,
                                 last ? "<=" : "<", sheet->next);
      plumb_book_number (book, sheet, 0, PLUMB_STYLE_SCORE, low);
      plumb_book_number (book, sheet, 1, PLUMB_STYLE_SCORE, high);
      plumb_book_formula_number (book, sheet, 2, PLUMB_STYLE_INTEGER, formula, count_between (xlsx, low, high, last));
    }
  add_chart (xlsx, sheet, 0, 2, "Loops by composite");
  plumb_book_finish_sheet (book, sheet, "Distribution", xlsx->stamp, TRUE);
}

static gboolean
is_plain (const PlumbXlsx *xlsx)
{
  return !xlsx->first->shows_policy;
}

static void
write_title (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);
  g_autofree char *title = g_strdup_printf ("Comparison of %u loops", xlsx->n_loops);

  plumb_book_begin_row (book, sheet);
  plumb_book_set_height (book, sheet, 30);
  plumb_book_text (book, sheet, 0, PLUMB_STYLE_TITLE, title);
  plumb_book_begin_row (book, sheet);
  plumb_book_text (book, sheet, 0, PLUMB_STYLE_EYEBROW, xlsx->stamp);
  plumb_book_skip_row (book, sheet);
}

void
plumb_xlsx_add_summary (PlumbXlsx *xlsx)
{
  guint n = SCORES + xlsx->dimensions->len;
  PlumbSheet *sheet;

  if (is_plain (xlsx))
    {
      sheet = plumb_book_add_table (xlsx->book, PLUMB_SHEET_SUMMARY, plain_columns, N_PLAIN_COLUMNS);
    }
  else
    {
      xlsx->summary_columns = g_new0 (PlumbColumn, n);
      memcpy (xlsx->summary_columns, fixed_columns, sizeof fixed_columns);
      for (guint i = 0; i < xlsx->dimensions->len; i++)
        xlsx->summary_columns[SCORES + i]
            = (PlumbColumn){ g_array_index (xlsx->dimensions, PlumbXlsxDimension, i).name, 12, TRUE };
      sheet = plumb_book_add_table (xlsx->book, PLUMB_SHEET_SUMMARY, xlsx->summary_columns, n);
    }
  write_title (xlsx);
  plumb_book_add_heads (xlsx->book, sheet, 2);
  if (!is_plain (xlsx) && xlsx->n_loops > CHART_MAX)
    plumb_book_add_heads (
        xlsx->book,
        plumb_book_add_table (xlsx->book, PLUMB_SHEET_DISTRIBUTION, distribution_columns, G_N_ELEMENTS (distribution_columns)),
        0);
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
  write_counts (xlsx, loop);
  write_heat_map (xlsx, loop);
}

void
plumb_xlsx_finish_summary (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = get_sheet (xlsx);

  if (!is_plain (xlsx))
    {
      plumb_book_colour_scores (book, sheet, sheet->head + 1, COMPOSITE, 1, SCALE);
      plumb_book_colour_scores (book, sheet, sheet->head + 1, SCORES, xlsx->dimensions->len, SCALE);
      plumb_book_colour_states (book, sheet, sheet->head + 1, OUTCOME, 1);
      plumb_book_colour_states (book, sheet, sheet->head + 1, GATES, PLUMB_XLSX_N_GATES);
      if (xlsx->n_loops <= CHART_MAX)
        add_candidate_chart (xlsx);
      else
        write_distribution (xlsx);
    }
  plumb_book_finish_sheet (book, sheet, "Comparison", xlsx->stamp, TRUE);
}
