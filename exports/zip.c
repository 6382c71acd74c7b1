/* zip.c - see zip.h. */
#include "exports/zip.h"

#include "app/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 65536

struct _PlumbZip
{
  struct archive *archive;
  char *path;
};

static gboolean
refuse (PlumbZip *zip, GError **error)
{
  int number = archive_errno (zip->archive);
  const char *why = archive_error_string (zip->archive);
  g_autofree char *shown = g_filename_display_name (zip->path);

  g_set_error (error, PLUMB_ERROR, number > 0 ? plumb_error_from_errno (number) : PLUMB_ERROR_IO,
               "Writing the zip \"%s\" failed: %s", shown, why != NULL ? why : "the archive can't be written");
  return FALSE;
}

static gboolean
refuse_file (const char *path, int saved_errno, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, PLUMB_ERROR, plumb_error_from_errno (saved_errno), "Reading \"%s\" failed: %s", shown,
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
copy_bytes (PlumbZip *zip, int file, const char *path, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);

  for (;;)
    {
      gssize n = read (file, chunk, CHUNK);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return refuse_file (path, errno, error);
      if (n == 0)
        return TRUE;
      if (archive_write_data (zip->archive, chunk, (gsize)n) != n)
        return refuse (zip, error);
    }
}

/* Packing what is packed takes most of the time of an archive and saves nothing. */
static gboolean
is_packed (const char *name)
{
  return g_str_has_suffix (name, ".xlsx") || g_str_has_suffix (name, ".pdf") || g_str_has_suffix (name, ".png");
}

static gboolean
add_open_file (PlumbZip *zip, const char *name, int file, const char *path, PlumbInstant at, GError **error)
{
  struct archive_entry *entry;
  struct stat status;
  int result;

  if (fstat (file, &status) != 0)
    return refuse_file (path, errno, error);
  result = is_packed (name) ? archive_write_zip_set_compression_store (zip->archive)
                            : archive_write_zip_set_compression_deflate (zip->archive);
  if (result != ARCHIVE_OK)
    return refuse (zip, error);
  entry = archive_entry_new ();
  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, S_IRUSR | S_IWUSR);
  archive_entry_set_size (entry, status.st_size);
  archive_entry_set_mtime (entry, at / G_USEC_PER_SEC, 0);
  result = archive_write_header (zip->archive, entry);
  archive_entry_free (entry);
  if (result != ARCHIVE_OK)
    return refuse (zip, error);
  return copy_bytes (zip, file, path, error);
}

PlumbZip *
plumb_zip_new (const char *path, GError **error)
{
  g_autoptr (PlumbZip) zip = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  zip = g_new0 (PlumbZip, 1);
  zip->path = g_strdup (path);
  zip->archive = archive_write_new ();
  if (archive_write_set_format_zip (zip->archive) != ARCHIVE_OK
      || archive_write_set_format_option (zip->archive, "zip", "hdrcharset", "UTF-8") != ARCHIVE_OK
      || archive_write_open_filename (zip->archive, path) != ARCHIVE_OK)
    {
      refuse (zip, error);
      return NULL;
    }
  return g_steal_pointer (&zip);
}

gboolean
plumb_zip_add_file (PlumbZip *zip, const char *name, const char *path, PlumbInstant at, GError **error)
{
  gboolean added;
  int file;

  g_return_val_if_fail (zip != NULL && name != NULL && path != NULL, FALSE);

  file = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0)
    return refuse_file (path, errno, error);
  added = add_open_file (zip, name, file, path, at, error);
  close (file);
  return added;
}

gboolean
plumb_zip_close (PlumbZip *zip, GError **error)
{
  g_return_val_if_fail (zip != NULL, FALSE);

  return archive_write_close (zip->archive) == ARCHIVE_OK || refuse (zip, error);
}

void
plumb_zip_free (PlumbZip *zip)
{
  if (zip == NULL)
    return;
  archive_write_free (zip->archive);
  g_free (zip->path);
  g_free (zip);
}
