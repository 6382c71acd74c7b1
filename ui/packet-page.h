/* packet-page.h - the pages that will print, profile, export. */
#pragma once

#include "ui/loop-model.h"
#include "ui/page.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_PACKET_PAGE (plumb_packet_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPacketPage, plumb_packet_page, PLUMB, PACKET_PAGE, PlumbPage)

PlumbPage *plumb_packet_page_new (PlumbSession *session, PlumbLoopModel *model);

G_END_DECLS
