#pragma once

#include "app/commands/command.h"
#include "app/input/logoptions.h"

#include <QtCore/QCoreApplication>

#include "broker/event/channel.h"
#include "broker/event/event.h"

#include <functional>

namespace hookbot {

class SqliteReader;

/// `hookbot events`: reads the file of a log, next to the server that may be using it.
class EventsCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(EventsCommand)

public:
    CLI::App *addTo(CLI::App &program) override;
    int run(const GlobalOptions &global, int &argc, char **argv) override;

private:
    [[nodiscard]] std::optional<Filter> filter() const;
    void print(const Event &event) const;
    EventId printAfter(SqliteReader &reader, EventId after) const;
    [[nodiscard]] EventId start(SqliteReader &reader, bool fromTheBeginning) const;
    void show() const;
    void tail() const;
    void prune() const;

    LogLocation m_location;
    std::string m_channel;
    std::string m_since;
    std::string m_id;
    qint64 m_count = 20;
    bool m_json = false;
    bool m_body = false;
    std::string m_keepEvents;
    std::string m_keepBytes;
    std::string m_keepUnsafeBytes;
    std::string m_keepFor;

    CLI::App *m_list = nullptr;
    CLI::App *m_show = nullptr;
    CLI::App *m_tail = nullptr;
    CLI::App *m_export = nullptr;
    CLI::App *m_prune = nullptr;
};

} // namespace hookbot
