/* xlsx-cover.c - the summary of one loop, made like the cover of the printed packet: figures, gates, decision, competencies, a chart. What
 * is a sentence of the program's says that it is as exported; every number beside it is live. */
#include "exports/xlsx-sheets.h"

#include <string.h>

#define DASH "\342\200\223"
#define DOT " \302\267 "
#define N_COLUMNS 8
#define PIXELS_WIDE 940

static const PlumbColumn columns[N_COLUMNS]
    = { { "", 36 }, { "", 13 }, { "", 13 }, { "", 13 }, { "", 13 }, { "", 14 }, { "", 14 }, { "", 14 } };

enum
{
  COMPETENCY_NAME,
  COMPETENCY_WEIGHT,
  COMPETENCY_SHARE,
  COMPETENCY_SCORE,
  COMPETENCY_SCALE,
  COMPETENCY_SPREAD,
  COMPETENCY_SPLIT
};

typedef struct
{
  PlumbXlsx *xlsx;
  PlumbBook *book;
  PlumbSheet *sheet;
  const PlumbXlsxLoop *loop;
  PlumbXlsxCells cells;
  guint gates; /* row of the first gate: the outcome above refers to them */
} Cover;

static void
write_heading (Cover *cover, const char *text)
{
  plumb_book_skip_row (cover->book, cover->sheet);
  plumb_book_begin_row (cover->book, cover->sheet);
  plumb_book_set_height (cover->book, cover->sheet, 24);
  plumb_book_text (cover->book, cover->sheet, 0, PLUMB_STYLE_HEADING, text);
}

static void
write_paragraph (Cover *cover, PlumbStyle style, const char *text)
{
  if (*text == '\0')
    return;
  plumb_book_begin_row (cover->book, cover->sheet);
  plumb_book_merged (cover->book, cover->sheet, 0, N_COLUMNS - 1, style, text);
}

static void
write_labelled (Cover *cover, const char *label, const char *text)
{
  if (*text == '\0')
    return;
  plumb_book_begin_row (cover->book, cover->sheet);
  plumb_book_text (cover->book, cover->sheet, 0, PLUMB_STYLE_SUBTITLE, label);
  plumb_book_merged (cover->book, cover->sheet, 1, N_COLUMNS - 1, PLUMB_STYLE_PLAIN, text);
}

/* Heads stand over their cells: numbers and states are centred, from column 1 to `last_centred`. */
static void
write_heads (Cover *cover, const char *const *heads, guint last_centred)
{
  plumb_book_begin_row (cover->book, cover->sheet);
  for (guint i = 0; i < N_COLUMNS; i++)
    plumb_book_text (cover->book, cover->sheet, i, i > 0 && i <= last_centred ? PLUMB_STYLE_HEAD_CENTRED : PLUMB_STYLE_HEAD,
                     heads[i]);
}

static void
write_title (Cover *cover)
{
  const PlumbPacket *packet = cover->loop->packet;
  g_autofree char *kind = g_ascii_strup (plumb_profile_to_label (packet->profile), -1);
  g_autofree char *eyebrow = g_strdup_printf ("%s PACKET" DOT "CONFIDENTIAL", kind);
  GString *line = g_string_new (packet->loop->role);

  g_string_append_printf (line, "%s%s", line->len > 0 ? DOT : "", packet->template_version);
  if (packet->shows_cards)
    g_string_append_printf (line, DOT "%u scorecard%s counted", packet->evaluation->n_counted,
                            packet->evaluation->n_counted == 1 ? "" : "s");
  if (*packet->loop->candidate->headline != '\0')
    g_string_append_printf (line, "\n%s", packet->loop->candidate->headline);
  plumb_book_begin_row (cover->book, cover->sheet);
  plumb_book_text (cover->book, cover->sheet, 0, PLUMB_STYLE_EYEBROW, eyebrow);
  if (!cover->xlsx->single)
    plumb_book_link (cover->book, cover->sheet, N_COLUMNS - 1, cover->book->sheets[PLUMB_SHEET_SUMMARY].quoted, 1, "Comparison");
  plumb_book_begin_row (cover->book, cover->sheet);
  plumb_book_set_height (cover->book, cover->sheet, 34);
  plumb_book_merged (cover->book, cover->sheet, 0, N_COLUMNS - 1, PLUMB_STYLE_TITLE, packet->loop->candidate->name);
  write_paragraph (cover, PLUMB_STYLE_SUBTITLE, line->str);
  g_string_free (line, TRUE);
}

