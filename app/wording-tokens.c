/* wording-tokens.c - cuts a text into folded words in one pass, without allocating per word. */
#include "app/wording-tokens.h"

#include <string.h>

#define FOLDED_MAX 64      /* bytes; what is longer is in no vocabulary */
#define REPLACEMENT 0xFFFD /* stands for a byte that is not UTF-8 */

typedef struct
{
  const char *text;
  gsize at;
  gsize character;
  PlumbGap gap; /* since the last word */
  guint line_breaks;
  gunichar before;
  GHashTable *vocabulary;
  GArray *tokens;
  char folded[FOLDED_MAX];
  gsize folded_length; /* FOLDED_MAX: too long */
} Cutter;

static gunichar
get_character (const char *at, gsize *length)
{
  gunichar c;

  if ((guchar)*at < 0x80)
    {
      *length = *at == '\0' ? 0 : 1;
      return (guchar)*at;
    }
  c = g_utf8_get_char_validated (at, -1);
  *length = (gint32)c < 0 ? 1 : (gsize)g_utf8_skip[(guchar)*at];
  return (gint32)c < 0 ? REPLACEMENT : c;
}

static gboolean
is_hidden (gunichar c)
{
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF
         || c == 0x061C;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0xFF07 || c == 0x2032;
}

static gboolean
starts_word (gunichar c)
{
  return c == '_' || g_unichar_isalnum (c);
}

/* These scripts set no spaces: each character is a word, so that a Latin word among them stands alone too. */
static gboolean
is_word_alone (gunichar c)
{
  GUnicodeScript script;

  if (c < 0x2E80)
    return FALSE;
  script = g_unichar_get_script (c);
  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA;
}

static gboolean
continues_word (const char *at, gunichar c, gsize length)
{
  gsize next;

  if (is_apostrophe (c))
    {
      gunichar after = get_character (at + length, &next);

      return g_unichar_isalnum (after) && !is_word_alone (after);
    }
  return (starts_word (c) && !is_word_alone (c)) || g_unichar_ismark (c) || is_hidden (c);
}

static void
fold_byte_sequence (Cutter *cutter, const char *bytes, gsize length)
{
  if (cutter->folded_length + length >= FOLDED_MAX)
    {
      cutter->folded_length = FOLDED_MAX;
      return;
    }
  memcpy (cutter->folded + cutter->folded_length, bytes, length);
  cutter->folded_length += length;
}

static void
fold_character (Cutter *cutter, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  char bytes[6];
  gsize n;

  if (cutter->folded_length == FOLDED_MAX || is_hidden (c))
    return;
  if (c < 0x80 || is_apostrophe (c))
    {
      bytes[0] = c < 0x80 ? g_ascii_tolower ((char)c) : '\'';
      fold_byte_sequence (cutter, bytes, 1);
      return;
    }
  n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < MIN (n, G_N_ELEMENTS (parts)) && cutter->folded_length < FOLDED_MAX; i++)
    fold_byte_sequence (cutter, bytes, (gsize)g_unichar_to_utf8 (g_unichar_tolower (parts[i]), bytes));
}

static void
finish_folding (Cutter *cutter)
{
  if (cutter->folded_length == FOLDED_MAX)
    cutter->folded_length = 0;
  else if (cutter->folded_length > 2 && memcmp (cutter->folded + cutter->folded_length - 2, "'s", 2) == 0)
    cutter->folded_length -= 2;
  cutter->folded[cutter->folded_length] = '\0';
}

static void
add_token (Cutter *cutter, gsize end, gsize end_character, gboolean number)
{
  PlumbToken token = { .start = cutter->at, .end = end, .start_character = cutter->character, .end_character = end_character };

  token.gap = cutter->tokens->len == 0 ? PLUMB_GAP_SENTENCE : cutter->gap;
  token.number = number;
  if (cutter->vocabulary != NULL && cutter->folded_length > 0)
    token.word = g_hash_table_lookup (cutter->vocabulary, cutter->folded);
  g_array_append_val (cutter->tokens, token);
  cutter->at = end;
  cutter->character = end_character;
  cutter->gap = PLUMB_GAP_NONE;
  cutter->line_breaks = 0;
  cutter->before = 'a';
}

