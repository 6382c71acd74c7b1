/* window-private.h - what window.c and window-actions.c share. */
#pragma once

#include "ui/notifier.h"
#include "ui/window.h"

G_BEGIN_DECLS

struct _PlumbWindow
{
  AdwApplicationWindow parent_instance;

  /* template widgets */
  AdwToastOverlay *toasts;
  GtkStack *title_stack;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  AdwBin *header_start;
  AdwBin *header_end;
  GtkWidget *menu_button;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  GtkStack *navigation;
  GtkLabel *closed_label;
  GtkWidget *again_button;
  AdwViewStack *home;

  /* borrowed references */
  GQueue pile;           /* of PlumbPage: those on top of home, the deepest first */
  PlumbPage *loops_page; /* NULL until somebody is known */
  PlumbPage *library_page;
  PlumbLoopModel *model; /* weak: of the loop last opened, so that its pages share one */

  /* owned references */
  PlumbSession *session;
  PlumbOwedModel *owed; /* NULL until somebody is known; the next as well */
  PlumbNotifier *notifier;
  GMenu *person_section;
  char *target; /* where to go once somebody is known, or NULL */
};

void plumb_window_install_actions (GtkWidgetClass *class);

/* Asks who the user is, on a page of its own. */
void plumb_window_ask_person (PlumbWindow *window);

/* Saves and removes every page on top of home. */
void plumb_window_leave_all (PlumbWindow *window);

/* Goes to the target, once. */
void plumb_window_follow_target (PlumbWindow *window);

G_END_DECLS
