/* test-wording.c - the wording check: every entry of every list by its own examples, no false alarm on what ships, offsets in any
 * script, hostile text, and lists that are broken. */
#include "app/error.h"
#include "app/resources.h"
#include "app/text.h"
#include "app/wording-tokens.h"
#include "app/wording.h"

#include <string.h>

#define N_ENTRIES_MIN 140
#define NOTE_BUDGET 5000   /* microseconds for a note of 64 KiB */
#define N_ATTEMPTS 20      /* the best of these counts: the machine may be busy */
#define HOSTILE_BUDGET 500 /* milliseconds, with sanitizers */

static json_t *
load_json (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = plumb_resource_load (path, &error);
  json_t *document;

  g_assert_no_error (error);
  document = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), JSON_REJECT_DUPLICATES, NULL);
  g_assert_nonnull (document);
  return document;
}

static const PlumbRemark *
find_remark (GPtrArray *remarks, const char *key)
{
  for (guint i = 0; i < remarks->len; i++)
    if (g_str_equal (((const PlumbRemark *)g_ptr_array_index (remarks, i))->key, key))
      return g_ptr_array_index (remarks, i);
  return NULL;
}

/* What must hold of the remarks on any text. */
static void
check_remarks (GPtrArray *remarks, const char *text)
{
  gsize behind = 0;
  gsize length = strlen (text);
  gboolean valid = g_utf8_validate (text, -1, NULL);

  for (guint i = 0; i < remarks->len; i++)
    {
      const PlumbRemark *remark = g_ptr_array_index (remarks, i);

      g_assert_cmpuint (remark->start, >=, behind);
      g_assert_cmpuint (remark->end, >, remark->start);
      g_assert_cmpuint (remark->end, <=, length);
      g_assert_cmpuint (strlen (remark->word), ==, remark->end - remark->start);
      g_assert_cmpmem (remark->word, remark->end - remark->start, text + remark->start, remark->end - remark->start);
      if (valid)
        {
          g_assert_true (g_utf8_validate (remark->word, -1, NULL));
          g_assert_cmpint ((glong)remark->start_character, ==, g_utf8_pointer_to_offset (text, text + remark->start));
          g_assert_cmpint ((glong)remark->end_character, ==, g_utf8_pointer_to_offset (text, text + remark->end));
        }
      behind = remark->end;
    }
}

static GPtrArray *
check (PlumbWording *wording, const char *text)
{
  GPtrArray *remarks = plumb_wording_check (wording, text);

  check_remarks (remarks, text);
  return remarks;
}

/* Counts the sentences of `list` that are not marked (or, unless `expected`, that are), naming each. */
static guint
count_wrong (PlumbWording *wording, json_t *entry, const char *list, gboolean expected)
{
  const char *key = json_string_value (json_object_get (entry, "key"));
  json_t *sentence;
  guint wrong = 0;
  gsize i;

  g_assert_cmpuint (json_array_size (json_object_get (entry, list)), >, 0);
  json_array_foreach (json_object_get (entry, list), i, sentence)
  {
    const char *text = json_string_value (sentence);
    g_autoptr (GPtrArray) remarks = check (wording, text);

    if (expected && find_remark (remarks, key) == NULL)
      {
        g_test_message ("%s: not marked: %s", key, text);
        wrong++;
      }
    if (!expected && remarks->len > 0)
      {
        const PlumbRemark *remark = g_ptr_array_index (remarks, 0);

        g_test_message ("%s: “%s” marked as %s: %s", key, remark->word, remark->key, text);
        wrong++;
      }
  }
  return wrong;
}

static void
test_examples (void)
{
  g_auto (GStrv) names = plumb_resource_list ("wording");

  g_assert_cmpuint (g_strv_length (names), >, 0);
  for (gsize n = 0; names[n] != NULL; n++)
    {
      g_autofree char *path = g_strconcat ("wording/", names[n], NULL);
      g_autofree char *language = g_strndup (names[n], strcspn (names[n], "."));
      g_autoptr (PlumbWording) wording = plumb_wording_new (language);
      json_t *document = load_json (path);
      json_t *entry;
      guint wrong = 0;
      gsize i;

      g_assert_cmpstr (plumb_wording_get_language (wording), ==, language);
      json_array_foreach (json_object_get (document, "entries"), i, entry)
      {
        wrong += count_wrong (wording, entry, "yes", TRUE);
        wrong += count_wrong (wording, entry, "no", FALSE);
      }
      g_assert_cmpuint (i, >=, N_ENTRIES_MIN);
      g_assert_cmpuint (wrong, ==, 0);
      json_decref (document);
    }
}

