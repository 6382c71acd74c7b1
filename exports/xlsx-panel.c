/* xlsx-panel.c - who holds which stage, the red flags, the votes and the decision; and, for an audit, the record. What the gates need
 * stands in columns of its own: who counts, who is awaited, which flag gates. */
#include "exports/xlsx-sheets.h"

#define DATE_WIDTH 17

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
  [PANEL_SCHEDULED] = { "Scheduled (UTC)", DATE_WIDTH },
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
  [STAGE_DATE] = { "Date (UTC)", DATE_WIDTH },
};

enum
{
  FLAG_SEVERITY = PLUMB_FLAG_COLUMN_SEVERITY,
  FLAG_LABEL,
  FLAG_STATE = PLUMB_FLAG_COLUMN_STATE,
  FLAG_GATES = PLUMB_FLAG_COLUMN_GATES,
  FLAG_STAGE,
  FLAG_PANELIST,
  FLAG_QUESTION,
  FLAG_RAISED,
  FLAG_RESOLVED,
  FLAG_RESOLVED_BY,
  FLAG_RESOLUTION,
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
  [FLAG_STAGE] = { "Stage", 24 },
  [FLAG_PANELIST] = { "Raised by", 18 },
  [FLAG_QUESTION] = { "Question", 28 },
  [FLAG_RAISED] = { "Raised (UTC)", DATE_WIDTH },
  [FLAG_RESOLVED] = { "Resolved (UTC)", DATE_WIDTH },
  [FLAG_RESOLVED_BY] = { "Resolved by", 18 },
  [FLAG_RESOLUTION] = { "Why upheld or cleared", 40 },
  [FLAG_QUOTE] = { "Quote or observation", 60 },
};

enum
{
  VOTE_KIND = PLUMB_VOTE_COLUMN_KIND,
  VOTE_WHO,
  VOTE_SEAT,
  VOTE_STAGE,
  VOTE_VALUE = PLUMB_VOTE_COLUMN_VALUE,
  VOTE_IN_FORCE = PLUMB_VOTE_COLUMN_IN_FORCE,
  VOTE_AT,
  VOTE_OUTCOME,
  VOTE_FIGURES,
  VOTE_CONDITIONS,
  VOTE_DISSENTS,
  VOTE_OVERRIDE,
  VOTE_REOPENED,
  VOTE_REASON,
  N_VOTE_COLUMNS
};

static const PlumbColumn vote_columns[N_VOTE_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 20 },
  [VOTE_KIND] = { "What", 16 },
  [VOTE_WHO] = { "Who", 20 },
  [VOTE_SEAT] = { "Seat", 15 },
  [VOTE_STAGE] = { "Stage", 24 },
  [VOTE_VALUE] = { "Value", 13, TRUE },
  [VOTE_IN_FORCE] = { "In force", 9, TRUE },
  [VOTE_AT] = { "At (UTC)", DATE_WIDTH },
  [VOTE_OUTCOME] = { "Outcome at that moment", 16 },
  [VOTE_FIGURES] = { "Figures at that moment", 26 },
  [VOTE_CONDITIONS] = { "Conditions", 36 },
  [VOTE_DISSENTS] = { "Dissents", 24 },
  [VOTE_OVERRIDE] = { "Why against the outcome", 36 },
  [VOTE_REOPENED] = { "Why reopened", 30 },
  [VOTE_REASON] = { "Reason", 60 },
};

enum
{
  RECORD_KIND = 2,
  RECORD_AT,
  RECORD_WHO,
  RECORD_WHAT,
  RECORD_BLIND,
  RECORD_SEQUENCE,
  RECORD_HASH,
  RECORD_BEFORE,
  RECORD_AFTER,
  RECORD_REASON,
  N_RECORD_COLUMNS
};

