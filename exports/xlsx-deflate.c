/* xlsx-deflate.c - one queue, one thread. A stream's own fields belong to the thread while it has blocks in the queue and to the caller
 * when it has none; the mutex guards the queue and the count of blocks. */
#include "exports/xlsx-deflate.h"

#include "app/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>
#include <zlib.h>

#define OUTPUT (64 * 1024)
#define LEVEL 1 /* a third of the time of 6 for a third more bytes */
#define QUEUE_MAX 8

struct _PlumbDeflateStream
{
  PlumbDeflater *deflater; /* borrowed */
  FILE *file;
  z_stream zlib;
  PlumbPacked packed;
  guint8 *output;
  guint n_waiting; /* blocks in the queue and at work; guarded */
  int saved_errno; /* of the first failure */
};

typedef struct
{
  PlumbDeflateStream *stream; /* NULL ends the thread */
  char *block;
  gsize length;
} Job;

struct _PlumbDeflater
{
  GThread *thread; /* NULL until the first block */
  GMutex mutex;
  GCond changed;
  GQueue jobs; /* of Job */
};

static void
pack (PlumbDeflateStream *stream, const char *block, gsize length, int flush)
{
  stream->packed.checksum = (guint32)crc32 (stream->packed.checksum, (const Bytef *)block, (uInt)length);
  stream->packed.size += length;
  stream->zlib.next_in = (Bytef *)block;
  stream->zlib.avail_in = (uInt)length;
  do
    {
      gsize got;

      stream->zlib.next_out = stream->output;
      stream->zlib.avail_out = OUTPUT;
      deflate (&stream->zlib, flush);
      got = OUTPUT - stream->zlib.avail_out;
      stream->packed.packed += got;
      errno = 0;
      if (stream->saved_errno == 0 && got > 0 && fwrite (stream->output, 1, got, stream->file) != got)
        stream->saved_errno = errno != 0 ? errno : EIO;
    }
  while (stream->zlib.avail_out == 0);
}

static gpointer
work (gpointer data)
{
  PlumbDeflater *deflater = data;

  g_mutex_lock (&deflater->mutex);
  while (TRUE)
    {
      Job *job = g_queue_pop_head (&deflater->jobs);

      if (job == NULL)
        {
          g_cond_wait (&deflater->changed, &deflater->mutex);
          continue;
        }
      if (job->stream == NULL)
        {
          g_free (job);
          break;
        }
      g_mutex_unlock (&deflater->mutex);
      pack (job->stream, job->block, job->length, Z_NO_FLUSH);
      g_free (job->block);
      g_mutex_lock (&deflater->mutex);
      job->stream->n_waiting--;
      g_cond_broadcast (&deflater->changed);
      g_free (job);
    }
  g_mutex_unlock (&deflater->mutex);
  return NULL;
}

static void
enqueue (PlumbDeflater *deflater, PlumbDeflateStream *stream, char *block, gsize length)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ stream, block, length };
  g_mutex_lock (&deflater->mutex);
  if (deflater->thread == NULL)
    deflater->thread = g_thread_new ("plumb-deflate", work, deflater);
  while (deflater->jobs.length >= QUEUE_MAX)
    g_cond_wait (&deflater->changed, &deflater->mutex);
  if (stream != NULL)
    stream->n_waiting++;
  g_queue_push_tail (&deflater->jobs, job);
  g_cond_broadcast (&deflater->changed);
  g_mutex_unlock (&deflater->mutex);
}

static void
wait_for (PlumbDeflateStream *stream)
{
  g_mutex_lock (&stream->deflater->mutex);
  while (stream->n_waiting > 0)
    g_cond_wait (&stream->deflater->changed, &stream->deflater->mutex);
  g_mutex_unlock (&stream->deflater->mutex);
}

static FILE *
open_unnamed (const char *folder, GError **error)
{
  g_autofree char *name = g_build_filename (folder, ".plumbline-XXXXXX.rows", NULL);
  int fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  FILE *file = fd >= 0 ? fdopen (fd, "w+b") : NULL;

  if (file == NULL)
    {
      int saved_errno = errno;
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (saved_errno),
                   "Writing into the folder \"%s\" failed: %s; choose a folder you may write to", shown,
                   g_strerror (saved_errno));
      if (fd >= 0)
        close (fd);
    }
  if (fd >= 0)
    g_unlink (name);
  return file;
}

PlumbDeflater *
plumb_deflater_new (void)
{
  PlumbDeflater *deflater = g_new0 (PlumbDeflater, 1);

  g_mutex_init (&deflater->mutex);
  g_cond_init (&deflater->changed);
  g_queue_init (&deflater->jobs);
  return deflater;
}

void
plumb_deflater_free (PlumbDeflater *deflater)
{
  if (deflater == NULL)
    return;
  if (deflater->thread != NULL)
    {
      enqueue (deflater, NULL, NULL, 0);
      g_thread_join (deflater->thread);
    }
  g_mutex_clear (&deflater->mutex);
  g_cond_clear (&deflater->changed);
  g_free (deflater);
}

PlumbDeflateStream *
plumb_deflate_stream_new (PlumbDeflater *deflater, const char *folder, GError **error)
{
  PlumbDeflateStream *stream;
  FILE *file;

  g_return_val_if_fail (deflater != NULL, NULL);
  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = open_unnamed (folder, error);
  if (file == NULL)
    return NULL;
  stream = g_new0 (PlumbDeflateStream, 1);
  stream->deflater = deflater;
  stream->file = file;
  stream->output = g_malloc (OUTPUT);
  stream->packed.checksum = (guint32)crc32 (0, NULL, 0);
  if (deflateInit2 (&stream->zlib, LEVEL, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("deflateInit2 failed");
  return stream;
}

void
plumb_deflate_stream_free (PlumbDeflateStream *stream)
{
  if (stream == NULL)
    return;
  wait_for (stream);
  deflateEnd (&stream->zlib);
  fclose (stream->file);
  g_free (stream->output);
  g_free (stream);
}

void
plumb_deflate_stream_push (PlumbDeflateStream *stream, char *block, gsize length)
{
  g_return_if_fail (stream != NULL && block != NULL);

  enqueue (stream->deflater, stream, block, length);
}

gboolean
plumb_deflate_stream_finish (PlumbDeflateStream *stream, const char *rest, gsize length, GError **error)
{
  g_return_val_if_fail (stream != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  wait_for (stream);
  pack (stream, rest, length, Z_FULL_FLUSH);
  errno = 0;
  if (stream->saved_errno == 0 && (fflush (stream->file) != 0 || ferror (stream->file)))
    stream->saved_errno = errno != 0 ? errno : EIO;
  if (stream->saved_errno == 0)
    return TRUE;
  g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (stream->saved_errno),
               "Writing the workbook failed: %s; make room or choose another folder", g_strerror (stream->saved_errno));
  return FALSE;
}

const PlumbPacked *
plumb_deflate_stream_get_packed (const PlumbDeflateStream *stream)
{
  return &stream->packed;
}

FILE *
plumb_deflate_stream_get_file (PlumbDeflateStream *stream)
{
  return stream->file;
}
