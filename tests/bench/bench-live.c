/* bench-live.c - from the commit of a card in one process to its loop read and evaluated anew in another.
 *
 * The other process is a fork with a store of its own; it prepares a card in each of the loops, then submits one whenever it is told to,
 * and answers when it began and when the commit was done (CLOCK_MONOTONIC is one for all processes). Measured is until this process has the
 * loop's fresh snapshot and evaluation in its main context, which is what the board is drawn from.
 */
#include "tests/bench/bench.h"

#include "app/evaluation.h"
#include "app/workspace.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 60

typedef struct
{
  gint64 began;
  gint64 committed;
} Commit;

typedef struct
{
  char *loops[ROUNDS];
  char *assignments[ROUNDS];
  char *person;
  PlumbWorkspace *workspace;
  guint round;
  gint64 seen; /* 0: not yet */
} Live;

static void
apply (PlumbStore *store, PlumbCommand *command)
{
  g_autoptr (GError) error = NULL;

  if (!plumb_store_apply (store, command, &error))
    bench_fail (plumb_command_kind_to_nick (plumb_command_get_kind (command)), error);
  plumb_command_unref (command);
}

/* One loop a round, of the default template, with one card that lacks nothing but its submission. */
static void
prepare (Live *live, PlumbStore *store)
{
  PlumbTemplate *template = g_ptr_array_index (plumb_library_list_templates (), 0);
  const PlumbStage *stage = g_ptr_array_index (template->stages, 0);
  g_autoptr (PlumbPerson) person = plumb_person_new (live->person, "Bench Panelist");

  apply (store, plumb_command_new_add_person (NULL, person));
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *id = plumb_id_new ();
      g_autoptr (PlumbCandidate) candidate = plumb_candidate_new (id, "Bench Candidate");

      apply (store, plumb_command_new_open_loop (NULL, live->loops[i], candidate, template, "Bench"));
      apply (store, plumb_command_new_assign (NULL, live->loops[i], live->assignments[i], stage->key, live->person,
                                              PLUMB_SEAT_INTERVIEWER, 0));
      apply (store, plumb_command_new_start_card (live->person, live->loops[i], live->assignments[i]));
      for (guint k = 0; k < stage->script->len; k++)
        apply (store, plumb_command_new_set_answer (live->person, live->loops[i], live->assignments[i],
                                                    ((PlumbScriptItem *)g_ptr_array_index (stage->script, k))->question->id,
                                                    PLUMB_ANSWER_SCORED, 3));
      apply (store, plumb_command_new_set_summary (live->person, live->loops[i], live->assignments[i], PLUMB_RECOMMENDATION_YES,
                                                   NULL, "Summary", ""));
    }
}

/* The other process: submits a card for each byte that comes. */
static void
submit_on_demand (Live *live, const char *path, int orders, int answers)
{
  g_autoptr (GError) error = NULL;
  PlumbStore *store = plumb_store_open (path, PLUMB_STORE_CREATE, &error);
  Commit commit = { 0 };
  char order;

  if (store == NULL)
    bench_fail (path, error);
  prepare (live, store);
  if (write (answers, &commit, sizeof commit) != sizeof commit)
    bench_fail ("pipe", NULL);
  for (guint i = 0; read (orders, &order, 1) == 1 && i < ROUNDS; i++)
    {
      commit.began = g_get_monotonic_time ();
      apply (store, plumb_command_new_submit_card (live->person, live->loops[i], live->assignments[i]));
      commit.committed = g_get_monotonic_time ();
      if (write (answers, &commit, sizeof commit) != sizeof commit)
        bench_fail ("pipe", NULL);
    }
  plumb_store_close (store);
  _exit (0);
}

/* In the workspace's thread. */
static gpointer
evaluate_func (PlumbStore *store, gpointer loop, GError **error)
{
  g_autoptr (PlumbSnapshot) snapshot = plumb_store_load_snapshot (store, loop, NULL, error);

  return snapshot != NULL ? plumb_evaluation_new (snapshot) : NULL;
}

static void
evaluated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Live *live = data;
  g_autoptr (PlumbEvaluation) evaluation = plumb_workspace_run_finish (live->workspace, result, NULL);

  if (evaluation != NULL && evaluation->n_counted == 1)
    live->seen = g_get_monotonic_time ();
}

static void
loop_changed_cb (Live *live, const char *loop)
{
  if (g_str_equal (loop, live->loops[live->round]))
    plumb_workspace_run_async (live->workspace, evaluate_func, g_strdup (loop), g_free, (GDestroyNotify)plumb_evaluation_unref,
                               NULL, evaluated_cb, live);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Live *live = data;

  live->workspace = plumb_workspace_open_finish (result, &error);
  if (live->workspace == NULL)
    bench_fail ("open", error);
  g_signal_connect_swapped (live->workspace, "loop-changed", G_CALLBACK (loop_changed_cb), live);
}

static void
read_commit (int answers, Commit *commit)
{
  if (read (answers, commit, sizeof *commit) != sizeof *commit)
    bench_fail ("the other process", NULL);
}

int
bench_live (int argc, char **argv)
{
  double whole[ROUNDS], after[ROUNDS];
  int orders[2], answers[2], status;
  Live live = { .person = plumb_id_new () };
  Commit commit;

  g_assert (argc == 1);
  for (guint i = 0; i < ROUNDS; i++)
    {
      live.loops[i] = plumb_id_new ();
      live.assignments[i] = plumb_id_new ();
    }
  if (pipe (orders) != 0 || pipe (answers) != 0)
    bench_fail ("pipe", NULL);
  if (fork () == 0)
    {
      close (orders[1]);
      submit_on_demand (&live, argv[0], orders[0], answers[1]);
    }
  read_commit (answers[0], &commit);
  plumb_workspace_open_async (argv[0], PLUMB_STORE_DEFAULT, NULL, opened_cb, &live);
  while (live.workspace == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (live.round = 0; live.round < ROUNDS; live.round++)
    {
      live.seen = 0;
      if (write (orders[1], "", 1) != 1)
        bench_fail ("pipe", NULL);
      while (live.seen == 0)
        g_main_context_iteration (NULL, TRUE);
      read_commit (answers[0], &commit);
      whole[live.round] = (double)(live.seen - commit.began) / G_USEC_PER_SEC;
      after[live.round] = (double)(live.seen - commit.committed) / G_USEC_PER_SEC;
    }
  live.round = 0;
  close (orders[1]);
  wait (&status);
  plumb_workspace_close (live.workspace);
  printf ("{\"seconds\": %.9f, \"after\": %.9f, \"peak_kib\": 0}\n", bench_median (whole, ROUNDS), bench_median (after, ROUNDS));
  return status;
}
