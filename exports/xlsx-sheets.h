/* xlsx-sheets.h - what the sheets of one workbook tell each other (private to exports).
 *
 * Rows stand in the order of the packets, so a loop's rows are one span on each sheet, known as soon as they are written: every
 * formula of a loop reads its own spans and nothing else, which keeps a workbook of thousands of loops linear.
 */
#pragma once

#include "app/vote-move.h"
#include "exports/raters.h"
#include "exports/xlsx-book.h"
#include "exports/xlsx-names.h"
#include "exports/xlsx.h"

G_BEGIN_DECLS

/* A template that some loop of the workbook uses, and where its inputs are. Rows count from 1. */
typedef struct
{
  const PlumbTemplate *template;
  guint method_row;  /* thresholds on Method; those of the template stand below */
  guint weights_row; /* the first weight on Competencies: the loop's own, or those that several loops share */
} PlumbXlsxTemplate;

/* A column of scores: one a competency key over all templates of the workbook. */
typedef struct
{
  const char *key;
  const char *name;
} PlumbXlsxDimension;

typedef struct
{
  PlumbBook *book;
  guint n_loops;            /* so far */
  const PlumbPacket *first; /* all are of its profile */
  gboolean single;          /* one loop: the summary is a cover */
  gboolean compares_people; /* several loops, panelists by name */
  gboolean detailed;        /* few enough loops for a page each, and for every check */
  GPtrArray *templates;     /* of PlumbXlsxTemplate, owned */
  GArray *composites;       /* of double: those that are defined, for their distribution */
  GArray *dimensions;       /* of PlumbXlsxDimension */
  PlumbColumn *scorecard_columns;
  PlumbColumn *summary_columns;
  GPtrArray *titles; /* of char *: heads made for these */
  PlumbRaters *raters;
  PlumbSheetNames *names; /* of sheets */
  lxw_chartsheet *chartsheet;
  gboolean charts_candidates; /* few enough for a column each */
  char *stamp;                /* foot of every page */
} PlumbXlsx;

/* Where the rows of the loop at hand are. */
typedef struct
{
  const PlumbPacket *packet;
  const PlumbXlsxTemplate *template;
  guint number;    /* 1 .. */
  gboolean live;   /* figures are formulas: the profile shows their inputs and the viewer may see them */
  PlumbSpan cards; /* the counted ones */
  PlumbSpan panel;
  PlumbSpan flags;
  PlumbSpan votes;
  PlumbSpan competencies;
  GArray *levels; /* of PlumbCardLevel, by assignment */
  char *page;     /* name of the candidate's page; NULL: none */
} PlumbXlsxLoop;

/* Where a run over many loops is: the next one's number and its packet, NULL when there is none. */
typedef struct
{
  guint next;
  PlumbPacket *packet;
  PlumbPacket *first; /* of the volume at hand */
} PlumbXlsxCursor;

/* xlsx-fill.c: writes loops from the cursor on into a workbook at `path`, as many as it holds, and at least one. */
gboolean plumb_xlsx_fill (const PlumbPacketSource *source, const PlumbXlsxLimits *limits, PlumbXlsxCursor *cursor,
                          const char *path, const char *name, GCancellable *cancellable, GError **error);

#define PLUMB_XLSX_CHART_MAX 60 /* loops that a chart can name */

#define PLUMB_YES "Yes"
#define PLUMB_NO "No"

gboolean plumb_span_is_empty (PlumbSpan span);
guint plumb_xlsx_find_dimension (const PlumbXlsx *xlsx, const char *key);

/* The first two cells of every row of a raw sheet. */
void plumb_xlsx_begin_loop_row (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop);

/* xlsx-cards.c: Scorecards. */
enum
{
  PLUMB_CARD_COLUMN_RECOMMENDATION = 6,
  PLUMB_CARD_COLUMN_COUNTED = 7,
  PLUMB_CARD_COLUMN_WEIGHT = 8, /* of the stage */
  PLUMB_CARD_COLUMN_SCALE = 12,
  PLUMB_CARD_COLUMN_SCORES = 13 /* the first dimension; level, against and rater follow the last */
};
void plumb_xlsx_add_card_sheets (PlumbXlsx *xlsx);
void plumb_xlsx_write_cards (PlumbXlsx *xlsx, PlumbXlsxLoop *loop);
void plumb_xlsx_finish_card_sheets (PlumbXlsx *xlsx);
guint plumb_xlsx_get_level_column (const PlumbXlsx *xlsx);

/* xlsx-answers.c: Answers and Checks. The answers of one card, and the rows they are in. */
enum
{
  PLUMB_ANSWER_COLUMN_KEY = 8,
  PLUMB_ANSWER_COLUMN_SCORE = 12,
  PLUMB_ANSWER_COLUMN_WEIGHT = 14
};
void plumb_xlsx_add_answer_sheets (PlumbXlsx *xlsx);
PlumbSpan plumb_xlsx_write_answers (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint number);
void plumb_xlsx_finish_answer_sheets (PlumbXlsx *xlsx);

