/* flag-check.c - see flag-check.h. */

#include "ui/flag-check.h"

#include "app/text.h"
#include "ui/interview-widgets.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbFlagCheck
{
  GtkBox parent_instance;

  GtkWidget *check;
  GtkWidget *badge;
  GtkWidget *details;
  GtkWidget *quote;
  GtkWidget *tag;
  GtkWidget *evidence;
  GtkWidget *severity;
  PlumbFlag *flag; /* as it was last shown or said */
  gboolean raised;
  gboolean showing;

  /* owned reference */
  PlumbCardEditor *editor;
};

enum
{
  RAISED,
  SAID,
  TAG,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbFlagCheck, plumb_flag_check, GTK_TYPE_BOX)

static void
show_state (PlumbFlagCheck *check)
{
  gboolean writing = plumb_card_editor_get_mode (check->editor) == PLUMB_CARD_MODE_WRITING;
  const char *quote = NULL;

  check->showing = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check->check), check->raised);
  if (check->raised)
    gtk_widget_add_css_class (check->check, "raised");
  else
    gtk_widget_remove_css_class (check->check, "raised");
  gtk_widget_set_visible (check->details, check->raised);
  gtk_widget_set_sensitive (GTK_WIDGET (check), writing);
  plumb_badge_set (check->badge, plumb_severity_to_label (check->flag->severity),
                   check->raised ? plumb_severity_style (check->flag->severity) : NULL);
  gtk_widget_set_visible (check->badge, !check->raised && check->flag->severity != PLUMB_SEVERITY_MINOR);
  plumb_severity_switch_set (check->severity, check->flag->severity);
  if (gtk_widget_get_focus_child (check->quote) == NULL
      && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (check->quote)), check->flag->quote))
    gtk_editable_set_text (GTK_EDITABLE (check->quote), check->flag->quote);
  if (check->raised && check->flag->question != NULL)
    quote = plumb_card_editor_get_evidence (check->editor, check->flag->question, check->flag->id);
  plumb_quote_line_set (check->evidence, quote, writing);
  gtk_widget_set_visible (check->tag, check->flag->question != NULL);
  check->showing = FALSE;
}

static void
say (PlumbFlagCheck *check, const char *format)
{
  g_autofree char *label = plumb_text_dup_line (check->flag->label);
  GString *text = g_string_new (format);

  g_string_replace (text, "%s", label, 1);
  g_signal_emit (check, signals[SAID], 0, text->str);
  g_string_free (text, TRUE);
}

static void
toggled_cb (PlumbFlagCheck *check)
{
  if (check->showing)
    return;
  check->raised = gtk_check_button_get_active (GTK_CHECK_BUTTON (check->check));
  if (check->raised)
    {
      g_autofree char *id = plumb_id_new ();

      plumb_set_string (&check->flag->id, id);
      check->flag->raised_at = 0;
      show_state (check);
      plumb_card_editor_set_flag (check->editor, check->flag, FALSE);
      gtk_widget_grab_focus (check->quote);
      g_signal_emit (check, signals[RAISED], 0, check->flag->label);
    }
  else
    {
      show_state (check);
      say (check, _ ("Red flag withdrawn: %s"));
      plumb_card_editor_withdraw_flag (check->editor, check->flag->id);
    }
}

static void
quote_cb (PlumbFlagCheck *check)
{
  if (check->showing || !check->raised)
    return;
  g_free (check->flag->quote);
  check->flag->quote = plumb_editable_dup_text (GTK_EDITABLE (check->quote), PLUMB_LINE_MAX);
  plumb_card_editor_set_flag (check->editor, check->flag, TRUE);
}

static void
severity_cb (PlumbSeverity severity, gpointer data)
{
  PlumbFlagCheck *check = data;

  if (check->showing || !check->raised || check->flag->severity == severity)
    return;
  check->flag->severity = severity;
  say (check, severity == PLUMB_SEVERITY_MINOR   ? _ ("Minor: %s")
              : severity == PLUMB_SEVERITY_MAJOR ? _ ("Major: %s")
                                                 : _ ("Critical: %s"));
  plumb_card_editor_set_flag (check->editor, check->flag, FALSE);
}

static void
tag_cb (PlumbFlagCheck *check)
{
  g_signal_emit (check, signals[TAG], 0, check->flag->id);
}

