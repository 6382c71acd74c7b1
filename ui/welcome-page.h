/* welcome-page.h - asks which person of the workspace the user is, or makes them one. */
#pragma once

#include "ui/page.h"
#include "ui/session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_WELCOME_PAGE (plumb_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbWelcomePage, plumb_welcome_page, PLUMB, WELCOME_PAGE, PlumbPage)

PlumbPage *plumb_welcome_page_new (PlumbSession *session);

G_END_DECLS
