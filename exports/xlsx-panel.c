/* xlsx-panel.c - who holds which stage, and the red flags. What the gates need stands in columns of its own: who counts, who is
 * awaited, which flag gates. */
#include "exports/xlsx-sheets.h"

#define DATE_WIDTH 19

enum
{
  PANEL_STAGE = 2,
  PANEL_GROUP,
  PANEL_FORMAT,
  PANEL_WEIGHT,
  PANEL_MINUTES,
  PANEL_PANELIST,
  PANEL_SEAT,
  PANEL_COUNTS = PLUMB_PANEL_COLUMN_COUNTS,
  PANEL_SCHEDULED,
  PANEL_STATE = PLUMB_PANEL_COLUMN_STATE,
  PANEL_AWAITED = PLUMB_PANEL_COLUMN_AWAITED,
  PANEL_SKIPPED = PLUMB_PANEL_COLUMN_SKIPPED,
  PANEL_WHY,
  N_PANEL_COLUMNS
};

static const PlumbColumn panel_columns[N_PANEL_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 20 },
  [PANEL_STAGE] = { "Stage", 26 },
  [PANEL_GROUP] = { "Part of", 14 },
  [PANEL_FORMAT] = { "Format", 24 },
  [PANEL_WEIGHT] = { "Stage weight", 8, TRUE },
  [PANEL_MINUTES] = { "Minutes planned", 9, TRUE },
  [PANEL_PANELIST] = { "Panelist", 20 },
  [PANEL_SEAT] = { "Seat", 15 },
  [PANEL_COUNTS] = { "Seat counts", 9, TRUE },
  [PANEL_SCHEDULED] = { "Scheduled", DATE_WIDTH, .zoned = TRUE },
  [PANEL_STATE] = { "Scorecard", 13, TRUE },
  [PANEL_AWAITED] = { "Awaited", 9, TRUE },
  [PANEL_SKIPPED] = { "Skipped", 9, TRUE },
  [PANEL_WHY] = { "Why skipped", 40 },
};

enum
{
  STAGE_TITLE = 2,
  STAGE_FORMAT,
  STAGE_MINUTES,
  STAGE_DATE,
  N_STAGE_COLUMNS
};

/* What a candidate sees. */
static const PlumbColumn stage_columns[N_STAGE_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 20 },
  [STAGE_TITLE] = { "Stage", 30 },
  [STAGE_FORMAT] = { "Format", 30 },
  [STAGE_MINUTES] = { "Minutes planned", 9, TRUE },
  [STAGE_DATE] = { "Date", DATE_WIDTH, .zoned = TRUE },
};

enum
{
  FLAG_SEVERITY = PLUMB_FLAG_COLUMN_SEVERITY,
  FLAG_LABEL,
  FLAG_STATE = PLUMB_FLAG_COLUMN_STATE,
  FLAG_GATES = PLUMB_FLAG_COLUMN_GATES,
  FLAG_CARD = PLUMB_FLAG_COLUMN_CARD,
  FLAG_NUMBER = PLUMB_FLAG_COLUMN_NUMBER,
  FLAG_STAGE,
  FLAG_PANELIST,
  FLAG_QUESTION,
  FLAG_RAISED,
  FLAG_RESOLVED,
  FLAG_RESOLVED_BY,
  FLAG_RESOLUTION,
  FLAG_MERGED,
  FLAG_HISTORY,
  FLAG_QUOTE,
  N_FLAG_COLUMNS
};

