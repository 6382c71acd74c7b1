/* test-rational.c - the two roundings and the comparison of exact fractions, against cases worked out by hand and against division. */
#include "app/rational.h"

#include <math.h>

static void
test_format (void)
{
  /* Halves go away from zero; 2.675 as a double is 2.67499..., as a fraction it is a half. */
  static const struct
  {
    gint64 numerator;
    gint64 denominator;
    guint decimals;
    const char *text;
  } cases[] = {
    { 7, 2, 2, "3.50" },         { 3, 1, 2, "3.00" },         { 200, 3, 2, "66.67" }, { 1, 3, 2, "0.33" },
    { 2675, 1000, 2, "2.68" },   { 1005, 1000, 2, "1.01" },   { 5, 1000, 2, "0.01" }, { 4999, 1000000, 2, "0.00" },
    { -5, 1000, 2, "-0.01" },    { -4, 1000, 2, "0.00" },     { -7, 2, 2, "-3.50" },  { 2995, 1000, 2, "3.00" },
    { 29949, 10000, 2, "2.99" }, { 9999, 1000, 2, "10.00" },  { 5, 2, 0, "3" },       { 0, 5, 2, "0.00" },
    { 1, 16, 4, "0.0625" },      { 3002, 1001, 4, "2.9990" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char text[32];
      mpq_t value;

      mpq_init (value);
      plumb_rational_set_ratio (value, cases[i].numerator, cases[i].denominator);
      plumb_rational_format (value, cases[i].decimals, text, sizeof text);
      g_assert_cmpstr (text, ==, cases[i].text);
      mpq_clear (value);
    }
}

/* IEEE division of two whole numbers below 2^53 is the correctly rounded quotient, so it must be the same double. */
static void
test_nearest_double (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  mpq_t value;

  mpq_init (value);
  for (int i = 0; i < 200000; i++)
    {
      int numerator_bits = g_rand_int_range (random, 1, 53);
      int denominator_bits = g_rand_int_range (random, 1, 53);
      gint64 numerator = (gint64)g_rand_double_range (random, 0, ldexp (1, numerator_bits));
      gint64 denominator = 1 + (gint64)g_rand_double_range (random, 0, ldexp (1, denominator_bits));
      double quotient = (double)numerator / (double)denominator;

      plumb_rational_set_ratio (value, numerator, denominator);
      g_assert_true (plumb_rational_get_double (value) == quotient);
      plumb_rational_set_ratio (value, -numerator, denominator);
      g_assert_true (plumb_rational_get_double (value) == -quotient);
    }
  mpq_clear (value);
}

/* 2^53 + 1 lies between two doubles and goes to the even one; the least bit more goes up. mpq_get_d would cut both off. */
static void
test_ties_to_even (void)
{
  mpq_t value, bit;

  mpq_inits (value, bit, NULL);
  plumb_rational_set_ratio (value, (G_GINT64_CONSTANT (1) << 53) + 1, 1);
  g_assert_true (plumb_rational_get_double (value) == 9007199254740992.0);
  mpq_set_ui (bit, 1, 1);
  mpq_div_2exp (bit, bit, 300);
  mpq_add (value, value, bit);
  g_assert_true (plumb_rational_get_double (value) == 9007199254740994.0);
  plumb_rational_set_ratio (value, (G_GINT64_CONSTANT (1) << 53) + 3, 1);
  g_assert_true (plumb_rational_get_double (value) == 9007199254740996.0);
  plumb_rational_set_ratio (value, G_MININT64, 1);
  g_assert_true (plumb_rational_get_double (value) == -9223372036854775808.0);
  mpq_clears (value, bit, NULL);
}

static void
test_compare_hundredths (void)
{
  mpq_t third, value;

  mpq_inits (third, value, NULL);
  plumb_rational_set_ratio (third, 1, 3);
  mpq_add (value, third, third);
  mpq_add (value, value, third);
  g_assert_cmpint (plumb_rational_compare_hundredths (value, 100), ==, 0);
  g_assert_cmpint (plumb_rational_compare_hundredths (third, 33), >, 0);
  g_assert_cmpint (plumb_rational_compare_hundredths (third, 34), <, 0);
  mpq_clears (third, value, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rational/format", test_format);
  g_test_add_func ("/rational/nearest-double", test_nearest_double);
  g_test_add_func ("/rational/ties-to-even", test_ties_to_even);
  g_test_add_func ("/rational/compare-hundredths", test_compare_hundredths);
  return g_test_run ();
}
