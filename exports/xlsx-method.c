/* xlsx-method.c - how the figures are made, with the thresholds as inputs; and the stamp that says where the workbook comes from. */
#include "exports/stamp.h"
#include "exports/xlsx-sheets.h"

enum
{
  TEMPLATE,
  VERSION,
  SCALE = PLUMB_METHOD_COLUMN_SCALE,
  BAR = PLUMB_METHOD_COLUMN_BAR,
  COVERAGE = PLUMB_METHOD_COLUMN_COVERAGE,
  FLOOR = PLUMB_METHOD_COLUMN_FLOOR,
  FLOOR_SHARE = PLUMB_METHOD_COLUMN_FLOOR_SHARE,
  CHANGES = PLUMB_METHOD_COLUMN_CHANGES,
  OVERRIDES,
  LABELS,
  NOTE,
  N_COLUMNS
};

static const PlumbColumn columns[N_COLUMNS] = {
  [TEMPLATE] = { "Template", 34 },
  [VERSION] = { "Version", 9, TRUE },
  [SCALE] = { "Scale 1 to", 9, TRUE },
  [BAR] = { "Bar (input)", 10, TRUE },
  [COVERAGE] = { "Coverage needed (input)", 12, TRUE },
  [FLOOR] = { "Floor (input)", 10, TRUE },
  [FLOOR_SHARE] = { "Floor holds from share (input)", 13, TRUE },
  [CHANGES] = { "Inputs changed", 9, TRUE },
  [OVERRIDES] = { "Hire against the outcome", 36 },
  [LABELS] = { "Points of the scale", 36 },
  [NOTE] = { "Where the weights come from", 48 },
};

typedef struct
{
  const char *term;
  const char *text;
} Line;

static const Line lines[] = {
  { "Card's score m(k,c)",
    "sum of question weight x score / sum of question weight, over the scored questions of competency c on card k" },
  { "Panel score M(c)", "sum of stage weight x m(k,c) / sum of stage weight, over the counted cards where it is defined" },
  { "Composite S", "sum of weight x M(c) / sum of weight, over the covered competencies" },
  { "Coverage C", "sum of the covered weight / sum of all weight" },
  { "Percent", "100 x (S - 1) / (K - 1) on a scale of 1 to K" },
  { "Lowest, highest possible", "S with every uncovered competency set to 1, and to K" },
  { "Level, against the others",
    "of a card: the mean of its scores; and that less the mean level of the other counted cards of its loop" },
  { "Leniency", "of a panelist: the mean of that over their counted cards; above 0 for one who scores higher than the others" },
  { "Firmness",
    "as exported: how many cards, left out, and how many weights, moved by a quarter either way, turn the outcome; and "
    "between which composites the weights move it" },
  { "Latest word", "of a counted panelist: the final vote, else the one after reading, else the recommendation on the card" },
  { "Checklist suggests",
    "1 + the share of the signals' weight that was observed x (K - 1), rounded; a major red flag on the question "
    "caps it at 2, a critical one at 1. The panelist scores" },
  { "Spread, split", "highest less lowest m(k,c) of the counted cards; a split from (K - 1) / 2 on" },
  { "Counted",
    "submitted, not skipped, and the seat is neither shadow nor observer; counted cards stand before the others of their loop" },
  { "Not scored",
    "not asked, asked without evidence, not applicable and declined are no zeros: such an answer has no score and no weight" },
  { "Gate: cards", "passes when every counted seat has submitted or was skipped with a reason" },
  { "Gate: coverage", "passes from the coverage needed on; open below" },
  { "Gate: composite", "passes from the bar on, fails below; open while a card is awaited" },
  { "Gate: floor", "fails when a covered competency of at least the share is below the floor; open while a card is awaited" },
  { "Gate: flags",
    "fails with a critical red flag upheld; open while a critical or major one is open; flags never subtract points" },
  { "Gate: bar raiser", "passes when the bar raiser concurs, fails on a veto; absent where no seat is one" },
  { "Outcome", "below the bar if a gate fails, else undecided if one is open, else meets the bar. People decide" },
  { "Equal meets", "thresholds are compared with a tolerance of 0.000000001, as sheets compute in binary fractions; the program "
                   "computes exactly" },
  { "Inputs", "yellow cells on the sheets with a yellow tab: the weights on Competencies and the thresholds above. All figures "
              "and charts follow. Sheets are "
              "protected against "
              "slips, without a password" },
  { "Tables",
    "can be filtered; Summary and Raters can be sorted as well: their cells are not locked, and refuse what is typed into them" },
  { "Times", "are those of the zone that their head names; the record's and the stamp's are UTC" },
  { "Long texts", "what does not fit a cell goes on in the cells to the right of the last column, marked at both ends" },
  { "Characters", "control characters are shown by their pictures, what no file can carry as \357\277\275" },
};

