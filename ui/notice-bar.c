/* notice-bar.c - see notice-bar.h. */

#include "ui/notice-bar.h"

struct _PlumbNoticeBar
{
  GtkBox parent_instance;

  GtkWidget *label;
  GtkWidget *action;
  GtkWidget *other;
};

enum
{
  PROP_TEXT = 1,
  PROP_ACTION,
  PROP_OTHER,
  N_PROPS
};

enum
{
  ACTION,
  OTHER,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbNoticeBar, plumb_notice_bar, GTK_TYPE_BOX)

static void
clicked_cb (PlumbNoticeBar *bar, GtkWidget *button)
{
  g_signal_emit (bar, signals[button == bar->action ? ACTION : OTHER], 0);
}

static void
set_button (GtkWidget *button, const char *label)
{
  gtk_button_set_label (GTK_BUTTON (button), label != NULL ? label : "");
  gtk_widget_set_visible (button, label != NULL);
}

static void
plumb_notice_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PlumbNoticeBar *bar = PLUMB_NOTICE_BAR (object);

  switch (id)
    {
    case PROP_TEXT:
      plumb_notice_bar_set_text (bar, g_value_get_string (value));
      break;
    case PROP_ACTION:
      set_button (bar->action, g_value_get_string (value));
      break;
    case PROP_OTHER:
      set_button (bar->other, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plumb_notice_bar_class_init (PlumbNoticeBarClass *class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->set_property = plumb_notice_bar_set_property;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_ACTION] = g_param_spec_string ("action", NULL, NULL, NULL, flags);
  properties[PROP_OTHER] = g_param_spec_string ("other", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  signals[ACTION] = g_signal_new ("action", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OTHER] = g_signal_new ("other", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_button (PlumbNoticeBar *bar)
{
  GtkWidget *button = gtk_button_new_with_label ("");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), bar, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static void
plumb_notice_bar_init (PlumbNoticeBar *bar)
{
  gtk_box_set_spacing (GTK_BOX (bar), 12);
  bar->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_box_append (GTK_BOX (bar), bar->label);
  bar->action = add_button (bar);
  gtk_widget_add_css_class (bar->action, "suggested-action");
  bar->other = add_button (bar);
}

void
plumb_notice_bar_set_text (PlumbNoticeBar *bar, const char *text)
{
  g_return_if_fail (PLUMB_IS_NOTICE_BAR (bar));
  gtk_label_set_text (GTK_LABEL (bar->label), text != NULL ? text : "");
}

void
plumb_notice_bar_focus (PlumbNoticeBar *bar)
{
  g_return_if_fail (PLUMB_IS_NOTICE_BAR (bar));
  gtk_widget_grab_focus (bar->action);
}
