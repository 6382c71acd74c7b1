/* test-packet.c - what a profile leaves out is in no string that can be reached from the packet, and the figures are the full ones.
 *
 * Every text of a random loop is replaced by a mark that names its kind; then the packet is walked and its texts searched.
 */
#include "app/store.h"
#include "exports/packet.h"
#include "tests/fixture.h"

#include <string.h>

#define LOOPS 150
#define MADE_AT G_GINT64_CONSTANT (1794500000000000)

static void
mark (char **field, const char *kind)
{
  static guint n = 0;

  g_free (*field);
  *field = g_strdup_printf ("MARK-%s-%u", kind, n++);
}

static void
mark_answer (PlumbAnswer *answer, gboolean draft)
{
  mark (&answer->notes, draft ? "draft" : "notes");
  mark (&answer->rationale, draft ? "draft" : "rationale");
  g_ptr_array_add (answer->evidence, plumb_evidence_new ("s1", draft ? "MARK-draft-quote" : "MARK-quote-1"));
}

static void
mark_card (PlumbScorecard *card)
{
  gboolean draft = card->state != PLUMB_CARD_SUBMITTED;

  mark (&card->summary, draft ? "draft" : "summary");
  mark (&card->handover, draft ? "draft" : "handover");
  mark (&card->no_decision_reason, draft ? "draft" : "reason");
  for (guint i = 0; i < card->answers->len; i++)
    mark_answer (g_ptr_array_index (card->answers, i), draft);
  for (guint i = 0; i < card->amendments->len; i++)
    {
      PlumbAmendment *amendment = g_ptr_array_index (card->amendments, i);

      mark (&amendment->before, "amendment");
      mark (&amendment->after, "amendment");
      mark (&amendment->reason, "amendment");
    }
}

static void
mark_people (PlumbLoop *loop)
{
  for (guint i = 0; i < loop->people->len; i++)
    {
      PlumbPerson *person = g_ptr_array_index (loop->people, i);

      g_free (person->name);
      person->name = g_strdup_printf ("Zxq%u Wvn%u", i, i);
      mark (&person->email, "email");
    }
  mark (&loop->candidate->email, "email");
  plumb_set_string (&loop->candidate->headline, "HEADLINE: referred by Zxq0");
}

static void
mark_debrief (PlumbLoop *loop)
{
  for (guint i = 0; i < loop->flags->len; i++)
    {
      PlumbFlag *flag = g_ptr_array_index (loop->flags, i);
      PlumbAssignment *assignment = plumb_loop_get_assignment (loop, flag->assignment);
      const char *name = plumb_loop_get_person_name (loop, assignment->person);

      g_free (flag->label);
      flag->label = assignment->card->state == PLUMB_CARD_SUBMITTED ? g_strdup_printf ("MARK-label told %s, that is", name)
                                                                    : g_strdup ("MARK-draft-label");
      mark (&flag->quote, "quote");
      mark (&flag->resolution, "resolution");
    }
  for (guint i = 0; i < loop->votes->len; i++)
    mark (&((PlumbVote *)g_ptr_array_index (loop->votes, i))->reason, "reason");
  for (guint i = 0; i < loop->verdicts->len; i++)
    mark (&((PlumbVerdict *)g_ptr_array_index (loop->verdicts, i))->rationale, "verdict");
  for (guint i = 0; i < loop->seals->len; i++)
    mark (&((PlumbSeal *)g_ptr_array_index (loop->seals, i))->reason, "seal");
  for (guint i = 0; i < loop->decisions->len; i++)
    {
      PlumbDecision *decision = g_ptr_array_index (loop->decisions, i);

      mark (&decision->rationale, "rationale");
      mark (&decision->override_reason, "override");
      mark (&decision->reopen_reason, "reopen");
      plumb_set_string (&decision->conditions, "MARK-condition: paired with Zxq0 at first");
    }
}

static PlumbLoop *
make_loop (GRand *random)
{
  PlumbLoop *loop = fixture_random_loop (random, NULL);

  mark_people (loop);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      mark_card (assignment->card);
      if (assignment->skip_reason != NULL)
        mark (&assignment->skip_reason, "skip");
    }
  mark_debrief (loop);
  return loop;
}

/* Walking. */

static void
add (GString *all, const char *text)
{
  g_string_append (all, text != NULL ? text : "");
  g_string_append_c (all, '\n');
}

