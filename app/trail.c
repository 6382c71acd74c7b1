/* trail.c - reads events backwards, asks who may read them, puts them into words, folds what tells the same.
 *
 * What a sentence needs of a loop (names, the viewer's sight, what was there before each event) is read once a loop and kept for as many
 * loops as a page is likely to hold.
 */
#include "app/trail.h"

#include "app/blind.h"
#include "app/text.h"

#define CHUNK 256        /* events that are read at once */
#define LOOK_MAX 1024    /* events that one page looks at */
#define CONTEXTS_MAX 128 /* loops that are kept */

/* What sentences about one loop need. */
typedef struct
{
  PlumbSnapshot *snapshot; /* the owner's; NULL when the loop can't be read */
  PlumbSight sight;        /* of the trail's viewer */
  GHashTable *before;      /* sequence number to the payload of what was there before; NULL until needed */
} Context;

struct _PlumbTrail
{
  char *viewer;
  PlumbRole role;
  gboolean has_role;
  /* the filter */
  char *loop;
  char *person;
  char *text;
  int topic;
  PlumbInstant from;
  PlumbInstant until;
  /* how far it has come */
  gint64 before; /* the next event to look at lies below this one; 0: at the end of the trail */
  PlumbInstant reached;
  gboolean at_end;
  gboolean has_hidden;
  PlumbTrailEntry *pending; /* read, and the first of the next page */
  GPtrArray *chunk;         /* of PlumbEvent: read and not looked at yet, from `next` on */
  guint next;
  GHashTable *contexts; /* loop to Context */
};

static void
context_free (gpointer data)
{
  Context *context = data;

  g_clear_pointer (&context->snapshot, plumb_snapshot_unref);
  g_clear_pointer (&context->before, g_hash_table_unref);
  g_free (context);
}

/* What each event found there: the arguments told so far about the same thing, the newest on top. */
static GHashTable *
fold_events (GPtrArray *events)
{
  GHashTable *before = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) state = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)json_decref);

  for (guint i = 0; i < events->len; i++)
    {
      const PlumbEvent *event = g_ptr_array_index (events, i);
      g_autofree char *subject = plumb_audit_dup_subject (event);
      json_t *payload = subject != NULL ? json_loads (event->payload, 0, NULL) : NULL;
      json_t *known;

      if (payload == NULL)
        continue;
      known = g_hash_table_lookup (state, subject);
      if (known != NULL)
        {
          g_hash_table_insert (before, g_memdup2 (&event->sequence, sizeof event->sequence), plumb_json_dup_canonical (known));
          json_object_update (known, payload);
          json_decref (payload);
        }
      else
        g_hash_table_insert (state, g_steal_pointer (&subject), payload);
    }
  return before;
}

static gboolean
find_role (PlumbTrail *trail, PlumbStore *store, GError **error)
{
  g_autoptr (PlumbPerson) person = NULL;

  if (trail->has_role || trail->viewer == NULL)
    return TRUE;
  person = plumb_store_load_person (store, trail->viewer, error);
  if (person == NULL)
    return FALSE;
  trail->role = person->role;
  trail->has_role = TRUE;
  return TRUE;
}

/* A loop that can't be read has no names, and nothing of it is told to anybody but the owner. */
static Context *
get_context (PlumbTrail *trail, PlumbStore *store, const char *loop)
{
  Context *context = g_hash_table_lookup (trail->contexts, loop);

  if (context != NULL)
    return context;
  if (g_hash_table_size (trail->contexts) >= CONTEXTS_MAX)
    g_hash_table_remove_all (trail->contexts);
  context = g_new0 (Context, 1);
  context->snapshot = plumb_store_load_snapshot (store, loop, NULL, NULL);
  context->sight = context->snapshot != NULL
                       ? plumb_blind_get_sight (plumb_snapshot_get_loop (context->snapshot), trail->viewer, trail->role)
                       : PLUMB_SIGHT_BLIND;
  g_hash_table_insert (trail->contexts, g_strdup (loop), context);
  return context;
}

