#pragma once

#include "app/commands/command.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

namespace hookbot {

/// `hookbot make-tokens`, alias `t`: prints a URL with its token for each path or URL.
class MakeTokensCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(MakeTokensCommand)

public:
    CLI::App *addTo(CLI::App &program) override;
    int run(const GlobalOptions &global, int &argc, char **argv) override;

private:
    [[nodiscard]] QString line(const QByteArray &key, const QUrl &base, const QUrl &argument) const;

    std::vector<std::string> m_arguments;
    std::string m_urlBase;
    bool m_bare = false;
    bool m_both = false;
    bool m_sha1 = false;
};

} // namespace hookbot