static void
take_word (Cutter *cutter)
{
  gsize at = cutter->at;
  gsize character = cutter->character;
  gsize end = at;
  gsize end_character = character;
  gsize length;
  gunichar c = get_character (cutter->text + at, &length);
  gboolean alone = is_word_alone (c);
  gboolean number = TRUE;

  cutter->folded_length = 0;
  do
    {
      number = number && (g_unichar_isdigit (c) || is_hidden (c));
      fold_character (cutter, c);
      at += length;
      character++;
      /* what can't be seen may stand inside a word, but doesn't end it */
      if (!is_hidden (c))
        {
          end = at;
          end_character = character;
        }
      c = get_character (cutter->text + at, &length);
    }
  while (length > 0 && (alone ? g_unichar_ismark (c) : continues_word (cutter->text + at, c, length)));
  finish_folding (cutter);
  add_token (cutter, end, end_character, number);
}

/* A `code span` is the candidate's or the system's, never a remark on a person. FALSE when none opens here. */
static gboolean
take_code (Cutter *cutter)
{
  gsize inside = 1 + strcspn (cutter->text + cutter->at + 1, "`\n");
  gsize end_character = cutter->character;
  gsize length;

  if (cutter->text[cutter->at + inside] != '`')
    return FALSE;
  for (gsize at = 0; at <= inside; at += length, end_character++)
    get_character (cutter->text + cutter->at + at, &length);
  cutter->folded_length = 0;
  add_token (cutter, cutter->at + inside + 1, end_character, FALSE);
  return TRUE;
}

static gboolean
starts_item (gunichar c)
{
  return g_unichar_isdigit (c) || c == '-' || c == '*' || c == 0x2022;
}

static PlumbGap
classify (Cutter *cutter, gunichar c, gunichar after)
{
  if (c == '\n' || c == 0x2029)
    return ++cutter->line_breaks > 1 || starts_item (after) ? PLUMB_GAP_SENTENCE : PLUMB_GAP_NONE;
  if (g_unichar_isspace (c) || is_hidden (c) || is_apostrophe (c) || g_unichar_ismark (c))
    return PLUMB_GAP_NONE;
  if (c < 0x80 && strchr (".!?;", (int)c) != NULL)
    return after == 0 || g_unichar_isspace (after) || after == '"' || after == 0x201D || after == ')' ? PLUMB_GAP_SENTENCE
                                                                                                      : PLUMB_GAP_CLAUSE;
  if (c == 0x2026 || c == 0x3002)
    return PLUMB_GAP_SENTENCE;
  if (c == '-')
    return g_unichar_isspace (cutter->before) ? PLUMB_GAP_CLAUSE : PLUMB_GAP_NONE;
  if (c == '"' || c == '*' || c == 0x2010 || c == 0x2011 || c == 0x201C || c == 0x201D || c == 0xAB || c == 0xBB)
    return PLUMB_GAP_NONE;
  return PLUMB_GAP_CLAUSE;
}

static void
take_separator (Cutter *cutter, gunichar c, gsize length)
{
  gsize next;
  PlumbGap gap = classify (cutter, c, get_character (cutter->text + cutter->at + length, &next));

  cutter->gap = MAX (cutter->gap, gap);
  cutter->before = c;
  cutter->at += length;
  cutter->character++;
}

GArray *
plumb_tokens_new (const char *text, GHashTable *vocabulary)
{
  Cutter cutter = { .text = text, .vocabulary = vocabulary };

  g_return_val_if_fail (text != NULL, NULL);
  cutter.tokens = g_array_new (FALSE, FALSE, sizeof (PlumbToken));
  for (;;)
    {
      gsize length;
      gunichar c = get_character (text + cutter.at, &length);

      if (length == 0)
        return cutter.tokens;
      if (starts_word (c))
        take_word (&cutter);
      else if (c != '`' || !take_code (&cutter))
        take_separator (&cutter, c, length);
    }
}

char *
plumb_tokens_dup_folded (const char *word)
{
  Cutter cutter = { .text = word };
  gsize length;

  g_return_val_if_fail (word != NULL, NULL);
  if (!starts_word (get_character (word, &length)))
    return NULL;
  cutter.tokens = g_array_new (FALSE, FALSE, sizeof (PlumbToken));
  take_word (&cutter);
  g_array_unref (cutter.tokens);
  return word[cutter.at] == '\0' && cutter.folded_length > 0 ? g_strdup (cutter.folded) : NULL;
}
