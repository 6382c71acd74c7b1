/* pages-matrix.c - evidence by competency: a row a competency, a column a submitted card, the panel's figure, shadows apart.
 *
 * A cell's colour is always under its number. More cards than fit beside each other go on in a second matrix below.
 */
#include "app/text.h"
#include "exports/chart.h"
#include "exports/pages-dossier.h"

#define NAME_WIDTH 124.0
#define NARROW_NAME 100.0 /* when that saves a second matrix */
#define WEIGHT_WIDTH 32.0
#define MIN_CELL 35.0
#define MAX_CELL 58.0
#define MAX_NEED 44.0
#define CELL_GAP 2.0
#define HEAD_GAP 1.5
/* A matrix up to this part of the page is kept whole. */
#define SHORT_MATRIX 0.45
#define SHORT_LIST 8 /* lines */
#define MIN_ROW 22.0
#define ROW_GAP 3.0
#define MAX_COLUMNS 64
#define SPLIT_SIZE 4.2

typedef enum
{
  COLUMN_CARD,
  COLUMN_PANEL,
  COLUMN_SHADOW
} ColumnKind;

typedef struct
{
  ColumnKind kind;
  const PlumbAssignment *assignment; /* NULL: the panel */
} Column;

typedef struct
{
  const PlumbDossier *dossier;
  GArray *columns; /* of Column */
  guint first, n;  /* those of the matrix at hand */
  double name;     /* width of the first column */
  double left;     /* of the first cell */
  double cell;     /* width of one, with its gap */
} Grid;

static void
collect_columns (const PlumbDossier *dossier, GArray *columns)
{
  const GPtrArray *assignments = dossier->loop->assignments;
  Column panel = { COLUMN_PANEL, NULL };

  for (guint i = 0; dossier->packet->shows_cards && i < assignments->len; i++)
    {
      Column column = { COLUMN_CARD, g_ptr_array_index (assignments, i) };
      if (plumb_dossier_shows_card (column.assignment) && plumb_assignment_is_counted (column.assignment))
        g_array_append_val (columns, column);
    }
  g_array_append_val (columns, panel);
  for (guint i = 0; dossier->packet->shows_cards && i < assignments->len; i++)
    {
      Column column = { COLUMN_SHADOW, g_ptr_array_index (assignments, i) };
      if (plumb_dossier_shows_card (column.assignment) && !plumb_assignment_is_counted (column.assignment))
        g_array_append_val (columns, column);
    }
}

static double
get_cell_x (const Grid *grid, guint index)
{
  return grid->left + (index - grid->first) * grid->cell;
}

/* --- heads ---------------------------------------------------------------------------------------------------------------------- */

/* The panelist's name as it fits above a column: short, or by initials. */
static char *
dup_column_name (const PlumbDossier *dossier, const PlumbAssignment *assignment, double width)
{
  char *name = plumb_dossier_dup_short_name (dossier, assignment);
  g_auto (GStrv) words = g_strsplit (name, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (PlumbSet) set = plumb_set_new (plumb_flow_get_type_case (dossier->flow), PLUMB_STYLE_TINY, words[i], 1000);

      if (plumb_set_get_width (set) > width)
        {
          g_free (name);
          return plumb_text_dup_initials (plumb_dossier_get_panelist (dossier, assignment));
        }
    }
  return name;
}

static PlumbSet *
set_column_head (const Grid *grid, const Column *column)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (column->kind == COLUMN_PANEL)
    return plumb_flow_set (grid->dossier->flow, PLUMB_STYLE_TINY, "Panel", grid->cell - CELL_GAP);
  name = dup_column_name (grid->dossier, column->assignment, grid->cell - HEAD_GAP);
  text = g_strdup_printf ("%s\n%s%s", name, plumb_dossier_get_stage_short (grid->dossier, column->assignment),
                          column->kind == COLUMN_SHADOW ? "\n(shadow)" : "");
  return plumb_flow_set (grid->dossier->flow, PLUMB_STYLE_TINY, text, grid->cell - HEAD_GAP);
}

