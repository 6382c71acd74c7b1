/* batch-window.c - see batch-window.h. Not modal: the rest of the program goes on. Closing it while it writes cancels. */

#include "ui/batch-window.h"

#include "app/error.h"
#include "exports/format.h"
#include "exports/naming.h"
#include "ui/batch-loops.h"
#include "ui/card-grid.h"
#include "ui/export-job.h"
#include "ui/file-chooser.h"
#include "ui/form.h"
#include "ui/packet-choices.h"
#include "ui/widgets.h"

#include <adwaita.h>

#define PLUMB_TYPE_BATCH_WINDOW (plumb_batch_window_get_type ())
G_DECLARE_FINAL_TYPE (PlumbBatchWindow, plumb_batch_window, PLUMB, BATCH_WINDOW, AdwWindow)

struct _PlumbBatchWindow
{
  AdwWindow parent_instance;

  /* template widgets */
  GtkWidget *export_button;
  GtkWidget *form;
  GtkWidget *loops;
  GtkWidget *choices;
  GtkWidget *formats;
  GtkWidget *pattern;
  GtkWidget *pattern_problem;
  GtkWidget *container;
  GtkWidget *progress_row;
  GtkWidget *spinner;
  GtkWidget *progress;
  GtkWidget *status;
  GtkWidget *failures;
  GtkWidget *failures_scroller;

  GtkWidget *format_checks[PLUMB_N_FORMATS]; /* borrowed */

  PlumbSession *session; /* owned */
  GCancellable *writing;
  gint64 began; /* monotonic */
};

G_DEFINE_FINAL_TYPE (PlumbBatchWindow, plumb_batch_window, ADW_TYPE_WINDOW)

static const char *const format_labels[PLUMB_N_FORMATS]
    = { "Excel workbook", "PDF", "JSON document", "Picture of one page (PNG)", "Summary as text" };

/* What comes out, in the order of the choice. */
typedef struct
{
  const char *option; /* of plumb export */
  gboolean each;      /* files for each loop */
  const char *ending; /* of the name that is suggested */
  const char *title;
} Outcome;

static const Outcome outcomes[] = {
  { "--zip", TRUE, ".zip", "Save the packets as a zip" },
  { "--folder", TRUE, "", "Save the packets in a folder" },
  { "--xlsx", FALSE, ".xlsx", "Save the workbook" },
  { "--pdf", FALSE, ".pdf", "Save the PDF" },
};

static const Outcome *
get_outcome (PlumbBatchWindow *window)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (window->container));

  return &outcomes[MIN (selected, G_N_ELEMENTS (outcomes) - 1)];
}

/* "xlsx,pdf" */
static char *
dup_formats (PlumbBatchWindow *window)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < PLUMB_N_FORMATS; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (window->format_checks[i])))
      g_ptr_array_add (words, (gpointer)plumb_format_get_extension (i));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (",", (GStrv)words->pdata);
}

static void
update_cb (PlumbBatchWindow *window)
{
  g_auto (GStrv) chosen = plumb_batch_loops_dup_chosen (PLUMB_BATCH_LOOPS (window->loops));
  g_autofree char *formats = dup_formats (window);
  g_autoptr (GError) error = NULL;
  gboolean named = plumb_naming_check (gtk_editable_get_text (GTK_EDITABLE (window->pattern)), &error);
  gboolean writing = window->writing != NULL;
  gboolean each = get_outcome (window)->each;

  plumb_form_show_problem (window->pattern_problem, named || !each ? NULL : error->message);
  gtk_widget_set_visible (window->formats, each);
  gtk_widget_set_visible (window->pattern, each);
  gtk_widget_set_sensitive (window->export_button, chosen[0] != NULL && !writing && (!each || (named && *formats != '\0')));
  gtk_widget_set_sensitive (window->form, !writing);
  gtk_widget_set_visible (window->progress_row, writing);
  gtk_widget_set_visible (window->progress, each);
  gtk_widget_set_visible (window->spinner, !each);
}

/* "34 of 100 · about 20 seconds left" */
static void
progress_cb (guint done, guint of, gpointer data)
{
  PlumbBatchWindow *window = data;
  gint64 left;
  g_autofree char *text = NULL;

  if (window->session == NULL)
    return;
  left = (g_get_monotonic_time () - window->began) / MAX (done, 1) * (of - done) / G_USEC_PER_SEC;
  if (of == done)
    text = g_strdup_printf ("%u of %u · finishing", done, of);
  else
    {
      int number = left < 60 ? (int)left + 1 : (int)(left + 30) / 60;

      text = g_strdup_printf ("%u of %u · about %d %s%s left", done, of, number, left < 60 ? "second" : "minute",
                              number == 1 ? "" : "s");
    }
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (window->progress), (double)done / MAX (of, 1));
  gtk_label_set_text (GTK_LABEL (window->status), text);
}

static void
list_failures (PlumbBatchWindow *window, GPtrArray *failures)
{
  plumb_widget_clear (window->failures);
  gtk_widget_set_visible (window->failures_scroller, failures != NULL && failures->len > 0);
  for (guint i = 0; failures != NULL && i < failures->len; i++)
    {
      const PlumbExportFailure *failure = g_ptr_array_index (failures, i);
      g_autofree char *text = g_strdup_printf ("%s: %s", failure->loop, failure->message);

      gtk_box_append (GTK_BOX (window->failures), plumb_label_new (text, "error"));
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbBatchWindow) window = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) failures = plumb_export_job_run_finish (PLUMB_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  g_clear_object (&window->writing);
  if (window->session == NULL) /* closed meanwhile */
    return;
  if (failures == NULL)
    text = g_strdup (error->message);
  else if (failures->len == 0)
    text = g_strdup ("All packets are written.");
  else
    text = g_strdup_printf ("Written, but for %u %s:", failures->len, failures->len == 1 ? "loop" : "loops");
  gtk_label_set_text (GTK_LABEL (window->status), text);
  list_failures (window, failures);
  update_cb (window);
}

