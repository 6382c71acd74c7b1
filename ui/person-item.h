/* person-item.h - a person in a list model, and the models that drop-downs of people show. */
#pragma once

#include "ui/session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_PERSON_ITEM (plumb_person_item_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPersonItem, plumb_person_item, PLUMB, PERSON_ITEM, GObject)

/* `fresh`: not in the workspace yet; whoever uses the item adds the person in the same transaction. Property "name". */
PlumbPersonItem *plumb_person_item_new (const PlumbPerson *person, gboolean fresh);
/* An item that stands for no person: "Nobody yet", "Add person…". */
PlumbPersonItem *plumb_person_item_new_word (const char *word);

const PlumbPerson *plumb_person_item_get_person (PlumbPersonItem *item); /* NULL: a word */
const char *plumb_person_item_get_name (PlumbPersonItem *item);
gboolean plumb_person_item_is_fresh (PlumbPersonItem *item);

/* Fills `store` (of PlumbPersonItem) with the people of the workspace, without waiting; those there already stay in front. */
void plumb_people_load (GListStore *store, PlumbSession *session);

G_END_DECLS
