/* wording-tokens.h - a text as the words the wording check compares.
 *
 * A word is a run of letters, digits, marks and underscores, with apostrophes inside; an ideograph or kana is a word of its own, and a
 * `code span` is one that is in no vocabulary. Words are compared folded: caseless, compatibility forms decomposed, typographic
 * apostrophes straight, soft hyphens and zero-width characters dropped, a closing 's cut off ("he's" and "the candidate's" are "he"
 * and "candidate").
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands between a word and the one before it. */
typedef enum
{
  PLUMB_GAP_NONE,    /* white space, a line break, hyphens, quotation marks: a phrase goes on */
  PLUMB_GAP_CLAUSE,  /* a comma, bracket, dash, symbol */
  PLUMB_GAP_SENTENCE /* the end of a sentence or paragraph, or of a line before a time stamp or bullet */
} PlumbGap;

typedef struct
{
  gsize start; /* bytes */
  gsize end;
  gsize start_character;
  gsize end_character;
  gpointer word; /* what the vocabulary holds for it, or NULL */
  PlumbGap gap;  /* before it; SENTENCE before the first */
  gboolean number;
} PlumbToken;

/* The words of `text` (transfer full, an array of PlumbToken), looked up in `vocabulary` (folded word -> anything, or NULL). Linear in
 * the length; bytes that are not UTF-8 count as one character each and part words. */
GArray *plumb_tokens_new (const char *text, GHashTable *vocabulary);

/* `word` folded, or NULL when it is not exactly one word of less than 64 bytes. */
char *plumb_tokens_dup_folded (const char *word);

G_END_DECLS