static const PlumbColumn flag_columns[N_FLAG_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 20 },
  [FLAG_SEVERITY] = { "Severity", 10, TRUE },
  [FLAG_LABEL] = { "Red flag", 40 },
  [FLAG_STATE] = { "State", 10, TRUE },
  [FLAG_GATES] = { "Can gate", 9, TRUE },
  [FLAG_CARD] = { "Card", 6, TRUE },
  [FLAG_NUMBER] = { "No.", 5, TRUE },
  [FLAG_STAGE] = { "Stage", 24 },
  [FLAG_PANELIST] = { "Raised by", 18 },
  [FLAG_QUESTION] = { "Question", 28 },
  [FLAG_RAISED] = { "Raised", DATE_WIDTH, .zoned = TRUE },
  [FLAG_RESOLVED] = { "Resolved", DATE_WIDTH, .zoned = TRUE },
  [FLAG_RESOLVED_BY] = { "Resolved by", 18 },
  [FLAG_RESOLUTION] = { "Why upheld or cleared", 40 },
  [FLAG_MERGED] = { "Merged into", 28 },
  [FLAG_HISTORY] = { "What became of it", 44 },
  [FLAG_QUOTE] = { "Quote or observation", 60 },
};

static const char *
yes_or_no (gboolean value)
{
  return value ? PLUMB_YES : PLUMB_NO;
}

/* Panel and stages. */

static void
write_stage_cells (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop, const PlumbStage *stage)
{
  PlumbBook *book = xlsx->book;

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (book, sheet, PANEL_STAGE, PLUMB_STYLE_TEXT, stage->title);
  plumb_book_text (book, sheet, PANEL_GROUP, PLUMB_STYLE_TEXT,
                   plumb_template_get_group_title (loop->packet->loop->template, stage));
  plumb_book_text (book, sheet, PANEL_FORMAT, PLUMB_STYLE_TEXT, stage->format);
  plumb_book_number (book, sheet, PANEL_WEIGHT, PLUMB_STYLE_INTEGER, stage->weight);
  plumb_book_number (book, sheet, PANEL_MINUTES, PLUMB_STYLE_INTEGER, stage->minutes);
}

static void
write_assignment (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment)
{
  PlumbBook *book = xlsx->book;
  guint row = sheet->next + 1;
  char counts[4], state[4], skipped[4];
  g_autofree char *formula = NULL;

  formula = g_strdup_printf ("=IF(AND(%s%u=\"" PLUMB_YES "\",%s%u<>\"%s\",%s%u<>\"" PLUMB_YES "\"),\"" PLUMB_YES "\",\"" PLUMB_NO
                             "\")",
                             plumb_column_name (PANEL_COUNTS, counts), row, plumb_column_name (PANEL_STATE, state), row,
                             plumb_card_state_to_label (PLUMB_CARD_SUBMITTED), plumb_column_name (PANEL_SKIPPED, skipped), row);
  write_stage_cells (xlsx, sheet, loop, plumb_loop_get_stage (loop->packet->loop, assignment));
  plumb_book_text (book, sheet, PANEL_PANELIST, PLUMB_STYLE_TEXT,
                   plumb_loop_get_person_name (loop->packet->loop, assignment->person));
  plumb_book_text (book, sheet, PANEL_SEAT, PLUMB_STYLE_TEXT, plumb_seat_to_label (assignment->seat));
  plumb_book_text (book, sheet, PANEL_COUNTS, PLUMB_STYLE_WORD, yes_or_no (plumb_seat_counts (assignment->seat)));
  plumb_book_instant (book, sheet, PANEL_SCHEDULED, assignment->scheduled_at);
  plumb_book_text (book, sheet, PANEL_STATE, PLUMB_STYLE_WORD, plumb_card_state_to_label (assignment->card->state));
  plumb_book_formula_text (book, sheet, PANEL_AWAITED, PLUMB_STYLE_WORD, formula,
                           yes_or_no (plumb_assignment_is_awaited (assignment)));
  plumb_book_text (book, sheet, PANEL_SKIPPED, PLUMB_STYLE_WORD, yes_or_no (assignment->skip_reason != NULL));
  plumb_book_text (book, sheet, PANEL_WHY, PLUMB_STYLE_TEXT, assignment->skip_reason);
}

