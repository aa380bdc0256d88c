using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sirekap.Ledger.Storage;

namespace Sirekap.Site;

/// <summary>
/// A certificate that this computer makes for itself, so that a phone in the same network can open pages over https, which browsers want
/// before they let a page copy to the clipboard or use a key. The phone warns once; the fingerprint printed at the start says whether it
/// speaks to this computer.
/// </summary>
public static class OwnCertificate
{
    /// <summary>Browsers refuse certificates of more than 398 days.</summary>
    private const int Days = 397;

    /// <summary>
    /// The certificate kept in a folder, made when there is none, when it soon ends, or when the computer's addresses have changed.
    /// </summary>
    public static X509Certificate2 In(string folder, TimeProvider clock)
    {
        var path = Path.Combine(folder, "own.pfx");
        var names = Names();
        if (File.Exists(path))
        {
            var kept = X509CertificateLoader.LoadPkcs12FromFile(path, null, X509KeyStorageFlags.Exportable);
            if (
                new DateTimeOffset(kept.NotAfter) > clock.GetUtcNow().AddDays(7)
                && kept.NamesOf().SequenceEqual(names, StringComparer.Ordinal)
            )
            {
                return kept;
            }

            kept.Dispose();
        }

        using var made = Make(names, clock.GetUtcNow());
        PrivateFile.Write(path, made.Export(X509ContentType.Pkcs12));
        return X509CertificateLoader.LoadPkcs12FromFile(path, null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>The addresses under which others in the network reach this computer.</summary>
    public static IReadOnlyList<IPAddress> Addresses() =>
        [
            .. NetworkInterface
                .GetAllNetworkInterfaces()
                .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .SelectMany(card => card.GetIPProperties().UnicastAddresses)
                .Select(address => address.Address)
                .Where(address => address.AddressFamily == AddressFamily.InterNetwork),
        ];

    private static string[] Names() =>
        [
            .. Addresses()
                .Select(address => address.ToString())
                .Append("127.0.0.1")
                .Append("localhost")
                .Append(Dns.GetHostName())
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static X509Certificate2 Make(string[] names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Sirekap on this computer", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(Days));
    }

    private static IEnumerable<string> NamesOf(this X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        return names
            .EnumerateIPAddresses()
            .Select(address => address.ToString())
            .Concat(names.EnumerateDnsNames())
            .Order(StringComparer.Ordinal);
    }
}
