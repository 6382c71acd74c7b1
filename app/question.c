/* question.c - questions are read completely checked, never change afterwards, and are written back member by member. */
#include "app/question.h"

#include "app/place.h"
#include "app/text.h"

#define LIST_MAX 20 /* elements of any list of a question */

const char *const plumb_question_kinds[] = { "technical", "design", "coding", "practical", "situational", "behavioural", NULL };
const char *const plumb_question_levels[] = { "beginner", "intermediate", "advanced", NULL };
const char *const plumb_question_topics[]
    = { "rest-api-design",   "sql-and-nosql",  "caching",       "message-queues", "docker-and-kubernetes",
        "system-design",     "authentication", "microservices", "concurrency",    "security",
        "incident-response", "migrations",     "observability", "ownership",      NULL };

static void
signal_free (gpointer data)
{
  PlumbSignal *signal = data;

  g_free (signal->key);
  g_free (signal->text);
  g_free (signal);
}

static void
flag_choice_free (gpointer data)
{
  PlumbFlagChoice *choice = data;

  g_free (choice->key);
  g_free (choice->text);
  g_free (choice);
}

static void
probe_free (gpointer data)
{
  PlumbProbe *probe = data;

  g_free (probe->key);
  g_free (probe->label);
  g_free (probe->text);
  g_free (probe);
}

static GPtrArray *
read_signals (const PlumbPlace *question)
{
  static const char *const names[] = { "key", "text", "weight", NULL };
  PlumbPlace list = plumb_place_member (question, "signals");
  gsize n = plumb_place_expect_array (&list, 1, LIST_MAX);
  GPtrArray *signals = g_ptr_array_new_full ((guint)n, signal_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      PlumbSignal *signal;

      if (!plumb_place_expect_object (&place, names))
        break;
      signal = g_new0 (PlumbSignal, 1);
      g_ptr_array_add (signals, signal);
      signal->key = plumb_place_dup_key (&place, "key");
      signal->text = plumb_place_dup_filled (&place, "text", PLUMB_LINE_MAX);
      signal->weight = (int)plumb_place_get_integer (&place, "weight", 1, 100);
      plumb_place_expect_new (&place, "key", seen, signal->key);
    }
  return signals;
}

static GPtrArray *
read_probes (const PlumbPlace *question)
{
  static const char *const names[] = { "key", "label", "text", NULL };
  PlumbPlace list = plumb_place_member (question, "probes");
  gsize n = plumb_place_expect_array (&list, 2, LIST_MAX);
  GPtrArray *probes = g_ptr_array_new_full ((guint)n, probe_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      PlumbProbe *probe;

      if (!plumb_place_expect_object (&place, names))
        break;
      probe = g_new0 (PlumbProbe, 1);
      g_ptr_array_add (probes, probe);
      probe->key = plumb_place_dup_key (&place, "key");
      probe->label = plumb_place_dup_filled (&place, "label", PLUMB_NAME_MAX);
      probe->text = plumb_place_dup_filled (&place, "text", PLUMB_LINE_MAX);
      plumb_place_expect_new (&place, "key", seen, probe->key);
    }
  if (!plumb_place_failed (question) && (!g_hash_table_contains (seen, "why") || !g_hash_table_contains (seen, "10x")))
    plumb_place_fail (&list, "the probes “why” and “10x” are always there");
  return probes;
}

/* One of the words in `words`. */
static char *
dup_listed (const PlumbPlace *object, const char *name, const char *const *words)
{
  const char *word = plumb_place_get_string (object, name);

  if (!g_strv_contains (words, word))
    plumb_place_fail_word (object, name);
  return g_strdup (word);
}

static GStrv
dup_topics (const PlumbPlace *question)
{
  GStrv topics = plumb_place_dup_texts (question, "topics", 0, LIST_MAX, PLUMB_KEY_MAX, TRUE);
  PlumbPlace list = plumb_place_member (question, "topics");

  for (gsize i = 0; topics[i] != NULL; i++)
    {
      PlumbPlace element = plumb_place_element (&list, i);

      if (!g_strv_contains (plumb_question_topics, topics[i]))
        plumb_place_fail (&element, "there is no such topic");
    }
  return topics;
}

