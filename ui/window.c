/* window.c - see window.h. What the actions do to reach a page stands in window-actions.c. */

#include "ui/window-private.h"

#include "ui/library-page.h"
#include "ui/loops-page.h"
#include "ui/welcome-page.h"
#include "ui/widgets.h"

#include "app/text.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (PlumbWindow, plumb_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
is_home (PlumbWindow *window)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (window->navigation), "home") == 0;
}

/* The title is cut off where the header bar is narrow: its tooltip and its description have all of it. */
static void
show_title (PlumbWindow *window, const char *title, const char *subtitle)
{
  gboolean more = subtitle != NULL && *subtitle != '\0';
  g_autofree char *whole = g_strconcat (title, more ? "\n" : "", more ? subtitle : "", NULL);

  adw_window_title_set_title (window->title, title);
  adw_window_title_set_subtitle (window->title, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (window->title), whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (window->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, whole, -1);
}

/* Shows what belongs to the page on top in the header bar and in the window's title. */
static void
show_header (PlumbWindow *window)
{
  PlumbPage *page = plumb_window_get_page (window);
  gboolean deep
      = (!g_queue_is_empty (&window->pile) && window->loops_page != NULL) || (page != NULL && plumb_page_get_has_back (page));
  const char *title = page != NULL ? plumb_page_get_title (page) : NULL;
  const char *named = page != NULL && plumb_page_get_window_title (page) != NULL ? plumb_page_get_window_title (page) : title;
  g_autofree char *whole
      = named != NULL && *named != '\0' ? g_strdup_printf (_ ("%s – Plumbline"), named) : g_strdup ("Plumbline");

  gtk_stack_set_visible_child_name (window->title_stack, is_home (window) ? "switcher" : "title");
  show_title (window, title != NULL && *title != '\0' ? title : "Plumbline",
              page != NULL ? plumb_page_get_subtitle (page) : NULL);
  adw_bin_set_child (window->header_start, page != NULL ? plumb_page_get_header_start (page) : NULL);
  adw_bin_set_child (window->header_end, page != NULL ? plumb_page_get_header_end (page) : NULL);
  gtk_widget_set_visible (window->back_button, deep);
  gtk_window_set_title (GTK_WINDOW (window), whole);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.back", deep);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.find", page != NULL && PLUMB_PAGE_GET_CLASS (page)->find != NULL);
}

static void
page_notify_cb (PlumbWindow *window, GParamSpec *pspec, PlumbPage *page)
{
  if (page == plumb_window_get_page (window) && g_strcmp0 (pspec->name, "narrow") != 0)
    show_header (window);
}

static void
page_arrived (PlumbWindow *window)
{
  PlumbPage *page = plumb_window_get_page (window);

  show_header (window);
  if (page == NULL)
    return;
  plumb_page_refresh (page);
  plumb_widget_tidy_names (GTK_WIDGET (window));
}

