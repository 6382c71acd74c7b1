/* instant.c - the only reader of the clock, and the only maker of ids. */
#include "app/instant.h"

#include <stdatomic.h>
#include <string.h>

static _Atomic gint64 fixed_instant;

static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December" };

static gint64
read_epoch (void)
{
  const char *text = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds = 0;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 1, G_MAXUINT32, &seconds, NULL))
    return 0;
  return seconds * G_USEC_PER_SEC;
}

static gboolean
read_digits (const char **cursor, int n, int *value)
{
  *value = 0;
  for (int i = 0; i < n; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      *value = *value * 10 + (**cursor - '0');
    }
  return TRUE;
}

static gboolean
read_mark (const char **cursor, char mark)
{
  if (**cursor != mark)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

/* ".5" to ".500000"; nothing at all is 0. */
static gboolean
read_fraction (const char **cursor, int *microseconds)
{
  int n = 0;

  *microseconds = 0;
  if (!read_mark (cursor, '.'))
    return TRUE;
  for (; n < 6 && g_ascii_isdigit (**cursor); n++, (*cursor)++)
    *microseconds = *microseconds * 10 + (**cursor - '0');
  if (n == 0)
    return FALSE;
  for (; n < 6; n++)
    *microseconds *= 10;
  return TRUE;
}

static GDateTime *
new_local (PlumbInstant instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);

  return utc == NULL ? NULL : g_date_time_to_local (utc);
}

PlumbInstant
plumb_instant_now (void)
{
  static gsize once = 0;
  gint64 fixed;

  if (g_once_init_enter (&once))
    {
      gint64 unset = 0;

      atomic_compare_exchange_strong (&fixed_instant, &unset, read_epoch ());
      g_once_init_leave (&once, 1);
    }
  fixed = atomic_load (&fixed_instant);
  return fixed != 0 ? fixed : g_get_real_time ();
}

void
plumb_instant_set_fixed (PlumbInstant fixed)
{
  plumb_instant_now (); /* the environment is read first, so that it can't undo this later */
  atomic_store (&fixed_instant, fixed);
}

char *
plumb_instant_dup_iso (PlumbInstant instant)
{
  g_autoptr (GDateTime) utc = NULL;

  if (instant <= 0)
    return NULL;
  utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  if (utc == NULL)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", g_date_time_get_year (utc), g_date_time_get_month (utc),
                          g_date_time_get_day_of_month (utc), g_date_time_get_hour (utc), g_date_time_get_minute (utc),
                          g_date_time_get_second (utc), (int)(instant % G_USEC_PER_SEC));
}

gboolean
plumb_instant_parse_iso (const char *text, PlumbInstant *instant)
{
  const char *cursor = text;
  int year, month, day, hour, minute, second, microseconds;
  g_autoptr (GDateTime) utc = NULL;
  gint64 value;

  g_return_val_if_fail (instant != NULL, FALSE);
  if (text == NULL || !read_digits (&cursor, 4, &year) || !read_mark (&cursor, '-') || !read_digits (&cursor, 2, &month)
      || !read_mark (&cursor, '-') || !read_digits (&cursor, 2, &day) || !read_mark (&cursor, 'T')
      || !read_digits (&cursor, 2, &hour) || !read_mark (&cursor, ':') || !read_digits (&cursor, 2, &minute)
      || !read_mark (&cursor, ':') || !read_digits (&cursor, 2, &second) || !read_fraction (&cursor, &microseconds)
      || !read_mark (&cursor, 'Z') || *cursor != '\0' || year < 1970)
    return FALSE;
  utc = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (utc == NULL)
    return FALSE;
  value = g_date_time_to_unix (utc) * G_USEC_PER_SEC + microseconds;
  if (value <= 0) /* the one instant that stands for "not set" */
    return FALSE;
  *instant = value;
  return TRUE;
}

char *
plumb_instant_dup_date (PlumbInstant instant)
{
  g_autoptr (GDateTime) local = instant > 0 ? new_local (instant) : NULL;

  if (local == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%d %s %d", g_date_time_get_day_of_month (local), months[g_date_time_get_month (local) - 1],
                          g_date_time_get_year (local));
}

char *
plumb_instant_dup_date_time (PlumbInstant instant)
{
  g_autoptr (GDateTime) local = instant > 0 ? new_local (instant) : NULL;

  if (local == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%d %.3s %d, %02d:%02d", g_date_time_get_day_of_month (local),
                          months[g_date_time_get_month (local) - 1], g_date_time_get_year (local), g_date_time_get_hour (local),
                          g_date_time_get_minute (local));
}

char *
plumb_instant_dup_clock (PlumbInstant instant)
{
  g_autoptr (GDateTime) local = instant > 0 ? new_local (instant) : NULL;

  return local == NULL ? g_strdup ("") : g_date_time_format (local, "%H:%M:%S");
}

char *
plumb_id_new (void)
{
  return g_uuid_string_random ();
}

gboolean
plumb_id_is_valid (const char *id)
{
  if (id == NULL || strlen (id) != 36 || strspn (id, "0123456789abcdef-") != 36)
    return FALSE;
  for (gsize i = 0; i < 36; i++)
    if ((id[i] == '-') != (i == 8 || i == 13 || i == 18 || i == 23))
      return FALSE;
  return TRUE;
}
