/* pages-profile.c - the profile: each competency on the scale, with the scorecards it comes from, and the composite with its bounds. */
#include "exports/chart.h"
#include "exports/pages-dossier.h"

#define NAME_WIDTH 156.0
#define FIGURE_WIDTH 34.0
#define RANGE_WIDTH 84.0
#define GAP 10.0
#define ROW 17.0
#define SCALE_HEIGHT 12.0

/* A span with its marks, as one thing that the flow can own. */
typedef struct
{
  PlumbChartSpan span;
  double marks[];
} Picture;

static void
draw (PlumbCanvas *canvas, double width, double height, gconstpointer data)
{
  plumb_chart_draw_span (canvas, width, height, &((const Picture *)data)->span);
}

static double
get_chart_width (const PlumbDossier *dossier)
{
  return plumb_flow_get_measure (dossier->flow) - NAME_WIDTH - FIGURE_WIDTH - RANGE_WIDTH - 2 * GAP;
}

static Picture *
picture_new (const PlumbDossier *dossier, guint n_marks)
{
  Picture *picture = g_malloc0 (sizeof *picture + n_marks * sizeof (double));

  picture->span.marks = picture->marks;
  picture->span.from = 1;
  picture->span.to = dossier->template->points;
  picture->span.threshold = dossier->packet->shows_policy ? dossier->template->policy.bar / 100.0 : 0;
  return picture;
}

/* --- rows ----------------------------------------------------------------------------------------------------------------------- */

static void
add_cell (PlumbFlow *flow, PlumbElementKind kind, PlumbStyle style, const char *text, double x, double height, double width)
{
  PlumbSet *set = plumb_flow_set (flow, style, text, width);

  plumb_flow_open_element (flow, kind, NULL);
  plumb_flow_add_set (flow, set, x, (height - plumb_set_get_height (set)) / 2);
  plumb_flow_close_element (flow);
}

static void
add_row (const PlumbDossier *dossier, PlumbStyle style, const char *name, const PlumbFigure *figure, const char *range,
         Picture *picture)
{
  PlumbFlow *flow = dossier->flow;
  double chart = get_chart_width (dossier);
  g_autoptr (PlumbSet) set = plumb_set_new (plumb_flow_get_type_case (flow), style, name, NAME_WIDTH - 8);
  double height = MAX (ROW, plumb_set_get_height (set) + 3);

  plumb_flow_open_element (flow, PLUMB_ELEMENT_ROW, NULL);
  add_cell (flow, PLUMB_ELEMENT_ROW_HEAD, style, name, 0, height, NAME_WIDTH - 8);
  /* The chart says what stands beside it. */
  plumb_flow_open_element (flow, PLUMB_ELEMENT_CELL, NULL);
  plumb_flow_add_picture (flow, draw, picture, g_free, NAME_WIDTH, 0, chart, height);
  plumb_flow_close_element (flow);
  add_cell (flow, PLUMB_ELEMENT_CELL, PLUMB_STYLE_SMALL_STRONG, figure->text, NAME_WIDTH + chart + GAP, height, FIGURE_WIDTH);
  add_cell (flow, PLUMB_ELEMENT_CELL, PLUMB_STYLE_SMALL_GREY, range, NAME_WIDTH + chart + FIGURE_WIDTH + 2 * GAP, height,
            RANGE_WIDTH);
  plumb_flow_close_element (flow);
  plumb_flow_close (flow, 0, height, PLUMB_STRIP_NORMAL);
}

/* From the lowest to the highest counted card: borrowed. */
static void
find_ends (const PlumbCompetencyResult *result, const PlumbFigure **low, const PlumbFigure **high)
{
  for (guint i = 0; i < result->cards->len; i++)
    {
      const PlumbCardScore *card = g_ptr_array_index (result->cards, i);

      if (!card->counted)
        continue;
      *low = *low == NULL || card->score.value < (*low)->value ? &card->score : *low;
      *high = *high == NULL || card->score.value > (*high)->value ? &card->score : *high;
    }
}

static void
add_competency (const PlumbDossier *dossier, const PlumbCompetencyResult *result)
{
  guint n_cards = dossier->packet->shows_cards ? result->cards->len : 0;
  Picture *picture = picture_new (dossier, n_cards);
  const PlumbFigure *low = NULL, *high = NULL;
  g_autofree char *range = NULL;

  picture->span.figure = result->score;
  for (guint i = 0; i < n_cards; i++)
    {
      const PlumbCardScore *card = g_ptr_array_index (result->cards, i);
      if (card->counted)
        picture->marks[picture->span.n_marks++] = card->score.value;
    }
  if (dossier->packet->shows_cards)
    find_ends (result, &low, &high);
  if (!result->score.defined)
    {
      picture->span.open = TRUE;
      picture->span.low = picture->span.from;
      picture->span.high = picture->span.to;
      range = g_strdup ("no score yet");
    }
  else if (low != NULL)
    {
      picture->span.low = low->value;
      picture->span.high = high->value;
      range = picture->span.n_marks == 1            ? g_strdup ("one scorecard")
              : g_str_equal (low->text, high->text) ? g_strdup_printf ("all %s", low->text)
                                                    : g_strdup_printf ("%s to %s", low->text, high->text);
    }
  add_row (dossier, PLUMB_STYLE_SMALL, result->competency->name, &result->score, range != NULL ? range : "", picture);
}

