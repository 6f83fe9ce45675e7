#include "tests/support/fakedesktop.h"
#include "tests/support/fakemonitor.h"
#include "ui/events/eventspane.h"
#include "ui/parts/symbols.h"
#include "ui/text/translations.h"
#include "ui/tray/trayimage.h"
#include "ui/userinterface.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sidewindows.h"

#include <QtCore/QDir>
#include <QtCore/QEventLoop>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTextStream>
#include <QtCore/QTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

#include <array>
#include <functional>

// Makes the pictures of every view, light and dark: tests/screenshots.

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

using Fields = QList<QPair<QByteArray, QByteArray>>;

struct Sample
{
    std::chrono::seconds ago;
    QByteArray channel;
    const char *service;
    const char *kind;
    const char *text;
    int deliveredTo;
    Fields headers;
    QJsonObject body;
    qint64 replayOf = 0;
};

QJsonObject object(std::initializer_list<QPair<const char *, QJsonValue>> members)
{
    QJsonObject object;
    for (const auto &[name, value] : members)
        object.insert(QLatin1String(name), value);
    return object;
}

QJsonValue text(const char *words)
{
    return QString::fromUtf8(words);
}

QJsonObject pushBody()
{
    const QJsonObject author = object({ { "name", text("Mona Lisa") }, { "email", text("mona@example.org") } });
    const QJsonObject commit =
        object({ { "id", text("1481a2de7b2a7d02428ad93446ab166be7793fbb") },
                 { "message", text("Say what a cursor may not do") },
                 { "author", author },
                 { "added", QJsonArray{ text("docs/cursor.md") } },
                 { "removed", QJsonArray() },
                 { "modified", QJsonArray{ text("broker/stream/cursor.cpp"), text("README.md") } } });
    return object({ { "ref", text("refs/heads/main") },
                    { "before", text("95790bf891e76fee5e1747ab589903a6a1f80f22") },
                    { "after", text("1481a2de7b2a7d02428ad93446ab166be7793fbb") },
                    { "forced", false },
                    { "commits", QJsonArray{ commit } },
                    { "repository", object({ { "id", 35129377 },
                                             { "full_name", text("octo/hello") },
                                             { "private", false },
                                             { "stargazers_count", 1294 } }) },
                    { "pusher", object({ { "name", text("mona") }, { "email", QJsonValue() } }) } });
}

QJsonObject invoiceBody()
{
    return object({ { "id", text("evt_1PqT2hLkdIwHu7ix") },
                    { "type", text("invoice.paid") },
                    { "livemode", true },
                    { "data", object({ { "object", object({ { "amount_paid", 4900 },
                                                            { "currency", text("eur") },
                                                            { "customer_email", text("ada@example.com") },
                                                            { "number", text("A-0042") } }) } }) } });
}

/// A morning of somebody who has a shop and some repositories; the newest last.
QList<Sample> samples()
{
    const Fields github{ { "Content-Type", "application/json" },
                         { "User-Agent", "GitHub-Hookshot/044aadd" },
                         { "X-GitHub-Event", "push" },
                         { "X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958" },
                         { "X-Hub-Signature-256",
                           "sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c" } };
    const Fields stripe{ { "Content-Type", "application/json; charset=utf-8" },
                         { "User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)" },
                         { "Stripe-Signature",
                           "t=1732481234,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd" } };
    const Fields plain{ { "Content-Type", "application/json" }, { "User-Agent", "curl/8.5.0" } };
    QList<Sample> list;
    for (int index = 0; index < 14; ++index) {
        list.append({ 7200s - index * 300s, "github.com/repo/octo/hello", "GitHub", "check_run completed",
                      "build (ubuntu) succeeded on main", 2, github, pushBody() });
        list.append({ 7100s - index * 300s, "stripe/live", "Stripe", "charge.succeeded", "ch_3Pq \u00b7 49.00 EUR", 1,
                      stripe, invoiceBody() });
    }
    list.append({ 2400s, "gitlab/platform/api", "GitLab", "Pipeline Hook", "pipeline 4471 of main failed: 2 jobs", 1,
                  plain, object({ { "object_kind", text("pipeline") } }) });
    list.append({ 1900s, "slack/ops", "Slack", "message", "ada in #ops: the deploy is through", 1, plain,
                  object({ { "type", text("event_callback") } }) });
    list.append({ 1500s, "github.com/repo/octo/hello", "GitHub", "pull_request opened",
                  "mona opened #12: Cursors that resume", 2, github, pushBody() });
    list.append({ 900s, "sensors/greenhouse/north", "", "POST json", "temperature 21.4 \u00b7 humidity 61", 0, plain,
                  object({ { "temperature", 21.4 }, { "humidity", 61 } }) });
    list.append({ 500s, "/unsafe/ci/hooks", "", "POST json", "not verified", 0, plain,
                  object({ { "status", text("done") } }) });
    list.append({ 240s, "stripe/live", "Stripe", "invoice.paid", "A-0042 \u00b7 49.00 EUR \u00b7 ada@example.com", 1,
                  stripe, invoiceBody() });
    list.append({ 90s, "stripe/live", "Stripe", "invoice.paid", "A-0042 \u00b7 49.00 EUR \u00b7 ada@example.com", 1,
                  stripe, invoiceBody(), 34 });
    list.append(
        { 12s, "github.com/repo/octo/hello", "GitHub", "push", "mona pushed 1 commit to main", 2, github, pushBody() });
    return list;
}

