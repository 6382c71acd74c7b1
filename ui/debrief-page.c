/* debrief-page.c - see debrief-page.h. */

#include "ui/debrief-page.h"

struct _PlumbDebriefPage
{
  PlumbPage parent_instance;

  /* owned references */
  PlumbSession *session;
  PlumbLoopModel *model;
};

G_DEFINE_FINAL_TYPE (PlumbDebriefPage, plumb_debrief_page, PLUMB_TYPE_PAGE)

static void
model_changed_cb (PlumbDebriefPage *page)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (page->model);

  plumb_page_set_title (PLUMB_PAGE (page), loop != NULL ? loop->candidate->name : "");
}

static void
plumb_debrief_page_dispose (GObject *object)
{
  PlumbDebriefPage *page = PLUMB_DEBRIEF_PAGE (object);

  g_clear_object (&page->model);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (plumb_debrief_page_parent_class)->dispose (object);
}

static void
plumb_debrief_page_class_init (PlumbDebriefPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_debrief_page_dispose;
}

static void
plumb_debrief_page_init (PlumbDebriefPage *page)
{
}

PlumbPage *
plumb_debrief_page_new (PlumbSession *session, PlumbLoopModel *model)
{
  PlumbDebriefPage *page = g_object_new (PLUMB_TYPE_DEBRIEF_PAGE, NULL);

  page->session = g_object_ref (session);
  page->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), page, G_CONNECT_SWAPPED);
  model_changed_cb (page);
  return PLUMB_PAGE (page);
}
