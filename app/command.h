/* command.h - every change of a workspace is a command: one value that names the act, the actor and its arguments.
 *
 * Immutable and reference-counted (atomic) once built. Arguments are a flat JSON object whose names stand in command.c's table; the
 * store writes it into the audit event. A text argument that was given as NULL is absent. Words are stored by their nicks. Instants
 * are set by the store when the command is applied. `actor` is a person id; NULL stands for the owner of the workspace at the
 * terminal. Constructors take what they are given: plumb_rules_check is where arguments are judged.
 */
#pragma once

#include "app/loop.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_COMMAND_ADD_PERSON,
  PLUMB_COMMAND_ADD_TEMPLATE,
  PLUMB_COMMAND_OPEN_LOOP,
  PLUMB_COMMAND_CLOSE_LOOP,
  PLUMB_COMMAND_ASSIGN,
  PLUMB_COMMAND_REASSIGN,
  PLUMB_COMMAND_SCHEDULE,
  PLUMB_COMMAND_SKIP,
  PLUMB_COMMAND_SKIP_STAGE,
  PLUMB_COMMAND_START_CARD,
  PLUMB_COMMAND_SET_CLOCK,
  PLUMB_COMMAND_SET_ANSWER,
  PLUMB_COMMAND_SET_NOTES,
  PLUMB_COMMAND_SET_RATIONALE,
  PLUMB_COMMAND_SET_SIGNAL,
  PLUMB_COMMAND_SET_EVIDENCE,
  PLUMB_COMMAND_ADD_SECONDS,
  PLUMB_COMMAND_RAISE_FLAG,
  PLUMB_COMMAND_EDIT_FLAG,
  PLUMB_COMMAND_WITHDRAW_FLAG,
  PLUMB_COMMAND_RESOLVE_FLAG,
  PLUMB_COMMAND_CORROBORATE_FLAG,
  PLUMB_COMMAND_WITHDRAW_CORROBORATION,
  PLUMB_COMMAND_MERGE_FLAG,
  PLUMB_COMMAND_UNMERGE_FLAG,
  PLUMB_COMMAND_SET_SUMMARY,
  PLUMB_COMMAND_SUBMIT_CARD,
  PLUMB_COMMAND_AMEND_CARD,
  PLUMB_COMMAND_START_DEBRIEF,
  PLUMB_COMMAND_RECORD_POINT,
  PLUMB_COMMAND_VOTE,
  PLUMB_COMMAND_GIVE_VERDICT,
  PLUMB_COMMAND_DECIDE,
  PLUMB_COMMAND_REOPEN_LOOP,
  PLUMB_COMMAND_BREAK_SEAL,
  PLUMB_COMMAND_GIVE_FEEDBACK,
  PLUMB_COMMAND_ACKNOWLEDGE_FEEDBACK,
  PLUMB_COMMAND_ERASE_FEEDBACK,
  PLUMB_COMMAND_IMPORT_LOOP,
  PLUMB_COMMAND_SEED_LIBRARY, /* what the store does by itself: shipped questions and templates; has no constructor */
  PLUMB_N_COMMANDS
} PlumbCommandKind;

const char *plumb_command_kind_to_nick (PlumbCommandKind kind); /* "set-answer" */
gboolean plumb_command_kind_from_nick (const char *nick, PlumbCommandKind *kind);

typedef struct _PlumbCommand PlumbCommand;

PlumbCommand *plumb_command_ref (PlumbCommand *command);
void plumb_command_unref (PlumbCommand *command);
PlumbCommandKind plumb_command_get_kind (const PlumbCommand *command);
const char *plumb_command_get_actor (const PlumbCommand *command);                    /* nullable */
const char *plumb_command_get_loop (const PlumbCommand *command);                     /* NULL: not about one loop */
json_t *plumb_command_get_arguments (const PlumbCommand *command);                    /* borrowed object */
const char *plumb_command_get_string (const PlumbCommand *command, const char *name); /* NULL when absent or null */
gint64 plumb_command_get_integer (const PlumbCommand *command, const char *name);     /* 0 when absent; booleans are 0 and 1 */
GStrv plumb_command_dup_strings (const PlumbCommand *command, const char *name);      /* of an array; empty when absent */
const PlumbLoop *plumb_command_get_import (const PlumbCommand *command);              /* IMPORT_LOOP only */
PlumbTemplate *plumb_command_get_template (const PlumbCommand *command); /* ADD_TEMPLATE and OPEN_LOOP only; borrowed */

/* The arguments as the bytes that the audit event keeps: canonical JSON. */
char *plumb_command_dup_payload (const PlumbCommand *command);

/* The name of the first argument whose text is not UTF-8 and so could not be taken; NULL when all could. The rules refuse it. */
const char *plumb_command_get_broken (const PlumbCommand *command);

/* Those that make something take its new id (plumb_id_new), so the caller knows it. */
PlumbCommand *plumb_command_new_add_person (const char *actor, const PlumbPerson *person);
PlumbCommand *plumb_command_new_add_template (const char *actor, PlumbTemplate *template);
PlumbCommand *plumb_command_new_open_loop (const char *actor, const char *loop, const PlumbCandidate *candidate,
                                           PlumbTemplate *template, const char *role);
PlumbCommand *plumb_command_new_close_loop (const char *actor, const char *loop, const char *reason);
PlumbCommand *plumb_command_new_assign (const char *actor, const char *loop, const char *assignment, const char *stage,
                                        const char *person, PlumbSeat seat, PlumbInstant scheduled_at);
PlumbCommand *plumb_command_new_reassign (const char *actor, const char *loop, const char *assignment, const char *person,
                                          PlumbSeat seat); /* before the card is started */
