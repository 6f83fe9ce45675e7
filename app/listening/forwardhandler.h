#pragma once

#include "app/listening/handler.h"

#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>

#include <set>

namespace hookbot {

class Post;

/// Posts each event to a URL as it was sent: method, header fields, query and bytes, so that signatures verify. Says on
/// standard output what was answered, a line each.
///
/// Where nobody answers, or the answer is 408, 425, 429 or 5xx, it tries again until another comes; any other answer is
/// the receiver's last word.
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
