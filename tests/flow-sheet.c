/* flow-sheet.c - see the header. */
#include "tests/flow-sheet.h"

#include "exports/pages-strips.h"

void
flow_sheet_set_up (FlowSheet *sheet, gconstpointer data)
{
  sheet->type = plumb_type_new ();
  sheet->flow = plumb_flow_new (sheet->type, FLOW_SHEET_MEASURE, FLOW_SHEET_HEIGHT);
}

void
flow_sheet_tear_down (FlowSheet *sheet, gconstpointer data)
{
  plumb_flow_free (sheet->flow);
  plumb_type_free (sheet->type);
}

guint
flow_sheet_get_page (const PlumbFlow *flow, guint strip)
{
  return plumb_flow_get_page_of_placed (flow, g_array_index (flow->homes, guint, strip));
}
