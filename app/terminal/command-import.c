/* command-import.c - import: whole loops in. */
#include "app/exchange.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"

static PlumbTemplate *
find_template (const char *key, int version, gpointer data)
{
  return plumb_store_load_template (data, key, version, NULL);
}

/* The audit chain grows by what an import changes, and stays as it is when everything was there. */
static gboolean
get_length (PlumbStore *store, gint64 *length, GError **error)
{
  g_autofree char *hash = NULL;

  return plumb_store_get_head (store, length, &hash, error);
}

gboolean
plumb_run_import (PlumbTerminal *terminal, GError **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  g_autoptr (GPtrArray) loops = NULL;
  gint64 before;
  gint64 after;

  if (!plumb_terminal_parse (terminal, entries, error) || !plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error)
      || !get_length (terminal->store, &before, error))
    return FALSE;
  loops = plumb_exchange_read_file (terminal->words[0], find_template, terminal->store, error);
  if (loops == NULL)
    return FALSE;
  g_ptr_array_set_free_func (loops, NULL); /* each command takes one over */
  for (guint i = 0; i < loops->len; i++)
    g_ptr_array_add (commands, plumb_command_new_import_loop (NULL, g_ptr_array_index (loops, i)));
  if (!plumb_store_apply_all (terminal->store, commands, NULL, error) || !get_length (terminal->store, &after, error))
    return FALSE;
  plumb_print_line ("%u %s read%s", commands->len, commands->len == 1 ? "loop" : "loops",
                    after == before ? "; nothing was changed" : "");
  return TRUE;
}
