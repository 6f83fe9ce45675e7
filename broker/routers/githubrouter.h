#pragma once

#include "broker/routers/router.h"
#include "broker/signing/signature.h"

#include <tl/expected.hpp>

namespace hookbot {

/// Passes the hooks of a GitHub organisation on, to a channel for each repository: what `?extra-metadata=github` made
/// of them goes to `github.com/repo/<owner>/<name>` as it came, and a push besides to `…/branch/<branch>` as a small
/// JSON object, as the Go program's router has it. Only what one of the secrets has signed is looked at.
///
/// The name of the event and of the delivery are not signed; GitHub signs the payload alone.
class GitHubRouter final : public Router
{
public:
    /// What to publish for an envelope.
    struct Output
    {
        QByteArray channel;
        QByteArray body;
        bool isEnvelope = false; ///< the body is the envelope itself
    };

    struct Outputs
    {
        std::vector<Output> outputs;
        std::optional<RoutingRefusal> refusal;
    };

    /// The scheme of @p rule is GitHub's.
    explicit GitHubRouter(SignatureRule rule) : m_rule(std::move(rule)) {}

    [[nodiscard]] QByteArray name() const override { return "github"; }
    [[nodiscard]] std::vector<Filter> channels() const override { return { { "/unsafe/github.com/" } }; }

    /// What to publish for this body of an event, which has come from anybody; for those who hear bodies alone.
    [[nodiscard]] Outputs outputsOf(const QByteArray &envelope) const;

private:
    [[nodiscard]] Routed routeForeign(const Event &event) const override;

    SignatureRule m_rule;
};

} // namespace hookbot
