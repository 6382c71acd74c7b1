/* loop.h - one loop as a plain tree of values: a candidate going through one template version.
 *
 * The store and the importer fill it, `blind.h` removes from it what a viewer may not see, then plumb_snapshot_new seals it; after
 * that everybody reads it through `const PlumbLoop *`. Strings are never NULL unless said so; arrays are never NULL. Objects refer
 * to each other by id. Orders: assignments by stage position then id; answers by script; signals and evidence by the question's
 * signals, then by target; people and dissents by id; points by key; flags by instant then id; what was said or done (votes, verdicts,
 * decisions, seals, debriefs, amendments, what happened to a flag) in the order it happened, of which instants tell all but what fell
 * into one.
 */
#pragma once

#include "app/instant.h"
#include "app/template.h"
#include "app/words.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *name;
  char *email;   /* "" when unknown */
  int seniority; /* 1 (most junior) .. 9; speaking order in the debrief; 0 unknown */
  PlumbRole role;
} PlumbPerson;

typedef struct
{
  char *id;
  char *name;
  char *email;    /* "" when unknown */
  char *headline; /* "" or one line: "6 years, payments platform" */
} PlumbCandidate;

/* A piece of the notes that stands as evidence for a signal or a red flag. */
typedef struct
{
  char *target; /* signal key of the question, or flag id */
  char *quote;
} PlumbEvidence;

typedef struct
{
  char *question; /* id within the stage's script */
  PlumbAnswerState state;
  int score;           /* 1..K when scored, else 0 */
  char *notes;         /* <= PLUMB_NOTE_MAX */
  char *rationale;     /* why the score is far from the checklist's suggestion; "" */
  GStrv signals;       /* keys observed, in the question's order */
  GPtrArray *evidence; /* of PlumbEvidence */
  gboolean supported;  /* a copy without texts: what was left out supports the score */
  gint64 seconds;      /* spent on the question */
  PlumbInstant updated_at;
} PlumbAnswer;

/* A later change of a submitted card. */
typedef struct
{
  char *id;
  char *question; /* NULL: of the card as a whole */
  char *field;    /* "score", "state", "notes", "recommendation", "summary" */
  char *before;   /* as text */
  char *after;
  char *reason;
  char *author;       /* person id */
  gboolean not_blind; /* the author had seen other cards */
  PlumbInstant at;
} PlumbAmendment;

typedef struct
{
  char *id;
  PlumbCardState state;
  PlumbRecommendation recommendation;
  char *no_decision_reason;
  char *summary;
  char *handover;        /* to later panelists: what to probe, no verdict; once submitted even the blind may read it */
  GPtrArray *answers;    /* of PlumbAnswer, script order; one for every question of the script */
  GPtrArray *amendments; /* of PlumbAmendment */
  PlumbInstant started_at;
  PlumbInstant submitted_at;
  gint64 elapsed;             /* microseconds on the interview clock up to running_since */
  PlumbInstant running_since; /* 0: the clock is paused */
  gboolean not_blind;         /* the author had seen other cards before submitting */
  gboolean withheld;          /* contents were removed for this viewer: answers, amendments and texts are empty */
} PlumbScorecard;

typedef struct
{
  char *id;
  char *stage;  /* key */
  char *person; /* id */
  PlumbSeat seat;
  PlumbInstant scheduled_at; /* 0: not scheduled */
  char *skip_reason;         /* NULL: not skipped */
  PlumbScorecard *card;      /* never NULL; state NONE until started */
  gboolean late; /* assigned when cards were in and none was awaited: whoever they were open to may have read them before */
} PlumbAssignment;

/* One thing that became of a red flag. */
typedef struct
{
  PlumbFlagAct act;
  char *text;   /* the reason, or what was seen; "" only where a corroboration was taken back without one */
  char *into;   /* id of the flag it was merged into; NULL of every other act */
  char *author; /* person id; "" is the owner of the workspace */
  PlumbInstant at;
} PlumbFlagEvent;

typedef struct
{
  char *id;
  char *assignment; /* whose card it was raised on */
  char *question;   /* id, or NULL: of the interview as a whole */
  char *choice;     /* key of the ready-made flag, or NULL when free */
  char *label;
  PlumbSeverity severity;
  char *quote; /* the words or observation that support it; may be "" in a draft */
  PlumbFlagState state;
  char *resolution;  /* reason it was upheld or cleared; "" */
  char *resolved_by; /* person id or NULL */
  PlumbInstant resolved_at;
  PlumbInstant raised_at;
  GPtrArray *events; /* of PlumbFlagEvent: corroborations, merges, and resolutions before the one above */
} PlumbFlag;

typedef struct
{
  char *assignment;
  PlumbRound round;
  PlumbRecommendation value;
  char *reason; /* "" or why it moved; required for no-decision */
  PlumbInstant at;
} PlumbVote;

