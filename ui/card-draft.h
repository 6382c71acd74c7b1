/* card-draft.h - a card as it stands on the screen: a copy of the snapshot's, with what is on its way to the disk laid over it. */
#pragma once

#include "ui/card-change.h"

G_BEGIN_DECLS

typedef struct
{
  PlumbAssignment *assignment; /* owned; its card has an answer for every question */
  GPtrArray *flags;            /* of PlumbFlag: those of this card */
} PlumbCardDraft;

PlumbCardDraft *plumb_card_draft_new (const PlumbLoop *loop, const PlumbAssignment *assignment);
void plumb_card_draft_free (PlumbCardDraft *draft);

/* As the store will apply it. A change of something that is not there does nothing. */
void plumb_card_draft_apply (PlumbCardDraft *draft, const PlumbCardChange *change, const PlumbStage *stage);

PlumbFlag *plumb_card_draft_get_flag (const PlumbCardDraft *draft, const char *id); /* nullable */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbCardDraft, plumb_card_draft_free)

G_END_DECLS
