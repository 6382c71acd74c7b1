/* main.c - the desktop program. */

#include "ui/application.h"

#include <locale.h>

int
main (int argc, char **argv)
{
  g_autoptr (PlumbApplication) application = NULL;

  setlocale (LC_ALL, "");
  application = plumb_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
