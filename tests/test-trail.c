/* test-trail.c - the audit trail as sentences: every kind of command is told, well, and to nobody who may not read it. */
#include "tests/store-fixture.h"

#include "app/trail.h"

#include <string.h>

static PlumbEvent *
event_new (PlumbCommandKind kind, const char *payload)
{
  PlumbEvent *event = g_new0 (PlumbEvent, 1);

  event->sequence = 1;
  event->at = 1;
  event->kind = kind;
  event->actor = g_strdup ("ada");
  event->actor_name = g_strdup ("Ada Lovelace");
  event->payload = g_strdup (payload);
  event->hash = g_strdup ("");
  return event;
}

/* A new command without a sentence fails here. */
static void
test_kinds (void)
{
  static const char *const payloads[] = { "{}", NULL, "[]", "{\"assignment\": 3, \"flag\": null, \"dissents\": [1]}" };

  for (int kind = 0; kind < PLUMB_N_COMMANDS; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (payloads); i++)
      {
        PlumbEvent *event = event_new ((PlumbCommandKind)kind, payloads[i]);
        g_autofree char *sentence = plumb_audit_dup_sentence (event, NULL, NULL);
        g_autofree char *outline = plumb_audit_dup_outline (event, NULL);

        if (sentence == NULL || outline == NULL)
          g_error ("%s has no sentence: add it to the table of audit-words.c", plumb_command_kind_to_nick (event->kind));
        g_assert_true (g_str_has_prefix (sentence, "Ada Lovelace ") && g_str_has_prefix (outline, "Ada Lovelace "));
        g_assert_cmpuint (strlen (sentence), >, strlen ("Ada Lovelace ") + 3);
        g_assert_true (g_utf8_validate (sentence, -1, NULL));
        plumb_event_free (event);
      }
}

static GPtrArray *
read_trail (StoreFixture *fixture, const char *viewer, const PlumbTrailFilter *filter, guint page)
{
  g_autoptr (PlumbTrail) trail = plumb_trail_new (viewer, filter);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_trail_entry_free);

  while (!plumb_trail_is_at_end (trail))
    {
      GError *error = NULL;
      g_autoptr (GPtrArray) entries = plumb_trail_read (trail, fixture->store, page, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (entries->len, <=, page);
      g_ptr_array_set_free_func (entries, NULL);
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&entries));
    }
  return all;
}

/* All sentences, the oldest first, a line each. */
static char *
dup_sentences (GPtrArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = entries->len; i > 0; i--)
    g_string_append_printf (text, "%s\n", ((PlumbTrailEntry *)g_ptr_array_index (entries, i - 1))->sentence);
  return g_string_free (text, FALSE);
}

static char *
dup_told (StoreFixture *fixture, const char *viewer, const PlumbTrailFilter *filter)
{
  g_autoptr (GPtrArray) entries = read_trail (fixture, viewer, filter, 500);

  return dup_sentences (entries);
}

static const PlumbQuestion *
get_question (StoreFixture *fixture, guint person, guint position)
{
  return ((PlumbScriptItem *)g_ptr_array_index (store_fixture_get_stage (fixture, person)->script, position))->question;
}

static void
set_answer (StoreFixture *fixture, guint person, guint position, PlumbAnswerState state, int score)
{
  store_fixture_apply (fixture,
                       plumb_command_new_set_answer (fixture->people[person], fixture->loop, fixture->assignments[person],
                                                     get_question (fixture, person, position)->id, state, score));
}

static void
raise_flag (StoreFixture *fixture, guint person, const char *label)
{
  g_autofree char *id = plumb_id_new ();
  g_autoptr (PlumbFlag) flag = plumb_flag_new (id, fixture->assignments[person]);

  plumb_set_string (&flag->label, label);
  plumb_set_string (&flag->quote, "Whatever works");
  flag->severity = PLUMB_SEVERITY_MAJOR;
  store_fixture_apply (fixture, plumb_command_new_raise_flag (fixture->people[person], fixture->loop, flag));
}

