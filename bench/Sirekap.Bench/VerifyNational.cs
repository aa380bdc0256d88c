using System.Security.Cryptography;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Bench;

/// <summary>
/// Verification of a national publication: without signatures beside hashing the same bytes (limit 5 s), and with them beside bare
/// signature checks (1.3 ×).
/// </summary>
internal static class VerifyNational
{
    private const double Limit = 5;
    private const double MostTimesPeer = 1.3;

    /// <summary>Without statements' signatures.</summary>
    public static int Run(string[] args)
    {
        var publication = NationalNight.Publication;
        var files = Directory.GetFiles(publication, "*", SearchOption.AllDirectories);
        var (ours, hashing) = (new double[3], new double[3]);
        for (var round = -1; round < ours.Length; round++)
        {
            var a = Clock.Seconds(() => Verify(publication, signatures: false));
            GC.Collect();
            var b = Clock.Seconds(() => Parallel.ForEach(files, file => SHA256.HashData(File.ReadAllBytes(file))));
            if (round >= 0)
            {
                (ours[round], hashing[round]) = (a, b);
            }
        }

        var (figure, beside) = (Figure.Median(ours), Figure.Median(hashing));
        Console.WriteLine($"verify --no-signatures {figure:F2} s, hashing the same {files.Length:N0} files {beside:F2} s, limit {Limit} s");
        Console.WriteLine(
            new Figure("verify", figure, "s", "reading and hashing the same files; limit 5 s", beside, figure / beside, figure <= Limit)
        );
        return 0;
    }

    /// <summary>With statements' signatures.</summary>
    public static int RunWithSignatures(string[] args)
    {
        var publication = NationalNight.Publication;
        var (keys, claims) = Claims();
        Verify(publication, signatures: false);
        var figure = Clock.Seconds(() => Verify(publication, signatures: true));
        GC.Collect();
        var beside = Clock.Seconds(() =>
            Parallel.ForEach(
                claims,
                claim =>
                {
                    if (!EcdsaP256.Verify(keys[claim.Key], claim.Text.Span, claim.Signature.Span))
                    {
                        throw new InvalidOperationException("a signature does not verify");
                    }
                }
            )
        );
        Console.WriteLine($"verify {figure:F1} s, {claims.Count:N0} bare P-256 checks on the same threads {beside:F1} s");
        Console.WriteLine(
            new Figure(
                "verify-signatures",
                figure,
                "s",
                "the same P-256 checks, bare",
                beside,
                figure / beside,
                figure <= MostTimesPeer * beside
            )
        );
        return 0;
    }

    private static void Verify(string publication, bool signatures)
    {
        using var source = PublicationSource.Open(publication);
        var report = Verifier.Verify(source, new VerificationOptions(Signatures: signatures));
        if (!report.Holds)
        {
            throw new InvalidOperationException($"the publication does not hold: {report.Flaws[0]}");
        }
    }

    /// <summary>Every P-256 signature of the ledger with its key.</summary>
    private static (byte[][] Keys, List<SignatureClaim> Claims) Claims()
    {
        using var ledger = LedgerReader.Open(NationalNight.Folder);
        var record = ledger.Record;
        var claims = new List<SignatureClaim>(record.Count);
        ledger.Store.ReadAll(
            1,
            (index, bytes) =>
            {
                var entry = record.Read(bytes.ToArray(), out _)!;
                if (entry.Signers[0] is { } name && record.Keys.TryFind(name, out var key))
                {
                    claims.Add(new SignatureClaim(key.Ordinal, entry.Note.Text, entry.Note.Signatures[0].Signature));
                }
            }
        );
        return ([.. Enumerable.Range(0, record.Keys.Count).Select(record.Keys.Spki)], claims);
    }
}
