#pragma once

#include "app/listening/handler.h"

#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>

#include <set>

namespace hookbot {

class Post;

/// Sends each event to a URL as it was published: method, header fields, query and body, so that signatures verify.
/// Prints a line for each answer.
///
/// Retries while there is no answer, or the answer is 408, 425, 429 or 5xx; any other answer is final.
/// See Post.
class ForwardHandler final : public Handler
{
    Q_OBJECT

public:
    explicit ForwardHandler(QUrl url);
    ~ForwardHandler() override;

    void handle(const EventPtr &event, Done done) override;
    void stop() override;
    void kill() override;

private:
    QUrl m_url;
    QNetworkAccessManager m_network;
    std::set<Post *> m_posts; ///< children
};

} // namespace hookbot
