/* test-card.c - what is said on a card before it is on the disk: queue, draft, recovery file. */

#include "app/text.h"
#include "tests/fixture.h"
#include "ui/card-draft.h"
#include "ui/card-recovery.h"
#include "ui/card-spot.h"
#include "ui/pace-bar.h"

#include <glib/gstdio.h>

static const FixtureTemplate shape = {
  .competencies = { { "systems", 3 }, { "database", 1 } },
  .stages = { { "design", 1, { { "systems", 1 }, { "database", 1 } } } },
};

static PlumbCardChange *
make_text (PlumbCommandKind kind, const char *question, const char *text)
{
  PlumbCardChange *change = plumb_card_change_new (kind, question, NULL);

  change->text = g_strdup (text);
  return change;
}

static PlumbCardChange *
make_flag (PlumbCommandKind kind, const char *id, const char *quote)
{
  PlumbCardChange *change = plumb_card_change_new (kind, NULL, NULL);

  change->flag = plumb_flag_new (id, "a");
  plumb_set_string (&change->flag->label, "Rambles");
  plumb_set_string (&change->flag->quote, quote);
  change->flag->severity = PLUMB_SEVERITY_MAJOR;
  change->flag->question = g_strdup ("design-1");
  return change;
}

static PlumbCardChange *
get (GPtrArray *queue, guint i)
{
  g_assert_cmpuint (i, <, queue->len);
  return g_ptr_array_index (queue, i);
}

/* The later word on the same place wins; other places are left alone. */
static void
test_later_wins (void)
{
  g_autoptr (GPtrArray) queue = plumb_card_change_queue_new ();

  plumb_card_change_push (queue, make_text (PLUMB_COMMAND_SET_NOTES, "design-1", "a"));
  plumb_card_change_push (queue, make_text (PLUMB_COMMAND_SET_NOTES, "design-2", "b"));
  plumb_card_change_push (queue, make_text (PLUMB_COMMAND_SET_RATIONALE, "design-1", "c"));
  plumb_card_change_push (queue, make_text (PLUMB_COMMAND_SET_NOTES, "design-1", "ab"));
  g_assert_cmpuint (queue->len, ==, 3);
  g_assert_cmpstr (get (queue, 0)->text, ==, "b");
  g_assert_cmpstr (get (queue, 2)->text, ==, "ab");
}

static void
test_seconds_add_up (void)
{
  g_autoptr (GPtrArray) queue = plumb_card_change_queue_new ();

  for (int i = 1; i <= 3; i++)
    {
      PlumbCardChange *change = plumb_card_change_new (PLUMB_COMMAND_ADD_SECONDS, "design-1", NULL);

      change->number = i;
      plumb_card_change_push (queue, change);
    }
  g_assert_cmpuint (queue->len, ==, 1);
  g_assert_cmpint (get (queue, 0)->number, ==, 6);
}

static void
test_each_turn_of_the_clock_counts (void)
{
  g_autoptr (GPtrArray) queue = plumb_card_change_queue_new ();

  for (int i = 0; i < 2; i++)
    {
      PlumbCardChange *change = plumb_card_change_new (PLUMB_COMMAND_SET_CLOCK, NULL, NULL);

      change->number = i;
      plumb_card_change_push (queue, change);
    }
  g_assert_cmpuint (queue->len, ==, 2);
}

/* A flag that the store has not seen is raised as it was last edited, or not at all. */
static void
test_flags_fold (void)
{
  g_autoptr (GPtrArray) queue = plumb_card_change_queue_new ();

  plumb_card_change_push (queue, make_flag (PLUMB_COMMAND_RAISE_FLAG, "f", ""));
  plumb_card_change_push (queue, make_flag (PLUMB_COMMAND_EDIT_FLAG, "f", "twice"));
  g_assert_cmpuint (queue->len, ==, 1);
  g_assert_cmpint (get (queue, 0)->kind, ==, PLUMB_COMMAND_RAISE_FLAG);
  g_assert_cmpstr (get (queue, 0)->flag->quote, ==, "twice");
  plumb_card_change_push (queue, make_flag (PLUMB_COMMAND_WITHDRAW_FLAG, "f", ""));
  g_assert_cmpuint (queue->len, ==, 0);

  plumb_card_change_push (queue, make_flag (PLUMB_COMMAND_EDIT_FLAG, "g", "seen"));
  plumb_card_change_push (queue, make_flag (PLUMB_COMMAND_WITHDRAW_FLAG, "g", ""));
  g_assert_cmpuint (queue->len, ==, 1);
  g_assert_cmpint (get (queue, 0)->kind, ==, PLUMB_COMMAND_WITHDRAW_FLAG);
}

