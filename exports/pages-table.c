/* pages-table.c - tables. A row is cut into slices, one a line of text, so that a cell may be longer than a page; a short row is glued
 * whole. */
#include "exports/pages-parts.h"

#define CELL_PAD 4.0
#define COLUMN_GAP 12.0
#define MAX_COLUMNS 10
/* Rows of up to this many lines stay on one page. */
#define WHOLE_ROW 8

struct _PlumbTable
{
  PlumbFlow *flow;
  guint n;
  PlumbColumn columns[MAX_COLUMNS];
  double x[MAX_COLUMNS];
  double width[MAX_COLUMNS];
  GArray *rows; /* of guint: the first strip of each */
};

static void
add_row_rule (PlumbTable *table)
{
  plumb_flow_add_box (table->flow, plumb_flow_get_left (table->flow), 0, plumb_flow_get_measure (table->flow), 0.6,
                      &(PlumbBoxLook){ PLUMB_COLOUR_RULE, PLUMB_COLOUR_NONE, 0, FALSE });
}

/* Slice `line` of the row: that line of every cell which has so many. Answers its height. */
static double
add_slice (PlumbTable *table, PlumbSet **sets, const guint *cells, guint line, double y)
{
  double height = 0;

  for (guint i = 0; i < table->n; i++)
    {
      PlumbAlign align = table->columns[i].align;

      if (sets[i] == NULL || line >= plumb_set_get_n_lines (sets[i]))
        continue;
      /* Names stand below each other; only what takes lines goes to the side of its script. */
      if (align == PLUMB_ALIGN_START && plumb_set_get_n_lines (sets[i]) == 1)
        align = PLUMB_ALIGN_LEFT;
      plumb_flow_resume_element (table->flow, cells[i]);
      plumb_flow_add_text (table->flow, sets[i], line, 1, table->x[i], y, table->width[i], align, PLUMB_COLOUR_NONE);
      plumb_flow_close_element (table->flow);
      height = MAX (height, plumb_set_get_line_height (sets[i], line));
    }
  return height;
}

/* An element a cell, empty ones too: a row has as many as the table has columns. */
static void
open_row (PlumbTable *table, guint *cells, gboolean is_head)
{
  plumb_flow_open_element (table->flow, PLUMB_ELEMENT_ROW, NULL);
  for (guint i = 0; i < table->n; i++)
    {
      PlumbElementKind kind = is_head                                                         ? PLUMB_ELEMENT_COLUMN_HEAD
                              : table->columns[i].style == PLUMB_STYLE_SMALL_STRONG && i == 0 ? PLUMB_ELEMENT_ROW_HEAD
                                                                                              : PLUMB_ELEMENT_CELL;
      cells[i] = plumb_flow_open_element (table->flow, kind, NULL);
      plumb_flow_close_element (table->flow);
    }
}

static void
add_slices (PlumbTable *table, PlumbSet **sets, double space, gboolean is_head)
{
  guint n_lines = 1;
  guint cells[MAX_COLUMNS] = { 0 };

  open_row (table, cells, is_head);
  for (guint i = 0; i < table->n; i++)
    n_lines = MAX (n_lines, sets[i] == NULL ? 0 : plumb_set_get_n_lines (sets[i]));
  for (guint line = 0; line < n_lines; line++)
    {
      gboolean glued = line + 1 < n_lines && (n_lines <= WHOLE_ROW || line == 0 || line + 2 == n_lines);
      double top = line == 0 ? CELL_PAD : 0, height = 0;

      if (line == 0 && !is_head)
        add_row_rule (table);
      height = top + add_slice (table, sets, cells, line, top) + (line + 1 == n_lines ? CELL_PAD : 0);
      plumb_flow_close (table->flow, line == 0 ? space : 0, height, glued ? PLUMB_STRIP_KEEP : PLUMB_STRIP_NORMAL);
    }
  plumb_flow_close_element (table->flow);
}

PlumbTable *
plumb_table_begin (PlumbFlow *flow, const PlumbColumn *columns, guint n_columns, double space)
{
  PlumbTable *table = g_new0 (PlumbTable, 1);
  PlumbSet *sets[MAX_COLUMNS] = { NULL };
  double left = plumb_flow_get_left (flow), shares = 0;
  double width = plumb_flow_get_measure (flow) - (n_columns - 1) * COLUMN_GAP;

  g_assert (n_columns > 0 && n_columns <= MAX_COLUMNS);
  table->flow = flow;
  table->n = n_columns;
  table->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n_columns; i++)
    shares += columns[i].share;
  for (guint i = 0; i < n_columns; i++)
    {
      table->columns[i] = columns[i];
      table->x[i] = left;
      table->width[i] = width * columns[i].share / shares;
      left += table->width[i] + COLUMN_GAP;
      sets[i] = plumb_flow_set (flow, PLUMB_STYLE_LABEL, columns[i].title, table->width[i]);
    }
  plumb_flow_open_element (flow, PLUMB_ELEMENT_TABLE, NULL);
  plumb_flow_begin_head (flow);
  add_slices (table, sets, space, TRUE);
  plumb_flow_end_head (flow);
  return table;
}

void
plumb_table_add_row (PlumbTable *table, const char *const *cells)
{
  PlumbSet *sets[MAX_COLUMNS] = { NULL };
  guint start = 0;

  g_return_if_fail (table != NULL && cells != NULL);
  start = plumb_flow_get_n_strips (table->flow);
  g_array_append_val (table->rows, start);
  for (guint i = 0; i < table->n; i++)
    if (cells[i] != NULL && cells[i][0] != '\0')
      sets[i] = plumb_flow_set (table->flow, table->columns[i].style, cells[i], table->width[i]);
  add_slices (table, sets, 0, FALSE);
}

void
plumb_table_end (PlumbTable *table)
{
  g_return_if_fail (table != NULL);
  plumb_part_keep_ends (table->flow, table->rows);
  g_array_unref (table->rows);
  plumb_flow_end_table (table->flow);
  plumb_flow_close_element (table->flow);
  g_free (table);
}