static const PlumbColumn record_columns[N_RECORD_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 20 },
  [RECORD_KIND] = { "Record", 13 },
  [RECORD_AT] = { "At (UTC)", DATE_WIDTH },
  [RECORD_WHO] = { "Who", 20 },
  [RECORD_WHAT] = { "What", 36 },
  [RECORD_BLIND] = { "Blind then", 9, TRUE },
  [RECORD_SEQUENCE] = { "Event", 9, TRUE },
  [RECORD_HASH] = { "Hash of the event", 66 },
  [RECORD_BEFORE] = { "Before", 40 },
  [RECORD_AFTER] = { "After", 40 },
  [RECORD_REASON] = { "Reason", 50 },
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
      gboolean held = FALSE;

      for (guint j = 0; !held && j < source->assignments->len; j++)
        held = g_str_equal (((PlumbAssignment *)g_ptr_array_index (source->assignments, j))->stage, stage->key);
      if (held)
        continue;
      write_stage_cells (xlsx, sheet, loop, stage);
      plumb_book_text (xlsx->book, sheet, PANEL_PANELIST, PLUMB_STYLE_QUIET, "Nobody assigned");
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

static void
write_flag (PlumbXlsx *xlsx, PlumbSheet *sheet, const PlumbXlsxLoop *loop, const PlumbFlag *flag)
{
  PlumbBook *book = xlsx->book;
  const PlumbLoop *source = loop->packet->loop;
  const PlumbAssignment *assignment = plumb_loop_get_assignment (source, flag->assignment);
  const PlumbStage *stage = plumb_loop_get_stage (source, assignment);
  const PlumbScriptItem *item = flag->question != NULL ? plumb_stage_get_item (stage, flag->question, NULL) : NULL;

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (book, sheet, FLAG_SEVERITY, PLUMB_STYLE_WORD, plumb_severity_to_label (flag->severity));
  plumb_book_text (book, sheet, FLAG_LABEL, PLUMB_STYLE_STRONG, flag->label);
  plumb_book_text (book, sheet, FLAG_STATE, PLUMB_STYLE_WORD, plumb_flag_state_to_label (flag->state));
  plumb_book_text (book, sheet, FLAG_GATES, PLUMB_STYLE_WORD,
                   yes_or_no (plumb_seat_counts (assignment->seat) && flag->severity != PLUMB_SEVERITY_MINOR));
  plumb_book_text (book, sheet, FLAG_STAGE, PLUMB_STYLE_TEXT, stage->title);
  plumb_book_text (book, sheet, FLAG_PANELIST, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, assignment->person));
  plumb_book_text (book, sheet, FLAG_QUESTION, PLUMB_STYLE_TEXT, item != NULL ? item->question->title : "Interview as a whole");
  plumb_book_instant (book, sheet, FLAG_RAISED, flag->raised_at);
  plumb_book_instant (book, sheet, FLAG_RESOLVED, flag->resolved_at);
  if (flag->resolved_by != NULL)
    plumb_book_text (book, sheet, FLAG_RESOLVED_BY, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, flag->resolved_by));
  plumb_book_text (book, sheet, FLAG_RESOLUTION, PLUMB_STYLE_TEXT, flag->resolution);
  plumb_book_text (book, sheet, FLAG_QUOTE, PLUMB_STYLE_TEXT, flag->quote);
}

/* Votes and decision. */

static void
begin_vote (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const char *kind, const char *value, gboolean in_force, PlumbInstant at)
{
  PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_VOTES];

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (xlsx->book, sheet, VOTE_KIND, PLUMB_STYLE_LINE, kind);
  plumb_book_text (xlsx->book, sheet, VOTE_VALUE, PLUMB_STYLE_WORD, value);
  plumb_book_text (xlsx->book, sheet, VOTE_IN_FORCE, PLUMB_STYLE_WORD, yes_or_no (in_force));
  plumb_book_instant (xlsx->book, sheet, VOTE_AT, at);
}

static void
write_voter (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const char *id, const char *reason)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_VOTES];
  const PlumbLoop *source = loop->packet->loop;
  const PlumbAssignment *assignment = plumb_loop_get_assignment (source, id);

  plumb_book_text (book, sheet, VOTE_REASON, PLUMB_STYLE_TEXT, reason);
  if (assignment == NULL)
    return;
  plumb_book_text (book, sheet, VOTE_WHO, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, assignment->person));
  plumb_book_text (book, sheet, VOTE_SEAT, PLUMB_STYLE_TEXT, plumb_seat_to_label (assignment->seat));
  plumb_book_text (book, sheet, VOTE_STAGE, PLUMB_STYLE_TEXT, plumb_loop_get_stage (source, assignment)->title);
}

