/* style.c - from a point of a scale to its CSS class. */

#include "ui/style.h"

static const char *const classes[]
    = { "score-0", "score-1", "score-2", "score-3", "score-4", "score-5", "score-6", "score-none" };

const char *
plumb_score_style (int point, int points)
{
  /* Sixths of the way from the lowest point to the highest, rounded away from the middle so that a scale stays symmetric. */
  static const guint8 of_four[] = { 0, 2, 4, 6 };
  static const guint8 of_five[] = { 0, 2, 3, 4, 6 };

  if (points < 2 || point < 1 || point > points)
    return "score-none";
  if (points == 4)
    return classes[of_four[point - 1]];
  if (points == 5)
    return classes[of_five[point - 1]];
  return classes[((point - 1) * 6 + (points - 1) / 2) / (points - 1)];
}

const char *
plumb_figure_style (const PlumbFigure *figure, int points)
{
  g_return_val_if_fail (figure != NULL, "score-none");

  if (!figure->defined)
    return "score-none";
  return plumb_score_style (CLAMP ((int)(figure->value + 0.5), 1, points), points);
}

void
plumb_widget_set_score_style (GtkWidget *widget, const char *style)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_strcmp0 (classes[i], style) != 0)
      gtk_widget_remove_css_class (widget, classes[i]);
  if (style != NULL)
    gtk_widget_add_css_class (widget, style);
}

double
plumb_text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / (96.0 * PANGO_SCALE), 0.5, 4) : 1;
}
