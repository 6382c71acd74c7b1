/* debrief-page.h - evidence, flags, votes, gates and the decision of one loop. */
#pragma once

#include "ui/loop-model.h"
#include "ui/page.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_DEBRIEF_PAGE (plumb_debrief_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbDebriefPage, plumb_debrief_page, PLUMB, DEBRIEF_PAGE, PlumbPage)

PlumbPage *plumb_debrief_page_new (PlumbSession *session, PlumbLoopModel *model);

G_END_DECLS
