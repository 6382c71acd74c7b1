/* xlsx-chart.c - the comparison's picture on a sheet of its own: a column a candidate or, for too many of them, how their composites are
 * distributed. */
#include "exports/xlsx-sheets.h"

#include "exports/xlsx-style.h"

#define SUMMARY(xlsx) (&(xlsx)->book->sheets[PLUMB_SHEET_SUMMARY])

static int
get_points (const PlumbXlsx *xlsx)
{
  int points = 0;

  for (guint i = 0; i < xlsx->templates->len; i++)
    points = MAX (points, ((PlumbXlsxTemplate *)g_ptr_array_index (xlsx->templates, i))->template->points);
  return points;
}

/* The library does not quote a sheet whose name looks like a cell's, as some candidates' do: "AB12". */
lxw_chart_series *
plumb_xlsx_add_series (lxw_chart *chart, const PlumbSheet *sheet, guint names, guint values, PlumbSpan rows)
{
  g_autofree char *name_range = plumb_xlsx_dup_range (sheet, names, rows);
  g_autofree char *value_range = plumb_xlsx_dup_range (sheet, values, rows);
  g_autofree char *categories = g_strconcat ("=", name_range, NULL);
  g_autofree char *numbers = g_strconcat ("=", value_range, NULL);

  return chart_add_series (chart, categories, numbers);
}

/* A chart for the sheet of its own, which takes it once it has series. NULL, and noted, when there is no memory. */
static lxw_chart *
add_chart (PlumbXlsx *xlsx, const PlumbSheet *sheet, lxw_chart_type type, const char *title)
{
  lxw_chart *chart = xlsx->chartsheet != NULL ? workbook_add_chart (xlsx->book->workbook, type) : NULL;
  lxw_chart_line grid = { .color = PLUMB_COLOUR_RULE, .width = 0.75 };
  lxw_chart_font font = { .size = 16, .bold = LXW_TRUE };

  if (chart == NULL)
    {
      plumb_book_note (xlsx->book, sheet, LXW_ERROR_MEMORY_MALLOC_FAILED);
      return NULL;
    }
  chart_title_set_name (chart, title);
  chart_title_set_name_font (chart, &font);
  chart_axis_major_gridlines_set_line (chart->y_axis, &grid);
  return chart;
}

/* One of the three marks of a candidate. */
static void
add_marks (PlumbXlsx *xlsx, lxw_chart *chart, guint column, const char *name, guint8 type, guint8 size, guint32 colour)
{
  const PlumbSheet *sheet = SUMMARY (xlsx);
  const PlumbSpan rows = { sheet->head + 2, sheet->next };
  lxw_chart_series *series = plumb_xlsx_add_series (chart, sheet, PLUMB_SUMMARY_COLUMN_CANDIDATE, column, rows);
  lxw_chart_line no_line = { .color = 0xFFFFFF, .none = LXW_TRUE };
  lxw_chart_line edge = { .color = colour };
  lxw_chart_fill fill = { .color = colour };

  if (series == NULL)
    {
      plumb_book_note (xlsx->book, sheet, LXW_ERROR_MEMORY_MALLOC_FAILED);
      return;
    }
  chart_series_set_name (series, name);
  chart_series_set_line (series, &no_line);
  chart_series_set_marker_type (series, type);
  chart_series_set_marker_size (series, size);
  chart_series_set_marker_line (series, &edge);
  chart_series_set_marker_fill (series, &fill);
  if (column != PLUMB_SUMMARY_COLUMN_COMPOSITE)
    return;
  chart_series_set_labels (series);
  chart_series_set_labels_num_format (series, "0.00");
  chart_series_set_labels_position (series, LXW_CHART_LABEL_POSITION_RIGHT);
}

/* A composite is drawn within what missing evidence leaves open: one that rests on little shows it. */
static void
add_candidate_chart (PlumbXlsx *xlsx)
{
  guint low = plumb_xlsx_get_bounds_column (xlsx);
  lxw_chart *chart = add_chart (xlsx, SUMMARY (xlsx), LXW_CHART_LINE, "Composite by candidate");
  lxw_chart_line range = { .color = 0x9DB8B5, .width = 2.25 };

  if (chart == NULL)
    return;
  add_marks (xlsx, chart, low + 1, "Highest possible", LXW_CHART_MARKER_SQUARE, 5, 0x9DB8B5);
  add_marks (xlsx, chart, low, "Lowest possible", LXW_CHART_MARKER_SQUARE, 5, 0x9DB8B5);
  add_marks (xlsx, chart, PLUMB_SUMMARY_COLUMN_COMPOSITE, "Composite", LXW_CHART_MARKER_DIAMOND, 11, 0x25636B);
  chart_set_high_low_lines (chart, &range);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  chart_axis_set_min (chart->y_axis, 1);
  chart_axis_set_max (chart->y_axis, get_points (xlsx));
  chart_axis_set_major_unit (chart->y_axis, 1);
  chart_axis_set_num_format (chart->y_axis, "0");
  chart_axis_set_name (chart->y_axis, "Composite");
  plumb_book_note (xlsx->book, SUMMARY (xlsx), chartsheet_set_chart (xlsx->chartsheet, chart));
}

