/* packet-check.c - finds the event that a stamp names, compares, and says what follows from it. */
#include "exports/packet-check.h"

#include "app/error.h"
#include "app/phrase.h"
#include "app/text.h"

#include <string.h>

static void add (PlumbPacketCheck *check, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (PlumbPacketCheck *check, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (check->lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* The hash of one event; *hash is NULL when there is no such event. */
static gboolean
find_hash (PlumbStore *store, gint64 sequence, char **hash, GError **error)
{
  g_autoptr (GPtrArray) events
      = plumb_store_list_events_before (store, NULL, sequence < G_MAXINT64 ? sequence + 1 : sequence, 1, error);
  const PlumbEvent *event;

  *hash = NULL;
  if (events == NULL)
    return FALSE;
  event = events->len > 0 ? g_ptr_array_index (events, 0) : NULL;
  if (event != NULL && event->sequence == sequence)
    *hash = g_strdup (event->hash);
  return TRUE;
}

static gboolean
judge (PlumbPacketCheck *check, PlumbStore *store, const PlumbVerifyReport *report, GError **error)
{
  g_autofree char *hash = NULL;
  g_autofree char *origin = NULL;

  if (!find_hash (store, check->stamp->sequence, &hash, error) || !find_hash (store, 1, &origin, error))
    return FALSE;
  if (g_strcmp0 (hash, check->stamp->hash) == 0)
    check->state = PLUMB_ANCHOR_HOLDS;
  else if (*check->stamp->origin != '\0' && g_strcmp0 (origin, check->stamp->origin) != 0)
    check->state = PLUMB_ANCHOR_FOREIGN;
  else
    check->state = hash == NULL ? PLUMB_ANCHOR_CUT : PLUMB_ANCHOR_CHANGED;
  if (check->state == PLUMB_ANCHOR_HOLDS)
    check->n_since = report->head_sequence - check->stamp->sequence;
  return TRUE;
}

static void
say_it_holds (PlumbPacketCheck *check, const PlumbVerifyReport *report)
{
  g_autofree char *number = plumb_phrase_dup_number ((guint)CLAMP (check->n_since, 0, G_MAXUINT));

  if (report->problems->len > 0)
    add (check,
         "Event %" G_GINT64_FORMAT
         " still carries the hash that the packet prints, but the workspace has problems: what is listed "
         "was changed behind the program's back.",
         check->stamp->sequence);
  else if (check->n_since == 0)
    add (check,
         "The record is as it was when the packet was made: event %" G_GINT64_FORMAT " is the last one and carries the hash that "
         "the packet prints.",
         check->stamp->sequence);
  else
    add (check,
         "The record has only grown since the packet was made, by %s event%s: event %" G_GINT64_FORMAT
         " still carries the hash that "
         "the packet prints, and the chain runs unbroken from it to the end.",
         number, check->n_since == 1 ? "" : "s", check->stamp->sequence);
}

static void
say_verdict (PlumbPacketCheck *check, const PlumbVerifyReport *report)
{
  switch (check->state)
    {
    case PLUMB_ANCHOR_HOLDS:
      say_it_holds (check, report);
      return;
    case PLUMB_ANCHOR_CUT:
      add (check,
           "The packet was made at event %" G_GINT64_FORMAT ", but the workspace ends at event %" G_GINT64_FORMAT
           ": the end of its "
           "trail was cut off, or this is a copy from before the packet.",
           check->stamp->sequence, report->head_sequence);
      return;
    case PLUMB_ANCHOR_CHANGED:
      add (check,
           "Event %" G_GINT64_FORMAT
           " carries another hash than the packet prints: the chain was changed and recomputed after the packet "
           "was made, or the packet is from a copy of the workspace that went its own way.",
           check->stamp->sequence);
      return;
    default:
      add (check,
           "The packet does not belong to this workspace: its first event is another one. (Unless somebody recomputed the whole "
           "chain from its beginning.)");
    }
}

static char *
dup_figures (const char *composite, const char *coverage, const char *outcome)
{
  PlumbOutcome value;
  gboolean known = plumb_outcome_from_nick (outcome, &value);
  g_autofree char *word = g_ascii_strdown (known ? plumb_outcome_to_label (value) : "", -1);

  return g_strdup_printf ("composite %s at coverage %s %%%s%s", *composite != '\0' ? composite : "–",
                          *coverage != '\0' ? coverage : "–", known ? ", " : "", word);
}

/* What the packet printed, and what the workspace says now. */
static void
say_figures (PlumbPacketCheck *check, PlumbSnapshot *snapshot)
{
  const PlumbStamp *stamp = check->stamp;
  g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (snapshot);
  g_autofree char *then = dup_figures (stamp->composite, stamp->coverage, stamp->outcome);
  g_autofree char *now = NULL;

  if (*stamp->outcome == '\0' || evaluation->withheld)
    return;
  now = dup_figures (evaluation->composite.defined ? evaluation->composite.text : "",
                     evaluation->coverage.defined ? evaluation->coverage.text : "", plumb_outcome_to_nick (evaluation->outcome));
  if (g_str_equal (then, now))
    add (check, "It prints %s; that is what the workspace says now.", then);
  else
    add (check, "It prints %s; the workspace says now: %s.", then, now);
}

static gboolean
look_at_loop (PlumbPacketCheck *check, PlumbStore *store, const char *viewer, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (PlumbSnapshot) snapshot = NULL;

  if (!plumb_id_is_valid (check->stamp->loop))
    return TRUE;
  snapshot = plumb_store_load_snapshot (store, check->stamp->loop, viewer, &problem);
  if (snapshot != NULL)
    say_figures (check, snapshot);
  else if (g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND))
    add (check, "Its loop is not in this workspace.");
  else if (!g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

/* "Priya Raman, committee packet of 19 November 2026, made at event 412" */
static char *
dup_title (const PlumbStamp *stamp)
{
  g_autofree char *name = plumb_phrase_dup_name (stamp->candidate);
  g_autofree char *profile = plumb_text_dup_line (stamp->profile);
  g_autofree char *date = plumb_instant_dup_date_time (stamp->made_at);
  GString *title = g_string_new (name);

  g_string_append_printf (title, "%s%s%sacket", *name != '\0' ? ", " : "", profile,
                          *profile != '\0' ? " p"
                          : *name != '\0'  ? "p"
                                           : "P");
  if (stamp->made_at > 0)
    g_string_append_printf (title, " of %s", date);
  g_string_append_printf (title, ", made at event %" G_GINT64_FORMAT, stamp->sequence);
  return g_string_free (title, FALSE);
}

const char *
plumb_anchor_state_to_nick (PlumbAnchorState state)
{
  static const char *const nicks[] = { "holds", "cut", "changed", "foreign" };

  g_return_val_if_fail ((guint)state < G_N_ELEMENTS (nicks), "");
  return nicks[state];
}

PlumbPacketCheck *
plumb_packet_check_new (PlumbStore *store, const PlumbStamp *stamp, const PlumbVerifyReport *report, const char *viewer,
                        GError **error)
{
  g_autoptr (PlumbPacketCheck) check = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (store != NULL && stamp != NULL && report != NULL, NULL);
  text = plumb_stamp_dup_text (stamp);
  check = g_new0 (PlumbPacketCheck, 1);
  check->stamp = plumb_stamp_parse (text);
  check->lines = g_ptr_array_new_with_free_func (g_free);
  check->title = dup_title (stamp);
  if (!judge (check, store, report, error))
    return NULL;
  say_verdict (check, report);
  return look_at_loop (check, store, viewer, error) ? g_steal_pointer (&check) : NULL;
}

void
plumb_packet_check_free (PlumbPacketCheck *check)
{
  if (check == NULL)
    return;
  g_clear_pointer (&check->stamp, plumb_stamp_free);
  g_clear_pointer (&check->lines, g_ptr_array_unref);
  g_free (check->title);
  g_free (check);
}

PlumbStamp *
plumb_stamp_new_from_print (const char *text, GError **error)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *line = NULL;
  PlumbStamp *stamp;

  g_return_val_if_fail (text != NULL, NULL);
  parts = g_strsplit (text, ":", 2);
  hash = parts[0] != NULL && parts[1] != NULL ? g_ascii_strdown (parts[1], -1) : g_strdup ("");
  line = g_strdup_printf (PLUMB_STAMP_MARK " %s %s", parts[0] != NULL ? parts[0] : "", hash);
  stamp = plumb_stamp_parse (line);
  if (stamp == NULL)
    g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID,
                 "“%s” is no anchor: give the number of the event and the 64 digits behind it, with a colon between.", text);
  return stamp;
}
