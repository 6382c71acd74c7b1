/* export-select.c - which loops are exported. Days are those of the local calendar. */
#include "app/error.h"
#include "app/terminal/export.h"

#include <string.h>

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
list_matching (const PlumbExport *export, PlumbStore *store, GError **error)
{
  const PlumbLoopFilter filter = { .role = export->role, .state = -1 };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) loops = NULL;
  PlumbInstant since;
  PlumbInstant until;

  if (!plumb_terminal_parse_day ("since", export->since, FALSE, &since, error)
      || !plumb_terminal_parse_day ("until", export->until, TRUE, &until, error))
    return NULL;
  loops = plumb_store_list_loops (store, export->viewer, &filter, error);
  if (loops == NULL)
    return NULL;
  for (guint i = 0; i < loops->len; i++)
    {
      const PlumbLoopSummary *loop = g_ptr_array_index (loops, i);

      if (loop->changed_at >= since && (until == 0 || loop->changed_at < until))
        g_ptr_array_add (ids, g_strdup (loop->id));
    }
  g_ptr_array_sort (ids, compare_ids);
  return g_steal_pointer (&ids);
}

gboolean
plumb_export_select (PlumbExport *export, PlumbTerminal *terminal, GError **error)
{
  g_return_val_if_fail (export != NULL && terminal != NULL, FALSE);

  export->ids
      = terminal->words[0] != NULL ? plumb_terminal_find_loops (terminal, error) : list_matching (export, terminal->store, error);
  if (export->ids == NULL)
    return FALSE;
  if (export->ids->len > 0)
    return TRUE;
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND,
               export->role != NULL || export->since != NULL || export->until != NULL
                   ? "No loop of the workspace is of that role and those days."
                   : "The workspace holds no loop to export.");
  return FALSE;
}
