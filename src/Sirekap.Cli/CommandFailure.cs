namespace Sirekap.Cli;

/// <summary>Bad usage, or input that cannot be reached or read: said in one line, exit code 2.</summary>
public sealed class CommandFailure(string message) : Exception(message);

/// <summary>Exit codes of all commands.</summary>
public static class Exit
{
    /// <summary>All went well, and what was asked holds.</summary>
    public const int Holds = 0;

    /// <summary>Does not hold, or some rows were refused.</summary>
    public const int DoesNotHold = 1;

    /// <summary>Bad usage, or input that cannot be reached or read at all.</summary>
    public const int Unusable = 2;
}
