/* xlsx-figures.c - every figure of a loop as a formula that Excel 2016 and LibreOffice both have, over the loop's own rows. Thresholds are
 * compared with a hair of tolerance, as a sheet computes in doubles where the program computes exactly. */
#include "exports/xlsx-sheets.h"

#include <string.h>

#define DASH "\342\200\223"
#define HAIR "1E-9"

/* The names that all formulas are made of, for one loop. */
typedef struct
{
  char *weights;
  char *scores;
  char *points; /* K */
} Names;

static const char *const gate_keys[PLUMB_XLSX_N_GATES] = { "cards", "coverage", "composite", "floor", "flags", "bar-raiser" };

static void
names_init (Names *names, PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  const PlumbSheet *competencies = &xlsx->book->sheets[PLUMB_SHEET_COMPETENCIES];

  names->weights = plumb_xlsx_dup_range (competencies, PLUMB_COMPETENCY_COLUMN_WEIGHT, loop->competencies);
  names->scores = plumb_xlsx_dup_range (competencies, PLUMB_COMPETENCY_COLUMN_SCORE, loop->competencies);
  names->points
      = plumb_xlsx_dup_cell (&xlsx->book->sheets[PLUMB_SHEET_METHOD], PLUMB_METHOD_COLUMN_SCALE, loop->template->method_row);
}

static void
names_clear (Names *names)
{
  g_free (names->weights);
  g_free (names->scores);
  g_free (names->points);
}

static char *
dup_threshold_cell (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, guint column)
{
  return plumb_xlsx_dup_cell (&xlsx->book->sheets[PLUMB_SHEET_METHOD], column, loop->template->method_row);
}

/* "COUNTIFS(range,"word",range,"word")" over rows of a sheet; pairs of column and word, ended by a NULL word. */
static char *
dup_count (const PlumbSheet *sheet, PlumbSpan span, const guint *columns, const char *const *words)
{
  GString *formula;

  if (plumb_span_is_empty (span))
    return g_strdup ("0");
  formula = g_string_new ("COUNTIFS(");
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *range = plumb_xlsx_dup_range (sheet, columns[i], span);

      g_string_append_printf (formula, "%s%s,\"%s\"", i > 0 ? "," : "", range, words[i]);
    }
  g_string_append_c (formula, ')');
  return g_string_free (formula, FALSE);
}

static char *
count_panel (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, guint column, const char *word)
{
  return dup_count (&xlsx->book->sheets[PLUMB_SHEET_PANEL], loop->panel, (guint[]){ column, 0 }, (const char *[]){ word, NULL });
}

static char *
count_submitted (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  return dup_count (&xlsx->book->sheets[PLUMB_SHEET_PANEL], loop->panel,
                    (guint[]){ PLUMB_PANEL_COLUMN_COUNTS, PLUMB_PANEL_COLUMN_STATE, PLUMB_PANEL_COLUMN_SKIPPED, 0 },
                    (const char *[]){ PLUMB_YES, plumb_card_state_to_label (PLUMB_CARD_SUBMITTED), PLUMB_NO, NULL });
}

static char *
count_flags (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, PlumbFlagState state)
{
  return dup_count (&xlsx->book->sheets[PLUMB_SHEET_FLAGS], loop->flags,
                    (guint[]){ PLUMB_FLAG_COLUMN_GATES, PLUMB_FLAG_COLUMN_STATE, 0 },
                    (const char *[]){ PLUMB_YES, plumb_flag_state_to_label (state), NULL });
}

static char *
count_upheld_critical (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  return dup_count (&xlsx->book->sheets[PLUMB_SHEET_FLAGS], loop->flags,
                    (guint[]){ PLUMB_FLAG_COLUMN_GATES, PLUMB_FLAG_COLUMN_STATE, PLUMB_FLAG_COLUMN_SEVERITY, 0 },
                    (const char *[]){ PLUMB_YES, plumb_flag_state_to_label (PLUMB_FLAG_UPHELD),
                                      plumb_severity_to_label (PLUMB_SEVERITY_CRITICAL), NULL });
}

static char *
count_verdicts (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, PlumbVerdictValue value)
{
  return dup_count (&xlsx->book->sheets[PLUMB_SHEET_VOTES], loop->votes,
                    (guint[]){ PLUMB_VOTE_COLUMN_KIND, PLUMB_VOTE_COLUMN_IN_FORCE, PLUMB_VOTE_COLUMN_VALUE, 0 },
                    (const char *[]){ PLUMB_VOTE_KIND_VERDICT, PLUMB_YES, plumb_verdict_to_label (value), NULL });
}

