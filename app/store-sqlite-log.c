/* store-sqlite-log.c - keeps the write-ahead log a little longer than it is full, so that saving writes no metadata.
 *
 * A commit that makes the log file longer waits for the file system's own journal too; one that overwrites bytes that are there does
 * not (measured: 240 us against 390 us a save, and a quarter less on average with the widening counted in). So zeros are written behind
 * the end of the log, a chunk at a time. SQLite takes zeros behind its last frame for what they are: not a frame. They are only ever
 * written while this connection holds the write lock, and only behind the end of the file, where nobody's frame can be. When that fails
 * nothing is lost but the time; commits do not depend on it.
 */
#include "app/store-sqlite-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHECKPOINT_FRAMES 1000 /* SQLite's own default */
#define FRAME_BYTES (4096 + 24)
#define NEAR_FRAMES 8 /* what most commits write, and more */
#define CHUNK_BYTES (256 * 1024)

/* An error answered here would be told of a commit that was done: a checkpoint that did not come about is tried after the next one. */
static int
log_hook_cb (void *data, sqlite3 *db, const char *name, int n_frames)
{
  PlumbSqlite *sqlite = data;

  sqlite->log_frames = n_frames;
  if (n_frames >= CHECKPOINT_FRAMES)
    sqlite3_wal_checkpoint_v2 (db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return SQLITE_OK;
}

void
plumb_sqlite_watch_log (PlumbSqlite *sqlite)
{
  sqlite3_wal_hook (sqlite->db, log_hook_cb, sqlite);
}

void
plumb_sqlite_widen_log (PlumbSqlite *sqlite)
{
  static const guint8 zeros[CHUNK_BYTES];
  struct stat info;

  /* Not for the first commit: a program that saves once has no use for it. */
  if (sqlite->log_frames == 0)
    return;
  if (sqlite->log_fd < 0) /* SQLite's own name of it: the location may be a link */
    sqlite->log_fd = g_open (sqlite3_filename_wal (sqlite3_db_filename (sqlite->db, "main")), O_WRONLY | O_CLOEXEC, 0);
  if (sqlite->log_fd < 0 || fstat (sqlite->log_fd, &info) != 0)
    return;
  if ((gint64)(sqlite->log_frames + NEAR_FRAMES) * FRAME_BYTES > info.st_size
      && pwrite (sqlite->log_fd, zeros, sizeof zeros, info.st_size) < 0)
    sqlite->log_frames = 0; /* the disk is full or failing: not again before the next commit has come about */
}

void
plumb_sqlite_forget_log (PlumbSqlite *sqlite)
{
  if (sqlite->log_fd >= 0)
    close (sqlite->log_fd);
  sqlite->log_fd = -1;
}
