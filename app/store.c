/* store.c - the store's front: checks arguments and the thread, calls the engine, matches names.
 *
 * Which engine: there is one so far, and every location is the path of a workspace file.
 */
#include "app/store-private.h"
#include "app/text.h"

#include <string.h>

#define PREFIX_MIN 4   /* characters of an id that may stand for the whole */
#define CHOICES_MAX 10 /* that the message about an ambiguous name lists */

/* A thing that can be found by name. Borrowed from the list it was read from. */
typedef struct
{
  const char *id;
  const char *name;
  const char *about; /* what tells it from others of the same name */
} Named;

static gboolean
is_here (PlumbStore *store)
{
  return store != NULL && store->owner == g_thread_self ();
}

/* Not by collation: to a locale that knows nothing of a script, all its letters are alike. */
static char *
dup_folded (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : name, -1);
}

static gboolean
is_alike (const char *a, const char *b)
{
  g_autofree char *folded_a = dup_folded (a);
  g_autofree char *folded_b = dup_folded (b);

  return g_str_equal (folded_a, folded_b);
}

static gboolean
is_equal (const char *name, const char *text)
{
  return g_str_equal (name, text);
}

/* The first way of matching that fits any decides: exact, else caseless, else containing. */
static GPtrArray *
match_names (GArray *things, const char *text)
{
  static gboolean (*const ways[]) (const char *name, const char *text) = { is_equal, is_alike, plumb_text_matches };
  GPtrArray *matches = g_ptr_array_new ();

  for (gsize way = 0; way < G_N_ELEMENTS (ways) && matches->len == 0; way++)
    for (guint i = 0; i < things->len; i++)
      if (ways[way](g_array_index (things, Named, i).name, text))
        g_ptr_array_add (matches, &g_array_index (things, Named, i));
  return matches;
}

static char *
fail_ambiguous (const char *kind, const char *text, GPtrArray *matches, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (matches->len, CHOICES_MAX); i++)
    {
      const Named *thing = g_ptr_array_index (matches, i);

      g_string_append_printf (list, "\n  %.8s  %s%s%s", thing->id, thing->name, *thing->about != '\0' ? ", " : "", thing->about);
    }
  if (matches->len > CHOICES_MAX)
    g_string_append_printf (list, "\n  and %u more", matches->len - CHOICES_MAX);
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_AMBIGUOUS, "“%s” fits more than one %s; give the first characters of its id:%s",
               text, kind, list->str);
  return NULL;
}

/* `ids` are those that start with the text. Somebody whose whole name is the text ("Beda", "Ada") is meant no less than they are; a
 * part of a name only when nothing else fits. */
static char *
choose (const char *kind, const char *text, GPtrArray *ids, GArray *things, GError **error)
{
  g_autoptr (GPtrArray) matches = g_ptr_array_new ();

  for (guint i = 0; i < things->len; i++)
    {
      Named *thing = &g_array_index (things, Named, i);

      if (g_ptr_array_find_with_equal_func (ids, thing->id, g_str_equal, NULL) || (ids->len > 0 && is_alike (thing->name, text)))
        g_ptr_array_add (matches, thing);
    }
  if (matches->len == 0)
    {
      g_ptr_array_unref (matches);
      matches = match_names (things, text);
    }
  if (matches->len == 1)
    return g_strdup (((Named *)g_ptr_array_index (matches, 0))->id);
  if (matches->len > 1)
    return fail_ambiguous (kind, text, matches, error);
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "There is no %s “%s”.", kind, text);
  return NULL;
}

/* The only id that starts with `text`, when `text` can't be a name as well; else NULL, and the names have to be looked at. */
static char *
dup_only_id (GPtrArray *ids, const char *text)
{
  return ids->len == 1 && strpbrk (text, "0123456789-") != NULL ? g_strdup (g_ptr_array_index (ids, 0)) : NULL;
}

/* Ids that start with `text`; empty when it is too short or no id begins like that. */
static GPtrArray *
list_ids (PlumbStore *store, const char *text, GPtrArray *(*find) (PlumbStore *, const char *, GError **), GError **error)
{
  g_autofree char *prefix = g_ascii_strdown (text, -1);

  if (strlen (prefix) < PREFIX_MIN || strspn (prefix, "0123456789abcdef-") != strlen (prefix))
    return g_ptr_array_new_with_free_func (g_free);
  return find (store, prefix, error);
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const PlumbPerson *first = *(PlumbPerson *const *)a;
  const PlumbPerson *second = *(PlumbPerson *const *)b;
  int order = g_utf8_collate (first->name, second->name);

  return order != 0 ? order : strcmp (first->id, second->id);
}

