#pragma once

#include "app/commands/command.h"
#include "app/input/commanderror.h"
#include "app/input/logoptions.h"
#include "app/input/routeroptions.h"
#include "broker/settings.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

/// `hookbot serve`: runs the broker without a window until a signal stops it.
class ServeCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(ServeCommand)

public:
    CLI::App *addTo(CLI::App &program) override;
    int run(const GlobalOptions &global, int &argc, char **argv) override;

private:
    [[nodiscard]] Settings settings(const GlobalOptions &global, Faults &faults) const;
    static void checkFiles(const Settings &settings, Faults &faults);

    CLI::App *m_parser = nullptr;
    std::string m_config;
    bool m_check = false;
    std::string m_bind = ":8080";
    const CLI::Option *m_bindOption = nullptr;
    std::string m_sslKey;
    std::string m_sslCertificate;
    std::string m_urlBase;
    std::string m_maxBody = "25MiB";
    std::string m_pingInterval = "30s";
    std::string m_listenerBuffer = "1MiB";
    LogOptions m_log;
    RouterOptions m_routers;
    std::vector<std::string> m_allowedOrigins;
    std::vector<std::string> m_trustedProxies;
    std::string m_proxyHeader = "x-forwarded-for";
    bool m_noSha1 = false;
};

} // namespace hookbot
