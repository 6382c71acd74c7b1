/* make-pages.c - writes PDFs for check-pages.py and for looking at: the demo's loops, or random ones.
 *
 *   make-pages FOLDER demo [PROFILE] [letter]     one PDF a demo loop, and all.pdf with all of them
 *   make-pages FOLDER sample                      one PDF a profile, and PROFILE-PAGE.png as the preview draws it
 *   make-pages FOLDER random SEED COUNT           one PDF a random loop
 *
 * Beside each NAME.pdf stands NAME.json: title, number of entries and the texts that must be found in it.
 */
#include "app/exchange.h"
#include "app/resources.h"
#include "app/text.h"
#include "exports/pdf.h"
#include "exports/png.h"
#include "exports/summary-text.h"
#include "tests/fixture.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define MADE_AT G_GINT64_CONSTANT (1795000000000000)

static PlumbTemplate *
look_up (const char *key, int version, gpointer data)
{
  GPtrArray *templates = plumb_library_list_templates ();

  for (guint i = 0; i < templates->len; i++)
    {
      PlumbTemplate *template = g_ptr_array_index (templates, i);

      if (g_str_equal (template->key, key) && template->version == version)
        return plumb_template_ref (template);
    }
  return NULL;
}

/* As the pages show it: hidden characters made visible. */
static void
add_text (json_t *texts, const char *text)
{
  g_autofree char *shown = text == NULL ? NULL : plumb_text_dup_shown (text);

  if (shown != NULL && *shown != '\0')
    json_array_append_new (texts, json_string (shown));
}

static void
add_card_texts (json_t *texts, const PlumbPacket *packet, const PlumbAssignment *assignment)
{
  const PlumbScorecard *card = assignment->card;
  const PlumbStage *stage = plumb_loop_get_stage (packet->loop, assignment);

  add_text (texts, card->summary);
  add_text (texts, card->handover);
  add_text (texts, card->no_decision_reason);
  for (guint j = 0; j < card->answers->len; j++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (card->answers, j);
      const PlumbScriptItem *item = plumb_stage_get_item (stage, answer->question, NULL);

      add_text (texts, item != NULL ? item->question->title : NULL);
      add_text (texts, answer->notes);
      add_text (texts, answer->rationale);
      for (guint k = 0; k < answer->evidence->len; k++)
        add_text (texts, ((PlumbEvidence *)g_ptr_array_index (answer->evidence, k))->quote);
      for (guint k = 0; packet->shows_texts && item != NULL && answer->signals[k] != NULL; k++)
        {
          const PlumbSignal *signal = plumb_question_get_signal (item->question, answer->signals[k]);
          add_text (texts, signal != NULL ? signal->text : NULL);
        }
    }
  for (guint j = 0; packet->shows_record && j < card->amendments->len; j++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (card->amendments, j);
      add_text (texts, amendment->before);
      add_text (texts, amendment->after);
      add_text (texts, amendment->reason);
    }
}

static void
add_flag_texts (json_t *texts, const PlumbPacket *packet)
{
  for (guint i = 0; packet->shows_flags && i < packet->loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (packet->loop->flags, i);
      g_autoptr (GPtrArray) seen = plumb_flag_list_corroborations (flag);

      add_text (texts, flag->label);
      add_text (texts, flag->quote);
      add_text (texts, flag->resolution);
      for (guint j = 0; packet->shows_record && j < flag->events->len; j++)
        add_text (texts, ((PlumbFlagEvent *)g_ptr_array_index (flag->events, j))->text);
      for (guint j = 0; j < seen->len; j++)
        add_text (texts, ((PlumbFlagEvent *)g_ptr_array_index (seen, j))->text);
    }
}

