/* question-view.c - see question-view.h. */

#include "ui/question-view.h"

#include "ui/card-grid.h"
#include "ui/library-words.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

GtkWidget *
plumb_reading_card_new (const char *heading, GtkWidget **rows)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "reading-card");
  gtk_box_append (GTK_BOX (card), plumb_section_new (heading));
  *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (card), *rows);
  return card;
}

/* A row: something small at the front, a text that wraps after it, perhaps something at the end. */
static void
add_row (GtkWidget *rows, GtkWidget *front, const char *text, GtkWidget *end)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = plumb_label_new (text, NULL);

  gtk_widget_set_hexpand (label, TRUE);
  if (front != NULL)
    {
      gtk_widget_set_valign (front, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (row), front);
    }
  gtk_box_append (GTK_BOX (row), label);
  if (end != NULL)
    {
      gtk_widget_set_valign (end, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (row), end);
    }
  gtk_box_append (GTK_BOX (rows), row);
}

/* "SQL and NoSQL, Observability · source S5" */
static char *
dup_tags (const PlumbQuestion *question)
{
  g_autofree char *sources = g_strjoinv (", ", question->sources);
  g_autoptr (GString) topics = g_string_new (NULL);

  for (guint i = 0; question->topics[i] != NULL; i++)
    {
      g_autofree char *topic = plumb_library_dup_word (question->topics[i]);

      g_string_append_printf (topics, "%s%s", i > 0 ? ", " : "", topic);
    }
  return g_strdup_printf (_ ("%s%ssource %s"), topics->str, topics->len > 0 ? " · " : "", sources);
}

static GtkWidget *
make_header (const PlumbQuestion *question, const char *competency)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", question->title, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  g_autofree char *kind = plumb_library_dup_word (question->kind);
  g_autofree char *level = plumb_library_dup_word (question->level);
  g_autofree char *minutes = g_strdup_printf (_ ("%d min"), question->minutes);
  g_autofree char *tags = dup_tags (question);
  const char *const words[] = { competency, kind, level, minutes };

  gtk_widget_add_css_class (title, "title-1");
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    gtk_box_append (GTK_BOX (badges), plumb_badge_new (words[i], i == 0 ? "accent" : NULL));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), badges);
  gtk_box_append (GTK_BOX (box), plumb_label_new (tags, "secondary"));
  return box;
}

static GtkWidget *
make_prompt (const PlumbQuestion *question)
{
  GtkWidget *rows;
  GtkWidget *card = plumb_reading_card_new (_ ("Prompt"), &rows);
  GtkWidget *prompt = plumb_label_new (question->prompt, "prompt");

  gtk_label_set_selectable (GTK_LABEL (prompt), TRUE);
  gtk_box_append (GTK_BOX (rows), prompt);
  gtk_box_append (GTK_BOX (rows), plumb_section_new (_ ("What it really asks")));
  gtk_box_append (GTK_BOX (rows), plumb_label_new (question->asks, NULL));
  return card;
}

static GtkWidget *
make_framework (const PlumbQuestion *question)
{
  GtkWidget *rows;
  GtkWidget *card = plumb_reading_card_new (_ ("Answer framework"), &rows);

  for (guint i = 0; question->framework[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      GtkWidget *label = plumb_label_new (number, "step");

      add_row (rows, label, question->framework[i], NULL);
    }
  return card;
}

static GtkWidget *
make_signals (const PlumbQuestion *question)
{
  GtkWidget *rows;
  GtkWidget *card = plumb_reading_card_new (_ ("Strong signals"), &rows);

  for (guint i = 0; i < question->signals->len; i++)
    {
      const PlumbSignal *signal = g_ptr_array_index (question->signals, i);
      g_autofree char *weight = g_strdup_printf ("×%d", signal->weight);
      g_autofree char *told = g_strdup_printf (_ ("Weight %d"), signal->weight);
      GtkWidget *badge = plumb_badge_new (weight, NULL);

      gtk_widget_set_tooltip_text (badge, told);
      gtk_accessible_update_property (GTK_ACCESSIBLE (badge), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
      add_row (rows, badge, signal->text, NULL);
    }
  return card;
}

static GtkWidget *
make_flags (const PlumbQuestion *question)
{
  GtkWidget *rows;
  GtkWidget *card = plumb_reading_card_new (_ ("Red flags"), &rows);
  GtkSizeGroup *group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  for (guint i = 0; i < question->flags->len; i++)
    {
      const PlumbFlagChoice *flag = g_ptr_array_index (question->flags, i);
      GtkWidget *badge = plumb_badge_new (plumb_severity_to_label (flag->severity), plumb_severity_style (flag->severity));

      gtk_size_group_add_widget (group, badge);
      add_row (rows, badge, flag->text, NULL);
    }
  g_object_unref (group);
  return card;
}

static GtkWidget *
make_probes (const PlumbQuestion *question)
{
  GtkWidget *rows;
  GtkWidget *card = plumb_reading_card_new (_ ("Probes"), &rows);

  for (guint i = 0; i < question->probes->len; i++)
    {
      const PlumbProbe *probe = g_ptr_array_index (question->probes, i);
      GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

      gtk_box_append (GTK_BOX (texts), plumb_label_new (probe->label, "heading"));
      gtk_box_append (GTK_BOX (texts), plumb_label_new (probe->text, NULL));
      gtk_box_append (GTK_BOX (rows), texts);
    }
  return card;
}

static GtkWidget *
make_anchors (const PlumbQuestion *question)
{
  GtkWidget *rows;
  GtkWidget *card = plumb_reading_card_new (_ ("What each point looks like"), &rows);
  int points = (int)g_strv_length (question->anchors);
  const char *const *labels = plumb_scale_get_preset (points);

  for (int i = 0; i < points; i++)
    {
      GtkWidget *chip = plumb_score_chip_new ();

      plumb_score_chip_set_score (chip, i + 1, points, labels != NULL ? labels[i] : NULL);
      if (labels != NULL)
        gtk_widget_set_tooltip_text (chip, labels[i]);
      add_row (rows, chip, question->anchors[i], NULL);
    }
  return card;
}

GtkWidget *
plumb_question_view_new (const PlumbQuestion *question, const char *competency)
{
  GtkWidget *box, *grid;

  g_return_val_if_fail (question != NULL && competency != NULL, NULL);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  grid = g_object_new (PLUMB_TYPE_CARD_GRID, "column-width", 360, "max-columns", 2, NULL);
  gtk_box_append (GTK_BOX (box), make_header (question, competency));
  gtk_box_append (GTK_BOX (box), make_prompt (question));
  gtk_box_append (GTK_BOX (box), make_anchors (question));
  plumb_card_grid_append (PLUMB_CARD_GRID (grid), make_signals (question));
  plumb_card_grid_append (PLUMB_CARD_GRID (grid), make_flags (question));
  plumb_card_grid_append (PLUMB_CARD_GRID (grid), make_framework (question));
  plumb_card_grid_append (PLUMB_CARD_GRID (grid), make_probes (question));
  gtk_box_append (GTK_BOX (box), grid);
  return box;
}