static void
define_name (Cover *cover, const char *name, const PlumbSheet *sheet, guint column, PlumbSpan rows)
{
  g_autofree char *range
      = rows.first == rows.last ? plumb_xlsx_dup_cell (sheet, column, rows.first) : plumb_xlsx_dup_range (sheet, column, rows);
  g_autofree char *formula = g_strconcat ("=", range, NULL);

  plumb_book_note (cover->book, cover->sheet, workbook_define_name (cover->book->workbook, name, formula));
}

/* What a reader looks for, or types into formulas of their own, by name. */
static void
define_names (Cover *cover, guint figures)
{
  static const struct
  {
    const char *name;
    guint column;
  } here[] = { { "Composite", 0 }, { "Coverage", 2 }, { "Outcome", 5 } },
    inputs[] = { { "Bar", PLUMB_METHOD_COLUMN_BAR },
                 { "Coverage_needed", PLUMB_METHOD_COLUMN_COVERAGE },
                 { "Floor", PLUMB_METHOD_COLUMN_FLOOR },
                 { "Floor_share", PLUMB_METHOD_COLUMN_FLOOR_SHARE } };
  const PlumbSheet *method = &cover->book->sheets[PLUMB_SHEET_METHOD];
  const PlumbSheet *competencies = &cover->book->sheets[PLUMB_SHEET_COMPETENCIES];
  const PlumbSpan thresholds = { cover->loop->template->method_row, cover->loop->template->method_row };

  for (guint i = 0; i < G_N_ELEMENTS (here); i++)
    define_name (cover, here[i].name, cover->sheet, here[i].column, (PlumbSpan){ figures, figures });
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    define_name (cover, inputs[i].name, method, inputs[i].column, thresholds);
  define_name (cover, "Weights", competencies, PLUMB_COMPETENCY_COLUMN_WEIGHT, cover->loop->competencies);
  define_name (cover, "Panel_scores", competencies, PLUMB_COMPETENCY_COLUMN_SCORE, cover->loop->competencies);
}

static void
write_figures (Cover *cover)
{
  static const char *const labels[] = { "Composite", "Percent", "Coverage", "Lowest possible", "Highest possible", "Outcome" };
  static const PlumbXlsxFigure figures[]
      = { PLUMB_XLSX_COMPOSITE, PLUMB_XLSX_PERCENT, PLUMB_XLSX_COVERAGE, PLUMB_XLSX_LOW, PLUMB_XLSX_HIGH, PLUMB_XLSX_OUTCOME };
  static const PlumbStyle styles[] = { PLUMB_STYLE_BIG_SCORE, PLUMB_STYLE_BIG_PERCENT, PLUMB_STYLE_BIG_PERCENT,
                                       PLUMB_STYLE_BIG_WORD,  PLUMB_STYLE_BIG_WORD,    PLUMB_STYLE_BIG_WORD };
  guint row;

  plumb_book_skip_row (cover->book, cover->sheet);
  plumb_book_begin_row (cover->book, cover->sheet);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    plumb_book_text (cover->book, cover->sheet, i, PLUMB_STYLE_LABEL, labels[i]);
  row = plumb_book_begin_row (cover->book, cover->sheet);
  plumb_book_set_height (cover->book, cover->sheet, 38);
  cover->gates = row + 5;
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    plumb_xlsx_set_cell (&cover->cells, figures[i], row, i, FALSE);
  for (guint i = 0; i < PLUMB_XLSX_N_GATES; i++)
    plumb_xlsx_set_cell (&cover->cells, PLUMB_XLSX_FIRST_GATE + i, cover->gates + i, 1, FALSE);
  plumb_book_merged (cover->book, cover->sheet, G_N_ELEMENTS (figures) - 1, N_COLUMNS - 1, PLUMB_STYLE_BIG_WORD, "");
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    plumb_xlsx_write_figure (cover->xlsx, cover->sheet, cover->loop, &cover->cells, figures[i], i, styles[i]);
  plumb_book_colour_states (cover->book, cover->sheet, row, G_N_ELEMENTS (figures) - 1, N_COLUMNS + 1 - G_N_ELEMENTS (figures));
  if (cover->xlsx->single)
    define_names (cover, row + 1);

  plumb_book_begin_row (cover->book, cover->sheet);
  if (cover->loop->live)
    {
      g_autofree char *formula = plumb_xlsx_dup_change (cover->xlsx, cover->loop, &cover->cells);

      plumb_book_formula_text (cover->book, cover->sheet, 0, PLUMB_STYLE_NOTICE, formula, PLUMB_XLSX_UNCHANGED);
    }
}

