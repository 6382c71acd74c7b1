/* dates.c - see dates.h. Month names are English as the rest of the documents is; only their order follows the reader. */
#include "app/dates.h"

#include "app/error.h"
#include "app/word-table.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

static const PlumbWordEntry styles[] = {
  { "day-first", "19 November 2026" },
  { "month-first", "November 19, 2026" },
  { "iso", "2026-11-19" },
};

static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December" };

static GDateTime *
new_shown (const PlumbDates *dates, PlumbInstant instant)
{
  g_autoptr (GDateTime) utc = instant > 0 ? g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC) : NULL;

  if (utc == NULL)
    return NULL;
  return dates->zone != NULL ? g_date_time_to_timezone (utc, dates->zone) : g_date_time_to_local (utc);
}

static const char *
get_month (GDateTime *time)
{
  return months[g_date_time_get_month (time) - 1];
}

/* `letters` of the month's name: -1 for all. */
static char *
dup_day (PlumbDateStyle style, GDateTime *time, int letters)
{
  int day = g_date_time_get_day_of_month (time);
  int year = g_date_time_get_year (time);

  if (style == PLUMB_DATES_ISO)
    return g_strdup_printf ("%04d-%02d-%02d", year, g_date_time_get_month (time), day);
  if (style == PLUMB_DATES_MONTH_FIRST)
    return g_strdup_printf ("%.*s %d, %d", letters, get_month (time), day, year);
  return g_strdup_printf ("%d %.*s %d", day, letters, get_month (time), year);
}

PLUMB_DEFINE_WORD (PlumbDateStyle, date_style, styles)

PlumbDateStyle
plumb_date_style_get_default (void)
{
  const char *format = nl_langinfo (D_FMT);
  const char *name = setlocale (LC_TIME, NULL);

  /* The C locale's %m/%d/%y is a relic and nobody's habit. */
  if (name == NULL || g_str_equal (name, "C") || g_str_has_prefix (name, "C.") || g_str_equal (name, "POSIX"))
    return PLUMB_DATES_DAY_FIRST;
  if (g_str_has_prefix (format, "%m"))
    return PLUMB_DATES_MONTH_FIRST;
  if (g_str_has_prefix (format, "%Y") || g_str_has_prefix (format, "%F"))
    return PLUMB_DATES_ISO;
  return PLUMB_DATES_DAY_FIRST;
}

char *
plumb_dates_dup_date (const PlumbDates *dates, PlumbInstant instant)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (dates != NULL, NULL);

  time = new_shown (dates, instant);
  return time != NULL ? dup_day (dates->style, time, -1) : g_strdup ("");
}

char *
plumb_dates_dup_date_time (const PlumbDates *dates, PlumbInstant instant)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (dates != NULL, NULL);

  time = new_shown (dates, instant);
  if (time == NULL)
    return g_strdup ("");
  day = dup_day (dates->style, time, 3);
  return g_strdup_printf ("%s%s%02d:%02d %s", day, dates->style == PLUMB_DATES_ISO ? " " : ", ", g_date_time_get_hour (time),
                          g_date_time_get_minute (time), g_date_time_get_timezone_abbreviation (time));
}

char *
plumb_dates_dup_span (const PlumbDates *dates, PlumbInstant from, PlumbInstant to)
{
  g_autofree char *first = plumb_dates_dup_date (dates, from);
  g_autofree char *last = plumb_dates_dup_date (dates, to);
  g_autoptr (GDateTime) start = new_shown (dates, from);
  g_autoptr (GDateTime) end = new_shown (dates, to);

  if (start == NULL || end == NULL || g_str_equal (first, last))
    return g_strdup (*first != '\0' ? first : last);
  if (dates->style != PLUMB_DATES_DAY_FIRST || g_date_time_get_year (start) != g_date_time_get_year (end))
    return g_strdup_printf ("%s to %s", first, last);
  if (g_date_time_get_month (start) != g_date_time_get_month (end))
    return g_strdup_printf ("%d %s to %s", g_date_time_get_day_of_month (start), get_month (start), last);
  return g_strdup_printf ("%d to %s", g_date_time_get_day_of_month (start), last);
}

static GTimeZone *
new_zone (const PlumbDates *dates)
{
  return dates->zone != NULL ? g_time_zone_ref (dates->zone) : g_time_zone_new_local ();
}

PlumbInstant
plumb_dates_get_wall (const PlumbDates *dates, PlumbInstant instant)
{
  g_autoptr (GTimeZone) zone = NULL;
  int interval;

  g_return_val_if_fail (dates != NULL, 0);

  if (instant <= 0)
    return instant;
  zone = new_zone (dates);
  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant / G_USEC_PER_SEC);
  return instant + (PlumbInstant)g_time_zone_get_offset (zone, MAX (interval, 0)) * G_USEC_PER_SEC;
}

char *
plumb_dates_dup_zone_name (const PlumbDates *dates)
{
  g_autoptr (GTimeZone) zone = NULL;
  const char *name;

  g_return_val_if_fail (dates != NULL, NULL);

  zone = new_zone (dates);
  name = g_time_zone_get_identifier (zone);
  return g_strdup (name != NULL && name[0] != '\0' && name[0] != '/' && name[0] != ':' ? name : "local time");
}

gboolean
plumb_dates_parse_day (const char *text, gboolean end, PlumbInstant *instant)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) next = NULL;
  gint64 numbers[3] = { 0 };

  g_return_val_if_fail (text != NULL && instant != NULL, FALSE);

  parts = g_strsplit (text, "-", 4);
  if (g_strv_length (parts) != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_string_to_signed (parts[i], 10, 1, i == 0 ? 9999 : 31, &numbers[i], NULL))
      return FALSE;
  day = g_date_time_new_local ((int)numbers[0], (int)numbers[1], (int)numbers[2], 0, 0, 0);
  next = day != NULL ? g_date_time_add_days (day, 1) : NULL;
  if (next == NULL || numbers[0] < 1970)
    return FALSE;
  *instant = g_date_time_to_unix (end ? next : day) * G_USEC_PER_SEC;
  return TRUE;
}

GTimeZone *
plumb_dates_parse_zone (const char *name, GError **error)
{
  GTimeZone *zone;

  g_return_val_if_fail (name != NULL, NULL);

  /* A path would have GLib read that file. */
  zone = strchr (name, '.') == NULL && name[0] != '/' && name[0] != '\0' ? g_time_zone_new_identifier (name) : NULL;
  if (zone == NULL)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID,
                 "“%s” is no time zone that this computer knows; write one such as Europe/Madrid or UTC.", name);
  return zone;
}
