/* packet-marks.h - for tests of packets: loops whose every text is a mark that names its kind, and what can be found in a packet.
 *
 * The packet is walked, not printed: whatever string can be reached from it is in the text that is searched.
 */
#pragma once

#include "exports/packet.h"

G_BEGIN_DECLS

#define PACKET_MADE_AT G_GINT64_CONSTANT (1794500000000000)

PlumbLoop *packet_make_loop (GRand *random);
char *packet_dup_all_text (const PlumbPacket *packet);
void packet_assert_without (const char *all, const char *needle);
PlumbPacket *packet_make_packet_with (PlumbSnapshot *snapshot, PlumbPacketOptions options);
PlumbPacket *packet_make_packet (PlumbSnapshot *snapshot, PlumbProfileKind profile);
void packet_assert_same_figure (const PlumbFigure *a, const PlumbFigure *b);
void packet_assert_same_figures (const PlumbEvaluation *a, const PlumbEvaluation *b);
void packet_assert_points_inside (const PlumbPacket *packet);
void packet_assert_no_marks (const char *all);
void packet_assert_nobody (const PlumbLoop *loop, const char *all);

G_END_DECLS
