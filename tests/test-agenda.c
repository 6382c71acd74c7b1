/* test-agenda.c - what the panel has to talk about and in which order, what the minutes add, who speaks when, and whose vote moved. */
#include "app/agenda.h"
#include "app/vote-move.h"
#include "tests/fixture.h"

#include <string.h>

static const FixtureTemplate shape = {
  .competencies = { { "sys", 20 }, { "db", 50 }, { "own", 20 }, { "ops", 10 } },
  .stages = { { "one", 1, { { "sys", 1 }, { "db", 1 } } },
              { "two", 1, { { "sys", 1 }, { "db", 1 } } },
              { "three", 1, { { "own", 1 }, { "ops", 1 } } } },
};

static void
add_point (PlumbLoop *loop, const char *key, const char *title, PlumbPointOutcome outcome)
{
  PlumbPoint *point = plumb_point_new (key);

  plumb_set_string (&point->title, title);
  point->outcome = outcome;
  point->at = loop->opened_at;
  g_ptr_array_add (loop->points, point);
}

static void
add_event (PlumbLoop *loop, PlumbFlag *flag, PlumbFlagAct act, const char *into, const char *name)
{
  PlumbFlagEvent *event = plumb_flag_event_new (act, "Heard it too");

  plumb_set_string (&event->into, into);
  plumb_set_string (&event->author, fixture_add_person (loop, name)->id);
  event->at = loop->opened_at + (PlumbInstant)flag->events->len;
  g_ptr_array_add (flag->events, event);
}

/* "split:db split:sys votes ..." with the flags by their labels. */
static char *
dup_keys (GPtrArray *agenda)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < agenda->len; i++)
    {
      const PlumbAgendaItem *item = g_ptr_array_index (agenda, i);

      g_string_append_printf (keys, "%s%s", keys->len > 0 ? " " : "", item->flag != NULL ? item->title : item->key);
    }
  return g_string_free (keys, FALSE);
}

static const PlumbAgendaItem *
get_item (GPtrArray *agenda, const char *key)
{
  for (guint i = 0; i < agenda->len; i++)
    if (g_str_equal (((PlumbAgendaItem *)g_ptr_array_index (agenda, i))->key, key))
      return g_ptr_array_index (agenda, i);
  g_error ("no point %s", key);
}

static PlumbFlag *
add_flag (PlumbLoop *loop, const PlumbAssignment *assignment, const char *label, PlumbSeverity severity, PlumbFlagState state)
{
  PlumbFlag *flag = fixture_add_flag (loop, assignment, severity, state);

  plumb_set_string (&flag->label, label);
  return flag;
}

/* Ama and Ben disagree by 3.00 on sys (20) and by 2.00 on db (50): db weighs more. Nobody scored ops; Cy gives own a 3. */
static PlumbLoop *
loop_new (PlumbAssignment **ama, PlumbAssignment **ben)
{
  PlumbLoop *loop = fixture_loop_new_with (&shape);

  *ama = fixture_add_card (loop, "one", "Ama", PLUMB_SEAT_INTERVIEWER, "1 1");
  *ben = fixture_add_card (loop, "two", "Ben", PLUMB_SEAT_BAR_RAISER, "4 3");
  fixture_add_card (loop, "three", "Cy", PLUMB_SEAT_HIRING_MANAGER, "3 -");
  return loop;
}

