/* demo.c - reads the demo documents from the program's resources and moves them to the present, by whole days: interviews stay in
 * working hours.
 *
 * Two walks over every instant of every loop by the same function: one finds the newest that something was done at, one adds. What is
 * only scheduled may lie in the future.
 */
#include "app/demo.h"

#include "app/exchange.h"
#include "app/resources.h"

#define FOLDER "demo"
#define MARGIN (4 * G_TIME_SPAN_MINUTE)

typedef void (*VisitInstant) (PlumbInstant *instant, gboolean done, gpointer data);

static void
visit_card (PlumbScorecard *card, VisitInstant visit, gpointer data)
{
  visit (&card->started_at, TRUE, data);
  visit (&card->submitted_at, TRUE, data);
  visit (&card->running_since, TRUE, data);
  for (guint i = 0; i < card->answers->len; i++)
    visit (&((PlumbAnswer *)g_ptr_array_index (card->answers, i))->updated_at, TRUE, data);
  for (guint i = 0; i < card->amendments->len; i++)
    visit (&((PlumbAmendment *)g_ptr_array_index (card->amendments, i))->at, TRUE, data);
}

static void
visit_loop (PlumbLoop *loop, VisitInstant visit, gpointer data)
{
  visit (&loop->opened_at, TRUE, data);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      visit (&assignment->scheduled_at, FALSE, data);
      visit_card (assignment->card, visit, data);
    }
  for (guint i = 0; i < loop->flags->len; i++)
    {
      PlumbFlag *flag = g_ptr_array_index (loop->flags, i);

      visit (&flag->raised_at, TRUE, data);
      visit (&flag->resolved_at, TRUE, data);
      for (guint k = 0; k < flag->events->len; k++)
        visit (&((PlumbFlagEvent *)g_ptr_array_index (flag->events, k))->at, TRUE, data);
    }
  for (guint i = 0; i < loop->votes->len; i++)
    visit (&((PlumbVote *)g_ptr_array_index (loop->votes, i))->at, TRUE, data);
  for (guint i = 0; i < loop->verdicts->len; i++)
    visit (&((PlumbVerdict *)g_ptr_array_index (loop->verdicts, i))->at, TRUE, data);
  for (guint i = 0; i < loop->decisions->len; i++)
    visit (&((PlumbDecision *)g_ptr_array_index (loop->decisions, i))->at, TRUE, data);
  for (guint i = 0; i < loop->debriefs->len; i++)
    visit (&((PlumbDebrief *)g_ptr_array_index (loop->debriefs, i))->at, TRUE, data);
  for (guint i = 0; i < loop->points->len; i++)
    visit (&((PlumbPoint *)g_ptr_array_index (loop->points, i))->at, TRUE, data);
  for (guint i = 0; i < loop->stage_skips->len; i++)
    visit (&((PlumbStageSkip *)g_ptr_array_index (loop->stage_skips, i))->at, TRUE, data);
  for (guint i = 0; i < loop->seals->len; i++)
    visit (&((PlumbSeal *)g_ptr_array_index (loop->seals, i))->at, TRUE, data);
}

static void
find_newest (PlumbInstant *instant, gboolean done, gpointer data)
{
  PlumbInstant *newest = data;

  if (done)
    *newest = MAX (*newest, *instant);
}

static void
move (PlumbInstant *instant, gboolean done, gpointer data)
{
  if (*instant != 0)
    *instant += *(gint64 *)data;
}

/* The documents name the shipped templates and need not carry them. */
static PlumbTemplate *
find_shipped (const char *key, int version, gpointer data)
{
  GPtrArray *templates = plumb_library_list_templates ();

  for (guint i = 0; i < templates->len; i++)
    {
      PlumbTemplate *template = g_ptr_array_index (templates, i);

      if (template->version == version && g_str_equal (template->key, key))
        return plumb_template_ref (template);
    }
  return NULL;
}

static PlumbInstant
get_newest (PlumbLoop *loop)
{
  PlumbInstant newest = 0;

  visit_loop (loop, find_newest, &newest);
  return newest;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  PlumbInstant first = get_newest (*(PlumbLoop *const *)a);
  PlumbInstant second = get_newest (*(PlumbLoop *const *)b);

  return first < second ? -1 : first > second;
}

static gboolean
read_document (const char *name, GPtrArray *loops, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER "/", name, NULL);
  g_autoptr (GBytes) bytes = plumb_resource_load (path, error);
  GPtrArray *read;

  if (bytes == NULL)
    return FALSE;
  read = plumb_exchange_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), find_shipped, NULL, error);
  if (read == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  g_ptr_array_extend_and_steal (loops, read);
  return TRUE;
}

GPtrArray *
plumb_demo_list_loops (PlumbInstant now, GError **error)
{
  g_autoptr (GPtrArray) loops = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_loop_free);
  g_auto (GStrv) names = plumb_resource_list (FOLDER);
  PlumbInstant newest;
  gint64 span;

  for (guint i = 0; names[i] != NULL; i++)
    if (!read_document (names[i], loops, error))
      return NULL;
  if (loops->len == 0)
    return g_steal_pointer (&loops);
  g_ptr_array_sort (loops, compare_newest);
  newest = get_newest (g_ptr_array_index (loops, loops->len - 1));
  span = (now - MARGIN - newest) / G_TIME_SPAN_DAY * G_TIME_SPAN_DAY;
  if (newest + span > now - MARGIN)
    span -= G_TIME_SPAN_DAY;
  for (guint i = 0; i < loops->len; i++)
    visit_loop (g_ptr_array_index (loops, i), move, &span);
  return g_steal_pointer (&loops);
}
