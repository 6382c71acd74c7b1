/* speaker-line.c - see speaker-line.h. */

#include "ui/speaker-line.h"

#include "app/agenda.h"
#include "app/text.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

struct _PlumbSpeakerLine
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *chair;
  GtkWidget *status;
  GtkWidget *names;
  GtkWidget *next;

  GPtrArray *people; /* owned: names in order, as shown */
  guint turn;        /* people->len: everybody has spoken */
};

G_DEFINE_FINAL_TYPE (PlumbSpeakerLine, plumb_speaker_line, GTK_TYPE_BOX)

static void
show_turn (PlumbSpeakerLine *line)
{
  g_autofree char *text = NULL;

  if (line->people->len == 0)
    text = g_strdup (_ ("Nobody has a card in yet."));
  else if (line->turn >= line->people->len)
    text = g_strdup (_ ("Everybody has spoken."));
  else if (line->turn + 1 < line->people->len)
    text = g_strdup_printf (_ ("%s speaks; then %s"), (char *)g_ptr_array_index (line->people, line->turn),
                            (char *)g_ptr_array_index (line->people, line->turn + 1));
  else
    text = g_strdup_printf (_ ("%s speaks, as the last"), (char *)g_ptr_array_index (line->people, line->turn));
  gtk_label_set_text (GTK_LABEL (line->status), text);
  gtk_widget_set_sensitive (line->next, line->turn < line->people->len);
  plumb_widget_clear (line->names);
  for (guint i = 0; i < line->people->len; i++)
    {
      g_autofree char *name = g_strdup_printf (i < line->turn ? _ ("%s ✓") : "%s", (char *)g_ptr_array_index (line->people, i));

      plumb_wrap_box_append (line->names, plumb_badge_new (name, i == line->turn ? "accent" : i < line->turn ? NULL : "seat"));
    }
}

static void
plumb_speaker_line_finalize (GObject *object)
{
  g_ptr_array_unref (PLUMB_SPEAKER_LINE (object)->people);
  G_OBJECT_CLASS (plumb_speaker_line_parent_class)->finalize (object);
}

static void
plumb_speaker_line_class_init (PlumbSpeakerLineClass *class)
{
  G_OBJECT_CLASS (class)->finalize = plumb_speaker_line_finalize;
}

static void
plumb_speaker_line_init (PlumbSpeakerLine *line)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  line->people = g_ptr_array_new_with_free_func (g_free);
  line->chair = plumb_label_new ("", "secondary");
  line->status = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE, "accessible-role",
                               GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  line->names = plumb_wrap_box_new (0, 6);
  line->next = gtk_button_new_with_label (_ ("Next speaker"));
  gtk_widget_add_css_class (line->status, "heading");
  gtk_widget_add_css_class (line->next, "small");
  gtk_widget_set_valign (line->next, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (line->next, _ ("Ctrl+Right"));
  plumb_button_set_name (line->next, _ ("Next speaker"));
  g_signal_connect_swapped (line->next, "clicked", G_CALLBACK (plumb_speaker_line_next), line);
  gtk_box_append (GTK_BOX (head), line->status);
  gtk_box_append (GTK_BOX (head), line->next);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (line), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (line), 6);
  gtk_box_append (GTK_BOX (line), head);
  gtk_box_append (GTK_BOX (line), line->names);
  gtk_box_append (GTK_BOX (line), line->chair);
}

GtkWidget *
plumb_speaker_line_new (void)
{
  return g_object_new (PLUMB_TYPE_SPEAKER_LINE, NULL);
}

void
plumb_speaker_line_update (PlumbSpeakerLine *line, const PlumbLoop *loop)
{
  g_autoptr (GPtrArray) speakers = NULL;
  g_autofree char *chair = NULL;

  g_return_if_fail (PLUMB_IS_SPEAKER_LINE (line) && loop != NULL);

  speakers = plumb_agenda_list_speakers (loop);
  g_ptr_array_set_size (line->people, 0);
  for (guint i = 0; i < speakers->len; i++)
    {
      const PlumbSpeaker *speaker = g_ptr_array_index (speakers, i);
      char *name = plumb_text_dup_line (speaker->person->name);

      g_ptr_array_add (line->people, name);
      if (speaker->chairs)
        chair
            = g_strdup_printf (_ ("%s holds the chair and speaks last. The order goes from the least to the most senior."), name);
    }
  gtk_label_set_text (GTK_LABEL (line->chair), chair != NULL ? chair : _ ("The order goes from the least to the most senior."));
  line->turn = MIN (line->turn, line->people->len);
  show_turn (line);
}

void
plumb_speaker_line_start (PlumbSpeakerLine *line)
{
  g_return_if_fail (PLUMB_IS_SPEAKER_LINE (line));

  line->turn = 0;
  show_turn (line);
}

void
plumb_speaker_line_next (PlumbSpeakerLine *line)
{
  g_return_if_fail (PLUMB_IS_SPEAKER_LINE (line));

  line->turn = MIN (line->turn + 1, line->people->len);
  show_turn (line);
}
