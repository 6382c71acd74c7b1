/* xlsx-minutes.c - Minutes: when the panel sat down, and where it left each point of its agenda. */
#include "exports/xlsx-sheets.h"

#include "app/agenda.h"

enum
{
  POINT = 2,
  OUTCOME,
  WHO,
  AT,
  NOTE,
  REASON,
  N_COLUMNS
};

static const PlumbColumn columns[N_COLUMNS] = {
  { "Loop", 6, TRUE },          { "Candidate", 20 },
  [POINT] = { "Point", 34 },    [OUTCOME] = { "Left as", 22, TRUE },
  [WHO] = { "Minuted by", 20 }, [AT] = { "At", 19, .zoned = TRUE },
  [NOTE] = { "Minutes", 80 },   [REASON] = { "Why it is on the agenda", 60 },
};

/* The program's own hand is the workspace's owner. */
static const char *
get_author (const PlumbLoop *loop, const char *id)
{
  return *id != '\0' ? plumb_loop_get_person_name (loop, id) : "Workspace owner";
}

static void
begin_row (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const char *point, const char *who, PlumbInstant at)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_MINUTES];

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (book, sheet, POINT, PLUMB_STYLE_STRONG, point);
  plumb_book_text (book, sheet, WHO, PLUMB_STYLE_TEXT, get_author (loop->packet->loop, who));
  plumb_book_instant (book, sheet, AT, at);
}

static void
write_debriefs (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  GPtrArray *debriefs = loop->packet->loop->debriefs;

  for (guint i = 0; i < debriefs->len; i++)
    {
      const PlumbDebrief *debrief = g_ptr_array_index (debriefs, i);
      g_autofree char *reading = g_strdup_printf ("%d minutes of reading before anybody spoke", debrief->minutes);

      begin_row (xlsx, loop, i == 0 ? "The debrief began" : "The debrief began anew", debrief->person, debrief->at);
      if (debrief->minutes > 0)
        plumb_book_text (book, &book->sheets[PLUMB_SHEET_MINUTES], NOTE, PLUMB_STYLE_TEXT, reading);
    }
}

void
plumb_xlsx_add_minutes (PlumbXlsx *xlsx)
{
  if (xlsx->first->shows_texts)
    plumb_book_add_heads (xlsx->book, plumb_book_add_table (xlsx->book, PLUMB_SHEET_MINUTES, columns, N_COLUMNS), 2);
}

void
plumb_xlsx_write_minutes (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_MINUTES];
  g_autoptr (GPtrArray) agenda = NULL;

  if (!loop->packet->shows_texts || loop->packet->loop->points->len + loop->packet->loop->debriefs->len == 0)
    return;
  write_debriefs (xlsx, loop);
  agenda = plumb_agenda_list (loop->packet->evaluation);
  for (guint i = 0; i < agenda->len; i++)
    {
      const PlumbAgendaItem *item = g_ptr_array_index (agenda, i);

      if (item->point == NULL)
        continue;
      begin_row (xlsx, loop, item->title, item->point->author, item->point->at);
      plumb_book_text (book, sheet, OUTCOME, PLUMB_STYLE_WORD, plumb_point_outcome_to_label (item->point->outcome));
      plumb_book_text (book, sheet, NOTE, PLUMB_STYLE_TEXT, item->point->note);
      plumb_book_text (book, sheet, REASON, PLUMB_STYLE_QUIET, item->reason);
    }
}

void
plumb_xlsx_finish_minutes (PlumbXlsx *xlsx)
{
  plumb_book_finish_sheet (xlsx->book, &xlsx->book->sheets[PLUMB_SHEET_MINUTES], "Minutes", xlsx->stamp);
}
