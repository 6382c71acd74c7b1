/* test-contrast.c - every colour of our style sheets, drawn by GTK in light and dark, as it stands on what it stands on: text has a
 * contrast of 4.5 : 1 at least, graphics of 3 : 1 (WCAG 2.1, AA). Needs a display; with ADW_DEBUG_HIGH_CONTRAST=1 the same in high
 * contrast.
 *
 * Each sample is drawn twice, with ink (a solid block of text, or the filled end of a bar) and without, and both pixels are read back:
 * alpha, opacity and the cascade count as they do on the screen. A class that our style sheets colour and no sample has fails the test.
 */
#include "ui/application.h"

#include <adwaita.h>
#include <math.h>

#define BLOCK "\u2588\u2588\u2588\u2588\u2588\u2588"
#define LONG_BLOCK BLOCK BLOCK BLOCK BLOCK BLOCK

typedef enum
{
  LABEL,
  BUTTON,
  CHECKED, /* a toggle button that is down */
  CHECK,   /* a check button, by its label */
  CHECK_DISABLED,
  PLACEHOLDER, /* of an entry */
  SUBTITLE,    /* of a window */
  PROGRESS,
  LEVEL,
  EDGE, /* the outline around it, wherever it is drawn */
} Kind;

typedef struct
{
  const char *classes; /* with spaces between them */
  Kind kind;
  const char *inside; /* class of the box around, or "window"; NULL: each of the grounds that text stands on */
} Sample;

static const char *const grounds[]
    = { "window",       "card", "view",         "script-column",    "sidebar-pane",  "notice",
        "notice error", "gaps", "plumb-banner", "interview-notice", "evidence-pane", "evidence-answer",
        "amend-form",   "trail" };

static const Sample samples[] = {
  { "", LABEL, NULL },
  { "secondary", LABEL, NULL },
  { "section", LABEL, NULL },
  { "key", LABEL, NULL },
  { "dim-label", LABEL, NULL },
  { "", PLACEHOLDER, "window" },
  { "", PLACEHOLDER, "card" },
  { "", SUBTITLE, "window" },
  { "step", LABEL, "card" },
  { "evidence-line", LABEL, "window" },
  { "pace-calm", LABEL, "window" },
  { "pace-calm", LABEL, "script-column" },
  { "pace-late", LABEL, "window" },
  { "pace-late", LABEL, "script-column" },
  { "pace-over", LABEL, "window" },
  { "pace-over", LABEL, "script-column" },
  { "late", LABEL, "window" },
  { "late", LABEL, "card" },
  { "flag-minor", LABEL, "card" },
  { "flag-major", LABEL, "card" },
  { "flag-critical", LABEL, "card" },
  { "flag-minor", LABEL, "window" },
  { "flag-major", LABEL, "window" },
  { "flag-critical", LABEL, "window" },
  { "gate-pass", LABEL, "card" },
  { "gate-fail", LABEL, "card" },
  { "gate-open", LABEL, "card" },
  { "severity", LABEL, "card" },
  { "severity major", LABEL, "card" },
  { "severity critical", LABEL, "card" },
  { "matrix-head", LABEL, "card" },
  { "matrix-cell matrix-none", LABEL, "card" },
  { "score-chip score-0", LABEL, "card" },
  { "score-chip score-1", LABEL, "card" },
  { "score-chip score-2", LABEL, "card" },
  { "score-chip score-3", LABEL, "card" },
  { "score-chip score-4", LABEL, "card" },
  { "score-chip score-5", LABEL, "card" },
  { "score-chip score-6", LABEL, "card" },
  { "score-chip score-none", LABEL, "card" },
  { "score-chip score-none", LABEL, "script-column" },
  { "badge", LABEL, NULL },
  { "badge accent", LABEL, "card" },
  { "badge success", LABEL, "card" },
  { "badge warning", LABEL, "card" },
  { "badge error", LABEL, "card" },
  { "badge accent", LABEL, "window" },
  { "badge success", LABEL, "window" },
  { "badge warning", LABEL, "window" },
  { "badge error", LABEL, "window" },
  { "badge accent", LABEL, "sidebar-pane" },
  { "badge success", LABEL, "sidebar-pane" },
  { "badge seat", LABEL, "card" },
  { "state", BUTTON, "window" },
  { "state", CHECKED, "window" },
  { "probe", BUTTON, "window" },
  { "recommendation", BUTTON, "window" },
  { "recommendation", CHECKED, "window" },
  { "score-point", BUTTON, "window" },
  { "score-point score-0", CHECKED, "window" },
  { "score-point score-2", CHECKED, "window" },
  { "score-point score-3", CHECKED, "window" },
  { "score-point score-4", CHECKED, "window" },
  { "score-point score-6", CHECKED, "window" },
  { "pill suggested-action", BUTTON, "window" },
  { "wrapping", CHECK, "window" },
  { "wrapping raised", CHECK, "window" },
  { "wrapping", CHECK_DISABLED, "window" },
  { "wrapping raised", CHECK_DISABLED, "window" },
  { "pace pace-calm", PROGRESS, "script-column" },
  { "pace pace-late", PROGRESS, "script-column" },
  { "pace pace-over", PROGRESS, "script-column" },
  { "evidence", LEVEL, "card" },
  { "matrix-cell matrix-state", LABEL, "card" },
  { "before", LABEL, "amendment" },
  { "trail-outline", LABEL, "window" },
  { "record-sound", LABEL, "window" },
  { "record-unsound", LABEL, "window" },
  { "record-sound", LABEL, "card" },
  { "record-unsound", LABEL, "card" },
  { "plan-cell plan-1", LABEL, "card" },
  { "plan-cell plan-2", LABEL, "card" },
  { "plan-cell plan-3", LABEL, "card" },
  { "plan-cell plan-4", LABEL, "card" },
  { "plan-cell plan-unheld", LABEL, "card" },
  { "plan-heading", LABEL, "card" },
  { "tag", BUTTON, "window" },
  { "evidence-mark", LABEL, "view" },
  { "matrix-cell split", EDGE, "card" },
  { "legend-split", EDGE, "card" },
};

