#include "app/desktop/canary.h"

#include "broker/auth/token.h"
#include "listen/trust.h"

#include <QtCore/QUuid>
#include <QtNetwork/QNetworkInformation>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QNetworkReply>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds CanaryTick = 5s; // and between tries while they fail
constexpr std::chrono::milliseconds CanaryPause = 30s;
constexpr std::chrono::milliseconds LongestCanary = 10s;
constexpr qint64 LongestRefusal = 300; // bytes

/// While the computer sleeps the wall clock advances and the steady clock does not. A smaller difference may be a
/// correction of the wall clock.
constexpr auto ShortestSleep = 5s;

} // namespace

Canary::Canary(Clocks clocks, QObject *parent) : QObject(parent), m_clocks(std::move(clocks))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_deadline.setSingleShot(true);
    m_ticker.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_ticker, &QTimer::timeout, this, &Canary::tick);
    connect(&m_deadline, &QTimer::timeout, this, &Canary::timeOut);
}

Canary::~Canary() = default;

void Canary::start(const Target &target)
{
    reset();
    m_target = target;
    if (m_target.address.host == QHostAddress(QHostAddress::Any) ||
        m_target.address.host == QHostAddress(QHostAddress::AnyIPv4))
        m_target.address.host = QHostAddress::LocalHost;
    else if (m_target.address.host == QHostAddress(QHostAddress::AnyIPv6))
        m_target.address.host = QHostAddress::LocalHostIPv6;
    m_ticked = m_clocks.steady();
    m_tickedWall = m_clocks.wall();
    m_ticker.start(CanaryTick);
    watchNetwork();
    tryNow();
}

void Canary::stop()
{
    reset();
    m_ticker.stop();
    setState(Health::State::Unknown, {});
}

void Canary::watchNetwork()
{
    if (std::exchange(m_knowsNetwork, true))
        return;
    QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability);
    if (const auto *network = QNetworkInformation::instance()) {
        connect(network, &QNetworkInformation::reachabilityChanged, this, [this] {
            if (m_ticker.isActive())
                tryNow();
        });
    }
}

void Canary::tick()
{
    const auto now = m_clocks.steady();
    const auto wall = m_clocks.wall();
    const bool hasSlept = wall - std::exchange(m_tickedWall, wall) > now - std::exchange(m_ticked, now) + ShortestSleep;
    if (hasSlept)
        reset();
    const auto pause = m_health.state == Health::State::Healthy ? CanaryPause : CanaryTick;
    if (hasSlept || now - m_tried > pause)
        tryNow();
}

void Canary::tryNow()
{
    if (m_stage != Stage::Idle)
        return;
    m_tried = m_clocks.steady();
    m_deadline.start(LongestCanary);
    m_body = "{\"canary\":\"" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + "\"}";
    m_stage = Stage::Connecting;
    if (m_isConnected)
        post();
    else
        connectListener();
}

QUrl Canary::url(const QString &scheme, const QString &path) const
{
    QUrl url;
    url.setScheme(m_target.certificateFile.isEmpty() ? scheme : scheme + u's');
    url.setHost(m_target.address.host.toString());
    url.setPort(m_target.address.port);
    url.setPath(path + QLatin1String(Channel));
    return url;
}

void Canary::connectListener()
{
    if (m_watch)
        m_watch.release()->deleteLater(); // this may be called from one of its signals
    m_fault.clear();
    listen::Watch::Options options;
    options.url = url(QStringLiteral("ws"), QStringLiteral("/sub/"));
    options.url.setUserName(QString::fromLatin1(makeToken(m_target.key, options.url.path().toUtf8())));
    options.serverCertificateFile = m_target.certificateFile;
    m_watch = std::make_unique<listen::Watch>(options);
    connect(m_watch.get(), &listen::Watch::connected, this, [this] {
        m_isConnected = true;
        if (m_stage == Stage::Connecting)
            post();
    });
    connect(m_watch.get(), &listen::Watch::event, this, &Canary::received);
    connect(m_watch.get(), &listen::Watch::disconnected, this, [this](const QString &reason) {
        m_isConnected = false;
        m_fault = reason;
    });
    connect(m_watch.get(), &listen::Watch::ended, this, [this](const QString &reason) {
        m_isConnected = false;
        fail(tr("The server refused a listener: %1").arg(reason));
    });
    m_watch->start();
}

void Canary::reset()
{
    m_stage = Stage::Idle;
    m_deadline.stop();
    m_isConnected = false;
    if (m_watch) {
        m_watch->disconnect(this);
        m_watch->stop();
        m_watch.release()->deleteLater();
    }
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void Canary::post()
{
    QNetworkRequest request(url(QStringLiteral("http"), QStringLiteral("/pub/")));
    request.setRawHeader("Authorization", "Bearer " + makeToken(m_target.key, request.url().path().toUtf8()));
    request.setRawHeader("Connection", "close"); // a new connection for each check, as publishers have it
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("hookbot-canary"));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    QList<QSslError> expectedFaults;
    if (!m_target.certificateFile.isEmpty()) {
        const auto pinning = listen::tlsPinning(m_target.certificateFile);
        if (const auto *fault = std::get_if<QString>(&pinning)) {
            fail(*fault);
            return;
        }
        request.setSslConfiguration(std::get<listen::Pin>(pinning).tls);
        expectedFaults = std::get<listen::Pin>(pinning).expected;
    }
    m_stage = Stage::Posting;
    m_reply = m_network.post(request, m_body);
    if (!expectedFaults.isEmpty())
        m_reply->ignoreSslErrors(expectedFaults);
    connect(m_reply, &QNetworkReply::finished, this, &Canary::answered);
}

void Canary::answered()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    if (m_stage != Stage::Posting)
        return;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 200) {
        m_stage = Stage::Receiving;
        return;
    }
    const QString text = QString::fromUtf8(reply->read(LongestRefusal)).section(u'\n', 0, 0).trimmed();
    fail(status > 0 ? tr("The server refused a test event: %1").arg(text.isEmpty() ? QString::number(status) : text)
                    : tr("Could not reach the server to publish a test event: %1").arg(reply->errorString()));
}

/// The event may arrive before the answer to its publisher.
void Canary::received(const listen::Event &event)
{
    if ((m_stage != Stage::Posting && m_stage != Stage::Receiving) || event.body != m_body)
        return;
    m_stage = Stage::Idle;
    m_deadline.stop();
    m_health.lastHeard = m_clocks.wall();
    setState(Health::State::Healthy, {});
}

void Canary::timeOut()
{
    switch (m_stage) {
    case Stage::Idle:
        break;
    case Stage::Connecting:
        fail(m_fault.isEmpty() ? tr("The self-check's listener cannot connect: the server did not answer in time")
                               : tr("The self-check's listener cannot connect: %1").arg(m_fault));
        break;
    case Stage::Posting:
        fail(tr("A test event was sent, but the server did not answer in time"));
        break;
    case Stage::Receiving:
        fail(tr("A test event was published, but its listener did not receive it in time"));
        break;
    }
}

void Canary::fail(const QString &reason)
{
    reset();
    setState(Health::State::Unwell, reason);
}

void Canary::setState(Health::State state, const QString &reason)
{
    if (m_health.state != state)
        m_health.since = m_clocks.wall();
    m_health.state = state;
    m_health.reason = reason;
    Q_EMIT healthChanged(m_health);
}

} // namespace hookbot