static char *
dup_held_range (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  return plumb_xlsx_dup_range (&xlsx->book->sheets[PLUMB_SHEET_COMPETENCIES], PLUMB_COMPETENCY_COLUMN_HELD, loop->competencies);
}

/* "IF(condition,"Passes","Fails")" and the like. */
static char *
dup_choice (const char *condition, PlumbGateState yes, const char *no)
{
  return g_strdup_printf ("IF(%s,\"%s\",%s)", condition, plumb_gate_state_to_label (yes), no);
}

static char *
dup_gate_word (PlumbGateState state)
{
  return g_strdup_printf ("\"%s\"", plumb_gate_state_to_label (state));
}

static char *
dup_gate_cards (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  g_autofree char *seats = count_panel (xlsx, loop, PLUMB_PANEL_COLUMN_COUNTS, PLUMB_YES);
  g_autofree char *awaited = count_panel (xlsx, loop, PLUMB_PANEL_COLUMN_AWAITED, PLUMB_YES);
  g_autofree char *condition = g_strdup_printf ("AND(%s>0,%s=0)", seats, awaited);
  g_autofree char *open = dup_gate_word (PLUMB_GATE_OPEN);

  return dup_choice (condition, PLUMB_GATE_PASS, open);
}

static char *
dup_gate_coverage (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells)
{
  g_autofree char *threshold = dup_threshold_cell (xlsx, loop, PLUMB_METHOD_COLUMN_COVERAGE);
  g_autofree char *condition = g_strdup_printf ("%s>=%s-" HAIR, cells->cells[PLUMB_XLSX_COVERAGE], threshold);
  g_autofree char *open = dup_gate_word (PLUMB_GATE_OPEN);

  return dup_choice (condition, PLUMB_GATE_PASS, open);
}

/* `when` in, judge; else open. */
static char *
dup_once_cards_pass (const PlumbXlsxCells *cells, const char *judgement)
{
  return g_strdup_printf ("IF(%s=\"%s\",%s,\"%s\")", cells->cells[PLUMB_XLSX_GATE_CARDS],
                          plumb_gate_state_to_label (PLUMB_GATE_PASS), judgement, plumb_gate_state_to_label (PLUMB_GATE_OPEN));
}

static char *
dup_gate_composite (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells)
{
  const char *composite = cells->cells[PLUMB_XLSX_COMPOSITE];
  g_autofree char *bar = dup_threshold_cell (xlsx, loop, PLUMB_METHOD_COLUMN_BAR);
  g_autofree char *condition = g_strdup_printf ("%s>=%s-" HAIR, composite, bar);
  g_autofree char *fail = dup_gate_word (PLUMB_GATE_FAIL);
  g_autofree char *judgement = dup_choice (condition, PLUMB_GATE_PASS, fail);
  g_autofree char *defined
      = g_strdup_printf ("IF(ISNUMBER(%s),%s,\"%s\")", composite, judgement, plumb_gate_state_to_label (PLUMB_GATE_OPEN));

  return dup_once_cards_pass (cells, defined);
}

static char *
dup_gate_floor (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells)
{
  g_autofree char *held = dup_held_range (xlsx, loop);
  g_autofree char *floor = dup_threshold_cell (xlsx, loop, PLUMB_METHOD_COLUMN_FLOOR);
  g_autofree char *condition = g_strdup_printf ("AND(COUNT(%s)>0,MIN(%s)<%s-" HAIR ")", held, held, floor);
  g_autofree char *pass = dup_gate_word (PLUMB_GATE_PASS);
  g_autofree char *judgement = dup_choice (condition, PLUMB_GATE_FAIL, pass);

  return dup_once_cards_pass (cells, judgement);
}

static char *
dup_gate_flags (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  g_autofree char *upheld = count_upheld_critical (xlsx, loop);
  g_autofree char *open = count_flags (xlsx, loop, PLUMB_FLAG_OPEN);
  g_autofree char *failing = g_strdup_printf ("%s>0", upheld);
  g_autofree char *opening = g_strdup_printf ("%s>0", open);
  g_autofree char *pass = dup_gate_word (PLUMB_GATE_PASS);
  g_autofree char *rest = dup_choice (opening, PLUMB_GATE_OPEN, pass);

  return dup_choice (failing, PLUMB_GATE_FAIL, rest);
}

