#pragma once

#include "broker/net/bindaddress.h"
#include "ui/program/preferencefault.h"
#include "ui/program/serversettings.h"

#include <QtCore/QList>

#include <optional>

namespace hookbot {

/// Every fault of the settings, in the order of their fields. @p present is where the server listens now: that its own
/// port is in use is not a fault.
[[nodiscard]] QList<PreferenceFault> faultsOf(const ServerSettings &settings,
                                              const std::optional<BindAddress> &present);

} // namespace hookbot
