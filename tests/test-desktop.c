/* test-desktop.c - the parts of the desktop program that need no display: settings, moments, colours, list models, session. */
#include "app/error.h"
#include "app/text.h"
#include "tests/fixture.h"
#include "ui/library-words.h"
#include "ui/loop-item.h"
#include "ui/loop-model.h"
#include "ui/moment.h"
#include "ui/progress-dots.h"
#include "ui/style.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *workspace;
  PlumbSettings *settings;
  PlumbSession *session;
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autofree char *path = NULL;

  desk->folder = g_dir_make_tmp ("plumb-desktop-XXXXXX", NULL);
  desk->workspace = g_build_filename (desk->folder, "w.plumbline", NULL);
  path = g_build_filename (desk->folder, "config", "settings.ini", NULL);
  desk->settings = plumb_settings_new (path);
  desk->session = plumb_session_new (desk->settings);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  g_assert_finalize_object (desk->session);
  g_assert_finalize_object (desk->settings);
  remove_tree (desk->folder);
  g_free (desk->workspace);
  g_free (desk->folder);
}

static void
raise_cb (gboolean *flag)
{
  *flag = TRUE;
}

static void
wait_for (gboolean *flag)
{
  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_workspace (Desk *desk)
{
  gboolean opened = FALSE;
  gulong handler = g_signal_connect_swapped (desk->session, "opened", G_CALLBACK (raise_cb), &opened);

  plumb_session_open (desk->session, desk->workspace, NULL, NULL);
  wait_for (&opened);
  g_signal_handler_disconnect (desk->session, handler);
}

static void
test_settings (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "config", "settings.ini", NULL);
  g_autoptr (PlumbSettings) again = NULL;
  g_autofree char *person = NULL, *other = NULL;
  g_autoptr (GError) error = NULL;
  int width, height;
  gboolean maximized;

  plumb_settings_get_window_size (desk->settings, &width, &height, &maximized);
  g_assert_cmpint (width, ==, 1280);
  g_assert_cmpint (height, ==, 800);
  g_assert_true (plumb_settings_flush (desk->settings, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS)); /* nothing changed, nothing written */
  plumb_settings_set_person (desk->settings, "/a [strange]\n path", "me");
  plumb_settings_set_window_size (desk->settings, 900, 700, TRUE);
  g_assert_true (plumb_settings_get_notifies (desk->settings));
  g_assert_cmpint (plumb_settings_get_grace (desk->settings), ==, 24);
  plumb_settings_set_notifies (desk->settings, FALSE);
  plumb_settings_set_grace (desk->settings, 0);
  g_assert_true (plumb_settings_flush (desk->settings, &error));
  again = plumb_settings_new (path);
  person = plumb_settings_dup_person (again, "/a [strange]\n path");
  other = plumb_settings_dup_person (again, "/another");
  plumb_settings_get_window_size (again, &width, &height, &maximized);
  g_assert_cmpstr (person, ==, "me");
  g_assert_null (other);
  g_assert_false (plumb_settings_get_notifies (again));
  g_assert_cmpint (plumb_settings_get_grace (again), ==, 0);
  g_assert_cmpint (width, ==, 900);
  g_assert_true (maximized);
}

/* The last word is what stays, also when an earlier one is still being written. */
static void
test_settings_last_wins (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "config", "settings.ini", NULL);

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (PlumbSettings) again = NULL;
      g_autofree char *page = g_strdup_printf ("page %d", i), *kept = NULL;

      plumb_settings_set_page (desk->settings, "on its way");
      while (i == 0 && !g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_main_context_iteration (NULL, FALSE);
          g_thread_yield ();
        }
      plumb_settings_set_page (desk->settings, page);
      g_assert_true (plumb_settings_flush (desk->settings, NULL));
      again = plumb_settings_new (path);
      kept = plumb_settings_dup_page (again);
      g_assert_cmpstr (kept, ==, page);
    }
}

static void
test_settings_damaged (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "broken.ini", NULL);
  g_autoptr (PlumbSettings) settings = NULL;
  g_autofree char *page = NULL;

  g_assert_true (g_file_set_contents (path, "]][[ no key file \xff", -1, NULL));
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*settings*");
  settings = plumb_settings_new (path);
  g_test_assert_expected_messages ();
  page = plumb_settings_dup_page (settings);
  g_assert_null (page);
}

