#pragma once

#include "broker/log/memorylog.h"
#include "broker/log/sqlitelog.h"
#include "tests/log/asking.h"
#include "tests/support/suite.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>

namespace hookbot {

/// What a test of every log works with: one of each kind in turn, and a clock of its own.
class EveryLog
{
protected:
    /// For initTestCase_data(): runs each test with each kind of log.
    static void addKinds()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("memory") << QByteArray("memory");
        QTest::newRow("sqlite") << QByteArray("sqlite");
    }

    Clock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SearchableLog> m_log;

    void makeLog(Retention retention)
    {
        QFETCH_GLOBAL(QByteArray, kind);
        m_log.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        if (kind == "memory")
            m_log = std::make_unique<MemoryLog>(retention, m_clock.now());
        else
            m_log = std::make_unique<SqliteLog>(
                SqliteLog::Options{ m_folder->filePath(QStringLiteral("events")), Sync::Normal, retention },
                m_clock.now());
        QVERIFY(m_log->open());
    }

    EventId append(const QByteArray &channel, const QByteArray &body = "x")
    {
        return hookbot::append(*m_log, channel, body);
    }

    std::vector<EventId> appendMany(int count, const QByteArray &channel, const QByteArray &body = "x")
    {
        return hookbot::append(*m_log, std::vector<Draft>(size_t(count), draft(channel, body)));
    }

    EventLog::Page read(EventId after, const QByteArray &filter, EventLog::ReadLimit limit = {})
    {
        return hookbot::read(*m_log, after, filter, limit);
    }
};

} // namespace hookbot