/* Where a gate measures cards or flags it measures a number of them. */
static PlumbStyle
get_measure_style (PlumbXlsxFigure figure)
{
  switch (figure)
    {
    case PLUMB_XLSX_GATE_CARDS:
    case PLUMB_XLSX_GATE_FLAGS:
      return PLUMB_STYLE_INTEGER;
    case PLUMB_XLSX_GATE_COVERAGE:
      return PLUMB_STYLE_PERCENT;
    default:
      return PLUMB_STYLE_SCORE;
    }
}

static void
write_gate (Cover *cover, PlumbXlsxFigure figure, const PlumbGate *gate, const char *name)
{
  g_autofree char *measured = plumb_xlsx_dup_measure (cover->xlsx, cover->loop, &cover->cells, figure);
  g_autofree char *needed = plumb_xlsx_dup_threshold (cover->xlsx, cover->loop, figure);
  PlumbStyle style = get_measure_style (figure);

  plumb_book_begin_row (cover->book, cover->sheet);
  plumb_book_text (cover->book, cover->sheet, 0, PLUMB_STYLE_STRONG, name);
  plumb_xlsx_write_figure (cover->xlsx, cover->sheet, cover->loop, &cover->cells, figure, 1, PLUMB_STYLE_WORD);
  for (guint i = 0; i < 2; i++)
    {
      const char *formula = i == 0 ? measured : needed;

      if (formula != NULL && cover->loop->live)
        plumb_book_formula (cover->book, cover->sheet, 2 + i, style, formula, i == 0 ? &gate->figure : &gate->threshold);
      else
        plumb_book_text (cover->book, cover->sheet, 2 + i, style, DASH);
    }
  plumb_book_merged (cover->book, cover->sheet, 4, N_COLUMNS - 1, PLUMB_STYLE_QUIET, gate->reason);
}

static void
write_gates (Cover *cover)
{
  static const char *const heads[] = { "Gate", "State", "Measured", "Needed", "As exported", "", "", "" };
  static const char *const names[PLUMB_XLSX_N_GATES]
      = { "Every counted scorecard is in",      "Evidence covers the loop",      "Composite at or above the bar",
          "No core competency below the floor", "No red flag stands in the way", "Bar raiser concurs" };
  guint first;

  write_heading (cover, "Gates");
  write_heads (cover, heads, 3);
  first = cover->sheet->next;
  g_assert (first == cover->gates);
  for (guint i = 0; i < PLUMB_XLSX_N_GATES; i++)
    {
      const PlumbGate *gate = plumb_xlsx_get_gate (cover->loop, PLUMB_XLSX_FIRST_GATE + i);

      if (gate != NULL)
        write_gate (cover, PLUMB_XLSX_FIRST_GATE + i, gate, names[i]);
    }
  plumb_book_colour_states (cover->book, cover->sheet, first, 1, 1);
}

/* Where each counted panelist stands now. */
static void
write_votes (Cover *cover)
{
  static const char *const heads[] = { "Votes", "Strong no", "No", "Yes", "Strong yes", "No decision", "", "" };
  guint counts[PLUMB_RECOMMENDATION_NO_DECISION + 1];

  if (!cover->loop->live)
    return;
  plumb_vote_move_count_standing (cover->loop->packet->loop, counts);
  plumb_book_skip_row (cover->book, cover->sheet);
  write_heads (cover, heads, PLUMB_RECOMMENDATION_NO_DECISION);
  plumb_book_begin_row (cover->book, cover->sheet);
  for (guint i = 0; i < N_COLUMNS; i++)
    plumb_book_blank (cover->book, cover->sheet, i, PLUMB_STYLE_LINE);
  plumb_book_text (cover->book, cover->sheet, 0, PLUMB_STYLE_STRONG, "Latest word of each counted panelist");
  for (PlumbRecommendation value = PLUMB_RECOMMENDATION_STRONG_NO; value <= PLUMB_RECOMMENDATION_NO_DECISION; value++)
    {
      g_autofree char *formula = plumb_xlsx_dup_vote_count (cover->xlsx, cover->loop, value);

      plumb_book_formula_number (cover->book, cover->sheet, value, PLUMB_STYLE_INTEGER, formula, counts[value]);
    }
}

static char *
dup_dissents (const PlumbLoop *loop, const PlumbDecision *decision)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; decision->dissents != NULL && decision->dissents[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", plumb_loop_get_person_name (loop, decision->dissents[i]));
  return g_string_free (text, FALSE);
}