static char *
dup_gate_bar_raiser (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  g_autofree char *vetoes = count_verdicts (xlsx, loop, PLUMB_VERDICT_VETO);
  g_autofree char *concurs = count_verdicts (xlsx, loop, PLUMB_VERDICT_CONCUR);
  g_autofree char *failing = g_strdup_printf ("%s>0", vetoes);
  g_autofree char *passing = g_strdup_printf ("%s>0", concurs);
  g_autofree char *open = dup_gate_word (PLUMB_GATE_OPEN);
  g_autofree char *rest = dup_choice (passing, PLUMB_GATE_PASS, open);

  return dup_choice (failing, PLUMB_GATE_FAIL, rest);
}

static void
append_any (GString *formula, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells, PlumbGateState state)
{
  const char *comma = "";

  g_string_append (formula, "OR(");
  for (PlumbXlsxFigure figure = PLUMB_XLSX_FIRST_GATE; figure < PLUMB_XLSX_OUTCOME; figure++)
    {
      if (plumb_xlsx_get_gate (loop, figure) == NULL)
        continue;
      g_string_append_printf (formula, "%s%s=\"%s\"", comma, cells->cells[figure], plumb_gate_state_to_label (state));
      comma = ",";
    }
  g_string_append_c (formula, ')');
}

static char *
dup_outcome (const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells)
{
  GString *formula = g_string_new ("IF(");

  append_any (formula, loop, cells, PLUMB_GATE_FAIL);
  g_string_append_printf (formula, ",\"%s\",IF(", plumb_outcome_to_label (PLUMB_OUTCOME_BELOW_BAR));
  append_any (formula, loop, cells, PLUMB_GATE_OPEN);
  g_string_append_printf (formula, ",\"%s\",\"%s\"))", plumb_outcome_to_label (PLUMB_OUTCOME_UNDECIDED),
                          plumb_outcome_to_label (PLUMB_OUTCOME_MEETS_BAR));
  return g_string_free (formula, FALSE);
}

/* S, its percent, C and the bounds: the formulas of the design. An uncovered competency holds a dash, which SUMPRODUCT takes for 0. */
static char *
dup_number (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells, PlumbXlsxFigure figure)
{
  const char *composite = cells->cells[PLUMB_XLSX_COMPOSITE];
  g_autofree char *covered = NULL;
  char *formula;
  Names names;

  names_init (&names, xlsx, loop);
  covered = g_strdup_printf ("SUMPRODUCT(%s*ISNUMBER(%s))", names.weights, names.scores);
  switch (figure)
    {
    case PLUMB_XLSX_COMPOSITE:
      formula = g_strdup_printf ("IFERROR(SUMPRODUCT(%s,%s)/%s,\"" DASH "\")", names.weights, names.scores, covered);
      break;
    case PLUMB_XLSX_PERCENT:
      formula = g_strdup_printf ("IF(ISNUMBER(%s),100*(%s-1)/(%s-1),\"" DASH "\")", composite, composite, names.points);
      break;
    case PLUMB_XLSX_COVERAGE:
      formula = g_strdup_printf ("IFERROR(100*%s/SUM(%s),0)", covered, names.weights);
      break;
    default:
      formula = g_strdup_printf ("IFERROR((SUMPRODUCT(%s,%s)+%s*(SUM(%s)-%s))/SUM(%s),\"" DASH "\")", names.weights, names.scores,
                                 figure == PLUMB_XLSX_LOW ? "1" : names.points, names.weights, covered, names.weights);
      break;
    }
  names_clear (&names);
  return formula;
}

static char *
dup_body (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells, PlumbXlsxFigure figure)
{
  switch (figure)
    {
    case PLUMB_XLSX_GATE_CARDS:
      return dup_gate_cards (xlsx, loop);
    case PLUMB_XLSX_GATE_COVERAGE:
      return dup_gate_coverage (xlsx, loop, cells);
    case PLUMB_XLSX_GATE_COMPOSITE:
      return dup_gate_composite (xlsx, loop, cells);
    case PLUMB_XLSX_GATE_FLOOR:
      return dup_gate_floor (xlsx, loop, cells);
    case PLUMB_XLSX_GATE_FLAGS:
      return dup_gate_flags (xlsx, loop);
    case PLUMB_XLSX_GATE_BAR_RAISER:
      return dup_gate_bar_raiser (xlsx, loop);
    case PLUMB_XLSX_OUTCOME:
      return dup_outcome (loop, cells);
    default:
      return dup_number (xlsx, loop, cells, figure);
    }
}

