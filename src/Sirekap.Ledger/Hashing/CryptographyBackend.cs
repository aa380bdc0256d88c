namespace Sirekap.Ledger.Hashing;

/// <summary>Whose code hashes and verifies P-256; all three answer the same.</summary>
internal enum CryptographyBackend
{
    /// <summary>OpenSSL's libcrypto, the fastest.</summary>
    LibCrypto,

    /// <summary>.NET's own types, which stand on what Windows and macOS bring.</summary>
    System,

    /// <summary>This project's own code, which needs nothing but a processor.</summary>
    Managed,
}

/// <summary>The one place that chooses.</summary>
internal static class CryptographyChoice
{
    /// <summary>An AppContext switch: true has the managed code do everything, as where there is no library at all.</summary>
    public const string ManagedOnly = "Sirekap.Ledger.ManagedCryptography";

    // On Linux .NET's own types are OpenSSL's again, and end the process where it is missing.
    private static readonly bool SystemHasOwn = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    /// <summary>The backend, given whether libcrypto has what is wanted of it.</summary>
    public static CryptographyBackend Choose(Func<bool> libCryptoHasIt) => Choose(IsManagedOnly(), libCryptoHasIt, SystemHasOwn);

    internal static CryptographyBackend Choose(bool managedOnly, Func<bool> libCryptoHasIt, bool systemHasOwn) =>
        managedOnly ? CryptographyBackend.Managed
        : libCryptoHasIt() ? CryptographyBackend.LibCrypto
        : systemHasOwn ? CryptographyBackend.System
        : CryptographyBackend.Managed;

    private static bool IsManagedOnly() => AppContext.TryGetSwitch(ManagedOnly, out var only) && only;
}
