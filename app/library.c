/* library.c - the questions and loop templates that ship: read from the program's own resources, once, and kept for good.
 *
 * The files are checked by the tests before a release; one that can't be read is left out with a critical message.
 */
#include "app/audit.h"
#include "app/error.h"
#include "app/resources.h"
#include "app/template.h"

#include <string.h>

#define QUESTIONS "questions"
#define LOOPS "loops"
#define DEFAULT_LOOP "backend-five-stage.json"

static json_t *
load_document (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (folder, "/", name, NULL);
  g_autoptr (GBytes) bytes = plumb_resource_load (path, error);
  json_error_t problem;
  json_t *document;
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  document = json_loadb (text, length, JSON_REJECT_DUPLICATES, &problem);
  if (document == NULL)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_CORRUPT, "%s, line %d: %s", path, problem.line, problem.text);
  return document;
}

/* The default loop before all others. */
static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *first = *(const char *const *)a;
  const char *second = *(const char *const *)b;
  gboolean first_leads = g_str_equal (first, DEFAULT_LOOP);

  return first_leads != g_str_equal (second, DEFAULT_LOOP) ? (first_leads ? -1 : 1) : strcmp (first, second);
}

static GPtrArray *
load_questions (void)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_question_unref);
  g_auto (GStrv) names = plumb_resource_list (QUESTIONS);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      json_t *document = load_document (QUESTIONS, names[i], &error);
      PlumbQuestion *question = document == NULL ? NULL : plumb_question_new_from_json (document, "$", &error);

      if (question != NULL)
        g_ptr_array_add (questions, question);
      else
        g_critical ("The shipped question %s can't be read: %s", names[i], error->message);
      json_decref (document);
    }
  return questions;
}

/* A question of the library as JSON (transfer full), or NULL. */
static json_t *
find_question (const char *id)
{
  GPtrArray *questions = plumb_library_list_questions ();

  for (guint i = 0; i < questions->len; i++)
    {
      const PlumbQuestion *question = g_ptr_array_index (questions, i);

      if (g_strcmp0 (question->id, id) == 0)
        return plumb_question_to_json (question);
    }
  return NULL;
}

/* Puts the questions the scripts name into the document: in script order, none twice. Unknown ones are left for the template's own
 * check to name. */
static void
embed_questions (json_t *document)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  json_t *questions = json_array ();
  json_t *stage;
  json_t *item;
  gsize s, i;

  json_array_foreach (json_object_get (document, "stages"), s, stage)
  {
    json_array_foreach (json_object_get (stage, "script"), i, item)
    {
      const char *id = json_string_value (json_object_get (item, "question"));
      json_t *question;

      if (id == NULL || !g_hash_table_add (seen, (gpointer)id))
        continue;
      question = find_question (id);
      if (question != NULL)
        json_array_append_new (questions, question);
    }
  }
  json_object_set_new (document, "questions", questions);
}

static GPtrArray *
load_templates (void)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_template_unref);
  g_auto (GStrv) names = plumb_resource_list (LOOPS);

  g_qsort_with_data (names, (int)g_strv_length (names), sizeof *names, compare_names, NULL);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      json_t *document = load_document (LOOPS, names[i], &error);
      PlumbTemplate *template = NULL;

      if (document != NULL)
        {
          embed_questions (document);
          template = plumb_template_new_from_json (document, "$", &error);
          json_decref (document);
        }
      if (template != NULL)
        g_ptr_array_add (templates, template);
      else
        g_critical ("The shipped loop %s can't be read: %s", names[i], error->message);
    }
  return templates;
}

GPtrArray *
plumb_library_list_questions (void)
{
  static gsize once = 0;
  static GPtrArray *questions;

  if (g_once_init_enter (&once))
    {
      questions = load_questions ();
      g_once_init_leave (&once, 1);
    }
  return questions;
}

GPtrArray *
plumb_library_list_templates (void)
{
  static gsize once = 0;
  static GPtrArray *templates;

  if (g_once_init_enter (&once))
    {
      templates = load_templates ();
      g_once_init_leave (&once, 1);
    }
  return templates;
}

char *
plumb_library_dup_stamp (void)
{
  static const char *const folders[] = { QUESTIONS, LOOPS };
  PlumbDigest *digest = plumb_digest_new ();
  guint8 bytes[PLUMB_DIGEST_BYTES];

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_auto (GStrv) names = plumb_resource_list (folders[i]);

      for (gsize j = 0; names[j] != NULL; j++)
        {
          g_autofree char *path = g_strconcat (folders[i], "/", names[j], NULL);
          g_autoptr (GBytes) file = plumb_resource_load (path, NULL);

          plumb_digest_add_text (digest, path);
          if (file != NULL)
            plumb_digest_add_bytes (digest, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
        }
    }
  plumb_digest_finish (digest, bytes);
  return plumb_digest_dup_hex (bytes);
}
