/* pages-cards.c - every submitted scorecard in full: what was said, seen, scored and written.
 *
 * A question without a score says in words which of the four non-scores it is. Where the profile shows no texts, a card is one table.
 */
#include "exports/chart.h"
#include "exports/pages-dossier.h"

#include <string.h>

#define CELL_WIDTH 74.0
#define MIN_CELL_WIDTH 62.0
#define CELL_GAP 4.0
#define CELL_HEIGHT 20.0

typedef struct
{
  const PlumbDossier *dossier;
  const PlumbAssignment *assignment;
  const PlumbScorecard *card;
  const PlumbStage *stage;
} Page;

/* --- head of a card ------------------------------------------------------------------------------------------------------------- */

static GPtrArray *
list_facts (const Page *page)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *at = plumb_dates_dup_date_time (&page->dossier->packet->dates, page->card->submitted_at);

  g_ptr_array_add (facts, g_strdup (page->stage->title));
  g_ptr_array_add (facts, g_strdup (page->stage->format));
  g_ptr_array_add (facts, *at != '\0' ? g_strdup_printf ("submitted %s", at) : NULL);
  g_ptr_array_add (facts, plumb_dossier_dup_minutes (page->card->elapsed));
  return facts;
}

static void
add_remark (const Page *page, const char *text)
{
  plumb_part_signed (page->dossier->flow, PLUMB_SIGN_RING, PLUMB_COLOUR_WARN,
                     &(PlumbSpan){ PLUMB_STYLE_BODY_STRONG, text, FALSE }, 1, 5);
}

/* What a reader must know before the first score. */
static void
add_remarks (const Page *page)
{
  if (page->assignment->skip_reason != NULL)
    {
      g_autofree char *text = g_strdup_printf ("Skipped, and counted in no figure%s%s",
                                               *page->assignment->skip_reason ? ": " : ".", page->assignment->skip_reason);
      add_remark (page, text);
    }
  else if (!plumb_assignment_is_counted (page->assignment))
    add_remark (page, "A shadow's scorecard: counted in no figure.");
  if (page->assignment->late)
    add_remark (page, "Assigned late: the other scorecards were in, and whoever they were open to may have read them.");
  if (page->card->not_blind)
    add_remark (page, "Not blind: the author had seen other scorecards before submitting or amending this one.");
}

static void
add_competency_cell (const Page *page, const PlumbCompetencyResult *result, const PlumbCardScore *score, double x, double y,
                     double width)
{
  PlumbFlow *flow = page->dossier->flow;
  PlumbBoxLook look = { PLUMB_COLOUR_NONE, PLUMB_COLOUR_NONE, 4, FALSE };
  PlumbSet *name = plumb_flow_set (flow, PLUMB_STYLE_TINY, result->competency->short_name, width);
  PlumbSet *number = plumb_flow_set (flow, PLUMB_STYLE_CELL, score->score.text, width);
  double name_height = plumb_set_get_height (name);
  guint32 ink = 0;

  plumb_chart_get_score_colours (score->score.value, page->dossier->template->points, &look.fill, &ink);
  plumb_flow_add_text (flow, name, 0, plumb_set_get_n_lines (name), x, y - name_height, width, PLUMB_ALIGN_CENTRE,
                       PLUMB_COLOUR_NONE);
  plumb_flow_add_box (flow, x, y + 2, width, CELL_HEIGHT, &look);
  plumb_flow_add_text (flow, number, 0, 1, x, y + 2 + (CELL_HEIGHT - 11.6) / 2, width, PLUMB_ALIGN_CENTRE, ink);
}

/* Cells give a little to stand in one row. */
static double
choose_cell_width (const Page *page, double room)
{
  const GPtrArray *results = page->dossier->evaluation->competencies;
  guint n = 0;

  for (guint i = 0; i < results->len; i++)
    {
      const PlumbCardScore *score = plumb_competency_result_get_card (g_ptr_array_index (results, i), page->assignment);
      n += score != NULL && score->score.defined;
    }
  return CLAMP ((room + CELL_GAP) / MAX (1, n), MIN_CELL_WIDTH, CELL_WIDTH);
}

