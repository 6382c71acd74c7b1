/* application.h - the program: its command line, its workspace, its window.
 *
 *   plumbline [--demo] [--person=NAME] [--open=TARGET] [--size=WxH] [--light|--dark] [WORKSPACE]
 *
 * Each start is a process of its own: several may have the same workspace open.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_APPLICATION (plumb_application_get_type ())
G_DECLARE_FINAL_TYPE (PlumbApplication, plumb_application, PLUMB, APPLICATION, AdwApplication)

PlumbApplication *plumb_application_new (void);

/* What the pages need before they can be made without an application: resources. Tests call it. */
void plumb_ui_init (void);

G_END_DECLS
