/* test-values.c - questions, templates, the library, the digest, the order of a loop: what is read, what is refused and where the
 * message points. */
#include "app/audit.h"
#include "app/error.h"
#include "tests/damage.h"
#include "tests/fixture.h"

#include <string.h>

static PlumbTemplate *
get_default_template (void)
{
  return g_ptr_array_index (plumb_library_list_templates (), 0);
}

static void
test_library (void)
{
  GPtrArray *questions = plumb_library_list_questions ();
  GPtrArray *templates = plumb_library_list_templates ();

  g_assert_cmpuint (questions->len, >=, 53);
  for (guint i = 1; i < questions->len; i++)
    g_assert_cmpstr (((PlumbQuestion *)questions->pdata[i - 1])->id, <, ((PlumbQuestion *)questions->pdata[i])->id);
  g_assert_cmpuint (templates->len, ==, 4);
  g_assert_cmpstr (get_default_template ()->key, ==, "backend-five-stage");
  g_assert_true (plumb_library_list_templates () == templates);
}

static void
test_template_default (void)
{
  const PlumbTemplate *template = get_default_template ();
  const PlumbStage *stage;
  guint position = 0;

  g_assert_cmpint (template->points, ==, 4);
  g_assert_cmpint (plumb_template_get_weight_sum (template), ==, 100);
  g_assert_cmpint (template->policy.bar, ==, 300);
  g_assert_cmpint (template->policy.coverage, ==, 8000);
  g_assert_cmpint (template->policy.floor, ==, 200);
  g_assert_cmpint (template->policy.floor_share, ==, 2000);
  g_assert_cmpstr (plumb_template_get_point_label (template, 3), ==, "Meets");
  g_assert_cmpstr (plumb_template_get_competency (template, "ops", &position)->name, ==, "Production operations and debugging");
  g_assert_cmpuint (position, ==, 2);
  stage = plumb_template_get_stage (template, "systems-design", &position);
  g_assert_cmpuint (position, ==, 3);
  g_assert_cmpstr (plumb_template_get_group_title (template, stage), ==, "Onsite");
  g_assert_cmpint (plumb_stage_get_item (stage, "message-queues", &position)->weight, ==, 1);
  g_assert_cmpuint (position, ==, 2);
  g_assert_null (plumb_stage_get_item (stage, "acid", NULL));
  g_assert_null (plumb_template_get_stage (template, NULL, NULL));
  g_assert_null (plumb_template_get_group_title (template, plumb_template_get_stage (template, "recruiter-screen", NULL)));
}

