using System.CommandLine;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap read</c>: photographs and boxes to numbers.</summary>
public static class ReadCommand
{
    public static Command Create() =>
        new("read", "Read photographs of forms, or digit boxes cut from them.")
        {
            ReadFormCommand.Create(),
            ReadDigitsCommand.Create(),
            ReadChildCommand.Create(),
        };
}
