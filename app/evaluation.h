/* evaluation.h - every number that is ever shown or exported, from one snapshot. Pure: no I/O, no clock.
 *
 *   card's score on a competency   m(k,c) = sum v*x / sum v over its scored questions of c; undefined if none is scored
 *   candidate's score              M(c)   = sum u*m(k,c) / sum u over counted cards where it is defined
 *   composite                      S      = sum w*M(c) / sum w over covered competencies
 *   coverage                       C      = sum of covered w / sum of all w, in percent
 *   percent                        100*(S-1)/(K-1)
 *   bounds                         S with every uncovered competency set to 1, and to K
 *   spread, split                  max - min of m(k,c) over counted cards; split from (K-1)/2 on
 * x score, v question weight, u stage weight, w competency weight, K scale points. Counted: submitted, not skipped, seat neither
 * shadow nor observer. A missing score is never a zero.
 *
 * Sums are exact rationals (GMP); comparisons with thresholds are made on them, so equal is equal. `value` is the nearest
 * double; `text` is rounded once from the exact figure, two decimals, halves away from zero.
 */
#pragma once

#include "app/snapshot.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean defined;
  double value;  /* 0 when undefined */
  char text[24]; /* "3.02"; an en dash when undefined */
} PlumbFigure;

/* One card's score on one competency. */
typedef struct
{
  const PlumbAssignment *assignment;
  PlumbFigure score;
  gboolean counted; /* FALSE for shadows: shown apart, in no figure */
} PlumbCardScore;

typedef struct
{
  const PlumbCompetency *competency;
  double share; /* percent of all weight */
  PlumbFigure score;
  PlumbFigure spread; /* undefined without a counted card; 0 with one */
  gboolean split;
  GPtrArray *cards; /* of PlumbCardScore: submitted cards that have a score here, assignment order */
} PlumbCompetencyResult;

typedef struct
{
  const char *key; /* "cards", "coverage", "composite", "floor", "flags", "bar-raiser" */
  const char *title;
  PlumbGateState state;
  PlumbFigure figure; /* what is measured, e.g. cards in, percent, composite; undefined where there is none */
  PlumbFigure threshold;
  char *reason; /* one sentence with the figure in it */
} PlumbGate;

typedef struct
{
  const PlumbAssignment *assignment;
  PlumbFigure composite;
  PlumbOutcome outcome;
  gboolean flips; /* the outcome differs from the full one */
} PlumbWithoutCard;

typedef struct
{
  const PlumbCompetency *competency;
  int direction; /* -1: weight times 0.75; +1: times 1.25; the others rescaled so that the sum stays */
  PlumbFigure composite;
  PlumbOutcome outcome;
  gboolean flips;
} PlumbWeightMove;

typedef struct
{
  /*< private >*/
  gatomicrefcount refs;
  PlumbSnapshot *snapshot; /* owned; keeps the borrowed pointers alive */
  /*< public, immutable >*/
  gboolean withheld; /* the viewer is blind: all figures undefined, gates open with that reason */
  PlumbFigure composite;
  PlumbFigure percent;
  PlumbFigure coverage;
  PlumbFigure low;
  PlumbFigure high;
  PlumbOutcome outcome;
  gboolean votes_split;    /* recommendations of counted cards (final votes where cast) fall on both sides */
  guint n_counted;         /* counted cards */
  guint n_awaited;         /* counted assignments neither submitted nor skipped */
  GPtrArray *competencies; /* of PlumbCompetencyResult, template order */
  GPtrArray *gates;        /* of PlumbGate, in the order of the design's table; bar-raiser absent where no seat is one */
  GPtrArray *without_card; /* of PlumbWithoutCard: one a counted card */
  GPtrArray *weight_moves; /* of PlumbWeightMove: two a competency; empty with a single competency */
  PlumbFigure weights_low; /* range of S over the moves, S itself included */
  PlumbFigure weights_high;
  guint weights_flips;
} PlumbEvaluation;

PlumbEvaluation *plumb_evaluation_new (PlumbSnapshot *snapshot);
PlumbEvaluation *plumb_evaluation_ref (PlumbEvaluation *evaluation);
void plumb_evaluation_unref (PlumbEvaluation *evaluation);

const PlumbGate *plumb_evaluation_get_gate (const PlumbEvaluation *evaluation, const char *key); /* nullable */
/* The score of one assignment on one competency, or NULL. */
const PlumbCardScore *plumb_competency_result_get_card (const PlumbCompetencyResult *result, const PlumbAssignment *assignment);

/* What would change the outcome, in plain sentences: "Three scorecards carry it: without ...". One sentence a line; never empty. */
GStrv plumb_evaluation_dup_firmness_sentences (const PlumbEvaluation *evaluation);

/* "Meets the bar, two points open": the outcome and how many gates are open, as a headline. */
char *plumb_evaluation_dup_headline (const PlumbEvaluation *evaluation);

/* The checklist's suggestion for one question: r = observed signal weight / all signal weight; 1 + round(r*(K-1)), halves up; a major
 * flag (not cleared) on the question caps it at 2, a critical one at 1. `reason` (nullable, out, full) says it in words. */
int plumb_suggest_score (const PlumbQuestion *question, int points, const PlumbAnswer *answer,
                         GPtrArray *flags /* of PlumbFlag */, const char *assignment, char **reason);

/* The stable document of `plumb evaluate --json` (schemas/json/evaluation.schema.json). */
json_t *plumb_evaluation_to_json (const PlumbEvaluation *evaluation);

#define PLUMB_SCORING_VERSION "1"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbEvaluation, plumb_evaluation_unref)

G_END_DECLS
