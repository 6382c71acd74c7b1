/* packet-page.c - see packet-page.h. The packet is built anew when the loop or the choices change; files are written by a process of
 * their own (export-job.h). */

#include "ui/packet-page.h"

#include "app/error.h"
#include "app/text.h"
#include "exports/pdf.h"
#include "exports/png.h"
#include "exports/summary-text.h"
#include "ui/export-job.h"
#include "ui/file-chooser.h"
#include "ui/packet-choices.h"
#include "ui/packet-print.h"
#include "ui/page-preview.h"

struct _PlumbPacketPage
{
  PlumbPage parent_instance;

  /* template widgets */
  GtkWidget *stack;
  GtkWidget *split;
  GtkWidget *preview;
  GtkWidget *side_scroller;
  GtkWidget *choices;
  GtkWidget *zoom;
  GtkWidget *count;
  GtkWidget *progress;
  GtkWidget *status;

  /* owned references */
  PlumbSession *session;
  PlumbLoopModel *model;
  GSimpleActionGroup *actions;
  GPtrArray *packets; /* of PlumbPacket: the one that is shown, or NULL */
  PlumbPages *pages;  /* laid out from `packets` */
  GCancellable *writing;
  GCancellable *loading; /* of events */
};

G_DEFINE_FINAL_TYPE (PlumbPacketPage, plumb_packet_page, PLUMB_TYPE_PAGE)

/* A file to be written. */
typedef struct
{
  PlumbPacketPage *page; /* owned */
  gboolean workbook;
  char *path;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->page);
  g_free (job->path);
  g_free (job);
}

static const PlumbProfile *
get_profile (PlumbPacketPage *page)
{
  return plumb_packet_choices_get_profile (PLUMB_PACKET_CHOICES (page->choices));
}

static void
set_status (PlumbPacketPage *page, const char *text)
{
  gtk_label_set_text (GTK_LABEL (page->status), text);
}

static void
enable_actions (PlumbPacketPage *page)
{
  static const char *const names[] = { "save-xlsx", "save-pdf", "print", "copy-text", "copy-picture" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (page->actions), names[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), page->packets != NULL && page->writing == NULL);
    }
  gtk_widget_set_visible (page->progress, page->writing != NULL);
}

static void
show_zoom (PlumbPacketPage *page)
{
  g_autofree char *text = g_strdup_printf ("%.0f %%", plumb_page_preview_get_zoom (PLUMB_PAGE_PREVIEW (page->preview)) * 100);

  gtk_label_set_text (GTK_LABEL (page->zoom), text);
}

/* Lays the packet out and shows it; `events` (of PlumbEvent) only for the audit profile. */
static void
build (PlumbPacketPage *page, GPtrArray *events)
{
  PlumbSnapshot *snapshot = plumb_loop_model_get_snapshot (page->model);
  const PlumbPerson *person = plumb_session_get_person (page->session);
  PlumbPacketOptions options = plumb_packet_options_from_profile (get_profile (page));
  GPtrArray *packets;
  PlumbPages *pages;
  g_autofree char *count = NULL;

  if (snapshot == NULL)
    return;
  options.made_by = person != NULL ? person->name : NULL;
  packets = g_ptr_array_new_with_free_func ((GDestroyNotify)plumb_packet_free);
  g_ptr_array_add (packets, plumb_packet_new (snapshot, events, &options));
  pages = plumb_pages_new (packets, options.paper);
  plumb_page_preview_set_pages (PLUMB_PAGE_PREVIEW (page->preview), pages);
  g_clear_pointer (&page->pages, plumb_pages_free);
  g_clear_pointer (&page->packets, g_ptr_array_unref);
  page->packets = packets;
  page->pages = pages;
  count = g_strdup_printf ("%u page%s", plumb_pages_get_count (pages), plumb_pages_get_count (pages) == 1 ? "" : "s");
  gtk_label_set_text (GTK_LABEL (page->count), count);
  enable_actions (page);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (page->stack)), "packet") != 0)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (page->stack), "packet");
      plumb_packet_choices_focus (PLUMB_PACKET_CHOICES (page->choices));
    }
}

static gpointer
list_events (PlumbStore *store, gpointer data, GError **error)
{
  return plumb_store_list_events (store, data, error);
}

static void
events_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlumbPacketPage) page = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = plumb_workspace_run_finish (PLUMB_WORKSPACE (source), result, &error);

  if (events != NULL)
    build (page, events);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           && !g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED))
    set_status (page, error->message);
}