static void
test_moments (void)
{
  static const struct
  {
    const char *text;
    const char *typed; /* NULL: refused */
  } cases[] = {
    { "", "" },
    { "   ", "" },
    { "2026-11-19 10:00", "2026-11-19 10:00" },
    { " 2026-11-19  9:05 ", "2026-11-19 09:05" },
    { "today 16:30", "2026-11-22 16:30" },
    { "Tomorrow 9:30", "2026-11-23 09:30" },
    { "2026-13-01 10:00", NULL },
    { "2026-02-30 10:00", NULL },
    { "2026-11-19 24:30", NULL },
    { "2026-11-19", NULL },
    { "2026-11-19 10:00 or so", NULL },
    { "next week", NULL },
    { "1066-10-14 09:00", NULL },
  };
  PlumbInstant now, instant;

  g_assert_true (plumb_instant_parse_iso ("2026-11-22T08:00:00.000000Z", &now));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean read = plumb_moment_parse (cases[i].text, now, &instant);
      g_autofree char *typed = read ? plumb_moment_dup_typed (instant) : NULL;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpstr (typed, ==, cases[i].typed);
    }
}

static void
test_near_moments (void)
{
  static const struct
  {
    const char *instant;
    const char *text;
  } cases[] = {
    { "2026-11-22T10:00:00.000000Z", "Today 10:00" },       { "2026-11-23T00:00:00.000000Z", "Tomorrow 00:00" },
    { "2026-11-21T23:59:00.000000Z", "Yesterday 23:59" },   { "2026-11-24T10:00:00.000000Z", "Tue 24 Nov, 10:00" },
    { "2027-01-05T10:00:00.000000Z", "5 Jan 2027, 10:00" },
  };
  g_autofree char *none = plumb_moment_dup_near (0, G_USEC_PER_SEC);
  PlumbInstant now, instant;

  g_assert_cmpstr (none, ==, "");
  g_assert_true (plumb_instant_parse_iso ("2026-11-22T08:00:00.000000Z", &now));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (plumb_instant_parse_iso (cases[i].instant, &instant));
      text = plumb_moment_dup_near (instant, now);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* The ends of every scale have the same two colours, each point its own, and nothing outside has any. */
static void
test_score_styles (void)
{
  PlumbFigure figure = { TRUE, 2.5, "2.50" };

  for (int points = 2; points <= 7; points++)
    {
      g_assert_cmpstr (plumb_score_style (1, points), ==, "score-0");
      g_assert_cmpstr (plumb_score_style (points, points), ==, "score-6");
      for (int point = 2; point <= points; point++)
        g_assert_cmpstr (plumb_score_style (point - 1, points), <, plumb_score_style (point, points));
      g_assert_cmpstr (plumb_score_style (0, points), ==, "score-none");
      g_assert_cmpstr (plumb_score_style (points + 1, points), ==, "score-none");
    }
  g_assert_cmpstr (plumb_figure_style (&figure, 4), ==, plumb_score_style (3, 4));
  figure.value = 2.49;
  g_assert_cmpstr (plumb_figure_style (&figure, 4), ==, plumb_score_style (2, 4));
  figure.defined = FALSE;
  g_assert_cmpstr (plumb_figure_style (&figure, 4), ==, "score-none");
}

static void
test_words (void)
{
  g_autofree char *topic = plumb_library_dup_word ("sql-and-nosql");
  g_autofree char *plain = plumb_library_dup_word ("incident-response");
  g_autofree char *one = plumb_library_dup_count (1);
  g_autofree char *progress = plumb_progress_dup_text ("ssdwk");
  g_autofree char *nobody = plumb_progress_dup_text ("");

  g_assert_cmpstr (topic, ==, "SQL and NoSQL");
  g_assert_cmpstr (plain, ==, "Incident response");
  g_assert_cmpstr (one, ==, "1 question");
  g_assert_cmpstr (progress, ==, "2 of 4 cards in, 1 under way, 1 skipped");
  g_assert_cmpstr (nobody, ==, "Nobody assigned yet");
}

static GPtrArray *
make_summaries (const char *ids)
{
  GPtrArray *summaries = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_loop_summary_free);

  for (const char *id = ids; *id != '\0'; id++)
    {
      PlumbLoopSummary *summary = g_new0 (PlumbLoopSummary, 1);

      summary->id = g_strndup (id, 1);
      g_ptr_array_add (summaries, summary);
    }
  return summaries;
}

static void
note_change_cb (GListModel *model, guint position, guint removed, guint added, guint *change)
{
  change[0] = position;
  change[1] = removed;
  change[2] = added;
  change[3]++;
}