/* Recommendation at the left, this card's score of each competency at the right; as many rows as it takes. */
static void
add_verdict (const Page *page)
{
  PlumbFlow *flow = page->dossier->flow;
  const GPtrArray *results = page->dossier->evaluation->competencies;
  PlumbSet *label = plumb_flow_set (flow, PLUMB_STYLE_LABEL, "Recommendation", 110);
  PlumbSet *value = plumb_flow_set (flow, PLUMB_STYLE_HEADING, plumb_recommendation_to_label (page->card->recommendation), 118);
  double left = 124, measure = plumb_flow_get_measure (flow), x = left, head = 18, y = head, bottom = 0;
  double cell = choose_cell_width (page, measure - left);

  plumb_flow_add_set (flow, label, 0, head - plumb_set_get_height (label));
  plumb_flow_add_set (flow, value, 0, head + 2);
  bottom = head + 2 + plumb_set_get_height (value);
  for (guint i = 0; i < results->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (results, i);
      const PlumbCardScore *score = plumb_competency_result_get_card (result, page->assignment);

      if (score == NULL || !score->score.defined)
        continue;
      if (x + cell - CELL_GAP > measure + 0.01)
        {
          x = left;
          y += head + CELL_HEIGHT + 8;
        }
      add_competency_cell (page, result, score, x, y, cell - CELL_GAP);
      x += cell;
      bottom = MAX (bottom, y + 2 + CELL_HEIGHT);
    }
  plumb_flow_close (flow, 8, bottom, PLUMB_STRIP_NORMAL);
}

static void
add_card_head (const Page *page)
{
  g_autofree char *kind = g_strdup_printf ("Scorecard · %s", plumb_seat_to_label (page->assignment->seat));
  g_autofree char *kicker = g_ascii_strup (kind, -1);
  g_autofree char *anchor = plumb_dossier_dup_anchor (page->assignment);
  g_autofree char *entry
      = g_strdup_printf ("%s, %s", plumb_dossier_get_panelist (page->dossier, page->assignment), page->stage->title);
  g_autoptr (GPtrArray) facts = list_facts (page);
  PlumbFlow *flow = page->dossier->flow;

  plumb_flow_add_anchor (flow, anchor);
  plumb_flow_add_outline (flow, 2, entry);
  plumb_part_chapter (flow, kicker, plumb_dossier_get_panelist (page->dossier, page->assignment), entry, 0, PLUMB_STRIP_NEW_PAGE);
  plumb_part_facts (flow, PLUMB_STYLE_SUBTITLE, facts, 2);
  add_remarks (page);
  add_verdict (page);
}

/* --- one question --------------------------------------------------------------------------------------------------------------- */

static void
add_amendment (const Page *page, const PlumbAmendment *amendment)
{
  PlumbFlow *flow = page->dossier->flow;
  g_autofree char *at = plumb_dates_dup_date_time (&page->dossier->packet->dates, amendment->at);
  const char *author = plumb_loop_get_person_name (page->dossier->loop, amendment->author);
  g_autofree char *head
      = g_strdup_printf ("Amended %s by %s: %s", at, *author != '\0' ? author : "somebody unknown", amendment->field);
  g_autofree char *reason
      = g_strdup_printf ("  %s%s", amendment->reason, amendment->not_blind ? " The author had seen other scorecards." : "");
  PlumbSpan spans[] = { { PLUMB_STYLE_SMALL_STRONG, head, FALSE }, { PLUMB_STYLE_SMALL, reason, FALSE } };

  plumb_flow_begin_frame (flow, PLUMB_FRAME_BAR, PLUMB_COLOUR_ACCENT, PLUMB_GAP_BLOCK);
  plumb_part_spans (flow, spans, G_N_ELEMENTS (spans), 0, 0);
  plumb_part_label (flow, "Before", 3);
  plumb_part_note (flow, PLUMB_STYLE_SMALL_GREY, *amendment->before != '\0' ? amendment->before : "(nothing)", 0, 0);
  plumb_part_label (flow, "After", 3);
  plumb_part_note (flow, PLUMB_STYLE_SMALL, *amendment->after != '\0' ? amendment->after : "(nothing)", 0, 0);
  plumb_flow_end_frame (flow);
}

static void
add_amendments (const Page *page, const char *question)
{
  for (guint i = 0; i < page->card->amendments->len; i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (page->card->amendments, i);
      if (g_strcmp0 (amendment->question, question) == 0)
        add_amendment (page, amendment);
    }
}

static void
add_flags (const Page *page, const char *question)
{
  for (guint i = 0; page->dossier->packet->shows_flags && i < page->dossier->loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (page->dossier->loop->flags, i);
      if (g_str_equal (flag->assignment, page->assignment->id) && g_strcmp0 (flag->question, question) == 0)
        plumb_dossier_add_flag (page->dossier, flag, FALSE, PLUMB_GAP_BLOCK);
    }
}

static char *
dup_result (const Page *page, const PlumbAnswer *answer)
{
  if (answer == NULL)
    return g_strdup (plumb_answer_state_to_label (PLUMB_ANSWER_OPEN));
  if (answer->state != PLUMB_ANSWER_SCORED)
    return g_strdup (plumb_answer_state_to_label (answer->state));
  return g_strdup_printf ("%d · %s", answer->score, plumb_template_get_point_label (page->dossier->template, answer->score));
}

