using System.Runtime.InteropServices;

namespace Sirekap.Verification;

/// <summary>
/// Whether https can be spoken here: on Linux .NET ends the process when it is tried without OpenSSL, so it is looked for first.
/// </summary>
internal static class Tls
{
    /// <summary>Why it cannot; null when it can.</summary>
    public static string? Missing { get; } =
        IsThere()
            ? null
            : "https needs OpenSSL (libssl.so.3), which this system has not; copy the publication into a folder and verify that, "
                + "which needs nothing";

    // The names that .NET tries, in its own order; a version that its user names is its user's affair.
    private static bool IsThere() =>
        !OperatingSystem.IsLinux()
        || Environment.GetEnvironmentVariable("CLR_OPENSSL_VERSION_OVERRIDE") is { Length: > 0 }
        || CanLoad("libssl.so.3")
        || CanLoad("libssl.so.1.1");

    private static bool CanLoad(string name) => NativeLibrary.TryLoad(name, out _);
}