/* The texts of a document, at any depth; what is a key, an id or a name is none. */
static guint
count_alarms (PlumbWording *wording, const char *where, json_t *value)
{
  guint alarms = 0;
  const char *name;
  json_t *item;
  gsize i;

  if (json_is_string (value) && strchr (json_string_value (value), ' ') != NULL)
    {
      g_autoptr (GPtrArray) remarks = check (wording, json_string_value (value));

      alarms = remarks->len;
      for (guint n = 0; n < remarks->len; n++)
        {
          const PlumbRemark *remark = g_ptr_array_index (remarks, n);

          g_test_message ("%s: “%s” is marked as %s: %s", where, remark->word, remark->key, json_string_value (value));
        }
    }
  json_array_foreach (value, i, item) alarms += count_alarms (wording, where, item);
  json_object_foreach (value, name, item) alarms += count_alarms (wording, where, item);
  return alarms;
}

/* Three hundred and more kilobytes of technical notes, questions and anchors: what is marked in them is a fault of the list. */
static void
test_no_false_alarms (void)
{
  static const char *const folders[] = { "demo", "questions", "loops" };
  g_autoptr (PlumbWording) wording = plumb_wording_new ("en");
  guint alarms = 0;

  for (gsize f = 0; f < G_N_ELEMENTS (folders); f++)
    {
      g_auto (GStrv) names = plumb_resource_list (folders[f]);

      g_assert_cmpuint (g_strv_length (names), >, 0);
      for (gsize i = 0; names[i] != NULL; i++)
        {
          g_autofree char *path = g_strconcat (folders[f], "/", names[i], NULL);
          json_t *document = load_json (path);

          alarms += count_alarms (wording, path, document);
          json_decref (document);
        }
    }
  g_assert_cmpuint (alarms, ==, 0);
}

