/* test-blind.c - the blind rule as a table, and what a viewer's copy of a loop holds, looked for word by word. */
#include "app/blind.h"
#include "app/exchange.h"
#include "tests/fixture.h"

#include <string.h>

typedef enum
{
  OWN_WAITING,
  OWN_DRAFT,
  OWN_SUBMITTED,
  OWN_SKIPPED
} Own;

/* Sight of somebody on the panel: the same whatever their role, the template's visibility and the other cards. */
static const struct
{
  PlumbSeat seat;
  Own own;
  PlumbSight sight;
} panel_cases[] = {
  { PLUMB_SEAT_INTERVIEWER, OWN_WAITING, PLUMB_SIGHT_BLIND },  { PLUMB_SEAT_INTERVIEWER, OWN_DRAFT, PLUMB_SIGHT_BLIND },
  { PLUMB_SEAT_INTERVIEWER, OWN_SUBMITTED, PLUMB_SIGHT_FULL }, { PLUMB_SEAT_HIRING_MANAGER, OWN_WAITING, PLUMB_SIGHT_BLIND },
  { PLUMB_SEAT_HIRING_MANAGER, OWN_DRAFT, PLUMB_SIGHT_BLIND }, { PLUMB_SEAT_HIRING_MANAGER, OWN_SUBMITTED, PLUMB_SIGHT_FULL },
  { PLUMB_SEAT_BAR_RAISER, OWN_WAITING, PLUMB_SIGHT_BLIND },   { PLUMB_SEAT_BAR_RAISER, OWN_DRAFT, PLUMB_SIGHT_BLIND },
  { PLUMB_SEAT_BAR_RAISER, OWN_SUBMITTED, PLUMB_SIGHT_FULL },  { PLUMB_SEAT_SHADOW, OWN_WAITING, PLUMB_SIGHT_BLIND },
  { PLUMB_SEAT_SHADOW, OWN_DRAFT, PLUMB_SIGHT_BLIND },         { PLUMB_SEAT_SHADOW, OWN_SUBMITTED, PLUMB_SIGHT_FULL },
  { PLUMB_SEAT_OBSERVER, OWN_WAITING, PLUMB_SIGHT_FULL },
};

/* Sight of somebody who holds no seat. */
static const struct
{
  PlumbRole role;
  PlumbVisibility visibility;
  gboolean all_in;
  PlumbSight sight;
} office_cases[] = {
  { PLUMB_ROLE_PANELIST, PLUMB_VISIBILITY_AFTER_ALL, FALSE, PLUMB_SIGHT_STATES },
  { PLUMB_ROLE_PANELIST, PLUMB_VISIBILITY_AFTER_ALL, TRUE, PLUMB_SIGHT_STATES },
  { PLUMB_ROLE_PANELIST, PLUMB_VISIBILITY_AS_SUBMITTED, FALSE, PLUMB_SIGHT_STATES },
  { PLUMB_ROLE_PANELIST, PLUMB_VISIBILITY_AS_SUBMITTED, TRUE, PLUMB_SIGHT_STATES },
  { PLUMB_ROLE_COORDINATOR, PLUMB_VISIBILITY_AFTER_ALL, FALSE, PLUMB_SIGHT_STATES },
  { PLUMB_ROLE_COORDINATOR, PLUMB_VISIBILITY_AFTER_ALL, TRUE, PLUMB_SIGHT_FULL },
  { PLUMB_ROLE_COORDINATOR, PLUMB_VISIBILITY_AS_SUBMITTED, FALSE, PLUMB_SIGHT_FULL },
  { PLUMB_ROLE_COORDINATOR, PLUMB_VISIBILITY_AS_SUBMITTED, TRUE, PLUMB_SIGHT_FULL },
};

static const FixtureTemplate shape = {
  .competencies = { { "sys", 60 }, { "db", 40 } },
  .stages = { { "phone", 1, { { "sys", 1 }, { "db", 1 } } }, { "onsite", 1, { { "db", 1 } } } },
};