static void
add_debrief_texts (json_t *texts, const PlumbPacket *packet)
{
  const PlumbLoop *loop = packet->loop;

  for (guint i = 0; i < loop->verdicts->len; i++)
    {
      add_text (texts, ((PlumbVerdict *)g_ptr_array_index (loop->verdicts, i))->rationale);
      add_text (texts, ((PlumbVerdict *)g_ptr_array_index (loop->verdicts, i))->independence_note);
    }
  for (guint i = 0; i < loop->points->len; i++)
    {
      add_text (texts, ((PlumbPoint *)g_ptr_array_index (loop->points, i))->title);
      add_text (texts, ((PlumbPoint *)g_ptr_array_index (loop->points, i))->note);
    }
  for (guint i = 0; i < loop->decisions->len; i++)
    {
      const PlumbDecision *decision = g_ptr_array_index (loop->decisions, i);
      add_text (texts, decision->rationale);
      add_text (texts, decision->override_reason);
      add_text (texts, decision->reopen_reason);
    }
  for (guint i = 0; packet->shows_record && i < loop->seals->len; i++)
    add_text (texts, ((PlumbSeal *)g_ptr_array_index (loop->seals, i))->reason);
}

/* What is said in words of the evaluation, and the stamp. */
static void
add_made_texts (json_t *texts, const PlumbPacket *packet)
{
  g_auto (GStrv) sentences = plumb_evaluation_dup_firmness_sentences (packet->evaluation);

  for (guint i = 0; packet->shows_policy && i < packet->evaluation->gates->len; i++)
    {
      const PlumbGate *gate = g_ptr_array_index (packet->evaluation->gates, i);
      json_array_append_new (texts, json_string (gate->title));
      json_array_append_new (texts, json_string (gate->reason));
    }
  for (guint i = 0; packet->shows_policy && sentences[i] != NULL; i++)
    json_array_append_new (texts, json_string (sentences[i]));
  for (guint i = 0; i < packet->evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (packet->evaluation->competencies, i);
      add_text (texts, result->competency->name);
      add_text (texts, packet->shows_policy ? result->competency->about : NULL);
    }
  add_text (texts, packet->made_by);
  add_text (texts, packet->program_version);
  add_text (texts, packet->template_version);
  add_text (texts, packet->template_hash);
  add_text (texts, packet->anchor_hash);
}

