/* test-packet.c - what a profile leaves out is in no string that can be reached from the packet, and the figures are the full ones. */
#include "tests/fixture.h"
#include "tests/packet-marks.h"

#include <string.h>

#define LOOPS 150

typedef void (*Check) (PlumbSnapshot *snapshot, const PlumbPacket *packet, const char *all);

static void
run (PlumbProfileKind profile, Check check)
{
  for (guint32 seed = 0; seed < LOOPS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (packet_make_loop (random), NULL, PLUMB_ROLE_COORDINATOR);
      g_autoptr (PlumbPacket) packet = packet_make_packet (snapshot, profile);
      g_autofree char *all = packet_dup_all_text (packet);

      packet_assert_points_inside (packet);
      packet_assert_without (all, "MARK-draft");
      packet_assert_without (all, "MARK-payload");
      check (snapshot, packet, all);
    }
}

static void
check_committee (PlumbSnapshot *snapshot, const PlumbPacket *packet, const char *all)
{
  g_autoptr (PlumbEvaluation) full = plumb_evaluation_new (snapshot);
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);

  packet_assert_same_figures (packet->evaluation, full);
  packet_assert_without (all, "MARK-amendment");
  packet_assert_without (all, "MARK-seal");
  g_assert_cmpuint (packet->events->len, ==, 0);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      const PlumbScorecard *card = assignment->card;

      if (card->state != PLUMB_CARD_SUBMITTED)
        continue;
      g_assert_nonnull (strstr (all, card->summary));
      g_assert_nonnull (strstr (all, card->handover));
      for (guint j = 0; j < card->answers->len; j++)
        g_assert_nonnull (strstr (all, ((PlumbAnswer *)g_ptr_array_index (card->answers, j))->notes));
    }
}

static void
test_committee (void)
{
  run (PLUMB_PROFILE_COMMITTEE, check_committee);
}

static void
check_audit (PlumbSnapshot *snapshot, const PlumbPacket *packet, const char *all)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  g_autoptr (PlumbEvaluation) full = plumb_evaluation_new (snapshot);

  packet_assert_same_figures (packet->evaluation, full);
  g_assert_cmpuint (packet->events->len, ==, 1);
  g_assert_cmpstr (((PlumbPacketEvent *)g_ptr_array_index (packet->events, 0))->kind, ==, "set-notes");
  g_assert_cmpuint (packet->loop->seals->len, ==, loop->seals->len);
  for (guint i = 0; i < loop->seals->len; i++)
    g_assert_nonnull (strstr (all, ((PlumbSeal *)g_ptr_array_index (loop->seals, i))->reason));
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbScorecard *card = ((PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->card;

      for (guint j = 0; card->state == PLUMB_CARD_SUBMITTED && j < card->amendments->len; j++)
        g_assert_nonnull (strstr (all, ((PlumbAmendment *)g_ptr_array_index (card->amendments, j))->after));
    }
}

static void
test_audit (void)
{
  run (PLUMB_PROFILE_AUDIT, check_audit);
}
static void
check_totals (PlumbSnapshot *snapshot, const PlumbPacket *packet, const char *all)
{
  g_autoptr (PlumbEvaluation) full = plumb_evaluation_new (snapshot);

  packet_assert_same_figures (packet->evaluation, full);
  packet_assert_no_marks (all);
  packet_assert_nobody (plumb_snapshot_get_loop (snapshot), all);
  if (packet->loop->assignments->len > 0)
    {
      const PlumbAssignment *first = g_ptr_array_index (packet->loop->assignments, 0);

      g_assert_cmpstr (plumb_loop_get_person_name (packet->loop, first->person), ==, "Panelist A");
    }
}

static void
test_totals (void)
{
  run (PLUMB_PROFILE_TOTALS, check_totals);
}

static void
check_candidate (PlumbSnapshot *snapshot, const PlumbPacket *packet, const char *all)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  const PlumbDecision *decision = plumb_loop_get_decision (loop);
  g_autoptr (PlumbEvaluation) full = plumb_evaluation_new (snapshot);

  packet_assert_no_marks (all);
  packet_assert_nobody (loop, all);
  packet_assert_without (all, "MARK-label");
  packet_assert_without (all, "HEADLINE");
  packet_assert_without (all, "Panelist");
  g_assert_cmpuint (packet->loop->people->len, ==, 0);
  g_assert_cmpuint (packet->loop->flags->len + packet->loop->votes->len + packet->loop->verdicts->len, ==, 0);
  g_assert_false (packet->evaluation->composite.defined);
  for (guint i = 0; i < packet->evaluation->gates->len; i++)
    {
      g_assert_false (((PlumbGate *)g_ptr_array_index (packet->evaluation->gates, i))->figure.defined);
      g_assert_cmpint (((PlumbGate *)g_ptr_array_index (packet->evaluation->gates, i))->state, ==, PLUMB_GATE_OPEN);
    }
  for (guint i = 0; i < full->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (packet->evaluation->competencies, i);

      packet_assert_same_figure (&result->score, &((PlumbCompetencyResult *)g_ptr_array_index (full->competencies, i))->score);
      g_assert_cmpuint (result->cards->len, ==, 0);
    }
  for (guint i = 0; i < packet->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (packet->loop->assignments, i);

      g_assert_cmpint (assignment->card->state, ==, PLUMB_CARD_NONE);
      g_assert_cmpuint (assignment->card->answers->len, ==, 0);
      g_assert_cmpint (assignment->scheduled_at, !=, 0);
    }
  g_assert_cmpuint (packet->loop->decisions->len, ==, decision != NULL ? 1 : 0);
  if (decision != NULL)
    g_assert_cmpint (plumb_loop_get_decision (packet->loop)->value, ==, decision->value);
}