PlumbStore *
plumb_store_open (const char *location, PlumbStoreFlags flags, GError **error)
{
  const PlumbStoreEngine *engine = &plumb_sqlite_engine;
  PlumbStore *store;

  g_return_val_if_fail (location != NULL && *location != '\0', NULL);
  g_return_val_if_fail (!(flags & PLUMB_STORE_READ_ONLY) || !(flags & PLUMB_STORE_CREATE), NULL);
  store = engine->open (location, flags, error);
  if (store == NULL)
    return NULL;
  store->engine = engine;
  store->owner = g_thread_self ();
  store->bell = plumb_bell_new (location);
  return store;
}

void
plumb_store_close (PlumbStore *store)
{
  g_return_if_fail (is_here (store));
  g_clear_pointer (&store->location, g_free);
  g_clear_pointer (&store->notice, g_free);
  g_clear_pointer (&store->bell, plumb_bell_free);
  store->engine->close (store);
}

const char *
plumb_store_get_location (PlumbStore *store)
{
  g_return_val_if_fail (store != NULL, NULL);
  return store->location;
}

gboolean
plumb_store_is_read_only (PlumbStore *store)
{
  g_return_val_if_fail (store != NULL, TRUE);
  return store->read_only;
}

const char *
plumb_store_get_notice (PlumbStore *store)
{
  g_return_val_if_fail (store != NULL, NULL);
  return store->notice;
}

char *
plumb_store_dup_default_location (void)
{
  return g_build_filename (g_get_user_data_dir (), "plumbline", "workspace.plumbline", NULL);
}

/* The sound comes after the commit, so that whoever hears it finds what it is about. */
static gboolean
apply (PlumbStore *store, PlumbCommand *const *commands, guint n_commands, guint *failed, GError **error)
{
  if (!store->engine->apply (store, commands, n_commands, failed, error))
    return FALSE;
  store->n_commits++;
  plumb_bell_ring (store->bell);
  return TRUE;
}

gboolean
plumb_store_apply (PlumbStore *store, PlumbCommand *command, GError **error)
{
  guint failed;

  g_return_val_if_fail (is_here (store) && command != NULL, FALSE);
  return apply (store, &command, 1, &failed, error);
}

gboolean
plumb_store_apply_all (PlumbStore *store, GPtrArray *commands, guint *failed, GError **error)
{
  guint ignored;

  g_return_val_if_fail (is_here (store) && commands != NULL, FALSE);
  return apply (store, (PlumbCommand *const *)commands->pdata, commands->len, failed != NULL ? failed : &ignored, error);
}

PlumbSnapshot *
plumb_store_load_snapshot (PlumbStore *store, const char *loop, const char *viewer, GError **error)
{
  g_return_val_if_fail (is_here (store) && loop != NULL, NULL);
  return store->engine->load_snapshot (store, loop, viewer, error);
}

void
plumb_loop_summary_free (PlumbLoopSummary *summary)
{
  if (summary == NULL)
    return;
  g_free (summary->id);
  g_free (summary->candidate);
  g_free (summary->role);
  g_free (summary->template_title);
  g_free (summary->progress);
  g_free (summary->panel);
  g_free (summary);
}

GPtrArray *
plumb_store_list_loops (PlumbStore *store, const char *viewer, const PlumbLoopFilter *filter, GError **error)
{
  g_return_val_if_fail (is_here (store), NULL);
  return store->engine->list_loops (store, viewer, filter, error);
}

GPtrArray *
plumb_store_list_owed (PlumbStore *store, const char *viewer, GError **error)
{
  g_return_val_if_fail (is_here (store), NULL);
  return store->engine->list_owed (store, viewer, error);
}

GPtrArray *
plumb_store_list_people (PlumbStore *store, GError **error)
{
  GPtrArray *people;

  g_return_val_if_fail (is_here (store), NULL);
  people = store->engine->list_people (store, error);
  if (people != NULL)
    g_ptr_array_sort (people, compare_people);
  return people;
}

PlumbPerson *
plumb_store_load_person (PlumbStore *store, const char *id, GError **error)
{
  g_return_val_if_fail (is_here (store) && id != NULL, NULL);
  return store->engine->load_person (store, id, error);
}

GPtrArray *
plumb_store_list_templates (PlumbStore *store, GError **error)
{
  g_return_val_if_fail (is_here (store), NULL);
  return store->engine->list_templates (store, error);
}

PlumbTemplate *
plumb_store_load_template (PlumbStore *store, const char *key, int version, GError **error)
{
  g_return_val_if_fail (is_here (store) && key != NULL && version >= 0, NULL);
  return store->engine->load_template (store, key, version, error);
}

