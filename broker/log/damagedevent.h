#pragma once

#include "broker/event/eventid.h"

#include <QtCore/QByteArray>

namespace hookbot {

/// An event that is in the log and cannot be read back.
struct DamagedEvent
{
    EventId id;       ///< as stored; zero or less if the id itself is damaged
    QByteArray field; ///< the first field with an impossible value: `headers`, `channel`, …
};

} // namespace hookbot
