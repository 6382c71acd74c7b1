/* stamp.c - the line itself, and finding it again in files that may be anything. */
#include "exports/stamp.h"

#include "app/error.h"
#include "app/text.h"

#include <errno.h>
#include <string.h>

#define HASH_DIGITS 64
#define STAMPS_MAX 100000 /* of one file */
#define STAMP_MAX 4096    /* of one stamp */
#define KEYWORDS "\n/Keywords ("

static gboolean
is_hash (const char *text)
{
  return strlen (text) == HASH_DIGITS && strspn (text, "0123456789abcdef") == HASH_DIGITS;
}

static void
add_field (GString *text, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;
  escaped = g_uri_escape_string (value, ":", FALSE);
  g_string_append_printf (text, " %s=%s", name, escaped);
}

PlumbStamp *
plumb_stamp_new (const PlumbPacket *packet)
{
  const PlumbEvaluation *evaluation;
  gboolean shown;
  PlumbStamp *stamp;

  g_return_val_if_fail (packet != NULL, NULL);
  if (packet->anchor_sequence == 0)
    return NULL;
  evaluation = packet->evaluation;
  shown = packet->shows_policy && !evaluation->withheld;
  stamp = g_new0 (PlumbStamp, 1);
  stamp->sequence = packet->anchor_sequence;
  stamp->hash = g_strdup (packet->anchor_hash);
  stamp->origin = g_strdup (plumb_snapshot_get_origin (packet->snapshot));
  stamp->loop = g_strdup (packet->loop->id);
  stamp->candidate = g_strdup (packet->loop->candidate->name);
  stamp->profile = g_strdup (plumb_profile_to_nick (packet->profile));
  stamp->made_at = packet->made_at;
  stamp->composite = g_strdup (shown && evaluation->composite.defined ? evaluation->composite.text : "");
  stamp->coverage = g_strdup (shown && evaluation->coverage.defined ? evaluation->coverage.text : "");
  stamp->outcome = g_strdup (shown ? plumb_outcome_to_nick (evaluation->outcome) : "");
  return stamp;
}

void
plumb_stamp_free (PlumbStamp *stamp)
{
  if (stamp == NULL)
    return;
  g_free (stamp->hash);
  g_free (stamp->origin);
  g_free (stamp->loop);
  g_free (stamp->candidate);
  g_free (stamp->profile);
  g_free (stamp->composite);
  g_free (stamp->coverage);
  g_free (stamp->outcome);
  g_free (stamp);
}

char *
plumb_stamp_dup_text (const PlumbStamp *stamp)
{
  g_autofree char *made = NULL;
  GString *text;

  g_return_val_if_fail (stamp != NULL, NULL);
  made = plumb_instant_dup_iso (stamp->made_at);
  text = g_string_new (PLUMB_STAMP_MARK);
  g_string_append_printf (text, " %" G_GINT64_FORMAT " %s", stamp->sequence, stamp->hash);
  add_field (text, "origin", stamp->origin);
  add_field (text, "loop", stamp->loop);
  add_field (text, "candidate", stamp->candidate);
  add_field (text, "profile", stamp->profile);
  add_field (text, "made", made);
  add_field (text, "composite", stamp->composite);
  add_field (text, "coverage", stamp->coverage);
  add_field (text, "outcome", stamp->outcome);
  return g_string_free (text, FALSE);
}

/* The field's value, safe to show; "" when it is not there or broken. */
static char *
dup_field (char *const *words, const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], name) && words[i][length] == '=')
      {
        g_autofree char *value = g_uri_unescape_string (words[i] + length + 1, NULL);

        return plumb_text_dup_repaired (value != NULL ? value : "", -1, PLUMB_NAME_MAX);
      }
  return g_strdup ("");
}

PlumbStamp *
plumb_stamp_parse (const char *text)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *made = NULL;
  PlumbStamp *stamp;
  gint64 sequence;

  g_return_val_if_fail (text != NULL, NULL);
  if (strlen (text) > STAMP_MAX)
    return NULL;
  words = g_strsplit (text, " ", -1);
  if (g_strv_length (words) < 3 || !g_str_equal (words[0], PLUMB_STAMP_MARK) || !is_hash (words[2])
      || !g_ascii_string_to_signed (words[1], 10, 1, G_MAXINT64, &sequence, NULL))
    return NULL;
  stamp = g_new0 (PlumbStamp, 1);
  stamp->sequence = sequence;
  stamp->hash = g_strdup (words[2]);
  stamp->origin = dup_field (words, "origin");
  stamp->loop = dup_field (words, "loop");
  stamp->candidate = dup_field (words, "candidate");
  stamp->profile = dup_field (words, "profile");
  stamp->composite = dup_field (words, "composite");
  stamp->coverage = dup_field (words, "coverage");
  stamp->outcome = dup_field (words, "outcome");
  made = dup_field (words, "made");
  plumb_instant_parse_iso (made, &stamp->made_at);
  return stamp;
}

static void
add_parsed (GPtrArray *stamps, const char *text)
{
  PlumbStamp *stamp = stamps->len < STAMPS_MAX ? plumb_stamp_parse (text) : NULL;

  if (stamp != NULL)
    g_ptr_array_add (stamps, stamp);
}

/* The last place of the word in bytes that may hold anything, or NULL. */
static const char *
find_last (const guint8 *bytes, gsize length, const char *word)
{
  const guint8 *found = NULL;
  const guint8 *at = bytes;

  while ((at = memmem (at, length - (gsize)(at - bytes), word, strlen (word))) != NULL)
    found = at++;
  return (const char *)found;
}

