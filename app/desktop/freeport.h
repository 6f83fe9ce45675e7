#pragma once

#include "broker/net/bindaddress.h"
#include "ui/program/serversettings.h"

#include <functional>

namespace hookbot {

/// The system's error when listening on this address; empty if it is free. Listens there for a moment.
[[nodiscard]] QString listeningFault(const BindAddress &address);

/// Whether nobody has chosen the address: if its port is in use, the server listens on another one near it.
[[nodiscard]] bool isDefaultAddress(const ServerSettings &settings);

/// @p wanted, or the same host with the next port that is free, up to 8099; or @p wanted if none of them is.
[[nodiscard]] BindAddress freeAddressNear(const BindAddress &wanted,
                                          const std::function<QString(const BindAddress &)> &faultOf = listeningFault);

} // namespace hookbot