/* Texts nobody wrote the list for: a card as one finds them, and technical talk full of words that mean something else here. */
static void
test_card (void)
{
  static const char card[] = "02:10  Seemed nervous, but a really smart guy.\n"
                             "05:30  Didn\u2019t make eye   contact. Strong accent, hard to follow.\n"
                             "09:00  Two kids, so probably can\u2019t do on-call. His wife works nights.\n"
                             "\n"
                             "Not sure he is a culture\nfit: my gut\nfeeling says no. I heard she left on bad terms.";
  static const char *const expected[]
      = { "nervous", "smart", "eye-contact", "accent", "kids", "spouse", "culture-fit", "gut-feeling", "i-heard" };
  g_autoptr (PlumbWording) wording = plumb_wording_new (NULL);
  g_autoptr (GPtrArray) remarks = check (wording, card);

  for (guint i = 0; i < remarks->len; i++)
    {
      const PlumbRemark *remark = g_ptr_array_index (remarks, i);

      g_test_message ("%s: %s", remark->key, remark->word);
      g_assert_cmpstr (plumb_wording_kind_to_label (remark->kind), !=, "");
      g_assert_true (g_str_has_suffix (remark->explanation, "."));
      g_assert_cmpstr (remark->proposal, !=, "");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (find_remark (remarks, expected[i]));
  g_assert_cmpuint (remarks->len, ==, G_N_ELEMENTS (expected));
}

static void
test_technical_talk (void)
{
  static const char *const lines[] = {
    "Old generation, young generation, and why a full collection stops the world.",
    "She split the parent and child tables; each child row names its parent.",
    "Killed the orphaned child processes, then the zombie parent.",
    "Cache age and max-age were mixed up; TTL of 300 s.",
    "He chose a strong reference here and a weak reference in the map.",
    "A native module was slower than the native query.",
    "Blind retries doubled the load; her backoff has jitter.",
    "The font family fell back, the address family was IPv6.",
    "Smart quotes broke the CSV, smart batching fixed the rest.",
    "Aggressive timeouts hid a slow disk. Aggressive compaction, too.",
    "Race condition between the two writers: found by reading, proved by a test.",
    "Disabled the trigger, ran the migration, enabled it again.",
    "Black-box tests first; no white-box knowledge needed.",
    "Renamed master to main and slave to replica.",
    "Foreign keys are checked at commit, deferred on purpose.",
    "The dumb pipe carries bytes, the endpoints are smart.",
    "Lazy loading, eager loading and the N+1 between them.",
    "Health checks: readiness is not liveness.",
    "Told me the p99 before I asked: 180 ms, then 40 ms.",
    "Guessed the cause twice and withdrew both guesses after the trace.",
    "Confident about isolation levels up to repeatable read; serializable was new.",
    "Strong on SQL, named the wait graph, weak on containers.",
    "Good answer. Clear trade-off between cost and latency.",
    "Great detail on partial refunds; excellent test of the empty file.",
    "A poor index choice: order of the columns reversed.",
    "Stale reads for an hour; asked how long the users would bear it.",
    "The service was pretty quiet at night: 12 requests a minute.",
    "He owns the settlement batch, from design to pager.",
    "She said herself that the second design was better and why.",
    "They used `is_old` and `young = true`, and `his kids` was a variable.",
    "Mature tooling and an immature driver were the trade-off.",
    "The candidate asked for the question again and then drew the sequence.",
    "Could start on 11 January, notice is four weeks.",
    "An intelligent client retries, a thin client asks the user.",
    "Session affinity keeps a user on one host; sticky sessions make deploys harder.",
    "Slow start: she warmed the cache before the switch.",
    "He was slow to reach the index, then had it in one step.",
    "Dead code, orphan rows and a ghost read.",
    "Handshakes, heartbeats and the body of the request.",
    "Wore through the free tier in a week; the bill told them.",
    "Primary and secondary language of the service: Go and SQL.",
    "Sorting by surname needs the German collation.",
    "Head of line blocking, tail latency, long tail of tenants.",
    "No evidence on ownership: the question was not asked.",
    "The bar raiser should ask why the retries were unbounded.",
    "Pair programming with the junior developer of the team; she wrote the test.",
    "Sick replicas are taken out of rotation, dead ones replaced.",
    "A fair queue per tenant; one noisy neighbour is capped.",
    "Her first answer was wrong, she noticed and corrected it within a minute.",
    "A man page, a woman in the middle of the sequence diagram: Alice.",
    "The older of two events wins; the younger is dropped.",
    "Tall tables, wide tables, skinny indexes, fat rows.",
    "Exhausted the pool, starved the health check, woke the on-call engineer.",
    "Passion was the name of the legacy module.",
    "Energy meters report every 15 minutes.",
    "Team owns the culture of small commits; she described two reviews.",
    "It fits the need, and the index fits in memory.",
    "The retry was hard-coded, the config read from a file.",
    "Nothing odd in the logs, one weird spike in the graph.",
    "Crashed hard, restarted clean, no data lost.",
  };
  g_autoptr (PlumbWording) wording = plumb_wording_new ("en");
  guint alarms = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GPtrArray) remarks = check (wording, lines[i]);

      for (guint n = 0; n < remarks->len; n++)
        g_test_message ("“%s” in: %s", ((PlumbRemark *)g_ptr_array_index (remarks, n))->word, lines[i]);
      alarms += remarks->len;
    }
  g_assert_cmpuint (alarms, ==, 0);
}

/* `text` has one remark, on `word` at these bytes. */
static void
expect_one (PlumbWording *wording, const char *text, const char *word, gsize start, gsize start_character)
{
  g_autoptr (GPtrArray) remarks = check (wording, text);
  const PlumbRemark *remark;

  g_assert_cmpuint (remarks->len, ==, 1);
  remark = g_ptr_array_index (remarks, 0);
  g_assert_cmpstr (remark->word, ==, word);
  g_assert_cmpuint (remark->start, ==, start);
  g_assert_cmpuint (remark->start_character, ==, start_character);
}

