/* card-page.h - reading one submitted card. */
#pragma once

#include "ui/loop-model.h"
#include "ui/page.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_CARD_PAGE (plumb_card_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbCardPage, plumb_card_page, PLUMB, CARD_PAGE, PlumbPage)

PlumbPage *plumb_card_page_new (PlumbLoopModel *model, const char *assignment);

G_END_DECLS
