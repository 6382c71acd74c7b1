/* moment.c - see moment.h. */

#include "ui/moment.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static GDateTime *
new_local (PlumbInstant instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

/* Days from the day of `a` to the day of `b`. */
static int
count_days (GDateTime *a, GDateTime *b)
{
  GDate first, second;

  g_date_clear (&first, 1);
  g_date_clear (&second, 1);
  g_date_set_dmy (&first, (GDateDay)g_date_time_get_day_of_month (a), (GDateMonth)g_date_time_get_month (a),
                  (GDateYear)g_date_time_get_year (a));
  g_date_set_dmy (&second, (GDateDay)g_date_time_get_day_of_month (b), (GDateMonth)g_date_time_get_month (b),
                  (GDateYear)g_date_time_get_year (b));
  return g_date_days_between (&first, &second);
}

char *
plumb_moment_dup_near (PlumbInstant instant, PlumbInstant now)
{
  g_autoptr (GDateTime) local = instant > 0 ? new_local (instant) : NULL;
  g_autoptr (GDateTime) today = new_local (now);
  int days;

  if (local == NULL || today == NULL)
    return g_strdup ("");
  days = count_days (today, local);
  if (days == 0)
    return g_date_time_format (local, _ ("Today %H:%M"));
  if (days == 1)
    return g_date_time_format (local, _ ("Tomorrow %H:%M"));
  if (days == -1)
    return g_date_time_format (local, _ ("Yesterday %H:%M"));
  if (g_date_time_get_year (local) == g_date_time_get_year (today))
    return g_date_time_format (local, _ ("%a %-d %b, %H:%M"));
  return g_date_time_format (local, _ ("%-d %b %Y, %H:%M"));
}

char *
plumb_moment_dup_typed (PlumbInstant instant)
{
  g_autoptr (GDateTime) local = instant > 0 ? new_local (instant) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/* "today", "tomorrow": the day they stand for, and what follows; NULL otherwise. */
static GDateTime *
read_day_word (const char *text, PlumbInstant now, const char **rest)
{
  static const char *const words[] = { "today", "tomorrow" };
  g_autoptr (GDateTime) today = new_local (now);

  for (int i = 0; i < (int)G_N_ELEMENTS (words); i++)
    if (today != NULL && g_ascii_strncasecmp (text, words[i], strlen (words[i])) == 0)
      {
        *rest = text + strlen (words[i]);
        return g_date_time_add_days (today, i);
      }
  return NULL;
}

gboolean
plumb_moment_parse (const char *text, PlumbInstant now, PlumbInstant *instant)
{
  g_autofree char *trimmed = NULL;
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) moment = NULL;
  const char *rest = NULL;
  int year, month, date, hour, minute, length = 0;

  g_return_val_if_fail (text != NULL && instant != NULL, FALSE);

  trimmed = g_strstrip (g_strdup (text));
  *instant = 0;
  if (*trimmed == '\0')
    return TRUE;
  day = read_day_word (trimmed, now, &rest);
  if (day != NULL)
    {
      if (sscanf (rest, " %2d:%2d%n", &hour, &minute, &length) != 2 || rest[length] != '\0')
        return FALSE;
      g_date_time_get_ymd (day, &year, &month, &date);
    }
  else if (sscanf (trimmed, "%4d-%2d-%2d %2d:%2d%n", &year, &month, &date, &hour, &minute, &length) != 5
           || trimmed[length] != '\0')
    return FALSE;
  moment = g_date_time_new_local (year, month, date, hour, minute, 0);
  if (moment == NULL || year < 1971)
    return FALSE;
  *instant = g_date_time_to_unix (moment) * G_USEC_PER_SEC;
  return TRUE;
}
