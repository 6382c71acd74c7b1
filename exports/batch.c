/* batch.c - see batch.h. Results come in as the workers have them and are taken in the order of the loops: names become unique, the zip
 * gets its entries, progress is told. */
#include "exports/batch.h"

#include "app/error.h"
#include "exports/atomic.h"
#include "exports/batch-workers.h"
#include "exports/naming.h"
#include "exports/zip.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGING ".plumbline-batch-"
#define WHOLE "whole" /* in the staging folder: the folder, or the zip, to be */

typedef struct
{
  const PlumbBatchSource *source;
  const PlumbBatchOptions *options;
  GCancellable *cancellable;
  char *staging;  /* the folder where files come to be */
  int lock;       /* on it, for as long as this process or a worker lives; -1: none */
  char *zip_path; /* in it; NULL without a zip */
  PlumbZip *zip;
  GHashTable *taken;         /* names */
  PlumbBatchResult *results; /* one a loop */
  guint n_done;              /* known, whether taken or not: what progress tells */
  guint n_taken;             /* from the first on */
  GPtrArray *files;          /* of char*, pairs: staged path, name in the folder */
  PlumbBatchReport *report;
} Batch;

static void
failure_free (gpointer data)
{
  PlumbBatchFailure *failure = data;

  g_free (failure->label);
  g_free (failure->message);
  g_free (failure);
}

/* Nothing else will do better on this disk, or it was the user's wish. */
static gboolean
ends_everything (const GError *error)
{
  return g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED) || g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_FULL)
         || g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_READ_ONLY);
}

static void
add_failure (Batch *batch, guint index, const GError *error)
{
  PlumbBatchFailure *failure = g_new0 (PlumbBatchFailure, 1);

  failure->index = index;
  failure->label = batch->source->dup_label (index, batch->source->data);
  failure->message = g_strdup (error->message);
  g_ptr_array_add (batch->report->failures, failure);
}

static gboolean
take_files (Batch *batch, guint index, const PlumbBatchResult *result, GError **error)
{
  g_autofree char *name = plumb_naming_dup_unique (result->name, batch->taken);

  for (guint i = 0; i < PLUMB_N_FORMATS; i++)
    if (batch->options->formats & (1u << i))
      {
        g_autofree char *staged = plumb_batch_dup_staged (batch->staging, index, i);
        g_autofree char *file = g_strconcat (name, ".", plumb_format_get_extension (i), NULL);

        batch->report->n_files++;
        if (batch->zip == NULL)
          {
            g_ptr_array_add (batch->files, g_steal_pointer (&staged));
            g_ptr_array_add (batch->files, g_steal_pointer (&file));
            continue;
          }
        if (!plumb_zip_add_file (batch->zip, file, staged, result->made_at, error))
          return FALSE;
        g_unlink (staged);
      }
  batch->report->n_loops++;
  return TRUE;
}

/* All whose turn it is. */
static gboolean
take (Batch *batch, GError **error)
{
  for (; batch->n_taken < batch->source->n && batch->results[batch->n_taken].known; batch->n_taken++)
    {
      PlumbBatchResult *result = &batch->results[batch->n_taken];

      if (result->error != NULL && ends_everything (result->error))
        {
          g_propagate_error (error, g_steal_pointer (&result->error));
          return FALSE;
        }
      if (result->error != NULL)
        add_failure (batch, batch->n_taken, result->error);
      else if (!take_files (batch, batch->n_taken, result, error))
        return FALSE;
    }
  return TRUE;
}

static void
tell_progress (Batch *batch)
{
  batch->n_done++;
  if (batch->source->progress != NULL)
    batch->source->progress (batch->n_done, batch->source->data);
}

static gboolean
run_here (Batch *batch, GError **error)
{
  gboolean done = batch->source->begin == NULL || batch->source->begin (batch->source->data, error);

  for (guint i = 0; i < batch->source->n && done; i++)
    {
      done = plumb_batch_check_cancelled (batch->source, batch->cancellable, error);
      if (!done)
        break;
      plumb_batch_do (batch->source, batch->options, batch->staging, i, batch->cancellable, &batch->results[i]);
      done = take (batch, error);
      tell_progress (batch);
    }
  if (batch->source->end != NULL)
    batch->source->end (batch->source->data);
  return done;
}

static guint
count_known (Batch *batch)
{
  guint n = 0;

  for (guint i = 0; i < batch->source->n; i++)
    n += batch->results[i].known ? 1 : 0;
  return n;
}