static void
add_distribution_chart (PlumbXlsx *xlsx, const PlumbSheet *sheet)
{
  const PlumbSpan rows = { sheet->head + 2, sheet->next };
  lxw_chart *chart = add_chart (xlsx, sheet, LXW_CHART_COLUMN, "Loops by composite");
  lxw_chart_series *series = chart != NULL ? plumb_xlsx_add_series (chart, sheet, 0, 2, rows) : NULL;
  lxw_chart_fill fill = { .color = 0x25636B };

  if (series == NULL)
    {
      plumb_book_note (xlsx->book, sheet, LXW_ERROR_MEMORY_MALLOC_FAILED);
      return;
    }
  chart_series_set_name (series, "Loops by composite");
  chart_series_set_fill (series, &fill);
  chart_series_set_labels (series);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  chart_set_series_gap (chart, 40);
  plumb_book_note (xlsx->book, sheet, chartsheet_set_chart (xlsx->chartsheet, chart));
}

/* Too many loops to name in a chart are counted by their composite. */

#define STEPS 4 /* bins to a point of the scale */

static const PlumbColumn distribution_columns[] = {
  { "Composite from", 12, TRUE },
  { "to below", 12, TRUE },
  { "Loops", 12, TRUE },
};

static guint
count_between (const PlumbXlsx *xlsx, double low, double high, gboolean last)
{
  guint n = 0;

  for (guint i = 0; i < xlsx->composites->len; i++)
    {
      double composite = g_array_index (xlsx->composites, double, i);

      n += composite >= low && (composite < high || (last && composite <= high));
    }
  return n;
}

static void
write_distribution (PlumbXlsx *xlsx)
{
  PlumbBook *book = xlsx->book;
  PlumbSheet *sheet = &book->sheets[PLUMB_SHEET_DISTRIBUTION];
  const PlumbSheet *summary = SUMMARY (xlsx);
  guint n = STEPS * (guint)(get_points (xlsx) - 1);
  g_autofree char *composites
      = plumb_xlsx_dup_range (summary, PLUMB_SUMMARY_COLUMN_COMPOSITE, (PlumbSpan){ summary->head + 2, summary->next });

  for (guint i = 0; i < n; i++)
    {
      double low = 1 + (double)i / STEPS;
      double high = 1 + (double)(i + 1) / STEPS;
      gboolean last = i + 1 == n;
      g_autofree char *formula = NULL;

      plumb_book_begin_row (book, sheet);
      formula = g_strdup_printf ("=COUNTIFS(%s,\">=\"&$A%u,%s,\"%s\"&$B%u)", composites, sheet->next, composites,
                                 last ? "<=" : "<", sheet->next);
      plumb_book_number (book, sheet, 0, PLUMB_STYLE_SCORE, low);
      plumb_book_number (book, sheet, 1, PLUMB_STYLE_SCORE, high);
      plumb_book_formula_number (book, sheet, 2, PLUMB_STYLE_INTEGER, formula, count_between (xlsx, low, high, last));
    }
  add_distribution_chart (xlsx, sheet);
  plumb_book_finish_sheet (book, sheet, "Distribution", xlsx->stamp);
}

void
plumb_xlsx_add_chart (PlumbXlsx *xlsx)
{
  xlsx->chartsheet = workbook_add_chartsheet (xlsx->book->workbook, "Chart");
  if (xlsx->chartsheet != NULL)
    {
      chartsheet_set_tab_color (xlsx->chartsheet, PLUMB_COLOUR_TAB_READ);
      chartsheet_set_landscape (xlsx->chartsheet);
      chartsheet_set_paper (xlsx->chartsheet, plumb_book_get_paper (xlsx->book, FALSE));
    }
  if (!xlsx->charts_candidates)
    plumb_book_add_heads (
        xlsx->book,
        plumb_book_add_table (xlsx->book, PLUMB_SHEET_DISTRIBUTION, distribution_columns, G_N_ELEMENTS (distribution_columns)),
        0);
}

void
plumb_xlsx_finish_chart (PlumbXlsx *xlsx)
{
  if (xlsx->charts_candidates)
    add_candidate_chart (xlsx);
  else
    write_distribution (xlsx);
}
