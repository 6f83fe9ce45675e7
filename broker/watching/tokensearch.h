#pragma once

#include "broker/watching/access.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <functional>

namespace hookbot {

/// Tries a token on many channels, some in each turn of the event loop. Deletes itself after its answer.
class TokenSearch final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const TokenExplanation &)>;

    /// The answer is not given once @p context is gone.
    TokenSearch(TokenReader reader, QByteArray token, const QObject *context, Answer answer, QObject *parent);

    void run(const QList<QByteArray> &channels);

    /// Answers now, with what was found so far.
    void stop();

    /// The answer if no channel was found.
    [[nodiscard]] static TokenExplanation nothingFound();

private:
    void tryNext();

    TokenReader m_reader;
    QByteArray m_token;
    QPointer<const QObject> m_context;
    Answer m_answer;              ///< empty once it was called
    QList<QByteArray> m_channels; ///< still to be tried
    TokenExplanation m_found;
};

} // namespace hookbot
