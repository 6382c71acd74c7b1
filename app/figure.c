/* figure.c - figures: the nearest double beside the text that people read, both from the exact value. */
#include "app/figure.h"

#include <string.h>

void
plumb_figure_clear (PlumbFigure *figure)
{
  g_return_if_fail (figure != NULL);

  *figure = (PlumbFigure){ .defined = FALSE, .text = "–" };
}

void
plumb_figure_set_score (PlumbFigure *figure, mpq_srcptr score)
{
  g_return_if_fail (figure != NULL);

  figure->defined = TRUE;
  figure->value = plumb_rational_get_double (score);
  plumb_rational_format (score, 2, figure->text, sizeof figure->text);
}

void
plumb_figure_set_hundredths (PlumbFigure *figure, int hundredths)
{
  mpq_t score;

  mpq_init (score);
  plumb_rational_set_ratio (score, hundredths, 100);
  plumb_figure_set_score (figure, score);
  mpq_clear (score);
}

void
plumb_figure_set_percent (PlumbFigure *figure, mpq_srcptr percent)
{
  gsize length;

  plumb_figure_set_score (figure, percent);
  length = strlen (figure->text);
  while (figure->text[length - 1] == '0')
    length--;
  if (figure->text[length - 1] == '.')
    length--;
  figure->text[length] = '\0';
}

void
plumb_figure_set_count (PlumbFigure *figure, guint count)
{
  g_return_if_fail (figure != NULL);

  figure->defined = TRUE;
  figure->value = count;
  g_snprintf (figure->text, sizeof figure->text, "%u", count);
}
