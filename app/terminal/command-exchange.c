/* command-exchange.c - import and export: whole loops in, packets and documents out. */
#include "app/error.h"
#include "app/exchange.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"
#include "exports/atomic.h"
#include "exports/csv.h"
#include "exports/pdf.h"
#include "exports/xlsx.h"

#include <string.h>

/* What export was asked for. */
typedef struct
{
  gboolean all;
  gboolean replace;
  char *as;
  char *profile;
  char *paper;

  /* files to write, or NULL */
  char *xlsx;
  char *pdf;
  char *json;
  char *csv; /* a folder */

  char *viewer; /* id of `as` */
  PlumbPacketOptions options;
  GPtrArray *snapshots; /* of PlumbSnapshot */
  GPtrArray *packets;   /* of PlumbPacket, one a snapshot */
} Export;

static void
export_clear (Export *export)
{
  g_free (export->as);
  g_free (export->profile);
  g_free (export->paper);
  g_free (export->xlsx);
  g_free (export->pdf);
  g_free (export->json);
  g_free (export->csv);
  g_free (export->viewer);
  g_free ((char *)export->options.made_by);
  g_clear_pointer (&export->snapshots, g_ptr_array_unref);
  g_clear_pointer (&export->packets, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

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

static gboolean
parse_choices (Export *export, PlumbTerminal *terminal, GError **error)
{
  if (export->profile != NULL && !plumb_profile_from_nick (export->profile, &export->options.profile))
    return plumb_terminal_refuse (error, "“%s” is no profile: committee, totals, candidate or audit.", export->profile);
  if (export->paper != NULL && !g_str_equal (export->paper, "a4") && !g_str_equal (export->paper, "letter"))
    return plumb_terminal_refuse (error, "“%s” is no paper: a4 or letter.", export->paper);
  export->options.paper = g_strcmp0 (export->paper, "letter") == 0 ? PLUMB_PAPER_LETTER : PLUMB_PAPER_A4;
  if (export->all == (terminal->words[0] != NULL))
    return plumb_terminal_refuse (error, "Name the loops to export, or give --all.");
  return TRUE;
}

static gboolean
find_viewer (Export *export, PlumbTerminal *terminal, GError **error)
{
  g_autoptr (PlumbPerson) person = NULL;

  if (!plumb_terminal_find_viewer (terminal, export->as, &export->viewer, error))
    return FALSE;
  if (export->viewer == NULL)
    return TRUE;
  person = plumb_store_load_person (terminal->store, export->viewer, error);
  if (person == NULL)
    return FALSE;
  export->options.made_by = g_strdup (person->name);
  return TRUE;
}

static gboolean
add_loop (Export *export, PlumbStore *store, const char *loop, GError **error)
{
  g_autoptr (PlumbSnapshot) snapshot = plumb_store_load_snapshot (store, loop, export->viewer, error);
  g_autoptr (GPtrArray) events = NULL;

  if (snapshot == NULL)
    return FALSE;
  if (export->options.profile == PLUMB_PROFILE_AUDIT)
    {
      events = plumb_store_list_events (store, loop, error);
      if (events == NULL)
        return FALSE;
    }
  g_ptr_array_add (export->packets, plumb_packet_new (snapshot, events, &export->options));
  g_ptr_array_add (export->snapshots, g_steal_pointer (&snapshot));
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* --all: by id, so that the same loops give the same file whoever changed which last. */
static GPtrArray *
list_all (PlumbStore *store, const char *viewer, GError **error)
{
  g_autoptr (GPtrArray) loops = plumb_store_list_loops (store, viewer, NULL, error);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; loops != NULL && i < loops->len; i++)
    g_ptr_array_add (ids, g_strdup (((PlumbLoopSummary *)g_ptr_array_index (loops, i))->id));
  if (loops == NULL)
    g_clear_pointer (&ids, g_ptr_array_unref);
  else
    g_ptr_array_sort (ids, compare_ids);
  return ids;
}

/* The loops that are named, each once, in the order given. */
static GPtrArray *
list_named (PlumbStore *store, GStrv names, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      char *id = plumb_store_find_loop (store, names[i], error);

      if (id == NULL)
        return NULL;
      if (g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_free (id);
      else
        g_ptr_array_add (ids, id);
    }
  return g_steal_pointer (&ids);
}

static gboolean
load_loops (Export *export, PlumbTerminal *terminal, GError **error)
{
  g_autoptr (GPtrArray) ids
      = export->all ? list_all (terminal->store, export->viewer, error) : list_named (terminal->store, terminal->words, error);

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "The workspace holds no loop to export.");
      return FALSE;
    }
  export->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_snapshot_unref);
  export->packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
  for (guint i = 0; i < ids->len; i++)
    if (!add_loop (export, terminal->store, g_ptr_array_index (ids, i), error))
      return FALSE;
  return TRUE;
}

/* Without a profile the whole document, fit to be imported; with one, what the profile lets out. */
static gboolean
write_json (const Export *export, GError **error)
{
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < export->packets->len; i++)
    g_ptr_array_add (snapshots, export->profile != NULL ? ((PlumbPacket *)g_ptr_array_index (export->packets, i))->snapshot
                                                        : g_ptr_array_index (export->snapshots, i));
  text = plumb_exchange_dup_text (snapshots);
  return plumb_atomic_write (export->json, text, strlen (text), export->replace, error);
}

static gboolean
write_files (const Export *export, GError **error)
{
  return (export->json == NULL || write_json (export, error))
         && (export->xlsx == NULL || plumb_xlsx_write (export->packets, export->xlsx, export->replace, NULL, error))
         && (export->pdf == NULL
             || plumb_pdf_write (export->packets, export->options.paper, export->pdf, export->replace, NULL, error))
         && (export->csv == NULL || plumb_csv_write (export->packets, export->csv, export->replace, error));
}

gboolean
plumb_run_export (PlumbTerminal *terminal, GError **error)
{
  g_auto (Export) export = { 0 };
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &export.all, "Every loop of the workspace", NULL },
    { "xlsx", 0, 0, G_OPTION_ARG_FILENAME, &export.xlsx, "Write an Excel workbook", "FILE" },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &export.pdf, "Write a PDF", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &export.json, "Write a JSON document", "FILE" },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &export.csv, "Write CSV files into a folder", "FOLDER" },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &export.profile, "committee (default), totals, candidate or audit", "PROFILE" },
    { "paper", 0, 0, G_OPTION_ARG_FILENAME, &export.paper, "a4 (default) or letter", "PAPER" },
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &export.as, "What this person may see, with their name on the stamp", "PERSON" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &export.replace, "Replace files that are there already", NULL },
    { NULL },
  };

  if (!plumb_terminal_parse (terminal, entries, error) || !parse_choices (&export, terminal, error))
    return FALSE;
  if (export.xlsx == NULL && export.pdf == NULL && export.json == NULL && export.csv == NULL)
    return plumb_terminal_refuse (error, "Name at least one file to write: --xlsx, --pdf, --json or --csv.");
  return plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error) && find_viewer (&export, terminal, error)
         && load_loops (&export, terminal, error) && write_files (&export, error);
}