static const Line plain_lines[] = {
  { "Panel score",
    "the weighted mean of what the panel scored in the interviews, on the scale of the loop; a dash where nothing was scored" },
  { "Times", "are those of the zone that their head names; the stamp's is UTC" },
};

static void
write_input (PlumbBook *book, PlumbSheet *sheet, guint column, PlumbStyle style, int hundredths, double low, double high,
             const char *message)
{
  plumb_book_number (book, sheet, column, style, hundredths / 100.0);
  plumb_book_validate (book, sheet, column, low, high, FALSE, message);
}

/* Below the inputs what the template says; both rows, and the weights, tell how many inputs differ. */
static void
write_originals (PlumbXlsx *xlsx, const PlumbXlsxTemplate *used)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_METHOD];
  const PlumbPolicy *policy = &used->template->policy;

  plumb_book_begin_row (book, sheet);
  plumb_book_text (book, sheet, TEMPLATE, PLUMB_STYLE_QUIET, "As the template has it");
  plumb_book_number (book, sheet, BAR, PLUMB_STYLE_SCORE, policy->bar / 100.0);
  plumb_book_number (book, sheet, COVERAGE, PLUMB_STYLE_PERCENT, policy->coverage / 100.0);
  plumb_book_number (book, sheet, FLOOR, PLUMB_STYLE_SCORE, policy->floor / 100.0);
  plumb_book_number (book, sheet, FLOOR_SHARE, PLUMB_STYLE_PERCENT, policy->floor_share / 100.0);
}

static void
write_changes (PlumbXlsx *xlsx, const PlumbXlsxTemplate *used)
{
  const PlumbSheet *weights = &xlsx->book->sheets[PLUMB_SHEET_COMPETENCIES];
  const PlumbSpan span = { used->weights_row, used->weights_row + used->template->competencies->len - 1 };
  g_autofree char *now = plumb_xlsx_dup_range (weights, PLUMB_COMPETENCY_COLUMN_WEIGHT, span);
  g_autofree char *original = plumb_xlsx_dup_range (weights, PLUMB_COMPETENCY_COLUMN_ORIGINAL, span);
  char first[4], last[4];
  g_autofree char *formula = NULL;

  plumb_column_name (BAR, first);
  plumb_column_name (FLOOR_SHARE, last);
  formula
      = g_strdup_printf ("=SUMPRODUCT(--(ABS(%s-%s)>1E-9))+SUMPRODUCT(--(ABS(%s%u:%s%u-%s%u:%s%u)>1E-9))", now, original, first,
                         used->method_row, last, used->method_row, first, used->method_row + 1, last, used->method_row + 1);
  plumb_book_formula_number (xlsx->book, &xlsx->book->sheets[PLUMB_SHEET_METHOD], CHANGES, PLUMB_STYLE_INTEGER, formula, 0);
}

