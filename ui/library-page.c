/* library-page.c */

#include "ui/library-page.h"

struct _PlumbLibraryPage
{
  PlumbPage parent_instance;

  PlumbSession *session;
};

G_DEFINE_FINAL_TYPE (PlumbLibraryPage, plumb_library_page, PLUMB_TYPE_PAGE)

static void
plumb_library_page_dispose (GObject *object)
{
  g_clear_object (&PLUMB_LIBRARY_PAGE (object)->session);
  G_OBJECT_CLASS (plumb_library_page_parent_class)->dispose (object);
}

static void
plumb_library_page_class_init (PlumbLibraryPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_library_page_dispose;
}

static void
plumb_library_page_init (PlumbLibraryPage *page)
{
}

PlumbPage *
plumb_library_page_new (PlumbSession *session)
{
  PlumbLibraryPage *page = g_object_new (PLUMB_TYPE_LIBRARY_PAGE, NULL);

  page->session = g_object_ref (session);
  return PLUMB_PAGE (page);
}
