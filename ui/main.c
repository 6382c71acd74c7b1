/* main.c - the desktop program. */

#include "ui/application.h"

#include <locale.h>

int
main (int argc, char **argv)
{
  g_autoptr (PlumbApplication) application = NULL;

  setlocale (LC_ALL, "");
  /* Each window's program stands for itself (no unique name on the bus), so a click on a notification must come back to the program that
   * sent it, not to whoever answers to the name. */
  g_setenv ("GNOTIFICATION_BACKEND", "freedesktop", FALSE);
  application = plumb_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
