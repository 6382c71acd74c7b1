/* export-job.h - `plumb export` run for the desktop, in a process of its own.
 *
 * Files with set letters are written there and not in a thread here: cairo opens font files without a lock, and the main thread draws
 * letters all the time. It is also the same code and the same file as from the terminal. What the window shows is not slowed down by it.
 */
#pragma once

#include "exports/profile.h"
#include "ui/session.h"

G_BEGIN_DECLS

typedef struct
{
  char *loop;
  char *message;
} PlumbExportFailure;

/* `done` of `of` loops are written. */
typedef void (*PlumbExportProgress) (guint done, guint of, gpointer user_data);

/* Runs "plumb export" on the session's workspace as its person, with `profile` and then `words` ("--pdf", path, loop id ...;
 * NULL-terminated). Words that choose a batch get progress and failures. Cancelling ends the process in order: nothing is left. */
void plumb_export_job_run_async (PlumbSession *session, const PlumbProfile *profile, const char *const *words,
                                 PlumbExportProgress progress, gpointer progress_data, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/* The failures (of PlumbExportFailure) of single loops; NULL with an error (CANCELLED; FAILED with what plumb said) when nothing was
 * written. Transfer full. */
GPtrArray *plumb_export_job_run_finish (PlumbSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