/* A stage nobody holds shows as a row without a panelist, so that the gap is seen. */
static void
write_stage_gaps (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop)
{
  const PlumbLoop *source = loop->packet->loop;

  for (guint i = 0; i < source->template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (source->template->stages, i);
      const PlumbStageSkip *skip;
      gboolean held = FALSE;

      for (guint j = 0; !held && j < source->assignments->len; j++)
        held = g_str_equal (((PlumbAssignment *)g_ptr_array_index (source->assignments, j))->stage, stage->key);
      if (held)
        continue;
      write_stage_cells (xlsx, sheet, loop, stage);
      plumb_book_text (xlsx->book, sheet, PANEL_PANELIST, PLUMB_STYLE_QUIET, "Nobody assigned");
      skip = plumb_loop_get_stage_skip (source, stage->key);
      if (skip == NULL)
        continue;
      plumb_book_text (xlsx->book, sheet, PANEL_SKIPPED, PLUMB_STYLE_WORD, PLUMB_YES);
      plumb_book_text (xlsx->book, sheet, PANEL_WHY, PLUMB_STYLE_TEXT, skip->reason);
    }
}

static void
write_panel_rows (PlumbXlsx *xlsx, PlumbXlsxLoop *loop)
{
  PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_PANEL];
  GPtrArray *assignments = loop->packet->loop->assignments;

  loop->panel.first = sheet->next + 1;
  for (guint i = 0; i < assignments->len; i++)
    write_assignment (xlsx, sheet, loop, g_ptr_array_index (assignments, i));
  loop->panel.last = sheet->next;
  write_stage_gaps (xlsx, sheet, loop);
}

static void
write_candidate_stages (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_PANEL];
  const PlumbLoop *source = loop->packet->loop;

  for (guint i = 0; i < source->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (source->assignments, i);
      const PlumbStage *stage = plumb_loop_get_stage (source, assignment);

      plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
      plumb_book_text (book, sheet, STAGE_TITLE, PLUMB_STYLE_TEXT, stage->title);
      plumb_book_text (book, sheet, STAGE_FORMAT, PLUMB_STYLE_TEXT, stage->format);
      plumb_book_number (book, sheet, STAGE_MINUTES, PLUMB_STYLE_INTEGER, stage->minutes);
      plumb_book_instant (book, sheet, STAGE_DATE, assignment->scheduled_at);
    }
}

/* Red flags. */

/* Corroborations, merges and resolutions, one a line. */
static char *
dup_history (const PlumbLoop *loop, const PlumbFlag *flag)
{
  g_autoptr (GPtrArray) history = plumb_flag_list_history (flag);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < history->len; i++)
    {
      const PlumbFlagEvent *event = g_ptr_array_index (history, i);
      g_autofree char *at = plumb_instant_dup_iso (event->at);
      const char *author = *event->author != '\0' ? plumb_loop_get_person_name (loop, event->author) : "the workspace's owner";

      g_string_append_printf (text, "%s%.10s %s by %s%s%s", text->len > 0 ? "\n" : "", at, plumb_flag_act_to_label (event->act),
                              author, *event->text != '\0' ? ": " : "", event->text);
    }
  return g_string_free (text, FALSE);
}

