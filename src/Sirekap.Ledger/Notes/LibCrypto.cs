using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// The few functions of OpenSSL's libcrypto that sign with Ed25519, which .NET 10 cannot, and that hash and verify
/// P-256 faster than it. Only signing needs them; whoever verifies runs without.
/// </summary>
internal static partial class LibCrypto
{
    public const int Ed25519 = 1087; // EVP_PKEY_ED25519, its NID

    private const string Library = "libcrypto";

    // Never the working directory: who verifies may well stand in a folder that a stranger made.
    private const DllImportSearchPath Trusted = DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.System32;

    private static readonly string[] Candidates =
        OperatingSystem.IsWindows() ? ["libcrypto-3-x64.dll", "libcrypto-3-arm64.dll"]
        : OperatingSystem.IsMacOS()
            ? ["libcrypto.3.dylib", "/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib", "/usr/local/opt/openssl@3/lib/libcrypto.3.dylib"]
        : ["libcrypto.so.3", "libcrypto.so"];

#pragma warning disable CA2255 // The resolver must stand before the first call into the library, whoever makes it.
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, Resolve);
#pragma warning restore CA2255

    [LibraryImport(Library)]
    public static partial PrivateKeyHandle EVP_PKEY_new_raw_private_key(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    public static partial int EVP_PKEY_get_raw_public_key(PrivateKeyHandle key, Span<byte> destination, ref nuint length);

    [LibraryImport(Library)]
    public static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library)]
    public static partial nint EVP_MD_CTX_new();

    [LibraryImport(Library)]
    public static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Library)]
    public static partial int EVP_DigestSignInit(nint context, nint keyContext, nint digest, nint engine, PrivateKeyHandle key);

    [LibraryImport(Library)]
    public static partial int EVP_DigestSign(
        nint context,
        Span<byte> signature,
        ref nuint signatureLength,
        ReadOnlySpan<byte> message,
        nuint length
    );

    [LibraryImport(Library)]
    public static partial nint EC_GROUP_new_by_curve_name(int curve);

    [LibraryImport(Library)]
    public static partial nint EC_KEY_new();

    [LibraryImport(Library)]
    public static partial void EC_KEY_free(nint key);

    [LibraryImport(Library)]
    public static partial int EC_KEY_set_group(nint key, nint group);

    [LibraryImport(Library)]
    public static partial int EC_KEY_oct2key(nint key, ReadOnlySpan<byte> point, nuint length, nint context);

    [LibraryImport(Library)]
    public static partial int ECDSA_verify(
        int type,
        ReadOnlySpan<byte> digest,
        int digestLength,
        ReadOnlySpan<byte> signature,
        int signatureLength,
        nint key
    );

    [LibraryImport(Library)]
    public static partial void ERR_clear_error();

    [LibraryImport(Library)]
    public static unsafe partial int SHA256_Init(void* context);

    [LibraryImport(Library)]
    public static unsafe partial int SHA256_Update(void* context, byte* data, nuint length);

    [LibraryImport(Library)]
    public static unsafe partial int SHA256_Final(byte* digest, void* context);

    /// <summary>The first of these libraries that is there.</summary>
    /// <exception cref="DllNotFoundException">None is. To answer 0 instead would have the runtime look for <c>libcrypto</c> by itself: on
    /// Windows in the working directory too, on macOS at the system's own, which kills whoever loads it.</exception>
    internal static nint Load(IEnumerable<string> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, typeof(LibCrypto).Assembly, Trusted, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            $"OpenSSL's libcrypto, version 3, is not installed: there is none of {string.Join(", ", candidates)}"
        );
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) => name == Library ? Load(Candidates) : 0;
}

/// <summary>A private key in libcrypto's memory.</summary>
internal sealed class PrivateKeyHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_PKEY_free(handle);
        return true;
    }
}
