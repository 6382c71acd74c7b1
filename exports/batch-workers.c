/* batch-workers.c - see batch-workers.h. Messages are datagrams of a socket pair: a header and a text, never split, never mixed. */
#include "exports/batch-workers.h"

#include "app/error.h"
#include "exports/atomic.h"
#include "exports/naming.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_TEXT 4096
#define NOBODY G_MAXUINT32

typedef struct
{
  guint32 index;
  gint32 code; /* of PLUMB_ERROR; -1: written */
  gint64 made_at;
  char text[MAX_TEXT]; /* name or message */
} Answer;

typedef struct
{
  pid_t pid; /* 0: gone */
  int socket;
  guint32 index; /* what it is at; NOBODY */
} Worker;

struct _PlumbWorkers
{
  const PlumbBatchSource *source;
  guint n_loops;
  guint next; /* to hand out */
  guint n_known;
  GArray *workers; /* of Worker */
};

void
plumb_batch_result_clear (PlumbBatchResult *result)
{
  g_clear_pointer (&result->name, g_free);
  g_clear_error (&result->error);
}

char *
plumb_batch_dup_staged (const char *staging, guint index, guint format)
{
  g_autofree char *file = g_strdup_printf ("%u.%s", index, plumb_format_get_extension (format));

  return g_build_filename (staging, file, NULL);
}

void
plumb_batch_do (const PlumbBatchSource *source, const PlumbBatchOptions *options, const char *staging, guint index,
                GCancellable *cancellable, PlumbBatchResult *result)
{
  g_autoptr (PlumbPacket) packet = source->make_packet (index, source->data, &result->error);

  result->known = TRUE;
  if (packet == NULL)
    return;
  plumb_atomic_set_drafting (TRUE);
  for (guint i = 0; i < PLUMB_N_FORMATS && result->error == NULL; i++)
    if (options->formats & (1u << i))
      {
        g_autofree char *path = plumb_batch_dup_staged (staging, index, i);

        plumb_format_write ((PlumbFormats)(1u << i), packet, options->paper, path, TRUE, cancellable, &result->error);
      }
  plumb_atomic_set_drafting (FALSE);
  result->made_at = packet->made_at;
  if (result->error == NULL)
    result->name = plumb_naming_dup_name (options->pattern, packet);
}

/* In a worker. */
static void
answer (int channel, guint32 index, const PlumbBatchResult *result)
{
  Answer message = { .index = index, .code = -1, .made_at = result->made_at };

  if (result->error != NULL)
    message.code = result->error->domain == PLUMB_ERROR ? result->error->code : PLUMB_ERROR_FAILED;
  g_strlcpy (message.text, result->error != NULL ? result->error->message : result->name, sizeof message.text);
  while (send (channel, &message, sizeof message, MSG_NOSIGNAL) < 0 && errno == EINTR)
    ;
}

/* The whole life of a worker. Whoever started it may be gone: then it goes too. */
static _Noreturn void
live (const PlumbBatchSource *source, const PlumbBatchOptions *options, const char *staging, int channel)
{
  g_autoptr (GError) problem = NULL;
  gboolean begun;
  guint32 index;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  signal (SIGINT, SIG_IGN); /* the parent decides what an interrupt means */
  signal (SIGTERM, SIG_DFL);
  begun = source->begin == NULL || source->begin (source->data, &problem);
  while (recv (channel, &index, sizeof index, 0) == sizeof index)
    {
      PlumbBatchResult result = { .known = TRUE };

      if (begun)
        plumb_batch_do (source, options, staging, index, NULL, &result);
      else
        result.error = g_error_copy (problem);
      answer (channel, index, &result);
      plumb_batch_result_clear (&result);
    }
  if (begun && source->end != NULL)
    source->end (source->data);
  _exit (0);
}

static gboolean
start (PlumbWorkers *workers, const PlumbBatchSource *source, const PlumbBatchOptions *options, const char *staging,
       GError **error)
{
  Worker worker = { .index = NOBODY };
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0)
    {
      worker.pid = fork ();
      if (worker.pid == 0)
        {
          /* Another worker's end kept open here would hide its end from the parent. */
          for (guint i = 0; i < workers->workers->len; i++)
            close (g_array_index (workers->workers, Worker, i).socket);
          close (ends[0]);
          live (source, options, staging, ends[1]);
        }
      close (ends[1]);
      worker.socket = ends[0];
      if (worker.pid > 0)
        {
          g_array_append_val (workers->workers, worker);
          return TRUE;
        }
      close (ends[0]);
    }
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "A process for the writing could not be started: %s", g_strerror (errno));
  return FALSE;
}

static void
hand_out (PlumbWorkers *workers)
{
  for (guint i = 0; i < workers->workers->len && workers->next < workers->n_loops; i++)
    {
      Worker *worker = &g_array_index (workers->workers, Worker, i);

      if (worker->pid == 0 || worker->index != NOBODY)
        continue;
      worker->index = workers->next++;
      /* One that is gone is noticed when its answer is waited for. */
      if (send (worker->socket, &worker->index, sizeof worker->index, MSG_NOSIGNAL) < 0)
        continue;
    }
}