static const PlumbFigure *
get_number (const PlumbEvaluation *evaluation, PlumbXlsxFigure figure)
{
  switch (figure)
    {
    case PLUMB_XLSX_COMPOSITE:
      return &evaluation->composite;
    case PLUMB_XLSX_PERCENT:
      return &evaluation->percent;
    case PLUMB_XLSX_COVERAGE:
      return &evaluation->coverage;
    case PLUMB_XLSX_LOW:
      return &evaluation->low;
    default:
      return &evaluation->high;
    }
}

gboolean
plumb_span_is_empty (PlumbSpan span)
{
  return span.first == 0 || span.last < span.first;
}

char *
plumb_xlsx_dup_range (const PlumbSheet *sheet, guint column, PlumbSpan span)
{
  char name[4];

  plumb_column_name (column, name);
  return g_strdup_printf ("%s!$%s$%u:$%s$%u", sheet->quoted, name, span.first, name, span.last);
}

char *
plumb_xlsx_dup_own_range (guint column, PlumbSpan span)
{
  char name[4];

  plumb_column_name (column, name);
  return g_strdup_printf ("$%s$%u:$%s$%u", name, span.first, name, span.last);
}

char *
plumb_xlsx_dup_cell (const PlumbSheet *sheet, guint column, guint row)
{
  char name[4];

  return g_strdup_printf ("%s!$%s$%u", sheet->quoted, plumb_column_name (column, name), row);
}

void
plumb_xlsx_set_cell (PlumbXlsxCells *cells, PlumbXlsxFigure figure, guint row, guint column, gboolean moving)
{
  char name[4];

  g_snprintf (cells->cells[figure], sizeof cells->cells[figure], "$%s%s%u", plumb_column_name (column, name), moving ? "" : "$",
              row + 1);
}

const PlumbGate *
plumb_xlsx_get_gate (const PlumbXlsxLoop *loop, PlumbXlsxFigure figure)
{
  g_return_val_if_fail (figure >= PLUMB_XLSX_FIRST_GATE && figure < PLUMB_XLSX_OUTCOME, NULL);
  return plumb_evaluation_get_gate (loop->packet->evaluation, gate_keys[figure - PLUMB_XLSX_FIRST_GATE]);
}

char *
plumb_xlsx_dup_figure (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells, PlumbXlsxFigure figure)
{
  g_autofree char *body = dup_body (xlsx, loop, cells, figure);

  return g_strconcat ("=", body, NULL);
}

void
plumb_xlsx_write_figure (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells,
                         PlumbXlsxFigure figure, guint column, PlumbStyle style)
{
  const PlumbEvaluation *evaluation = loop->packet->evaluation;
  const PlumbGate *gate
      = figure >= PLUMB_XLSX_FIRST_GATE && figure < PLUMB_XLSX_OUTCOME ? plumb_xlsx_get_gate (loop, figure) : NULL;
  g_autofree char *formula = NULL;

  if (!loop->live || (figure >= PLUMB_XLSX_FIRST_GATE && figure < PLUMB_XLSX_OUTCOME && gate == NULL))
    {
      plumb_book_text (xlsx->book, sheet, column, style, DASH);
      return;
    }
  formula = plumb_xlsx_dup_figure (xlsx, loop, cells, figure);
  if (gate != NULL)
    plumb_book_formula_text (xlsx->book, sheet, column, style, formula, plumb_gate_state_to_label (gate->state));
  else if (figure == PLUMB_XLSX_OUTCOME)
    plumb_book_formula_text (xlsx->book, sheet, column, style, formula, plumb_outcome_to_label (evaluation->outcome));
  else
    plumb_book_formula (xlsx->book, sheet, column, style, formula, get_number (evaluation, figure));
}

char *
plumb_xlsx_dup_measure (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells, PlumbXlsxFigure figure)
{
  g_autofree char *held = NULL;
  g_autofree char *count = NULL;

  switch (figure)
    {
    case PLUMB_XLSX_GATE_CARDS:
      count = count_submitted (xlsx, loop);
      return g_strconcat ("=", count, NULL);
    case PLUMB_XLSX_GATE_COVERAGE:
      return g_strconcat ("=", cells->cells[PLUMB_XLSX_COVERAGE], NULL);
    case PLUMB_XLSX_GATE_COMPOSITE:
      return g_strconcat ("=", cells->cells[PLUMB_XLSX_COMPOSITE], NULL);
    case PLUMB_XLSX_GATE_FLOOR:
      held = dup_held_range (xlsx, loop);
      return g_strdup_printf ("=IF(COUNT(%s)>0,MIN(%s),\"" DASH "\")", held, held);
    case PLUMB_XLSX_GATE_FLAGS:
      count = count_flags (xlsx, loop, PLUMB_FLAG_OPEN);
      return g_strconcat ("=", count, NULL);
    default:
      return NULL;
    }
}

