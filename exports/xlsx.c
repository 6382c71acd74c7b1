/* xlsx.c - volumes are filled one after the other under temporary names; once all are whole they get their names. */
#include "exports/xlsx.h"

#include "app/error.h"
#include "exports/atomic.h"
#include "exports/xlsx-sheets.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define ROW_BYTES 400 /* what a row takes in the file and its temporary part, its texts apart */
#define ENDING ".xlsx"

/* Excel's, with some room; a page each for more candidates than that makes a workbook that no program opens quickly. */
static const PlumbXlsxLimits excel = { .rows = 1048000, .loops = 65000, .pages = 200, .bytes = G_GUINT64_CONSTANT (3500000000) };

/* A generous guess at the bytes that the workbook takes while it is written. */
static guint64
measure (GPtrArray *packets)
{
  guint64 bytes = 1024 * 1024;

  for (guint i = 0; i < packets->len; i++)
    {
      const PlumbPacket *packet = g_ptr_array_index (packets, i);
      GPtrArray *assignments = packet->loop->assignments;

      bytes += 16 * ROW_BYTES;
      for (guint j = 0; j < assignments->len; j++)
        {
          GPtrArray *answers = ((PlumbAssignment *)g_ptr_array_index (assignments, j))->card->answers;

          bytes += 3 * ROW_BYTES;
          for (guint k = 0; k < answers->len; k++)
            bytes += ROW_BYTES + strlen (((PlumbAnswer *)g_ptr_array_index (answers, k))->notes);
        }
    }
  return bytes;
}

/* "packets (1 of 3).xlsx"; the path itself when there is one. */
static char *
dup_volume_path (const char *path, guint index, guint n)
{
  gsize stem = strlen (path);

  if (n == 1)
    return g_strdup (path);
  if (g_str_has_suffix (path, ENDING))
    stem -= strlen (ENDING);
  return g_strdup_printf ("%.*s (%u of %u)%s", (int)stem, path, index + 1, n, path + stem);
}

static void
abandon (gpointer data)
{
  plumb_atomic_abandon (data);
  g_free (data);
}

/* Fills temporary files until no loop is left. */
static gboolean
fill_volumes (const PlumbPacketSource *source, const PlumbXlsxLimits *limits, const char *path, gboolean replace,
              GPtrArray *temporaries, GCancellable *cancellable, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  PlumbXlsxCursor cursor = { .packet = source->make_packet (0, source->data, error) };
  gboolean filled = cursor.packet != NULL;

  while (filled && cursor.packet != NULL)
    {
      char *temporary = plumb_atomic_begin (path, replace, error);

      filled = temporary != NULL;
      if (!filled)
        break;
      g_ptr_array_add (temporaries, temporary);
      filled = plumb_xlsx_fill (source, limits, &cursor, temporary, shown, cancellable, error);
    }
  g_clear_pointer (&cursor.packet, plumb_packet_free);
  return filled;
}

/* The library writes numbers in the locale of the thread: with a decimal comma a reader would take 4,5 for 4. */
static gboolean
fill_in_c_locale (const PlumbPacketSource *source, const PlumbXlsxLimits *limits, const char *path, gboolean replace,
                  GPtrArray *temporaries, GCancellable *cancellable, GError **error)
{
  locale_t plain = newlocale (LC_NUMERIC_MASK, "C", (locale_t)0);
  locale_t before;
  gboolean filled;

  if (plain == (locale_t)0)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "The system has no C locale, so numbers can't be written safely");
      return FALSE;
    }
  before = uselocale (plain);
  filled = fill_volumes (source, limits, path, replace, temporaries, cancellable, error);
  uselocale (before);
  freelocale (plain);
  return filled;
}

/* All get their names or, short of a disk that fails between two of them, none. */
static gboolean
commit_volumes (GPtrArray *temporaries, const char *path, gboolean replace, GPtrArray *paths, GError **error)
{
  for (guint i = 0; i < temporaries->len; i++)
    {
      char *volume = dup_volume_path (path, i, temporaries->len);

      g_ptr_array_add (paths, volume);
      if (temporaries->len > 1 && !replace && g_file_test (volume, G_FILE_TEST_EXISTS))
        {
          g_autofree char *shown = g_filename_display_name (volume);

          g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_EXISTS, "\"%s\" is there already; choose another name", shown);
          return FALSE;
        }
    }
  for (guint i = 0; i < temporaries->len; i++)
    if (!plumb_atomic_commit (g_ptr_array_index (temporaries, i), g_ptr_array_index (paths, i), replace, error))
      {
        while (i-- > 0)
          g_unlink (g_ptr_array_index (paths, i));
        return FALSE;
      }
  return TRUE;
}

static const PlumbTemplate *
get_listed_template (guint index, gpointer data)
{
  return ((PlumbPacket *)g_ptr_array_index ((GPtrArray *)data, index))->loop->template;
}

static PlumbPacket *
ref_listed_packet (guint index, gpointer data, GError **error)
{
  return plumb_packet_ref (g_ptr_array_index ((GPtrArray *)data, index));
}

gboolean
plumb_xlsx_write_volumes (const PlumbPacketSource *source, const PlumbXlsxLimits *limits, const char *path, gboolean replace,
                          GPtrArray **paths, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) temporaries = g_ptr_array_new_with_free_func (abandon);
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (source != NULL && source->n > 0, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!fill_in_c_locale (source, limits != NULL ? limits : &excel, path, replace, temporaries, cancellable, error)
      || !commit_volumes (temporaries, path, replace, written, error))
    return FALSE;
  if (paths != NULL)
    *paths = g_steal_pointer (&written);
  return TRUE;
}

gboolean
plumb_xlsx_write_from (const PlumbPacketSource *source, const char *path, gboolean replace, GCancellable *cancellable,
                       GError **error)
{
  return plumb_xlsx_write_volumes (source, NULL, path, replace, NULL, cancellable, error);
}

gboolean
plumb_xlsx_write (GPtrArray *packets, const char *path, gboolean replace, GCancellable *cancellable, GError **error)
{
  PlumbPacketSource source = { .get_template = get_listed_template, .make_packet = ref_listed_packet, .data = packets };

  g_return_val_if_fail (packets != NULL && packets->len > 0, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  for (guint i = 1; i < packets->len; i++)
    g_return_val_if_fail (((PlumbPacket *)g_ptr_array_index (packets, i))->profile
                              == ((PlumbPacket *)g_ptr_array_index (packets, 0))->profile,
                          FALSE);
  source.n = packets->len;
  return plumb_atomic_check_space (path, measure (packets), error)
         && plumb_xlsx_write_from (&source, path, replace, cancellable, error);
}
