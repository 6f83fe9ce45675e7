#pragma once

#include "app/desktop/instance.h"

#include <QtNetwork/QLocalServer>

#include <functional>

namespace hookbot {

/// Hears in the desktop program what other processes of the same user tell it. One line, one answer, and the connection
/// is closed; after `quit` the end of the program closes it. Who says nothing, too much or nonsense is cut. One thread,
/// whose event loop it needs.
class InstanceServer final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const instancewords::Reply &)>;
    /// Answers at once or later, once.
    using Obey = std::function<void(const instancewords::Request &, Answer)>;

    /// For whoever holds the lock of @p place.
    InstanceServer(InstancePlace place, Obey obey, QObject *parent = nullptr);

    [[nodiscard]] tl::expected<void, QString> start();

private:
    void accept();
    void read(QLocalSocket &socket);
    static void answer(QLocalSocket &socket, const instancewords::Request &request, const instancewords::Reply &reply);

    InstancePlace m_place;
    Obey m_obey;
    QLocalServer m_server;
    int m_connections = 0;
};

} // namespace hookbot
