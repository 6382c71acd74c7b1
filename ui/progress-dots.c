/* progress-dots.c - see progress-dots.h. */

#include "ui/progress-dots.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PlumbProgressDots
{
  GtkWidget parent_instance;

  char *progress;
};

G_DEFINE_FINAL_TYPE (PlumbProgressDots, plumb_progress_dots, GTK_TYPE_WIDGET)

#define DOT 9
#define GAP 3
#define MAX_DOTS 14

static int
count_dots (PlumbProgressDots *dots)
{
  return MIN (dots->progress != NULL ? (int)strlen (dots->progress) : 0, MAX_DOTS);
}

static void
draw_disc (GtkSnapshot *snapshot, const graphene_rect_t *bounds, const graphene_rect_t *filled, const GdkRGBA *colour)
{
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, bounds, bounds->size.width / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, colour, filled);
  gtk_snapshot_pop (snapshot);
}

static void
draw_ring (GtkSnapshot *snapshot, const graphene_rect_t *bounds, const GdkRGBA *colour)
{
  const float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, bounds, bounds->size.width / 2);
  gtk_snapshot_append_border (snapshot, &round, widths, colours);
}

static void
draw_dot (GtkSnapshot *snapshot, char state, float x, float y, const GdkRGBA *ink)
{
  const GdkRGBA done = { 0.145f, 0.388f, 0.42f, 1 }, done_dark = { 0.36f, 0.68f, 0.70f, 1 };
  const GdkRGBA running = { 0.62f, 0.39f, 0, 1 }, running_dark = { 0.85f, 0.58f, 0.24f, 1 };
  gboolean dark = ink->red + ink->green + ink->blue > 1.5f;
  GdkRGBA quiet = *ink;
  const GdkRGBA *full = dark ? &done_dark : &done, *part = dark ? &running_dark : &running;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, DOT, DOT);
  graphene_rect_t half = GRAPHENE_RECT_INIT (x, y, DOT / 2.0f, DOT);
  graphene_rect_t dash = GRAPHENE_RECT_INIT (x, y + DOT / 2.0f - 1, DOT, 2);

  quiet.alpha *= 0.6f;
  if (state == 's')
    draw_disc (snapshot, &bounds, &bounds, full);
  else if (state == 'd')
    {
      draw_ring (snapshot, &bounds, part);
      draw_disc (snapshot, &bounds, &half, part);
    }
  else if (state == 'k')
    gtk_snapshot_append_color (snapshot, &quiet, &dash);
  else
    draw_ring (snapshot, &bounds, &quiet);
}

static void
plumb_progress_dots_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PlumbProgressDots *dots = PLUMB_PROGRESS_DOTS (widget);
  int n = count_dots (dots);
  float y = (float)(gtk_widget_get_height (widget) - DOT) / 2;
  GdkRGBA ink;

  /* The one way of GTK 4.8 to the text colour; later releases have gtk_widget_get_color. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink); /* lint: allow deprecated */
  G_GNUC_END_IGNORE_DEPRECATIONS
  for (int i = 0; i < n; i++)
    draw_dot (snapshot, dots->progress[i], (float)(i * (DOT + GAP)), y, &ink);
}

static void
plumb_progress_dots_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  int n = count_dots (PLUMB_PROGRESS_DOTS (widget));

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (n * (DOT + GAP) - GAP, 0) : DOT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
plumb_progress_dots_finalize (GObject *object)
{
  g_free (PLUMB_PROGRESS_DOTS (object)->progress);
  G_OBJECT_CLASS (plumb_progress_dots_parent_class)->finalize (object);
}

static void
plumb_progress_dots_class_init (PlumbProgressDotsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = plumb_progress_dots_finalize;
  widget_class->snapshot = plumb_progress_dots_snapshot;
  widget_class->measure = plumb_progress_dots_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
plumb_progress_dots_init (PlumbProgressDots *dots)
{
}

GtkWidget *
plumb_progress_dots_new (void)
{
  return g_object_new (PLUMB_TYPE_PROGRESS_DOTS, NULL);
}

void
plumb_progress_dots_set_progress (PlumbProgressDots *dots, const char *progress)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PLUMB_IS_PROGRESS_DOTS (dots));

  if (g_strcmp0 (dots->progress, progress) == 0)
    return;
  g_free (dots->progress);
  dots->progress = g_strdup (progress);
  text = plumb_progress_dup_text (progress);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dots), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (dots), text);
  gtk_widget_queue_resize (GTK_WIDGET (dots));
}

char *
plumb_progress_dup_text (const char *progress)
{
  guint submitted = 0, drafts = 0, skipped = 0, all = 0;
  GString *text = g_string_new (NULL);

  for (const char *p = progress; p != NULL && *p != '\0'; p++, all++)
    {
      submitted += *p == 's';
      drafts += *p == 'd';
      skipped += *p == 'k';
    }
  if (all == 0)
    g_string_append (text, _ ("Nobody assigned yet"));
  else
    g_string_append_printf (text, _ ("%u of %u cards in"), submitted, all - skipped);
  if (drafts > 0)
    g_string_append_printf (text, _ (", %u under way"), drafts);
  if (skipped > 0)
    g_string_append_printf (text, _ (", %u skipped"), skipped);
  return g_string_free (text, FALSE);
}
