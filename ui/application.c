/* application.c - see application.h. */

#include "ui/application.h"
#include "config.h"

#include "app/demo.h"
#include "ui/window.h"

#include "plumb-ui-resources.h"

#include <glib/gi18n.h>

struct _PlumbApplication
{
  AdwApplication parent_instance;

  PlumbSettings *settings;

  /* from the command line */
  char *location;
  char *person;
  char *target;
  char *size;
  gboolean demo;
  gboolean light;
  gboolean dark;
  gint64 launched; /* monotonic microseconds, told by ./dev bench; 0 otherwise */
};

G_DEFINE_FINAL_TYPE (PlumbApplication, plumb_application, ADW_TYPE_APPLICATION)

static void
show_scheme (const char *scheme)
{
  AdwColorScheme value = ADW_COLOR_SCHEME_DEFAULT;

  if (g_strcmp0 (scheme, "light") == 0)
    value = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_strcmp0 (scheme, "dark") == 0)
    value = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), value);
}

/* For ./dev bench: tells how long the first frame took, and ends the program by closing its window. */
static void
after_paint_cb (GdkFrameClock *clock, gpointer window)
{
  PlumbApplication *application = PLUMB_APPLICATION (gtk_window_get_application (window));

  g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - application->launched);
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, window);
  gtk_window_close (window);
}

static void
open_window (PlumbApplication *application, const char *location, PlumbStoreFunc prepare)
{
  g_autoptr (PlumbSession) session = plumb_session_new (application->settings);
  PlumbWindow *window = plumb_window_new (ADW_APPLICATION (application), session);
  int width, height;

  if (application->size != NULL && sscanf (application->size, "%dx%d", &width, &height) == 2 && width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  plumb_window_set_target (window, application->target);
  plumb_session_open (session, location, application->person, prepare);
  if (application->launched != 0)
    {
      gtk_widget_realize (GTK_WIDGET (window));
      g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (after_paint_cb), window);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* In the workspace's thread: fills a new demo workspace. */
static gpointer
fill_demo_func (PlumbStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) there = plumb_store_list_loops (store, NULL, NULL, error);
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_command_unref);
  g_autoptr (GPtrArray) loops = NULL;

  if (there == NULL)
    return NULL;
  if (there->len > 0)
    return store;
  loops = plumb_demo_list_loops (plumb_instant_now (), error);
  if (loops == NULL)
    return NULL;
  while (loops->len > 0)
    g_ptr_array_add (commands, plumb_command_new_import_loop (NULL, g_ptr_array_steal_index (loops, 0)));
  return plumb_store_apply_all (store, commands, NULL, error) ? store : NULL;
}

static void
open_demo (PlumbApplication *application)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "plumbline", "demo.plumbline", NULL);

  open_window (application, path, fill_demo_func);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows
      = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (data)), (GCopyFunc)(void (*) (void))g_object_ref, NULL);

  /* Each window may refuse, and saves before it goes, taking those that belong to it along; the program ends with the last one. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free_full (windows, g_object_unref);
}

/* What the command line asks for; else the user's own workspace. */
static void
open_wanted (PlumbApplication *application)
{
  g_autofree char *own = plumb_store_dup_default_location ();

  if (application->demo)
    open_demo (application);
  else
    open_window (application, application->location != NULL ? application->location : own, NULL);
}

static void
open_demo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PlumbApplication *application = PLUMB_APPLICATION (data);
  GtkWindow *before = gtk_application_get_active_window (GTK_APPLICATION (application));

  g_clear_pointer (&application->person, g_free);
  g_clear_pointer (&application->target, g_free);
  open_demo (application);
  if (before != NULL)
    gtk_window_close (before);
}

static void
open_again_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *before = gtk_application_get_active_window (GTK_APPLICATION (data));

  open_wanted (PLUMB_APPLICATION (data));
  if (before != NULL)
    gtk_window_close (before);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (data)), "application-name", "Plumbline", "version",
                         PLUMB_VERSION, "application-icon", PLUMB_APPLICATION_ID, "comments",
                         _ ("The interviewer’s side of a hiring loop"), "license-type", GTK_LICENSE_MIT_X11, NULL);
}

/* Made when it is asked for: as the toolkit's own help overlay it would be made with every window, at every start. */
/* GTK leaves its own controls of the overview without names. */
static void
name_overview (GtkWidget *widget)
{
  gboolean is_tab = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_TAB;
  const char *name = GTK_IS_SEARCH_ENTRY (widget)               ? _ ("Search shortcuts")
                     : GTK_IS_MENU_BUTTON (widget)              ? _ ("Parts of the program")
                     : GTK_IS_TOGGLE_BUTTON (widget) && !is_tab ? _ ("Search")
                                                                : NULL;

  if (name != NULL)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_overview (child);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/plumbline/Plumbline/shortcuts.ui");
  GtkWindow *overview = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  name_overview (GTK_WIDGET (overview));
  gtk_window_set_transient_for (overview, gtk_application_get_active_window (GTK_APPLICATION (data)));
  gtk_window_present (overview);
}

static void
scheme_changed_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  const char *scheme = g_variant_get_string (value, NULL);

  plumb_settings_set_scheme (PLUMB_APPLICATION (data)->settings, scheme);
  show_scheme (scheme);
  g_simple_action_set_state (action, value);
}