static void
test_offsets (void)
{
  g_autoptr (PlumbWording) wording = plumb_wording_new ("en");

  expect_one (wording, "rusty", "rusty", 0, 0);
  expect_one (wording, "\U0001F600 rusty", "rusty", 5, 2);
  expect_one (wording, "\U0001F468\u200D\U0001F469\u200D\U0001F467 rusty", "rusty", 19, 6);
  expect_one (wording, "\u0634\u0643\u0631\u0627 rusty \u0634", "rusty", 9, 5);
  expect_one (wording, "\u202Erusty\u202C", "rusty", 3, 1);
  expect_one (wording, "\u5979rusty\u7684", "rusty", 3, 1);
  expect_one (wording, "Zu\u0308rich, rusty", "rusty", 10, 9);
  expect_one (wording, "Z\u00FCrich, rusty", "rusty", 9, 8);
  /* folding: case, wide letters, soft hyphens, ligatures, marks as part of a word */
  expect_one (wording, "R\u00ADUSTY", "R\u00ADUSTY", 0, 0);
  expect_one (wording, "\uFF52\uFF55\uFF53\uFF54\uFF59!", "\uFF52\uFF55\uFF53\uFF54\uFF59", 0, 0);
  expect_one (wording, "Her \uFB01anc\u00E9 moved", "\uFB01anc\u00E9", 4, 4);
  expect_one (wording, "Her fiance\u0301 moved", "fiance\u0301", 4, 4);
  /* phrases: spaces, line breaks, hyphens, quotes and typographic apostrophes */
  expect_one (wording, "Culture \n  fit", "Culture \n  fit", 0, 0);
  expect_one (wording, "\u201CCulture\u201D-fit", "Culture\u201D-fit", 3, 1);
  expect_one (wording, "He doesn\u2019t look like an engineer.", "doesn\u2019t look like an engineer", 3, 3);
  expect_one (wording, "He doesn't look like an engineer.", "doesn't look like an engineer", 3, 3);
  expect_one (wording, "She\u2019s really smart", "smart", 15, 13);
}

static void
test_boundaries (void)
{
  static const char *const clean[] = {
    "",
    " ",
    "\n\n",
    "trusty",
    "rusty_lock",
    "prusty",
    "rusty1",
    "rusty\u0301",
    "crusty and dusty",
    /* a phrase ends with its sentence, paragraph or clause */
    "A young culture. Fit for use.",
    "culture\n\nfit",
    "culture, fit",
    "culture (fit)",
    "culture: fit",
    "gut; feeling",
    "the culture\n12:40  fit of the index",
    "`rusty`",
    "`culture fit` and `my gut`",
    "is `x` rusty_",
    "culture `x` fit",
  };
  g_autoptr (PlumbWording) wording = plumb_wording_new ("en");

  for (gsize i = 0; i < G_N_ELEMENTS (clean); i++)
    {
      g_autoptr (GPtrArray) remarks = check (wording, clean[i]);

      g_test_message ("%s", clean[i]);
      g_assert_cmpuint (remarks->len, ==, 0);
    }
  expect_one (wording, "` rusty", "rusty", 2, 2);
  expect_one (wording, "`a`rusty`", "rusty", 3, 3);
  expect_one (wording, "`a\nrusty`", "rusty", 3, 3);
}

static GString *
repeat (const char *unit)
{
  GString *text = g_string_sized_new (PLUMB_NOTE_MAX + 1);

  while (text->len + strlen (unit) <= PLUMB_NOTE_MAX)
    g_string_append (text, unit);
  return text;
}

static gint64
measure (PlumbWording *wording, const char *text)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < N_ATTEMPTS; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GPtrArray) remarks = plumb_wording_check (wording, text);

      best = MIN (best, g_get_monotonic_time () - begun);
    }
  return best;
}

