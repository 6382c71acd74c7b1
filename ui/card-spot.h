/* card-spot.h - where the panelist was on a card: the question in hand, the caret in its notes, when they were last there.
 *
 * Kept in the settings, per workspace and assignment, while the card is a draft; the record knows nothing of it. A spot holds keys and
 * numbers only, nothing that anybody wrote.
 */
#pragma once

#include "app/instant.h"
#include "ui/settings.h"

G_BEGIN_DECLS

typedef struct
{
  char *question;    /* id; NULL: none */
  int caret;         /* characters before it */
  PlumbInstant at;   /* when it was noted; what was written later elsewhere is where they were */
  PlumbInstant seen; /* when the page was last there with its clock running; 0: never */
  gint64 gap;        /* seconds that the clock ran without the page, and nobody has decided on */
} PlumbCardSpot;

/* What was kept; a new one when there is nothing. Free with plumb_card_spot_free. */
PlumbCardSpot *plumb_card_spot_read (PlumbSettings *settings, const char *location, const char *assignment);
void plumb_card_spot_write (const PlumbCardSpot *spot, PlumbSettings *settings, const char *location, const char *assignment);
void plumb_card_spot_forget (PlumbSettings *settings, const char *location, const char *assignment);
void plumb_card_spot_free (PlumbCardSpot *spot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbCardSpot, plumb_card_spot_free)

G_END_DECLS
