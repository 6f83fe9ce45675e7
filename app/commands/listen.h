#pragma once

#include "app/commands/command.h"
#include "app/input/cafile.h"

#include "app/listening/listensession.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

/// `hookbot listen`: prints events as they arrive, runs a command for each, or forwards them.
class ListenCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(ListenCommand)

public:
    CLI::App *addTo(CLI::App &program) override;
    int run(const GlobalOptions &global, int &argc, char **argv) override;

private:
    [[nodiscard]] QStringList urls() const;
    [[nodiscard]] ListenSession::Options session() const;
    [[nodiscard]] std::unique_ptr<Handler> handler(LineLog &log) const;
    [[nodiscard]] bool prints() const { return m_exec.empty() && m_forward.empty(); }

    std::vector<std::string> m_urls;
    std::vector<std::string> m_headers;
    std::string m_since;
    CaFile m_caFile;
    std::string m_pingInterval = "15s";
    std::vector<std::string> m_filters;
    bool m_unsafeOk = false;

    bool m_json = false;
    bool m_topic = false;
    bool m_raw = false;
    bool m_endWithNul = false;

    std::string m_exec;
    int m_jobs = 0;
    bool m_retry = false;
    std::string m_forward;

    bool m_once = false;
    qint64 m_count = 0;
    std::string m_state;
};

} // namespace hookbot
