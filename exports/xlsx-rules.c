/* xlsx-rules.c - what depends on the values of cells: what may be typed into them, their colours and bars. */
#include "exports/xlsx-book.h"

#include "exports/xlsx-style.h"

/* What is typed into a cell that is unlocked to be sorted is refused; nor are such cells marked as open to slips. */
void
plumb_book_refuse_typing (PlumbBook *book, PlumbSheet *sheet)
{
  g_autofree char *range = NULL;
  char last[4];
  lxw_data_validation validation = {
    .validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
    .value_formula = (char *)"=FALSE",
    .error_title = (char *)"Computed here",
    .error_message
    = (char *)"This table can be sorted and filtered, not written. Change weights on Competencies and thresholds on Method.",
  };

  plumb_book_note (book, sheet,
                   worksheet_data_validation_range (sheet->worksheet, sheet->head + 1, 0, sheet->last,
                                                    (lxw_col_t)(sheet->n_columns - 1), &validation));
  plumb_column_name (sheet->n_columns - 1, last);
  range = g_strdup_printf ("A%u:%s%u", sheet->head + 2, last, sheet->last + 1);
  plumb_book_note (book, sheet, worksheet_ignore_errors (sheet->worksheet, LXW_IGNORE_FORMULA_UNLOCKED, range));
}

void
plumb_book_validate (PlumbBook *book, PlumbSheet *sheet, guint column, double low, double high, gboolean whole,
                     const char *message)
{
  lxw_data_validation validation = {
    .validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL,
    .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
    .minimum_number = low,
    .maximum_number = high,
    .error_title = (char *)"Not a value for this cell",
    .error_message = (char *)message,
    .input_title = (char *)"Input",
    .input_message = (char *)message,
  };

  if (!plumb_book_can_write (book, sheet))
    return;
  plumb_book_note (
      book, sheet,
      worksheet_data_validation_cell (sheet->worksheet, plumb_sheet_get_row (sheet), (lxw_col_t)column, &validation));
}

/* Where the bands end: a point's share of the way from 1 to K. On a scale of 4 the bands end at 1.75, 2.75 and 3.375. */
void
plumb_book_colour_scores (PlumbBook *book, PlumbSheet *sheet, guint first, guint column, guint n_columns, guint scale)
{
  static const char *const ends[] = { "0.25", "0.583333", "0.791666", "1.01" };
  char score_name[4];
  char scale_name[4];

  if (!plumb_book_can_write (book, sheet) || sheet->next <= first || n_columns == 0)
    return;
  plumb_column_name (column, score_name);
  plumb_column_name (scale, scale_name);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *formula = g_strdup_printf ("=AND(ISNUMBER(%s%u),(%s%u-1)/($%s%u-1)<%s)", score_name, first + 1, score_name,
                                                  first + 1, scale_name, first + 1, ends[i]);
      lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = formula,
        .format = book->formats[PLUMB_STYLE_BAND_1 + i],
        .stop_if_true = LXW_TRUE,
      };

      plumb_book_note (book, sheet,
                       worksheet_conditional_format_range (sheet->worksheet, first, (lxw_col_t)column,
                                                           plumb_sheet_get_row (sheet), (lxw_col_t)(column + n_columns - 1),
                                                           &rule));
    }
}

void
plumb_book_add_bars (PlumbBook *book, PlumbSheet *sheet, guint first, guint column, double low, double high, gboolean bar_only)
{
  lxw_conditional_format rule = {
    .type = LXW_CONDITIONAL_DATA_BAR,
    .data_bar_2010 = LXW_TRUE,
    .bar_only = bar_only,
    .bar_color = PLUMB_COLOUR_BAR,
    .bar_solid = LXW_TRUE,
    .bar_negative_color = PLUMB_COLOUR_BAR_NEGATIVE,
    .bar_axis_position = low < 0 ? LXW_CONDITIONAL_BAR_AXIS_MIDPOINT : LXW_CONDITIONAL_BAR_AXIS_AUTOMATIC,
    .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
    .min_value = low,
    .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
    .max_value = high,
  };

  if (!plumb_book_can_write (book, sheet) || sheet->next <= first)
    return;
  plumb_book_note (book, sheet,
                   worksheet_conditional_format_range (sheet->worksheet, first, (lxw_col_t)column, plumb_sheet_get_row (sheet),
                                                       (lxw_col_t)column, &rule));
}

void
plumb_book_colour_states (PlumbBook *book, PlumbSheet *sheet, guint first, guint column, guint n_columns)
{
  static const struct
  {
    const char *words[2];
    PlumbStyle style;
  } rules[] = {
    { { "Passes", "Meets the bar" }, PLUMB_STYLE_PASSES },
    { { "Fails", "Below the bar" }, PLUMB_STYLE_FAILS },
    { { "Open", "Undecided" }, PLUMB_STYLE_OPEN },
  };
  char name[4];

  if (!plumb_book_can_write (book, sheet) || sheet->next <= first)
    return;
  plumb_column_name (column, name);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *formula = g_strdup_printf ("=OR(%s%u=\"%s\",%s%u=\"%s\")", name, first + 1, rules[i].words[0], name,
                                                  first + 1, rules[i].words[1]);
      lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = formula,
        .format = book->formats[rules[i].style],
      };

      plumb_book_note (book, sheet,
                       worksheet_conditional_format_range (sheet->worksheet, first, (lxw_col_t)column,
                                                           plumb_sheet_get_row (sheet), (lxw_col_t)(column + n_columns - 1),
                                                           &rule));
    }
}