static void
notify_changed_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  plumb_settings_set_notifies (PLUMB_APPLICATION (data)->settings, g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

/* What a click on a notification does: its window comes up with the loop, or with the reminders. */
static void
open_loop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  guint id;
  const char *loop;
  GtkWindow *window;

  g_variant_get (parameter, "(u&s)", &id, &loop);
  window = gtk_application_get_window_by_id (GTK_APPLICATION (data), id);
  if (window == NULL)
    return;
  gtk_window_present (window);
  if (*loop != '\0')
    gtk_widget_activate_action (GTK_WIDGET (window), "win.open-board", "s", loop);
  else
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-reminders", NULL);
}

static void
add_actions (PlumbApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = about_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "open-demo", .activate = open_demo_cb },
    { .name = "open-again", .activate = open_again_cb },
    { .name = "open-loop", .activate = open_loop_cb, .parameter_type = "(us)" },
    { .name = "notify", .state = "true", .change_state = notify_changed_cb },
    { .name = "scheme", .parameter_type = "s", .state = "'system'", .change_state = scheme_changed_cb },
  };
  static const struct
  {
    const char *action;
    const char *accels[3];
  } keys[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "app.shortcuts", { "<Control>question", "F1", NULL } },
    { "win.back", { "<Alt>Left", NULL } },
    { "win.find", { "<Control>f", NULL } },
    { "win.new-loop", { "<Control>n", NULL } },
    { "win.export-packets", { "<Control><Shift>e", NULL } },
    { "win.show-reminders", { "<Control>r", NULL } },
    { "win.show-page::loops", { "<Alt>1", NULL } },
    { "win.show-page::library", { "<Alt>2", NULL } },
    { "window.close", { "<Control>w", NULL } },
  };
  g_autofree char *scheme = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), keys[i].action, keys[i].accels);
  g_action_group_change_action_state (G_ACTION_GROUP (application), "notify",
                                      g_variant_new_boolean (plumb_settings_get_notifies (application->settings)));
  if (application->light || application->dark)
    {
      show_scheme (application->dark ? "dark" : "light");
      return;
    }
  scheme = plumb_settings_dup_scheme (application->settings);
  if (scheme != NULL)
    g_action_group_change_action_state (G_ACTION_GROUP (application), "scheme", g_variant_new_string (scheme));
}

static void
plumb_application_startup (GApplication *gapplication)
{
  PlumbApplication *application = PLUMB_APPLICATION (gapplication);

  G_APPLICATION_CLASS (plumb_application_parent_class)->startup (gapplication);
  gtk_window_set_default_icon_name (PLUMB_APPLICATION_ID);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/plumbline/Plumbline/icons");
  application->settings = plumb_settings_new (NULL);
  add_actions (application);
}

static void
plumb_application_activate (GApplication *gapplication)
{
  PlumbApplication *application = PLUMB_APPLICATION (gapplication);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    open_wanted (application);
}

static int
plumb_application_handle_local_options (GApplication *gapplication, GVariantDict *options)
{
  PlumbApplication *application = PLUMB_APPLICATION (gapplication);
  g_autofree const char **paths = NULL;

  g_variant_dict_lookup (options, "person", "s", &application->person);
  g_variant_dict_lookup (options, "open", "s", &application->target);
  g_variant_dict_lookup (options, "size", "s", &application->size);
  application->demo = g_variant_dict_contains (options, "demo");
  application->light = g_variant_dict_contains (options, "light");
  application->dark = g_variant_dict_contains (options, "dark");
  g_variant_dict_lookup (options, "first-frame", "x", &application->launched);
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("plumbline %s\n", PLUMB_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &paths) && paths[0] != NULL)
    {
      if (paths[1] != NULL || application->demo)
        {
          g_printerr ("plumbline: give one workspace, or --demo\n");
          return 2;
        }
      application->location = g_strdup (paths[0]);
    }
  return -1;
}

/* Also when something still holds the settings. */
static void
plumb_application_shutdown (GApplication *gapplication)
{
  g_autoptr (GError) error = NULL;

  if (!plumb_settings_flush (PLUMB_APPLICATION (gapplication)->settings, &error))
    g_warning ("%s", error->message);
  G_APPLICATION_CLASS (plumb_application_parent_class)->shutdown (gapplication);
}

static void
plumb_application_finalize (GObject *object)
{
  PlumbApplication *application = PLUMB_APPLICATION (object);

  g_clear_object (&application->settings);
  g_free (application->location);
  g_free (application->person);
  g_free (application->target);
  g_free (application->size);
  G_OBJECT_CLASS (plumb_application_parent_class)->finalize (object);
}

static void
plumb_application_class_init (PlumbApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = plumb_application_finalize;
  application_class->startup = plumb_application_startup;
  application_class->activate = plumb_application_activate;
  application_class->shutdown = plumb_application_shutdown;
  application_class->handle_local_options = plumb_application_handle_local_options;
}

static void
plumb_application_init (PlumbApplication *application)
{
  static const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demo workspace, filling it at the first time"), NULL },
    { "person", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Be this person of the workspace"), N_ ("NAME") },
    { "open", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Go to loops, library, board:LOOP, interview:LOOP/STAGE, debrief:LOOP or packet:LOOP"), N_ ("TARGET") },
    { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of the window"), N_ ("WxH") },
    { "light", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Be light whatever the settings say"), NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Be dark whatever the settings say"), NULL },
    { "first-frame", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT64, NULL, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[WORKSPACE]") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (application), entries);
}

PlumbApplication *
plumb_application_new (void)
{
  plumb_ui_init ();
  return g_object_new (PLUMB_TYPE_APPLICATION, "application-id", PLUMB_APPLICATION_ID, "flags", G_APPLICATION_NON_UNIQUE,
                       "resource-base-path", "/io/github/plumbline/Plumbline", NULL);
}

void
plumb_ui_init (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  plumb_ui_register_resource ();
  g_once_init_leave (&done, 1);
}
