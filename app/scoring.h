/* scoring.h - the exact sums behind every figure. Internal to the evaluation.
 *
 * The sums are kept, not only their quotients, so that leaving a card out is a subtraction and moving a weight one multiplication:
 * nothing is ever added up again from the answers. Weights w are integers; a move keeps them so (see firmness.c).
 */
#pragma once

#include "app/loop.h"
#include "app/rational.h"

G_BEGIN_DECLS

/* One card on one competency: m(k,c) = sum / weight. */
typedef struct
{
  gint64 sum;    /* of v*x over its scored questions */
  gint64 weight; /* of v; 0: none is scored */
} PlumbMark;

typedef struct
{
  const PlumbAssignment *assignment;
  gboolean counted;
  int weight;       /* u of its stage */
  PlumbMark *marks; /* one a competency */
} PlumbCardMarks;

/* The candidate on one competency: M(c) = sum / weight. */
typedef struct
{
  mpq_t sum;     /* of u*m(k,c) over counted cards */
  gint64 weight; /* of u; 0: uncovered */
  mpq_t score;   /* M(c), 0 when uncovered */
  gboolean low;  /* covered, and M(c) is below the policy's floor */
} PlumbMean;

/* What one set of cards and weights adds up to: composite S = total / covered, coverage C = covered / all. */
typedef struct
{
  gint64 all;     /* sum of all w */
  gint64 covered; /* sum of w over covered competencies; 0: there is no composite */
  mpq_t total;    /* sum of w*M(c) over covered competencies */
  guint n_low;    /* covered competencies of at least the floor's share of all weight with M(c) below the floor */
} PlumbTally;

typedef struct
{
  const PlumbLoop *loop;
  const PlumbTemplate *template;
  guint n_competencies;
  GPtrArray *cards; /* of PlumbCardMarks, assignment order: submitted, not skipped; shadows too, not counted */
  PlumbMean *means; /* one a competency */
  PlumbTally tally; /* of all counted cards with the template's weights */
} PlumbScoring;

PlumbScoring *plumb_scoring_new (const PlumbLoop *loop);
void plumb_scoring_free (PlumbScoring *scoring);

int plumb_scoring_get_weight (const PlumbScoring *scoring, guint competency);

void plumb_tally_init (PlumbTally *tally, const PlumbTally *from); /* `from` NULL: all zero */
void plumb_tally_clear (PlumbTally *tally);
void plumb_tally_get_composite (const PlumbTally *tally, mpq_ptr composite); /* covered > 0 */

/* total += factor * score. */
void plumb_tally_add (PlumbTally *tally, gint64 factor, mpq_srcptr score);

/* The floor holds for a competency from the policy's share of all weight on, so that scaling all weights changes nothing. */
gboolean plumb_policy_has_floor (const PlumbPolicy *policy, gint64 weight, gint64 all);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbScoring, plumb_scoring_free)

G_END_DECLS
