/* command-compare.c - compare: several candidates side by side. */
#include "app/comparison.h"
#include "app/error.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"

#include <stdio.h>

static void
print_figures (const PlumbComparison *comparison)
{
  g_autoptr (PlumbListing) listing = plumb_listing_new ((const char *const[]){
      "CANDIDATE", "COMPOSITE", "RANGE", "COVERAGE", "OUTCOME", "FIRMNESS", "CARDS", "RED FLAGS", "VOTES", "DECISION", NULL });

  for (guint i = 0; i < comparison->columns->len; i++)
    {
      const PlumbCandidateColumn *column = g_ptr_array_index (comparison->columns, i);
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      for (guint what = 0; plumb_comparison_get_heading (what) != NULL; what++)
        g_ptr_array_add (cells, plumb_comparison_dup_cell (column, what));
      plumb_listing_add (listing, column->loop->candidate->name, cells->pdata[0], cells->pdata[1], cells->pdata[2],
                         cells->pdata[3], cells->pdata[4], cells->pdata[5], cells->pdata[6], cells->pdata[7], cells->pdata[8]);
    }
  plumb_listing_print (listing, 0);
}

/* A line a competency and candidate who has one: the table would grow wider with each candidate. */
static void
print_competencies (const PlumbComparison *comparison)
{
  g_autoptr (PlumbListing) listing
      = plumb_listing_new ((const char *const[]){ "COMPETENCY", "CANDIDATE", ">SCORE", ">SPREAD", "", NULL });

  for (guint r = 0; r < comparison->rows->len; r++)
    {
      const PlumbComparisonRow *row = g_ptr_array_index (comparison->rows, r);
      const char *name = row->name;

      for (guint i = 0; i < comparison->columns->len; i++)
        {
          const PlumbCandidateColumn *column = g_ptr_array_index (comparison->columns, i);
          const PlumbCompetencyResult *result = plumb_comparison_get_result (column, row);

          if (result == NULL)
            continue;
          plumb_listing_add (listing, name, column->loop->candidate->name, result->score.text, result->spread.text,
                             result->split ? "split" : "");
          name = "";
        }
    }
  fputc ('\n', stdout);
  plumb_listing_print (listing, 0);
}

static void
print_comparison (const PlumbComparison *comparison)
{
  print_figures (comparison);
  print_competencies (comparison);
  fputc ('\n', stdout);
  for (guint i = 0; i < comparison->columns->len; i++)
    {
      const PlumbCandidateColumn *column = g_ptr_array_index (comparison->columns, i);

      if (!column->comparable)
        plumb_print_line ("%s is not ranked: %s.", column->loop->candidate->name, column->reason);
    }
  for (guint i = 0; i < comparison->remarks->len; i++)
    {
      g_autofree char *remark = plumb_print_dup_plain (g_ptr_array_index (comparison->remarks, i));

      plumb_print_text (0, remark);
    }
}

static json_t *
column_to_json (const PlumbComparison *comparison, const PlumbCandidateColumn *column)
{
  json_t *scores = json_object ();
  json_t *cells = json_object ();

  for (guint what = 0; plumb_comparison_get_heading (what) != NULL; what++)
    {
      g_autofree char *cell = plumb_comparison_dup_cell (column, what);
      g_autofree char *name = g_ascii_strdown (plumb_comparison_get_heading (what), -1);

      json_object_set_new (cells, g_strdelimit (name, " ", '_'), json_string (cell));
    }
  for (guint r = 0; r < comparison->rows->len; r++)
    {
      const PlumbComparisonRow *row = g_ptr_array_index (comparison->rows, r);
      const PlumbCompetencyResult *result = plumb_comparison_get_result (column, row);

      if (result != NULL)
        json_object_set_new (scores, row->key, result->score.defined ? json_real (result->score.value) : json_null ());
    }
  return json_pack ("{s:s, s:s, s:b, s:s, s:o, s:o}", "loop", column->loop->id, "candidate", column->loop->candidate->name,
                    "ranked", column->comparable, "reason", column->reason, "cells", cells, "competencies", scores);
}

