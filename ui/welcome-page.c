/* welcome-page.c - see welcome-page.h. */

#include "ui/welcome-page.h"

#include "app/text.h"
#include "ui/form.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _PlumbWelcomePage
{
  PlumbPage parent_instance;

  /* template widgets */
  GtkListBox *people_list;
  GtkWidget *people_box;
  GtkWidget *new_heading;
  GtkEditable *name_entry;
  GtkEditable *email_entry;
  GtkDropDown *role_choice;
  GtkWidget *demo_button;
  GtkWidget *create_button;
  GtkWidget *problem;

  /* owned references */
  PlumbSession *session;
  GPtrArray *people; /* of PlumbPerson, in the order of the rows */
  PlumbPerson *made; /* being made, or NULL */
};

G_DEFINE_FINAL_TYPE (PlumbWelcomePage, plumb_welcome_page, PLUMB_TYPE_PAGE)

static void
add_row (PlumbWelcomePage *page, const PlumbPerson *person)
{
  g_autofree char *name = plumb_text_dup_line (person->name);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *role = gtk_label_new (plumb_role_to_label (person->role));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_halign (role, GTK_ALIGN_START);
  gtk_widget_add_css_class (role, "secondary");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (texts), label);
  gtk_box_append (GTK_BOX (texts), role);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), adw_avatar_new (36, name, TRUE));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (page->people_list, row);
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbWelcomePage) page = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = plumb_workspace_list_people_finish (PLUMB_WORKSPACE (source), result, &error);
  GtkWidget *row;

  if (page->session == NULL) /* left meanwhile */
    return;
  if (people == NULL)
    {
      plumb_session_fail (page->session, error->message);
      return;
    }
  g_clear_pointer (&page->people, g_ptr_array_unref);
  page->people = g_ptr_array_ref (people);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (page->people_list))) != NULL)
    gtk_list_box_remove (page->people_list, row);
  for (guint i = 0; i < people->len; i++)
    add_row (page, g_ptr_array_index (people, i));
  gtk_widget_set_visible (page->people_box, people->len > 0);
  gtk_widget_set_visible (page->new_heading, people->len > 0);
  gtk_widget_set_visible (page->demo_button, people->len == 0);
  if (people->len > 0)
    {
      gtk_widget_child_focus (GTK_WIDGET (page->people_list), GTK_DIR_TAB_FORWARD);
      return;
    }
  /* Who comes first sets the workspace up, and opens its loops. */
  gtk_drop_down_set_selected (page->role_choice, 1);
  gtk_widget_grab_focus (GTK_WIDGET (page->name_entry));
}

static void
row_activated_cb (PlumbWelcomePage *page, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);

  g_assert (page->people != NULL && index >= 0 && (guint)index < page->people->len);
  plumb_session_set_person (page->session, g_ptr_array_index (page->people, (guint)index));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbWelcomePage) page = data;
  g_autoptr (PlumbPerson) person = g_steal_pointer (&page->made);
  g_autoptr (GError) error = NULL;

  if (page->session == NULL)
    return;
  gtk_widget_set_sensitive (page->create_button, TRUE);
  if (plumb_session_apply_finish (page->session, result, &error))
    plumb_session_set_person (page->session, person);
}

static gboolean
has_coordinator (PlumbWelcomePage *page)
{
  for (guint i = 0; page->people != NULL && i < page->people->len; i++)
    if (((const PlumbPerson *)g_ptr_array_index (page->people, i))->role == PLUMB_ROLE_COORDINATOR)
      return TRUE;
  return FALSE;
}

/* Who adds the new person: a coordinator whoever it is; a panelist themselves; and the owner of the workspace makes its first
 * coordinator. FALSE when a coordinator would have to. */
