/* wording.c - checks a text against a wording list: the tree is walked from every word, then context and exceptions decide, then the
 * leftmost and longest mark of what overlaps is kept. */
#include "app/wording.h"

#include "app/error.h"
#include "app/resources.h"
#include "app/word-table.h"
#include "app/wording-private.h"
#include "app/wording-tokens.h"

#include <string.h>

#define FOLDER "wording"
#define FALLBACK "en"
#define NEAR_WORDS 6    /* how far context counts on either side */
#define STAMP_WORDS 4   /* "1) 05:30 " is three numbers */
#define LANGUAGE_MAX 32 /* bytes of a language's name that can matter */

typedef struct
{
  PlumbPatternEnd pattern;
  guint first; /* tokens */
  guint mark;  /* first of those that are marked */
  guint last;
} Match;

typedef struct
{
  PlumbWording *wording;
  GArray *tokens;  /* of PlumbToken */
  GArray *matches; /* of Match, by first */
} Scan;

static const PlumbWordEntry kinds[] = {
  { "age", "Hints at age" },
  { "family", "Hints at family" },
  { "origin", "Hints at origin" },
  { "health", "Hints at health" },
  { "religion", "Hints at religion or belief" },
  { "gender", "Hints at gender or orientation" },
  { "looks", "Hints at looks" },
  { "vague", "Vague" },
  { "hearsay", "Hearsay" },
};

static const PlumbToken *
get_token (const Scan *scan, guint i)
{
  return &g_array_index (scan->tokens, PlumbToken, i);
}

static guint64
get_groups (const PlumbToken *token)
{
  guint64 groups = (guint64)1 << PLUMB_GROUP_ANY;

  if (token->number)
    groups |= (guint64)1 << PLUMB_GROUP_NUMBER;
  if (token->word != NULL)
    groups |= ((const PlumbWord *)token->word)->groups;
  return groups;
}

/* At the start of a sentence; a time stamp or the number of an item may stand before. */
static gboolean
opens_sentence (const Scan *scan, guint i)
{
  for (guint n = 0; n < STAMP_WORDS; n++, i--)
    {
      if (get_token (scan, i)->gap == PLUMB_GAP_SENTENCE)
        return TRUE;
      if (!get_token (scan, i - 1)->number)
        return FALSE;
    }
  return FALSE;
}

static void
add_matches (Scan *scan, const PlumbPatternNode *node, guint first, guint behind)
{
  gboolean broken = behind == scan->tokens->len || get_token (scan, behind)->gap != PLUMB_GAP_NONE;

  for (guint i = 0; node->ends != NULL && i < node->ends->len; i++)
    {
      const PlumbPatternEnd *end = &g_array_index (node->ends, PlumbPatternEnd, i);
      Match match = { *end, first, first + end->skip, behind - 1 };

      if ((end->opens && !opens_sentence (scan, first)) || (end->closes && !broken))
        continue;
      g_array_append_val (scan->matches, match);
    }
}

/* At most PLUMB_PATTERN_WORDS deep, and as wide as the list's own tree: the text has no say in it. */
static void
walk (Scan *scan, const PlumbPatternNode *node, guint first, guint at)
{
  const PlumbToken *token;
  guint64 groups;

  if (at > first)
    add_matches (scan, node, first, at);
  if (at == scan->tokens->len)
    return;
  token = get_token (scan, at);
  if (at > first && token->gap != PLUMB_GAP_NONE)
    return;
  if (token->word != NULL && node->words != NULL)
    {
      const PlumbPatternNode *next = g_hash_table_lookup (node->words, token->word);

      if (next != NULL)
        walk (scan, next, first, at + 1);
    }
  groups = get_groups (token) & node->groups;
  for (guint group = 0; groups != 0; group++, groups >>= 1)
    if ((groups & 1) != 0)
      walk (scan, g_hash_table_lookup (node->by_group, GUINT_TO_POINTER (group)), first, at + 1);
}

static gboolean
set_holds (const PlumbWordSet *set, const PlumbToken *token)
{
  /* the group of all words means nothing here */
  guint64 groups = get_groups (token) & set->groups & ~((guint64)1 << PLUMB_GROUP_ANY);

  return groups != 0 || (token->word != NULL && g_hash_table_contains (set->words, token->word));
}

/* Looks at NEAR_WORDS words on either side of the mark, within its sentence. */
static gboolean
is_near (const Scan *scan, const Match *match, const PlumbWordSet *set)
{
  for (guint i = match->mark, n = 0; n < NEAR_WORDS && i > 0 && get_token (scan, i)->gap != PLUMB_GAP_SENTENCE; n++)
    if (set_holds (set, get_token (scan, --i)))
      return TRUE;
  for (guint i = match->last + 1, n = 0;
       n < NEAR_WORDS && i < scan->tokens->len && get_token (scan, i)->gap != PLUMB_GAP_SENTENCE; n++, i++)
    if (set_holds (set, get_token (scan, i)))
      return TRUE;
  return FALSE;
}

static gboolean
excepts (const Match *match, const Match *other)
{
  return other->pattern.exception && other->pattern.entry == match->pattern.entry && other->first <= match->last
         && other->last >= match->mark;
}

