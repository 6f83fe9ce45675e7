#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <chrono>

/// Formats for values that the window shows.
namespace hookbot {

/// Untrusted bytes as one line of text: characters that are invisible, or change the direction of text, are escaped as
/// `\x1b` or `\u202e`, and invalid UTF-8 as its bytes. At most @p longest characters, then `…`.
[[nodiscard]] QString visible(QByteArrayView bytes, qsizetype longest = 1000);

/// `302 bytes`, `7.2 kB`, `41 MB`: powers of 1000, as in file managers.
[[nodiscard]] QString sizeText(qint64 bytes);

/// `21:04:12` today, else `24 Nov 21:04`, with the year if it is not the current one.
[[nodiscard]] QString timeText(std::chrono::system_clock::time_point time, std::chrono::system_clock::time_point now);

/// Date and time to the millisecond, for tooltips and for copying.
[[nodiscard]] QString exactTimeText(std::chrono::system_clock::time_point time);

/// `2 s`, `5 min`, `3 h`, `6 days`.
[[nodiscard]] QString durationText(std::chrono::seconds duration);

/// The channel as it is shown beside a mark for unsafe channels: `/unsafe/a` as `a`.
[[nodiscard]] QString channelText(QByteArrayView channel);

/// The channel as it is shown without such a mark: `unsafe: a`.
[[nodiscard]] QString channelLabel(QByteArrayView channel);

} // namespace hookbot
