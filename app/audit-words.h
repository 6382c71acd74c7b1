/* audit-words.h - the audit trail as sentences that a person reads, and who may read which of them. Pure.
 *
 * A sentence is made from one event, its loop as it is now (names, titles), and the event before it about the same thing ("before: 2").
 * Everything that comes from data is made safe to be shown in one line. An event whose arguments were erased is told without them.
 *
 * Who may read what (on top of blind.h):
 *   in full      the owner, everything; everybody, what is about the workspace or about states (who sits where, started, submitted) and
 *                what they did themselves; who has full sight of the loop, what was said once cards were submitted
 *   in outline   who has full sight: that somebody worked on a card. What was typed, ticked and taken back before submitting stays the
 *                author's; reasons of closing and skipping stay with whoever may read the cards
 *   not at all   who has no full sight: work on cards of others, flags, votes, verdicts, points, decisions, seals. Feedback among
 *                panelists: everybody but who gave it
 */
#pragma once

#include "app/store.h"

G_BEGIN_DECLS

/* What an event is about, for filters. */
typedef enum
{
  PLUMB_TOPIC_PANEL,    /* "panel": loops, stages, who sits where and when */
  PLUMB_TOPIC_CARD,     /* "card": work on a scorecard */
  PLUMB_TOPIC_RECORD,   /* "record": submitted and amended, seals */
  PLUMB_TOPIC_FLAG,     /* "flag": red flags */
  PLUMB_TOPIC_DEBRIEF,  /* "debrief": points, votes, verdicts, feedback */
  PLUMB_TOPIC_DECISION, /* "decision": decided, closed, reopened */
  PLUMB_TOPIC_LIBRARY,  /* "library": people, templates, questions */
  PLUMB_N_TOPICS
} PlumbTopic;

const char *plumb_topic_to_nick (PlumbTopic topic);
const char *plumb_topic_to_label (PlumbTopic topic);
gboolean plumb_topic_from_nick (const char *nick, PlumbTopic *topic);
PlumbTopic plumb_topic_of_kind (PlumbCommandKind kind);

typedef enum
{
  PLUMB_READING_NONE,
  PLUMB_READING_OUTLINE,
  PLUMB_READING_FULL
} PlumbReading;

/* `sight` is the viewer's of the event's loop (ignored for an event without one); `viewer` NULL is the owner. */
PlumbReading plumb_audit_judge (const PlumbEvent *event, const char *viewer, PlumbSight sight);

/* "Ada Lovelace scored question 3 of Recruiter screen 3 (before: 2)". `loop` is the event's, unredacted, NULL when it has none or it can't
 * be read; `before` is the payload of the event before it about the same thing, nullable. NULL when no sentence is known for the kind:
 * a test holds that every kind has one. */
char *plumb_audit_dup_sentence (const PlumbEvent *event, const PlumbLoop *loop, const char *before);
/* The same without what was said: "Ada Lovelace worked on the card of Recruiter screen". */
char *plumb_audit_dup_outline (const PlumbEvent *event, const PlumbLoop *loop);

/* What the event is about, so that the event before it about the same thing can be found; NULL where a sentence tells no "before". */
char *plumb_audit_dup_subject (const PlumbEvent *event);

/* What a report of plumb_store_verify without problems proves, and what it can't. NULL-terminated, static. */
const char *const *plumb_audit_list_limits (void);

G_END_DECLS