/* The hash names the content: not the order of keys, not white space, not who wrote the file. */
static void
test_template_identity (void)
{
  const PlumbTemplate *template = get_default_template ();
  g_autofree char *canonical = plumb_json_dup_canonical (template->document);
  g_autofree char *hash = plumb_digest_dup_text_hex (canonical, -1);
  g_autofree char *pretty = json_dumps (template->document, JSON_INDENT (3));
  g_autoptr (GError) error = NULL;
  json_t *document = json_loads (pretty, 0, NULL);
  g_autoptr (PlumbTemplate) again = plumb_template_new_from_json (document, "$", &error);
  g_autoptr (PlumbTemplate) other = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (hash, ==, template->sha256);
  g_assert_cmpstr (again->sha256, ==, template->sha256);
  damage_apply (document, "stages 0 script 0 weight", "9");
  other = plumb_template_new_from_json (document, "$", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (other->sha256, !=, template->sha256);
  json_decref (document);
}

static void
test_canonical (void)
{
  json_t *value = json_loads ("{\"b\": [1, 2.50, \"\\u00e9/\\n\"], \"a\": {\"z\": null, \"y\": 3.01}}", 0, NULL);
  g_autofree char *canonical = plumb_json_dup_canonical (value);

  g_assert_cmpstr (canonical, ==, "{\"a\":{\"y\":3.01,\"z\":null},\"b\":[1,2.5,\"é/\\n\"]}");
  json_decref (value);
}

typedef struct
{
  const char *at;
  const char *json;
  const char *path; /* where the message points; NULL: accepted */
} Damage;

static const Damage damages[] = {
  { "title", "\"Renamed\"", NULL },
  { "key", "\"Upper\"", "$.key" },
  { "key", "\"double--hyphen\"", "$.key" },
  { "key", "\"-front\"", "$.key" },
  { "key", "\"a-key-of-more-than-forty-characters-is-one-too-long\"", "$.key" },
  { "version", "0", "$.version" },
  { "version", "1.0", "$.version" },
  { "version", "99999999999", "$.version" },
  { "title", "7", "$.title" },
  { "title", NULL, "$.title" },
  { "colour", "\"red\"", "$" },
  { "scale", "[]", "$.scale" },
  { "scale points", "1", "$.scale.points" },
  { "scale points", "10", "$.scale.points" },
  { "scale points", "5", "$.scale.labels" },
  { "scale labels 1", "\"Below\"", "$.scale.labels[1]" },
  { "competencies", "[]", "$.competencies" },
  { "competencies 1 key", "\"sys\"", "$.competencies[1].key" },
  { "competencies 0 weight", "0", "$.competencies[0].weight" },
  { "competencies 0 weight", "1001", "$.competencies[0].weight" },
  { "competencies 0 weight", "\"35\"", "$.competencies[0].weight" },
  { "competencies 0 key", "\"net\"", "$.questions" }, /* questions now gather evidence for nothing */
  { "groups", "[]", "$.stages[3].group" },
  { "stages", "[]", "$.stages" },
  { "stages 1 key", "\"recruiter-screen\"", "$.stages[1].key" },
  { "stages 0 weight", "-1", "$.stages[0].weight" },
  { "stages 0 seat", "\"shadow\"", "$.stages[0].seat" },
  { "stages 0 seat", "\"chair\"", "$.stages[0].seat" },
  { "stages 0 group", "\"offsite\"", "$.stages[0].group" },
  { "stages 0 group", "7", "$.stages[0].group" },
  { "stages 0 script", "[]", "$.stages[0].script" },
  { "stages 0 script 0 question", "\"nothing\"", "$.stages[0].script[0].question" },
  { "stages 0 script 1 question", "\"recruiter-stack\"", "$.stages[0].script[1].question" },
  { "stages 0 script 0", NULL, "$.questions[0]" }, /* embedded, yet never asked */
  { "stages 0 script 0 minutes", "0", "$.stages[0].script[0].minutes" },
  { "flags 1 key", "\"no-access-control\"", "$.flags[1].key" },
  { "flags 0 severity", "\"deadly\"", "$.flags[0].severity" },
  { "policy bar", "0.99", "$.policy.bar" },
  { "policy bar", "4.01", "$.policy.bar" },
  { "policy bar", "2.995", "$.policy.bar" },
  { "policy bar", "2.9999999", "$.policy.bar" },
  { "policy bar", "\"3\"", "$.policy.bar" },
  { "policy coverage", "100.01", "$.policy.coverage" },
  { "policy floor", "-0.01", "$.policy.floor" },
  { "policy floor_share", "1e9", "$.policy.floor_share" },
  { "policy visibility", "\"never\"", "$.policy.visibility" },
  { "policy override", "1", "$.policy.override" },
  { "policy override_veto", "true", NULL },
  { "policy override_veto", "\"yes\"", "$.policy.override_veto" },
  { "policy override_more", "true", "$.policy" },
  { "questions", NULL, "$.questions" },
  { "questions 0 id", "\"recruiter-scale\"", "$.questions[1].id" },
  { "questions 0 kind", "\"riddle\"", "$.questions[0].kind" },
  { "questions 0 level", "\"expert\"", "$.questions[0].level" },
  { "questions 0 topics 0", "\"astrology\"", "$.questions[0].topics[0]" },
  { "questions 0 probes 0 key", "\"because\"", "$.questions[0].probes" },
  { "questions 0 probes 1 key", "\"why\"", "$.questions[0].probes[1].key" },
  { "questions 0 signals 0 weight", "0", "$.questions[0].signals[0].weight" },
  { "questions 0 signals", "[]", "$.questions[0].signals" },
  { "questions 0 anchors", "[\"One\"]", "$.questions[0].anchors" },
  { "questions 0 framework 0", "\"\"", "$.questions[0].framework[0]" },
  { "questions 0 prompt", "\"\\u001b[2J\"", "$.questions[0].prompt" },
  { "questions 0 minutes", "null", "$.questions[0].minutes" },
};

static void
test_template_damage (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      json_t *document = json_deep_copy (get_default_template ()->document);
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbTemplate) template = NULL;

      damage_apply (document, damages[i].at, damages[i].json);
      template = plumb_template_new_from_json (document, "$", &error);
      json_decref (document);
      g_test_message ("%s = %s: %s", damages[i].at, damages[i].json, error == NULL ? "accepted" : error->message);
      g_assert_true ((template == NULL) == (damages[i].path != NULL));
      if (template != NULL)
        continue;
      g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, damages[i].path));
      g_assert_nonnull (strchr (".[:", error->message[strlen (damages[i].path)]));
    }
}

