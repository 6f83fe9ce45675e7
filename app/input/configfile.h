#pragma once

#include <CLI/CLI.hpp>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hookbot {

/// The configuration file of a command, hookbot.conf(5): `name = value` a line, where names are those of the options of
/// the command, and of the program, that are configurable. The command line takes precedence over the file.
class ConfigFile final : public CLI::Config
{
    Q_DECLARE_TR_FUNCTIONS(ConfigFile)

public:
    /// Reads the file into the options of a command that has been parsed. If lines are not valid, throws CommandError
    /// with all of them, and applies none.
    static void read(const std::string &path, CLI::App &command);

    ConfigFile(const QString &path, CLI::App &command);

    /// For CLI11, in which the options are. Throws CommandError.
    [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream &lines) const override;
    [[nodiscard]] std::string to_config(const CLI::App * /*app*/, bool /*defaultAlso*/, bool /*writeDescription*/,
                                        std::string /*prefix*/) const override
    {
        return {};
    }

private:
    struct Setting
    {
        CLI::Option *option;
        std::vector<std::string> parents; ///< the commands above the option
    };

    void addSettings(CLI::App &app, const std::vector<std::string> &parents);
    [[nodiscard]] std::optional<CLI::ConfigItem> parse(const QString &line) const;
    [[nodiscard]] const Setting &setting(const QString &name) const;
    [[nodiscard]] QString similar(const QString &name) const;
    [[nodiscard]] std::string checked(const QString &value, CLI::Option &option) const;

    QString m_path;
    QDir m_folder; ///< for relative file names
    std::map<QString, Setting> m_settings;
    QStringList m_commandLineOnly;
};

} // namespace hookbot
