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

/* A loop with one person of that name whose one flag says `text`, as the totals-only profile lets the flag out. */
static char *
dup_let_out (const char *name, const char *text)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  PlumbLoop *loop = fixture_random_loop (random, NULL);
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  g_autoptr (PlumbPacket) packet = NULL;
  PlumbAssignment *assignment;
  PlumbFlag *flag;

  g_assert_cmpuint (loop->assignments->len, >, 0);
  assignment = g_ptr_array_index (loop->assignments, 0);
  assignment->card->state = PLUMB_CARD_SUBMITTED;
  plumb_set_string (&((PlumbPerson *)g_ptr_array_index (loop->people, 0))->name, name);
  flag = plumb_flag_new ("00000000-0000-4000-8000-000000000001", assignment->id);
  plumb_set_string (&flag->label, text);
  g_ptr_array_set_size (loop->flags, 0);
  g_ptr_array_add (loop->flags, flag);
  snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  packet = packet_make_packet (snapshot, PLUMB_PROFILE_TOTALS);
  return g_strdup (((PlumbFlag *)g_ptr_array_index (packet->loop->flags, 0))->label);
}

/* "will" is no name in the middle of a sentence, "Will" is. */
static void
test_common_names (void)
{
  g_autofree char *label = dup_let_out ("Will Stone", "Said he will not write tests; Will heard it, and will stone heard it too");

  g_assert_true (g_str_has_prefix (label, "Said he will not write tests; "));
  packet_assert_without (label, "Will");
  packet_assert_without (label, "stone");
}

/* Names as hurried people write them: without accents, decomposed, in parts, with an ending, in scripts without spaces. */
static void
test_written_names (void)
{
  static const struct
  {
    const char *name, *text, *gone, *stays;
  } cases[] = {
    { "João Silva", "ask Joao; João and JOÃO too", "o;", "ask Panelist A" },
    { "João Silva", "Joa\xcc\x83o knew it", "Joa", "knew it" },
    { "João Silva",
      "Jo\xe2\x80\x8b"
      "ao knew it",
      "Jo", "knew it" },
    { "Joao Silva", "João knew it", "João", "knew it" },
    { "Jürgen Müller", "Juergen, Jurgen and mueller agreed", "rgen", "agreed" },
    { "Łukasz Søndergård", "Lukasz, Soendergaard", "Lukasz", "Panelist" },
    { "Weiß", "WEISS, weiß, Weiss said", "ei", "said" },
    { "Anne-Marie O'Neil", "Anne said, Marie too; Neil's view, anne-marie's", "arie", "said" },
    { "Li Wu", "Li asked; li is no word, \"Wu\" is none either", "Wu", "li is no word" },
    { "王伟", "我觉得王伟说得很好", "王伟", "我觉得" },
    { "김민수", "김민수는 질문했다", "김민수", "질문했다" },
    { "สมชาย ใจดี", "ผมคิดว่าสมชายพูดดี", "สมชาย", "ผมคิดว่า" },
    { "राम शर्मा", "राम ने कहा", "राम", "कहा" },
    { "Ana Ng", "banana, Ng; analysis", "Ng", "banana, Panelist A; analysis" },
    { "José Núñez", "été café naïve", "Panelist", "été café naïve" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = dup_let_out (cases[i].name, cases[i].text);

      g_test_message ("%s: %s -> %s", cases[i].name, cases[i].text, label);
      packet_assert_without (label, cases[i].gone);
      g_assert_nonnull (strstr (label, cases[i].stays));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet/narrowed", test_narrowed);
  g_test_add_func ("/packet/common-names", test_common_names);
  g_test_add_func ("/packet/written-names", test_written_names);
  return g_test_run ();
}
