/* question-item.h - a question of the library as an object of a list model. */
#pragma once

#include "app/question.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_QUESTION_ITEM (plumb_question_item_get_type ())
G_DECLARE_FINAL_TYPE (PlumbQuestionItem, plumb_question_item, PLUMB, QUESTION_ITEM, GObject)

PlumbQuestionItem *plumb_question_item_new (PlumbQuestion *question);
PlumbQuestion *plumb_question_item_get_question (PlumbQuestionItem *item);

G_END_DECLS