static PlumbTemplate *
new_template (PlumbVisibility visibility)
{
  g_autoptr (PlumbTemplate) usual = fixture_template_new (&shape);
  json_t *document = json_deep_copy (usual->document);
  PlumbTemplate *template;

  json_object_set_new (json_object_get (document, "policy"), "visibility", json_string (plumb_visibility_to_nick (visibility)));
  template = plumb_template_new_from_json (document, "$", NULL);
  json_decref (document);
  g_assert_nonnull (template);
  return template;
}

/* Writes `word` into every text of a card and of all that hangs on it. */
static void
mark_card (PlumbLoop *loop, PlumbAssignment *assignment, const char *word)
{
  PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, 0);
  PlumbFlag *flag = fixture_add_flag (loop, assignment, PLUMB_SEVERITY_MAJOR, PLUMB_FLAG_UPHELD);

  plumb_set_string (&assignment->card->summary, word);
  plumb_set_string (&assignment->card->no_decision_reason, word);
  plumb_set_string (&answer->notes, word);
  plumb_set_string (&answer->rationale, word);
  g_ptr_array_add (answer->evidence, plumb_evidence_new ("s1", word));
  plumb_set_string (&flag->label, word);
  plumb_set_string (&flag->quote, word);
  plumb_set_string (&flag->resolution, "DEBRIEF");
}

static void
mark_debrief (PlumbLoop *loop, const PlumbAssignment *assignment)
{
  PlumbDecision *decision = plumb_decision_new ();
  PlumbAmendment *amendment = plumb_amendment_new ();
  PlumbVote *vote = fixture_add_vote (loop, assignment, PLUMB_ROUND_FINAL, PLUMB_RECOMMENDATION_NO);
  PlumbVerdict *verdict = fixture_add_verdict (loop, assignment, PLUMB_VERDICT_VETO);

  plumb_set_string (&vote->reason, "DEBRIEF");
  plumb_set_string (&verdict->rationale, "DEBRIEF");
  plumb_set_string (&decision->rationale, "DEBRIEF");
  plumb_set_string (&decision->figures, "DEBRIEF");
  g_ptr_array_add (loop->decisions, decision);
  plumb_set_string (&amendment->before, "SUBMITTED");
  plumb_set_string (&amendment->after, "SUBMITTED");
  g_ptr_array_add (assignment->card->amendments, amendment);
}

/* Two others, one submitted and one still writing; each text of theirs holds a word to look for. */
static PlumbLoop *
new_loop (PlumbVisibility visibility, gboolean all_in)
{
  g_autoptr (PlumbTemplate) template = new_template (visibility);
  PlumbLoop *loop = fixture_loop_new (template);
  PlumbAssignment *submitted = fixture_add_card (loop, "phone", "Submitted", PLUMB_SEAT_INTERVIEWER, "4 1");
  PlumbAssignment *draft = fixture_add_card (loop, "onsite", "Draft", all_in ? PLUMB_SEAT_SHADOW : PLUMB_SEAT_BAR_RAISER, ".");
  PlumbAssignment *skipped = fixture_add_skipped (loop, "onsite", "Skipped", PLUMB_SEAT_INTERVIEWER);

  mark_card (loop, submitted, "SUBMITTED");
  mark_debrief (loop, submitted);
  mark_card (loop, draft, "DRAFT");
  plumb_set_string (&submitted->card->handover, "HANDOVER");
  plumb_set_string (&draft->card->handover, "DRAFT");
  plumb_set_string (&skipped->skip_reason, "SKIPPED");
  fixture_add_person (loop, "Viewer");
  return loop;
}

static PlumbAssignment *
add_own (PlumbLoop *loop, PlumbSeat seat, Own own)
{
  static const char *const answers[] = { NULL, "3 .", "3 3", NULL };
  PlumbAssignment *assignment = own == OWN_SKIPPED ? fixture_add_skipped (loop, "phone", "Viewer", seat)
                                                   : fixture_add_card (loop, "phone", "Viewer", seat, answers[own]);

  if (own == OWN_DRAFT || own == OWN_SUBMITTED)
    mark_card (loop, assignment, "MINE");
  return assignment;
}