/* Every text that the packet holds and its pages owe to the reader. */
/* Told where nobody was assigned since, skipped or not. */
static void
add_skip_text (json_t *texts, const PlumbLoop *loop, const PlumbStageSkip *skip)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    if (g_str_equal (((PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->stage, skip->stage))
      return;
  add_text (texts, skip->reason);
}

static json_t *
list_texts (const PlumbPacket *packet)
{
  json_t *texts = json_array ();

  add_text (texts, packet->loop->candidate->name);
  add_text (texts, packet->loop->candidate->headline);
  add_text (texts, packet->loop->role);
  for (guint i = 0; packet->shows_cards && i < packet->loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (packet->loop->assignments, i);

      add_text (texts, plumb_loop_get_person_name (packet->loop, assignment->person));
      add_text (texts, assignment->skip_reason);
      if (assignment->card->state == PLUMB_CARD_SUBMITTED && !assignment->card->withheld)
        add_card_texts (texts, packet, assignment);
    }
  for (guint i = 0; packet->shows_cards && i < packet->loop->stage_skips->len; i++)
    add_skip_text (texts, packet->loop, g_ptr_array_index (packet->loop->stage_skips, i));
  for (guint i = 0; i < packet->loop->votes->len; i++)
    add_text (texts, ((PlumbVote *)g_ptr_array_index (packet->loop->votes, i))->reason);
  add_flag_texts (texts, packet);
  add_debrief_texts (texts, packet);
  add_made_texts (texts, packet);
  return texts;
}

/* The one-page summaries of a single packet: NAME.png and NAME.txt. */
static void
write_summaries (const PlumbPacket *packet, const char *folder, const char *name)
{
  g_autofree char *picture = g_strdup_printf ("%s/%s.png", folder, name);
  g_autofree char *path = g_strdup_printf ("%s/%s.txt", folder, name);
  g_autofree char *text = plumb_summary_text_dup (packet);
  g_autoptr (GError) error = NULL;

  if (!plumb_png_write (packet, PLUMB_PNG_WIDTH, picture, TRUE, &error) || !g_file_set_contents (path, text, -1, &error))
    g_error ("%s", error->message);
}

/* Names that a profile may hide; those in sight are among the texts as well. */
static json_t *
list_people (const PlumbPacket *packet)
{
  json_t *people = json_array ();

  for (guint i = 0; i < packet->loop->people->len; i++)
    add_text (people, ((PlumbPerson *)g_ptr_array_index (packet->loop->people, i))->name);
  return people;
}

static void
write_pdf (GPtrArray *packets, PlumbPaper paper, const char *folder, const char *name)
{
  g_autofree char *pdf = g_strdup_printf ("%s/%s.pdf", folder, name);
  g_autofree char *list = g_strdup_printf ("%s/%s.json", folder, name);
  g_autoptr (GError) error = NULL;
  json_t *document = json_array ();

  if (!plumb_pdf_write (packets, paper, pdf, TRUE, NULL, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < packets->len; i++)
    {
      const PlumbPacket *packet = g_ptr_array_index (packets, i);
      json_array_append_new (document, json_pack ("{s:s, s:s, s:o, s:o}", "name", packet->loop->candidate->name, "profile",
                                                  plumb_profile_to_nick (packet->profile), "texts", list_texts (packet), "people",
                                                  list_people (packet)));
    }
  if (packets->len == 1)
    write_summaries (g_ptr_array_index (packets, 0), folder, name);
  if (json_dump_file (document, list, JSON_INDENT (1)) != 0)
    g_error ("Could not write %s", list);
  json_decref (document);
}

#define PREVIEW_SCALE (50 / 72.0)

/* Each page as the screen shows it. */
static void
write_pages (GPtrArray *packets, PlumbPaper paper, const char *folder, const char *name)
{
  g_autoptr (PlumbPages) pages = plumb_pages_new (packets, paper);

  for (guint i = 0; i < plumb_pages_get_count (pages); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s-%u.png", folder, name, i + 1);
      cairo_surface_t *surface = plumb_pages_render (pages, i, PREVIEW_SCALE);

      if (cairo_surface_write_to_png (surface, path) != CAIRO_STATUS_SUCCESS)
        g_error ("Could not write %s", path);
      cairo_surface_destroy (surface);
    }
}

/* Takes the loop. */
static PlumbPacket *
make_packet (PlumbLoop *loop, PlumbProfileKind profile)
{
  PlumbPacketOptions options = { .profile = profile, .made_at = MADE_AT, .made_by = "Rosa Lindqvist" };
  g_autoptr (PlumbSnapshot) snapshot = plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR);

  plumb_snapshot_set_anchor (snapshot, 412, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
  return plumb_packet_new (snapshot, NULL, &options);
}

static void
make_demo (const char *folder, PlumbProfileKind profile, PlumbPaper paper)
{
  g_auto (GStrv) names = plumb_resource_list ("demo");
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("demo/", names[i], NULL);
      g_autofree char *name = g_strndup (names[i], strcspn (names[i], "."));
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = plumb_resource_load (path, &error);
      g_autoptr (GPtrArray) loops = NULL;
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_assert_no_error (error);
      loops = plumb_exchange_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), look_up, NULL, &error);
      g_assert_no_error (error);
      g_ptr_array_add (all, make_packet (g_ptr_array_steal_index (loops, 0), profile));
      g_ptr_array_add (one, g_ptr_array_index (all, i));
      write_pdf (one, paper, folder, name);
    }
  write_pdf (all, paper, folder, "all");
}

