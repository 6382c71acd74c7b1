/* template.c - a template version is read completely checked and never changes afterwards; its hash names what was read. */
#include "app/template.h"

#include "app/audit.h"
#include "app/text.h"

#define COMPETENCIES_MAX 12
#define STAGES_MAX 20
#define SCRIPT_MAX 20
#define QUESTIONS_MAX (STAGES_MAX * SCRIPT_MAX)
#define WEIGHT_MAX 1000
#define MINUTES_MAX 100000
#define FULL_PERCENT 10000 /* in hundredths */

static void
competency_free (gpointer data)
{
  PlumbCompetency *competency = data;

  g_free (competency->key);
  g_free (competency->name);
  g_free (competency->short_name);
  g_free (competency->about);
  g_free (competency);
}

static void
script_item_free (gpointer data)
{
  PlumbScriptItem *item = data;

  g_clear_pointer (&item->question, plumb_question_unref);
  g_free (item);
}

static void
group_free (gpointer data)
{
  PlumbGroup *group = data;

  g_free (group->key);
  g_free (group->title);
  g_free (group);
}

static void
stage_free (gpointer data)
{
  PlumbStage *stage = data;

  g_free (stage->key);
  g_free (stage->title);
  g_free (stage->short_title);
  g_free (stage->format);
  g_free (stage->group);
  g_free (stage->about);
  g_clear_pointer (&stage->script, g_ptr_array_unref);
  g_free (stage);
}

static void
template_free (PlumbTemplate *template)
{
  g_free (template->key);
  g_free (template->sha256);
  g_free (template->title);
  g_free (template->role);
  g_free (template->summary);
  g_free (template->weights_note);
  g_strfreev (template->sources);
  g_strfreev (template->labels);
  g_clear_pointer (&template->competencies, g_ptr_array_unref);
  g_clear_pointer (&template->groups, g_ptr_array_unref);
  g_clear_pointer (&template->stages, g_ptr_array_unref);
  g_clear_pointer (&template->flags, g_ptr_array_unref);
  g_clear_pointer (&template->document, json_decref);
  g_free (template);
}

static void
read_scale (PlumbTemplate *template, const PlumbPlace *root)
{
  static const char *const names[] = { "points", "labels", NULL };
  PlumbPlace scale = plumb_place_member (root, "scale");

  if (!plumb_place_expect_object (&scale, names))
    return;
  template->points = (int)plumb_place_get_integer (&scale, "points", 2, PLUMB_POINTS_MAX);
  template->labels = plumb_place_dup_texts (&scale, "labels", 2, PLUMB_POINTS_MAX, PLUMB_NAME_MAX, TRUE);
  if (!plumb_place_failed (root) && g_strv_length (template->labels) != (guint) template->points)
    plumb_place_fail_member (&scale, "labels", "a scale of %d points has %d labels", template->points, template->points);
}

static void
read_competencies (PlumbTemplate *template, const PlumbPlace *root)
{
  static const char *const names[] = { "key", "name", "short", "weight", "about", NULL };
  PlumbPlace list = plumb_place_member (root, "competencies");
  gsize n = plumb_place_expect_array (&list, 1, COMPETENCIES_MAX);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      PlumbCompetency *competency;

      if (!plumb_place_expect_object (&place, names))
        return;
      competency = g_new0 (PlumbCompetency, 1);
      g_ptr_array_add (template->competencies, competency);
      competency->key = plumb_place_dup_key (&place, "key");
      competency->name = plumb_place_dup_filled (&place, "name", PLUMB_NAME_MAX);
      competency->short_name = plumb_place_dup_filled (&place, "short", PLUMB_NAME_MAX);
      competency->weight = (int)plumb_place_get_integer (&place, "weight", 1, WEIGHT_MAX);
      competency->about = plumb_place_dup_text (&place, "about", PLUMB_LINE_MAX);
      plumb_place_expect_new (&place, "key", seen, competency->key);
    }
}

static void
read_groups (PlumbTemplate *template, const PlumbPlace *root)
{
  static const char *const names[] = { "key", "title", "minutes", NULL };
  PlumbPlace list = plumb_place_member (root, "groups");
  gsize n = plumb_place_expect_array (&list, 0, STAGES_MAX);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      PlumbGroup *group;

      if (!plumb_place_expect_object (&place, names))
        return;
      group = g_new0 (PlumbGroup, 1);
      g_ptr_array_add (template->groups, group);
      group->key = plumb_place_dup_key (&place, "key");
      group->title = plumb_place_dup_filled (&place, "title", PLUMB_NAME_MAX);
      group->minutes = (int)plumb_place_get_integer (&place, "minutes", 1, MINUTES_MAX);
      plumb_place_expect_new (&place, "key", seen, group->key);
    }
}

