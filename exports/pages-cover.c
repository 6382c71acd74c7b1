/* pages-cover.c - the first page: who, the figures and gates, the decision. */
#include "exports/chart.h"
#include "exports/pages-dossier.h"

#include <string.h>

#define COLUMN_GAP 12.0
#define BOX_PAD 12.0
#define COMPOSITE_SHARE 0.36
#define GATE_INDENT 13.0
#define GATE_GAP 3.6
#define MIN_BOX_HEIGHT 128.0
/* Gates taller than this part of a page stand below the composite, where they can break. */
#define TALL_GATES 0.5

/* --- title ---------------------------------------------------------------------------------------------------------------------- */

/* Whom the cards are from: counted ones, and apart from them others that are in. */
static char *
dup_cards (const PlumbDossier *dossier)
{
  guint n_counted = dossier->evaluation->n_counted, n_others = 0;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < dossier->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (dossier->loop->assignments, i);
      n_others += assignment->card->state == PLUMB_CARD_SUBMITTED && !plumb_assignment_is_counted (assignment);
    }
  if (n_counted == 0)
    g_string_append (text, "no scorecard yet");
  else
    g_string_append_printf (text, "%u scorecard%s", n_counted, n_counted == 1 ? "" : "s");
  if (n_others > 0)
    g_string_append_printf (text, " and %u not counted", n_others);
  return g_string_free (text, FALSE);
}

static void
find_dates (const PlumbLoop *loop, PlumbInstant *first, PlumbInstant *last)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbInstant at = ((const PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->card->submitted_at;

      if (at == 0)
        continue;
      *first = *first == 0 || at < *first ? at : *first;
      *last = MAX (*last, at);
    }
}

static GPtrArray *
list_facts (const PlumbDossier *dossier)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_free);
  PlumbInstant first = 0, last = 0;

  find_dates (dossier->loop, &first, &last);
  g_ptr_array_add (facts, g_strdup (dossier->loop->role));
  g_ptr_array_add (facts, g_strdup_printf ("%s, version %d", dossier->template->title, dossier->template->version));
  if (dossier->packet->shows_policy)
    g_ptr_array_add (facts, dup_cards (dossier));
  if (first != 0)
    g_ptr_array_add (facts, plumb_dates_dup_span (&dossier->packet->dates, first, last));
  return facts;
}

static void
add_title (const PlumbDossier *dossier)
{
  g_autofree char *kind = g_strdup_printf ("%s packet · confidential", plumb_profile_to_label (dossier->packet->profile));
  g_autofree char *kicker = g_ascii_strup (kind, -1);
  g_autoptr (GPtrArray) facts = list_facts (dossier);
  PlumbFlow *flow = dossier->flow;

  plumb_flow_set_section (flow, "Summary");
  plumb_flow_add_outline (flow, 1, "Summary");
  plumb_part_paragraph (flow, PLUMB_STYLE_KICKER, kicker, 0, 0);
  plumb_part_paragraph (flow, PLUMB_STYLE_TITLE, dossier->loop->candidate->name, 0, 3);
  plumb_part_facts (flow, PLUMB_STYLE_SUBTITLE, facts, 4);
  if (*dossier->loop->candidate->headline != '\0')
    plumb_part_paragraph (flow, PLUMB_STYLE_SUBTITLE, dossier->loop->candidate->headline, 0, 0);
}

/* --- composite ------------------------------------------------------------------------------------------------------------------ */

static void
draw_bar (PlumbCanvas *canvas, double width, double height, gconstpointer data)
{
  plumb_chart_draw_bar (canvas, width, height, data);
}

static double
add_line (PlumbFlow *flow, PlumbStyle style, const char *text, double x, double y, double width)
{
  PlumbSet *set = plumb_flow_set (flow, style, text, width);

  plumb_flow_add_set (flow, set, x, y);
  return plumb_set_get_height (set);
}

/* Hidden is not the same as not there. */
static PlumbSet *
set_figure (const PlumbDossier *dossier, double width)
{
  const PlumbEvaluation *evaluation = dossier->evaluation;

  if (evaluation->composite.defined)
    return plumb_flow_set (dossier->flow, PLUMB_STYLE_FIGURE, evaluation->composite.text, width);
  return plumb_flow_set (dossier->flow, PLUMB_STYLE_CHAPTER, evaluation->withheld ? "Hidden" : "No score", width);
}

