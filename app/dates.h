/* dates.h - instants as a reader of a document wants them: order of day and month, and zone.
 *
 * Screens use plumb_instant_dup_* (the local zone, which the reader knows). A document travels: its times name their zone.
 */
#pragma once

#include "app/instant.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_DATES_DAY_FIRST,   /* "day-first": 19 November 2026 */
  PLUMB_DATES_MONTH_FIRST, /* "month-first": November 19, 2026 */
  PLUMB_DATES_ISO          /* "iso": 2026-11-19 */
} PlumbDateStyle;

const char *plumb_date_style_to_nick (PlumbDateStyle style);
const char *plumb_date_style_to_label (PlumbDateStyle style); /* "19 November 2026": an example is the best name */
gboolean plumb_date_style_from_nick (const char *nick, PlumbDateStyle *style);
/* What the process's locale puts first; the day where it says nothing of its own. */
PlumbDateStyle plumb_date_style_get_default (void);

typedef struct
{
  PlumbDateStyle style;
  GTimeZone *zone; /* NULL: the local one */
} PlumbDates;

/* "" for an instant that is not set. */
char *plumb_dates_dup_date (const PlumbDates *dates, PlumbInstant instant);
char *plumb_dates_dup_date_time (const PlumbDates *dates, PlumbInstant instant);          /* "19 Nov 2026, 16:42 CET" */
char *plumb_dates_dup_span (const PlumbDates *dates, PlumbInstant from, PlumbInstant to); /* "2 to 19 November 2026" */

/* For cells that keep no zone: the clock on the wall at that instant, as the instant at which UTC shows the same. 0 stays 0. */
PlumbInstant plumb_dates_get_wall (const PlumbDates *dates, PlumbInstant instant);
/* "Europe/Madrid": what to call the zone beside such cells. */
char *plumb_dates_dup_zone_name (const PlumbDates *dates);

/* The midnight, in the local zone, at which the day "2026-11-16" begins, or `end`s. */
gboolean plumb_dates_parse_day (const char *text, gboolean end, PlumbInstant *instant);

/* A zone by its name in the zone database ("Europe/Madrid", "UTC"); INVALID when there is none such. */
GTimeZone *plumb_dates_parse_zone (const char *name, GError **error);

G_END_DECLS
