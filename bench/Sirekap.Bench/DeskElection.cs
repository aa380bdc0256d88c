using System.Security.Cryptography;
using Sirekap.Cli;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Bench;

/// <summary>
/// One district in which every form contradicts itself, so that all of them wait to be read, with reviewers, and with stations whose forms
/// are still to come. Larger than any district there is: what is quick here is quick everywhere.
/// </summary>
internal sealed class DeskElection : IDisposable
{
    private const int InVillage = 500;
    private const int Batch = 1_000;

    private static readonly StatementHead Head = new("bench.example/desk", "desk", RuleSets.First);

    private readonly List<(RegionCode Station, EcdsaSigner Key)> _coming = [];
    private readonly Random _random = new(1);

    /// <param name="data">The data directory, which is filled.</param>
    /// <param name="waiting">Forms that wait to be read.</param>
    /// <param name="desks">Reviewers.</param>
    /// <param name="coming">Stations whose forms are still to come.</param>
    public DeskElection(string data, int waiting, int desks, int coming)
    {
        Stations = [.. Enumerable.Range(0, waiting + coming).Select(i => RegionCode.Parse(Code(i)))];
        var folder = ElectionFolder.At(data, Head.Election);
        using var root = EcdsaSigner.Generate();
        var log = Ed25519Signer.ImportSeed(Head.Ledger, RandomNumberGenerator.GetBytes(32));
        Directory.CreateDirectory(folder.Keys);
        KeyFiles.Write(KeyFiles.Log(folder), log.Export());
        var structure = new ElectionStructure(Limits.Of2024, [NationalShape.Ppwp]);
        using var sequencer = new NewElection(
            Head,
            ElectionKind.Simulation,
            1,
            structure.Encode(),
            RegionTree.FromStations(Stations).Encode(),
            Names().Encode()
        ).Begin(folder, [root], log, TimeProvider.System);
        using var province = Enrolled(sequencer, Role.Province, "11", root);
        using var regency = Enrolled(sequencer, Role.Regency, "1101", province);
        using var district = Enrolled(sequencer, Role.District, "110101", regency);
        Reviewers = [.. Enumerable.Range(0, desks).Select(_ => Reviewer(sequencer, regency))];
        foreach (var part in Stations.Index().Chunk(Batch))
        {
            Fill(sequencer, part, waiting, district);
        }
    }

    /// <summary>The stations; those that wait come first.</summary>
    public RegionCode[] Stations { get; }

    /// <summary>The names of the reviewers' keys.</summary>
    public KeyName[] Reviewers { get; }

    /// <summary>The forms that are still to come, as requests.</summary>
    public byte[][] Coming() => [.. _coming.Select(its => KeepAlive.Post(Entry(its.Station, NationalShape.Form(_random), its.Key)))];

    public void Dispose() => _coming.ForEach(its => its.Key.Dispose());

    private void Fill(Sequencer sequencer, (int Index, RegionCode Station)[] part, int waiting, EcdsaSigner district)
    {
        var keys = Array.ConvertAll(part, _ => EcdsaSigner.Generate());
        Append(sequencer, [.. part.Zip(keys, (its, key) => Enrolment(Role.Station, its.Station, key, district))]);
        Append(
            sequencer,
            [.. part.Zip(keys).Where(pair => pair.First.Index < waiting).Select(pair => Entry(pair.First.Station, Broken(), pair.Second))]
        );
        foreach (var ((index, station), key) in part.Zip(keys))
        {
            if (index >= waiting)
            {
                _coming.Add((station, key));
            }
            else
            {
                key.Dispose();
            }
        }
    }

    /// <summary>A voter more than votes.</summary>
    private FormFields Broken()
    {
        var form = NationalShape.Form(_random);
        var counts = form.Counts.ToArray();
        counts[(int)Field.Voters]++;
        return new FormFields([.. form.Votes], counts);
    }

    private static KeyName Reviewer(Sequencer sequencer, EcdsaSigner regency)
    {
        using var key = Enrolled(sequencer, Role.District, "110101", regency);
        return Keys.NameOf(key.Verifier.PublicKey.Span);
    }

    private static EcdsaSigner Enrolled(Sequencer sequencer, Role role, string scope, EcdsaSigner by)
    {
        var key = EcdsaSigner.Generate();
        Append(sequencer, [Enrolment(role, RegionCode.Parse(scope), key, by)]);
        return key;
    }

    private static ReadOnlyMemory<byte> Enrolment(Role role, RegionCode scope, EcdsaSigner key, EcdsaSigner by) =>
        Signing.Entry(Head, new Enrol(role, scope, key.Verifier.PublicKey.ToArray(), Holders.New()), by);

    private static byte[] Entry(RegionCode station, FormFields fields, EcdsaSigner key) =>
        Signing.Entry(Head, new Form("ppwp", station, Timestamp.From(TimeProvider.System.GetUtcNow()), fields, []), key);

    private static void Append(Sequencer sequencer, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (sequencer.Append(entries).Select(outcome => outcome.Rejection).OfType<Rejection>().FirstOrDefault() is { } rejection)
        {
            throw new InvalidOperationException(rejection.ToString());
        }
    }

    private static string Code(int station) => $"110101{2001 + (station / InVillage):0000}{1 + (station % InVillage):000}";

    private static ElectionNames Names() =>
        new(
            new Bilingual("Meja", "Desk"),
            new Dictionary<string, ContestNames>(StringComparer.Ordinal),
            new Dictionary<RegionCode, string>(),
            new Dictionary<RegionCode, string>()
        );
}
