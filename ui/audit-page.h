/* audit-page.h - what was done in a loop or in all of them, as sentences, the newest first; and the check of the record. */
#pragma once

#include "ui/page.h"
#include "ui/session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_AUDIT_PAGE (plumb_audit_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbAuditPage, plumb_audit_page, PLUMB, AUDIT_PAGE, PlumbPage)

/* `loop` "" or NULL: all. */
PlumbPage *plumb_audit_page_new (PlumbSession *session, const char *loop);

G_END_DECLS
