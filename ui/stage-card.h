/* stage-card.h - one stage of a loop on its board: what it is, who holds it, how far it is, and the way into it. */
#pragma once

#include "ui/loop-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_STAGE_CARD (plumb_stage_card_get_type ())
G_DECLARE_FINAL_TYPE (PlumbStageCard, plumb_stage_card, PLUMB, STAGE_CARD, GtkWidget)

GtkWidget *plumb_stage_card_new (void);

/* Shows stage `position` of the model's template. Changes only what changed, so that the focus stays. */
void plumb_stage_card_update (PlumbStageCard *card, PlumbLoopModel *model, guint position);

G_END_DECLS
