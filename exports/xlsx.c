/* xlsx.c - one pass over the packets, each writing its rows to every sheet; then the file is put together and in its place. */
#include "exports/xlsx.h"

#include "app/error.h"
#include "exports/atomic.h"
#include "exports/xlsx-sheets.h"
#include "exports/xlsx-text.h"

#include <locale.h>

#define ROW_BYTES 400 /* what a row takes in the file and its temporary part, its texts apart */

static void
add_template (PlumbXlsx *xlsx, const PlumbTemplate *template)
{
  PlumbXlsxTemplate *used;

  for (guint i = 0; i < xlsx->templates->len; i++)
    if (g_str_equal (((PlumbXlsxTemplate *)g_ptr_array_index (xlsx->templates, i))->template->sha256, template->sha256))
      return;
  used = g_new0 (PlumbXlsxTemplate, 1);
  used->template = template;
  g_ptr_array_add (xlsx->templates, used);
  for (guint i = 0; i < template->competencies->len; i++)
    {
      const PlumbCompetency *competency = g_ptr_array_index (template->competencies, i);
      PlumbXlsxDimension dimension = { competency->key, competency->short_name };

      if (plumb_xlsx_find_dimension (xlsx, competency->key) == G_MAXUINT)
        g_array_append_val (xlsx->dimensions, dimension);
    }
}

static const PlumbXlsxTemplate *
find_template (const PlumbXlsx *xlsx, const PlumbTemplate *template)
{
  for (guint i = 0; i < xlsx->templates->len; i++)
    {
      const PlumbXlsxTemplate *used = g_ptr_array_index (xlsx->templates, i);

      if (g_str_equal (used->template->sha256, template->sha256))
        return used;
    }
  g_assert_not_reached ();
}

static void
set_properties (PlumbXlsx *xlsx)
{
  const PlumbPacket *packet = xlsx->first;
  g_autofree char *name = xlsx->single ? g_strdup (packet->loop->candidate->name) : g_strdup_printf ("%u loops", xlsx->n_loops);
  g_autofree char *title = g_strdup_printf ("%s packet: %s", plumb_profile_to_label (packet->profile), name);
  g_autofree char *shown_title = plumb_xlsx_text_dup_short (title, 200);
  g_autofree char *author = plumb_xlsx_text_dup_short (packet->made_by, 200);
  g_autofree char *company = g_strdup_printf ("Plumbline %s", packet->program_version);
  lxw_doc_properties properties = {
    .title = shown_title,
    .author = author,
    .company = company,
    .created = (time_t)(packet->made_at / G_USEC_PER_SEC),
  };

  plumb_book_note (xlsx->book, &xlsx->book->sheets[PLUMB_SHEET_SUMMARY],
                   workbook_set_properties (xlsx->book->workbook, &properties));
}

static void
add_sheets (PlumbXlsx *xlsx)
{
  const PlumbPacket *packet = xlsx->first;

  if (xlsx->single)
    plumb_xlsx_add_cover (xlsx);
  else
    plumb_xlsx_add_summary (xlsx);
  plumb_xlsx_add_competencies (xlsx);
  if (packet->shows_cards)
    plumb_xlsx_add_card_sheets (xlsx);
  plumb_xlsx_add_panel_sheets (xlsx);
  plumb_xlsx_add_vote_sheets (xlsx);
  plumb_xlsx_add_method (xlsx);
  plumb_xlsx_add_stamp (xlsx);
}

static void
write_loop (PlumbXlsx *xlsx, const PlumbPacket *packet, guint index)
{
  PlumbXlsxLoop loop = {
    .packet = packet,
    .template = find_template (xlsx, packet->loop->template),
    .number = index + 1,
    .live = packet->shows_policy && !packet->evaluation->withheld,
  };

  plumb_xlsx_write_cards (xlsx, &loop);
  plumb_xlsx_write_panel (xlsx, &loop);
  plumb_xlsx_write_votes (xlsx, &loop);
  plumb_xlsx_write_competencies (xlsx, &loop);
  if (xlsx->single)
    plumb_xlsx_write_cover (xlsx, &loop);
  else
    plumb_xlsx_write_summary (xlsx, &loop);
  plumb_xlsx_write_stamp (xlsx, &loop);
}

static gboolean
write_loops (PlumbXlsx *xlsx, const PlumbPacketSource *source, const char *name, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < source->n; i++)
    {
      g_autoptr (PlumbPacket) made = NULL;

      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED, "Writing the workbook was cancelled; nothing was written");
          return FALSE;
        }
      if (i > 0 && (made = source->make_packet (i, source->data, error)) == NULL)
        return FALSE;
      write_loop (xlsx, i == 0 ? xlsx->first : made, i);
      if (!plumb_book_check (xlsx->book, name, error))
        return FALSE;
    }
  return TRUE;
}