/* A stack hands the focus on by itself when its visible child had it; another step would pass over the first control. */
static gboolean
has_focus_within (PlumbWindow *window, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
home_changed_cb (PlumbWindow *window)
{
  if (!is_home (window))
    return;
  plumb_settings_set_page (plumb_session_get_settings (window->session), adw_view_stack_get_visible_child_name (window->home));
  page_arrived (window);
}

static void
add_home_page (PlumbWindow *window, PlumbPage *page, const char *name, const char *title, const char *icon)
{
  AdwViewStackPage *entry = adw_view_stack_add_titled (window->home, GTK_WIDGET (page), name, title);

  adw_view_stack_page_set_icon_name (entry, icon);
  g_signal_connect_object (page, "notify", G_CALLBACK (page_notify_cb), window, G_CONNECT_SWAPPED);
}

static void
go_home (PlumbWindow *window)
{
  g_autofree char *last = plumb_settings_dup_page (plumb_session_get_settings (window->session));

  if (window->loops_page == NULL)
    {
      window->loops_page = plumb_loops_page_new (window->session);
      window->library_page = plumb_library_page_new (window->session);
      window->owed = plumb_owed_model_new (window->session);
      window->notifier = plumb_notifier_new (window, window->owed);
      plumb_loops_page_set_owed (PLUMB_LOOPS_PAGE (window->loops_page), window->owed);
      add_home_page (window, window->loops_page, "loops", _ ("Loops"), "plumb-loops-symbolic");
      add_home_page (window, window->library_page, "library", _ ("Library"), "plumb-library-symbolic");
      if (g_strcmp0 (last, "library") == 0)
        adw_view_stack_set_visible_child_name (window->home, last);
    }
  gtk_stack_set_visible_child_name (window->navigation, "home");
  page_arrived (window);
}

static void
show_person_in_menu (PlumbWindow *window)
{
  const PlumbPerson *person = plumb_session_get_person (window->session);
  g_autofree char *name = person != NULL ? plumb_text_dup_line (person->name) : NULL;
  g_autofree char *label = name != NULL ? g_strdup_printf (_ ("You are %s…"), name) : NULL;
  GString *escaped = g_string_new (label);

  g_string_replace (escaped, "_", "__", 0);
  g_menu_remove_all (window->person_section);
  if (label != NULL)
    g_menu_append (window->person_section, escaped->str, "win.switch-person");
  g_string_free (escaped, TRUE);
}

/* Somebody is known now, or somebody else: pages of the person before are left. */
static void
person_cb (PlumbWindow *window)
{
  show_person_in_menu (window);
  if (plumb_session_get_person (window->session) == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.new-loop",
                                 plumb_session_get_person (window->session)->role == PLUMB_ROLE_COORDINATOR);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.export-packets", TRUE);
  plumb_window_leave_all (window);
  go_home (window);
  plumb_window_follow_target (window);
}

static void
opened_cb (PlumbWindow *window)
{
  if (plumb_session_get_person (window->session) == NULL)
    plumb_window_ask_person (window);
}

static void
open_failed_cb (PlumbWindow *window, const char *message)
{
  gtk_label_set_text (window->closed_label, message);
  gtk_stack_set_visible_child_name (window->navigation, "closed");
  gtk_widget_grab_focus (window->again_button);
}

static gboolean
plumb_window_close_request (GtkWindow *gtk_window)
{
  PlumbWindow *window = PLUMB_WINDOW (gtk_window);
  int width, height;

  for (GList *l = window->pile.head; l != NULL; l = l->next)
    if (!plumb_page_can_leave (l->data))
      return GDK_EVENT_STOP;
  for (GList *l = window->pile.head; l != NULL; l = l->next)
    plumb_page_save (l->data);
  gtk_window_get_default_size (gtk_window, &width, &height);
  plumb_settings_set_window_size (plumb_session_get_settings (window->session), width, height,
                                  gtk_window_is_maximized (gtk_window));
  if (GTK_WINDOW_CLASS (plumb_window_parent_class)->close_request (gtk_window))
    return GDK_EVENT_STOP;
  g_clear_object (&window->notifier);
  g_clear_object (&window->owed);
  /* Here and not when the last reference goes: what was asked for is on the disk before the window is off the screen. */
  plumb_session_close (window->session);
  return GDK_EVENT_PROPAGATE;
}

static void
plumb_window_dispose (GObject *object)
{
  PlumbWindow *window = PLUMB_WINDOW (object);

  g_queue_clear (&window->pile);
  window->loops_page = NULL;
  window->library_page = NULL;
  g_clear_object (&window->notifier);
  g_clear_object (&window->owed);
  if (window->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (window->session, window);
      plumb_session_close (window->session);
    }
  g_clear_weak_pointer (&window->model);
  g_clear_object (&window->session);
  g_clear_object (&window->person_section);
  g_clear_pointer (&window->target, g_free);
  G_OBJECT_CLASS (plumb_window_parent_class)->dispose (object);
}

static void
plumb_window_class_init (PlumbWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = plumb_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, title_stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, header_start);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, header_end);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, closed_label);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, again_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbWindow, home);
  gtk_widget_class_bind_template_callback (widget_class, home_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, plumb_window_clear_failure);
  plumb_window_install_actions (widget_class);
}