ServerStatus healthyStatus()
{
    const auto now = std::chrono::system_clock::now();
    ServerStatus status;
    status.state = ServerStatus::State::Serving;
    status.address = QStringLiteral("127.0.0.1:8080");
    status.listeners = 3;
    status.eventsToday = 128;
    status.log = { QStringLiteral("/home/ada/.local/share/hookbot/events.db"), 4211, 41'000'000, 1'073'741'824,
                   now - 6 * 24h };
    status.health = { Health::State::Healthy, now - 3h, now - 2s, {} };
    return status;
}

QList<ListenerStatus> listeners()
{
    const auto now = std::chrono::system_clock::now();
    using Transport = ListenerStatus::Transport;
    return { { 1, "github.com/repo/octo/", "127.0.0.1:51034", "hookbot listen/0.1.0", Transport::WebSocket, true,
               now - 3h, 1290, 0, 0 },
             { 2, "stripe/live", "10.0.0.12:40112", "python-websockets/12.0", Transport::WebSocket, false, now - 47min,
               88, 5210, 3 },
             { 3, "github.com/repo/octo/hello", "192.168.1.20:60022", "Mozilla/5.0", Transport::EventStream, true,
               now - 90s, 2, 0, 0 } };
}

ChannelsChange channels()
{
    ChannelsChange change;
    change.isAll = true;
    const auto now = std::chrono::system_clock::now();
    const auto add = [&](const QByteArray &name, int heard, qint64 events, std::chrono::seconds ago, int pace) {
        ChannelStatus channel;
        channel.name = name;
        channel.listeners = heard;
        channel.events = events;
        if (events > 0)
            channel.lastTime = now - ago;
        for (int minute = 0; pace > 0 && minute < ChannelStatus::Minutes; ++minute)
            channel.perMinute.append((minute * minute * 7 + minute * 3) % pace);
        change.changed.append(channel);
    };
    add("github.com/repo/octo/hello", 1, 2811, 12s, 9);
    add("github.com/repo/octo/", 1, 0, 0s, 0);
    add("github.com/repo/octo/site", 0, 122, 9000s, 2);
    add("gitlab/platform/api", 0, 64, 2400s, 3);
    add("stripe/live", 1, 904, 90s, 5);
    add("stripe/test", 0, 310, 40000s, 0);
    add("slack/ops", 0, 51, 1900s, 2);
    add("sensors/greenhouse/north", 0, 1440, 900s, 2);
    add("/unsafe/ci/hooks", 0, 9, 500s, 2);
    return change;
}

Access access()
{
    const QString sub = QStringLiteral("wss://8f2c41d09ab37e5516d2c7a4@hooks.example.org/sub/hello");
    const QString pub = QStringLiteral("https://1b7ed3c2f60a9458e7734d1c@hooks.example.org/pub/hello");
    return { pub, sub, QStringLiteral("1b7ed3c2f60a9458e7734d1c"), QStringLiteral("8f2c41d09ab37e5516d2c7a4"), {} };
}

void fill(FakeMonitor &monitor)
{
    const auto now = std::chrono::system_clock::now();
    for (const Sample &sample : samples()) {
        EventDetail event;
        event.summary.time = now - sample.ago;
        event.summary.channel = sample.channel;
        event.summary.method = "POST";
        event.summary.contentType = "application/json";
        event.summary.remote = "140.82.115.9";
        event.summary.service = QString::fromUtf8(sample.service);
        event.summary.kind = QString::fromUtf8(sample.kind);
        event.summary.text = QString::fromUtf8(sample.text);
        event.summary.deliveredTo = sample.deliveredTo;
        event.summary.replayOf = sample.replayOf;
        event.headers = sample.headers;
        event.body = QJsonDocument(sample.body).toJson(QJsonDocument::Compact);
        monitor.arrive(event);
    }
}

/// Until what was asked for has come and is drawn.
void settle()
{
    QEventLoop loop;
    QTimer::singleShot(400ms, &loop, &QEventLoop::quit);
    loop.exec();
}

/// One of the windows, as it is on the screen.
template<typename Window = QWidget>
Window *visibleWindow(const QWidget *other = nullptr)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<Window *>(widget);
        const bool isOurs = widget->windowType() == Qt::Window || widget->windowType() == Qt::Dialog;
        if (window && window != other && isOurs && window->isVisible())
            return window;
    }
    return nullptr;
}

class Studio
{
public:
    Studio(const QDir &folder, WindowPreferences::Theme theme) : m_folder(folder)
    {
        m_desktop.chosen.theme = theme;
        m_suffix = theme == WindowPreferences::Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light");
    }

