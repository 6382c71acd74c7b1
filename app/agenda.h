/* agenda.h - what the panel has to talk about, from the evidence; with the minutes of what it has talked about already.
 *
 * Pure, like the evaluation it is made from. In this order: competencies on which the cards disagree (the widest spread times weight
 * first), votes on both sides, red flags (critical first, open before settled), competencies that nobody scored, topics of the panel's own,
 * and the candidate as a whole last. A point whose cause has gone (a split that an amendment closed, a flag that was merged) stays on the
 * agenda when there are minutes of it. Empty for whoever may not see the figures.
 */
#pragma once

#include "app/evaluation.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_AGENDA_SPLIT,
  PLUMB_AGENDA_VOTES,
  PLUMB_AGENDA_FLAG,
  PLUMB_AGENDA_UNCOVERED,
  PLUMB_AGENDA_TOPIC,
  PLUMB_AGENDA_HOLISTIC
} PlumbAgendaKind;

/* Borrows from the evaluation's snapshot, but for the texts. */
typedef struct
{
  PlumbAgendaKind kind;
  char *key;   /* as in PlumbPoint */
  char *title; /* "System design" */
  char *
      reason; /* one sentence with the figure: "Scores from 1.50 (B. Ito) to 3.50 (R. Khan), 2.00 apart, on 25 % of the weight." */
  gboolean due;                      /* FALSE: nothing calls for it any more (a flag that is settled, a split that closed) */
  const PlumbCompetency *competency; /* of a split and of what is uncovered; else NULL */
  const PlumbFlag *flag;             /* of a flag; else NULL */
  GPtrArray *cards;        /* of const PlumbAssignment: whose cards it is about; a split from the lowest score up, votes from
                                        no to yes, a flag its card and those of whoever corroborates it */
  const PlumbPoint *point; /* the minutes, or NULL: not talked about yet */
} PlumbAgendaItem;

GPtrArray *plumb_agenda_list (const PlumbEvaluation *evaluation); /* of PlumbAgendaItem */

typedef struct
{
  const PlumbPerson *person;
  const PlumbAssignment *assignment; /* the first they hold; of the chair the seat that makes them so */
  gboolean chairs;
} PlumbSpeaker;

/* Who speaks, the least senior first, so that nobody repeats what somebody senior said; whose seniority is not known before all. Everybody
 * who wrote a card or still owes one, once. The chair, bar raiser or else hiring manager, speaks last. */
GPtrArray *plumb_agenda_list_speakers (const PlumbLoop *loop); /* of PlumbSpeaker */

/* "3 of 7 points talked about, 1 needs more evidence": how far the minutes are. */
char *plumb_agenda_dup_progress (GPtrArray *agenda);

G_END_DECLS
