/* question-item.c - see question-item.h. */

#include "ui/question-item.h"

struct _PlumbQuestionItem
{
  GObject parent_instance;

  PlumbQuestion *question;
};

G_DEFINE_FINAL_TYPE (PlumbQuestionItem, plumb_question_item, G_TYPE_OBJECT)

static void
plumb_question_item_finalize (GObject *object)
{
  plumb_question_unref (PLUMB_QUESTION_ITEM (object)->question);
  G_OBJECT_CLASS (plumb_question_item_parent_class)->finalize (object);
}

static void
plumb_question_item_class_init (PlumbQuestionItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = plumb_question_item_finalize;
}

static void
plumb_question_item_init (PlumbQuestionItem *item)
{
}

PlumbQuestionItem *
plumb_question_item_new (PlumbQuestion *question)
{
  PlumbQuestionItem *item;

  g_return_val_if_fail (question != NULL, NULL);

  item = g_object_new (PLUMB_TYPE_QUESTION_ITEM, NULL);
  item->question = plumb_question_ref (question);
  return item;
}

PlumbQuestion *
plumb_question_item_get_question (PlumbQuestionItem *item)
{
  g_return_val_if_fail (PLUMB_IS_QUESTION_ITEM (item), NULL);
  return item->question;
}
