#include "ui/channels/accesscopy.h"

#include "ui/text/format.h"
#include "ui/text/lines.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

namespace hookbot {

namespace {

QString accessText(const Access &access, AccessCopy::What what, bool isUnsafe)
{
    switch (what) {
    case AccessCopy::What::SubUrl:
        return access.subscribeUrl;
    case AccessCopy::What::PubUrl:
        return access.publishUrl;
    case AccessCopy::What::Curl:
        return curlLine(access);
    case AccessCopy::What::Wscat:
        return wscatLine(access, isUnsafe);
    case AccessCopy::What::Listen:
        return listenLine(access, isUnsafe);
    case AccessCopy::What::Forward:
        return forwardLine(access, isUnsafe);
    }
    return {};
}

} // namespace

AccessCopy::AccessCopy(Monitor &monitor, QObject *parent) : QObject(parent), m_monitor(monitor) {}

void AccessCopy::copy(const QByteArray &channel, What what)
{
    const AccessRequest request = accessRequestFor(channel);
    m_monitor.makeAccess(request, this, [this, what, channel, request, number = ++m_last](const Access &access) {
        if (number != m_last)
            return;
        if (!access.error.isEmpty()) {
            Q_EMIT failed(access.error);
            return;
        }
        QGuiApplication::clipboard()->setText(accessText(access, what, request.isUnsafe));
        const QString name = request.channel.isEmpty() ? tr("all channels") : channelText(channel);
        Q_EMIT copied(tr("%1 of %2 copied").arg(nameOf(what), name));
    });
}

QString AccessCopy::nameOf(What what)
{
    switch (what) {
    case What::SubUrl:
        return tr("Subscribe URL");
    case What::PubUrl:
        return tr("Publish URL");
    case What::Curl:
        return tr("curl line");
    case What::Wscat:
        return tr("wscat line");
    case What::Listen:
        return tr("hookbot listen line");
    case What::Forward:
        return tr("hookbot listen --forward line");
    }
    return {};
}

} // namespace hookbot