static gboolean
run_workers (Batch *batch, guint n_workers, GError **error)
{
  g_autoptr (PlumbWorkers) workers = plumb_workers_new (batch->source, batch->options, batch->staging, n_workers, error);
  g_autoptr (GError) problem = NULL;

  if (workers == NULL)
    return FALSE;
  while (plumb_workers_step (workers, batch->results, batch->cancellable, &problem))
    {
      if (!take (batch, error))
        return FALSE;
      while (batch->n_done < count_known (batch))
        tell_progress (batch);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return batch->n_taken == batch->source->n;
}

static gboolean
run (Batch *batch, GError **error)
{
  guint n_workers = batch->options->n_workers != 0 ? batch->options->n_workers : g_get_num_processors ();
  g_autoptr (GError) problem = NULL;
  gboolean done = MIN (n_workers, batch->source->n) > 1 ? run_workers (batch, n_workers, &problem) : run_here (batch, &problem);

  if (done && batch->report->n_loops == 0)
    {
      const PlumbBatchFailure *first = g_ptr_array_index (batch->report->failures, 0);

      g_set_error (&problem, PLUMB_ERROR, PLUMB_ERROR_FAILED, "None of the %u loops could be exported. %s: %s", batch->source->n,
                   first->label, first->message);
    }
  if (problem == NULL)
    return TRUE;
  /* One word for the end that the user asked for, whoever noticed it first. */
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (problem, PLUMB_ERROR, PLUMB_ERROR_CANCELLED))
    g_set_error_literal (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED, "Cancelled; nothing was written.");
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
set_system_error (const char *what, const char *path, int saved_errno, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (saved_errno), "%s \"%s\" failed: %s", what, shown,
               g_strerror (saved_errno));
  return FALSE;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static void
remove_staging (const char *staging)
{
  g_autofree char *whole = g_build_filename (staging, WHOLE, NULL);

  remove_folder (whole);
  remove_folder (staging);
}

/* Answers a lock on the staging folder; -1, with errno EWOULDBLOCK when somebody has it. */
static int
lock_staging (const char *staging)
{
  int fd = open (staging, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int saved_errno;

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  saved_errno = errno;
  close (fd);
  errno = saved_errno;
  return -1;
}

static gboolean
is_ours_alone (int folder)
{
  struct stat status;

  return fstat (folder, &status) == 0 && status.st_uid == geteuid () && (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

/* Packets must not lie about hidden: what a batch that was killed left behind, whose lock nobody has any more, goes. */
static void
remove_leftovers (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *staging = g_build_filename (folder, name, NULL);
      int lock = g_str_has_prefix (name, STAGING) ? lock_staging (staging) : -1;

      if (lock < 0)
        continue;
      if (is_ours_alone (lock))
        remove_staging (staging);
      close (lock);
    }
}

/* A folder that another batch took for a leftover, before it had its lock, is made anew. Where there are no locks it goes without. */
static gboolean
make_staging (Batch *batch, const char *folder, GError **error)
{
  for (;;)
    {
      g_autofree char *staging = g_build_filename (folder, STAGING "XXXXXX", NULL);

      if (g_mkdtemp_full (staging, 0700) == NULL)
        return set_system_error ("Making a folder in", folder, errno, error);
      batch->lock = lock_staging (staging);
      if ((batch->lock >= 0 || errno != EWOULDBLOCK) && g_file_test (staging, G_FILE_TEST_IS_DIR))
        {
          batch->staging = g_steal_pointer (&staging);
          return TRUE;
        }
      if (batch->lock >= 0)
        close (batch->lock);
    }
}

/* Whether the zip may be written there is known before the work. */
static gboolean
open_zip (Batch *batch, GError **error)
{
  g_autofree char *tried = plumb_atomic_begin (batch->options->path, batch->options->replace, error);

  if (tried == NULL)
    return FALSE;
  plumb_atomic_abandon (tried);
  batch->zip_path = g_build_filename (batch->staging, WHOLE, NULL);
  batch->zip = plumb_zip_new (batch->zip_path, error);
  return batch->zip != NULL;
}

/* Inside a folder that is there, so that a move stays on its disk; else beside what will be. */
static gboolean
open_staging (Batch *batch, GError **error)
{
  const char *path = batch->options->path;
  gboolean inside = !batch->options->zip && g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *folder = inside ? g_strdup (path) : g_path_get_dirname (path);

  if (!batch->options->zip && !inside && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "\"%s\" is a file; choose a folder", path);
      return FALSE;
    }
  remove_leftovers (folder);
  return make_staging (batch, folder, error) && (!batch->options->zip || open_zip (batch, error));
}

static gboolean
refuse_existing (Batch *batch, GError **error)
{
  for (guint i = 0; !batch->options->replace && i < batch->files->len; i += 2)
    {
      const char *file = g_ptr_array_index (batch->files, i + 1);
      g_autofree char *target = g_build_filename (batch->options->path, file, NULL);

      if (g_file_test (target, G_FILE_TEST_EXISTS) || g_file_test (target, G_FILE_TEST_IS_SYMLINK))
        {
          g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS,
                       "\"%s\" is in the folder already; nothing was written. Choose another folder or have files replaced.",
                       file);
          return FALSE;
        }
    }
  return TRUE;
}

/* What came into the folder before one of the files could not: it was not there before. */
static void
take_back (Batch *batch, const char *folder, guint n)
{
  for (guint i = 0; !batch->options->replace && i < n; i += 2)
    {
      g_autofree char *moved = g_build_filename (folder, g_ptr_array_index (batch->files, i + 1), NULL);

      g_unlink (moved);
    }
}

static gboolean
move_files (Batch *batch, const char *folder, GError **error)
{
  for (guint i = 0; i < batch->files->len; i += 2)
    {
      const char *file = g_ptr_array_index (batch->files, i + 1);
      g_autofree char *to = g_build_filename (folder, file, NULL);

      if (plumb_atomic_commit (g_ptr_array_index (batch->files, i), to, batch->options->replace, error))
        continue;
      take_back (batch, folder, i);
      return FALSE;
    }
  return TRUE;
}

/* The new folder is there with all its files, or not there. */
static gboolean
make_folder (Batch *batch, GError **error)
{
  const char *path = batch->options->path;
  g_autofree char *folder = g_build_filename (batch->staging, WHOLE, NULL);

  if (g_mkdir (folder, 0700) != 0)
    return set_system_error ("Making the folder", folder, errno, error);
  if (!move_files (batch, folder, error))
    return FALSE;
  if (g_rename (folder, path) == 0)
    return TRUE;
  if (errno != ENOTEMPTY && errno != EEXIST)
    return set_system_error ("Making the folder", path, errno, error);
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS,
               "The folder \"%s\" came to be meanwhile; nothing was written. Choose another folder.", path);
  return FALSE;
}

