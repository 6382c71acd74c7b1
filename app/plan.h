/* plan.h - what a loop is going to gather: its competencies against its stages, from the scripts and the assignments.
 *
 * Pure: reads the template, assignments, seats and times, which every viewer may see, so a plan is the same for everybody. An interview
 * gathers when its seat counts and it was not skipped, whatever became of it since. What a stage weighs for a competency:
 *
 *   influence of stage s on c = u * interviews / sum of u * interviews over the stages that gather evidence on c
 *
 * u stage weight: as in the candidate's score on c (evaluation.h), if every question is scored.
 */
#pragma once

#include "app/evaluation.h"

G_BEGIN_DECLS

/* What the script of one stage asks about one competency. */
typedef struct
{
  guint questions;
  int weight; /* sum of the question weights v */
  int minutes;
  PlumbFigure influence; /* percent; undefined where nothing is gathered */
} PlumbPlanCell;

typedef struct
{
  const PlumbStage *stage;
  guint interviews; /* that gather */
  guint watching;   /* shadows and observers */
  gboolean skipped; /* none gathers, and one was skipped */
  int script_minutes;
  PlumbInstant begins_at; /* the earliest time it is scheduled for; 0: none */
} PlumbPlanStage;

typedef struct
{
  const PlumbCompetency *competency;
  PlumbFigure share;   /* percent of all weight */
  PlumbFigure planned; /* percent of the questions' minutes in the interviews that gather; undefined when there are none */
  guint stages;        /* that gather evidence on it */
  guint interviews;
  guint questions; /* over the stages that gather, each script once */
  int minutes;
  GArray *cells; /* of PlumbPlanCell, a stage each */
} PlumbPlanCompetency;

typedef struct
{
  const PlumbPerson *person; /* nullable: not among the loop's people */
  char *seats;               /* "Systems design · Architecture review (Bar raiser)" */
  guint interviews;
  int minutes;
} PlumbPlanPanelist;

typedef enum
{
  PLUMB_REMARK_DOUBLED,   /* the same question or script asked twice */
  PLUMB_REMARK_BALANCE,   /* time far out of proportion to the weight */
  PLUMB_REMARK_SINGLE,    /* one interview alone gathers evidence on it */
  PLUMB_REMARK_MINUTES,   /* a script longer than its interview */
  PLUMB_REMARK_SENIORITY, /* the bar raiser is junior to the hiring manager */
  PLUMB_REMARK_UNPLANNED  /* no time yet */
} PlumbRemarkKind;

/* Something to know, that stands in nobody's way; what does is a gap (gaps.h). */
typedef struct
{
  PlumbRemarkKind kind;
  char *text; /* a sentence */
} PlumbRemark;

typedef struct
{
  const PlumbLoop *loop;   /* borrowed */
  GPtrArray *stages;       /* of PlumbPlanStage */
  GPtrArray *competencies; /* of PlumbPlanCompetency */
  GPtrArray *panelists;    /* of PlumbPlanPanelist: whose interviews are not skipped, in the order of the stages */
  int minutes;             /* of the candidate: the stages that are held */
  PlumbFigure reachable;   /* percent of the weight that the assigned interviews can cover */
  PlumbFigure asked;       /* percent that the policy asks for */
  gboolean enough;         /* reachable meets asked */
  GPtrArray *gaps;         /* of PlumbGap */
  GPtrArray *remarks;      /* of PlumbRemark */
} PlumbPlan;

PlumbPlan *plumb_plan_new (const PlumbLoop *loop); /* which must outlive it */
void plumb_plan_free (PlumbPlan *plan);

/* schemas/json/plan.schema.json. Transfer full. */
json_t *plumb_plan_to_json (const PlumbPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPlan, plumb_plan_free)

G_END_DECLS
