/* rational.c - exact fractions: conversion in, comparison, and the two roundings on the way out. */
#include "app/rational.h"

#include <math.h>

/* Not mpz_set_si: a long holds 32 bits on some machines. */
static void
set_integer (mpz_ptr value, gint64 integer)
{
  guint64 magnitude = integer < 0 ? 0 - (guint64)integer : (guint64)integer;

  mpz_import (value, 1, 1, sizeof magnitude, 0, 0, &magnitude);
  if (integer < 0)
    mpz_neg (value, value);
}

void
plumb_rational_set_ratio (mpq_ptr value, gint64 numerator, gint64 denominator)
{
  g_return_if_fail (denominator > 0);

  set_integer (mpq_numref (value), numerator);
  set_integer (mpq_denref (value), denominator);
  mpq_canonicalize (value);
}

int
plumb_rational_compare_hundredths (mpq_srcptr value, int hundredths)
{
  return mpq_cmp_si (value, hundredths, 100);
}

/* The quotient is taken to 55 or 56 bits, its last bit made sticky: two bits or more beyond the 53 of a double, so that the one
 * rounding of the conversion sees on which side of the half the exact value lies. */
double
plumb_rational_get_double (mpq_srcptr value)
{
  guint64 bits = 0;
  mpz_t quotient, remainder, divisor;
  long shift;

  if (mpq_sgn (value) == 0)
    return 0.0;
  mpz_init (quotient);
  mpz_init (remainder);
  mpz_init_set (divisor, mpq_denref (value));
  mpz_abs (quotient, mpq_numref (value));
  shift = 55 - ((long)mpz_sizeinbase (quotient, 2) - (long)mpz_sizeinbase (divisor, 2));
  if (shift > 0)
    mpz_mul_2exp (quotient, quotient, (mp_bitcnt_t)shift);
  else
    mpz_mul_2exp (divisor, divisor, (mp_bitcnt_t)-shift);
  mpz_tdiv_qr (quotient, remainder, quotient, divisor);
  mpz_export (&bits, NULL, -1, sizeof bits, 0, 0, quotient);
  if (mpz_sgn (remainder) != 0)
    bits |= 1;
  mpz_clear (quotient);
  mpz_clear (remainder);
  mpz_clear (divisor);
  return ldexp (mpq_sgn (value) * (double)bits, (int)-shift);
}

void
plumb_rational_format (mpq_srcptr value, guint decimals, char *text, gsize size)
{
  mpz_t scaled, unit, whole, divisor;
  const char *sign;
  int length;

  g_return_if_fail (text != NULL);

  mpz_inits (scaled, unit, whole, divisor, NULL);
  mpz_ui_pow_ui (unit, 10, decimals);
  mpz_abs (scaled, mpq_numref (value));
  mpz_mul (scaled, scaled, unit);
  mpz_mul_2exp (scaled, scaled, 1);
  mpz_add (scaled, scaled, mpq_denref (value));
  mpz_mul_2exp (divisor, mpq_denref (value), 1);
  mpz_fdiv_q (scaled, scaled, divisor);
  sign = mpq_sgn (value) < 0 && mpz_sgn (scaled) != 0 ? "-" : "";
  mpz_fdiv_qr (whole, scaled, scaled, unit);
  if (decimals == 0)
    length = gmp_snprintf (text, size, "%s%Zd", sign, whole);
  else
    length = gmp_snprintf (text, size, "%s%Zd.%0*Zd", sign, whole, (int)decimals, scaled);
  mpz_clears (scaled, unit, whole, divisor, NULL);
  g_return_if_fail (length >= 0 && (gsize)length < size);
}
