/* packet-check.h - an old packet against the workspace: is the event it was made at still the one it names?
 *
 * When it is, and the chain is sound, everything up to that event is as it was: the record has only grown since. That is more than the
 * workspace can prove by itself, since whoever recomputes a chain can't change what was printed.
 */
#pragma once

#include "app/store.h"
#include "exports/stamp.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_ANCHOR_HOLDS,   /* "holds": that event is there and carries that hash */
  PLUMB_ANCHOR_CUT,     /* "cut": the workspace ends before that event */
  PLUMB_ANCHOR_CHANGED, /* "changed": that event carries another hash */
  PLUMB_ANCHOR_FOREIGN  /* "foreign": the packet is of another workspace */
} PlumbAnchorState;

const char *plumb_anchor_state_to_nick (PlumbAnchorState state);

typedef struct
{
  PlumbStamp *stamp;
  PlumbAnchorState state;
  gint64 n_since;   /* events added since; 0 unless it holds */
  char *title;      /* "Priya Raman, committee packet of 19 November 2026" */
  GPtrArray *lines; /* of char *: what that means, in sentences; the verdict first, figures then and now last */
} PlumbPacketCheck;

/* `report` is that of plumb_store_verify on the same store just now. `viewer` NULL: the owner; whoever has no full sight of the loop is not
 * told its figures of now. */
PlumbPacketCheck *plumb_packet_check_new (PlumbStore *store, const PlumbStamp *stamp, const PlumbVerifyReport *report,
                                          const char *viewer, GError **error);
void plumb_packet_check_free (PlumbPacketCheck *check);

/* A stamp of what is printed on paper: "412:9f86d0..."; NULL with INVALID when it is none. */
PlumbStamp *plumb_stamp_new_from_print (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPacketCheck, plumb_packet_check_free)

G_END_DECLS