static void
add_strings (GString *all, char **strings)
{
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    add (all, strings[i]);
}

static void
walk_card (GString *all, const PlumbScorecard *card)
{
  add (all, card->id);
  add (all, card->summary);
  add (all, card->handover);
  add (all, card->no_decision_reason);
  for (guint i = 0; i < card->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (card->answers, i);

      add (all, answer->question);
      add (all, answer->notes);
      add (all, answer->rationale);
      add_strings (all, answer->signals);
      for (guint j = 0; j < answer->evidence->len; j++)
        {
          add (all, ((PlumbEvidence *)g_ptr_array_index (answer->evidence, j))->target);
          add (all, ((PlumbEvidence *)g_ptr_array_index (answer->evidence, j))->quote);
        }
    }
  for (guint i = 0; i < card->amendments->len; i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (card->amendments, i);

      add (all, amendment->id);
      add (all, amendment->question);
      add (all, amendment->before);
      add (all, amendment->after);
      add (all, amendment->reason);
      add (all, amendment->author);
    }
}

static void
walk_debrief (GString *all, const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (loop->flags, i);

      add (all, flag->label);
      add (all, flag->quote);
      add (all, flag->resolution);
      add (all, flag->resolved_by);
      add (all, flag->choice);
    }
  for (guint i = 0; i < loop->votes->len; i++)
    add (all, ((PlumbVote *)g_ptr_array_index (loop->votes, i))->reason);
  for (guint i = 0; i < loop->verdicts->len; i++)
    add (all, ((PlumbVerdict *)g_ptr_array_index (loop->verdicts, i))->rationale);
  for (guint i = 0; i < loop->seals->len; i++)
    {
      add (all, ((PlumbSeal *)g_ptr_array_index (loop->seals, i))->person);
      add (all, ((PlumbSeal *)g_ptr_array_index (loop->seals, i))->reason);
    }
  for (guint i = 0; i < loop->decisions->len; i++)
    {
      const PlumbDecision *decision = g_ptr_array_index (loop->decisions, i);

      add (all, decision->rationale);
      add (all, decision->override_reason);
      add (all, decision->reopen_reason);
      add (all, decision->conditions);
      add (all, decision->figures);
      add (all, decision->decider);
      add_strings (all, decision->dissents);
    }
}

static void
walk_template (GString *all, const PlumbTemplate *template)
{
  g_autofree char *document = plumb_json_dup_canonical (template->document);

  add (all, document);
  add (all, template->summary);
  add (all, template->weights_note);
  for (guint i = 0; i < template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (template->stages, i);

      add (all, stage->about);
      for (guint j = 0; j < stage->script->len; j++)
        add (all, ((PlumbScriptItem *)g_ptr_array_index (stage->script, j))->question->prompt);
    }
}

static void
walk_evaluation (GString *all, const PlumbEvaluation *evaluation)
{
  g_auto (GStrv) sentences = plumb_evaluation_dup_firmness_sentences (evaluation);
  g_autofree char *headline = plumb_evaluation_dup_headline (evaluation);
  json_t *document = plumb_evaluation_to_json (evaluation);
  g_autofree char *text = plumb_json_dup_canonical (document);

  json_decref (document);
  add (all, headline);
  add (all, text);
  add_strings (all, sentences);
  for (guint i = 0; i < evaluation->gates->len; i++)
    add (all, ((PlumbGate *)g_ptr_array_index (evaluation->gates, i))->reason);
}

static char *
dup_all_text (const PlumbPacket *packet)
{
  GString *all = g_string_new (NULL);
  const PlumbLoop *loop = packet->loop;

  add (all, loop->candidate->name);
  add (all, loop->candidate->email);
  add (all, loop->candidate->headline);
  for (guint i = 0; i < loop->people->len; i++)
    {
      const PlumbPerson *person = g_ptr_array_index (loop->people, i);

      add (all, person->id);
      add (all, person->name);
      add (all, person->email);
    }
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

      add (all, assignment->id);
      add (all, assignment->person);
      add (all, assignment->skip_reason);
      walk_card (all, assignment->card);
    }
  walk_debrief (all, loop);
  walk_template (all, loop->template);
  walk_evaluation (all, packet->evaluation);
  for (guint i = 0; i < packet->events->len; i++)
    add (all, ((PlumbPacketEvent *)g_ptr_array_index (packet->events, i))->actor);
  add (all, packet->made_by);
  add (all, plumb_snapshot_get_viewer (packet->snapshot));
  return g_string_free (all, FALSE);
}

