/* exchange-private.h - what the three parts of the exchange reader share: document, loop, card. */
#pragma once

#include "app/loop.h"
#include "app/place.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_ID_LOOP,
  PLUMB_ID_ASSIGNMENT,
  PLUMB_ID_CARD,
  PLUMB_ID_FLAG,
  PLUMB_ID_AMENDMENT,
  PLUMB_ID_DECISION,
  PLUMB_N_IDS
} PlumbIdKind;

/* What is known of the document so far. The sets borrow their strings from the loops read. */
typedef struct
{
  gint64 version;               /* of the document */
  GHashTable *ids[PLUMB_N_IDS]; /* of this kind, in the whole document */
  GHashTable *templates;        /* "KEY VERSION" to PlumbTemplate, both owned */
  GHashTable *people;           /* id to the PlumbPerson of the first loop that has it */
  GHashTable *candidates;       /* id to the PlumbCandidate of the first loop that has it */
} PlumbExchangeReader;

/* An owned string takes the place of the one in the field. */
void plumb_exchange_take (char **field, char *value);
/* A new id of its kind: valid, and not met before in the document. */
void plumb_exchange_read_id (PlumbExchangeReader *reader, const PlumbPlace *object, PlumbIdKind kind, char **field);
/* An instant; null is "not set" and allowed unless `needed`. */
PlumbInstant plumb_exchange_read_instant (const PlumbPlace *object, const char *name, gboolean needed);
/* The id of a person of the loop; with `or_owner` also "", the owner of the workspace. */
void plumb_exchange_read_person (const PlumbLoop *loop, const PlumbPlace *object, const char *name, gboolean or_owner,
                                 char **field);

/* Is a member that documents have since version `since` there to be read? Later ones have it, earlier ones must not. */
gboolean plumb_exchange_has (const PlumbExchangeReader *reader, const PlumbPlace *object, const char *name, gint64 since);
/* An assignment of the loop; NULL once the problem is noted. */
PlumbAssignment *plumb_exchange_read_assignment (const PlumbLoop *loop, const PlumbPlace *object, char **field);

typedef void (*PlumbReadEntry) (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place);

#define PLUMB_ENTRIES_MAX 1000 /* of flags, votes, verdicts, decisions, seals ... */

/* Lets `read_entry` add each element of one list to the loop; an element has exactly the members `names`. */
void plumb_exchange_read_list (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *loop_place, const char *list_name,
                               gsize max, const char *const *names, PlumbReadEntry read_entry);

/* Flags, their register, votes, verdicts, decisions, seals and minutes. The flags come before the cards, the rest after. */
void plumb_exchange_read_flags (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *loop_place);
void plumb_exchange_read_debrief (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *loop_place);

/* Everything of a loop but its template; sorts it. */
void plumb_exchange_read_loop (PlumbExchangeReader *reader, PlumbLoop *loop, const PlumbPlace *place);

/* The card of an assignment; the loop's people and flags are there already. */
PlumbScorecard *plumb_exchange_read_card (PlumbExchangeReader *reader, const PlumbLoop *loop, const PlumbAssignment *assignment,
                                          const PlumbPlace *place);

G_END_DECLS