/* The information stands behind all that could quote it; in its strings brackets are escaped. */
static gboolean
read_pdf (const guint8 *bytes, gsize length, GPtrArray *stamps, GError **error)
{
  const char *last = find_last (bytes, length, KEYWORDS);
  const char *begin = last != NULL ? last + strlen (KEYWORDS) : NULL;
  const char *end = begin != NULL ? memchr (begin, ')', length - (gsize)(begin - (const char *)bytes)) : NULL;
  g_autofree char *text = end != NULL ? g_strndup (begin, (gsize)(end - begin)) : NULL;
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, ", ", STAMPS_MAX) : NULL;

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    add_parsed (stamps, lines[i]);
  return TRUE;
}

static gboolean
read_json (const guint8 *bytes, gsize length, GPtrArray *stamps, GError **error)
{
  json_error_t problem;
  json_t *document = json_loadb ((const char *)bytes, length, JSON_REJECT_DUPLICATES, &problem);
  json_t *list = json_object_get (document, "stamps");

  if (document == NULL)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "it is no JSON: line %d, %s", problem.line, problem.text);
      return FALSE;
    }
  for (gsize i = 0; i < json_array_size (list); i++)
    if (json_is_string (json_array_get (list, i)))
      add_parsed (stamps, json_string_value (json_array_get (list, i)));
  json_decref (document);
  return TRUE;
}

/* The next field of a CSV text; *end_of_line tells whether it is the last of its line. */
static char *
dup_field_of_csv (const char **at, const char *end, gboolean *end_of_line)
{
  GString *field = g_string_new (NULL);
  gboolean quoted = *at < end && **at == '"';

  if (quoted)
    (*at)++;
  while (*at < end)
    {
      char c = **at;

      if (quoted && c == '"' && *at + 1 < end && (*at)[1] == '"')
        (*at)++;
      else if (quoted && c == '"')
        quoted = FALSE;
      if (!quoted && (c == ',' || c == '\n'))
        break;
      if (c != '"' || quoted)
        g_string_append_c (field, c);
      (*at)++;
    }
  *end_of_line = *at >= end || **at == '\n';
  if (*at < end)
    (*at)++;
  g_strchomp (field->str);
  return g_string_free (field, FALSE);
}

static gboolean
read_csv (const guint8 *bytes, gsize length, GPtrArray *stamps, GError **error)
{
  const char *at = (const char *)bytes;
  const char *end = at + length;
  int column = 0, wanted = -1;
  gboolean in_heads = TRUE;

  while (at < end)
    {
      gboolean end_of_line;
      g_autofree char *field = dup_field_of_csv (&at, end, &end_of_line);

      if (in_heads && g_str_equal (field, "stamp"))
        wanted = column;
      else if (!in_heads && column == wanted)
        add_parsed (stamps, field);
      column = end_of_line ? 0 : column + 1;
      in_heads = in_heads && !end_of_line;
      if (!in_heads && wanted < 0)
        return TRUE;
    }
  return TRUE;
}

static const struct
{
  const char *magic;
  gboolean (*read) (const guint8 *bytes, gsize length, GPtrArray *stamps, GError **error);
} kinds[] = {
  { "%PDF-", read_pdf }, { "PK\x03\x04", plumb_stamp_read_xlsx }, { "{", read_json }, { "\xef\xbb\xbfloop,", read_csv },
  { "loop,", read_csv },
};

GPtrArray *
plumb_stamp_read_bytes (const guint8 *bytes, gsize length, GError **error)
{
  g_autoptr (GPtrArray) stamps = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_stamp_free);

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (length < strlen (kinds[i].magic) || memcmp (bytes, kinds[i].magic, strlen (kinds[i].magic)) != 0)
        continue;
      if (!kinds[i].read (bytes, length, stamps, error))
        return NULL;
      if (stamps->len > 0)
        return g_steal_pointer (&stamps);
      g_set_error_literal (
          error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND,
          "it carries no stamp. It is from before packets did, or another program saved it anew. The anchor that is "
          "printed on its method page can be given with --anchor EVENT:SHA256");
      return NULL;
    }
  g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_INVALID,
                       "it is no packet: neither PDF, workbook, JSON document nor the summary.csv of a CSV folder");
  return NULL;
}

GPtrArray *
plumb_stamp_read_file (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *file = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GMappedFile) mapped = NULL;
  GPtrArray *stamps;

  g_return_val_if_fail (path != NULL, NULL);
  file = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_build_filename (path, "summary.csv", NULL) : g_strdup (path);
  name = g_filename_display_name (file);
  mapped = g_file_test (file, G_FILE_TEST_IS_REGULAR) ? g_mapped_file_new (file, FALSE, &problem) : NULL;
  if (mapped == NULL)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "“%s” can't be read: %s.", name,
                   problem != NULL ? problem->message : "there is no such file");
      return NULL;
    }
  if (g_mapped_file_get_length (mapped) > PLUMB_STAMP_FILE_MAX)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "“%s” is too large for a packet.", name);
      return NULL;
    }
  stamps
      = plumb_stamp_read_bytes ((const guint8 *)g_mapped_file_get_contents (mapped), g_mapped_file_get_length (mapped), &problem);
  if (stamps == NULL)
    g_set_error (error, PLUMB_ERROR, problem->code, "“%s” can't be checked: %s.", name, problem->message);
  return stamps;
}
