#pragma once

#include "app/commands/command.h"
#include "app/input/desktopoptions.h"
#include "app/input/logoptions.h"

#include "broker/event/event.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

class QNetworkRequest;

namespace hookbot {

/// `hookbot replay`: publishes a stored event again, sends it to one listener, or sends it to another URL as it was
/// published.
class ReplayCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(ReplayCommand)

public:
    /// @p desktop outlives it.
    explicit ReplayCommand(const DesktopOptions &desktop) : m_desktop(desktop) {}

    CLI::App *addTo(CLI::App &program) override;
    int run(const GlobalOptions &global, int &argc, char **argv) override;

private:
    [[nodiscard]] QNetworkRequest toServer(const Event &event, const GlobalOptions &global) const;
    [[nodiscard]] QNetworkRequest toOther(const Event &event) const;

    const DesktopOptions &m_desktop;
    LogLocation m_location;
    std::string m_id;
    std::string m_to;
    std::string m_listener;
    std::string m_urlBase;
};

} // namespace hookbot