static void
print_document (const PlumbComparison *comparison)
{
  json_t *columns = json_array ();
  json_t *remarks = json_array ();
  json_t *document;

  for (guint i = 0; i < comparison->columns->len; i++)
    json_array_append_new (columns, column_to_json (comparison, g_ptr_array_index (comparison->columns, i)));
  for (guint i = 0; i < comparison->remarks->len; i++)
    json_array_append_new (remarks, json_string (g_ptr_array_index (comparison->remarks, i)));
  document = json_pack ("{s:o, s:o}", "candidates", columns, "remarks", remarks);
  plumb_print_json (document);
  json_decref (document);
}

static gboolean
add_loop (PlumbTerminal *terminal, const char *loop, const char *viewer, GPtrArray *evaluations, GError **error)
{
  g_autoptr (PlumbSnapshot) snapshot = plumb_store_load_snapshot (terminal->store, loop, viewer, error);

  if (snapshot != NULL)
    g_ptr_array_add (evaluations, plumb_evaluation_new (snapshot));
  return snapshot != NULL;
}

static gboolean
add_role (PlumbTerminal *terminal, const char *role, const char *viewer, GPtrArray *evaluations, GError **error)
{
  const PlumbLoopFilter filter = { .role = role, .state = -1 };
  g_autoptr (GPtrArray) loops = plumb_store_list_loops (terminal->store, viewer, &filter, error);

  if (loops == NULL)
    return FALSE;
  for (guint i = 0; i < loops->len; i++)
    if (!add_loop (terminal, ((PlumbLoopSummary *)g_ptr_array_index (loops, i))->id, viewer, evaluations, error))
      return FALSE;
  if (loops->len > 0)
    return TRUE;
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND, "There is no loop for the role “%s”.", role);
  return FALSE;
}

static gboolean
add_named (PlumbTerminal *terminal, const char *viewer, GPtrArray *evaluations, GError **error)
{
  g_autoptr (GPtrArray) ids = plumb_terminal_find_loops (terminal, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!add_loop (terminal, g_ptr_array_index (ids, i), viewer, evaluations, error))
      return FALSE;
  return ids != NULL;
}

gboolean
plumb_run_compare (PlumbTerminal *terminal, GError **error)
{
  gboolean json = FALSE;
  g_autofree char *as = NULL;
  g_autofree char *role = NULL;
  g_autofree char *by = NULL;
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_FILENAME, &role, "All candidates for this role", "ROLE" },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &by, "In the order of name (default) or composite", "ORDER" },
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &as, "As this person may see them", "PERSON" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON document", NULL },
    { NULL },
  };
  g_autofree char *viewer = NULL;
  g_autoptr (GPtrArray) evaluations = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_evaluation_unref);
  g_autoptr (PlumbComparison) comparison = NULL;

  if (!plumb_terminal_parse (terminal, entries, error))
    return FALSE;
  if ((role != NULL) == (terminal->words[0] != NULL))
    return plumb_terminal_refuse (error, "Name the loops to compare, or give --role.");
  if (by != NULL && !g_str_equal (by, "name") && !g_str_equal (by, "composite"))
    return plumb_terminal_refuse (error, "“%s” is no order: name or composite.", by);
  if (!plumb_terminal_open (terminal, PLUMB_STORE_DEFAULT, error) || !plumb_terminal_find_viewer (terminal, as, &viewer, error))
    return FALSE;
  if (role != NULL ? !add_role (terminal, role, viewer, evaluations, error) : !add_named (terminal, viewer, evaluations, error))
    return FALSE;
  comparison = plumb_comparison_new (evaluations, g_strcmp0 (by, "composite") == 0);
  if (json)
    print_document (comparison);
  else
    print_comparison (comparison);
  return TRUE;
}
