#pragma once

#include "broker/net/bindaddress.h"
#include "ui/program/desktop.h"

#include <optional>

namespace hookbot {

/// What is wrong with @p preferences, each at its field. @p present is where the server listens now; that its port is
/// taken is no fault.
[[nodiscard]] QList<PreferenceFault> faultsOf(const Preferences &preferences,
                                              const std::optional<BindAddress> &present);

/// Why nobody can listen there now, as the system says; empty where it is free.
[[nodiscard]] QString listeningFault(const BindAddress &address);

/// Whether it would be taken by another one near it, if it is not free: nobody has chosen it.
[[nodiscard]] bool isDefaultAddress(const Preferences &preferences);

} // namespace hookbot
