#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QDialog>

namespace hookbot {

class TokenCheck;
class TokenMaker;

/// Makes tokens, and checks them.
class TokensWindow : public QDialog
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit TokensWindow(Monitor &monitor, QWidget *parent = nullptr);

    /// The channel as named in the broker; a prefix, with its slash, for everything below.
    void setChannel(const QByteArray &channel);

Q_SIGNALS:
    /// @p what is a message: `Publish URL copied`.
    void copied(const QString &what);

private:
    TokenMaker *m_maker;
    TokenCheck *m_check;
};

} // namespace hookbot
