#include "forwardhandler.h"

#include "eventrequest.h"
#include "eventwords.h"
#include "pauses.h"
#include "printable.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkReply>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr int FirstServerFault = 500;

/// The longest wait that a receiver can ask for (`Retry-After`: RFC 9110, section 10.2.3).
constexpr auto LongestRetryAfter = 60s;

/// Whether the same request may get another answer later.
bool isForNow(int status)
{
    constexpr std::array statuses{ 408, 425, 429 };
    return status == 0 || status >= FirstServerFault || std::ranges::find(statuses, status) != statuses.end();
}

} // namespace

/// One event on its way, from the first try to the last.
class ForwardHandler::Post : public QObject
{
public:
    Post(ForwardHandler &handler, EventPtr event, Done done)
        : QObject(&handler),
          m_handler(handler),
          m_event(std::move(event)),
          m_done(std::move(done))
    {
        m_again.setSingleShot(true);
        connect(&m_again, &QTimer::timeout, this, &Post::begin);
    }

    void begin()
    {
        QNetworkRequest request = eventRequest(m_handler.m_url, *m_event);
        if (m_event->id > EventId())
            request.setRawHeader("X-Hookbot-Event-Id", m_event->id.toByteArray());
        m_clock.start();
        const QByteArray method = m_event->method.isEmpty() ? QByteArray("POST") : m_event->method;
        m_reply = m_handler.m_network.sendCustomRequest(request, method, m_event->body);
        m_reply->setParent(this);
        connect(m_reply, &QNetworkReply::finished, this, &Post::answered);
    }

    void stop()
    {
        if (m_again.isActive())
            end(Outcome::Abandoned);
    }

    void kill()
    {
        if (m_reply)
            m_reply->abort();
    }

private:
    void answered()
    {
        QNetworkReply *reply = std::exchange(m_reply, nullptr);
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const auto retryAfter = std::chrono::seconds(reply->rawHeader("Retry-After").toUInt());
        QByteArray line = localTime(*m_event).toString(u"HH:mm:ss").toLatin1() + "  " + printable(m_event->channel) +
                          "  " + kindOf(*m_event) + "  " + QByteArray::number(m_event->body.size()) + " bytes  ";
        line += status == 0 ? printable(reply->errorString().toUtf8())
                            : QByteArray::number(status) + "  " + QByteArray::number(m_clock.elapsed()) + " ms";
        if (!isForNow(status)) {
            say(line);
            end(isSuccess(status) ? Outcome::Done : Outcome::Failed);
        } else if (m_handler.m_isStopped) {
            say(line);
            end(Outcome::Abandoned);
        } else {
            const auto pause =
                std::max({ m_pauses.next(QRandomGenerator::global()->generateDouble()), std::chrono::milliseconds(500),
                           std::chrono::milliseconds(std::min(retryAfter, LongestRetryAfter)) });
            say(line + "  again in " + QByteArray::number(double(pause.count()) / 1000, 'f', 1) + " s");
            m_again.start(pause);
        }
    }

    void say(const QByteArray &line) { m_handler.print(line + '\n'); }

    void end(Outcome outcome)
    {
        m_handler.m_posts.erase(this);
        deleteLater();
        m_done(outcome);
    }

    ForwardHandler &m_handler;
    EventPtr m_event;
    Done m_done;
    QNetworkReply *m_reply = nullptr;
    QElapsedTimer m_clock;
    QTimer m_again;
    listen::Pauses m_pauses;
};

ForwardHandler::ForwardHandler(QUrl url) : m_url(std::move(url)) {}

ForwardHandler::~ForwardHandler()
{
    qDeleteAll(m_posts); // before the network that they use
}

void ForwardHandler::handle(const EventPtr &event, Done done)
{
    auto *post = new Post(*this, event, std::move(done));
    m_posts.insert(post);
    post->begin();
}

void ForwardHandler::stop()
{
    m_isStopped = true;
    for (Post *post : std::set(m_posts))
        post->stop();
}

void ForwardHandler::kill()
{
    for (Post *post : std::set(m_posts))
        post->kill();
}

} // namespace hookbot