static void
assert_without (const char *all, const char *needle)
{
  const char *found = strstr (all, needle);

  if (found != NULL)
    g_error ("The packet holds \"%.80s\"", found);
}

static PlumbPacket *
make_packet_with (PlumbSnapshot *snapshot, PlumbPacketOptions options)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  char payload[] = "{\"notes\": \"MARK-payload\"}";
  char actor[] = "Zxq1 Wvn1";
  PlumbEvent event = { .sequence = 7, .at = MADE_AT, .actor_name = actor, .kind = PLUMB_COMMAND_SET_NOTES, .payload = payload };

  options.made_at = MADE_AT;
  options.made_by = "Zxq0 Wvn0";
  g_ptr_array_add (events, &event);
  return plumb_packet_new (snapshot, events, &options);
}

static PlumbPacket *
make_packet (PlumbSnapshot *snapshot, PlumbProfileKind profile)
{
  return make_packet_with (snapshot, (PlumbPacketOptions){ .profile = profile });
}

static void
assert_same_figure (const PlumbFigure *a, const PlumbFigure *b)
{
  g_assert_cmpint (a->defined, ==, b->defined);
  g_assert_cmpfloat (a->value, ==, b->value);
  g_assert_cmpstr (a->text, ==, b->text);
}

static void
assert_same_figures (const PlumbEvaluation *a, const PlumbEvaluation *b)
{
  assert_same_figure (&a->composite, &b->composite);
  assert_same_figure (&a->percent, &b->percent);
  assert_same_figure (&a->coverage, &b->coverage);
  assert_same_figure (&a->low, &b->low);
  assert_same_figure (&a->high, &b->high);
  assert_same_figure (&a->weights_low, &b->weights_low);
  g_assert_cmpint (a->outcome, ==, b->outcome);
  g_assert_cmpuint (a->n_counted, ==, b->n_counted);
  g_assert_cmpuint (a->n_awaited, ==, b->n_awaited);
  g_assert_cmpuint (a->gates->len, ==, b->gates->len);
  for (guint i = 0; i < a->gates->len; i++)
    {
      const PlumbGate *gate = g_ptr_array_index (a->gates, i);
      const PlumbGate *other = g_ptr_array_index (b->gates, i);

      g_assert_cmpstr (gate->key, ==, other->key);
      g_assert_cmpint (gate->state, ==, other->state);
      g_assert_cmpstr (gate->title, ==, other->title);
      assert_same_figure (&gate->figure, &other->figure);
    }
  for (guint i = 0; i < a->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (a->competencies, i);
      const PlumbCompetencyResult *other = g_ptr_array_index (b->competencies, i);

      assert_same_figure (&result->score, &other->score);
      assert_same_figure (&result->spread, &other->spread);
      g_assert_cmpint (result->split, ==, other->split);
      g_assert_cmpuint (result->cards->len, ==, other->cards->len);
    }
}

/* The borrowed pointers of the evaluation lead into the packet's own loop. */
static void
assert_points_inside (const PlumbPacket *packet)
{
  for (guint i = 0; i < packet->evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (packet->evaluation->competencies, i);

      g_assert_true (g_ptr_array_find (packet->loop->template->competencies, result->competency, NULL));
      for (guint j = 0; j < result->cards->len; j++)
        {
          const PlumbCardScore *score = g_ptr_array_index (result->cards, j);

          g_assert_true (g_ptr_array_find (packet->loop->assignments, score->assignment, NULL));
        }
    }
}

typedef void (*Check) (PlumbSnapshot *snapshot, const PlumbPacket *packet, const char *all);

static void
run (PlumbProfileKind profile, Check check)
{
  for (guint32 seed = 0; seed < LOOPS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (make_loop (random), NULL, PLUMB_ROLE_COORDINATOR);
      g_autoptr (PlumbPacket) packet = make_packet (snapshot, profile);
      g_autofree char *all = dup_all_text (packet);

      assert_points_inside (packet);
      assert_without (all, "MARK-draft");
      assert_without (all, "MARK-payload");
      check (snapshot, packet, all);
    }
}

