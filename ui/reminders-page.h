/* reminders-page.h - who owes which card since when, across the loops that concern the user; a mail to each is a button away. */
#pragma once

#include "ui/owed-model.h"
#include "ui/page.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_REMINDERS_PAGE (plumb_reminders_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbRemindersPage, plumb_reminders_page, PLUMB, REMINDERS_PAGE, PlumbPage)

PlumbPage *plumb_reminders_page_new (PlumbOwedModel *owed);

G_END_DECLS
