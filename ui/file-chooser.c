/* file-chooser.c - see file-chooser.h. */

#include "ui/file-chooser.h"

typedef struct
{
  GtkFileChooserNative *native; /* owned */
  PlumbFileChosen chosen;
  gpointer user_data;
} Request;

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Request *request = data;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      path = file != NULL ? g_file_get_path (file) : NULL;
    }
  request->chosen (path, request->user_data);
  g_object_unref (request->native);
  g_free (request);
}

static GtkFileChooserNative *
ask (GtkWindow *parent, const char *title, GtkFileChooserAction action, const char *accept, PlumbFileChosen chosen,
     gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->native = gtk_file_chooser_native_new (title, parent, action, accept, "_Cancel");
  request->chosen = chosen;
  request->user_data = user_data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (request->native), TRUE);
  g_signal_connect (request->native, "response", G_CALLBACK (response_cb), request);
  return request->native;
}

void
plumb_file_chooser_save (GtkWindow *parent, const char *title, const char *name, PlumbFileChosen chosen, gpointer user_data)
{
  GtkFileChooserNative *native;

  g_return_if_fail (title != NULL);
  g_return_if_fail (chosen != NULL);

  native = ask (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, "_Save", chosen, user_data);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

void
plumb_file_chooser_open (GtkWindow *parent, const char *title, PlumbFileChosen chosen, gpointer user_data)
{
  g_return_if_fail (title != NULL);
  g_return_if_fail (chosen != NULL);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (ask (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, "_Open", chosen, user_data)));
}