GPtrArray *
plumb_store_list_questions (PlumbStore *store, const PlumbQuestionFilter *filter, GError **error)
{
  GPtrArray *questions;

  g_return_val_if_fail (is_here (store), NULL);
  questions = store->engine->list_questions (store, error);
  for (guint i = questions != NULL && filter != NULL ? questions->len : 0; i > 0; i--)
    if (!plumb_question_matches (g_ptr_array_index (questions, i - 1), filter))
      g_ptr_array_remove_index (questions, i - 1);
  return questions;
}

char *
plumb_store_find_loop (PlumbStore *store, const char *text, GError **error)
{
  g_autoptr (GArray) things = g_array_new (FALSE, FALSE, sizeof (Named));
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) loops = NULL;
  char *found;

  g_return_val_if_fail (is_here (store) && text != NULL, NULL);
  ids = list_ids (store, text, store->engine->find_loops, error);
  if (ids == NULL)
    return NULL;
  found = dup_only_id (ids, text);
  if (found != NULL)
    return found;
  loops = store->engine->list_loops (store, NULL, NULL, error);
  if (loops == NULL)
    return NULL;
  for (guint i = 0; i < loops->len; i++)
    {
      const PlumbLoopSummary *loop = g_ptr_array_index (loops, i);
      Named thing = { loop->id, loop->candidate, loop->role };

      g_array_append_val (things, thing);
    }
  return choose ("loop", text, ids, things, error);
}

char *
plumb_store_find_person (PlumbStore *store, const char *text, GError **error)
{
  g_autoptr (GArray) things = g_array_new (FALSE, FALSE, sizeof (Named));
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) people = NULL;
  char *found;

  g_return_val_if_fail (is_here (store) && text != NULL, NULL);
  ids = list_ids (store, text, store->engine->find_people, error);
  if (ids == NULL)
    return NULL;
  found = dup_only_id (ids, text);
  if (found != NULL)
    return found;
  people = plumb_store_list_people (store, error);
  if (people == NULL)
    return NULL;
  for (guint i = 0; i < people->len; i++)
    {
      const PlumbPerson *person = g_ptr_array_index (people, i);
      Named thing = { person->id, person->name, person->email };

      g_array_append_val (things, thing);
    }
  return choose ("person", text, ids, things, error);
}

void
plumb_event_free (PlumbEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->actor);
  g_free (event->actor_name);
  g_free (event->loop);
  g_free (event->payload);
  g_free (event->hash);
  g_free (event);
}

GPtrArray *
plumb_store_list_feedback (PlumbStore *store, const char *viewer, const char *loop, GError **error)
{
  g_return_val_if_fail (is_here (store), NULL);
  return store->engine->list_feedback (store, viewer, loop, error);
}

GPtrArray *
plumb_store_list_events (PlumbStore *store, const char *loop, GError **error)
{
  g_return_val_if_fail (is_here (store), NULL);
  return store->engine->list_events (store, loop, error);
}

GPtrArray *
plumb_store_list_events_before (PlumbStore *store, const char *loop, gint64 before, guint limit, GError **error)
{
  g_return_val_if_fail (is_here (store) && before >= 0 && limit > 0, NULL);
  return store->engine->list_events_before (store, loop, before, limit, error);
}

gboolean
plumb_store_read_news (PlumbStore *store, gint64 since, PlumbNewsFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (is_here (store) && since >= 0 && func != NULL, FALSE);
  return store->engine->read_news (store, since, func, data, error);
}

guint64
plumb_store_count_commits (PlumbStore *store)
{
  g_return_val_if_fail (store != NULL, 0);
  return store->n_commits;
}

PlumbBell *
plumb_store_get_bell (PlumbStore *store)
{
  g_return_val_if_fail (is_here (store), NULL);
  return store->bell;
}

gboolean
plumb_store_get_head (PlumbStore *store, gint64 *sequence, char **hash, GError **error)
{
  g_return_val_if_fail (is_here (store) && sequence != NULL && hash != NULL, FALSE);
  return store->engine->get_head (store, sequence, hash, error);
}

PlumbVerifyReport *
plumb_store_verify (PlumbStore *store, GError **error)
{
  return plumb_store_verify_with_progress (store, NULL, NULL, error);
}

PlumbVerifyReport *
plumb_store_verify_with_progress (PlumbStore *store, PlumbVerifyProgress progress, gpointer data, GError **error)
{
  g_return_val_if_fail (is_here (store), NULL);
  return store->engine->verify (store, progress, data, error);
}

void
plumb_verify_report_free (PlumbVerifyReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->problems);
  g_free (report->head);
  g_free (report);
}

gboolean
plumb_store_backup (PlumbStore *store, const char *path, GError **error)
{
  g_return_val_if_fail (is_here (store) && path != NULL, FALSE);
  return store->engine->backup (store, path, error);
}
