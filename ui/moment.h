/* moment.h - dates and times as people read and write them, in the local zone. */
#pragma once

#include "app/instant.h"

G_BEGIN_DECLS

/* "Today 10:00", "Tomorrow 09:30", "Yesterday 16:00", "Mon 23 Nov, 10:00"; with the year when it is another. "" when not set. */
char *plumb_moment_dup_near (PlumbInstant instant, PlumbInstant now);

/* "2026-11-19 16:00": the form that is typed, and back. Also takes "today 16:00" and "tomorrow 9:30"; an empty text is 0. FALSE when
 * it can't be read, or there is no such time. */
char *plumb_moment_dup_typed (PlumbInstant instant);
gboolean plumb_moment_parse (const char *text, PlumbInstant now, PlumbInstant *instant);

G_END_DECLS
