/* test-narrowed.c - a profile that is narrowed: hidden names stand in no text that stays, left-out texts in none at all. */
#include "tests/fixture.h"
#include "tests/packet-marks.h"

#include <string.h>

#define LOOPS 15

static void
strip_support (PlumbAnswer *answer)
{
  plumb_set_string (&answer->notes, "");
  g_ptr_array_set_size (answer->evidence, 0);
  g_strfreev (answer->signals);
  answer->signals = g_new0 (char *, 1);
}

/* Names in notes, as hurried people write them; every third answer has nothing behind it. */
static PlumbLoop *
make_gossip (GRand *random)
{
  PlumbLoop *loop = packet_make_loop (random);

  plumb_set_string (&loop->candidate->name, "Ada Qvistgaard");
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      for (guint j = 0; j < assignment->card->answers->len; j++)
        {
          PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, j);

          plumb_set_string (&answer->notes, assignment->card->state == PLUMB_CARD_SUBMITTED
                                                ? "zxq0 nodded, ADA did well; qvistgaard knows adamant"
                                                : "MARK-draft");
          if (j % 3 == 2)
            strip_support (answer);
        }
    }
  return loop;
}

static gboolean
is_scored (const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    if (plumb_assignment_is_counted (g_ptr_array_index (loop->assignments, i)))
      return TRUE;
  return FALSE;
}

static guint unsupported_seen;

/* A score that nothing supports stays marked, and one that has lost its texts here does not become one. */
static void
assert_same_support (const PlumbLoop *loop, const PlumbLoop *source)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      const PlumbAssignment *other = plumb_loop_get_assignment (source, assignment->id);

      for (guint j = 0; j < assignment->card->answers->len; j++)
        {
          const PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, j);

          g_assert_cmpint (plumb_answer_is_unsupported (answer), ==,
                           plumb_answer_is_unsupported (plumb_scorecard_get_answer (other->card, answer->question)));
          unsupported_seen += plumb_answer_is_unsupported (answer);
        }
    }
}

static void
check_narrowed (PlumbSnapshot *snapshot, const PlumbPacketOptions *options)
{
  g_autoptr (PlumbPacket) packet = packet_make_packet_with (snapshot, *options);
  g_autoptr (PlumbEvaluation) full = plumb_evaluation_new (snapshot);
  g_autofree char *all = packet_dup_all_text (packet);
  g_autofree char *file_name = plumb_packet_dup_file_name (packet);

  packet_assert_same_figures (packet->evaluation, full);
  packet_assert_points_inside (packet);
  assert_same_support (packet->loop, plumb_snapshot_get_loop (snapshot));
  packet_assert_without (all, "MARK-draft");
  if (options->omit & PLUMB_OMIT_TEXTS)
    {
      packet_assert_no_marks (all);
      packet_assert_without (all, "nodded");
    }
  else if (is_scored (packet->loop))
    g_assert_nonnull (strstr (all, "knows adamant"));
  if (options->names != PLUMB_NAMES_FULL)
    {
      packet_assert_nobody (plumb_snapshot_get_loop (snapshot), all);
      packet_assert_without (all, "zxq0");
    }
  if (options->hides_candidate)
    {
      packet_assert_without (all, "Ada");
      packet_assert_without (all, "ADA");
      packet_assert_without (all, "istgaard");
      packet_assert_without (all, "HEADLINE");
      g_assert_null (strstr (file_name, "Ada"));
      g_assert_true (g_str_has_prefix (packet->loop->candidate->name, "Candidate "));
    }
}

static void
test_narrowed (void)
{
  for (guint32 seed = 0; seed < LOOPS; seed++)
    for (guint choice = 0; choice < 3 * 2 * 2 * 2; choice++)
      {
        g_autoptr (GRand) random = g_rand_new_with_seed (seed);
        g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (make_gossip (random), NULL, PLUMB_ROLE_COORDINATOR);
        const PlumbPacketOptions options = {
          .names = (PlumbNames)(choice % 3),
          .hides_candidate = choice / 3 % 2 == 1,
          .omit = choice / 6 % 2 == 1 ? PLUMB_OMIT_TEXTS : PLUMB_OMIT_NOTHING,
          .profile = choice / 12 == 1 ? PLUMB_PROFILE_AUDIT : PLUMB_PROFILE_COMMITTEE,
        };

        check_narrowed (snapshot, &options);
      }
  g_assert_cmpuint (unsupported_seen, >, 100);
}

/* "will" is no name in the middle of a sentence, "Will" is. */
static void
test_common_names (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  PlumbLoop *loop = fixture_random_loop (random, NULL);
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  g_autoptr (PlumbPacket) packet = NULL;
  PlumbFlag *flag;

  g_assert_cmpuint (loop->assignments->len, >, 0);
  plumb_set_string (&((PlumbPerson *)g_ptr_array_index (loop->people, 0))->name, "Will Stone");
  flag = plumb_flag_new ("00000000-0000-4000-8000-000000000001",
                         ((PlumbAssignment *)g_ptr_array_index (loop->assignments, 0))->id);
  ((PlumbAssignment *)g_ptr_array_index (loop->assignments, 0))->card->state = PLUMB_CARD_SUBMITTED;
  plumb_set_string (&flag->label, "Said he will not write tests; Will heard it, and will stone heard it too");
  g_ptr_array_set_size (loop->flags, 0);
  g_ptr_array_add (loop->flags, flag);
  snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  packet = packet_make_packet (snapshot, PLUMB_PROFILE_TOTALS);
  flag = g_ptr_array_index (packet->loop->flags, 0);
  g_assert_true (g_str_has_prefix (flag->label, "Said he will not write tests; "));
  packet_assert_without (flag->label, "Will");
  packet_assert_without (flag->label, "stone");
}
int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet/narrowed", test_narrowed);
  g_test_add_func ("/packet/common-names", test_common_names);
  return g_test_run ();
}
