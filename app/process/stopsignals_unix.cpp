#include "app/process/stopsignals.h"

#include <QtCore/QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace hookbot {

namespace {

/// A handler may call few functions, so it writes the signal's number here and the event loop reads it.
std::array<int, 2> signalPipe{ -1, -1 };

void noteSignal(int number)
{
    const int saved = errno;
    const auto byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(signalPipe[1], &byte, 1);
    errno = saved;
}

class UnixStopSignals final : public StopSignals
{
public:
    explicit UnixStopSignals(bool isTerminalOutlived)
        : m_notifier(signalPipe[0], QSocketNotifier::Read),
          m_isTerminalOutlived(isTerminalOutlived)
    {
        connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
            char number = 0;
            while (::read(signalPipe[0], &number, 1) == 1) {
                if (number == SIGHUP)
                    Q_EMIT reloadAsked();
                else
                    Q_EMIT stopAsked();
            }
        });
    }

    [[nodiscard]] bool isTerminalOutlived() const override { return m_isTerminalOutlived; }

private:
    QSocketNotifier m_notifier;
    bool m_isTerminalOutlived;
};

} // namespace

bool StopSignals::waitForOutput()
{
    std::array<pollfd, 2> files{ { { STDOUT_FILENO, POLLOUT, 0 }, { signalPipe[0], POLLIN, 0 } } };
    while (::poll(files.data(), files.size(), -1) < 0 && errno == EINTR) {
    }
    return files[0].revents != 0 || files[1].revents == 0; // write() reports errors
}

std::unique_ptr<StopSignals> StopSignals::install()
{
    if (signalPipe[0] < 0) {
        if (::pipe(signalPipe.data()) != 0)
            qFatal("no pipe for signals");
        for (const int end : signalPipe) {
            ::fcntl(end, F_SETFD, FD_CLOEXEC);
            ::fcntl(end, F_SETFL, O_NONBLOCK);
        }
    }
    struct sigaction before
    {
    };
    ::sigaction(SIGHUP, nullptr, &before);
    auto signals = std::make_unique<UnixStopSignals>(before.sa_handler == SIG_IGN);
    struct sigaction action
    {
    };
    action.sa_handler = noteSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int number : { SIGTERM, SIGINT, SIGHUP })
        ::sigaction(number, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // a peer that is gone is an error of write(), not our end
    return signals;
}

} // namespace hookbot
