/* batch.h - the packets of many loops at once: each in files of its own, in one zip or a folder.
 *
 * A loop that fails is listed and the others go on; so they do when a loop takes its writer down with it. Cancelled, or failed as a
 * whole, a batch leaves nothing: files come to be in a folder of its own beside the target and are moved when all are whole. The zip's
 * entries stand in the order of the loops whichever was written first; the same packets give the same bytes.
 *
 * Several workers are processes, not threads: cairo 1.16 and 1.18 open font files in a library that they do not lock, so two threads that
 * draw letters crash sooner or later. They are forked: a program of more than one thread must ask for one worker.
 */
#pragma once

#include "exports/format.h"

G_BEGIN_DECLS

typedef struct
{
  guint n;
  PlumbPacket *(*make_packet) (guint index, gpointer data, GError **error); /* transfer full; in a worker */
  char *(*dup_label) (guint index, gpointer data);                          /* what a list of failures calls the loop */
  gboolean (*begin) (gpointer data, GError **error); /* nullable: first of all in each worker, to open the store anew */
  void (*end) (gpointer data);                       /* nullable: last of all there */
  void (*progress) (guint done, gpointer data);      /* nullable; in the caller's process */
  gboolean (*stopped) (gpointer data);               /* nullable; there too: TRUE cancels. For signals, which interrupt a wait */
  gpointer data;
} PlumbBatchSource;

typedef struct
{
  const char *path;    /* of the zip, or of the folder (made when missing) */
  gboolean zip;        /* else a folder */
  const char *pattern; /* naming.h */
  PlumbFormats formats;
  PlumbPaper paper;
  gboolean replace; /* existing files; otherwise one that is there is EXISTS and nothing is written */
  guint n_workers;  /* 0: one a core; 1: none is forked, the caller's process does the work */
} PlumbBatchOptions;

typedef struct
{
  guint index;
  char *label;
  char *message;
} PlumbBatchFailure;

typedef struct
{
  guint n_loops; /* written */
  guint n_files;
  GPtrArray *failures; /* of PlumbBatchFailure, in order */
} PlumbBatchReport;

/* NULL when nothing could be written: CANCELLED, EXISTS, FULL ..., or every loop failed. */
PlumbBatchReport *plumb_batch_write (const PlumbBatchSource *source, const PlumbBatchOptions *options, GCancellable *cancellable,
                                     GError **error);
void plumb_batch_report_free (PlumbBatchReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbBatchReport, plumb_batch_report_free)

G_END_DECLS
