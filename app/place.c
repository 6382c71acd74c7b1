/* place.c - reads documents that may be hostile: nothing here trusts a type, a bound or a text, and the first problem is kept with
 * its JSON path. */
#include "app/place.h"

#include "app/error.h"
#include "app/instant.h"
#include "app/text.h"

#include <math.h>
#include <string.h>

#define QUOTED_MAX 40 /* bytes of a document's own text that a message repeats */

static void
append_path (const PlumbPlace *place, GString *path)
{
  if (place->parent != NULL)
    append_path (place->parent, path);
  if (place->name == NULL)
    g_string_append_printf (path, "[%" G_GSIZE_FORMAT "]", place->index);
  else if (place->parent == NULL)
    g_string_append (path, place->name);
  else
    g_string_append_printf (path, ".%s", place->name);
}

static void G_GNUC_PRINTF (2, 0) fail_valist (const PlumbPlace *place, const char *format, va_list arguments)
{
  g_autoptr (GString) message = NULL;

  if (*place->problem != NULL)
    return;
  message = g_string_new (NULL);
  append_path (place, message);
  g_string_append (message, ": ");
  g_string_append_vprintf (message, format, arguments);
  g_set_error_literal (place->problem, PLUMB_ERROR, PLUMB_ERROR_INVALID, message->str);
}

/* A document's own text, short and harmless enough to stand in a message. */
static char *
dup_quoted (const char *text)
{
  g_autofree char *cut = plumb_text_dup_repaired (text, -1, QUOTED_MAX);

  return plumb_text_dup_line (cut);
}

static const char *
type_name (const json_t *value)
{
  switch (value == NULL ? JSON_NULL : json_typeof (value))
    {
    case JSON_OBJECT:
      return "an object";
    case JSON_ARRAY:
      return "an array";
    case JSON_STRING:
      return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
      return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
      return "true or false";
    case JSON_NULL:
    default:
      return value == NULL ? "missing" : "null";
    }
}

static gboolean
names_hold (const char *const *names, const char *name)
{
  for (; *names != NULL; names++)
    if (g_str_equal (**names == '?' ? *names + 1 : *names, name))
      return TRUE;
  return FALSE;
}

static gboolean
is_key (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > PLUMB_KEY_MAX || text[0] == '-' || text[length - 1] == '-' || strstr (text, "--") != NULL)
    return FALSE;
  return strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static char *
dup_checked (const PlumbPlace *place, gsize max, gboolean filled)
{
  const char *text;
  g_autoptr (GError) error = NULL;

  if (plumb_place_failed (place))
    return g_strdup ("");
  if (!json_is_string (place->value))
    {
      plumb_place_fail (place, "expected a string, found it %s", type_name (place->value));
      return g_strdup ("");
    }
  text = json_string_value (place->value);
  if (!plumb_text_check (text, (gssize)json_string_length (place->value), max, "the text", &error)
      || (filled && !plumb_text_check_filled (text, max, "the text", &error)))
    {
      plumb_place_fail (place, "%s", error->message);
      return g_strdup ("");
    }
  return g_strdup (text);
}

static gboolean
member_is_null (const PlumbPlace *object, const char *name)
{
  return json_is_null (plumb_place_member (object, name).value);
}

PlumbPlace
plumb_place_root (const char *path, json_t *value, GError **problem)
{
  return (PlumbPlace){ .name = path, .value = value, .problem = problem };
}

PlumbPlace
plumb_place_member (const PlumbPlace *object, const char *name)
{
  return (PlumbPlace){ object, name, 0, json_object_get (object->value, name), object->problem };
}

PlumbPlace
plumb_place_element (const PlumbPlace *array, gsize index)
{
  return (PlumbPlace){ array, NULL, index, json_array_get (array->value, index), array->problem };
}

void
plumb_place_fail (const PlumbPlace *place, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  fail_valist (place, format, arguments);
  va_end (arguments);
}

void
plumb_place_fail_member (const PlumbPlace *object, const char *name, const char *format, ...)
{
  PlumbPlace member = plumb_place_member (object, name);
  va_list arguments;

  va_start (arguments, format);
  fail_valist (&member, format, arguments);
  va_end (arguments);
}

void
plumb_place_fail_word (const PlumbPlace *object, const char *name)
{
  g_autofree char *word = NULL;

  if (plumb_place_failed (object))
    return;
  word = dup_quoted (plumb_place_get_string (object, name));
  plumb_place_fail_member (object, name, "“%s” is not one of the words that may stand here", word);
}

gboolean
plumb_place_failed (const PlumbPlace *place)
{
  return *place->problem != NULL;
}

gboolean
plumb_place_expect_object (const PlumbPlace *place, const char *const *names)
{
  const char *name;
  json_t *value;

  if (plumb_place_failed (place))
    return FALSE;
  if (!json_is_object (place->value))
    {
      plumb_place_fail (place, "expected an object, found it %s", type_name (place->value));
      return FALSE;
    }
  for (gsize i = 0; names[i] != NULL; i++)
    if (names[i][0] != '?' && json_object_get (place->value, names[i]) == NULL)
      plumb_place_fail_member (place, names[i], "missing");
  json_object_foreach (place->value, name, value)
  {
    g_autofree char *quoted = NULL;

    if (names_hold (names, name) || plumb_place_failed (place))
      continue;
    quoted = dup_quoted (name);
    plumb_place_fail (place, "unknown member “%s”", quoted);
  }
  return !plumb_place_failed (place);
}

