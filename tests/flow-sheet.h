/* flow-sheet.h - for tests of page breaks: an empty flow of small pages, and where a strip of it came to stand. */
#pragma once

#include "exports/pages-flow.h"

G_BEGIN_DECLS

/* Points. */
#define FLOW_SHEET_MEASURE 300.0
#define FLOW_SHEET_HEIGHT 200.0

typedef struct
{
  PlumbType *type;
  PlumbFlow *flow;
} FlowSheet;

/* As g_test_add takes them; `data` is not used. */
void flow_sheet_set_up (FlowSheet *sheet, gconstpointer data);
void flow_sheet_tear_down (FlowSheet *sheet, gconstpointer data);
/* The page, from 0, that a strip begins on; the flow is paginated. */
guint flow_sheet_get_page (const PlumbFlow *flow, guint strip);

G_END_DECLS
