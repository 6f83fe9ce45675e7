#include "ui/tokens/tokenswindow.h"

#include "ui/parts/screenfit.h"
#include "ui/tokens/tokencheck.h"
#include "ui/tokens/tokenmaker.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace hookbot {

TokensWindow::TokensWindow(Monitor &monitor, QWidget *parent)
    : QDialog(parent),
      m_maker(new TokenMaker(monitor, this)),
      m_check(new TokenCheck(monitor, this))
{
    setWindowTitle(tr("Tokens"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_maker, &TokenMaker::copied, this, &TokensWindow::copied);

    auto *page = new QWidget(this);
    auto *inside = new QVBoxLayout(page);
    inside->addWidget(m_maker);
    inside->addWidget(m_check, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 48);
    fitToScreen(*this);
}

void TokensWindow::setChannel(const QByteArray &channel)
{
    m_maker->setChannel(channel);
}

} // namespace hookbot
