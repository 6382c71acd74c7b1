/* packet.h - the neutral model of one candidate's packet: what a profile lets out, built once from a snapshot and its evaluation.
 *
 * Writers (xlsx, pdf, csv) read packets and compute no figure. What the profile leaves out is not in the packet at all, so no writer
 * can leak it: the loop in it is a copy that holds only what the profile names. Immutable after plumb_packet_new.
 *
 *   committee  every submitted card with its texts, counted or shadow; of a card that is not submitted only its state; flags of
 *              submitted cards; votes, verdicts, decisions. No amendments, seals, events: an amended card keeps its last state
 *              and, where the amending hand had seen other cards, `not_blind`.
 *   totals     the same figures, scores, states, votes and flag labels; panelists are "Panelist A", "B" ... in assignment order with
 *              ids to match, everybody else "Colleague A" ...; no e-mails, notes, quotes, summaries, rationales, reasons or
 *              hand-overs. Panelists' names are taken out of the labels, conditions and headline that stay.
 *   candidate  name and role, stages with dates and minutes, the panel's score a competency, and of the decision in force value,
 *              date and conditions (names in them become "the hiring team"). The loop has one assignment a stage (nobody's, no
 *              card) for the dates; the template no scripts, weights (all 1), thresholds or red flags; the evaluation no composite,
 *              coverage, outcome, cards or firmness, and gates that say "Not in this packet".
 *   audit      committee, with amendments, seals and the chain of events.
 *
 * Each can be narrowed further (profile.h). Names that are hidden give way in every text that stays (aliases.h).
 *
 * Figures equal those of the snapshot's own evaluation, whatever was left out. A packet made by somebody who is blind in the loop is as
 * blind: `evaluation->withheld`, other cards `withheld`, no events.
 */
#pragma once

#include "app/evaluation.h"
#include "exports/profile.h"

G_BEGIN_DECLS

/* `profile`, and what is asked to be narrowed in it, as in PlumbProfile: all zero is the built-in profile. */
typedef struct
{
  PlumbProfileKind profile;
  PlumbNames names;
  PlumbOmit omit;
  gboolean hides_candidate;
  PlumbDateStyle dates;
  const char *zone; /* NULL: the local one; one that does not exist is UTC */
  PlumbPaper paper;
  PlumbInstant made_at; /* stamp; set it for reproducible files; 0: now */
  const char *made_by;  /* name on the stamp; NULL: "Workspace owner" */
} PlumbPacketOptions;

/* The options of a profile, to be completed with the stamp; strings are borrowed. */
PlumbPacketOptions plumb_packet_options_from_profile (const PlumbProfile *profile);

/* One link of the audit chain as a packet shows it: what was done, never with what arguments (they tell of drafts). */
typedef struct
{
  gint64 sequence;
  PlumbInstant at;
  char *actor; /* name */
  char *kind;  /* nick of the command: "submit-card" */
  char *hash;  /* 64 hex digits */
} PlumbPacketEvent;

typedef struct
{
  /*< private >*/
  gatomicrefcount refs;
  /*< public, immutable >*/
  PlumbProfileKind profile;
  PlumbSnapshot *snapshot;     /* redacted for the profile; owned. Its viewer is NULL, whoever made the packet */
  const PlumbLoop *loop;       /* of `snapshot`: names, notes etc. come from here */
  PlumbEvaluation *evaluation; /* figures; its borrowed pointers point into `loop` */
  gboolean shows_people;       /* panelists by name */
  gboolean shows_cards;        /* per-card figures, votes */
  gboolean shows_texts;        /* notes, summaries, quotes, rationales */
  gboolean shows_flags;
  gboolean shows_policy;     /* composite, weights, gates, outcome, firmness */
  gboolean shows_record;     /* amendments, seals, events */
  gboolean shows_scorecards; /* answer by answer, in the pages */
  gboolean shows_firmness;   /* in the pages */
  gboolean shows_method;     /* formulas, scale, policy; in the pages */
  PlumbDates dates;          /* how pages and workbook write instants; the zone is owned */
  PlumbPaper paper;          /* that a workbook is set up for */
  GPtrArray *events;         /* of PlumbPacketEvent, audit profile only; else empty */
  /* the stamp */
  char *left_out; /* what was narrowed, in words; "" for a profile as it stands */
  char *made_by;
  PlumbInstant made_at;
  char *program_version;
  char *template_version; /* "backend-five-stage, version 1" */
  char *template_hash;
  char *scoring_version;
  gint64 anchor_sequence; /* 0: not from a store */
  char *anchor_hash;
} PlumbPacket;

/* `events` (of PlumbEvent, nullable) go into the audit profile. */
PlumbPacket *plumb_packet_new (PlumbSnapshot *snapshot, GPtrArray *events, const PlumbPacketOptions *options);
PlumbPacket *plumb_packet_ref (PlumbPacket *packet);
void plumb_packet_free (PlumbPacket *packet); /* gives up one reference */

/* "Priya Raman - committee packet": safe on every file system, no extension. */
char *plumb_packet_dup_file_name (const PlumbPacket *packet);

/* Packets that are made when their turn comes, so that memory does not grow with them. */
typedef struct
{
  guint n;                                                                  /* at least 1 */
  const PlumbTemplate *(*get_template) (guint index, gpointer data);        /* before all packets, and cheap */
  PlumbPacket *(*make_packet) (guint index, gpointer data, GError **error); /* transfer full; in order, each once */
  gpointer data;
} PlumbPacketSource;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPacket, plumb_packet_free)

G_END_DECLS