static void
write_template (PlumbXlsx *xlsx, PlumbXlsxTemplate *used)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_METHOD];
  const PlumbTemplate *template = used->template;
  GString *labels = g_string_new (NULL);

  for (int point = 1; point <= template->points; point++)
    g_string_append_printf (labels, "%s%d %s", point > 1 ? ", " : "", point, plumb_template_get_point_label (template, point));
  used->method_row = plumb_book_begin_row (book, sheet) + 1;
  plumb_book_text (book, sheet, TEMPLATE, PLUMB_STYLE_STRONG, template->title);
  plumb_book_number (book, sheet, VERSION, PLUMB_STYLE_INTEGER, template->version);
  plumb_book_number (book, sheet, SCALE, PLUMB_STYLE_INTEGER, template->points);
  write_input (book, sheet, BAR, PLUMB_STYLE_INPUT_SCORE, template->policy.bar, 1, template->points, "A point of the scale.");
  write_input (book, sheet, COVERAGE, PLUMB_STYLE_INPUT_PERCENT, template->policy.coverage, 0, 100,
               "A percentage from 0 to 100.");
  write_input (book, sheet, FLOOR, PLUMB_STYLE_INPUT_SCORE, template->policy.floor, 0, template->points, "A point of the scale.");
  write_input (book, sheet, FLOOR_SHARE, PLUMB_STYLE_INPUT_PERCENT, template->policy.floor_share, 0, 100,
               "A percentage from 0 to 100.");
  write_changes (xlsx, used);
  plumb_book_text (book, sheet, OVERRIDES, PLUMB_STYLE_TEXT, plumb_policy_get_override_sentence (&template->policy));
  plumb_book_text (book, sheet, LABELS, PLUMB_STYLE_TEXT, labels->str);
  plumb_book_text (book, sheet, NOTE, PLUMB_STYLE_TEXT, template->weights_note);
  write_originals (xlsx, used);
  g_string_free (labels, TRUE);
}

static void
write_lines (PlumbBook *book, PlumbSheet *sheet, const Line *text, guint n)
{
  plumb_book_skip_row (book, sheet);
  for (guint i = 0; i < n; i++)
    {
      plumb_book_begin_row (book, sheet);
      plumb_book_text (book, sheet, TEMPLATE, PLUMB_STYLE_STRONG, text[i].term);
      plumb_book_merged (book, sheet, VERSION, NOTE, PLUMB_STYLE_TEXT, text[i].text);
    }
}

enum
{
  STAMP_ID = 2,
  STAMP_PROFILE,
  STAMP_MADE_AT,
  STAMP_MADE_BY,
  STAMP_PROGRAM,
  STAMP_TEMPLATE,
  STAMP_TEMPLATE_HASH,
  STAMP_SCORING,
  STAMP_SEQUENCE,
  STAMP_HASH,
  STAMP_COMPOSITE = PLUMB_STAMP_COLUMN_COMPOSITE,
  STAMP_OUTCOME,
  STAMP_TEXT,
  N_STAMP_COLUMNS
};

static const PlumbColumn stamp_columns[N_STAMP_COLUMNS] = {
  { "Loop", 6, TRUE },
  { "Candidate", 20 },
  [STAMP_ID] = { "Loop id", 22 },
  [STAMP_PROFILE] = { "Profile", 12 },
  [STAMP_MADE_AT] = { "Made at (UTC)", 17 },
  [STAMP_MADE_BY] = { "Made by", 18 },
  [STAMP_PROGRAM] = { "Plumbline", 10 },
  [STAMP_TEMPLATE] = { "Template", 26 },
  [STAMP_TEMPLATE_HASH] = { "SHA-256 of the template", 35 },
  [STAMP_SCORING] = { "Scoring version", 9, TRUE },
  [STAMP_SEQUENCE] = { "Anchor: event", 9, TRUE },
  [STAMP_HASH] = { "Anchor: head of the audit chain", 35 },
  [STAMP_COMPOSITE] = { "Composite as exported", 11, TRUE },
  [STAMP_OUTCOME] = { "Outcome as exported", 15 },
  [STAMP_TEXT] = { "Stamp", 70 },
};

