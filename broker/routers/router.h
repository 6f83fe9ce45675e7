#pragma once

#include "broker/event/channel.h"
#include "broker/event/event.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hookbot {

/// The header field that names the routers of a routed event, one field for each, so that a router does not receive its
/// own output.
inline constexpr QByteArrayView RoutedBy = "X-Hookbot-Routed-By";

/// Why a router does not route an event, or not everywhere.
struct RoutingRefusal
{
    enum class Kind {
        Signature, ///< it is not signed as required
        Malformed, ///< the router cannot read it
        Channel    ///< it names an invalid channel
    };

    Kind kind = Kind::Malformed;
    QString message; ///< for an administrator; never contains a secret, a signature or values of the event

    bool operator==(const RoutingRefusal &) const = default;
};

/// Subscribes to some channels, and publishes its output on others. Pure, and without a clock: an event has the same
/// output whenever it is routed, an hour later or again after a crash. Any thread.
class Router
{
public:
    /// The result for an event; empty if the router ignores it.
    struct Routed
    {
        std::vector<Draft> drafts;
        std::optional<RoutingRefusal> refusal;
    };

    Router() = default;
    Router(const Router &) = delete;
    Router &operator=(const Router &) = delete;
    virtual ~Router() = default;

    /// Its name on the command line, in metrics, in RoutedBy and for its position in the log. A word.
    [[nodiscard]] virtual QByteArray name() const = 0;

    /// The channels to which it subscribes.
    [[nodiscard]] virtual std::vector<Filter> channels() const = 0;

    /// What to publish for this event. Ignores events that it has published itself: there can be no loop.
    [[nodiscard]] Routed route(const Event &event) const;

protected:
    [[nodiscard]] virtual Routed routeForeign(const Event &event) const = 0;

    /// The event for another channel, unchanged, with our name added.
    [[nodiscard]] Draft passedOn(const Event &event, const QByteArray &channel) const;
};

} // namespace hookbot