/* Matches stand by their first word and none is longer than PLUMB_PATTERN_WORDS, so only neighbours can cover this one. */
static gboolean
is_excepted (const Scan *scan, guint index)
{
  const Match *match = &g_array_index (scan->matches, Match, index);

  for (guint i = index; i-- > 0;)
    {
      const Match *other = &g_array_index (scan->matches, Match, i);

      if (other->first + 2 * PLUMB_PATTERN_WORDS < match->first)
        break;
      if (excepts (match, other))
        return TRUE;
    }
  for (guint i = index + 1; i < scan->matches->len; i++)
    {
      const Match *other = &g_array_index (scan->matches, Match, i);

      if (other->first > match->last)
        break;
      if (excepts (match, other))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_meant (const Scan *scan, guint index)
{
  const Match *match = &g_array_index (scan->matches, Match, index);
  const PlumbWordingEntry *entry = g_ptr_array_index (scan->wording->entries, match->pattern.entry);

  if (match->pattern.exception || is_excepted (scan, index))
    return FALSE;
  if (entry->near.words != NULL && !is_near (scan, match, &entry->near))
    return FALSE;
  return entry->not_near.words == NULL || !is_near (scan, match, &entry->not_near);
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *first = a;
  const Match *second = b;

  if (first->mark != second->mark)
    return first->mark < second->mark ? -1 : 1;
  if (first->last != second->last)
    return first->last > second->last ? -1 : 1;
  return (first->pattern.entry > second->pattern.entry) - (first->pattern.entry < second->pattern.entry);
}

static PlumbRemark *
remark_new (const Scan *scan, const Match *match, const char *text)
{
  const PlumbWordingEntry *entry = g_ptr_array_index (scan->wording->entries, match->pattern.entry);
  const PlumbToken *first = get_token (scan, match->mark);
  const PlumbToken *last = get_token (scan, match->last);
  PlumbRemark *remark = g_new0 (PlumbRemark, 1);

  remark->kind = entry->kind;
  remark->key = entry->key;
  remark->start = first->start;
  remark->end = last->end;
  remark->start_character = first->start_character;
  remark->end_character = last->end_character;
  remark->word = g_strndup (text + first->start, last->end - first->start);
  remark->explanation = entry->explanation;
  remark->proposal = entry->proposal;
  remark->wording = plumb_wording_ref (scan->wording);
  return remark;
}

static GPtrArray *
choose (const Scan *scan, const char *text)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_remark_free);
  g_autoptr (GArray) meant = g_array_new (FALSE, FALSE, sizeof (Match));
  guint behind = 0;

  for (guint i = 0; i < scan->matches->len; i++)
    if (is_meant (scan, i))
      g_array_append_val (meant, g_array_index (scan->matches, Match, i));
  g_array_sort (meant, compare_matches);
  for (guint i = 0; i < meant->len; i++)
    {
      const Match *match = &g_array_index (meant, Match, i);

      if (match->mark < behind)
        continue;
      g_ptr_array_add (remarks, remark_new (scan, match, text));
      behind = match->last + 1;
    }
  return remarks;
}

static PlumbWording *
load (const char *language)
{
  g_autofree char *path = g_strconcat (FOLDER, "/", language, ".json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = plumb_resource_load (path, NULL);
  PlumbWording *wording = NULL;
  json_error_t problem;
  json_t *document;

  if (bytes == NULL)
    return NULL;
  document = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), JSON_REJECT_DUPLICATES, &problem);
  if (document == NULL)
    g_critical ("The shipped wording list %s can't be read: line %d: %s", path, problem.line, problem.text);
  else
    wording = plumb_wording_new_from_json (document, path, &error);
  if (error != NULL)
    g_critical ("The shipped wording list can't be read: %s", error->message);
  json_decref (document);
  return wording;
}

/* The list of exactly this language, read on first use, borrowed; NULL when there is none. */
static PlumbWording *
find (const char *language)
{
  static GMutex mutex;
  static GHashTable *lists;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gpointer found;

  if (lists == NULL)
    lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)plumb_wording_unref);
  if (!g_hash_table_lookup_extended (lists, language, NULL, &found))
    {
      found = load (language);
      /* a language that isn't there is not kept: names come from outside */
      if (found != NULL)
        g_hash_table_insert (lists, g_strdup (language), found);
    }
  return found;
}

PlumbWording *
plumb_wording_new (const char *language)
{
  char name[LANGUAGE_MAX] = FALLBACK;
  PlumbWording *found;
  char *cut;

  /* "pt_BR.UTF-8": first "pt-br", then "pt" */
  if (language != NULL)
    {
      gsize length = MIN (strspn (language, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-"), sizeof name - 1);

      for (gsize i = 0; i < length; i++)
        name[i] = language[i] == '_' ? '-' : g_ascii_tolower (language[i]);
      name[length] = '\0';
    }
  while ((found = find (name)) == NULL && (cut = strrchr (name, '-')) != NULL)
    *cut = '\0';
  if (found == NULL)
    found = find (FALLBACK);
  g_return_val_if_fail (found != NULL, NULL);
  return plumb_wording_ref (found);
}

PlumbWording *
plumb_wording_ref (PlumbWording *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
plumb_wording_unref (PlumbWording *self)
{
  g_return_if_fail (self != NULL);
  if (g_atomic_ref_count_dec (&self->refs))
    plumb_wording_free (self);
}

const char *
plumb_wording_get_language (PlumbWording *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->language;
}

GPtrArray *
plumb_wording_check (PlumbWording *self, const char *text)
{
  g_autoptr (GArray) tokens = NULL;
  g_autoptr (GArray) matches = NULL;
  Scan scan;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  tokens = plumb_tokens_new (text, self->vocabulary);
  matches = g_array_new (FALSE, FALSE, sizeof (Match));
  scan = (Scan){ self, tokens, matches };
  for (guint i = 0; i < tokens->len; i++)
    walk (&scan, self->root, i, i);
  return choose (&scan, text);
}

void
plumb_remark_free (PlumbRemark *remark)
{
  if (remark == NULL)
    return;
  plumb_wording_unref (remark->wording);
  g_free (remark->word);
  g_free (remark);
}

PLUMB_DEFINE_WORD (PlumbWordingKind, wording_kind, kinds)
