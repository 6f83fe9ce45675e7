#pragma once

#include <QtCore/QObject>

#include <memory>

namespace hookbot {

/// The signals of an orderly life, as Qt signals in the thread that made this: one at a time in a process.
class StopSignals : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static std::unique_ptr<StopSignals> install();

Q_SIGNALS:
    void stopAsked();   ///< SIGTERM, SIGINT
    void reloadAsked(); ///< SIGHUP
};

} // namespace hookbot
