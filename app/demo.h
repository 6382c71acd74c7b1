/* demo.h - invented loops in every state, to look around in. */
#pragma once

#include "app/loop.h"

G_BEGIN_DECLS

/* The loops of schemas/demo/, every instant moved by one and the same number of whole days so that the newest thing done lies within
 * the day before `now`. An array of PlumbLoop (owned), fit for plumb_command_new_import_loop; imported in this order, the loop in
 * which something was done last is also the one that a workspace saw changed last. */
GPtrArray *plumb_demo_list_loops (PlumbInstant now, GError **error);

G_END_DECLS
