/* template-view.c - see template-view.h. */

#include "ui/template-view.h"

#include "ui/card-grid.h"
#include "ui/question-view.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

static GtkWidget *
make_header (const PlumbTemplate *template)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", template->title, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  g_autofree char *sources = g_strjoinv (", ", template->sources);
  g_autofree char *detail
      = g_strdup_printf (_ ("%s · version %d · source %s · %.12s"), template->role, template->version, sources, template->sha256);
  GtkWidget *label = plumb_label_new (detail, "secondary");

  gtk_widget_add_css_class (title, "title-1");
  gtk_widget_set_tooltip_text (label, template->sha256);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), plumb_label_new (template->summary, NULL));
  return box;
}

static GtkWidget *
make_competencies (const PlumbTemplate *template)
{
  GtkWidget *rows;
  GtkWidget *card = plumb_reading_card_new (_ ("Competencies and weights"), &rows);
  int sum = plumb_template_get_weight_sum (template);

  for (guint i = 0; i < template->competencies->len; i++)
    {
      const PlumbCompetency *competency = g_ptr_array_index (template->competencies, i);
      g_autofree char *share = g_strdup_printf (_ ("%.0f %%"), 100.0 * competency->weight / sum);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *weight = gtk_label_new (share);

      gtk_widget_add_css_class (weight, "heading");
      gtk_widget_add_css_class (weight, "numeric");
      gtk_label_set_width_chars (GTK_LABEL (weight), 5);
      gtk_label_set_xalign (GTK_LABEL (weight), 1);
      gtk_widget_set_valign (weight, GTK_ALIGN_START);
      gtk_widget_set_hexpand (texts, TRUE);
      gtk_box_append (GTK_BOX (texts), plumb_label_new (competency->name, "heading"));
      gtk_box_append (GTK_BOX (texts), plumb_label_new (competency->about, "secondary"));
      gtk_box_append (GTK_BOX (row), weight);
      gtk_box_append (GTK_BOX (row), texts);
      gtk_box_append (GTK_BOX (rows), row);
    }
  gtk_box_append (GTK_BOX (rows), plumb_label_new (template->weights_note, "secondary"));
  return card;
}

static void add_policy_row (GtkWidget *rows, const char *what, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add_policy_row (GtkWidget *rows, const char *what, const char *format, ...)
{
  va_list arguments;
  g_autofree char *value = NULL;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = plumb_label_new (what, NULL);
  GtkWidget *label;

  va_start (arguments, format);
  value = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  label = plumb_label_new (value, "heading");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (rows), row);
}

static GtkWidget *
make_policy (const PlumbTemplate *template)
{
  const PlumbPolicy *policy = &template->policy;
  g_autofree char *labels = g_strjoinv (" · ", template->labels);
  GtkWidget *rows;
  GtkWidget *card = plumb_reading_card_new (_ ("Decision policy"), &rows);

  add_policy_row (rows, _ ("Scale"), _ ("1 to %d: %s"), template->points, labels);
  add_policy_row (rows, _ ("Composite, at least"), "%d.%02d", policy->bar / 100, policy->bar % 100);
  add_policy_row (rows, _ ("Evidence covers, at least"), _ ("%g %% of the weight"), policy->coverage / 100.0);
  add_policy_row (rows, _ ("Floor of a core competency"), "%d.%02d", policy->floor / 100, policy->floor % 100);
  add_policy_row (rows, _ ("Core from a share of"), _ ("%g %%"), policy->floor_share / 100.0);
  add_policy_row (rows, _ ("Coordinators see cards"), "%s", plumb_visibility_to_label (policy->visibility));
  add_policy_row (rows, _ ("A hire against the outcome"), "%s",
                  policy->override ? _ ("with a written reason") : _ ("is refused"));
  add_policy_row (rows, _ ("A hire over the bar raiser's veto"), "%s",
                  policy->override_veto ? _ ("with a written reason") : _ ("is refused"));
  return card;
}

static GtkWidget *
make_script_row (const PlumbTemplate *template, const PlumbScriptItem *item)
{
  const PlumbCompetency *competency = plumb_template_get_competency (template, item->question->competency, NULL);
  g_autofree char *detail
      = g_strdup_printf (_ ("%s · %d min · weight %d"), competency != NULL ? competency->short_name : item->question->competency,
                         item->minutes, item->weight);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (texts), plumb_label_new (item->question->title, NULL));
  gtk_box_append (GTK_BOX (texts), plumb_label_new (detail, "secondary"));
  return texts;
}

static GtkWidget *
make_stage (const PlumbTemplate *template, const PlumbStage *stage)
{
  const char *group = plumb_template_get_group_title (template, stage);
  g_autofree char *detail = g_strdup_printf (_ ("%s · %d min · weight %d · %s"), stage->format, stage->minutes, stage->weight,
                                             plumb_seat_to_label (stage->seat));
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "reading-card");
  if (group != NULL)
    gtk_box_append (GTK_BOX (card), plumb_section_new (group));
  gtk_box_append (GTK_BOX (card), plumb_heading_new (stage->title));
  gtk_box_append (GTK_BOX (card), plumb_label_new (detail, "secondary"));
  gtk_box_append (GTK_BOX (card), plumb_label_new (stage->about, NULL));
  gtk_box_append (GTK_BOX (card), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  for (guint i = 0; i < stage->script->len; i++)
    gtk_box_append (GTK_BOX (card), make_script_row (template, g_ptr_array_index (stage->script, i)));
  return card;
}

static GtkWidget *
make_flags (const PlumbTemplate *template)
{
  GtkWidget *rows;
  GtkWidget *card = plumb_reading_card_new (_ ("Red flags offered on every question"), &rows);

  for (guint i = 0; i < template->flags->len; i++)
    {
      const PlumbFlagChoice *flag = g_ptr_array_index (template->flags, i);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

      gtk_box_append (GTK_BOX (row),
                      plumb_badge_new (plumb_severity_to_label (flag->severity), plumb_severity_style (flag->severity)));
      gtk_box_append (GTK_BOX (row), plumb_label_new (flag->text, NULL));
      gtk_box_append (GTK_BOX (rows), row);
    }
  return card;
}

GtkWidget *
plumb_template_view_new (const PlumbTemplate *template)
{
  GtkWidget *box, *facts, *stages;

  g_return_val_if_fail (template != NULL, NULL);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  facts = g_object_new (PLUMB_TYPE_CARD_GRID, "column-width", 360, "max-columns", 2, NULL);
  stages = g_object_new (PLUMB_TYPE_CARD_GRID, "column-width", 280, "max-columns", 3, NULL);
  plumb_card_grid_append (PLUMB_CARD_GRID (facts), make_competencies (template));
  plumb_card_grid_append (PLUMB_CARD_GRID (facts), make_policy (template));
  for (guint i = 0; i < template->stages->len; i++)
    plumb_card_grid_append (PLUMB_CARD_GRID (stages), make_stage (template, g_ptr_array_index (template->stages, i)));
  gtk_box_append (GTK_BOX (box), make_header (template));
  gtk_box_append (GTK_BOX (box), facts);
  gtk_box_append (GTK_BOX (box), plumb_heading_new (_ ("Stages and scripts")));
  gtk_box_append (GTK_BOX (box), stages);
  if (template->flags->len > 0)
    gtk_box_append (GTK_BOX (box), make_flags (template));
  return box;
}
