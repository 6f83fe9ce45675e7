#pragma once

#include "broker/routers/router.h"
#include "broker/signing/signature.h"

#include <tl/expected.hpp>

namespace hookbot {

/// Routes the webhooks of a GitHub organisation to a channel for each repository: the envelope of
/// `?extra-metadata=github` goes unchanged to `github.com/repo/<owner>/<name>`, and a push in addition to
/// `…/branch/<branch>` as a small JSON object, like the Go program's router. Reads only what one of the secrets has
/// signed.
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

    /// Precondition: the scheme of @p rule is GitHub.
    explicit GitHubRouter(SignatureRule rule) : m_rule(std::move(rule)) {}

    [[nodiscard]] QByteArray name() const override { return "github"; }
    [[nodiscard]] std::vector<Filter> channels() const override { return { { "/unsafe/github.com/" } }; }

    /// What to publish for an event with this untrusted body.
    [[nodiscard]] Outputs outputsOf(const QByteArray &envelope) const;

private:
    [[nodiscard]] Routed routeForeign(const Event &event) const override;

    SignatureRule m_rule;
};

} // namespace hookbot
