/* xlsx-fill.c - one workbook: one pass over its packets, each writing its rows to every sheet; then the file is put together. */
#include "exports/xlsx-sheets.h"

#include "app/error.h"
#include "exports/xlsx-text.h"

/* Loops of a volume, as they come. */
typedef struct
{
  const PlumbPacketSource *source;
  const PlumbXlsxLimits *limits;
  PlumbXlsxCursor *cursor;
  GCancellable *cancellable;
  const char *name; /* of the file, for messages */
} Pass;

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

/* No candidate's page is called as one of the others, whether it is there or not. */
static void
reserve_names (PlumbXlsx *xlsx)
{
  xlsx->names = plumb_sheet_names_new ();
  for (guint i = 0; i < PLUMB_N_SHEETS; i++)
    plumb_sheet_names_reserve (xlsx->names, plumb_book_get_sheet_name (i));
  plumb_sheet_names_reserve (xlsx->names, "Chart");
}

static void
add_sheets (PlumbXlsx *xlsx)
{
  const PlumbPacket *packet = xlsx->first;

  if (xlsx->single)
    plumb_xlsx_add_cover (xlsx);
  else
    plumb_xlsx_add_summary (xlsx);
  plumb_xlsx_add_raters (xlsx);
  plumb_xlsx_add_competencies (xlsx);
  if (packet->shows_cards)
    {
      plumb_xlsx_add_card_sheets (xlsx);
      plumb_xlsx_add_answer_sheets (xlsx);
      plumb_xlsx_add_notes (xlsx);
    }
  plumb_xlsx_add_panel_sheets (xlsx);
  plumb_xlsx_add_vote_sheets (xlsx);
  plumb_xlsx_add_minutes (xlsx);
  plumb_xlsx_add_method (xlsx);
  plumb_xlsx_add_stamp (xlsx);
}

static void
write_loop (PlumbXlsx *xlsx, const PlumbPacket *packet, guint number)
{
  PlumbXlsxLoop loop = {
    .packet = packet,
    .template = find_template (xlsx, packet->loop->template),
    .number = number,
    .live = packet->shows_policy && !packet->evaluation->withheld,
    .levels = plumb_raters_add (xlsx->raters, packet->evaluation, packet->loop),
  };

  if (xlsx->detailed && !xlsx->single)
    loop.page = plumb_sheet_names_dup_new (xlsx->names, packet->loop->candidate->name);
  plumb_xlsx_write_flags (xlsx, &loop);
  plumb_xlsx_write_cards (xlsx, &loop);
  plumb_xlsx_write_panel (xlsx, &loop);
  plumb_xlsx_write_votes (xlsx, &loop);
  plumb_xlsx_write_minutes (xlsx, &loop);
  plumb_xlsx_write_competencies (xlsx, &loop);
  if (xlsx->single)
    plumb_xlsx_write_cover (xlsx, &xlsx->book->sheets[PLUMB_SHEET_SUMMARY], &loop);
  else
    plumb_xlsx_write_summary (xlsx, &loop);
  if (loop.page != NULL)
    plumb_xlsx_write_page (xlsx, &loop);
  plumb_xlsx_write_stamp (xlsx, &loop);
  g_array_unref (loop.levels);
  g_free (loop.page);
}

/* At most so many rows of one sheet. */
static guint
count_rows (const PlumbPacket *packet)
{
  const PlumbLoop *loop = packet->loop;
  guint votes = loop->assignments->len + loop->votes->len + loop->verdicts->len + loop->decisions->len;
  guint panel = loop->assignments->len + loop->template->stages->len;
  guint record = loop->seals->len + packet->events->len + loop->points->len + loop->debriefs->len;
  guint checks = 0;
  guint notes = 0;

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);

      notes += 3;
      record += assignment->card->amendments->len;
      for (guint j = 0; j < assignment->card->answers->len; j++)
        {
          const PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, j);

          notes += 2 + answer->evidence->len;
          checks += MAX (1, plumb_stage_get_item (stage, answer->question, NULL)->question->signals->len);
        }
    }
  return MAX (MAX (MAX (votes, panel), MAX (checks, notes)),
              MAX (record, MAX (loop->flags->len, loop->template->competencies->len)));
}

static gboolean
fits (const PlumbXlsx *xlsx, const PlumbXlsxLimits *limits, const PlumbPacket *packet)
{
  guint rows = count_rows (packet);

  if (xlsx->n_loops >= limits->loops)
    return FALSE;
  for (guint i = 0; i < PLUMB_N_SHEETS; i++)
    {
      const PlumbSheet *sheet = &xlsx->book->sheets[i];

      if (sheet->rows != NULL && (sheet->next + rows > limits->rows || plumb_rows_get_size (sheet->rows) > limits->bytes))
        return FALSE;
    }
  return TRUE;
}

