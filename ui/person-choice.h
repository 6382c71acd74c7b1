/* person-choice.h - chooses a person of a shared list: nobody, one of them, or one that is added on the spot.
 *
 * Signal "changed" (void). Several choices may share one list: who is added in one can be chosen in all.
 */
#pragma once

#include "ui/person-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_PERSON_CHOICE (plumb_person_choice_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPersonChoice, plumb_person_choice, PLUMB, PERSON_CHOICE, GtkWidget)

void plumb_person_choice_set_people (PlumbPersonChoice *choice, GListStore *people);
/* What the choice is for, told to assistive technology. */
void plumb_person_choice_set_label (PlumbPersonChoice *choice, const char *label);
PlumbPersonItem *plumb_person_choice_get_item (PlumbPersonChoice *choice); /* NULL: nobody */

G_END_DECLS