PlumbCommand *plumb_command_new_schedule (const char *actor, const char *loop, const char *assignment, PlumbInstant scheduled_at);
PlumbCommand *plumb_command_new_skip (const char *actor, const char *loop, const char *assignment, const char *reason);
/* Of a stage that nobody is to hold; assigning it lets it be held after all. */
PlumbCommand *plumb_command_new_skip_stage (const char *actor, const char *loop, const char *stage, const char *reason);
PlumbCommand *plumb_command_new_start_card (const char *actor, const char *loop, const char *assignment);
PlumbCommand *plumb_command_new_set_clock (const char *actor, const char *loop, const char *assignment, gboolean running);
/* The same, and `seconds` that were no interview are taken off the clock: the computer slept, or the program was away. */
PlumbCommand *plumb_command_new_take_time (const char *actor, const char *loop, const char *assignment, gboolean running,
                                           gint64 seconds);
PlumbCommand *plumb_command_new_set_answer (const char *actor, const char *loop, const char *assignment, const char *question,
                                            PlumbAnswerState state, int score);
PlumbCommand *plumb_command_new_set_notes (const char *actor, const char *loop, const char *assignment, const char *question,
                                           const char *notes);
PlumbCommand *plumb_command_new_set_rationale (const char *actor, const char *loop, const char *assignment, const char *question,
                                               const char *rationale);
PlumbCommand *plumb_command_new_set_signal (const char *actor, const char *loop, const char *assignment, const char *question,
                                            const char *signal, gboolean observed);
PlumbCommand *plumb_command_new_set_evidence (const char *actor, const char *loop, const char *assignment, const char *question,
                                              const char *target, const char *quote); /* quote NULL removes */
PlumbCommand *plumb_command_new_add_seconds (const char *actor, const char *loop, const char *assignment, const char *question,
                                             gint64 seconds);
PlumbCommand *plumb_command_new_raise_flag (const char *actor, const char *loop, const PlumbFlag *flag);
PlumbCommand *plumb_command_new_edit_flag (const char *actor, const char *loop, const PlumbFlag *flag); /* while a draft */
PlumbCommand *plumb_command_new_withdraw_flag (const char *actor, const char *loop, const char *flag);  /* while a draft */
PlumbCommand *plumb_command_new_resolve_flag (const char *actor, const char *loop, const char *flag, PlumbFlagState state,
                                              const char *reason);
/* Of a submitted card. `note` is what they saw themselves; said again, it takes the place of what the same person said before. */
PlumbCommand *plumb_command_new_corroborate_flag (const char *actor, const char *loop, const char *flag, const char *note);
PlumbCommand *plumb_command_new_withdraw_corroboration (const char *actor, const char *loop, const char *flag,
                                                        const char *reason); /* nullable */
/* `flag` says the same as `into`, which is as severe and stands in the way as much, and gates no more by itself. */
PlumbCommand *plumb_command_new_merge_flag (const char *actor, const char *loop, const char *flag, const char *into,
                                            const char *reason);
PlumbCommand *plumb_command_new_unmerge_flag (const char *actor, const char *loop, const char *flag, const char *reason);
PlumbCommand *plumb_command_new_set_summary (const char *actor, const char *loop, const char *assignment,
                                             PlumbRecommendation recommendation, const char *no_decision_reason,
                                             const char *summary, const char *handover);
PlumbCommand *plumb_command_new_submit_card (const char *actor, const char *loop, const char *assignment);
/* `question` NULL for the card as a whole; `field` as in PlumbAmendment; `after` as text (a nick for states, digits for scores). */
PlumbCommand *plumb_command_new_amend_card (const char *actor, const char *loop, const char *amendment, const char *assignment,
                                            const char *question, const char *field, const char *after, const char *reason);
PlumbCommand *plumb_command_new_start_debrief (const char *actor, const char *loop, int minutes); /* of reading */
/* `point` is a key of the agenda; `title` of a topic ("topic:" and a new id), NULL of all others. The last recorded counts. */
PlumbCommand *plumb_command_new_record_point (const char *actor, const char *loop, const char *point, const char *title,
                                              PlumbPointOutcome outcome, const char *note);
/* A vote that differs from what the panelist said before needs its reason. */
PlumbCommand *plumb_command_new_vote (const char *actor, const char *loop, const char *assignment, PlumbRound round,
                                      PlumbRecommendation value, const char *reason);
PlumbCommand *plumb_command_new_give_verdict (const char *actor, const char *loop, const char *assignment,
                                              PlumbVerdictValue value, const char *rationale,
                                              guint confirmed /* set of 1u << PlumbStatement */,
                                              const char *note /* needed when one is not confirmed */);
PlumbCommand *plumb_command_new_decide (const char *actor, const char *loop, const char *decision, PlumbDecisionValue value,
                                        const char *rationale, const char *override_reason, const char *conditions,
                                        const char *const *dissents);
PlumbCommand *plumb_command_new_reopen_loop (const char *actor, const char *loop, const char *reason);
PlumbCommand *plumb_command_new_break_seal (const char *actor, const char *loop, const char *reason);
/* To the panelist about the card of `assignment`: what was good, what to improve; one of them may be NULL. It is no part of the loop. */
PlumbCommand *plumb_command_new_give_feedback (const char *actor, const char *loop, const char *feedback, const char *assignment,
                                               const char *good, const char *improve);
PlumbCommand *plumb_command_new_acknowledge_feedback (const char *actor, const char *loop, const char *feedback);
PlumbCommand *plumb_command_new_erase_feedback (const char *actor, const char *loop, const char *feedback);
PlumbCommand *plumb_command_new_import_loop (const char *actor, PlumbLoop *loop); /* transfer full */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbCommand, plumb_command_unref)

G_END_DECLS