static void
write_flag (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop, const PlumbFlag *flag)
{
  PlumbBook *book = xlsx->book;
  const PlumbLoop *source = loop->packet->loop;
  const PlumbAssignment *assignment = plumb_loop_get_assignment (source, flag->assignment);
  const PlumbStage *stage = plumb_loop_get_stage (source, assignment);
  const PlumbFlagEvent *merge = plumb_flag_get_merge (flag);
  const PlumbFlag *into = merge != NULL ? plumb_loop_get_flag (source, merge->into) : NULL;
  g_autofree char *history = dup_history (source, flag);
  guint position = 0;
  guint card = 0;
  const PlumbScriptItem *item = flag->question != NULL ? plumb_stage_get_item (stage, flag->question, &position) : NULL;

  g_ptr_array_find (source->assignments, assignment, &card);
  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (book, sheet, FLAG_SEVERITY, PLUMB_STYLE_WORD, plumb_severity_to_label (flag->severity));
  plumb_book_text (book, sheet, FLAG_LABEL, PLUMB_STYLE_STRONG, flag->label);
  plumb_book_text (book, sheet, FLAG_STATE, PLUMB_STYLE_WORD, plumb_flag_state_to_label (flag->state));
  plumb_book_text (book, sheet, FLAG_GATES, PLUMB_STYLE_WORD,
                   yes_or_no (plumb_seat_counts (assignment->seat) && flag->severity != PLUMB_SEVERITY_MINOR && merge == NULL));
  plumb_book_number (book, sheet, FLAG_CARD, PLUMB_STYLE_INTEGER, card + 1);
  if (item != NULL)
    plumb_book_number (book, sheet, FLAG_NUMBER, PLUMB_STYLE_INTEGER, position + 1);
  plumb_book_text (book, sheet, FLAG_STAGE, PLUMB_STYLE_TEXT, stage->title);
  plumb_book_text (book, sheet, FLAG_PANELIST, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, assignment->person));
  plumb_book_text (book, sheet, FLAG_QUESTION, PLUMB_STYLE_TEXT, item != NULL ? item->question->title : "Interview as a whole");
  plumb_book_instant (book, sheet, FLAG_RAISED, flag->raised_at);
  plumb_book_instant (book, sheet, FLAG_RESOLVED, flag->resolved_at);
  if (flag->resolved_by != NULL)
    plumb_book_text (book, sheet, FLAG_RESOLVED_BY, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, flag->resolved_by));
  plumb_book_text (book, sheet, FLAG_RESOLUTION, PLUMB_STYLE_TEXT, flag->resolution);
  plumb_book_text (book, sheet, FLAG_MERGED, PLUMB_STYLE_TEXT, into != NULL ? into->label : NULL);
  plumb_book_text (book, sheet, FLAG_HISTORY, PLUMB_STYLE_TEXT, history);
  plumb_book_text (book, sheet, FLAG_QUOTE, PLUMB_STYLE_TEXT, flag->quote);
}

static void
add_sheet (PlumbXlsx *xlsx, PlumbSheetKind kind, const PlumbColumn *columns, guint n_columns)
{
  plumb_book_add_heads (xlsx->book, plumb_book_add_table (xlsx->book, kind, columns, n_columns), 2);
}

void
plumb_xlsx_add_panel_sheets (PlumbXlsx *xlsx)
{
  const PlumbPacket *packet = xlsx->first;

  if (packet->shows_flags)
    add_sheet (xlsx, PLUMB_SHEET_FLAGS, flag_columns, N_FLAG_COLUMNS);
  if (packet->shows_cards)
    add_sheet (xlsx, PLUMB_SHEET_PANEL, panel_columns, N_PANEL_COLUMNS);
  else
    add_sheet (xlsx, PLUMB_SHEET_PANEL, stage_columns, N_STAGE_COLUMNS);
}

void
plumb_xlsx_write_panel (PlumbXlsx *xlsx, PlumbXlsxLoop *loop)
{
  if (loop->packet->shows_cards)
    write_panel_rows (xlsx, loop);
  else
    write_candidate_stages (xlsx, loop);
}

void
plumb_xlsx_write_flags (PlumbXlsx *xlsx, PlumbXlsxLoop *loop)
{
  PlumbSheet *flags = &xlsx->book->sheets[PLUMB_SHEET_FLAGS];

  if (!loop->packet->shows_flags)
    return;
  loop->flags.first = flags->next + 1;
  for (guint i = 0; i < loop->packet->loop->flags->len; i++)
    write_flag (xlsx, flags, loop, g_ptr_array_index (loop->packet->loop->flags, i));
  loop->flags.last = flags->next;
}

void
plumb_xlsx_finish_panel_sheets (PlumbXlsx *xlsx)
{
  static const PlumbSheetKind kinds[] = { PLUMB_SHEET_FLAGS, PLUMB_SHEET_PANEL };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      PlumbSheet *sheet = &xlsx->book->sheets[kinds[i]];

      plumb_book_finish_sheet (xlsx->book, sheet, sheet->name, xlsx->stamp);
    }
}