static PlumbCardChange *
make_evidence (const char *target, const char *quote)
{
  PlumbCardChange *change = plumb_card_change_new (PLUMB_COMMAND_SET_EVIDENCE, "design-1", target);

  change->text = g_strdup (quote);
  return change;
}

/* Evidence never reaches the store before the flag it stands for, nor without it. */
static void
test_evidence_follows_its_flag (void)
{
  g_autoptr (GPtrArray) queue = plumb_card_change_queue_new ();

  plumb_card_change_push (queue, make_flag (PLUMB_COMMAND_RAISE_FLAG, "f", ""));
  plumb_card_change_push (queue, make_evidence ("f", "first"));
  plumb_card_change_push (queue, make_evidence ("s1", "first"));
  plumb_card_change_push (queue, make_flag (PLUMB_COMMAND_EDIT_FLAG, "f", "twice"));
  plumb_card_change_push (queue, make_evidence ("f", "second"));
  g_assert_cmpuint (queue->len, ==, 3);
  g_assert_cmpint (get (queue, 0)->kind, ==, PLUMB_COMMAND_RAISE_FLAG);
  g_assert_cmpstr (get (queue, 0)->flag->quote, ==, "twice");
  g_assert_cmpstr (get (queue, 1)->key, ==, "s1");
  g_assert_cmpstr (get (queue, 2)->text, ==, "second");
  plumb_card_change_push (queue, make_flag (PLUMB_COMMAND_WITHDRAW_FLAG, "f", ""));
  g_assert_cmpuint (queue->len, ==, 1);
  g_assert_cmpstr (get (queue, 0)->key, ==, "s1");
}

static void
test_draft_evidence (void)
{
  g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&shape);
  PlumbAssignment *assignment = fixture_add_card (loop, "design", "Ada", PLUMB_SEAT_INTERVIEWER, ". .");
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  g_autoptr (PlumbCardDraft) draft = plumb_card_draft_new (loop, assignment);
  g_autoptr (PlumbCardChange) raise = make_flag (PLUMB_COMMAND_RAISE_FLAG, "f", "twice");
  g_autoptr (PlumbCardChange) withdraw = make_flag (PLUMB_COMMAND_WITHDRAW_FLAG, "f", "");
  g_autoptr (PlumbCardChange) of_flag = make_evidence ("f", "said it");
  g_autoptr (PlumbCardChange) first = make_evidence ("s1", "first");
  g_autoptr (PlumbCardChange) second = make_evidence ("s1", "second");
  g_autoptr (PlumbCardChange) gone = make_evidence ("s1", NULL);
  const PlumbAnswer *said = plumb_scorecard_get_answer (draft->assignment->card, "design-1");

  plumb_card_draft_apply (draft, raise, stage);
  plumb_card_draft_apply (draft, of_flag, stage);
  plumb_card_draft_apply (draft, first, stage);
  plumb_card_draft_apply (draft, second, stage);
  g_assert_cmpuint (said->evidence->len, ==, 2);
  plumb_card_draft_apply (draft, withdraw, stage);
  g_assert_cmpuint (said->evidence->len, ==, 1);
  g_assert_cmpstr (((PlumbEvidence *)g_ptr_array_index (said->evidence, 0))->quote, ==, "second");
  plumb_card_draft_apply (draft, gone, stage);
  g_assert_cmpuint (said->evidence->len, ==, 0);
}

