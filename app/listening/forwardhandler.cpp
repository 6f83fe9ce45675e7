#include "app/listening/forwardhandler.h"

#include "app/output/eventformat.h"
#include "app/output/printable.h"
#include "app/posting/eventrequest.h"
#include "app/posting/post.h"
#include "app/posting/retry.h"

namespace hookbot {

namespace {

QByteArray lineFor(const Event &event, const Post::Attempt &attempt)
{
    QByteArray line = localTime(event).toString(u"HH:mm:ss").toLatin1() + "  " + printable(event.channel) + "  " +
                      kindOf(event) + "  " + QByteArray::number(event.body.size()) + " bytes  ";
    line += attempt.status == 0
                ? attempt.words
                : QByteArray::number(attempt.status) + "  " + QByteArray::number(qint64(attempt.took.count())) + " ms";
    if (attempt.pause)
        line += "  " + againIn(*attempt.pause);
    return line + '\n';
}

} // namespace

ForwardHandler::ForwardHandler(QUrl url) : m_url(std::move(url)) {}

ForwardHandler::~ForwardHandler()
{
    qDeleteAll(m_posts); // before the network that they use
}

void ForwardHandler::handle(const EventPtr &event, Done done)
{
    QNetworkRequest request = eventRequest(m_url, *event);
    if (event->id > EventId())
        request.setRawHeader("X-Hookbot-Event-Id", event->id.toByteArray());
    auto *post = new Post(m_network, request, event->method.isEmpty() ? "POST" : event->method, event->body, this);
    m_posts.insert(post);
    connect(post, &Post::attempted, this,
            [this, event](const Post::Attempt &attempt) { print(lineFor(*event, attempt)); });
    connect(post, &Post::ended, this, [this, post, done = std::move(done)](std::optional<int> status) {
        m_posts.erase(post);
        post->deleteLater();
        done(!status ? Handling::Abandoned : isSuccess(*status) ? Handling::Done : Handling::Failed);
    });
    post->begin();
}

void ForwardHandler::stop()
{
    for (Post *post : std::set(m_posts))
        post->stop();
}

void ForwardHandler::kill()
{
    for (Post *post : std::set(m_posts))
        post->kill();
}

} // namespace hookbot
