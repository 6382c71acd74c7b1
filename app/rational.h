/* rational.h - exact fractions: the few operations that GMP's mpq lacks.
 *
 * Every sum of the scoring is an mpq, so that equal is equal: a composite of exactly the bar meets it, whatever thirds and sevenths it
 * is made of. Rounding happens here and nowhere else, once, on the way out.
 */
#pragma once

#include <glib.h>
#include <gmp.h>

G_BEGIN_DECLS

/* value = numerator / denominator, in lowest terms; denominator > 0. */
void plumb_rational_set_ratio (mpq_ptr value, gint64 numerator, gint64 denominator);

/* <0, 0, >0 as value is below, equal to, above hundredths / 100. */
int plumb_rational_compare_hundredths (mpq_srcptr value, int hundredths);

/* The nearest double, ties to even (mpq_get_d cuts off). For magnitudes a double holds with full precision. */
double plumb_rational_get_double (mpq_srcptr value);

/* Decimal text with `decimals` places, halves away from zero; never "-0.00". `size` must suffice. */
void plumb_rational_format (mpq_srcptr value, guint decimals, char *text, gsize size);

G_END_DECLS