/* A hire over a veto is refused unless the template says otherwise, and never allowed where one against the outcome is not. */
static void
test_overrides (void)
{
  static const struct
  {
    const char *override, *veto;
    int allows; /* against the outcome, and over a veto: 0 none, 1 the first, 2 both; -1 refused */
  } cases[] = { { "false", NULL, 0 },   { "true", NULL, 1 },   { "false", "false", 0 },
                { "true", "false", 1 }, { "true", "true", 2 }, { "false", "true", -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      json_t *document = json_deep_copy (get_default_template ()->document);
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbTemplate) template = NULL;
      const char *sentence;

      damage_apply (document, "policy override", cases[i].override);
      if (cases[i].veto != NULL)
        damage_apply (document, "policy override_veto", cases[i].veto);
      template = plumb_template_new_from_json (document, "$", &error);
      json_decref (document);
      if (cases[i].allows < 0)
        {
          g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID);
          g_assert_true (g_str_has_prefix (error->message, "$.policy.override_veto: "));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (template->policy.override, ==, cases[i].allows > 0);
      g_assert_cmpint (template->policy.override_veto, ==, cases[i].allows > 1);
      sentence = plumb_policy_get_override_sentence (&template->policy);
      g_assert_true ((strstr (sentence, "outcome is refused") != NULL) == (cases[i].allows == 0));
      g_assert_true ((strstr (sentence, "over the bar raiser's veto it is refused") != NULL) == (cases[i].allows == 1));
    }
}

/* Every hundredth there is comes through exactly, whichever double its text is read as. */
static void
test_hundredths (void)
{
  GError *problem = NULL;

  for (int i = 0; i <= 10000; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"x\": %d.%02d}", i / 100, i % 100);
      json_t *object = json_loads (text, 0, NULL);
      PlumbPlace root = plumb_place_root ("$", object, &problem);

      g_assert_cmpint (plumb_place_get_hundredths (&root, "x", 0, 10000), ==, i);
      g_assert_no_error (problem);
      json_decref (object);
    }
}

/* Whatever is put in the place of any value, the answer is a template or an error, and everything is freed. */
static void
wreck (json_t *document, json_t *parent, const char *name, gsize index)
{
  static const char *const junk[] = { "null", "true", "-1", "1.5", "\"\"", "\"x\"", "[]", "[[]]", "{}", "{\"a\":1}" };
  json_t *kept = json_incref (name != NULL ? json_object_get (parent, name) : json_array_get (parent, index));

  for (gsize i = 0; i < G_N_ELEMENTS (junk); i++)
    {
      json_t *value = json_loads (junk[i], JSON_DECODE_ANY, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbTemplate) template = NULL;

      if (name != NULL)
        json_object_set_new (parent, name, value);
      else
        json_array_set_new (parent, index, value);
      template = plumb_template_new_from_json (document, "$", &error);
      g_assert_true ((template == NULL) == (error != NULL));
    }
  if (name != NULL)
    json_object_set_new (parent, name, kept);
  else
    json_array_set_new (parent, index, kept);
}

static void
wreck_all (json_t *document, json_t *value)
{
  const char *name;
  json_t *child;
  gsize index;
  void *next;

  json_object_foreach_safe (value, next, name, child)
  {
    g_autofree char *copy = g_strdup (name);

    wreck (document, value, copy, 0);
    wreck_all (document, json_object_get (value, copy));
  }
  json_array_foreach (value, index, child)
  {
    wreck (document, value, NULL, index);
    wreck_all (document, json_array_get (value, index));
  }
}

static void
test_template_wrecked (void)
{
  const FixtureTemplate shape = { .competencies = { { "sys", 1 } }, .stages = { { "one", 1, { { "sys", 1 }, { "sys", 2 } } } } };
  g_autoptr (PlumbTemplate) template = fixture_template_new (&shape);
  json_t *document = json_deep_copy (template->document);
  g_autoptr (PlumbTemplate) after = NULL;

  wreck_all (document, document);
  after = plumb_template_new_from_json (document, "$", NULL);
  g_assert_cmpstr (after->sha256, ==, template->sha256);
  json_decref (document);
}

static void
test_question_json (void)
{
  GPtrArray *questions = plumb_library_list_questions ();

  for (guint i = 0; i < questions->len; i++)
    {
      const PlumbQuestion *question = g_ptr_array_index (questions, i);
      json_t *first = plumb_question_to_json (question);
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbQuestion) again = plumb_question_new_from_json (first, "$", &error);
      json_t *second;

      g_assert_no_error (error);
      second = plumb_question_to_json (again);
      g_assert_true (json_equal (first, second));
      g_assert_nonnull (plumb_question_get_probe (again, "why"));
      g_assert_nonnull (plumb_question_get_probe (again, "10x"));
      g_assert_null (plumb_question_get_signal (again, "no-such-signal"));
      json_decref (first);
      json_decref (second);
    }
}