static void
add_head_cell (PlumbFlow *flow, const char *text, double x, double y, double width)
{
  plumb_flow_open_element (flow, PLUMB_ELEMENT_COLUMN_HEAD, NULL);
  plumb_flow_add_set (flow, plumb_flow_set (flow, PLUMB_STYLE_TINY, text, width), x, y);
  plumb_flow_close_element (flow);
}

/* The head of a card's column leads to the card. */
static void
add_column_head (const Grid *grid, guint index, PlumbSet *set, double height)
{
  const Column *column = &g_array_index (grid->columns, Column, index);
  PlumbFlow *flow = grid->dossier->flow;
  double x = get_cell_x (grid, index), width = grid->cell - CELL_GAP;
  gboolean leads = column->assignment != NULL && grid->dossier->packet->shows_scorecards;

  plumb_flow_open_element (flow, PLUMB_ELEMENT_COLUMN_HEAD, NULL);
  if (leads)
    plumb_flow_open_element (flow, PLUMB_ELEMENT_LINK, NULL);
  plumb_flow_add_text (flow, set, 0, plumb_set_get_n_lines (set), x, height - plumb_set_get_height (set), width,
                       PLUMB_ALIGN_CENTRE, column->kind == COLUMN_PANEL ? PLUMB_COLOUR_INK : PLUMB_COLOUR_NONE);
  if (leads)
    {
      g_autofree char *anchor = plumb_dossier_dup_anchor (column->assignment);
      g_autofree char *title
          = g_strdup_printf ("Scorecard of %s", plumb_dossier_get_panelist (grid->dossier, column->assignment));

      plumb_flow_add_link (flow, x, 0, width, height, anchor, title);
      plumb_flow_close_element (flow);
    }
  plumb_flow_close_element (flow);
}

static void
add_head (const Grid *grid, double space)
{
  PlumbFlow *flow = grid->dossier->flow;
  PlumbSet *sets[MAX_COLUMNS] = { NULL };
  double height = 0;

  for (guint i = 0; i < grid->n; i++)
    {
      sets[i] = set_column_head (grid, &g_array_index (grid->columns, Column, grid->first + i));
      height = MAX (height, plumb_set_get_height (sets[i]));
    }
  plumb_flow_begin_head (flow);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_ROW, NULL);
  add_head_cell (flow, "Competency", 0, height - 8.8, grid->name);
  if (grid->dossier->packet->shows_policy)
    add_head_cell (flow, "Weight", grid->name, height - 8.8, WEIGHT_WIDTH);
  for (guint i = 0; i < grid->n; i++)
    add_column_head (grid, grid->first + i, sets[i], height);
  plumb_flow_close_element (flow);
  plumb_flow_close (flow, space, height + 4, PLUMB_STRIP_KEEP);
  plumb_flow_end_head (flow);
}

/* --- cells ---------------------------------------------------------------------------------------------------------------------- */

static void
add_number (PlumbFlow *flow, const char *text, double x, double width, double height, PlumbColour ink, gboolean split)
{
  PlumbSet *set = plumb_flow_set (flow, PLUMB_STYLE_CELL, text, 1000);
  double shift = split ? -(SPLIT_SIZE + 2) / 2 : 0;

  plumb_flow_add_text (flow, set, 0, 1, x + shift, (height - plumb_set_get_line_height (set, 0)) / 2, width, PLUMB_ALIGN_CENTRE,
                       ink);
  if (split)
    plumb_flow_add_sign (flow, PLUMB_SIGN_SPLIT, x + shift + (width + plumb_set_get_width (set)) / 2 + 2,
                         (height - SPLIT_SIZE) / 2, SPLIT_SIZE, ink);
}