static void
add_composite (const PlumbDossier *dossier)
{
  const PlumbEvaluation *evaluation = dossier->evaluation;
  Picture *picture = picture_new (dossier, 0);
  g_autofree char *range = NULL;

  picture->span.figure = evaluation->composite;
  picture->span.open = TRUE;
  if (evaluation->low.defined && evaluation->high.defined)
    {
      picture->span.low = evaluation->low.value;
      picture->span.high = evaluation->high.value;
      range = g_str_equal (evaluation->low.text, evaluation->high.text)
                  ? g_strdup ("nothing is missing")
                  : g_strdup_printf ("bounds %s to %s", evaluation->low.text, evaluation->high.text);
    }
  plumb_part_rule (dossier->flow, 2);
  add_row (dossier, PLUMB_STYLE_SMALL_STRONG, "Composite", &evaluation->composite, range != NULL ? range : "", picture);
}

/* --- around the rows ------------------------------------------------------------------------------------------------------------ */

static void
add_head (PlumbFlow *flow, const char *text, double x, double width)
{
  add_cell (flow, PLUMB_ELEMENT_COLUMN_HEAD, PLUMB_STYLE_TINY, text, x, SCALE_HEIGHT, width);
}

/* The points of the scale above the chart. */
static void
add_points (const PlumbDossier *dossier)
{
  PlumbFlow *flow = dossier->flow;
  double chart = get_chart_width (dossier), step = (chart - 7.2) / (dossier->template->points - 1);

  plumb_flow_open_element (flow, PLUMB_ELEMENT_COLUMN_HEAD, NULL);
  for (int point = 1; point <= dossier->template->points; point++)
    {
      g_autofree char *label = dossier->template->points <= 4
                                   ? g_strdup_printf ("%d %s", point, plumb_template_get_point_label (dossier->template, point))
                                   : g_strdup_printf ("%d", point);
      PlumbSet *set = plumb_flow_set (flow, PLUMB_STYLE_TINY, label, 200);
      double width = plumb_set_get_width (set), x = NAME_WIDTH + 3.6 + (point - 1) * step - width / 2;

      plumb_flow_open_element (flow, PLUMB_ELEMENT_PARAGRAPH, NULL);
      plumb_flow_add_set (flow, set, CLAMP (x, NAME_WIDTH, NAME_WIDTH + chart - width),
                          (SCALE_HEIGHT - plumb_set_get_height (set)) / 2);
      plumb_flow_close_element (flow);
    }
  plumb_flow_close_element (flow);
}

static void
add_scale (const PlumbDossier *dossier)
{
  PlumbFlow *flow = dossier->flow;
  double right = NAME_WIDTH + get_chart_width (dossier) + GAP;

  plumb_flow_begin_head (flow);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_ROW, NULL);
  add_head (flow, "Competency", 0, NAME_WIDTH - 8);
  add_points (dossier);
  add_head (flow, "Panel", right, FIGURE_WIDTH);
  add_head (flow, dossier->packet->shows_cards ? "Range" : "", right + FIGURE_WIDTH + GAP, RANGE_WIDTH);
  plumb_flow_close_element (flow);
  plumb_flow_close (flow, 5, SCALE_HEIGHT, PLUMB_STRIP_KEEP);
  plumb_flow_end_head (flow);
}

static void
add_legend (const PlumbDossier *dossier)
{
  g_autoptr (GString) text = g_string_new ("Filled dot: the panel.");
  g_autofree char *bar = plumb_dossier_dup_hundredths (dossier->template->policy.bar);

  if (dossier->packet->shows_cards)
    g_string_append (text, " Open dots: scorecards, the band from the lowest to the highest.");
  if (dossier->packet->shows_policy)
    g_string_append_printf (text, " Line: the bar, %s. Dashed: how far the figure may still move.", bar);
  plumb_flow_keep_last (dossier->flow);
  plumb_part_paragraph (dossier->flow, PLUMB_STYLE_SMALL_GREY, text->str, 0, 5);
}

void
plumb_dossier_add_profile (const PlumbDossier *dossier)
{
  guint first = 0;

  g_return_if_fail (dossier != NULL);
  if (dossier->evaluation->withheld)
    return;
  plumb_flow_add_anchor (dossier->flow, PLUMB_ANCHOR_PROFILE);
  plumb_part_heading (dossier->flow, dossier->packet->shows_cards ? "Profile" : "Scores by competency", 1);
  first = plumb_flow_get_n_strips (dossier->flow);
  plumb_flow_open_element (dossier->flow, PLUMB_ELEMENT_TABLE, NULL);
  add_scale (dossier);
  for (guint i = 0; i < dossier->evaluation->competencies->len; i++)
    add_competency (dossier, g_ptr_array_index (dossier->evaluation->competencies, i));
  if (dossier->packet->shows_policy)
    add_composite (dossier);
  plumb_flow_end_table (dossier->flow);
  plumb_flow_close_element (dossier->flow);
  if (plumb_flow_get_n_strips (dossier->flow) - first < 16)
    plumb_flow_keep (dossier->flow, first, plumb_flow_get_n_strips (dossier->flow) - 1);
  add_legend (dossier);
}
