/* command-workspace.c - init, demo, backup: what concerns the workspace as a whole. */
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

gboolean
plumb_run_backup (PlumbTerminal *terminal, GError **error)
{
  const GOptionEntry entries[] = { { NULL } };

  return plumb_terminal_parse (terminal, entries, error) && plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error)
         && plumb_store_backup (terminal->store, terminal->words[0], error);
}
