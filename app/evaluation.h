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
 *
 * Where the design leaves room:
 * - The floor holds for competencies whose share of all weight is at least the policy's, so that scaling all weights changes nothing.
 *   When no such competency has a score, the gate passes with that reason.
 * - A card left out for firmness counts as though skipped; its flags and the bar raiser's verdict are records of the loop and stay.
 * - A weight move makes w_c 0.75 or 1.25 w_c (all the weight there is, at most; the others are then 0) and rescales the others so that
 *   the sum stays; coverage and the floor's shares move along. With a single competency there is no move.
 * - Flags gate once their card is submitted; those on a shadow's card stay in the register and never gate.
 * - A flag that was merged into another stays in the register and gates no more: the other stands for both, at its own severity.
 * - The bar raiser's latest verdict stands even if the seat is skipped afterwards. Without one the gate is open.
 * - `cards` is open while nobody is assigned, and passes when all cards are in or skipped; nothing scored keeps `composite` open.
 * - Votes are split when a counted card's final vote (else its reading vote, else its recommendation) is yes or strong yes and
 *   another's is no or strong no.
 */
#pragma once

#include "app/snapshot.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean defined;
  double value;  /* 0 when undefined */
  char text[24]; /* a score "3.02", percent "66.67" or "80", a count "6"; an en dash when undefined */
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
  GPtrArray *cards; /* of PlumbCardScore: submitted cards, shadows' too, that have a score here; assignment order */
} PlumbCompetencyResult;

typedef struct
{
  const char *key;   /* "cards", "coverage", "composite", "floor", "flags", "bar-raiser" */
  const char *title; /* states the result: "Composite meets the bar"; names only the subject where it is withheld */
  PlumbGateState state;
  PlumbFigure
      figure; /* cards: in; coverage: percent; composite; floor: the lowest M(c) it holds for; flags: open; else undefined */
  PlumbFigure threshold; /* cards: counted assignments not skipped; flags: 0; the policy's otherwise; bar-raiser: undefined */
  char *reason;          /* one sentence with the figure in it */
} PlumbGate;

typedef struct
{
  const PlumbAssignment *assignment;
  PlumbFigure composite;
  PlumbOutcome outcome;
  gboolean flips;            /* the outcome differs from the full one */
  const char *gate;          /* when it flips: key of the gate that explains it */
  PlumbGateState gate_state; /* and the state that gate is in then */
} PlumbWithoutCard;

typedef struct
{
  const PlumbCompetency *competency;
  int direction; /* -1: weight times 0.75; +1: times 1.25; the others rescaled so that the sum stays */
  PlumbFigure composite;
  PlumbOutcome outcome;
  gboolean flips;
  const char *gate; /* as in PlumbWithoutCard */
  PlumbGateState gate_state;
} PlumbWeightMove;

typedef struct
{
  /*< private >*/
  gatomicrefcount refs;
  PlumbSnapshot *snapshot; /* owned; keeps the borrowed pointers alive */
  /*< public, immutable >*/
  gboolean
      withheld; /* the viewer sees states only: figures undefined, gates open with that reason; `cards` is told all the same */
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
  GPtrArray *conditions;   /* of const PlumbFlag: upheld major flags, which stand in the decision as conditions */
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

guint plumb_evaluation_count_splits (const PlumbEvaluation *evaluation);     /* competencies on which cards are split */
guint plumb_evaluation_count_card_flips (const PlumbEvaluation *evaluation); /* cards without which the outcome is another */
const PlumbGate *plumb_evaluation_get_gate (const PlumbEvaluation *evaluation, const char *key); /* nullable */
/* The score of one assignment on one competency, or NULL. */
const PlumbCardScore *plumb_competency_result_get_card (const PlumbCompetencyResult *result, const PlumbAssignment *assignment);

/* What would change the outcome, in plain sentences: "Three scorecards carry it: without ...". One sentence a line; never empty. */
GStrv plumb_evaluation_dup_firmness_sentences (const PlumbEvaluation *evaluation);

/* "Meets the bar, two points open": the outcome and how many gates are open, as a headline. */
char *plumb_evaluation_dup_headline (const PlumbEvaluation *evaluation);

/* The checklist's suggestion for one question: r = observed signal weight / all signal weight; 1 + round(r*(K-1)), halves up; a major
 * flag (not cleared) on the question caps it at 2, a critical one at 1. 0 when the question has no signals. `reason` (nullable, out, full)
 * says it in words. */
int plumb_suggest_score (const PlumbQuestion *question, int points, const PlumbAnswer *answer,
                         GPtrArray *flags /* of PlumbFlag */, const char *assignment, char **reason);

/* The stable document of `plumb evaluate --json` (schemas/json/evaluation.schema.json). */
json_t *plumb_evaluation_to_json (const PlumbEvaluation *evaluation);

#define PLUMB_SCORING_VERSION "1"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbEvaluation, plumb_evaluation_unref)

G_END_DECLS
