namespace Sirekap.Cli.Tests;

/// <summary>
/// Most tests run the program by its entry point in their own process, which spares the machine the start; <see cref="CommandTests"/> holds
/// that both say the same.
/// </summary>
internal static partial class Command
{
    /// <summary>
    /// Runs the program's entry point in this process. Not for what a process is or has: its own path, its standard input, what it writes
    /// as bytes, its signals, its end. On a terminal it is a process all the same, since there it would show progress.
    /// </summary>
    public static Ran Here(params string[] arguments)
    {
        if (!Console.IsErrorRedirected)
        {
            return Run(arguments);
        }

        using var words = CaughtWords.Begin();
        var exit = (int)typeof(KeyFiles).Assembly.EntryPoint!.Invoke(null, [arguments])!;
        return new Ran(string.Join(' ', arguments), exit, words.Out, words.Error);
    }
}
