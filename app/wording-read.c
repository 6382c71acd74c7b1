/* wording-read.c - reads a wording list and builds its tree of patterns.
 *
 * A pattern is words with spaces between. "a|b" is either, "[a|b]" either or nothing, "@name" a word of a group, "#" a number in
 * digits, "_" any one word. Only what stands behind ">" is marked. "^" at the start asks for the start of a sentence, "$" at the end for
 * a break after the pattern. What an entry lists under `person` is put in place of "*" in each of the list's frames.
 */
#include "app/wording-private.h"

#include "app/error.h"
#include "app/place.h"
#include "app/text.h"
#include "app/wording-tokens.h"

#include <string.h>

#define NODES_MAX 500000 /* of the tree; the English list has a tenth of it */
#define ENTRIES_MAX 2000
#define LIST_MAX 500
#define GROUPS_FIRST (PLUMB_GROUP_NUMBER + 1)

typedef struct
{
  PlumbWording *wording;
  GHashTable *groups; /* name -> bit */
  GStrv frames;
  gsize n_nodes;
} Reader;

static PlumbPatternNode *
node_new (void)
{
  return g_new0 (PlumbPatternNode, 1);
}

static void
node_free (PlumbPatternNode *node)
{
  g_clear_pointer (&node->words, g_hash_table_unref);
  g_clear_pointer (&node->by_group, g_hash_table_unref);
  g_clear_pointer (&node->ends, g_array_unref);
  g_free (node);
}

static void
entry_free (PlumbWordingEntry *entry)
{
  g_free (entry->key);
  g_free (entry->explanation);
  g_free (entry->proposal);
  g_clear_pointer (&entry->near.words, g_hash_table_unref);
  g_clear_pointer (&entry->not_near.words, g_hash_table_unref);
  g_free (entry);
}

/* The word of the vocabulary, made if need be; NULL once it is noted that `text` is none. */
static PlumbWord *
take_word (Reader *reader, const PlumbPlace *place, const char *text)
{
  g_autofree char *folded = plumb_tokens_dup_folded (text);
  PlumbWord *word;

  if (folded == NULL)
    {
      plumb_place_fail (place, "“%s” is not one word", text);
      return NULL;
    }
  word = g_hash_table_lookup (reader->wording->vocabulary, folded);
  if (word == NULL)
    {
      word = g_new0 (PlumbWord, 1);
      g_hash_table_insert (reader->wording->vocabulary, g_steal_pointer (&folded), word);
    }
  return word;
}

/* The bit of "#", "_" or "@name"; -1 for a plain word, or once it is noted that there is no such group. */
static int
find_group (Reader *reader, const PlumbPlace *place, const char *text)
{
  gpointer bit;

  if (g_str_equal (text, "#"))
    return PLUMB_GROUP_NUMBER;
  if (g_str_equal (text, "_"))
    return PLUMB_GROUP_ANY;
  if (text[0] != '@')
    return -1;
  if (g_hash_table_lookup_extended (reader->groups, text + 1, NULL, &bit))
    return GPOINTER_TO_INT (bit);
  plumb_place_fail (place, "there is no group “%s”", text);
  return -1;
}

static PlumbPatternNode *
take_child (Reader *reader, const PlumbPlace *place, GHashTable **children, gpointer edge)
{
  PlumbPatternNode *child;

  if (*children == NULL)
    *children = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)node_free);
  child = g_hash_table_lookup (*children, edge);
  if (child != NULL)
    return child;
  if (++reader->n_nodes > NODES_MAX)
    plumb_place_fail (place, "too many alternatives; use a group");
  child = node_new ();
  g_hash_table_insert (*children, edge, child);
  return child;
}

/* The node behind one word of a pattern, or NULL. */
static PlumbPatternNode *
step (Reader *reader, const PlumbPlace *place, PlumbPatternNode *node, const char *text)
{
  int group = find_group (reader, place, text);
  PlumbWord *word;

  if (plumb_place_failed (place))
    return NULL;
  if (group >= 0)
    {
      node->groups |= (guint64)1 << group;
      return take_child (reader, place, &node->by_group, GINT_TO_POINTER (group));
    }
  word = take_word (reader, place, text);
  return word == NULL ? NULL : take_child (reader, place, &node->words, word);
}

static gboolean
ends_equal (const PlumbPatternEnd *a, const PlumbPatternEnd *b)
{
  return a->entry == b->entry && a->skip == b->skip && a->exception == b->exception && a->opens == b->opens
         && a->closes == b->closes;
}