static void
write_decision (Cover *cover)
{
  const PlumbLoop *source = cover->loop->packet->loop;
  const PlumbDecision *decision = plumb_loop_get_decision (source);
  g_autofree char *decided = g_strdup_printf ("Decided (%s)", cover->book->zone);
  g_autofree char *dissents = NULL;

  write_heading (cover, "Decision");
  if (decision == NULL)
    {
      write_paragraph (cover, PLUMB_STYLE_SUBTITLE, "No decision is recorded.");
      return;
    }
  plumb_book_begin_row (cover->book, cover->sheet);
  plumb_book_set_height (cover->book, cover->sheet, 24);
  plumb_book_text (cover->book, cover->sheet, 0, PLUMB_STYLE_BIG_WORD, plumb_decision_to_label (decision->value));
  plumb_book_begin_row (cover->book, cover->sheet);
  plumb_book_text (cover->book, cover->sheet, 0, PLUMB_STYLE_SUBTITLE, decided);
  plumb_book_merged (cover->book, cover->sheet, 1, 2, PLUMB_STYLE_PLAIN, "");
  plumb_book_instant (cover->book, cover->sheet, 1, decision->at);
  write_labelled (cover, "What is missing", plumb_decision_get_missing (decision));
  write_labelled (cover, "Conditions", plumb_decision_get_conditions (decision));
  if (!cover->loop->packet->shows_cards)
    return;
  dissents = dup_dissents (source, decision);
  write_labelled (cover, "Decided by", plumb_loop_get_person_name (source, decision->decider));
  write_labelled (cover, "Outcome at that moment", plumb_outcome_to_label (decision->outcome));
  write_labelled (cover, "Rationale", decision->rationale);
  write_labelled (cover, "Why against the outcome", decision->override_reason);
  write_labelled (cover, "Dissents", dissents);
}

static void
write_reference (Cover *cover, guint column, PlumbStyle style, guint source_column, guint row, const PlumbFigure *figure)
{
  g_autofree char *cell = plumb_xlsx_dup_cell (&cover->book->sheets[PLUMB_SHEET_COMPETENCIES], source_column, row);
  g_autofree char *formula = g_strconcat ("=", cell, NULL);

  plumb_book_formula (cover->book, cover->sheet, column, style, formula, figure);
}

static void
write_competency (Cover *cover, guint position)
{
  const PlumbCompetencyResult *result = g_ptr_array_index (cover->loop->packet->evaluation->competencies, position);
  const PlumbFigure weight = { .defined = TRUE, .value = result->competency->weight };
  const PlumbFigure share = { .defined = TRUE, .value = result->share };
  guint row = cover->loop->competencies.first + position;
  int points = cover->loop->packet->loop->template->points;

  plumb_book_begin_row (cover->book, cover->sheet);
  plumb_book_text (cover->book, cover->sheet, COMPETENCY_NAME, PLUMB_STYLE_STRONG, result->competency->name);
  for (guint i = COMPETENCY_WEIGHT; i < N_COLUMNS; i++)
    plumb_book_blank (cover->book, cover->sheet, i, PLUMB_STYLE_LINE);
  plumb_book_number (cover->book, cover->sheet, COMPETENCY_SCALE, PLUMB_STYLE_INTEGER, points);
  if (!cover->loop->live)
    {
      if (result->score.defined)
        plumb_book_number (cover->book, cover->sheet, COMPETENCY_SCORE, PLUMB_STYLE_SCORE, result->score.value);
      else
        plumb_book_text (cover->book, cover->sheet, COMPETENCY_SCORE, PLUMB_STYLE_SCORE, DASH);
      return;
    }
  write_reference (cover, COMPETENCY_WEIGHT, PLUMB_STYLE_WEIGHT, PLUMB_COMPETENCY_COLUMN_WEIGHT, row, &weight);
  write_reference (cover, COMPETENCY_SHARE, PLUMB_STYLE_PERCENT, PLUMB_COMPETENCY_COLUMN_SHARE, row, &share);
  write_reference (cover, COMPETENCY_SCORE, PLUMB_STYLE_SCORE, PLUMB_COMPETENCY_COLUMN_SCORE, row, &result->score);
  write_reference (cover, COMPETENCY_SPREAD, PLUMB_STYLE_SCORE, PLUMB_COMPETENCY_COLUMN_SPREAD, row, &result->spread);
  {
    g_autofree char *cell
        = plumb_xlsx_dup_cell (&cover->book->sheets[PLUMB_SHEET_COMPETENCIES], PLUMB_COMPETENCY_COLUMN_SPLIT, row);
    g_autofree char *formula = g_strconcat ("=", cell, NULL);

    plumb_book_formula_text (cover->book, cover->sheet, COMPETENCY_SPLIT, PLUMB_STYLE_WORD, formula,
                             result->split ? "Split" : "");
  }
}

