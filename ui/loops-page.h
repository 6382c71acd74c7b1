/* loops-page.h - the loops of the workspace beside the board of the one that is selected; one of the two when it is narrow. */
#pragma once

#include "ui/owed-model.h"
#include "ui/page.h"
#include "ui/session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_LOOPS_PAGE (plumb_loops_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbLoopsPage, plumb_loops_page, PLUMB, LOOPS_PAGE, PlumbPage)

PlumbPage *plumb_loops_page_new (PlumbSession *session);

/* Selects the loop and shows its board. */
void plumb_loops_page_show_loop (PlumbLoopsPage *page, const char *loop);

/* Opens the window that makes a loop. */
void plumb_loops_page_new_loop (PlumbLoopsPage *page);

/* Tells how many cards are overdue beside the way to the reminders. */
void plumb_loops_page_set_owed (PlumbLoopsPage *page, PlumbOwedModel *owed);

G_END_DECLS
