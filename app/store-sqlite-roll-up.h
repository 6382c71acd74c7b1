/* store-sqlite-roll-up.h - one row of the list of loops, as it is made from a loop. */
#pragma once

#include "app/store-sqlite-change.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean all_in;
  char *progress; /* owned, as are seats and panel */
  char *seats;
  char *panel;
  const char *outcome; /* nicks */
  const char *decision;
  gboolean has_composite;
  double composite;
  double coverage;
} PlumbRollUp;

/* Is the row (columns as in read-roll-up) the one that the whole loop gives? For verify. */
gboolean plumb_roll_up_matches (sqlite3_stmt *row, PlumbSnapshot *snapshot, PlumbInstant changed_at, PlumbInstant seen_at);

G_END_DECLS