/* Optional words reach the same end on several ways: it is kept once. */
static void
finish_pattern (const PlumbPlace *place, PlumbPatternNode *node, guint length, const PlumbPatternEnd *end)
{
  if (length <= end->skip || length > PLUMB_PATTERN_WORDS)
    {
      plumb_place_fail (place, "a pattern marks at least one word and has at most %d", PLUMB_PATTERN_WORDS);
      return;
    }
  if (node->ends == NULL)
    node->ends = g_array_new (FALSE, FALSE, sizeof (PlumbPatternEnd));
  for (guint i = 0; i < node->ends->len; i++)
    if (ends_equal (&g_array_index (node->ends, PlumbPatternEnd, i), end))
      return;
  g_array_append_vals (node->ends, end, 1);
}

static void
grow (Reader *reader, const PlumbPlace *place, PlumbPatternNode *node, char **parts, guint length, PlumbPatternEnd end)
{
  g_autofree char *part = g_strdup (*parts);
  g_auto (GStrv) choices = NULL;

  if (plumb_place_failed (place))
    return;
  if (part == NULL || g_str_equal (part, "$"))
    {
      end.closes = part != NULL;
      finish_pattern (place, node, length, &end);
      return;
    }
  if (g_str_equal (part, ">"))
    {
      end.skip = length;
      grow (reader, place, node, parts + 1, length, end);
      return;
    }
  if (part[0] == '[' && g_str_has_suffix (part, "]"))
    {
      grow (reader, place, node, parts + 1, length, end);
      part[strlen (part) - 1] = '\0';
      choices = g_strsplit (part + 1, "|", -1);
    }
  else
    choices = g_strsplit (part, "|", -1);
  for (gsize i = 0; choices[i] != NULL; i++)
    {
      PlumbPatternNode *child = step (reader, place, node, choices[i]);

      if (child != NULL)
        grow (reader, place, child, parts + 1, length + 1, end);
    }
}

static void
add_pattern (Reader *reader, const PlumbPlace *place, const char *pattern, gboolean exception)
{
  g_auto (GStrv) parts = g_strsplit (pattern, " ", -1);
  PlumbPatternEnd end = { .entry = reader->wording->entries->len, .exception = exception };
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    if (parts[i][0] == '\0' || (g_str_equal (parts[i], "^") && i > 0) || (g_str_equal (parts[i], "$") && i + 1 < n) || n > 16)
      {
        plumb_place_fail (place, "“%s” is no pattern: look at its spaces, ^ and $", pattern);
        return;
      }
  end.opens = n > 0 && g_str_equal (parts[0], "^");
  grow (reader, place, reader->wording->root, end.opens ? parts + 1 : parts, 0, end);
}

static void
add_patterns (Reader *reader, const PlumbPlace *entry, const char *name, gboolean exception)
{
  PlumbPlace place = plumb_place_member (entry, name);
  g_auto (GStrv) patterns = NULL;

  if (place.value == NULL)
    return;
  patterns = plumb_place_dup_texts (entry, name, 1, LIST_MAX, PLUMB_NAME_MAX * 2, TRUE);
  for (gsize i = 0; patterns[i] != NULL; i++)
    add_pattern (reader, &place, patterns[i], exception);
}

/* Puts each of the words into each frame. */
static void
add_person (Reader *reader, const PlumbPlace *entry)
{
  PlumbPlace place = plumb_place_member (entry, "person");
  g_auto (GStrv) words = NULL;

  if (place.value == NULL)
    return;
  words = plumb_place_dup_texts (entry, "person", 1, LIST_MAX, PLUMB_NAME_MAX, TRUE);
  for (gsize w = 0; words[w] != NULL; w++)
    for (gsize i = 0; reader->frames[i] != NULL; i++)
      {
        g_auto (GStrv) around = g_strsplit (reader->frames[i], "*", -1);
        g_autofree char *pattern = g_strjoinv (words[w], around);

        add_pattern (reader, &place, pattern, FALSE);
      }
}

static void
read_set (Reader *reader, const PlumbPlace *entry, const char *name, PlumbWordSet *set)
{
  PlumbPlace place = plumb_place_member (entry, name);
  g_auto (GStrv) words = NULL;

  if (place.value == NULL)
    return;
  set->words = g_hash_table_new (NULL, NULL);
  words = plumb_place_dup_texts (entry, name, 1, LIST_MAX, PLUMB_NAME_MAX, TRUE);
  for (gsize i = 0; words[i] != NULL && !plumb_place_failed (&place); i++)
    {
      int group = find_group (reader, &place, words[i]);
      PlumbWord *word;

      if (group >= 0)
        set->groups |= (guint64)1 << group;
      else if ((word = take_word (reader, &place, words[i])) != NULL)
        g_hash_table_add (set->words, word);
    }
}