/* The pages read well: what stands here is what a person sees. */
static void
test_sentences (void)
{
  static const char *const expected[] = {
    "Ana Alves started Recruiter screen",
    "Ana Alves scored question 1 of Recruiter screen 2",
    "Ana Alves scored question 1 of Recruiter screen 3 (before: 2)",
    "Ana Alves marked question 2 of Recruiter screen as not asked",
    "Ana Alves took back the answer to question 2 of Recruiter screen (before: not asked)",
    "Ana Alves wrote notes on question 1 of Recruiter screen",
    "Ana Alves raised a major red flag on Recruiter screen: “Guesses”",
    "Ana Alves wrote the summary of Recruiter screen, recommending no",
    "Ana Alves wrote the summary of Recruiter screen, recommending yes (before: no)",
    "Rita Recruiter skipped Recruiter screen of Sam Stone: “Ill”",
    "Rita Recruiter skipped Production debugging: “A take-home covers it”",
  };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  PlumbTrailFilter filter = { .loop = fixture->loop, .topic = -1 };
  const char *ana = fixture->people[ANA];
  const char *card = fixture->assignments[ANA];
  g_autofree char *told = NULL;
  const char *at;

  store_fixture_apply (fixture, plumb_command_new_start_card (ana, fixture->loop, card));
  set_answer (fixture, ANA, 0, PLUMB_ANSWER_SCORED, 2);
  set_answer (fixture, ANA, 0, PLUMB_ANSWER_SCORED, 3);
  set_answer (fixture, ANA, 1, PLUMB_ANSWER_NOT_ASKED, 0);
  set_answer (fixture, ANA, 1, PLUMB_ANSWER_OPEN, 0);
  for (guint i = 0; i < 3; i++)
    store_fixture_apply (fixture, plumb_command_new_set_notes (ana, fixture->loop, card, get_question (fixture, ANA, 0)->id,
                                                               i == 0   ? "a"
                                                               : i == 1 ? "ab"
                                                                        : "abc"));
  raise_flag (fixture, ANA, "Guesses");
  store_fixture_apply (fixture,
                       plumb_command_new_set_summary (ana, fixture->loop, card, PLUMB_RECOMMENDATION_NO, NULL, "Weak", ""));
  store_fixture_apply (fixture,
                       plumb_command_new_set_summary (ana, fixture->loop, card, PLUMB_RECOMMENDATION_YES, NULL, "Fine", ""));
  store_fixture_apply (fixture, plumb_command_new_skip (fixture->people[RITA], fixture->loop, fixture->assignments[SAM], "Ill"));
  store_fixture_apply (fixture, plumb_command_new_skip_stage (fixture->people[RITA], fixture->loop, "production-debugging",
                                                              "A take-home covers it"));
  told = dup_told (fixture, NULL, &filter);
  at = told;
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const char *found = strstr (at, expected[i]);

      if (found == NULL)
        g_error ("“%s” is not told, or not there, in\n%s", expected[i], told);
      at = found + 1;
    }
}

/* What is told of the debrief. */
static void
test_debrief (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  PlumbTrailFilter filter = { .loop = fixture->loop, .topic = PLUMB_TOPIC_DEBRIEF };
  g_autofree char *told = NULL;

  store_fixture_submit_all (fixture, 3);
  store_fixture_apply (fixture, plumb_command_new_start_debrief (fixture->people[BEA], fixture->loop, 10));
  store_fixture_apply (fixture, plumb_command_new_record_point (fixture->people[BEA], fixture->loop, "votes", NULL,
                                                                PLUMB_POINT_DISAGREEMENT, "Two of a mind"));
  told = dup_told (fixture, fixture->people[ANA], &filter);
  g_assert_cmpstr (told, ==,
                   "Bea Berg started the debrief, with 10 minutes of reading\n"
                   "Bea Berg minuted the votes as “disagreement stands”: “Two of a mind”\n");
}

