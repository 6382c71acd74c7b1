/* blind.h - the blind rule, in one place.
 *
 * Whoever still owes a card in a loop is blind in it: of other cards they see only that they exist, their state and, once submitted,
 * the hand-over note; neither the decision nor any figure made from other cards. This overrides every seat and role; shadows owe
 * cards too. Who owes none: the owner of the workspace (viewer NULL) sees all; panel members see submitted cards; coordinators see
 * contents when the template's visibility says so (after all are in, or as submitted) and states before that; everybody else sees
 * states only. Nobody but its author (and the owner) sees a draft. A broken seal (PlumbLoop.seals) gives its person full sight.
 *
 * Withheld of a card: answers, amendments, recommendation, texts, clock, "not blind", and the reason of a skip (it stays non-NULL); kept:
 * id, stage, person, seat, schedule, state, when it was started and submitted. For whoever is blind or sees states only, what became of
 * their own flags in the debrief is hidden too (they read as open). All are in: no counted card is awaited. Whose only
 * assignments were skipped owes nothing and reads with the panel once all are in; before that a seat that was skipped opens nothing, so
 * that nobody sees early by being seated and skipped.
 * In a workspace file the rule binds the program, not someone who opens the file with other tools.
 */
#pragma once

#include "app/loop.h"

G_BEGIN_DECLS

/* What the rule depends on, for whoever has these facts without the loop (the list of loops). */
typedef struct
{
  gboolean is_owner;
  gboolean broke_seal;
  gboolean on_panel; /* has an assignment that was not skipped */
  gboolean skipped;  /* has one that was */
  gboolean owes;     /* has one that is still owed */
  gboolean all_in;   /* no counted card is awaited */
  PlumbRole role;
  PlumbVisibility visibility;
} PlumbBlindFacts;

PlumbSight plumb_blind_judge (const PlumbBlindFacts *facts);

PlumbSight plumb_blind_get_sight (const PlumbLoop *loop, const char *viewer, PlumbRole role);

/* Is a card of somebody else submitted? */
gboolean plumb_blind_has_other_card (const PlumbLoop *loop, const char *person);
/* Are the cards open to whoever reads once all are in: one is, and none that counts is awaited? */
gboolean plumb_blind_is_open (const PlumbLoop *loop);
/* Has this person seen cards of others, so that whatever they write from now on is not blind? Once seen stays seen: a seal they broke or
 * a card of theirs that is marked says so even while they owe another card. Reading leaves no trace, so that whoever could read before
 * somebody was assigned late (PlumbAssignment.late), or from an observer's seat, is taken to have read. */
gboolean plumb_blind_has_seen_others (const PlumbLoop *loop, const char *person, PlumbRole role);

/* Removes from `loop` everything the viewer may not see (contents of cards, flags, votes, verdicts, decisions, seals of
 * others; and, without full sight, people whom only these mention). */
void plumb_blind_redact (PlumbLoop *loop, const char *viewer, PlumbRole role);

G_END_DECLS