/* The bar raiser's word. The latest counts; earlier ones are kept. */
typedef struct
{
  char *assignment;
  PlumbVerdictValue value;
  char *rationale;
  PlumbInstant at;
  gboolean declared;       /* FALSE: of a program that did not ask for the declaration of independence yet */
  guint confirmed;         /* set of 1u << PlumbStatement */
  char *independence_note; /* "" or what stands behind a statement that is not confirmed */
} PlumbVerdict;

/* The panel sat down to its debrief; again after the loop was reopened. */
typedef struct
{
  char *person; /* who started it; "" is the owner of the workspace */
  int minutes;  /* of reading before anybody speaks; 0: none */
  PlumbInstant at;
} PlumbDebrief;

/* The minutes of one point of the agenda (agenda.h). What was recorded before stands in the audit trail. */
typedef struct
{
  char *key;   /* "split:COMPETENCY", "votes", "flag:ID", "uncovered:COMPETENCY", "holistic", or "topic:UUID" */
  char *title; /* of a topic; "" of all others: theirs follows from the evidence */
  PlumbPointOutcome outcome;
  char *note;   /* <= PLUMB_NOTE_MAX */
  char *author; /* person id; "" is the owner of the workspace */
  PlumbInstant at;
} PlumbPoint;

typedef struct
{
  char *id;
  PlumbDecisionValue value;
  PlumbOutcome outcome; /* as it stood at that moment */
  char *figures;        /* composite and coverage at that moment, as text for the record */
  char *rationale;
  char *override_reason; /* "" unless a hire goes against the outcome */
  char *conditions;      /* "" or one a line; of a hold what is missing: read it through the two functions below */
  GStrv dissents;        /* person ids */
  char *decider;         /* person id */
  PlumbInstant at;
  gboolean superseded; /* the loop was reopened afterwards */
  char *reopen_reason; /* "" */
} PlumbDecision;

/* Somebody who owed a card looked at others' cards, openly. */
typedef struct
{
  char *person;
  char *reason;
  PlumbInstant at;
} PlumbSeal;

/* A stage that was given up before anybody was to hold it. An interview that somebody holds has its reason in the assignment. */
typedef struct
{
  char *stage; /* key */
  char *reason;
  char *author; /* person id; "" is the owner of the workspace */
  PlumbInstant at;
} PlumbStageSkip;

typedef struct
{
  char *id;
  char *role; /* "Backend developer" */
  PlumbLoopState state;
  PlumbInstant opened_at;
  PlumbCandidate *candidate;
  PlumbTemplate *template;
  GPtrArray *people;      /* of PlumbPerson: all who are referred to */
  GPtrArray *assignments; /* of PlumbAssignment */
  GPtrArray *flags;       /* of PlumbFlag */
  GPtrArray *votes;       /* of PlumbVote */
  GPtrArray *verdicts;    /* of PlumbVerdict */
  GPtrArray *decisions;   /* of PlumbDecision; the last one not superseded is in force */
  GPtrArray *seals;       /* of PlumbSeal */
  GPtrArray *debriefs;    /* of PlumbDebrief; the last is the one that runs */
  GPtrArray *points;      /* of PlumbPoint: one a key */
  GPtrArray *stage_skips; /* of PlumbStageSkip: at most one a stage */
} PlumbLoop;

/* Empty values with every array there; strings are "" or as documented. Each owns all below it. */
PlumbPerson *plumb_person_new (const char *id, const char *name);
PlumbPerson *plumb_person_copy (const PlumbPerson *person);
void plumb_person_free (PlumbPerson *person);
PlumbCandidate *plumb_candidate_new (const char *id, const char *name);
void plumb_candidate_free (PlumbCandidate *candidate);
PlumbEvidence *plumb_evidence_new (const char *target, const char *quote);
void plumb_evidence_free (PlumbEvidence *evidence);
PlumbAnswer *plumb_answer_new (const char *question);
void plumb_answer_free (PlumbAnswer *answer);
PlumbAmendment *plumb_amendment_new (void);
PlumbAmendment *plumb_amendment_copy (const PlumbAmendment *amendment);
void plumb_amendment_free (PlumbAmendment *amendment);
PlumbScorecard *plumb_scorecard_new (const char *id, const PlumbStage *stage); /* an open answer per question of the script */
void plumb_scorecard_free (PlumbScorecard *card);
PlumbAssignment *plumb_assignment_new (const char *id, const char *stage, const char *person, PlumbSeat seat); /* card NULL */
void plumb_assignment_free (PlumbAssignment *assignment);
PlumbFlag *plumb_flag_new (const char *id, const char *assignment);
void plumb_flag_free (PlumbFlag *flag);
PlumbFlagEvent *plumb_flag_event_new (PlumbFlagAct act, const char *text);
PlumbFlagEvent *plumb_flag_event_copy (const PlumbFlagEvent *event);
void plumb_flag_event_free (PlumbFlagEvent *event);
PlumbVote *plumb_vote_new (void);
void plumb_vote_free (PlumbVote *vote);
PlumbVerdict *plumb_verdict_new (void);
void plumb_verdict_free (PlumbVerdict *verdict);
PlumbDecision *plumb_decision_new (void);
void plumb_decision_free (PlumbDecision *decision);
PlumbSeal *plumb_seal_new (void);
void plumb_seal_free (PlumbSeal *seal);
PlumbDebrief *plumb_debrief_new (void);
void plumb_debrief_free (PlumbDebrief *debrief);
PlumbPoint *plumb_point_new (const char *key);
void plumb_point_free (PlumbPoint *point);
PlumbStageSkip *plumb_stage_skip_new (const char *stage, const char *reason);
void plumb_stage_skip_free (PlumbStageSkip *skip);
PlumbLoop *plumb_loop_new (const char *id, PlumbTemplate *template); /* takes a reference; candidate NULL */
void plumb_loop_free (PlumbLoop *loop);