/* What a run of saves wrote is one entry with its first and last number. */
static void
test_runs (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  PlumbTrailFilter filter = { .loop = fixture->loop, .topic = PLUMB_TOPIC_CARD };
  g_autoptr (GPtrArray) entries = NULL;
  const PlumbTrailEntry *notes;

  store_fixture_apply (fixture, plumb_command_new_start_card (fixture->people[ANA], fixture->loop, fixture->assignments[ANA]));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u letters", i);

      store_fixture_apply (fixture, plumb_command_new_set_notes (fixture->people[ANA], fixture->loop, fixture->assignments[ANA],
                                                                 get_question (fixture, ANA, 0)->id, text));
    }
  entries = read_trail (fixture, NULL, &filter, 1);
  g_assert_cmpuint (entries->len, ==, 2);
  notes = g_ptr_array_index (entries, 0);
  g_assert_cmpint (notes->last - notes->first, ==, 19);
  g_assert_cmpuint (strlen (notes->hash), ==, 64);
}

static void
expect_without (const char *told, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (told, words[i]) != NULL)
      g_error ("“%s” is told in\n%s", words[i], told);
}

/* Whoever owes a card reads of the others that they started and submitted; the panel reads what was said after submitting, and of the
 * work on drafts of others that there was some. */
static void
test_blind (void)
{
  static const char *const contents[]
      = { "scored", "wrote notes", "red flag", "Secret", "recommending", "voted", "amended", NULL };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  PlumbTrailFilter filter = { .loop = fixture->loop, .topic = -1, .text = NULL };
  PlumbTrailFilter search = { .loop = fixture->loop, .topic = -1, .text = "Secret" };
  g_autofree char *amendment = plumb_id_new ();
  g_autofree char *blind = NULL;
  g_autofree char *states = NULL;
  g_autofree char *found = NULL;
  g_autofree char *reader = NULL;
  g_autofree char *author = NULL;
  g_autofree char *owner = NULL;

  store_fixture_apply (fixture, plumb_command_new_start_card (fixture->people[BEN], fixture->loop, fixture->assignments[BEN]));
  raise_flag (fixture, BEN, "Secret label");
  store_fixture_submit (fixture, HAL, 3);
  store_fixture_apply (fixture, plumb_command_new_vote (fixture->people[HAL], fixture->loop, fixture->assignments[HAL],
                                                        PLUMB_ROUND_READING, PLUMB_RECOMMENDATION_NO, "Secret reason"));
  store_fixture_apply (fixture,
                       plumb_command_new_amend_card (fixture->people[HAL], fixture->loop, amendment, fixture->assignments[HAL],
                                                     get_question (fixture, HAL, 0)->id, "score", "2", "Secret second thought"));
  blind = dup_told (fixture, fixture->people[ANA], &filter);
  expect_without (blind, contents);
  g_assert_nonnull (strstr (blind, "Hal Hart submitted the card of "));
  g_assert_nonnull (strstr (blind, "Ben Bauer started "));
  states = dup_told (fixture, fixture->people[ZOE], &filter);
  expect_without (states, contents);
  found = dup_told (fixture, fixture->people[ANA], &search);
  g_assert_cmpstr (found, ==, "");
  reader = dup_told (fixture, fixture->people[HAL], &filter);
  g_assert_nonnull (strstr (reader, "Hal Hart voted no after reading"));
  g_assert_nonnull (strstr (reader, "Ben Bauer worked on the card of "));
  g_assert_null (strstr (reader, "Secret label"));
  author = dup_told (fixture, fixture->people[BEN], &filter);
  g_assert_nonnull (strstr (author, "Secret label"));
  expect_without (author, (const char *const[]){ "voted", "Secret reason", "amended", NULL });
  owner = dup_told (fixture, NULL, &filter);
  g_assert_nonnull (strstr (owner, "Secret label"));
  g_assert_nonnull (strstr (owner, "Hal Hart amended the score of question 1 of"));
  g_assert_nonnull (strstr (owner, "from “3” to “2”: “Secret second thought”"));
}