static void
update (PlumbPacketPage *page)
{
  const PlumbLoop *loop = plumb_loop_model_get_loop (page->model);
  g_autofree char *name = NULL;
  g_autofree char *subtitle = NULL;

  if (loop == NULL)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (page->stack), "loading");
      return;
    }
  name = plumb_text_dup_line (loop->candidate->name);
  subtitle = g_strdup_printf ("Packet · %s", loop->role);
  plumb_page_set_title (PLUMB_PAGE (page), name);
  plumb_page_set_subtitle (PLUMB_PAGE (page), subtitle);
  g_cancellable_cancel (page->loading);
  g_clear_object (&page->loading);
  if (get_profile (page)->kind != PLUMB_PROFILE_AUDIT)
    {
      build (page, NULL);
      return;
    }
  page->loading = g_cancellable_new ();
  plumb_workspace_run_async (plumb_session_get_workspace (page->session), list_events, g_strdup (loop->id), g_free,
                             (GDestroyNotify)g_ptr_array_unref, page->loading, events_cb, g_object_ref (page));
}

static void
model_changed_cb (PlumbPacketPage *page)
{
  update (page);
}

static void
options_changed_cb (PlumbPacketPage *page)
{
  if (page->model != NULL)
    update (page);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  PlumbPacketPage *page = job->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) failures = plumb_export_job_run_finish (PLUMB_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  g_clear_object (&page->writing);
  if (failures != NULL)
    text = g_strdup_printf ("Saved %s", job->path);
  else
    {
      text = g_strdup (error->message);
      if (!g_error_matches (error, PLUMB_ERROR, PLUMB_ERROR_CANCELLED))
        plumb_session_fail (page->session, error->message);
    }
  set_status (page, text);
  enable_actions (page);
  job_free (job);
}

static void
chosen_cb (const char *path, gpointer data)
{
  Job *job = data;
  PlumbPacketPage *page = job->page;
  const PlumbLoop *loop = plumb_loop_model_get_loop (page->model);

  if (path == NULL || loop == NULL || page->writing != NULL)
    {
      job_free (job);
      return;
    }
  job->path = g_strdup (path);
  page->writing = g_cancellable_new ();
  set_status (page, job->workbook ? "Writing the workbook…" : "Writing the PDF…");
  enable_actions (page);
  plumb_export_job_run_async (page->session, get_profile (page),
                              (const char *const[]){ job->workbook ? "--xlsx" : "--pdf", path, "--replace", loop->id, NULL },
                              NULL, NULL, page->writing, written_cb, job);
}

static void
save (PlumbPacketPage *page, gboolean workbook)
{
  Job *job;
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  if (page->packets == NULL)
    return;
  base = plumb_packet_dup_file_name (g_ptr_array_index (page->packets, 0));
  name = g_strconcat (base, workbook ? ".xlsx" : ".pdf", NULL);
  job = g_new0 (Job, 1);
  job->page = g_object_ref (page);
  job->workbook = workbook;
  plumb_file_chooser_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                           workbook ? "Save the Excel workbook" : "Save the PDF", name, chosen_cb, job);
}

static void
save_xlsx_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  save (data, TRUE);
}

static void
save_pdf_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  save (data, FALSE);
}

static void
copy_text_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PlumbPacketPage *page = data;
  g_autofree char *text = page->packets != NULL ? plumb_summary_text_dup (g_ptr_array_index (page->packets, 0)) : NULL;

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (page)), text);
  set_status (page, "The summary is on the clipboard, as text.");
}

static void
copy_picture_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PlumbPacketPage *page = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (page->packets == NULL)
    return;
  bytes = plumb_png_make (g_ptr_array_index (page->packets, 0), PLUMB_PNG_WIDTH, &error);
  texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;
  if (texture == NULL)
    {
      plumb_session_fail (page->session, error->message);
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (page)), texture);
  set_status (page, "The summary is on the clipboard, as a picture.");
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PlumbPacketPage *page = data;
  g_autoptr (GPtrArray) packets = page->packets != NULL ? g_ptr_array_ref (page->packets) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (packets == NULL)
    return;
  name = plumb_packet_dup_file_name (g_ptr_array_index (packets, 0));
  if (!plumb_packet_print (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), packets, get_profile (page)->paper, name,
                           &error))
    plumb_session_fail (page->session, error->message);
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PlumbPacketPage *page = data;

  if (page->writing != NULL)
    g_cancellable_cancel (page->writing);
}