static void
make_random (const char *folder, guint32 seed, guint count)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < count; i++)
    {
      PlumbProfileKind profile = i % 4 == 3 ? PLUMB_PROFILE_AUDIT : PLUMB_PROFILE_COMMITTEE;
      PlumbLoop *loop = fixture_random_loop (random, NULL);
      g_autoptr (PlumbPacket) packet = NULL;
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autofree char *name = g_strdup_printf ("random-%03u", i);

      packet = make_packet (loop, profile);
      g_ptr_array_add (one, packet);
      write_pdf (one, i % 2 == 0 ? PLUMB_PAPER_A4 : PLUMB_PAPER_LETTER, folder, name);
    }
}

/* --- the sample: what the reference pictures show; nothing of it comes from data that changes ------------------------------------- */

static const char note[]
    = "02:05  Starts with who it is for, then the numbers: 900 requests a second at the Friday peak.\n"
      "06:40  One request end to end: API, queue, worker, ledger. No gap when asked about the retry.\n"
      "\n"
      "11:15  Two keys: refund id and processor reference, both unique. Why? Long pause, then the double refund.";

static void
write_card (const PlumbAssignment *assignment, PlumbRecommendation recommendation)
{
  PlumbScorecard *card = assignment->card;

  card->recommendation = recommendation;
  card->submitted_at = MADE_AT - G_TIME_SPAN_DAY;
  card->elapsed = 47 * G_TIME_SPAN_MINUTE;
  plumb_set_string (&card->summary,
                    "Knows one system to the bottom and names the price of what it does not do. Waits came with a hint.");
  plumb_set_string (&card->handover, "Probe what happens when a partner is slow.");
  for (guint i = 0; i < card->answers->len; i++)
    {
      PlumbAnswer *answer = g_ptr_array_index (card->answers, i);

      plumb_set_string (&answer->notes, i % 2 == 0 ? note : "Said it in one sentence.");
      g_strfreev (answer->signals);
      answer->signals = g_strsplit (i % 2 == 0 ? "s1 s3" : "s2", " ", -1);
      g_ptr_array_add (answer->evidence, plumb_evidence_new (i % 2 == 0 ? "s1" : "s2", "both unique"));
    }
}

static void
add_point (PlumbLoop *loop, const char *key, const char *title, PlumbPointOutcome outcome)
{
  PlumbPoint *point = plumb_point_new (key);

  plumb_set_string (&point->title, title);
  plumb_set_string (&point->note, "Heard both cards; the second interview asked for less.");
  point->outcome = outcome;
  point->at = MADE_AT - 2 * G_TIME_SPAN_HOUR;
  g_ptr_array_add (loop->points, point);
}

static void
add_decision (PlumbLoop *loop)
{
  PlumbDecision *decision = plumb_decision_new ();

  plumb_set_string (&decision->id, "5b0c0c11-7c5e-4f0e-8f6c-3c6f3c0a9b12");
  decision->value = PLUMB_DECISION_HIRE;
  decision->outcome = PLUMB_OUTCOME_MEETS_BAR;
  plumb_set_string (&decision->figures, "composite 3.05, coverage 85 %");
  plumb_set_string (&decision->rationale, "Strong evidence on systems from three panelists; the gap in operations is coachable.");
  plumb_set_string (&decision->conditions, "First on-call rotation is shadowed");
  plumb_set_string (&decision->decider, fixture_add_person (loop, "Mika Ito")->id);
  decision->at = MADE_AT - G_TIME_SPAN_HOUR;
  g_ptr_array_add (loop->decisions, decision);
}

