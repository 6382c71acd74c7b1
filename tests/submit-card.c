/* submit-card.c - submit-card WORKSPACE LOOP PERSON: another program at the same workspace, for the tests of the window. It starts the
 * person's card in the loop, scores every question, writes a hand-over note, submits, and prints the monotonic microseconds at which the
 * last commit was done. LOOP and PERSON are names. */
#include "app/store.h"

#include <stdio.h>
#include <stdlib.h>

static void
apply (PlumbStore *store, PlumbCommand *command)
{
  g_autoptr (GError) error = NULL;

  if (!plumb_store_apply (store, command, &error))
    {
      fprintf (stderr, "submit-card: %s: %s\n", plumb_command_kind_to_nick (plumb_command_get_kind (command)), error->message);
      exit (1);
    }
  plumb_command_unref (command);
}

static const PlumbAssignment *
find_owed (const PlumbLoop *loop, const char *person)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (g_str_equal (assignment->person, person) && plumb_assignment_is_owed (assignment))
        return assignment;
    }
  return NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  g_autofree char *loop = NULL, *person = NULL;
  const PlumbAssignment *assignment;
  const PlumbStage *stage;
  PlumbStore *store;

  if (argc != 4)
    return 2;
  store = plumb_store_open (argv[1], PLUMB_STORE_DEFAULT, &error);
  loop = store != NULL ? plumb_store_find_loop (store, argv[2], &error) : NULL;
  person = loop != NULL ? plumb_store_find_person (store, argv[3], &error) : NULL;
  snapshot = person != NULL ? plumb_store_load_snapshot (store, loop, NULL, &error) : NULL;
  assignment = snapshot != NULL ? find_owed (plumb_snapshot_get_loop (snapshot), person) : NULL;
  if (assignment == NULL)
    {
      fprintf (stderr, "submit-card: %s\n", error != NULL ? error->message : "nothing is owed");
      return 1;
    }
  stage = plumb_loop_get_stage (plumb_snapshot_get_loop (snapshot), assignment);
  if (assignment->card->state == PLUMB_CARD_NONE)
    apply (store, plumb_command_new_start_card (person, loop, assignment->id));
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      apply (store, plumb_command_new_set_answer (person, loop, assignment->id, item->question->id, PLUMB_ANSWER_SCORED, 3));
    }
  apply (store, plumb_command_new_set_summary (person, loop, assignment->id, PLUMB_RECOMMENDATION_YES, NULL, "Secret summary.",
                                               "Ask about the outage."));
  apply (store, plumb_command_new_submit_card (person, loop, assignment->id));
  printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  plumb_store_close (store);
  return 0;
}