/* The composite, large, with its scale, percent and bar beside it. Answers the height. */
static double
add_figure (const PlumbDossier *dossier, double x, double y, double width)
{
  const PlumbEvaluation *evaluation = dossier->evaluation;
  PlumbFlow *flow = dossier->flow;
  PlumbSet *figure = set_figure (dossier, width);
  g_autofree char *scale = g_strdup_printf ("of %d", dossier->template->points);
  g_autofree char *percent = g_strdup_printf ("%s %%", evaluation->percent.text);
  g_autofree char *threshold = plumb_dossier_dup_hundredths (dossier->template->policy.bar);
  g_autofree char *bar = g_strdup_printf ("bar %s", threshold);
  double left = x + plumb_set_get_width (figure) + 10, room = MAX (30, x + width - left);

  plumb_flow_add_set (flow, figure, x - 1,
                      y + (plumb_style_get_line_height (PLUMB_STYLE_FIGURE) - plumb_set_get_height (figure)) / 2);
  add_line (flow, PLUMB_STYLE_SMALL_GREY, scale, left, y + 4, room);
  if (evaluation->percent.defined)
    add_line (flow, PLUMB_STYLE_SMALL_GREY, percent, left, y + 15.6, room);
  add_line (flow, PLUMB_STYLE_SMALL_GREY, bar, left, y + (evaluation->percent.defined ? 27.2 : 15.6), room);
  return plumb_style_get_line_height (PLUMB_STYLE_FIGURE);
}

static double
add_scale (const PlumbDossier *dossier, double x, double y, double width)
{
  PlumbChartBar *bar = g_new0 (PlumbChartBar, 1);
  g_autofree char *threshold = plumb_dossier_dup_hundredths (dossier->template->policy.bar);
  g_autofree char *alt
      = g_strdup_printf ("Composite %s on a scale from 1 to %d; it may still move from %s to %s; the bar is at %s.",
                         dossier->evaluation->composite.text, dossier->template->points, dossier->evaluation->low.text,
                         dossier->evaluation->high.text, threshold);

  bar->figure = dossier->evaluation->composite;
  bar->low = dossier->evaluation->low;
  bar->high = dossier->evaluation->high;
  bar->threshold = dossier->template->policy.bar / 100.0;
  bar->from = 1;
  bar->to = dossier->template->points;
  plumb_flow_open_element (dossier->flow, PLUMB_ELEMENT_FIGURE, alt);
  plumb_flow_add_picture (dossier->flow, draw_bar, bar, g_free, x, y, width, 10);
  plumb_flow_close_element (dossier->flow);
  return 10;
}

static char *
dup_reach (const PlumbEvaluation *evaluation)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Coverage %s %%", evaluation->coverage.text);
  if (g_str_equal (evaluation->low.text, evaluation->high.text))
    g_string_append (text, ": nothing is missing that could move it.");
  else
    g_string_append_printf (text, ": what is missing could still take it to anything from %s to %s.", evaluation->low.text,
                            evaluation->high.text);
  return g_string_free (text, FALSE);
}

/* Answers the height used. */
static double
add_composite (const PlumbDossier *dossier, double x, double y, double width)
{
  const PlumbEvaluation *evaluation = dossier->evaluation;
  const PlumbGate *gate = plumb_evaluation_get_gate (evaluation, "composite");
  g_autofree char *headline
      = evaluation->withheld && gate != NULL ? g_strdup (gate->reason) : plumb_evaluation_dup_headline (evaluation);
  double top = y;

  y += add_line (dossier->flow, PLUMB_STYLE_KICKER, evaluation->n_awaited > 0 ? "COMPOSITE · PROVISIONAL" : "COMPOSITE", x, y,
                 width);
  y += 1 + add_figure (dossier, x, y + 1, width);
  y += 5 + add_scale (dossier, x, y + 5, width);
  y += 7 + add_line (dossier->flow, PLUMB_STYLE_LEAD, headline, x, y + 7, width);
  if (evaluation->composite.defined)
    {
      g_autofree char *reach = dup_reach (evaluation);
      y += 2 + add_line (dossier->flow, PLUMB_STYLE_SMALL_GREY, reach, x, y + 2, width);
    }
  return y - top;
}

/* --- gates ---------------------------------------------------------------------------------------------------------------------- */

