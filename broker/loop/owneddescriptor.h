#pragma once

#include <unistd.h>

#include <utility>

namespace hookbot {

/// A file descriptor that is closed by its owner's destructor. Movable; any thread.
class OwnedDescriptor
{
public:
    explicit OwnedDescriptor(int number) : m_number(number) {}
    OwnedDescriptor(OwnedDescriptor &&other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    OwnedDescriptor &operator=(OwnedDescriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~OwnedDescriptor()
    {
        if (isOpen())
            ::close(m_number);
    }

    bool isOpen() const { return m_number >= 0; } ///< false after an open that failed
    int number() const { return m_number; }

private:
    int m_number;
};

} // namespace hookbot