static void
write_votes (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  const PlumbLoop *source = loop->packet->loop;

  for (guint i = 0; i < source->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (source->assignments, i);
      const PlumbScorecard *card = assignment->card;

      if (card->state != PLUMB_CARD_SUBMITTED || card->withheld)
        continue;
      begin_vote (xlsx, loop, "On the card", plumb_recommendation_to_label (card->recommendation),
                  plumb_assignment_is_counted (assignment), card->submitted_at);
      write_voter (xlsx, loop, assignment->id, card->no_decision_reason);
    }
  for (guint i = 0; i < source->votes->len; i++)
    {
      const PlumbVote *vote = g_ptr_array_index (source->votes, i);

      begin_vote (xlsx, loop, plumb_round_to_label (vote->round), plumb_recommendation_to_label (vote->value),
                  vote == plumb_loop_get_vote (source, vote->assignment, vote->round), vote->at);
      write_voter (xlsx, loop, vote->assignment, vote->reason);
    }
  for (guint i = 0; i < source->verdicts->len; i++)
    {
      const PlumbVerdict *verdict = g_ptr_array_index (source->verdicts, i);

      begin_vote (xlsx, loop, PLUMB_VOTE_KIND_VERDICT, plumb_verdict_to_label (verdict->value),
                  verdict == plumb_loop_get_verdict (source), verdict->at);
      write_voter (xlsx, loop, verdict->assignment, verdict->rationale);
    }
}

static char *
dup_dissents (const PlumbLoop *loop, const PlumbDecision *decision)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; decision->dissents != NULL && decision->dissents[i] != NULL; i++)
    g_ptr_array_add (names, (char *)plumb_loop_get_person_name (loop, decision->dissents[i]));
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("\n", (char **)names->pdata);
}

static void
write_decisions (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_VOTES];
  const PlumbLoop *source = loop->packet->loop;

  for (guint i = 0; i < source->decisions->len; i++)
    {
      const PlumbDecision *decision = g_ptr_array_index (source->decisions, i);

      begin_vote (xlsx, loop, "Decision", plumb_decision_to_label (decision->value), decision == plumb_loop_get_decision (source),
                  decision->at);
      plumb_book_text (book, sheet, VOTE_CONDITIONS, PLUMB_STYLE_TEXT, decision->conditions);
      if (!loop->packet->shows_cards)
        continue;
      plumb_book_text (book, sheet, VOTE_WHO, PLUMB_STYLE_TEXT, plumb_loop_get_person_name (source, decision->decider));
      plumb_book_text (book, sheet, VOTE_OUTCOME, PLUMB_STYLE_TEXT, plumb_outcome_to_label (decision->outcome));
      plumb_book_text (book, sheet, VOTE_FIGURES, PLUMB_STYLE_TEXT, decision->figures);
      plumb_book_text (book, sheet, VOTE_OVERRIDE, PLUMB_STYLE_TEXT, decision->override_reason);
      plumb_book_text (book, sheet, VOTE_REOPENED, PLUMB_STYLE_TEXT, decision->reopen_reason);
      plumb_book_text (book, sheet, VOTE_REASON, PLUMB_STYLE_TEXT, decision->rationale);
      if (decision->dissents != NULL && decision->dissents[0] != NULL)
        {
          g_autofree char *dissents = dup_dissents (source, decision);

          plumb_book_text (book, sheet, VOTE_DISSENTS, PLUMB_STYLE_TEXT, dissents);
        }
    }
}

/* Record. */

static void
begin_record (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const char *kind, PlumbInstant at, const char *who, const char *what)
{
  PlumbSheet *sheet = &xlsx->book->sheets[PLUMB_SHEET_RECORD];

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (xlsx->book, sheet, RECORD_KIND, PLUMB_STYLE_LINE, kind);
  plumb_book_instant (xlsx->book, sheet, RECORD_AT, at);
  plumb_book_text (xlsx->book, sheet, RECORD_WHO, PLUMB_STYLE_TEXT, who);
  plumb_book_text (xlsx->book, sheet, RECORD_WHAT, PLUMB_STYLE_TEXT, what);
}

