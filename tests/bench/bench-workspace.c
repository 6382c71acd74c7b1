/* bench-workspace.c - a workspace of many loops: filled, listed, and one loop opened and evaluated in it. */
#include "tests/bench/bench.h"

#include "app/agenda.h"
#include "app/store.h"
#include "tests/bench/bench-loops.h"

#include <sqlite3.h> /* the baseline */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH 200
#define OPENINGS 100

static PlumbStore *
open_store (const char *path, PlumbStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  PlumbStore *store = plumb_store_open (path, flags, &error);

  if (store == NULL)
    bench_fail (path, error);
  return store;
}

/* fill FILE LOOPS: not a measurement, the ground for the others. */
int
bench_fill (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = NULL;
  guint loops, i = 0;

  g_assert (argc == 2);
  store = open_store (argv[0], PLUMB_STORE_CREATE);
  loops = (guint)atoi (argv[1]);
  while (i < loops)
    {
      g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);

      for (guint end = MIN (i + BATCH, loops); i < end; i++)
        g_ptr_array_add (commands, plumb_command_new_import_loop (NULL, bench_loop_new (i)));
      if (!plumb_store_apply_all (store, commands, NULL, &error))
        bench_fail ("import", error);
    }
  bench_report (0);
  return 0;
}

/* list FILE [PANELIST]: opens the workspace and lists every loop of it, as the owner or as the panelist of that position sees it. */
int
bench_list (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *viewer = NULL;
  PlumbStore *store;
  gint64 start = g_get_monotonic_time ();

  g_assert (argc == 1 || argc == 2);
  store = open_store (argv[0], PLUMB_STORE_DEFAULT);
  if (argc == 2)
    viewer = bench_person_dup_id ((guint)atoi (argv[1]));
  list = plumb_store_list_loops (store, viewer, NULL, &error);
  if (list == NULL || list->len == 0)
    bench_fail ("list", error);
  bench_report ((double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  plumb_store_close (store);
  return 0;
}

/* list-plain FILE ROWS: a plain table of as many rows with the columns of a list, made before, opened and read. */
int
bench_list_plain (int argc, char **argv)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gint64 start;

  g_assert (argc == 2);
  sqlite3_open (argv[0], &db);
  sqlite3_exec (db,
                "CREATE TABLE IF NOT EXISTS list (id TEXT PRIMARY KEY, candidate TEXT, role TEXT, template TEXT, state TEXT, "
                "opened INTEGER, changed INTEGER, progress TEXT, outcome TEXT, composite REAL, coverage REAL, panel TEXT) STRICT",
                NULL, NULL, NULL);
  sqlite3_prepare_v2 (
      db,
      "INSERT OR IGNORE INTO list WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) SELECT "
      "printf('%08x-0000-4000-8000-%012x', i, i), 'Candidate ' || i, 'Backend developer', 'Five-stage backend loop', 'open', "
      "i, i, 'ssssdwww', 'undecided', 3.02, 66.7, 'Ana Okafor, Bela Lindqvist, Chen Moreau, Dara Tanaka' FROM n",
      -1, &statement, NULL);
  sqlite3_bind_int (statement, 1, atoi (argv[1]));
  sqlite3_step (statement);
  sqlite3_finalize (statement);
  sqlite3_close (db);

  start = g_get_monotonic_time ();
  sqlite3_open (argv[0], &db);
  sqlite3_prepare_v2 (db, "SELECT * FROM list ORDER BY changed DESC", -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int column = 0; column < 12; column++)
      g_ptr_array_add (names, g_strdup ((const char *)sqlite3_column_text (statement, column)));
  bench_report ((double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return 0;
}

/* debrief FILE: loads the snapshot of one loop in the workspace, evaluates it and draws up the agenda; the median of many loops. */
int
bench_debrief (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  PlumbStore *store;
  double seconds[OPENINGS];

  g_assert (argc == 1);
  store = open_store (argv[0], PLUMB_STORE_DEFAULT);
  list = plumb_store_list_loops (store, NULL, NULL, &error);
  if (list == NULL || list->len == 0)
    bench_fail ("list", error);
  for (guint i = 0; i < OPENINGS; i++)
    {
      const PlumbLoopSummary *summary = g_ptr_array_index (list, (i * 97) % list->len);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (PlumbSnapshot) snapshot = plumb_store_load_snapshot (store, summary->id, NULL, &error);
      g_autoptr (PlumbEvaluation) evaluation = NULL;
      g_autoptr (GPtrArray) agenda = NULL;

      if (snapshot == NULL)
        bench_fail ("load", error);
      evaluation = plumb_evaluation_new (snapshot);
      agenda = plumb_agenda_list (evaluation);
      seconds[i] = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  bench_report (bench_median (seconds, OPENINGS));
  plumb_store_close (store);
  return 0;
}

/* evaluate: evaluation with firmness of one loop of twelve panelists. */
int
bench_evaluate (int argc, char **argv)
{
  double seconds[OPENINGS];

  for (guint i = 0; i < OPENINGS; i++)
    {
      g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (bench_loop_new (i), NULL, PLUMB_ROLE_COORDINATOR);
      g_autoptr (PlumbEvaluation) evaluation = NULL;
      gint64 start = g_get_monotonic_time ();

      evaluation = plumb_evaluation_new (snapshot);
      seconds[i] = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  bench_report (bench_median (seconds, OPENINGS));
  return 0;
}