gsize
plumb_place_expect_array (const PlumbPlace *place, gsize min, gsize max)
{
  gsize size = json_array_size (place->value);

  if (plumb_place_failed (place))
    return 0;
  if (!json_is_array (place->value))
    plumb_place_fail (place, "expected an array, found it %s", type_name (place->value));
  else if (size < min || size > max)
    plumb_place_fail (place, "has %" G_GSIZE_FORMAT " elements; %" G_GSIZE_FORMAT " to %" G_GSIZE_FORMAT " are allowed", size,
                      min, max);
  return plumb_place_failed (place) ? 0 : size;
}

char *
plumb_place_dup_text (const PlumbPlace *object, const char *name, gsize max)
{
  PlumbPlace member = plumb_place_member (object, name);

  return dup_checked (&member, max, FALSE);
}

char *
plumb_place_dup_filled (const PlumbPlace *object, const char *name, gsize max)
{
  PlumbPlace member = plumb_place_member (object, name);

  return dup_checked (&member, max, TRUE);
}

char *
plumb_place_dup_text_or_null (const PlumbPlace *object, const char *name, gsize max)
{
  return member_is_null (object, name) ? NULL : plumb_place_dup_text (object, name, max);
}

char *
plumb_place_dup_filled_or_null (const PlumbPlace *object, const char *name, gsize max)
{
  return member_is_null (object, name) ? NULL : plumb_place_dup_filled (object, name, max);
}

char *
plumb_place_dup_key (const PlumbPlace *object, const char *name)
{
  g_autofree char *key = plumb_place_dup_filled (object, name, PLUMB_NAME_MAX);

  if (!plumb_place_failed (object) && !is_key (key))
    plumb_place_fail_member (object, name, "a key is lower-case letters, digits and single hyphens, at most %d", PLUMB_KEY_MAX);
  return g_steal_pointer (&key);
}

char *
plumb_place_dup_key_or_null (const PlumbPlace *object, const char *name)
{
  return member_is_null (object, name) ? NULL : plumb_place_dup_key (object, name);
}

char *
plumb_place_dup_id (const PlumbPlace *object, const char *name)
{
  g_autofree char *id = plumb_place_dup_filled (object, name, PLUMB_NAME_MAX);

  if (!plumb_place_failed (object) && !plumb_id_is_valid (id))
    plumb_place_fail_member (object, name, "an id is a UUID in lower case with hyphens");
  return g_steal_pointer (&id);
}

char *
plumb_place_dup_id_or_null (const PlumbPlace *object, const char *name)
{
  return member_is_null (object, name) ? NULL : plumb_place_dup_id (object, name);
}

const char *
plumb_place_get_string (const PlumbPlace *object, const char *name)
{
  PlumbPlace member = plumb_place_member (object, name);

  if (!json_is_string (member.value))
    plumb_place_fail (&member, "expected a string, found it %s", type_name (member.value));
  return plumb_place_failed (object) ? "" : json_string_value (member.value);
}

gint64
plumb_place_get_integer (const PlumbPlace *object, const char *name, gint64 min, gint64 max)
{
  PlumbPlace member = plumb_place_member (object, name);
  gint64 value = json_integer_value (member.value);

  if (!json_is_integer (member.value))
    plumb_place_fail (&member, "expected a whole number, found it %s",
                      json_is_real (member.value) ? "with a fraction" : type_name (member.value));
  else if (value < min || value > max)
    plumb_place_fail (&member, "%" G_GINT64_FORMAT " is outside %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, value, min, max);
  return plumb_place_failed (object) ? 0 : value;
}

gboolean
plumb_place_get_boolean (const PlumbPlace *object, const char *name)
{
  PlumbPlace member = plumb_place_member (object, name);

  if (!json_is_boolean (member.value))
    plumb_place_fail (&member, "expected true or false, found it %s", type_name (member.value));
  return !plumb_place_failed (object) && json_is_true (member.value);
}

int
plumb_place_get_hundredths (const PlumbPlace *object, const char *name, int min, int max)
{
  PlumbPlace member = plumb_place_member (object, name);
  double value = json_number_value (member.value);
  double hundredths = round (value * 100);

  if (!json_is_number (member.value))
    plumb_place_fail (&member, "expected a number, found it %s", type_name (member.value));
  else if (!(hundredths >= min && hundredths <= max))
    plumb_place_fail (&member, "%g is outside %g to %g", value, min / 100.0, max / 100.0);
  else if (hundredths / 100.0 != value) /* division rounds correctly, so this finds the double that two decimals are read as */
    plumb_place_fail (&member, "at most two decimals are allowed");
  return plumb_place_failed (object) ? 0 : (int)hundredths;
}

GStrv
plumb_place_dup_texts (const PlumbPlace *object, const char *name, gsize min, gsize max, gsize max_bytes, gboolean unique)
{
  PlumbPlace list = plumb_place_member (object, name);
  gsize n = plumb_place_expect_array (&list, min, max);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_full ((guint)n + 1, g_free);

  for (gsize i = 0; i < n && !plumb_place_failed (object); i++)
    {
      PlumbPlace element = plumb_place_element (&list, i);
      char *text = dup_checked (&element, max_bytes, TRUE);

      if (unique && g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        plumb_place_fail (&element, "stands here twice");
      g_ptr_array_add (texts, text);
    }
  g_ptr_array_add (texts, NULL);
  return (GStrv)g_ptr_array_steal (texts, NULL);
}

void
plumb_place_expect_new (const PlumbPlace *object, const char *name, GHashTable *seen, const char *key)
{
  if (!plumb_place_failed (object) && !g_hash_table_add (seen, (gpointer)key))
    plumb_place_fail_member (object, name, "“%s” is there twice", key);
}
