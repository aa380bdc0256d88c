using System.CommandLine;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap reader</c>: how the reader came to be.</summary>
public static class ReaderCommand
{
    public static Command Create() => new("reader", "Train the network that reads digit boxes.") { ReaderTrainCommand.Create() };
}