/* The embedded questions by id; the set owns a reference to each. */
static GHashTable *
read_questions (const PlumbTemplate *template, const PlumbPlace *root)
{
  PlumbPlace list = plumb_place_member (root, "questions");
  gsize n = plumb_place_expect_array (&list, 1, QUESTIONS_MAX);
  GHashTable *questions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)plumb_question_unref);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      PlumbQuestion *question = plumb_question_read (&place);

      if (question == NULL)
        break;
      if (plumb_template_get_competency (template, question->competency, NULL) == NULL)
        plumb_place_fail_member (&place, "competency", "the template has no competency “%s”", question->competency);
      if (g_hash_table_contains (questions, question->id))
        plumb_place_fail_member (&place, "id", "“%s” is there twice", question->id);
      g_hash_table_replace (questions, question->id, question);
    }
  return questions;
}

static void
read_script (PlumbStage *stage, const PlumbPlace *stage_place, GHashTable *questions)
{
  static const char *const names[] = { "question", "weight", "minutes", NULL };
  PlumbPlace list = plumb_place_member (stage_place, "script");
  gsize n = plumb_place_expect_array (&list, 1, SCRIPT_MAX);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      PlumbScriptItem *item;
      PlumbQuestion *question;

      if (!plumb_place_expect_object (&place, names))
        return;
      question = g_hash_table_lookup (questions, plumb_place_get_string (&place, "question"));
      if (question == NULL)
        {
          plumb_place_fail_member (&place, "question", "there is no such question in the document's “questions”");
          return;
        }
      item = g_new0 (PlumbScriptItem, 1);
      g_ptr_array_add (stage->script, item);
      item->question = plumb_question_ref (question);
      item->weight = (int)plumb_place_get_integer (&place, "weight", 1, WEIGHT_MAX);
      item->minutes = (int)plumb_place_get_integer (&place, "minutes", 1, MINUTES_MAX);
      plumb_place_expect_new (&place, "question", seen, question->id);
    }
}

static void
read_stage (PlumbTemplate *template, PlumbStage *stage, const PlumbPlace *place, GHashTable *questions)
{
  stage->key = plumb_place_dup_key (place, "key");
  stage->title = plumb_place_dup_filled (place, "title", PLUMB_NAME_MAX);
  stage->short_title = plumb_place_dup_filled (place, "short", PLUMB_NAME_MAX);
  stage->format = plumb_place_dup_text (place, "format", PLUMB_NAME_MAX);
  stage->minutes = (int)plumb_place_get_integer (place, "minutes", 1, MINUTES_MAX);
  stage->weight = (int)plumb_place_get_integer (place, "weight", 1, WEIGHT_MAX);
  stage->group = plumb_place_dup_key_or_null (place, "group");
  plumb_place_read_word (place, "seat", plumb_seat_from_nick, &stage->seat);
  stage->about = plumb_place_dup_text (place, "about", PLUMB_LINE_MAX);
  read_script (stage, place, questions);
  if (!plumb_place_failed (place) && !plumb_seat_counts (stage->seat))
    plumb_place_fail_member (place, "seat", "a stage is given to a seat that counts: neither shadow nor observer");
  if (!plumb_place_failed (place) && stage->group != NULL && plumb_template_get_group_title (template, stage) == NULL)
    plumb_place_fail_member (place, "group", "the template has no group “%s”", stage->group);
}

static void
read_stages (PlumbTemplate *template, const PlumbPlace *root, GHashTable *questions)
{
  static const char *const names[]
      = { "key", "title", "short", "format", "minutes", "weight", "group", "seat", "about", "script", NULL };
  PlumbPlace list = plumb_place_member (root, "stages");
  gsize n = plumb_place_expect_array (&list, 1, STAGES_MAX);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      PlumbStage *stage;

      if (!plumb_place_expect_object (&place, names))
        return;
      stage = g_new0 (PlumbStage, 1);
      stage->script = g_ptr_array_new_with_free_func (script_item_free);
      g_ptr_array_add (template->stages, stage);
      read_stage (template, stage, &place, questions);
      plumb_place_expect_new (&place, "key", seen, stage->key);
    }
}

