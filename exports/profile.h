/* profile.h - what a packet lets out: one of four profiles, as it is or narrowed further.
 *
 * A profile of one's own is a built-in one with less in it, never with more: so nothing that a built-in profile leaves out can be put
 * back by a setting. Photos are in no packet: the program keeps none. Own profiles live in a key file that the desktop and the terminal
 * share ($XDG_CONFIG_HOME/plumbline/profiles.ini); they name nobody.
 */
#pragma once

#include "app/dates.h"
#include "app/loop.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_PROFILE_COMMITTEE, /* "committee": everything the viewer may see */
  PLUMB_PROFILE_TOTALS,    /* "totals": no names of panelists ("Panelist A"), no notes, quotes or texts */
  PLUMB_PROFILE_CANDIDATE, /* "candidate": what the candidate may see of themselves */
  PLUMB_PROFILE_AUDIT      /* "audit": committee, with amendments, seals and the event chain */
} PlumbProfileKind;

const char *plumb_profile_to_nick (PlumbProfileKind kind);
const char *plumb_profile_to_label (PlumbProfileKind kind); /* "Committee", "Totals only" ... */
gboolean plumb_profile_from_nick (const char *nick, PlumbProfileKind *kind);

/* How people of the panel are named. `totals` and `candidate` never name them, whatever is asked. */
typedef enum
{
  PLUMB_NAMES_FULL,     /* "full" */
  PLUMB_NAMES_INITIALS, /* "initials": "AO"; a second of them is "AO 2" */
  PLUMB_NAMES_LETTERS   /* "letters": "Panelist A" */
} PlumbNames;

const char *plumb_names_to_nick (PlumbNames names);
const char *plumb_names_to_label (PlumbNames names);
gboolean plumb_names_from_nick (const char *nick, PlumbNames *names);

/* Parts that are left out of a profile that has them. The first two are in no file of any kind; the others are chapters of the pages
 * only: a workbook's figures stand on every answer's score. */
typedef enum
{
  PLUMB_OMIT_NOTHING = 0,
  PLUMB_OMIT_TEXTS = 1 << 0,      /* "texts": notes, quotes, summaries, rationales, reasons */
  PLUMB_OMIT_MINUTES = 1 << 1,    /* "minutes": of the debrief */
  PLUMB_OMIT_SCORECARDS = 1 << 2, /* "scorecards": answer by answer */
  PLUMB_OMIT_FIRMNESS = 1 << 3,   /* "firmness" */
  PLUMB_OMIT_METHOD = 1 << 4      /* "method": formulas, scale and policy; the stamp stays */
} PlumbOmit;

#define PLUMB_N_OMITS 5
/* By index, from 0; the flag is 1 << index. */
const char *plumb_omit_to_nick (guint index);
const char *plumb_omit_to_label (guint index); /* of the part: "Notes and quotes" */
gboolean plumb_omit_from_nick (const char *nick, PlumbOmit *omit);

typedef enum
{
  PLUMB_PAPER_A4,
  PLUMB_PAPER_LETTER
} PlumbPaper;

typedef struct
{
  char *name; /* of one's own: what the user called it; of a built-in one its label */
  PlumbProfileKind kind;
  PlumbNames names;
  PlumbOmit omit;
  gboolean hides_candidate; /* "Candidate 7F3A" in place of the name; no headline, no e-mail */
  PlumbDateStyle dates;
  char *zone; /* of the zone database; NULL: this computer's */
  PlumbPaper paper;
} PlumbProfile;

PlumbProfile *plumb_profile_new (PlumbProfileKind kind); /* the built-in one, dates as the locale has them */
PlumbProfile *plumb_profile_copy (const PlumbProfile *profile);
void plumb_profile_free (PlumbProfile *profile);
gboolean plumb_profile_equal (const PlumbProfile *a, const PlumbProfile *b); /* the name aside */
/* "No notes or quotes, panelists by letter, candidate's name hidden": what it leaves out of its kind; "" for nothing. */
char *plumb_profile_dup_narrowing (const PlumbProfile *profile);

/* The key file. `path` NULL: the user's own. A missing file holds none; a damaged entry is an error that names it, and is never written
 * over by a save of another. */
GPtrArray *plumb_profiles_load (const char *path, GError **error); /* of PlumbProfile, by name */
/* Adds it, or replaces the one of that name. Names: a filled line, not a built-in nick. */
gboolean plumb_profiles_save (const char *path, const PlumbProfile *profile, GError **error);
gboolean plumb_profiles_remove (const char *path, const char *name, GError **error); /* NOT_FOUND */
/* A built-in one by its nick, else one's own by its name. */
PlumbProfile *plumb_profiles_find (const char *path, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbProfile, plumb_profile_free)

G_END_DECLS
