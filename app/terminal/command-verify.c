/* command-verify.c - verify: the record by itself, and against packets that were handed out. */
#include "app/audit-words.h"
#include "app/error.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"
#include "exports/packet-check.h"

static void
print_report (const PlumbVerifyReport *report)
{
  const char *const *limits = plumb_audit_list_limits ();

  for (guint i = 0; i < report->problems->len; i++)
    plumb_print_line ("%s", (char *)g_ptr_array_index (report->problems, i));
  plumb_print_line ("%" G_GINT64_FORMAT " events and %" G_GINT64_FORMAT " rows checked; %s.", report->n_events, report->n_rows,
                    report->problems->len == 0 ? "no problems found" : "problems found");
  plumb_print_line ("Head of the chain: event %" G_GINT64_FORMAT ", %s", report->head_sequence,
                    report->head != NULL ? report->head : "");
  for (gsize i = 0; report->problems->len == 0 && limits[i] != NULL; i++)
    plumb_print_text (0, limits[i]);
}

static void
print_check (const PlumbPacketCheck *check)
{
  plumb_print_heading (check->title);
  for (guint i = 0; i < check->lines->len; i++)
    plumb_print_text (2, g_ptr_array_index (check->lines, i));
}

static json_t *
check_to_json (const PlumbPacketCheck *check)
{
  const PlumbStamp *stamp = check->stamp;
  g_autofree char *made = plumb_instant_dup_iso (stamp->made_at);
  json_t *lines = json_array ();

  for (guint i = 0; i < check->lines->len; i++)
    json_array_append_new (lines, json_string (g_ptr_array_index (check->lines, i)));
  return json_pack ("{s:s, s:I, s:s, s:I, s:s, s:s, s:s, s:s?, s:s, s:s, s:s, s:o}", "state",
                    plumb_anchor_state_to_nick (check->state), "event", (json_int_t)stamp->sequence, "sha256", stamp->hash,
                    "since", (json_int_t)check->n_since, "loop", stamp->loop, "candidate", stamp->candidate, "profile",
                    stamp->profile, "made_at", made, "composite", stamp->composite, "coverage", stamp->coverage, "outcome",
                    stamp->outcome, "lines", lines);
}

static void
print_document (const PlumbVerifyReport *report, GPtrArray *checks)
{
  json_t *document = plumb_document_verification (report);

  if (checks->len > 0)
    json_object_set_new (document, "packets", json_array ());
  for (guint i = 0; i < checks->len; i++)
    json_array_append_new (json_object_get (document, "packets"), check_to_json (g_ptr_array_index (checks, i)));
  plumb_print_json (document);
  json_decref (document);
}

/* The stamps of all the packets that were named. */
static GPtrArray *
read_stamps (char **packets, const char *anchor, GError **error)
{
  g_autoptr (GPtrArray) stamps = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_stamp_free);
  PlumbStamp *printed = NULL;

  if (anchor != NULL)
    {
      printed = plumb_stamp_new_from_print (anchor, error);
      if (printed == NULL)
        return NULL;
      g_ptr_array_add (stamps, printed);
    }
  for (gsize i = 0; packets != NULL && packets[i] != NULL; i++)
    {
      GPtrArray *read = plumb_stamp_read_file (packets[i], error);

      if (read == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (stamps, read);
    }
  return g_steal_pointer (&stamps);
}

static gboolean
check_stamps (PlumbTerminal *terminal, GPtrArray *stamps, const PlumbVerifyReport *report, GPtrArray *checks, gboolean *whole,
              GError **error)
{
  for (guint i = 0; i < stamps->len; i++)
    {
      PlumbPacketCheck *check = plumb_packet_check_new (terminal->store, g_ptr_array_index (stamps, i), report, NULL, error);

      if (check == NULL)
        return FALSE;
      *whole = *whole && check->state == PLUMB_ANCHOR_HOLDS;
      g_ptr_array_add (checks, check);
    }
  return TRUE;
}

static gboolean
verify (PlumbTerminal *terminal, GPtrArray *stamps, gboolean json, GError **error)
{
  g_autoptr (PlumbVerifyReport) report = plumb_store_verify (terminal->store, error);
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_check_free);
  gboolean whole;

  if (report == NULL)
    return FALSE;
  whole = report->problems->len == 0;
  if (!check_stamps (terminal, stamps, report, checks, &whole, error))
    return FALSE;
  if (json)
    print_document (report, checks);
  else
    {
      print_report (report);
      for (guint i = 0; i < checks->len; i++)
        print_check (g_ptr_array_index (checks, i));
    }
  terminal->status = whole ? PLUMB_STATUS_DONE : PLUMB_STATUS_PROBLEMS;
  return TRUE;
}

gboolean
plumb_run_verify (PlumbTerminal *terminal, GError **error)
{
  gboolean json = FALSE;
  g_auto (GStrv) packets = NULL;
  g_autofree char *anchor = NULL;
  const GOptionEntry entries[] = {
    { "packet", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &packets, "Also against a packet that was handed out (may be repeated)",
      "FILE" },
    { "anchor", 0, 0, G_OPTION_ARG_FILENAME, &anchor, "Also against the anchor printed on a packet", "EVENT:SHA256" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON document", NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) stamps = NULL;

  if (!plumb_terminal_parse (terminal, entries, error))
    return FALSE;
  stamps = read_stamps (packets, anchor, error);
  /* Reading only: opening for writing may bring the shipped library up to date, which would mend what is to be found. */
  return stamps != NULL && plumb_terminal_open (terminal, PLUMB_STORE_READ_ONLY, error) && verify (terminal, stamps, json, error);
}
