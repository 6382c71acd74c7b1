/* notify.c - notify CONNINFO: the baseline of bench-live.c. One client of PostgreSQL commits a row with NOTIFY, another LISTENs and reads
 * the row back; each is a process of its own. Prints the same line. */
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 60

typedef struct
{
  double began;
  double committed;
} Commit;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void
fail (PGconn *connection, const char *what)
{
  fprintf (stderr, "notify: %s: %s\n", what, PQerrorMessage (connection));
  exit (1);
}

static PGconn *
open_connection (const char *info)
{
  PGconn *connection = PQconnectdb (info);

  if (PQstatus (connection) != CONNECTION_OK)
    fail (connection, "connect");
  return connection;
}

static void
run (PGconn *connection, const char *sql)
{
  PGresult *result = PQexec (connection, sql);
  ExecStatusType status = PQresultStatus (result);

  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    fail (connection, sql);
  PQclear (result);
}

/* The other process: one row and one notice for each byte that comes. */
static void
commit_on_demand (const char *info, int orders, int answers)
{
  PGconn *connection = open_connection (info);
  char order;

  while (read (orders, &order, 1) == 1)
    {
      Commit commit = { .began = now () };

      run (connection,
           "BEGIN; UPDATE card SET state = 'submitted', changed = changed + 1 WHERE id = 1; NOTIFY card, '1'; COMMIT");
      commit.committed = now ();
      if (write (answers, &commit, sizeof commit) != sizeof commit)
        exit (1);
    }
  PQfinish (connection);
  _exit (0);
}

static void
wait_for_notice (PGconn *connection)
{
  for (;;)
    {
      struct pollfd fd = { .fd = PQsocket (connection), .events = POLLIN };
      PGnotify *notice = PQnotifies (connection);

      if (notice != NULL)
        {
          PQfreemem (notice);
          return;
        }
      if (poll (&fd, 1, 10000) <= 0 || !PQconsumeInput (connection))
        fail (connection, "no notice came");
    }
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

int
main (int argc, char **argv)
{
  double whole[ROUNDS], after[ROUNDS];
  int orders[2], answers[2];
  PGconn *connection;

  if (argc != 2 || pipe (orders) != 0 || pipe (answers) != 0)
    return 2;
  connection = open_connection (argv[1]);
  run (connection, "DROP TABLE IF EXISTS card; CREATE TABLE card (id int PRIMARY KEY, state text, changed int); "
                   "INSERT INTO card VALUES (1, 'draft', 0); LISTEN card");
  if (fork () == 0)
    {
      close (orders[1]);
      commit_on_demand (argv[1], orders[0], answers[1]);
    }
  for (int i = 0; i < ROUNDS; i++)
    {
      Commit commit;
      double seen;

      if (write (orders[1], "", 1) != 1)
        return 1;
      wait_for_notice (connection);
      run (connection, "SELECT id, state, changed FROM card WHERE id = 1");
      seen = now ();
      if (read (answers[0], &commit, sizeof commit) != sizeof commit)
        return 1;
      whole[i] = seen - commit.began;
      after[i] = seen - commit.committed;
    }
  close (orders[1]);
  wait (NULL);
  PQfinish (connection);
  qsort (whole, ROUNDS, sizeof *whole, compare);
  qsort (after, ROUNDS, sizeof *after, compare);
  printf ("{\"seconds\": %.9f, \"after\": %.9f, \"peak_kib\": 0}\n", whole[ROUNDS / 2], after[ROUNDS / 2]);
  return 0;
}
