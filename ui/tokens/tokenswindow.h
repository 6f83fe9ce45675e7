#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QDialog>

namespace hookbot {

class TokenCheck;
class TokenMaker;

/// Both ways of tokens: what opens a channel, and what a token opens.
class TokensWindow : public QDialog
{
    Q_OBJECT

public:
    /// The monitor must outlive it.
    explicit TokensWindow(Monitor &monitor, QWidget *parent = nullptr);

    /// As the broker calls it; a prefix, with its slash, for everything below.
    void setChannel(const QByteArray &channel);

Q_SIGNALS:
    /// @p what says it in words: `Publish URL copied`.
    void copied(const QString &what);

private:
    TokenMaker *m_maker;
    TokenCheck *m_check;
};

} // namespace hookbot
