/* library-page.h - the questions and loop templates of the workspace, to find and to read. */
#pragma once

#include "ui/page.h"
#include "ui/session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_LIBRARY_PAGE (plumb_library_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbLibraryPage, plumb_library_page, PLUMB, LIBRARY_PAGE, PlumbPage)

PlumbPage *plumb_library_page_new (PlumbSession *session);

G_END_DECLS
