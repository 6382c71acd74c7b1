/* packet-marks.c - see packet-marks.h. */
#include "tests/packet-marks.h"

#include "app/store.h"
#include "tests/fixture.h"

#include <string.h>

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
  for (guint i = 0; i < loop->stage_skips->len; i++)
    mark (&((PlumbStageSkip *)g_ptr_array_index (loop->stage_skips, i))->reason, "skip");
  for (guint i = 0; i < loop->decisions->len; i++)
    {
      PlumbDecision *decision = g_ptr_array_index (loop->decisions, i);

      mark (&decision->rationale, "rationale");
      mark (&decision->override_reason, "override");
      mark (&decision->reopen_reason, "reopen");
      plumb_set_string (&decision->conditions, "MARK-condition: paired with Zxq0 at first");
    }
}

PlumbLoop *
packet_make_loop (GRand *random)
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

char *
packet_dup_all_text (const PlumbPacket *packet)
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
  for (guint i = 0; i < loop->stage_skips->len; i++)
    {
      add (all, ((PlumbStageSkip *)g_ptr_array_index (loop->stage_skips, i))->author);
      add (all, ((PlumbStageSkip *)g_ptr_array_index (loop->stage_skips, i))->reason);
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

void
packet_assert_without (const char *all, const char *needle)
{
  const char *found = strstr (all, needle);

  if (found != NULL)
    g_error ("The packet holds \"%.80s\"", found);
}

PlumbPacket *
packet_make_packet_with (PlumbSnapshot *snapshot, PlumbPacketOptions options)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  char payload[] = "{\"notes\": \"MARK-payload\"}";
  char actor[] = "Zxq1 Wvn1";
  PlumbEvent event
      = { .sequence = 7, .at = PACKET_MADE_AT, .actor_name = actor, .kind = PLUMB_COMMAND_SET_NOTES, .payload = payload };

  options.made_at = PACKET_MADE_AT;
  options.made_by = "Zxq0 Wvn0";
  g_ptr_array_add (events, &event);
  return plumb_packet_new (snapshot, events, &options);
}

PlumbPacket *
packet_make_packet (PlumbSnapshot *snapshot, PlumbProfileKind profile)
{
  return packet_make_packet_with (snapshot, (PlumbPacketOptions){ .profile = profile });
}

void
packet_assert_same_figure (const PlumbFigure *a, const PlumbFigure *b)
{
  g_assert_cmpint (a->defined, ==, b->defined);
  g_assert_cmpfloat (a->value, ==, b->value);
  g_assert_cmpstr (a->text, ==, b->text);
}

void
packet_assert_same_figures (const PlumbEvaluation *a, const PlumbEvaluation *b)
{
  packet_assert_same_figure (&a->composite, &b->composite);
  packet_assert_same_figure (&a->percent, &b->percent);
  packet_assert_same_figure (&a->coverage, &b->coverage);
  packet_assert_same_figure (&a->low, &b->low);
  packet_assert_same_figure (&a->high, &b->high);
  packet_assert_same_figure (&a->weights_low, &b->weights_low);
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
      packet_assert_same_figure (&gate->figure, &other->figure);
    }
  for (guint i = 0; i < a->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (a->competencies, i);
      const PlumbCompetencyResult *other = g_ptr_array_index (b->competencies, i);

      packet_assert_same_figure (&result->score, &other->score);
      packet_assert_same_figure (&result->spread, &other->spread);
      g_assert_cmpint (result->split, ==, other->split);
      g_assert_cmpuint (result->cards->len, ==, other->cards->len);
    }
}

/* The borrowed pointers of the evaluation lead into the packet's own loop. */
void
packet_assert_points_inside (const PlumbPacket *packet)
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

/* Only flag labels and conditions stay of all the texts. */
void
packet_assert_no_marks (const char *all)
{
  for (const char *at = strstr (all, "MARK-"); at != NULL; at = strstr (at + 1, "MARK-"))
    if (!g_str_has_prefix (at, "MARK-label") && !g_str_has_prefix (at, "MARK-condition"))
      g_error ("The packet holds \"%.60s\"", at);
}

void
packet_assert_nobody (const PlumbLoop *loop, const char *all)
{
  packet_assert_without (all, "Zxq");
  packet_assert_without (all, "Wvn");
  for (guint i = 0; i < loop->people->len; i++)
    packet_assert_without (all, ((PlumbPerson *)g_ptr_array_index (loop->people, i))->id);
}
