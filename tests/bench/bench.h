/* bench.h - measured runs, one a process: each prints one JSON line {"seconds": per operation or in all, "peak_kib": resident set}.
 *
 * tests/bench/run.py runs each beside its baseline, turn about, and prints the ratios.
 */
#pragma once

#include <glib.h>

typedef int (*BenchFunc) (int argc, char **argv);

int bench_save (int argc, char **argv);
int bench_save_plain (int argc, char **argv);
int bench_save_bare (int argc, char **argv);
int bench_fill (int argc, char **argv);
int bench_list (int argc, char **argv);
int bench_list_plain (int argc, char **argv);
int bench_debrief (int argc, char **argv);
int bench_evaluate (int argc, char **argv);
int bench_live (int argc, char **argv);
int bench_xlsx (int argc, char **argv);
int bench_xlsx_plain (int argc, char **argv);
int bench_pdf (int argc, char **argv);
int bench_pdf_plain (int argc, char **argv);

/* Prints the line. `seconds` is what the bench measured itself. */
void bench_report (double seconds);

/* The same with the processor time of all its threads. */
void bench_report_work (double seconds, double cpu_seconds);
/* Processor time of the process so far, in seconds. */
double bench_get_cpu (void);

/* The median of `n` measured seconds; sorts them. */
double bench_median (double *seconds, gsize n);

/* Ends the process with the message of `error`. */
void bench_fail (const char *what, GError *error) G_GNUC_NORETURN;
