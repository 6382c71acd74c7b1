/* export-batch.c - a file for each loop, in a zip or a folder. An interrupt ends the batch in order: nothing is left of it. */
#include "app/error.h"
#include "app/terminal/export.h"
#include "app/terminal/output.h"
#include "exports/naming.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  const PlumbExport *export;
  char *location;
  PlumbStore *store; /* of this worker */
  GPtrArray *labels; /* of char*: candidates' names */
} Run;

static gboolean
stopped (gpointer data)
{
  return plumb_export_is_interrupted ();
}

static gboolean
begin (gpointer data, GError **error)
{
  Run *run = data;

  run->store = plumb_store_open (run->location, PLUMB_STORE_DEFAULT, error);
  return run->store != NULL;
}

static void
end (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->store, plumb_store_close);
}

static PlumbPacket *
make_packet (guint index, gpointer data, GError **error)
{
  Run *run = data;

  return plumb_export_make_packet (run->export, run->store, g_ptr_array_index (run->export->ids, index), NULL, error);
}

static char *
dup_label (guint index, gpointer data)
{
  Run *run = data;

  return g_strdup (g_ptr_array_index (run->labels, index));
}

static void
progress (guint done, gpointer data)
{
  Run *run = data;

  if (run->export->progress)
    {
      printf ("{\"done\": %u, \"of\": %u}\n", done, run->export->ids->len);
      fflush (stdout);
    }
}

/* Failures are told by the candidate's name, where the viewer may read it: the list of loops has it. */
static gboolean
list_labels (Run *run, PlumbStore *store, GError **error)
{
  g_autoptr (GPtrArray) loops = plumb_store_list_loops (store, run->export->viewer, NULL, error);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (loops == NULL)
    return FALSE;
  for (guint i = 0; i < loops->len; i++)
    {
      const PlumbLoopSummary *loop = g_ptr_array_index (loops, i);

      g_hash_table_insert (names, loop->id, loop->candidate);
    }
  for (guint i = 0; i < run->export->ids->len; i++)
    {
      const char *id = g_ptr_array_index (run->export->ids, i);
      const char *name = g_hash_table_lookup (names, id);

      g_ptr_array_add (run->labels, g_strdup (name != NULL ? name : id));
    }
  return TRUE;
}

static void
tell_failures (const Run *run, const PlumbBatchReport *report)
{
  for (guint i = 0; i < report->failures->len; i++)
    {
      const PlumbBatchFailure *failure = g_ptr_array_index (report->failures, i);

      if (run->export->progress)
        {
          json_t *line = json_pack ("{s:{s:s, s:s}}", "failed", "loop", failure->label, "message", failure->message);
          char *text = json_dumps (line, 0);

          printf ("%s\n", text);
          free (text);
          json_decref (line);
        }
      else
        {
          g_autofree char *problem = g_strdup_printf ("%s: %s", failure->label, failure->message);

          plumb_print_problem (problem);
        }
    }
}

static gboolean
parse_options (const PlumbExport *export, PlumbBatchOptions *options, GError **error)
{
  guint64 workers = 0;

  if (export->zip != NULL && export->folder != NULL)
    return plumb_terminal_refuse (error, "Give --zip or --folder, not both.");
  if (export->workers != NULL && !g_ascii_string_to_unsigned (export->workers, 10, 1, 64, &workers, NULL))
    return plumb_terminal_refuse (error, "“%s” after --workers is no number from 1 to 64.", export->workers);
  *options = (PlumbBatchOptions){
    .path = export->zip != NULL ? export->zip : export->folder,
    .zip = export->zip != NULL,
    .pattern = export->pattern != NULL ? export->pattern : PLUMB_NAMING_DEFAULT,
    .paper = export->options.paper,
    .replace = export->replace,
    .n_workers = (guint)workers,
  };
  return plumb_formats_parse (export->formats != NULL ? export->formats : "xlsx,pdf", &options->formats, error);
}

gboolean
plumb_export_run_batch (PlumbExport *export, PlumbTerminal *terminal, GError **error)
{
  Run run = { .export = export };
  PlumbBatchSource source = { .n = export->ids->len,
                              .make_packet = make_packet,
                              .dup_label = dup_label,
                              .begin = begin,
                              .end = end,
                              .progress = progress,
                              .stopped = stopped,
                              .data = &run };
  g_autoptr (PlumbBatchReport) report = NULL;
  PlumbBatchOptions options;

  if (!parse_options (export, &options, error))
    return FALSE;
  run.labels = g_ptr_array_new_with_free_func (g_free);
  if (list_labels (&run, terminal->store, error))
    {
      run.location = g_strdup (plumb_store_get_location (terminal->store));
      g_clear_pointer (&terminal->store, plumb_store_close);
      report = plumb_batch_write (&source, &options, NULL, error);
    }
  if (report != NULL)
    {
      tell_failures (&run, report);
      if (!export->progress)
        plumb_print_line ("%u %s, %u files written to %s", report->n_loops, report->n_loops == 1 ? "loop" : "loops",
                          report->n_files, options.path);
      if (report->failures->len > 0)
        terminal->status = PLUMB_STATUS_FAILED;
    }
  g_ptr_array_unref (run.labels);
  g_free (run.location);
  return report != NULL;
}
