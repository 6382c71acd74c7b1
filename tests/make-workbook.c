/* make-workbook.c - writes a workbook of random loops, and beside it a JSON document of what it must show: for check-workbook.py.
 *
 *   make-workbook FOLDER FIRST-SEED LOOPS PROFILE [hostile|volumes]
 *
 * FOLDER/SEED-LOOPS-PROFILE.xlsx and .json come to be; with hostile every text is one that has broken a program before. The document holds
 * the evaluations, the texts, and one change of a weight and a score with the evaluations that follow from it. With volumes there are
 * only workbooks, "SEED-LOOPS-PROFILE (1 of 3).xlsx", of a few loops each, and without pages for the first of them.
 */
#include "exports/packet.h"
#include "exports/xlsx.h"
#include "tests/fixture.h"

#include <stdio.h>
#include <stdlib.h>

#define MADE_AT G_GINT64_CONSTANT (1794500000000000)

/* Hostile texts, in turn. */
static char *
dup_hostile (guint *turn)
{
  static const char *const texts[] = {
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "=HYPERLINK(\"http://example.org\",\"click\")",
    "\001\002\037 control \177\302\205",
    "\357\277\276\357\277\277\357\267\220 noncharacters",
    "_x0041_ _x000d_ _x00zz_", /* "_x005F_" itself is beyond both readers; test-xlsx.c has it */
    "<b>&amp;</b> <span foreground='red'>Pango</span> ]]> <!-- \"x\" --> <?xml?>",
    "\342\200\256gnirts sdrawkcab\342\200\254 \342\201\246x\342\201\251",
    "\360\237\221\251\342\200\215\360\237\222\273 \360\237\207\251\360\237\207\252 \360\220\200\200",
    "http://example.org javascript:alert(1) mailto:a@b file:///etc/passwd",
    "[]:*?/\\ 'History' ../../../etc/passwd C:\\CON",
    "  leading and trailing  ",
    "one\r\ntwo\nthree",
    "'quoted",
    "%s%n %d {0} ${x} `id`",
    "1E400 NaN -INF #REF! TRUE 1/2",
  };
  static const gsize lengths[] = { 32766, 32767, 32768, 65536 };
  guint n = (*turn)++;

  if (n % 41 != 0)
    return g_strdup (texts[n % G_N_ELEMENTS (texts)]);
  if (n / 41 % 2 == 0)
    {
      g_autofree char *filled = g_strnfill (lengths[n / 82 % G_N_ELEMENTS (lengths)], '#');

      return g_steal_pointer (&filled);
    }
  else
    {
      GString *emoji = g_string_new ("=");

      for (guint i = 0; i < 16380; i++)
        g_string_append (emoji, "\360\237\230\200");
      return g_string_free (emoji, FALSE);
    }
}

static void
make_hostile (char **field, guint *turn)
{
  g_free (*field);
  *field = dup_hostile (turn);
}

/* Titles and names: short ones. */
static void
make_short_hostile (char **field, guint *turn)
{
  if (*turn % 41 == 0)
    (*turn)++;
  make_hostile (field, turn);
}

static void
make_hostile_template (PlumbTemplate *template, guint *turn)
{
  for (guint i = 0; i < template->competencies->len; i++)
    {
      PlumbCompetency *competency = g_ptr_array_index (template->competencies, i);

      make_short_hostile (&competency->name, turn);
      make_short_hostile (&competency->short_name, turn);
    }
  for (guint i = 0; i < template->stages->len; i++)
    {
      PlumbStage *stage = g_ptr_array_index (template->stages, i);

      make_short_hostile (&stage->title, turn);
      for (guint j = 0; j < stage->script->len; j++)
        {
          PlumbQuestion *question = ((PlumbScriptItem *)g_ptr_array_index (stage->script, j))->question;

          make_short_hostile (&question->title, turn);
          for (guint k = 0; k < question->signals->len; k++)
            make_short_hostile (&((PlumbSignal *)g_ptr_array_index (question->signals, k))->text, turn);
        }
    }
}

/* Names that a sheet can't have, that a formula would take for something else, or that stand in the head of a page: every other loop's
 * candidate has one of these. */
