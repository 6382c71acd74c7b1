/* bench-save.c - one score saved durably: through the store with its audit event, as a plain SQLite insert, and as a bare write. */
#include "tests/bench/bench.h"

#include "app/store.h"

#include <fcntl.h>
#include <sqlite3.h> /* the baseline */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SAVES 400

static void
apply (PlumbStore *store, PlumbCommand *command)
{
  g_autoptr (GError) error = NULL;

  if (!plumb_store_apply (store, command, &error))
    bench_fail (plumb_command_kind_to_nick (plumb_command_get_kind (command)), error);
  plumb_command_unref (command);
}

/* A loop with one started card; answers the assignment's id and, in `stage`, its stage. */
static char *
open_card (PlumbStore *store, const char *loop, const char *person, PlumbTemplate *template, const PlumbStage **stage)
{
  g_autoptr (PlumbPerson) panelist = plumb_person_new (person, "Bench Panelist");
  g_autofree char *candidate_id = plumb_id_new ();
  g_autoptr (PlumbCandidate) candidate = plumb_candidate_new (candidate_id, "Bench Candidate");
  char *assignment = plumb_id_new ();

  *stage = g_ptr_array_index (template->stages, 0);
  for (guint i = 1; i < template->stages->len; i++)
    if (((const PlumbStage *)g_ptr_array_index (template->stages, i))->script->len > (*stage)->script->len)
      *stage = g_ptr_array_index (template->stages, i);
  apply (store, plumb_command_new_add_person (NULL, panelist));
  apply (store, plumb_command_new_open_loop (NULL, loop, candidate, template, "Bench"));
  apply (store, plumb_command_new_assign (NULL, loop, assignment, (*stage)->key, person, PLUMB_SEAT_INTERVIEWER, 0));
  apply (store, plumb_command_new_start_card (person, loop, assignment));
  return assignment;
}

int
bench_save (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *loop = plumb_id_new (), *person = plumb_id_new (), *assignment = NULL;
  g_autoptr (PlumbTemplate) template = NULL;
  const PlumbStage *stage;
  PlumbStore *store;
  double seconds[SAVES];

  g_assert (argc == 1);
  store = plumb_store_open (argv[0], PLUMB_STORE_CREATE, &error);
  if (store == NULL)
    bench_fail ("open", error);
  template = plumb_store_load_template (store, "backend-five-stage", 0, &error);
  if (template == NULL)
    bench_fail ("template", error);
  assignment = open_card (store, loop, person, template, &stage);
  for (int i = 0; i < SAVES; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i % stage->script->len);
      g_autoptr (PlumbCommand) command = plumb_command_new_set_answer (person, loop, assignment, item->question->id,
                                                                       PLUMB_ANSWER_SCORED, 1 + (i / 7 + i) % template->points);
      gint64 start = g_get_monotonic_time ();

      if (!plumb_store_apply (store, command, &error))
        bench_fail ("save", error);
      seconds[i] = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  plumb_store_close (store);
  bench_report (bench_median (seconds, SAVES));
  return 0;
}

static void
execute (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    bench_fail (sqlite3_errmsg (db), NULL);
}

/* The same insert, and nothing else: one table, prepared once, WAL with synchronous=FULL, one transaction a score. */
int
bench_save_plain (int argc, char **argv)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  double seconds[SAVES];

  g_assert (argc == 1);
  if (sqlite3_open (argv[0], &db) != SQLITE_OK)
    bench_fail ("open", NULL);
  execute (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE answer (card TEXT, question TEXT, state TEXT, "
               "score INTEGER, notes TEXT, updated INTEGER, PRIMARY KEY (card, question)) STRICT, WITHOUT ROWID");
  sqlite3_prepare_v3 (
      db,
      "INSERT INTO answer VALUES (?1, ?2, 'scored', ?3, '', ?4) ON CONFLICT DO UPDATE SET score = excluded.score, "
      "updated = excluded.updated",
      -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  for (int i = 0; i < SAVES; i++)
    {
      g_autofree char *question = g_strdup_printf ("question-%d", i % 7);
      gint64 start = g_get_monotonic_time ();

      sqlite3_bind_text (statement, 1, "1b671a64-40d5-491e-99b0-da01ff1f3341", -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, question, -1, SQLITE_STATIC);
      sqlite3_bind_int (statement, 3, 1 + i % 4);
      sqlite3_bind_int64 (statement, 4, g_get_real_time ());
      if (sqlite3_step (statement) != SQLITE_DONE)
        bench_fail (sqlite3_errmsg (db), NULL);
      sqlite3_reset (statement);
      seconds[i] = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  bench_report (bench_median (seconds, SAVES));
  return 0;
}

int
bench_save_bare (int argc, char **argv)
{
  char block[4096];
  double seconds[SAVES];
  int fd;

  g_assert (argc == 1);
  memset (block, 'x', sizeof block);
  fd = open (argv[0], O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    bench_fail (argv[0], NULL);
  for (int i = 0; i < SAVES; i++)
    {
      gint64 start = g_get_monotonic_time ();

      if (pwrite (fd, block, sizeof block, (off_t)i * (off_t)sizeof block) != sizeof block || fdatasync (fd) != 0)
        bench_fail ("write", NULL);
      seconds[i] = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  close (fd);
  bench_report (bench_median (seconds, SAVES));
  return 0;
}