static void
add_seal (PlumbLoop *loop, const char *person, const char *reason)
{
  PlumbSeal *seal = plumb_seal_new ();

  plumb_set_string (&seal->person, person);
  plumb_set_string (&seal->reason, reason);
  g_ptr_array_add (loop->seals, seal);
}

/* What the viewer's copy may hold, told by words. Takes the loop. */
static void
check_copy (PlumbLoop *loop, const char *viewer, PlumbRole role, PlumbSight sight, gboolean has_own)
{
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_snapshot_unref);
  gboolean full = sight == PLUMB_SIGHT_FULL;
  PlumbSnapshot *snapshot;
  g_autofree char *text = NULL;

  g_assert_cmpint (plumb_blind_get_sight (loop, viewer, role), ==, sight);
  snapshot = plumb_snapshot_new (loop, viewer, role);
  g_ptr_array_add (snapshots, snapshot);
  g_assert_cmpint (plumb_snapshot_get_sight (snapshot), ==, sight);
  text = plumb_exchange_dup_text (snapshots);
  g_assert_true ((strstr (text, "SUBMITTED") != NULL) == full);
  g_assert_true ((strstr (text, "DEBRIEF") != NULL) == full);
  g_assert_true ((strstr (text, "SKIPPED") != NULL) == full);
  g_assert_true ((strstr (text, "DRAFT") != NULL) == (viewer == NULL));
  g_assert_true ((strstr (text, "MINE") != NULL) == has_own);
  g_assert_nonnull (strstr (text, "HANDOVER"));
}

static void
test_panel (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (panel_cases); i++)
    for (guint others = 0; others < 16; others++)
      {
        PlumbRole role = others & 1 ? PLUMB_ROLE_COORDINATOR : PLUMB_ROLE_PANELIST;
        PlumbVisibility visibility = others & 2 ? PLUMB_VISIBILITY_AS_SUBMITTED : PLUMB_VISIBILITY_AFTER_ALL;
        gboolean sealed = (others & 8) == 0;
        PlumbLoop *loop = new_loop (visibility, (others & 4) != 0);
        PlumbAssignment *own = add_own (loop, panel_cases[i].seat, panel_cases[i].own);
        g_autofree char *viewer = g_strdup (own->person);

        if (!sealed)
          add_seal (loop, viewer, "Stood in for the chair.");
        g_test_message ("case %" G_GSIZE_FORMAT ", others %u", i, others);
        check_copy (loop, viewer, role, sealed ? panel_cases[i].sight : PLUMB_SIGHT_FULL,
                    panel_cases[i].own == OWN_DRAFT || panel_cases[i].own == OWN_SUBMITTED);
      }
}

/* A seat that was skipped opens nothing before all are in; then its person reads with the panel. */
static void
test_skipped (void)
{
  for (PlumbSeat seat = PLUMB_SEAT_INTERVIEWER; seat <= PLUMB_SEAT_OBSERVER; seat++)
    for (guint others = 0; others < 8; others++)
      {
        PlumbRole role = others & 1 ? PLUMB_ROLE_COORDINATOR : PLUMB_ROLE_PANELIST;
        PlumbVisibility visibility = others & 2 ? PLUMB_VISIBILITY_AS_SUBMITTED : PLUMB_VISIBILITY_AFTER_ALL;
        gboolean all_in = (others & 4) != 0;
        gboolean office = role == PLUMB_ROLE_COORDINATOR && visibility == PLUMB_VISIBILITY_AS_SUBMITTED;
        PlumbLoop *loop = new_loop (visibility, all_in);
        g_autofree char *viewer = g_strdup (add_own (loop, seat, OWN_SKIPPED)->person);

        check_copy (loop, viewer, role, all_in || office ? PLUMB_SIGHT_FULL : PLUMB_SIGHT_STATES, FALSE);
      }
}

static void
test_office (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (office_cases); i++)
    {
      PlumbLoop *loop = new_loop (office_cases[i].visibility, office_cases[i].all_in);
      g_autofree char *viewer = g_strdup (fixture_add_person (loop, "Viewer")->id);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      check_copy (loop, viewer, office_cases[i].role, office_cases[i].sight, FALSE);
    }
}