/* Colours that are no text's and tell nothing by themselves: what is drawn on paper, shades behind a whole area, frames. */
static const char *const exempt[] = { "sheet", "sheets", "writing", "narrow" };

/* A sample on the screen: the two widgets, with ink and without. */
typedef struct
{
  const Sample *sample;
  const char *ground;
  GtkWidget *inked;
  GtkWidget *blank;
} Pair;

static GtkApplication *application;

static double
channel (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * channel (colour->red) + 0.7152 * channel (colour->green) + 0.0722 * channel (colour->blue);
}

static double
contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double light = MAX (luminance (a), luminance (b)), dark = MIN (luminance (a), luminance (b));

  return (light + 0.05) / (dark + 0.05);
}

static void
add_classes (GtkWidget *widget, const char *classes)
{
  g_auto (GStrv) words = g_strsplit (classes, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      gtk_widget_add_css_class (widget, words[i]);
}

static GtkWidget *
make_bar (const Sample *sample, gboolean ink)
{
  GtkWidget *widget;

  if (sample->kind == PROGRESS)
    {
      widget = gtk_progress_bar_new ();
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (widget), ink ? 1 : 0);
      return widget;
    }
  widget = gtk_level_bar_new ();
  gtk_level_bar_set_value (GTK_LEVEL_BAR (widget), ink ? 1 : 0);
  return widget;
}

static GtkWidget *
make_widget (const Sample *sample, gboolean ink)
{
  const char *text = ink ? BLOCK : " ";
  GtkWidget *widget;

  if (sample->kind == LABEL || sample->kind == EDGE)
    widget = gtk_label_new (text);
  else if (sample->kind == BUTTON || sample->kind == CHECKED)
    {
      widget = gtk_toggle_button_new_with_label (text);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget), sample->kind == CHECKED);
    }
  else if (sample->kind == CHECK || sample->kind == CHECK_DISABLED)
    {
      widget = gtk_check_button_new_with_label (text);
      gtk_widget_set_sensitive (widget, sample->kind == CHECK);
    }
  else if (sample->kind == PLACEHOLDER)
    {
      widget = gtk_entry_new ();
      gtk_entry_set_placeholder_text (GTK_ENTRY (widget), ink ? LONG_BLOCK : text);
    }
  else if (sample->kind == SUBTITLE)
    widget = adw_window_title_new (NULL, text);
  else
    widget = make_bar (sample, ink);
  add_classes (widget, sample->classes);
  gtk_widget_set_size_request (widget, 120, 24);
  return widget;
}

/* The two stand on the ground that the style sheet gives to `ground`. */
static GtkWidget *
make_pair (Pair *pair, const Sample *sample, const char *ground)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 20);

  if (!g_str_equal (ground, "window"))
    add_classes (box, ground);
  pair->sample = sample;
  pair->ground = ground;
  pair->inked = make_widget (sample, TRUE);
  pair->blank = make_widget (sample, FALSE);
  gtk_box_append (GTK_BOX (box), pair->inked);
  gtk_box_append (GTK_BOX (box), pair->blank);
  return box;
}