/* Moves on to the next packet, which is made now; there may be none. */
static gboolean
move_on (const Pass *pass, GError **error)
{
  PlumbXlsxCursor *cursor = pass->cursor;

  if (cursor->packet != cursor->first)
    g_clear_pointer (&cursor->packet, plumb_packet_free);
  cursor->packet = NULL;
  cursor->next++;
  if (cursor->next >= pass->source->n)
    return TRUE;
  cursor->packet = pass->source->make_packet (cursor->next, pass->source->data, error);
  return cursor->packet != NULL;
}

static gboolean
write_loops (PlumbXlsx *xlsx, const Pass *pass, GError **error)
{
  while (pass->cursor->packet != NULL && (xlsx->n_loops == 0 || fits (xlsx, pass->limits, pass->cursor->packet)))
    {
      if (g_cancellable_is_cancelled (pass->cancellable))
        {
          g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED, "Writing the workbook was cancelled; nothing was written");
          return FALSE;
        }
      write_loop (xlsx, pass->cursor->packet, ++xlsx->n_loops);
      if (!plumb_book_check (xlsx->book, pass->name, error) || !move_on (pass, error))
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
    plumb_book_finish_sheet (xlsx->book, summary, packet->loop->candidate->name, xlsx->stamp);
  else
    plumb_xlsx_finish_summary (xlsx);
  plumb_xlsx_finish_raters (xlsx);
  plumb_xlsx_finish_competencies (xlsx);
  if (packet->shows_cards)
    {
      plumb_xlsx_finish_card_sheets (xlsx);
      plumb_xlsx_finish_answer_sheets (xlsx);
      plumb_xlsx_finish_notes (xlsx);
    }
  plumb_xlsx_finish_panel_sheets (xlsx);
  plumb_xlsx_finish_vote_sheets (xlsx);
  plumb_xlsx_finish_minutes (xlsx);
  plumb_xlsx_finish_stamp (xlsx);
}

static gboolean
fill_book (PlumbXlsx *xlsx, const Pass *pass, const char *path, GError **error)
{
  add_sheets (xlsx);
  if (!write_loops (xlsx, pass, error))
    {
      plumb_book_abandon (xlsx->book);
      return FALSE;
    }
  set_properties (xlsx);
  finish_sheets (xlsx);
  return plumb_book_close (xlsx->book, path, pass->name, error);
}

static char *
dup_stamp (const PlumbPacket *packet)
{
  g_autofree char *day = plumb_dates_dup_date (&packet->dates, packet->made_at);

  return g_strdup_printf ("Plumbline %s, %s, made %s by %s", packet->program_version, plumb_profile_to_label (packet->profile),
                          day, packet->made_by);
}

static void
xlsx_clear (PlumbXlsx *xlsx)
{
  g_ptr_array_unref (xlsx->templates);
  g_array_unref (xlsx->dimensions);
  g_array_unref (xlsx->composites);
  g_ptr_array_unref (xlsx->titles);
  plumb_raters_free (xlsx->raters);
  plumb_sheet_names_free (xlsx->names);
  g_free (xlsx->scorecard_columns);
  g_free (xlsx->summary_columns);
  g_free (xlsx->stamp);
}

gboolean
plumb_xlsx_fill (const PlumbPacketSource *source, const PlumbXlsxLimits *limits, PlumbXlsxCursor *cursor, const char *path,
                 const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const Pass pass = { source, limits, cursor, cancellable, name };
  guint n_left = source->n - cursor->next;
  PlumbXlsx xlsx = { .first = cursor->packet, .single = source->n == 1, .detailed = n_left <= limits->pages };
  gboolean written;

  xlsx.compares_people = !xlsx.single && xlsx.first->shows_cards && xlsx.first->shows_people;
  xlsx.charts_candidates = n_left <= PLUMB_XLSX_CHART_MAX;
  xlsx.book = plumb_book_new (folder, xlsx.first, error);
  if (xlsx.book == NULL)
    return FALSE;
  xlsx.templates = g_ptr_array_new_with_free_func (g_free);
  xlsx.dimensions = g_array_new (FALSE, FALSE, sizeof (PlumbXlsxDimension));
  xlsx.composites = g_array_new (FALSE, FALSE, sizeof (double));
  xlsx.titles = g_ptr_array_new_with_free_func (g_free);
  xlsx.raters = plumb_raters_new ();
  xlsx.stamp = dup_stamp (xlsx.first);
  reserve_names (&xlsx);
  for (guint i = cursor->next; i < source->n; i++)
    add_template (&xlsx, source->get_template (i, source->data));

  cursor->first = cursor->packet;
  written = fill_book (&xlsx, &pass, path, error);
  plumb_packet_free (cursor->first);
  if (cursor->packet == cursor->first)
    cursor->packet = NULL;
  cursor->first = NULL;
  xlsx_clear (&xlsx);
  return written;
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