static void
write_amendments (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop, const PlumbAssignment *assignment)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_RECORD];
  const PlumbLoop *source = loop->packet->loop;
  const PlumbStage *stage = plumb_loop_get_stage (source, assignment);

  for (guint i = 0; i < assignment->card->amendments->len; i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (assignment->card->amendments, i);
      const PlumbScriptItem *item = amendment->question != NULL ? plumb_stage_get_item (stage, amendment->question, NULL) : NULL;
      g_autofree char *what
          = g_strdup_printf ("%s: %s of %s", stage->title, amendment->field, item != NULL ? item->question->title : "the card");

      begin_record (xlsx, loop, "Amendment", amendment->at, plumb_loop_get_person_name (source, amendment->author), what);
      plumb_book_text (book, sheet, RECORD_BLIND, PLUMB_STYLE_WORD, yes_or_no (!amendment->not_blind));
      plumb_book_text (book, sheet, RECORD_BEFORE, PLUMB_STYLE_TEXT, amendment->before);
      plumb_book_text (book, sheet, RECORD_AFTER, PLUMB_STYLE_TEXT, amendment->after);
      plumb_book_text (book, sheet, RECORD_REASON, PLUMB_STYLE_TEXT, amendment->reason);
    }
}

static void
write_record (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_RECORD];
  const PlumbLoop *source = loop->packet->loop;

  for (guint i = 0; i < source->assignments->len; i++)
    write_amendments (xlsx, loop, g_ptr_array_index (source->assignments, i));
  for (guint i = 0; i < source->seals->len; i++)
    {
      const PlumbSeal *seal = g_ptr_array_index (source->seals, i);

      begin_record (xlsx, loop, "Broken seal", seal->at, plumb_loop_get_person_name (source, seal->person),
                    "Looked at other cards while owing one");
      plumb_book_text (book, sheet, RECORD_REASON, PLUMB_STYLE_TEXT, seal->reason);
    }
  for (guint i = 0; i < loop->packet->events->len; i++)
    {
      const PlumbPacketEvent *event = g_ptr_array_index (loop->packet->events, i);

      begin_record (xlsx, loop, "Event", event->at, event->actor, event->kind);
      plumb_book_number (book, sheet, RECORD_SEQUENCE, PLUMB_STYLE_INTEGER, (double)event->sequence);
      plumb_book_text (book, sheet, RECORD_HASH, PLUMB_STYLE_LINE, event->hash);
    }
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
  if (packet->shows_cards)
    add_sheet (xlsx, PLUMB_SHEET_VOTES, vote_columns, N_VOTE_COLUMNS);
  if (packet->shows_record)
    add_sheet (xlsx, PLUMB_SHEET_RECORD, record_columns, N_RECORD_COLUMNS);
}

void
plumb_xlsx_write_panel (PlumbXlsx *xlsx, PlumbXlsxLoop *loop)
{
  PlumbSheet *flags = &xlsx->book->sheets[PLUMB_SHEET_FLAGS];
  const PlumbSheet *votes = &xlsx->book->sheets[PLUMB_SHEET_VOTES];

  if (!loop->packet->shows_cards)
    {
      write_candidate_stages (xlsx, loop);
      return;
    }
  write_panel_rows (xlsx, loop);
  loop->flags.first = flags->next + 1;
  for (guint i = 0; i < loop->packet->loop->flags->len; i++)
    write_flag (xlsx, flags, loop, g_ptr_array_index (loop->packet->loop->flags, i));
  loop->flags.last = flags->next;
  loop->votes.first = votes->next + 1;
  write_votes (xlsx, loop);
  write_decisions (xlsx, loop);
  loop->votes.last = votes->next;
  if (loop->packet->shows_record)
    write_record (xlsx, loop);
}

void
plumb_xlsx_finish_panel_sheets (PlumbXlsx *xlsx)
{
  static const PlumbSheetKind kinds[] = { PLUMB_SHEET_FLAGS, PLUMB_SHEET_PANEL, PLUMB_SHEET_VOTES, PLUMB_SHEET_RECORD };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      PlumbSheet *sheet = &xlsx->book->sheets[kinds[i]];

      plumb_book_finish_sheet (xlsx->book, sheet, sheet->name, xlsx->stamp, TRUE);
    }
}
