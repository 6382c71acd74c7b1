/* damage.c - changes one value of a JSON document. */
#include "tests/damage.h"

static gsize
get_index (const char *step)
{
  return (gsize)g_ascii_strtoull (step, NULL, 10);
}

static json_t *
get_child (json_t *value, const char *step)
{
  return json_is_array (value) ? json_array_get (value, get_index (step)) : json_object_get (value, step);
}

void
damage_apply (json_t *document, const char *at, const char *json)
{
  g_auto (GStrv) steps = g_strsplit (at, " ", -1);
  json_t *value = document;
  int failed;
  gsize i = 0;

  for (; steps[i + 1] != NULL; i++)
    value = get_child (value, steps[i]);
  g_assert_nonnull (value);
  if (json_is_array (value))
    failed = json == NULL ? json_array_remove (value, get_index (steps[i]))
                          : json_array_set_new (value, get_index (steps[i]), json_loads (json, JSON_DECODE_ANY, NULL));
  else
    failed = json == NULL ? json_object_del (value, steps[i])
                          : json_object_set_new (value, steps[i], json_loads (json, JSON_DECODE_ANY, NULL));
  g_assert_cmpint (failed, ==, 0);
}

char *
damage_dup_text (json_t *document)
{
  char *dumped = json_dumps (document, JSON_COMPACT | JSON_REAL_PRECISION (15));
  char *text = g_strdup (dumped);

  free (dumped);
  return text;
}
