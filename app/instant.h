/* instant.h - instants are integer microseconds UTC since 1970; ids are random UUIDs.
 *
 * The clock is read here only, so that tests can set it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint64 PlumbInstant; /* 0 stands for "not set" */

PlumbInstant plumb_instant_now (void);

/* For tests and reproducible output: every later plumb_instant_now answers `fixed`; 0 returns to the real clock. The environment
 * variable SOURCE_DATE_EPOCH (seconds) sets it for a process. */
void plumb_instant_set_fixed (PlumbInstant fixed);

/* "2026-11-19T16:42:07.000000Z", and back. An unset instant is NULL. Read are one to six decimals or none, from
 * 1970 on and always "Z": anything else answers FALSE. */
char *plumb_instant_dup_iso (PlumbInstant instant);
gboolean plumb_instant_parse_iso (const char *text, PlumbInstant *instant);

/* For people, in the local zone: "19 November 2026", "19 Nov 2026, 16:42", "16:42:07"; "" when unset. */
char *plumb_instant_dup_date (PlumbInstant instant);
char *plumb_instant_dup_date_time (PlumbInstant instant);
char *plumb_instant_dup_clock (PlumbInstant instant);

/* A new random UUID (version 4), lower case with hyphens; and whether a text is an id. */
char *plumb_id_new (void);
gboolean plumb_id_is_valid (const char *id);

G_END_DECLS
