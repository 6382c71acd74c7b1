/* compare-page.h - several candidates side by side, as far as the user may see them; by name until asked otherwise. */
#pragma once

#include "ui/page.h"
#include "ui/session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_COMPARE_PAGE (plumb_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbComparePage, plumb_compare_page, PLUMB, COMPARE_PAGE, PlumbPage)

/* `role` "" or NULL: that of the loop which changed last. */
PlumbPage *plumb_compare_page_new (PlumbSession *session, const char *role);

G_END_DECLS