static void
settle (PlumbWorkers *workers, PlumbBatchResult *result, GError *problem)
{
  result->known = TRUE;
  result->error = problem;
  workers->n_known++;
}

static void
bury (PlumbWorkers *workers, Worker *worker, PlumbBatchResult *results)
{
  waitpid (worker->pid, NULL, 0);
  close (worker->socket);
  worker->socket = -1;
  worker->pid = 0;
  if (worker->index != NOBODY)
    settle (workers, &results[worker->index],
            g_error_new (PLUMB_ERROR, PLUMB_ERROR_FAILED, "The process that wrote it ended unexpectedly."));
  worker->index = NOBODY;
}

static void
receive (PlumbWorkers *workers, Worker *worker, PlumbBatchResult *results)
{
  Answer message;
  gssize n = recv (worker->socket, &message, sizeof message, 0);
  PlumbBatchResult *result;

  if (n < 0 && errno == EINTR)
    return;
  if (n != sizeof message || message.index != worker->index)
    {
      bury (workers, worker, results);
      return;
    }
  message.text[MAX_TEXT - 1] = '\0';
  result = &results[worker->index];
  worker->index = NOBODY;
  result->made_at = message.made_at;
  if (message.code < 0)
    result->name = g_strdup (message.text);
  settle (workers, result, message.code < 0 ? NULL : g_error_new_literal (PLUMB_ERROR, message.code, message.text));
}

static gboolean
any_alive (PlumbWorkers *workers)
{
  for (guint i = 0; i < workers->workers->len; i++)
    if (g_array_index (workers->workers, Worker, i).pid != 0)
      return TRUE;
  return FALSE;
}

/* Nobody is left to do them. */
static void
give_up (PlumbWorkers *workers, PlumbBatchResult *results)
{
  for (guint i = 0; i < workers->n_loops; i++)
    if (!results[i].known)
      settle (workers, &results[i],
              g_error_new (PLUMB_ERROR, PLUMB_ERROR_FAILED, "No process is left that could write it; try it alone."));
}

static void
wait_for_answers (PlumbWorkers *workers, PlumbBatchResult *results, GCancellable *cancellable)
{
  guint n = workers->workers->len;
  g_autofree struct pollfd *polls = g_new0 (struct pollfd, n + 1);

  for (guint i = 0; i < n; i++)
    polls[i] = (struct pollfd){ .fd = g_array_index (workers->workers, Worker, i).socket, .events = POLLIN };
  polls[n] = (struct pollfd){ .fd = cancellable != NULL ? g_cancellable_get_fd (cancellable) : -1, .events = POLLIN };
  if (poll (polls, n + 1, -1) > 0)
    for (guint i = 0; i < n; i++)
      if (polls[i].fd >= 0 && polls[i].revents != 0)
        receive (workers, &g_array_index (workers->workers, Worker, i), results);
  if (cancellable != NULL)
    g_cancellable_release_fd (cancellable);
}

PlumbWorkers *
plumb_workers_new (const PlumbBatchSource *source, const PlumbBatchOptions *options, const char *staging, guint n, GError **error)
{
  g_autoptr (PlumbWorkers) workers = g_new0 (PlumbWorkers, 1);

  workers->source = source;
  workers->n_loops = source->n;
  workers->workers = g_array_new (FALSE, FALSE, sizeof (Worker));
  for (guint i = 0; i < MIN (n, source->n); i++)
    if (!start (workers, source, options, staging, error))
      return NULL;
  return g_steal_pointer (&workers);
}

gboolean
plumb_batch_check_cancelled (const PlumbBatchSource *source, GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable) && (source->stopped == NULL || !source->stopped (source->data)))
    return TRUE;
  g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED, "Cancelled; nothing was written.");
  return FALSE;
}

gboolean
plumb_workers_step (PlumbWorkers *workers, PlumbBatchResult *results, GCancellable *cancellable, GError **error)
{
  guint known = workers->n_known;

  if (known == workers->n_loops)
    return FALSE;
  while (workers->n_known == known)
    {
      if (!plumb_batch_check_cancelled (workers->source, cancellable, error))
        return FALSE;
      if (!any_alive (workers))
        {
          give_up (workers, results);
          return TRUE;
        }
      hand_out (workers);
      wait_for_answers (workers, results, cancellable);
    }
  return TRUE;
}

void
plumb_workers_free (PlumbWorkers *workers)
{
  if (workers == NULL)
    return;
  for (guint i = 0; i < workers->workers->len; i++)
    {
      Worker *worker = &g_array_index (workers->workers, Worker, i);

      if (worker->pid == 0)
        continue;
      close (worker->socket); /* an idle one ends by itself, in order */
      if (worker->index != NOBODY)
        kill (worker->pid, SIGKILL);
      waitpid (worker->pid, NULL, 0);
    }
  g_array_unref (workers->workers);
  g_free (workers);
}
