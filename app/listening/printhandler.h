#pragma once

#include "app/listening/handler.h"

namespace hookbot {

/// Prints events as they come.
class PrintHandler final : public Handler
{
    Q_OBJECT

public:
    struct Style
    {
        enum class Form {
            Body,  ///< the bytes
            Topic, ///< the channel, a blank, the bytes
            Json,  ///< the object of `format=json`
            Pretty ///< for people at a terminal
        };

        Form form = Form::Body;
        char end = '\n';        ///< behind each event
        bool colours = false;   ///< with Pretty
        bool isEscaped = false; ///< escape control characters, for a terminal
    };

    explicit PrintHandler(Style style) : m_style(style) {}

    void handle(const EventPtr &event, Done done) override;

private:
    [[nodiscard]] QByteArray text(const Event &event) const;
    [[nodiscard]] QByteArray pretty(const Event &event) const;

    Style m_style;
};

} // namespace hookbot
