#pragma once

#include "broker/event/channel.h"
#include "broker/event/event.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hookbot {

/// The header field in which a routed event names its routers, a field for each, so that none hears its own output.
inline constexpr QByteArrayView RoutedBy = "X-Hookbot-Routed-By";

/// Why a router passes an event on not at all, or not everywhere.
struct RoutingRefusal
{
    enum class Kind {
        Signature, ///< it is not signed as it should be
        Malformed, ///< it is not what the router reads
        Channel    ///< it names what is no channel
    };

    Kind kind = Kind::Malformed;
    QString message; ///< for an administrator; never holds a secret, a signature or what the event says

    bool operator==(const RoutingRefusal &) const = default;
};

/// Hears some channels, and publishes on others what it makes of them. Pure, and without a clock: an event gives the
/// same whenever it is routed, also an hour after it came since the server was away, or again after a crash. Any
/// thread.
class Router
{
public:
    /// What becomes of an event; nothing where it is none of the router's business.
    struct Routed
    {
        std::vector<Draft> drafts;
        std::optional<RoutingRefusal> refusal;
    };

    Router() = default;
    Router(const Router &) = delete;
    Router &operator=(const Router &) = delete;
    virtual ~Router() = default;

    /// What it is called on the command line, in metrics, in RoutedBy; and its place in the log. A word.
    [[nodiscard]] virtual QByteArray name() const = 0;

    /// The channels that it hears.
    [[nodiscard]] virtual std::vector<Filter> channels() const = 0;

    /// What to publish for this event. One that has come from this router before is ignored: no loop can be made.
    [[nodiscard]] Routed route(const Event &event) const;

protected:
    [[nodiscard]] virtual Routed routeForeign(const Event &event) const = 0;

    /// The event for another channel, as it was sent, with our name added.
    [[nodiscard]] Draft passedOn(const Event &event, const QByteArray &channel) const;
};

} // namespace hookbot
