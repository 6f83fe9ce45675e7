#include "app/desktop/instance.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStandardPaths>
#include <QtNetwork/QLocalSocket>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds LongestAnswer = 10s;
constexpr qsizetype LongestReply = 16'000'000; // tens of thousands of listeners
constexpr qsizetype DigitsOfName = 12;

struct InstanceText
{
    Q_DECLARE_TR_FUNCTIONS(Instance)
};

} // namespace

InstancePaths InstancePaths::of(const QString &preferencesFile)
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = QFileInfo(preferencesFile).absolutePath();
    const QByteArray digest =
        QCryptographicHash::hash(preferencesFile.toUtf8(), QCryptographicHash::Sha256).toHex().first(DigitsOfName);
    const QString name = folder + QStringLiteral("/hookbot-") + QString::fromLatin1(digest);
    return { name + QStringLiteral(".lock"), name + QStringLiteral(".socket") };
}

QByteArray instancemessages::lineOf(const Request &request)
{
    QJsonObject object{ { QStringLiteral("command"), request.command } };
    if (!request.arguments.isEmpty())
        object.insert(QStringLiteral("arguments"), QJsonArray::fromStringList(request.arguments));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray instancemessages::lineOf(const Reply &reply)
{
    return QJsonDocument({ { QStringLiteral("done"), reply.isDone }, { QStringLiteral("text"), reply.text } })
               .toJson(QJsonDocument::Compact) +
           '\n';
}

instancemessages::Request instancemessages::requestOf(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    Request request{ object.value(QLatin1String("command")).toString(), {} };
    const QJsonArray arguments = object.value(QLatin1String("arguments")).toArray();
    for (const QJsonValue argument : arguments)
        request.arguments.append(argument.toString());
    return request;
}

instancemessages::Reply instancemessages::replyOf(const QByteArray &line)
{
    const QJsonObject reply = QJsonDocument::fromJson(line).object();
    return { reply.value(QLatin1String("done")).toBool(), reply.value(QLatin1String("text")).toString() };
}

tl::expected<QString, InstanceFault> askInstance(const InstancePaths &place, const instancemessages::Request &request)
{
    const QDeadlineTimer deadline(LongestAnswer);
    const auto left = [&deadline] { return int(deadline.remainingTime()); };
    QLocalSocket socket;
    socket.connectToServer(place.socket);
    if (!socket.waitForConnected(left()))
        return tl::unexpected(InstanceFault{ false, socket.errorString() });
    socket.write(instancemessages::lineOf(request));
    QByteArray answer;
    while (!answer.contains('\n') && answer.size() < LongestReply) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(left())) {
            return tl::unexpected(InstanceFault{ true, InstanceText::tr("hookbot is running but does not answer") });
        }
        answer += socket.read(LongestReply);
    }
    const auto reply = instancemessages::replyOf(answer);
    if (!reply.isDone)
        return tl::unexpected(InstanceFault{ true, reply.text });
    if (request.command == u"quit" && socket.state() != QLocalSocket::UnconnectedState)
        socket.waitForDisconnected(left());
    return reply.text;
}

} // namespace hookbot
