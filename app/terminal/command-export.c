/* command-export.c - packets and documents out: one file for all loops, or files for each. */
#include "app/error.h"
#include "app/exchange.h"
#include "app/terminal/export.h"
#include "app/terminal/output.h"
#include "exports/atomic.h"
#include "exports/csv.h"
#include "exports/pdf.h"
#include "exports/stamp.h"
#include "exports/xlsx.h"

#include <signal.h>
#include <string.h>

/* What is at hand while files for all loops are written. */
typedef struct
{
  const PlumbExport *export;
  PlumbStore *store;
  GPtrArray *snapshots; /* of PlumbSnapshot */
  GPtrArray *packets;   /* of PlumbPacket, one a snapshot */
} Work;

static volatile sig_atomic_t interrupted;

static void
interrupt_cb (int number)
{
  interrupted = 1;
}

/* What is left half-written when the process is killed holds the names and notes of people: it is asked to end instead. */
static void
watch_signals (void)
{
  static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };
  const struct sigaction action = { .sa_handler = interrupt_cb };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    sigaction (ends[i], &action, NULL);
}

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->snapshots, g_ptr_array_unref);
  g_clear_pointer (&work->packets, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

void
plumb_export_clear (PlumbExport *export)
{
  char **texts[] = { &export->role,    &export->since,  &export->until,  &export->as,     &export->profile, &export->names,
                     &export->omit,    &export->dates,  &export->zone,   &export->paper,  &export->xlsx,    &export->pdf,
                     &export->json,    &export->csv,    &export->zip,    &export->folder, &export->formats, &export->pattern,
                     &export->workers, &export->viewer, &export->made_by };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  g_clear_pointer (&export->chosen, plumb_profile_free);
  g_clear_pointer (&export->ids, g_ptr_array_unref);
}

static gboolean
parse_omit (PlumbExport *export, GError **error)
{
  g_auto (GStrv) words = export->omit != NULL ? g_strsplit (export->omit, ",", -1) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      PlumbOmit one;

      if (!plumb_omit_from_nick (g_strstrip (words[i]), &one))
        return plumb_terminal_refuse (error, "“%s” can't be left out: texts, minutes, scorecards, firmness or method.", words[i]);
      export->chosen->omit |= one;
    }
  return TRUE;
}

/* The profile, and what the other options narrow in it. */
static gboolean
parse_profile (PlumbExport *export, GError **error)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GError) problem = NULL;

  export->chosen = plumb_profiles_find (NULL, export->profile != NULL ? export->profile : "committee", &problem);
  if (export->chosen == NULL)
    return plumb_terminal_refuse (error, "%s", problem->message);
  if (export->names != NULL && !plumb_names_from_nick (export->names, &export->chosen->names))
    return plumb_terminal_refuse (error, "“%s” is no way to name people: full, initials or letters.", export->names);
  if (export->dates != NULL && !plumb_date_style_from_nick (export->dates, &export->chosen->dates))
    return plumb_terminal_refuse (error, "“%s” is no style of dates: day-first, month-first or iso.", export->dates);
  if (export->paper != NULL && !g_str_equal (export->paper, "a4") && !g_str_equal (export->paper, "letter"))
    return plumb_terminal_refuse (error, "“%s” is no paper: a4 or letter.", export->paper);
  if (!parse_omit (export, error))
    return FALSE;
  if (export->zone != NULL)
    {
      zone = plumb_dates_parse_zone (export->zone, error);
      if (zone == NULL)
        return FALSE;
      plumb_set_string (&export->chosen->zone, export->zone);
    }
  if (export->paper != NULL)
    export->chosen->paper = g_str_equal (export->paper, "letter") ? PLUMB_PAPER_LETTER : PLUMB_PAPER_A4;
  export->chosen->hides_candidate = export->chosen->hides_candidate || export->hides_candidate;
  return TRUE;
}

static gboolean
check_choices (const PlumbExport *export, const PlumbTerminal *terminal, GError **error)
{
  gboolean filtered = export->all || export->role != NULL || export->since != NULL || export->until != NULL;
  gboolean together = export->xlsx != NULL || export->pdf != NULL || export->json != NULL || export->csv != NULL;
  gboolean each = export->zip != NULL || export->folder != NULL;

  if (filtered == (terminal->words[0] != NULL))
    return plumb_terminal_refuse (error, "Name the loops to export, or choose them with --all, --role, --since and --until.");
  if (!together && !each)
    return plumb_terminal_refuse (error, "Name at least one file to write: --xlsx, --pdf, --json or --csv for all loops, "
                                         "--zip or --folder for each.");
  if (together && each)
    return plumb_terminal_refuse (error, "Files for each loop (--zip, --folder) are made by a command of their own.");
  return TRUE;
}