static void
choose_sign (PlumbGateState state, PlumbSign *sign, PlumbColour *colour)
{
  switch (state)
    {
    case PLUMB_GATE_PASS:
      *sign = PLUMB_SIGN_TICK;
      *colour = PLUMB_COLOUR_ACCENT;
      break;
    case PLUMB_GATE_FAIL:
      *sign = PLUMB_SIGN_CROSS;
      *colour = PLUMB_COLOUR_ALARM;
      break;
    case PLUMB_GATE_OPEN:
    default:
      *sign = PLUMB_SIGN_RING;
      *colour = PLUMB_COLOUR_WARN;
      break;
    }
}

static PlumbSet *
set_gate (PlumbFlow *flow, const PlumbGate *gate, double width)
{
  PlumbSpan spans[] = {
    { PLUMB_STYLE_BODY, gate->title, FALSE },
    { PLUMB_STYLE_BODY, "  ", FALSE },
    { PLUMB_STYLE_SMALL_GREY, gate->reason, TRUE },
  };

  return plumb_flow_set_spans (flow, spans, G_N_ELEMENTS (spans), width);
}

static double
add_gates (const PlumbDossier *dossier, GPtrArray *sets, double x, double y, double width)
{
  double top = y;

  y += 4 + add_line (dossier->flow, PLUMB_STYLE_KICKER, "GATES", x, y, width);
  plumb_flow_open_element (dossier->flow, PLUMB_ELEMENT_LIST, NULL);
  for (guint i = 0; i < sets->len; i++)
    {
      const PlumbGate *gate = g_ptr_array_index (dossier->evaluation->gates, i);
      PlumbSet *set = g_ptr_array_index (sets, i);
      PlumbSign sign = PLUMB_SIGN_RING;
      PlumbColour colour = 0;

      choose_sign (gate->state, &sign, &colour);
      plumb_flow_add_sign (dossier->flow, sign, x, y + 3.6, 7, colour);
      plumb_flow_open_element (dossier->flow, PLUMB_ELEMENT_ITEM, NULL);
      plumb_flow_open_element (dossier->flow, PLUMB_ELEMENT_BODY, NULL);
      plumb_flow_add_set (dossier->flow, set, x + GATE_INDENT, y);
      plumb_flow_close_element (dossier->flow);
      plumb_flow_close_element (dossier->flow);
      y += plumb_set_get_height (set) + GATE_GAP;
    }
  plumb_flow_close_element (dossier->flow);
  return y - GATE_GAP - top;
}

/* Composite and gates side by side in two boxes of one height. */
static void
add_boxes (const PlumbDossier *dossier, GPtrArray *gates, double left_width, double right_width)
{
  static const PlumbBoxLook outline = { PLUMB_COLOUR_NONE, PLUMB_COLOUR_RULE, 6, FALSE };
  double right = left_width + COLUMN_GAP;
  double composite = add_composite (dossier, BOX_PAD, BOX_PAD, left_width - 2 * BOX_PAD);
  double beside = add_gates (dossier, gates, right + BOX_PAD, BOX_PAD, right_width - 2 * BOX_PAD);
  double height = MAX (MIN_BOX_HEIGHT, MAX (composite, beside) + 2 * BOX_PAD);

  plumb_flow_add_box (dossier->flow, 0, 0, left_width, height, &outline);
  plumb_flow_add_box (dossier->flow, right, 0, right_width, height, &outline);
  plumb_flow_close (dossier->flow, 14, height, PLUMB_STRIP_NORMAL);
}

static void
add_stacked (const PlumbDossier *dossier)
{
  PlumbFlow *flow = dossier->flow;

  plumb_flow_close (flow, 14, add_composite (dossier, 0, 0, plumb_flow_get_measure (flow)), PLUMB_STRIP_NORMAL);
  plumb_flow_begin_frame (flow, PLUMB_FRAME_BOX, PLUMB_COLOUR_RULE, 14);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_LIST, NULL);
  for (guint i = 0; i < dossier->evaluation->gates->len; i++)
    {
      const PlumbGate *gate = g_ptr_array_index (dossier->evaluation->gates, i);
      PlumbSpan spans[] = { { PLUMB_STYLE_BODY, gate->title, FALSE },
                            { PLUMB_STYLE_BODY, "  ", FALSE },
                            { PLUMB_STYLE_SMALL_GREY, gate->reason, TRUE } };
      PlumbSign sign = PLUMB_SIGN_RING;
      PlumbColour colour = 0;

      choose_sign (gate->state, &sign, &colour);
      plumb_part_signed (flow, sign, colour, spans, G_N_ELEMENTS (spans), GATE_GAP);
    }
  plumb_flow_close_element (flow);
  plumb_flow_end_frame (flow);
}

