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
  GHashTable *forms;  /* set of the ways those are written, in small letters without accents */
  GRegex *names;      /* any of those; NULL when there is none */
};

/* Names that are words as well: "will" in a sentence is nobody. Sorted. */
static const char *const common_words[] = {
  "angel",  "april",  "art",     "august", "baker",  "bell",   "berry",   "bill",    "bin",   "bishop",  "black",  "brown",
  "carter", "chance", "charity", "chase",  "chip",   "clay",   "cook",    "crystal", "dale",  "das",     "dawn",   "day",
  "dean",   "del",    "den",     "der",    "des",    "dos",    "drew",    "earnest", "faith", "field",   "flora",  "frank",
  "gene",   "glen",   "gold",    "grace",  "grant",  "gray",   "green",   "guy",     "hall",  "harmony", "heath",  "hill",
  "holly",  "hope",   "hunt",    "hunter", "iris",   "ivy",    "jack",    "jade",    "joy",   "june",    "king",   "lance",
  "las",    "law",    "long",    "los",    "love",   "major",  "mark",    "marsh",   "mason", "max",     "may",    "mercy",
  "miles",  "miller", "nick",    "noble",  "page",   "park",   "parker",  "pat",     "pearl", "penny",   "pierce", "poll",
  "price",  "reed",   "rich",    "rob",    "robin",  "rock",   "rose",    "ruby",    "rusty", "sage",    "sandy",  "skip",
  "small",  "smith",  "stone",   "sue",    "summer", "taylor", "trinity", "turner",  "van",   "victor",  "von",    "walker",
  "ward",   "way",    "west",    "white",  "will",   "wood",   "young",
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

/* Of two Latin letters every name could be one: "Al", "An", "Do". */
static gboolean
is_word_too (const char *folded)
{
  if (g_str_is_ascii (folded) && strlen (folded) <= 2)
    return TRUE;
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

/* `word` in small letters, decomposed, without accents: as a text is searched. */
static char *
dup_bare (const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFD);
  GString *bare = g_string_new (NULL);

  for (const char *at = apart; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_unichar (bare, g_utf8_get_char (at));
  return g_string_free (bare, FALSE);
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

/* "Łukasz" is hidden as "Lukasz" too, "Müller" as "Muller" and "Mueller". */
static void
collect_word (PlumbAliases *aliases, const char *word, const char *alias)
{
  static const char *const locales[] = { NULL, "C", "de" };

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *form = i == 0 ? g_strdup (word) : g_str_to_ascii (word, locales[i]);
      g_autofree char *folded = plumb_text_dup_folded (form);

      if (*folded == '\0' || (i > 0 && strchr (form, '?') != NULL)) /* letters that have no Latin form */
        continue;
      if (!g_hash_table_contains (aliases->words, folded))
        g_hash_table_insert (aliases->words, g_strdup (folded), (gpointer)alias);
      g_hash_table_add (aliases->forms, dup_bare (form));
    }
}

static void
collect_parts (PlumbAliases *aliases, const char *name, const char *separators, const char *alias)
{
  g_auto (GStrv) words = g_strsplit_set (name, separators, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) >= 2)
      collect_word (aliases, words[i], alias);
}

static void
collect_name (PlumbAliases *aliases, const char *name, const char *email, const char *alias)
{
  if (name[0] != '\0')
    collect_word (aliases, name, alias);
  collect_parts (aliases, name, " \t\n.,;()", alias);
  collect_parts (aliases, name, " \t\n.,;()-'", alias);
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

/* Scripts that set no space between words, or hang endings on a name: what stands beside it tells nothing. */
static gboolean
is_unspaced (const char *form)
{
  switch (g_unichar_get_script (g_utf8_get_char (form)))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

/* A form as it is found in a decomposed text: whatever accents and invisible characters stand behind its letters. */
static void
append_form (GString *pattern, const char *form)
{
  gboolean is_bound = !is_unspaced (form);

  g_string_append (pattern, is_bound ? "(?<![\\p{L}\\p{N}])" : "");
  for (const char *at = form; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autofree char *escaped = g_regex_escape_string (at, (int)(g_utf8_next_char (at) - at));

      g_string_append_printf (pattern, "%s[\\p{M}\\p{Cf}]*", escaped);
    }
  /* Not within a Hangul syllable, which is apart here. */
  g_string_append (pattern, is_bound ? "(?![\\p{L}\\p{N}])" : "(?![\\x{1160}-\\x{11ff}])");
}

static void
compile_names (PlumbAliases *aliases)
{
  guint n;
  g_autofree gpointer *sorted = g_hash_table_get_keys_as_array (aliases->forms, &n);
  g_autoptr (GString) pattern = g_string_new (NULL);

  if (n == 0)
    return;
  qsort (sorted, n, sizeof *sorted, compare_lengths);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (pattern, i > 0 ? "|" : "");
      append_form (pattern, sorted[i]);
    }
  aliases->names = g_regex_new (pattern->str, G_REGEX_OPTIMIZE | G_REGEX_CASELESS, 0, NULL);
  g_assert (aliases->names != NULL);
}

static gboolean
replace_name_cb (const GMatchInfo *match, GString *result, gpointer data)
{
  PlumbAliases *aliases = data;
  g_autofree char *found = g_match_info_fetch (match, 0);
  g_autofree char *folded = plumb_text_dup_folded (found);
  const char *alias = g_hash_table_lookup (aliases->words, folded);

  if (is_word_too (folded) && g_unichar_islower (g_utf8_get_char (found)))
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
  aliases->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  g_hash_table_unref (aliases->forms);
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
  g_autofree char *apart = NULL;
  g_autofree char *concealed = NULL;

  g_return_val_if_fail (aliases != NULL, NULL);

  if (text == NULL || aliases->names == NULL)
    return g_strdup (text);
  apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  if (apart == NULL)
    return g_strdup ("");
  if (!g_regex_match (aliases->names, apart, 0, NULL))
    return g_strdup (text);
  concealed = g_regex_replace_eval (aliases->names, apart, -1, 0, 0, replace_name_cb, aliases, NULL);
  return concealed != NULL ? g_utf8_normalize (concealed, -1, G_NORMALIZE_NFC) : g_strdup ("");
}