static void
chosen_cb (const char *path, gpointer data)
{
  g_autoptr (PlumbBatchWindow) window = data;
  g_auto (GStrv) chosen = NULL;
  g_autofree char *formats = NULL;
  g_autoptr (GPtrArray) words = NULL;

  if (path == NULL || window->writing != NULL || window->session == NULL)
    return;
  chosen = plumb_batch_loops_dup_chosen (PLUMB_BATCH_LOOPS (window->loops));
  formats = dup_formats (window);
  words = g_ptr_array_new ();
  g_ptr_array_add (words, (gpointer)get_outcome (window)->option);
  g_ptr_array_add (words, (gpointer)path);
  g_ptr_array_add (words, (gpointer) "--replace");
  if (get_outcome (window)->each)
    {
      g_ptr_array_add (words, (gpointer) "--progress");
      g_ptr_array_add (words, (gpointer) "--formats");
      g_ptr_array_add (words, formats);
      g_ptr_array_add (words, (gpointer) "--name");
      g_ptr_array_add (words, (gpointer)gtk_editable_get_text (GTK_EDITABLE (window->pattern)));
    }
  g_ptr_array_add (words, (gpointer) "--");
  for (guint i = 0; chosen[i] != NULL; i++)
    g_ptr_array_add (words, chosen[i]);
  g_ptr_array_add (words, NULL);
  window->writing = g_cancellable_new ();
  window->began = g_get_monotonic_time ();
  list_failures (window, NULL);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (window->progress), 0);
  gtk_label_set_text (GTK_LABEL (window->status), "Writing…");
  update_cb (window);
  plumb_export_job_run_async (window->session, plumb_packet_choices_get_profile (PLUMB_PACKET_CHOICES (window->choices)),
                              (const char *const *)words->pdata, progress_cb, window, window->writing, written_cb,
                              g_object_ref (window));
}

static void
export_cb (PlumbBatchWindow *window)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = g_strdup_printf ("Committee packets %s%s", day, get_outcome (window)->ending);

  plumb_file_chooser_save (GTK_WINDOW (window), get_outcome (window)->title, name, chosen_cb, g_object_ref (window));
}

static void
cancel_cb (PlumbBatchWindow *window)
{
  if (window->writing != NULL)
    g_cancellable_cancel (window->writing);
}

static gboolean
plumb_batch_window_close_request (GtkWindow *base)
{
  cancel_cb (PLUMB_BATCH_WINDOW (base));
  return GTK_WINDOW_CLASS (plumb_batch_window_parent_class)->close_request (base);
}

/* It is never shown again. GTK 4.8 looks at the parent once more when the last reference goes, which may be after the parent has. */
static void
plumb_batch_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (plumb_batch_window_parent_class)->unmap (widget);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
plumb_batch_window_dispose (GObject *object)
{
  PlumbBatchWindow *window = PLUMB_BATCH_WINDOW (object);

  g_clear_object (&window->session);
  G_OBJECT_CLASS (plumb_batch_window_parent_class)->dispose (object);
}

static void
plumb_batch_window_class_init (PlumbBatchWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_batch_window_dispose;
  widget_class->unmap = plumb_batch_window_unmap;
  GTK_WINDOW_CLASS (class)->close_request = plumb_batch_window_close_request;
  g_type_ensure (PLUMB_TYPE_BATCH_LOOPS);
  g_type_ensure (PLUMB_TYPE_CARD_GRID);
  g_type_ensure (PLUMB_TYPE_PACKET_CHOICES);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/batch-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, form);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, loops);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, choices);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, formats);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, pattern);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, pattern_problem);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, container);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, progress_row);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, status);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, failures);
  gtk_widget_class_bind_template_child (widget_class, PlumbBatchWindow, failures_scroller);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
plumb_batch_window_init (PlumbBatchWindow *window)
{
  gtk_widget_init_template (GTK_WIDGET (window));
  for (guint i = 0; i < PLUMB_N_FORMATS; i++)
    {
      window->format_checks[i] = gtk_check_button_new_with_label (format_labels[i]);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (window->format_checks[i]),
                                   (1u << i) & (PLUMB_FORMAT_XLSX | PLUMB_FORMAT_PDF));
      g_signal_connect_object (window->format_checks[i], "toggled", G_CALLBACK (update_cb), window, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (window->formats), window->format_checks[i]);
    }
  gtk_editable_set_text (GTK_EDITABLE (window->pattern), PLUMB_NAMING_DEFAULT);
  plumb_form_name_drop_down (GTK_DROP_DOWN (window->container), "What comes out");
  plumb_widget_tidy_names (GTK_WIDGET (window));
}

void
plumb_batch_window_present (GtkWindow *parent, PlumbSession *session)
{
  PlumbBatchWindow *window;

  g_return_if_fail (PLUMB_IS_SESSION (session));

  window
      = g_object_new (PLUMB_TYPE_BATCH_WINDOW, "transient-for", parent, "application", gtk_window_get_application (parent), NULL);
  window->session = g_object_ref (session);
  plumb_packet_choices_set_session (PLUMB_PACKET_CHOICES (window->choices), session);
  plumb_batch_loops_set_session (PLUMB_BATCH_LOOPS (window->loops), session);
  update_cb (window);
  gtk_window_present (GTK_WINDOW (window));
}