/* Sorts every array into the documented order; what fell into one instant stays as it stands. Call once after filling
 * (plumb_snapshot_new does). */
void plumb_loop_sort (PlumbLoop *loop);

/* Replaces *field (an owned string) by a copy of value; as g_set_str of newer GLib. */
void plumb_set_string (char **field, const char *value);

/* Look-ups; NULL when not there. Linear: a loop is small. */
const PlumbPerson *plumb_loop_get_person (const PlumbLoop *loop, const char *id);
const char *plumb_loop_get_person_name (const PlumbLoop *loop, const char *id); /* "" when unknown */
PlumbAssignment *plumb_loop_get_assignment (const PlumbLoop *loop, const char *id);
PlumbFlag *plumb_loop_get_flag (const PlumbLoop *loop, const char *id);
const PlumbStage *plumb_loop_get_stage (const PlumbLoop *loop, const PlumbAssignment *assignment);
/* NULL as soon as somebody is to hold the stage after all: the record keeps it, and it stands no more. */
const PlumbStageSkip *plumb_loop_get_stage_skip (const PlumbLoop *loop, const char *stage);
PlumbAnswer *plumb_scorecard_get_answer (const PlumbScorecard *card, const char *question);
const PlumbDecision *plumb_loop_get_decision (const PlumbLoop *loop);                                   /* in force, or NULL */
const PlumbVerdict *plumb_loop_get_verdict (const PlumbLoop *loop);                                     /* the latest, or NULL */
const PlumbVote *plumb_loop_get_vote (const PlumbLoop *loop, const char *assignment, PlumbRound round); /* the latest */

/* What a hire or a refusal is bound to, and what a hold waits for: each "" of the other kind of decision. */
const char *plumb_decision_get_conditions (const PlumbDecision *decision);
const char *plumb_decision_get_missing (const PlumbDecision *decision);

const PlumbDebrief *plumb_loop_get_debrief (const PlumbLoop *loop); /* the last, or NULL */
const PlumbPoint *plumb_loop_get_point (const PlumbLoop *loop, const char *key);

/* The merge in force (its `into` names the flag it stands under), or NULL. A merged flag stays in the record and gates no more. */
const PlumbFlagEvent *plumb_flag_get_merge (const PlumbFlag *flag);
/* The corroborations that stand, one a person, oldest first: array of const PlumbFlagEvent. */
GPtrArray *plumb_flag_list_corroborations (const PlumbFlag *flag);
/* All that became of it, the resolution in force included, oldest first: array of PlumbFlagEvent (owned copies). */
GPtrArray *plumb_flag_list_history (const PlumbFlag *flag);
/* Those that were merged into it: array of const PlumbFlag. */
GPtrArray *plumb_loop_list_merged (const PlumbLoop *loop, const PlumbFlag *into);

/* Is the assignment's card in the figures: submitted, not skipped, seat neither shadow nor observer? */
gboolean plumb_assignment_is_counted (const PlumbAssignment *assignment);
/* Must it be submitted or skipped before the `cards` gate passes (seat counts, not skipped, not submitted)? */
gboolean plumb_assignment_is_awaited (const PlumbAssignment *assignment);
/* Does its panelist still owe the card (seat owes one, not skipped, not submitted)? Shadows do. */
gboolean plumb_assignment_is_owed (const PlumbAssignment *assignment);
/* TRUE when nothing supports the score: scored, no signal observed, no evidence and no notes. */
gboolean plumb_answer_is_unsupported (const PlumbAnswer *answer);
/* The interview clock at `now`, microseconds. */
gint64 plumb_scorecard_get_elapsed (const PlumbScorecard *card, PlumbInstant now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPerson, plumb_person_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbCandidate, plumb_candidate_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbAssignment, plumb_assignment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbFlag, plumb_flag_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbLoop, plumb_loop_free)

G_END_DECLS
