/* dump-evaluations.c - prints random loops with their evaluations, one JSON document a line, for evaluation-check.py to work out anew.
 *
 * usage: dump-evaluations SEED COUNT. Each loop is there as the owner sees it and as each of its people would.
 */
#include "tests/fixture.h"

#include "app/exchange.h"

#include <stdio.h>
#include <stdlib.h>

static void
print_as (guint32 seed, const char *viewer)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  PlumbLoop *loop = fixture_random_loop (random, NULL);
  json_t *whole = json_pack ("{s:O, s:o}", "template", loop->template->document, "loop", plumb_exchange_loop_to_json (loop));
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, viewer, PLUMB_ROLE_PANELIST);
  g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (snapshot);

  json_object_set_new (whole, "evaluation", plumb_evaluation_to_json (evaluation));
  json_dumpf (whole, stdout, JSON_COMPACT | JSON_REAL_PRECISION (17));
  putchar ('\n');
  json_decref (whole);
}

int
main (int argc, char **argv)
{
  guint32 seed = argc > 1 ? (guint32)atoi (argv[1]) : 1;
  int count = argc > 2 ? atoi (argv[2]) : 100;

  for (int i = 0; i < count; i++, seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (PlumbLoop) loop = fixture_random_loop (random, NULL);

      print_as (seed, NULL);
      if (i % 10 != 0)
        continue;
      for (guint j = 0; j < loop->people->len; j++)
        print_as (seed, ((const PlumbPerson *)g_ptr_array_index (loop->people, j))->id);
    }
  return 0;
}
