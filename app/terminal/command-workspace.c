/* command-workspace.c - init, demo, verify, backup: what concerns the workspace as a whole. */
#include "app/demo.h"
#include "app/error.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"

static gboolean
import_demo (PlumbStore *store, guint *n_loops, GError **error)
{
  g_autoptr (GPtrArray) loops = plumb_demo_list_loops (plumb_instant_now (), error);
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);

  if (loops == NULL)
    return FALSE;
  *n_loops = loops->len;
  g_ptr_array_set_free_func (loops, NULL);
  for (guint i = 0; i < loops->len; i++)
    g_ptr_array_add (commands, plumb_command_new_import_loop (NULL, g_ptr_array_index (loops, i)));
  return plumb_store_apply_all (store, commands, NULL, error);
}

gboolean
plumb_run_init (PlumbTerminal *terminal, GError **error)
{
  const GOptionEntry entries[] = { { NULL } };

  if (!plumb_terminal_parse (terminal, entries, error) || !plumb_terminal_open (terminal, PLUMB_STORE_CREATE, error))
    return FALSE;
  plumb_print_line ("%s", plumb_store_get_location (terminal->store));
  return TRUE;
}

gboolean
plumb_run_demo (PlumbTerminal *terminal, GError **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GPtrArray) loops = NULL;
  guint n_loops;

  if (!plumb_terminal_parse (terminal, entries, error) || !plumb_terminal_open (terminal, PLUMB_STORE_OPEN_OR_CREATE, error))
    return FALSE;
  loops = plumb_store_list_loops (terminal->store, NULL, NULL, error);
  if (loops == NULL)
    return FALSE;
  if (loops->len > 0)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS,
                   "The workspace “%s” holds loops already. Name another file with --workspace.",
                   plumb_store_get_location (terminal->store));
      return FALSE;
    }
  if (!import_demo (terminal->store, &n_loops, error))
    return FALSE;
  plumb_print_line ("%u loops with invented people are in %s", n_loops, plumb_store_get_location (terminal->store));
  return TRUE;
}

static void
print_report (const PlumbVerifyReport *report)
{
  for (guint i = 0; i < report->problems->len; i++)
    plumb_print_line ("%s", (char *)g_ptr_array_index (report->problems, i));
  plumb_print_line ("%" G_GINT64_FORMAT " events and %" G_GINT64_FORMAT " rows checked; %s.", report->n_events, report->n_rows,
                    report->problems->len == 0 ? "no problems found" : "problems found");
  plumb_print_line ("Head of the chain: %s", report->head != NULL ? report->head : "");
}

gboolean
plumb_run_verify (PlumbTerminal *terminal, GError **error)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON document", NULL }, { NULL } };
  g_autoptr (PlumbVerifyReport) report = NULL;

  /* Reading only: opening for writing may bring the shipped library up to date, which would mend what is to be found. */
  if (!plumb_terminal_parse (terminal, entries, error) || !plumb_terminal_open (terminal, PLUMB_STORE_READ_ONLY, error))
    return FALSE;
  report = plumb_store_verify (terminal->store, error);
  if (report == NULL)
    return FALSE;
  if (json)
    {
      json_t *document = plumb_document_verification (report);

      plumb_print_json (document);
      json_decref (document);
    }
  else
    print_report (report);
  terminal->status = report->problems->len == 0 ? PLUMB_STATUS_DONE : PLUMB_STATUS_PROBLEMS;
  return TRUE;
}

gboolean
plumb_run_backup (PlumbTerminal *terminal, GError **error)
{
  const GOptionEntry entries[] = { { NULL } };

  return plumb_terminal_parse (terminal, entries, error) && plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error)
         && plumb_store_backup (terminal->store, terminal->words[0], error);
}