static void
add_cell (const Grid *grid, guint index, const PlumbFigure *figure, gboolean split, double height)
{
  const Column *column = &g_array_index (grid->columns, Column, index);
  PlumbBoxLook look = { PLUMB_COLOUR_WASH, PLUMB_COLOUR_NONE, 4, FALSE };
  double x = get_cell_x (grid, index), width = grid->cell - CELL_GAP;
  guint32 ink = PLUMB_COLOUR_GREY;
  g_autofree char *alt = NULL;

  if (figure != NULL && figure->defined && column->kind == COLUMN_SHADOW)
    {
      look = (PlumbBoxLook){ PLUMB_COLOUR_NONE, PLUMB_COLOUR_GREY, 4, TRUE };
      ink = PLUMB_COLOUR_INK;
    }
  else if (figure != NULL && figure->defined)
    plumb_chart_get_score_colours (figure->value, grid->dossier->template->points, &look.fill, &ink);
  if (split)
    alt = g_strdup_printf ("%s, one end of a disagreement", figure->text);
  plumb_flow_open_element (grid->dossier->flow, PLUMB_ELEMENT_CELL, alt);
  plumb_flow_add_box (grid->dossier->flow, x, 0, width, height, &look);
  add_number (grid->dossier->flow, figure != NULL && figure->defined ? figure->text : "–", x, width, height, ink, split);
  plumb_flow_close_element (grid->dossier->flow);
}

/* Is this one of the two ends of a disagreement? */
static gboolean
is_extreme (const PlumbCompetencyResult *result, const PlumbCardScore *card)
{
  gboolean lowest = TRUE, highest = TRUE;

  if (!result->split || card == NULL || !card->counted)
    return FALSE;
  for (guint i = 0; i < result->cards->len; i++)
    {
      const PlumbCardScore *other = g_ptr_array_index (result->cards, i);
      if (!other->counted)
        continue;
      lowest = lowest && other->score.value >= card->score.value;
      highest = highest && other->score.value <= card->score.value;
    }
  return lowest || highest;
}

/* Answers the height. */
static double
add_row (const Grid *grid, const PlumbCompetencyResult *result)
{
  PlumbFlow *flow = grid->dossier->flow;
  PlumbSet *name = plumb_flow_set (flow, PLUMB_STYLE_SMALL_STRONG, result->competency->name, grid->name - 8);
  double height = MAX (MIN_ROW, plumb_set_get_height (name) + 3);

  plumb_flow_open_element (flow, PLUMB_ELEMENT_ROW, NULL);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_ROW_HEAD, NULL);
  plumb_flow_add_set (flow, name, 0, (height - plumb_set_get_height (name)) / 2);
  plumb_flow_close_element (flow);
  if (grid->dossier->packet->shows_policy)
    {
      g_autofree char *share = plumb_dossier_dup_share (result->share);
      PlumbSet *set = plumb_flow_set (flow, PLUMB_STYLE_SMALL_GREY, share, WEIGHT_WIDTH);
      plumb_flow_open_element (flow, PLUMB_ELEMENT_CELL, NULL);
      plumb_flow_add_set (flow, set, grid->name, (height - plumb_set_get_height (set)) / 2);
      plumb_flow_close_element (flow);
    }
  for (guint i = grid->first; i < grid->first + grid->n; i++)
    {
      const Column *column = &g_array_index (grid->columns, Column, i);
      const PlumbCardScore *card
          = column->assignment == NULL ? NULL : plumb_competency_result_get_card (result, column->assignment);

      if (column->kind == COLUMN_PANEL)
        add_cell (grid, i, &result->score, FALSE, height);
      else
        add_cell (grid, i, card == NULL ? NULL : &card->score, is_extreme (result, card), height);
    }
  plumb_flow_close_element (flow);
  plumb_flow_close (flow, ROW_GAP, height, PLUMB_STRIP_NORMAL);
  return height + ROW_GAP;
}

/* --- around the matrix ---------------------------------------------------------------------------------------------------------- */

