/* export-job.c - see export-job.h. The job ends when plumb has: its output is read to the end first. */

#include "ui/export-job.h"

#include "app/error.h"

#include <jansson.h>
#include <signal.h>
#include <string.h>

typedef struct
{
  GSubprocess *process;
  GDataInputStream *lines;
  GDataInputStream *complaints;
  PlumbExportProgress progress;
  gpointer progress_data;
  GPtrArray *failures;
  GString *said; /* on standard error */
  gulong cancelled_id;
  guint n_open; /* streams and process that have not ended */
} Job;

static void
failure_free (gpointer data)
{
  PlumbExportFailure *failure = data;

  g_free (failure->loop);
  g_free (failure->message);
  g_free (failure);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->process);
  g_clear_object (&job->lines);
  g_clear_object (&job->complaints);
  g_ptr_array_unref (job->failures);
  g_string_free (job->said, TRUE);
  g_free (job);
}

/* Installed beside this program; in a build folder, where it is built. PLUMB_PROGRAM names another. */
static char *
dup_program (void)
{
  const char *given = g_getenv ("PLUMB_PROGRAM");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, "plumb", NULL) : NULL;
  g_autofree char *built = folder != NULL ? g_build_filename (folder, "..", "app", "terminal", "plumb", NULL) : NULL;

  if (given != NULL)
    return g_strdup (given);
  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  if (built != NULL && g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&built);
  return g_strdup ("plumb");
}

static void
add (GPtrArray *words, const char *option, const char *value)
{
  g_ptr_array_add (words, g_strdup (option));
  if (value != NULL)
    g_ptr_array_add (words, g_strdup (value));
}

static void
add_profile (GPtrArray *words, const PlumbProfile *profile)
{
  g_autoptr (GPtrArray) omit = g_ptr_array_new ();
  g_autofree char *list = NULL;

  add (words, "--profile", plumb_profile_to_nick (profile->kind));
  add (words, "--names", plumb_names_to_nick (profile->names));
  add (words, "--dates", plumb_date_style_to_nick (profile->dates));
  add (words, "--paper", profile->paper == PLUMB_PAPER_LETTER ? "letter" : "a4");
  if (profile->zone != NULL)
    add (words, "--zone", profile->zone);
  if (profile->hides_candidate)
    add (words, "--hide-candidate", NULL);
  for (guint i = 0; i < PLUMB_N_OMITS; i++)
    if (profile->omit & (1u << i))
      g_ptr_array_add (omit, (gpointer)plumb_omit_to_nick (i));
  g_ptr_array_add (omit, NULL);
  list = g_strjoinv (",", (GStrv)omit->pdata);
  if (*list != '\0')
    add (words, "--omit", list);
}

static GPtrArray *
list_words (PlumbSession *session, const PlumbProfile *profile, const char *const *words)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (all, dup_program ());
  add (all, "--workspace", plumb_session_get_location (session));
  add (all, "export", NULL);
  if (plumb_session_get_person_id (session) != NULL)
    add (all, "--as", plumb_session_get_person_id (session));
  add_profile (all, profile);
  for (guint i = 0; words[i] != NULL; i++)
    add (all, words[i], NULL);
  g_ptr_array_add (all, NULL);
  return all;
}

static void
take_failure (Job *job, json_t *failed)
{
  PlumbExportFailure *failure = g_new0 (PlumbExportFailure, 1);
  const char *loop = json_string_value (json_object_get (failed, "loop"));
  const char *message = json_string_value (json_object_get (failed, "message"));

  failure->loop = g_strdup (loop != NULL ? loop : "");
  failure->message = g_strdup (message != NULL ? message : "");
  g_ptr_array_add (job->failures, failure);
}

