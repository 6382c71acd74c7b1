/* bench-loops.h - loops of a real size for the benches: the five-stage template, twelve panelists, 84 answers with notes. */
#pragma once

#include "app/snapshot.h"

#define BENCH_ANSWERS 84
#define BENCH_PEOPLE 12

/* Loop number `index`, always the same (transfer full). Every card is submitted; scores and notes vary with the index. */
PlumbLoop *bench_loop_new (guint index);
/* The panelist of that position, 0 to BENCH_PEOPLE - 1: the same people sit in every loop. */
char *bench_person_dup_id (guint position);
