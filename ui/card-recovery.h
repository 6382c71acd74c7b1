/* card-recovery.h - the file that keeps what a card's editor could not bring to the workspace's disk.
 *
 * One file a card, under XDG_STATE_HOME/plumbline/recovery, readable by its owner only. It is there exactly while something typed is
 * not in the workspace; whoever opens the card next is offered it. Pure functions of a path: any thread may call.
 */
#pragma once

#include "ui/card-change.h"

G_BEGIN_DECLS

/* Of the card `assignment` of the workspace at `location`. */
char *plumb_card_recovery_dup_path (const char *location, const char *assignment);

/* `changes` are of PlumbCardChange; times and clocks are not kept. An empty file is none: it is removed. */
gboolean plumb_card_recovery_write (const char *path, GPtrArray *changes, GError **error);
void plumb_card_recovery_remove (const char *path);

/* What was kept, and when; NULL when there is nothing or it can't be read. */
GPtrArray *plumb_card_recovery_read (const char *path, const char *assignment, PlumbInstant *at);

G_END_DECLS