static char *
dup_hostile_name (guint index)
{
  static const char *const names[] = {
    "AB12",
    "R1C1",
    "rc",
    "TRUE",
    "42",
    "9 lives & 10 tables",
    "&P of &N",
    "Summary",
    "summary",
    "History",
    "O'Neil",
    "'",
    "Chart",
    "Composite",
    "XFD1048576",
    "\360\237\221\251\360\237\221\251\360\237\221\251\360\237\221\251\360\237\221\251"
    "\360\237\221\251\360\237\221\251\360\237\221\251\360\237\221\251\360\237\221\251\360\237\221\251\360\237\221\251"
    "\360\237\221\251\360\237\221\251\360\237\221\251\360\237\221\251",
  };

  return g_strdup (names[index % G_N_ELEMENTS (names)]);
}

static void
make_hostile_loop (PlumbLoop *loop, guint index, guint *turn)
{
  make_short_hostile (&loop->candidate->name, turn);
  if (index % 2 == 1)
    {
      g_free (loop->candidate->name);
      loop->candidate->name = dup_hostile_name (index / 2);
    }
  make_short_hostile (&loop->candidate->headline, turn);
  make_short_hostile (&loop->role, turn);
  for (guint i = 0; i < loop->people->len; i++)
    make_short_hostile (&((PlumbPerson *)g_ptr_array_index (loop->people, i))->name, turn);
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbScorecard *card = ((PlumbAssignment *)g_ptr_array_index (loop->assignments, i))->card;

      make_hostile (&card->summary, turn);
      make_hostile (&card->handover, turn);
      for (guint j = 0; j < card->answers->len; j++)
        {
          make_hostile (&((PlumbAnswer *)g_ptr_array_index (card->answers, j))->notes, turn);
          make_hostile (&((PlumbAnswer *)g_ptr_array_index (card->answers, j))->rationale, turn);
        }
    }
  for (guint i = 0; i < loop->flags->len; i++)
    {
      make_short_hostile (&((PlumbFlag *)g_ptr_array_index (loop->flags, i))->label, turn);
      make_hostile (&((PlumbFlag *)g_ptr_array_index (loop->flags, i))->quote, turn);
    }
  for (guint i = 0; i < loop->votes->len; i++)
    make_hostile (&((PlumbVote *)g_ptr_array_index (loop->votes, i))->reason, turn);
  for (guint i = 0; i < loop->points->len; i++)
    make_hostile (&((PlumbPoint *)g_ptr_array_index (loop->points, i))->note, turn);
}

static GPtrArray *
make_snapshots (guint32 seed, guint n, gboolean hostile)
{
  GPtrArray *snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_snapshot_unref);
  guint turn = seed;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed + i);

      g_autoptr (PlumbTemplate) template = hostile ? fixture_random_template (random) : NULL;
      PlumbLoop *loop = fixture_random_loop (random, template);

      if (hostile)
        {
          make_hostile_template (template, &turn);
          make_hostile_loop (loop, i, &turn);
        }
      g_ptr_array_add (snapshots, plumb_snapshot_new (loop, NULL, PLUMB_ROLE_COORDINATOR));
    }
  return snapshots;
}

static json_t *
list_evaluations (GPtrArray *snapshots)
{
  json_t *list = json_array ();

  for (guint i = 0; i < snapshots->len; i++)
    {
      g_autoptr (PlumbEvaluation) evaluation = plumb_evaluation_new (g_ptr_array_index (snapshots, i));

      json_array_append_new (list, plumb_evaluation_to_json (evaluation));
    }
  return list;
}

static void
add_text (json_t *texts, const char *text)
{
  if (text != NULL && *text != '\0')
    json_array_append_new (texts, json_string (text));
}

/* What the packet shows of an answer; of a question that was not asked no signals. */
static void
add_answer_texts (json_t *texts, const PlumbAnswer *answer, const PlumbQuestion *question)
{
  add_text (texts, question->title);
  add_text (texts, answer->notes);
  add_text (texts, answer->rationale);
  for (guint i = 0; i < answer->evidence->len; i++)
    add_text (texts, ((PlumbEvidence *)g_ptr_array_index (answer->evidence, i))->quote);
  for (guint i = 0; answer->state != PLUMB_ANSWER_NOT_ASKED && i < question->signals->len; i++)
    add_text (texts, ((PlumbSignal *)g_ptr_array_index (question->signals, i))->text);
}

