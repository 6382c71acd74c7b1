/* loops-page.c */

#include "ui/loops-page.h"

struct _PlumbLoopsPage
{
  PlumbPage parent_instance;

  PlumbSession *session;
};

G_DEFINE_FINAL_TYPE (PlumbLoopsPage, plumb_loops_page, PLUMB_TYPE_PAGE)

static void
plumb_loops_page_dispose (GObject *object)
{
  g_clear_object (&PLUMB_LOOPS_PAGE (object)->session);
  G_OBJECT_CLASS (plumb_loops_page_parent_class)->dispose (object);
}

static void
plumb_loops_page_class_init (PlumbLoopsPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_loops_page_dispose;
}

static void
plumb_loops_page_init (PlumbLoopsPage *page)
{
}

PlumbPage *
plumb_loops_page_new (PlumbSession *session)
{
  PlumbLoopsPage *page = g_object_new (PLUMB_TYPE_LOOPS_PAGE, NULL);

  page->session = g_object_ref (session);
  return PLUMB_PAGE (page);
}

void
plumb_loops_page_show_loop (PlumbLoopsPage *page, const char *loop)
{
}

void
plumb_loops_page_new_loop (PlumbLoopsPage *page)
{
}
