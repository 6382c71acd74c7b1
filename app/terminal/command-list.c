/* command-list.c - people, loops, questions, templates. */
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"

#include <math.h>

#define ID_SHOWN 8 /* enough of an id to name it by */

/* To two decimals as every other figure: halves go up, also where the double that stands for the exact value lies a hair below. */
static char *
dup_number (gboolean known, double number)
{
  double halves = round (number * 200);
  int hundredths;

  if (!known || isnan (number))
    return g_strdup ("–");
  hundredths = (int)(halves / 200 == number ? ceil (halves / 2) : round (number * 100));
  return g_strdup_printf ("%d.%02d", hundredths / 100, hundredths % 100);
}

static void
print_people (GPtrArray *people)
{
  g_autoptr (PlumbListing) listing
      = plumb_listing_new ((const char *const[]){ "ID", "NAME", "ROLE", ">SENIORITY", "E-MAIL", NULL });

  for (guint i = 0; i < people->len; i++)
    {
      const PlumbPerson *person = g_ptr_array_index (people, i);
      g_autofree char *id = g_strndup (person->id, ID_SHOWN);
      g_autofree char *seniority = person->seniority > 0 ? g_strdup_printf ("%d", person->seniority) : g_strdup ("–");

      plumb_listing_add (listing, id, person->name, plumb_role_to_label (person->role), seniority, person->email);
    }
  plumb_listing_print (listing, 0);
}

static void
print_loops (GPtrArray *loops)
{
  g_autoptr (PlumbListing) listing = plumb_listing_new (
      (const char *const[]){ "ID", "CANDIDATE", "ROLE", "STATE", "CARDS", ">SCORE", ">COVERAGE", "OUTCOME", "DECISION", NULL });

  for (guint i = 0; i < loops->len; i++)
    {
      const PlumbLoopSummary *loop = g_ptr_array_index (loops, i);
      g_autofree char *id = g_strndup (loop->id, ID_SHOWN);
      g_autofree char *composite = dup_number (loop->has_figures, loop->composite);
      g_autofree char *coverage = dup_number (loop->has_figures, loop->coverage);

      plumb_listing_add (listing, id, loop->candidate, loop->role, plumb_loop_state_to_label (loop->state), loop->progress,
                         composite, coverage, loop->has_figures ? plumb_outcome_to_label (loop->outcome) : "–",
                         loop->has_decision ? plumb_decision_to_label (loop->decision) : "–");
    }
  plumb_listing_print (listing, 0);
}

static void
print_questions (GPtrArray *questions)
{
  g_autoptr (PlumbListing) listing
      = plumb_listing_new ((const char *const[]){ "ID", "TITLE", "COMPETENCY", "KIND", "LEVEL", ">MIN", "SOURCES", NULL });

  for (guint i = 0; i < questions->len; i++)
    {
      const PlumbQuestion *question = g_ptr_array_index (questions, i);
      g_autofree char *minutes = g_strdup_printf ("%d", question->minutes);
      g_autofree char *sources = g_strjoinv (" ", question->sources);

      plumb_listing_add (listing, question->id, question->title, question->competency, question->kind, question->level, minutes,
                         sources);
    }
  plumb_listing_print (listing, 0);
}

static void
print_templates (GPtrArray *templates)
{
  g_autoptr (PlumbListing) listing
      = plumb_listing_new ((const char *const[]){ "KEY", ">VERSION", "TITLE", "ROLE", ">STAGES", ">QUESTIONS", ">MIN", NULL });

  for (guint i = 0; i < templates->len; i++)
    {
      const PlumbTemplate *template = g_ptr_array_index (templates, i);
      g_autofree char *version = g_strdup_printf ("%d", template->version);
      g_autofree char *n_stages = g_strdup_printf ("%u", template->stages->len);
      g_autofree char *n_questions = NULL;
      g_autofree char *n_minutes = NULL;
      guint questions = 0;
      int minutes = 0;

      for (guint j = 0; j < template->stages->len; j++)
        {
          const PlumbStage *stage = g_ptr_array_index (template->stages, j);

          questions += stage->script->len;
          minutes += stage->minutes;
        }
      n_questions = g_strdup_printf ("%u", questions);
      n_minutes = g_strdup_printf ("%d", minutes);
      plumb_listing_add (listing, template->key, version, template->title, template->role, n_stages, n_questions, n_minutes);
    }
  plumb_listing_print (listing, 0);
}

/* Prints either form of what was listed. */
static void
print_listed (gboolean json, GPtrArray *listed, json_t *(*document) (GPtrArray *), void (*table) (GPtrArray *))
{
  json_t *value;

  if (!json)
    {
      table (listed);
      return;
    }
  value = document (listed);
  plumb_print_json (value);
  json_decref (value);
}