static gboolean
find_before (Context *context, PlumbStore *store, const PlumbEvent *event, const char **before, GError **error)
{
  g_autofree char *subject = plumb_audit_dup_subject (event);
  g_autoptr (GPtrArray) events = NULL;

  *before = NULL;
  if (subject == NULL)
    return TRUE;
  if (context->before == NULL)
    {
      events = plumb_store_list_events (store, event->loop, error);
      if (events == NULL)
        return FALSE;
      context->before = fold_events (events);
    }
  *before = g_hash_table_lookup (context->before, &event->sequence);
  return TRUE;
}

/* Cheap ones first: no sentence is made for what they leave out. */
static gboolean
fits_without_words (const PlumbTrail *trail, const PlumbEvent *event)
{
  return (trail->until == 0 || event->at < trail->until)
         && (trail->person == NULL || g_strcmp0 (trail->person, event->actor) == 0)
         && (trail->topic < 0 || plumb_topic_of_kind (event->kind) == (PlumbTopic)trail->topic);
}

static PlumbTrailEntry *
entry_new (const PlumbEvent *event, const PlumbLoop *loop, PlumbReading reading, const char *before)
{
  PlumbTrailEntry *entry = g_new0 (PlumbTrailEntry, 1);

  entry->first = entry->last = event->sequence;
  entry->at = event->at;
  entry->actor = g_strdup (event->actor);
  entry->actor_name = g_strdup (event->actor_name);
  entry->loop = g_strdup (event->loop);
  entry->candidate = g_strdup (loop != NULL ? loop->candidate->name : "");
  entry->kind = event->kind;
  entry->topic = plumb_topic_of_kind (event->kind);
  entry->outline = reading == PLUMB_READING_OUTLINE;
  entry->hash = g_strdup (event->hash);
  entry->sentence = entry->outline ? plumb_audit_dup_outline (event, loop) : plumb_audit_dup_sentence (event, loop, before);
  return entry;
}

/* *entry is NULL when the event is left out. */
static gboolean
read_event (PlumbTrail *trail, PlumbStore *store, const PlumbEvent *event, PlumbTrailEntry **entry, GError **error)
{
  Context *context = event->loop != NULL ? get_context (trail, store, event->loop) : NULL;
  const PlumbLoop *loop = context != NULL && context->snapshot != NULL ? plumb_snapshot_get_loop (context->snapshot) : NULL;
  PlumbReading reading = plumb_audit_judge (event, trail->viewer, context != NULL ? context->sight : PLUMB_SIGHT_FULL);
  const char *before = NULL;

  *entry = NULL;
  if (reading == PLUMB_READING_NONE)
    {
      trail->has_hidden = TRUE;
      return TRUE;
    }
  if (!fits_without_words (trail, event))
    return TRUE;
  if (context != NULL && reading == PLUMB_READING_FULL && !find_before (context, store, event, &before, error))
    return FALSE;
  *entry = entry_new (event, loop, reading, before);
  if (trail->text != NULL && !plumb_text_matches ((*entry)->sentence, trail->text)
      && !plumb_text_matches ((*entry)->candidate, trail->text))
    g_clear_pointer (entry, plumb_trail_entry_free);
  return TRUE;
}

/* The next event, or NULL at the end (or on error). */
static const PlumbEvent *
next_event (PlumbTrail *trail, PlumbStore *store, GError **error)
{
  const PlumbEvent *event;

  if (trail->chunk == NULL || trail->next == trail->chunk->len)
    {
      g_clear_pointer (&trail->chunk, g_ptr_array_unref);
      trail->next = 0;
      trail->chunk = plumb_store_list_events_before (store, trail->loop, trail->before, CHUNK, error);
      if (trail->chunk == NULL)
        return NULL;
    }
  if (trail->chunk->len == 0)
    {
      trail->at_end = TRUE;
      return NULL;
    }
  event = g_ptr_array_index (trail->chunk, trail->next++);
  trail->before = event->sequence;
  trail->reached = event->at;
  if (event->at >= trail->from)
    return event;
  trail->at_end = TRUE;
  return NULL;
}