/* xlsx-notes.c: Notes, every text of a card in a row of its own. */
void plumb_xlsx_add_notes (PlumbXlsx *xlsx);
void plumb_xlsx_write_notes (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment, guint number);
void plumb_xlsx_finish_notes (PlumbXlsx *xlsx);

/* xlsx-minutes.c: Minutes, a row a point of the debrief's agenda. */
void plumb_xlsx_add_minutes (PlumbXlsx *xlsx);
void plumb_xlsx_write_minutes (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop);
void plumb_xlsx_finish_minutes (PlumbXlsx *xlsx);

/* xlsx-raters.c: Raters, a row a panelist. */
void plumb_xlsx_add_raters (PlumbXlsx *xlsx);
void plumb_xlsx_finish_raters (PlumbXlsx *xlsx);

/* xlsx-panel.c: Panel and stages, Red flags. xlsx-votes.c: Votes and decision, Record. */
void plumb_xlsx_add_panel_sheets (PlumbXlsx *xlsx);
void plumb_xlsx_write_flags (PlumbXlsx *xlsx, PlumbXlsxLoop *loop);
void plumb_xlsx_write_panel (PlumbXlsx *xlsx, PlumbXlsxLoop *loop);
void plumb_xlsx_finish_panel_sheets (PlumbXlsx *xlsx);
void plumb_xlsx_add_vote_sheets (PlumbXlsx *xlsx);
void plumb_xlsx_write_votes (PlumbXlsx *xlsx, PlumbXlsxLoop *loop);
void plumb_xlsx_finish_vote_sheets (PlumbXlsx *xlsx);
enum
{
  PLUMB_PANEL_COLUMN_COUNTS = 9,
  PLUMB_PANEL_COLUMN_STATE = 11,
  PLUMB_PANEL_COLUMN_AWAITED = 12,
  PLUMB_PANEL_COLUMN_SKIPPED = 13,
  PLUMB_FLAG_COLUMN_SEVERITY = 2,
  PLUMB_FLAG_COLUMN_STATE = 4,
  PLUMB_FLAG_COLUMN_GATES = 5,
  PLUMB_FLAG_COLUMN_CARD = 6,
  PLUMB_FLAG_COLUMN_NUMBER = 7,
  PLUMB_VOTE_COLUMN_KIND = 2,
  PLUMB_VOTE_COLUMN_VALUE = 6,
  PLUMB_VOTE_COLUMN_IN_FORCE = 7,
  PLUMB_VOTE_COLUMN_STANDS = 8
};
#define PLUMB_VOTE_KIND_VERDICT "Bar raiser"
/* The formula that counts those who stand at a recommendation now (app/vote-move.h). */
char *plumb_xlsx_dup_vote_count (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, PlumbRecommendation value);

/* xlsx-competencies.c: Competencies, with the weights as inputs. */
enum
{
  PLUMB_COMPETENCY_COLUMN_NAME = 4,
  PLUMB_COMPETENCY_COLUMN_WEIGHT = 5,
  PLUMB_COMPETENCY_COLUMN_ORIGINAL = 6,
  PLUMB_COMPETENCY_COLUMN_CHANGE = 7,
  PLUMB_COMPETENCY_COLUMN_SHARE = 8,
  PLUMB_COMPETENCY_COLUMN_SCORE = 9,
  PLUMB_COMPETENCY_COLUMN_SCALE = 10,
  PLUMB_COMPETENCY_COLUMN_SPREAD = 11,
  PLUMB_COMPETENCY_COLUMN_SPLIT = 12,
  PLUMB_COMPETENCY_COLUMN_CARDS = 13,
  PLUMB_COMPETENCY_COLUMN_HELD = 14 /* the score, where the floor holds for it */
};
void plumb_xlsx_add_competencies (PlumbXlsx *xlsx);
void plumb_xlsx_write_competencies (PlumbXlsx *xlsx, PlumbXlsxLoop *loop);
void plumb_xlsx_finish_competencies (PlumbXlsx *xlsx);

/* xlsx-figures.c: the formulas of a loop. Each answers text to be freed, or NULL where the loop has no such figure. */
typedef enum
{
  PLUMB_XLSX_COMPOSITE,
  PLUMB_XLSX_PERCENT,
  PLUMB_XLSX_COVERAGE,
  PLUMB_XLSX_LOW,
  PLUMB_XLSX_HIGH,
  PLUMB_XLSX_GATE_CARDS,
  PLUMB_XLSX_GATE_COVERAGE,
  PLUMB_XLSX_GATE_COMPOSITE,
  PLUMB_XLSX_GATE_FLOOR,
  PLUMB_XLSX_GATE_FLAGS,
  PLUMB_XLSX_GATE_BAR_RAISER,
  PLUMB_XLSX_OUTCOME,
  PLUMB_XLSX_N_FIGURES
} PlumbXlsxFigure;
#define PLUMB_XLSX_FIRST_GATE PLUMB_XLSX_GATE_CARDS
#define PLUMB_XLSX_N_GATES (PLUMB_XLSX_OUTCOME - PLUMB_XLSX_FIRST_GATE)

