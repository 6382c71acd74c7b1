/* summary-text.h - a packet in brief as plain text for a mail: outcome, gates, decision, competencies, red flags, votes, stamp.
 *
 * Lines of up to 72 columns, UTF-8, ends with a line break. Names and labels that hold hidden controls show them (text.h), and nothing
 * starts a line with ">" or "From " that a mail program would take for its own.
 */
#pragma once

#include "exports/packet.h"

G_BEGIN_DECLS

char *plumb_summary_text_dup (const PlumbPacket *packet);

G_END_DECLS
