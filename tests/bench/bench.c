/* bench.c - picks one measured run by name. */
#include "tests/bench/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct
{
  const char *name;
  BenchFunc func;
} benches[] = {
  { "save", bench_save },
  { "save-plain", bench_save_plain },
  { "save-bare", bench_save_bare },
  { "fill", bench_fill },
  { "list", bench_list },
  { "list-plain", bench_list_plain },
  { "debrief", bench_debrief },
  { "evaluate", bench_evaluate },
  { "live", bench_live },
  { "xlsx", bench_xlsx },
  { "xlsx-plain", bench_xlsx_plain },
  { "pdf", bench_pdf },
  { "pdf-plain", bench_pdf_plain },
};

static int
compare_seconds (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

double
bench_median (double *seconds, gsize n)
{
  g_assert (n > 0);
  qsort (seconds, n, sizeof *seconds, compare_seconds);
  return n % 2 == 1 ? seconds[n / 2] : (seconds[n / 2 - 1] + seconds[n / 2]) / 2;
}

/* The high-water mark of this program's own memory; getrusage would count what the parent had before exec. */
static long
read_peak_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? strtol (line + 6, NULL, 10) : 0;
}

void
bench_report (double seconds)
{
  printf ("{\"seconds\": %.9f, \"peak_kib\": %ld}\n", seconds, read_peak_kib ());
}

void
bench_report_work (double seconds, double cpu_seconds)
{
  printf ("{\"seconds\": %.9f, \"cpu_seconds\": %.9f, \"peak_kib\": %ld}\n", seconds, cpu_seconds, read_peak_kib ());
}

double
bench_get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void
bench_fail (const char *what, GError *error)
{
  fprintf (stderr, "bench: %s: %s\n", what, error != NULL ? error->message : "failed");
  exit (1);
}

int
main (int argc, char **argv)
{
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (benches); i++)
    if (g_str_equal (benches[i].name, argv[1]))
      return benches[i].func (argc - 2, argv + 2);
  fprintf (stderr, "usage: bench NAME [ARGUMENTS]\n");
  return 2;
}