/* The cell of each figure, as a formula of the same sheet names it ("$C$6"). */
typedef struct
{
  char cells[PLUMB_XLSX_N_FIGURES][16];
} PlumbXlsxCells;

/* A `moving` one goes along when its row is sorted ("$C6"). */
void plumb_xlsx_set_cell (PlumbXlsxCells *cells, PlumbXlsxFigure figure, guint row, guint column, gboolean moving);
char *plumb_xlsx_dup_figure (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells, PlumbXlsxFigure figure);
/* The figure's own value, for viewers that do not compute: a figure, a gate's state or the outcome. */
void plumb_xlsx_write_figure (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells,
                              PlumbXlsxFigure figure, guint column, PlumbStyle style);
/* The gate of that figure; NULL where the loop has none. */
const PlumbGate *plumb_xlsx_get_gate (const PlumbXlsxLoop *loop, PlumbXlsxFigure figure);
/* What a gate measures and what it measures against, as formulas; NULL where there is nothing to measure. */
char *plumb_xlsx_dup_measure (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells, PlumbXlsxFigure figure);
char *plumb_xlsx_dup_threshold (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, PlumbXlsxFigure figure);
/* A range of a sheet, absolute: "Answers!$L$2:$L$9"; free it. */
char *plumb_xlsx_dup_range (const PlumbSheet *sheet, guint column, PlumbSpan span);
/* The same for a formula of the same sheet: "$L$2:$L$9". */
char *plumb_xlsx_dup_own_range (guint column, PlumbSpan span);
/* One absolute cell of a sheet, `row` from 1: "Method!$D$4". */
char *plumb_xlsx_dup_cell (const PlumbSheet *sheet, guint column, guint row);
/* A sentence on whether the inputs or the scores differ from what was exported, and what comes of it; of one loop, and of all. */
char *plumb_xlsx_dup_change (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbXlsxCells *cells);
char *plumb_xlsx_dup_changes (const char *changes, const char *differences);
#define PLUMB_XLSX_UNCHANGED "Weights and thresholds are the template's; every figure is as exported."

/* xlsx-summary.c, xlsx-chart.c and xlsx-cover.c. */
enum
{
  PLUMB_SUMMARY_COLUMN_CANDIDATE = 1,
  PLUMB_SUMMARY_COLUMN_COMPOSITE = 6
};
guint plumb_xlsx_get_bounds_column (const PlumbXlsx *xlsx); /* on Summary: the lowest possible; the highest follows */
void plumb_xlsx_add_chart (PlumbXlsx *xlsx);
/* One series of a chart: cells of `values` and their names, in those rows. */
lxw_chart_series *plumb_xlsx_add_series (lxw_chart *chart, const PlumbSheet *sheet, guint names, guint values, PlumbSpan rows);
void plumb_xlsx_finish_chart (PlumbXlsx *xlsx);
void plumb_xlsx_add_summary (PlumbXlsx *xlsx);
void plumb_xlsx_write_summary (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop);
void plumb_xlsx_finish_summary (PlumbXlsx *xlsx);
PlumbSheet *plumb_xlsx_add_cover (PlumbXlsx *xlsx);
void plumb_xlsx_write_cover (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop);
/* The cover of one of several loops, whole. */
void plumb_xlsx_write_page (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop);

/* xlsx-method.c: Method, with the thresholds as inputs, and Audit stamp. */
enum
{
  PLUMB_METHOD_COLUMN_SCALE = 2,
  PLUMB_METHOD_COLUMN_BAR = 3,
  PLUMB_METHOD_COLUMN_COVERAGE = 4,
  PLUMB_METHOD_COLUMN_FLOOR = 5,
  PLUMB_METHOD_COLUMN_FLOOR_SHARE = 6,
  PLUMB_METHOD_COLUMN_CHANGES = 7 /* how many inputs of the template differ */
};
enum
{
  PLUMB_STAMP_COLUMN_COMPOSITE = 12
};
#define PLUMB_METHOD_FIRST_ROW 4 /* of the thresholds, from 1 */
void plumb_xlsx_add_method (PlumbXlsx *xlsx);
void plumb_xlsx_add_stamp (PlumbXlsx *xlsx);
void plumb_xlsx_write_stamp (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop);
void plumb_xlsx_finish_stamp (PlumbXlsx *xlsx);

G_END_DECLS