char *
plumb_xlsx_dup_threshold (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, PlumbXlsxFigure figure)
{
  g_autofree char *submitted = NULL;
  g_autofree char *awaited = NULL;
  g_autofree char *cell = NULL;

  switch (figure)
    {
    case PLUMB_XLSX_GATE_CARDS:
      submitted = count_submitted (xlsx, loop);
      awaited = count_panel (xlsx, loop, PLUMB_PANEL_COLUMN_AWAITED, PLUMB_YES);
      return g_strdup_printf ("=%s+%s", submitted, awaited);
    case PLUMB_XLSX_GATE_COVERAGE:
      cell = dup_threshold_cell (xlsx, loop, PLUMB_METHOD_COLUMN_COVERAGE);
      break;
    case PLUMB_XLSX_GATE_COMPOSITE:
      cell = dup_threshold_cell (xlsx, loop, PLUMB_METHOD_COLUMN_BAR);
      break;
    case PLUMB_XLSX_GATE_FLOOR:
      cell = dup_threshold_cell (xlsx, loop, PLUMB_METHOD_COLUMN_FLOOR);
      break;
    case PLUMB_XLSX_GATE_FLAGS:
      return g_strdup ("=0");
    default:
      return NULL;
    }
  return g_strconcat ("=", cell, NULL);
}

/* "3 inputs differ from the template: " */
static char *
dup_count_of_changes (const char *changes)
{
  return g_strdup_printf ("%s&IF(%s=1,\" input differs\",\" inputs differ\")&\" from the template: \"", changes, changes);
}

/* A figure in two decimals, as the reader's locale writes them. */
static char *
dup_shown (const char *number)
{
  return g_strdup_printf ("IF(ISNUMBER(%s),FIXED(%s,2),\"" DASH "\")", number, number);
}

/* A difference with its sign. */
static char *
dup_signed (const char *number)
{
  return g_strdup_printf ("IF(%s<0,\"\",\"+\")&FIXED(%s,2)", number, number);
}

char *
plumb_xlsx_dup_change (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells)
{
  const PlumbSheet *stamp = &xlsx->book->sheets[PLUMB_SHEET_STAMP];
  const char *now = cells->cells[PLUMB_XLSX_COMPOSITE];
  g_autofree char *exported = plumb_xlsx_dup_cell (stamp, PLUMB_STAMP_COLUMN_COMPOSITE, stamp->head + 1 + loop->number);
  g_autofree char *changes = dup_threshold_cell (xlsx, loop, PLUMB_METHOD_COLUMN_CHANGES);
  g_autofree char *difference = g_strdup_printf ("(N(%s)-N(%s))", now, exported);
  g_autofree char *count = dup_count_of_changes (changes);
  g_autofree char *before = dup_shown (exported);
  g_autofree char *after = dup_shown (now);
  g_autofree char *moved = dup_signed (difference);
  g_autofree char *outcome
      = g_strdup_printf ("IF(%s=\"%s\",\"\",\"; outcome %s as exported, \"&%s&\" now\")", cells->cells[PLUMB_XLSX_OUTCOME],
                         plumb_outcome_to_label (loop->packet->evaluation->outcome),
                         plumb_outcome_to_label (loop->packet->evaluation->outcome), cells->cells[PLUMB_XLSX_OUTCOME]);

  return g_strdup_printf ("=IF(AND(%s=0,ABS%s<1E-9),\"" PLUMB_XLSX_UNCHANGED "\",IF(%s=0,\"Scores differ from those exported: "
                          "\",%s)&\"composite \"&%s&\" as exported, \"&%s&\" now (\"&%s&\")\"&%s&\".\")",
                          changes, difference, changes, count, before, after, moved, outcome);
}

char *
plumb_xlsx_dup_changes (const char *changes, const char *differences)
{
  g_autofree char *count = dup_count_of_changes (changes);
  g_autofree char *least = g_strdup_printf ("MIN(%s)", differences);
  g_autofree char *most = g_strdup_printf ("MAX(%s)", differences);
  g_autofree char *low = dup_signed (least);
  g_autofree char *high = dup_signed (most);

  return g_strdup_printf ("=IF(AND(%s=0,MAX(%s)<1E-9,MIN(%s)>-1E-9),\"" PLUMB_XLSX_UNCHANGED
                          "\",IF(%s=0,\"Scores differ from those exported: \",%s)&\"composites move by \"&%s&\" to \"&%s&\".\")",
                          changes, differences, differences, changes, count, low, high);
}