static void
plumb_window_init (PlumbWindow *window)
{
  GMenuModel *menu;

  g_queue_init (&window->pile);
  gtk_widget_init_template (GTK_WIDGET (window));
  window->person_section = g_menu_new ();
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (window->menu_button));
  g_menu_prepend_section (G_MENU (menu), NULL, G_MENU_MODEL (window->person_section));
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.new-loop", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.export-packets", FALSE);
}

PlumbWindow *
plumb_window_new (AdwApplication *application, PlumbSession *session)
{
  PlumbWindow *window;
  int width, height;
  gboolean maximized;

  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);

  window = g_object_new (PLUMB_TYPE_WINDOW, "application", application, NULL);
  window->session = g_object_ref (session);
  plumb_settings_get_window_size (plumb_session_get_settings (session), &width, &height, &maximized);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (window));
  g_signal_connect_object (session, "opened", G_CALLBACK (opened_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "open-failed", G_CALLBACK (open_failed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::person", G_CALLBACK (person_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "failed", G_CALLBACK (plumb_window_show_failure), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "recovered", G_CALLBACK (plumb_window_clear_failure), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notice", G_CALLBACK (plumb_window_toast), window, G_CONNECT_SWAPPED);
  show_header (window);
  return window;
}

PlumbSession *
plumb_window_get_session (PlumbWindow *window)
{
  g_return_val_if_fail (PLUMB_IS_WINDOW (window), NULL);
  return window->session;
}

PlumbPage *
plumb_window_get_page (PlumbWindow *window)
{
  g_return_val_if_fail (PLUMB_IS_WINDOW (window), NULL);

  if (!g_queue_is_empty (&window->pile))
    return g_queue_peek_tail (&window->pile);
  if (is_home (window))
    return PLUMB_PAGE (adw_view_stack_get_visible_child (window->home));
  return NULL;
}

void
plumb_window_push (PlumbWindow *window, PlumbPage *page)
{
  g_return_if_fail (PLUMB_IS_WINDOW (window) && PLUMB_IS_PAGE (page));

  if (!g_queue_is_empty (&window->pile))
    plumb_page_save (g_queue_peek_tail (&window->pile));
  gtk_stack_add_child (window->navigation, GTK_WIDGET (page));
  g_queue_push_tail (&window->pile, page);
  g_signal_connect_object (page, "notify", G_CALLBACK (page_notify_cb), window, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child (window->navigation, GTK_WIDGET (page));
  page_arrived (window);
  if (!plumb_page_begin (page) && !has_focus_within (window, GTK_WIDGET (page)))
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

gboolean
plumb_window_pop (PlumbWindow *window)
{
  PlumbPage *page;

  g_return_val_if_fail (PLUMB_IS_WINDOW (window), FALSE);

  /* Before anybody is known there is nothing below to go back to. */
  page = g_queue_peek_tail (&window->pile);
  if (page == NULL || window->loops_page == NULL || !plumb_page_can_leave (page))
    return FALSE;
  plumb_page_save (page);
  g_queue_pop_tail (&window->pile);
  if (g_queue_is_empty (&window->pile))
    gtk_stack_set_visible_child_name (window->navigation, "home");
  else
    gtk_stack_set_visible_child (window->navigation, g_queue_peek_tail (&window->pile));
  page_arrived (window);
  gtk_stack_remove (window->navigation, GTK_WIDGET (page));
  return TRUE;
}

void
plumb_window_toast (PlumbWindow *window, const char *text)
{
  g_autofree char *title = NULL;

  g_return_if_fail (PLUMB_IS_WINDOW (window) && text != NULL);

  /* libadwaita 1.2 reads a toast's title as markup. */
  title = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (window->toasts, adw_toast_new (title));
}

void
plumb_window_show_failure (PlumbWindow *window, const char *text)
{
  g_return_if_fail (PLUMB_IS_WINDOW (window) && text != NULL);

  gtk_label_set_text (window->banner_label, text);
  gtk_revealer_set_reveal_child (window->banner, TRUE);
}

void
plumb_window_clear_failure (PlumbWindow *window)
{
  g_return_if_fail (PLUMB_IS_WINDOW (window));
  gtk_revealer_set_reveal_child (window->banner, FALSE);
}
