#include "tests/support/suite.h"

#include <QtCore/QCoreApplication>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return hookbot::Suite::run(argc, argv);
}
