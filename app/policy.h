/* policy.h - the state of every gate, and the outcome that follows. Internal to the evaluation.
 *
 * Three gates stand on the record (cards, flags, bar raiser), three on a tally (coverage, composite, floor). Firmness asks for the
 * latter again with other tallies; the former stay: leaving a card out leaves its flags and the bar raiser's verdict, which are
 * records of the loop, and counts the card as skipped.
 */
#pragma once

#include "app/scoring.h"

G_BEGIN_DECLS

/* The order of the design's table. */
typedef enum
{
  PLUMB_GATE_CARDS,
  PLUMB_GATE_COVERAGE,
  PLUMB_GATE_COMPOSITE,
  PLUMB_GATE_FLOOR,
  PLUMB_GATE_FLAGS,
  PLUMB_GATE_BAR_RAISER,
  PLUMB_N_GATES
} PlumbGateKind;

/* What the record of a loop says, whatever the figures are. */
typedef struct
{
  guint n_counted;          /* cards in */
  guint n_awaited;          /* counted assignments neither submitted nor skipped */
  guint n_skipped;          /* counted seats that were skipped */
  GPtrArray *open_flags;    /* of const PlumbFlag: critical and major, open; the critical first */
  GPtrArray *upheld;        /* of const PlumbFlag: critical, upheld */
  GPtrArray *conditions;    /* of const PlumbFlag: major, upheld */
  guint n_merged;           /* flags that would be among these and are merged into another */
  gboolean has_bar_raiser;  /* some seat is one, skipped or not */
  gboolean all_skipped;     /* every bar raiser was skipped */
  const PlumbVerdict *word; /* the latest verdict, or NULL; stands even if its bar raiser was skipped afterwards */
} PlumbRecord;

typedef struct
{
  PlumbGateState states[PLUMB_N_GATES]; /* bar-raiser: passes where no seat is one */
  PlumbOutcome outcome;
} PlumbStand;

PlumbRecord *plumb_record_new (const PlumbLoop *loop);
void plumb_record_free (PlumbRecord *record);

PlumbStand plumb_policy_judge (const PlumbPolicy *policy, const PlumbRecord *record, const PlumbTally *tally);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbRecord, plumb_record_free)

G_END_DECLS
