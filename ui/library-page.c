/* library-page.c - see library-page.h. Questions and templates are asked for when the page is first shown, and again after a change. */

#include "ui/library-page.h"

#include "ui/library-words.h"
#include "ui/question-list.h"
#include "ui/question-view.h"
#include "ui/template-view.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbLibraryPage
{
  PlumbPage parent_instance;

  /* template widgets */
  GtkWidget *sidebar;
  GtkStack *lists;
  PlumbQuestionList *questions;
  GtkListBox *templates;
  GtkWidget *separator;
  GtkScrolledWindow *reading;
  AdwBin *content;

  /* owned references */
  PlumbSession *session;
  GPtrArray *known_templates; /* of PlumbTemplate; NULL until listed */
  PlumbQuestion *question;    /* the one selected */
  gboolean loading;
  gboolean deep; /* narrow: the text is shown, not the list */
};

G_DEFINE_FINAL_TYPE (PlumbLibraryPage, plumb_library_page, PLUMB_TYPE_PAGE)

static void
show_panes (PlumbLibraryPage *page)
{
  gboolean narrow = plumb_page_is_narrow (PLUMB_PAGE (page));

  gtk_widget_set_visible (page->sidebar, !narrow || !page->deep);
  gtk_widget_set_visible (page->separator, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (page->reading), !narrow || page->deep);
  gtk_widget_set_hexpand (page->sidebar, narrow);
  plumb_page_set_has_back (PLUMB_PAGE (page), narrow && page->deep);
}

static void
show_content (PlumbLibraryPage *page, GtkWidget *widget)
{
  adw_bin_set_child (page->content, widget);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (page->reading), 0);
}

static void
show_question (PlumbLibraryPage *page)
{
  if (page->question != NULL)
    show_content (page, plumb_question_view_new (page->question, plumb_library_get_competency_name (page->known_templates,
                                                                                                    page->question->competency)));
}

static void
show_template (PlumbLibraryPage *page)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (page->templates);

  if (row != NULL && page->known_templates != NULL)
    show_content (page, plumb_template_view_new (g_ptr_array_index (page->known_templates, gtk_list_box_row_get_index (row))));
}

static gboolean
shows_questions (PlumbLibraryPage *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (page->lists), "questions") == 0;
}

static void
list_changed_cb (PlumbLibraryPage *page)
{
  if (shows_questions (page))
    show_question (page);
  else
    show_template (page);
}

static void
question_selected_cb (PlumbLibraryPage *page, PlumbQuestion *question)
{
  plumb_question_ref (question);
  g_clear_pointer (&page->question, plumb_question_unref);
  page->question = question;
  if (shows_questions (page)) /* the first is chosen once they are read, whatever is looked at meanwhile */
    show_question (page);
}

static void
question_opened_cb (PlumbLibraryPage *page, PlumbQuestion *question)
{
  page->deep = TRUE;
  show_panes (page);
}

static void
template_selected_cb (PlumbLibraryPage *page, GtkListBoxRow *row)
{
  if (!shows_questions (page))
    show_template (page);
}

static void
template_opened_cb (PlumbLibraryPage *page, GtkListBoxRow *row)
{
  page->deep = TRUE;
  show_panes (page);
}

static void
fill_templates (PlumbLibraryPage *page)
{
  plumb_widget_clear (GTK_WIDGET (page->templates));
  for (guint i = 0; i < page->known_templates->len; i++)
    {
      const PlumbTemplate *template = g_ptr_array_index (page->known_templates, i);
      g_autofree char *detail
          = g_strdup_printf (_ ("%s · %u stages · version %d"), template->role, template->stages->len, template->version);
      GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_box_append (GTK_BOX (texts), plumb_line_new (template->title, "loop-name"));
      gtk_box_append (GTK_BOX (texts), plumb_line_new (detail, "secondary"));
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), texts);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, template->title, -1);
      gtk_list_box_append (page->templates, row);
    }
  gtk_list_box_select_row (page->templates, gtk_list_box_get_row_at_index (page->templates, 0));
}

static void
questions_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbLibraryPage) page = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) questions = plumb_workspace_list_questions_finish (PLUMB_WORKSPACE (source), result, &error);

  page->loading = FALSE;
  if (page->session == NULL) /* left meanwhile */
    return;
  if (questions == NULL)
    plumb_session_fail (page->session, error->message);
  else if (page->known_templates != NULL)
    plumb_question_list_set_library (page->questions, questions, page->known_templates);
}

static void
templates_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbLibraryPage) page = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = plumb_workspace_list_templates_finish (PLUMB_WORKSPACE (source), result, &error);

  if (page->session == NULL)
    return;
  if (templates == NULL)
    {
      page->loading = FALSE;
      plumb_session_fail (page->session, error->message);
      return;
    }
  g_clear_pointer (&page->known_templates, g_ptr_array_unref);
  page->known_templates = g_steal_pointer (&templates);
  fill_templates (page);
  plumb_workspace_list_questions_async (PLUMB_WORKSPACE (source), NULL, questions_listed_cb, g_object_ref (page));
}

static void
plumb_library_page_refresh (PlumbPage *base)
{
  PlumbLibraryPage *page = PLUMB_LIBRARY_PAGE (base);

  if (page->loading || page->known_templates != NULL)
    return;
  page->loading = TRUE;
  plumb_workspace_list_templates_async (plumb_session_get_workspace (page->session), NULL, templates_listed_cb,
                                        g_object_ref (page));
}

static gboolean
plumb_library_page_find (PlumbPage *base)
{
  PlumbLibraryPage *page = PLUMB_LIBRARY_PAGE (base);

  page->deep = FALSE;
  show_panes (page);
  gtk_stack_set_visible_child_name (page->lists, "questions");
  plumb_question_list_find (page->questions);
  return TRUE;
}

static gboolean
plumb_library_page_back (PlumbPage *base)
{
  PlumbLibraryPage *page = PLUMB_LIBRARY_PAGE (base);

  if (!plumb_page_is_narrow (base) || !page->deep)
    return FALSE;
  page->deep = FALSE;
  show_panes (page);
  gtk_widget_child_focus (page->sidebar, GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static void
plumb_library_page_set_narrow (PlumbPage *base, gboolean narrow)
{
  show_panes (PLUMB_LIBRARY_PAGE (base));
}

static void
plumb_library_page_dispose (GObject *object)
{
  PlumbLibraryPage *page = PLUMB_LIBRARY_PAGE (object);

  g_clear_pointer (&page->known_templates, g_ptr_array_unref);
  g_clear_pointer (&page->question, plumb_question_unref);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (plumb_library_page_parent_class)->dispose (object);
}

static void
plumb_library_page_class_init (PlumbLibraryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  PlumbPageClass *page_class = PLUMB_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_library_page_dispose;
  page_class->refresh = plumb_library_page_refresh;
  page_class->find = plumb_library_page_find;
  page_class->back = plumb_library_page_back;
  page_class->set_narrow = plumb_library_page_set_narrow;
  g_type_ensure (PLUMB_TYPE_QUESTION_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, lists);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, questions);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, templates);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, separator);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, reading);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, content);
  gtk_widget_class_bind_template_callback (widget_class, list_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_opened_cb);
}

static void
plumb_library_page_init (PlumbLibraryPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}

PlumbPage *
plumb_library_page_new (PlumbSession *session)
{
  PlumbLibraryPage *page;

  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);

  page = g_object_new (PLUMB_TYPE_LIBRARY_PAGE, NULL);
  page->session = g_object_ref (session);
  return PLUMB_PAGE (page);
}