static void
test_order (void)
{
  PlumbAssignment *ama, *ben;
  PlumbLoop *loop = loop_new (&ama, &ben);
  g_autoptr (PlumbEvaluation) evaluation = NULL;
  g_autoptr (GPtrArray) agenda = NULL;
  g_autofree char *keys = NULL;
  g_autofree char *progress = NULL;
  const PlumbAgendaItem *item;
  PlumbFlag *major;

  fixture_add_vote (loop, ama, PLUMB_ROUND_FINAL, PLUMB_RECOMMENDATION_STRONG_NO);
  add_flag (loop, ama, "cleared", PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_CLEARED);
  major = add_flag (loop, ama, "major", PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_OPEN);
  add_flag (loop, ben, "critical", PLUMB_SEVERITY_CRITICAL, PLUMB_FLAG_OPEN);
  add_event (loop, major, PLUMB_FLAG_ACT_CORROBORATED, NULL, "Ben");
  add_event (loop, major, PLUMB_FLAG_ACT_CORROBORATED, NULL, "Ben");
  add_point (loop, "votes", "", PLUMB_POINT_EVIDENCE);
  add_point (loop, "topic:00000000-0000-4000-8000-00000000ffff", "Notice period", PLUMB_POINT_AGREED);
  evaluation = fixture_evaluate (loop);
  agenda = plumb_agenda_list (evaluation);
  keys = dup_keys (agenda);
  g_assert_cmpstr (keys, ==,
                   "split:db split:sys votes critical cleared major uncovered:ops topic:00000000-0000-4000-8000-00000000ffff "
                   "holistic");
  item = get_item (agenda, "split:db");
  g_assert_cmpstr (item->title, ==, "Db");
  g_assert_cmpstr (item->reason, ==, "Scores from 1.00 (Ama) to 3.00 (Ben), 2.00 apart, on 50 % of the weight.");
  g_assert_true (g_ptr_array_index (item->cards, 0) == ama && g_ptr_array_index (item->cards, 1) == ben);
  g_assert_null (item->point);
  item = get_item (agenda, "votes");
  g_assert_cmpstr (item->reason, ==, "2 of 3 cards are for, 1 against.");
  g_assert_cmpint (item->point->outcome, ==, PLUMB_POINT_EVIDENCE);
  g_assert_true (g_ptr_array_index (item->cards, 0) == ama);
  item = get_item (agenda, "uncovered:ops");
  g_assert_cmpstr (item->reason, ==, "No score on 10 % of the weight: 1 × not asked.");
  for (guint i = 0; i < agenda->len; i++)
    if (((PlumbAgendaItem *)g_ptr_array_index (agenda, i))->flag == major)
      item = g_ptr_array_index (agenda, i);
  g_assert_cmpstr (item->reason, ==, "Major and open, raised by Ama in one; corroborated by 1.");
  g_assert_cmpuint (item->cards->len, ==, 2);
  g_assert_true (item->due);
  g_assert_cmpstr (((PlumbAgendaItem *)g_ptr_array_index (agenda, agenda->len - 2))->title, ==, "Notice period");
  progress = plumb_agenda_dup_progress (agenda);
  g_assert_cmpstr (progress, ==, "2 of 9 points talked about, 1 needs more evidence");
}

/* What there are minutes of stays, though nothing calls for it any more. */
static void
test_gone (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  PlumbAssignment *ama = fixture_add_card (loop, "one", "Ama", PLUMB_SEAT_INTERVIEWER, "3 3");
  PlumbFlag *into = add_flag (loop, ama, "stands", PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_UPHELD);
  PlumbFlag *merged = add_flag (loop, ama, "merged", PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_OPEN);
  PlumbFlag *silent = add_flag (loop, ama, "silent", PLUMB_SEVERITY_MINOR, PLUMB_FLAG_OPEN);
  g_autofree char *key = g_strconcat ("flag:", merged->id, NULL);
  g_autoptr (PlumbEvaluation) evaluation = NULL;
  g_autoptr (GPtrArray) agenda = NULL;
  g_autofree char *keys = NULL;

  add_event (loop, merged, PLUMB_FLAG_ACT_MERGED, into->id, "Ama");
  add_event (loop, silent, PLUMB_FLAG_ACT_MERGED, into->id, "Ama");
  add_point (loop, "split:db", "", PLUMB_POINT_AGREED);
  add_point (loop, "votes", "", PLUMB_POINT_AGREED);
  add_point (loop, "uncovered:sys", "", PLUMB_POINT_EVIDENCE);
  add_point (loop, key, "", PLUMB_POINT_AGREED);
  evaluation = fixture_evaluate (loop);
  agenda = plumb_agenda_list (evaluation);
  keys = dup_keys (agenda);
  g_assert_cmpstr (keys, ==, "split:db votes merged stands uncovered:sys uncovered:own uncovered:ops holistic");
  for (guint i = 0; i < 5; i++)
    g_assert_false (((PlumbAgendaItem *)g_ptr_array_index (agenda, i))->due);
  g_assert_cmpstr (get_item (agenda, key)->reason, ==, "Major and open, raised by Ama in one; merged into “stands”.");
  g_assert_cmpstr (get_item (agenda, "split:db")->reason, ==, "No longer split: the scores are 0.00 apart now.");
  g_assert_cmpstr (get_item (agenda, "uncovered:own")->reason, ==,
                   "No card that is in asks about it; it holds 20 % of the weight.");
}

