/* widgets.c - see widgets.h. */

#include "ui/widgets.h"

#include "app/text.h"
#include "ui/style.h"

#include <glib/gi18n.h>

/* On a button whose name was chosen. */
#define NAMED "plumb-named"

static const char *const badge_styles[] = { "accent", "success", "warning", "error", "seat" };

GtkWidget *
plumb_label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
plumb_line_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
heading_new (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
plumb_section_new (const char *text)
{
  g_autofree char *upper = g_utf8_strup (text, -1);
  GtkWidget *label = heading_new (upper, "section");

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return label;
}

GtkWidget *
plumb_heading_new (const char *text)
{
  return heading_new (text, "title-4");
}

GtkWidget *
plumb_badge_new (const char *text, const char *style)
{
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  plumb_badge_set (badge, text, style);
  return badge;
}

void
plumb_badge_set (GtkWidget *badge, const char *text, const char *style)
{
  g_return_if_fail (GTK_IS_LABEL (badge));

  gtk_label_set_text (GTK_LABEL (badge), text != NULL ? text : "");
  for (gsize i = 0; i < G_N_ELEMENTS (badge_styles); i++)
    if (g_strcmp0 (badge_styles[i], style) == 0)
      gtk_widget_add_css_class (badge, style);
    else
      gtk_widget_remove_css_class (badge, badge_styles[i]);
}

GtkWidget *
plumb_avatar_new (const char *name, int size)
{
  g_autofree char *shown = plumb_text_dup_line (name);

  return g_object_new (ADW_TYPE_AVATAR, "text", shown, "size", size, "show-initials", TRUE, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

GtkWidget *
plumb_score_chip_new (void)
{
  GtkWidget *chip = gtk_label_new ("–");

  gtk_widget_add_css_class (chip, "score-chip");
  gtk_widget_add_css_class (chip, "numeric");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

static void
set_chip (GtkWidget *chip, const char *text, gboolean defined, const char *style, const char *what)
{
  g_autofree char *told
      = g_strdup_printf ("%s%s%s", what != NULL ? what : "", what != NULL ? ": " : "", defined ? text : _ ("no score"));

  g_return_if_fail (GTK_IS_LABEL (chip));
  gtk_label_set_text (GTK_LABEL (chip), text);
  plumb_widget_set_score_style (chip, style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
}

void
plumb_score_chip_set_figure (GtkWidget *chip, const PlumbFigure *figure, int points, const char *what)
{
  g_return_if_fail (figure != NULL);
  set_chip (chip, figure->text, figure->defined, plumb_figure_style (figure, points), what);
}

void
plumb_score_chip_set_score (GtkWidget *chip, int score, int points, const char *what)
{
  g_autofree char *text = score > 0 ? g_strdup_printf ("%d", score) : g_strdup ("–");

  set_chip (chip, text, score > 0, plumb_score_style (score, points), what);
}

void
plumb_score_chip_set_sign (GtkWidget *chip, const char *sign)
{
  g_return_if_fail (sign != NULL);
  set_chip (chip, sign, FALSE, plumb_score_style (0, 0), NULL);
}

void
plumb_button_set_action (GtkWidget *button, const char *action, GVariant *target)
{
  g_return_if_fail (GTK_IS_ACTIONABLE (button) && action != NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

void
plumb_list_row_set_name (GtkWidget *child, const char *name)
{
  GtkWidget *row;

  g_return_if_fail (GTK_IS_WIDGET (child) && name != NULL);

  row = gtk_widget_get_parent (child);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
plumb_button_set_name (GtkWidget *button, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (button) && name != NULL);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), NAMED, GINT_TO_POINTER (TRUE));
}

void
plumb_widget_tidy_names (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_BUTTON (root) && gtk_button_get_label (GTK_BUTTON (root)) != NULL
      && g_object_get_data (G_OBJECT (root), NAMED) == NULL)
    {
      GString *name = g_string_new (gtk_button_get_label (GTK_BUTTON (root)));

      if (gtk_button_get_use_underline (GTK_BUTTON (root)))
        g_string_replace (name, "_", "", 1);
      plumb_button_set_name (root, name->str);
      g_string_free (name, TRUE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    plumb_widget_tidy_names (child);
}

void
plumb_check_button_wrap (GtkWidget *check)
{
  GtkWidget *label;

  g_return_if_fail (GTK_IS_CHECK_BUTTON (check));

  label = gtk_widget_get_last_child (check);
  if (!GTK_IS_LABEL (label))
    return;
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
}

const char *
plumb_card_state_style (PlumbCardState state)
{
  return state == PLUMB_CARD_DRAFT ? "accent" : state == PLUMB_CARD_SUBMITTED ? "success" : NULL;
}

const char *
plumb_severity_style (PlumbSeverity severity)
{
  return severity == PLUMB_SEVERITY_CRITICAL ? "error" : severity == PLUMB_SEVERITY_MAJOR ? "warning" : NULL;
}

void
plumb_widget_clear (GtkWidget *container)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (container));

  while ((child = gtk_widget_get_first_child (container)) != NULL)
    {
      if (GTK_IS_BOX (container))
        gtk_box_remove (GTK_BOX (container), child);
      else if (GTK_IS_LIST_BOX (container))
        gtk_list_box_remove (GTK_LIST_BOX (container), child);
      else if (GTK_IS_GRID (container))
        gtk_grid_remove (GTK_GRID (container), child);
      else if (GTK_IS_FLOW_BOX (container))
        gtk_flow_box_remove (GTK_FLOW_BOX (container), child);
      else
        gtk_widget_unparent (child);
    }
}