static void
take_line (Job *job, const char *line)
{
  json_t *document = json_loads (line, 0, NULL);
  json_t *done = json_object_get (document, "done");
  json_t *failed = json_object_get (document, "failed");

  if (done != NULL && job->progress != NULL)
    job->progress ((guint)json_integer_value (done), (guint)json_integer_value (json_object_get (document, "of")),
                   job->progress_data);
  if (failed != NULL)
    take_failure (job, failed);
  json_decref (document);
}

static char *
dup_complaint (const Job *job)
{
  const char *text = job->said->str;

  if (g_str_has_prefix (text, "plumb: "))
    text += strlen ("plumb: ");
  return *text != '\0' ? g_strchomp (g_strdup (text)) : g_strdup ("The export ended unexpectedly; nothing was written.");
}

/* Exit code 1 with progress behind it: written, but for the loops that failed. */
static void
settle (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  gboolean ended = g_subprocess_get_if_exited (job->process);
  int status = ended ? g_subprocess_get_exit_status (job->process) : -1;
  g_autofree char *complaint = dup_complaint (job);

  if (job->cancelled_id != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), job->cancelled_id);
  if (status == 0 || (status == 1 && job->failures->len > 0))
    g_task_return_pointer (task, g_ptr_array_ref (job->failures), (GDestroyNotify)g_ptr_array_unref);
  else if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_task_return_new_error (task, PLUMB_ERROR, PLUMB_ERROR_CANCELLED, "Cancelled; nothing was written.");
  else
    g_task_return_new_error (task, PLUMB_ERROR, PLUMB_ERROR_FAILED, "%s", complaint);
}

static void
close_one (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (--job->n_open == 0)
    settle (task);
}

static void read_line (GTask *task, GDataInputStream *stream);

static void
line_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GDataInputStream *stream = G_DATA_INPUT_STREAM (source);
  g_autofree char *line = g_data_input_stream_read_line_finish (stream, result, NULL, NULL);

  if (line == NULL)
    {
      close_one (task);
      return;
    }
  if (stream == job->lines)
    take_line (job, line);
  else if (job->said->len < 4096)
    {
      g_autofree char *valid = g_utf8_make_valid (line, -1);

      g_string_append_printf (job->said, "%s%s", job->said->len > 0 ? "\n" : "", valid);
    }
  read_line (task, stream);
}

static void
read_line (GTask *task, GDataInputStream *stream)
{
  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, line_cb, g_object_ref (task));
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  close_one (task);
}

/* In order: plumb sweeps up after itself. */
static void
cancelled_cb (GCancellable *cancellable, GSubprocess *process)
{
  g_subprocess_send_signal (process, SIGTERM);
}

void
plumb_export_job_run_async (PlumbSession *session, const PlumbProfile *profile, const char *const *words,
                            PlumbExportProgress progress, gpointer progress_data, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  Job *job;

  g_return_if_fail (PLUMB_IS_SESSION (session) && plumb_session_get_location (session) != NULL);
  g_return_if_fail (profile != NULL && words != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, plumb_export_job_run_async);
  g_task_set_check_cancellable (task, FALSE);
  job = g_new0 (Job, 1);
  job->failures = g_ptr_array_new_with_free_func (failure_free);
  job->said = g_string_new (NULL);
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_task_data (task, job, job_free);
  all = list_words (session, profile, words);
  job->process = g_subprocess_newv ((const char *const *)all->pdata,
                                    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  if (job->process == NULL)
    {
      g_task_return_new_error (task, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND,
                               "plumb, which writes the files, could not be started: %s", error->message);
      return;
    }
  job->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (job->process));
  job->complaints = g_data_input_stream_new (g_subprocess_get_stderr_pipe (job->process));
  job->n_open = 3;
  read_line (task, job->lines);
  read_line (task, job->complaints);
  g_subprocess_wait_async (job->process, NULL, ended_cb, g_object_ref (task));
  if (cancellable != NULL)
    job->cancelled_id
        = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), g_object_ref (job->process), g_object_unref);
}

GPtrArray *
plumb_export_job_run_finish (PlumbSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
