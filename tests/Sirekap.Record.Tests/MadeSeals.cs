using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests;

/// <summary>Seals of what somebody read for the president, and their opening.</summary>
internal static class MadeSeals
{
    public static Salt Salt { get; } = new(0x4711);

    /// <summary>A seal by this key of these figures, on what stands at a station.</summary>
    public static Seal Seal(this MadeLedger ledger, string station, Digest on, SignerKey by, FormFields fields)
    {
        var (at, name) = (RegionCode.Parse(station), MadeLedger.NameOf(by));
        var commitment = Sealing.Commit(ledger.Head, MadeElection.President, at, on, name, Salt, fields);
        return new Seal(MadeElection.President, at, on, commitment);
    }

    public static Unseal Unseal(string station, Digest seal, FormFields fields) =>
        new(MadeElection.President, RegionCode.Parse(station), seal, Salt, fields);

    /// <summary>Seals that must be accepted, one a person; returns their identities.</summary>
    public static Digest[] Sealed(this MadeLedger ledger, string station, Digest on, params (SignerKey By, FormFields Fields)[] read) =>
        [.. read.Select(its => ledger.Said(ledger.Seal(station, on, its.By, its.Fields), its.By))];

    /// <summary>People seal what they read, then all open, which must be accepted; returns the last opening's identity.</summary>
    public static Digest Read(this MadeLedger ledger, string station, Digest on, params (SignerKey By, FormFields Fields)[] read)
    {
        var seals = ledger.Sealed(station, on, read);
        return seals.Zip(read, (seal, its) => ledger.Said(Unseal(station, seal, its.Fields), its.By)).Last();
    }
}
