#pragma once

#include "app/listening/handler.h"

#include "app/output/linelog.h"

#include <QtCore/QString>

#include <memory>
#include <set>

namespace hookbot {

/// Runs a command for each event: the body on its standard input, the rest in its environment (HOOKBOT_ID,
/// HOOKBOT_CHANNEL, HOOKBOT_HEADER_*).
class ExecHandler final : public Handler
{
    Q_OBJECT

public:
    /// The shell runs @p command. With @p isRetried one that fails is run again until it succeeds.
    ExecHandler(QString command, bool isRetried, LineLog &log);
    ~ExecHandler() override;

    void handle(const EventPtr &event, Done done) override;
    void stop() override;
    void kill() override;

private:
    class Run;

    QString m_command;
    bool m_isRetried;
    LineLog &m_log;
    bool m_isStopped = false;
    std::set<Run *> m_runs; ///< children
};

} // namespace hookbot