static void
add_card_texts (json_t *texts, const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const PlumbScorecard *card = assignment->card;
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);

  add_text (texts, stage->title);
  add_text (texts, assignment->skip_reason);
  add_text (texts, card->summary);
  add_text (texts, card->handover);
  add_text (texts, card->no_decision_reason);
  for (guint i = 0; i < card->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (card->answers, i);

      add_answer_texts (texts, answer, plumb_stage_get_item (stage, answer->question, NULL)->question);
    }
  for (guint i = 0; i < card->amendments->len; i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (card->amendments, i);

      add_text (texts, amendment->before);
      add_text (texts, amendment->after);
      add_text (texts, amendment->reason);
    }
}

static void
add_flag_texts (json_t *texts, const PlumbFlag *flag)
{
  add_text (texts, flag->label);
  add_text (texts, flag->quote);
  add_text (texts, flag->resolution);
}

static void
add_decision_texts (json_t *texts, const PlumbDecision *decision)
{
  add_text (texts, decision->conditions);
  add_text (texts, decision->rationale);
  add_text (texts, decision->override_reason);
  add_text (texts, decision->reopen_reason);
}

static void
add_debrief_texts (json_t *texts, const PlumbLoop *loop)
{
  for (guint i = 0; i < loop->flags->len; i++)
    add_flag_texts (texts, g_ptr_array_index (loop->flags, i));
  for (guint i = 0; i < loop->votes->len; i++)
    add_text (texts, ((PlumbVote *)g_ptr_array_index (loop->votes, i))->reason);
  for (guint i = 0; i < loop->verdicts->len; i++)
    add_text (texts, ((PlumbVerdict *)g_ptr_array_index (loop->verdicts, i))->rationale);
  for (guint i = 0; i < loop->decisions->len; i++)
    add_decision_texts (texts, g_ptr_array_index (loop->decisions, i));
  for (guint i = 0; i < loop->seals->len; i++)
    add_text (texts, ((PlumbSeal *)g_ptr_array_index (loop->seals, i))->reason);
  for (guint i = 0; i < loop->points->len; i++)
    add_text (texts, ((PlumbPoint *)g_ptr_array_index (loop->points, i))->note);
}

/* Texts that stand in a cell with others. */
static json_t *
list_parts (GPtrArray *packets)
{
  json_t *parts = json_array ();

  for (guint i = 0; i < packets->len; i++)
    {
      const PlumbLoop *loop = ((PlumbPacket *)g_ptr_array_index (packets, i))->loop;

      add_text (parts, loop->role);
      if (packets->len == 1)
        add_text (parts, loop->candidate->headline);
      for (guint j = 0; j < loop->verdicts->len; j++)
        add_text (parts, ((PlumbVerdict *)g_ptr_array_index (loop->verdicts, j))->independence_note);
      for (guint j = 0; j < loop->flags->len; j++)
        {
          GPtrArray *events = ((PlumbFlag *)g_ptr_array_index (loop->flags, j))->events;

          for (guint k = 0; k < events->len; k++)
            add_text (parts, ((PlumbFlagEvent *)g_ptr_array_index (events, k))->text);
        }
    }
  return parts;
}

static json_t *
list_texts (GPtrArray *packets)
{
  json_t *texts = json_array ();

  for (guint i = 0; i < packets->len; i++)
    {
      const PlumbLoop *loop = ((PlumbPacket *)g_ptr_array_index (packets, i))->loop;

      add_text (texts, loop->candidate->name);
      for (guint j = 0; j < loop->assignments->len; j++)
        {
          const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, j);

          add_text (texts, plumb_loop_get_person_name (loop, assignment->person));
          add_card_texts (texts, loop, assignment);
        }
      add_debrief_texts (texts, loop);
    }
  return texts;
}

