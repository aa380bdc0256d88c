using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests;

public sealed class PageSealsTests
{
    private static readonly EcdsaSigner Root = EcdsaSigner.FromScalar(Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly EcdsaSigner Other = EcdsaSigner.FromScalar(Enumerable.Repeat((byte)9, 32).ToArray());
    private static readonly BlobReference NoBlob = new(default, 0);
    private static readonly Definition Election = new(
        ElectionKind.Real,
        new byte[32],
        [Other.Verifier.PublicKey.ToArray(), Root.Verifier.PublicKey.ToArray()],
        1,
        NoBlob,
        NoBlob,
        NoBlob
    );
    private static readonly PageSeal Seal = new("e-1", "ppwp", RegionCode.Parse("3171010001001"), 2, [], default);

    [Fact]
    public void A_seal_by_any_root_of_the_election_verifies()
    {
        // Many pages, so that numbers with a leading zero byte, which DER writes shorter, come about.
        for (var page = 1; page <= 600; page++)
        {
            var text = PageSeals.Sign(Seal with { Page = page }, page % 2 == 0 ? Root : Other).ToString();
            Signed(text).ShouldBeTrue(text);
        }
    }

    [Fact]
    public void A_seal_with_anything_changed_is_refused()
    {
        var text = PageSeals.Sign(Seal, Root).ToString();
        Signed(text.Replace("/2/", "/3/", StringComparison.Ordinal)).ShouldBeFalse();
        Signed(text.Replace("3171010001001", "3171010001002", StringComparison.Ordinal)).ShouldBeFalse();
        Signed(text.Replace("ppwp", "pdpr", StringComparison.Ordinal)).ShouldBeFalse();
        Signed(text.Replace("//", "/1/", StringComparison.Ordinal)).ShouldBeFalse();
        var at = text.Length - 40;
        Signed(text[..at] + (text[at] == 'x' ? 'y' : 'x') + text[(at + 1)..]).ShouldBeFalse();
        Signed("https://example.org").ShouldBeFalse();
    }

    [Fact]
    public void A_strangers_seal_and_one_of_another_election_are_refused()
    {
        using var stranger = EcdsaSigner.FromScalar(Enumerable.Repeat((byte)11, 32).ToArray());
        Signed(PageSeals.Sign(Seal, stranger).ToString()).ShouldBeFalse();
        Signed(PageSeals.Sign(Seal with { Election = "e-2" }, Root).ToString()).ShouldBeFalse();
    }

    private static bool Signed(string text) => PageSeal.TryParse(text, out var seal) && PageSeals.Signed(seal, "e-1", Election.Roots);
}
