/** @file recovery-support.h
 * All of the library's public headers. Each may also be included alone. */
#ifndef RSUP_RECOVERY_SUPPORT_H
#define RSUP_RECOVERY_SUPPORT_H
#include "recovery-support/agenda.h"
#include "recovery-support/care.h"
#include "recovery-support/checkin.h"
#include "recovery-support/config.h"
#include "recovery-support/consent.h"
#include "recovery-support/core.h"
#include "recovery-support/document.h"
#include "recovery-support/goals.h"
#include "recovery-support/instrument.h"
#include "recovery-support/instrument_columns.h"
#include "recovery-support/instrument_texts.h"
#include "recovery-support/meeting.h"
#include "recovery-support/network.h"
#include "recovery-support/network_columns.h"
#include "recovery-support/network_map.h"
#include "recovery-support/network_match.h"
#include "recovery-support/person.h"
#include "recovery-support/plan.h"
#include "recovery-support/recovery.h"
#include "recovery-support/recovery_progress.h"
#include "recovery-support/risk.h"
#include "recovery-support/safety.h"
#include "recovery-support/time.h"
#include "recovery-support/today.h"
#endif