static void
add_chart (Cover *cover, guint first, guint last)
{
  lxw_chart *chart = workbook_add_chart (cover->book->workbook, LXW_CHART_BAR);
  const PlumbSpan rows = { first + 1, last + 1 };
  lxw_chart_series *series
      = chart != NULL ? plumb_xlsx_add_series (chart, cover->sheet, COMPETENCY_NAME, COMPETENCY_SCORE, rows) : NULL;
  lxw_chart_fill fill = { .color = 0x25636B };
  lxw_chart_line no_line = { .color = 0xFFFFFF, .none = LXW_TRUE };
  lxw_chart_line grid = { .color = 0xE3E3E3, .width = 0.75 };
  lxw_chart_font font = { .size = 12, .bold = LXW_TRUE };
  guint height = 90 + 34 * (last - first + 1);
  lxw_chart_options options = { .x_scale = PIXELS_WIDE / 480.0, .y_scale = height / 288.0, .object_position = 1 };
  guint row = plumb_book_skip_row (cover->book, cover->sheet);

  if (series == NULL)
    {
      plumb_book_note (cover->book, cover->sheet, LXW_ERROR_MEMORY_MALLOC_FAILED);
      return;
    }
  chart_series_set_name (series, "Panel score");
  chart_series_set_fill (series, &fill);
  chart_series_set_labels (series);
  chart_series_set_labels_num_format (series, "0.00");
  chart_axis_set_reverse (chart->y_axis);
  chart_axis_set_min (chart->x_axis, 1);
  chart_axis_set_max (chart->x_axis, cover->loop->packet->loop->template->points);
  chart_axis_set_major_unit (chart->x_axis, 1);
  chart_axis_set_num_format (chart->x_axis, "0");
  chart_axis_major_gridlines_set_line (chart->x_axis, &grid);
  chart_chartarea_set_line (chart, &no_line);
  chart_title_set_name (chart, "Panel score by competency");
  chart_title_set_name_font (chart, &font);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  chart_set_series_gap (chart, 60);
  plumb_book_note (cover->book, cover->sheet, worksheet_insert_chart_opt (cover->sheet->worksheet, row, 0, chart, &options));
  for (guint i = 0; i < height / 20; i++)
    plumb_book_skip_row (cover->book, cover->sheet);
}

static void
write_competencies (Cover *cover)
{
  static const char *const heads[] = { "Competency", "Weight", "Share", "Panel score", "Of", "Spread", "Split", "" };
  static const char *const plain_heads[] = { "Competency", "", "", "Panel score", "Of", "", "", "" };
  guint n = cover->loop->packet->evaluation->competencies->len;
  guint first;

  write_heading (cover, "Competencies");
  write_heads (cover, cover->loop->packet->shows_policy ? heads : plain_heads, N_COLUMNS - 1);
  first = cover->sheet->next;
  for (guint i = 0; i < n; i++)
    write_competency (cover, i);
  plumb_book_colour_scores (cover->book, cover->sheet, first, COMPETENCY_SCORE, 1, COMPETENCY_SCALE);
  add_chart (cover, first, first + n - 1);
}

static void
write_firmness (Cover *cover)
{
  g_auto (GStrv) sentences = plumb_evaluation_dup_firmness_sentences (cover->loop->packet->evaluation);

  write_heading (cover, "How firm is this? (as exported)");
  for (guint i = 0; sentences[i] != NULL; i++)
    write_paragraph (cover, PLUMB_STYLE_PLAIN, sentences[i]);
}

void
plumb_xlsx_write_cover (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop)
{
  Cover cover = { .xlsx = xlsx, .book = xlsx->book, .sheet = sheet, .loop = loop };

  write_title (&cover);
  if (loop->packet->shows_policy)
    {
      write_figures (&cover);
      write_gates (&cover);
      write_votes (&cover);
    }
  write_decision (&cover);
  write_competencies (&cover);
  if (loop->packet->shows_firmness)
    write_firmness (&cover);
}

PlumbSheet *
plumb_xlsx_add_cover (PlumbXlsx *xlsx)
{
  return plumb_book_add_page (xlsx->book, PLUMB_SHEET_SUMMARY, columns, N_COLUMNS);
}

void
plumb_xlsx_write_page (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbSheet *sheet = plumb_book_add_named_page (xlsx->book, loop->page, columns, N_COLUMNS);

  if (sheet->worksheet == NULL)
    return;
  plumb_xlsx_write_cover (xlsx, sheet, loop);
  plumb_book_finish_sheet (xlsx->book, sheet, loop->packet->loop->candidate->name, xlsx->stamp);
}
