#include "app/commandline.h"

int main(int argc, char **argv)
{
    return hookbot::runCommandLine(argc, argv);
}
