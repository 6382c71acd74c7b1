/* loops-page.c - see loops-page.h. */

#include "ui/loops-page.h"

#include "ui/board.h"
#include "ui/loop-list.h"
#include "ui/new-loop-window.h"
#include "ui/widgets.h"
#include "ui/window.h"

#include <glib/gi18n.h>

struct _PlumbLoopsPage
{
  PlumbPage parent_instance;

  /* template widgets */
  GtkStack *stack;
  PlumbLoopList *list;
  GtkWidget *separator;
  GtkWidget *header_start;
  GtkStack *content;
  PlumbBoard *board;
  GtkWidget *coordinators_note;
  GtkWidget *reminders_button;
  GtkLabel *reminders_count;

  /* owned references */
  PlumbSession *session;
  gboolean deep; /* narrow: the board is shown, not the list */
};

G_DEFINE_FINAL_TYPE (PlumbLoopsPage, plumb_loops_page, PLUMB_TYPE_PAGE)

static void
show_panes (PlumbLoopsPage *page)
{
  gboolean narrow = plumb_page_is_narrow (PLUMB_PAGE (page));

  gtk_widget_set_visible (GTK_WIDGET (page->list), !narrow || !page->deep);
  gtk_widget_set_visible (page->separator, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (page->content), !narrow || page->deep);
  gtk_widget_set_hexpand (GTK_WIDGET (page->list), narrow);
  plumb_board_set_narrow (page->board, narrow);
  plumb_page_set_has_back (PLUMB_PAGE (page), narrow && page->deep);
  gtk_widget_set_visible (page->header_start, !narrow || !page->deep); /* the way back takes its room */
}

static void
selected_cb (PlumbLoopsPage *page, const char *loop)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  g_autoptr (PlumbLoopModel) model = NULL;

  model
      = PLUMB_IS_WINDOW (root) ? plumb_window_dup_model (PLUMB_WINDOW (root), loop) : plumb_loop_model_new (page->session, loop);
  plumb_board_set_model (page->board, model);
  gtk_stack_set_visible_child_name (page->content, "board");
  plumb_settings_set_loop (plumb_session_get_settings (page->session), plumb_session_get_location (page->session), loop);
}

static void
opened_cb (PlumbLoopsPage *page, const char *loop)
{
  page->deep = TRUE;
  show_panes (page);
}

/* After the first listing: the loop that was shown last, or the newest. */
static void
listed_cb (PlumbLoopsPage *page, guint n)
{
  g_autofree char *last = NULL;

  gtk_stack_set_visible_child_name (page->stack, n > 0 ? "loops" : "empty");
  if (n == 0 || plumb_loop_list_get_selected (page->list) != NULL)
    return;
  last = plumb_settings_dup_loop (plumb_session_get_settings (page->session), plumb_session_get_location (page->session));
  plumb_loop_list_select_first (page->list, last);
}

static void
person_changed_cb (PlumbLoopsPage *page)
{
  const PlumbPerson *person = plumb_session_get_person (page->session);
  gboolean coordinator = person != NULL && person->role == PLUMB_ROLE_COORDINATOR;

  gtk_widget_set_visible (page->coordinators_note, !coordinator);
}

static void
owed_changed_cb (PlumbLoopsPage *page, PlumbOwedModel *owed)
{
  guint n = plumb_owed_model_count_overdue (owed);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *told
      = n > 0 ? g_strdup_printf (ngettext ("Reminders: %u card is overdue", "Reminders: %u cards are overdue", n), n)
              : g_strdup (_ ("Reminders"));

  gtk_label_set_text (page->reminders_count, count);
  gtk_widget_set_visible (GTK_WIDGET (page->reminders_count), n > 0);
  plumb_button_set_name (page->reminders_button, told);
}

static void
plumb_loops_page_refresh (PlumbPage *base)
{
  plumb_loop_list_reload (PLUMB_LOOPS_PAGE (base)->list);
}

static gboolean
plumb_loops_page_find (PlumbPage *base)
{
  PlumbLoopsPage *page = PLUMB_LOOPS_PAGE (base);

  page->deep = FALSE;
  show_panes (page);
  plumb_loop_list_find (page->list);
  return TRUE;
}

static gboolean
plumb_loops_page_back (PlumbPage *base)
{
  PlumbLoopsPage *page = PLUMB_LOOPS_PAGE (base);

  if (!plumb_page_is_narrow (base) || !page->deep)
    return FALSE;
  page->deep = FALSE;
  show_panes (page);
  gtk_widget_child_focus (GTK_WIDGET (page->list), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static void
plumb_loops_page_set_narrow (PlumbPage *base, gboolean narrow)
{
  show_panes (PLUMB_LOOPS_PAGE (base));
}

static void
plumb_loops_page_dispose (GObject *object)
{
  g_clear_object (&PLUMB_LOOPS_PAGE (object)->session);
  G_OBJECT_CLASS (plumb_loops_page_parent_class)->dispose (object);
}

static void
plumb_loops_page_class_init (PlumbLoopsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  PlumbPageClass *page_class = PLUMB_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_loops_page_dispose;
  page_class->refresh = plumb_loops_page_refresh;
  page_class->find = plumb_loops_page_find;
  page_class->back = plumb_loops_page_back;
  page_class->set_narrow = plumb_loops_page_set_narrow;
  g_type_ensure (PLUMB_TYPE_LOOP_LIST);
  g_type_ensure (PLUMB_TYPE_BOARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/loops-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopsPage, list);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopsPage, separator);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopsPage, header_start);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopsPage, content);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopsPage, board);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopsPage, coordinators_note);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopsPage, reminders_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbLoopsPage, reminders_count);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, listed_cb);
}

static void
plumb_loops_page_init (PlumbLoopsPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}

PlumbPage *
plumb_loops_page_new (PlumbSession *session)
{
  PlumbLoopsPage *page;

  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);

  page = g_object_new (PLUMB_TYPE_LOOPS_PAGE, NULL);
  page->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::person", G_CALLBACK (person_changed_cb), page, G_CONNECT_SWAPPED);
  person_changed_cb (page);
  plumb_loop_list_set_session (page->list, session);
  return PLUMB_PAGE (page);
}

void
plumb_loops_page_set_owed (PlumbLoopsPage *page, PlumbOwedModel *owed)
{
  g_return_if_fail (PLUMB_IS_LOOPS_PAGE (page) && PLUMB_IS_OWED_MODEL (owed));
  g_signal_connect_object (owed, "changed", G_CALLBACK (owed_changed_cb), page, G_CONNECT_SWAPPED);
}

void
plumb_loops_page_show_loop (PlumbLoopsPage *page, const char *loop)
{
  g_return_if_fail (PLUMB_IS_LOOPS_PAGE (page) && loop != NULL);

  plumb_loop_list_select (page->list, loop);
  opened_cb (page, loop);
}

void
plumb_loops_page_new_loop (PlumbLoopsPage *page)
{
  g_return_if_fail (PLUMB_IS_LOOPS_PAGE (page));
  plumb_new_loop_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), page->session);
}
