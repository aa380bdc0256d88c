using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;

namespace Sirekap.Verification.Tests.Parties;

/// <summary>A form as it stands when the night is over.</summary>
internal sealed record Counted(string Contest, RegionCode Station, StationClass Class, FormFields Fields);

/// <summary>An election whose forms are all kept beside its record, so that sums can be made of them by hand.</summary>
internal abstract class ToldNight : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sirekap-told-");
    private readonly Dictionary<string, EcdsaSigner> _keys = new(StringComparer.Ordinal);

    protected ToldNight(ElectionDefinition definition, RegionTree tree, TimeProvider clock)
    {
        (Structure, Names, Tree) = (definition.Structure, definition.Names, tree);
        Head = new StatementHead(definition.Ledger, definition.Id, definition.Rules);
        Log = Ed25519Signer.ImportSeed(Head.Ledger, SHA256.HashData("log"u8));
        Sequencer = new NewElection(Head, definition.Kind, 1, Structure.Encode(), Tree.Encode(), Names.Encode()).Begin(
            ElectionFolder.At(_folder.FullName, Head.Election),
            [Root],
            Log,
            clock
        );
    }

    public StatementHead Head { get; }

    public ElectionStructure Structure { get; }

    public ElectionNames Names { get; }

    public RegionTree Tree { get; }

    public Ed25519Signer Log { get; }

    public Sequencer Sequencer { get; }

    /// <summary>What is in place, by contest and station.</summary>
    public List<Counted> Forms { get; } = [];

    /// <summary>What plenaries certified, by contest and region.</summary>
    public Dictionary<(string Contest, RegionCode Region), Totals> Certified { get; } = [];

    public EcdsaSigner Root => Key("0");

    public IEnumerable<RegionCode> Regions => Enumerable.Range(0, Tree.RegionCount).Select(Tree.Region);

    public Contest Contest(string code) => Structure.Contests.Single(contest => contest.Code == code);

    public virtual void Dispose()
    {
        Sequencer.Dispose();
        Log.Dispose();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    protected EcdsaSigner Key(string region)
    {
        if (!_keys.TryGetValue(region, out var key))
        {
            var scalar = SHA256.HashData(Encoding.ASCII.GetBytes(region));
            scalar[0] &= 0x7F;
            _keys[region] = key = EcdsaSigner.FromScalar(scalar);
        }

        return key;
    }
}