static void
test_loop_items (void)
{
  g_autoptr (GListStore) store = g_list_store_new (PLUMB_TYPE_LOOP_ITEM);
  g_autoptr (GPtrArray) first = make_summaries ("abcd"), same = make_summaries ("abcd"), moved = make_summaries ("acbd");
  g_autoptr (GPtrArray) fewer = make_summaries ("ad");
  g_autoptr (PlumbLoopItem) kept = NULL;
  guint change[4] = { 0 };

  g_signal_connect (store, "items-changed", G_CALLBACK (note_change_cb), change);
  plumb_loop_items_update (store, first);
  kept = g_list_model_get_item (G_LIST_MODEL (store), 3);
  plumb_loop_items_update (store, same);
  g_assert_cmpuint (change[3], ==, 1); /* nothing to tell: the items tell themselves */
  plumb_loop_items_update (store, moved);
  g_assert_cmpuint (change[0], ==, 1);
  g_assert_cmpuint (change[1], ==, 2);
  g_assert_cmpuint (change[2], ==, 2);
  plumb_loop_items_update (store, fewer);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 2);
  g_assert_true (g_list_model_get_item (G_LIST_MODEL (store), 1) == kept);
  g_object_unref (kept);
}

static void
test_loop_search (void)
{
  PlumbLoopSummary *summary = g_new0 (PlumbLoopSummary, 1);
  g_autoptr (PlumbLoopItem) item = NULL;
  g_autofree char *accents = plumb_text_dup_folded ("TOMAS"), *panelist = plumb_text_dup_folded ("silva");
  g_autofree char *across = plumb_text_dup_folded ("vidal backend");

  summary->id = g_strdup ("a");
  summary->candidate = g_strdup ("Tomás Vidal");
  summary->role = g_strdup ("Backend developer");
  summary->panel = g_strdup ("Ama Osei, João Silva");
  item = plumb_loop_item_new (summary);
  g_assert_true (plumb_loop_item_matches (item, accents));
  g_assert_true (plumb_loop_item_matches (item, panelist));
  g_assert_true (plumb_loop_item_matches (item, ""));
  g_assert_false (plumb_loop_item_matches (item, across)); /* not from one field into the next */
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *flag = data;

  g_assert_true (plumb_session_apply_finish (PLUMB_SESSION (source), result, NULL));
  *flag = TRUE;
}

static void
refused_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *flag = data;
  g_autoptr (GError) error = NULL;

  g_assert_false (plumb_session_apply_finish (PLUMB_SESSION (source), result, &error));
  g_assert_error (error, PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  *flag = TRUE;
}

static void
become_somebody (Desk *desk)
{
  g_autofree char *id = plumb_id_new ();
  g_autoptr (PlumbPerson) person = plumb_person_new (id, "Ama Osei");
  gboolean done = FALSE;

  person->role = PLUMB_ROLE_COORDINATOR;
  plumb_session_apply (desk->session, plumb_command_new_add_person (NULL, person), NULL, applied_cb, &done);
  wait_for (&done);
  plumb_session_set_person (desk->session, person);
}

static void
test_session (Desk *desk, gconstpointer data)
{
  g_autoptr (PlumbSettings) settings = NULL;
  g_autofree char *kept = NULL, *unknown = plumb_id_new ();
  gboolean failed = FALSE, refused = FALSE, recovered = FALSE;

  open_workspace (desk);
  g_assert_null (plumb_session_get_person (desk->session));
  become_somebody (desk);
  g_assert_true (plumb_session_is_me (desk->session, plumb_session_get_person_id (desk->session)));
  g_assert_false (plumb_session_is_me (desk->session, NULL));
  kept = plumb_settings_dup_person (desk->settings, plumb_session_get_location (desk->session));
  g_assert_cmpstr (kept, ==, plumb_session_get_person_id (desk->session));

  /* A refused act is told; the next that succeeds takes it back. */
  g_signal_connect_swapped (desk->session, "failed", G_CALLBACK (raise_cb), &failed);
  g_signal_connect_swapped (desk->session, "recovered", G_CALLBACK (raise_cb), &recovered);
  plumb_session_apply (desk->session, plumb_command_new_close_loop (plumb_session_get_person_id (desk->session), unknown, "gone"),
                       NULL, refused_cb, &refused);
  wait_for (&refused);
  g_assert_true (failed);
  g_assert_false (recovered);
  become_somebody (desk);
  g_assert_true (recovered);
}

/* Opening the same workspace again finds the person in the settings. */
static void
test_session_remembers (Desk *desk, gconstpointer data)
{
  g_autofree char *id = NULL;

  open_workspace (desk);
  become_somebody (desk);
  id = g_strdup (plumb_session_get_person_id (desk->session));
  g_assert_finalize_object (desk->session);
  desk->session = plumb_session_new (desk->settings);
  open_workspace (desk);
  g_assert_cmpstr (plumb_session_get_person_id (desk->session), ==, id);
  g_assert_cmpstr (plumb_session_get_person (desk->session)->name, ==, "Ama Osei");
}