void
plumb_xlsx_add_method (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = plumb_book_add_page (book, PLUMB_SHEET_METHOD, columns, N_COLUMNS);
  gboolean plain = !xlsx->first->shows_policy;

  plumb_book_begin_row (book, sheet);
  plumb_book_set_height (book, sheet, 30);
  plumb_book_text (book, sheet, 0, PLUMB_STYLE_TITLE, "Method");
  plumb_book_skip_row (book, sheet);
  if (!plain)
    {
      plumb_book_add_heads (book, sheet, 0);
      for (guint i = 0; i < xlsx->templates->len; i++)
        write_template (xlsx, g_ptr_array_index (xlsx->templates, i));
    }
  write_lines (book, sheet, plain ? plain_lines : lines, plain ? G_N_ELEMENTS (plain_lines) : G_N_ELEMENTS (lines));
  plumb_book_finish_sheet (book, sheet, "Method", xlsx->stamp);
}

void
plumb_xlsx_add_stamp (PlumbXlsx *xlsx)
{
  plumb_book_add_heads (xlsx->book, plumb_book_add_table (xlsx->book, PLUMB_SHEET_STAMP, stamp_columns, N_STAMP_COLUMNS), 2);
}

void
plumb_xlsx_write_stamp (PlumbXlsx *xlsx, const PlumbXlsxLoop *loop)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_STAMP];
  const PlumbPacket *packet = loop->packet;
  g_autoptr (PlumbStamp) stamp = plumb_stamp_new (packet);
  g_autofree char *text = stamp != NULL ? plumb_stamp_dup_text (stamp) : g_strdup ("");

  plumb_xlsx_begin_loop_row (xlsx, sheet, loop);
  plumb_book_text (book, sheet, STAMP_ID, PLUMB_STYLE_TEXT, packet->loop->id);
  plumb_book_text (book, sheet, STAMP_PROFILE, PLUMB_STYLE_LINE, plumb_profile_to_label (packet->profile));
  plumb_book_instant_utc (book, sheet, STAMP_MADE_AT, packet->made_at);
  plumb_book_text (book, sheet, STAMP_MADE_BY, PLUMB_STYLE_TEXT, packet->made_by);
  plumb_book_text (book, sheet, STAMP_PROGRAM, PLUMB_STYLE_LINE, packet->program_version);
  plumb_book_text (book, sheet, STAMP_TEMPLATE, PLUMB_STYLE_TEXT, packet->template_version);
  plumb_book_text (book, sheet, STAMP_TEMPLATE_HASH, PLUMB_STYLE_TEXT, packet->template_hash);
  plumb_book_text (book, sheet, STAMP_SCORING, PLUMB_STYLE_LINE, packet->scoring_version);
  if (packet->anchor_sequence > 0)
    plumb_book_number (book, sheet, STAMP_SEQUENCE, PLUMB_STYLE_INTEGER, (double)packet->anchor_sequence);
  plumb_book_text (book, sheet, STAMP_HASH, PLUMB_STYLE_TEXT, packet->anchor_hash);
  if (packet->shows_policy && packet->evaluation->composite.defined)
    plumb_book_number (book, sheet, STAMP_COMPOSITE, PLUMB_STYLE_SCORE, packet->evaluation->composite.value);
  if (packet->shows_policy)
    plumb_book_text (book, sheet, STAMP_OUTCOME, PLUMB_STYLE_LINE,
                     packet->evaluation->withheld ? "Withheld" : plumb_outcome_to_label (packet->evaluation->outcome));
  plumb_book_text (book, sheet, STAMP_TEXT, PLUMB_STYLE_TEXT, text);
}

void
plumb_xlsx_finish_stamp (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_STAMP];

  plumb_book_finish_sheet (book, sheet, "Audit stamp", xlsx->stamp);
}