    void everything()
    {
        full();
        empty();
        trouble();
    }

private:
    /// The program with its window open, as on a first start.
    void open(FakeMonitor &monitor, const std::function<void(MainWindow &)> &look)
    {
        const QTemporaryDir folder;
        QSettings state(folder.filePath(QStringLiteral("state.ini")), QSettings::IniFormat);
        monitor.access = access();
        UserInterface shown(monitor, m_server, m_desktop, state);
        shown.start(true);
        settle();
        look(*visibleWindow<MainWindow>());
    }

    void full()
    {
        FakeMonitor monitor;
        fill(monitor);
        monitor.now = healthyStatus();
        open(monitor, [this, &monitor](MainWindow &window) {
            Q_EMIT monitor.channelsChanged(channels());
            monitor.setListeners(listeners());
            window.findChild<EventsPane *>()->selectNext();
            settle();
            window.resize(1200, 760);
            settle();
            save(window, "window");
            window.resize(900, 600);
            settle();
            save(window, "window-small");
            window.resize(1200, 760);
            side(window, "listeners", [&] {
                window.beside().openListeners();
                monitor.setListeners(listeners());
            });
            side(window, "tokens", [&] { window.beside().openTokens("github.com/repo/octo/hello"); });
            side(window, "settings", [&] { window.beside().openSettings(); });
            side(window, "keys", [&] { window.beside().openKeys(); });
        });
    }

    void empty()
    {
        FakeMonitor monitor;
        monitor.now = healthyStatus();
        monitor.now.listeners = 0;
        monitor.now.eventsToday = 0;
        monitor.now.log.events = 0;
        monitor.now.log.bytes = 40'960;
        monitor.now.log.oldest.reset();
        open(monitor, [this](MainWindow &window) {
            window.showDone(QStringLiteral("Publish URL of hello copied"));
            settle();
            save(window, "welcome");
        });
    }

    void trouble()
    {
        FakeMonitor monitor;
        monitor.now = healthyStatus();
        monitor.now.state = ServerStatus::State::Failed;
        monitor.now.trouble = QStringLiteral("port 8080 is taken by another program. Choose another one in Settings.");
        monitor.now.health = { Health::State::Unknown, {}, {}, {} };
        fill(monitor);
        m_desktop.noticesSoFar = {
            { Notice::Severity::Information, QStringLiteral("The settings file was damaged"),
              QStringLiteral("It was moved to hookbot.conf.bad, and the default settings are used.") },
            { Notice::Severity::Trouble, QStringLiteral("The certificate has expired"),
              QStringLiteral("Publishers refuse to connect since yesterday. Renew /etc/hookbot/tls.pem.") }
        };
        open(monitor, [this](MainWindow &window) {
            settle();
            save(window, "trouble");
        });
        m_desktop.noticesSoFar.clear();
    }

    void side(const MainWindow &window, const char *name, const std::function<void()> &ask)
    {
        ask();
        settle();
        if (QWidget *beside = visibleWindow(&window)) {
            save(*beside, name);
            beside->close();
            settle();
        }
    }

    void save(QWidget &widget, const char *name)
    {
        const QString file = m_folder.filePath(QStringLiteral("%1-%2.png").arg(QLatin1String(name), m_suffix));
        QTextStream(stdout) << file << Qt::endl;
        widget.grab().save(file);
    }

    QDir m_folder;
    FakeServerControl m_server;
    FakeProgram m_desktop;
    QString m_suffix;
};

/// Every icon at every size that it is made for, on what it stands on.
void saveIcons(const QDir &folder)
{
    constexpr std::array sizes{ 16, 22, 24, 32, 48, 64 };
    constexpr int cell = 76;
    QStringList names = QDir(QStringLiteral(":/hookbot/icons")).entryList({ QStringLiteral("*.svg") }, QDir::Files);
    const int rows = 8 + int(names.size());
    QPixmap sheet(2 * cell * int(sizes.size()), rows * cell);
    QPainter painter(&sheet);
    for (int ground = 0; ground < 2; ++ground) {
        const bool isDark = ground == 1;
        const int left = ground * cell * int(sizes.size());
        painter.fillRect(left, 0, cell * int(sizes.size()), sheet.height(), isDark ? 0x202326 : 0xeff0f1);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < int(sizes.size()); ++column) {
                const int side = sizes[size_t(column)];
                const QRect place(left + column * cell + 6, row * cell + 6, side, side);
                if (row < 8)
                    painter.drawPixmap(place.topLeft(),
                                       trayImage(TrayState(row % 4), row >= 4, isDark).pixmap(place.size(), 1.0));
                else
                    draw(painter, drawing(names[row - 8].chopped(4)), place, isDark ? Qt::white : Qt::black);
            }
        }
    }
    painter.end();
    sheet.save(folder.filePath(QStringLiteral("icons.png")));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 2 || !QDir().mkpath(arguments[1])) {
        QTextStream(stderr) << "Usage: screenshots FOLDER\n";
        return 2;
    }
    const QDir folder(arguments[1]);
    const Translations translations{ QLocale(QLocale::English) };
    Studio(folder, WindowPreferences::Theme::Light).everything();
    Studio(folder, WindowPreferences::Theme::Dark).everything();
    saveIcons(folder);
    return 0;
}
