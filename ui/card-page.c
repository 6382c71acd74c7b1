/* card-page.c - see card-page.h. The view is built anew from each snapshot; the form of an amendment in hand moves into the new one. */

#include "ui/card-page.h"

#include "app/text.h"
#include "ui/amend-form.h"
#include "ui/card-view.h"
#include "ui/feedback-panel.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbCardPage
{
  PlumbPage parent_instance;

  /* template widgets */
  GtkWidget *column;
  AdwBin *content;

  /* owned references */
  PlumbLoopModel *model;
  char *assignment;
  GtkWidget *form;    /* of the amendment in hand; NULL */
  GPtrArray *buttons; /* borrowed widgets: the ways into one */
};

G_DEFINE_FINAL_TYPE (PlumbCardPage, plumb_card_page, PLUMB_TYPE_PAGE)

static void update (PlumbCardPage *page);
static void focus_button (PlumbCardPage *page, const char *question);

static const PlumbAssignment *
get_assignment (PlumbCardPage *page)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (page->model);

  return loop != NULL ? plumb_loop_get_assignment (loop, page->assignment) : NULL;
}

static gboolean
can_amend (PlumbCardPage *page, const PlumbAssignment *assignment)
{
  return plumb_loop_model_get_loop (page->model)->state == PLUMB_LOOP_OPEN && assignment->skip_reason == NULL
         && plumb_session_is_me (plumb_loop_model_get_session (page->model), assignment->person);
}

static void
form_closed_cb (PlumbCardPage *page)
{
  g_autofree char *question = g_strdup (plumb_amend_form_get_question (PLUMB_AMEND_FORM (page->form)));

  g_clear_object (&page->form);
  update (page);
  focus_button (page, question);
}

static void
amend_cb (GtkButton *button, PlumbCardPage *page)
{
  const char *question = g_object_get_data (G_OBJECT (button), "question");

  g_clear_object (&page->form);
  page->form = g_object_ref_sink (plumb_amend_form_new (
      plumb_loop_model_get_session (page->model), plumb_loop_model_get_loop (page->model), get_assignment (page), question));
  g_signal_connect_object (page->form, "closed", G_CALLBACK (form_closed_cb), page, G_CONNECT_SWAPPED);
  update (page);
  gtk_widget_grab_focus (page->form);
}

/* The way to amend what was said to `question`, or the form where it is being amended. */
static GtkWidget *
amend_slot (const char *question, gpointer data)
{
  PlumbCardPage *page = data;
  const PlumbLoop *loop = plumb_loop_model_get_loop (page->model);
  const PlumbStage *stage = plumb_loop_get_stage (loop, get_assignment (page));
  const PlumbScriptItem *item = question != NULL ? plumb_stage_get_item (stage, question, NULL) : NULL;
  g_autofree char *told = g_strdup_printf (_ ("Amend: %s"), item != NULL ? item->question->title : _ ("the card as a whole"));
  GtkWidget *button;

  if (page->form != NULL && g_strcmp0 (plumb_amend_form_get_question (PLUMB_AMEND_FORM (page->form)), question) == 0)
    return page->form;
  button = gtk_button_new_with_label (_ ("Amend…"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  plumb_button_set_name (button, told);
  g_object_set_data_full (G_OBJECT (button), "question", g_strdup (question), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (amend_cb), page, 0);
  g_ptr_array_add (page->buttons, button);
  return button;
}

static void
focus_button (PlumbCardPage *page, const char *question)
{
  for (guint i = 0; i < page->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (page->buttons, i);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (button), "question"), question) == 0)
        gtk_widget_grab_focus (button);
    }
}

/* The focus stays where it was: in the form, or on the same way into one. */
static void
show_card (PlumbCardPage *page, const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean in_form = page->form != NULL && focus != NULL && gtk_widget_is_ancestor (focus, page->form);
  gboolean on_button = focus != NULL && g_ptr_array_find (page->buttons, focus, NULL);
  g_autofree char *question = on_button ? g_strdup (g_object_get_data (G_OBJECT (focus), "question")) : NULL;

  g_ptr_array_set_size (page->buttons, 0);
  if (page->form != NULL && gtk_widget_get_parent (page->form) != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (page->form)), page->form);
  adw_bin_set_child (page->content,
                     plumb_card_view_new (loop, assignment, can_amend (page, assignment) ? amend_slot : NULL, page));
  if (in_form)
    gtk_widget_grab_focus (focus);
  else if (on_button)
    focus_button (page, question);
}

static void
update (PlumbCardPage *page)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (page->model);
  const PlumbAssignment *assignment = get_assignment (page);
  const PlumbStage *stage = assignment != NULL ? plumb_loop_get_stage (loop, assignment) : NULL;
  g_autofree char *name = loop != NULL ? plumb_text_dup_line (loop->candidate->name) : NULL;

  plumb_page_set_title (PLUMB_PAGE (page), name);
  plumb_page_set_subtitle (PLUMB_PAGE (page), stage != NULL ? stage->title : NULL);
  if (assignment != NULL && assignment->card->state == PLUMB_CARD_SUBMITTED && !assignment->card->withheld)
    show_card (page, loop, assignment);
  else
    adw_bin_set_child (page->content, loop != NULL ? plumb_label_new (_ ("This card is not open to you."), "secondary") : NULL);
}

static void
model_changed_cb (PlumbCardPage *page)
{
  update (page);
}

static void
plumb_card_page_dispose (GObject *object)
{
  PlumbCardPage *page = PLUMB_CARD_PAGE (object);

  g_clear_object (&page->form);
  g_clear_pointer (&page->buttons, g_ptr_array_unref);
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
  gtk_widget_class_bind_template_child (widget_class, PlumbCardPage, column);
  gtk_widget_class_bind_template_child (widget_class, PlumbCardPage, content);
}

static void
plumb_card_page_init (PlumbCardPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  page->buttons = g_ptr_array_new ();
}

PlumbPage *
plumb_card_page_new (PlumbLoopModel *model, const char *assignment)
{
  PlumbCardPage *page;

  g_return_val_if_fail (PLUMB_IS_LOOP_MODEL (model) && assignment != NULL, NULL);

  page = g_object_new (PLUMB_TYPE_CARD_PAGE, NULL);
  page->model = g_object_ref (model);
  page->assignment = g_strdup (assignment);
  gtk_box_append (GTK_BOX (page->column), plumb_feedback_panel_new (model, assignment));
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), page, G_CONNECT_SWAPPED);
  update (page);
  return PLUMB_PAGE (page);
}
