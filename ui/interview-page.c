/* interview-page.c - see interview-page.h. */

#include "ui/interview-page.h"

struct _PlumbInterviewPage
{
  PlumbPage parent_instance;

  /* owned references */
  PlumbSession *session;
  PlumbLoopModel *model;
};

G_DEFINE_FINAL_TYPE (PlumbInterviewPage, plumb_interview_page, PLUMB_TYPE_PAGE)

static void
model_changed_cb (PlumbInterviewPage *page)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (page->model);

  plumb_page_set_title (PLUMB_PAGE (page), loop != NULL ? loop->candidate->name : "");
}

static void
plumb_interview_page_dispose (GObject *object)
{
  PlumbInterviewPage *page = PLUMB_INTERVIEW_PAGE (object);

  g_clear_object (&page->model);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (plumb_interview_page_parent_class)->dispose (object);
}

static void
plumb_interview_page_class_init (PlumbInterviewPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_interview_page_dispose;
}

static void
plumb_interview_page_init (PlumbInterviewPage *page)
{
}

PlumbPage *
plumb_interview_page_new (PlumbSession *session, PlumbLoopModel *model, const char *assignment)
{
  PlumbInterviewPage *page = g_object_new (PLUMB_TYPE_INTERVIEW_PAGE, NULL);

  page->session = g_object_ref (session);
  page->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), page, G_CONNECT_SWAPPED);
  model_changed_cb (page);
  return PLUMB_PAGE (page);
}
