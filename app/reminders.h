/* reminders.h - who owes which card since when, and the words to remind them with.
 *
 * The store lists the cards that are owed in open loops (plumb_store_list_owed); the rest here is pure. That a card exists and how far it
 * is may be seen by everybody (blind.h), and nothing else is told here. A card falls due when its interview ends as planned, and is
 * overdue a while later (the grace). Times are compared with the moment that is handed in: nothing here runs a clock.
 */
#pragma once

#include "app/loop.h"

G_BEGIN_DECLS

#define PLUMB_GRACE_HOURS 24 /* unless the settings say otherwise */

/* The order in which they are listed. */
typedef enum
{
  PLUMB_OWED_OVERDUE,   /* due, and the grace is over */
  PLUMB_OWED_DUE,       /* the interview is over */
  PLUMB_OWED_UNPLANNED, /* has no time */
  PLUMB_OWED_AHEAD      /* the interview is still to come, or goes on */
} PlumbOwedState;

typedef struct
{
  char *loop;
  char *candidate;
  char *role;
  PlumbInstant opened_at;
  char *assignment;
  char *stage; /* its title */
  int minutes; /* of the interview */
  PlumbSeat seat;
  char *person; /* id */
  char *name;
  char *email;               /* "" when unknown */
  PlumbInstant scheduled_at; /* 0: no time */
  gboolean started;          /* a draft is there */
} PlumbOwedCard;

PlumbOwedCard *plumb_owed_card_new (void);
void plumb_owed_card_free (PlumbOwedCard *owed);
PlumbInstant plumb_owed_card_get_due (const PlumbOwedCard *owed); /* 0: has no time */
/* `grace` in microseconds. */
PlumbOwedState plumb_owed_card_get_state (const PlumbOwedCard *owed, PlumbInstant now, gint64 grace);
/* "Overdue since 19 Nov 2026, 11:00 (3 days)", "Not scheduled; the loop was opened 2 Nov 2026": in one line. */
char *plumb_owed_card_dup_since (const PlumbOwedCard *owed, PlumbInstant now, gint64 grace);

const char *plumb_owed_state_to_nick (PlumbOwedState state); /* "overdue", "due", "unplanned", "ahead" */

/* All that one person owes. Borrows the cards. */
typedef struct
{
  const char *person;
  const char *name;
  const char *email;
  GPtrArray *cards;     /* of PlumbOwedCard: as the states are ordered, the longest due first */
  PlumbOwedState state; /* of the first */
  guint n_overdue;
} PlumbReminder;

/* One a person, the most pressing first; `ahead` FALSE leaves out what is still to come. Borrows from `owed`. */
GPtrArray *plumb_reminders_new (GPtrArray *owed, PlumbInstant now, gint64 grace, gboolean ahead);

/* A mail to the person: a greeting, a line a card, what it holds up. Lines end in LF. */
char *plumb_reminder_dup_text (const PlumbReminder *reminder, PlumbInstant now, gint64 grace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbOwedCard, plumb_owed_card_free)

G_END_DECLS