static void
test_owner (void)
{
  check_copy (new_loop (PLUMB_VISIBILITY_AFTER_ALL, FALSE), NULL, PLUMB_ROLE_PANELIST, PLUMB_SIGHT_FULL, FALSE);
}

/* One submitted and one owed: the owed one decides. Another's broken seal opens nothing. */
static void
test_two_seats (void)
{
  PlumbLoop *loop = new_loop (PLUMB_VISIBILITY_AS_SUBMITTED, TRUE);
  PlumbAssignment *own = add_own (loop, PLUMB_SEAT_BAR_RAISER, OWN_SUBMITTED);
  g_autofree char *viewer = g_strdup (own->person);

  fixture_add_card (loop, "onsite", "Viewer", PLUMB_SEAT_SHADOW, NULL);
  add_seal (loop, fixture_add_person (loop, "Submitted")->id, "DEBRIEF");
  check_copy (loop, viewer, PLUMB_ROLE_COORDINATOR, PLUMB_SIGHT_BLIND, TRUE);
}

/* What stays of another's card: that it is there, whose, and its state. */
static void
test_what_stays (void)
{
  PlumbLoop *loop = new_loop (PLUMB_VISIBILITY_AFTER_ALL, FALSE);
  PlumbAssignment *own = add_own (loop, PLUMB_SEAT_INTERVIEWER, OWN_DRAFT);
  g_autofree char *viewer = g_strdup (own->person);
  g_autoptr (PlumbSnapshot) snapshot = NULL;
  const char *decider = fixture_add_person (loop, "Decider")->id;
  PlumbAssignment *waiting = fixture_add_card (loop, "onsite", "Waiting", PLUMB_SEAT_INTERVIEWER, NULL);
  const PlumbAssignment *other;

  waiting->card->not_blind = TRUE; /* somebody broke the seal */
  plumb_set_string (&((PlumbDecision *)g_ptr_array_index (loop->decisions, 0))->decider, decider);
  other = g_ptr_array_index (loop->assignments, 0);
  other->card->not_blind = TRUE;
  other->card->elapsed = 7;
  snapshot = plumb_snapshot_new (loop, viewer, PLUMB_ROLE_PANELIST);
  g_assert_cmpuint (loop->assignments->len, ==, 5);
  g_assert_false (waiting->card->not_blind);
  for (guint i = 0; i < loop->people->len; i++)
    g_assert_cmpstr (((PlumbPerson *)g_ptr_array_index (loop->people, i))->name, !=, "Decider");
  g_assert_true (other->card->withheld);
  g_assert_cmpint (other->card->state, ==, PLUMB_CARD_SUBMITTED);
  g_assert_cmpint (other->card->recommendation, ==, PLUMB_RECOMMENDATION_NONE);
  g_assert_cmpint (other->card->submitted_at, !=, 0);
  g_assert_cmpuint (other->card->answers->len, ==, 0);
  g_assert_false (other->card->not_blind);
  g_assert_cmpint (other->card->elapsed, ==, 0);
  g_assert_false (own->card->withheld);
  g_assert_cmpuint (loop->flags->len, ==, 1);
  g_assert_cmpint (((PlumbFlag *)loop->flags->pdata[0])->state, ==, PLUMB_FLAG_OPEN);
  g_assert_cmpuint (loop->votes->len + loop->verdicts->len + loop->decisions->len + loop->seals->len, ==, 0);
}

