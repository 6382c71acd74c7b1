/* agenda-speakers.c - the order in which the panel speaks. */
#include "app/agenda.h"

#include <string.h>

/* The seat of whoever holds the chair, or NULL: the bar raiser's, else the hiring manager's; the first of several. */
static const PlumbAssignment *
find_chair (const PlumbLoop *loop)
{
  static const PlumbSeat seats[] = { PLUMB_SEAT_BAR_RAISER, PLUMB_SEAT_HIRING_MANAGER };

  for (gsize i = 0; i < G_N_ELEMENTS (seats); i++)
    for (guint k = 0; k < loop->assignments->len; k++)
      {
        const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, k);

        if (assignment->seat == seats[i] && assignment->skip_reason == NULL)
          return assignment;
      }
  return NULL;
}

static gboolean
speaks_already (GPtrArray *speakers, const PlumbPerson *person)
{
  for (guint i = 0; i < speakers->len; i++)
    if (((const PlumbSpeaker *)g_ptr_array_index (speakers, i))->person == person)
      return TRUE;
  return FALSE;
}

static void
add_speaker (GPtrArray *speakers, const PlumbLoop *loop, const PlumbAssignment *assignment, gboolean chairs)
{
  const PlumbPerson *person = plumb_loop_get_person (loop, assignment->person);
  PlumbSpeaker *speaker;

  if (person == NULL || speaks_already (speakers, person))
    return;
  speaker = g_new0 (PlumbSpeaker, 1);
  speaker->person = person;
  speaker->assignment = assignment;
  speaker->chairs = chairs;
  g_ptr_array_add (speakers, speaker);
}

static int
compare_speakers (gconstpointer a, gconstpointer b)
{
  const PlumbSpeaker *first = *(PlumbSpeaker *const *)a;
  const PlumbSpeaker *second = *(PlumbSpeaker *const *)b;
  int order;

  if (first->chairs != second->chairs)
    return first->chairs ? 1 : -1;
  if (first->person->seniority != second->person->seniority)
    return first->person->seniority - second->person->seniority;
  order = g_utf8_collate (first->person->name, second->person->name);
  return order != 0 ? order : strcmp (first->person->id, second->person->id);
}

GPtrArray *
plumb_agenda_list_speakers (const PlumbLoop *loop)
{
  GPtrArray *speakers = g_ptr_array_new_with_free_func (g_free);
  const PlumbAssignment *chair;

  g_return_val_if_fail (loop != NULL, speakers);
  chair = find_chair (loop);
  if (chair != NULL)
    add_speaker (speakers, loop, chair, TRUE);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      if (assignment->skip_reason == NULL && plumb_seat_owes_card (assignment->seat))
        add_speaker (speakers, loop, assignment, FALSE);
    }
  g_ptr_array_sort (speakers, compare_speakers);
  return speakers;
}