static void
read_question (PlumbQuestion *question, const PlumbPlace *place)
{
  question->id = plumb_place_dup_key (place, "id");
  question->title = plumb_place_dup_filled (place, "title", PLUMB_NAME_MAX);
  question->prompt = plumb_place_dup_filled (place, "prompt", PLUMB_LINE_MAX);
  question->asks = plumb_place_dup_filled (place, "asks", PLUMB_LINE_MAX);
  question->framework = plumb_place_dup_texts (place, "framework", 1, LIST_MAX, PLUMB_LINE_MAX, TRUE);
  question->signals = read_signals (place);
  question->flags = plumb_flag_choices_read (place, "flags");
  question->probes = read_probes (place);
  question->anchors = plumb_place_dup_texts (place, "anchors", 2, PLUMB_POINTS_MAX, PLUMB_LINE_MAX, FALSE);
  question->kind = dup_listed (place, "kind", plumb_question_kinds);
  question->competency = plumb_place_dup_key (place, "competency");
  question->level = dup_listed (place, "level", plumb_question_levels);
  question->minutes = (int)plumb_place_get_integer (place, "minutes", 1, 480);
  question->sources = plumb_place_dup_texts (place, "sources", 0, LIST_MAX, PLUMB_KEY_MAX, TRUE);
  question->topics = dup_topics (place);
}

static json_t *
strings_to_json (const char *const *texts)
{
  json_t *list = json_array ();

  for (; *texts != NULL; texts++)
    json_array_append_new (list, json_string (*texts));
  return list;
}

static json_t *
signals_to_json (const PlumbQuestion *question)
{
  json_t *list = json_array ();

  for (guint i = 0; i < question->signals->len; i++)
    {
      const PlumbSignal *signal = g_ptr_array_index (question->signals, i);

      json_array_append_new (list,
                             json_pack ("{s:s, s:s, s:i}", "key", signal->key, "text", signal->text, "weight", signal->weight));
    }
  return list;
}

static json_t *
flags_to_json (const PlumbQuestion *question)
{
  json_t *list = json_array ();

  for (guint i = 0; i < question->flags->len; i++)
    {
      const PlumbFlagChoice *choice = g_ptr_array_index (question->flags, i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:s}", "key", choice->key, "text", choice->text, "severity",
                                              plumb_severity_to_nick (choice->severity)));
    }
  return list;
}

static json_t *
probes_to_json (const PlumbQuestion *question)
{
  json_t *list = json_array ();

  for (guint i = 0; i < question->probes->len; i++)
    {
      const PlumbProbe *probe = g_ptr_array_index (question->probes, i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:s}", "key", probe->key, "label", probe->label, "text", probe->text));
    }
  return list;
}

static gboolean
any_text_matches (const char *const *texts, const char *needle)
{
  for (; *texts != NULL; texts++)
    if (plumb_text_matches (*texts, needle))
      return TRUE;
  return FALSE;
}

static gboolean
any_part_matches (const PlumbQuestion *question, const char *needle)
{
  for (guint i = 0; i < question->signals->len; i++)
    if (plumb_text_matches (((PlumbSignal *)g_ptr_array_index (question->signals, i))->text, needle))
      return TRUE;
  for (guint i = 0; i < question->flags->len; i++)
    if (plumb_text_matches (((PlumbFlagChoice *)g_ptr_array_index (question->flags, i))->text, needle))
      return TRUE;
  for (guint i = 0; i < question->probes->len; i++)
    if (plumb_text_matches (((PlumbProbe *)g_ptr_array_index (question->probes, i))->text, needle))
      return TRUE;
  return FALSE;
}

static gboolean
text_matches (const PlumbQuestion *question, const char *needle)
{
  const char *const texts[] = { question->id,   question->title,      question->prompt, question->asks,
                                question->kind, question->competency, question->level,  NULL };

  return any_text_matches (texts, needle) || any_text_matches ((const char *const *)question->framework, needle)
         || any_text_matches ((const char *const *)question->anchors, needle)
         || any_text_matches ((const char *const *)question->topics, needle) || any_part_matches (question, needle);
}

static gboolean
is_asked_for (const char *wanted, const char *value)
{
  return wanted == NULL || *wanted == '\0' || g_str_equal (wanted, value);
}

static gboolean
is_asked_for_among (const char *wanted, GStrv values)
{
  return wanted == NULL || *wanted == '\0' || g_strv_contains ((const char *const *)values, wanted);
}

GPtrArray *
plumb_flag_choices_read (const PlumbPlace *object, const char *name)
{
  static const char *const names[] = { "key", "text", "severity", NULL };
  PlumbPlace list = plumb_place_member (object, name);
  gsize n = plumb_place_expect_array (&list, 0, 2 * LIST_MAX);
  GPtrArray *choices = g_ptr_array_new_full ((guint)n, flag_choice_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      PlumbFlagChoice *choice;

      if (!plumb_place_expect_object (&place, names))
        break;
      choice = g_new0 (PlumbFlagChoice, 1);
      g_ptr_array_add (choices, choice);
      choice->key = plumb_place_dup_key (&place, "key");
      choice->text = plumb_place_dup_filled (&place, "text", PLUMB_NAME_MAX); /* it becomes the label of a flag */
      plumb_place_read_word (&place, "severity", plumb_severity_from_nick, &choice->severity);
      plumb_place_expect_new (&place, "key", seen, choice->key);
    }
  return choices;
}