/* A question that no script asks would travel and be hashed for nothing: most likely a reference is misspelt. */
static void
expect_all_asked (const PlumbTemplate *template, const PlumbPlace *root)
{
  PlumbPlace list = plumb_place_member (root, "questions");

  for (gsize i = 0; i < json_array_size (list.value) && !plumb_place_failed (root); i++)
    {
      PlumbPlace place = plumb_place_element (&list, i);
      const char *id = plumb_place_get_string (&place, "id");
      gboolean asked = FALSE;

      for (guint s = 0; s < template->stages->len && !asked; s++)
        asked = plumb_stage_get_item (g_ptr_array_index (template->stages, s), id, NULL) != NULL;
      if (!asked)
        plumb_place_fail (&place, "no script asks “%s”", id);
    }
}

static void
read_policy (PlumbTemplate *template, const PlumbPlace *root)
{
  static const char *const names[]
      = { "bar", "coverage", "floor", "floor_share", "visibility", "override", "?override_veto", NULL };
  PlumbPlace place = plumb_place_member (root, "policy");
  PlumbPolicy *policy = &template->policy;

  if (!plumb_place_expect_object (&place, names))
    return;
  policy->bar = plumb_place_get_hundredths (&place, "bar", 100, template->points * 100);
  policy->coverage = plumb_place_get_hundredths (&place, "coverage", 0, FULL_PERCENT);
  policy->floor = plumb_place_get_hundredths (&place, "floor", 0, template->points * 100);
  policy->floor_share = plumb_place_get_hundredths (&place, "floor_share", 0, FULL_PERCENT);
  plumb_place_read_word (&place, "visibility", plumb_visibility_from_nick, &policy->visibility);
  policy->override = plumb_place_get_boolean (&place, "override");
  if (plumb_place_member (&place, "override_veto").value != NULL) /* absent in templates of older programs: refused */
    policy->override_veto = plumb_place_get_boolean (&place, "override_veto");
  if (policy->override_veto && !policy->override)
    plumb_place_fail_member (&place, "override_veto", "a hire over a veto goes against the outcome, which “override” refuses");
}

static void
read_template (PlumbTemplate *template, const PlumbPlace *root)
{
  g_autoptr (GHashTable) questions = NULL;

  template->key = plumb_place_dup_key (root, "key");
  template->version = (int)plumb_place_get_integer (root, "version", 1, G_MAXINT);
  template->title = plumb_place_dup_filled (root, "title", PLUMB_NAME_MAX);
  template->role = plumb_place_dup_filled (root, "role", PLUMB_NAME_MAX);
  template->summary = plumb_place_dup_text (root, "summary", PLUMB_LINE_MAX);
  template->weights_note = plumb_place_dup_text (root, "weights_note", PLUMB_LINE_MAX);
  template->sources = plumb_place_dup_texts (root, "sources", 0, COMPETENCIES_MAX, PLUMB_KEY_MAX, TRUE);
  template->competencies = g_ptr_array_new_with_free_func (competency_free);
  template->groups = g_ptr_array_new_with_free_func (group_free);
  template->stages = g_ptr_array_new_with_free_func (stage_free);
  read_scale (template, root);
  read_competencies (template, root);
  read_groups (template, root);
  questions = read_questions (template, root);
  read_stages (template, root, questions);
  expect_all_asked (template, root);
  template->flags = plumb_flag_choices_read (root, "flags");
  read_policy (template, root);
}

PlumbTemplate *
plumb_template_new_from_json (json_t *document, const char *path, GError **error)
{
  static const char *const names[]
      = { "key",          "version", "title",  "role",  "summary", "weights_note", "sources", "scale",
          "competencies", "groups",  "stages", "flags", "policy",  "questions",    NULL };
  GError *problem = NULL;
  PlumbPlace root;
  PlumbTemplate *template;
  g_autofree char *canonical = NULL;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);
  root = plumb_place_root (path, document, &problem);
  template = g_new0 (PlumbTemplate, 1);
  g_atomic_ref_count_init (&template->refs);
  if (plumb_place_expect_object (&root, names))
    read_template (template, &root);
  if (problem != NULL)
    {
      template_free (template);
      g_propagate_error (error, problem);
      return NULL;
    }
  canonical = plumb_json_dup_canonical (document);
  template->sha256 = plumb_digest_dup_text_hex (canonical, -1);
  template->document = json_loads (canonical, 0, NULL); /* read back, so that keys stand in one order wherever it came from */
  return template;
}

