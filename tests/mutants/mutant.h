#pragma once

// Included before every source of the mutated copy: whether this fault is switched on ($MUTANT).

#include <cstdlib>

inline bool isMutant(int number)
{
    static const int chosen = [] {
        const char *text = std::getenv("MUTANT");
        return text ? std::atoi(text) : 0;
    }();
    return chosen == number;
}