/* The draft says what the store will say, and the snapshot it came from is left alone. */
static void
test_draft (void)
{
  g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&shape);
  PlumbAssignment *assignment = fixture_add_card (loop, "design", "Ada", PLUMB_SEAT_INTERVIEWER, ". .");
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  g_autoptr (PlumbCardDraft) draft = plumb_card_draft_new (loop, assignment);
  g_autoptr (PlumbCardChange) answer = plumb_card_change_new (PLUMB_COMMAND_SET_ANSWER, "design-1", NULL);
  g_autoptr (PlumbCardChange) late = plumb_card_change_new (PLUMB_COMMAND_SET_SIGNAL, "design-1", "s3");
  g_autoptr (PlumbCardChange) early = plumb_card_change_new (PLUMB_COMMAND_SET_SIGNAL, "design-1", "s1");
  g_autoptr (PlumbCardChange) flag = make_flag (PLUMB_COMMAND_RAISE_FLAG, "f", "twice");
  g_autoptr (PlumbCardChange) nowhere = make_text (PLUMB_COMMAND_SET_NOTES, "no-such-question", "x");
  const PlumbAnswer *said;

  answer->word = g_strdup ("scored");
  answer->number = 3;
  late->number = early->number = 1;
  plumb_card_draft_apply (draft, answer, stage);
  plumb_card_draft_apply (draft, late, stage);
  plumb_card_draft_apply (draft, early, stage);
  plumb_card_draft_apply (draft, flag, stage);
  plumb_card_draft_apply (draft, nowhere, stage);
  said = plumb_scorecard_get_answer (draft->assignment->card, "design-1");
  g_assert_cmpint (said->state, ==, PLUMB_ANSWER_SCORED);
  g_assert_cmpint (said->score, ==, 3);
  g_assert_cmpstr (said->signals[0], ==, "s1");
  g_assert_cmpstr (said->signals[1], ==, "s3");
  g_assert_cmpuint (draft->flags->len, ==, 1);
  g_assert_cmpint (plumb_scorecard_get_answer (assignment->card, "design-1")->state, ==, PLUMB_ANSWER_OPEN);
  g_assert_cmpuint (loop->flags->len, ==, 0);
}

/* Time taken off the clock, never below nothing; the store does the same. */
static void
test_time_taken (void)
{
  g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&shape);
  PlumbAssignment *assignment = fixture_add_card (loop, "design", "Ada", PLUMB_SEAT_INTERVIEWER, ". .");
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  g_autoptr (PlumbCardDraft) draft = plumb_card_draft_new (loop, assignment);
  g_autoptr (PlumbCardChange) take = plumb_card_change_new (PLUMB_COMMAND_SET_CLOCK, NULL, NULL);
  g_autoptr (PlumbCommand) command = NULL;
  PlumbScorecard *card = draft->assignment->card;

  card->elapsed = 100 * G_USEC_PER_SEC;
  card->running_since = 0;
  take->taken = 60;
  command = plumb_card_change_to_command (take, "p", "l", "a");
  g_assert_cmpint (plumb_command_get_integer (command, "taken"), ==, 60);
  g_assert_cmpint (plumb_command_get_integer (command, "running"), ==, 0);
  plumb_card_draft_apply (draft, take, stage);
  g_assert_cmpint (card->elapsed, ==, 40 * G_USEC_PER_SEC);
  plumb_card_draft_apply (draft, take, stage);
  g_assert_cmpint (card->elapsed, ==, 0);
}

