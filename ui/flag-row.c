/* flag-row.c - see flag-row.h. */

#include "ui/flag-row.h"

#include "app/text.h"

typedef struct
{
  PlumbSession *session; /* owned */
  char *loop;
  char *flag;
  PlumbFlagState state;
  GtkWidget *popover; /* borrowed: it owns the entry that owns this */
  GtkWidget *entry;
} Resolution;

static void
resolution_free (gpointer data, GClosure *closure)
{
  Resolution *resolution = data;

  g_object_unref (resolution->session);
  g_free (resolution->loop);
  g_free (resolution->flag);
  g_free (resolution);
}

static void
resolve_cb (GtkWidget *sender, gpointer data)
{
  Resolution *resolution = data;
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (resolution->entry));

  if (reason[strspn (reason, " \t")] == '\0')
    {
      gtk_widget_add_css_class (resolution->entry, "error");
      gtk_widget_grab_focus (resolution->entry);
      return;
    }
  plumb_session_apply (resolution->session,
                       plumb_command_new_resolve_flag (plumb_session_get_person_id (resolution->session), resolution->loop,
                                                       resolution->flag, resolution->state, reason),
                       resolution->state == PLUMB_FLAG_UPHELD ? "Red flag upheld" : "Red flag cleared", NULL, NULL);
  gtk_popover_popdown (GTK_POPOVER (resolution->popover));
}

static GtkWidget *
make_resolve_button (PlumbSession *session, const char *loop, const PlumbFlag *flag, PlumbFlagState state)
{
  const char *verb = state == PLUMB_FLAG_UPHELD ? "Uphold" : "Clear";
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *done = gtk_button_new_with_label (verb);
  Resolution *resolution = g_new0 (Resolution, 1);
  g_autofree char *label = g_strconcat (verb, "…", NULL);
  g_autofree char *spoken = g_strdup_printf ("%s the flag: %s", verb, flag->label);

  *resolution = (Resolution){ g_object_ref (session), g_strdup (loop), g_strdup (flag->id), state, popover, entry };
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), gtk_label_new (label));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "Reason, for the record");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Reason, for the record", -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 34);
  gtk_widget_add_css_class (done, "suggested-action");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), done);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_data (entry, "activate", G_CALLBACK (resolve_cb), resolution, resolution_free, 0);
  g_signal_connect (done, "clicked", G_CALLBACK (resolve_cb), resolution);
  return button;
}

/* "S. Cole · Production debugging · upheld by J. Silva: …" */
static char *
describe (const PlumbLoop *loop, const PlumbFlag *flag)
{
  const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, flag->assignment);
  const PlumbStage *stage = assignment != NULL ? plumb_loop_get_stage (loop, assignment) : NULL;
  GString *text = g_string_new (assignment != NULL ? plumb_loop_get_person_name (loop, assignment->person) : "");

  if (stage != NULL)
    g_string_append_printf (text, " · %s", stage->title);
  if (flag->quote[0] != '\0')
    g_string_append_printf (text, " · %s", flag->quote); /* a quote has its marks; an observation has none */
  if (flag->state != PLUMB_FLAG_OPEN)
    {
      g_string_append_printf (text, " · %s", flag->state == PLUMB_FLAG_UPHELD ? "upheld" : "cleared");
      if (flag->resolved_by != NULL)
        g_string_append_printf (text, " by %s", plumb_loop_get_person_name (loop, flag->resolved_by));
      if (flag->resolution[0] != '\0')
        g_string_append_printf (text, ": %s", flag->resolution);
    }
  return g_string_free (text, FALSE);
}

GtkWidget *
plumb_flag_row_new (PlumbSession *session, PlumbSnapshot *snapshot, const PlumbFlag *flag)
{
  static const char *const classes[] = { "minor", "major", "critical" };
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, flag->assignment);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *severity = gtk_label_new (plumb_severity_to_label (flag->severity));
  g_autofree char *line = plumb_text_dup_line (flag->label);
  g_autofree char *about = describe (loop, flag);
  g_autofree char *shown = plumb_text_dup_shown (about);
  GtkWidget *labels[] = { gtk_label_new (line), gtk_label_new (shown) };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_wrap (GTK_LABEL (labels[i]), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (labels[i]), PANGO_WRAP_WORD_CHAR);
      gtk_widget_add_css_class (labels[i], i == 0 ? "heading" : "secondary");
      gtk_box_append (GTK_BOX (texts), labels[i]);
    }
  gtk_widget_add_css_class (severity, "severity");
  gtk_widget_add_css_class (severity, classes[flag->severity]);
  gtk_widget_set_valign (severity, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), severity);
  gtk_box_append (GTK_BOX (row), texts);
  if (flag->state == PLUMB_FLAG_OPEN && loop->state == PLUMB_LOOP_OPEN && assignment != NULL
      && assignment->card->state == PLUMB_CARD_SUBMITTED)
    {
      gtk_box_append (GTK_BOX (row), make_resolve_button (session, loop->id, flag, PLUMB_FLAG_UPHELD));
      gtk_box_append (GTK_BOX (row), make_resolve_button (session, loop->id, flag, PLUMB_FLAG_CLEARED));
    }
  gtk_widget_add_css_class (row, "flag-row");
  return row;
}
