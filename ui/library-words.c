/* library-words.c - see library-words.h. */

#include "ui/library-words.h"

#include "app/phrase.h"

#include <glib/gi18n.h>

char *
plumb_library_dup_word (const char *key)
{
  static const struct
  {
    const char *key;
    const char *word;
  } exceptions[] = {
    { "rest-api-design", N_ ("REST API design") },
    { "sql-and-nosql", N_ ("SQL and NoSQL") },
    { "docker-and-kubernetes", N_ ("Docker and Kubernetes") },
  };
  g_autofree char *spaced = NULL;

  g_return_val_if_fail (key != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (g_str_equal (exceptions[i].key, key))
      return g_strdup (_ (exceptions[i].word));
  spaced = g_strdelimit (g_strdup (key), "-", ' ');
  return plumb_phrase_dup_capital (spaced);
}

char *
plumb_library_dup_count (guint n)
{
  return g_strdup_printf (ngettext ("%u question", "%u questions", n), n);
}

const char *
plumb_library_get_competency_name (GPtrArray *templates, const char *key)
{
  for (guint i = 0; templates != NULL && i < templates->len; i++)
    {
      const PlumbCompetency *competency = plumb_template_get_competency (g_ptr_array_index (templates, i), key, NULL);

      if (competency != NULL)
        return competency->short_name;
    }
  return key;
}
