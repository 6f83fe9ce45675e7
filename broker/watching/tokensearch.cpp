#include "broker/watching/tokensearch.h"

#include "broker/watching/newevent.h"

#include <utility>

namespace hookbot {

namespace {

/// This many channels are tried in one turn of the event loop: a millisecond or two.
constexpr qsizetype ChannelsPerTurn = 100;

} // namespace

TokenSearch::TokenSearch(TokenReader reader, QByteArray token, const QObject *context, Answer answer, QObject *parent)
    : QObject(parent),
      m_reader(std::move(reader)),
      m_token(std::move(token)),
      m_context(context),
      m_answer(std::move(answer))
{
}

TokenExplanation TokenSearch::nothingFound()
{
    return { .isGood = false,
             .why = tr("It opens none of the channels that have events or listeners: it belongs to another path or was "
                       "made with another key."),
             .channels = {} };
}

void TokenSearch::run(const QList<QByteArray> &channels)
{
    m_channels = channels;
    tryNext();
}

void TokenSearch::tryNext()
{
    if (!m_answer)
        return; // it was stopped
    for (qsizetype i = 0; i < ChannelsPerTurn && !m_channels.isEmpty(); ++i) {
        const QByteArray channel = m_channels.takeFirst();
        TokenExplanation found = m_reader.explain(m_token, pathOf("pub", channel));
        if (!found.isGood)
            found = m_reader.explain(m_token, pathOf("sub", channel));
        if (!found.isGood)
            continue;
        if (!std::exchange(m_found.isGood, true))
            m_found.why = found.why;
        m_found.channels.append(channel);
    }
    if (m_channels.isEmpty() || !m_context)
        stop();
    else
        QMetaObject::invokeMethod(this, &TokenSearch::tryNext, Qt::QueuedConnection);
}

void TokenSearch::stop()
{
    const Answer answer = std::exchange(m_answer, nullptr);
    if (!answer)
        return;
    deleteLater();
    if (m_context)
        answer(m_found.isGood ? m_found : nothingFound());
}

} // namespace hookbot