/* Title at the left, score or state at the right, what it is evidence for below. */
static void
add_question_head (const Page *page, const PlumbScriptItem *item, const PlumbAnswer *answer)
{
  PlumbFlow *flow = page->dossier->flow;
  const PlumbCompetency *competency = plumb_template_get_competency (page->dossier->template, item->question->competency, NULL);
  g_autofree char *result = dup_result (page, answer);
  g_autofree char *facts
      = g_strdup_printf ("%s · weight %d of the script", competency != NULL ? competency->name : "", item->weight);
  double measure = plumb_flow_get_measure (flow), chip = plumb_part_measure_chip (flow, result);
  PlumbSet *title = plumb_flow_set (flow, PLUMB_STYLE_QUESTION, item->question->title, measure - chip - 14);
  guint32 fill = PLUMB_COLOUR_NONE, ink = PLUMB_COLOUR_GREY;

  if (answer != NULL && answer->state == PLUMB_ANSWER_SCORED)
    plumb_chart_get_score_colours (answer->score, page->dossier->template->points, &fill, &ink);
  plumb_part_rule (flow, 14);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_HEADING, NULL);
  plumb_flow_add_set (flow, title, 0, 0);
  plumb_flow_close_element (flow);
  plumb_part_add_chip (flow, result, measure - chip, 0, fill, ink);
  plumb_flow_close (flow, 8, plumb_set_get_height (title), PLUMB_STRIP_KEEP);
  plumb_part_paragraph (flow, PLUMB_STYLE_SMALL_GREY, facts, 0, 1);
}

static void
add_signals (const Page *page, const PlumbQuestion *question, const PlumbAnswer *answer)
{
  PlumbFlow *flow = page->dossier->flow;
  guint n = g_strv_length (answer->signals);
  g_autofree char *label = g_strdup_printf ("Signals observed, %u of %u", n, question->signals->len);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));

  if (n == 0)
    return;
  plumb_part_label (flow, label, PLUMB_GAP_BLOCK);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_LIST, NULL);
  for (guint i = 0; i < n; i++)
    {
      const PlumbSignal *signal = plumb_question_get_signal (question, answer->signals[i]);
      PlumbSpan span = { PLUMB_STYLE_BODY, signal != NULL ? signal->text : answer->signals[i], FALSE };
      guint start = plumb_flow_get_n_strips (flow);

      g_array_append_val (starts, start);
      plumb_part_signed (flow, PLUMB_SIGN_TICK, PLUMB_COLOUR_ACCENT, &span, 1, 1);
    }
  plumb_flow_close_element (flow);
  plumb_part_keep_ends (flow, starts);
}

/* What a quote stands for: the text of a signal, or the label of a flag. */
static const char *
get_target_text (const Page *page, const PlumbQuestion *question, const char *target)
{
  const PlumbSignal *signal = plumb_question_get_signal (question, target);
  const PlumbFlag *flag = plumb_loop_get_flag (page->dossier->loop, target);

  return signal != NULL ? signal->text : flag != NULL ? flag->label : "";
}

static void
add_evidence (const Page *page, const PlumbQuestion *question, const PlumbAnswer *answer)
{
  if (answer->evidence->len == 0)
    return;
  plumb_part_label (page->dossier->flow, "Evidence", PLUMB_GAP_BLOCK);
  plumb_flow_open_element (page->dossier->flow, PLUMB_ELEMENT_LIST, NULL);
  for (guint i = 0; i < answer->evidence->len; i++)
    {
      const PlumbEvidence *evidence = g_ptr_array_index (answer->evidence, i);
      const char *target = get_target_text (page, question, evidence->target);
      g_autofree char *quote = plumb_dossier_dup_quoted (evidence->quote);
      PlumbSpan spans[] = { { PLUMB_STYLE_QUOTE, quote, FALSE },
                            { PLUMB_STYLE_SMALL_GREY, *target != '\0' ? "  for: " : "", FALSE },
                            { PLUMB_STYLE_SMALL_GREY, target, FALSE } };

      plumb_part_signed (page->dossier->flow, PLUMB_SIGN_BULLET, PLUMB_COLOUR_GREY, spans, G_N_ELEMENTS (spans), 1);
    }
  plumb_flow_close_element (page->dossier->flow);
}

