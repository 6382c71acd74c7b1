/* raters.h - how a panelist scores beside the others of the same loops.
 *
 * A card's level is the mean of its scores of the competencies it covers. Against the others: its level less the mean level of the other
 * counted cards of its loop; undefined for cards that are not counted and where there is no other. A panelist's leniency is the mean of
 * that over their cards: above 0 for one who scores higher than those who met the same candidates.
 */
#pragma once

#include "app/evaluation.h"

G_BEGIN_DECLS

typedef struct
{
  PlumbFigure level;
  PlumbFigure against;
  guint rater; /* number of its panelist, from 1 */
} PlumbCardLevel;

typedef struct
{
  guint number; /* from 1, in the order they came */
  char *name;
  guint n_cards; /* counted ones with a level */
  double levels; /* their sum */
  guint n_compared;
  double against; /* the sum over those */
  guint n_yes;    /* counted cards that recommend yes or strong yes */
  guint n_no;
} PlumbRater;

typedef struct _PlumbRaters PlumbRaters;

PlumbRaters *plumb_raters_new (void);
void plumb_raters_free (PlumbRaters *raters);

/* Adds the cards of one more loop and answers their levels, of PlumbCardLevel, in the order of its assignments. */
GArray *plumb_raters_add (PlumbRaters *raters, const PlumbEvaluation *evaluation, const PlumbLoop *loop);
/* (transfer none) of PlumbRater */
GPtrArray *plumb_raters_list (const PlumbRaters *raters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbRaters, plumb_raters_free)

G_END_DECLS
