/* comparison.h - several candidates side by side: what tells them apart, and what does not. Pure: made from evaluations alone.
 *
 * The order is by name. Nobody whose coverage is below the threshold of their own template is put into an order of composites: they stand
 * apart with the reason, as do loops whose figures the viewer may not see or where nothing is scored yet. Two ranges that touch are "not
 * told apart": a range spans the bounds that missing evidence leaves open and what moving each weight by a quarter makes of the composite.
 * Ranges lie on one scale of 0 to 1, so that rating scales of different length compare; the figures stay those of their own scale.
 */
#pragma once

#include "app/evaluation.h"

G_BEGIN_DECLS

typedef struct
{
  PlumbEvaluation *evaluation; /* owned */
  const PlumbLoop *loop;
  char *name;          /* of the candidate, safe to be shown in a line */
  gboolean comparable; /* stands in an order of composites */
  char *reason;        /* why not; "" when it does */
  double composite;    /* on the scale of 0 to 1; 0 when there is none, as are the next two */
  double low;          /* of the range */
  double high;
  guint n_in;         /* counted cards that are submitted */
  guint n_flags[3];   /* of submitted cards, neither cleared nor merged, by severity */
  guint n_votes[2];   /* counted cards for and against: final vote, else reading vote, else recommendation */
  guint n_card_flips; /* cards without which the outcome would be another */
} PlumbCandidateColumn;

/* One competency across the templates, matched by key. */
typedef struct
{
  char *key;
  char *name;
} PlumbComparisonRow;

typedef struct
{
  GPtrArray *columns; /* of PlumbCandidateColumn, by name, those that are not comparable last */
  GPtrArray *rows;    /* of PlumbComparisonRow, as the templates first name them */
  GPtrArray *remarks; /* of char *: sentences on what is not told apart, not all in yet, or of other templates; may be empty */
} PlumbComparison;

/* `evaluations`: array of PlumbEvaluation, each is given a reference. `by_composite` puts the comparable ones into that order, the highest
 * first; by name otherwise. */
PlumbComparison *plumb_comparison_new (GPtrArray *evaluations, gboolean by_composite);
void plumb_comparison_free (PlumbComparison *comparison);

/* Does nothing that is known tell the two apart? Both must be comparable. */
gboolean plumb_comparison_is_alike (const PlumbCandidateColumn *one, const PlumbCandidateColumn *two);

/* The candidate's result on a row; NULL when the template has no such competency. */
const PlumbCompetencyResult *plumb_comparison_get_result (const PlumbCandidateColumn *column, const PlumbComparisonRow *row);

/* The cells of a row of words, for tables in any medium: "Composite", "Coverage" ... `what` counts from 0; NULL beyond the last. */
const char *plumb_comparison_get_heading (guint what);
char *plumb_comparison_dup_cell (const PlumbCandidateColumn *column, guint what);

/* The whole as text with tabulators between, fit to be pasted into a sheet or a mail. */
char *plumb_comparison_dup_text (const PlumbComparison *comparison);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbComparison, plumb_comparison_free)

G_END_DECLS