static void
note_message_cb (char **kept, const char *message)
{
  g_free (*kept);
  *kept = g_strdup (message);
}

static void
test_open_fails (Desk *desk, gconstpointer data)
{
  g_autofree char *message = NULL;

  g_assert_true (g_file_set_contents (desk->workspace, "this is no workspace, and long enough to be looked at", -1, NULL));
  g_signal_connect_swapped (desk->session, "open-failed", G_CALLBACK (note_message_cb), &message);
  plumb_session_open (desk->session, desk->workspace, NULL, NULL);
  while (message == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (message, "w.plumbline"));
  g_assert_null (plumb_session_get_workspace (desk->session));
}

static void
open_loop (Desk *desk, const char *loop)
{
  const char *me = plumb_session_get_person_id (desk->session);
  PlumbTemplate *template = g_ptr_array_index (plumb_library_list_templates (), 0);
  g_autofree char *candidate_id = plumb_id_new (), *assignment = plumb_id_new ();
  g_autoptr (PlumbCandidate) candidate = plumb_candidate_new (candidate_id, "Priya Raman");
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  gboolean done = FALSE;

  g_ptr_array_add (commands, plumb_command_new_open_loop (me, loop, candidate, template, template->role));
  g_ptr_array_add (commands, plumb_command_new_assign (me, loop, assignment, "systems-design", me, PLUMB_SEAT_INTERVIEWER, 0));
  plumb_session_apply_all (desk->session, commands, NULL, applied_cb, &done);
  wait_for (&done);
}

static void
wait_for_change (PlumbLoopModel *model)
{
  gboolean changed = FALSE;
  gulong handler = g_signal_connect_swapped (model, "changed", G_CALLBACK (raise_cb), &changed);

  wait_for (&changed);
  g_signal_handler_disconnect (model, handler);
}

/* The model loads by itself, follows changes, keeps the last good state on errors, and forgets when somebody else looks. */
static void
test_loop_model (Desk *desk, gconstpointer data)
{
  g_autofree char *id = plumb_id_new (), *unknown = plumb_id_new ();
  PlumbLoopModel *model, *missing;
  gboolean done = FALSE;

  open_workspace (desk);
  become_somebody (desk);
  open_loop (desk, id);
  model = plumb_loop_model_new (desk->session, id);
  g_assert_null (plumb_loop_model_get_loop (model));
  wait_for_change (model);
  g_assert_cmpstr (plumb_loop_model_get_loop (model)->candidate->name, ==, "Priya Raman");
  g_assert_true (plumb_loop_model_get_evaluation (model)->withheld);
  plumb_session_apply (desk->session, plumb_command_new_close_loop (plumb_session_get_person_id (desk->session), id, "withdrew"),
                       NULL, applied_cb, &done);
  wait_for (&done);
  while (plumb_loop_model_get_loop (model)->state != PLUMB_LOOP_CLOSED)
    wait_for_change (model);
  become_somebody (desk);
  g_assert_null (plumb_loop_model_get_snapshot (model));
  wait_for_change (model);
  g_assert_nonnull (plumb_loop_model_get_snapshot (model));
  g_assert_finalize_object (model);

  missing = plumb_loop_model_new (desk->session, unknown);
  wait_for_change (missing);
  g_assert_error (plumb_loop_model_get_error (missing), PLUMB_ERROR, PLUMB_ERROR_NOT_FOUND);
  g_assert_finalize_object (missing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define DESK(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)
  DESK ("/desktop/settings", test_settings);
  DESK ("/desktop/settings-last-wins", test_settings_last_wins);
  DESK ("/desktop/settings-damaged", test_settings_damaged);
  g_test_add_func ("/desktop/moments", test_moments);
  g_test_add_func ("/desktop/near-moments", test_near_moments);
  g_test_add_func ("/desktop/score-styles", test_score_styles);
  g_test_add_func ("/desktop/words", test_words);
  g_test_add_func ("/desktop/loop-items", test_loop_items);
  g_test_add_func ("/desktop/loop-search", test_loop_search);
  DESK ("/desktop/session", test_session);
  DESK ("/desktop/session-remembers", test_session_remembers);
  DESK ("/desktop/open-fails", test_open_fails);
  DESK ("/desktop/loop-model", test_loop_model);
#undef DESK
  return g_test_run ();
}
