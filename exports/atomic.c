/* atomic.c - a reader of the target sees the old file or the new one, never a part, and after success the new one is on the disk.
 * Whatever fails, no temporary file of ours stays behind. */
#include "exports/atomic.h"

#include "app/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static _Thread_local gboolean is_drafting;

static void
set_error (GError **error, int saved_errno, const char *what, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);
  const char *advice = "";

  if (saved_errno == EEXIST) /* found at once, or as the last step when another program was faster */
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS, "\"%s\" is there already; choose another name or have it replaced",
                   shown);
      return;
    }
  if (saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG)
    advice = "; make room or choose another folder";
  else if (saved_errno == EACCES || saved_errno == EPERM || saved_errno == EROFS)
    advice = "; choose a folder you may write to";
  g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (saved_errno), "%s \"%s\" failed: %s%s", what, shown,
               g_strerror (saved_errno), advice);
}

/* Answers in `*mode` what a replaced file had, 0600 otherwise. */
static gboolean
check_target (const char *path, gboolean replace, mode_t *mode, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  struct stat status;

  *mode = S_IRUSR | S_IWUSR;
  if (lstat (path, &status) != 0)
    {
      if (errno == ENOENT)
        return TRUE;
      set_error (error, errno, "Looking at", path);
      return FALSE;
    }
  if (S_ISLNK (status.st_mode))
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "\"%s\" is a symbolic link and is not followed; choose another name",
                   shown);
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_INVALID, "\"%s\" is not a plain file; choose another name", shown);
      return FALSE;
    }
  if (!replace)
    {
      set_error (error, EEXIST, "Writing", path);
      return FALSE;
    }
  *mode = status.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
  return TRUE;
}

/* A file system that can't flush folders (EINVAL) keeps no promise we could wait for. */
static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = open (path, flags | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    {
      set_error (error, errno, "Opening", path);
      return FALSE;
    }
  if (fsync (fd) != 0 && errno != EINVAL)
    {
      int saved_errno = errno;

      close (fd);
      set_error (error, saved_errno, "Flushing", path);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

/* Rename that never overwrites; file systems without RENAME_NOREPLACE get a hard link, which has the same promise. */
static gboolean
move_to_free_name (const char *temporary, const char *path)
{
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  if (link (temporary, path) != 0)
    return FALSE;
  unlink (temporary);
  return TRUE;
}

static gboolean
put_in_place (const char *temporary, const char *path, gboolean replace, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  mode_t mode;

  if (!check_target (path, replace, &mode, error))
    return FALSE;
  if (chmod (temporary, mode) != 0)
    {
      set_error (error, errno, "Setting the permissions of", temporary);
      return FALSE;
    }
  if (!is_drafting && !sync_path (temporary, O_RDONLY, error))
    return FALSE;
  if (replace ? rename (temporary, path) != 0 : !move_to_free_name (temporary, path))
    {
      set_error (error, errno, "Writing", path);
      return FALSE;
    }
  return is_drafting || sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

static gboolean
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      length -= (gsize)written;
    }
  return TRUE;
}

char *
plumb_atomic_begin (const char *path, gboolean replace, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *temporary = NULL;
  mode_t mode;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check_target (path, replace, &mode, error))
    return NULL;
  folder = g_path_get_dirname (path);
  temporary = g_build_filename (folder, ".plumbline-XXXXXX.part", NULL);
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0)
    {
      set_error (error, errno, "Writing into the folder", folder);
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&temporary);
}

gboolean
plumb_atomic_commit (const char *temporary, const char *path, gboolean replace, GError **error)
{
  g_return_val_if_fail (temporary != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (put_in_place (temporary, path, replace, error))
    return TRUE;
  plumb_atomic_abandon (temporary);
  return FALSE;
}

void
plumb_atomic_abandon (const char *temporary)
{
  if (temporary != NULL)
    unlink (temporary);
}

void
plumb_atomic_set_drafting (gboolean drafting)
{
  is_drafting = drafting;
}

gboolean
plumb_atomic_fill (const char *temporary, const char *path, const void *bytes, gsize length, GError **error)
{
  int saved_errno = 0;
  int fd;

  g_return_val_if_fail (temporary != NULL && path != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  fd = open (temporary, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0 || !write_all (fd, bytes, length))
    saved_errno = errno;
  if (fd >= 0 && close (fd) != 0 && saved_errno == 0)
    saved_errno = errno;
  if (saved_errno == 0)
    return TRUE;
  plumb_atomic_abandon (temporary);
  set_error (error, saved_errno, "Writing", path);
  return FALSE;
}

gboolean
plumb_atomic_write (const char *path, const void *bytes, gsize length, gboolean replace, GError **error)
{
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  temporary = plumb_atomic_begin (path, replace, error);
  return temporary != NULL && plumb_atomic_fill (temporary, path, bytes, length, error)
         && plumb_atomic_commit (temporary, path, replace, error);
}

gboolean
plumb_atomic_check_space (const char *path, guint64 bytes, GError **error)
{
  g_autofree char *folder = NULL;
  struct statvfs status;
  guint64 available;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  folder = g_path_get_dirname (path);
  if (statvfs (folder, &status) != 0)
    {
      set_error (error, errno, "Looking at the folder", folder);
      return FALSE;
    }
  available = (guint64)status.f_bavail * status.f_frsize;
  if (available < bytes)
    {
      g_autofree char *shown = g_filename_display_name (folder);
      g_autofree char *needed = g_format_size (bytes);
      g_autofree char *left = g_format_size (available);

      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FULL,
                   "The disk of \"%s\" has %s left and the file may need %s; make room or choose another folder", shown, left,
                   needed);
      return FALSE;
    }
  return TRUE;
}
