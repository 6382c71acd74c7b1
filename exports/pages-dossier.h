/* pages-dossier.h - one packet on its way to pages: the sections, in the order they are printed, and the words they share.
 *
 * Every section reads the packet and adds strips to the flow. One that has nothing to say, or that the profile does not show, adds
 * nothing. No figure is computed here.
 */
#pragma once

#include "exports/packet.h"
#include "exports/pages-parts.h"

G_BEGIN_DECLS

typedef struct
{
  const PlumbPacket *packet;
  const PlumbLoop *loop;
  const PlumbTemplate *template;
  const PlumbEvaluation *evaluation;
  PlumbFlow *flow;
} PlumbDossier;

/* Where sections begin, for links. */
#define PLUMB_ANCHOR_MATRIX "matrix"
#define PLUMB_ANCHOR_PROFILE "profile"
#define PLUMB_ANCHOR_FIRMNESS "firmness"
#define PLUMB_ANCHOR_FLAGS "flags"
#define PLUMB_ANCHOR_VOTES "votes"
#define PLUMB_ANCHOR_MINUTES "minutes"
#define PLUMB_ANCHOR_PANEL "panel"
#define PLUMB_ANCHOR_EVENTS "events"
#define PLUMB_ANCHOR_METHOD "method"
#define PLUMB_ANCHOR_STAMP "stamp"

/* Sections. */
void plumb_dossier_add_cover (const PlumbDossier *dossier);
void plumb_dossier_add_contents (const PlumbDossier *dossier);
void plumb_dossier_add_matrix (const PlumbDossier *dossier);
void plumb_dossier_add_profile (const PlumbDossier *dossier);
void plumb_dossier_add_firmness (const PlumbDossier *dossier);
void plumb_dossier_add_cards (const PlumbDossier *dossier);
void plumb_dossier_add_flags (const PlumbDossier *dossier);
void plumb_dossier_add_votes (const PlumbDossier *dossier);
gboolean plumb_dossier_has_minutes (const PlumbDossier *dossier);
void plumb_dossier_add_minutes (const PlumbDossier *dossier);
void plumb_dossier_add_panel (const PlumbDossier *dossier);
void plumb_dossier_add_record (const PlumbDossier *dossier);
void plumb_dossier_add_method (const PlumbDossier *dossier);

/* A line each, for the summary of one page. */
void plumb_dossier_add_flags_in_brief (const PlumbDossier *dossier);
void plumb_dossier_add_votes_in_brief (const PlumbDossier *dossier);

/* A red flag in full, in a bar; `names_source`: say who raised it on which question. */
void plumb_dossier_add_flag (const PlumbDossier *dossier, const PlumbFlag *flag, gboolean names_source, double space);

/* Is the card printed: submitted, and shown to whoever made the packet? */
gboolean plumb_dossier_shows_card (const PlumbAssignment *assignment);
/* The name of the strip where a card begins, for links. */
char *plumb_dossier_dup_anchor (const PlumbAssignment *assignment);

/* Words. */
const char *plumb_dossier_get_panelist (const PlumbDossier *dossier, const PlumbAssignment *assignment);
const char *plumb_dossier_get_stage_title (const PlumbDossier *dossier, const PlumbAssignment *assignment);
const char *plumb_dossier_get_stage_short (const PlumbDossier *dossier, const PlumbAssignment *assignment);
char *plumb_dossier_dup_short_name (const PlumbDossier *dossier, const PlumbAssignment *assignment); /* "A. Osei" */
char *plumb_dossier_dup_vote (const PlumbDossier *dossier, const PlumbAssignment *assignment);       /* "Yes, then No" */
char *plumb_dossier_dup_people (const PlumbDossier *dossier, GStrv ids);                             /* "A. Osei, M. Ito" */
char *plumb_dossier_dup_hundredths (int hundredths);                                                 /* "3.00" */
char *plumb_dossier_dup_share (double percent); /* "35 %", "16.67 %", in any locale */
/* "M. Ito, HM screen": safe to stand in a sentence. */
char *plumb_dossier_dup_card_label (const PlumbDossier *dossier, const PlumbAssignment *assignment);
char *plumb_dossier_dup_minutes (gint64 microseconds); /* "47 min"; NULL for none */
char *plumb_dossier_dup_quoted (const char *quote);    /* in quotation marks, unless it brought its own */
PlumbColour plumb_dossier_get_severity_colour (PlumbSeverity severity);

G_END_DECLS