/* Does the older one tell the same as the newer one before it? Then it joins it. */
static gboolean
join (PlumbTrailEntry *newer, const PlumbTrailEntry *older)
{
  if (newer == NULL || newer->first != older->last + 1 || !g_str_equal (newer->sentence, older->sentence)
      || g_strcmp0 (newer->loop, older->loop) != 0)
    return FALSE;
  newer->first = older->first;
  return TRUE;
}

void
plumb_trail_entry_free (PlumbTrailEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->actor);
  g_free (entry->actor_name);
  g_free (entry->loop);
  g_free (entry->candidate);
  g_free (entry->sentence);
  g_free (entry->hash);
  g_free (entry);
}

static char *
dup_filled (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

PlumbTrail *
plumb_trail_new (const char *viewer, const PlumbTrailFilter *filter)
{
  static const PlumbTrailFilter all = { .topic = -1 };
  PlumbTrail *trail = g_new0 (PlumbTrail, 1);

  if (filter == NULL)
    filter = &all;
  trail->viewer = g_strdup (viewer);
  trail->role = PLUMB_ROLE_COORDINATOR;
  trail->loop = dup_filled (filter->loop);
  trail->person = dup_filled (filter->person);
  trail->text = dup_filled (filter->text);
  trail->topic = filter->topic;
  trail->from = filter->from;
  trail->until = filter->until;
  trail->contexts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, context_free);
  return trail;
}

void
plumb_trail_free (PlumbTrail *trail)
{
  if (trail == NULL)
    return;
  g_free (trail->viewer);
  g_free (trail->loop);
  g_free (trail->person);
  g_free (trail->text);
  g_clear_pointer (&trail->pending, plumb_trail_entry_free);
  g_clear_pointer (&trail->chunk, g_ptr_array_unref);
  g_hash_table_unref (trail->contexts);
  g_free (trail);
}

GPtrArray *
plumb_trail_read (PlumbTrail *trail, PlumbStore *store, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_trail_entry_free);
  GError *problem = NULL;
  PlumbTrailEntry *last;

  g_return_val_if_fail (trail != NULL && store != NULL && limit > 0, NULL);
  if (!find_role (trail, store, error))
    return NULL;
  last = g_steal_pointer (&trail->pending);
  if (last != NULL)
    g_ptr_array_add (entries, last);
  for (guint looked = 0; looked < LOOK_MAX && trail->pending == NULL && !trail->at_end; looked++)
    {
      const PlumbEvent *event = next_event (trail, store, &problem);
      PlumbTrailEntry *entry = NULL;

      if (problem != NULL || (event != NULL && !read_event (trail, store, event, &entry, &problem)))
        {
          g_propagate_error (error, problem);
          return NULL;
        }
      if (entry == NULL)
        continue;
      if (join (last, entry))
        plumb_trail_entry_free (entry);
      else if (entries->len == limit)
        trail->pending = entry;
      else
        g_ptr_array_add (entries, last = entry);
    }
  return g_steal_pointer (&entries);
}

gboolean
plumb_trail_is_at_end (const PlumbTrail *trail)
{
  g_return_val_if_fail (trail != NULL, TRUE);
  return trail->at_end && trail->pending == NULL;
}

gboolean
plumb_trail_has_hidden (const PlumbTrail *trail)
{
  g_return_val_if_fail (trail != NULL, FALSE);
  return trail->has_hidden;
}

PlumbInstant
plumb_trail_get_reached (const PlumbTrail *trail)
{
  g_return_val_if_fail (trail != NULL, 0);
  return trail->reached;
}