/* Reading leaves no trace: who could have read, at a time that is over, is taken to have. */
static void
test_could_have_read (void)
{
  static const struct
  {
    gboolean late;  /* somebody was assigned when all were in */
    PlumbRole role; /* of the person who is to be seated now */
    int skipped;    /* a seat they held and that was skipped, or -1 */
    gboolean expected;
  } cases[] = {
    { FALSE, PLUMB_ROLE_PANELIST, -1, FALSE },
    { FALSE, PLUMB_ROLE_COORDINATOR, -1, FALSE },
    { TRUE, PLUMB_ROLE_PANELIST, -1, FALSE },
    { TRUE, PLUMB_ROLE_COORDINATOR, -1, TRUE },
    { FALSE, PLUMB_ROLE_PANELIST, PLUMB_SEAT_INTERVIEWER, FALSE },
    { TRUE, PLUMB_ROLE_PANELIST, PLUMB_SEAT_INTERVIEWER, TRUE },
    { FALSE, PLUMB_ROLE_PANELIST, PLUMB_SEAT_OBSERVER, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlumbLoop) loop = fixture_loop_new_with (&shape);
      const char *person = fixture_add_person (loop, "Next")->id;
      PlumbAssignment *waiting;

      fixture_add_card (loop, "phone", "Submitted", PLUMB_SEAT_INTERVIEWER, "3 3");
      if (cases[i].skipped >= 0)
        fixture_add_skipped (loop, "phone", "Next", (PlumbSeat)cases[i].skipped);
      g_assert_true (plumb_blind_is_open (loop));
      waiting = fixture_add_card (loop, "onsite", "Waiting", PLUMB_SEAT_INTERVIEWER, NULL);
      waiting->late = cases[i].late;
      g_assert_false (plumb_blind_is_open (loop));
      g_assert_cmpint (plumb_blind_has_seen_others (loop, person, cases[i].role), ==, cases[i].expected);
    }
}

/* The words of the debrief are hidden from whoever is blind. */
static void
hide_debrief (PlumbLoop *loop)
{
  for (guint i = 0; i < loop->points->len; i++)
    plumb_set_string (&((PlumbPoint *)g_ptr_array_index (loop->points, i))->note, "HIDDEN MINUTES");
  for (guint i = 0; i < loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (loop->flags, i);

      for (guint k = 0; k < flag->events->len; k++)
        plumb_set_string (&((PlumbFlagEvent *)g_ptr_array_index (flag->events, k))->text, "HIDDEN WORD");
    }
}

/* Over random loops and every person in them: no text that only another's hidden card holds is in the viewer's copy. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (23);

  for (guint i = 0; i < 120; i++)
    {
      PlumbLoop *loop = fixture_random_loop (random, NULL);
      guint choice = (guint)g_rand_int_range (random, 0, (gint32)loop->people->len);
      const PlumbPerson *person = g_ptr_array_index (loop->people, choice);
      g_autofree char *viewer = g_strdup (person->id);
      g_autoptr (GPtrArray) snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_snapshot_unref);
      g_autofree char *text = NULL;
      PlumbSight sight = plumb_blind_get_sight (loop, viewer, person->role);

      for (guint j = 0; j < loop->assignments->len; j++)
        {
          const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, j);
          gboolean own = g_str_equal (assignment->person, viewer);
          gboolean seen = own || assignment->card->state == PLUMB_CARD_NONE
                          || (sight == PLUMB_SIGHT_FULL && assignment->card->state == PLUMB_CARD_SUBMITTED);

          for (guint k = 0; !seen && k < assignment->card->answers->len; k++)
            plumb_set_string (&((PlumbAnswer *)g_ptr_array_index (assignment->card->answers, k))->notes, "HIDDEN NOTE");
          if (!seen)
            plumb_set_string (&assignment->card->summary, "HIDDEN SUMMARY");
        }
      if (sight != PLUMB_SIGHT_FULL)
        hide_debrief (loop);
      g_ptr_array_add (snapshots, plumb_snapshot_new (loop, viewer, person->role));
      text = plumb_exchange_dup_text (snapshots);
      g_assert_null (strstr (text, "HIDDEN"));
      if (sight != PLUMB_SIGHT_FULL)
        g_assert_cmpuint (loop->decisions->len + loop->seals->len + loop->debriefs->len + loop->points->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blind/panel", test_panel);
  g_test_add_func ("/blind/skipped", test_skipped);
  g_test_add_func ("/blind/office", test_office);
  g_test_add_func ("/blind/owner", test_owner);
  g_test_add_func ("/blind/two-seats", test_two_seats);
  g_test_add_func ("/blind/what-stays", test_what_stays);
  g_test_add_func ("/blind/could-have-read", test_could_have_read);
  g_test_add_func ("/blind/random", test_random);
  return g_test_run ();
}