PlumbQuestion *
plumb_question_read (const PlumbPlace *place)
{
  static const char *const names[] = { "id",      "title", "prompt",     "asks",  "framework", "signals", "flags",  "probes",
                                       "anchors", "kind",  "competency", "level", "minutes",   "sources", "topics", NULL };
  g_autoptr (PlumbQuestion) question = NULL;

  if (!plumb_place_expect_object (place, names))
    return NULL;
  question = g_new0 (PlumbQuestion, 1);
  g_atomic_ref_count_init (&question->refs);
  read_question (question, place);
  return plumb_place_failed (place) ? NULL : g_steal_pointer (&question);
}

PlumbQuestion *
plumb_question_new_from_json (json_t *document, const char *path, GError **error)
{
  GError *problem = NULL;
  PlumbPlace root;
  PlumbQuestion *question;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);
  root = plumb_place_root (path, document, &problem);
  question = plumb_question_read (&root);
  if (question == NULL)
    g_propagate_error (error, problem);
  return question;
}

json_t *
plumb_question_to_json (const PlumbQuestion *question)
{
  g_return_val_if_fail (question != NULL, NULL);
  return json_pack (
      "{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:s, s:s, s:s, s:i, s:o, s:o}", "id", question->id, "title", question->title,
      "prompt", question->prompt, "asks", question->asks, "framework", strings_to_json ((const char *const *)question->framework),
      "signals", signals_to_json (question), "flags", flags_to_json (question), "probes", probes_to_json (question), "anchors",
      strings_to_json ((const char *const *)question->anchors), "kind", question->kind, "competency", question->competency,
      "level", question->level, "minutes", question->minutes, "sources", strings_to_json ((const char *const *)question->sources),
      "topics", strings_to_json ((const char *const *)question->topics));
}

PlumbQuestion *
plumb_question_ref (PlumbQuestion *question)
{
  g_return_val_if_fail (question != NULL, NULL);
  g_atomic_ref_count_inc (&question->refs);
  return question;
}

void
plumb_question_unref (PlumbQuestion *question)
{
  g_return_if_fail (question != NULL);
  if (!g_atomic_ref_count_dec (&question->refs))
    return;
  g_free (question->id);
  g_free (question->title);
  g_free (question->prompt);
  g_free (question->asks);
  g_strfreev (question->framework);
  g_clear_pointer (&question->signals, g_ptr_array_unref);
  g_clear_pointer (&question->flags, g_ptr_array_unref);
  g_clear_pointer (&question->probes, g_ptr_array_unref);
  g_strfreev (question->anchors);
  g_free (question->kind);
  g_free (question->competency);
  g_free (question->level);
  g_strfreev (question->sources);
  g_strfreev (question->topics);
  g_free (question);
}

const PlumbSignal *
plumb_question_get_signal (const PlumbQuestion *question, const char *key)
{
  g_return_val_if_fail (question != NULL, NULL);
  for (guint i = 0; i < question->signals->len; i++)
    {
      const PlumbSignal *signal = g_ptr_array_index (question->signals, i);

      if (g_strcmp0 (signal->key, key) == 0)
        return signal;
    }
  return NULL;
}

const PlumbProbe *
plumb_question_get_probe (const PlumbQuestion *question, const char *key)
{
  g_return_val_if_fail (question != NULL, NULL);
  for (guint i = 0; i < question->probes->len; i++)
    {
      const PlumbProbe *probe = g_ptr_array_index (question->probes, i);

      if (g_strcmp0 (probe->key, key) == 0)
        return probe;
    }
  return NULL;
}

const char *
plumb_question_get_anchor (const PlumbQuestion *question, int point, int points)
{
  int steps;

  g_return_val_if_fail (question != NULL, NULL);
  g_return_val_if_fail (points >= 2 && point >= 1 && point <= points, NULL);
  steps = (point - 1) * ((int)g_strv_length (question->anchors) - 1);
  return steps % (points - 1) == 0 ? question->anchors[steps / (points - 1)] : NULL;
}

gboolean
plumb_question_matches (const PlumbQuestion *question, const PlumbQuestionFilter *filter)
{
  g_return_val_if_fail (question != NULL, FALSE);
  if (filter == NULL)
    return TRUE;
  return is_asked_for_among (filter->source, question->sources) && is_asked_for (filter->competency, question->competency)
         && is_asked_for (filter->kind, question->kind) && is_asked_for (filter->level, question->level)
         && is_asked_for_among (filter->topic, question->topics)
         && (filter->text == NULL || *filter->text == '\0' || text_matches (question, filter->text));
}
