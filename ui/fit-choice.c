/* fit-choice.c - see fit-choice.h. */

#include "ui/fit-choice.h"

struct _PlumbFitChoice
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *wide;
  GtkWidget *narrow;

  gboolean is_wide;
};

G_DEFINE_FINAL_TYPE (PlumbFitChoice, plumb_fit_choice, GTK_TYPE_WIDGET)

static gboolean
fits (PlumbFitChoice *choice, int width)
{
  int needed;

  gtk_widget_measure (choice->wide, GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL, NULL);
  return width < 0 || width >= needed;
}

static void
show_form (GtkWidget *form, gboolean shown)
{
  gtk_widget_set_child_visible (form, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (form), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
}

static GtkSizeRequestMode
plumb_fit_choice_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
plumb_fit_choice_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  PlumbFitChoice *choice = PLUMB_FIT_CHOICE (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      gtk_widget_measure (fits (choice, for_size) ? choice->wide : choice->narrow, orientation, for_size, minimum, natural, NULL,
                          NULL);
      return;
    }
  gtk_widget_measure (choice->narrow, orientation, -1, minimum, NULL, NULL, NULL);
  gtk_widget_measure (choice->wide, orientation, -1, NULL, natural, NULL, NULL);
  *natural = MAX (*natural, *minimum);
}

static void
plumb_fit_choice_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PlumbFitChoice *choice = PLUMB_FIT_CHOICE (widget);

  choice->is_wide = fits (choice, width);
  show_form (choice->wide, choice->is_wide);
  show_form (choice->narrow, !choice->is_wide);
  gtk_widget_allocate (choice->is_wide ? choice->wide : choice->narrow, width, height, baseline, NULL);
}

static void
plumb_fit_choice_dispose (GObject *object)
{
  PlumbFitChoice *choice = PLUMB_FIT_CHOICE (object);

  g_clear_pointer (&choice->wide, gtk_widget_unparent);
  g_clear_pointer (&choice->narrow, gtk_widget_unparent);
  G_OBJECT_CLASS (plumb_fit_choice_parent_class)->dispose (object);
}

static void
plumb_fit_choice_class_init (PlumbFitChoiceClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_fit_choice_dispose;
  widget_class->get_request_mode = plumb_fit_choice_get_request_mode;
  widget_class->measure = plumb_fit_choice_measure;
  widget_class->size_allocate = plumb_fit_choice_size_allocate;
}

static void
plumb_fit_choice_init (PlumbFitChoice *choice)
{
}

GtkWidget *
plumb_fit_choice_new (GtkWidget *wide, GtkWidget *narrow)
{
  PlumbFitChoice *choice;

  g_return_val_if_fail (GTK_IS_WIDGET (wide) && GTK_IS_WIDGET (narrow), NULL);

  choice = g_object_new (PLUMB_TYPE_FIT_CHOICE, NULL);
  choice->wide = wide;
  choice->narrow = narrow;
  gtk_widget_set_parent (wide, GTK_WIDGET (choice));
  gtk_widget_set_parent (narrow, GTK_WIDGET (choice));
  return GTK_WIDGET (choice);
}

gboolean
plumb_fit_choice_is_wide (PlumbFitChoice *choice)
{
  g_return_val_if_fail (PLUMB_IS_FIT_CHOICE (choice), FALSE);
  return choice->is_wide;
}