static void
add_legend (const PlumbDossier *dossier, const GArray *columns)
{
  GString *text = g_string_new (NULL);
  gboolean shadows = FALSE, splits = FALSE;

  for (guint i = 0; i < columns->len; i++)
    shadows = shadows || g_array_index (columns, Column, i).kind == COLUMN_SHADOW;
  for (guint i = 0; dossier->packet->shows_cards && i < dossier->evaluation->competencies->len; i++)
    splits = splits || ((PlumbCompetencyResult *)g_ptr_array_index (dossier->evaluation->competencies, i))->split;
  if (splits)
    {
      plumb_flow_add_sign (dossier->flow, PLUMB_SIGN_SPLIT, 0, 3.8, SPLIT_SIZE, PLUMB_COLOUR_GREY);
      g_string_append (text, "    marks panelists who differ by half of the scale or more. ");
    }
  g_string_append (text, "– no score; never counted as zero.");
  if (shadows)
    g_string_append (text, " Dashed: a shadow's score, in no figure.");
  plumb_flow_keep_last (dossier->flow);
  plumb_part_paragraph (dossier->flow, PLUMB_STYLE_SMALL_GREY, text->str, 0, 5);
  g_string_free (text, TRUE);
}

static void
add_end (const PlumbDossier *dossier, GString *text, const PlumbCompetencyResult *result, gboolean low)
{
  const PlumbCardScore *end = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < result->cards->len; i++)
    {
      const PlumbCardScore *card = g_ptr_array_index (result->cards, i);
      if (card->counted && (end == NULL || (low ? card->score.value < end->score.value : card->score.value > end->score.value)))
        end = card;
    }
  if (end == NULL)
    return;
  name = plumb_dossier_dup_short_name (dossier, end->assignment);
  g_string_append_printf (text, "%s from %s (%s)", end->score.text, name,
                          plumb_dossier_get_stage_short (dossier, end->assignment));
}

static gboolean
is_split (const PlumbCompetencyResult *result)
{
  return result->split && result->cards->len > 0;
}

static void
add_disagreement (const PlumbDossier *dossier, const PlumbCompetencyResult *result)
{
  g_autoptr (GString) text = g_string_new ("  ");
  PlumbSpan spans[2] = { { PLUMB_STYLE_BODY_STRONG, result->competency->name, FALSE } };

  add_end (dossier, text, result, TRUE);
  g_string_append (text, " against ");
  add_end (dossier, text, result, FALSE);
  g_string_append_printf (text, ": %s apart.", result->spread.text);
  spans[1] = (PlumbSpan){ PLUMB_STYLE_BODY, text->str, FALSE };
  plumb_part_signed (dossier->flow, PLUMB_SIGN_SPLIT, PLUMB_COLOUR_WARN, spans, 2, PLUMB_GAP_LINE);
}

/* A short list is kept whole, under its heading. */
static void
add_disagreements (const PlumbDossier *dossier)
{
  static const PlumbSpan votes[] = { { PLUMB_STYLE_BODY_STRONG, "Votes", FALSE },
                                     { PLUMB_STYLE_BODY, "  fall on both sides; each is listed under Votes.", FALSE } };
  PlumbFlow *flow = dossier->flow;
  gboolean any = dossier->evaluation->votes_split;
  guint first = 0;

  for (guint i = 0; i < dossier->evaluation->competencies->len; i++)
    any = any || is_split (g_ptr_array_index (dossier->evaluation->competencies, i));
  if (!any || !dossier->packet->shows_cards)
    return;
  plumb_part_heading (flow, "Where panelists differ", 0);
  first = plumb_flow_get_n_strips (flow);
  plumb_flow_open_element (flow, PLUMB_ELEMENT_LIST, NULL);
  for (guint i = 0; i < dossier->evaluation->competencies->len; i++)
    if (is_split (g_ptr_array_index (dossier->evaluation->competencies, i)))
      add_disagreement (dossier, g_ptr_array_index (dossier->evaluation->competencies, i));
  if (dossier->evaluation->votes_split)
    plumb_part_signed (flow, PLUMB_SIGN_SPLIT, PLUMB_COLOUR_WARN, votes, 2, PLUMB_GAP_LINE);
  plumb_flow_close_element (flow);
  if (plumb_flow_get_n_strips (flow) - first <= SHORT_LIST)
    plumb_flow_keep (flow, first, plumb_flow_get_n_strips (flow) - 1);
}

