#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <chrono>

/// How the window writes what it shows.
namespace hookbot {

/// Bytes that anybody may have sent, as one line of text: what cannot be seen, or would turn the direction of what
/// stands beside it, is written as `\x1b` or `\u202e`, and what is no UTF-8 as its bytes. At most @p longest
/// characters, then `…`.
[[nodiscard]] QString visible(QByteArrayView bytes, qsizetype longest = 1000);

/// `302 B`, `7.2 KB`, `41 MB`: of 1000, as the desktop's file manager has it.
[[nodiscard]] QString sizeText(qint64 bytes);

/// `21:04:12` today, else `24 Nov 21:04`, or with the year where it is another one.
[[nodiscard]] QString timeText(std::chrono::system_clock::time_point time, std::chrono::system_clock::time_point now);

/// To the millisecond, with its date: for a tooltip and for copying.
[[nodiscard]] QString exactTimeText(std::chrono::system_clock::time_point time);

/// `2 s`, `5 min`, `3 h`, `6 days`.
[[nodiscard]] QString durationText(std::chrono::seconds duration);

/// The channel as people see it: `/unsafe/a` is shown as `a` where a sign of its own says unsafe.
[[nodiscard]] QString channelText(QByteArrayView channel);

/// The same where no sign stands beside it: `unsafe: a`.
[[nodiscard]] QString channelLabel(QByteArrayView channel);

} // namespace hookbot
