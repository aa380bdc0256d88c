using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Site.Tests.Api;

/// <summary>Addresses of the API that answer, by the route that they are examples of.</summary>
internal static class Addresses
{
    /// <summary>Those that answer in JSON of a moment.</summary>
    public static IReadOnlyList<string> Json =>
        [
            .. Examples
                .Where(example => !example.Value.StartsWith("/api/v1/problems/", StringComparison.Ordinal))
                .Select(example => example.Value),
        ];

    /// <summary>All JSON, by route template; some routes have several.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Examples { get; } =
    [
        new("/api/v1/election", "/api/v1/election"),
        new("/api/v1/contests", "/api/v1/contests"),
        new("/api/v1/contests/{contest}/districts/{district}", "/api/v1/contests/ppwp/districts/0"),
        new("/api/v1/regions/{code}", "/api/v1/regions/0"),
        new("/api/v1/regions/{code}", "/api/v1/regions/3171010001001"),
        new("/api/v1/search", "/api/v1/search?q=TPS+3+sukamaju"),
        new("/api/v1/results/{contest}/{code}", "/api/v1/results/ppwp/0"),
        new("/api/v1/results/{contest}/{code}", "/api/v1/results/ppwp/3171010001"),
        new("/api/v1/results/{contest}/{code}", "/api/v1/results/ppwp/317101"),
        new("/api/v1/results/{contest}/{code}", "/api/v1/results/pdpd/31"),
        new("/api/v1/results/{contest}/{code}", "/api/v1/results/ppwp/3171010001003"),
        new("/api/v1/results/{contest}/{code}", "/api/v1/results/ppwp/0?at=8"),
        new("/api/v1/stations/{code}", "/api/v1/stations/3171010001004"),
        new("/api/v1/stations/{code}", "/api/v1/stations/3171010001007?contest=pdpd"),
        new("/api/v1/stations/{code}/history", "/api/v1/stations/3171010001003/history"),
        new("/api/v1/corrections", "/api/v1/corrections"),
        new("/api/v1/objections", "/api/v1/objections?open=true"),
        new("/api/v1/tasks", "/api/v1/tasks?why=check"),
        new("/api/v1/reviews", "/api/v1/reviews"),
        new("/api/v1/salinan", "/api/v1/salinan?region=31"),
        new("/api/v1/ledger", "/api/v1/ledger"),
        new("/api/v1/proofs/consistency", "/api/v1/proofs/consistency?from=3"),
        new("/api/v1/keys/{name}", $"/api/v1/keys/{RootName()}"),
        new("/api/v1/disclosures", "/api/v1/disclosures"),
        new("/api/v1/problems/{problem}", "/api/v1/problems/rejected"),
    ];

    public static string NameOf(SignerKey key) => Keys.NameOf(key.Verifier.PublicKey.Span).ToString();

    private static string RootName()
    {
        var scalar = System.Security.Cryptography.SHA256.HashData("root"u8);
        scalar[0] &= 0x7F;
        using var root = EcdsaSigner.FromScalar(scalar);
        return NameOf(root);
    }
}
