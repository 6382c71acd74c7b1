/* compare-table.c - see compare-table.h. Plain widgets made anew for each comparison: a dozen candidates are many. */

#include "ui/compare-table.h"

#include "app/text.h"
#include "ui/range-bar.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

#define COLUMN_CHARACTERS 16

static GtkWidget *
name_button_new (const PlumbCandidateColumn *column)
{
  g_autofree char *name = plumb_text_dup_line (column->loop->candidate->name);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = plumb_label_new (name, "loop-name");

  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD);
  gtk_label_set_max_width_chars (GTK_LABEL (label), COLUMN_CHARACTERS);
  gtk_widget_add_css_class (button, "compare-name");
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Open the debrief"));
  plumb_button_set_name (button, name);
  plumb_button_set_action (button, "win.open-debrief", g_variant_new ("s", column->loop->id));
  return button;
}

static char *
dup_figures (const PlumbCandidateColumn *column)
{
  g_autofree char *composite = plumb_comparison_dup_cell (column, 0);
  g_autofree char *range = plumb_comparison_dup_cell (column, 1);

  return g_strdup_printf (_ ("%s, range %s"), composite, range);
}

static void
add_range (GtkGrid *grid, int line, const PlumbCandidateColumn *column, gboolean narrow)
{
  const PlumbTemplate *template = column->loop->template;
  g_autofree char *figures = dup_figures (column);
  g_autofree char *name = g_strdup_printf ("%s: %s", column->name, figures);
  double threshold = (template->policy.bar / 100.0 - 1) / MAX (1, template->points - 1);
  GtkWidget *bar = plumb_range_bar_new (column->composite, column->low, column->high, threshold, name);
  GtkWidget *text = plumb_label_new (figures, "numeric");

  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (text), narrow);
  gtk_grid_attach (grid, name_button_new (column), 0, 2 * line, 1, 1);
  gtk_grid_attach (grid, bar, narrow ? 0 : 1, narrow ? 2 * line + 1 : 2 * line, 1, 1);
  gtk_grid_attach (grid, text, narrow ? 1 : 2, narrow ? 2 * line + 1 : 2 * line, 1, 1);
}

static void
add_unranked (GtkGrid *grid, int line, const PlumbCandidateColumn *column, gboolean narrow)
{
  GtkWidget *reason = plumb_label_new (column->reason, "secondary");

  gtk_widget_set_hexpand (reason, TRUE);
  gtk_grid_attach (grid, name_button_new (column), 0, 2 * line, 1, 1);
  gtk_grid_attach (grid, reason, narrow ? 0 : 1, narrow ? 2 * line + 1 : 2 * line, 2, 1);
}

GtkWidget *
plumb_compare_ranges_new (const PlumbComparison *comparison, gboolean narrow)
{
  GtkWidget *grid = gtk_grid_new ();
  int line = 0;
  gboolean apart = FALSE;

  g_return_val_if_fail (comparison != NULL, NULL);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "compare-card");
  for (guint i = 0; i < comparison->columns->len; i++)
    {
      const PlumbCandidateColumn *column = g_ptr_array_index (comparison->columns, i);

      if (!column->comparable && !apart)
        {
          GtkWidget *section = plumb_section_new (_ ("Not ranked"));

          gtk_widget_set_margin_top (section, 8);
          gtk_grid_attach (GTK_GRID (grid), section, 0, 2 * line++, 3, 1);
        }
      apart = !column->comparable;
      if (column->comparable)
        add_range (GTK_GRID (grid), line++, column, narrow);
      else
        add_unranked (GTK_GRID (grid), line++, column, narrow);
    }
  gtk_grid_attach (
      GTK_GRID (grid),
      plumb_label_new (_ ("The mark is the composite; the band is what missing evidence and weights moved by a quarter leave "
                          "open; the line is the bar to be met."),
                       "secondary"),
      0, 2 * line, narrow ? 2 : 3, 1);
  return grid;
}

static GtkWidget *
cell_new (const char *text, gboolean apart)
{
  GtkWidget *label = plumb_label_new (text, apart ? "secondary" : NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), COLUMN_CHARACTERS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), COLUMN_CHARACTERS);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return label;
}

static GtkWidget *
row_heading_new (const char *text)
{
  GtkWidget *label = plumb_label_new (text, "secondary");

  gtk_label_set_max_width_chars (GTK_LABEL (label), COLUMN_CHARACTERS + 4);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return label;
}

static GtkWidget *
score_new (const PlumbCandidateColumn *column, const PlumbComparisonRow *row)
{
  const PlumbCompetencyResult *result = plumb_comparison_get_result (column, row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *chip = plumb_score_chip_new ();
  g_autofree char *what = g_strdup_printf ("%s, %s", column->name, row->name);

  if (result == NULL)
    {
      gtk_box_append (GTK_BOX (box), plumb_label_new (_ ("not in the template"), "secondary"));
      return box;
    }
  plumb_score_chip_set_figure (chip, &result->score, column->loop->template->points, what);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), chip);
  if (result->split)
    gtk_box_append (GTK_BOX (box), plumb_badge_new (_ ("split"), "warning"));
  return box;
}

GtkWidget *
plumb_compare_table_new (const PlumbComparison *comparison)
{
  GtkWidget *grid = gtk_grid_new ();
  int line = 1;

  g_return_val_if_fail (comparison != NULL, NULL);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "compare-table");
  for (guint i = 0; i < comparison->columns->len; i++)
    gtk_grid_attach (GTK_GRID (grid), name_button_new (g_ptr_array_index (comparison->columns, i)), (int)i + 1, 0, 1, 1);
  for (guint what = 0; plumb_comparison_get_heading (what) != NULL; what++, line++)
    {
      gtk_grid_attach (GTK_GRID (grid), row_heading_new (plumb_comparison_get_heading (what)), 0, line, 1, 1);
      for (guint i = 0; i < comparison->columns->len; i++)
        {
          const PlumbCandidateColumn *column = g_ptr_array_index (comparison->columns, i);
          g_autofree char *text = plumb_comparison_dup_cell (column, what);

          gtk_grid_attach (GTK_GRID (grid), cell_new (text, !column->comparable), (int)i + 1, line, 1, 1);
        }
    }
  for (guint r = 0; r < comparison->rows->len; r++, line++)
    {
      const PlumbComparisonRow *row = g_ptr_array_index (comparison->rows, r);

      gtk_grid_attach (GTK_GRID (grid), row_heading_new (row->name), 0, line, 1, 1);
      for (guint i = 0; i < comparison->columns->len; i++)
        gtk_grid_attach (GTK_GRID (grid), score_new (g_ptr_array_index (comparison->columns, i), row), (int)i + 1, line, 1, 1);
    }
  return grid;
}
