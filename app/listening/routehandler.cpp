#include "app/listening/routehandler.h"

#include "app/output/printable.h"
#include "app/posting/eventrequest.h"
#include "app/posting/post.h"
#include "app/posting/publishrequest.h"
#include "app/posting/retry.h"

#include <deque>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr int Unauthorised = 401;
constexpr qint64 MostRefusalsShown = 10; // in a minute

} // namespace

/// What came of one event, on its way: one draft after the other.
class RouteHandler::Route : public QObject
{
public:
    Route(RouteHandler &handler, std::vector<Draft> drafts, Done done)
        : QObject(&handler),
          m_handler(handler),
          m_drafts(drafts.begin(), drafts.end()),
          m_done(std::move(done))
    {
    }

    void begin()
    {
        if (m_drafts.empty()) {
            end(Handling::Done);
            return;
        }
        const Draft draft = std::move(m_drafts.front());
        m_drafts.pop_front();
        QNetworkRequest request =
            publishRequest(m_handler.m_server.url, draft.channel, m_handler.m_server.key, m_handler.m_server.tokenKind);
        request.setSslConfiguration(m_handler.m_server.tls);
        addFields(request, draft);
        m_post = new Post(m_handler.m_network, request, "POST", draft.body, this);
        connect(m_post, &Post::attempted, this,
                [this, channel = draft.channel](const Post::Attempt &attempt) { say(channel, attempt); });
        connect(m_post, &Post::ended, this, &Route::ended);
        m_post->begin();
        if (m_handler.m_isStopped)
            m_post->stop();
    }

    void stop() { m_post->stop(); }
    void kill() { m_post->kill(); }

private:
    void say(const QByteArray &channel, const Post::Attempt &attempt)
    {
        const QByteArray where = "publish " + printable(channel) + ": ";
        if (attempt.status == 0 || !isSuccess(attempt.status)) {
            const QByteArray what =
                attempt.status == 0 ? attempt.words : QByteArray::number(attempt.status) + ' ' + attempt.words;
            m_handler.m_log.write(LogLevel::Warning,
                                  where + what + (attempt.pause ? "; " + againIn(*attempt.pause) : QByteArray()));
        } else {
            m_handler.m_log.write(LogLevel::Info, where + QByteArray::number(attempt.status));
            m_handler.m_log.flush();
        }
    }

    void ended(std::optional<int> status)
    {
        std::exchange(m_post, nullptr)->deleteLater();
        if (!status) {
            end(Handling::Abandoned);
        } else if (*status == Unauthorised) {
            Q_EMIT m_handler.broken(tr("the server refuses to publish: check that the key is the server's"));
            end(Handling::Abandoned);
        } else if (!isSuccess(*status)) {
            end(Handling::Failed);
        } else {
            begin(); // also when stopped: half of an event would be published again by the next run
        }
    }

    void end(Handling outcome)
    {
        m_handler.m_routes.erase(this);
        deleteLater(); // called from a signal of the post
        m_done(outcome);
    }

    RouteHandler &m_handler;
    std::deque<Draft> m_drafts;
    Done m_done;
    Post *m_post = nullptr; ///< a child
};

RouteHandler::RouteHandler(const Router &router, Server server, LineLog &log)
    : m_router(router),
      m_server(std::move(server)),
      m_log(log)
{
}

RouteHandler::~RouteHandler()
{
    qDeleteAll(m_routes); // before the network that they use
}

void RouteHandler::handle(const EventPtr &event, Done done)
{
    Router::Routed routed = m_router.route(*event);
    if (routed.refusal)
        refused(*event, *routed.refusal);
    if (routed.drafts.empty()) {
        done(Handling::Done);
        return;
    }
    auto *route = new Route(*this, std::move(routed.drafts), std::move(done));
    m_routes.insert(route);
    route->begin();
}

void RouteHandler::refused(const Event &event, const RoutingRefusal &refusal)
{
    if (!m_minute.isActive())
        m_minute.start(1min);
    if (++m_refused > MostRefusalsShown)
        return;
    const QByteArray id = event.id > EventId() ? " id " + event.id.toByteArray() : QByteArray();
    m_log.write(LogLevel::Warning, "router " + m_router.name() + " refuses " + printable(event.channel) + id + ": " +
                                       refusal.message.toUtf8());
}

void RouteHandler::sayHowManyMore()
{
    m_minute.stop();
    if (m_refused > MostRefusalsShown)
        m_log.write(LogLevel::Warning, "router " + m_router.name() + " refused " +
                                           QByteArray::number(m_refused - MostRefusalsShown) +
                                           " more events in this minute");
    m_refused = 0;
}

void RouteHandler::stop()
{
    sayHowManyMore();
    m_isStopped = true;
    for (Route *route : std::set(m_routes))
        route->stop();
}

void RouteHandler::kill()
{
    for (Route *route : std::set(m_routes))
        route->kill();
}

} // namespace hookbot
