/* naming.h - file names from a pattern: "{candidate} - {profile} packet".
 *
 * Fields: {candidate} {role} {profile} {decision} {date} {time} {id}. Date and time are those of the stamp, in the packet's zone;
 * {decision} is "undecided" until there is one; {id} the first eight digits of the loop's. "{{" is a brace. Names have no folder and no
 * extension, are safe on every file system (plumb_text_dup_file_name), and differ by more than case: a second one gets " (2)".
 */
#pragma once

#include "exports/packet.h"

G_BEGIN_DECLS

#define PLUMB_NAMING_DEFAULT "{candidate} - {profile} packet"

/* INVALID names the field that is unknown, or the brace that is not closed. */
gboolean plumb_naming_check (const char *pattern, GError **error);

/* `pattern` has been checked. */
char *plumb_naming_dup_name (const char *pattern, const PlumbPacket *packet);

/* `name`, or with a number where `taken`, a set from plumb_naming_new_taken, has it; the set grows. */
GHashTable *plumb_naming_new_taken (void);
char *plumb_naming_dup_unique (const char *name, GHashTable *taken);

G_END_DECLS