static void
test_candidate (void)
{
  run (PLUMB_PROFILE_CANDIDATE, check_candidate);
}

/* Whoever is blind makes a packet with nothing of others in it, whatever the profile. */
static void
test_blind (void)
{
  guint seen = 0;

  for (guint32 seed = 0; seed < LOOPS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      PlumbLoop *loop = packet_make_loop (random);
      g_autofree char *viewer = NULL;
      g_autoptr (PlumbSnapshot) snapshot = NULL;

      for (guint i = 0; viewer == NULL && i < loop->assignments->len; i++)
        if (plumb_assignment_is_owed (g_ptr_array_index (loop->assignments, i)))
          viewer = g_strdup (((PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->person);
      snapshot = plumb_snapshot_new (loop, viewer, PLUMB_ROLE_PANELIST);
      if (viewer == NULL || plumb_snapshot_get_sight (snapshot) != PLUMB_SIGHT_BLIND)
        continue;
      seen++;
      for (PlumbProfileKind profile = PLUMB_PROFILE_COMMITTEE; profile <= PLUMB_PROFILE_AUDIT; profile++)
        {
          g_autoptr (PlumbPacket) packet = packet_make_packet (snapshot, profile);

          g_assert_true (packet->evaluation->withheld);
          g_assert_false (packet->evaluation->composite.defined);
          g_assert_cmpuint (packet->events->len, ==, 0);
          g_assert_cmpuint (packet->loop->decisions->len, ==, 0);
          g_assert_cmpuint (packet->evaluation->without_card->len, ==, 0);
          for (guint i = 0; i < packet->evaluation->competencies->len; i++)
            {
              const PlumbCompetencyResult *result = g_ptr_array_index (packet->evaluation->competencies, i);

              g_assert_false (result->score.defined);
              g_assert_cmpuint (result->cards->len, ==, 0);
            }
        }
    }
  g_assert_cmpuint (seen, >, 10);
}
static void
test_stamp (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  PlumbLoop *loop = fixture_random_loop (random, NULL);
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  g_autoptr (PlumbPacket) packet = NULL;
  g_autofree char *name = NULL;
  PlumbProfileKind kind;

  plumb_set_string (&loop->candidate->name, "Priya Raman");
  snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);
  plumb_snapshot_set_anchor (snapshot, 42, "abc");
  packet = plumb_packet_new (snapshot, NULL, &(PlumbPacketOptions){ .profile = PLUMB_PROFILE_TOTALS, .made_at = PACKET_MADE_AT });
  name = plumb_packet_dup_file_name (packet);
  g_assert_cmpstr (name, ==, "Priya Raman - totals packet");
  g_assert_cmpstr (packet->made_by, ==, "Workspace owner");
  g_assert_cmpint (packet->made_at, ==, PACKET_MADE_AT);
  g_assert_cmpint (packet->anchor_sequence, ==, 42);
  g_assert_cmpstr (packet->anchor_hash, ==, "abc");
  g_assert_cmpstr (packet->template_hash, ==, loop->template->sha256);
  for (PlumbProfileKind profile = PLUMB_PROFILE_COMMITTEE; profile <= PLUMB_PROFILE_AUDIT; profile++)
    {
      g_assert_true (plumb_profile_from_nick (plumb_profile_to_nick (profile), &kind));
      g_assert_cmpint (kind, ==, profile);
    }
  g_assert_false (plumb_profile_from_nick ("secret", &kind));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet/committee", test_committee);
  g_test_add_func ("/packet/audit", test_audit);
  g_test_add_func ("/packet/totals", test_totals);
  g_test_add_func ("/packet/candidate", test_candidate);
  g_test_add_func ("/packet/blind", test_blind);
  g_test_add_func ("/packet/stamp", test_stamp);
  return g_test_run ();
}
