/* packet-print.c - see packet-print.h. */

#include "ui/packet-print.h"

#include "app/error.h"

typedef struct
{
  PlumbPages *pages;
} Job;

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Job *job = data;

  gtk_print_operation_set_n_pages (operation, (int)plumb_pages_get_count (job->pages));
}

/* The pages have margins of their own: the operation prints on full pages, scaled where the printer's paper is another one. */
static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int index, gpointer data)
{
  Job *job = data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width, height, scale;

  plumb_pages_get_size (job->pages, &width, &height);
  scale = MIN (gtk_print_context_get_width (context) / width, gtk_print_context_get_height (context) / height);
  cairo_scale (cr, scale, scale);
  plumb_pages_draw (job->pages, (guint)index, cr);
}

gboolean
plumb_packet_print (GtkWindow *parent, GPtrArray *packets, PlumbPaper paper, const char *name, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (PlumbPages) pages = NULL;
  g_autoptr (GError) problem = NULL;
  GtkPaperSize *size = gtk_paper_size_new (paper == PLUMB_PAPER_A4 ? GTK_PAPER_NAME_A4 : GTK_PAPER_NAME_LETTER);
  Job job;

  g_return_val_if_fail (packets != NULL, FALSE);

  pages = plumb_pages_new (packets, paper);
  job.pages = pages;
  gtk_page_setup_set_paper_size (setup, size);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, name);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), &job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), &job);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, &problem)
      != GTK_PRINT_OPERATION_RESULT_ERROR)
    return TRUE;
  g_set_error (error, PLUMB_ERROR, PLUMB_ERROR_FAILED, "The packet could not be printed: %s", problem->message);
  return FALSE;
}
