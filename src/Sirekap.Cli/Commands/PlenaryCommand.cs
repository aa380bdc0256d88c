using System.CommandLine;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap plenary</c>: what a recapitulation plenary (rapat pleno rekapitulasi) does, by its own key.</summary>
public static class PlenaryCommand
{
    public static Command Create() => new("plenary", "The acts of a recapitulation plenary.") { PlenaryTranscribeCommand.Create() };
}
