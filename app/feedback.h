/* feedback.h - feedback on feedback: what a bar raiser or a coordinator tells a panelist about one of their cards.
 *
 * It is about the panelist, not about the candidate: it is no part of a loop, of an exchange document or of a packet, and only who gave it,
 * who received it and the owner of the workspace may read it (plumb_store_list_feedback). It can be erased.
 */
#pragma once

#include "app/instant.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *loop;
  char *assignment; /* whose card it is about */
  char *author;     /* person ids */
  char *recipient;
  char *good;    /* "" or what was good */
  char *improve; /* "" or what to do better */
  PlumbInstant at;
  PlumbInstant acknowledged_at; /* 0: not yet */

  /* For showing; "" where only the ids are known. */
  char *author_name;
  char *recipient_name;
  char *candidate; /* name */
  char *stage;     /* key */
} PlumbFeedback;

PlumbFeedback *plumb_feedback_new (const char *id); /* strings are "" */
void plumb_feedback_free (PlumbFeedback *feedback);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbFeedback, plumb_feedback_free)

G_END_DECLS
