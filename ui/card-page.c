/* card-page.c - see card-page.h. */

#include "ui/card-page.h"

#include "app/text.h"
#include "ui/card-view.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbCardPage
{
  PlumbPage parent_instance;

  /* template widgets */
  AdwBin *content;

  /* owned references */
  PlumbLoopModel *model;
  char *assignment;
};

G_DEFINE_FINAL_TYPE (PlumbCardPage, plumb_card_page, PLUMB_TYPE_PAGE)

static void
model_changed_cb (PlumbCardPage *page)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (page->model);
  const PlumbAssignment *assignment = loop != NULL ? plumb_loop_get_assignment (loop, page->assignment) : NULL;
  const PlumbStage *stage = assignment != NULL ? plumb_loop_get_stage (loop, assignment) : NULL;
  g_autofree char *name = loop != NULL ? plumb_text_dup_line (loop->candidate->name) : NULL;

  plumb_page_set_title (PLUMB_PAGE (page), name);
  plumb_page_set_subtitle (PLUMB_PAGE (page), stage != NULL ? stage->title : NULL);
  if (assignment != NULL && assignment->card->state == PLUMB_CARD_SUBMITTED && !assignment->card->withheld)
    adw_bin_set_child (page->content, plumb_card_view_new (loop, assignment));
  else
    adw_bin_set_child (page->content, loop != NULL ? plumb_label_new (_ ("This card is not open to you."), "secondary") : NULL);
}

static void
plumb_card_page_dispose (GObject *object)
{
  PlumbCardPage *page = PLUMB_CARD_PAGE (object);

  g_clear_object (&page->model);
  g_clear_pointer (&page->assignment, g_free);
  G_OBJECT_CLASS (plumb_card_page_parent_class)->dispose (object);
}

static void
plumb_card_page_class_init (PlumbCardPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_card_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/card-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbCardPage, content);
}

static void
plumb_card_page_init (PlumbCardPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}

PlumbPage *
plumb_card_page_new (PlumbLoopModel *model, const char *assignment)
{
  PlumbCardPage *page;

  g_return_val_if_fail (PLUMB_IS_LOOP_MODEL (model) && assignment != NULL, NULL);

  page = g_object_new (PLUMB_TYPE_CARD_PAGE, NULL);
  page->model = g_object_ref (model);
  page->assignment = g_strdup (assignment);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), page, G_CONNECT_SWAPPED);
  model_changed_cb (page);
  return PLUMB_PAGE (page);
}
