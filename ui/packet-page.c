/* packet-page.c - see packet-page.h. */

#include "ui/packet-page.h"

struct _PlumbPacketPage
{
  PlumbPage parent_instance;

  /* owned references */
  PlumbSession *session;
  PlumbLoopModel *model;
};

G_DEFINE_FINAL_TYPE (PlumbPacketPage, plumb_packet_page, PLUMB_TYPE_PAGE)

static void
model_changed_cb (PlumbPacketPage *page)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (page->model);

  plumb_page_set_title (PLUMB_PAGE (page), loop != NULL ? loop->candidate->name : "");
}

static void
plumb_packet_page_dispose (GObject *object)
{
  PlumbPacketPage *page = PLUMB_PACKET_PAGE (object);

  g_clear_object (&page->model);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (plumb_packet_page_parent_class)->dispose (object);
}

static void
plumb_packet_page_class_init (PlumbPacketPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_packet_page_dispose;
}

static void
plumb_packet_page_init (PlumbPacketPage *page)
{
}

PlumbPage *
plumb_packet_page_new (PlumbSession *session, PlumbLoopModel *model)
{
  PlumbPacketPage *page = g_object_new (PLUMB_TYPE_PACKET_PAGE, NULL);

  page->session = g_object_ref (session);
  page->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), page, G_CONNECT_SWAPPED);
  model_changed_cb (page);
  return PLUMB_PAGE (page);
}
