/* packet.h - the neutral model of one candidate's packet: what a profile lets out, built once from a snapshot and its evaluation.
 *
 * Writers (xlsx, pdf, csv) read packets and compute no figure. What the profile leaves out is not in the packet at all, so no writer
 * can leak it. Immutable after plumb_packet_new.
 */
#pragma once

#include "app/evaluation.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_PROFILE_COMMITTEE, /* "committee": everything the viewer may see */
  PLUMB_PROFILE_TOTALS,    /* "totals": no names of panelists ("Panelist A"), no notes, quotes or texts */
  PLUMB_PROFILE_CANDIDATE, /* "candidate": what the candidate may see of themselves */
  PLUMB_PROFILE_AUDIT      /* "audit": committee, with amendments, seals and the event chain */
} PlumbProfileKind;

const char *plumb_profile_to_nick (PlumbProfileKind kind);
const char *plumb_profile_to_label (PlumbProfileKind kind);
gboolean plumb_profile_from_nick (const char *nick, PlumbProfileKind *kind);

typedef enum
{
  PLUMB_PAPER_A4,
  PLUMB_PAPER_LETTER
} PlumbPaper;

typedef struct
{
  PlumbProfileKind profile;
  PlumbPaper paper;     /* PDF only */
  PlumbInstant made_at; /* stamp; set it for reproducible files */
  const char *made_by;  /* name on the stamp; NULL: "workspace owner" */
} PlumbPacketOptions;

typedef struct
{
  /*< public, immutable >*/
  PlumbProfileKind profile;
  PlumbSnapshot *snapshot;     /* redacted for the profile; owned. names, notes etc. come from here */
  PlumbEvaluation *evaluation; /* figures; its borrowed pointers point into `snapshot` */
  gboolean shows_people;       /* panelists by name */
  gboolean shows_cards;        /* per-card figures, votes */
  gboolean shows_texts;        /* notes, summaries, quotes, rationales */
  gboolean shows_flags;
  gboolean shows_record; /* amendments, seals, events */
  GPtrArray *events;     /* of PlumbEvent (owned), audit profile only; else empty */
  /* the stamp */
  char *made_by;
  PlumbInstant made_at;
  char *program_version;
  char *template_version; /* "backend-five-stage, version 1" */
  char *template_hash;
  char *scoring_version;
  gint64 anchor_sequence;
  char *anchor_hash;
} PlumbPacket;

/* `events` (of PlumbEvent, nullable) are copied for the audit profile. The evaluation is that of the unredacted snapshot: figures in
 * the packet equal it. */
PlumbPacket *plumb_packet_new (PlumbSnapshot *snapshot, GPtrArray *events, const PlumbPacketOptions *options);
void plumb_packet_free (PlumbPacket *packet);

/* "Priya Raman - committee packet": safe on every file system, no extension. */
char *plumb_packet_dup_file_name (const PlumbPacket *packet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPacket, plumb_packet_free)

G_END_DECLS