/* Where a widget shows what it shows: the middle of its text, or of the bar. */
static GtkWidget *
find_ink (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_LABEL (widget))
    return gtk_widget_get_visible (widget) ? widget : NULL;
  for (child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_ink (child);

      if (found != NULL)
        return found;
    }
  return GTK_IS_PROGRESS_BAR (widget) ? gtk_widget_get_last_child (widget)
         : GTK_IS_LEVEL_BAR (widget)  ? gtk_widget_get_first_child (widget)
                                      : NULL;
}

static GdkRGBA
read_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint32 *row;
  guint32 pixel;

  g_assert_true (x >= 0 && y >= 0 && x < cairo_image_surface_get_width (surface) && y < cairo_image_surface_get_height (surface));
  row = (const guint32 *)(gconstpointer)(cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface));
  pixel = row[x];
  return (GdkRGBA){ (float)(pixel >> 16 & 0xff) / 255, (float)(pixel >> 8 & 0xff) / 255, (float)(pixel & 0xff) / 255, 1 };
}

static GdkRGBA
read_middle (cairo_surface_t *surface, GtkWidget *root, GtkWidget *at)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (at, root, &bounds));
  return read_pixel (surface, (int)(bounds.origin.x + bounds.size.width / 2), (int)(bounds.origin.y + bounds.size.height / 2));
}

/* The pixel across the left edge that stands out most from what is outside. */
static void
read_edge (cairo_surface_t *surface, GtkWidget *root, GtkWidget *at, GdkRGBA *ink, GdkRGBA *ground)
{
  graphene_rect_t bounds;
  int x, y;

  g_assert_true (gtk_widget_compute_bounds (at, root, &bounds));
  x = (int)bounds.origin.x;
  y = (int)(bounds.origin.y + bounds.size.height / 2);
  *ground = read_pixel (surface, x - 8, y);
  *ink = *ground;
  for (int i = -5; i <= 4; i++)
    {
      GdkRGBA pixel = read_pixel (surface, x + i, y);

      if (contrast (&pixel, ground) > contrast (ink, ground))
        *ink = pixel;
    }
}

static cairo_surface_t *
draw (GtkWidget *root)
{
  int width = gtk_widget_get_width (root), height = gtk_widget_get_height (root);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (root);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* What was drawn, after the style has settled: two frames. */
static void
settle (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64 until = gdk_frame_clock_get_frame_counter (clock) + 3;

  while (gdk_frame_clock_get_frame_counter (clock) < until)
    {
      gtk_widget_queue_draw (window);
      g_main_context_iteration (NULL, TRUE);
    }
}

static GArray *
fill (GtkWidget *column)
{
  GArray *pairs = g_array_new (FALSE, TRUE, sizeof (Pair));

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    for (guint j = 0; j < (samples[i].inside != NULL ? 1 : G_N_ELEMENTS (grounds)); j++)
      {
        Pair pair;

        gtk_box_append (GTK_BOX (column),
                        make_pair (&pair, &samples[i], samples[i].inside != NULL ? samples[i].inside : grounds[j]));
        g_array_append_val (pairs, pair);
      }
  return pairs;
}

static gboolean
check_pair (const Pair *pair, cairo_surface_t *surface, GtkWidget *column)
{
  GdkRGBA ink, ground;
  double ratio, least = pair->sample->kind >= PROGRESS ? 3 : 4.5;
  g_autofree char *ink_text = NULL;
  g_autofree char *ground_text = NULL;

  if (pair->sample->kind == EDGE)
    read_edge (surface, column, pair->blank, &ink, &ground);
  else
    {
      ink = read_middle (surface, column, find_ink (pair->inked));
      ground = read_middle (surface, column, find_ink (pair->blank));
    }
  ratio = contrast (&ink, &ground);
  ink_text = gdk_rgba_to_string (&ink);
  ground_text = gdk_rgba_to_string (&ground);
  g_test_message ("%s “%s” on %s: %.2f", ratio < least ? "FAILS" : "has", pair->sample->classes, pair->ground, ratio);
  if (ratio < least)
    g_printerr ("# “%s” (kind %d) on %s: %.2f, %s on %s\n", pair->sample->classes, pair->sample->kind, pair->ground, ratio,
                ink_text, ground_text);
  return ratio >= least;
}

static void
test_scheme (gconstpointer data)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autoptr (GArray) pairs = fill (column);
  cairo_surface_t *surface;
  guint failed = 0;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), (AdwColorScheme)GPOINTER_TO_INT (data));
  gtk_widget_add_css_class (column, "background");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 600);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_window_is_active (GTK_WINDOW (window)))
    g_main_context_iteration (NULL, TRUE);
  settle (window);
  surface = draw (column);
  for (guint i = 0; i < pairs->len; i++)
    failed += !check_pair (&g_array_index (pairs, Pair, i), surface, column);
  cairo_surface_destroy (surface);
  gtk_window_destroy (GTK_WINDOW (window));
  if (failed > 0)
    g_test_fail_printf ("%u of %u samples", failed, pairs->len);
}