static void
test_anchors (void)
{
  const PlumbQuestion *question = g_ptr_array_index (plumb_library_list_questions (), 0);

  for (int point = 1; point <= 4; point++)
    g_assert_cmpstr (plumb_question_get_anchor (question, point, 4), ==, question->anchors[point - 1]);
  g_assert_cmpstr (plumb_question_get_anchor (question, 1, 5), ==, question->anchors[0]);
  g_assert_null (plumb_question_get_anchor (question, 2, 5));
  g_assert_null (plumb_question_get_anchor (question, 3, 5));
  g_assert_cmpstr (plumb_question_get_anchor (question, 5, 5), ==, question->anchors[3]);
  g_assert_cmpstr (plumb_question_get_anchor (question, 3, 7), ==, question->anchors[1]);
  g_assert_null (plumb_question_get_anchor (question, 4, 7));
  g_assert_cmpstr (plumb_question_get_anchor (question, 5, 7), ==, question->anchors[2]);
}

static guint
count_matches (const PlumbQuestionFilter *filter)
{
  GPtrArray *questions = plumb_library_list_questions ();
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    n += plumb_question_matches (g_ptr_array_index (questions, i), filter);
  return n;
}

static void
test_filter (void)
{
  guint all = plumb_library_list_questions ()->len;

  g_assert_cmpuint (count_matches (NULL), ==, all);
  g_assert_cmpuint (count_matches (&(PlumbQuestionFilter){ .source = "", .text = "" }), ==, all);
  g_assert_cmpuint (count_matches (&(PlumbQuestionFilter){ .source = "S1" }), ==, 12);
  g_assert_cmpuint (count_matches (&(PlumbQuestionFilter){ .source = "S4" }), ==, 11);
  g_assert_cmpuint (count_matches (&(PlumbQuestionFilter){ .source = "S5" }), ==, 18);
  g_assert_cmpuint (count_matches (&(PlumbQuestionFilter){ .source = "S9" }), ==, 0);
  g_assert_cmpuint (count_matches (&(PlumbQuestionFilter){ .source = "S1", .competency = "db", .level = "beginner" }), ==, 1);
  g_assert_cmpuint (count_matches (&(PlumbQuestionFilter){ .kind = "coding" }), >=, 1);
  g_assert_cmpuint (count_matches (&(PlumbQuestionFilter){ .topic = "caching" }), >=, 2);
  g_assert_cmpuint (count_matches (&(PlumbQuestionFilter){ .text = "WRITE-AHEAD" }), >=, 1); /* stands in a signal */
  g_assert_cmpuint (count_matches (&(PlumbQuestionFilter){ .text = "no question says this" }), ==, 0);
}

