/* aliases.c - see the header. The pattern of names is compiled once a packet. */
#include "exports/aliases.h"

#include "app/text.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  char *id;
  char *name;
} Alias;

struct _PlumbAliases
{
  PlumbNames style;
  char *everybody;    /* one name for all, or NULL */
  char *candidate;    /* or NULL */
  GHashTable *people; /* person id -> Alias */
  GHashTable *taken;  /* set of the names in use */
  GHashTable *words;  /* folded name or word of one -> what stands for it, borrowed */
  GRegex *names;      /* any of those; NULL when there is none */
};

/* Names that are words as well: "will" in a sentence is nobody. Sorted. */
static const char *const common_words[] = {
  "angel",   "april",   "art",     "august", "baker",  "bell",  "berry",   "bill",   "bishop", "black",   "brown",  "carter",
  "chance",  "charity", "chase",   "chip",   "clay",   "cook",  "crystal", "dale",   "dawn",   "day",     "dean",   "drew",
  "earnest", "faith",   "field",   "flora",  "frank",  "gene",  "glen",    "gold",   "grace",  "grant",   "gray",   "green",
  "guy",     "hall",    "harmony", "heath",  "hill",   "holly", "hope",    "hunt",   "hunter", "iris",    "ivy",    "jack",
  "jade",    "joy",     "june",    "king",   "lance",  "law",   "long",    "love",   "major",  "mark",    "marsh",  "mason",
  "max",     "may",     "mercy",   "miles",  "miller", "nick",  "noble",   "page",   "park",   "parker",  "pat",    "pearl",
  "penny",   "pierce",  "poll",    "price",  "reed",   "rich",  "rob",     "robin",  "rock",   "rose",    "ruby",   "rusty",
  "sage",    "sandy",   "skip",    "small",  "smith",  "stone", "sue",     "summer", "taylor", "trinity", "turner", "van",
  "victor",  "walker",  "ward",    "way",    "west",   "white", "will",    "wood",   "young",
};

static void
alias_free (gpointer data)
{
  Alias *alias = data;

  g_free (alias->id);
  g_free (alias->name);
  g_free (alias);
}

static int
compare_words (const void *a, const void *b)
{
  return strcmp (a, *(const char *const *)b);
}

static gboolean
is_common (const char *folded)
{
  return bsearch (folded, common_words, G_N_ELEMENTS (common_words), sizeof *common_words, compare_words) != NULL;
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

/* "AO", and "AO 2" for the second of them. */
static char *
dup_initials (PlumbAliases *aliases, const char *name)
{
  g_autofree char *initials = plumb_text_dup_initials (name);
  char *unique = g_strdup (initials);

  for (guint n = 2; g_hash_table_contains (aliases->taken, unique); n++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s %u", initials, n);
    }
  g_hash_table_add (aliases->taken, g_strdup (unique));
  return unique;
}

static void
add_alias (PlumbAliases *aliases, const PlumbLoop *loop, const char *person, const char *kind, guint *n)
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
  else if (aliases->style == PLUMB_NAMES_INITIALS)
    alias->name = dup_initials (aliases, plumb_loop_get_person_name (loop, person));
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
collect_word (PlumbAliases *aliases, const char *word, const char *alias)
{
  char *folded = g_utf8_casefold (word, -1);

  if (g_hash_table_contains (aliases->words, folded))
    g_free (folded);
  else
    g_hash_table_insert (aliases->words, folded, (gpointer)alias);
}

static void
collect_name (PlumbAliases *aliases, const char *name, const char *email, const char *alias)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t\n.,;()", -1);

  if (name[0] != '\0')
    collect_word (aliases, name, alias);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) >= 3)
      collect_word (aliases, words[i], alias);
  if (email[0] != '\0')
    collect_word (aliases, email, alias);
}

static void
collect_names (PlumbAliases *aliases, const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->people->len; i++)
    {
      const PlumbPerson *person = g_ptr_array_index (loop->people, i);
      const Alias *alias = g_hash_table_lookup (aliases->people, person->id);

      if (alias != NULL)
        collect_name (aliases, person->name, person->email, alias->name);
    }
  if (aliases->candidate != NULL)
    collect_name (aliases, loop->candidate->name, loop->candidate->email, aliases->candidate);
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
  aliases->names = g_regex_new (pattern->str, G_REGEX_OPTIMIZE | G_REGEX_CASELESS, 0, NULL);
  g_assert (aliases->names != NULL);
}

static gboolean
replace_name_cb (const GMatchInfo *match, GString *result, gpointer data)
{
  PlumbAliases *aliases = data;
  g_autofree char *found = g_match_info_fetch (match, 0);
  g_autofree char *folded = g_utf8_casefold (found, -1);
  const char *alias = g_hash_table_lookup (aliases->words, folded);

  if (is_common (folded) && g_unichar_islower (g_utf8_get_char (found)))
    alias = found;
  /* What the pattern calls the same letter and the folding does not must not stay either. */
  g_string_append (result, alias != NULL ? alias : "[name]");
  return FALSE;
}

PlumbAliases *
plumb_aliases_new (const PlumbLoop *loop, const PlumbHidden *hidden)
{
  PlumbAliases *aliases;
  guint panelists = 0;
  guint colleagues = 0;

  g_return_val_if_fail (loop != NULL, NULL);
  g_return_val_if_fail (hidden != NULL, NULL);

  aliases = g_new0 (PlumbAliases, 1);
  aliases->style = hidden->people;
  aliases->everybody = g_strdup (hidden->everybody);
  aliases->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, alias_free);
  aliases->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  aliases->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (hidden->candidate)
    {
      g_autofree char *mark = g_ascii_strup (loop->id, 4);

      aliases->candidate = g_strconcat ("Candidate ", mark, NULL);
    }
  if (hidden->people != PLUMB_NAMES_FULL)
    {
      for (guint i = 0; i < loop->assignments->len; i++)
        add_alias (aliases, loop, ((PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->person, "panelist", &panelists);
      for (guint i = 0; i < loop->people->len; i++)
        add_alias (aliases, loop, ((PlumbPerson *)g_ptr_array_index (loop->people, i))->id, "colleague", &colleagues);
    }
  collect_names (aliases, loop);
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
  g_hash_table_unref (aliases->taken);
  g_hash_table_unref (aliases->people);
  g_free (aliases->candidate);
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

const char *
plumb_aliases_get_candidate (const PlumbAliases *aliases)
{
  g_return_val_if_fail (aliases != NULL, NULL);

  return aliases->candidate;
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