static gboolean
is_sampled (const char *class)
{
  if (g_strv_contains (exempt, class))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_auto (GStrv) words = g_strsplit (samples[i].classes, " ", -1);

      if (g_strv_contains ((const char *const *)words, class))
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      g_auto (GStrv) words = g_strsplit (grounds[i], " ", -1);

      if (g_strv_contains ((const char *const *)words, class))
        return TRUE;
    }
  return FALSE;
}

/* Each rule that sets a colour names at least one class that has a sample. */
static void
check_sheet (const char *css, const char *name, guint *unknown)
{
  g_autoptr (GRegex) comment = g_regex_new ("/\\*.*?\\*/", G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GRegex) rule = g_regex_new ("([^{}]+)\\{([^}]*)\\}", 0, 0, NULL);
  g_autoptr (GRegex) class = g_regex_new ("\\.([a-z][a-z0-9-]*)", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace (comment, css, -1, 0, "", 0, NULL);
  g_autoptr (GMatchInfo) rules = NULL;

  for (g_regex_match (rule, plain, 0, &rules); g_match_info_matches (rules); g_match_info_next (rules, NULL))
    {
      g_autofree char *selector = g_match_info_fetch (rules, 1);
      g_autofree char *body = g_match_info_fetch (rules, 2);
      g_autoptr (GMatchInfo) classes = NULL;
      gboolean sampled = FALSE;

      if (!g_regex_match_simple ("(^|[ ;-])color:\\s*(?!inherit)", body, 0, 0))
        continue;
      for (g_regex_match (class, selector, 0, &classes); g_match_info_matches (classes); g_match_info_next (classes, NULL))
        {
          g_autofree char *word = g_match_info_fetch (classes, 1);

          sampled |= is_sampled (word);
        }
      if (!sampled)
        {
          g_printerr ("# %s: %s sets a colour, and no sample of tests/test-contrast.c has it\n", name, g_strstrip (selector));
          (*unknown)++;
        }
    }
}

static void
test_complete (void)
{
  const char *base = "/io/github/plumbline/Plumbline/";
  g_auto (GStrv) names = g_resources_enumerate_children (base, 0, NULL);
  guint unknown = 0, sheets = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (base, names[i], NULL);
      g_autoptr (GBytes) css = NULL;

      if (!g_str_has_suffix (names[i], ".css"))
        continue;
      css = g_resources_lookup_data (path, 0, NULL);
      check_sheet (g_bytes_get_data (css, NULL), names[i], &unknown);
      sheets++;
    }
  g_assert_cmpuint (sheets, >, 3);
  if (unknown > 0)
    g_test_fail_printf ("%u rules", unknown);
}

/* Motion is GTK's alone, which stands still when the desktop says so: no sheet of ours animates. */
static void
test_still (void)
{
  const char *base = "/io/github/plumbline/Plumbline/";
  g_auto (GStrv) names = g_resources_enumerate_children (base, 0, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (base, names[i], NULL);
      g_autoptr (GBytes) css = g_str_has_suffix (names[i], ".css") ? g_resources_lookup_data (path, 0, NULL) : NULL;

      if (css != NULL)
        g_assert_false (g_regex_match_simple ("(transition|animation|@keyframes)\\b", g_bytes_get_data (css, NULL), 0, 0));
    }
}

static void
activate_cb (GApplication *app, gpointer result)
{
  *(int *)result = g_test_run ();
  g_application_quit (app);
}

int
main (int argc, char **argv)
{
  int result = 1;

  g_test_init (&argc, &argv, NULL);
  plumb_ui_init ();
  application
      = GTK_APPLICATION (g_object_new (ADW_TYPE_APPLICATION, "application-id", "io.github.plumbline.Contrast", "flags",
                                       G_APPLICATION_NON_UNIQUE, "resource-base-path", "/io/github/plumbline/Plumbline", NULL));
  g_test_add_data_func ("/contrast/light", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT), test_scheme);
  g_test_add_data_func ("/contrast/dark", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK), test_scheme);
  g_test_add_func ("/contrast/complete", test_complete);
  g_test_add_func ("/contrast/still", test_still);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &result);
  g_application_run (G_APPLICATION (application), 1, argv);
  g_object_unref (application);
  return result;
}
