/* show-debrief.c - what happened to a loop once cards were in: the register of flags, agenda and minutes, votes, verdicts, decisions. */
#include "app/agenda.h"
#include "app/terminal/output.h"
#include "app/terminal/terminal.h"
#include "app/vote-move.h"

#include <stdio.h>

static const char *
get_name (const PlumbLoop *loop, const char *person)
{
  const char *name = plumb_loop_get_person_name (loop, person);

  return *person == '\0' ? "the owner of the workspace" : name;
}

static void
print_history (const PlumbLoop *loop, const PlumbFlag *flag)
{
  g_autoptr (GPtrArray) history = plumb_flag_list_history (flag);

  for (guint i = 0; i < history->len; i++)
    {
      const PlumbFlagEvent *event = g_ptr_array_index (history, i);
      const PlumbFlag *into = plumb_loop_get_flag (loop, event->into);
      g_autofree char *at = plumb_instant_dup_date_time (event->at);

      plumb_print_line ("    %s%s%s%s by %s, %s", plumb_flag_act_to_label (event->act), into != NULL ? " into “" : "",
                        into != NULL ? into->label : "", into != NULL ? "”" : "", get_name (loop, event->author), at);
      if (event->text[0] != '\0')
        plumb_print_text (6, event->text);
    }
}

void
plumb_print_flags (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  for (guint i = 0; i < loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (loop->flags, i);

      if (!g_str_equal (flag->assignment, assignment->id))
        continue;
      plumb_print_line ("  Red flag, %s, %s: %s", plumb_severity_to_nick (flag->severity),
                        plumb_flag_get_merge (flag) != NULL ? "merged" : plumb_flag_state_to_nick (flag->state), flag->label);
      if (flag->quote[0] != '\0')
        plumb_print_text (4, flag->quote);
      print_history (loop, flag);
    }
}

static void
print_speakers (const PlumbLoop *loop)
{
  g_autoptr (GPtrArray) speakers = plumb_agenda_list_speakers (loop);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < speakers->len; i++)
    {
      const PlumbSpeaker *speaker = g_ptr_array_index (speakers, i);

      g_string_append_printf (names, "%s%s%s", i > 0 ? ", " : "", speaker->person->name, speaker->chairs ? " (chair)" : "");
    }
  plumb_print_line ("Speaking order: %s", names->str);
  g_string_free (names, TRUE);
}

static void
print_item (const PlumbLoop *loop, const PlumbAgendaItem *item)
{
  g_autofree char *at = item->point != NULL ? plumb_instant_dup_date_time (item->point->at) : NULL;

  plumb_print_line ("  %s%s%s", item->title, item->point != NULL ? " – " : "",
                    item->point != NULL ? plumb_point_outcome_to_label (item->point->outcome) : "");
  plumb_print_text (4, item->reason);
  if (item->point == NULL)
    return;
  if (item->point->note[0] != '\0')
    plumb_print_text (4, item->point->note);
  plumb_print_line ("    Recorded by %s, %s", get_name (loop, item->point->author), at);
}

/* The agenda of a debrief that was started: nothing is due before. */
void
plumb_print_debrief (const PlumbLoop *loop, const PlumbEvaluation *evaluation)
{
  g_autoptr (GPtrArray) agenda = plumb_agenda_list (evaluation);
  g_autofree char *progress = plumb_agenda_dup_progress (agenda);

  if (loop->debriefs->len == 0)
    return;
  fputc ('\n', stdout);
  plumb_print_heading ("Debrief");
  for (guint i = 0; i < loop->debriefs->len; i++)
    {
      const PlumbDebrief *debrief = g_ptr_array_index (loop->debriefs, i);
      g_autofree char *at = plumb_instant_dup_date_time (debrief->at);

      plumb_print_line ("Started %s by %s; %d minutes of reading", at, get_name (loop, debrief->person), debrief->minutes);
    }
  print_speakers (loop);
  plumb_print_line ("%s", progress);
  for (guint i = 0; i < agenda->len; i++)
    print_item (loop, g_ptr_array_index (agenda, i));
}

static const char *
get_before (GPtrArray *moves, const PlumbVote *vote)
{
  for (guint i = 0; i < moves->len; i++)
    {
      const PlumbVoteMove *move = g_ptr_array_index (moves, i);

      if (move->vote == vote)
        return plumb_recommendation_to_label (move->from);
    }
  return "";
}

void
plumb_print_votes (const PlumbLoop *loop)
{
  g_autoptr (PlumbListing) listing
      = plumb_listing_new ((const char *const[]){ "VOTE", "MOVED FROM", "PANELIST", "ROUND", "REASON", NULL });
  g_autoptr (GPtrArray) moves = plumb_vote_move_list (loop);

  if (loop->votes->len == 0)
    return;
  for (guint i = 0; i < loop->votes->len; i++)
    {
      const PlumbVote *vote = g_ptr_array_index (loop->votes, i);
      const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, vote->assignment);

      plumb_listing_add (listing, plumb_recommendation_to_label (vote->value), get_before (moves, vote),
                         plumb_loop_get_person_name (loop, assignment->person), plumb_round_to_label (vote->round), vote->reason);
    }
  fputc ('\n', stdout);
  plumb_listing_print (listing, 0);
}

void
plumb_print_verdicts (const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->verdicts->len; i++)
    {
      const PlumbVerdict *verdict = g_ptr_array_index (loop->verdicts, i);
      const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, verdict->assignment);

      fputc ('\n', stdout);
      plumb_print_line ("Bar raiser %s: %s", plumb_loop_get_person_name (loop, assignment->person),
                        plumb_verdict_to_label (verdict->value));
      if (verdict->rationale[0] != '\0')
        plumb_print_text (2, verdict->rationale);
      for (guint k = 0; verdict->declared && k < PLUMB_N_STATEMENTS; k++)
        plumb_print_line ("  %s: %s", plumb_statement_to_label ((PlumbStatement)k), verdict->confirmed & 1u << k ? "yes" : "no");
      if (verdict->independence_note[0] != '\0')
        plumb_print_text (4, verdict->independence_note);
    }
}
