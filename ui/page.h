/* page.h - the abstract page: what the window shows between its header bar and its lower edge.
 *
 * A page has a title and subtitle for the header bar, widgets that the window packs into the header bar's start and end while the page
 * is on top, and one child. Narrower than `break-width` (which grows with the text size) it turns `narrow`; a page can be made as
 * narrow as `min-width` whatever its child asks for in its wide form. Set "child", "header-start" and "header-end" as
 * properties in the template.
 *
 *   refresh    bring the page up to date; called whenever it comes (back) to the top. Loop pages also follow their model's "changed".
 *   save       hand everything typed to the workspace now: the page is about to be left or the program to end.
 *   can_leave  FALSE keeps the page on top (it tells why itself).
 *   begin      put the focus where the page begins when it is opened; FALSE where that is its first control.
 *   find       put the focus into the page's search field (Ctrl+F); FALSE when it has none.
 *   back       go one step back within the page; FALSE when there is none. Offered while "has-back" is set.
 *   set_narrow the width class changed; also notified as the property "narrow", for bindings in templates.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_PAGE (plumb_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (PlumbPage, plumb_page, PLUMB, PAGE, GtkWidget)

struct _PlumbPageClass
{
  GtkWidgetClass parent_class;

  void (*refresh) (PlumbPage *page);
  void (*save) (PlumbPage *page);
  gboolean (*can_leave) (PlumbPage *page);
  gboolean (*begin) (PlumbPage *page);
  gboolean (*find) (PlumbPage *page);
  gboolean (*back) (PlumbPage *page);
  void (*set_narrow) (PlumbPage *page, gboolean narrow);
};

const char *plumb_page_get_title (PlumbPage *page);
void plumb_page_set_title (PlumbPage *page, const char *title);
const char *plumb_page_get_subtitle (PlumbPage *page);
void plumb_page_set_subtitle (PlumbPage *page, const char *subtitle);
GtkWidget *plumb_page_get_child (PlumbPage *page);
void plumb_page_set_child (PlumbPage *page, GtkWidget *child);
GtkWidget *plumb_page_get_header_start (PlumbPage *page); /* nullable */
void plumb_page_set_header_start (PlumbPage *page, GtkWidget *widget);
GtkWidget *plumb_page_get_header_end (PlumbPage *page); /* nullable */
void plumb_page_set_header_end (PlumbPage *page, GtkWidget *widget);
void plumb_page_set_break_width (PlumbPage *page, int width); /* 0: never narrow */
void plumb_page_set_min_width (PlumbPage *page, int width);
gboolean plumb_page_is_narrow (PlumbPage *page);
void plumb_page_set_has_back (PlumbPage *page, gboolean has_back);
gboolean plumb_page_get_has_back (PlumbPage *page);

/* The part of the window's title that names the page, when it must not be the title (the privacy curtain); NULL: the title. */
void plumb_page_set_window_title (PlumbPage *page, const char *title);
const char *plumb_page_get_window_title (PlumbPage *page);

/* Is the privacy curtain drawn before the page? Then nothing of a candidate may appear anywhere. */
void plumb_page_set_curtained (PlumbPage *page, gboolean curtained);
gboolean plumb_page_is_curtained (PlumbPage *page);

void plumb_page_refresh (PlumbPage *page);
void plumb_page_save (PlumbPage *page);
gboolean plumb_page_can_leave (PlumbPage *page);
gboolean plumb_page_begin (PlumbPage *page);
gboolean plumb_page_find (PlumbPage *page);
gboolean plumb_page_back (PlumbPage *page);

G_END_DECLS
