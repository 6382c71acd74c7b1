/* pages-firmness.c - how firm the result is: sentences, and the composite without each card. */
#include "exports/chart.h"
#include "exports/pages-dossier.h"

#define GUTTER 20.0
#define ROW 13.0
#define NAME_SHARE 0.42
#define FIGURE_WIDTH 26.0
/* More cards than this have the column to themselves. */
#define MOST_BESIDE 12

static void
draw_bar (PlumbCanvas *canvas, double width, double height, gconstpointer data)
{
  plumb_chart_draw_bar (canvas, width, height, data);
}

static void
add_row (const PlumbDossier *dossier, const PlumbWithoutCard *without, double x, double y, double width)
{
  PlumbFlow *flow = dossier->flow;
  PlumbChartBar *bar = g_new0 (PlumbChartBar, 1);
  g_autofree char *name = plumb_dossier_dup_card_label (dossier, without->assignment);
  PlumbSpan span = { PLUMB_STYLE_SMALL, name, TRUE };
  double name_width = width * NAME_SHARE, bar_width = width - name_width - FIGURE_WIDTH - 8;
  PlumbSet *label = plumb_flow_set_spans (flow, &span, 1, name_width - 4);
  PlumbSet *figure = plumb_flow_set (flow, without->flips ? PLUMB_STYLE_SMALL_STRONG : PLUMB_STYLE_SMALL, without->composite.text,
                                     FIGURE_WIDTH);

  bar->figure = without->composite;
  bar->threshold = dossier->template->policy.bar / 100.0;
  bar->from = 1;
  bar->to = dossier->template->points;
  plumb_flow_add_set (flow, label, x, y);
  plumb_flow_add_picture (flow, draw_bar, bar, g_free, x + name_width, y + 0.5, bar_width, 10.6);
  plumb_flow_add_text (flow, figure, 0, 1, x + width - FIGURE_WIDTH, y, FIGURE_WIDTH, PLUMB_ALIGN_END, PLUMB_COLOUR_NONE);
  if (without->flips)
    plumb_flow_add_sign (flow, PLUMB_SIGN_CROSS, x + width - FIGURE_WIDTH - 7, y + 3.2, 5, PLUMB_COLOUR_ALARM);
}

/* The height of a row: a long name may take two lines. */
static double
measure_row (const PlumbDossier *dossier, const PlumbWithoutCard *without, double width)
{
  g_autofree char *name = plumb_dossier_dup_card_label (dossier, without->assignment);
  PlumbSpan span = { PLUMB_STYLE_SMALL, name, TRUE };
  g_autoptr (PlumbSet) set = plumb_set_new_spans (plumb_flow_get_type_case (dossier->flow), &span, 1, width * NAME_SHARE - 4);

  return MAX (ROW, plumb_set_get_height (set) + 1.4);
}

static char *
dup_chart_title (const PlumbDossier *dossier)
{
  g_autofree char *bar = plumb_dossier_dup_hundredths (dossier->template->policy.bar);

  return g_strdup_printf ("Composite without each card, bar at %s", bar);
}

static gboolean
flips_any (const PlumbEvaluation *evaluation)
{
  for (guint i = 0; i < evaluation->without_card->len; i++)
    if (((PlumbWithoutCard *)g_ptr_array_index (evaluation->without_card, i))->flips)
      return TRUE;
  return FALSE;
}

/* The chart in the right half of the coming strip. Answers its height. */
static double
add_chart (const PlumbDossier *dossier, double x, double width)
{
  g_autofree char *title = dup_chart_title (dossier);
  PlumbSet *label = plumb_flow_set (dossier->flow, PLUMB_STYLE_LABEL, title, width);
  double y = plumb_set_get_height (label) + 4;

  plumb_flow_add_set (dossier->flow, label, x, 0);
  for (guint i = 0; i < dossier->evaluation->without_card->len; i++)
    {
      const PlumbWithoutCard *without = g_ptr_array_index (dossier->evaluation->without_card, i);

      add_row (dossier, without, x, y, width);
      y += measure_row (dossier, without, width);
    }
  if (flips_any (dossier->evaluation))
    {
      PlumbSet *note = plumb_flow_set (dossier->flow, PLUMB_STYLE_SMALL_GREY,
                                       "A cross marks a card without which the outcome is another.", width);
      plumb_flow_add_set (dossier->flow, note, x, y + 2);
      y += plumb_set_get_height (note) + 2;
    }
  return y;
}

static void
add_beside (const PlumbDossier *dossier, GStrv sentences)
{
  PlumbFlow *flow = dossier->flow;
  double width = (plumb_flow_get_measure (flow) - GUTTER) / 2, y = 0, chart = 0;

  for (guint i = 0; sentences[i] != NULL; i++)
    {
      PlumbSpan span = { i == 0 ? PLUMB_STYLE_BODY : PLUMB_STYLE_BODY_GREY, sentences[i], TRUE };
      PlumbSet *set = plumb_flow_set_spans (flow, &span, 1, width);

      plumb_flow_add_set (flow, set, 0, y);
      y += plumb_set_get_height (set) + PLUMB_GAP_LINE;
    }
  chart = add_chart (dossier, width + GUTTER, width);
  plumb_flow_close (flow, 5, MAX (y, chart), PLUMB_STRIP_NORMAL);
}

static void
add_below (const PlumbDossier *dossier, GStrv sentences)
{
  PlumbFlow *flow = dossier->flow;
  g_autofree char *title = dup_chart_title (dossier);
  double width = plumb_flow_get_measure (flow);
  const GPtrArray *cards = dossier->evaluation->without_card;

  for (guint i = 0; sentences[i] != NULL; i++)
    plumb_part_spans (flow, &(PlumbSpan){ i == 0 ? PLUMB_STYLE_BODY : PLUMB_STYLE_BODY_GREY, sentences[i], TRUE }, 1, 0,
                      PLUMB_GAP_LINE);
  if (cards->len == 0)
    return;
  plumb_part_label (flow, title, PLUMB_GAP_BLOCK);
  for (guint i = 0; i < cards->len; i++)
    {
      add_row (dossier, g_ptr_array_index (cards, i), 0, 0, width);
      plumb_flow_close (flow, i == 0 ? 3 : 0, measure_row (dossier, g_ptr_array_index (cards, i), width), PLUMB_STRIP_NORMAL);
    }
}

void
plumb_dossier_add_firmness (const PlumbDossier *dossier)
{
  g_auto (GStrv) sentences = NULL;
  guint n_cards = 0;

  g_return_if_fail (dossier != NULL);
  if (!dossier->packet->shows_firmness)
    return;
  sentences = plumb_evaluation_dup_firmness_sentences (dossier->evaluation);
  n_cards = dossier->packet->shows_cards ? dossier->evaluation->without_card->len : 0;
  plumb_flow_add_anchor (dossier->flow, PLUMB_ANCHOR_FIRMNESS);
  plumb_part_heading (dossier->flow, "How firm is this?", 0);
  if (n_cards > 0 && n_cards <= MOST_BESIDE)
    add_beside (dossier, sentences);
  else
    add_below (dossier, sentences);
}