gboolean
plumb_run_people (PlumbTerminal *terminal, GError **error)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON document", NULL }, { NULL } };
  g_autoptr (GPtrArray) people = NULL;

  if (!plumb_terminal_parse (terminal, entries, error) || !plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error))
    return FALSE;
  people = plumb_store_list_people (terminal->store, error);
  if (people == NULL)
    return FALSE;
  print_listed (json, people, plumb_document_people, print_people);
  return TRUE;
}

gboolean
plumb_run_loops (PlumbTerminal *terminal, GError **error)
{
  gboolean json = FALSE;
  g_autofree char *as = NULL;
  g_autofree char *role = NULL;
  g_autofree char *state = NULL;
  g_autofree char *search = NULL;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &as, "As this person may see them", "PERSON" },
    { "role", 0, 0, G_OPTION_ARG_FILENAME, &role, "Only those for this role", "ROLE" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state, "Only those that are open, decided or closed", "STATE" },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &search, "Only those with this in candidate, role or panel", "TEXT" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON document", NULL },
    { NULL },
  };
  g_autofree char *viewer = NULL;
  g_autoptr (GPtrArray) loops = NULL;
  PlumbLoopFilter filter = { .state = -1 };
  PlumbLoopState wanted;

  if (!plumb_terminal_parse (terminal, entries, error))
    return FALSE;
  if (state != NULL && !plumb_loop_state_from_nick (state, &wanted))
    return plumb_terminal_refuse (error, "“%s” is no state of a loop: open, decided or closed.", state);
  filter.text = search;
  filter.role = role;
  filter.state = state != NULL ? (int)wanted : -1;
  if (!plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error) || !plumb_terminal_find_viewer (terminal, as, &viewer, error))
    return FALSE;
  loops = plumb_store_list_loops (terminal->store, viewer, &filter, error);
  if (loops == NULL)
    return FALSE;
  print_listed (json, loops, plumb_document_loops, print_loops);
  return TRUE;
}

/* A word that is none of those there are is a slip, not an empty answer. */
static gboolean
check_word (const char *option, const char *word, const char *const *known, GError **error)
{
  g_autofree char *list = NULL;

  if (word == NULL || g_strv_contains (known, word))
    return TRUE;
  list = g_strjoinv (", ", (GStrv)known);
  return plumb_terminal_refuse (error, "--%s is one of %s, not “%s”.", option, list, word);
}

gboolean
plumb_run_questions (PlumbTerminal *terminal, GError **error)
{
  static const char *const sources[] = { "S1", "S2", "S3", "S4", "S5", NULL };
  gboolean json = FALSE;
  g_autofree char *source = NULL;
  g_autofree char *competency = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *level = NULL;
  g_autofree char *topic = NULL;
  g_autofree char *search = NULL;
  const GOptionEntry entries[] = {
    { "source", 0, 0, G_OPTION_ARG_FILENAME, &source, "Only those that stem from this guide: S1 … S5", "SOURCE" },
    { "competency", 0, 0, G_OPTION_ARG_FILENAME, &competency, "Only those that gather evidence for this competency", "KEY" },
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &kind, "Only those of this kind", "KIND" },
    { "level", 0, 0, G_OPTION_ARG_FILENAME, &level, "Only those of this level", "LEVEL" },
    { "topic", 0, 0, G_OPTION_ARG_FILENAME, &topic, "Only those about this must-know topic", "TOPIC" },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &search, "Only those with this anywhere in their texts", "TEXT" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON document", NULL },
    { NULL },
  };
  PlumbQuestionFilter filter = { 0 };
  g_autoptr (GPtrArray) questions = NULL;

  if (!plumb_terminal_parse (terminal, entries, error) || !check_word ("source", source, sources, error)
      || !check_word ("kind", kind, plumb_question_kinds, error) || !check_word ("level", level, plumb_question_levels, error)
      || !check_word ("topic", topic, plumb_question_topics, error)
      || !plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error))
    return FALSE;
  filter = (PlumbQuestionFilter){ source, competency, kind, level, topic, search };
  questions = plumb_store_list_questions (terminal->store, &filter, error);
  if (questions == NULL)
    return FALSE;
  print_listed (json, questions, plumb_document_questions, print_questions);
  return TRUE;
}

gboolean
plumb_run_templates (PlumbTerminal *terminal, GError **error)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON document", NULL }, { NULL } };
  g_autoptr (GPtrArray) templates = NULL;

  if (!plumb_terminal_parse (terminal, entries, error) || !plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error))
    return FALSE;
  templates = plumb_store_list_templates (terminal->store, error);
  if (templates == NULL)
    return FALSE;
  print_listed (json, templates, plumb_document_templates, print_templates);
  return TRUE;
}