static void
test_presets (void)
{
  static const int sizes[] = { 4, 5, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    g_assert_cmpuint (g_strv_length ((GStrv)plumb_scale_get_preset (sizes[i])), ==, sizes[i]);
  g_assert_null (plumb_scale_get_preset (6));
}

static void
test_misuse (void)
{
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*point <= template->points*");
  g_assert_null (plumb_template_get_point_label (get_default_template (), 5));
  g_test_assert_expected_messages ();
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*document != NULL*");
  g_assert_null (plumb_template_new_from_json (NULL, "$", NULL));
  g_test_assert_expected_messages ();
}

static char *
dup_digest (const char *first, const char *second)
{
  PlumbDigest *digest = plumb_digest_new ();
  guint8 out[PLUMB_DIGEST_BYTES];

  plumb_digest_add_text (digest, first);
  plumb_digest_add_text (digest, second);
  plumb_digest_finish (digest, out);
  return plumb_digest_dup_hex (out);
}

static void
test_digest (void)
{
  g_autofree char *known = plumb_digest_dup_text_hex ("abc", -1);
  g_autofree char *part = plumb_digest_dup_text_hex ("abcdef", 3);
  g_autofree char *a = dup_digest ("ab", "c");
  g_autofree char *b = dup_digest ("a", "bc");
  g_autofree char *c = dup_digest ("abc", "");
  g_autofree char *d = dup_digest ("abc", NULL);
  const char *const all[] = { a, b, c, d };

  g_assert_cmpstr (known, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (part, ==, known);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    for (gsize j = 0; j < i; j++)
      g_assert_cmpstr (all[i], !=, all[j]);
  /* computed apart from the program: sha256 of the two lengths as 8 bytes, little endian, before "ab" and "c" */
  g_assert_cmpstr (a, ==, "43ee655579de01ca739b3f95c1c2d3f46d353b2c0df818064ea594506cdb2617");
}

/* Each field of a link changes it. */
static void
test_link (void)
{
  guint8 zero[PLUMB_DIGEST_BYTES] = { 0 };
  guint8 one[PLUMB_DIGEST_BYTES] = { 1 };
  guint8 links[9][PLUMB_DIGEST_BYTES];

  plumb_audit_link (zero, 1, 5, "a", "l", "vote", zero, "rows", 4, links[0]);
  plumb_audit_link (one, 1, 5, "a", "l", "vote", zero, "rows", 4, links[1]);
  plumb_audit_link (zero, 2, 5, "a", "l", "vote", zero, "rows", 4, links[2]);
  plumb_audit_link (zero, 1, 6, "a", "l", "vote", zero, "rows", 4, links[3]);
  plumb_audit_link (zero, 1, 5, NULL, "l", "vote", zero, "rows", 4, links[4]);
  plumb_audit_link (zero, 1, 5, "a", NULL, "vote", zero, "rows", 4, links[5]);
  plumb_audit_link (zero, 1, 5, "a", "l", "skip", zero, "rows", 4, links[6]);
  plumb_audit_link (zero, 1, 5, "a", "l", "vote", one, "rows", 4, links[7]);
  plumb_audit_link (zero, 1, 5, "a", "l", "vote", zero, "row", 3, links[8]);
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    for (gsize j = 0; j < i; j++)
      g_assert_cmpint (memcmp (links[i], links[j], PLUMB_DIGEST_BYTES), !=, 0);
}

static void
shuffle (GRand *random, GPtrArray *array)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint j = (guint)g_rand_int_range (random, 0, (gint32)i);
      gpointer kept = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[j];
      array->pdata[j] = kept;
    }
}

/* Whatever order a store hands things out in, a loop ends up in one. */
static void
test_order (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (PlumbLoop) loop = fixture_random_loop (random, NULL);
      GPtrArray *const arrays[] = { loop->people, loop->assignments, loop->flags, loop->votes, loop->verdicts, loop->decisions };
      gpointer *before[G_N_ELEMENTS (arrays)];

      plumb_loop_sort (loop);
      for (gsize j = 0; j < G_N_ELEMENTS (arrays); j++)
        before[j] = g_memdup2 (arrays[j]->pdata, arrays[j]->len * sizeof (gpointer));
      for (gsize j = 0; j < G_N_ELEMENTS (arrays); j++)
        shuffle (random, arrays[j]);
      plumb_loop_sort (loop);
      for (gsize j = 0; j < G_N_ELEMENTS (arrays); j++)
        {
          for (guint k = 0; k < arrays[j]->len; k++)
            g_assert_true (arrays[j]->pdata[k] == before[j][k]);
          g_free (before[j]);
        }
    }
}

static void
test_clock (void)
{
  PlumbScorecard *card = plumb_scorecard_new ("", NULL);

  card->elapsed = 10;
  g_assert_cmpint (plumb_scorecard_get_elapsed (card, 500), ==, 10);
  card->running_since = 100;
  g_assert_cmpint (plumb_scorecard_get_elapsed (card, 500), ==, 410);
  g_assert_cmpint (plumb_scorecard_get_elapsed (card, 50), ==, 10); /* the clock was set back */
  plumb_scorecard_free (card);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/library", test_library);
  g_test_add_func ("/values/template/default", test_template_default);
  g_test_add_func ("/values/template/identity", test_template_identity);
  g_test_add_func ("/values/template/damage", test_template_damage);
  g_test_add_func ("/values/template/wrecked", test_template_wrecked);
  g_test_add_func ("/values/template/overrides", test_overrides);
  g_test_add_func ("/values/canonical", test_canonical);
  g_test_add_func ("/values/hundredths", test_hundredths);
  g_test_add_func ("/values/question/json", test_question_json);
  g_test_add_func ("/values/question/anchors", test_anchors);
  g_test_add_func ("/values/question/filter", test_filter);
  g_test_add_func ("/values/presets", test_presets);
  g_test_add_func ("/values/misuse", test_misuse);
  g_test_add_func ("/values/digest", test_digest);
  g_test_add_func ("/values/link", test_link);
  g_test_add_func ("/values/order", test_order);
  g_test_add_func ("/values/clock", test_clock);
  return g_test_run ();
}
