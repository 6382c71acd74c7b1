/* store-fixture.h - a workspace file for tests, with a panel and one loop on the default template.
 *
 * People: Rita coordinates; Ana and Ben interview, Hal is the hiring manager, Bea the bar raiser, Sam shadows, Zoe sits nowhere. Each has
 * one assignment: Ana, Ben, Hal, Bea on the first four stages, Sam beside Ana.
 */
#pragma once

#include "app/exchange.h"
#include "app/store.h"

G_BEGIN_DECLS

enum
{
  RITA,
  ANA,
  BEN,
  HAL,
  BEA,
  SAM,
  ZOE,
  N_PEOPLE
};

typedef struct
{
  char *folder;
  char *path;
  PlumbStore *store;
  PlumbTemplate *template;
  char *loop;
  char *people[N_PEOPLE];
  char *assignments[N_PEOPLE]; /* NULL for those without */
} StoreFixture;

/* An empty folder and the path of a workspace in it that is not there yet. */
StoreFixture *store_fixture_new_empty (void);
/* The workspace, made and filled as told above; nobody has started. */
StoreFixture *store_fixture_new (void);
/* Closes it and removes the folder with all that lies in it. */
void store_fixture_free (StoreFixture *fixture);
void store_fixture_reopen (StoreFixture *fixture);
/* Opens and closes the workspace, or makes it, in several threads that start together: all must succeed. */
void store_fixture_open_at_once (StoreFixture *fixture);

/* Applies and frees the command: must be done, or refused with `code`. */
void store_fixture_apply (StoreFixture *fixture, PlumbCommand *command);
void store_fixture_refuse (StoreFixture *fixture, PlumbCommand *command, PlumbError code);

/* The loop as a person sees it; N_PEOPLE stands for the owner. Free with plumb_snapshot_unref. */
PlumbSnapshot *store_fixture_load (StoreFixture *fixture, guint viewer);

const PlumbStage *store_fixture_get_stage (StoreFixture *fixture, guint person);
/* Starts, scores every question with `score`, writes notes "NAME on QUESTION", summary "NAME sums up", and submits. */
void store_fixture_submit (StoreFixture *fixture, guint person, int score);
void store_fixture_submit_all (StoreFixture *fixture, int score);

/* No problems but the expected number; prints them when it is another. */
void store_fixture_expect_sound (PlumbStore *store);

/* How often to try: `slow` with -m slow, a fraction of `usual` under a sanitizer, which makes each try many times slower. */
guint store_fixture_get_rounds (guint usual, guint slow);

/* Runs SQL of the test on the closed file, through a connection of its own with every guard off. */
void store_fixture_run_sql (const char *path, const char *sql);
/* The answer of a query that gives one number. */
gint64 store_fixture_query (const char *path, const char *sql);

extern const char *const store_fixture_names[N_PEOPLE];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreFixture, store_fixture_free)

G_END_DECLS