static void
finish_sheets (PlumbXlsx *xlsx)
{
  const PlumbPacket *packet = xlsx->first;
  PlumbSheet *summary = &xlsx->book->sheets[PLUMB_SHEET_SUMMARY];

  if (xlsx->single)
    plumb_book_finish_sheet (xlsx->book, summary, packet->loop->candidate->name, xlsx->stamp, FALSE);
  else
    plumb_xlsx_finish_summary (xlsx);
  plumb_xlsx_finish_competencies (xlsx);
  if (packet->shows_cards)
    plumb_xlsx_finish_card_sheets (xlsx);
  plumb_xlsx_finish_panel_sheets (xlsx);
  plumb_xlsx_finish_vote_sheets (xlsx);
  plumb_xlsx_finish_stamp (xlsx);
}

static gboolean
fill_book (PlumbXlsx *xlsx, const PlumbPacketSource *source, const char *temporary, const char *name, GCancellable *cancellable,
           GError **error)
{
  add_sheets (xlsx);
  set_properties (xlsx);
  if (!write_loops (xlsx, source, name, cancellable, error))
    {
      plumb_book_abandon (xlsx->book);
      return FALSE;
    }
  finish_sheets (xlsx);
  return plumb_book_close (xlsx->book, temporary, name, error);
}

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

static char *
dup_stamp (const PlumbPacket *packet)
{
  g_autofree char *at = plumb_instant_dup_iso (packet->made_at);

  return g_strdup_printf ("Plumbline %s, %s, made %.10s by %s", packet->program_version, plumb_profile_to_label (packet->profile),
                          at, packet->made_by);
}

static gboolean
write_workbook (const PlumbPacketSource *source, const char *temporary, const char *name, GCancellable *cancellable,
                GError **error)
{
  g_autofree char *folder = g_path_get_dirname (temporary);
  g_autoptr (PlumbPacket) first = source->make_packet (0, source->data, error);
  PlumbXlsx xlsx = { .first = first, .n_loops = source->n, .single = source->n == 1 };
  gboolean written = FALSE;

  if (first == NULL)
    return FALSE;
  xlsx.book = plumb_book_new (folder, error);
  if (xlsx.book == NULL)
    return FALSE;
  xlsx.templates = g_ptr_array_new_with_free_func (g_free);
  xlsx.dimensions = g_array_new (FALSE, FALSE, sizeof (PlumbXlsxDimension));
  xlsx.composites = g_array_new (FALSE, FALSE, sizeof (double));
  xlsx.stamp = dup_stamp (first);
  for (guint i = 0; i < source->n; i++)
    add_template (&xlsx, source->get_template (i, source->data));

  written = fill_book (&xlsx, source, temporary, name, cancellable, error);
  g_ptr_array_unref (xlsx.templates);
  g_array_unref (xlsx.dimensions);
  g_array_unref (xlsx.composites);
  g_free (xlsx.scorecard_columns);
  g_free (xlsx.summary_columns);
  g_free (xlsx.stamp);
  return written;
}

/* The library writes numbers in the locale of the thread: with a decimal comma a reader would take 4,5 for 4. */
static gboolean
write_in_c_locale (const PlumbPacketSource *source, const char *temporary, const char *name, GCancellable *cancellable,
                   GError **error)
{
  locale_t plain = newlocale (LC_NUMERIC_MASK, "C", (locale_t)0);
  locale_t before;
  gboolean written;

  if (plain == (locale_t)0)
    {
      g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "The system has no C locale, so numbers can't be written safely");
      return FALSE;
    }
  before = uselocale (plain);
  written = write_workbook (source, temporary, name, cancellable, error);
  uselocale (before);
  freelocale (plain);
  return written;
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

guint
plumb_xlsx_find_dimension (const PlumbXlsx *xlsx, const char *key)
{
  for (guint i = 0; i < xlsx->dimensions->len; i++)
    if (g_str_equal (g_array_index (xlsx->dimensions, PlumbXlsxDimension, i).key, key))
      return i;
  return G_MAXUINT;
}

void
plumb_xlsx_begin_loop_row (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop)
{
  plumb_book_begin_row (xlsx->book, sheet);
  plumb_book_number (xlsx->book, sheet, 0, PLUMB_STYLE_INTEGER, loop->number);
  plumb_book_text (xlsx->book, sheet, 1, PLUMB_STYLE_TEXT, loop->packet->loop->candidate->name);
}

gboolean
plumb_xlsx_write_from (const PlumbPacketSource *source, const char *path, gboolean replace, GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *temporary = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (source != NULL && source->n > 0, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  temporary = plumb_atomic_begin (path, replace, error);
  if (temporary == NULL)
    return FALSE;
  shown = g_filename_display_name (path);
  if (!write_in_c_locale (source, temporary, shown, cancellable, error))
    {
      plumb_atomic_abandon (temporary);
      return FALSE;
    }
  return plumb_atomic_commit (temporary, path, replace, error);
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