/* Nothing one can write takes long, is read past its end or breaks a character. */
static void
test_hostile (void)
{
  static const char *const units[] = {
    "a ",
    "rusty ",
    "he is very very ",
    "is a a a a a a a ",
    "_",
    "`",
    "``",
    "'",
    "a'",
    "'s ",
    "\xff",
    "\xc3",
    "\xe2\x80",
    "\xf0\x9f",
    "\u0301",
    "e\u0301",
    "\u0130\u0131",
    "\uFDFA",
    "\uFDFA ",
    "\u200D",
    "\u202E",
    "\uD55C\uAD6D",
    "\u4E00",
    "\U0001F600",
    "\n",
    ". ",
    "12:30 ",
    "culture ",
    "his her their ",
    "@subject ",
    "[very] ",
    "> ",
    "not a culture fit. ",
    "\u00DF",
    "the candidate was ",
    "\u3000",
    "\u0E01\u0E33",
    "A",
    "-",
    "- ",
    "old ",
    "has had no a the of ",
  };
  g_autoptr (PlumbWording) wording = plumb_wording_new ("en");

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = repeat (units[i]);
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GPtrArray) remarks = plumb_wording_check (wording, text->str);
      gint64 took = g_get_monotonic_time () - begun;

      g_test_message ("%" G_GINT64_FORMAT " us, %u remarks: %s", took, remarks->len,
                      g_utf8_validate (units[i], -1, NULL) ? units[i] : "bytes");
      g_assert_cmpint (took, <, HOSTILE_BUDGET * 1000);
    }
}

static void
test_random (void)
{
  static const char *const pieces[]
      = { "she is ", "rusty", "\xe2\x80", "\u0301", "\u2019", "s ",     " ",      "\n",   ".",  "`",     "\U0001F600",
          "culture", " fit",  "\xff",     "42",     "-",      "\u05D0", "\u4E00", "not ", "a ", "smart", "'" };
  g_autoptr (PlumbWording) wording = plumb_wording_new ("en");

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) remarks = NULL;

      for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      remarks = plumb_wording_check (wording, text->str);
      check_remarks (remarks, text->str);
    }
}

/* A full note is checked while somebody types: within a third of a frame. */
static void
test_speed (void)
{
  g_autoptr (PlumbWording) wording = plumb_wording_new ("en");
  g_autoptr (GString) note
      = repeat ("12:30  She was confident that the index is used; EXPLAIN agreed. Very smart, he\u2019s a culture fit. ");
  gint64 took = measure (wording, note->str);

  g_test_message ("64 KiB: %" G_GINT64_FORMAT " us", took);
#if !defined(__SANITIZE_ADDRESS__)
  g_assert_cmpint (took, <, NOTE_BUDGET);
#endif
}

static void
test_languages (void)
{
  static const char *const names[] = {
    "en", "en_GB.UTF-8",       "EN-us",    "de_AT.UTF-8@euro", "",
    "C",  "../questions/acid", "en/../en", "xx-yy-zz",         "a-very-long-name-of-a-language-that-nobody-speaks-anywhere"
  };
  g_autoptr (PlumbWording) wording = plumb_wording_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PlumbWording) found = plumb_wording_new (names[i]);

      g_assert_true (found == wording);
      g_assert_cmpstr (plumb_wording_get_language (found), ==, "en");
    }
}

static void
test_kinds (void)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  PlumbWordingKind found;

  for (guint kind = 0; kind < PLUMB_N_WORDING_KINDS; kind++)
    {
      g_assert_true (plumb_wording_kind_from_nick (plumb_wording_kind_to_nick (kind), &found));
      g_assert_cmpuint (found, ==, kind);
      g_assert_true (g_hash_table_add (labels, (gpointer)plumb_wording_kind_to_label (kind)));
    }
  g_assert_false (plumb_wording_kind_from_nick ("Age", &found));
  g_assert_false (plumb_wording_kind_from_nick (NULL, &found));
}