static void
zoom_by (PlumbPacketPage *page, double factor)
{
  PlumbPagePreview *preview = PLUMB_PAGE_PREVIEW (page->preview);

  plumb_page_preview_set_zoom (preview, plumb_page_preview_get_zoom (preview) * factor);
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zoom_by (data, 1.25);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zoom_by (data, 0.8);
}

/* Narrow: the choices stand under the pages. */
static void
plumb_packet_page_set_narrow (PlumbPage *base, gboolean narrow)
{
  PlumbPacketPage *page = PLUMB_PACKET_PAGE (base);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (page->split), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (page->side_scroller), narrow ? 260 : -1);
}

static void
plumb_packet_page_refresh (PlumbPage *base)
{
  update (PLUMB_PACKET_PAGE (base));
}

static void
plumb_packet_page_dispose (GObject *object)
{
  PlumbPacketPage *page = PLUMB_PACKET_PAGE (object);

  if (page->preview != NULL)
    plumb_page_preview_set_pages (PLUMB_PAGE_PREVIEW (page->preview), NULL);
  if (page->writing != NULL)
    g_cancellable_cancel (page->writing);
  g_cancellable_cancel (page->loading);
  g_clear_object (&page->writing);
  g_clear_object (&page->loading);
  g_clear_pointer (&page->pages, plumb_pages_free);
  g_clear_pointer (&page->packets, g_ptr_array_unref);
  g_clear_object (&page->actions);
  g_clear_object (&page->model);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (plumb_packet_page_parent_class)->dispose (object);
}

static void
plumb_packet_page_class_init (PlumbPacketPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_packet_page_dispose;
  PLUMB_PAGE_CLASS (class)->refresh = plumb_packet_page_refresh;
  PLUMB_PAGE_CLASS (class)->set_narrow = plumb_packet_page_set_narrow;
  g_type_ensure (PLUMB_TYPE_PAGE_PREVIEW);
  g_type_ensure (PLUMB_TYPE_PACKET_CHOICES);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/packet-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketPage, split);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketPage, preview);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketPage, side_scroller);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketPage, choices);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketPage, zoom);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketPage, count);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketPage, progress);
  gtk_widget_class_bind_template_child (widget_class, PlumbPacketPage, status);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
}

/* Keys that hold wherever the focus is while the page is on top. */
static void
add_shortcuts (PlumbPacketPage *page)
{
  static const struct
  {
    const char *trigger;
    const char *action;
  } keys[] = {
    { "<Control>e", "packet.save-xlsx" },  { "<Control>s", "packet.save-pdf" },    { "<Control>p", "packet.print" },
    { "<Control>plus", "packet.zoom-in" }, { "<Control>equal", "packet.zoom-in" }, { "<Control>minus", "packet.zoom-out" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger), gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (page), controller);
}

static void
plumb_packet_page_init (PlumbPacketPage *page)
{
  static const GActionEntry entries[] = {
    { .name = "save-xlsx", .activate = save_xlsx_cb }, { .name = "save-pdf", .activate = save_pdf_cb },
    { .name = "print", .activate = print_cb },         { .name = "cancel", .activate = cancel_cb },
    { .name = "copy-text", .activate = copy_text_cb }, { .name = "copy-picture", .activate = copy_picture_cb },
    { .name = "zoom-in", .activate = zoom_in_cb },     { .name = "zoom-out", .activate = zoom_out_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (page));
  page->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (page->actions), entries, G_N_ELEMENTS (entries), page);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "packet", G_ACTION_GROUP (page->actions));
  g_signal_connect_object (page->preview, "zoom-changed", G_CALLBACK (show_zoom), page, G_CONNECT_SWAPPED);
  add_shortcuts (page);
  enable_actions (page);
  show_zoom (page);
}

PlumbPage *
plumb_packet_page_new (PlumbSession *session, PlumbLoopModel *model)
{
  PlumbPacketPage *page = g_object_new (PLUMB_TYPE_PACKET_PAGE, NULL);

  page->session = g_object_ref (session);
  page->model = g_object_ref (model);
  plumb_packet_choices_set_session (PLUMB_PACKET_CHOICES (page->choices), session);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), page, G_CONNECT_SWAPPED);
  update (page);
  return PLUMB_PAGE (page);
}
