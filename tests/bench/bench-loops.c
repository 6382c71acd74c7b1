/* bench-loops.c - makes loops without a random source, so that two runs measure the same work. */
#include "tests/bench/bench-loops.h"

#include <string.h>

static const char *const first_names[]
    = { "Ana", "Bela", "Chen", "Dara", "Emre", "Fay", "Goran", "Hana", "Ines", "Jon", "Kofi", "Lena" };
static const char *const last_names[] = { "Okafor", "Lindqvist", "Moreau", "Tanaka", "Petrov", "Silva", "Haddad", "Novak" };

static const char *const remarks[] = {
  "Asked for the load first, then sized the queue from it; named the retry budget without prompting.",
  "Sketched the schema with the unique key on (tenant, external id) and said what happens on a replay.",
  "Went straight to an index; needed a nudge to look at the plan and the row estimates.",
  "Told the outage as it happened, minute by minute, and what the review changed afterwards.",
  "Weighed both designs and gave a number for each; picked the simpler one and said when it stops being enough.",
};

/* A version 4 UUID that depends on its arguments only. */
static char *
make_id (guint kind, guint index, guint part)
{
  return g_strdup_printf ("%08x-%04x-4000-8000-%012x", kind, part & 0xffff, index);
}

static void
fill_answer (PlumbAnswer *answer, const PlumbQuestion *question, guint seed, int points)
{
  const PlumbSignal *signal = g_ptr_array_index (question->signals, seed % question->signals->len);
  const char *signals[] = { signal->key, NULL };

  answer->state = seed % 11 == 0 ? PLUMB_ANSWER_NOT_ASKED : PLUMB_ANSWER_SCORED;
  answer->score = answer->state == PLUMB_ANSWER_SCORED ? 1 + (int)(seed % (guint)points) : 0;
  g_free (answer->notes);
  answer->notes = g_strdup_printf ("%02u:%02u  %s\n%02u:%02u  Case %u.", seed % 60, seed % 47,
                                   remarks[seed % G_N_ELEMENTS (remarks)], (seed + 2) % 60, seed % 53, seed);
  g_strfreev (answer->signals);
  answer->signals = g_strdupv ((char **)signals);
  answer->seconds = 120 + seed % 400;
  answer->updated_at = G_GINT64_CONSTANT (1760000000000000) + seed;
}

static PlumbAssignment *
make_assignment (PlumbLoop *loop, const PlumbStage *stage, guint index, guint part, guint *answers)
{
  g_autofree char *id = make_id (3, index, part), *card = make_id (4, index, part), *person = make_id (1, part, 0);
  PlumbSeat seat = part == 0 ? PLUMB_SEAT_BAR_RAISER : PLUMB_SEAT_INTERVIEWER;
  PlumbAssignment *assignment = plumb_assignment_new (id, stage->key, person, seat);

  assignment->card = plumb_scorecard_new (card, stage);
  assignment->card->state = PLUMB_CARD_SUBMITTED;
  assignment->card->recommendation = index % 3 == 0 ? PLUMB_RECOMMENDATION_NO : PLUMB_RECOMMENDATION_YES;
  plumb_set_string (&assignment->card->summary, remarks[(index + part) % G_N_ELEMENTS (remarks)]);
  assignment->card->started_at = G_GINT64_CONSTANT (1760000000000000);
  assignment->card->submitted_at = assignment->card->started_at + G_GINT64_CONSTANT (3600000000);
  for (guint i = 0; i < assignment->card->answers->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      fill_answer (g_ptr_array_index (assignment->card->answers, i), item->question, index * 31 + part * 7 + i,
                   loop->template->points);
    }
  *answers += assignment->card->answers->len;
  return assignment;
}

PlumbLoop *
bench_loop_new (guint index)
{
  PlumbTemplate *template = g_ptr_array_index (plumb_library_list_templates (), 0);
  g_autofree char *id = make_id (2, index, 0), *candidate = make_id (5, index, 0);
  g_autofree char *name = g_strdup_printf ("%s %s %u", first_names[index % G_N_ELEMENTS (first_names)],
                                           last_names[index / 7 % G_N_ELEMENTS (last_names)], index);
  PlumbLoop *loop = plumb_loop_new (id, template);
  guint answers = 0;

  plumb_set_string (&loop->role, "Backend developer");
  loop->opened_at = G_GINT64_CONSTANT (1759000000000000) + index;
  loop->candidate = plumb_candidate_new (candidate, name);
  for (guint part = 0; part < BENCH_PEOPLE; part++)
    {
      g_autofree char *person = make_id (1, part, 0);
      g_autofree char *person_name = g_strdup_printf ("%s %s", first_names[part], last_names[part % G_N_ELEMENTS (last_names)]);
      guint last = template->stages->len - 1;
      const PlumbStage *stage = g_ptr_array_index (template->stages, part == 0 ? last : (part - 1) % last);

      if (answers >= BENCH_ANSWERS)
        break;
      g_ptr_array_add (loop->people, plumb_person_new (person, person_name));
      g_ptr_array_add (loop->assignments, make_assignment (loop, stage, index, part, &answers));
    }
  plumb_loop_sort (loop);
  return loop;
}

char *
bench_person_dup_id (guint position)
{
  return make_id (1, position, 0);
}
