/* wording-private.h - a wording list in memory: between its reader (wording-read.c) and its use (wording.c).
 *
 * All patterns of all entries stand in one tree whose edges are words and groups of words. From each word of a text the tree is walked
 * over at most PLUMB_PATTERN_WORDS words, so a check is linear in the text whatever the list holds.
 */
#pragma once

#include "app/wording.h"

G_BEGIN_DECLS

#define PLUMB_PATTERN_WORDS 8 /* of one pattern, at most */
#define PLUMB_GROUPS_MAX 64   /* bits of PlumbWord.groups */

/* The two groups that every list has: any word, and a number in digits. */
#define PLUMB_GROUP_ANY 0
#define PLUMB_GROUP_NUMBER 1

/* A word of the vocabulary; by its address it is an edge of the tree. */
typedef struct
{
  guint64 groups; /* it is in, one bit each */
} PlumbWord;

typedef struct
{
  guint entry;
  guint skip;         /* words of the pattern before those that are marked */
  gboolean exception; /* what it covers is meant otherwise: takes marks of the same entry away */
  gboolean opens;     /* only at the start of a sentence */
  gboolean closes;    /* only before a break */
} PlumbPatternEnd;

typedef struct _PlumbPatternNode PlumbPatternNode;

struct _PlumbPatternNode
{
  GHashTable *words; /* PlumbWord -> PlumbPatternNode; NULL: none */
  guint64 groups;    /* those that are keys of by_group */
  GHashTable *by_group;
  GArray *ends; /* of PlumbPatternEnd; NULL: none */
};

/* Words of which one must, or none may, stand near a mark. */
typedef struct
{
  guint64 groups;
  GHashTable *words; /* of PlumbWord; NULL: the set was not given */
} PlumbWordSet;

typedef struct
{
  char *key;
  PlumbWordingKind kind;
  char *explanation;
  char *proposal;
  PlumbWordSet near;
  PlumbWordSet not_near;
} PlumbWordingEntry;

struct _PlumbWording
{
  gatomicrefcount refs;
  char *language;
  GHashTable *vocabulary; /* folded word -> PlumbWord */
  GPtrArray *entries;     /* of PlumbWordingEntry */
  PlumbPatternNode *root;
};

void plumb_wording_free (PlumbWording *self);

G_END_DECLS
