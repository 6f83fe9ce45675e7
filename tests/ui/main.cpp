#include "tests/support/suite.h"

#include <QtWidgets/QApplication>

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    return hookbot::Suite::run(argc, argv);
}