static PlumbLoop *
make_sample_loop (void)
{
  static const FixtureTemplate shape = {
    .competencies = { { "systems", 35 }, { "data", 25 }, { "operations", 20 }, { "coding", 12 }, { "ownership", 8 } },
    .stages = { { "screen", 1, { { "ownership", 2 }, { "coding", 1 } } },
                { "phone", 2, { { "coding", 1 }, { "data", 2 }, { "systems", 1 } } },
                { "design", 3, { { "systems", 3 }, { "operations", 1 } } },
                { "raiser", 3, { { "systems", 1 }, { "operations", 2 } } } },
  };
  PlumbLoop *loop = fixture_loop_new_with (&shape);
  const PlumbAssignment *first = fixture_add_card (loop, "screen", "Beate Lang", PLUMB_SEAT_INTERVIEWER, "3 4");
  const PlumbAssignment *phone = fixture_add_card (loop, "phone", "Ama Osei", PLUMB_SEAT_INTERVIEWER, "4 3 3");
  const PlumbAssignment *design = fixture_add_card (loop, "design", "Lukas Weber", PLUMB_SEAT_INTERVIEWER, "4 1");
  const PlumbAssignment *raiser = fixture_add_card (loop, "raiser", "João Silva", PLUMB_SEAT_BAR_RAISER, "3 3");
  PlumbFlag *flag = fixture_add_flag (loop, design, PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_UPHELD);

  write_card (first, PLUMB_RECOMMENDATION_YES);
  write_card (phone, PLUMB_RECOMMENDATION_STRONG_YES);
  write_card (design, PLUMB_RECOMMENDATION_NO);
  write_card (raiser, PLUMB_RECOMMENDATION_YES);
  plumb_set_string (&flag->label, "No rollback plan");
  plumb_set_string (&flag->quote, "we kept redeploying until it held");
  plumb_set_string (&flag->resolution, "Seen twice in the same session; stands as a condition.");
  fixture_add_vote (loop, phone, PLUMB_ROUND_READING, PLUMB_RECOMMENDATION_YES);
  fixture_add_vote (loop, design, PLUMB_ROUND_FINAL, PLUMB_RECOMMENDATION_YES);
  plumb_set_string (&fixture_add_verdict (loop, raiser, PLUMB_VERDICT_CONCUR)->rationale, "Above the middle of the team.");
  add_point (loop, "split:operations", "", PLUMB_POINT_DISAGREEMENT);
  add_point (loop, "holistic", "", PLUMB_POINT_AGREED);
  add_decision (loop);
  return loop;
}

static void
make_sample (const char *folder)
{
  for (PlumbProfileKind profile = PLUMB_PROFILE_COMMITTEE; profile <= PLUMB_PROFILE_AUDIT; profile++)
    {
      g_autoptr (PlumbPacket) packet = make_packet (make_sample_loop (), profile);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      PlumbPaper paper = profile == PLUMB_PROFILE_CANDIDATE ? PLUMB_PAPER_LETTER : PLUMB_PAPER_A4;

      g_ptr_array_add (one, packet);
      write_pdf (one, paper, folder, plumb_profile_to_nick (profile));
      write_pages (one, paper, folder, plumb_profile_to_nick (profile));
    }
}

int
main (int argc, char **argv)
{
  PlumbProfileKind profile = PLUMB_PROFILE_COMMITTEE;

  setlocale (LC_ALL, "");
  if (argc >= 3 && g_str_equal (argv[2], "demo") && (argc < 4 || plumb_profile_from_nick (argv[3], &profile)))
    make_demo (argv[1], profile, argc > 4 && g_str_equal (argv[4], "letter") ? PLUMB_PAPER_LETTER : PLUMB_PAPER_A4);
  else if (argc == 3 && g_str_equal (argv[2], "sample"))
    make_sample (argv[1]);
  else if (argc == 5 && g_str_equal (argv[2], "random"))
    make_random (argv[1], (guint32)strtoul (argv[3], NULL, 10), (guint)strtoul (argv[4], NULL, 10));
  else
    {
      g_printerr ("usage: make-pages FOLDER demo [PROFILE] [letter] | FOLDER sample | FOLDER random SEED COUNT\n");
      return 2;
    }
  return 0;
}