static gboolean
commit (Batch *batch, GError **error)
{
  const char *path = batch->options->path;

  if (batch->zip != NULL)
    return plumb_zip_close (batch->zip, error) && plumb_atomic_commit (batch->zip_path, path, batch->options->replace, error);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return refuse_existing (batch, error) && move_files (batch, path, error);
  return make_folder (batch, error);
}

/* What is left of the work, on success as on failure. */
static void
sweep (Batch *batch)
{
  plumb_zip_free (batch->zip);
  if (batch->staging != NULL)
    remove_staging (batch->staging);
  if (batch->lock >= 0)
    close (batch->lock);
  for (guint i = 0; i < batch->source->n; i++)
    plumb_batch_result_clear (&batch->results[i]);
  g_free (batch->results);
  g_free (batch->zip_path);
  g_free (batch->staging);
  g_hash_table_unref (batch->taken);
  g_ptr_array_unref (batch->files);
}

PlumbBatchReport *
plumb_batch_write (const PlumbBatchSource *source, const PlumbBatchOptions *options, GCancellable *cancellable, GError **error)
{
  Batch batch = { .source = source, .options = options, .cancellable = cancellable, .lock = -1 };

  g_return_val_if_fail (source != NULL && source->n > 0 && source->make_packet != NULL && source->dup_label != NULL, NULL);
  g_return_val_if_fail (options != NULL && options->path != NULL && options->formats != 0, NULL);

  if (!plumb_naming_check (options->pattern, error))
    return NULL;
  batch.results = g_new0 (PlumbBatchResult, source->n);
  batch.taken = plumb_naming_new_taken ();
  batch.files = g_ptr_array_new_with_free_func (g_free);
  batch.report = g_new0 (PlumbBatchReport, 1);
  batch.report->failures = g_ptr_array_new_with_free_func (failure_free);
  if (!open_staging (&batch, error) || !run (&batch, error) || !commit (&batch, error))
    g_clear_pointer (&batch.report, plumb_batch_report_free);
  sweep (&batch);
  return batch.report;
}

void
plumb_batch_report_free (PlumbBatchReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->failures);
  g_free (report);
}