static void
check_committee (PlumbSnapshot *snapshot, const PlumbPacket *packet, const char *all)
{
  g_autoptr (PlumbEvaluation) full = plumb_evaluation_new (snapshot);
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);

  assert_same_figures (packet->evaluation, full);
  assert_without (all, "MARK-amendment");
  assert_without (all, "MARK-seal");
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

  assert_same_figures (packet->evaluation, full);
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

/* Only flag labels and conditions stay of all the texts. */
static void
assert_no_marks (const char *all)
{
  for (const char *at = strstr (all, "MARK-"); at != NULL; at = strstr (at + 1, "MARK-"))
    if (!g_str_has_prefix (at, "MARK-label") && !g_str_has_prefix (at, "MARK-condition"))
      g_error ("The packet holds \"%.60s\"", at);
}

static void
assert_nobody (const PlumbLoop *loop, const char *all)
{
  assert_without (all, "Zxq");
  assert_without (all, "Wvn");
  for (guint i = 0; i < loop->people->len; i++)
    assert_without (all, ((PlumbPerson *)g_ptr_array_index (loop->people, i))->id);
}

static void
check_totals (PlumbSnapshot *snapshot, const PlumbPacket *packet, const char *all)
{
  g_autoptr (PlumbEvaluation) full = plumb_evaluation_new (snapshot);

  assert_same_figures (packet->evaluation, full);
  assert_no_marks (all);
  assert_nobody (plumb_snapshot_get_loop (snapshot), all);
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

  assert_no_marks (all);
  assert_nobody (loop, all);
  assert_without (all, "MARK-label");
  assert_without (all, "HEADLINE");
  assert_without (all, "Panelist");
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

      assert_same_figure (&result->score, &((PlumbCompetencyResult *)g_ptr_array_index (full->competencies, i))->score);
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
      PlumbLoop *loop = make_loop (random);
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
          g_autoptr (PlumbPacket) packet = make_packet (snapshot, profile);

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
  PlumbLoop *loop = make_loop (random);

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
  g_autoptr (PlumbPacket) packet = make_packet_with (snapshot, *options);
  g_autoptr (PlumbEvaluation) full = plumb_evaluation_new (snapshot);
  g_autofree char *all = dup_all_text (packet);
  g_autofree char *file_name = plumb_packet_dup_file_name (packet);

  assert_same_figures (packet->evaluation, full);
  assert_points_inside (packet);
  assert_same_support (packet->loop, plumb_snapshot_get_loop (snapshot));
  assert_without (all, "MARK-draft");
  if (options->omit & PLUMB_OMIT_TEXTS)
    {
      assert_no_marks (all);
      assert_without (all, "nodded");
    }
  else if (is_scored (packet->loop))
    g_assert_nonnull (strstr (all, "knows adamant"));
  if (options->names != PLUMB_NAMES_FULL)
    {
      assert_nobody (plumb_snapshot_get_loop (snapshot), all);
      assert_without (all, "zxq0");
    }
  if (options->hides_candidate)
    {
      assert_without (all, "Ada");
      assert_without (all, "ADA");
      assert_without (all, "istgaard");
      assert_without (all, "HEADLINE");
      g_assert_null (strstr (file_name, "Ada"));
      g_assert_true (g_str_has_prefix (packet->loop->candidate->name, "Candidate "));
    }
}

static void
test_narrowed (void)
{
  for (guint32 seed = 0; seed < LOOPS / 10; seed++)
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
  packet = make_packet (snapshot, PLUMB_PROFILE_TOTALS);
  flag = g_ptr_array_index (packet->loop->flags, 0);
  g_assert_true (g_str_has_prefix (flag->label, "Said he will not write tests; "));
  assert_without (flag->label, "Will");
  assert_without (flag->label, "stone");
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
  packet = plumb_packet_new (snapshot, NULL, &(PlumbPacketOptions){ .profile = PLUMB_PROFILE_TOTALS, .made_at = MADE_AT });
  name = plumb_packet_dup_file_name (packet);
  g_assert_cmpstr (name, ==, "Priya Raman - totals packet");
  g_assert_cmpstr (packet->made_by, ==, "Workspace owner");
  g_assert_cmpint (packet->made_at, ==, MADE_AT);
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
  g_test_add_func ("/packet/narrowed", test_narrowed);
  g_test_add_func ("/packet/common-names", test_common_names);
  g_test_add_func ("/packet/stamp", test_stamp);
  return g_test_run ();
}