/* Where one was, per card; rubbish is nowhere. */
static void
test_spot (void)
{
  g_autofree char *folder = g_dir_make_tmp ("plumb-card-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);
  g_autoptr (PlumbSettings) settings = plumb_settings_new (path);
  PlumbCardSpot spot
      = { .question = g_strdup ("design-2"), .caret = 17, .at = 1234567890999999, .seen = 1234567890123456, .gap = 2520 };
  g_autoptr (PlumbCardSpot) back = NULL;
  g_autoptr (PlumbCardSpot) other = NULL;
  g_autoptr (PlumbCardSpot) rubbish = NULL;

  plumb_card_spot_write (&spot, settings, "/w", "a");
  back = plumb_card_spot_read (settings, "/w", "a");
  g_assert_cmpstr (back->question, ==, "design-2");
  g_assert_cmpint (back->caret, ==, 17);
  g_assert_cmpint (back->at, ==, spot.at);
  g_assert_cmpint (back->seen, ==, spot.seen);
  g_assert_cmpint (back->gap, ==, 2520);
  other = plumb_card_spot_read (settings, "/w", "b");
  g_assert_null (other->question);
  plumb_settings_set_spot (settings, "/w", "a", "design-2 -1 5 5 x");
  rubbish = plumb_card_spot_read (settings, "/w", "a");
  g_assert_null (rubbish->question);
  g_assert_cmpint (rubbish->seen, ==, 0);
  plumb_card_spot_forget (settings, "/w", "a");
  g_assert_null (plumb_settings_dup_spot (settings, "/w", "a"));
  g_assert_true (plumb_settings_flush (settings, NULL));
  g_free (spot.question);
  g_unlink (path);
  g_rmdir (folder);
}

/* Four fifths and all of a plan, met exactly. */
static void
test_pace (void)
{
  g_assert_cmpint (plumb_pace_of (0, 5), ==, PLUMB_PACE_CALM);
  g_assert_cmpint (plumb_pace_of (239, 5), ==, PLUMB_PACE_CALM);
  g_assert_cmpint (plumb_pace_of (240, 5), ==, PLUMB_PACE_LATE);
  g_assert_cmpint (plumb_pace_of (299, 5), ==, PLUMB_PACE_LATE);
  g_assert_cmpint (plumb_pace_of (300, 5), ==, PLUMB_PACE_OVER);
  g_assert_cmpint (plumb_pace_of (335, 7), ==, PLUMB_PACE_CALM); /* four fifths of 7 minutes are 336 seconds */
  g_assert_cmpint (plumb_pace_of (336, 7), ==, PLUMB_PACE_LATE);
}

static void
test_recovery (void)
{
  g_autofree char *folder = g_dir_make_tmp ("plumb-card-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "deep", "card.json", NULL);
  g_autofree char *id = plumb_id_new ();
  g_autoptr (GPtrArray) queue = plumb_card_change_queue_new ();
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GError) error = NULL;
  PlumbInstant at = 0;

  plumb_card_change_push (queue, make_text (PLUMB_COMMAND_SET_NOTES, "design-1", "שלום e\u0301 👩‍💻\n\"quoted\""));
  plumb_card_change_push (queue, make_flag (PLUMB_COMMAND_RAISE_FLAG, id, "twice"));
  plumb_card_change_push (queue, plumb_card_change_new (PLUMB_COMMAND_SUBMIT_CARD, NULL, NULL));
  g_assert_true (plumb_card_recovery_write (path, queue, &error));
  g_assert_no_error (error);
  back = plumb_card_recovery_read (path, "a", &at);
  g_assert_nonnull (back);
  g_assert_cmpuint (back->len, ==, 2);
  g_assert_cmpint (at, >, 0);
  g_assert_cmpstr (get (back, 0)->text, ==, get (queue, 0)->text);
  g_assert_cmpstr (get (back, 1)->flag->id, ==, id);
  g_assert_cmpstr (get (back, 1)->flag->quote, ==, "twice");
  g_assert_cmpint (get (back, 1)->flag->severity, ==, PLUMB_SEVERITY_MAJOR);

  /* Nothing left to keep: no file. */
  g_ptr_array_set_size (queue, 0);
  g_assert_true (plumb_card_recovery_write (path, queue, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (plumb_card_recovery_read (path, "a", &at));
}

/* A damaged file is no reason to fall over, and no reason to believe it. */
static void
test_recovery_of_rubbish (void)
{
  static const char *const texts[]
      = { "", "[]", "{", "{\"format\": \"plumbline-recovery\", \"at\": 7, \"changes\": []}",
          "{\"format\": \"plumbline-recovery\", \"version\": 1, \"at\": \"2026-11-19T16:42:07.000000Z\", \"changes\": "
          "[{\"kind\": \"decide\"}, {\"kind\": \"raise-flag\", \"flag\": \"x\"}, 5]}" };
  g_autofree char *folder = g_dir_make_tmp ("plumb-card-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "card.json", NULL);
  PlumbInstant at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (plumb_card_recovery_read (path, "a", &at));
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/later-wins", test_later_wins);
  g_test_add_func ("/card/seconds-add-up", test_seconds_add_up);
  g_test_add_func ("/card/each-turn-of-the-clock-counts", test_each_turn_of_the_clock_counts);
  g_test_add_func ("/card/flags-fold", test_flags_fold);
  g_test_add_func ("/card/evidence-follows-its-flag", test_evidence_follows_its_flag);
  g_test_add_func ("/card/draft", test_draft);
  g_test_add_func ("/card/draft-evidence", test_draft_evidence);
  g_test_add_func ("/card/time-taken", test_time_taken);
  g_test_add_func ("/card/spot", test_spot);
  g_test_add_func ("/card/pace", test_pace);
  g_test_add_func ("/card/recovery", test_recovery);
  g_test_add_func ("/card/recovery-of-rubbish", test_recovery_of_rubbish);
  return g_test_run ();
}
