/* person-window.c - see person-window.h. */

#include "ui/person-window.h"

#include "app/text.h"
#include "ui/form.h"
#include "ui/widgets.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define PLUMB_TYPE_PERSON_WINDOW (plumb_person_window_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPersonWindow, plumb_person_window, PLUMB, PERSON_WINDOW, AdwWindow)

struct _PlumbPersonWindow
{
  AdwWindow parent_instance;

  /* template widgets */
  GtkEditable *name_entry;
  GtkEditable *email_entry;
  GtkDropDown *role_choice;
  GtkSpinButton *seniority;
  GtkWidget *problem;

  PlumbPersonFunc func;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (PlumbPersonWindow, plumb_person_window, ADW_TYPE_WINDOW)

static void
answer (PlumbPersonWindow *window, const PlumbPerson *person)
{
  PlumbPersonFunc func = window->func;

  window->func = NULL;
  if (func != NULL)
    func (person, window->data);
}

static void
add_cb (PlumbPersonWindow *window)
{
  g_autofree char *name = plumb_form_dup_text (window->name_entry);
  g_autofree char *email = plumb_form_dup_text (window->email_entry);
  g_autofree char *id = plumb_id_new ();
  g_autoptr (PlumbPerson) person = NULL;
  g_autoptr (GError) error = NULL;

  if (!plumb_text_check_filled (name, PLUMB_NAME_MAX, _ ("the name"), &error)
      || !plumb_text_check (email, -1, PLUMB_NAME_MAX, _ ("the e-mail address"), &error))
    {
      plumb_form_show_problem (window->problem, error->message);
      return;
    }
  person = plumb_person_new (id, name);
  plumb_set_string (&person->email, email);
  person->role = gtk_drop_down_get_selected (window->role_choice) == 1 ? PLUMB_ROLE_COORDINATOR : PLUMB_ROLE_PANELIST;
  person->seniority = gtk_spin_button_get_value_as_int (window->seniority);
  answer (window, person);
  gtk_window_close (GTK_WINDOW (window));
}

static void
plumb_person_window_dispose (GObject *object)
{
  answer (PLUMB_PERSON_WINDOW (object), NULL);
  G_OBJECT_CLASS (plumb_person_window_parent_class)->dispose (object);
}

static void
plumb_person_window_class_init (PlumbPersonWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_person_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/person-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbPersonWindow, name_entry);
  gtk_widget_class_bind_template_child (widget_class, PlumbPersonWindow, email_entry);
  gtk_widget_class_bind_template_child (widget_class, PlumbPersonWindow, role_choice);
  gtk_widget_class_bind_template_child (widget_class, PlumbPersonWindow, seniority);
  gtk_widget_class_bind_template_child (widget_class, PlumbPersonWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "default.activate", NULL);
}

static void
plumb_person_window_init (PlumbPersonWindow *window)
{
  gtk_widget_init_template (GTK_WIDGET (window));
  plumb_widget_tidy_names (GTK_WIDGET (window));
  plumb_form_name_drop_down (window->role_choice, _ ("Role"));
}

void
plumb_person_window_present (GtkWindow *parent, PlumbPersonFunc func, gpointer data)
{
  PlumbPersonWindow *window;

  g_return_if_fail (func != NULL);

  window = g_object_new (PLUMB_TYPE_PERSON_WINDOW, "transient-for", parent, NULL);
  window->func = func;
  window->data = data;
  gtk_window_present (GTK_WINDOW (window));
}
