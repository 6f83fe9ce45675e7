#include "app/commandtree.h"

#include "app/desktop/rundesktop.h"
#include "app/version.h"

namespace hookbot {

CommandTree::CommandTree()
{
    m_parser.set_help_flag("-h,--help", "Print this help and exit");
    m_parser.set_version_flag("--version", versionText, "Print the versions of hookbot and its libraries, and exit");
    m_parser.require_subcommand(0, 1);
    m_parser.fallthrough();

    m_parser
        .add_option("--key", m_global.key.key,
                    "Secret key; visible to other users in ps, so prefer HOOKBOT_KEY or --key-file")
        ->configurable(false)
        ->type_name("KEY");
    m_parser.add_option("--key-file", m_global.key.keyFile, "File with the secret key, readable only by its owner")
        ->type_name("FILE");
    m_parser.add_option("--log-level", m_global.logLevel, "Log messages of this severity and above")
        ->check(CLI::IsMember({ "debug", "info", "warning", "error" }))
        ->capture_default_str()
        ->type_name("LEVEL");
    m_parser.add_flag("--no-gui", m_noGui, "Run without a window; same as serve")->configurable(false);

    for (Command *command : std::initializer_list<Command *>{ &m_serve, &m_makeTokens, &m_publish, &m_listen, &m_events,
                                                              &m_replay, &m_routeGitHub })
        add(*command);
    if (hasDesktop()) {
        m_desktop.addTo(m_parser);
        for (Command *command :
             { &m_status, &m_pause, &m_resume, &m_listeners, &m_disconnect, &m_explain, &m_reload, &m_key, &m_quit })
            add(*command);
    }
}

void CommandTree::add(Command &command)
{
    CLI::App *parser = command.addTo(m_parser);
    parser->fallthrough();
    m_commands.emplace_back(parser, &command);
}

int CommandTree::run(int argc, char **argv)
{
    for (const auto &[parser, command] : m_commands) {
        if (parser->parsed())
            return command->run(m_global, argc, argv);
    }
    return runDesktop(m_global, m_desktop, argc, argv);
}

} // namespace hookbot