static gboolean
find_viewer (PlumbExport *export, PlumbTerminal *terminal, GError **error)
{
  g_autoptr (PlumbPerson) person = NULL;

  if (!plumb_terminal_find_viewer (terminal, export->as, &export->viewer, error))
    return FALSE;
  if (export->viewer != NULL)
    {
      person = plumb_store_load_person (terminal->store, export->viewer, error);
      if (person == NULL)
        return FALSE;
      export->made_by = g_strdup (person->name);
    }
  export->options = plumb_packet_options_from_profile (export->chosen);
  export->options.made_by = export->made_by;
  export->options.made_at = plumb_instant_now (); /* one moment for all of them */
  return TRUE;
}

gboolean
plumb_export_is_interrupted (void)
{
  return interrupted != 0;
}

PlumbPacket *
plumb_export_make_packet (const PlumbExport *export, PlumbStore *store, const char *id, PlumbSnapshot **snapshot, GError **error)
{
  g_autoptr (PlumbSnapshot) loaded = NULL;
  g_autoptr (GPtrArray) events = NULL;
  PlumbPacket *packet;

  if (interrupted)
    {
      g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED, "Cancelled; the file was not written.");
      return NULL;
    }
  loaded = plumb_store_load_snapshot (store, id, export->viewer, error);
  if (loaded == NULL)
    return NULL;
  if (export->options.profile == PLUMB_PROFILE_AUDIT)
    {
      events = plumb_store_list_events (store, id, error);
      if (events == NULL)
        return NULL;
    }
  packet = plumb_packet_new (loaded, events, &export->options);
  if (snapshot != NULL)
    *snapshot = g_steal_pointer (&loaded);
  return packet;
}

static gboolean
load_all (Work *work, GError **error)
{
  work->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_snapshot_unref);
  work->packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
  for (guint i = 0; i < work->export->ids->len; i++)
    {
      PlumbSnapshot *snapshot;
      PlumbPacket *packet
          = plumb_export_make_packet (work->export, work->store, g_ptr_array_index (work->export->ids, i), &snapshot, error);

      if (packet == NULL)
        return FALSE;
      g_ptr_array_add (work->packets, packet);
      g_ptr_array_add (work->snapshots, snapshot);
    }
  return TRUE;
}

static gboolean
is_narrowed (const PlumbExport *export)
{
  return export->profile != NULL || export->names != NULL || export->omit != NULL || export->hides_candidate;
}

/* Without a profile the whole document, fit to be imported; with one, what the profile lets out. */
static gboolean
write_json (const Work *work, GError **error)
{
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new ();
  g_autoptr (GPtrArray) stamps = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  gboolean whole = !is_narrowed (work->export);

  for (guint i = 0; i < work->packets->len; i++)
    g_ptr_array_add (snapshots, whole ? g_ptr_array_index (work->snapshots, i)
                                      : ((PlumbPacket *)g_ptr_array_index (work->packets, i))->snapshot);
  for (guint i = 0; !whole && i < work->packets->len; i++)
    {
      g_autoptr (PlumbStamp) stamp = plumb_stamp_new (g_ptr_array_index (work->packets, i));

      if (stamp != NULL)
        g_ptr_array_add (stamps, plumb_stamp_dup_text (stamp));
    }
  text = plumb_exchange_dup_text_with_stamps (snapshots, stamps);
  return plumb_atomic_write (work->export->json, text, strlen (text), work->export->replace, error);
}

/* The workbook asks for the templates of all loops before it asks for the first packet. */
typedef struct
{
  Work *work;
  GPtrArray *templates; /* of PlumbTemplate, one a loop */
} Stream;

static const PlumbTemplate *
get_template (guint index, gpointer data)
{
  Stream *stream = data;

  return g_ptr_array_index (stream->templates, index);
}

static PlumbPacket *
make_packet (guint index, gpointer data, GError **error)
{
  Stream *stream = data;
  const PlumbExport *export = stream->work->export;

  return plumb_export_make_packet (export, stream->work->store, g_ptr_array_index (export->ids, index), NULL, error);
}

static gboolean
list_templates (Stream *stream, GError **error)
{
  for (guint i = 0; i < stream->work->export->ids->len; i++)
    {
      g_autoptr (PlumbPacket) packet = make_packet (i, stream, error);

      if (packet == NULL)
        return FALSE;
      g_ptr_array_add (stream->templates, plumb_template_ref (packet->loop->template));
    }
  return TRUE;
}