/* The narrowest cell that takes every word above a column, within reason. */
static double
measure_cell (const PlumbDossier *dossier, const GArray *columns)
{
  double width = MIN_CELL;

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      const char *stage = column->assignment == NULL ? "" : plumb_dossier_get_stage_short (dossier, column->assignment);
      g_auto (GStrv) words = g_strsplit (stage, " ", -1);

      for (guint j = 0; words[j] != NULL; j++)
        {
          g_autoptr (PlumbSet) set = plumb_set_new (plumb_flow_get_type_case (dossier->flow), PLUMB_STYLE_TINY, words[j], 1000);
          width = MAX (width, plumb_set_get_width (set) + HEAD_GAP);
        }
    }
  return MIN (width, MAX_NEED);
}

/* One matrix of as many columns as the grid says. */
static void
add_part (const Grid *grid, double space)
{
  const PlumbDossier *dossier = grid->dossier;
  guint first = 0;
  double height = 0;

  plumb_flow_open_element (dossier->flow, PLUMB_ELEMENT_TABLE, NULL);
  add_head (grid, space);
  first = plumb_flow_get_n_strips (dossier->flow);
  for (guint i = 0; i < dossier->evaluation->competencies->len; i++)
    height += add_row (grid, g_ptr_array_index (dossier->evaluation->competencies, i));
  if (height < SHORT_MATRIX * plumb_flow_get_page_height (dossier->flow))
    plumb_flow_keep (dossier->flow, first, plumb_flow_get_n_strips (dossier->flow) - 1);
  plumb_flow_end_table (dossier->flow);
  plumb_flow_close_element (dossier->flow);
}

void
plumb_dossier_add_matrix (const PlumbDossier *dossier)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  Grid grid = { .dossier = dossier, .columns = columns };
  double room = 0, need = 0, weight = 0;
  guint most = 0;

  g_return_if_fail (dossier != NULL);
  /* Without the cards it would say no more than the profile. */
  if (!dossier->packet->shows_cards && !dossier->evaluation->withheld)
    return;
  collect_columns (dossier, columns);
  need = measure_cell (dossier, columns);
  weight = dossier->packet->shows_policy ? WEIGHT_WIDTH : 0;
  room = plumb_flow_get_measure (dossier->flow) - weight + CELL_GAP;
  grid.name = columns->len * need > room - NAME_WIDTH && columns->len * need <= room - NARROW_NAME ? NARROW_NAME : NAME_WIDTH;
  grid.left = grid.name + weight;
  room -= grid.name;
  most = MIN (MAX_COLUMNS, (guint)(room / need));
  plumb_flow_add_anchor (dossier->flow, PLUMB_ANCHOR_MATRIX);
  plumb_part_heading (dossier->flow, "Evidence by competency", 0);
  if (dossier->evaluation->withheld)
    {
      plumb_part_paragraph (dossier->flow, PLUMB_STYLE_BODY_GREY, "Hidden as long as figures are.", 0, 5);
      return;
    }
  for (grid.first = 0; grid.first < columns->len; grid.first += grid.n)
    {
      guint n_parts = (columns->len - grid.first + most - 1) / most;

      grid.n = (columns->len - grid.first + n_parts - 1) / n_parts;
      grid.cell = columns->len <= most ? MIN (room / grid.n, MAX_CELL) : room / grid.n;
      add_part (&grid, grid.first == 0 ? 6 : 12);
    }
  add_legend (dossier, columns);
  add_disagreements (dossier);
}