static void
add_figures (const PlumbDossier *dossier)
{
  g_autoptr (GPtrArray) gates = g_ptr_array_new ();
  double measure = plumb_flow_get_measure (dossier->flow);
  double left = measure * COMPOSITE_SHARE, right = measure - left - COLUMN_GAP, height = 0;

  for (guint i = 0; i < dossier->evaluation->gates->len; i++)
    {
      PlumbSet *set
          = set_gate (dossier->flow, g_ptr_array_index (dossier->evaluation->gates, i), right - 2 * BOX_PAD - GATE_INDENT);
      g_ptr_array_add (gates, set);
      height += plumb_set_get_height (set) + GATE_GAP;
    }
  if (height < TALL_GATES * plumb_flow_get_page_height (dossier->flow))
    add_boxes (dossier, gates, left, right);
  else
    add_stacked (dossier);
}

/* --- decision ------------------------------------------------------------------------------------------------------------------- */

static char *
dup_decided (const PlumbDossier *dossier, const PlumbDecision *decision)
{
  GString *text = g_string_new (NULL);
  g_autofree char *date = plumb_dates_dup_date (&dossier->packet->dates, decision->at);
  g_autofree char *dissents = plumb_dossier_dup_people (dossier, decision->dissents);
  const char *decider = decision->decider == NULL ? "" : plumb_loop_get_person_name (dossier->loop, decision->decider);

  g_string_append (text, " · decided");
  if (*decider != '\0')
    g_string_append_printf (text, " by %s", decider);
  if (*date != '\0')
    g_string_append_printf (text, " on %s", date);
  if (dossier->packet->shows_policy)
    {
      g_string_append_printf (text, ". The outcome then: %s", plumb_outcome_to_label (decision->outcome));
      if (*decision->figures != '\0')
        g_string_append_printf (text, " (%s)", decision->figures);
      g_string_append_printf (text, ". %s%s", *dissents != '\0' ? "Dissent: " : "No dissent", dissents);
    }
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

static void
add_listed (PlumbFlow *flow, const char *label, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (plumb_part_is_blank (text))
    return;
  plumb_part_label (flow, label, 6);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_LIST, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!plumb_part_is_blank (lines[i]))
      plumb_part_signed (flow, PLUMB_SIGN_BULLET, PLUMB_COLOUR_GREY, &(PlumbSpan){ PLUMB_STYLE_BODY, lines[i], FALSE }, 1, 1);
  plumb_flow_close_element (flow);
}

static void
add_decision (const PlumbDossier *dossier)
{
  const PlumbDecision *decision = plumb_loop_get_decision (dossier->loop);
  PlumbFlow *flow = dossier->flow;

  plumb_part_heading (flow, "Decision", 0);
  plumb_flow_begin_frame (flow, PLUMB_FRAME_BOX, PLUMB_COLOUR_RULE, 7);
  if (decision == NULL)
    plumb_part_paragraph (flow, PLUMB_STYLE_BODY_GREY,
                          dossier->evaluation->withheld ? "Hidden as long as figures are." : "No decision has been recorded.", 0,
                          0);
  else
    {
      g_autofree char *decided = dup_decided (dossier, decision);
      PlumbSpan spans[] = { { PLUMB_STYLE_BODY_STRONG, plumb_decision_to_label (decision->value), FALSE },
                            { PLUMB_STYLE_BODY, decided, FALSE } };

      plumb_part_spans (flow, spans, G_N_ELEMENTS (spans), 0, 0);
      plumb_part_note (flow, PLUMB_STYLE_BODY_GREY, decision->rationale, 0, 1);
      plumb_part_labelled (flow, "Reason for deciding against the outcome", PLUMB_STYLE_BODY, decision->override_reason);
      add_listed (flow, "What is missing", plumb_decision_get_missing (decision));
      add_listed (flow, "Conditions", plumb_decision_get_conditions (decision));
    }
  plumb_flow_end_frame (flow);
}

void
plumb_dossier_add_cover (const PlumbDossier *dossier)
{
  g_return_if_fail (dossier != NULL);
  add_title (dossier);
  if (dossier->packet->shows_policy)
    add_figures (dossier);
  add_decision (dossier);
}
