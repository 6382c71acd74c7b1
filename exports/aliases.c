/* aliases.c - see the header. The pattern of names is compiled once a packet. */
#include "exports/aliases.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  char *id;
  char *name;
} Alias;

struct _PlumbAliases
{
  char *everybody;    /* one name for all, or NULL */
  GHashTable *people; /* person id -> Alias */
  GHashTable *words;  /* name or word of one -> name of the Alias, borrowed */
  GRegex *names;      /* any of those; NULL when there is none */
};

static void
alias_free (gpointer data)
{
  Alias *alias = data;

  g_free (alias->id);
  g_free (alias->name);
  g_free (alias);
}

/* 0 -> "A", 25 -> "Z", 26 -> "AA". */
static char *
dup_letters (guint index)
{
  GString *letters = g_string_new (NULL);

  for (guint rest = index + 1; rest > 0; rest = (rest - 1) / 26)
    g_string_prepend_c (letters, (char)('A' + (rest - 1) % 26));
  return g_string_free (letters, FALSE);
}

static void
add_alias (PlumbAliases *aliases, const char *person, const char *kind, guint *n)
{
  g_autofree char *letters = NULL;
  g_autofree char *lower = NULL;
  Alias *alias;

  if (person == NULL || g_hash_table_contains (aliases->people, person))
    return;
  letters = dup_letters ((*n)++);
  lower = g_ascii_strdown (letters, -1);
  alias = g_new0 (Alias, 1);
  alias->id = g_strdup_printf ("%s-%s", kind, lower);
  if (aliases->everybody != NULL)
    alias->name = g_strdup (aliases->everybody);
  else
    alias->name = g_strdup_printf ("%c%s %s", g_ascii_toupper (kind[0]), kind + 1, letters);
  g_hash_table_insert (aliases->people, g_strdup (person), alias);
}

/* Longer names come first in the pattern, so that "Ana Silva" is one hit and not two. */
static int
compare_lengths (const void *a, const void *b)
{
  const char *first = *(const char *const *)a;
  const char *second = *(const char *const *)b;
  gsize length = strlen (first);
  gsize other = strlen (second);

  if (length != other)
    return length < other ? 1 : -1;
  return strcmp (first, second);
}

static void
collect_name (PlumbAliases *aliases, const PlumbPerson *person)
{
  const Alias *alias = g_hash_table_lookup (aliases->people, person->id);
  g_auto (GStrv) words = g_strsplit_set (person->name, " \t\n.,;()", -1);

  if (alias == NULL || person->name[0] == '\0')
    return;
  g_hash_table_insert (aliases->words, g_strdup (person->name), alias->name);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) >= 3 && !g_hash_table_contains (aliases->words, words[i]))
      g_hash_table_insert (aliases->words, g_strdup (words[i]), alias->name);
  if (person->email[0] != '\0')
    g_hash_table_insert (aliases->words, g_strdup (person->email), alias->name);
}

static void
compile_names (PlumbAliases *aliases)
{
  guint n;
  g_autofree gpointer *sorted = g_hash_table_get_keys_as_array (aliases->words, &n);
  g_autoptr (GString) pattern = g_string_new ("(?<![\\p{L}\\p{N}])(?:");

  if (n == 0)
    return;
  qsort (sorted, n, sizeof *sorted, compare_lengths);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *escaped = g_regex_escape_string (sorted[i], -1);

      g_string_append_printf (pattern, "%s%s", i > 0 ? "|" : "", escaped);
    }
  g_string_append (pattern, ")(?![\\p{L}\\p{N}])");
  aliases->names = g_regex_new (pattern->str, G_REGEX_OPTIMIZE, 0, NULL);
  g_assert (aliases->names != NULL);
}

static gboolean
replace_name_cb (const GMatchInfo *match, GString *result, gpointer data)
{
  PlumbAliases *aliases = data;
  g_autofree char *found = g_match_info_fetch (match, 0);

  g_string_append (result, g_hash_table_lookup (aliases->words, found));
  return FALSE;
}

PlumbAliases *
plumb_aliases_new (const PlumbLoop *loop, const char *everybody)
{
  PlumbAliases *aliases;
  guint panelists = 0;
  guint colleagues = 0;

  g_return_val_if_fail (loop != NULL, NULL);

  aliases = g_new0 (PlumbAliases, 1);
  aliases->everybody = g_strdup (everybody);
  aliases->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, alias_free);
  aliases->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < loop->assignments->len; i++)
    add_alias (aliases, ((PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->person, "panelist", &panelists);
  for (guint i = 0; i < loop->people->len; i++)
    add_alias (aliases, ((PlumbPerson *)g_ptr_array_index (loop->people, i))->id, "colleague", &colleagues);
  for (guint i = 0; i < loop->people->len; i++)
    collect_name (aliases, g_ptr_array_index (loop->people, i));
  compile_names (aliases);
  return aliases;
}

void
plumb_aliases_free (PlumbAliases *aliases)
{
  if (aliases == NULL)
    return;
  g_clear_pointer (&aliases->names, g_regex_unref);
  g_hash_table_unref (aliases->words);
  g_hash_table_unref (aliases->people);
  g_free (aliases->everybody);
  g_free (aliases);
}

const char *
plumb_aliases_get_id (const PlumbAliases *aliases, const char *person)
{
  const Alias *alias = g_hash_table_lookup (aliases->people, person);

  return alias != NULL ? alias->id : NULL;
}

const char *
plumb_aliases_get_name (const PlumbAliases *aliases, const char *person)
{
  const Alias *alias = g_hash_table_lookup (aliases->people, person);

  return alias != NULL ? alias->name : NULL;
}

char *
plumb_aliases_dup_concealed (PlumbAliases *aliases, const char *text)
{
  char *concealed;

  g_return_val_if_fail (aliases != NULL, NULL);

  if (text == NULL || aliases->names == NULL)
    return g_strdup (text);
  concealed = g_regex_replace_eval (aliases->names, text, -1, 0, 0, replace_name_cb, aliases, NULL);
  return concealed != NULL ? concealed : g_strdup ("");
}