static void
untag_cb (PlumbFlagCheck *check)
{
  say (check, _ ("No longer evidence for: %s"));
  plumb_card_editor_set_evidence (check->editor, check->flag->question, check->flag->id, NULL, FALSE);
}

static void
plumb_flag_check_dispose (GObject *object)
{
  PlumbFlagCheck *check = PLUMB_FLAG_CHECK (object);

  check->showing = TRUE;
  g_clear_object (&check->editor);
  G_OBJECT_CLASS (plumb_flag_check_parent_class)->dispose (object);
}

static void
plumb_flag_check_finalize (GObject *object)
{
  plumb_flag_free (PLUMB_FLAG_CHECK (object)->flag);
  G_OBJECT_CLASS (plumb_flag_check_parent_class)->finalize (object);
}

static void
plumb_flag_check_class_init (PlumbFlagCheckClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_flag_check_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_flag_check_finalize;
  signals[RAISED]
      = g_signal_new ("raised", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SAID]
      = g_signal_new ("said", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TAG]
      = g_signal_new ("tag", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plumb_flag_check_init (PlumbFlagCheck *check)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (check), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (check), 4);
}

static void
build (PlumbFlagCheck *check)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  g_autofree char *shown = plumb_text_dup_line (check->flag->label);
  g_autofree char *told = g_strdup_printf (_ ("What supports “%s”"), shown);
  g_autofree char *severity = g_strdup_printf (_ ("Severity of “%s”"), shown);

  check->check = plumb_check_new (shown, NULL);
  gtk_widget_set_hexpand (check->check, TRUE);
  g_signal_connect_object (check->check, "toggled", G_CALLBACK (toggled_cb), check, G_CONNECT_SWAPPED);
  check->badge = plumb_badge_new (NULL, NULL);
  gtk_widget_set_valign (check->badge, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), check->check);
  gtk_box_append (GTK_BOX (row), check->badge);
  check->quote = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (check->quote), PLUMB_LINE_MAX / 4);
  gtk_entry_set_placeholder_text (GTK_ENTRY (check->quote), _ ("Their words, or what you saw"));
  plumb_widget_set_name (check->quote, told, NULL);
  g_signal_connect_object (check->quote, "changed", G_CALLBACK (quote_cb), check, G_CONNECT_SWAPPED);
  check->severity = plumb_severity_switch_new (severity_cb, check);
  plumb_widget_set_name (check->severity, severity, NULL);
  check->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (check->details, "flag-details");
  check->tag = plumb_tag_button_new (shown, NULL, G_CALLBACK (tag_cb), check);
  check->evidence = plumb_quote_line_new (G_CALLBACK (untag_cb), check);
  gtk_widget_set_hexpand (check->severity, TRUE);
  gtk_widget_set_halign (check->severity, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (last), check->severity);
  gtk_box_append (GTK_BOX (last), check->tag);
  gtk_box_append (GTK_BOX (check->details), check->quote);
  gtk_box_append (GTK_BOX (check->details), last);
  gtk_box_append (GTK_BOX (check->details), check->evidence);
  gtk_box_append (GTK_BOX (check), row);
  gtk_box_append (GTK_BOX (check), check->details);
}

GtkWidget *
plumb_flag_check_new (PlumbCardEditor *editor, const PlumbFlag *flag)
{
  PlumbFlagCheck *check = g_object_new (PLUMB_TYPE_FLAG_CHECK, NULL);

  check->editor = g_object_ref (editor);
  check->flag = plumb_flag_copy (flag);
  check->showing = TRUE;
  build (check);
  show_state (check);
  return GTK_WIDGET (check);
}

gboolean
plumb_flag_check_is (PlumbFlagCheck *check, const PlumbFlag *flag)
{
  g_return_val_if_fail (PLUMB_IS_FLAG_CHECK (check) && flag != NULL, FALSE);

  return g_str_equal (check->flag->id, flag->id)
         || (!check->raised && check->flag->choice != NULL && g_strcmp0 (check->flag->choice, flag->choice) == 0);
}

void
plumb_flag_check_show (PlumbFlagCheck *check, const PlumbFlag *flag)
{
  g_return_if_fail (PLUMB_IS_FLAG_CHECK (check));

  check->raised = flag != NULL;
  if (flag != NULL)
    {
      PlumbFlag *copy = plumb_flag_copy (flag);

      plumb_flag_free (check->flag);
      check->flag = copy;
    }
  show_state (check);
}