static void
test_withheld (void)
{
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  g_autoptr (PlumbEvaluation) evaluation = NULL;
  g_autoptr (GPtrArray) agenda = NULL;
  const char *ben = fixture_add_person (loop, "Ben")->id;

  fixture_add_card (loop, "one", "Ama", PLUMB_SEAT_INTERVIEWER, "1 4");
  fixture_add_card (loop, "two", "Ben", PLUMB_SEAT_INTERVIEWER, NULL);
  evaluation = fixture_evaluate_as (loop, ben, PLUMB_ROLE_PANELIST);
  agenda = plumb_agenda_list (evaluation);
  g_assert_cmpuint (agenda->len, ==, 0);
}

static char *
dup_speakers (PlumbLoop *loop)
{
  g_autoptr (GPtrArray) speakers = plumb_agenda_list_speakers (loop);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < speakers->len; i++)
    {
      const PlumbSpeaker *speaker = g_ptr_array_index (speakers, i);

      g_string_append_printf (names, "%s%s%s", i > 0 ? " " : "", speaker->person->name, speaker->chairs ? "*" : "");
    }
  return g_string_free (names, FALSE);
}

static void
set_seniority (PlumbLoop *loop, const char *name, int seniority)
{
  ((PlumbPerson *)fixture_add_person (loop, name))->seniority = seniority;
}

static void
test_speakers (void)
{
  g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&shape);
  g_autofree char *with_bar_raiser = NULL;
  g_autofree char *without = NULL;
  PlumbAssignment *ben;

  fixture_add_card (loop, "one", "Ama", PLUMB_SEAT_INTERVIEWER, "1 4");
  ben = fixture_add_card (loop, "two", "Ben", PLUMB_SEAT_BAR_RAISER, NULL);
  fixture_add_card (loop, "three", "Cy", PLUMB_SEAT_HIRING_MANAGER, "3 3");
  fixture_add_card (loop, "three", "Ama", PLUMB_SEAT_INTERVIEWER, NULL);
  fixture_add_card (loop, "two", "Dee", PLUMB_SEAT_SHADOW, NULL);
  fixture_add_card (loop, "two", "Eve", PLUMB_SEAT_OBSERVER, NULL);
  fixture_add_skipped (loop, "one", "Flo", PLUMB_SEAT_INTERVIEWER);
  set_seniority (loop, "Ama", 7);
  set_seniority (loop, "Ben", 2);
  set_seniority (loop, "Cy", 5);
  with_bar_raiser = dup_speakers (loop);
  g_assert_cmpstr (with_bar_raiser, ==, "Dee Cy Ama Ben*");
  plumb_set_string (&ben->skip_reason, "Ill");
  without = dup_speakers (loop);
  g_assert_cmpstr (without, ==, "Dee Ama Cy*");
}

