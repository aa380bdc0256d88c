using System.CommandLine;
using Sirekap.Node.Readers;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap read child</c>: the process in which a node has photos read; nobody types it.</summary>
public static class ReadChildCommand
{
    public static Command Create()
    {
        var command = new Command("child", "Read photos for another process of this program, in a process that may crash.")
        {
            Hidden = true,
        };
        command.SetAction(_ =>
        {
            using var asked = Console.OpenStandardInput();
            using var answers = Console.OpenStandardOutput();
            ReadingChild.Run(asked, answers);
        });
        return command;
    }

    /// <summary>How this program starts it.</summary>
    public static IReadOnlyList<string> OfThisProgram()
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [program, Path.Combine(AppContext.BaseDirectory, "sirekap.dll"), "read", "child"]
            : [program, "read", "child"];
    }
}
