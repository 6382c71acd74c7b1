/* export-select.c - which loops are exported. Days are those of the local calendar. */
#include "app/error.h"
#include "app/terminal/export.h"

#include <string.h>

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static gboolean
select_matching (PlumbExport *export, PlumbStore *store, GError **error)
{
  const PlumbLoopFilter filter = { .role = export->role, .state = -1 };
  g_autoptr (GPtrArray) loops = NULL;
  PlumbInstant since;
  PlumbInstant until;

  if (!plumb_terminal_parse_day ("since", export->since, FALSE, &since, error)
      || !plumb_terminal_parse_day ("until", export->until, TRUE, &until, error))
    return FALSE;
  loops = plumb_store_list_loops (store, export->viewer, &filter, error);
  for (guint i = 0; loops != NULL && i < loops->len; i++)
    {
      const PlumbLoopSummary *loop = g_ptr_array_index (loops, i);

      if (loop->changed_at >= since && (until == 0 || loop->changed_at < until))
        g_ptr_array_add (export->ids, g_strdup (loop->id));
    }
  g_ptr_array_sort (export->ids, compare_ids);
  return loops != NULL;
}

/* The loops that are named, each once, in the order given. */
static gboolean
select_named (PlumbExport *export, PlumbTerminal *terminal, GError **error)
{
  for (guint i = 0; terminal->words[i] != NULL; i++)
    {
      char *id = plumb_store_find_loop (terminal->store, terminal->words[i], error);

      if (id == NULL)
        return FALSE;
      if (g_ptr_array_find_with_equal_func (export->ids, id, g_str_equal, NULL))
        g_free (id);
      else
        g_ptr_array_add (export->ids, id);
    }
  return TRUE;
}

gboolean
plumb_export_select (PlumbExport *export, PlumbTerminal *terminal, GError **error)
{
  g_return_val_if_fail (export != NULL && terminal != NULL, FALSE);

  export->ids = g_ptr_array_new_with_free_func (g_free);
  if (terminal->words[0] != NULL ? !select_named (export, terminal, error) : !select_matching (export, terminal->store, error))
    return FALSE;
  if (export->ids->len > 0)
    return TRUE;
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND,
               export->role != NULL || export->since != NULL || export->until != NULL
                   ? "No loop of the workspace is of that role and those days."
                   : "The workspace holds no loop to export.");
  return FALSE;
}