/* Where loops do not fit one workbook the volumes are told, as they have other names than the one that was asked for. */
static gboolean
write_workbook (const PlumbExport *export, const PlumbPacketSource *source, GError **error)
{
  g_autoptr (GPtrArray) paths = NULL;

  if (!plumb_xlsx_write_volumes (source, NULL, export->xlsx, export->replace, &paths, NULL, error))
    return FALSE;
  for (guint i = 0; paths->len > 1 && i < paths->len; i++)
    {
      g_autofree char *shown = g_filename_display_name (g_ptr_array_index (paths, i));

      plumb_print_line ("%s", shown);
    }
  return TRUE;
}

/* Loop after loop, so that memory does not grow with their number. */
static gboolean
stream (Work *work, GError **error)
{
  const PlumbExport *export = work->export;
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_template_unref);
  Stream data = { .work = work, .templates = templates };
  const PlumbPacketSource source
      = { .n = export->ids->len, .get_template = get_template, .make_packet = make_packet, .data = &data };

  return (export->xlsx == NULL || (list_templates (&data, error) && write_workbook (export, &source, error)))
         && (export->pdf == NULL
             || plumb_pdf_write_from (&source, export->options.paper, export->pdf, export->replace, NULL, error));
}

static gboolean
write_loaded (Work *work, GError **error)
{
  const PlumbExport *export = work->export;

  return load_all (work, error) && (export->json == NULL || write_json (work, error))
         && (export->csv == NULL || plumb_csv_write (work->packets, export->csv, export->replace, error));
}

static gboolean
write_together (PlumbExport *export, PlumbTerminal *terminal, GError **error)
{
  g_auto (Work) work = { .export = export, .store = terminal->store };

  return stream (&work, error) && ((export->json == NULL && export->csv == NULL) || write_loaded (&work, error));
}

gboolean
plumb_run_export (PlumbTerminal *terminal, GError **error)
{
  g_auto (PlumbExport) export = { 0 };
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &export.all, "Every loop of the workspace", NULL },
    { "role", 0, 0, G_OPTION_ARG_FILENAME, &export.role, "The loops of this role", "ROLE" },
    { "since", 0, 0, G_OPTION_ARG_FILENAME, &export.since, "Loops that changed on this day or later", "DAY" },
    { "until", 0, 0, G_OPTION_ARG_FILENAME, &export.until, "Loops that changed on this day or earlier", "DAY" },
    { "xlsx", 0, 0, G_OPTION_ARG_FILENAME, &export.xlsx, "Write an Excel workbook", "FILE" },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &export.pdf, "Write a PDF", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &export.json, "Write a JSON document", "FILE" },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &export.csv, "Write CSV files into a folder", "FOLDER" },
    { "zip", 0, 0, G_OPTION_ARG_FILENAME, &export.zip, "Write files for each loop into a zip", "FILE" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &export.folder, "Write files for each loop into a folder", "FOLDER" },
    { "formats", 0, 0, G_OPTION_ARG_FILENAME, &export.formats, "With --zip, --folder: xlsx,pdf (default), json, png, txt",
      "LIST" },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &export.pattern, "With --zip, --folder: \"{candidate} - {profile} packet\"",
      "PATTERN" },
    { "workers", 0, 0, G_OPTION_ARG_FILENAME, &export.workers, "With --zip, --folder: how many at once (default: one a core)",
      "N" },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &export.progress, "With --zip, --folder: a JSON line for each loop done", NULL },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &export.profile, "committee (default), totals, candidate, audit or a saved one",
      "PROFILE" },
    { "names", 0, 0, G_OPTION_ARG_FILENAME, &export.names, "Name the panel by full, initials or letters", "HOW" },
    { "omit", 0, 0, G_OPTION_ARG_FILENAME, &export.omit, "Leave out texts, minutes, scorecards, firmness, method", "PARTS" },
    { "hide-candidate", 0, 0, G_OPTION_ARG_NONE, &export.hides_candidate, "Hide the candidate's name", NULL },
    { "dates", 0, 0, G_OPTION_ARG_FILENAME, &export.dates, "day-first, month-first or iso (default: as the locale)", "STYLE" },
    { "zone", 0, 0, G_OPTION_ARG_FILENAME, &export.zone, "The time zone of the dates (default: this computer's)", "ZONE" },
    { "paper", 0, 0, G_OPTION_ARG_FILENAME, &export.paper, "a4 (default) or letter", "PAPER" },
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &export.as, "What this person may see, with their name on the stamp", "PERSON" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &export.replace, "Replace files that are there already", NULL },
    { NULL },
  };

  if (!plumb_terminal_parse (terminal, entries, error) || !check_choices (&export, terminal, error)
      || !parse_profile (&export, error))
    return FALSE;
  if (!plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error) || !find_viewer (&export, terminal, error)
      || !plumb_export_select (&export, terminal, error))
    return FALSE;
  watch_signals ();
  return export.zip != NULL || export.folder != NULL ? plumb_export_run_batch (&export, terminal, error)
                                                     : write_together (&export, terminal, error);
}