static gboolean
choose_actor (PlumbWelcomePage *page, const PlumbPerson *person, const char **actor)
{
  const PlumbPerson *me = plumb_session_get_person (page->session);

  *actor = NULL;
  if (me != NULL && me->role == PLUMB_ROLE_COORDINATOR)
    *actor = me->id;
  else if (person->role == PLUMB_ROLE_PANELIST)
    *actor = person->id;
  else
    return !has_coordinator (page);
  return TRUE;
}

/* The person as written; NULL with the problem shown. */
static PlumbPerson *
read_person (PlumbWelcomePage *page)
{
  g_autofree char *name = plumb_form_dup_text (page->name_entry);
  g_autofree char *email = plumb_form_dup_text (page->email_entry);
  g_autofree char *id = plumb_id_new ();
  g_autoptr (GError) error = NULL;
  PlumbPerson *person;

  if (!plumb_text_check_filled (name, PLUMB_NAME_MAX, _ ("the name"), &error)
      || !plumb_text_check (email, -1, PLUMB_NAME_MAX, _ ("the e-mail address"), &error))
    {
      plumb_form_show_problem (page->problem, error->message);
      return NULL;
    }
  person = plumb_person_new (id, name);
  plumb_set_string (&person->email, email);
  person->role = gtk_drop_down_get_selected (page->role_choice) == 1 ? PLUMB_ROLE_COORDINATOR : PLUMB_ROLE_PANELIST;
  return person;
}

static void
create_cb (PlumbWelcomePage *page)
{
  g_autoptr (PlumbPerson) person = page->made == NULL ? read_person (page) : NULL;
  const char *actor;

  if (person == NULL)
    return;
  if (!choose_actor (page, person, &actor))
    {
      plumb_form_show_problem (page->problem,
                               _ ("This workspace has coordinators: one of them adds another. You can join as a panelist."));
      return;
    }
  plumb_form_show_problem (page->problem, NULL);
  gtk_widget_set_sensitive (page->create_button, FALSE);
  page->made = g_steal_pointer (&person);
  plumb_session_apply (page->session, plumb_command_new_add_person (actor, page->made), NULL, made_cb, g_object_ref (page));
}

static void
plumb_welcome_page_refresh (PlumbPage *base)
{
  PlumbWelcomePage *page = PLUMB_WELCOME_PAGE (base);

  plumb_workspace_list_people_async (plumb_session_get_workspace (page->session), NULL, people_listed_cb, g_object_ref (page));
}

static void
plumb_welcome_page_dispose (GObject *object)
{
  PlumbWelcomePage *page = PLUMB_WELCOME_PAGE (object);

  g_clear_pointer (&page->people, g_ptr_array_unref);
  g_clear_pointer (&page->made, plumb_person_free);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (plumb_welcome_page_parent_class)->dispose (object);
}

static void
plumb_welcome_page_class_init (PlumbWelcomePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_welcome_page_dispose;
  PLUMB_PAGE_CLASS (class)->refresh = plumb_welcome_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbWelcomePage, people_list);
  gtk_widget_class_bind_template_child (widget_class, PlumbWelcomePage, people_box);
  gtk_widget_class_bind_template_child (widget_class, PlumbWelcomePage, new_heading);
  gtk_widget_class_bind_template_child (widget_class, PlumbWelcomePage, name_entry);
  gtk_widget_class_bind_template_child (widget_class, PlumbWelcomePage, email_entry);
  gtk_widget_class_bind_template_child (widget_class, PlumbWelcomePage, role_choice);
  gtk_widget_class_bind_template_child (widget_class, PlumbWelcomePage, demo_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbWelcomePage, create_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbWelcomePage, problem);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
}

static void
plumb_welcome_page_init (PlumbWelcomePage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  plumb_form_name_drop_down (page->role_choice, _ ("Role"));
}

PlumbPage *
plumb_welcome_page_new (PlumbSession *session)
{
  PlumbWelcomePage *page;

  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);

  page = g_object_new (PLUMB_TYPE_WELCOME_PAGE, NULL);
  page->session = g_object_ref (session);
  return PLUMB_PAGE (page);
}