static void
test_filters (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  PlumbTrailFilter by = { .person = fixture->people[ANA], .topic = -1 };
  PlumbTrailFilter topic = { .topic = PLUMB_TOPIC_RECORD };
  PlumbTrailFilter text = { .topic = -1, .text = "RECRUITER" };
  PlumbTrailFilter future = { .topic = -1, .from = G_MAXINT64 };
  PlumbTrailFilter past = { .topic = -1, .until = 1 };
  g_autoptr (GPtrArray) whole = NULL;
  g_autoptr (GPtrArray) narrow = NULL;
  g_autofree char *all = NULL;
  g_autofree char *paged = NULL;
  g_autofree char *ana = NULL;
  g_autofree char *record = NULL;
  g_autofree char *screen = NULL;
  g_autofree char *late = NULL;
  g_autofree char *early = NULL;

  store_fixture_submit (fixture, ANA, 3);
  whole = read_trail (fixture, NULL, NULL, 10000);
  narrow = read_trail (fixture, NULL, NULL, 3);
  all = dup_sentences (whole);
  paged = dup_sentences (narrow);
  g_assert_cmpstr (all, ==, paged);
  g_assert_nonnull (strstr (all, "Plumbline brought in the shipped library"));
  g_assert_nonnull (strstr (all, "opened the loop of Priya Raman for "));
  g_assert_nonnull (strstr (all, "gave Recruiter screen to Ana Alves as interviewer"));
  ana = dup_told (fixture, NULL, &by);
  expect_without (ana, (const char *const[]){ "Rita", "Plumbline", NULL });
  record = dup_told (fixture, NULL, &topic);
  g_assert_cmpstr (record, ==, "Ana Alves submitted the card of Recruiter screen\n");
  screen = dup_told (fixture, NULL, &text);
  g_assert_true (*screen != '\0');
  expect_without (screen, (const char *const[]){ "joined", NULL });
  late = dup_told (fixture, NULL, &future);
  early = dup_told (fixture, NULL, &past);
  g_assert_cmpstr (late, ==, "");
  g_assert_cmpstr (early, ==, "");
}

/* A hundred thousand events: a page costs no more than a bounded look, whatever the filter. */
static void
test_long (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  PlumbTrailFilter rare = { .topic = -1, .text = "no such words" };
  g_autoptr (PlumbTrail) trail = plumb_trail_new (NULL, NULL);
  g_autoptr (PlumbTrail) searching = plumb_trail_new (NULL, &rare);
  g_autoptr (GPtrArray) first = NULL;
  g_autofree char *sql = NULL;
  gint64 began, longest = 0;
  guint n = 0;

  g_clear_pointer (&fixture->store, plumb_store_close);
  sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT (SELECT max (sequence) FROM event) + 1 UNION ALL SELECT i + 1 FROM n "
      "WHERE i < 100000) INSERT INTO event SELECT i, (SELECT max (at) FROM event) + i, '%s', '%s', 'set-answer', "
      "json_object ('assignment', '%s', 'question', '%s', 'state', 'scored', 'score', i %% 4 + 1), "
      "zeroblob (16), zeroblob (32), x'', zeroblob (32) FROM n",
      fixture->people[ANA], fixture->loop, fixture->assignments[ANA], get_question (fixture, ANA, 0)->id);
  store_fixture_run_sql (fixture->path, sql);
  store_fixture_reopen (fixture);
  first = plumb_trail_read (trail, fixture->store, 100, NULL);
  g_assert_cmpuint (first->len, ==, 100);
  g_assert_cmpint (((PlumbTrailEntry *)g_ptr_array_index (first, 0))->last, ==, 100000);
  g_assert_nonnull (strstr (((PlumbTrailEntry *)g_ptr_array_index (first, 0))->sentence, "(before: "));
  while (!plumb_trail_is_at_end (searching))
    {
      g_autoptr (GPtrArray) none = NULL;

      began = g_get_monotonic_time ();
      none = plumb_trail_read (searching, fixture->store, 100, NULL);
      if (n++ > 0) /* the first also reads what was there before each event */
        longest = MAX (longest, g_get_monotonic_time () - began);
      g_assert_cmpuint (none->len, ==, 0);
    }
  g_test_message ("100,000 events in %u looks, the longest %.1f ms", n, (double)longest / 1000);
  g_assert_cmpuint (n, >=, 90);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trail/kinds", test_kinds);
  g_test_add_func ("/trail/sentences", test_sentences);
  g_test_add_func ("/trail/debrief", test_debrief);
  g_test_add_func ("/trail/runs", test_runs);
  g_test_add_func ("/trail/blind", test_blind);
  g_test_add_func ("/trail/filters", test_filters);
  g_test_add_func ("/trail/long", test_long);
  return g_test_run ();
}