static void
test_moves (void)
{
  g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&shape);
  PlumbAssignment *ama = fixture_add_card (loop, "one", "Ama", PLUMB_SEAT_INTERVIEWER, "1 4");
  PlumbAssignment *ben = fixture_add_card (loop, "two", "Ben", PLUMB_SEAT_INTERVIEWER, "1 4");
  static const struct
  {
    PlumbRound round;
    PlumbRecommendation value;
    PlumbRecommendation from; /* NONE: no move */
  } cast[] = {
    { PLUMB_ROUND_READING, PLUMB_RECOMMENDATION_YES, PLUMB_RECOMMENDATION_NONE },
    { PLUMB_ROUND_READING, PLUMB_RECOMMENDATION_NO, PLUMB_RECOMMENDATION_YES },
    { PLUMB_ROUND_FINAL, PLUMB_RECOMMENDATION_NO, PLUMB_RECOMMENDATION_NONE },
    { PLUMB_ROUND_FINAL, PLUMB_RECOMMENDATION_STRONG_YES, PLUMB_RECOMMENDATION_NO },
  };
  g_autoptr (GPtrArray) moves = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cast); i++)
    {
      PlumbRecommendation before = plumb_vote_move_get_before (loop, ama->id, cast[i].round);

      g_assert_cmpint (before, ==, cast[i].from != PLUMB_RECOMMENDATION_NONE ? cast[i].from : cast[i].value);
      plumb_set_string (&fixture_add_vote (loop, ama, cast[i].round, cast[i].value)->reason, "The others saw it");
    }
  moves = plumb_vote_move_list (loop);
  for (guint i = 0; i < G_N_ELEMENTS (cast); i++)
    {
      const PlumbVoteMove *move;

      if (cast[i].from == PLUMB_RECOMMENDATION_NONE)
        continue;
      move = g_ptr_array_index (moves, n++);
      g_assert_true (move->assignment == ama);
      g_assert_cmpint (move->from, ==, cast[i].from);
      g_assert_cmpint (move->to, ==, cast[i].value);
      g_assert_cmpstr (move->reason, ==, "The others saw it");
    }
  g_assert_cmpuint (moves->len, ==, n);
  g_assert_cmpint (plumb_vote_move_get_standing (loop, ama), ==, PLUMB_RECOMMENDATION_STRONG_YES);
  g_assert_cmpint (plumb_vote_move_get_standing (loop, ben), ==, PLUMB_RECOMMENDATION_YES);
}

/* The agenda of a random loop: every split, every unmerged flag and every uncovered competency once, shuffled or not. */
static void
test_random (void)
{
  GRand *random = g_rand_new_with_seed (4);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (PlumbEvaluation) evaluation = fixture_evaluate (fixture_random_loop (random, NULL));
      g_autoptr (GPtrArray) agenda = plumb_agenda_list (evaluation);
      g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
      const PlumbLoop *loop = plumb_snapshot_get_loop (evaluation->snapshot);

      for (guint k = 0; k < agenda->len; k++)
        {
          const PlumbAgendaItem *item = g_ptr_array_index (agenda, k);

          g_assert_true (g_hash_table_add (keys, item->key));
          g_assert_true (g_str_has_suffix (item->reason, "."));
          g_assert_true (item->point == plumb_loop_get_point (loop, item->key));
          g_assert_true (k == 0 || item->kind >= ((PlumbAgendaItem *)g_ptr_array_index (agenda, k - 1))->kind);
        }
      for (guint k = 0; k < evaluation->competencies->len; k++)
        {
          const PlumbCompetencyResult *result = g_ptr_array_index (evaluation->competencies, k);
          g_autofree char *split = g_strconcat ("split:", result->competency->key, NULL);
          g_autofree char *uncovered = g_strconcat ("uncovered:", result->competency->key, NULL);

          g_assert_true (!result->split || g_hash_table_contains (keys, split));
          g_assert_true (result->score.defined || g_hash_table_contains (keys, uncovered));
        }
      for (guint k = 0; k < loop->points->len; k++)
        g_assert_true (g_hash_table_contains (keys, ((PlumbPoint *)g_ptr_array_index (loop->points, k))->key));
      g_assert_true (g_hash_table_contains (keys, "holistic"));
    }
  g_rand_free (random);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agenda/order", test_order);
  g_test_add_func ("/agenda/gone", test_gone);
  g_test_add_func ("/agenda/withheld", test_withheld);
  g_test_add_func ("/agenda/speakers", test_speakers);
  g_test_add_func ("/agenda/moves", test_moves);
  g_test_add_func ("/agenda/random", test_random);
  return g_test_run ();
}
