/* gaps.h - what a loop will not be able to tell, and what stands in its way, named before it starts.
 *
 * Pure: reads assignments, seats, times and the template, which every viewer may see. Sentences for people, most serious first.
 */
#pragma once

#include "app/loop.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_GAP_STAGE,      /* a stage that nobody whose card counts is assigned to */
  PLUMB_GAP_COMPETENCY, /* a competency that no assigned interview gathers evidence for */
  PLUMB_GAP_COVERAGE,   /* the assigned interviews can't reach the coverage that the policy asks for */
  PLUMB_GAP_SEAT,       /* a seat of the template that nobody holds, or two that one person must not hold */
  PLUMB_GAP_PERSON,     /* one person holds two interviews whose cards count */
  PLUMB_GAP_TIME        /* two interviews at the same time */
} PlumbGapKind;

typedef struct
{
  PlumbGapKind kind;
  char *text;
} PlumbGap;

/* An array of PlumbGap (owned); empty when nothing is missing. Skipped interviews gather nothing. */
GPtrArray *plumb_loop_list_gaps (const PlumbLoop *loop);

/* Its card will be in the figures: not skipped, and of a seat that counts. */
gboolean plumb_assignment_gathers (const PlumbAssignment *assignment);

G_END_DECLS
