/* command-log.c - log: the audit trail as sentences. */
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"
#include "app/trail.h"

#define PAGE 200
#define LIMIT 50

static json_t *
entry_to_json (const PlumbTrailEntry *entry)
{
  g_autofree char *at = plumb_instant_dup_iso (entry->at);

  return json_pack ("{s:I, s:I, s:s, s:s?, s:s, s:s?, s:s, s:s, s:s, s:b, s:s, s:s}", "first", (json_int_t)entry->first, "last",
                    (json_int_t)entry->last, "at", at != NULL ? at : "", "actor", entry->actor, "actor_name", entry->actor_name,
                    "loop", entry->loop, "candidate", entry->candidate, "kind", plumb_command_kind_to_nick (entry->kind), "topic",
                    plumb_topic_to_nick (entry->topic), "outline", entry->outline, "sentence", entry->sentence, "hash",
                    entry->hash);
}

static void
print_document (GPtrArray *entries, const PlumbTrail *trail)
{
  json_t *list = json_array ();
  json_t *document;

  for (guint i = 0; i < entries->len; i++)
    json_array_append_new (list, entry_to_json (g_ptr_array_index (entries, i)));
  document = json_pack ("{s:o, s:b, s:b}", "entries", list, "more", !plumb_trail_is_at_end (trail), "hidden",
                        plumb_trail_has_hidden (trail));
  plumb_print_json (document);
  json_decref (document);
}

/* A table a day, the newest first. */
static void
print_entries (GPtrArray *entries, gboolean one_loop)
{
  g_autofree char *day = NULL;
  g_autoptr (PlumbListing) listing = NULL;

  for (guint i = 0; i <= entries->len; i++)
    {
      const PlumbTrailEntry *entry = i < entries->len ? g_ptr_array_index (entries, i) : NULL;
      g_autofree char *date = entry != NULL ? plumb_instant_dup_date (entry->at) : NULL;
      g_autofree char *clock = entry != NULL ? plumb_instant_dup_clock (entry->at) : NULL;
      g_autofree char *sentence = entry != NULL ? plumb_print_dup_plain (entry->sentence) : NULL;
      g_autofree char *numbers = NULL;

      if (listing != NULL && g_strcmp0 (date, day) != 0)
        {
          plumb_listing_print (listing, 2);
          g_clear_pointer (&listing, plumb_listing_free);
        }
      if (entry == NULL)
        continue;
      if (listing == NULL)
        {
          plumb_print_heading (date);
          listing = plumb_listing_new (one_loop ? (const char *const[]){ ">EVENT", "TIME", "WHAT", NULL }
                                                : (const char *const[]){ ">EVENT", "TIME", "WHAT", "CANDIDATE", NULL });
          g_free (day);
          day = g_steal_pointer (&date);
        }
      numbers = entry->first == entry->last
                    ? g_strdup_printf ("%" G_GINT64_FORMAT, entry->last)
                    : g_strdup_printf ("%" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, entry->first, entry->last);
      plumb_listing_add (listing, numbers, clock, sentence, entry->candidate);
    }
}

static gboolean
read_all (PlumbTrail *trail, PlumbStore *store, guint limit, GPtrArray *entries, GError **error)
{
  while (!plumb_trail_is_at_end (trail) && (limit == 0 || entries->len < limit))
    {
      g_autoptr (GPtrArray) page = plumb_trail_read (trail, store, limit > 0 ? MIN (PAGE, limit - entries->len) : PAGE, error);

      if (page == NULL)
        return FALSE;
      g_ptr_array_set_free_func (page, NULL);
      for (guint i = 0; i < page->len; i++)
        g_ptr_array_add (entries, g_ptr_array_index (page, i));
    }
  return TRUE;
}

static gboolean
print_trail (PlumbTerminal *terminal, const char *viewer, const PlumbTrailFilter *filter, guint limit, gboolean json,
             GError **error)
{
  g_autoptr (PlumbTrail) trail = plumb_trail_new (viewer, filter);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_trail_entry_free);

  if (!read_all (trail, terminal->store, limit, entries, error))
    return FALSE;
  if (json)
    {
      print_document (entries, trail);
      return TRUE;
    }
  print_entries (entries, filter->loop != NULL);
  if (!plumb_trail_is_at_end (trail))
    plumb_print_line ("There is more; --limit 0 prints all of it.");
  if (plumb_trail_has_hidden (trail))
    plumb_print_line ("Entries about the cards of others are left out: they are not open to this person.");
  return TRUE;
}

gboolean
plumb_run_log (PlumbTerminal *terminal, GError **error)
{
  gboolean json = FALSE;
  int limit = LIMIT;
  g_autofree char *as = NULL;
  g_autofree char *by = NULL;
  g_autofree char *topic = NULL;
  g_autofree char *since = NULL;
  g_autofree char *until = NULL;
  g_autofree char *search = NULL;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &as, "As this person may see it", "PERSON" },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, "Only what this person did", "PERSON" },
    { "topic", 0, 0, G_OPTION_ARG_FILENAME, &topic, "Only panel, card, record, flag, debrief, decision or library", "TOPIC" },
    { "since", 0, 0, G_OPTION_ARG_FILENAME, &since, "Only from this day on", "DAY" },
    { "until", 0, 0, G_OPTION_ARG_FILENAME, &until, "Only up to the end of this day", "DAY" },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &search, "Only sentences with this in them", "TEXT" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, "At most so many entries (default 50; 0: all)", "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON document", NULL },
    { NULL },
  };
  g_autofree char *viewer = NULL;
  g_autofree char *person = NULL;
  g_autofree char *loop = NULL;
  PlumbTrailFilter filter = { .topic = -1 };
  PlumbTopic wanted;

  if (!plumb_terminal_parse (terminal, entries, error))
    return FALSE;
  if (topic != NULL && !plumb_topic_from_nick (topic, &wanted))
    return plumb_terminal_refuse (error, "“%s” is no topic: panel, card, record, flag, debrief, decision or library.", topic);
  if (limit < 0)
    return plumb_terminal_refuse (error, "--limit is a number of entries, not %d.", limit);
  if (!plumb_terminal_parse_day ("since", since, FALSE, &filter.from, error)
      || !plumb_terminal_parse_day ("until", until, TRUE, &filter.until, error)
      || !plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error)
      || !plumb_terminal_find_viewer (terminal, as, &viewer, error))
    return FALSE;
  if (terminal->words[0] != NULL && (loop = plumb_store_find_loop (terminal->store, terminal->words[0], error)) == NULL)
    return FALSE;
  if (by != NULL && (person = plumb_store_find_person (terminal->store, by, error)) == NULL)
    return FALSE;
  filter.loop = loop;
  filter.person = person;
  filter.topic = topic != NULL ? (int)wanted : -1;
  filter.text = search;
  return print_trail (terminal, viewer, &filter, (guint)limit, json, error);
}