/* The first counted scored answer of the first loop that has one gets another score. */
static json_t *
change_score (GPtrArray *snapshots)
{
  for (guint i = 0; i < snapshots->len; i++)
    {
      const PlumbLoop *loop = plumb_snapshot_get_loop (g_ptr_array_index (snapshots, i));

      for (guint j = 0; j < loop->assignments->len; j++)
        {
          PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, j);

          for (guint k = 0; plumb_assignment_is_counted (assignment) && k < assignment->card->answers->len; k++)
            {
              PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, k);

              if (answer->state != PLUMB_ANSWER_SCORED)
                continue;
              answer->score = answer->score > 1 ? answer->score - 1 : answer->score + 1;
              return json_pack ("{s:i, s:i, s:i, s:i}", "loop", (int)i + 1, "card", (int)j + 1, "answer", (int)k, "score",
                                answer->score);
            }
        }
    }
  return json_null ();
}

/* The weight of the first competency of the first loop's template is tripled. */
static json_t *
change (GPtrArray *snapshots)
{
  PlumbTemplate *template = plumb_snapshot_get_template (g_ptr_array_index (snapshots, 0));
  PlumbCompetency *competency = g_ptr_array_index (template->competencies, 0);
  json_t *score = change_score (snapshots);
  json_t *document;

  competency->weight = MIN (1000, competency->weight * 3);
  document = json_pack ("{s:s, s:i, s:o, s:o}", "competency", competency->key, "weight", competency->weight, "score", score,
                        "evaluations", list_evaluations (snapshots));
  return document;
}

static void
write_document (json_t *document, const char *path)
{
  if (json_dump_file (document, path, JSON_REAL_PRECISION (17)) != 0)
    g_error ("%s can't be written", path);
  json_decref (document);
}

static const PlumbTemplate *
get_template_cb (guint index, gpointer data)
{
  return ((PlumbPacket *)g_ptr_array_index ((GPtrArray *)data, index))->loop->template;
}

static PlumbPacket *
make_packet_cb (guint index, gpointer data, GError **error)
{
  return plumb_packet_ref (g_ptr_array_index ((GPtrArray *)data, index));
}

static gboolean
write_volumes (GPtrArray *packets, const char *path, GError **error)
{
  const PlumbPacketSource source = { packets->len, get_template_cb, make_packet_cb, packets };
  const PlumbXlsxLimits limits = { .rows = 900, .loops = 5, .pages = 6, .bytes = 1 << 30 };

  return plumb_xlsx_write_volumes (&source, &limits, path, TRUE, NULL, NULL, error);
}

int
main (int argc, char **argv)
{
  PlumbPacketOptions options = { .made_at = MADE_AT, .made_by = "Tests" };
  g_autoptr (GPtrArray) packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *workbook = NULL;
  g_autofree char *figures = NULL;
  gboolean in_volumes;
  json_t *document;

  if (argc < 5 || argc > 6 || !plumb_profile_from_nick (argv[4], &options.profile))
    {
      fprintf (stderr, "usage: make-workbook FOLDER FIRST-SEED LOOPS PROFILE [hostile|volumes]\n");
      return 2;
    }
  in_volumes = argc == 6 && g_str_equal (argv[5], "volumes");
  snapshots = make_snapshots ((guint32)atoi (argv[2]), (guint)atoi (argv[3]), argc == 6 && !in_volumes);
  for (guint i = 0; i < snapshots->len; i++)
    g_ptr_array_add (packets, plumb_packet_new (g_ptr_array_index (snapshots, i), NULL, &options));
  stem = g_strdup_printf ("%s/%s-%s-%s", argv[1], argv[2], argv[3], argv[4]);
  workbook = g_strconcat (stem, ".xlsx", NULL);
  figures = g_strconcat (stem, ".json", NULL);
  if (!(in_volumes ? write_volumes (packets, workbook, &error) : plumb_xlsx_write (packets, workbook, TRUE, NULL, &error)))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  if (in_volumes)
    return 0;
  document = json_pack ("{s:o, s:o, s:o}", "evaluations", list_evaluations (snapshots), "texts", list_texts (packets), "parts",
                        list_parts (packets));
  json_object_set_new (document, "change", change (snapshots));
  write_document (document, figures);
  return 0;
}