static void
read_entry (Reader *reader, const PlumbPlace *place, const PlumbPlace *proposals, GHashTable *seen)
{
  static const char *const names[]
      = { "key", "kind", "?person", "?patterns", "?unless", "?near", "?not_near", "explanation", "?proposal", "yes", "no", NULL };
  PlumbWordingEntry *entry;

  if (!plumb_place_expect_object (place, names))
    return;
  if (json_object_get (place->value, "person") == NULL && json_object_get (place->value, "patterns") == NULL)
    plumb_place_fail (place, "an entry has patterns, or words under person");
  entry = g_new0 (PlumbWordingEntry, 1);
  entry->key = plumb_place_dup_key (place, "key");
  plumb_place_expect_new (place, "key", seen, entry->key);
  plumb_place_read_word (place, "kind", plumb_wording_kind_from_nick, &entry->kind);
  entry->explanation = plumb_place_dup_filled (place, "explanation", PLUMB_LINE_MAX);
  if (json_object_get (place->value, "proposal") != NULL)
    entry->proposal = plumb_place_dup_filled (place, "proposal", PLUMB_LINE_MAX);
  else
    entry->proposal = plumb_place_dup_filled (proposals, plumb_wording_kind_to_nick (entry->kind), PLUMB_LINE_MAX);
  read_set (reader, place, "near", &entry->near);
  read_set (reader, place, "not_near", &entry->not_near);
  add_patterns (reader, place, "patterns", FALSE);
  add_person (reader, place);
  add_patterns (reader, place, "unless", TRUE);
  g_ptr_array_add (reader->wording->entries, entry);
}

static void
read_groups (Reader *reader, const PlumbPlace *root)
{
  PlumbPlace place = plumb_place_member (root, "groups");
  const char *name;
  json_t *words;
  guint bit = GROUPS_FIRST;

  if (!plumb_place_failed (root) && !json_is_object (place.value))
    plumb_place_fail (&place, "expected an object");
  json_object_foreach (place.value, name, words)
  {
    g_auto (GStrv) members = NULL;

    if (plumb_place_failed (root))
      return;
    if (bit == PLUMB_GROUPS_MAX)
      plumb_place_fail (&place, "at most %d groups are allowed", PLUMB_GROUPS_MAX - GROUPS_FIRST);
    members = plumb_place_dup_texts (&place, name, 1, LIST_MAX, PLUMB_NAME_MAX, TRUE);
    for (gsize i = 0; members[i] != NULL && !plumb_place_failed (root); i++)
      {
        PlumbWord *word = take_word (reader, &place, members[i]);

        if (word != NULL)
          word->groups |= (guint64)1 << bit;
      }
    g_hash_table_insert (reader->groups, g_strdup (name), GUINT_TO_POINTER (bit++));
  }
}

static void
read_list (Reader *reader, const PlumbPlace *root)
{
  static const char *const names[] = { "language", "proposals", "groups", "frames", "entries", NULL };
  PlumbPlace proposals = plumb_place_member (root, "proposals");
  PlumbPlace entries = plumb_place_member (root, "entries");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;

  if (!plumb_place_expect_object (root, names))
    return;
  reader->wording->language = plumb_place_dup_key (root, "language");
  reader->frames = plumb_place_dup_texts (root, "frames", 0, LIST_MAX, PLUMB_NAME_MAX, TRUE);
  read_groups (reader, root);
  n = plumb_place_expect_array (&entries, 1, ENTRIES_MAX);
  for (gsize i = 0; i < n && !plumb_place_failed (root); i++)
    {
      PlumbPlace entry = plumb_place_element (&entries, i);

      read_entry (reader, &entry, &proposals, seen);
    }
}

void
plumb_wording_free (PlumbWording *self)
{
  g_free (self->language);
  g_ptr_array_unref (self->entries);
  node_free (self->root);
  g_hash_table_unref (self->vocabulary);
  g_free (self);
}

PlumbWording *
plumb_wording_new_from_json (json_t *document, const char *path, GError **error)
{
  g_autoptr (PlumbWording) wording = NULL;
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;
  PlumbPlace root = plumb_place_root (path, document, &problem);
  Reader reader = { 0 };

  g_return_val_if_fail (path != NULL, NULL);
  wording = g_new0 (PlumbWording, 1);
  g_atomic_ref_count_init (&wording->refs);
  wording->vocabulary = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  wording->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  wording->root = node_new ();
  reader.wording = wording;
  reader.groups = groups;
  read_list (&reader, &root);
  g_strfreev (reader.frames);
  if (problem == NULL)
    return g_steal_pointer (&wording);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
