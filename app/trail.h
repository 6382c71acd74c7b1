/* trail.h - the audit trail as one viewer may read it: sentences, newest first, in pages.
 *
 * A trail remembers how far it has read; it belongs to one reader and is used by one thread at a time (the thread of the store it is
 * given). Entries that tell the same one after the other are one entry. An event that the viewer may not read at all (audit-words.h)
 * is left out. A page looks at a bounded number of events, so that a filter that few fit can't hold up the store for long:
 * it may be short or empty before the end is reached; read on until plumb_trail_is_at_end.
 */
#pragma once

#include "app/audit-words.h"

G_BEGIN_DECLS

/* One line: an event, or a run of events that tell the same. */
typedef struct
{
  gint64 first; /* sequence numbers; the same for a single event */
  gint64 last;
  PlumbInstant at;  /* of the last */
  char *actor;      /* person id or NULL */
  char *actor_name; /* "" for the owner */
  char *loop;       /* id or NULL */
  char *candidate;  /* "" without a loop */
  PlumbCommandKind kind;
  PlumbTopic topic;
  gboolean outline; /* what was said is not the viewer's to read */
  char *sentence;   /* without a full stop */
  char *hash;       /* of the last, 64 hex digits */
} PlumbTrailEntry;

void plumb_trail_entry_free (PlumbTrailEntry *entry);

/* What fits all. */
typedef struct
{
  const char *loop;   /* id; NULL: all */
  const char *person; /* id of who did it; NULL: all */
  int topic;          /* a PlumbTopic, or -1 */
  PlumbInstant from;  /* 0: from the beginning */
  PlumbInstant until; /* 0: to the end; excluded */
  const char *text;   /* in the sentence or the candidate's name; NULL: all */
} PlumbTrailFilter;

typedef struct _PlumbTrail PlumbTrail;

/* `viewer` NULL: the owner. `filter` (nullable) is copied. */
PlumbTrail *plumb_trail_new (const char *viewer, const PlumbTrailFilter *filter);
void plumb_trail_free (PlumbTrail *trail);

/* The next page: an array of PlumbTrailEntry, at most `limit`. */
GPtrArray *plumb_trail_read (PlumbTrail *trail, PlumbStore *store, guint limit, GError **error);

gboolean plumb_trail_is_at_end (const PlumbTrail *trail);
/* Was anything left out so far because it is not the viewer's to read? How much would tell how busy the others were. */
gboolean plumb_trail_has_hidden (const PlumbTrail *trail);
PlumbInstant
plumb_trail_get_reached (const PlumbTrail *trail); /* the instant of the last event that was looked at; 0: none yet */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbTrail, plumb_trail_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbTrailEntry, plumb_trail_entry_free)

G_END_DECLS
