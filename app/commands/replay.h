#pragma once

#include "command.h"
#include "logoptions.h"

#include "event.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

class QNetworkRequest;

namespace hookbot {

/// `hookbot replay`: publishes a stored event again, or posts it somewhere else as it was sent.
class ReplayCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(ReplayCommand)

public:
    CLI::App *addTo(CLI::App &program) override;
    int run(const GlobalOptions &global, int &argc, char **argv) override;

private:
    [[nodiscard]] QNetworkRequest toServer(const Event &event, const GlobalOptions &global) const;
    [[nodiscard]] QNetworkRequest toOther(const Event &event) const;

    LogLocation m_location;
    std::string m_id;
    std::string m_to;
    std::string m_urlBase;
};

} // namespace hookbot
