/* naming.c - see naming.h. */
#include "exports/naming.h"

#include "app/error.h"
#include "app/text.h"

#include <string.h>

static char *
dup_candidate (const PlumbPacket *packet)
{
  return g_strdup (packet->loop->candidate->name);
}

static char *
dup_role (const PlumbPacket *packet)
{
  return g_strdup (packet->loop->role);
}

static char *
dup_profile (const PlumbPacket *packet)
{
  return g_strdup (plumb_profile_to_nick (packet->profile));
}

static char *
dup_decision (const PlumbPacket *packet)
{
  const PlumbDecision *decision = plumb_loop_get_decision (packet->loop);

  return g_strdup (decision != NULL ? plumb_decision_to_nick (decision->value) : "undecided");
}

/* Whatever order the reader likes, file names sort by it. */
static char *
dup_date (const PlumbPacket *packet)
{
  const PlumbDates dates = { PLUMB_DATES_ISO, packet->dates.zone };

  return plumb_dates_dup_date (&dates, packet->made_at);
}

static char *
dup_time (const PlumbPacket *packet)
{
  const PlumbDates dates = { PLUMB_DATES_ISO, packet->dates.zone };
  g_autofree char *both = plumb_dates_dup_date_time (&dates, packet->made_at);

  return g_strdup_printf ("%.2s.%.2s", both + strlen ("2026-11-19 "), both + strlen ("2026-11-19 16:"));
}

static char *
dup_id (const PlumbPacket *packet)
{
  return g_strndup (packet->loop->id, 8);
}

static const struct
{
  const char *name;
  char *(*dup) (const PlumbPacket *packet);
} fields[] = {
  { "candidate", dup_candidate }, { "role", dup_role }, { "profile", dup_profile }, { "decision", dup_decision },
  { "date", dup_date },           { "time", dup_time }, { "id", dup_id },
};

static gssize
find_field (const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strlen (fields[i].name) == length && strncmp (fields[i].name, name, length) == 0)
      return (gssize)i;
  return -1;
}

/* Appends what `*cursor` begins with, a field or a letter, and steps over it; `packet` NULL only checks. FALSE with a message. */
static gboolean
take (const char **cursor, const PlumbPacket *packet, GString *name, GError **error)
{
  const char *start = *cursor;
  const char *end;
  g_autofree char *value = NULL;
  gssize field;

  if (*start != '{' || start[1] == '{')
    {
      *cursor = g_utf8_next_char (start) + (*start == '{' ? 1 : 0);
      g_string_append_len (name, start, *start == '{' ? 1 : *cursor - start);
      return TRUE;
    }
  end = strchr (start, '}');
  if (end == NULL)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "The pattern of names has a “{” that is not closed: %s", start);
      return FALSE;
    }
  field = find_field (start + 1, (gsize)(end - start - 1));
  if (field < 0)
    {
      g_set_error (
          error, PLUMB_ERROR, PLUMB_ERROR_INVALID,
          "The pattern of names asks for “%.*s”; there are {candidate}, {role}, {profile}, {decision}, {date}, {time}, {id}.",
          (int)(end - start + 1), start);
      return FALSE;
    }
  *cursor = end + 1;
  value = packet != NULL ? fields[field].dup (packet) : NULL;
  g_string_append (name, value != NULL ? value : "");
  return TRUE;
}

gboolean
plumb_naming_check (const char *pattern, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *cursor = pattern;

  g_return_val_if_fail (pattern != NULL, FALSE);

  if (!plumb_text_check_filled (pattern, PLUMB_NAME_MAX, "The pattern of names", error))
    return FALSE;
  while (*cursor != '\0')
    if (!take (&cursor, NULL, name, error))
      return FALSE;
  return TRUE;
}

GHashTable *
plumb_naming_new_taken (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Two names that a file system may take for one. */
static char *
dup_key (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : name, -1);
}

/* Each name that is taken knows the next number to try behind it: thousands may be called the same. */
char *
plumb_naming_dup_unique (const char *name, GHashTable *taken)
{
  g_autofree char *base = dup_key (name);
  char *unique = g_strdup (name);
  char *key = g_strdup (base);
  guint n;

  g_return_val_if_fail (taken != NULL, unique);

  n = MAX (2, GPOINTER_TO_UINT (g_hash_table_lookup (taken, base)));
  while (g_hash_table_contains (taken, key))
    {
      g_free (unique);
      g_free (key);
      unique = g_strdup_printf ("%s (%u)", name, n++);
      key = dup_key (unique);
    }
  g_hash_table_insert (taken, g_steal_pointer (&base), GUINT_TO_POINTER (n));
  if (!g_hash_table_contains (taken, key))
    g_hash_table_insert (taken, g_steal_pointer (&key), GUINT_TO_POINTER (2));
  g_free (key);
  return unique;
}

char *
plumb_naming_dup_name (const char *pattern, const PlumbPacket *packet)
{
  g_autoptr (GString) wanted = g_string_new (NULL);
  const char *cursor = pattern;

  g_return_val_if_fail (pattern != NULL, NULL);
  g_return_val_if_fail (packet != NULL, NULL);

  while (*cursor != '\0' && take (&cursor, packet, wanted, NULL))
    ;
  return plumb_text_dup_file_name (wanted->str);
}