/* A remark outlives the list it came from. */
static void
test_own_list (void)
{
  json_t *document
      = json_pack ("{s:s, s:{s:s}, s:{s:[s,s]}, s:[s], s:[{s:s, s:s, s:[s], s:[s,s], s:[s], s:[s], s:[s], s:s, s:[s], s:[s]}]}",
                   "language", "de", "proposals", "vague", "Schreiben, was gesagt wurde.", "groups", "wer", "er", "sie", "frames",
                   "@wer ist > *", "entries", "key", "schlau", "kind", "vague", "person", "schlau", "patterns", "heller kopf",
                   "# punkte", "unless", "kein heller kopf", "near", "@wer", "not_near", "laut", "explanation",
                   "Es lobt den ganzen Menschen.", "yes", "Er ist schlau.", "no", "Schlau.");
  g_autoptr (GError) error = NULL;
  PlumbWording *wording = plumb_wording_new_from_json (document, "de", &error);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) far = NULL;

  g_assert_no_error (error);
  expect_one (wording, "Sie hat es gesehen, ein heller Kopf.", "heller Kopf", 24, 24);
  expect_one (wording, "Er hat 12 Punkte.", "12 Punkte", 7, 7);
  far = check (wording, "Kein heller Kopf, sie sagt es. Ein heller Kopf. Er ist heller Kopf laut Bericht.");
  g_assert_cmpuint (far->len, ==, 0);
  found = check (wording, "Sie ist schlau");
  plumb_wording_unref (wording);
  json_decref (document);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((PlumbRemark *)g_ptr_array_index (found, 0))->proposal, ==, "Schreiben, was gesagt wurde.");
}

static void
test_broken_lists (void)
{
  static const struct
  {
    const char *entries;
    const char *message;
  } cases[] = {
    { "[]", "*entries*0 elements*" },
    { "[{}]", "*entries[0]*missing*" },
    { "[1]", "*expected an object*" },
    { "[{\"key\":\"a\",\"kind\":\"odd\",\"patterns\":[\"b\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]}]", "*kind*odd*" },
    { "[{\"key\":\"a\",\"kind\":\"age\",\"explanation\":\"c\",\"yes\":[],\"no\":[]}]", "*patterns*" },
    { "[{\"key\":\"a\",\"kind\":\"age\",\"patterns\":[\"@nobody is\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]}]",
      "*no group*@nobody*" },
    { "[{\"key\":\"a\",\"kind\":\"age\",\"patterns\":[\"a-b\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]}]",
      "*a-b*not one word*" },
    { "[{\"key\":\"a\",\"kind\":\"age\",\"patterns\":[\"a  b\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]}]", "*no pattern*" },
    { "[{\"key\":\"a\",\"kind\":\"age\",\"patterns\":[\"a ^ b\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]}]", "*no pattern*" },
    { "[{\"key\":\"a\",\"kind\":\"age\",\"patterns\":[\"a >\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]}]",
      "*at least one word*" },
    { "[{\"key\":\"a\",\"kind\":\"age\",\"patterns\":[\"[a]\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]}]",
      "*at least one word*" },
    { "[{\"key\":\"a\",\"kind\":\"age\",\"patterns\":[\"a b c d e f g h i\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]}]",
      "*at most 8*" },
    { "[{\"key\":\"a\",\"kind\":\"age\",\"patterns\":[\"a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h "
      "a|b|c|d|e|f|g|h "
      "a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]}]",
      "*too many*" },
    { "[{\"key\":\"a\",\"kind\":\"age\",\"patterns\":[\"b\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]},"
      "{\"key\":\"a\",\"kind\":\"age\",\"patterns\":[\"b\"],\"explanation\":\"c\",\"yes\":[],\"no\":[]}]",
      "*entries[1].key*twice*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"language\":\"xx\",\"proposals\":{\"age\":\"d\"},\"groups\":{},\"frames\":[],\"entries\":%s}", cases[i].entries);
      json_t *document = json_loads (text, 0, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbWording) wording = plumb_wording_new_from_json (document, "xx.json", &error);

      g_assert_null (wording);
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, "xx.json"));
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
      json_decref (document);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wording/examples", test_examples);
  g_test_add_func ("/wording/no-false-alarms", test_no_false_alarms);
  g_test_add_func ("/wording/card", test_card);
  g_test_add_func ("/wording/technical-talk", test_technical_talk);
  g_test_add_func ("/wording/offsets", test_offsets);
  g_test_add_func ("/wording/boundaries", test_boundaries);
  g_test_add_func ("/wording/hostile", test_hostile);
  g_test_add_func ("/wording/random", test_random);
  g_test_add_func ("/wording/speed", test_speed);
  g_test_add_func ("/wording/languages", test_languages);
  g_test_add_func ("/wording/kinds", test_kinds);
  g_test_add_func ("/wording/own-list", test_own_list);
  g_test_add_func ("/wording/broken-lists", test_broken_lists);
  return g_test_run ();
}