PlumbTemplate *
plumb_template_ref (PlumbTemplate *template)
{
  g_return_val_if_fail (template != NULL, NULL);
  g_atomic_ref_count_inc (&template->refs);
  return template;
}

void
plumb_template_unref (PlumbTemplate *template)
{
  g_return_if_fail (template != NULL);
  if (g_atomic_ref_count_dec (&template->refs))
    template_free (template);
}

const PlumbStage *
plumb_template_get_stage (const PlumbTemplate *template, const char *key, guint *position)
{
  g_return_val_if_fail (template != NULL, NULL);
  for (guint i = 0; i < template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (template->stages, i);

      if (g_strcmp0 (stage->key, key) != 0)
        continue;
      if (position != NULL)
        *position = i;
      return stage;
    }
  return NULL;
}

const PlumbCompetency *
plumb_template_get_competency (const PlumbTemplate *template, const char *key, guint *position)
{
  g_return_val_if_fail (template != NULL, NULL);
  for (guint i = 0; i < template->competencies->len; i++)
    {
      const PlumbCompetency *competency = g_ptr_array_index (template->competencies, i);

      if (g_strcmp0 (competency->key, key) != 0)
        continue;
      if (position != NULL)
        *position = i;
      return competency;
    }
  return NULL;
}

const PlumbScriptItem *
plumb_stage_get_item (const PlumbStage *stage, const char *question_id, guint *position)
{
  g_return_val_if_fail (stage != NULL, NULL);
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      if (g_strcmp0 (item->question->id, question_id) != 0)
        continue;
      if (position != NULL)
        *position = i;
      return item;
    }
  return NULL;
}

int
plumb_template_get_weight_sum (const PlumbTemplate *template)
{
  int sum = 0;

  g_return_val_if_fail (template != NULL, 0);
  for (guint i = 0; i < template->competencies->len; i++)
    sum += ((PlumbCompetency *)g_ptr_array_index (template->competencies, i))->weight;
  return sum;
}

const char *
plumb_template_get_group_title (const PlumbTemplate *template, const PlumbStage *stage)
{
  g_return_val_if_fail (template != NULL && stage != NULL, NULL);
  for (guint i = 0; stage->group != NULL && i < template->groups->len; i++)
    {
      const PlumbGroup *group = g_ptr_array_index (template->groups, i);

      if (g_str_equal (group->key, stage->group))
        return group->title;
    }
  return NULL;
}

const char *
plumb_template_get_point_label (const PlumbTemplate *template, int point)
{
  g_return_val_if_fail (template != NULL, NULL);
  g_return_val_if_fail (point >= 1 && point <= template->points, NULL);
  return template->labels[point - 1];
}

const char *
plumb_policy_get_override_sentence (const PlumbPolicy *policy)
{
  g_return_val_if_fail (policy != NULL, "");
  if (!policy->override)
    return "A hire against the outcome is refused.";
  if (!policy->override_veto)
    return "A hire against the outcome needs a written reason; over the bar raiser's veto it is refused.";
  return "A hire against the outcome, also over the bar raiser's veto, needs a written reason.";
}

const char *const *
plumb_scale_get_preset (int points)
{
  static const char *const four[] = { "Below", "Near", "Meets", "Exceeds", NULL };
  static const char *const five[] = { "Well below", "Below", "Near", "Meets", "Exceeds", NULL };
  static const char *const seven[] = { "Far below", "Well below", "Below", "Near", "Meets", "Exceeds", "Outstanding", NULL };

  return points == 4 ? four : points == 5 ? five : points == 7 ? seven : NULL;
}

/* Fifteen significant digits are what a double keeps of any decimal; pinned here, so that no release of the JSON library writes a
 * threshold differently and so changes a hash. */
char *
plumb_json_dup_canonical (json_t *value)
{
  char *dumped;
  char *canonical;

  g_return_val_if_fail (value != NULL, NULL);
  dumped = json_dumps (value, JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION (15));
  canonical = g_strdup (dumped);
  free (dumped);
  return canonical;
}