static void
add_question (const Page *page, const PlumbScriptItem *item)
{
  const PlumbAnswer *answer = plumb_scorecard_get_answer (page->card, item->question->id);
  PlumbFlow *flow = page->dossier->flow;
  guint below = 0;

  add_question_head (page, item, answer);
  if (answer == NULL)
    return;
  below = plumb_flow_get_n_strips (flow);
  if (plumb_answer_is_unsupported (answer))
    {
      plumb_part_signed (
          flow, PLUMB_SIGN_RING, PLUMB_COLOUR_WARN,
          &(PlumbSpan){ PLUMB_STYLE_BODY, "No evidence recorded: nothing written down supports this score.", FALSE }, 1, 4);
    }
  add_signals (page, item->question, answer);
  add_flags (page, item->question->id);
  add_evidence (page, item->question, answer);
  plumb_part_labelled (flow, "Notes", PLUMB_STYLE_BODY, answer->notes);
  plumb_part_labelled (flow, "Why this score", PLUMB_STYLE_BODY, answer->rationale);
  add_amendments (page, item->question->id);
  if (plumb_flow_get_n_strips (flow) > below)
    plumb_flow_keep (flow, below - 1, below);
}

/* --- cards ---------------------------------------------------------------------------------------------------------------------- */

static void
add_full (const Page *page)
{
  PlumbFlow *flow = page->dossier->flow;

  add_card_head (page);
  plumb_part_labelled (flow, "Reason for no decision", PLUMB_STYLE_BODY, page->card->no_decision_reason);
  plumb_part_labelled (flow, "Summary", PLUMB_STYLE_BODY, page->card->summary);
  plumb_part_labelled (flow, "Hand-over to later panelists", PLUMB_STYLE_BODY, page->card->handover);
  add_flags (page, NULL);
  add_amendments (page, NULL);
  for (guint i = 0; i < page->stage->script->len; i++)
    add_question (page, g_ptr_array_index (page->stage->script, i));
}

static void
add_brief (const Page *page)
{
  static const PlumbColumn columns[] = {
    { "Question", 5, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL },
    { "Competency", 2.4, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_GREY },
    { "Weight", 0.9, PLUMB_ALIGN_END, PLUMB_STYLE_SMALL_GREY },
    { "Signals", 1, PLUMB_ALIGN_END, PLUMB_STYLE_SMALL_GREY },
    { "Result", 2, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_STRONG },
  };
  g_autofree char *title
      = g_strdup_printf ("%s, %s", plumb_dossier_get_panelist (page->dossier, page->assignment), page->stage->title);
  g_autoptr (GPtrArray) facts = list_facts (page);
  g_autofree char *anchor = plumb_dossier_dup_anchor (page->assignment);
  PlumbTable *table = NULL;

  plumb_flow_add_anchor (page->dossier->flow, anchor);
  plumb_part_heading (page->dossier->flow, title, 2);
  g_ptr_array_insert (facts, 0, g_strdup (plumb_seat_to_label (page->assignment->seat)));
  g_ptr_array_add (facts, g_strdup_printf ("recommends: %s", plumb_recommendation_to_label (page->card->recommendation)));
  plumb_part_facts (page->dossier->flow, PLUMB_STYLE_SMALL_GREY, facts, 1);
  add_remarks (page);
  plumb_flow_keep_last (page->dossier->flow);
  table = plumb_table_begin (page->dossier->flow, columns, G_N_ELEMENTS (columns), 4);
  for (guint i = 0; i < page->stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (page->stage->script, i);
      const PlumbAnswer *answer = plumb_scorecard_get_answer (page->card, item->question->id);
      const PlumbCompetency *competency
          = plumb_template_get_competency (page->dossier->template, item->question->competency, NULL);
      g_autofree char *result = dup_result (page, answer);
      g_autofree char *weight = g_strdup_printf ("%d", item->weight);
      g_autofree char *n_signals
          = g_strdup_printf ("%u of %u", answer != NULL ? g_strv_length (answer->signals) : 0, item->question->signals->len);

      plumb_table_add_row (table, (const char *const[]){ item->question->title, competency != NULL ? competency->short_name : "",
                                                         weight, n_signals, result });
    }
  plumb_table_end (table);
}

void
plumb_dossier_add_cards (const PlumbDossier *dossier)
{
  gboolean any = FALSE;

  g_return_if_fail (dossier != NULL);
  if (!dossier->packet->shows_scorecards)
    return;
  for (guint i = 0; i < dossier->loop->assignments->len; i++)
    {
      Page page = { .dossier = dossier, .assignment = g_ptr_array_index (dossier->loop->assignments, i) };

      page.card = page.assignment->card;
      page.stage = plumb_loop_get_stage (dossier->loop, page.assignment);
      if (page.stage == NULL || !plumb_dossier_shows_card (page.assignment))
        continue;
      if (!any && !dossier->packet->shows_texts)
        plumb_part_chapter (dossier->flow, NULL, "Scorecards", "Scorecards", 1, PLUMB_STRIP_NEW_PAGE);
      else if (!any)
        plumb_flow_add_outline (dossier->flow, 1, "Scorecards");
      any = TRUE;
      if (dossier->packet->shows_texts)
        add_full (&page);
      else
        add_brief (&page);
    }
}
